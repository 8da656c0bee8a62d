//! A new issue, from the API or from its page.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::access::{can_plan, can_see_issue};
use super::api::Call;
use super::model::{Issue, Place};
use super::{GitLab, answer, markdown};
use crate::world::Response;

const LONGEST_TITLE: usize = 255;
const LONGEST_DESCRIPTION: usize = 1_048_576;

/// What is asked for; who may not plan gets no labels, milestone and assignees, and is not told so.
#[derive(Default)]
pub(crate) struct Draft {
    pub title: String,
    pub description: String,
    pub labels: Vec<String>,
    pub confidential: bool,
    pub milestone: Option<u64>,
    pub assignees: Vec<u64>,
    pub due_date: Option<String>,
}

pub(super) fn check_title(title: &str) -> Result<(), Response> {
    if title.trim().is_empty() {
        Err(answer::invalid("title", "can't be blank"))
    } else if title.chars().count() > LONGEST_TITLE {
        Err(answer::invalid(
            "title",
            "is too long (maximum is 255 characters)",
        ))
    } else {
        Ok(())
    }
}

pub(super) fn check_description(description: &str) -> Result<(), Response> {
    if description.chars().count() > LONGEST_DESCRIPTION {
        return Err(answer::invalid(
            "description",
            "is too long (maximum is 1048576 characters)",
        ));
    }
    Ok(())
}

impl GitLab {
    pub(super) fn create_issue(&mut self, call: &Call, project: u64) -> Result<Response, Response> {
        let given = &call.parameters;
        let title = given
            .text("title")
            .ok_or_else(|| answer::error("title is missing"))?;
        let draft = Draft {
            title,
            description: given.text("description").unwrap_or_default(),
            labels: given.list("labels").unwrap_or_default(),
            confidential: given.flag("confidential").unwrap_or(false),
            milestone: given.number("milestone_id"),
            assignees: numbers(given.list("assignee_ids")),
            due_date: given.text("due_date"),
        };
        let author = call.caller.user.ok_or_else(answer::unauthorized)?;
        let place = self.file(call.now, project, author, draft)?;
        let (project, issue) = self.at(place)?;
        Ok(answer::json(201, self.render_issue(project, issue)))
    }

    /// Files an issue with everything that follows from its text.
    pub(crate) fn file(
        &mut self,
        now: Timestamp,
        project_id: u64,
        author: u64,
        draft: Draft,
    ) -> Result<Place, Response> {
        check_title(&draft.title)?;
        check_description(&draft.description)?;
        self.spend_write(now, author)?;
        let id = self.take_id();
        let project = self
            .projects
            .get_mut(&project_id)
            .ok_or_else(answer::project_not_found)?;
        let plans = can_plan(Some(author), project);
        let iid = project
            .issues
            .last_key_value()
            .map_or(1, |(iid, _)| iid + 1);
        let place = Place {
            project: project_id,
            iid,
        };
        let reading = markdown::read(&draft.description);
        let issue = Issue {
            id,
            iid,
            title: draft.title.trim().to_owned(),
            description: reading.text.clone(),
            closed: false,
            labels: BTreeSet::new(),
            author_id: author,
            assignees: draft.assignees.into_iter().filter(|_| plans).collect(),
            milestone: draft
                .milestone
                .filter(|id| plans && project.milestones.contains_key(id)),
            confidential: draft.confidential,
            due_date: draft.due_date.filter(|_| plans),
            created_at: now,
            updated_at: now,
            closed_at: None,
            closed_by: None,
            written_at: now,
            moved_to: None,
            notes: Vec::new(),
            links: Vec::new(),
            actions: Vec::new(),
        };
        project.issues.insert(iid, issue);
        if plans {
            self.label(place, &draft.labels);
        }
        self.act(now, place, author, &reading.actions);
        self.publish(now, place, author, &reading);
        Ok(place)
    }

    /// Adds labels, and makes those that are missing.
    pub(super) fn label(&mut self, place: Place, names: &[String]) {
        for name in names {
            self.ensure_label(place.project, name);
            if let Some(issue) = self.issue_mut(place) {
                issue.add_label(name);
            }
        }
    }

    /// The issue that the path names, if the caller may see it.
    pub(super) fn find_issue(
        &self,
        call: &Call,
        project: u64,
        iid: &str,
    ) -> Result<Place, Response> {
        let iid = iid.parse().map_err(|_| answer::not_found())?;
        let place = Place { project, iid };
        let (project, issue) = self.at(place)?;
        if !can_see_issue(call.caller.user, project, issue) {
            return Err(answer::not_found());
        }
        Ok(place)
    }

    pub(super) fn at(&self, place: Place) -> Result<(&super::Project, &Issue), Response> {
        let project = self.projects.get(&place.project);
        project
            .and_then(|project| Some((project, project.issues.get(&place.iid)?)))
            .ok_or_else(answer::not_found)
    }
}

pub(super) fn numbers(texts: Option<Vec<String>>) -> Vec<u64> {
    let texts = texts.unwrap_or_default();
    texts.iter().filter_map(|text| text.parse().ok()).collect()
}

impl Issue {
    /// Of labels with one scope (`type::bug`, `type::feature`) the last stays.
    pub fn add_label(&mut self, name: &str) {
        if let Some((scope, _)) = name.rsplit_once("::") {
            self.labels.retain(|label| {
                label
                    .rsplit_once("::")
                    .is_none_or(|(other, _)| other != scope)
            });
        }
        self.labels.insert(name.to_owned());
    }

    pub fn close(&mut self, now: Timestamp, by: u64) {
        if !self.closed {
            self.closed = true;
            self.closed_at = Some(now);
            self.closed_by = Some(by);
            self.updated_at = now;
        }
    }

    pub fn reopen(&mut self, now: Timestamp) {
        self.closed = false;
        self.closed_at = None;
        self.closed_by = None;
        self.updated_at = now;
    }
}
