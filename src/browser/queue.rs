//! Effects in their order, each begun when the one before is done.

use std::collections::VecDeque;

/// What is still to be done, and whether somebody is at it.
pub struct Queue<E> {
    waiting: VecDeque<E>,
    busy: bool,
}

impl<E> Queue<E> {
    /// Nothing to do.
    pub fn new() -> Self {
        Self {
            waiting: VecDeque::new(),
            busy: false,
        }
    }

    /// Puts effects behind the others. True where nobody is at it, so that somebody has to begin.
    pub fn add(&mut self, effects: Vec<E>) -> bool {
        self.waiting.extend(effects);
        !std::mem::replace(&mut self.busy, true)
    }

    /// What comes next; whoever is told that nothing does, stops.
    pub fn next(&mut self) -> Option<E> {
        let next = self.waiting.pop_front();
        self.busy = next.is_some();
        next
    }
}
