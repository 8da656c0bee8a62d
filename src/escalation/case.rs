//! A ticket with everything said in it, and whose names must not leave it.

use crate::{ticket::Ticket, time::Time};

/// One ticket, as far as an issue about it needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The ticket's own facts: subject, Priority, tags, organisation.
    pub ticket: Ticket,
    /// The Zendesk host that it came from, where its record says so.
    pub host: Option<String>,
    /// Zendesk's Type field, lower case: `question`, `incident`, `problem`, `task`.
    pub ticket_type: Option<String>,
    /// Values of the form's fields, where they are text.
    pub fields: Vec<String>,
    /// What was said, oldest first.
    pub messages: Vec<Message>,
    /// Everybody whose record came with the ticket.
    pub people: Vec<Person>,
    /// Every organisation whose record came with the ticket.
    pub companies: Vec<Company>,
}

/// One comment of a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who wrote it.
    pub author: Author,
    /// False for an internal note.
    pub public: bool,
    /// When it was written.
    pub at: Option<Time>,
    /// Its text, lines ended by `\n`.
    pub text: String,
    /// Names of the files that came with it.
    pub attachments: Vec<String>,
}

/// Which side of the ticket a message comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The requester, or somebody in copy.
    Customer,
    /// Somebody of the support team.
    Agent,
}

/// Somebody who must not be recognised in an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Full name, as Zendesk shows it.
    pub name: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Phone number.
    pub phone: Option<String>,
}

/// An organisation that must not be recognised in an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Company {
    /// Its name, as Zendesk shows it.
    pub name: Option<String>,
    /// Its mail domains.
    pub domains: Vec<String>,
}

impl Case {
    /// The ticket's address, the only thing in an issue that says whose it is.
    #[must_use]
    pub fn address(&self, default_host: &str) -> String {
        let host = self.host.as_deref().unwrap_or(default_host);
        format!("https://{host}/agent/tickets/{}", self.ticket.id)
    }
}
