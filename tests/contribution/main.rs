//! Where a ticket's problem lives: components, versions, links, what to write.

#[path = "../common/chance.rs"]
#[allow(dead_code, reason = "shared with tests that use the rest")]
mod chance;
mod document;
mod fixes;
mod labelled;
mod links;
mod mine;
mod noting;
mod properties;
mod routing;
#[path = "../escalation_simulation/simulation/servers.rs"]
#[allow(dead_code, reason = "shared with the simulation, which uses the rest")]
mod servers;
mod settings;
mod show;
mod versions;

use std::sync::LazyLock;
use vanguard::{
    contribution::reading::{self, Passage, Voice},
    escalation::{
        case::{Author, Case, Message},
        settings::Escalation,
    },
    ticket::{Ticket, TicketId},
};

/// The defaults.
fn rules() -> &'static Escalation {
    static RULES: LazyLock<Escalation> =
        LazyLock::new(|| Escalation::parse("{}").expect("the defaults"));
    &RULES
}

/// What speaks in a customer's message.
fn text(message: &str) -> Vec<Passage> {
    reading::of_message(message, Voice::Prose, &rules().mail, &rules().contribution)
}

/// A customer's ticket with one message, and what the form's fields say.
fn ticket(subject: &str, message: &str, fields: &[&str]) -> Case {
    Case {
        ticket: Ticket {
            subject: Some(subject.to_owned()),
            ..Ticket::unknown(TicketId(1))
        },
        host: None,
        ticket_type: None,
        fields: fields.iter().map(|&field| field.to_owned()).collect(),
        messages: vec![said(Author::Customer, true, message)],
        people: Vec::new(),
        companies: Vec::new(),
    }
}

fn said(author: Author, public: bool, text: &str) -> Message {
    Message {
        author,
        public,
        at: None,
        text: text.to_owned(),
        attachments: Vec::new(),
    }
}
