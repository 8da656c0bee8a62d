//! Effects in their order, each begun when the one before is done.

use std::collections::VecDeque;
use wasm_bindgen_futures::spawn_local;

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

/// Runs one effect after the other until there is none, where [`Queue::add`] said that somebody has to begin.
pub fn work_off<E: 'static, F: Future + 'static>(
    begin: Option<bool>,
    next: fn() -> Option<E>,
    run: fn(E) -> F,
) {
    if begin == Some(true) {
        spawn_local(async move {
            while let Some(effect) = next() {
                run(effect).await;
            }
        });
    }
}
