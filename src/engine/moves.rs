//! What other settings would change in a list, from what the background has kept of it. Nothing is asked for.

use super::{
    Queue, Saves,
    store::{HostState, Known, TabState, host_key, ticket_key},
};
use crate::{
    priority::{self, Ranked},
    settings::Rules,
    ticket::Ticket,
    time::Time,
};
use std::cmp::Reverse;

/// The tickets of a list that are known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// Where they are from.
    pub host: String,
    tickets: Vec<Ticket>,
    /// Seconds to add to this machine's clock to get Zendesk's.
    skew: i64,
}

/// A ticket's place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// 1 first.
    pub rank: usize,
    /// 0 to 100.
    pub score: u8,
}

/// A ticket whose place changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub before: Place,
    /// Where it would stand.
    pub after: Place,
}

impl Listed {
    /// The list of a tab, or the one of a host that was shown last, from what is kept under [`Queue::key`] and
    /// [`Queue::keys`]. None where no ticket of it is known.
    #[must_use]
    pub fn read(host: &str, tab: Option<i32>, kept: &Saves) -> Option<Self> {
        let text = |key: &str| {
            let found = kept.iter().find(|(name, _)| name == key);
            found.map(|(_, text)| text.as_str())
        };
        let list = TabState::read(text(&Queue::key(host, tab))?)?.list;
        let known = list
            .iter()
            .filter_map(|id| Known::read(text(&ticket_key(host, *id))?));
        let tickets: Vec<Ticket> = known.filter_map(|known| known.ticket().cloned()).collect();
        let state = text(&host_key(host)).and_then(HostState::read);
        (!tickets.is_empty()).then(|| Self {
            host: host.to_owned(),
            tickets,
            skew: state.map_or(0, |state| state.skew),
        })
    }

    /// How many they are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tickets.len()
    }

    /// Never: there is no list without a ticket.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tickets.is_empty()
    }

    /// The tickets whose rank or score is another one with the rules `after` than with those `before`: those that move the
    /// furthest first, then by how much their score changes.
    #[must_use]
    pub fn moves(&self, before: &Rules, after: &Rules, now: Time) -> Vec<Move> {
        let there = now.plus(self.skew);
        let ranked = priority::rank(&self.tickets, before, there);
        let others = priority::rank(&self.tickets, after, there);
        let mut moves: Vec<Move> = Vec::new();
        for one in &ranked {
            let other = others.iter().find(|other| other.ticket.id == one.ticket.id);
            let Some(other) = other else { continue };
            let (before, after) = (place(one), place(other));
            if before != after {
                let id = one.ticket.id.to_string();
                moves.push(Move { id, before, after });
            }
        }
        moves.sort_by_key(|one| {
            let by_rank = one.before.rank.abs_diff(one.after.rank);
            let by_score = one.before.score.abs_diff(one.after.score);
            (Reverse(by_rank), Reverse(by_score), one.after.rank)
        });
        moves
    }
}

fn place(ranked: &Ranked<'_>) -> Place {
    Place {
        rank: ranked.rank,
        score: ranked.score,
    }
}
