//! Runs the results' effects, one after the other, each when the one before is done; requests come back as events.

use crate::{
    browser::{
        alarms,
        locks::{self, Held},
        now,
        queue::{Queue, work_off},
        store::Table,
        tabs,
    },
    escalation::outbox::Answer,
    metrics::{Ask, Effect, Event, Results, Settings},
    settings::{Results as Counting, SettingsError, effective},
};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Of the alarm, and of the lock that one background at a time counts under.
const NAME: &str = "results";

struct Running {
    results: Results,
    effects: Queue<Effect>,
    /// Whether the latest save went through: nothing is sent on top of one that did not.
    saved: bool,
    /// Until this background ends.
    held: Option<Held>,
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
}

fn with<T>(act: impl FnOnce(&mut Running) -> T) -> Option<T> {
    RUNNING.with_borrow_mut(|running| running.as_mut().map(act))
}

/// Starts, or goes on with other settings: the defaults, the person's own and the company's policy on top, JSON text. What of
/// these cannot be used is left out; the options say so. `hosts` are the Zendesk hosts that may be asked, `install` a number
/// that this browser keeps for good.
///
/// # Errors
/// A build whose own defaults cannot be used.
#[wasm_bindgen]
pub fn count(
    defaults: &str,
    own: &str,
    policy: &str,
    hosts: Vec<String>,
    install: u32,
) -> Result<(), JsError> {
    let read =
        |text: &str| -> Result<Counting, SettingsError> { Counting::layered(&[defaults, text]) };
    let text = effective(own, policy, &|text| read(text).map(|_| ())).text;
    let settings = Settings {
        hosts,
        results: read(&text)?,
    };
    if with(|_| ()).is_some() {
        happen(Event::Changed(Box::new(settings)));
        return Ok(());
    }
    RUNNING.set(Some(Running {
        results: Results::new(settings, u64::from(install)),
        effects: Queue::new(),
        saved: true,
        held: None,
    }));
    spawn_local(recall());
    Ok(())
}

async fn recall() {
    // Refused while the extension is going away: whoever comes next counts.
    let Ok(held) = locks::hold(NAME).await else {
        return;
    };
    with(|running| running.held = Some(held));
    // What cannot be read is counted anew, but not without keeping how often: without a store nothing is asked.
    if let Ok(kept) = Table::Results.texts().await {
        happen(Event::Recalled(kept));
    }
}

/// The results' alarm has gone off.
#[wasm_bindgen(js_name = countOn)]
pub fn count_on() {
    happen(Event::Woken);
}

/// What a page of the extension asks about results, as JSON text; undefined for what is not of the protocol.
#[wasm_bindgen]
pub fn results(text: &str) -> Option<String> {
    let host = match Ask::read(text)? {
        Ask::Read(host) => host,
        Ask::Look(host) => {
            want(&host, false);
            host
        }
        Ask::Anew(host) => {
            want(&host, true);
            host
        }
    };
    with(|running| running.results.view(now(), &host).write())
}

fn want(host: &str, anew: bool) {
    let host = host.to_owned();
    happen(Event::Wanted { host, anew });
}

fn happen(event: Event) {
    let begin = with(|running| {
        let effects = running.results.handle(now(), event);
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
        Effect::Save { host, text } => {
            let kept = Table::Results.write(&host, &JsValue::from(text)).await;
            with(|running| running.saved = kept.is_ok());
        }
        Effect::Zendesk { id, host, request } => {
            let saved = with(|running| running.saved) == Some(true);
            spawn_local(async move {
                let answer = match saved {
                    true => tabs::forward(&host, &request).await,
                    false => Answer::Lost,
                };
                happen(Event::Answered { id, answer });
            });
        }
        // The browser's alarms are as exact as this needs to be.
        Effect::SetAlarm { at } => alarms::set(NAME, at),
        Effect::Show => tabs::tell_pages(None),
    }
}
