//! What the results are told, and what they want done.

use crate::{escalation::outbox::Answer, settings, time::Time, zendesk::write_back::Request};

/// What the results go by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Zendesk hosts that may be asked.
    pub hosts: Vec<String>,
    /// The rest.
    pub results: settings::Results,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// What was kept, by host.
    Recalled(Vec<(String, String)>),
    /// Somebody looks at the results of a host.
    Wanted {
        /// Which host.
        host: String,
        /// Not content with what is fresh enough otherwise.
        anew: bool,
    },
    /// The alarm has gone off.
    Woken,
    /// What came of a request.
    Answered {
        /// The request's.
        id: u64,
        /// See [`Answer`].
        answer: Answer,
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
        host: String,
        /// What.
        text: String,
    },
    /// Ask Zendesk through a tab of the host, then say [`Event::Answered`].
    Zendesk {
        /// To be repeated in the answer.
        id: u64,
        /// Whose tab.
        host: String,
        /// What to ask.
        request: Request,
    },
    /// Say [`Event::Woken`] at this moment, and at no other.
    SetAlarm {
        /// When.
        at: Time,
    },
    /// What is known has changed.
    Show,
}
