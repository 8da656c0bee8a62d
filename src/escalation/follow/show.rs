//! What people see of a followed issue.

use super::record::{Place, Record, State, Ticket, Trouble};
use crate::{escalation::outbox::Key, gitlab::issue_url, time::Time};

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
    pub(super) fn of(record: &Record, ticket: &Ticket) -> Self {
        let (tell, reply) = news(record, ticket).unwrap_or_default();
        Self {
            key: ticket.key.clone(),
            url: issue_url(&record.gitlab, &record.place.project, record.place.iid),
            what: what(record),
            tell,
            reply,
            as_of: record.seen_at,
            hidden: ticket.hidden,
        }
    }
}

fn what(record: &Record) -> String {
    match (record.trouble, &record.state) {
        (Some(Trouble::Hidden), _) => {
            "GitLab does not show you this issue any more. Ask in its project. (VG-HIDDEN)".into()
        }
        (Some(Trouble::Token), _) => {
            "Sign in to GitLab in Vanguard's options to see how it stands. (VG-TOKEN)".into()
        }
        (None, _) if record.seen_at.is_none() => String::new(),
        (None, State::Open) => "Open.".into(),
        (None, State::Scheduled(title)) => format!("Planned for {title}."),
        (None, State::Merged) => "A fix is merged.".into(),
        (None, State::Closed) => "Closed.".into(),
        (None, State::Moved) => "Moved to a project that GitLab does not show you.".into(),
    }
}

/// What to tell, and how a reply may put it.
fn news(record: &Record, ticket: &Ticket) -> Option<(String, String)> {
    let (told, place) = &ticket.told;
    let was_over = matches!(told, State::Merged | State::Closed);
    let (news, reply) = match &record.state {
        state if state == told => {
            return (*place != record.place).then(|| moved(&record.place));
        }
        State::Scheduled(title) => (
            match was_over {
                true => format!("it is open again, and planned for {title}"),
                false => format!("it is planned for {title}"),
            },
            format!("a fix is planned for {title}. Plans may change; we will let you know."),
        ),
        State::Merged => (
            "a fix is merged".into(),
            "a fix has been merged, and will be part of a release to come.".into(),
        ),
        State::Closed => (
            "it is closed".into(),
            "the issue about it has been closed.".into(),
        ),
        State::Open if was_over => (
            "it is open again".into(),
            "the issue about it has been opened again.".into(),
        ),
        State::Open => {
            let State::Scheduled(title) = told else {
                return None;
            };
            (
                format!("it is not planned for {title} any more"),
                format!(
                    "a fix is not planned for {title} any more. We will let you know when there is a new plan."
                ),
            )
        }
        State::Moved => (
            "it has moved to another project".into(),
            "another team has taken it over.".into(),
        ),
    };
    Some((
        format!("Tell the customer: {news}."),
        format!("News about the problem that you reported: {reply}"),
    ))
}

fn moved(place: &Place) -> (String, String) {
    (
        format!("Tell the customer: it has moved to {place}."),
        "News about the problem that you reported: another team has taken it over.".into(),
    )
}
