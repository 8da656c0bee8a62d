//! The running clock of a ticket: from an SLA source, or estimated.

use crate::{
    schedule::{Calendar, Hours},
    ticket::{ByPriority, Replies},
    time::{MINUTE, Time},
};
use serde::Serialize;

/// Which reply the customer is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    /// FRT: no public agent reply yet.
    FirstReplyTime,
    /// NRT: at least one.
    NextReplyTime,
}

impl Metric {
    /// Zendesk's name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FirstReplyTime => "first_reply_time",
            Self::NextReplyTime => "next_reply_time",
        }
    }
}

/// A running clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Which reply it measures.
    pub metric: Metric,
    /// When it breaches.
    pub breach_at: Time,
}

/// Where a ticket's clock came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockSource {
    /// Zendesk's own SLA.
    Sla,
    /// Our estimate, from who wrote last and the edition's targets.
    Estimated,
    /// No clock is running.
    None,
}

/// The clock that counts where several run: the one that breaches first.
#[must_use]
pub fn earliest(clocks: &[Clock]) -> Option<Clock> {
    clocks
        .iter()
        .copied()
        .min_by_key(|clock| (clock.breach_at, clock.metric))
}

/// Reply targets of one edition of the handbook, in minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Targets {
    /// For premium-class plans.
    pub premium: TargetRow,
    /// For every other plan.
    pub regular: TargetRow,
    /// Customer emergencies, whatever the plan.
    pub emergency: Target,
}

/// Targets by Priority.
pub type TargetRow = ByPriority<Target>;

/// One target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// Minutes to the first reply.
    pub first: i64,
    /// Minutes to each later one.
    pub next: i64,
    /// The hours they are counted in.
    pub hours: Hours,
}

/// Estimates a clock for a ticket on which no SLA source answered: it runs while the requester
/// wrote last, counted from that message (from creation where Zendesk does not say when).
#[must_use]
pub fn estimate(
    replies: &Replies,
    created_at: Option<Time>,
    target: Target,
    calendar: &Calendar,
) -> Option<Clock> {
    let metric = if replies.agent_replies == 0 {
        Metric::FirstReplyTime
    } else {
        Metric::NextReplyTime
    };
    let start = match (replies.requester_at, replies.assignee_at) {
        (Some(requester), Some(assignee)) if requester <= assignee => return None,
        (Some(requester), _) => requester,
        (None, None) if metric == Metric::FirstReplyTime => created_at?,
        (None, _) => return None,
    };
    let minutes = match metric {
        Metric::FirstReplyTime => target.first,
        Metric::NextReplyTime => target.next,
    };
    let breach_at = calendar.add(start, minutes.saturating_mul(MINUTE), target.hours)?;
    Some(Clock { metric, breach_at })
}
