//! Time as Zendesk writes it, and how long an answer may take.

use jiff::{SignedDuration, Timestamp};

use super::model::{Plan, Priority};

/// Zendesk's times have no fraction of a second.
pub fn whole_seconds(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_second()).unwrap_or(at)
}

pub fn minutes_after(at: Timestamp, minutes: i64) -> Timestamp {
    seconds_after(at, minutes.saturating_mul(60))
}

pub fn seconds_after(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds))
        .unwrap_or(at)
}

/// Minutes that the account's SLA policies give for a first or a next reply.
pub fn target_minutes(plan: Plan, priority: Option<Priority>, emergency: bool, first: bool) -> i64 {
    if emergency {
        return 30;
    }
    match (plan.is_premium_class(), priority, first) {
        (true, Some(Priority::Urgent), true) => 30,
        (true, Some(Priority::Urgent | Priority::High), _) => 240,
        (true, Some(Priority::Low), _) | (true, _, false) => 1_440,
        (true, _, true) => 480,
        (false, Some(Priority::Urgent), _) => 240,
        (false, Some(Priority::High), _) => 480,
        (false, Some(Priority::Low), _) => 960,
        (false, _, _) => 720,
    }
}
