//! What a content script is told to paint.

use super::{
    Engine, Host, REQUEST_TIMEOUT, Sight,
    protocol::{ApiRequest, Badge, Explanation, Level, Plan, Status},
    sorted,
    store::{Facts, HostState, Known},
};
use crate::{
    priority::{self, Ranked, Standing, preset::State},
    settings::Rules,
    sla::ClockSource,
    ticket::{Ticket, TicketId},
    time::{MINUTE, Time},
    words::{Words, span},
};
use std::collections::HashMap;

/// Age is mentioned only when a refresh is this much overdue, not while it is on its way.
const STALE_GRACE: i64 = MINUTE;
/// A score is watched for changes this far ahead.
const HORIZON_MINUTES: i64 = 10;

/// Near or past breach: what the toolbar counts.
pub(super) fn is_urgent(standing: &Standing<'_>) -> bool {
    matches!(standing.state, State::Near | State::Breached)
}

impl Engine {
    pub(super) fn plan(
        &self,
        now: Time,
        tab: i32,
        host: &str,
        sight: &Sight,
        requests: Vec<ApiRequest>,
    ) -> Plan {
        let nothing = Host::default();
        let Host { state, known, .. } = self.hosts.get(host).unwrap_or(&nothing);
        let there = now.plus(state.skew);
        let here = self.tabs.get(&tab);
        let last_list = here.map_or(&[][..], |tab| &tab.state.list);
        let waiting = here.is_some_and(|tab| tab.waiting);
        let list = if sight.is_list {
            &sight.list
        } else {
            last_list
        };

        let may_ask_sla = state.hold_until.is_none() && state.no_sla_until.is_none();
        let ticket = |id: &TicketId| -> Option<&Ticket> {
            let entry = known.get(id)?;
            let waits = may_ask_sla && entry.first && sight.next_sla(*id, entry).is_some();
            // A score that changes a moment later is worse than one that comes a moment later.
            entry.ticket().filter(|_| !waits)
        };

        let listed = sorted(list.iter().copied());
        let ranked_list = priority::rank_all(listed.iter().filter_map(ticket), &self.rules, there);
        let mut others = sight.all();
        others.retain(|id| listed.binary_search(id).is_err());
        let ranked_others =
            priority::rank_all(others.iter().filter_map(ticket), &self.rules, there);

        let paint = |ranked: &Ranked<'_>, rank: Option<usize>| {
            badge(
                ranked,
                rank,
                known.get(&ranked.ticket.id),
                &self.rules,
                now,
                self.refresh,
                self.words,
            )
        };
        let badges = ranked_list
            .iter()
            .map(|ranked| paint(ranked, Some(ranked.rank)))
            .chain(ranked_others.iter().map(|ranked| paint(ranked, None)))
            .collect();
        let on_view = || ranked_list.iter().chain(&ranked_others);
        let explanations = on_view()
            .filter(|ranked| sight.explained.contains(&ranked.ticket.id))
            .map(|ranked| explanation(ranked, &self.rules, there, self.words))
            .collect();
        let replan_at = next_change(on_view(), &self.rules, there)
            .map(|at| at.plus(-state.skew))
            .into_iter()
            .chain(self.next_refresh(now, sight, known, state))
            .chain(state.hold_until.filter(|_| sight.visible))
            .chain(waiting.then(|| now.plus(REQUEST_TIMEOUT)))
            .min();
        Plan {
            badges,
            explanations,
            escalations: Vec::new(),
            follows: Vec::new(),
            order: ranked_list
                .iter()
                .map(|ranked| ranked.ticket.id.to_string())
                .collect(),
            next: next(&ranked_list, sight),
            status: self.status(now, state, list, known),
            replan_at: replan_at.map(Time::millis),
            hidden: self.appearance.hidden(),
            requests,
            skew: Time(state.skew).millis(),
        }
    }

    /// When the first of the tickets on view gets old enough to be asked for again, or to say so.
    fn next_refresh(
        &self,
        now: Time,
        sight: &Sight,
        known: &HashMap<TicketId, Known>,
        state: &HostState,
    ) -> Option<Time> {
        let oldest = sight
            .all()
            .iter()
            .filter_map(|id| known.get(id))
            .map(|known| known.as_of)
            .min()?;
        let due = oldest.plus(self.refresh);
        let said = due.plus(STALE_GRACE);
        match state.hold_until {
            Some(_) => Some(said).filter(|said| *said > now),
            _ if due > now => Some(due),
            _ => Some(said).filter(|said| *said > now),
        }
    }

    fn status(
        &self,
        now: Time,
        state: &HostState,
        list: &[TicketId],
        known: &HashMap<TicketId, Known>,
    ) -> Option<Status> {
        let words = self.words;
        if let Some(trouble) = state.trouble {
            return Some(trouble.status(state.hold_until.unwrap_or(now), words));
        }
        if let Some(until) = state.no_sla_until {
            return Some(Status {
                code: "VG-SLA",
                what: words("sla_refused_what", &[]),
                todo: words("sla_refused_todo", &[]),
                retry: true,
                until: Some(until.millis()),
            });
        }
        let broken: Vec<String> = list
            .iter()
            .filter(|id| {
                known
                    .get(id)
                    .is_some_and(|known| known.facts == Facts::Broken)
            })
            .map(|id| format!("#{id}"))
            .collect();
        if !broken.is_empty() {
            return Some(Status {
                code: "VG-TICKET",
                what: words("broken_ticket_what", &[&broken.join(", ")]),
                todo: words("broken_ticket_todo", &[]),
                retry: false,
                until: None,
            });
        }
        (state.skew != 0).then(|| Status {
            code: "VG-CLOCK",
            what: words("clock_off_what", &[&span(words, state.skew)]),
            todo: words("clock_off_todo", &[]),
            retry: false,
            until: None,
        })
    }
}

