//! A support ticket, as far as its order depends on it.

use crate::{customer::Organisation, sla::Clock, time::Time};

/// A ticket's number. Zendesk's are far below 2^53, but nothing promises it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TicketId(pub u64);

impl TicketId {
    /// Reads a decimal id, as a page's address has it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().filter(|id| *id > 0).map(Self)
    }
}

impl std::fmt::Display for TicketId {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(out)
    }
}

/// Where a ticket is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nobody has looked at it yet.
    New,
    /// Waiting for an agent.
    Open,
    /// Waiting for the customer.
    Pending,
    /// Waiting for somebody else, a GitLab issue say.
    Hold,
    /// Answered for good.
    Solved,
    /// Cannot be changed any more.
    Closed,
    /// A value that this version does not know.
    Other,
}

impl Status {
    /// Reads Zendesk's word in any case.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text.trim().to_ascii_lowercase().as_str() {
            "new" => Self::New,
            "open" => Self::Open,
            "pending" => Self::Pending,
            "hold" => Self::Hold,
            "solved" => Self::Solved,
            "closed" => Self::Closed,
            _ => Self::Other,
        }
    }

    /// Zendesk's word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Open => "open",
            Self::Pending => "pending",
            Self::Hold => "hold",
            Self::Solved => "solved",
            Self::Closed => "closed",
            Self::Other => "other",
        }
    }

    /// Solved and closed tickets have no clock.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Solved | Self::Closed)
    }
}

/// Zendesk's Priority field, first to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// Service down, the customer cannot work.
    Urgent,
    /// Errors in production, or a component down.
    High,
    /// A malfunction; work can go on.
    Normal,
    /// Minor, workaround known, a question.
    Low,
}

impl Priority {
    /// Reads Zendesk's word in any case; `None` for unset and for values of a new kind.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "urgent" => Some(Self::Urgent),
            "high" => Some(Self::High),
            "normal" => Some(Self::Normal),
            "low" => Some(Self::Low),
            _ => None,
        }
    }

    /// The field's own word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::High => "high",
            Self::Normal => "normal",
            Self::Low => "low",
        }
    }
}

/// A value for each Priority.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct ByPriority<T> {
    pub urgent: T,
    pub high: T,
    pub normal: T,
    pub low: T,
}

impl<T: Copy> ByPriority<T> {
    /// The one for `priority`.
    #[must_use]
    pub fn of(&self, priority: Priority) -> T {
        match priority {
            Priority::Urgent => self.urgent,
            Priority::High => self.high,
            Priority::Normal => self.normal,
            Priority::Low => self.low,
        }
    }
}

/// Who wrote last, from Zendesk's `metric_set`: what an estimate is made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Replies {
    /// Public replies by agents.
    pub agent_replies: u64,
    /// When the requester last wrote.
    pub requester_at: Option<Time>,
    /// When the assignee last wrote.
    pub assignee_at: Option<Time>,
    /// When the status last changed.
    pub status_at: Option<Time>,
}

/// What is known about a ticket, whichever answer of Zendesk it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its number.
    pub id: TicketId,
    /// Its subject, where the answer had one; never needed for the order.
    pub subject: Option<String>,
    /// Where it is in its life.
    pub status: Status,
    /// `None`: unset, or a value of a new kind.
    pub priority: Option<Priority>,
    /// When it was created.
    pub created_at: Option<Time>,
    /// When anything in it last changed.
    pub updated_at: Option<Time>,
    /// Its tags, lower case.
    pub tags: Vec<String>,
    /// The form it was submitted with.
    pub form: Option<u64>,
    /// Somebody is assigned.
    pub assigned: bool,
    /// Whose ticket it is.
    pub organisation: Organisation,
    /// Clocks that an SLA source gave, running ones only. `None`: no source answered, so an
    /// estimate may be made; an empty list is an answer, and final.
    pub sla: Option<Vec<Clock>>,
    /// `None`: not known, so no estimate can be made.
    pub replies: Option<Replies>,
}

impl Ticket {
    /// A ticket of which nothing but its number is known.
    #[must_use]
    pub fn unknown(id: TicketId) -> Self {
        Self {
            id,
            subject: None,
            status: Status::Other,
            priority: None,
            created_at: None,
            updated_at: None,
            tags: Vec::new(),
            form: None,
            assigned: false,
            organisation: Organisation::Unknown,
            sla: None,
            replies: None,
        }
    }

    /// Whether any of `tags` is on it.
    #[must_use]
    pub fn has_any_tag(&self, tags: &[String]) -> bool {
        self.tags.iter().any(|tag| tags.contains(tag))
    }
}
