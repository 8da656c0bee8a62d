//! Runs the follow-through's effects, one after the other, each when the one before is done; requests come back as
//! events.

use super::{browser::tabs::replan_all, recall::Recall};
use crate::{
    browser::{
        alarms, gitlab,
        locks::{self, Held},
        now,
        queue::{Queue, work_off},
        store::Table,
        tabs, words,
    },
    escalation::{
        follow::{self, Ask, Effect, Event, Follow, Line, Settings},
        outbox::{Answer, View},
    },
};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// Of the alarm, and of the lock that one background at a time follows under.
pub const NAME: &str = "follow";

struct Running {
    follow: Follow,
    origin: String,
    /// The custom field that names issues.
    field: Option<u64>,
    effects: Queue<Effect>,
    /// Whether the latest save went through: nothing is sent on top of one that did not.
    saved: bool,
    /// Until this background ends.
    held: Option<Held>,
    recall: Recall,
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
}

fn with<T>(act: impl FnOnce(&mut Running) -> T) -> Option<T> {
    RUNNING.with_borrow_mut(|running| running.as_mut().map(act))
}

/// Starts, or goes on with other settings. `install` is a number that this browser keeps for good.
pub fn start(settings: Settings, install: u64) {
    let (origin, field) = (settings.gitlab.clone(), settings.field);
    let known = with(|running| {
        running.origin.clone_from(&origin);
        running.field = field;
    });
    if known.is_some() {
        happen(Event::Changed(Box::new(settings)));
        return;
    }
    RUNNING.set(Some(Running {
        follow: Follow::new(settings, words::say, install),
        origin,
        field,
        effects: Queue::new(),
        saved: true,
        held: None,
        recall: Recall::new(),
    }));
    spawn_local(async {
        recall().await;
        with(|running| running.recall.end());
    });
}

async fn recall() {
    // Refused while the extension is going away: whoever comes next follows.
    let Ok(held) = locks::hold(NAME).await else {
        return;
    };
    with(|running| running.held = Some(held));
    // A store that cannot be read may hold anything: nothing is done on top of it.
    if let Ok(kept) = Table::Issues.texts().await {
        happen(Event::Recalled(kept));
    }
}

/// The alarm has gone off.
pub fn resume() {
    happen(Event::Woken);
}

/// How an escalation stands.
pub fn shown(view: View) {
    happen(Event::Shown(Box::new(view)));
}

/// Zendesk's answer on tickets of a host, which may name issues.
pub fn named(host: &str, body: &str) {
    let found = with(|running| follow::named(body, running.field, &running.origin));
    if let Some(found) = found.filter(|found| !found.is_empty()) {
        let host = host.to_owned();
        happen(Event::Named { host, found });
    }
}

/// Tickets of a host are on view.
pub fn seen(host: &str, tickets: &[String]) {
    let (host, tickets) = (host.to_owned(), tickets.to_vec());
    happen(Event::Seen { host, tickets });
}

/// What a page of the extension asks; `None` for what is not of the protocol.
pub async fn ask(text: &str) -> Option<String> {
    match Ask::read(text)? {
        Ask::Lines => {
            with(|running| running.recall.over())?.await;
            let lines: Vec<Line> = with(|running| running.follow.lines().collect())?;
            return Some(Line::write_all(&lines));
        }
        Ask::Told(key, tell) => happen(Event::Told { key, tell }),
        Ask::Hide(key) => happen(Event::Hide { key }),
    }
    Some(String::new())
}

/// What a content script says, of tickets of its own host alone.
pub fn told(host: &str, text: &str) {
    if let Some(Ask::Told(key, tell)) = Ask::read(text)
        && key.host == host
    {
        happen(Event::Told { key, tell });
    }
}

/// What became of the issues of these tickets.
pub fn lines_of(host: &str, tickets: &[String]) -> Vec<Line> {
    let is_its =
        |line: &Line| line.key.host == host && tickets.contains(&line.key.ticket.to_string());
    with(|running| running.follow.lines().filter(is_its).collect()).unwrap_or_default()
}

fn happen(event: Event) {
    let begin = with(|running| {
        let effects = running.follow.handle(now(), event);
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
        Effect::Save { name, text } => {
            let kept = Table::Issues.write(&name, &JsValue::from(text)).await;
            with(|running| running.saved = kept.is_ok());
        }
        Effect::Forget { name } => {
            // Tried again when this browser starts next.
            let _ = Table::Issues.delete(&name).await;
        }
        Effect::GitLab { id, request, etag } => {
            let Some((saved, origin)) = with(|running| (running.saved, running.origin.clone()))
            else {
                return;
            };
            spawn_local(async move {
                let (answer, etag) = match saved {
                    true => gitlab::send_if_changed(&origin, &request, etag.as_deref()).await,
                    false => (Answer::NotSent, None),
                };
                happen(Event::Answered { id, answer, etag });
            });
        }
        // The browser's alarms are as exact as this needs to be.
        Effect::SetAlarm { at } => alarms::set(NAME, at),
        Effect::Show { host } => {
            tabs::tell_pages(None);
            replan_all(&host).await;
        }
    }
}
