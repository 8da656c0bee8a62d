//! What is remembered of one issue, and as what text.

use super::events::Effect;
use crate::{
    escalation::outbox::{Key, list, quote},
    gitlab::issue_number,
    time::Time,
    zendesk::Loose,
};
use std::fmt;

/// An issue's place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The project's full path.
    pub project: String,
    /// The issue's number there.
    pub iid: u64,
}

impl Place {
    /// Reads what [`fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (project, iid) = text.rsplit_once('#')?;
        Some(Self {
            project: project.to_owned(),
            iid: issue_number(iid)?,
        })
        .filter(|place| !place.project.is_empty())
    }
}

/// As GitLab writes a reference: `gitlab-org/gitlab#7`.
impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}#{}", self.project, self.iid)
    }
}

/// How far an issue has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has said when.
    Open,
    /// Planned for the milestone of this title.
    Scheduled(String),
    /// A merge request that closes it is merged.
    Merged,
    /// Closed without one.
    Closed,
    /// Goes on in a place that GitLab does not show.
    Moved,
}

impl State {
    /// A word, and the milestone's title.
    fn words(&self) -> (&'static str, &str) {
        match self {
            Self::Open => ("open", ""),
            Self::Scheduled(title) => ("scheduled", title),
            Self::Merged => ("merged", ""),
            Self::Closed => ("closed", ""),
            Self::Moved => ("moved", ""),
        }
    }

    fn write(&self) -> String {
        let (word, title) = self.words();
        format!("[{},{}]", quote(word), quote(title))
    }

    fn read(kept: &Loose<'_>) -> Option<Self> {
        let [word, title] = kept.items() else {
            return None;
        };
        Some(match word.text()? {
            "open" => Self::Open,
            "scheduled" => Self::Scheduled(title.text()?.to_owned()),
            "merged" => Self::Merged,
            "closed" => Self::Closed,
            "moved" => Self::Moved,
            _ => return None,
        })
    }
}

/// Why GitLab does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It does not take the token, or there is none.
    Token,
    /// There is no such issue, or not for this token.
    Hidden,
}

/// A ticket that waits for the issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ticket {
    pub(super) key: Key,
    /// What its customer knows; `None` of an issue that the ticket names otherwise, until GitLab has said how it stands.
    pub(super) told: Option<(State, Place)>,
    /// Not to be listed any more.
    pub(super) hidden: bool,
}

/// One issue, whatever number of tickets waits for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// The place that it was first seen in: what it is kept under.
    pub(super) name: String,
    /// Origin of its GitLab.
    pub(super) gitlab: String,
    /// Where it is now.
    pub(super) place: Place,
    pub(super) state: State,
    /// Moved and merged issues may be open or not.
    pub(super) closed: bool,
    /// So many merge requests were merged when it was opened again: they did not help.
    pub(super) in_vain: usize,
    /// The release that has the fix, of one that is merged or closed: its milestone, where that is a version.
    pub(super) release: Option<String>,
    /// When it was first seen like this.
    pub(super) since: Time,
    /// When GitLab was asked last: noted before it is.
    pub(super) asked_at: Option<Time>,
    /// When it answered last, from this place.
    pub(super) seen_at: Option<Time>,
    /// Failures in a row.
    pub(super) failures: u32,
    pub(super) trouble: Option<Trouble>,
    /// Of the last answer that was made use of to the end.
    pub(super) etag: Option<String>,
    /// Likewise, for a GitLab that does not let an `ETag` be read.
    pub(super) stamp: String,
    pub(super) tickets: Vec<Ticket>,
    /// A ticket on view waits for it. Not kept.
    pub(super) wanted: bool,
}

impl Record {
    pub(super) fn new(gitlab: &str, place: Place, now: Time) -> Self {
        Self {
            name: place.to_string(),
            gitlab: gitlab.to_owned(),
            place,
            state: State::Open,
            closed: false,
            in_vain: 0,
            release: None,
            since: now,
            asked_at: None,
            seen_at: None,
            failures: 0,
            trouble: None,
            etag: None,
            stamp: String::new(),
            tickets: Vec::new(),
            wanted: false,
        }
    }

    pub(super) fn save(&self) -> Effect {
        Effect::Save {
            name: self.name.clone(),
            text: self.write(),
        }
    }

