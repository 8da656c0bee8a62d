//! Runs the reminders' effects, one after the other. Keeps what was said, then says it.

use crate::{
    browser::{
        alarms, dates,
        locks::{self, Held},
        now,
        queue::{Queue, work_off},
        store::Table,
        words::say,
        zones::{self, OfBrowser},
    },
    meetings::{
        Team,
        reminders::{Clock, Effect, Event, Reminders, Reminding, leads_to},
    },
    settings::{SettingsError, effective},
};
use js_sys::{Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Of the alarm, and of the lock that one background at a time reminds under.
const NAME: &str = "reminders";
/// Under which key it is kept what was said.
const SAID: &str = "said";

struct Running {
    team: Team,
    machine: Reminders,
    effects: Queue<Effect>,
    /// Whether the latest keep went through: nothing is said that could be said again.
    kept: bool,
    /// Until this background ends.
    held: Option<Held>,
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
}

fn with<T>(act: impl FnOnce(&mut Running) -> T) -> Option<T> {
    RUNNING.with_borrow_mut(|running| running.as_mut().map(act))
}

/// Starts, or goes on with other settings: the person's own and the company's policy on top, JSON text. What of them cannot
/// be used is left out; the options say so.
#[wasm_bindgen]
pub fn remind(own: &str, policy: &str) {
    let is_first = with(|_| ()).is_none();
    if is_first {
        RUNNING.set(Some(Running {
            team: Team::default(),
            machine: Reminders::default(),
            effects: Queue::new(),
            kept: true,
            held: None,
        }));
    }
    let text = effective(own, policy, &|text| read(text).map(|_| ())).text;
    let plan = read(&text).unwrap_or_default();
    with(|running| running.team = plan.0.clone());
    happen(Event::Changed(Box::new(plan)));
    if is_first {
        spawn_local(recall());
    }
}

fn read(text: &str) -> Result<(Team, Reminding), SettingsError> {
    Ok((Team::parse(text)?, Reminding::parse(text)?))
}

async fn recall() {
    // Refused while the extension is going away: whoever comes next reminds.
    let Ok(held) = locks::hold(NAME).await else {
        return;
    };
    with(|running| running.held = Some(held));
    // What cannot be read may say that all was said.
    if let Ok(kept) = Table::Reminders.read(SAID).await {
        happen(Event::Recalled(kept.and_then(|text| text.as_string())));
    }
}

/// The alarm has gone off.
#[wasm_bindgen]
pub fn woken() {
    happen(Event::Woken);
}

/// The address that a press on the notification of this key leads to, where its call has one.
#[wasm_bindgen]
pub fn leads(key: &str) -> Option<String> {
    with(|running| leads_to(&running.team, key).map(str::to_owned)).flatten()
}

fn happen(event: Event) {
    let here = zones::here();
    let clock = Clock {
        now: now(),
        here: &here,
        zones: &OfBrowser,
        words: say,
        write: dates::time_of_day,
    };
    let begin = with(|running| {
        let effects = running.machine.handle(&clock, event);
        running.effects.add(effects)
    });
    work_off(
        begin,
        || with(|running| running.effects.next()).flatten(),
        run,
    );
}

async fn run(effect: Effect) {
    match effect {
        Effect::Keep { text } => {
            let kept = Table::Reminders.write(SAID, &JsValue::from(text)).await;
            with(|running| running.kept = kept.is_ok());
        }
        Effect::Notify { key, title, text } => {
            if with(|running| running.kept) == Some(true) {
                let options = Object::new();
                for (name, value) in [
                    ("type", "basic"),
                    ("iconUrl", "icons/128.png"),
                    ("title", &title),
                    ("message", &text),
                ] {
                    // Setting a property of a plain object cannot fail.
                    let _ = Reflect::set(&options, &name.into(), &value.into());
                }
                // Refused where the person has taken back their leave.
                let _ = create_notification(&key, &options).await;
            }
        }
        Effect::SetAlarm { at } => alarms::set(NAME, at),
    }
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "notifications"], js_name = create, catch)]
    async fn create_notification(id: &str, options: &Object) -> Result<JsValue, JsValue>;
}
