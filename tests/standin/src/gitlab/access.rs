//! Who asks, and what they may do.

use jiff::Timestamp;
use serde_json::json;

use super::model::{Issue, Project, Role, Visibility};
use super::tokens::{Kind, Permission, Scope};
use super::{GitLab, answer};
use crate::world::{Request, Response};

#[derive(Clone, Debug)]
pub(super) enum Grant {
    /// Nothing was presented.
    Nobody,
    /// Signed in on the pages.
    Session,
    Token(Kind),
}

#[derive(Clone, Debug)]
pub(super) struct Caller {
    pub user: Option<u64>,
    pub grant: Grant,
    /// The text of the token.
    pub token: Option<String>,
}

impl Caller {
    pub fn session(user: Option<u64>) -> Caller {
        Caller {
            user,
            grant: Grant::Session,
            token: None,
        }
    }
}

/// `PRIVATE-TOKEN`, or `Authorization: Bearer`, which takes tokens of every kind.
fn presented(request: &Request) -> Option<&str> {
    request.header("private-token").or_else(|| {
        let value = request.header("authorization")?;
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then_some(token)
    })
}

impl GitLab {
    pub(super) fn caller(&self, now: Timestamp, request: &Request) -> Result<Caller, Response> {
        let Some(text) = presented(request) else {
            return Ok(Caller {
                user: None,
                grant: Grant::Nobody,
                token: None,
            });
        };
        let token = self
            .tokens
            .get(text)
            .filter(|token| token.is_active(now))
            .ok_or_else(answer::unauthorized)?;
        Ok(Caller {
            user: Some(token.user_id),
            grant: Grant::Token(token.kind.clone()),
            token: Some(text.to_owned()),
        })
    }

    /// Whether the caller's token covers this, whatever the person may do.
    pub(super) fn allow(
        &self,
        caller: &Caller,
        permission: Permission,
        project: Option<&Project>,
    ) -> Result<(), Response> {
        match &caller.grant {
            Grant::Nobody if permission.writes() => Err(answer::unauthorized()),
            Grant::Nobody | Grant::Session => Ok(()),
            Grant::Token(Kind::Classic(scopes) | Kind::OAuth { scopes, .. }) => {
                let reads = !permission.writes() && scopes.contains(&Scope::ReadApi);
                if reads || scopes.contains(&Scope::Api) {
                    Ok(())
                } else {
                    Err(insufficient_scope(if permission.writes() {
                        "api"
                    } else {
                        "api read_api"
                    }))
                }
            }
            Grant::Token(Kind::FineGrained(permissions)) => {
                // Without a project, what is asked is whether tokens of this kind may call at all.
                let Some(project) = project else {
                    return Ok(());
                };
                let granted = permissions
                    .get(&project.id)
                    .is_some_and(|granted| granted.contains(&permission));
                granted
                    .then_some(())
                    .ok_or_else(|| insufficient_granular_scope(permission, project))
            }
        }
    }

    /// The person whose token reads the whole instance: a fine-grained one, of projects, does not.
    pub(super) fn reader(&self, caller: &Caller) -> Result<u64, Response> {
        if let Grant::Token(Kind::FineGrained(_)) = &caller.grant {
            return Err(insufficient_scope("api read_api"));
        }
        self.allow(caller, Permission::ReadIssue, None)?;
        caller.user.ok_or_else(answer::unauthorized)
    }

    /// The project that `id` or a path names, if the caller may see it and the token covers the request.
    pub(super) fn reach(
        &self,
        caller: &Caller,
        request: &Request,
        id: &str,
        permission: Permission,
    ) -> Result<&Project, Response> {
        self.allow(caller, permission, None)?;
        let renamed = self.renamed.get(id);
        let found = match (id.parse::<u64>(), renamed) {
            (Ok(id), _) | (_, Some(&id)) => self.projects.get(&id),
            _ => self.project(id),
        };
        let project = found
            .filter(|project| can_see(caller.user, project))
            .ok_or_else(answer::project_not_found)?;
        if renamed.is_some() {
            return Err(self.moved_away(request, project));
        }
        self.allow(caller, permission, Some(project))?;
        if project.archived && permission.writes() {
            return Err(answer::forbidden());
        }
        Ok(project)
    }

    /// Reads under an old path lead to the id, everything else is refused.
    fn moved_away(&self, request: &Request, project: &Project) -> Response {
        if request.method != "GET" {
            let text = "Non GET methods are not allowed for moved projects";
            return answer::json(405, json!({ "message": text }));
        }
        let id = project.id.to_string();
        let mut segments: Vec<&str> = request.path.split('/').collect();
        if let Some(segment) = segments.get_mut(4) {
            *segment = &id;
        }
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&request.query)
            .finish();
        let location = format!("{}{}?{query}", self.origin, segments.join("/"));
        answer::json(301, json!({ "message": "301 Moved Permanently" }))
            .with_header("location", location.trim_end_matches('?'))
    }
}

fn insufficient_scope(needed: &str) -> Response {
    answer::json(
        403,
        json!({
            "error": "insufficient_scope",
            "error_description": "The request requires higher privileges than provided by the access token.",
            "scope": needed,
        }),
    )
}

fn insufficient_granular_scope(permission: Permission, project: &Project) -> Response {
    let text = format!(
        "Access denied: Your Personal Access Token lacks the required permissions: [{}] for \"{}\".",
        permission.as_str(),
        project.path
    );
    answer::json(
        403,
        json!({ "error": "insufficient_granular_scope", "error_description": text }),
    )
}

pub(super) fn role(user: Option<u64>, project: &Project) -> Option<Role> {
    project.members.get(&user?).copied()
}

pub(super) fn can_see(user: Option<u64>, project: &Project) -> bool {
    match project.visibility {
        Visibility::Public => true,
        Visibility::Internal => user.is_some(),
        Visibility::Private => role(user, project).is_some(),
    }
}

/// Labels, milestones, assignees, confidentiality.
pub(super) fn can_plan(user: Option<u64>, project: &Project) -> bool {
    role(user, project).is_some_and(|role| role >= Role::Planner)
}

/// Confidential issues are for their author, assignees, and members from planner on.
pub(super) fn can_see_issue(user: Option<u64>, project: &Project, issue: &Issue) -> bool {
    !issue.confidential
        || can_plan(user, project)
        || user.is_some_and(|user| issue.author_id == user || issue.assignees.contains(&user))
}

pub(super) fn can_edit_issue(user: Option<u64>, project: &Project, issue: &Issue) -> bool {
    can_plan(user, project) || user == Some(issue.author_id)
}
