//! What an answer means for the request that it answers, and how long to hold back.

use crate::time::Time;

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The other side answered.
    Http {
        /// HTTP's.
        status: u16,
        /// The `Retry-After` header, as sent.
        retry_after: Option<String>,
        /// The `Date` header, as sent.
        date: Option<String>,
        /// The whole body as text; where it could not be read to its end, what there is of it.
        body: String,
    },
    /// It may have been sent, and no answer is to be had any more.
    Lost,
    /// It was surely not sent: no tab, or its time was over.
    NotSent,
}

/// Why a person is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Another agent began and does not come to an end.
    Claimed,
    /// The ticket is closed.
    Closed,
    /// There is no such ticket, or not for this agent.
    NoTicket,
    /// The agent may not change the ticket.
    TicketForbidden,
    /// Zendesk refuses the update.
    TicketRefused,
    /// The Zendesk session has ended.
    Session,
    /// GitLab does not take the token.
    Token,
    /// The token may not do this.
    IssueForbidden,
    /// There is no such project or issue, or not for this token.
    NoProject,
    /// GitLab refuses the issue or the comment.
    IssueRefused,
    /// The host is not configured any more.
    Host,
    /// Filed, and not written back at the person's wish.
    Stopped,
    /// A note on the ticket says it is filed, and does not say where.
    Elsewhere,
    /// What was kept cannot be read.
    Unreadable,
    /// A newer version of the extension has kept it.
    Newer,
}

/// What an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict<'a> {
    /// A success, with this body.
    Good(&'a str),
    /// Changed by somebody else meanwhile.
    Conflict,
    /// Nothing was done, and trying again as it is does not help.
    Refused(u16),
    /// Nothing was done; not again before so many seconds.
    Patience(i64),
    /// Nobody knows what was done.
    Unknown,
    /// Surely nothing was done.
    NotSent,
}

const LONGEST_ASKED: i64 = 600;
const DEFAULT_PATIENCE: i64 = 60;
const FIRST_HOLD: i64 = 15;

impl Answer {
    pub(crate) fn verdict(&self, now: Time) -> Verdict<'_> {
        let Self::Http {
            status,
            retry_after,
            date,
            body,
        } = self
        else {
            return match self {
                Self::NotSent => Verdict::NotSent,
                _ => Verdict::Unknown,
            };
        };
        match status {
            200..=299 => Verdict::Good(body),
            400 | 401 | 403 | 404 | 405 | 410 | 413 | 422 => Verdict::Refused(*status),
            409 => Verdict::Conflict,
            429 => Verdict::Patience(patience(retry_after.as_deref(), date.as_deref(), now)),
            _ => Verdict::Unknown,
        }
    }

    /// Seconds that the other side wants to be left alone, where it says so.
    pub(crate) fn patience(&self, now: Time) -> Option<i64> {
        match self.verdict(now) {
            Verdict::Patience(seconds) => Some(seconds),
            _ => None,
        }
    }

    pub(crate) fn date(&self) -> Option<Time> {
        match self {
            Self::Http { date, .. } => date.as_deref().and_then(http_date),
            _ => None,
        }
    }
}

/// Seconds that a `Retry-After` header asks for: a number, or a date by the answer's own clock.
fn patience(header: Option<&str>, date: Option<&str>, now: Time) -> i64 {
    let asked = header.map(str::trim).and_then(|text| {
        let number = text.parse::<i64>().ok();
        number.or_else(|| {
            Some(
                date.and_then(http_date)
                    .unwrap_or(now)
                    .until(http_date(text)?),
            )
        })
    });
    asked.unwrap_or(DEFAULT_PATIENCE).clamp(1, LONGEST_ASKED)
}

/// `Wed, 21 Oct 2015 07:28:00 GMT` (RFC 9110, section 5.6.7).
fn http_date(text: &str) -> Option<Time> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let mut words = text.split_once(", ")?.1.split(' ');
    let (day, month, year) = (words.next()?, words.next()?, words.next()?);
    let month = MONTHS.iter().position(|name| *name == month)? + 1;
    let clock = words.next()?;
    Time::parse(&format!("{year}-{month:02}-{day}T{clock}Z"))
}

/// Seconds to hold back after the `failures`-th failure in a row, 15 at first and doubled each
/// time, 600 at most.
pub(crate) fn hold_after(failures: u32, jitter: i64) -> i64 {
    spread(FIRST_HOLD << failures.saturating_sub(1).min(6), jitter).min(LONGEST_ASKED)
}

/// Up to a quarter more, so that machines that failed together do not come back together. `jitter`
/// is 0 to 99.
pub(crate) fn spread(seconds: i64, jitter: i64) -> i64 {
    seconds + seconds * jitter / 400
}

/// 0 to 99, different between machines, escalations and one failure to the next.
pub(crate) fn jitter(install: u64, ticket: u64, failures: u32) -> i64 {
    let mixed = (install ^ ticket.rotate_left(32) ^ u64::from(failures))
        .wrapping_mul(0x9E37_79B9_7F4A_7C15);
    i64::from((mixed >> 57) as u8) * 99 / 127
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patience_is_what_was_asked_for_within_reason() {
        let date = "Wed, 21 Oct 2015 07:28:00 GMT";
        for (header, date, seconds) in [
            (None, None, 60),
            (Some("30"), None, 30),
            (Some(" 30 "), None, 30),
            (Some("0"), None, 1),
            (Some("-5"), None, 1),
            (Some("86400"), None, 600),
            (Some("soon"), None, 60),
            (Some("99999999999999999999"), None, 60),
            (Some("Wed, 21 Oct 2015 07:28:45 GMT"), Some(date), 45),
            (Some("Wed, 21 Oct 2015 07:27:00 GMT"), Some(date), 1),
            (Some("Wed, 21 Foo 2015 07:28:45 GMT"), Some(date), 60),
            // With no `Date` this machine's clock has to do.
            (Some("Thu, 01 Jan 1970 00:03:20 GMT"), None, 100),
        ] {
            assert_eq!(patience(header, date, Time(100)), seconds, "{header:?}");
        }
    }

    #[test]
    fn holds_grow_and_end() {
        let holds: Vec<i64> = (1..9).map(|failures| hold_after(failures, 0)).collect();
        assert_eq!(holds, [15, 30, 60, 120, 240, 480, 600, 600]);
        assert_eq!(hold_after(u32::MAX, 99), 600);
        assert_eq!(hold_after(1, 99), 18);
        for failures in 0..500 {
            assert!((0..100).contains(&jitter(7, 1, failures)));
        }
    }
}
