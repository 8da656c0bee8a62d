//! How a ticket turned out for its customer: drawn per ticket, so that nothing else of the queue depends on it.

use fastrand::Rng;

use super::chance;
use crate::world::{Metric, Rating, Stage, Ticket, seconds_after};

/// Percent of first replies that were in time, of solved tickets that were rated, and of ratings that are good.
const IN_TIME: u32 = 93;
const RATED: u32 = 30;
const GOOD: u32 = 95;

pub fn settle(ticket: &mut Ticket) {
    let mut rng = Rng::with_seed(ticket.id);
    let requester = ticket.requester_id;
    let mut answers = ticket.comments.iter();
    let first = answers.find(|one| one.public && one.author_id != requester);
    let replied_at = first.map(|one| one.created_at);
    let margin = rng.i64(120..6 * 3_600);
    let in_time = chance(&mut rng, IN_TIME);
    for metric in &mut ticket.sla {
        // Seen live: an achieved metric keeps its moment. A fulfilled one goes without.
        if (metric.metric, metric.stage) == (Metric::FirstReply, Stage::Achieved) {
            let margin = if in_time { margin } else { -margin };
            metric.breach_at = replied_at.map(|at| seconds_after(at, margin));
        }
    }
    if ticket.status.is_unsolved() {
        return;
    }
    let comment = chance(&mut rng, 20);
    ticket.rating = match (chance(&mut rng, RATED), chance(&mut rng, GOOD)) {
        (false, _) => Some(Rating::Offered),
        (true, true) if comment => Some(Rating::GoodWithComment),
        (true, true) => Some(Rating::Good),
        (true, false) if comment => Some(Rating::BadWithComment),
        (true, false) => Some(Rating::Bad),
    };
}
