//! Who wrote when, and what that leaves of the SLA clocks.

use fastrand::Rng;
use jiff::Timestamp;

use super::{chance, weighted};
use crate::world::{
    Metric, Plan, PolicyMetric, Priority, Stage, Status, minutes_after, seconds_after,
    target_minutes,
};

const DAY: i64 = 86_400;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    Customer,
    Agent,
    /// An internal note.
    Note,
}

pub struct Timeline {
    /// In order; the first is the customer's.
    pub turns: Vec<(Speaker, Timestamp)>,
    pub sla: Vec<PolicyMetric>,
}

pub struct Facts {
    pub status: Status,
    pub priority: Option<Priority>,
    pub plan: Option<Plan>,
    pub emergency: bool,
}

pub fn timeline(rng: &mut Rng, facts: &Facts, start: Timestamp) -> Timeline {
    let waiting = match facts.status {
        Status::New => true,
        Status::Open => chance(rng, 76),
        Status::Pending => chance(rng, 12),
        Status::Hold => chance(rng, 15),
        Status::Solved | Status::Closed => false,
    };
    let answered = match facts.status {
        Status::New => false,
        Status::Open => !waiting || chance(rng, 70),
        _ => true,
    };
    let plan = facts.plan.filter(|plan| plan.has_sla());
    let breach_at = (waiting && plan.is_some()).then(|| {
        let left = seconds_left(rng, facts.emergency);
        let target = plan.map_or(0, |plan| {
            target_minutes(plan, facts.priority, facts.emergency, !answered)
        });
        // A clock has less left than it started with.
        let most = target * 60 - 120;
        seconds_after(
            start,
            if left < most {
                left
            } else {
                rng.i64(-most / 2..most)
            },
        )
    });
    let asked_at = match (breach_at, plan) {
        (Some(breach_at), Some(plan)) => minutes_after(
            breach_at,
            -target_minutes(plan, facts.priority, facts.emergency, !answered),
        ),
        _ => seconds_after(start, -last_word_age(rng, facts.status)),
    };
    let turns = turns(rng, asked_at, waiting, answered, start);
    Timeline {
        turns,
        sla: clocks(rng, facts, waiting, answered, breach_at, start),
    }
}

/// Breached, critical, near or comfortable.
fn seconds_left(rng: &mut Rng, emergency: bool) -> i64 {
    if emergency {
        return rng.i64(-900..1_500);
    }
    match weighted(rng, [10, 8, 9, 30, 43].into_iter()) {
        0 => -rng.i64(30..3 * DAY),
        1 => rng.i64(20..3_600),
        2 => rng.i64(3_600..7_200),
        3 => rng.i64(7_200..8 * 3_600),
        _ => rng.i64(8 * 3_600..DAY),
    }
}

/// How long ago the last public comment was made, where no clock says so.
fn last_word_age(rng: &mut Rng, status: Status) -> i64 {
    match status {
        Status::New | Status::Open => rng.i64(600..4 * DAY),
        Status::Pending => rng.i64(3_600..6 * DAY),
        Status::Hold => rng.i64(DAY..9 * DAY),
        Status::Solved => rng.i64(1_800..20 * DAY),
        Status::Closed => rng.i64(21 * DAY..400 * DAY),
    }
}

fn turns(
    rng: &mut Rng,
    last: Timestamp,
    waiting: bool,
    answered: bool,
    start: Timestamp,
) -> Vec<(Speaker, Timestamp)> {
    let mut turns = Vec::new();
    let mut at = last;
    let earlier = |rng: &mut Rng, at: Timestamp| seconds_after(at, -rng.i64(1_200..2 * DAY));
    if waiting {
        turns.push((Speaker::Customer, at));
    }
    if answered {
        for exchange in 0..rng.usize(1..=3) {
            if waiting || exchange > 0 {
                at = earlier(rng, at);
            }
            turns.push((Speaker::Agent, at));
            at = earlier(rng, at);
            if chance(rng, 25) {
                turns.push((Speaker::Note, at));
                at = earlier(rng, at);
            }
            turns.push((Speaker::Customer, at));
        }
    }
    turns.reverse();
    let since = start.as_second() - last.as_second();
    if waiting && since > 3_600 && chance(rng, 18) {
        turns.push((
            if chance(rng, 60) {
                Speaker::Customer
            } else {
                Speaker::Note
            },
            seconds_after(last, rng.i64(1_800..since)),
        ));
    }
    turns
}

fn clocks(
    rng: &mut Rng,
    facts: &Facts,
    waiting: bool,
    answered: bool,
    breach_at: Option<Timestamp>,
    start: Timestamp,
) -> Vec<PolicyMetric> {
    if facts.plan.is_none_or(|plan| !plan.has_sla()) {
        return Vec::new();
    }
    let mut sla = Vec::new();
    let done = |rng: &mut Rng, metric| {
        let stage = if chance(rng, 70) {
            Stage::Achieved
        } else {
            Stage::Fulfilled
        };
        PolicyMetric {
            metric,
            stage,
            breach_at: None,
            paused_minutes: None,
        }
    };
    let active = |metric, breach_at| PolicyMetric {
        metric,
        stage: Stage::Active,
        breach_at,
        paused_minutes: None,
    };
    if answered {
        if facts.status.is_unsolved() && waiting && chance(rng, 2) {
            // Seen after a merge: the first reply's clock goes on beside the next one's.
            sla.push(active(
                Metric::FirstReply,
                breach_at.map(|at| seconds_after(at, 5_400)),
            ));
        } else {
            sla.push(done(rng, Metric::FirstReply));
        }
    }
    let current = if answered {
        Metric::NextReply
    } else {
        Metric::FirstReply
    };
    if waiting {
        let parked = matches!(facts.status, Status::Pending | Status::Hold) && chance(rng, 40);
        sla.push(if parked {
            let left = breach_at.map(|at| (at.as_second() - start.as_second()) / 60);
            PolicyMetric {
                metric: current,
                stage: Stage::Paused,
                breach_at: None,
                paused_minutes: left,
            }
        } else {
            active(current, breach_at)
        });
    } else if chance(rng, 80) {
        sla.push(done(rng, Metric::NextReply));
    }
    if facts.status.is_unsolved() && chance(rng, 12) {
        let metric = *super::pick(
            rng,
            &[
                Metric::RequesterWait,
                Metric::AgentWork,
                Metric::PeriodicUpdate,
                Metric::TotalResolution,
            ],
        );
        sla.push(active(
            metric,
            Some(seconds_after(start, rng.i64(-2 * DAY..6 * DAY))),
        ));
    }
    sla
}
