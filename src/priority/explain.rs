//! Why a ticket has its place, in words.

use super::Ranked;
use super::preset::{Class, State};
use crate::{
    customer::{Organisation, PlanSource},
    settings::Rules,
    sla::{ClockSource, Metric},
    ticket::{Priority, Status, Ticket},
    time::{DAY, Time},
    words::{Words, span},
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
    pub fn sentence(self, words: Words) -> String {
        let key = match self {
            Self::OrganisationMissing => "flag_organisation_missing",
            Self::CustomerWaiting => "flag_customer_waiting",
            Self::OnHoldTooLong => "flag_on_hold_too_long",
            Self::PriorityUnset => "flag_priority_unset",
            Self::PlanExpired => "flag_plan_expired",
            Self::Unassigned => "flag_unassigned",
            Self::AssignedYetUrgent => "flag_assigned_yet_urgent",
        };
        words(key, &[])
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
pub fn reasons(ranked: &Ranked<'_>, rules: &Rules, words: Words) -> Vec<String> {
    let standing = &ranked.standing;
    let mut reasons = Vec::with_capacity(6);
    if let Some(band) = rules.preset.bands.get(ranked.band - 1) {
        let (place, bands) = (
            ranked.band.to_string(),
            rules.preset.bands.len().to_string(),
        );
        let values = [&band.name, &place, &bands, &rules.preset.name];
        reasons.push(words("reason_band", &values.map(String::as_str)));
    }
    reasons.extend(important_reasons(ranked, words));
    reasons.push(clock_reason(ranked, words));
    reasons.push(plan_reason(ranked, words));
    reasons.push(priority_reason(ranked, words));
    if rules.preset.weight.is_some() {
        let (points, tenths) = (standing.weight / 1000, standing.weight % 1000 / 100);
        // The sign between them is the language's.
        let values = [points.to_string(), tenths.to_string()];
        reasons.push(words("reason_weight", &[&values[0], &values[1]]));
    }
    reasons
}

/// Why, in short and without the band and the time left: for where these stand beside it.
#[must_use]
pub fn gist(ranked: &Ranked<'_>, words: Words) -> String {
    let mut reasons: Vec<String> = important_reasons(ranked, words).collect();
    if ranked.standing.clock.is_none() {
        reasons.push(clock_reason(ranked, words));
    }
    reasons.push(match &ranked.standing.plan {
        Some((plan, _)) => words("reason_plan_alone", &[plan]),
        None => words("reason_plan_unknown", &[]),
    });
    reasons.push(priority_reason(ranked, words));
    reasons.join(" ")
}

fn important_reasons(ranked: &Ranked<'_>, words: Words) -> impl Iterator<Item = String> {
    let standing = &ranked.standing;
    let reasons = [
        (standing.emergency, "reason_emergency"),
        (standing.strategic, "reason_strategic"),
    ];
    let reasons = reasons.into_iter().filter(|(holds, _)| *holds);
    reasons.map(move |(_, key)| words(key, &[]))
}

fn priority_reason(ranked: &Ranked<'_>, words: Words) -> String {
    let priority = match ranked.ticket.priority {
        Some(Priority::Urgent) => "priority_urgent",
        Some(Priority::High) => "priority_high",
        Some(Priority::Normal) => "priority_normal",
        Some(Priority::Low) => "priority_low",
        None => return words("reason_priority_unset", &[]),
    };
    words("reason_priority", &[&words(priority, &[])])
}

fn clock_reason(ranked: &Ranked<'_>, words: Words) -> String {
    let standing = &ranked.standing;
    let (Some(clock), Some(left)) = (standing.clock, standing.left) else {
        let key = match ranked.ticket.status {
            status if status.is_over() => "clock_over",
            _ if ranked.ticket.sla.is_some() => "clock_not_run",
            _ => "clock_unknown",
        };
        return words(key, &[]);
    };
    let metric = match clock.metric {
        Metric::FirstReplyTime => "metric_first_reply",
        Metric::NextReplyTime => "metric_next_reply",
    };
    let source = match standing.source {
        ClockSource::Estimated => "clock_estimated",
        _ => "clock_from_sla",
    };
    let side = if left > 0 { "clock_left" } else { "clock_past" };
    let [metric, source] = [metric, source].map(|key| words(key, &[]));
    words(side, &[&span(words, left), &metric, &source])
}

fn plan_reason(ranked: &Ranked<'_>, words: Words) -> String {
    let class = match ranked.standing.class {
        Class::Premium => "class_premium",
        Class::OtherPaid => "class_paid",
        Class::NoSla => "class_no_sla",
        Class::Unknown => return words("reason_plan_unknown", &[]),
    };
    let Some((plan, source)) = &ranked.standing.plan else {
        return words("reason_plan_unknown", &[]);
    };
    let source = match source {
        PlanSource::OrganisationField => "plan_from_record",
        PlanSource::OrganisationTag => "plan_from_organisation_tag",
        PlanSource::TicketTag => "plan_from_ticket_tag",
    };
    let [class, source] = [class, source].map(|key| words(key, &[]));
    words("reason_plan", &[plan, &class, &source])
}
