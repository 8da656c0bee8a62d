//! What the outbox goes by.

use crate::settings::{Filing, Settings as Team};

/// What a team decided, and where it may be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Origin of the GitLab that issues are filed on: `https://gitlab.com`.
    pub gitlab: String,
    /// Zendesk hosts whose tickets may be escalated, lower case.
    pub zendesk_hosts: Vec<String>,
    /// The rest.
    pub filing: Filing,
}

impl Settings {
    /// The team's settings, for tickets of these hosts.
    #[must_use]
    pub fn new(team: &Team, zendesk_hosts: Vec<String>) -> Self {
        Self {
            gitlab: team.gitlab.origin.clone(),
            zendesk_hosts,
            filing: team.filing.clone(),
        }
    }
}
