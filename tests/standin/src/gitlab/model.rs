//! What a GitLab instance consists of.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Visibility {
    Public,
    Internal,
    Private,
}

impl Visibility {
    pub fn as_str(self) -> &'static str {
        match self {
            Visibility::Public => "public",
            Visibility::Internal => "internal",
            Visibility::Private => "private",
        }
    }
}

/// A member's role. From `Planner` on, people see confidential issues and set labels, milestones and assignees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Guest = 10,
    Planner = 15,
    Reporter = 20,
    Developer = 30,
    Maintainer = 40,
    Owner = 50,
}

#[derive(Clone, Debug)]
pub struct Person {
    pub id: u64,
    pub username: String,
    pub name: String,
}

#[derive(Clone, Debug)]
pub struct Project {
    pub id: u64,
    /// `gitlab-org/gitlab`
    pub path: String,
    pub visibility: Visibility,
    /// Read-only.
    pub archived: bool,
    pub members: BTreeMap<u64, Role>,
    pub labels: BTreeMap<String, Label>,
    /// By id.
    pub milestones: BTreeMap<u64, Milestone>,
    /// By iid, as are merge requests.
    pub issues: BTreeMap<u64, Issue>,
    pub merge_requests: BTreeMap<u64, MergeRequest>,
}

#[derive(Clone, Debug)]
pub struct Label {
    pub id: u64,
    pub color: String,
}

#[derive(Clone, Debug)]
pub struct Milestone {
    pub id: u64,
    pub iid: u64,
    pub title: String,
    /// `2026-03-19`
    pub due_date: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Issue {
    pub id: u64,
    pub iid: u64,
    pub title: String,
    pub description: String,
    pub closed: bool,
    pub labels: BTreeSet<String>,
    pub author_id: u64,
    pub assignees: BTreeSet<u64>,
    /// Id.
    pub milestone: Option<u64>,
    pub confidential: bool,
    pub due_date: Option<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub closed_at: Option<Timestamp>,
    pub closed_by: Option<u64>,
    /// When title or description changed last: search learns of it later.
    pub written_at: Timestamp,
    pub moved_to: Option<Place>,
    pub notes: Vec<Note>,
    pub links: Vec<Link>,
    /// Every quick action that was acted on, without the slash, in order: `label ~bug`.
    pub actions: Vec<String>,
}

/// Where an issue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub project: u64,
    pub iid: u64,
}

#[derive(Clone, Debug)]
pub struct Note {
    pub id: u64,
    pub author_id: u64,
    pub body: String,
    /// Written by GitLab itself.
    pub system: bool,
    pub internal: bool,
    pub created_at: Timestamp,
}

#[derive(Clone, Debug)]
pub struct Link {
    pub id: u64,
    pub to: Place,
    /// `relates_to`, `blocks`, `is_blocked_by`
    pub kind: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeState {
    Opened,
    Merged,
    Closed,
}

impl MergeState {
    pub fn as_str(self) -> &'static str {
        match self {
            MergeState::Opened => "opened",
            MergeState::Merged => "merged",
            MergeState::Closed => "closed",
        }
    }
}

#[derive(Clone, Debug)]
pub struct MergeRequest {
    pub id: u64,
    pub iid: u64,
    pub title: String,
    pub description: String,
    pub draft: bool,
    pub state: MergeState,
    pub author_id: u64,
    /// Issues of the same project, by iid, that merging closes.
    pub closes: BTreeSet<u64>,
    /// Issues of the same project, by iid, that it only speaks of.
    pub mentions: BTreeSet<u64>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub merged_at: Option<Timestamp>,
}

/// Somebody was told of an issue because a text named them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// The name after `@`; `all` is everybody. Recorded whether or not such a person exists.
    pub name: String,
    pub place: Place,
}

/// A text pointed at something: `#12`, `!3`, `~bug`, `%17.5`, `&9`, `$4`, or the address of an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub text: String,
    /// Where the text stands.
    pub from: Place,
}
