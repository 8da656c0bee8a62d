//! What people see of an escalation: what happened, and what they can do.

use super::{
    Settings,
    hold::{Side, Why},
    record::{Action, Key, Record, Remark, State},
    trouble::Reason,
};
use crate::{gitlab, time::Time};
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

type Words = (&'static str, &'static str, &'static str);

const WAITS: &str = "Nothing to do: Vanguard goes on by itself.";

impl View {
    pub(super) fn of(record: &Record, settings: &Settings, now: Time, stranded: bool) -> Self {
        let hold = record.hold.filter(|hold| hold.lasts(now));
        let (code, what, todo) = match (record.state, hold) {
            _ if stranded => (
                "VG-TAB",
                "Vanguard writes to the ticket through a Zendesk tab, and none is open.",
                "Open a Zendesk tab; it goes on by itself.",
            ),
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
            what: what.into(),
            todo: todo.into(),
            remarks: record
                .remarks
                .iter()
                .map(|remark| of_remark(*remark).into())
                .collect(),
            url: record
                .issue
                .or(commented)
                .map(|iid| gitlab::issue_url(&settings.gitlab, &record.key.project, iid)),
            until: hold.filter(|_| !is_over).map(|hold| hold.until),
            over: is_over,
            retry: retries || hold.is_some_and(|hold| hold.yields() && !is_over),
            cancel: record.cancels() && !record.dismissed,
            dismiss: if dismisses {
                of_dismissal(record.issue)
            } else {
                ""
            }
            .into(),
        }
    }

    pub(super) fn unusable(key: &Key, reason: Reason) -> Self {
        let (code, what, todo) = of_reason(reason);
        Self {
            key: key.clone(),
            code: code.into(),
            what: what.into(),
            todo: todo.into(),
            remarks: Vec::new(),
            url: None,
            until: None,
            over: false,
            retry: false,
            cancel: false,
            dismiss: match reason {
                Reason::Unreadable => of_dismissal(None),
                _ => "",
            }
            .into(),
        }
    }
}

/// For the question before it.
fn of_dismissal(issue: Option<u64>) -> &'static str {
    match issue {
        Some(_) => {
            "Vanguard leaves it as it is: the issue stays in GitLab, and Vanguard does not link it on the ticket. The popup does not list it any more; the ticket's review takes it up again."
        }
        None => {
            "Vanguard leaves it as it is: GitLab may have the issue or not, and a tag of Vanguard's may stay on the ticket. The popup does not list it any more; the ticket's review takes it up again, and looks in GitLab first."
        }
    }
}

fn of_state(record: &Record) -> Words {
    match record.state {
        State::Draft => ("VG-DRAFT", "Not filed yet.", ""),
        State::Creating if record.cancelled => (
            "VG-CANCELLING",
            "It is made sure that nothing was filed.",
            WAITS,
        ),
        State::Creating if record.unknown => (
            "VG-FILING",
            "It is being filed.",
            "Nothing to do: it is looked for before it is filed again.",
        ),
        State::Creating => ("VG-FILING", "It is being filed.", ""),
        State::Created | State::Writing => (
            "VG-WRITING",
            "It is filed, and being linked on the ticket.",
            "",
        ),
        State::Done => ("VG-FILED", "It is filed and linked on the ticket.", ""),
        State::Cancelled => ("VG-CANCELLED", "Cancelled: nothing was filed.", ""),
        State::NeedsPerson(Reason::Unreadable) if record.dismissed => (
            "VG-DISMISSED",
            "You dismissed it. GitLab may have the issue or not.",
            "File it again: it is looked for in GitLab first.",
        ),
        State::NeedsPerson(_) if record.dismissed => match record.issue {
            Some(_) => (
                "VG-DISMISSED",
                "You dismissed it: it is filed, and not linked on the ticket by Vanguard.",
                "To link it after all, retry.",
            ),
            None => (
                "VG-DISMISSED",
                "You dismissed it. GitLab may have the issue or not.",
                "To take it up again, retry: it is looked for in GitLab first.",
            ),
        },
        State::NeedsPerson(reason) => of_reason(reason),
    }
}

