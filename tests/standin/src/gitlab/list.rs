//! Lists of issues, by filters and by search.

use jiff::Timestamp;
use serde_json::Value;

use super::access::can_see_issue;
use super::api::{Call, paged};
use super::create::numbers;
use super::model::{Issue, Project};
use super::{GitLab, answer};
use crate::world::{Response, seconds_after};

impl GitLab {
    pub(super) fn list_issues(&self, call: &Call, project: u64) -> Result<Response, Response> {
        let project = self
            .projects
            .get(&project)
            .ok_or_else(answer::project_not_found)?;
        let filter = Filter::of(call)?;
        let mut found: Vec<&Issue> = project
            .issues
            .values()
            .filter(|issue| can_see_issue(call.caller.user, project, issue))
            .filter(|issue| filter.takes(project, issue))
            .filter(|issue| self.search_finds(&filter, issue, call.now))
            .collect();
        if filter.by_update {
            found.sort_by_key(|issue| (issue.updated_at, issue.iid));
        } else {
            found.sort_by_key(|issue| (issue.created_at, issue.iid));
        }
        if !filter.ascending {
            found.reverse();
        }
        let rendered: Vec<Value> = found
            .into_iter()
            .map(|issue| self.render_issue(project, issue))
            .collect();
        Ok(paged(call.request, &rendered))
    }

    /// Every word in one of the fields searched, and the text old enough to be in the index.
    fn search_finds(&self, filter: &Filter, issue: &Issue, now: Timestamp) -> bool {
        if filter.words.is_empty() {
            return true;
        }
        if seconds_after(issue.written_at, self.search_lag_seconds) > now {
            return false;
        }
        let mut text = String::new();
        if filter.in_title {
            text.push_str(&issue.title.to_lowercase());
        }
        text.push('\n');
        if filter.in_description {
            text.push_str(&issue.description.to_lowercase());
        }
        filter.words.iter().all(|word| text.contains(word))
    }
}

struct Filter {
    closed: Option<bool>,
    labels: Vec<String>,
    milestone: Option<String>,
    iids: Option<Vec<u64>>,
    confidential: Option<bool>,
    created_after: Option<Timestamp>,
    updated_after: Option<Timestamp>,
    /// In lower case; a quoted phrase is one.
    words: Vec<String>,
    in_title: bool,
    in_description: bool,
    by_update: bool,
    ascending: bool,
}

impl Filter {
    fn of(call: &Call) -> Result<Filter, Response> {
        let given = &call.parameters;
        let closed = match given.text("state").as_deref() {
            None | Some("all") => None,
            Some("opened") => Some(false),
            Some("closed") => Some(true),
            Some(_) => return Err(answer::error("state does not have a valid value")),
        };
        let time = |name: &str| match given.text(name) {
            None => Ok(None),
            Some(text) => text
                .parse()
                .map(Some)
                .map_err(|_| answer::error(&format!("{name} is invalid"))),
        };
        let fields = given.list("in");
        let searched = |field: &str| {
            fields
                .as_ref()
                .is_none_or(|fields| fields.iter().any(|given| given == field))
        };
        Ok(Filter {
            closed,
            labels: given.list("labels").unwrap_or_default(),
            milestone: given.text("milestone"),
            iids: given.list("iids").map(|iids| numbers(Some(iids))),
            confidential: given.flag("confidential"),
            created_after: time("created_after")?,
            updated_after: time("updated_after")?,
            words: words(&given.text("search").unwrap_or_default()),
            in_title: searched("title"),
            in_description: searched("description"),
            by_update: given.text("order_by").as_deref() == Some("updated_at"),
            ascending: given.text("sort").as_deref() == Some("asc"),
        })
    }

    fn takes(&self, project: &Project, issue: &Issue) -> bool {
        let milestone = || {
            let id = issue.milestone?;
            Some(project.milestones.get(&id)?.title.as_str())
        };
        self.closed.is_none_or(|closed| closed == issue.closed)
            && self.labels.iter().all(|label| match label.as_str() {
                "None" => issue.labels.is_empty(),
                "Any" => !issue.labels.is_empty(),
                label => issue.labels.contains(label),
            })
            && self.milestone.as_deref().is_none_or(|wanted| match wanted {
                "None" => milestone().is_none(),
                "Any" => milestone().is_some(),
                title => milestone() == Some(title),
            })
            && self
                .iids
                .as_ref()
                .is_none_or(|iids| iids.contains(&issue.iid))
            && self
                .confidential
                .is_none_or(|wanted| wanted == issue.confidential)
            && self.created_after.is_none_or(|at| issue.created_at >= at)
            && self.updated_after.is_none_or(|at| issue.updated_at >= at)
    }
}

/// In lower case; what stands in quotation marks is one.
pub(super) fn words(search: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in search.to_lowercase().split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.trim().to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
