//! The background's way to the pages' module: what a ticket is about, for a content script that asks.

use super::panel::load::{self, Place, Ticket};
use crate::{browser::words::say, contribution::show::show, ticket::TicketId};
use wasm_bindgen::prelude::*;

/// Reads the ticket through a tab of its host and routes it: `Route`, as JSON text. Undefined where the ticket cannot be
/// read now.
#[wasm_bindgen]
pub async fn route(host: String, ticket: String) -> Option<String> {
    let ticket = TicketId::parse(&ticket)?;
    let Ticket {
        case,
        settings,
        rules,
        ..
    } = load::read(Place { host, ticket }).await.ok()?;
    serde_json::to_string(&show(&case, &settings, &rules, say)).ok()
}
