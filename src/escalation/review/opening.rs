//! Why there is nothing to review, and what to do about it.

use crate::{escalation::outbox::Answer, time::Time, words::Words, zendesk::BodyError};

/// Why a ticket could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The page was not opened for a ticket.
    Address,
    /// No Zendesk that the extension was installed for.
    Host,
    /// No tab to ask through.
    NoTab,
    /// Signed out.
    Session,
    /// Not for this agent.
    Forbidden,
    /// Deleted, or not for this agent.
    NoTicket,
    /// The account's requests are used up for so many seconds.
    Rate(i64),
    /// No answer, or a failure.
    Server,
    /// The settings have no place for any issue.
    NoProject,
    /// An answer that is none.
    Unreadable(String),
}

impl Trouble {
    /// The body of an answer, or why there is none.
    ///
    /// # Errors
    /// Everything that is no ticket.
    pub fn body(answer: Answer, now: Time) -> Result<String, Self> {
        if let Some(seconds) = answer.patience(now) {
            return Err(Self::Rate(seconds));
        }
        match answer {
            Answer::NotSent => Err(Self::NoTab),
            Answer::Lost => Err(Self::Server),
            Answer::Http { status, body, .. } => match status {
                // A signed-out session is redirected to a login page, of which the page's script leaves nothing.
                200..=299 if body.is_empty() => Err(Self::Session),
                200..=299 => Ok(body),
                401 => Err(Self::Session),
                403 => Err(Self::Forbidden),
                404 | 410 => Err(Self::NoTicket),
                500.. => Err(Self::Server),
                status => Err(Self::Unreadable(format!("HTTP {status}"))),
            },
        }
    }

    /// Code, what happened, what to do.
    #[must_use]
    pub fn said(&self, words: Words) -> (&'static str, String, String) {
        let (code, what, todo) = match self {
            Self::Address => ("VG-ADDRESS", "panel_address_what", "panel_address_todo"),
            Self::Host => ("VG-HOST", "panel_host_what", "panel_host_todo"),
            Self::NoTab => ("VG-TAB", "panel_tab_what", "panel_tab_todo"),
            Self::Session => ("VG-SESSION", "session_what", "session_todo"),
            Self::Forbidden => (
                "VG-FORBIDDEN",
                "panel_forbidden_what",
                "panel_forbidden_todo",
            ),
            Self::NoTicket => (
                "VG-NO-TICKET",
                "no_such_ticket_what",
                "panel_no_ticket_todo",
            ),
            Self::Rate(_) => ("VG-RATE", "rate_what", "panel_rate_todo"),
            Self::Server => ("VG-SERVER", "zendesk_failed_what", "panel_server_todo"),
            Self::NoProject => ("VG-PROJECT", "panel_projects_what", "panel_projects_todo"),
            Self::Unreadable(_) => ("VG-ANSWER", "panel_answer_what", "panel_answer_todo"),
        };
        let seconds;
        let value = match self {
            Self::Rate(asked) => {
                seconds = asked.to_string();
                seconds.as_str()
            }
            Self::Unreadable(what) => what.as_str(),
            _ => "",
        };
        (code, words(what, &[value]), words(todo, &[value]))
    }
}

impl From<BodyError> for Trouble {
    fn from(error: BodyError) -> Self {
        match error {
            BodyError::Empty | BodyError::Html => Self::Session,
            other => Self::Unreadable(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::english;

    fn http(status: u16, retry_after: Option<&str>, body: &str) -> Answer {
        Answer::Http {
            status,
            retry_after: retry_after.map(str::to_owned),
            date: None,
            body: body.to_owned(),
        }
    }

    #[test]
    fn every_answer_without_a_ticket_has_a_code() {
        for (answer, code) in [
            (Answer::NotSent, "VG-TAB"),
            (Answer::Lost, "VG-SERVER"),
            (http(200, None, ""), "VG-SESSION"),
            (http(401, None, ""), "VG-SESSION"),
            (http(403, None, "{}"), "VG-FORBIDDEN"),
            (http(404, None, "{}"), "VG-NO-TICKET"),
            (http(410, None, "{}"), "VG-NO-TICKET"),
            (http(429, Some("7"), ""), "VG-RATE"),
            (http(429, None, ""), "VG-RATE"),
            (http(500, None, ""), "VG-SERVER"),
            (http(422, None, "{}"), "VG-ANSWER"),
        ] {
            let shown = format!("{answer:?}");
            let trouble = Trouble::body(answer, Time(0)).unwrap_err();
            assert_eq!(trouble.said(english).0, code, "{shown}");
        }
        assert_eq!(
            Trouble::body(http(200, None, "{}"), Time(0)),
            Ok("{}".into())
        );
    }

    #[test]
    fn patience_is_named() {
        let trouble = Trouble::body(http(429, Some("7"), ""), Time(0)).unwrap_err();
        assert_eq!(trouble.said(english).2, "Try again in 7 seconds.");
    }
}
