//! Zendesk's answers, read defensively into the domain's own types.
//!
//! Shapes as described at <https://developer.zendesk.com/api-reference/ticketing/>: `{ticket}`,
//! `{tickets, organizations, metric_sets, slas}`, `{results}` of a search, `{rows}` of a view,
//! `{policy_metrics}` of one ticket, `{ticket, comments, users, organizations}`. Any field may be null, missing or of a new kind.

mod body;
mod case;
pub mod health;
mod hosts;
mod keep;
mod loose;
pub mod write_back;

use crate::{
    customer::{Organisation, OrganisationFacts},
    sla::{Clock, Metric},
    ticket::{Priority, Replies, Status, Ticket, TicketId},
};
use body::{Body, unreadable};
pub use case::{is_full_page, parse_case, parse_conversation, read_case, read_conversation};
pub use hosts::{host_of_pattern, host_typed};
pub use keep::Keep;
pub(crate) use loose::Loose;
use std::collections::HashMap;

/// The tickets of one body, and what had to be left out.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Tickets in the body's order.
    pub tickets: Vec<Ticket>,
    /// Records that could not be read.
    pub skipped: Vec<Skipped>,
    /// Organisations and metric sets were sent along: a ticket that has none here has none. A search
    /// may leave them out, a ticket's own endpoints do not.
    pub complete: bool,
}

/// One record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}{}: {what}; skipped", id.map(|id| format!(" (ticket {id})")).unwrap_or_default())]
pub struct Skipped {
    /// Where it stands: `tickets[3]`.
    pub path: String,
    /// The ticket's id, where at least that could be read.
    pub id: Option<TicketId>,
    /// What is wrong with it.
    pub what: String,
}

/// A body that holds no tickets at all.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// Nothing in it.
    #[error("the body is empty; expected a Zendesk API answer such as {{\"tickets\": [...]}}")]
    Empty,
    /// An HTML page: a login page, or an error of something in between.
    #[error("this is an HTML page, not an API answer; sign in to Zendesk and fetch it again")]
    Html,
    /// Not JSON, or cut off.
    #[error("not JSON at line {line}, column {column}: {what}")]
    Syntax {
        /// Line, 1 first.
        line: usize,
        /// Column, 1 first.
        column: usize,
        /// What the parser says.
        what: String,
    },
    /// JSON, but not an answer with tickets.
    #[error("{path}: {what}")]
    Shape {
        /// Where it stands; `$` is the whole body.
        path: &'static str,
        /// What is wrong with it.
        what: String,
    },
    /// Zendesk refused.
    #[error("Zendesk answered with an error instead of tickets: {0}")]
    Refused(String),
}

/// Reads the tickets of a body.
///
/// # Errors
/// A body without tickets. A broken ticket among others is no error: it is in
/// [`Parsed::skipped`].
pub fn parse_tickets(text: &str) -> Result<Parsed, BodyError> {
    let body = body(text)?;
    check_refusal(&body)?;
    let mut parsed = Parsed::default();
    let side = SideLoads::read(&body, &mut parsed.skipped);
    let mut add = |path: String, record: &Loose<'_>, kind: Kind| match side.ticket(record, kind) {
        Ok(Some(ticket)) => parsed.tickets.push(ticket),
        Ok(None) => {}
        Err(what) => parsed.skipped.push(Skipped {
            path,
            id: id_of(record),
            what,
        }),
    };
    if let Some(ticket) = given(&body, "ticket") {
        add("ticket".into(), ticket, Kind::Ticket);
        return Ok(parsed);
    }
    let lists = [
        ("tickets", Kind::Ticket),
        ("results", Kind::Ticket),
        ("rows", Kind::Row),
    ];
    let mut lists = lists
        .into_iter()
        .filter_map(|(name, kind)| Some((name, given(&body, name)?, kind)));
    let Some((name, list, kind)) = lists.next() else {
        return Err(BodyError::Shape {
            path: "$",
            what: "none of `ticket`, `tickets`, `results` and `rows` is in it; pass a Zendesk API answer".into(),
        });
    };
    let Loose::List(records) = list else {
        return Err(BodyError::Shape {
            path: name,
            what: "must be a list".into(),
        });
    };
    for (index, record) in records.iter().enumerate() {
        add(format!("{name}[{index}]"), record, kind);
    }
    let metrics = METRIC_NAMES.iter().any(|name| given(&body, name).is_some());
    let has_replies = |ticket: &Ticket| ticket.replies.is_some();
    parsed.complete = given(&body, "organizations").is_some()
        && (metrics || parsed.tickets.iter().any(has_replies));
    Ok(parsed)
}

