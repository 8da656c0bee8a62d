//! Merge requests and the issues that they close.

use serde_json::Value;

use super::model::{MergeRequest, MergeState, Place};
use super::{GitLab, answer};
use crate::world::Response;

impl GitLab {
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
