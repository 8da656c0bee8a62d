//! Runs the outbox's effects: one after the other, each when the one before is done, except for what takes long
//! and comes back as an event.

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
    escalation::outbox::{Answer, Ask, Effect, Event, Key, Outbox, Settings, View, Wish},
    time::Time,
};
use gloo_timers::callback::Timeout;
use js_sys::Array;
use std::cell::RefCell;
use wasm_bindgen_futures::spawn_local;

/// The browser kills a background that has been idle for longer; seconds.
const TIMER_AT_MOST: i64 = 25;
/// Changes within so many milliseconds are shown together.
const SHOWN_TOGETHER: u32 = 50;
/// What is over and this old is forgotten; the ticket's own note keeps it from being filed again. Seconds.
const REMEMBERED: i64 = 30 * 24 * 60 * 60;

/// What is under way in this background.
struct Running {
    outbox: Outbox,
    origin: String,
    known: Vec<(Key, Known)>,
    effects: Queue<Effect>,
    /// What is kept and was not heard of yet; `None` until that is listed.
    unheard: Option<Vec<Key>>,
    recall: Recall,
    /// Hosts whose tabs are about to be asked to look again.
    to_replan: Vec<String>,
}

/// What is known of an escalation here.
#[derive(Default)]
struct Known {
    view: Option<View>,
    held: Option<Held>,
    /// Its latest state could not be kept: nothing is sent for it.
    unsaved: bool,
    /// Kept longer ago than [`REMEMBERED`].
    old: bool,
}

impl Running {
    fn known(&mut self, key: &Key) -> &mut Known {
        let at = self.known.iter().position(|(one, _)| one == key);
        let at = at.unwrap_or_else(|| {
            self.known.push((key.clone(), Known::default()));
            self.known.len() - 1
        });
        #[allow(clippy::indexing_slicing, reason = "found or put there just now")]
        &mut self.known[at].1
    }

    fn views(&self) -> impl Iterator<Item = &View> {
        self.known
            .iter()
            .filter_map(|(_, known)| known.view.as_ref())
    }
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
}

fn with<T>(act: impl FnOnce(&mut Running) -> T) -> Option<T> {
    RUNNING.with_borrow_mut(|running| running.as_mut().map(act))
}

/// Starts, or goes on with other settings. `install` is a number that this browser keeps for good.
pub fn start(settings: Settings, install: u64) {
    let origin = settings.gitlab.clone();
    let is_new = RUNNING.with_borrow_mut(|running| match running {
        Some(running) => {
            running.origin.clone_from(&origin);
            false
        }
        None => {
            *running = Some(Running {
                outbox: Outbox::new(settings.clone(), words::say, install),
                origin,
                known: Vec::new(),
                effects: Queue::new(),
                unheard: None,
                recall: Recall::new(),
                to_replan: Vec::new(),
            });
            true
        }
    });
    if is_new {
        // Alarms do not outlive an update of the extension, nor, in Firefox, the browser.
        spawn_local(resume_all(settings.zendesk_hosts));
    } else {
        happen(Event::Changed(Box::new(settings)));
    }
}

async fn resume_all(hosts: Vec<String>) {
    for host in hosts {
        if tabs::any(&host).await {
            happen(Event::TabReady { host });
        }
    }
    let kept = Table::Escalations.keys().await.unwrap_or_default();
    let kept: Vec<Key> = kept.iter().filter_map(|key| Key::parse(key)).collect();
    with(|running| {
        let mut unheard = kept.clone();
        unheard.retain(|key| running.known(key).view.is_none());
        running.unheard = Some(unheard);
    });
    end_recall();
    for key in kept {
        let wish = Wish::Resume;
        happen(Event::Wished { key, wish });
    }
}

/// Something was heard of it, if only that it cannot be read now.
fn heard(heard: &Key) {
    with(|running| {
        let unheard = running.unheard.iter_mut();
        unheard.for_each(|unheard| unheard.retain(|key| key != heard));
    });
    end_recall();
}

fn end_recall() {
    with(|running| {
        if running.unheard.as_ref().is_some_and(Vec::is_empty) {
            running.recall.end();
        }
    });
}

/// An alarm has gone off.
pub fn resume(key: &str) {
    if let Some(key) = Key::parse(key) {
        let wish = Wish::Resume;
        happen(Event::Wished { key, wish });
    }
}

/// A tab of this host has just spoken.
pub fn tab_ready(host: String) {
    happen(Event::TabReady { host });
}

/// What a page of the extension asks; `None` for what is not of the protocol.
pub async fn ask(text: &str) -> Option<String> {
    match Ask::read(text)? {
        Ask::Wish(key, wish) => {
            happen(Event::Wished { key, wish });
            return Some(String::new());
        }
        Ask::Views => with(|running| running.recall.over())?.await,
    }
    with(|running| View::write_all(running.views()))
}

