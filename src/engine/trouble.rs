//! What can go wrong with a request, what is said about it, and how long to hold back.

use super::protocol::{ApiAnswer, Status};
use crate::{time::Time, words::Words};

/// Why nothing new is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No answer at all.
    Network,
    /// Signed out.
    Session,
    /// This agent may not read tickets this way.
    Forbidden,
    /// The account's request limit is used up.
    RateLimited,
    /// Zendesk itself failed.
    Server(u16),
    /// An answer that is no API answer.
    Unreadable,
}

/// Longest time to hold back, jitter included, and others, in seconds.
pub(super) const LONGEST_HOLD: i64 = 750;
const LONGEST_ASKED: i64 = 600;
const DEFAULT_RATE_HOLD: i64 = 60;
const FIRST_HOLD: i64 = 15;
/// Nothing but the person can mend these; asking on its own is a courtesy.
const PERSON_HOLD: i64 = 300;

impl Trouble {
    /// What an answer says, `None` where it is a good one.
    #[must_use]
    pub fn of(answer: &ApiAnswer) -> Option<Self> {
        match answer.status {
            200 if answer.body.is_some() => None,
            // A signed-out session is redirected to a login page, which answers 200 with HTML.
            200 => Some(Self::Session),
            0 => Some(Self::Network),
            401 => Some(Self::Session),
            403 => Some(Self::Forbidden),
            429 => Some(Self::RateLimited),
            500.. => Some(Self::Server(answer.status)),
            _ => Some(Self::Unreadable),
        }
    }

    /// For the session's storage: an HTTP status where one says it, a small number otherwise.
    #[must_use]
    pub fn number(self) -> u16 {
        match self {
            Self::Network => 1,
            Self::Unreadable => 2,
            Self::Session => 401,
            Self::Forbidden => 403,
            Self::RateLimited => 429,
            Self::Server(status) => status,
        }
    }

    /// See [`Self::number`]; `None` for anything else.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::Network),
            2 => Some(Self::Unreadable),
            401 => Some(Self::Session),
            403 => Some(Self::Forbidden),
            429 => Some(Self::RateLimited),
            500.. => u16::try_from(number).ok().map(Self::Server),
            _ => None,
        }
    }

    /// Seconds to hold back after the `failures`-th failure in a row; `jitter` (0-99) keeps
    /// machines that failed together from asking again together.
    #[must_use]
    pub fn hold(self, retry_after: Option<i64>, failures: u32, jitter: i64) -> i64 {
        match self {
            Self::RateLimited => {
                let asked = retry_after
                    .unwrap_or(DEFAULT_RATE_HOLD)
                    .clamp(1, LONGEST_ASKED);
                asked + asked * jitter / 400
            }
            Self::Session | Self::Forbidden => PERSON_HOLD,
            Self::Network | Self::Server(_) | Self::Unreadable => {
                let hold = FIRST_HOLD << failures.saturating_sub(1).min(6);
                (hold + hold * jitter / 400).min(LONGEST_ASKED)
            }
        }
    }

    /// For the person who reads it.
    #[must_use]
    pub fn status(self, until: Time, words: Words) -> Status {
        let http = match self {
            Self::Server(status) => status.to_string(),
            _ => String::new(),
        };
        let (code, what, todo) = match self {
            Self::Network => ("VG-NET", "net_what", "net_todo"),
            Self::Session => ("VG-SESSION", "session_what", "session_todo"),
            Self::Forbidden => ("VG-FORBIDDEN", "forbidden_what", "forbidden_todo"),
            Self::RateLimited => ("VG-RATE", "rate_what", "rate_todo"),
            Self::Server(_) => ("VG-SERVER", "server_what", "server_todo"),
            Self::Unreadable => ("VG-ANSWER", "answer_what", "answer_todo"),
        };
        Status {
            code,
            what: words(what, &[&http]),
            todo: words(todo, &[]),
            retry: self != Self::RateLimited,
            until: Some(until.millis()),
        }
    }
}