/// Reads `{policy_metrics}` of one ticket: the clocks that run, or `None` where it is no answer.
///
/// # Errors
/// A body of another kind.
pub fn parse_policy_metrics(text: &str) -> Result<Option<Vec<Clock>>, BodyError> {
    let body = body(text)?;
    check_refusal(&body)?;
    Ok(given(&body, "policy_metrics").and_then(clocks))
}

/// The value under a key of the top level; null is as good as none.
fn given<'a, 'b>(body: &'b Loose<'a>, key: &str) -> Option<&'b Loose<'a>> {
    match body.get(key) {
        Loose::Absent | Loose::Null => None,
        value => Some(value),
    }
}

fn body(text: &str) -> Result<Loose<'_>, BodyError> {
    let start = text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    match start.chars().next() {
        None => return Err(BodyError::Empty),
        Some('<') => return Err(BodyError::Html),
        Some('[') => {
            return Err(BodyError::Shape {
                path: "$",
                what: "a bare list; wrap it as {\"tickets\": [...]}, as Zendesk does".into(),
            });
        }
        Some(_) => {}
    }
    match body::read(start) {
        Ok(body @ Loose::Map(_)) => Ok(body),
        Ok(_) => Err(BodyError::Shape {
            path: "$",
            what: "not an object, as Zendesk answers with".into(),
        }),
        Err(error) => Err(BodyError::Syntax {
            line: error.line(),
            column: error.column(),
            what: error.to_string(),
        }),
    }
}

fn check_refusal(body: &Loose<'_>) -> Result<(), BodyError> {
    let Some(error) = given(body, "error") else {
        return Ok(());
    };
    let words = |value: &Loose<'_>| {
        let inner = ["title", "message"].iter();
        let mut inner = inner.filter_map(|key| value.get(key).text());
        let words = value.text().or_else(|| inner.next());
        words.unwrap_or("no reason given").to_owned()
    };
    Err(BodyError::Refused(match given(body, "description") {
        Some(more) => format!("{}: {}", words(error), words(more)),
        None => words(error),
    }))
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Ticket,
    /// A view leaves out what it has no column for.
    Row,
}

const METRIC_NAMES: [&str; 4] = [
    "metric_sets",
    "metric_set",
    "ticket_metrics",
    "ticket_metric",
];

/// Records that came beside the tickets, by the ids that refer to them.
#[derive(Default)]
struct SideLoads {
    organisations: ById<OrganisationFacts>,
    replies: ById<Replies>,
    slas: ById<Vec<Clock>>,
}

struct ById<T> {
    places: HashMap<u64, usize>,
    values: Vec<T>,
}

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self {
            places: HashMap::new(),
            values: Vec::new(),
        }
    }
}

impl<T: Clone> ById<T> {
    fn put(&mut self, id: Option<u64>, value: Option<T>) {
        if let (Some(id), Some(value)) = (id, value) {
            self.places.insert(id, self.values.len());
            self.values.push(value);
        }
    }

    fn get(&self, id: u64) -> Option<T> {
        self.values.get(*self.places.get(&id)?).cloned()
    }
}

impl SideLoads {
    fn read(body: &Loose<'_>, skipped: &mut Vec<Skipped>) -> Self {
        let mut side = Self::default();
        for name in ["organizations", "organization"] {
            each(name, body, skipped, |record| {
                let fields = record.get("organization_fields").entries();
                let facts = OrganisationFacts {
                    tags: record.get("tags").lower_words(),
                    fields: fields
                        .filter_map(|(key, value)| {
                            Some((
                                key.to_ascii_lowercase(),
                                value.text()?.trim().to_ascii_lowercase(),
                            ))
                        })
                        .collect(),
                };
                side.organisations
                    .put(record.get("id").integer(), Some(facts));
            });
        }
        for name in METRIC_NAMES {
            each(name, body, skipped, |record| {
                side.replies
                    .put(record.get("ticket_id").integer(), replies(record));
            });
        }
        each("slas", body, skipped, |record| {
            side.slas
                .put(record.get("ticket_id").integer(), sla(record));
        });
        side
    }

