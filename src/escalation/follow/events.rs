//! What the follow-through is told, and what it wants done.

use super::Place;
use crate::{
    escalation::outbox::{Answer, Key, View},
    gitlab::Request,
    settings,
    ticket::TicketId,
    time::Time,
};

/// What the follow-through goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Origin of the GitLab that is asked.
    pub gitlab: String,
    /// Id of the custom field that names issues.
    pub field: Option<u64>,
    /// The rest.
    pub follow: settings::Follow,
}

impl Settings {
    /// The team's.
    #[must_use]
    pub fn new(team: &settings::Settings) -> Self {
        Self {
            gitlab: team.gitlab.origin.clone(),
            field: team.filing.field,
            follow: team.follow.clone(),
        }
    }
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// What was kept, read once nobody else in this browser follows.
    Recalled(Vec<(String, String)>),
    /// How an escalation stands.
    Shown(Box<View>),
    /// Tickets of a host name these issues, whoever filed them. They are followed once the ticket is opened.
    Named {
        /// Which host.
        host: String,
        /// See [`named`](super::named).
        found: Vec<(TicketId, Place)>,
    },
    /// Tickets of a host are on view.
    Seen {
        /// Which host.
        host: String,
        /// Their ids.
        tickets: Vec<String>,
    },
    /// The alarm has gone off.
    Woken,
    /// What came of a request.
    Answered {
        /// The request's.
        id: u64,
        /// See [`Answer`].
        answer: Answer,
        /// The `ETag` header, where it can be read.
        etag: Option<String>,
    },
    /// Somebody says that a customer was told this.
    Told {
        /// Whose.
        key: Key,
        /// A [`Line::tell`]. Another one by now is left standing.
        tell: String,
    },
    /// Somebody does not want it listed any more.
    Hide {
        /// What.
        key: Key,
    },
    /// The settings have changed.
    Changed(Box<Settings>),
}

/// Something to do, in this order, each only when the one before is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Keep this for good.
    Save {
        /// Under which name.
        name: String,
        /// What.
        text: String,
    },
    /// Keep it no longer.
    Forget {
        /// Under which name.
        name: String,
    },
    /// Ask GitLab, then say [`Event::Answered`].
    GitLab {
        /// To be repeated in the answer.
        id: u64,
        /// What to ask, of the configured origin.
        request: Request,
        /// For the `If-None-Match` header.
        etag: Option<String>,
    },
    /// Say [`Event::Woken`] at this moment, and at no other.
    SetAlarm {
        /// When.
        at: Time,
    },
    /// Lines of this host's tickets have changed.
    Show {
        /// Which host.
        host: String,
    },
}
