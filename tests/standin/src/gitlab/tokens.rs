//! Who may do what: personal tokens of both kinds, and those that OAuth gives.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    Api,
    ReadApi,
    ReadUser,
}

impl Scope {
    pub const ALL: [Scope; 3] = [Scope::Api, Scope::ReadApi, Scope::ReadUser];

    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Api => "api",
            Scope::ReadApi => "read_api",
            Scope::ReadUser => "read_user",
        }
    }

    /// Words between spaces; None where one is not known or there is none.
    pub fn parse(words: &str) -> Option<BTreeSet<Scope>> {
        let scopes: Option<BTreeSet<Scope>> = words
            .split_ascii_whitespace()
            .map(|word| Scope::ALL.into_iter().find(|scope| scope.as_str() == word))
            .collect();
        scopes.filter(|scopes| !scopes.is_empty())
    }
}

/// What a fine-grained token may be given for one project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Permission {
    ReadProject,
    ReadMember,
    /// Issues with their notes, links and merge requests.
    ReadIssue,
    CreateIssue,
    UpdateIssue,
    CreateNote,
    ReadLabel,
    CreateLabel,
}

impl Permission {
    pub fn as_str(self) -> &'static str {
        match self {
            Permission::ReadProject => "read_project",
            Permission::ReadMember => "read_member",
            Permission::ReadIssue => "read_issue",
            Permission::CreateIssue => "create_issue",
            Permission::UpdateIssue => "update_issue",
            Permission::CreateNote => "create_note",
            Permission::ReadLabel => "read_label",
            Permission::CreateLabel => "create_label",
        }
    }

    pub(super) fn writes(self) -> bool {
        matches!(
            self,
            Permission::CreateIssue
                | Permission::UpdateIssue
                | Permission::CreateNote
                | Permission::CreateLabel
        )
    }
}

#[derive(Clone, Debug)]
pub enum Kind {
    /// A classic personal token.
    Classic(BTreeSet<Scope>),
    /// Permissions by project id.
    FineGrained(BTreeMap<u64, BTreeSet<Permission>>),
    OAuth {
        client_id: String,
        scopes: BTreeSet<Scope>,
        refresh_token: String,
    },
}

#[derive(Clone, Debug)]
pub struct Token {
    pub id: u64,
    pub name: String,
    pub user_id: u64,
    pub kind: Kind,
    pub created_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub revoked: bool,
}

impl Token {
    pub fn is_active(&self, now: Timestamp) -> bool {
        !self.revoked && self.expires_at.is_none_or(|at| now < at)
    }
}
