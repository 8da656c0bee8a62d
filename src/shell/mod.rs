//! The background's WebAssembly entry point: runs the engine's effects in their order, with the
//! browser's storage, toolbar and messages. Decides nothing.

mod browser;

use crate::{
    engine::{Effect, Engine, Event, protocol::Look},
    schedule::Zone,
    settings::Settings,
    time::Time,
};
use browser::{ZoneRules, session, tabs};
use std::{cell::RefCell, collections::VecDeque};
use wasm_bindgen::prelude::*;

thread_local! {
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
}

fn now() -> Time {
    Time::from_millis(js_sys::Date::now())
}

/// Starts the engine with the defaults (src/settings/defaults.json) and the kept settings on top,
/// both JSON text; where those cannot be used, with the defaults alone. Returns what is wrong with them, if anything is.
///
/// # Errors
/// A build whose own defaults cannot be used.
#[wasm_bindgen]
pub fn start(defaults: &str, settings: Option<String>) -> Result<Option<String>, JsError> {
    let (engine, wrong) = match build(defaults, settings.as_deref().unwrap_or("{}")) {
        Ok(engine) => (engine, None),
        Err(wrong) => (
            build(defaults, "{}").map_err(|error| JsError::new(&error))?,
            Some(wrong),
        ),
    };
    ENGINE.set(Some(engine));
    Ok(wrong)
}

fn build(defaults: &str, settings: &str) -> Result<Engine, String> {
    let settings = Settings::layered(&[defaults, settings]).map_err(|error| error.to_string())?;
    let zone = zone(&settings.schedule.timezone)?;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "any number will do"
    )]
    let seed = (js_sys::Math::random() * 1e15) as u64;
    Engine::new(settings, zone, seed).map_err(|error| error.to_string())
}

/// The browser's own rules for a zone: no time-zone database has to ship.
fn zone(name: &str) -> Result<Zone, String> {
    let rules = browser::zone_rules(name, now()).map_err(|_| {
        format!(
            "schedule.timezone: `{name}` is not a time zone; use an IANA name such as Europe/Berlin"
        )
    })?;
    let ZoneRules {
        first_offset,
        changes,
    } = rules;
    Ok(Zone {
        first_offset,
        changes,
    })
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

/// A plan has left.
///
/// # Errors
/// An engine that was not started.
#[wasm_bindgen]
pub async fn answered() -> Result<(), JsError> {
    run(Event::Answered).await?;
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
            Effect::Answer(plan) => {
                answer = serde_json::to_string(&plan)?.into();
            }
            Effect::Replan { tab } => tabs::replan(tab),
        }
    }
    Ok(answer)
}
