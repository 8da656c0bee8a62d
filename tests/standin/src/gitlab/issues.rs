//! One issue: shown and changed.

use super::access::{can_edit_issue, can_plan};
use super::api::Call;
use super::create::{check_description, check_title, numbers};
use super::model::Place;
use super::{GitLab, answer, markdown};
use crate::world::Response;

const CHANGEABLE: [&str; 13] = [
    "title",
    "description",
    "labels",
    "labels[]",
    "add_labels",
    "add_labels[]",
    "remove_labels",
    "remove_labels[]",
    "state_event",
    "confidential",
    "milestone_id",
    "assignee_ids",
    "due_date",
];

impl GitLab {
    pub(super) fn show_issue(&self, _: &Call, place: Place) -> Result<Response, Response> {
        let (project, issue) = self.at(place)?;
        Ok(answer::json(200, self.render_issue(project, issue)))
    }

    pub(super) fn update_issue(&mut self, call: &Call, place: Place) -> Result<Response, Response> {
        let given = &call.parameters;
        let (project, issue) = self.at(place)?;
        let user = call.caller.user.ok_or_else(answer::unauthorized)?;
        if !can_edit_issue(Some(user), project, issue) {
            return Err(answer::forbidden());
        }
        if !given.has_any(&CHANGEABLE) {
            return Err(answer::error(
                "title, description, labels, add_labels, remove_labels, state_event, confidential, milestone_id, \
                 assignee_ids, due_date are missing, at least one parameter must be provided",
            ));
        }
        let plans = can_plan(Some(user), project);
        let title = given.text("title");
        let description = given.text("description");
        if let Some(title) = &title {
            check_title(title)?;
        }
        if let Some(description) = &description {
            check_description(description)?;
        }
        let event = given.text("state_event");
        if !matches!(event.as_deref(), None | Some("close" | "reopen")) {
            return Err(answer::error("state_event does not have a valid value"));
        }
        if plans {
            self.replan(call, place);
        }
        let now = call.now;
        let reading = description.as_deref().map(markdown::read);
        if let Some(issue) = self.issue_mut(place) {
            issue.updated_at = now;
            if title.is_some() || reading.is_some() {
                issue.written_at = now;
            }
            if let Some(title) = title {
                issue.title = title.trim().to_owned();
            }
            if let Some(reading) = &reading {
                issue.description.clone_from(&reading.text);
            }
            match event.as_deref() {
                Some("close") => issue.close(now, user),
                Some("reopen") => issue.reopen(now),
                _ => {}
            }
        }
        if let Some(reading) = reading {
            self.act(now, place, user, &reading.actions);
            self.publish(now, place, user, &reading);
        }
        self.show_issue(call, place)
    }

    /// What only planners may change; from others it is dropped without a word.
    fn replan(&mut self, call: &Call, place: Place) {
        let given = &call.parameters;
        if let Some(labels) = given.list("labels") {
            if let Some(issue) = self.issue_mut(place) {
                issue.labels.clear();
            }
            self.label(place, &labels);
        }
        self.label(place, &given.list("add_labels").unwrap_or_default());
        let removed = given.list("remove_labels").unwrap_or_default();
        let milestone = given.number("milestone_id");
        let known = milestone.filter(|id| {
            let project = self.projects.get(&place.project);
            project.is_some_and(|project| project.milestones.contains_key(id))
        });
        let Some(issue) = self.issue_mut(place) else {
            return;
        };
        issue.labels.retain(|label| !removed.contains(label));
        if milestone.is_some() {
            // 0 takes the milestone away.
            issue.milestone = known;
        }
        if let Some(confidential) = given.flag("confidential") {
            issue.confidential = confidential;
        }
        if let Some(assignees) = given.list("assignee_ids") {
            issue.assignees = numbers(Some(assignees)).into_iter().collect();
        }
        if let Some(due_date) = given.text("due_date") {
            issue.due_date = Some(due_date).filter(|date| !date.is_empty());
        }
    }
}
