//! Why there is nothing to review, and what to do about it.

use crate::{escalation::outbox::Answer, time::Time, zendesk::BodyError};
use std::borrow::Cow;

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
    pub fn words(&self) -> (&'static str, Cow<'static, str>, Cow<'static, str>) {
        match self {
            Self::Address => (
                "VG-ADDRESS",
                "This page was not opened for a ticket.".into(),
                "Press “Escalate” on a ticket in Zendesk.".into(),
            ),
            Self::Host => (
                "VG-HOST",
                "This is no Zendesk that Vanguard was installed for.".into(),
                "Press “Escalate” on a ticket in your own Zendesk.".into(),
            ),
            Self::NoTab => (
                "VG-TAB",
                "Vanguard reads the ticket through a Zendesk tab, and none is open.".into(),
                "Open a Zendesk tab, or reload the one you have, then try again.".into(),
            ),
            Self::Session => (
                "VG-SESSION",
                "Your Zendesk session has ended.".into(),
                "Sign in to Zendesk again, then try again.".into(),
            ),
            Self::Forbidden => (
                "VG-FORBIDDEN",
                "Zendesk does not let you read this ticket.".into(),
                "Ask an administrator for access, then try again.".into(),
            ),
            Self::NoTicket => (
                "VG-NO-TICKET",
                "The ticket is deleted, or not for you to see.".into(),
                "Open it in Zendesk. If it is there, try again.".into(),
            ),
            Self::Rate(seconds) => (
                "VG-RATE",
                "The account has used up its requests for now.".into(),
                format!("Try again in {seconds} seconds.").into(),
            ),
            Self::Server => (
                "VG-SERVER",
                "Zendesk could not be reached, or failed.".into(),
                "Check the connection, then try again.".into(),
            ),
            Self::Unreadable(what) => (
                "VG-ANSWER",
                format!("Zendesk's answer cannot be read: {what}.").into(),
                "Try again. If it stays so, report it with this code.".into(),
            ),
        }
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
            assert_eq!(trouble.words().0, code, "{shown}");
        }
        assert_eq!(
            Trouble::body(http(200, None, "{}"), Time(0)),
            Ok("{}".into())
        );
    }

    #[test]
    fn patience_is_named() {
        let trouble = Trouble::body(http(429, Some("7"), ""), Time(0)).unwrap_err();
        assert_eq!(trouble.words().2, "Try again in 7 seconds.");
    }
}