    pub(super) fn write(&self) -> String {
        let time = |time: Option<Time>| time.map_or(-1, |time| time.0);
        let ticket = |one: &Ticket| {
            let told = one.told.as_ref();
            let told = told.map(|(state, place)| (state.write(), quote(&place.to_string())));
            let (state, place) = told.unwrap_or_else(|| ("null".into(), "null".into()));
            let key = quote(&one.key.to_string());
            format!("[{key},{state},{place},{}]", one.hidden)
        };
        format!(
            r#"{{"gitlab":{},"place":{},"state":{},"closed":{},"in_vain":{},"release":{},"since":{},"asked":{},"seen":{},"failures":{},"trouble":{},"etag":{},"stamp":{},"tickets":[{}]}}"#,
            quote(&self.gitlab),
            quote(&self.place.to_string()),
            self.state.write(),
            self.closed,
            self.in_vain,
            quote(self.release.as_deref().unwrap_or_default()),
            self.since.0,
            time(self.asked_at),
            time(self.seen_at),
            self.failures,
            match self.trouble {
                None => "null",
                Some(Trouble::Token) => "\"token\"",
                Some(Trouble::Hidden) => "\"hidden\"",
            },
            quote(self.etag.as_deref().unwrap_or_default()),
            quote(&self.stamp),
            list(self.tickets.iter().map(ticket)),
        )
    }

    /// Reads what [`Self::write`] writes, of an older or a newer version too; `None` for anything else.
    pub(super) fn read(name: &str, text: &str) -> Option<Self> {
        let kept = Loose::read(text)?;
        let text = |key: &str| kept.get(key).text().map(str::to_owned);
        let time = |key: &str| kept.get(key).whole().filter(|at| *at >= 0).map(Time);
        let place = Place::parse(&text("place")?)?;
        let count = |key: &str| kept.get(key).integer().unwrap_or_default();
        Some(Self {
            name: name.to_owned(),
            gitlab: text("gitlab")?,
            place,
            state: State::read(kept.get("state"))?,
            closed: kept.get("closed").truth().unwrap_or_default(),
            in_vain: usize::try_from(count("in_vain")).unwrap_or_default(),
            release: text("release").filter(|release| !release.is_empty()),
            since: time("since")?,
            asked_at: time("asked"),
            seen_at: time("seen"),
            failures: u32::try_from(count("failures")).unwrap_or_default(),
            trouble: match kept.get("trouble").text() {
                Some("token") => Some(Trouble::Token),
                Some("hidden") => Some(Trouble::Hidden),
                _ => None,
            },
            etag: text("etag").filter(|etag| !etag.is_empty()),
            stamp: text("stamp").unwrap_or_default(),
            tickets: kept
                .get("tickets")
                .items()
                .iter()
                .filter_map(read_ticket)
                .collect(),
            wanted: false,
        })
    }
}

fn read_ticket(kept: &Loose<'_>) -> Option<Ticket> {
    let [key, state, place, hidden] = kept.items() else {
        return None;
    };
    Some(Ticket {
        key: Key::parse(key.text()?)?,
        told: State::read(state).zip(place.text().and_then(Place::parse)),
        hidden: hidden.truth()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::TicketId;

    #[test]
    fn what_is_kept_is_read_back() {
        let place = Place::parse("gitlab-org/gitlab#7").unwrap();
        let mut record = Record::new("https://gitlab.com", place.clone(), Time(100));
        assert_eq!(
            Record::read(&record.name, &record.write()),
            Some(record.clone())
        );
        record.etag = Some("W/\"a\"".into());
        record.stamp = "2026-01-01T00:00:00Z".into();
        record.asked_at = Some(Time(5));
        record.seen_at = Some(Time(0));
        (record.failures, record.in_vain, record.closed) = (3, 2, true);
        record.release = Some("17.5".into());
        for state in [
            State::Open,
            State::Scheduled("17.5 \"LTS\"".into()),
            State::Merged,
            State::Closed,
            State::Moved,
        ] {
            record.state = state.clone();
            record.tickets.push(Ticket {
                key: Key {
                    host: "gitlab.zendesk.com".into(),
                    ticket: TicketId(7),
                    project: "gitlab-org/gitlab".into(),
                },
                told: Some((state, place.clone())).filter(|_| record.tickets.len() != 1),
                hidden: record.tickets.is_empty(),
            });
            for trouble in [None, Some(Trouble::Token), Some(Trouble::Hidden)] {
                record.trouble = trouble;
                assert_eq!(
                    Record::read(&record.name, &record.write()),
                    Some(record.clone())
                );
            }
        }
    }

    #[test]
    fn places() {
        for text in ["gitlab-org/gitlab#7", "a#1", "a/b.c/d_e#12"] {
            assert_eq!(Place::parse(text).unwrap().to_string(), text);
        }
        for text in ["", "#7", "a/b", "a/b#", "a/b#0", "a/b#x"] {
            assert_eq!(Place::parse(text), None, "{text}");
        }
    }
}
