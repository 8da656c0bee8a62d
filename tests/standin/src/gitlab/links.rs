//! Issues that are linked with each other.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::access::{can_see, can_see_issue, role};
use super::api::Call;
use super::model::{Link, Place};
use super::{GitLab, answer};
use crate::world::Response;

impl GitLab {
    pub(super) fn list_links(&self, call: &Call, place: Place) -> Result<Response, Response> {
        let (_, issue) = self.at(place)?;
        let linked: Vec<Value> = issue
            .links
            .iter()
            .filter_map(|link| {
                let (project, issue) = self.at(link.to).ok()?;
                if !can_see(call.caller.user, project)
                    || !can_see_issue(call.caller.user, project, issue)
                {
                    return None;
                }
                let mut record = self.render_issue(project, issue);
                record["issue_link_id"] = link.id.into();
                record["link_type"] = link.kind.clone().into();
                Some(record)
            })
            .collect();
        Ok(answer::json(200, linked.into()))
    }

    pub(super) fn create_link(&mut self, call: &Call, place: Place) -> Result<Response, Response> {
        let given = &call.parameters;
        let missing = |name: &str| answer::error(&format!("{name} is missing"));
        let project = given
            .text("target_project_id")
            .ok_or_else(|| missing("target_project_id"))?;
        let iid = given
            .text("target_issue_iid")
            .ok_or_else(|| missing("target_issue_iid"))?;
        let kind = given
            .text("link_type")
            .unwrap_or_else(|| "relates_to".to_owned());
        let user = call.caller.user.ok_or_else(answer::unauthorized)?;
        let target = match project.parse::<u64>() {
            Ok(id) => self.projects.get(&id),
            Err(_) => self.project(&project),
        };
        let target = target
            .filter(|target| can_see(Some(user), target))
            .ok_or_else(answer::not_found)?;
        let to = self.find_issue(call, target.id, &iid)?;
        let (source, issue) = self.at(place)?;
        if role(Some(user), source).is_none() {
            return Err(answer::forbidden());
        }
        if place == to || issue.links.iter().any(|link| link.to == to) {
            return Err(answer::message(409, "Issue(s) already assigned"));
        }
        self.link(call.now, place, to, user, &kind);
        let (source, target) = (self.at(place)?, self.at(to)?);
        Ok(answer::json(
            201,
            json!({
                "source_issue": self.render_issue(source.0, source.1),
                "target_issue": self.render_issue(target.0, target.1),
                "link_type": kind,
            }),
        ))
    }

    /// Links both ways.
    pub(super) fn link(&mut self, now: Timestamp, from: Place, to: Place, by: u64, kind: &str) {
        let id = self.take_id();
        let back = match kind {
            "blocks" => "is_blocked_by",
            "is_blocked_by" => "blocks",
            other => other,
        };
        for (place, to, kind) in [(from, to, kind), (to, from, back)] {
            let text = format!(
                "marked this issue as related to {}",
                self.full_reference(to)
            );
            if let Some(issue) = self.issue_mut(place) {
                issue.links.push(Link {
                    id,
                    to,
                    kind: kind.to_owned(),
                });
            }
            self.system_note(now, place, by, &text);
        }
    }

    /// `gitlab-org/gitlab#12`
    pub(super) fn full_reference(&self, place: Place) -> String {
        let path = self
            .projects
            .get(&place.project)
            .map_or("", |project| project.path.as_str());
        format!("{path}#{}", place.iid)
    }
}
