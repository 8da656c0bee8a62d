//! What a person who clicks through the stand-in can make happen to GitLab.

use jiff::Timestamp;
use serde::Deserialize;

use super::GitLab;
use super::model::{Issue, MergeState, Place, Role};

/// Issues are named as `gitlab-org/gitlab#12`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    SearchLag {
        seconds: i64,
    },
    /// Whether pages of other origins may call the API.
    Cors {
        allowed: bool,
    },
    Close {
        issue: String,
    },
    Reopen {
        issue: String,
    },
    /// For a milestone by its title; null takes it away.
    Schedule {
        issue: String,
        milestone: Option<String>,
    },
    /// To a project by its path.
    Move {
        issue: String,
        to: String,
    },
    /// Opens a merge request that closes the issue.
    Propose {
        issue: String,
    },
    /// Merges all that is open and closes the issue.
    Merge {
        issue: String,
    },
    RevokeTokens,
    SignOut,
}

impl GitLab {
    /// None, and nothing changed, where there is no such issue, milestone, project or merge request.
    pub fn change(&mut self, now: Timestamp, change: &Change) -> Option<()> {
        match change {
            Change::SearchLag { seconds } => self.search_lag_seconds = *seconds,
            Change::Cors { allowed } => self.cors = *allowed,
            Change::Close { issue } => {
                let place = self.named(issue)?;
                self.set_closed(now, place, true, self.maintainer(place)?)?;
            }
            Change::Reopen { issue } => {
                let place = self.named(issue)?;
                self.set_closed(now, place, false, self.maintainer(place)?)?;
            }
            Change::Schedule { issue, milestone } => {
                self.set_milestone(now, self.named(issue)?, milestone.as_deref())?;
            }
            Change::Move { issue, to } => {
                let (place, to) = (self.named(issue)?, self.project(to)?.id);
                self.move_issue(now, place, to, self.maintainer(place)?)?;
            }
            Change::Propose { issue } => {
                let place = self.named(issue)?;
                let title = format!("Fix: {}", self.issue(place)?.title);
                let author = self.maintainer(place)?;
                self.add_merge_request(now, place.project, author, &title, &[place.iid])?;
            }
            Change::Merge { issue } => {
                let place = self.named(issue)?;
                let requests = self.projects.get(&place.project)?.merge_requests.values();
                let open: Vec<u64> = requests
                    .filter(|it| it.state == MergeState::Opened && it.closes.contains(&place.iid))
                    .map(|it| it.iid)
                    .collect();
                open.first()?;
                for iid in open {
                    self.merge(now, place.project, iid)?;
                }
            }
            Change::RevokeTokens => {
                for token in self.tokens.values_mut() {
                    token.revoked = true;
                }
            }
            Change::SignOut => self.signed_in = None,
        }
        Some(())
    }

    /// The issue that was filed last, as `gitlab-org/gitlab#12`.
    pub fn newest_issue(&self) -> Option<String> {
        let issues = self.projects.values().flat_map(|project| {
            let named = move |issue: &Issue| (issue.id, format!("{}#{}", project.path, issue.iid));
            project.issues.values().map(named)
        });
        issues.max_by_key(|(id, _)| *id).map(|(_, name)| name)
    }

    fn named(&self, issue: &str) -> Option<Place> {
        let (path, iid) = issue.split_once('#')?;
        let place = Place {
            project: self.project(path)?.id,
            iid: iid.parse().ok()?,
        };
        self.issue(place).map(|_| place)
    }

    /// Somebody of the product; the author where the project has nobody else.
    fn maintainer(&self, place: Place) -> Option<u64> {
        let members = &self.projects.get(&place.project)?.members;
        let maintainer = members.iter().find(|(_, role)| **role >= Role::Maintainer);
        maintainer
            .map(|(id, _)| *id)
            .or_else(|| Some(self.issue(place)?.author_id))
    }
}
