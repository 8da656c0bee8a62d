//! First replies in time, from the tickets of a search: Zendesk's own SLA says until when, its metrics when.
//!
//! `slas` and `metric_sets` are sideloads of Zendesk's "Side-loading" page. An SLA that was achieved keeps its
//! `breach_at` (seen live in 2026), and may be without one: then nothing is to be said of that ticket.

use super::figure::Figure;
use crate::{time::MINUTE, time::Time, zendesk::Loose};

/// First replies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replies {
    /// In time.
    pub met: u64,
    /// With an SLA that has come to its end.
    pub applicable: u64,
    /// The tickets solved last, which these are of.
    pub looked_at: u64,
    /// All that were solved.
    pub of: u64,
}

/// From a page of search results. `None` for what is no such page.
pub(super) fn read(body: &Loose<'_>, count: u64, now: Time) -> Option<Figure> {
    let Loose::List(results) = body.get("results") else {
        return None;
    };
    let sets = body.get("metric_sets").items();
    let mut replies = Replies {
        of: count,
        ..Replies::default()
    };
    let mut has_slas = results.is_empty();
    for ticket in results {
        let Some(created) = ticket.get("created_at").time() else {
            continue;
        };
        replies.looked_at += 1;
        let slas = ticket.get("slas");
        has_slas |= matches!(slas, Loose::Map(_));
        let own = ticket.get("metric_set");
        let id = ticket.get("id").integer();
        let aside = || {
            let is_its = |set: &&Loose<'_>| id.is_some() && set.get("ticket_id").integer() == id;
            sets.iter().find(is_its)
        };
        let set = match own {
            Loose::Map(_) => Some(own),
            _ => aside(),
        };
        if let Some(met) = is_met(slas, set, created, now) {
            replies.applicable += 1;
            replies.met += u64::from(met);
        }
    }
    Some(match has_slas {
        true => Figure::Replies(replies),
        false => Figure::Refused(200),
    })
}

/// `None` where there is no such SLA, or its time is still running.
fn is_met(slas: &Loose<'_>, set: Option<&Loose<'_>>, created: Time, now: Time) -> Option<bool> {
    let metrics = slas.get("policy_metrics").items().iter();
    let breach_at = metrics
        .filter(|metric| metric.get("metric").text() == Some("first_reply_time"))
        .find_map(|metric| metric.get("breach_at").time())?;
    let minutes = set?.get("reply_time_in_minutes").get("calendar");
    match minutes.whole() {
        // A reply in the last minute counts as in time: Zendesk gives whole ones.
        Some(minutes) => Some(created.plus(minutes.saturating_mul(MINUTE)) <= breach_at),
        None => (breach_at < now).then_some(false),
    }
}
