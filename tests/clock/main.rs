//! Which clock runs: from an SLA source, else estimated in business hours.

mod business_hours;
#[path = "../common/mod.rs"]
mod common;
mod estimates;
mod sla_source;

use common::{at, noon, rules, rules_of, ticket};
use serde_json::{Value, json};
use vanguard::{
    priority,
    settings::Rules,
    sla::{ClockSource, Metric},
    ticket::Ticket,
    time::Time,
    zendesk,
};

/// Metric, time of breach, source.
type Running = Option<(Metric, Time, ClockSource)>;

const FRT: Metric = Metric::FirstReplyTime;
const NRT: Metric = Metric::NextReplyTime;

fn running(ticket: &Ticket, rules: &Rules) -> Running {
    let standing = priority::stand(ticket, rules, noon());
    assert_eq!(
        standing.clock.is_none(),
        standing.source == ClockSource::None
    );
    assert_eq!(
        standing.left,
        standing.clock.map(|clock| noon().until(clock.breach_at))
    );
    standing
        .clock
        .map(|clock| (clock.metric, clock.breach_at, standing.source))
}
