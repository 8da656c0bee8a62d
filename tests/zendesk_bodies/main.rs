//! Zendesk's answers in every shape they have been seen in, and in some that nobody has seen.

mod broken;
#[path = "../common/mod.rs"]
mod common;
mod fields;
mod shapes;

use common::{at, noon, rules};
use serde_json::{Value, json};
use vanguard::{
    customer::Organisation,
    priority,
    sla::Metric,
    ticket::{Priority, Status, Ticket, TicketId},
    zendesk::{self, BodyError, Parsed},
};

fn parse(body: &Value) -> Parsed {
    zendesk::parse_tickets(&body.to_string()).unwrap_or_else(|error| panic!("{body}: {error}"))
}

fn one(body: &Value) -> Ticket {
    let mut parsed = parse(body);
    assert_eq!(
        (parsed.tickets.len(), parsed.skipped.len()),
        (1, 0),
        "{body}: {:?}",
        parsed.skipped
    );
    parsed.tickets.remove(0)
}

fn ids(parsed: &Parsed) -> Vec<u64> {
    parsed.tickets.iter().map(|ticket| ticket.id.0).collect()
}

fn metrics() -> Value {
    json!([{ "metric": "next_reply_time", "stage": "active", "breach_at": "2026-03-04T13:00:00Z", "minutes": 60 }])
}

fn record(id: u64) -> Value {
    json!({
        "id": id, "subject": "Pipelines are stuck", "status": "open", "priority": "high", "tags": ["Premium"],
        "created_at": "2026-03-01T08:00:00Z", "updated_at": "2026-03-04T08:00:00Z", "assignee_id": 9,
        "organization_id": 5, "ticket_form_id": 77,
    })
}
