use std::collections::BTreeMap;

use jiff::Timestamp;
use serde_json::Value;

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words! {
    /// In Zendesk's own order, so that `status<solved` is a comparison.
    Status { New = "new", Open = "open", Pending = "pending", Hold = "hold", Solved = "solved", Closed = "closed" }
}

words! {
    /// The search's `satisfaction`.
    Rating {
        Offered = "offered", Good = "good", GoodWithComment = "goodwithcomment", Bad = "bad", BadWithComment = "badwithcomment",
    }
}

words! {
    Priority { Low = "low", Normal = "normal", High = "high", Urgent = "urgent" }
}

words! {
    Stage { Active = "active", Paused = "paused", Achieved = "achieved", Fulfilled = "fulfilled" }
}

words! {
    Metric {
        FirstReply = "first_reply_time",
        NextReply = "next_reply_time",
        PeriodicUpdate = "periodic_update_time",
        PausableUpdate = "pausable_update_time",
        RequesterWait = "requester_wait_time",
        AgentWork = "agent_work_time",
        TotalResolution = "total_resolution_time",
    }
}

words! {
    Plan {
        Ultimate = "Ultimate", Dedicated = "Dedicated", Gold = "Gold", Premium = "Premium", Silver = "Silver",
        Starter = "Starter", Bronze = "Bronze", Ees = "EES",
        Free = "Free", Trial = "Trial", Expired = "Expired",
    }
}

impl Status {
    pub fn is_unsolved(self) -> bool {
        self < Status::Solved
    }
}

impl Plan {
    pub fn is_premium_class(self) -> bool {
        self <= Plan::Silver
    }

    pub fn has_sla(self) -> bool {
        self < Plan::Free
    }
}

#[derive(Clone, Debug)]
pub struct Comment {
    pub id: u64,
    pub author_id: u64,
    pub public: bool,
    pub body: String,
    pub created_at: Timestamp,
}

#[derive(Clone, Debug, PartialEq)]
pub struct PolicyMetric {
    pub metric: Metric,
    pub stage: Stage,
    pub breach_at: Option<Timestamp>,
    /// What was left when the clock was paused.
    pub paused_minutes: Option<i64>,
}

#[derive(Clone, Debug)]
pub struct MetricSet {
    pub reopens: u32,
    pub requester_updated_at: Option<Timestamp>,
    pub assignee_updated_at: Option<Timestamp>,
    pub status_updated_at: Timestamp,
    pub initially_assigned_at: Option<Timestamp>,
    pub assigned_at: Option<Timestamp>,
    pub solved_at: Option<Timestamp>,
    /// Public comments by agents.
    pub replies: u32,
}

#[derive(Clone, Debug)]
pub struct Ticket {
    pub id: u64,
    pub subject: String,
    pub status: Status,
    pub priority: Option<Priority>,
    /// Zendesk's `type`: problem, incident, question, task.
    pub kind: Option<String>,
    /// Zendesk's `via.channel`: web, email, api.
    pub channel: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub requester_id: u64,
    pub assignee_id: Option<u64>,
    pub organization_id: Option<u64>,
    pub group_id: u64,
    pub form_id: u64,
    pub tags: Vec<String>,
    pub custom_fields: BTreeMap<u64, Value>,
    pub is_public: bool,
    pub comments: Vec<Comment>,
    pub metrics: MetricSet,
    pub sla: Vec<PolicyMetric>,
    /// Zendesk's `satisfaction_rating`.
    pub rating: Option<Rating>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Customer,
    Agent,
}

#[derive(Clone, Debug)]
pub struct User {
    pub id: u64,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub organization_id: Option<u64>,
    pub time_zone: String,
    pub created_at: Timestamp,
}

#[derive(Clone, Debug)]
pub struct Organization {
    pub id: u64,
    pub name: String,
    pub domain: String,
    pub plan: Option<Plan>,
    /// Zendesk's `organization_fields`.
    pub fields: BTreeMap<String, Value>,
    pub tags: Vec<String>,
    pub created_at: Timestamp,
}

impl Ticket {
    /// The active first or next reply clock that breaches first.
    pub fn running_clock(&self) -> Option<(Metric, Timestamp)> {
        if !self.status.is_unsolved() {
            return None;
        }
        self.sla
            .iter()
            .filter(|m| {
                m.stage == Stage::Active
                    && matches!(m.metric, Metric::FirstReply | Metric::NextReply)
            })
            .filter_map(|m| Some((m.metric, m.breach_at?)))
            .min_by_key(|&(_, breach_at)| breach_at)
    }

    pub fn seconds_left(&self, now: Timestamp) -> Option<i64> {
        self.running_clock()
            .map(|(_, breach_at)| breach_at.as_second() - now.as_second())
    }

    pub fn has_tag(&self, tag: &str) -> bool {
        self.tags.iter().any(|t| t == tag)
    }

    /// Zendesk keeps tags lower-case, sorted, and each of them once.
    pub fn set_tags(&mut self, tags: impl IntoIterator<Item = String>) {
        self.tags = tags
            .into_iter()
            .map(|tag| tag.to_lowercase())
            .filter(|tag| !tag.is_empty())
            .collect();
        self.tags.sort();
        self.tags.dedup();
    }
}
