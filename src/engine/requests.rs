//! When Zendesk is asked, for what, and what an answer means for asking again.

use super::{
    CLOCK_TOLERANCE, Engine, Host, Pending, REQUEST_TIMEOUT, Saves, Sight, is_recent,
    protocol::{ApiAnswer, ApiRequest, Errand, Keep, RequestKind},
    sorted,
    store::host_key,
    trouble::Trouble,
};
use crate::{
    ticket::TicketId,
    time::{HOUR, Time},
};

/// What one request may carry (Zendesk, "Show Multiple Tickets").
const BATCH: usize = 100;
/// An agent who may not read SLAs is not asked about again for this long.
pub(super) const NO_SLA_HOLD: i64 = HOUR;

const TICKET_FIELDS: &[&str] = &[
    "id",
    "status",
    "priority",
    "created_at",
    "updated_at",
    "tags",
    "ticket_form_id",
    "assignee_id",
    "organization_id",
    // Of the form's fields those alone that name an issue: what else customers chose or wrote stays in the page.
    "custom_fields:/-/issues/",
    "slas",
    "metric_set",
    "result_type",
];
const METRIC_FIELDS: &[&str] = &[
    "ticket_id",
    "replies",
    "requester_updated_at",
    "assignee_updated_at",
    "status_updated_at",
];
const ORGANISATION_FIELDS: &[&str] = &["id", "tags", "organization_fields"];

impl Engine {
    /// The requests that a look leads to, at most one at a time; none for what is known and fresh,
    /// none from a hidden tab, none while Zendesk asked for patience.
    pub(super) fn requests(
        &mut self,
        now: Time,
        tab: i32,
        host: &str,
        sight: &Sight,
    ) -> Vec<ApiRequest> {
        let on_the_way = self.on_the_way(now, host);
        let nothing = Host::default();
        let Host { state, known, .. } = self.hosts.get(host).unwrap_or(&nothing);
        if !sight.visible || state.hold_until.is_some() {
            return Vec::new();
        }
        let asked_by = |id: TicketId| {
            on_the_way
                .iter()
                .find(|(it, _)| *it == id)
                .map(|(_, tab)| *tab)
        };
        let is_free = |id: &TicketId| asked_by(*id).is_none();
        let is_older = |id: &TicketId, age: i64| {
            let entry = known.get(id);
            entry.is_none_or(|entry| !is_recent(entry.as_of, now, age))
        };

        // The list before the tabs: it must not be split by them.
        let shown = || {
            sight
                .list
                .iter()
                .chain(&sight.active)
                .chain(&sight.tabs)
                .copied()
        };
        // What Zendesk's own tabs show besides is not refreshed for its own sake.
        let is_due = |id: &TicketId| {
            let in_view = sight.list.contains(id) || sight.active == Some(*id);
            is_older(id, self.refresh) && (in_view || !known.contains_key(id))
        };
        let must_ask = shown().any(|id| is_due(&id));
        // What the search has just not brought is asked for by its id.
        let is_searched = |id: &TicketId| state.search_first && !state.missed.contains(id);
        let (kind, wanted): (_, Vec<_>) = if must_ask {
            // What is half-way to its own refresh comes along: tickets that were asked for one after
            // the other would otherwise be asked for one after the other for good.
            let due = shown().filter(|id| is_older(id, self.refresh / 2));
            let searches = shown().any(|id| is_due(&id) && is_searched(&id));
            let kind = if searches {
                RequestKind::Search
            } else {
                RequestKind::Tickets
            };
            (kind, due.filter(|id| is_searched(id) == searches).collect())
        } else if state.no_sla_until.is_some() {
            return Vec::new();
        } else {
            let asks = |id: &TicketId| known.get(id).and_then(|entry| sight.next_sla(*id, entry));
            let Some(kind) = shown().find_map(|id| asks(&id)) else {
                return Vec::new();
            };
            (kind, shown().filter(|id| asks(id).is_some()).collect())
        };
        let waits = wanted
            .iter()
            .any(|id| asked_by(*id).is_some_and(|asking| asking != tab));
        let mut tickets = sorted(wanted.into_iter().filter(is_free).take(BATCH));
        // What would only come along is not asked for where another tab asks for the rest.
        if must_ask && !tickets.iter().any(is_due) {
            tickets.clear();
        }
        let Some(here) = self.tabs.get_mut(&tab) else {
            return Vec::new();
        };
        here.waiting = waits;
        if tickets.is_empty() {
            return Vec::new();
        }
        let request = request(kind, &tickets);
        let path = request.errand.path.clone();
        here.pending.push(Pending {
            path,
            tickets,
            since: now,
        });
        vec![request]
    }

