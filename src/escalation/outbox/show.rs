//! What people see of an escalation: what happened, and what they can do.

use super::{
    Settings,
    hold::{Side, Why},
    record::{Action, Key, Record, Remark, State},
    trouble::Reason,
};
use crate::{gitlab, time::Time, words::Words};
use std::borrow::Cow;

/// For the ticket and the popup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Which escalation.
    pub key: Key,
    /// Stable, to be searched for in the documentation.
    pub code: Cow<'static, str>,
    /// What happened.
    pub what: Cow<'static, str>,
    /// What to do; empty where there is nothing.
    pub todo: Cow<'static, str>,
    /// What did not go as asked.
    pub remarks: Vec<Cow<'static, str>>,
    /// The issue's address, once there is one.
    pub url: Option<String>,
    /// It goes on by itself at this moment.
    pub until: Option<Time>,
    /// Nothing is going on any more, and nobody is waited for.
    pub over: bool,
    /// Whether "Retry" does anything.
    pub retry: bool,
    /// Whether "Cancel" does anything.
    pub cancel: bool,
    /// What "Dismiss" comes to, where it does anything; else empty.
    pub dismiss: Cow<'static, str>,
}

/// Code, and keys of what happened and what to do.
pub(crate) type Keys = (&'static str, &'static str, &'static str);

impl View {
    pub(super) fn of(
        record: &Record,
        settings: &Settings,
        words: Words,
        now: Time,
        stranded: bool,
    ) -> Self {
        let hold = record.hold.filter(|hold| hold.lasts(now));
        let (code, what, todo) = match (record.state, hold) {
            _ if stranded => ("VG-TAB", "tab_what", "tab_todo"),
            (State::Done | State::Cancelled | State::NeedsPerson(_), _) | (_, None) => {
                of_state(record)
            }
            (_, Some(hold)) => of_hold(hold.why),
        };
        // What may be filed is never forgotten.
        let is_over = matches!(record.state, State::Done | State::Cancelled)
            || record.dismissed && record.issue.is_some();
        let retries =
            matches!(record.state, State::NeedsPerson(reason) if reason != Reason::Unreadable);
        let dismisses = record.is_hopeless() && !record.dismissed;
        let commented = match record.action {
            Action::CommentOn(iid) if record.issue.is_none() => Some(iid),
            _ => None,
        };
        Self {
            key: record.key.clone(),
            code: code.into(),
            what: words(what, &[]).into(),
            todo: todo_in(words, todo).into(),
            remarks: record
                .remarks
                .iter()
                .map(|remark| words(of_remark(*remark), &[]).into())
                .collect(),
            url: record
                .issue
                .or(commented)
                .map(|iid| gitlab::issue_url(&settings.gitlab, &record.key.project, iid)),
            until: hold.filter(|_| !is_over).map(|hold| hold.until),
            over: is_over,
            retry: retries || hold.is_some_and(|hold| hold.yields() && !is_over),
            cancel: record.cancels() && !record.dismissed,
            dismiss: match dismisses {
                true => words(of_dismissal(record.issue), &[]).into(),
                false => "".into(),
            },
        }
    }

    pub(super) fn unusable(key: &Key, reason: Reason, words: Words) -> Self {
        let (code, what, todo) = of_reason(reason);
        Self {
            key: key.clone(),
            code: code.into(),
            what: words(what, &[]).into(),
            todo: todo_in(words, todo).into(),
            remarks: Vec::new(),
            url: None,
            until: None,
            over: false,
            retry: false,
            cancel: false,
            dismiss: match reason {
                Reason::Unreadable => words(of_dismissal(None), &[]).into(),
                _ => "".into(),
            },
        }
    }
}

/// For the question before it.
fn of_dismissal(issue: Option<u64>) -> &'static str {
    match issue {
        Some(_) => "dismiss_filed",
        None => "dismiss_unfiled",
    }
}

/// Nothing where there is no key.
fn todo_in(words: Words, key: &str) -> String {
    match key {
        "" => String::new(),
        key => words(key, &[]),
    }
}

