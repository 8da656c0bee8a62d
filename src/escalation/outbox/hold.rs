//! Waiting: for what, for how long, and what does not cut it short.

use super::settings::Settings;
use crate::time::{MINUTE, Time};

/// Why nothing is done for now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It can be undone for so long.
    Countdown,
    /// GitLab's search has not caught up.
    Lag,
    /// Asked for patience.
    Rate(Side),
    /// Did not answer, or failed.
    Failure(Side),
    /// Another agent is filing it.
    Claimed,
    /// The ticket was changed this very second.
    Stamp,
    /// It is over; a second issue is looked for.
    Recheck,
}

/// Who is on the other side of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Through a tab, as the agent.
    Zendesk,
    /// With the token.
    GitLab,
}

/// Nothing is done before a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    /// By this machine's clock.
    pub until: Time,
    /// What for.
    pub why: Why,
}

/// After this long without an end, another agent's claim is the person's to judge.
pub const CLAIM_PATIENCE: i64 = 10 * MINUTE;
/// A stamp has whole seconds: one of this very second may stand for two states of the ticket.
pub(crate) const STAMP_AGE: i64 = 2;
/// How often another agent's claim is looked at.
pub(super) const CLAIM_PACE: i64 = 30;
/// A request may be under way for so long after it was given up on.
pub(super) const RECHECK_AFTER: i64 = 5 * MINUTE;
/// So often a second issue is looked for, so that a clock that is set does not make it too early.
pub(super) const RECHECKS: u8 = 2;
/// No hold is put further ahead. One that is was set before somebody set the clock back.
const LONGEST: i64 = 15 * MINUTE;
/// Look-ups in a row that have to find nothing, each after a wait of its own: somebody who sets the
/// clock can cut one wait short, not all of them.
pub(super) const MISSES: u8 = 4;

/// Seconds between two look-ups; all waits but one cover the lag.
pub(super) fn look_up_pace(settings: &Settings) -> i64 {
    let waits = i64::from(MISSES) - 2;
    (settings.filing.search_lag_seconds + waits - 1) / waits
}

impl Hold {
    /// From now on.
    #[must_use]
    pub fn new(now: Time, seconds: i64, why: Why) -> Self {
        // One more: `now` is cut to whole seconds.
        Self {
            until: now.plus(seconds.saturating_add(1)),
            why,
        }
    }

    /// Whether it still lasts.
    #[must_use]
    pub fn lasts(&self, now: Time) -> bool {
        (1..=LONGEST).contains(&now.until(self.until))
    }

    /// Whether the person may cut it short: not where somebody asked for patience, and not where
    /// waiting is what makes it safe.
    #[must_use]
    pub fn yields(&self) -> bool {
        match self.why {
            Why::Countdown | Why::Failure(_) | Why::Claimed => true,
            Why::Lag | Why::Rate(_) | Why::Stamp | Why::Recheck => false,
        }
    }
}
