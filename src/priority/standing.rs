//! What a ticket's place is decided by, worked out once per ticket and moment.

use super::preset::{Class, Key, State, Weight, When};
use crate::{
    customer::PlanSource,
    settings::Rules,
    sla::{self, Clock, ClockSource, Metric, Target},
    ticket::{Priority, Status, Ticket},
    time::{MINUTE, Time},
};

/// What a ticket's place is decided by.
#[derive(Clone, Copy, Debug)]
pub struct Standing<'r> {
    /// The plan that was recognised, and where.
    pub plan: Option<(&'r str, PlanSource)>,
    /// Its class under the preset in force.
    pub class: Class,
    /// A customer emergency.
    pub emergency: bool,
    /// Its organisation is on the strategic list.
    pub strategic: bool,
    /// The running clock.
    pub clock: Option<Clock>,
    /// Where it came from.
    pub source: ClockSource,
    /// Seconds left on it; negative when over.
    pub left: Option<i64>,
    /// How far it is.
    pub state: State,
    /// Under an hour left (by default), and not over.
    pub critical: bool,
    /// Points, in thousandths; 0 where the preset has no weight.
    pub weight: i64,
    status: Status,
    priority: Option<Priority>,
    created_at: Option<Time>,
}

/// Works out a ticket's standing.
#[must_use]
pub fn stand<'r>(ticket: &Ticket, rules: &'r Rules, now: Time) -> Standing<'r> {
    let recognised = rules.plans.recognise(&ticket.organisation, &ticket.tags);
    let class = match recognised {
        Some((rule, _)) if rules.preset.premium_class.contains(&rule.plan) => Class::Premium,
        Some((rule, _)) if rule.paid => Class::OtherPaid,
        Some(_) => Class::NoSla,
        None => Class::Unknown,
    };
    let emergency = ticket.has_any_tag(&rules.emergency.tags)
        || ticket
            .form
            .is_some_and(|form| rules.emergency.forms.contains(&form));
    let strategic = matches!(&ticket.organisation, crate::customer::Organisation::Known(facts)
        if facts.tags.iter().any(|tag| rules.strategic_tags.contains(tag)));
    let (clock, source) = clock_of(ticket, class, emergency, rules);
    let mut standing = Standing {
        plan: recognised.map(|(rule, source)| (rule.plan.as_str(), source)),
        class,
        emergency,
        strategic,
        clock,
        source,
        left: None,
        state: State::None,
        critical: false,
        weight: 0,
        status: ticket.status,
        priority: ticket.priority,
        created_at: ticket.created_at,
    };
    standing.set_now(rules, now);
    standing
}

fn clock_of(
    ticket: &Ticket,
    class: Class,
    emergency: bool,
    rules: &Rules,
) -> (Option<Clock>, ClockSource) {
    if ticket.status.is_over() {
        return (None, ClockSource::None);
    }
    let (clock, source) = match (&ticket.sla, &ticket.replies) {
        (Some(clocks), _) => (sla::earliest(clocks), ClockSource::Sla),
        (None, Some(replies)) => {
            let estimated = target_of(ticket, class, emergency, rules).and_then(|target| {
                sla::estimate(replies, ticket.created_at, target, &rules.calendar)
            });
            (estimated, ClockSource::Estimated)
        }
        (None, None) => (None, ClockSource::None),
    };
    let source = if clock.is_some() {
        source
    } else {
        ClockSource::None
    };
    (clock, source)
}

/// An unset Priority is estimated as a normal one.
fn target_of(ticket: &Ticket, class: Class, emergency: bool, rules: &Rules) -> Option<Target> {
    let row = match class {
        _ if !rules.preset.targets_by_plan => &rules.targets.regular,
        Class::Premium => &rules.targets.premium,
        Class::OtherPaid | Class::Unknown => &rules.targets.regular,
        Class::NoSla => return None,
    };
    if emergency {
        return Some(rules.targets.emergency);
    }
    Some(row.of(ticket.priority.unwrap_or(Priority::Normal)))
}

