//! What is learnt of an issue from one look at it.

use super::record::{Place, Record, State, Trouble};
use crate::{
    gitlab::Progress,
    time::{HOUR, Time},
};

/// GitLab is left alone for so long while it does not take the token, seconds.
const SIGNED_OUT: i64 = HOUR;

/// An answer about the issue that waits for what goes with it.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) progress: Progress,
    pub(super) etag: Option<String>,
}

/// What a look at an issue came to.
pub(super) enum Outcome {
    /// Nothing has changed, and the answer's `ETag` is this one.
    Same(Option<String>),
    /// It is where it was, and so many merge requests are merged.
    Found(Found, usize),
    /// It is there now.
    Moved(Found, Option<(String, u64)>),
    SignedOut,
    Hidden,
    /// Nothing is known; not again before so many seconds.
    Failed(i64),
}

impl Record {
    /// Gives how many seconds GitLab is left alone.
    pub(super) fn learn(&mut self, now: Time, outcome: Outcome) -> Option<i64> {
        match outcome {
            Outcome::Failed(seconds) => {
                self.failures = self.failures.saturating_add(1);
                return Some(seconds);
            }
            Outcome::SignedOut => {
                self.trouble = Some(Trouble::Token);
                // Whoever signs in again does not wait for a day.
                self.failures = 1;
                return Some(SIGNED_OUT);
            }
            Outcome::Hidden => {
                self.trouble = Some(Trouble::Hidden);
                self.failures = 0;
                return None;
            }
            Outcome::Same(etag) => self.etag = etag.or(self.etag.take()),
            Outcome::Found(Found { progress, etag }, merges) => {
                if self.closed && !progress.closed {
                    self.in_vain = merges;
                }
                self.release = progress.milestone.clone().filter(|title| is_version(title));
                let state = match progress.milestone {
                    _ if merges > self.in_vain => State::Merged,
                    _ if progress.closed => State::Closed,
                    Some(title) => State::Scheduled(title),
                    None => State::Open,
                };
                if (&state, progress.closed) != (&self.state, self.closed) {
                    self.since = now;
                }
                (self.state, self.closed) = (state, progress.closed);
                (self.etag, self.stamp) = (etag, progress.updated_at);
            }
            Outcome::Moved(found, None) => {
                if self.state != State::Moved {
                    self.since = now;
                }
                (self.state, self.closed) = (State::Moved, found.progress.closed);
                (self.etag, self.stamp) = (found.etag, found.progress.updated_at);
            }
            Outcome::Moved(_, Some((project, iid))) => {
                // What is known of it still holds until it is looked at there.
                self.place = Place { project, iid };
                self.release = None;
                (self.since, self.seen_at) = (now, None);
                (self.etag, self.stamp) = (None, String::new());
                (self.failures, self.trouble) = (0, None);
                return None;
            }
        }
        for ticket in &mut self.tickets {
            // Whoever named it knows how it stands.
            let now = || (self.state.clone(), self.place.clone());
            ticket.told.get_or_insert_with(now);
        }
        self.seen_at = Some(now);
        self.failures = 0;
        self.trouble = None;
        None
    }

    /// Whether people see something else than before.
    pub(super) fn is_news(&self, before: &Self) -> bool {
        let shown = |one: &Self| (one.trouble, one.seen_at.is_some());
        (shown(self), &self.state, &self.place) != (shown(before), &before.state, &before.place)
    }
}

/// `16.4`: milestones of releases are called so, others are not.
fn is_version(title: &str) -> bool {
    let mut bytes = title.bytes();
    bytes.all(|byte| byte.is_ascii_digit() || byte == b'.') && title.contains('.')
}
