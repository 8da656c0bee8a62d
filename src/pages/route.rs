//! The background's way to the review's module: what a ticket is about, for a content script that asks.

use super::panel::load::{self, Place, Through, Ticket};
use crate::{
    browser::{gitlab, now, runtime::kept_in_session, vault, words::say},
    contribution::{
        fix::Sought,
        show::{Route, Shown, show},
    },
    engine::store::{HostState, host_key},
    escalation::{outbox::Answer, review::opening::Trouble, settings::Titles},
    gitlab::Request,
    ticket::TicketId,
};
use wasm_bindgen::prelude::*;

/// Reads the ticket through this tab of its host, for as long as that is seen, and routes it: `Route`, as JSON text. While
/// Zendesk wants to be left alone, it is. Undefined for what is no ticket.
#[wasm_bindgen]
pub async fn route(host: String, ticket: String, tab: i32) -> Option<String> {
    let ticket = TicketId::parse(&ticket)?;
    let read = match patience(&host).await {
        Some(seconds) => Err(Trouble::Rate(seconds)),
        None => load::read(Place { host, ticket }, Through::Tab(tab)).await,
    };
    let route = match read {
        Ok(ticket) => routed(ticket).await,
        Err(trouble) => {
            let (code, what, todo) = trouble.said(say);
            Route {
                trouble: format!("{what} {todo} ({code})"),
                ..Route::default()
            }
        }
    };
    serde_json::to_string(&route).ok()
}

/// As the engine keeps it, for all that asks.
async fn patience(host: &str) -> Option<i64> {
    let kept = kept_in_session(&host_key(host)).await;
    HostState::read(&kept.as_string()?)?.patience(now())
}

async fn routed(ticket: Ticket) -> Route {
    let Ticket {
        case,
        settings,
        rules,
        ..
    } = ticket;
    let Shown { mut route, sought } = show(&case, &settings, &rules, say);
    let origin = &settings.gitlab.origin;
    // Without a token GitLab is not asked.
    if let Some(sought) = sought
        && vault::authorization(origin).await.is_some()
    {
        add_fixes(&mut route, &sought, origin, &rules.titles).await;
    }
    route
}

async fn add_fixes(route: &mut Route, sought: &Sought, origin: &str, titles: &Titles) {
    for (project, request) in sought.linked() {
        let fix = answer(origin, &request).await;
        if let Some(fix) = fix.and_then(|body| sought.of_linked(&project, &body)) {
            route.add_fix(&fix, sought.said(&fix, say));
        }
    }
    if let Some(request) = sought.search() {
        let fix = answer(origin, &request).await;
        if let Some(fix) = fix.and_then(|body| sought.of_found(&body, titles, say)) {
            route.add_fix(&fix, sought.said(&fix, say));
        }
    }
}

/// What else it says is not needed here: the card is as good without.
async fn answer(origin: &str, request: &Request) -> Option<String> {
    match gitlab::send(origin, request).await {
        Answer::Http {
            status: 200, body, ..
        } => Some(body),
        _ => None,
    }
}
