//! The background's WebAssembly entry point: runs the engine's effects in their order, with the
//! browser's storage, toolbar and messages. Decides nothing.

mod browser;
mod escalation;
mod follow;
mod recall;

use crate::{
    browser::{now, words, zones::zone},
    engine::{Effect, Engine, Event, Queue, protocol::Look},
    escalation::{follow::Settings as Following, outbox},
    settings::{Rules, Settings, SettingsError, effective},
};
use browser::{session, tabs};
use std::{cell::RefCell, collections::VecDeque};
use wasm_bindgen::prelude::*;

thread_local! {
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

/// Starts the engine and the outbox with the defaults (src/settings/defaults.json), the kept settings and the company's
/// policy on top of each other, all JSON text. What of these cannot be used is left out; the options say so. `hosts` are
/// the Zendesk hosts that may be asked, `install` a number that this browser keeps for good.
///
/// # Errors
/// A build whose own defaults cannot be used.
#[wasm_bindgen]
pub fn start(
    defaults: &str,
    own: &str,
    policy: &str,
    hosts: Vec<String>,
    install: u32,
) -> Result<(), JsError> {
    let check = |text: &str| rules(defaults, text).map(|_| ());
    let in_force = effective(own, policy, &check);
    let settings = Settings::layered(&[defaults, &in_force.text])?;
    let outbox = outbox::Settings::new(&settings, hosts);
    let following = Following::new(&settings);
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "any number will do"
    )]
    let seed = (js_sys::Math::random() * 1e15) as u64;
    let zone = settings.zone(&zone)?;
    ENGINE.set(Some(Engine::new(settings, zone, words::say, seed)?));
    follow::start(following, u64::from(install));
    escalation::start(outbox, u64::from(install));
    Ok(())
}

fn rules(defaults: &str, text: &str) -> Result<Rules, SettingsError> {
    let settings = Settings::layered(&[defaults, text])?;
    let zone = settings.zone(&zone)?;
    settings.rules(zone)
}

/// An alarm of this name has gone off.
#[wasm_bindgen]
pub fn resume(name: &str) {
    match name {
        follow::NAME => follow::resume(),
        key => escalation::resume(key),
    }
}

/// What a page of the extension asks, as JSON text, and the promise of an answer; undefined for what is not of the
/// protocol.
#[wasm_bindgen]
pub async fn ask(text: String) -> Option<String> {
    if let Some(answer) = escalation::ask(&text).await {
        return Some(answer);
    }
    if let Some(answer) = follow::ask(&text).await {
        return Some(answer);
    }
    top_of_list(Queue::asked(&text)?).await
}

/// The top of the list that a tab of the host shows, or, where none does, of the one that was shown last.
async fn top_of_list(host: String) -> Option<String> {
    let tabs = crate::browser::tabs::of(&host).await;
    for tab in tabs.into_iter().map(Some).chain([None]) {
        let mut kept = session::read(&[Queue::key(&host, tab)]).await;
        let Some((_, list)) = kept.first() else {
            continue;
        };
        let keys = Queue::keys(&host, list);
        kept.extend(session::read(&keys).await);
        let queue = ENGINE.with_borrow(|engine| engine.as_ref()?.queue(now(), tab, &host, &kept));
        if let Some(queue) = queue {
            return Some(queue.write());
        }
    }
    Some(String::new())
}

/// A content script on `host` says that a customer was told something, as JSON text.
#[wasm_bindgen]
pub fn told(host: &str, text: &str) {
    follow::told(host, text);
}

/// A look of a content script, as JSON text; the promise gives its plan, as JSON text too: as objects it would cross
/// into JavaScript and out of it property by property. `bodies` are those of its answers that have one, in their order:
/// text inside of text would be written and read twice.
///
/// # Errors
/// A message that is not of the protocol, or an engine that was not started.
#[wasm_bindgen]
pub async fn look(
    tab: i32,
    host: String,
    look: String,
    bodies: Vec<String>,
) -> Result<JsValue, JsError> {
    let mut look = Look::read(&look).ok_or_else(|| JsError::new("not a look"))?;
    bodies.iter().for_each(|body| follow::named(&host, body));
    escalation::tab_ready(host.clone());
    let slots = look.answers.iter_mut().filter_map(|it| it.body.as_mut());
    for (slot, body) in slots.zip(bodies) {
        *slot = body;
    }
    run(Event::Looked {
        tab,
        host,
        look: Box::new(look),
    })
    .await
}

/// A plan has left for the tab.
///
/// # Errors
/// An engine that was not started.
#[wasm_bindgen]
pub async fn answered(tab: i32) -> Result<(), JsError> {
    run(Event::Answered { tab }).await?;
    Ok(())
}

/// A tab was closed.
///
/// # Errors
/// An engine that was not started.
#[wasm_bindgen(js_name = tabClosed)]
pub async fn tab_closed(tab: i32) -> Result<(), JsError> {
    run(Event::TabClosed { tab }).await?;
    Ok(())
}

fn handle(event: Event) -> Result<Vec<Effect>, JsError> {
    ENGINE.with_borrow_mut(|engine| {
        let engine = engine
            .as_mut()
            .ok_or_else(|| JsError::new("the engine was not started"))?;
        Ok(engine.handle(now(), event))
    })
}

async fn run(event: Event) -> Result<JsValue, JsError> {
    // What a recalled look needs besides the kept values.
    let pending = match &event {
        Event::Looked { tab, host, look } => Some((*tab, host.clone(), look.clone())),
        _ => None,
    };
    let mut effects = VecDeque::from(handle(event)?);
    let mut answer = JsValue::UNDEFINED;
    while let Some(effect) = effects.pop_front() {
        match effect {
            Effect::Recall { keys } => {
                let found = session::read(&keys).await;
                if let Some((tab, host, look)) = pending.clone() {
                    effects.extend(handle(Event::Recalled {
                        tab,
                        host,
                        look,
                        keys,
                        found,
                    })?);
                }
            }
            Effect::Save { entries } => session::write(entries),
            Effect::Toolbar { tab, urgent } => browser::show_urgent(tab, urgent),
            Effect::Answer(mut plan) => {
                if let Some((_, host, look)) = &pending {
                    let tickets = &look.page.explained;
                    plan.escalations = escalation::views_of(host, tickets);
                    plan.follows = follow::lines_of(host, tickets);
                    if look.page.visible {
                        follow::seen(host, tickets);
                    }
                }
                answer = serde_json::to_string(&plan)?.into();
            }
            Effect::Replan { tab } => tabs::replan(tab),
        }
    }
    Ok(answer)
}
