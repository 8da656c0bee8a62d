//! Labels and milestones of a project.

use serde_json::{Value, json};

use super::access::can_plan;
use super::api::{Call, paged};
use super::model::{Label, Milestone};
use super::{GitLab, answer, render};
use crate::world::Response;

const USUAL_COLOR: &str = "#6699cc";

impl GitLab {
    pub(super) fn list_labels(&self, call: &Call, project: u64) -> Result<Response, Response> {
        let project = self
            .projects
            .get(&project)
            .ok_or_else(answer::project_not_found)?;
        let search = call.parameters.text("search").unwrap_or_default();
        let labels: Vec<Value> = project
            .labels
            .iter()
            .filter(|(name, _)| name.to_lowercase().contains(&search.to_lowercase()))
            .map(|(name, label)| render_label(name, label))
            .collect();
        Ok(paged(call.request, &labels))
    }

    /// 409 where there is one of that name already: of two that try, one learns that it was second.
    pub(super) fn create_label(
        &mut self,
        call: &Call,
        project_id: u64,
    ) -> Result<Response, Response> {
        let missing = |name: &str| answer::error(&format!("{name} is missing"));
        let name = call
            .parameters
            .text("name")
            .ok_or_else(|| missing("name"))?;
        let color = call
            .parameters
            .text("color")
            .ok_or_else(|| missing("color"))?;
        let id = self.take_id();
        let project = self
            .projects
            .get_mut(&project_id)
            .ok_or_else(answer::project_not_found)?;
        if !can_plan(call.caller.user, project) {
            return Err(answer::forbidden());
        }
        if project.labels.contains_key(&name) {
            return Err(answer::json(
                409,
                json!({ "message": "Label already exists" }),
            ));
        }
        if name.trim().is_empty() || name.contains(',') {
            return Err(answer::invalid("title", "is invalid"));
        }
        if !color.starts_with('#') {
            return Err(answer::invalid("color", "must be a valid color code"));
        }
        let label = Label { id, color };
        let rendered = render_label(&name, &label);
        project.labels.insert(name, label);
        Ok(answer::json(201, rendered))
    }

    /// Gives a project a label, unless it has it.
    pub fn ensure_label(&mut self, project: u64, name: &str) {
        let id = self.take_id();
        if let Some(project) = self.projects.get_mut(&project) {
            project
                .labels
                .entry(name.to_owned())
                .or_insert_with(|| Label {
                    id,
                    color: USUAL_COLOR.to_owned(),
                });
        }
    }

    /// By title, or all.
    pub(super) fn list_milestones(&self, call: &Call, project: u64) -> Result<Response, Response> {
        let project = self
            .projects
            .get(&project)
            .ok_or_else(answer::project_not_found)?;
        let title = call.parameters.text("title");
        let milestones: Vec<Value> = project
            .milestones
            .values()
            .filter(|it| title.as_ref().is_none_or(|title| it.title == *title))
            .map(|it| render::milestone(&self.origin, project, it))
            .collect();
        Ok(paged(call.request, &milestones))
    }

    /// Gives a project a milestone. Gives its id, None without such a project.
    pub fn add_milestone(
        &mut self,
        project: u64,
        title: &str,
        due_date: Option<&str>,
    ) -> Option<u64> {
        let id = self.take_id();
        let milestones = &mut self.projects.get_mut(&project)?.milestones;
        let milestone = Milestone {
            id,
            iid: milestones.len() as u64 + 1,
            title: title.to_owned(),
            due_date: due_date.map(str::to_owned),
        };
        milestones.insert(id, milestone);
        Some(id)
    }
}

fn render_label(name: &str, label: &Label) -> Value {
    json!({
        "id": label.id,
        "name": name,
        "color": label.color,
        "text_color": "#FFFFFF",
        "description": null,
        "priority": null,
        "is_project_label": true,
        "archived": false,
    })
}
