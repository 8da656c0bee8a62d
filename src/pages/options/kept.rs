//! What is kept, what is in force, and how to go back.

use super::{
    super::dom::*,
    browser::{NotKept, keep_settings},
    parts::sentences,
};
use crate::{
    browser::{runtime, words::say, zones::zone},
    gitlab::sign_in::{Line, Weight},
    settings::{
        self, Complaint, Defaults, Edit, Effective, Rules, Settings, SettingsError, edit, effective,
    },
};
use sycamore_reactive::{Signal, create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// Says what is wrong with a settings document.
pub fn check(text: &str) -> Result<(), SettingsError> {
    settings::check(text, &zone)
}

/// What tickets are ranked with under a settings document.
pub fn rules(text: &str) -> Result<Rules, SettingsError> {
    let settings = Settings::parse(text)?;
    let zone = settings.zone(&zone)?;
    settings.rules(zone)
}

/// What the sections share.
#[derive(Clone, Copy)]
pub struct Kept {
    /// The person's own settings: a document.
    pub own: Signal<String>,
    policy: Signal<String>,
    /// What comes of both.
    pub in_force: Signal<Effective>,
    /// What was kept before, the latest last.
    before: Signal<Vec<String>>,
    lines: Signal<Vec<Line>>,
}

impl Kept {
    /// Of the person's own settings and the company's policy.
    pub fn new(own: String, policy: String) -> Self {
        let in_force = effective(&own, &policy, &check);
        let wrong = in_force.says_what_is_left_out(say);
        let lines = wrong.map(|wrong| Line::new(Weight::Error, format!("{wrong} (VG-SETTINGS)")));
        Self {
            own: create_signal(own),
            policy: create_signal(policy),
            in_force: create_signal(in_force),
            before: create_signal(Vec::new()),
            lines: create_signal(lines.into_iter().collect()),
        }
    }

    /// What is in force was read before.
    pub fn settings(self) -> Settings {
        self.in_force
            .with(|in_force| Settings::parse(&in_force.text).unwrap_or_default())
    }

    /// What would be in force with these own settings.
    pub fn in_force_with(self, own: &str) -> Effective {
        let policy = self.policy.get_clone_untracked();
        effective(own, &policy, &check)
    }

    /// The own settings with these changes.
    pub fn edited(self, edits: &[Edit]) -> Result<String, Vec<Complaint>> {
        let own = self.own.get_clone_untracked();
        let policy = self.policy.get_clone_untracked();
        edit(&own, &policy, edits, &check, Defaults::ALL)
    }

    /// Keeps a document in the place of what is kept, and says so with the message `key`.
    pub fn keep(self, text: String, key: &'static str) {
        let before = self.own.get_clone_untracked();
        spawn_local(async move {
            if self.put(text).await {
                self.before.update(|all| all.push(before));
                self.say(Line::new(Weight::Good, say(key, &[])));
            }
        });
    }

    fn undo(self) {
        let Some(text) = self.before.update(Vec::pop) else {
            return;
        };
        spawn_local(async move {
            if self.put(text).await {
                self.say(Line::new(Weight::Good, say("options_undone", &[])));
            }
        });
    }

    async fn put(self, text: String) -> bool {
        match keep_settings(&self.own.get_clone_untracked(), &text).await {
            Ok(()) => self.show(text),
            Err(NotKept::Browser) => {
                self.say(Line::new(Weight::Error, say("options_refused", &[])));
                return false;
            }
            Err(NotKept::Changed) => {
                self.show(runtime::own().await);
                self.say(Line::new(Weight::Error, say("options_changed", &[])));
                return false;
            }
        }
        true
    }

    fn show(self, own: String) {
        self.in_force.set(self.in_force_with(&own));
        self.own.set(own);
    }

    pub fn say(self, line: Line) {
        self.lines.set(vec![line]);
    }

    /// What came of it, and the way back.
    pub fn notices(self) -> View {
        let can_undo = create_selector(move || self.before.with(|all| !all.is_empty()));
        let undo = move || {
            let button = || {
                button(say("options_undo", &[]))
                    .id("undo")
                    .press(move || self.undo())
            };
            can_undo.get().then(button)
        };
        el("div")
            .class("notices")
            .add(sentences("saved", *self.lines))
            .add(live(undo))
            .into()
    }
}
