//! Runs the results' effects, one after the other, each when the one before is done; requests come back as events.

use super::browser::tabs::tell_pages;
use crate::{
    browser::{
        alarms,
        locks::{self, Held},
        now,
        queue::Queue,
        store::Table,
        tabs,
    },
    escalation::outbox::Answer,
    metrics::{Ask, Effect, Event, Results, Settings},
};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// Of the alarm, and of the lock that one background at a time counts under.
pub const NAME: &str = "results";

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

/// Starts, or goes on with other settings. `install` is a number that this browser keeps for good.
pub fn start(settings: Settings, install: u64) {
    if with(|_| ()).is_some() {
        happen(Event::Changed(Box::new(settings)));
        return;
    }
    RUNNING.set(Some(Running {
        results: Results::new(settings, install),
        effects: Queue::new(),
        saved: true,
        held: None,
    }));
    spawn_local(recall());
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

/// The alarm has gone off.
pub fn resume() {
    happen(Event::Woken);
}

/// What a page of the extension asks; `None` for what is not of the protocol.
pub fn ask(text: &str) -> Option<String> {
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
    if begin == Some(true) {
        spawn_local(drain());
    }
}

async fn drain() {
    while let Some(effect) = with(|running| running.effects.next()).flatten() {
        run(effect).await;
    }
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
        Effect::Show => tell_pages(None),
    }
}
