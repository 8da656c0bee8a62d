//! What is shown of a ticket: its components with what spoke for them, what the customer runs, where to look and what to
//! write. The wire shape is `Route` of `extension/content/protocol.ts`.

use super::{document, reading, routing, version};
use crate::{
    escalation::{case::Case, settings::Escalation},
    settings::Settings,
    words::Words,
};
use serde::Serialize;

/// What a ticket is about, and what follows from it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Route {
    /// Surest first; empty where nothing convinces.
    pub components: Vec<Component>,
    /// What the customer runs, where the ticket says so: `GitLab 16.2.3 · Omnibus`.
    pub customer: String,
    /// Where to look and what to do; https, on GitLab's origin or the documentation's.
    pub links: Vec<Link>,
    /// The internal note that asks for documentation; empty without a component.
    pub note: String,
    /// The reply once it is proposed, with the link to the page; empty without one.
    pub reply: String,
}

/// A component that a ticket speaks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Component {
    /// The handbook's name for it.
    pub name: String,
    /// Path of its project.
    pub repository: String,
    /// Per cent.
    pub confidence: u32,
    /// Lines of the ticket that spoke for it.
    pub evidence: Vec<String>,
}

/// An address with what to call it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What to call it.
    pub name: String,
    /// https.
    pub address: String,
}

/// Works it out.
#[must_use]
pub fn show(case: &Case, settings: &Settings, rules: &Escalation, words: Words) -> Route {
    let passages = reading::of_ticket(case, &rules.mail, &rules.contribution);
    let weighed = routing::weigh(&passages, &rules.contribution);
    let version = version::of_ticket(case).map(|version| format!("GitLab {version}"));
    let installation = weighed.installation().map(str::to_owned);
    let customer: Vec<String> = version.into_iter().chain(installation).collect();
    let mut route = Route {
        components: weighed.routes().iter().map(component).collect(),
        customer: customer.join(" · "),
        ..Route::default()
    };
    if let Some(document) = document::write(case, settings, rules, words) {
        let page = document
            .links
            .iter()
            .find(|link| link.kind == super::links::Kind::Docs);
        route.reply = page.map_or(String::new(), |page| document::reply(&page.address, rules));
        route.note = document.note;
        let links = document.links.into_iter().map(|link| Link {
            name: link.said(words),
            address: link.address,
        });
        route.links = links.collect();
    }
    route
}

fn component(route: &routing::Route<'_>) -> Component {
    let mut evidence: Vec<String> = Vec::new();
    for said in &route.evidence {
        if !evidence.iter().any(|line| line == said.context) {
            evidence.push(said.context.to_owned());
        }
    }
    Component {
        name: route.component.to_owned(),
        repository: route.place.repository.clone(),
        confidence: route.confidence,
        evidence,
    }
}
