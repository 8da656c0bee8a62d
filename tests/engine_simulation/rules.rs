//! What every plan has to keep to, from what the world knows and not from what the engine says.

use crate::common::background::Answer;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use vanguard::{
    engine::protocol::{ApiRequest, Page, Plan, RequestKind},
    time::{MINUTE, Time},
};

const REFRESH: i64 = 10 * MINUTE;
const REQUEST_TIMEOUT: i64 = MINUTE;

/// A request on its way.
pub struct Flight {
    pub tab: i32,
    pub request: ApiRequest,
    pub since: Time,
    /// The background that asked for it is gone, so a second one may be made.
    pub forgotten: bool,
}

/// What the agents' requests have brought so far.
#[derive(Default)]
pub struct Ledger {
    learned: BTreeMap<String, Time>,
    /// Since they were last asked for by id.
    searched: BTreeSet<String>,
    silent_until: Option<Time>,
    /// Zendesk itself asked for that.
    patience_until: Option<Time>,
}

impl Ledger {
    /// An answer that the background has taken in.
    pub fn took(&mut self, now: Time, answer: &Answer, good: bool) {
        let hold = match (answer.status, answer.request.errand.kind) {
            _ if good => None,
            // These two are an answer: SLAs are not for this agent, or not on this endpoint.
            (403, RequestKind::Search | RequestKind::SlaTicket)
            | (404, RequestKind::Search | RequestKind::SlaTicket) => None,
            (429, _) => Some(
                answer
                    .retry_after
                    .map_or(60, |seconds| (seconds as i64).clamp(1, 600)),
            ),
            (401 | 403, _) => Some(300),
            (200, _) if answer.body.is_none() => Some(300),
            _ => Some(15),
        };
        // What was under way when Zendesk asked for patience does not cut the patience short.
        let patience = self.patience_until.filter(|until| *until > now);
        let hold = hold.map(|hold| now.plus(hold));
        if answer.status == 429 || patience.is_some() {
            self.patience_until = hold.max(patience);
        }
        self.silent_until = hold.max(patience);
        if !good {
            return;
        }
        for id in &answer.request.errand.tickets {
            match answer.request.errand.kind {
                RequestKind::Tickets => {
                    self.learned.insert(id.clone(), now);
                    self.searched.remove(id);
                }
                RequestKind::Search => {
                    self.searched.insert(id.clone());
                    if finds(answer, id) {
                        self.learned.insert(id.clone(), now);
                    }
                }
                RequestKind::SlaTicket => {}
            }
        }
    }

    /// The background was killed while it took an answer in: both may be allowed now.
    pub fn may_have_taken(&mut self, answer: &Answer) {
        self.silent_until = self.patience_until;
        if answer.request.errand.kind == RequestKind::Tickets {
            let tickets = &answer.request.errand.tickets;
            self.searched.retain(|id| !tickets.contains(id));
        }
    }

    /// The background was killed once it had answered: what it learned last may be lost, and nothing else.
    pub fn may_have_lost(&mut self, answer: &Answer) {
        let tickets = &answer.request.errand.tickets;
        self.searched.retain(|id| !tickets.contains(id));
        self.learned.retain(|id, _| !tickets.contains(id));
    }

    /// The person pressed "Try again".
    pub fn retried(&mut self) {
        self.patience_until = None;
        self.silent_until = None;
    }

    /// Checks a plan's requests against the rules of asking.
    pub fn check(&self, now: Time, tab: i32, page: &Page, plan: &Plan, flights: &[Flight]) {
        check_order(plan);
        let Some(request) = plan.requests.first() else {
            return;
        };
        let errand = &request.errand;
        assert_eq!(plan.requests.len(), 1, "one request at a time");
        assert!(page.visible, "a hidden tab asks: {}", errand.path);
        assert!(
            self.silent_until.is_none_or(|until| now >= until),
            "it asks while it has to be silent"
        );
        assert!(
            (1..=100).contains(&errand.tickets.len()),
            "{} tickets in one request",
            errand.tickets.len()
        );
        let mut has_reason = errand.kind == RequestKind::SlaTicket;
        for id in &errand.tickets {
            let on_view = page.tickets.contains(id)
                || page.tabs.contains(id)
                || page.active.as_ref() == Some(id);
            assert!(on_view, "#{id} is not on view");
            let under_way = flights.iter().find(|flight| {
                let young = flight.since.until(now) < REQUEST_TIMEOUT;
                !flight.forgotten && young && flight.request.errand.tickets.contains(id)
            });
            assert!(
                under_way.is_none_or(|flight| flight.request.errand.kind != errand.kind),
                "tab {tab} asks for #{id}, which is under way"
            );
            let younger = |times: &BTreeMap<String, Time>, age: i64| {
                times.get(id).is_some_and(|at| at.until(now) < age)
            };
            match errand.kind {
                // It may come along, half-way to its own refresh, but is no reason to ask.
                RequestKind::Tickets => {
                    assert!(
                        !younger(&self.learned, REFRESH / 2),
                        "#{id} is known and fresh"
                    );
                    has_reason |= !younger(&self.learned, REFRESH);
                }
                // For the SLA alone, or for the whole of it where that is due.
                RequestKind::Search => {
                    let searched = self.searched.contains(id);
                    assert!(
                        !searched || !younger(&self.learned, REFRESH / 2),
                        "#{id} was searched for already"
                    );
                    has_reason |= !searched || !younger(&self.learned, REFRESH);
                }
                RequestKind::SlaTicket => assert_eq!(
                    page.active.as_ref(),
                    Some(id),
                    "only for the ticket on view"
                ),
            }
        }
        assert!(
            has_reason,
            "all of {:?} are known and fresh",
            errand.tickets
        );
    }
}

/// Whether a search's answer has the ticket.
fn finds(answer: &Answer, id: &str) -> bool {
    let body: Option<Value> = answer
        .body
        .as_deref()
        .and_then(|body| serde_json::from_str(body).ok());
    let results = body.as_ref().and_then(|body| body["results"].as_array());
    results.is_some_and(|all| {
        all.iter()
            .any(|one| one["id"] == json!(id.parse::<u64>().ok()))
    })
}

fn check_order(plan: &Plan) {
    let listed: Vec<_> = plan
        .badges
        .iter()
        .filter(|badge| badge.rank.is_some())
        .collect();
    for (index, badge) in listed.iter().enumerate() {
        assert_eq!(badge.rank, Some(index + 1));
        assert_eq!(plan.order.get(index), Some(&badge.id));
    }
    assert_eq!(plan.order.len(), listed.len());
    for pair in listed.windows(2) {
        assert!(
            pair[0].score >= pair[1].score,
            "{} before {}",
            pair[0].headline,
            pair[1].headline
        );
    }
}