    /// Tickets that are being asked about, each with the tab that asks; what takes too long is
    /// given up on.
    fn on_the_way(&mut self, now: Time, host: &str) -> Vec<(TicketId, i32)> {
        let mut on_the_way = Vec::new();
        for (id, tab) in self.tabs.iter_mut().filter(|(_, tab)| tab.host == host) {
            tab.pending
                .retain(|one| is_recent(one.since, now, REQUEST_TIMEOUT));
            let tickets = tab.pending.iter().flat_map(|one| &one.tickets);
            on_the_way.extend(tickets.map(|ticket| (*ticket, *id)));
        }
        on_the_way
    }

    /// Takes in one answer; what must outlive the background is added to `saves`.
    pub(super) fn take_answer(
        &mut self,
        now: Time,
        tab: i32,
        host: &str,
        sight: &Sight,
        answer: &ApiAnswer,
        saves: &mut Saves,
    ) {
        if let Some(here) = self.tabs.get_mut(&tab) {
            here.pending
                .retain(|pending| pending.path != answer.request.path);
        }
        let asked: Vec<TicketId> = answer
            .request
            .tickets
            .iter()
            .filter_map(|id| TicketId::parse(id))
            .collect();
        let refused = Trouble::of(answer);
        let kind = answer.request.kind;
        let there = self.host(host);
        let trouble = match refused {
            // SLAs are not for this agent, or an account knows no such request (policy_metrics is in no
            // specification): it has said so.
            Some(trouble @ (Trouble::Forbidden | Trouble::Unreadable))
                if kind != RequestKind::Tickets =>
            {
                if trouble == Trouble::Forbidden {
                    there.state.no_sla_until = Some(now.plus(NO_SLA_HOLD));
                }
                for id in &asked {
                    there.settle_sla(kind, *id, None);
                }
                None
            }
            Some(trouble) => {
                // They are shown as far as they are known now, and stay shown.
                for id in &asked {
                    there
                        .known
                        .entry(*id)
                        .and_modify(|entry| entry.first = false);
                }
                Some(trouble)
            }
            None => there.take_body(now, sight, answer, &asked).err(),
        };
        let seed = self.seed;
        let state = &mut self.host(host).state;
        // A search that cannot be relied on has to prove itself again before it comes first.
        if kind == RequestKind::Search
            && let Some(Trouble::Forbidden | Trouble::Unreadable | Trouble::Server(_)) =
                trouble.or(refused)
        {
            state.search_first = false;
        }
        if let Some(date) = answer.date.map(|millis| Time(millis.div_euclid(1000))) {
            let skew = now.until(date);
            state.skew = if skew.abs() > CLOCK_TOLERANCE {
                skew
            } else {
                0
            };
        }
        // What was under way when Zendesk asked for patience does not cut the patience short.
        let patience = match state.trouble {
            Some(Trouble::RateLimited) => state.hold_until.filter(|until| *until > now),
            _ => None,
        };
        if let Some(trouble) = trouble {
            state.failures = state.failures.saturating_add(1);
            let jitter = jitter(seed, state.failures);
            let hold = trouble.hold(answer.retry_after, state.failures, jitter);
            if patience.is_none() {
                state.trouble = Some(trouble);
            }
            // One more: `now` is cut to whole seconds, and Zendesk must not be asked too early.
            state.hold_until = Some(now.plus(hold + 1)).max(patience);
        } else if patience.is_none() {
            state.trouble = None;
            state.hold_until = None;
            state.failures = 0;
        }
        saves.push((host_key(host), state.write()));
    }
}

/// 0 to 99, different between machines and from one failure to the next.
fn jitter(seed: u64, failures: u32) -> i64 {
    let mixed = (seed ^ u64::from(failures)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    i64::from((mixed >> 57) as u8) * 99 / 127
}

fn request(kind: RequestKind, ids: &[TicketId]) -> ApiRequest {
    let tickets: Vec<String> = ids.iter().map(TicketId::to_string).collect();
    let path = match kind {
        RequestKind::Tickets => format!(
            "/api/v2/tickets/show_many.json?ids={}&include=organizations,metric_sets,slas",
            tickets.join(",")
        ),
        RequestKind::Search => format!(
            "/api/v2/search.json?query=type%3Aticket%20{}&include=tickets(organizations,metric_sets,slas)&per_page={BATCH}",
            tickets.join("%20")
        ),
        RequestKind::SlaTicket => {
            format!(
                "/api/v2/tickets/{}/slas/policy_metrics.json",
                tickets.join("")
            )
        }
    };
    let keep: &[(&str, &[&str])] = match kind {
        RequestKind::Tickets | RequestKind::Search => &[
            ("tickets", TICKET_FIELDS),
            ("results", TICKET_FIELDS),
            ("organizations", ORGANISATION_FIELDS),
            ("metric_sets", METRIC_FIELDS),
            ("slas", &["ticket_id", "policy_metrics"]),
        ],
        RequestKind::SlaTicket => &[("policy_metrics", &["metric", "stage", "breach_at"])],
    };
    ApiRequest {
        errand: Errand {
            kind,
            tickets,
            path,
        },
        keep: Keep(keep),
    }
}
