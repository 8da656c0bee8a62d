//! A Zendesk account as far as the engine asks for it: what its API answers to the three requests
//! of the protocol, cut down to the fields wanted as the content script does.

use super::tickets::records_of;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use vanguard::{
    engine::protocol::{ApiRequest, RequestKind},
    time::Time,
};

/// Where this account shows SLAs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sideload {
    /// Beside the tickets, as asked.
    Works,
    /// Not beside the tickets, but in search results.
    SearchOnly,
    /// On the ticket's own endpoint alone.
    TicketOnly,
}

/// What a search sends along of what it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// Organisations and metric sets.
    Everything,
    /// No organisations and no metric sets.
    SlasAlone,
}

#[derive(Clone, Debug)]
pub struct Account {
    pub sideload: Sideload,
    /// What its search sends beside the SLAs.
    pub search: Search,
    /// Tickets that its search does not find.
    pub unindexed: BTreeSet<u64>,
    tickets: BTreeMap<u64, Record>,
}

#[derive(Clone, Debug)]
struct Record {
    ticket: Value,
    organisation: Option<Value>,
    slas: Value,
}

impl Account {
    pub fn new(sideload: Sideload) -> Self {
        Self {
            sideload,
            search: Search::Everything,
            unindexed: BTreeSet::new(),
            tickets: BTreeMap::new(),
        }
    }

    /// An account with these tickets, in the words of `tickets.rs`, as of `now`.
    pub fn with(sideload: Sideload, now: Time, tickets: &[(u64, &str)]) -> Self {
        let mut account = Self::new(sideload);
        for (id, words) in tickets {
            account.put(*id, words, now);
        }
        account
    }

    /// Adds or replaces a ticket.
    pub fn put(&mut self, id: u64, words: &str, now: Time) {
        let (mut ticket, organisation) = records_of(id, words, now);
        let slas = ticket
            .as_object_mut()
            .and_then(|ticket| ticket.remove("slas"))
            .unwrap_or(Value::Null);
        self.tickets.insert(
            id,
            Record {
                ticket,
                organisation,
                slas,
            },
        );
    }

    pub fn ids(&self) -> Vec<u64> {
        self.tickets.keys().copied().collect()
    }

    /// The body that the content script passes on for a request.
    pub fn answer(&self, request: &ApiRequest) -> String {
        let keep = serde_json::to_value(request.keep).expect("wanted fields");
        let whole = self.body(request);
        let kept: Map<String, Value> = whole
            .as_object()
            .into_iter()
            .flatten()
            .filter_map(|(key, value)| Some((key.clone(), cut(value, keep.get(key)?))))
            .collect();
        Value::Object(kept).to_string()
    }

    fn body(&self, request: &ApiRequest) -> Value {
        let asked = asked(request.errand.kind, &request.errand.path);
        let found = || asked.iter().filter_map(|id| self.tickets.get(id));
        match request.errand.kind {
            RequestKind::Tickets => {
                let works = self.sideload == Sideload::Works;
                let tickets: Vec<Value> = found().map(|record| record.ticket(works)).collect();
                let organisations: Vec<&Value> = found()
                    .filter_map(|one| one.organisation.as_ref())
                    .collect();
                json!({ "tickets": tickets, "organizations": organisations, "count": tickets.len(), "users": [] })
            }
            RequestKind::Search => self.found(&asked, &request.errand.path),
            RequestKind::SlaTicket => match found().next() {
                Some(record) if record.slas.is_object() => record.slas.clone(),
                _ => json!({ "policy_metrics": [] }),
            },
        }
    }
}

impl Account {
    /// A search's results, with the sideloads that its path asks for in the search's own way.
    fn found(&self, asked: &[u64], path: &str) -> Value {
        let includes = |name: &str| {
            let inner = path.split_once("&include=tickets(");
            let inner = inner.and_then(|(_, rest)| rest.split_once(')'));
            inner.is_some_and(|(names, _)| names.split(',').any(|one| one == name))
        };
        let with_slas = includes("slas") && self.sideload != Sideload::TicketOnly;
        let found = asked.iter().filter(|id| !self.unindexed.contains(id));
        let (mut results, mut sets, mut organisations) = (vec![], vec![], vec![]);
        for (id, record) in found.filter_map(|id| Some((id, self.tickets.get(id)?))) {
            let mut ticket = record.ticket(with_slas);
            let fields = ticket.as_object_mut().expect("an object");
            if let Some(mut set) = fields.remove("metric_set") {
                set["ticket_id"] = json!(id);
                sets.push(set);
            }
            results.push(ticket);
            organisations.extend(record.organisation.clone());
        }
        // Last updated first, as Zendesk sorts what it finds.
        results.reverse();
        let mut body = json!({ "results": results, "facets": null, "count": results.len() });
        if self.search == Search::Everything {
            for (name, records) in [("organizations", organisations), ("metric_sets", sets)] {
                if includes(name) {
                    body[name] = records.into();
                }
            }
        }
        body
    }
}

impl Record {
    fn ticket(&self, with_slas: bool) -> Value {
        let mut ticket = self.ticket.clone();
        ticket["result_type"] = json!("ticket");
        ticket["description"] = json!("words of a customer, which nobody asked for");
        if with_slas && !self.slas.is_null() {
            ticket["slas"] = self.slas.clone();
        }
        ticket
    }
}

/// The ids that a path asks for, read from the path alone, as the server would.
fn asked(kind: RequestKind, path: &str) -> Vec<u64> {
    let (from, to, separator) = match kind {
        RequestKind::Tickets => ("ids=", "&", ","),
        RequestKind::Search => ("query=type%3Aticket%20", "&", "%20"),
        RequestKind::SlaTicket => ("/tickets/", "/slas", "/"),
    };
    let (_, rest) = path
        .split_once(from)
        .unwrap_or_else(|| panic!("{path} does not ask by `{from}`"));
    let (ids, _) = rest.split_once(to).unwrap_or((rest, ""));
    ids.split(separator)
        .map(|id| id.parse().unwrap_or_else(|_| panic!("{path}: `{id}`")))
        .collect()
}

fn cut(value: &Value, fields: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(|item| cut(item, fields)).collect(),
        Value::Object(object) => {
            let wanted = |key: &String| {
                fields
                    .as_array()
                    .is_some_and(|all| all.contains(&json!(key)))
            };
            object
                .iter()
                .filter(|(key, _)| wanted(key))
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect()
        }
        other => other.clone(),
    }
}
