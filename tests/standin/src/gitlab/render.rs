//! Records as the API shows them.

use serde_json::{Value, json};

use super::GitLab;
use super::model::{Issue, MergeRequest, Milestone, Note, Person, Project};

impl GitLab {
    pub(super) fn render_user(&self, id: u64) -> Value {
        self.people
            .get(&id)
            .map_or(Value::Null, |person| user(&self.origin, person))
    }

    pub(super) fn render_issue(&self, project: &Project, issue: &Issue) -> Value {
        let api = format!("{}/api/v4/projects/{}", self.origin, project.id);
        let assignees: Vec<Value> = issue
            .assignees
            .iter()
            .map(|id| self.render_user(*id))
            .collect();
        let milestone = issue
            .milestone
            .and_then(|id| project.milestones.get(&id))
            .map(|it| milestone(&self.origin, project, it));
        let moved = issue
            .moved_to
            .and_then(|place| self.issue(place))
            .map(|issue| issue.id);
        let closing = project
            .merge_requests
            .values()
            .filter(|request| request.closes.contains(&issue.iid))
            .count();
        json!({
            "id": issue.id,
            "iid": issue.iid,
            "project_id": project.id,
            "title": issue.title,
            "description": issue.description,
            "state": state(issue),
            "created_at": issue.created_at,
            "updated_at": issue.updated_at,
            "closed_at": issue.closed_at,
            "closed_by": issue.closed_by.map(|id| self.render_user(id)),
            "labels": issue.labels,
            "milestone": milestone,
            "assignees": assignees,
            "assignee": assignees.first(),
            "author": self.render_user(issue.author_id),
            "type": "ISSUE",
            "issue_type": "issue",
            "user_notes_count": issue.notes.iter().filter(|note| !note.system).count(),
            "merge_requests_count": closing,
            "upvotes": 0,
            "downvotes": 0,
            "due_date": issue.due_date,
            "confidential": issue.confidential,
            "discussion_locked": null,
            "web_url": self.issue_url(project, issue.iid),
            "references": {
                "short": format!("#{}", issue.iid),
                "relative": format!("#{}", issue.iid),
                "full": format!("{}#{}", project.path, issue.iid),
            },
            "moved_to_id": moved,
            "severity": "UNKNOWN",
            "_links": {
                "self": format!("{api}/issues/{}", issue.iid),
                "notes": format!("{api}/issues/{}/notes", issue.iid),
                "project": api,
            },
        })
    }

    pub(super) fn issue_url(&self, project: &Project, iid: u64) -> String {
        format!("{}/{}/-/issues/{iid}", self.origin, project.path)
    }

    pub(super) fn render_note(&self, project: &Project, issue: &Issue, note: &Note) -> Value {
        json!({
            "id": note.id,
            "type": null,
            "body": note.body,
            "author": self.render_user(note.author_id),
            "created_at": note.created_at,
            "updated_at": note.created_at,
            "system": note.system,
            "noteable_id": issue.id,
            "noteable_type": "Issue",
            "project_id": project.id,
            "noteable_iid": issue.iid,
            "resolvable": false,
            "confidential": note.internal,
            "internal": note.internal,
            "imported": false,
            "commands_changes": {},
        })
    }

    pub(super) fn render_merge_request(&self, project: &Project, request: &MergeRequest) -> Value {
        json!({
            "id": request.id,
            "iid": request.iid,
            "project_id": project.id,
            "title": request.title,
            "description": request.description,
            "state": request.state.as_str(),
            "created_at": request.created_at,
            "updated_at": request.updated_at,
            "merged_at": request.merged_at,
            "target_branch": "main",
            "draft": request.draft,
            "author": self.render_user(request.author_id),
            "web_url": format!("{}/{}/-/merge_requests/{}", self.origin, project.path, request.iid),
            "references": {
                "short": format!("!{}", request.iid),
                "relative": format!("!{}", request.iid),
                "full": format!("{}!{}", project.path, request.iid),
            },
        })
    }
}

pub(super) fn state(issue: &Issue) -> &'static str {
    if issue.closed { "closed" } else { "opened" }
}

pub(super) fn user(origin: &str, person: &Person) -> Value {
    json!({
        "id": person.id,
        "username": person.username,
        "name": person.name,
        "state": "active",
        "locked": false,
        "avatar_url": null,
        "web_url": format!("{origin}/{}", person.username),
    })
}

pub(super) fn milestone(origin: &str, project: &Project, it: &Milestone) -> Value {
    json!({
        "id": it.id,
        "iid": it.iid,
        "project_id": project.id,
        "title": it.title,
        "description": "",
        "state": "active",
        "due_date": it.due_date,
        "start_date": null,
        "expired": false,
        "web_url": format!("{origin}/{}/-/milestones/{}", project.path, it.iid),
    })
}
