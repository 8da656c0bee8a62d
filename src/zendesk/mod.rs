//! Zendesk's answers, read defensively into the domain's own types.
//!
//! Shapes as described at <https://developer.zendesk.com/api-reference/ticketing/>: `{ticket}`,
//! `{tickets, organizations, metric_sets, slas}`, `{results}` of a search, `{rows}` of a view,
//! `{policy_metrics}` of one ticket, `{ticket, comments, users, organizations}`. Any field may be null, missing or of a new kind.

mod body;
#[cfg(not(feature = "background"))]
mod case;
mod loose;
#[cfg(not(feature = "background"))]
pub mod write_back;

use crate::{
    customer::{Organisation, OrganisationFacts},
    sla::{Clock, Metric},
    ticket::{Priority, Replies, Status, Ticket, TicketId},
};
use body::Body;
#[cfg(not(feature = "background"))]
pub use case::parse_case;
pub(crate) use loose::Loose;
use serde_json::value::RawValue;
use std::collections::HashMap;

/// The tickets of one body, and what had to be left out.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Tickets in the body's order.
    pub tickets: Vec<Ticket>,
    /// Records that could not be read.
    pub skipped: Vec<Skipped>,
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
    if let Some(error) = body.get("error") {
        return Err(refused(error, body.get("description")));
    }
    let mut parsed = Parsed::default();
    let side = SideLoads::read(&body, &mut parsed.skipped);
    let mut add = |path: String, record: &RawValue, kind: Kind| match side.ticket(record, kind) {
        Ok(Some(ticket)) => parsed.tickets.push(ticket),
        Ok(None) => {}
        Err(what) => parsed.skipped.push(Skipped {
            path,
            id: id_of(record),
            what,
        }),
    };
    if let Some(ticket) = body.get("ticket") {
        add("ticket".into(), ticket, Kind::Ticket);
        return Ok(parsed);
    }
    let (name, list, kind) = match (body.get("tickets"), body.get("results"), body.get("rows")) {
        (Some(list), _, _) => ("tickets", list, Kind::Ticket),
        (_, Some(list), _) => ("results", list, Kind::Ticket),
        (_, _, Some(list)) => ("rows", list, Kind::Row),
        _ => {
            return Err(BodyError::Shape {
                path: "$",
                what: "none of `ticket`, `tickets`, `results` and `rows` is in it; pass a Zendesk API answer".into(),
            });
        }
    };
    let records = records(list).ok_or_else(|| BodyError::Shape {
        path: name,
        what: "must be a list".into(),
    })?;
    for (index, record) in records.into_iter().enumerate() {
        add(format!("{name}[{index}]"), record, kind);
    }
    Ok(parsed)
}

/// Reads `{policy_metrics}` of one ticket: the clocks that run, or `None` where it is no answer.
///
/// # Errors
/// A body of another kind.
pub fn parse_policy_metrics(text: &str) -> Result<Option<Vec<Clock>>, BodyError> {
    let body = body(text)?;
    if let Some(error) = body.get("error") {
        return Err(refused(error, body.get("description")));
    }
    let read = |raw: &RawValue| {
        serde_json::from_str::<Loose<'_>>(raw.get())
            .ok()
            .and_then(|list| clocks(&list))
    };
    Ok(body.get("policy_metrics").and_then(read))
}

fn body(text: &str) -> Result<Body<'_>, BodyError> {
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
    serde_json::from_str(start).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => BodyError::Shape {
            path: "$",
            what: error.to_string(),
        },
        _ => BodyError::Syntax {
            line: error.line(),
            column: error.column(),
            what: error.to_string(),
        },
    })
}

fn refused(error: &RawValue, description: Option<&RawValue>) -> BodyError {
    let words = |raw: &RawValue| match serde_json::from_str::<Loose<'_>>(raw.get()) {
        Ok(Loose::Text(text)) => text.into_owned(),
        Ok(other) => ["title", "message"]
            .iter()
            .find_map(|key| other.get(key).text())
            .unwrap_or("no reason given")
            .to_owned(),
        Err(_) => "no reason given".to_owned(),
    };
    BodyError::Refused(match description {
        Some(more) => format!("{}: {}", words(error), words(more)),
        None => words(error),
    })
}

fn records(list: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(list.get()).ok()
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
    fn read(body: &Body<'_>, skipped: &mut Vec<Skipped>) -> Self {
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

    fn ticket(&self, record: &RawValue, kind: Kind) -> Result<Option<Ticket>, String> {
        let record: Loose<'_> = serde_json::from_str(record.get())
            .map_err(|error| format!("cannot be read ({error})"))?;
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
fn id_of(record: &RawValue) -> Option<TicketId> {
    let record: Body<'_> = serde_json::from_str(record.get()).ok()?;
    let id: Loose<'_> = serde_json::from_str(record.get("id")?.get()).ok()?;
    id.integer().filter(|id| *id > 0).map(TicketId)
}

/// Hands every record of a sideload to `take`, be it a list or a single object.
fn each(name: &str, body: &Body<'_>, skipped: &mut Vec<Skipped>, mut take: impl FnMut(&Loose<'_>)) {
    let Some(raw) = body.get(name) else { return };
    let list = records(raw).unwrap_or_else(|| vec![raw]);
    for (index, record) in list.into_iter().enumerate() {
        match serde_json::from_str(record.get()) {
            Ok(record) => take(&record),
            Err(error) => skipped.push(Skipped {
                path: format!("{name}[{index}]"),
                id: None,
                what: format!("cannot be read ({error})"),
            }),
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
