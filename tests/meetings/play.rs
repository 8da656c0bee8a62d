//! One browser's reminders, step by step: whatever is kept survives, everything else is lost with the background.

use serde_json::json;
use std::collections::BTreeMap;
use vanguard::{
    meetings::{
        Database, Team,
        reminders::{Clock, Effect, Event, Reminders, Reminding},
    },
    time::Time,
    words::english,
};

pub struct Play {
    pub now: Time,
    pub here: String,
    kept: Option<String>,
    pub alarm: Option<Time>,
    machine: Reminders,
    settings: (Team, Reminding),
    /// Everything that was shown, by its key.
    pub shown: BTreeMap<String, u32>,
    /// Effects that are left when the background is killed.
    pub breaks_after: Option<usize>,
}

impl Play {
    /// At a moment, with calls in words and settings of reminders.
    pub fn new(now: &str, calls: &[&str], reminders: serde_json::Value) -> Self {
        let calls: Vec<_> = calls.iter().map(|words| super::call(words)).collect();
        let text = json!({"meetings": calls, "reminders": reminders}).to_string();
        let settings = (
            Team::parse(&text).expect("calls"),
            Reminding::parse(&text).expect("reminders"),
        );
        Self {
            now: super::at(now),
            here: "Europe/Berlin".into(),
            kept: None,
            alarm: None,
            machine: Reminders::default(),
            settings,
            shown: BTreeMap::new(),
            breaks_after: None,
        }
    }

    /// The background starts: after it was killed, after an update, with the browser.
    pub fn start(&mut self) -> String {
        self.machine = Reminders::default();
        self.alarm = None;
        let changed = Event::Changed(Box::new(self.settings.clone()));
        let first = self.handle(changed);
        let recalled = Event::Recalled(self.kept.clone());
        first + &self.handle(recalled)
    }

    pub fn set(&mut self, reminders: serde_json::Value) -> String {
        let text = json!({"reminders": reminders}).to_string();
        self.settings.1 = Reminding::parse(&text).expect("reminders");
        self.handle(Event::Changed(Box::new(self.settings.clone())))
    }

    pub fn replace(&mut self, calls: &[&str]) -> String {
        self.settings.0 = super::team(calls);
        self.handle(Event::Changed(Box::new(self.settings.clone())))
    }

    /// Time goes by; every alarm on the way goes off.
    pub fn until(&mut self, to: &str) -> String {
        let to = super::at(to);
        let mut shown = String::new();
        while let Some(at) = self.alarm.filter(|at| *at <= to) {
            self.now = at.max(self.now);
            self.alarm = None;
            shown += &self.handle(Event::Woken);
        }
        self.now = to;
        shown
    }

    /// The machine sleeps, or its clock is set; then an alarm goes off.
    pub fn jump(&mut self, to: &str) -> String {
        self.now = super::at(to);
        self.alarm = None;
        self.handle(Event::Woken)
    }

    /// What was shown.
    fn handle(&mut self, event: Event) -> String {
        let clock = Clock {
            now: self.now,
            here: &self.here,
            zones: &Database,
            words: english,
            write: |time| time.to_string(),
        };
        let effects = self.machine.handle(&clock, event);
        let mut shown = Vec::new();
        let limit = self.breaks_after.take().unwrap_or(usize::MAX);
        for effect in effects.into_iter().take(limit) {
            match effect {
                Effect::Keep { text } => self.kept = Some(text),
                Effect::SetAlarm { at } => self.alarm = Some(at),
                Effect::Notify { key, title, text } => {
                    *self.shown.entry(key).or_default() += 1;
                    shown.push(format!("{title}: {text}"));
                }
            }
        }
        shown.join(" | ")
    }
}
