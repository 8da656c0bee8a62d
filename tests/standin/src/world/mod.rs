//! A Zendesk account as a state machine: no sockets, no clock, no randomness of its own.

mod account;
mod api;
mod clock;
mod conversation;
mod http;
mod limits;
mod live;
mod model;
mod render;
mod search;
mod session;
mod sorting;
mod tickets;
mod update;
mod views;

use std::collections::BTreeMap;

use fastrand::Rng;
use jiff::Timestamp;

pub use account::{
    DEPLOYMENT_FIELD, EMERGENCY_FORM, PROBLEM_TYPE_FIELD, REGULAR_FORM, VERSION_FIELD,
};
pub(crate) use api::Paging;
pub use clock::{minutes_after, seconds_after, target_minutes};
pub use http::{Request, Response};
pub use limits::Limits;
pub use model::{
    Comment, Metric, MetricSet, Organization, Plan, PolicyMetric, Priority, Rating, Role, Stage,
    Status, Ticket, User,
};
pub use session::{SESSION_COOKIE, Session};
pub use sorting::{Direction, SortKey};
pub use views::View;

use limits::Budget;
pub(crate) use limits::Usage;

/// What the account says when it is asked for SLAs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SlaMode {
    #[default]
    Present,
    /// `include=slas` is ignored on show and show_many; search and policy_metrics answer.
    IgnoredByShow,
    /// Everything that asks for SLAs is answered with 403.
    Forbidden,
}

#[derive(Clone)]
pub struct World {
    pub start: Timestamp,
    pub tickets: BTreeMap<u64, Ticket>,
    pub organizations: BTreeMap<u64, Organization>,
    pub users: BTreeMap<u64, User>,
    pub groups: BTreeMap<u64, String>,
    /// Who is signed in on the agent pages.
    pub agent_id: u64,
    pub sla: SlaMode,
    /// What a search for ratings is refused with, where the account has none or this agent may not see them.
    pub ratings_refused: Option<u16>,
    pub limits: Limits,
    /// Whether `additional_tags` is honoured in the update of a single ticket.
    pub takes_additional_tags: bool,
    pub(crate) sessions: BTreeMap<String, Session>,
    pub(crate) usage: Usage<Budget>,
    pub(crate) rng: Rng,
    pub(crate) next_comment_id: u64,
    pub(crate) seed: u64,
}

impl World {
    /// The same seed and start give the same world.
    pub fn new(seed: u64, start: Timestamp) -> World {
        crate::seed::world(seed, clock::whole_seconds(start))
    }

    /// No tickets, nobody; whoever drives it fills it.
    pub fn empty(seed: u64, start: Timestamp) -> World {
        World {
            start,
            tickets: BTreeMap::new(),
            organizations: BTreeMap::new(),
            users: BTreeMap::new(),
            groups: BTreeMap::new(),
            agent_id: 0,
            sla: SlaMode::Present,
            ratings_refused: None,
            limits: Limits::default(),
            takes_additional_tags: true,
            sessions: BTreeMap::new(),
            usage: Usage::default(),
            rng: Rng::with_seed(seed),
            next_comment_id: 360_100_000_000,
            seed,
        }
    }

    pub fn ticket(&self, id: u64) -> Option<&Ticket> {
        self.tickets.get(&id)
    }

    pub fn ticket_mut(&mut self, id: u64) -> Option<&mut Ticket> {
        self.tickets.get_mut(&id)
    }

    /// Gives a ticket one running reply clock, or none. False where there is no such ticket.
    pub fn set_breach_at(&mut self, id: u64, breach_at: Option<Timestamp>) -> bool {
        let Some(ticket) = self.tickets.get_mut(&id) else {
            return false;
        };
        let metric = if ticket.metrics.replies == 0 {
            Metric::FirstReply
        } else {
            Metric::NextReply
        };
        ticket
            .sla
            .retain(|m| !matches!(m.metric, Metric::FirstReply | Metric::NextReply));
        if breach_at.is_some() {
            ticket.sla.push(PolicyMetric {
                metric,
                stage: Stage::Active,
                breach_at,
                paused_minutes: None,
            });
        }
        true
    }

    /// Requests of the last minute, all agents together.
    pub fn requests_last_minute(&self, now: Timestamp) -> usize {
        self.usage.last_minute(now)
    }

    pub fn organization_of(&self, ticket: &Ticket) -> Option<&Organization> {
        self.organizations.get(&ticket.organization_id?)
    }

    pub fn plan_of(&self, ticket: &Ticket) -> Option<Plan> {
        self.organization_of(ticket)?.plan
    }

    pub fn user_name(&self, id: u64) -> &str {
        self.users.get(&id).map_or("", |user| user.name.as_str())
    }

    pub(crate) fn take_comment_id(&mut self) -> u64 {
        self.next_comment_id += 1;
        self.next_comment_id
    }
}
