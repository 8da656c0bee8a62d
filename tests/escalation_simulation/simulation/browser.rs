//! A browser: what it keeps, its locks and alarms, its tabs, and the backgrounds that run in it.

use std::collections::{BTreeMap, VecDeque};
use vanguard::{
    escalation::outbox::{Effect, Key, Outbox, Rules, Settings, View},
    words::english,
};

pub struct Browser {
    pub install: u64,
    /// Seconds that its clock is fast.
    pub skew: i64,
    pub asleep_until: i64,
    /// A Zendesk tab is open.
    pub tab: bool,
    pub kept: BTreeMap<Key, String>,
    pub locks: BTreeMap<Key, VecDeque<usize>>,
    /// By its own clock.
    pub alarms: BTreeMap<Key, i64>,
    /// What the person sees.
    pub views: BTreeMap<Key, View>,
    pub backgrounds: Vec<Background>,
}

pub struct Background {
    pub outbox: Outbox,
    pub todo: VecDeque<Effect>,
    /// Whether its next turn is due already.
    pub running: bool,
    pub alive: bool,
    /// Counts its lives, so that nothing reaches a later one.
    pub life: u32,
}

impl Browser {
    pub fn new(install: u64, backgrounds: usize, settings: &Settings, rules: Rules) -> Self {
        let background = || Background {
            outbox: Outbox::with_rules(settings.clone(), english, install, rules),
            todo: VecDeque::new(),
            running: false,
            alive: false,
            life: 0,
        };
        Self {
            install,
            skew: 0,
            asleep_until: 0,
            tab: true,
            kept: BTreeMap::new(),
            locks: BTreeMap::new(),
            alarms: BTreeMap::new(),
            views: BTreeMap::new(),
            backgrounds: (0..backgrounds).map(|_| background()).collect(),
        }
    }

    /// Ends a background. Gives the locks that are free for the next one now.
    pub fn kill(&mut self, index: usize, settings: &Settings, rules: Rules) -> Vec<Key> {
        let background = &mut self.backgrounds[index];
        background.outbox = Outbox::with_rules(settings.clone(), english, self.install, rules);
        background.todo.clear();
        background.running = false;
        background.alive = false;
        background.life += 1;
        let mut free = Vec::new();
        for (key, queue) in &mut self.locks {
            if queue.front() == Some(&index) {
                free.push(key.clone());
            }
            queue.retain(|one| *one != index);
        }
        free
    }
}