fn of_state(record: &Record) -> Keys {
    match record.state {
        State::Draft => ("VG-DRAFT", "draft_what", ""),
        State::Creating if record.cancelled => ("VG-CANCELLING", "cancelling_what", "waits_todo"),
        State::Creating if record.unknown => ("VG-FILING", "filing_what", "looked_for_todo"),
        State::Creating => ("VG-FILING", "filing_what", ""),
        State::Created | State::Writing => ("VG-WRITING", "writing_what", ""),
        State::Done => ("VG-FILED", "filed_what", ""),
        State::Cancelled => ("VG-CANCELLED", "cancelled_what", ""),
        State::NeedsPerson(Reason::Unreadable) if record.dismissed => {
            ("VG-DISMISSED", "dismissed_what", "record_todo")
        }
        State::NeedsPerson(_) if record.dismissed => match record.issue {
            Some(_) => ("VG-DISMISSED", "dismissed_filed_what", "stopped_todo"),
            None => ("VG-DISMISSED", "dismissed_what", "dismissed_todo"),
        },
        State::NeedsPerson(reason) => of_reason(reason),
    }
}

pub(crate) fn of_hold(why: Why) -> Keys {
    match why {
        Why::Countdown => ("VG-COUNTDOWN", "countdown_what", "countdown_todo"),
        Why::Lag => ("VG-LOOKING", "looking_what", "looked_for_todo"),
        Why::Rate(Side::Zendesk) => ("VG-RATE", "rate_what", "waits_todo"),
        Why::Rate(Side::GitLab) => ("VG-GITLAB-RATE", "gitlab_rate_what", "waits_todo"),
        Why::Failure(Side::Zendesk) => ("VG-SERVER", "zendesk_failed_what", "zendesk_failed_todo"),
        Why::Failure(Side::GitLab) => ("VG-GITLAB", "gitlab_what", "gitlab_todo"),
        Why::Claimed => ("VG-CLAIMED", "claimed_what", "claimed_todo"),
        Why::Stamp => ("VG-WRITING", "changed_what", "waits_todo"),
        // Shown for what is being cancelled alone: what is over shows that.
        Why::Recheck => ("VG-CANCELLING", "cancelling_what", "waits_todo"),
    }
}

pub(crate) fn of_reason(reason: Reason) -> Keys {
    match reason {
        Reason::Claimed => ("VG-CLAIM", "claim_what", "claim_todo"),
        Reason::Closed => ("VG-CLOSED", "closed_what", "closed_todo"),
        Reason::NoTicket => ("VG-NO-TICKET", "no_such_ticket_what", "no_such_ticket_todo"),
        Reason::TicketForbidden => (
            "VG-FORBIDDEN",
            "update_forbidden_what",
            "update_forbidden_todo",
        ),
        Reason::TicketRefused => ("VG-UPDATE", "update_what", "update_todo"),
        Reason::Session => ("VG-SESSION", "session_what", "session_retry_todo"),
        Reason::Token => ("VG-TOKEN", "token_what", "token_todo"),
        Reason::IssueForbidden => ("VG-DENIED", "denied_what", "denied_todo"),
        Reason::NoProject => ("VG-PROJECT", "project_what", "project_todo"),
        Reason::IssueRefused => ("VG-ISSUE", "issue_what", "issue_todo"),
        Reason::Host => ("VG-HOST", "host_what", "host_todo"),
        Reason::Stopped => ("VG-STOPPED", "stopped_what", "stopped_todo"),
        Reason::Elsewhere => ("VG-ELSEWHERE", "elsewhere_what", "elsewhere_todo"),
        Reason::Unreadable => ("VG-RECORD", "record_what", "record_todo"),
        Reason::Newer => ("VG-NEWER", "newer_what", "newer_todo"),
    }
}

fn of_remark(remark: Remark) -> &'static str {
    match remark {
        Remark::Labels => "remark_labels",
        Remark::Open => "remark_open",
        Remark::Public => "remark_public",
        Remark::Fields => "remark_fields",
        Remark::TooLate => "remark_too_late",
        Remark::Twice => "remark_twice",
    }
}
