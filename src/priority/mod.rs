//! Which ticket comes first: standing, order and score.

mod explain;
pub mod preset;
mod score;
mod standing;

pub use explain::{Flag, flags, gist, reasons};
pub use standing::{Standing, stand};

use crate::{settings::Rules, ticket::Ticket, time::Time};
use preset::Band;
use std::cmp::Ordering;

/// A ticket in its place.
#[derive(Clone, Debug)]
pub struct Ranked<'a> {
    /// The ticket.
    pub ticket: &'a Ticket,
    /// Its place, 1 first.
    pub rank: usize,
    /// 0 to 100. A ticket further down never shows a higher one.
    pub score: u8,
    /// Number of its band, 1 first.
    pub band: usize,
    /// What its place was decided by.
    pub standing: Standing<'a>,
}

/// A ticket's score and band, which depend on nothing but the ticket, the rules and the time.
#[must_use]
pub fn place(standing: &Standing<'_>, rules: &Rules) -> (u8, usize) {
    let (index, band) = band_of(standing, rules);
    let score = band.map_or(0, |band| score::score(standing, band, rules));
    (score, index + 1)
}

/// Ranks tickets. The order is total: the same tickets in any order give the same ranking.
#[must_use]
pub fn rank<'a>(tickets: &'a [Ticket], rules: &'a Rules, now: Time) -> Vec<Ranked<'a>> {
    rank_all(tickets.iter(), rules, now)
}

/// [`rank`] for tickets that do not lie side by side.
pub fn rank_all<'a>(
    tickets: impl Iterator<Item = &'a Ticket>,
    rules: &'a Rules,
    now: Time,
) -> Vec<Ranked<'a>> {
    let mut ranked: Vec<Ranked<'a>> = tickets
        .map(|ticket| {
            let standing = stand(ticket, rules, now);
            let (score, band) = place(&standing, rules);
            Ranked {
                ticket,
                rank: 0,
                score,
                band,
                standing,
            }
        })
        .collect();
    ranked.sort_unstable_by(|a, b| compare(a, b, rules));
    for (index, ranked) in ranked.iter_mut().enumerate() {
        ranked.rank = index + 1;
    }
    ranked
}

fn compare(a: &Ranked<'_>, b: &Ranked<'_>, rules: &Rules) -> Ordering {
    let own = rules
        .preset
        .bands
        .get(a.band - 1)
        .map_or(&[][..], |band| &band.order);
    let by_keys = || {
        own.iter()
            .chain(&rules.preset.ties)
            .map(|key| a.standing.key(*key).cmp(&b.standing.key(*key)))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    };
    a.band
        .cmp(&b.band)
        .then_with(by_keys)
        .then_with(|| a.ticket.id.cmp(&b.ticket.id))
}

fn band_of<'r>(standing: &Standing<'_>, rules: &'r Rules) -> (usize, Option<&'r Band>) {
    let bands = &rules.preset.bands;
    bands
        .iter()
        .position(|band| standing.meets(&band.when))
        .map_or((bands.len(), None), |index| (index, bands.get(index)))
}