fn of_hold(why: Why) -> Words {
    match why {
        Why::Countdown => (
            "VG-COUNTDOWN",
            "It is about to be filed.",
            "Cancel it, or let it be filed.",
        ),
        Why::Lag => (
            "VG-LOOKING",
            "GitLab did not say whether it was filed.",
            "Nothing to do: it is looked for before it is filed again.",
        ),
        Why::Rate(Side::Zendesk) => (
            "VG-RATE",
            "The account has used up its requests for now.",
            WAITS,
        ),
        Why::Rate(Side::GitLab) => (
            "VG-GITLAB-RATE",
            "GitLab takes no more requests for now.",
            WAITS,
        ),
        Why::Failure(Side::Zendesk) => (
            "VG-SERVER",
            "Zendesk could not be reached, or failed.",
            "Check the connection. Vanguard tries again by itself.",
        ),
        Why::Failure(Side::GitLab) => (
            "VG-GITLAB",
            "GitLab could not be reached, or failed.",
            "Check the connection. Vanguard tries again by itself; if it goes on, press Test in its options.",
        ),
        Why::Claimed => (
            "VG-CLAIMED",
            "Another agent, or your other browser, is filing it.",
            "Nothing to do: Vanguard waits for the other's note.",
        ),
        Why::Stamp => ("VG-WRITING", "The ticket has just been changed.", WAITS),
        // Shown for what is being cancelled alone: what is over shows that.
        Why::Recheck => (
            "VG-CANCELLING",
            "It is made sure that nothing was filed.",
            WAITS,
        ),
    }
}

fn of_reason(reason: Reason) -> Words {
    match reason {
        Reason::Claimed => (
            "VG-CLAIM",
            "Another agent, or your other browser, began to file it and has not finished.",
            "Ask them. To take it over, retry: it is looked for in GitLab first.",
        ),
        Reason::Closed => (
            "VG-CLOSED",
            "The ticket is closed, so nothing can be written to it.",
            "Use a follow-up ticket, or link the issue there by hand.",
        ),
        Reason::NoTicket => (
            "VG-NO-TICKET",
            "The ticket is deleted, or not for you to see.",
            "Open it in Zendesk. If it is there, retry.",
        ),
        Reason::TicketForbidden => (
            "VG-FORBIDDEN",
            "Zendesk does not let you change this ticket.",
            "Ask an administrator for access, then retry.",
        ),
        Reason::TicketRefused => (
            "VG-UPDATE",
            "Zendesk refuses the update of the ticket.",
            "See whether the ticket lacks a required field, then retry.",
        ),
        Reason::Session => (
            "VG-SESSION",
            "Your Zendesk session has ended.",
            "Sign in to Zendesk again, then retry.",
        ),
        Reason::Token => (
            "VG-TOKEN",
            "GitLab does not accept your token.",
            "Sign in to GitLab again in Vanguard's options, then retry.",
        ),
        Reason::IssueForbidden => (
            "VG-DENIED",
            "GitLab does not let you file issues in this project.",
            "Check the token's scope and your role there, then retry.",
        ),
        Reason::NoProject => (
            "VG-PROJECT",
            "GitLab does not know this project or issue, or not for you.",
            "Check its name and the token's scope, then retry.",
        ),
        Reason::IssueRefused => (
            "VG-ISSUE",
            "GitLab refuses the issue as it is.",
            "Change its title, text or labels, and file it again.",
        ),
        Reason::Host => (
            "VG-HOST",
            "Its Zendesk or its GitLab is no longer in Vanguard's settings.",
            "Put it back there and retry.",
        ),
        Reason::Stopped => (
            "VG-STOPPED",
            "It is filed, and not linked on the ticket, as you wished.",
            "To link it after all, retry.",
        ),
        Reason::Elsewhere => (
            "VG-ELSEWHERE",
            "A note on the ticket says that it is filed, in a place that Vanguard cannot make out.",
            "Read the note. Nothing was filed again.",
        ),
        Reason::Unreadable => (
            "VG-RECORD",
            "What Vanguard remembers of it cannot be read.",
            "File it again: it is looked for in GitLab first.",
        ),
        Reason::Newer => (
            "VG-NEWER",
            "A newer version of Vanguard is filing it.",
            "Update the extension.",
        ),
    }
}

fn of_remark(remark: Remark) -> &'static str {
    match remark {
        Remark::Labels => {
            "VG-LABELS: GitLab left out labels that you may not set. Ask somebody who may."
        }
        Remark::Open => {
            "VG-OPEN: GitLab filed it for everybody to see, though it was to be confidential. Make it confidential there now."
        }
        Remark::Public => {
            "VG-PUBLIC: Zendesk made the note public, though it was to be internal. Make it internal there now."
        }
        Remark::Fields => "VG-FIELDS: Zendesk left out the tag or the field. Ask an administrator.",
        Remark::TooLate => "VG-LATE: It was filed before it could be cancelled.",
        Remark::Twice => {
            "VG-TWICE: Whether GitLab holds it a second time could not be made sure. Search there, and close the later one."
        }
    }
}
