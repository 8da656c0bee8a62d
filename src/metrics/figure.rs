//! One figure of one channel: the request that brings it, and what the answer says.
//!
//! The search's language is that of Zendesk's "Search reference": values of one property are alternatives, mail is
//! `via:mail`, and a rating with a comment is one of its own.

use super::{replies, replies::Replies};
use crate::{
    escalation::address::encoded,
    settings::Channel,
    time::Time,
    zendesk::{Keep, Loose, write_back::Request},
};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Tickets that came in.
    Created,
    /// Tickets that were solved.
    Solved,
    /// Of those, the ones that the customer was content with.
    Good,
    /// And the ones that they were not.
    Bad,
    /// First replies to tickets that were solved.
    FirstReplies,
}

/// What is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    /// Not asked for yet.
    Unknown,
    /// So many tickets.
    Count(u64),
    /// First replies.
    Replies(Replies),
    /// The account does not say: HTTP's status, or 200 where it answers without it.
    Refused(u16),
}

/// `GET /api/v2/search/count.json`.
const COUNT: Keep = Keep(&[("count", &[])]);
/// `GET /api/v2/search.json`.
const SEARCH: Keep = Keep(&[
    ("count", &[]),
    ("results", &["id", "created_at", "slas", "metric_set"]),
    ("metric_sets", &["ticket_id", "reply_time_in_minutes"]),
]);

impl Kind {
    /// In the order in which they are asked for, channel by channel.
    pub const ALL: [Self; 5] = [
        Self::Created,
        Self::Solved,
        Self::Good,
        Self::Bad,
        Self::FirstReplies,
    ];

    /// Of the figure at this place of a round.
    pub(super) fn of(figure: usize) -> Self {
        match figure % Self::ALL.len() {
            0 => Self::Created,
            1 => Self::Solved,
            2 => Self::Good,
            3 => Self::Bad,
            _ => Self::FirstReplies,
        }
    }

    /// For the tickets of a channel since `since`.
    pub(super) fn request(self, channel: &str, since: &str) -> Request {
        let (period, only) = match self {
            Self::Created => ("created", ""),
            // Of tickets that came in last, those alone would be decided whose time is over.
            Self::Solved | Self::FirstReplies => ("solved", ""),
            Self::Good => ("solved", " satisfaction:good satisfaction:goodwithcomment"),
            Self::Bad => ("solved", " satisfaction:bad satisfaction:badwithcomment"),
        };
        let query = encoded(&format!("type:ticket {period}>={since}{only}{channel}"));
        let (path, keep) = match self {
            Self::FirstReplies => (
                format!(
                    "/api/v2/search.json?query={query}&sort_by=updated_at&sort_order=desc&per_page=100&include=tickets(metric_sets,slas)"
                ),
                SEARCH,
            ),
            _ => (format!("/api/v2/search/count.json?query={query}"), COUNT),
        };
        Request {
            method: "GET",
            path,
            csrf: None,
            body: None,
            keep,
        }
    }

    /// `None` where the answer cannot be read.
    pub(super) fn read(self, body: &str, now: Time) -> Option<Figure> {
        let body = Loose::read(body)?;
        let count = body.get("count").integer()?;
        match self {
            Self::FirstReplies => replies::read(&body, count, now),
            _ => Some(Figure::Count(count)),
        }
    }
}

/// The search's words for a channel; one that names none takes what no other takes.
pub(super) fn words(channel: &Channel, all: &[Channel]) -> String {
    let others = all.iter().flat_map(|one| &one.via);
    match channel.via.is_empty() {
        true => others.map(|via| format!(" -via:{via}")).collect(),
        false => channel
            .via
            .iter()
            .map(|via| format!(" via:{via}"))
            .collect(),
    }
}