impl Standing<'_> {
    /// The same ticket at another moment.
    #[must_use]
    pub fn at(mut self, rules: &Rules, now: Time) -> Self {
        self.set_now(rules, now);
        self
    }

    fn set_now(&mut self, rules: &Rules, now: Time) {
        self.left = self.clock.map(|clock| now.until(clock.breach_at));
        self.state = match self.left {
            None => State::None,
            Some(left) if left <= 0 => State::Breached,
            Some(left) if left <= rules.near => State::Near,
            Some(_) => State::Later,
        };
        self.critical =
            self.state == State::Near && self.left.is_some_and(|left| left <= rules.critical);
        self.weight = rules
            .preset
            .weight
            .as_ref()
            .map_or(0, |weight| self.weigh(weight));
    }

    /// An emergency or a strategic organisation.
    #[must_use]
    pub fn important(&self) -> bool {
        self.emergency || self.strategic
    }

    /// Whether every condition of a band holds.
    #[must_use]
    pub fn meets(&self, when: &When) -> bool {
        fn among<T: PartialEq>(allowed: &Option<Vec<T>>, value: Option<&T>) -> bool {
            allowed
                .as_ref()
                .is_none_or(|allowed| value.is_some_and(|value| allowed.contains(value)))
        }
        when.running
            .is_none_or(|running| running == self.clock.is_some())
            && when
                .important
                .is_none_or(|important| important == self.important())
            && among(&when.class, Some(&self.class))
            && among(&when.state, Some(&self.state))
            && among(&when.metric, self.clock.map(|clock| clock.metric).as_ref())
            && among(&when.status, Some(&self.status))
            && when
                .weight_at_least
                .is_none_or(|least| self.weight >= least.saturating_mul(1000))
    }

    /// What `key` compares by: the lower value comes first.
    #[must_use]
    pub fn key(&self, key: Key) -> i64 {
        if let Some((step, _)) = self.step(key) {
            return step;
        }
        match key {
            Key::TimeLeft => self.left.unwrap_or(i64::MAX),
            Key::Oldest => self.created_at.map_or(i64::MAX, |at| at.0),
            _ => self.weight.saturating_neg(),
        }
    }

    /// For keys with few values: which of how many this is, 0 first.
    #[must_use]
    pub fn step(&self, key: Key) -> Option<(i64, i64)> {
        match key {
            Key::Emergency => Some((i64::from(!self.emergency), 2)),
            Key::Category if self.emergency => Some((0, 3)),
            Key::Category => Some((if self.class == Class::Premium { 1 } else { 2 }, 3)),
            Key::Class => Some((self.class as i64, 4)),
            Key::Priority => Some((self.priority.map_or(4, |priority| priority as i64), 5)),
            Key::Metric => Some(match self.clock.map(|clock| clock.metric) {
                Some(Metric::FirstReplyTime) => (0, 3),
                Some(Metric::NextReplyTime) => (1, 3),
                None => (2, 3),
            }),
            Key::TimeLeft | Key::Oldest | Key::Weight => None,
        }
    }

    fn weigh(&self, weight: &Weight) -> i64 {
        let class = match self.class {
            Class::Premium => weight.class.premium,
            Class::OtherPaid => weight.class.other_paid,
            Class::NoSla => weight.class.no_sla,
            Class::Unknown => weight.class.unknown,
        };
        let priority = self.priority.map_or(weight.priority_unset, |priority| {
            weight.priority.of(priority)
        });
        let important = if self.important() {
            weight.important
        } else {
            0
        };
        let clock = self
            .left
            .map_or(0, |left| clock_points(&weight.clock, left));
        class
            .saturating_add(priority)
            .saturating_add(important)
            .saturating_mul(1000)
            .saturating_add(clock)
            .clamp(0, 100_000)
    }
}

/// Points in thousandths, on straight lines between `[minutes, points]`.
fn clock_points(line: &[[i64; 2]], left: i64) -> i64 {
    let mut before: Option<(i64, i64)> = None;
    for [minutes, points] in line {
        let (at, points) = (minutes.saturating_mul(MINUTE), points.saturating_mul(1000));
        if left >= at {
            return match before {
                Some((earlier, fewer)) if earlier > at => {
                    let gained = points
                        .saturating_sub(fewer)
                        .saturating_mul(earlier.saturating_sub(left));
                    fewer.saturating_add(gained / earlier.saturating_sub(at))
                }
                _ => points,
            };
        }
        before = Some((at, points));
    }
    before.map_or(0, |(_, points)| points)
}