/// How escalations of these tickets stand.
pub fn views_of(host: &str, tickets: &[String]) -> Vec<View> {
    let is_its = |key: &Key| key.host == host && tickets.contains(&key.ticket.to_string());
    with(|running| {
        let views = running.views();
        views.filter(|view| is_its(&view.key)).cloned().collect()
    })
    .unwrap_or_default()
}

fn happen(event: Event) {
    let begin = with(|running| {
        let effects = running.outbox.handle(now(), event);
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
        Effect::Lock { key } => spawn_local(lock(key)),
        Effect::Unlock { key } => unlock(key).await,
        Effect::Save { key, text } => {
            let entry = Array::of2(&text.into(), &js_sys::Date::now().into());
            let kept = Table::Escalations.write(&key.to_string(), &entry).await;
            with(|running| {
                let known = running.known(&key);
                known.old = false;
                known.unsaved = kept.is_err();
            });
        }
        Effect::GitLab {
            key,
            id,
            request,
            not_after,
        } => {
            let origin = with(|running| running.origin.clone()).unwrap_or_default();
            send(key, id, not_after, async move {
                gitlab::send_until(&origin, &request, not_after).await
            });
        }
        Effect::Zendesk {
            key,
            id,
            request,
            not_after,
        } => {
            let host = key.host.clone();
            send(key, id, not_after, async move {
                let answer = tabs::forward(&host, &request).await;
                if answer == Answer::NotSent {
                    happen(Event::TabsGone { host });
                }
                answer
            });
        }
        Effect::SetAlarm { key, at } => set_alarm(&key, at),
        Effect::Show(view) => show(*view),
    }
}

async fn lock(key: Key) {
    // Refused while the extension is going away: whoever comes next goes on with it.
    let Ok(held) = locks::hold(&format!("escalation {key}")).await else {
        heard(&key);
        return;
    };
    let kept = Table::Escalations.read(&key.to_string()).await;
    // A store that cannot be read may hold anything: nothing is done on top of it.
    let Ok(kept) = kept else {
        heard(&key);
        return;
    };
    let entry = kept.as_ref().map(Array::from).unwrap_or_default();
    let kept = entry.get(0).as_string();
    let kept_at = entry.get(1).as_f64().map_or(now(), Time::from_millis);
    with(|running| {
        let known = running.known(&key);
        known.old = kept_at.until(now()) > REMEMBERED;
        known.held = Some(held);
    });
    happen(Event::Locked { key, kept });
}

async fn unlock(key: Key) {
    heard(&key);
    let is_forgotten = with(|running| {
        let known = running.known(&key);
        known.old && known.view.as_ref().is_some_and(|view| view.over)
    });
    if is_forgotten != Some(true) {
        with(|running| running.known(&key).held = None);
        return;
    }
    // Tried again when it is next looked at.
    let _ = Table::Escalations.delete(&key.to_string()).await;
    with(|running| running.known.retain(|(one, _)| *one != key));
}

/// Nothing is sent of which the record before it could not be kept, nor what has waited too long.
fn send(key: Key, id: u64, not_after: Time, request: impl Future<Output = Answer> + 'static) {
    let unsaved = with(|running| running.known(&key).unsaved) != Some(false);
    spawn_local(async move {
        let answer = if unsaved || now() > not_after {
            Answer::NotSent
        } else {
            request.await
        };
        happen(Event::Answered { key, id, answer });
    });
}

fn set_alarm(key: &Key, at: Time) {
    let name = key.to_string();
    alarms::set(&name, at);
    let left = now().until(at);
    if left <= TIMER_AT_MOST {
        let millis = u32::try_from(left.max(0) * 1000).unwrap_or(0);
        Timeout::new(millis, move || resume(&name)).forget();
    }
}

/// A background that starts hears of all escalations at once; the tabs hear of them once.
fn replan_soon(host: String) {
    let is_first = with(|running| {
        let is_first = !running.to_replan.contains(&host);
        running.to_replan.push(host.clone());
        is_first
    });
    if is_first == Some(true) {
        Timeout::new(SHOWN_TOGETHER, move || {
            with(|running| running.to_replan.retain(|one| *one != host));
            spawn_local(async move { replan_all(&host).await });
        })
        .forget();
    }
}

fn show(view: View) {
    let text = view.write();
    let host = view.key.host.clone();
    let is_new = with(|running| {
        let known = running.known(&view.key);
        known.view.replace(view.clone()).as_ref() != Some(&view)
    });
    heard(&view.key);
    if is_new == Some(true) {
        super::follow::shown(view);
        tabs::tell_pages(Some(&text));
        replan_soon(host);
    }
}
