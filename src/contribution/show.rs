//! What is shown of a ticket: its components with what spoke for them, what the customer runs, where to look and what to
//! write. The wire shape is `Route` of `extension/content/protocol.ts`.

use super::{
    document,
    fix::{Fix, Sought},
    links::Kind,
    reading, routing, version,
};
use crate::{
    escalation::{
        case::Case,
        draft::{self, Choice},
        settings::Escalation,
    },
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
    /// Issues that say since when it is fixed, then where to look and what to do; https, on GitLab's origin or the
    /// documentation's.
    pub links: Vec<Link>,
    /// The reply once documentation is proposed, with the link to the page; empty without one.
    pub reply: String,
    /// Why the ticket could not be read, with what to do; else empty.
    pub trouble: String,
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
    /// A sentence about it; empty where there is none.
    pub says: String,
}

/// What is shown at once, and what GitLab may know of it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// See [`Route`].
    pub route: Route,
    /// `None` only where the settings have no place for any issue.
    pub sought: Option<Sought>,
}

/// Works it out.
#[must_use]
pub fn show(case: &Case, settings: &Settings, rules: &Escalation, words: Words) -> Shown {
    let passages = reading::of_ticket(case, &rules.mail, &rules.contribution);
    let weighed = routing::weigh(&passages, &rules.contribution);
    let runs = version::of_ticket(case);
    let version = runs.map(|version| format!("GitLab {version}"));
    let installation = weighed.installation().map(str::to_owned);
    let customer: Vec<String> = version.into_iter().chain(installation).collect();
    let mut route = Route {
        components: weighed.routes().iter().map(component).collect(),
        customer: customer.join(" · "),
        ..Route::default()
    };
    let Some(draft) = draft::write(case, &Choice::default(), settings, rules, words) else {
        return Shown {
            route,
            sought: None,
        };
    };
    if let Some(document) = document::write(case, &draft, settings, rules) {
        let mut links = document.links.iter();
        let page = links.find(|link| link.kind == Kind::Docs);
        route.reply = page.map_or(String::new(), |page| document::reply(&page.address, rules));
        let links = document.links.into_iter().map(|link| Link {
            name: link.said(words),
            address: link.address,
            says: String::new(),
        });
        route.links = links.collect();
    }
    let origin = &settings.gitlab.origin;
    let sought = Sought::new(case, draft, origin, runs, &rules.titles);
    Shown {
        route,
        sought: Some(sought),
    }
}

impl Route {
    /// An issue says since when it is fixed. Each is named once, those that came first before the others.
    pub fn add_fix(&mut self, fix: &Fix, says: String) {
        let fixes = self.links.iter().take_while(|link| !link.says.is_empty());
        let at = fixes.count();
        if self.links.iter().all(|link| link.address != fix.address) {
            let link = Link {
                name: fix.name.clone(),
                address: fix.address.clone(),
                says,
            };
            self.links.insert(at, link);
        }
    }
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
