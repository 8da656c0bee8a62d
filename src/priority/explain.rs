//! Why a ticket has its place, in words.

use super::Ranked;
use super::preset::{Class, State};
use crate::{
    customer::{Organisation, PlanSource},
    settings::Rules,
    sla::ClockSource,
    ticket::{Status, Ticket},
    time::{DAY, Time, span},
};

/// Something about a ticket that has to be seen although it never changes the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flag {
    /// No organisation is attached.
    OrganisationMissing,
    /// The customer wrote last, but the ticket is Pending or On-hold.
    CustomerWaiting,
    /// On-hold for days.
    OnHoldTooLong,
    /// Priority is not set.
    PriorityUnset,
    /// The customer's plan has expired.
    PlanExpired,
    /// Open for more than a day with nobody assigned.
    Unassigned,
    /// Somebody is assigned to a ticket near or past breach.
    AssignedYetUrgent,
}

impl Flag {
    /// Stable, for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OrganisationMissing => "organisation_missing",
            Self::CustomerWaiting => "customer_waiting",
            Self::OnHoldTooLong => "on_hold_too_long",
            Self::PriorityUnset => "priority_unset",
            Self::PlanExpired => "plan_expired",
            Self::Unassigned => "unassigned",
            Self::AssignedYetUrgent => "assigned_yet_urgent",
        }
    }

    /// For people.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::OrganisationMissing => {
                "No organisation is attached: no SLA applies until one is, so this ticket looks harmless and may not be."
            }
            Self::CustomerWaiting => {
                "The customer wrote last, yet the ticket is not open: its clock is lost, or breaches unseen."
            }
            Self::OnHoldTooLong => "On-hold for more than four days: check what it waits for.",
            Self::PriorityUnset => "Priority is not set: set it so that the right target applies.",
            Self::PlanExpired => "The customer's plan has expired.",
            Self::Unassigned => {
                "Open for more than a day and nobody is assigned, though more replies are to be expected."
            }
            Self::AssignedYetUrgent => {
                "Assigned to somebody already. The queue is shared: it counts in full all the same."
            }
        }
    }
}

/// The flags of a ticket.
#[must_use]
pub fn flags(ranked: &Ranked<'_>, rules: &Rules, now: Time) -> Vec<Flag> {
    let (ticket, standing) = (ranked.ticket, &ranked.standing);
    let parked = matches!(ticket.status, Status::Pending | Status::Hold);
    let customer_wrote_last = standing.clock.is_some()
        || ticket.replies.as_ref().is_some_and(|replies| {
            replies.requester_at.is_some() && replies.requester_at > replies.assignee_at
        });
    let older_than = |at: Option<Time>, age: i64| at.is_some_and(|at| at.until(now) > age);
    let held_since = ticket
        .replies
        .as_ref()
        .and_then(|replies| replies.status_at)
        .or(ticket.updated_at);
    let over = ticket.status.is_over();
    let urgent = matches!(standing.state, State::Near | State::Breached);
    let expired = standing
        .plan
        .as_ref()
        .is_some_and(|(plan, _)| *plan == "expired");
    [
        (
            Flag::OrganisationMissing,
            !over && lacks_organisation(ticket, rules),
        ),
        (Flag::CustomerWaiting, parked && customer_wrote_last),
        (
            Flag::OnHoldTooLong,
            ticket.status == Status::Hold && older_than(held_since, rules.hold),
        ),
        (Flag::PriorityUnset, !over && ticket.priority.is_none()),
        (Flag::PlanExpired, expired),
        (
            Flag::Unassigned,
            !over && !ticket.assigned && older_than(ticket.created_at, DAY),
        ),
        (Flag::AssignedYetUrgent, ticket.assigned && urgent),
    ]
    .into_iter()
    .filter_map(|(flag, holds)| holds.then_some(flag))
    .collect()
}

fn lacks_organisation(ticket: &Ticket, rules: &Rules) -> bool {
    ticket.organisation == Organisation::Missing
        || ticket.has_any_tag(&rules.needs_organisation_tags)
}

/// Why a ticket has its place: band, metric and time, plan, Priority, source of the clock.
#[must_use]
pub fn reasons(ranked: &Ranked<'_>, rules: &Rules) -> Vec<String> {
    let standing = &ranked.standing;
    let mut reasons = Vec::with_capacity(6);
    if let Some(band) = rules.preset.bands.get(ranked.band - 1) {
        let bands = rules.preset.bands.len();
        reasons.push(format!(
            "{}: band {} of {bands} in {}.",
            band.name, ranked.band, rules.preset.name
        ));
    }
    reasons.extend(important_reasons(ranked));
    reasons.push(clock_reason(ranked));
    reasons.push(plan_reason(ranked));
    reasons.push(priority_reason(ranked));
    if rules.preset.weight.is_some() {
        let (points, rest) = (standing.weight / 1000, standing.weight % 1000 / 100);
        reasons.push(format!("Weight {points}.{rest} of 100."));
    }
    reasons
}

/// Why, in short and without the band and the time left: for where these stand beside it.
#[must_use]
pub fn gist(ranked: &Ranked<'_>) -> String {
    let mut reasons: Vec<String> = important_reasons(ranked).collect();
    if ranked.standing.clock.is_none() {
        reasons.push(clock_reason(ranked));
    }
    reasons.push(match &ranked.standing.plan {
        Some((plan, _)) => format!("Plan {plan}."),
        None => "Plan not recognised.".into(),
    });
    reasons.push(priority_reason(ranked));
    reasons.join(" ")
}

fn important_reasons(ranked: &Ranked<'_>) -> impl Iterator<Item = String> {
    let standing = &ranked.standing;
    let emergency = standing.emergency.then(|| "A customer emergency.".into());
    let strategic = standing
        .strategic
        .then(|| "A strategic organisation.".into());
    emergency.into_iter().chain(strategic)
}

fn priority_reason(ranked: &Ranked<'_>) -> String {
    match ranked.ticket.priority {
        Some(priority) => format!("Priority {}.", priority.word()),
        None => "Priority not set.".into(),
    }
}

fn clock_reason(ranked: &Ranked<'_>) -> String {
    let standing = &ranked.standing;
    let (Some(clock), Some(left)) = (standing.clock, standing.left) else {
        return match ranked.ticket.status {
            status if status.is_over() => "Solved or closed: no clock runs.".into(),
            _ if ranked.ticket.sla.is_some() => "Zendesk runs no reply clock on it.".into(),
            _ => "No clock is known, and none could be estimated.".into(),
        };
    };
    let (metric, time) = (clock.metric.words(), span(left));
    let source = match standing.source {
        ClockSource::Estimated => "estimated, Zendesk gave no SLA",
        _ => "from Zendesk's SLA",
    };
    let side = if left > 0 { "left" } else { "over" };
    format!("{time} {side}: {metric}, {source}.")
}

fn plan_reason(ranked: &Ranked<'_>) -> String {
    let class = match ranked.standing.class {
        Class::Premium => "premium class",
        Class::OtherPaid => "paid",
        Class::NoSla => "no SLA",
        Class::Unknown => return "Plan not recognised.".into(),
    };
    let Some((plan, source)) = &ranked.standing.plan else {
        return "Plan not recognised.".into();
    };
    let source = match source {
        PlanSource::OrganisationField => "the organisation's record",
        PlanSource::OrganisationTag => "a tag of the organisation",
        PlanSource::TicketTag => "a tag of the ticket",
    };
    format!("Plan {plan} ({class}), from {source}.")
}
