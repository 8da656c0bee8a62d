//! A GitLab instance as a state machine: no sockets, no clock, no randomness of its own.
//!
//! What reads lag behind: `search=` alone goes to an index that learns of a text some seconds after it was written.
//! Lists without a search, label filters included, and single issues read the database and see everything at once.

mod access;
pub(crate) mod answer;
mod api;
mod change;
pub(crate) mod cors;
mod create;
mod issues;
mod labels;
mod links;
mod list;
pub mod markdown;
mod merge_requests;
mod model;
mod notes;
mod oauth;
mod pages;
mod parameters;
mod people;
mod publish;
mod quick_actions;
mod render;
mod steer;
mod tokens;

use std::collections::BTreeMap;

use jiff::Timestamp;

#[cfg(feature = "serve")]
pub(crate) use api::http_date;
pub use change::Change;
pub(crate) use create::Draft;
pub use model::{
    Issue, Label, Link, MergeRequest, MergeState, Milestone, Note, Notification, Person, Place,
    Project, Reference, Role, Visibility,
};
pub use oauth::Application;
pub use tokens::{Kind, Permission, Scope, Token};

use crate::world::Usage;

/// How often the instance may be asked.
#[derive(Clone, Debug)]
pub struct Limits {
    /// At the front door, for each caller; refused with `Retry-After`.
    pub requests_per_minute: u32,
    pub retry_after: RetryAfter,
    /// New issues and notes of one person; refused by the application, without any header.
    pub writes_per_minute: u32,
}

/// How the front door says when to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    Seconds,
    HttpDate,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            requests_per_minute: 2_000,
            retry_after: RetryAfter::Seconds,
            writes_per_minute: 300,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Budget {
    Caller(String),
    Writes(u64),
}

#[derive(Clone, Debug)]
pub struct GitLab {
    /// `https://gitlab.com`
    pub origin: String,
    pub people: BTreeMap<u64, Person>,
    pub projects: BTreeMap<u64, Project>,
    /// Old paths of projects that have moved, to their ids.
    pub renamed: BTreeMap<String, u64>,
    /// By their text.
    pub tokens: BTreeMap<String, Token>,
    /// OAuth applications by client id.
    pub applications: BTreeMap<String, Application>,
    /// Who is signed in on the pages.
    pub signed_in: Option<u64>,
    pub limits: Limits,
    /// Pages of other origins may call the API, as GitLab's front lets them; a company's own front may not.
    pub cors: bool,
    /// How long search does not know a new text, in seconds.
    pub search_lag_seconds: i64,
    /// Who was told because a text named them, in order.
    pub notifications: Vec<Notification>,
    /// What texts pointed at, in order.
    pub references: Vec<Reference>,
    codes: BTreeMap<String, oauth::Code>,
    usage: Usage<Budget>,
    next_id: u64,
    seed: u64,
}

/// Who is signed in on the pages of a new instance, and owns most of its tokens.
pub const SUPPORT_ENGINEER: &str = "sam-engineer";

/// The OAuth application of a new instance; its `redirect_uris` are those of whoever tries it.
pub const CLIENT_ID: &str = "standin-vanguard";

/// Personal tokens of a new instance, and what they are for.
pub const TOKENS: [(&str, &str); 8] = [
    ("glpat-standin-classic", "a developer's, scope api"),
    ("glpat-standin-read", "a developer's, scope read_api"),
    (
        "glpat-standin-fine",
        "a developer's, fine-grained: read and create issues",
    ),
    ("glpat-standin-reporter", "a reporter's, scope api"),
    ("glpat-standin-guest", "a guest's, who may not set labels"),
    ("glpat-standin-soon", "a developer's, expires in five days"),
    ("glpat-standin-expired", "expired"),
    ("glpat-standin-revoked", "revoked"),
];

impl GitLab {
    /// The handbook's projects with people, tokens and some 200 issues. The same seed and start give the same.
    pub fn new(seed: u64, start: Timestamp) -> GitLab {
        let whole = Timestamp::from_second(start.as_second()).unwrap_or(start);
        crate::seed::gitlab::instance(seed, whole)
    }

    /// No projects, nobody; `add_person`, `add_project` and their like fill it.
    pub fn empty(seed: u64) -> GitLab {
        GitLab {
            origin: "https://gitlab.com".to_owned(),
            people: BTreeMap::new(),
            projects: BTreeMap::new(),
            renamed: BTreeMap::new(),
            tokens: BTreeMap::new(),
            applications: BTreeMap::new(),
            signed_in: None,
            limits: Limits::default(),
            cors: true,
            search_lag_seconds: 5,
            notifications: Vec::new(),
            references: Vec::new(),
            codes: BTreeMap::new(),
            usage: Usage::default(),
            next_id: 1_000,
            seed,
        }
    }

    pub fn issue(&self, place: Place) -> Option<&Issue> {
        self.projects.get(&place.project)?.issues.get(&place.iid)
    }

    pub fn issue_mut(&mut self, place: Place) -> Option<&mut Issue> {
        self.projects
            .get_mut(&place.project)?
            .issues
            .get_mut(&place.iid)
    }

    /// By its path.
    pub fn project(&self, path: &str) -> Option<&Project> {
        self.projects.values().find(|project| project.path == path)
    }

    fn take_id(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    /// 20 to 43 letters and digits that nobody has seen before; the same in every run of a seed.
    fn take_secret(&mut self, purpose: &str, now: Timestamp) -> String {
        let number = self.take_id();
        let text = format!("{purpose} {number} {} {now}", self.seed);
        let digest = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
        base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, digest)
            .replace(['-', '_'], "x")
    }
}