    fn ticket(&self, record: &Loose<'_>, kind: Kind) -> Result<Option<Ticket>, String> {
        if let Loose::Broken(text) = record {
            return Err(unreadable(text));
        }
        if record
            .get("result_type")
            .text()
            .is_some_and(|kind| kind != "ticket")
        {
            return Ok(None);
        }
        // A row of a view carries the ticket inside; what both have, the row says.
        let inner = record.get("ticket");
        let field = |name: &str| match record.get(name) {
            Loose::Absent => inner.get(name),
            own => own,
        };
        let either = |name: &str, row_name: &str| match field(name) {
            Loose::Absent if kind == Kind::Row => field(row_name),
            own => own,
        };
        let id = either("id", "ticket_id");
        let id = match id.integer() {
            Some(id) if id > 0 => id,
            _ => return Err("its `id` is missing or no positive number".into()),
        };
        let organisation = match field("organization_id") {
            Loose::Absent if kind == Kind::Row => Organisation::Unknown,
            Loose::Absent | Loose::Null => Organisation::Missing,
            other => match other.integer() {
                Some(organisation) => {
                    Organisation::Known(self.organisations.get(organisation).unwrap_or_default())
                }
                None => Organisation::Unknown,
            },
        };
        let own_metrics = METRIC_NAMES
            .iter()
            .find_map(|name| field(name).items().first().and_then(replies));
        Ok(Some(Ticket {
            id: TicketId(id),
            subject: field("subject").text().map(str::to_owned),
            status: field("status").text().map_or(Status::Other, Status::parse),
            priority: field("priority").text().and_then(Priority::parse),
            created_at: either("created_at", "created").time(),
            updated_at: either("updated_at", "updated").time(),
            tags: field("tags").lower_words(),
            form: field("ticket_form_id").integer(),
            assigned: field("assignee_id").integer().is_some(),
            organisation,
            sla: sla(field("slas")).or_else(|| self.slas.get(id)),
            replies: own_metrics.or_else(|| self.replies.get(id)),
        }))
    }
}

/// Reads nothing but the id, for a ticket of which the rest cannot be read.
fn id_of(record: &Loose<'_>) -> Option<TicketId> {
    let id = match record {
        Loose::Broken(text) => Loose::read(Body::cut(text).get("id")?)?.integer(),
        other => other.get("id").integer(),
    };
    id.filter(|id| *id > 0).map(TicketId)
}

/// Hands every record of a sideload to `take`, be it a list or a single object.
fn each(
    name: &str,
    body: &Loose<'_>,
    skipped: &mut Vec<Skipped>,
    mut take: impl FnMut(&Loose<'_>),
) {
    for (index, record) in body.get(name).items().iter().enumerate() {
        match record {
            Loose::Broken(text) => skipped.push(Skipped {
                path: format!("{name}[{index}]"),
                id: None,
                what: unreadable(text),
            }),
            record => take(record),
        }
    }
}

fn replies(set: &Loose<'_>) -> Option<Replies> {
    matches!(set, Loose::Map(_)).then(|| Replies {
        agent_replies: set.get("replies").integer().unwrap_or(0),
        requester_at: set.get("requester_updated_at").time(),
        assignee_at: set.get("assignee_updated_at").time(),
        status_at: set.get("status_updated_at").time(),
    })
}

/// An `slas` value. An empty list is an answer; null, or an object that says nothing, is none.
fn sla(value: &Loose<'_>) -> Option<Vec<Clock>> {
    match value {
        Loose::Map(_) => clocks(value.get("policy_metrics")),
        list => clocks(list),
    }
}

fn clocks(list: &Loose<'_>) -> Option<Vec<Clock>> {
    let Loose::List(metrics) = list else {
        return None;
    };
    Some(metrics.iter().filter_map(clock).collect())
}

fn clock(metric: &Loose<'_>) -> Option<Clock> {
    if metric.get("stage").text() != Some("active") {
        return None;
    }
    let which = match metric.get("metric").text()? {
        "first_reply_time" => Metric::FirstReplyTime,
        "next_reply_time" => Metric::NextReplyTime,
        _ => return None,
    };
    Some(Clock {
        metric: which,
        breach_at: metric.get("breach_at").time()?,
    })
}
