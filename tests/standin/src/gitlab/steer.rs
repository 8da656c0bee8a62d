//! Fills an instance and changes it, as people who are not looking on would.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::json;

use super::api::Call;
use super::model::{Issue, MergeRequest, MergeState, Person, Place, Project, Role, Visibility};
use super::tokens::{Kind, Token};
use super::{GitLab, answer};
use crate::world::Response;

impl GitLab {
    /// Gives the person's id.
    pub fn add_person(&mut self, username: &str, name: &str) -> u64 {
        let id = self.take_id();
        let person = Person {
            id,
            username: username.to_owned(),
            name: name.to_owned(),
        };
        self.people.insert(id, person);
        id
    }

    /// Gives the project's id.
    pub fn add_project(&mut self, path: &str, visibility: Visibility) -> u64 {
        let id = self.take_id();
        let project = Project {
            id,
            path: path.to_owned(),
            visibility,
            archived: false,
            members: BTreeMap::new(),
            labels: BTreeMap::new(),
            milestones: BTreeMap::new(),
            issues: BTreeMap::new(),
            merge_requests: BTreeMap::new(),
        };
        self.projects.insert(id, project);
        id
    }

    /// Makes somebody a member, or changes the role. False without such a project.
    pub fn add_member(&mut self, project: u64, person: u64, role: Role) -> bool {
        let Some(project) = self.projects.get_mut(&project) else {
            return false;
        };
        project.members.insert(person, role);
        true
    }

    /// Lets `text` be a person's token. It does not expire until `expires_at` is set.
    pub fn add_token(&mut self, now: Timestamp, text: &str, person: u64, kind: Kind) {
        let token = Token {
            id: self.take_id(),
            name: "stand-in".to_owned(),
            user_id: person,
            kind,
            created_at: now,
            expires_at: None,
            revoked: false,
        };
        self.tokens.insert(text.to_owned(), token);
    }

    /// Opens a merge request. Gives its iid, None without such a project.
    pub fn add_merge_request(
        &mut self,
        now: Timestamp,
        project: u64,
        author: u64,
        title: &str,
        closes: &[u64],
    ) -> Option<u64> {
        let id = self.take_id();
        let requests = &mut self.projects.get_mut(&project)?.merge_requests;
        let iid = requests.last_key_value().map_or(1, |(iid, _)| iid + 1);
        let request = MergeRequest {
            id,
            iid,
            title: title.to_owned(),
            description: String::new(),
            draft: false,
            state: MergeState::Opened,
            author_id: author,
            closes: closes.iter().copied().collect(),
            mentions: BTreeSet::new(),
            created_at: now,
            updated_at: now,
            merged_at: None,
        };
        requests.insert(iid, request);
        for closed in closes {
            let place = Place {
                project,
                iid: *closed,
            };
            let path = self
                .projects
                .get(&project)
                .map_or("", |it| it.path.as_str());
            let text = format!("mentioned in merge request {path}!{iid}");
            self.system_note(now, place, author, &text);
        }
        Some(iid)
    }

    /// Merges, and closes what that closes. None without such a merge request, or where it is not open.
    pub fn merge(&mut self, now: Timestamp, project: u64, iid: u64) -> Option<()> {
        let requests = &mut self.projects.get_mut(&project)?.merge_requests;
        let request = requests
            .get_mut(&iid)
            .filter(|request| request.state == MergeState::Opened)?;
        request.state = MergeState::Merged;
        request.merged_at = Some(now);
        request.updated_at = now;
        let (author, closed) = (request.author_id, request.closes.clone());
        for closed in closed {
            let place = Place {
                project,
                iid: closed,
            };
            self.set_closed(now, place, true, author);
            let text = format!("closed with merge request !{iid}");
            self.system_note(now, place, author, &text);
        }
        Some(())
    }

    /// None without such an issue.
    pub fn set_closed(
        &mut self,
        now: Timestamp,
        place: Place,
        closed: bool,
        by: u64,
    ) -> Option<()> {
        let issue = self.issue_mut(place)?;
        if closed {
            issue.close(now, by);
        } else {
            issue.reopen(now);
        }
        Some(())
    }

    /// Schedules an issue for a milestone of its project, by title; None takes it away. Gives None without such
    /// an issue or milestone.
    pub fn set_milestone(
        &mut self,
        now: Timestamp,
        place: Place,
        title: Option<&str>,
    ) -> Option<()> {
        let milestones = &self.projects.get(&place.project)?.milestones;
        let milestone = match title {
            Some(title) => Some(milestones.values().find(|it| it.title == title)?.id),
            None => None,
        };
        let issue = self.issue_mut(place)?;
        issue.milestone = milestone;
        issue.updated_at = now;
        Some(())
    }

    /// Closes the issue and makes it anew in another project. Gives its new place.
    pub fn move_issue(&mut self, now: Timestamp, place: Place, to: u64, by: u64) -> Option<Place> {
        let id = self.take_id();
        let issue = self.issue(place)?.clone();
        let from = self.full_reference(place);
        let target = self.projects.get_mut(&to)?;
        let iid = target.issues.last_key_value().map_or(1, |(iid, _)| iid + 1);
        let moved = Issue {
            id,
            iid,
            milestone: None,
            created_at: now,
            updated_at: now,
            written_at: now,
            ..issue
        };
        let labels: Vec<String> = moved.labels.iter().cloned().collect();
        target.issues.insert(iid, moved);
        let there = Place { project: to, iid };
        labels.iter().for_each(|label| self.ensure_label(to, label));
        let issue = self.issue_mut(place)?;
        issue.close(now, by);
        issue.moved_to = Some(there);
        self.system_note(now, there, by, &format!("moved from {from}"));
        let text = format!("moved to {}", self.full_reference(there));
        self.system_note(now, place, by, &text);
        Some(there)
    }

    pub(super) fn move_by_request(
        &mut self,
        call: &Call,
        place: Place,
    ) -> Result<Response, Response> {
        let missing = || answer::error("to_project_id is missing");
        let to = call.parameters.text("to_project_id").ok_or_else(missing)?;
        let permission = super::Permission::CreateIssue;
        let to = self.reach(&call.caller, call.request, &to, permission)?.id;
        let user = call.caller.user.ok_or_else(answer::unauthorized)?;
        let plans = |project: u64| {
            self.projects
                .get(&project)
                .is_some_and(|project| super::access::can_plan(Some(user), project))
        };
        if !plans(place.project) || !plans(to) {
            let text = "Cannot move issue due to insufficient permissions!";
            return Err(answer::json(400, json!({ "message": text })));
        }
        let there = self
            .move_issue(call.now, place, to, user)
            .ok_or_else(answer::not_found)?;
        let (project, issue) = self.at(there)?;
        Ok(answer::json(201, self.render_issue(project, issue)))
    }
}
