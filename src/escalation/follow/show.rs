//! What people see of a followed issue.

use super::record::{Place, Record, State, Ticket, Trouble};
use crate::{escalation::outbox::Key, gitlab::issue_url, time::Time, words::Words};

/// One ticket's issue, for the ticket and the popup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The escalation.
    pub key: Key,
    /// The issue's address, where it is now.
    pub url: String,
    /// How far it has come, in a sentence; empty before the first look.
    pub what: String,
    /// What the customer does not know yet, in a sentence; empty where there is nothing to tell.
    pub tell: String,
    /// A reply to the customer that says so, to be copied. Nobody sends it.
    pub reply: String,
    /// When GitLab said so last.
    pub as_of: Option<Time>,
    /// Not to be listed in the popup any more.
    pub hidden: bool,
}

impl Line {
    pub(super) fn of(record: &Record, ticket: &Ticket, words: Words) -> Self {
        let (tell, reply) = news(record, ticket, words).unwrap_or_default();
        Self {
            key: ticket.key.clone(),
            url: issue_url(&record.gitlab, &record.place.project, record.place.iid),
            what: what(record, words),
            tell,
            reply,
            as_of: record.seen_at,
            hidden: ticket.hidden,
        }
    }
}

fn what(record: &Record, words: Words) -> String {
    let (key, title) = match (record.trouble, &record.state) {
        (Some(Trouble::Hidden), _) => ("issue_hidden", ""),
        (Some(Trouble::Token), _) => ("issue_signed_out", ""),
        (None, _) if record.seen_at.is_none() => return String::new(),
        (None, State::Open) => ("issue_open", ""),
        (None, State::Scheduled(title)) => ("issue_planned", title.as_str()),
        (None, State::Merged) => ("issue_merged", ""),
        (None, State::Closed) => ("issue_closed", ""),
        (None, State::Moved) => ("issue_moved", ""),
    };
    words(key, &[title])
}

/// What to tell, and how a reply may put it. Customers are written to in English, as everything that leaves the browser is.
fn news(record: &Record, ticket: &Ticket, words: Words) -> Option<(String, String)> {
    let (told, place) = ticket.told.as_ref()?;
    let was_over = matches!(told, State::Merged | State::Closed);
    let (key, about, reply) = match &record.state {
        state if state == told => {
            return (*place != record.place).then(|| moved(&record.place, words));
        }
        State::Scheduled(title) => (
            match was_over {
                true => "tell_planned_again",
                false => "tell_planned",
            },
            title.as_str(),
            format!("a fix is planned for {title}. Plans may change; we will let you know."),
        ),
        State::Merged | State::Closed => return Some(over(record, words)),
        State::Open if was_over => (
            "tell_open_again",
            "",
            "the issue about it has been opened again.".into(),
        ),
        State::Open => {
            let State::Scheduled(title) = told else {
                return None;
            };
            (
                "tell_not_planned",
                title.as_str(),
                format!(
                    "a fix is not planned for {title} any more. We will let you know when there is a new plan."
                ),
            )
        }
        State::Moved => ("tell_moved", "", "another team has taken it over.".into()),
    };
    Some((
        words(key, &[about]),
        format!("News about the problem that you reported: {reply}"),
    ))
}

/// What has an end, with the release that has the fix where the issue's milestone names one.
fn over(record: &Record, words: Words) -> (String, String) {
    let release = record.release.as_deref().unwrap_or_default();
    let (key, reply) = match (&record.state, release) {
        (State::Merged, "") => (
            "tell_merged",
            "a fix has been merged, and will be part of a release to come",
        ),
        (State::Merged, _) => (
            "tell_merged_in",
            "a fix has been merged, and will be part of GitLab ",
        ),
        (_, "") => ("tell_closed", "the issue about it has been closed"),
        _ => (
            "tell_closed_in",
            "the issue about it has been closed; the fix is in GitLab ",
        ),
    };
    (
        words(key, &[release]),
        format!("News about the problem that you reported: {reply}{release}."),
    )
}

fn moved(place: &Place, words: Words) -> (String, String) {
    (
        words("tell_moved_to", &[&place.to_string()]),
        "News about the problem that you reported: another team has taken it over.".into(),
    )
}
