//! Merge requests and the issues that they close.

use serde_json::Value;

use super::access::can_see;
use super::api::{Call, paged};
use super::list::words;
use super::model::{MergeRequest, MergeState, Place, Project};
use super::{GitLab, answer};
use crate::world::{Response, seconds_after};

impl GitLab {
    /// Of all projects, latest change first: the caller's own, unless `scope` is `all`.
    pub(super) fn list_merge_requests(&self, call: &Call) -> Result<Response, Response> {
        let given = &call.parameters;
        let user = self.reader(&call.caller)?;
        let own = match given.text("scope").as_deref() {
            None | Some("created_by_me") => true,
            Some("all") => false,
            Some(_) => return Err(answer::error("scope does not have a valid value")),
        };
        let state = given.text("state").unwrap_or_else(|| "all".to_owned());
        if !["all", "opened", "closed", "locked", "merged"].contains(&state.as_str()) {
            return Err(answer::error("state does not have a valid value"));
        }
        let author = given.text("author_username");
        let wanted = words(&given.text("search").unwrap_or_default());
        let fields = given.list("in");
        let searched = |field: &str| {
            let all = fields.as_ref();
            all.is_none_or(|all| all.iter().any(|given| given == field))
        };
        let finds = |one: &MergeRequest| {
            let mut text = String::new();
            for (field, value) in [("title", &one.title), ("description", &one.description)] {
                if searched(field) {
                    text.push_str(&value.to_lowercase());
                    text.push('\n');
                }
            }
            let is_known = seconds_after(one.updated_at, self.search_lag_seconds) <= call.now;
            wanted.is_empty() || (is_known && wanted.iter().all(|word| text.contains(word)))
        };
        let is_of = |one: &MergeRequest| {
            let name = self.people.get(&one.author_id).map(|it| &it.username);
            author.is_none() || name == author.as_ref()
        };
        let mut found: Vec<(&Project, &MergeRequest)> = Vec::new();
        for project in self.projects.values().filter(|it| can_see(Some(user), it)) {
            let all = project.merge_requests.values();
            let its = all.filter(|one| !own || one.author_id == user);
            let its = its.filter(|one| state == "all" || state == one.state.as_str());
            let its = its.filter(|one| is_of(one) && finds(one));
            found.extend(its.map(|one| (project, one)));
        }
        found.sort_by_key(|(_, one)| std::cmp::Reverse((one.updated_at, one.id)));
        let rendered: Vec<Value> = found
            .into_iter()
            .map(|(project, one)| self.render_merge_request(project, one))
            .collect();
        Ok(paged(call.request, &rendered))
    }

    pub(super) fn show_merge_request(&self, project: u64, iid: &str) -> Result<Response, Response> {
        let project = self
            .projects
            .get(&project)
            .ok_or_else(answer::project_not_found)?;
        let request = iid
            .parse()
            .ok()
            .and_then(|iid: u64| project.merge_requests.get(&iid))
            .ok_or_else(answer::not_found)?;
        Ok(answer::json(
            200,
            self.render_merge_request(project, request),
        ))
    }

    /// Every merge request that speaks of the issue.
    pub(super) fn related_merge_requests(&self, place: Place) -> Result<Response, Response> {
        self.merge_requests_of(place, |request| {
            request.closes.contains(&place.iid) || request.mentions.contains(&place.iid)
        })
    }

    /// Those that close the issue when they are merged. One that was closed instead no longer counts.
    pub(super) fn closing_merge_requests(&self, place: Place) -> Result<Response, Response> {
        self.merge_requests_of(place, |request| {
            request.closes.contains(&place.iid) && request.state != MergeState::Closed
        })
    }

    fn merge_requests_of(
        &self,
        place: Place,
        wanted: impl Fn(&MergeRequest) -> bool,
    ) -> Result<Response, Response> {
        let (project, _) = self.at(place)?;
        let requests: Vec<Value> = project
            .merge_requests
            .values()
            .filter(|request| wanted(request))
            .map(|request| self.render_merge_request(project, request))
            .collect();
        Ok(answer::json(200, requests.into()))
    }
}