pub(super) fn badge(
    ranked: &Ranked<'_>,
    rank: Option<usize>,
    known: Option<&Known>,
    rules: &Rules,
    now: Time,
    refresh: i64,
    words: Words,
) -> Badge {
    let standing = &ranked.standing;
    let band = rules.preset.bands.get(ranked.band - 1);
    let as_of = known.map_or(now, |known| known.as_of);
    let level = match standing.state {
        State::Breached => Level::Breached,
        State::Near if standing.critical => Level::Critical,
        State::Near => Level::Near,
        State::Later => Level::Running,
        State::None => Level::None,
    };
    Badge {
        id: ranked.ticket.id.to_string(),
        rank,
        score: ranked.score,
        level,
        important: standing.important(),
        word: band.map(|band| band.word.clone()).unwrap_or_default(),
        breach_at: standing.clock.map(|clock| clock.breach_at.millis()),
        estimated: standing.source == ClockSource::Estimated,
        headline: words(
            "headline",
            &[
                &ranked.score.to_string(),
                band.map_or("", |band| band.name.as_str()),
            ],
        ),
        as_of: as_of.millis(),
        stale: as_of.until(now) >= refresh.saturating_add(STALE_GRACE),
    }
}

fn explanation(ranked: &Ranked<'_>, rules: &Rules, there: Time, words: Words) -> Explanation {
    Explanation {
        id: ranked.ticket.id.to_string(),
        reasons: priority::reasons(ranked, rules, words),
        flags: priority::flags(ranked, rules, there)
            .into_iter()
            .map(|flag| flag.sentence(words))
            .collect(),
    }
}

/// The first ticket with a running clock that is not open yet; without one, the first not open.
fn next(ranked: &[Ranked<'_>], sight: &Sight) -> Option<String> {
    let free = || {
        ranked.iter().filter(|ranked| {
            let id = ranked.ticket.id;
            !sight.tabs.contains(&id) && sight.active != Some(id)
        })
    };
    let first = free()
        .find(|ranked| ranked.standing.clock.is_some())
        .or_else(|| free().next())?;
    Some(first.ticket.id.to_string())
}

/// When the level or the score of any of them next changes by time alone; `None` where no clock runs.
fn next_change<'a>(
    on_view: impl Iterator<Item = &'a Ranked<'a>>,
    rules: &Rules,
    now: Time,
) -> Option<Time> {
    let mut first: Option<Time> = None;
    for ranked in on_view {
        let Some(clock) = ranked.standing.clock else {
            continue;
        };
        let mut next = first.unwrap_or(now.plus(HORIZON_MINUTES * MINUTE));
        for left in [rules.near, rules.critical, 0] {
            let step = clock.breach_at.plus(-left);
            if step > now && step < next {
                next = step;
            }
        }
        let shown = (ranked.score, ranked.band);
        // No further than the first change that is known: there is one in the first minutes of nearly every list.
        next = (1..=HORIZON_MINUTES)
            .map(|minutes| now.plus(minutes * MINUTE))
            .take_while(|at| *at < next)
            .find(|at| priority::place(&ranked.standing.at(rules, *at), rules) != shown)
            .unwrap_or(next);
        first = Some(next);
    }
    first
}
