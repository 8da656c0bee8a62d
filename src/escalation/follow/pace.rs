//! How long after one look at an issue comes the next: the longer nothing happened, the longer.

use super::record::{Record, State, Trouble};
use crate::{
    escalation::outbox::{jitter, spread},
    settings::Follow,
    time::{DAY, HOUR, MINUTE, Time},
};

/// To the first look, at a new issue or at a new place.
pub(super) const FIRST: i64 = 5 * MINUTE;
/// After a failure, doubled with each further one.
const FAILED: i64 = 15 * MINUTE;
/// By age of what is known: below so many seconds, every so many.
const BY_AGE: [(i64, i64); 2] = [(DAY, HOUR), (14 * DAY, 6 * HOUR)];
/// With nothing new for so long an issue is given up on.
const GIVEN_UP: i64 = 365 * DAY;
/// A closed issue is forgotten when its customers know and this much time has passed.
const FORGOTTEN: i64 = 90 * DAY;

impl Record {
    /// When it is looked at next by itself; `None` for what is not followed any more.
    pub(super) fn due(&self, settings: &Follow, install: u64, now: Time) -> Option<Time> {
        // A clock that was set back since does not make it wait for ever.
        let from = Time(self.asked_at.unwrap_or(self.since).0.min(now.0));
        let age = self.since.until(from);
        let pace = match self.state {
            _ if self.failures > 0 => (FAILED << (self.failures - 1).min(7)).min(DAY),
            _ if self.trouble == Some(Trouble::Hidden) => DAY,
            _ if self.seen_at.is_none() => FIRST,
            _ if self.is_over(settings, now) => return None,
            _ => {
                let pace = BY_AGE.iter().find(|(younger, _)| age < *younger);
                pace.map_or(DAY, |(_, pace)| *pace)
            }
        };
        (age < GIVEN_UP).then(|| from.plus(spread(pace, self.jitter(install))))
    }

    /// When it may be looked at because a ticket that waits for it is on view.
    pub(super) fn may(&self, settings: &Follow, install: u64, now: Time) -> Time {
        let rests =
            self.failures > 0 || self.trouble == Some(Trouble::Hidden) || self.seen_at.is_none();
        let at = match (rests, self.is_over(settings, now)) {
            (true, _) => self.due(settings, install, now),
            (false, true) => None,
            (false, false) => self.asked_at.map(|at| {
                Time(at.0.min(now.0)).plus(settings.shown_minutes.saturating_mul(MINUTE))
            }),
        };
        let daily = || Time(self.asked_at.unwrap_or(self.since).0.min(now.0)).plus(DAY);
        at.unwrap_or_else(daily)
    }

    /// Closed long enough for nobody to open it again.
    fn is_over(&self, settings: &Follow, now: Time) -> bool {
        let is_closed = self.closed || self.state == State::Moved;
        is_closed && self.since.until(now) >= settings.closed_days.saturating_mul(DAY)
    }

    /// Nothing is to be said of it any more.
    pub(super) fn is_forgotten(&self, now: Time) -> bool {
        let age = self.since.until(now);
        let nobody_waits = || {
            let mut tickets = self.tickets.iter();
            tickets.all(|one| {
                let told = one.told.as_ref();
                one.hidden
                    || told.is_none_or(|told| *told == (self.state.clone(), self.place.clone()))
            })
        };
        age >= GIVEN_UP || (self.closed && age >= FORGOTTEN && nobody_waits())
    }

    /// 0 to 99: agents who follow the same issue do not ask in the same second.
    fn jitter(&self, install: u64) -> i64 {
        let asked = self.asked_at.map_or(0, |at| at.0.unsigned_abs());
        jitter(install, self.place.iid ^ asked, self.failures)
    }
}
