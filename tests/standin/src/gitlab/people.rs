//! The caller, its token, members, and what a project is.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::access::{Grant, role};
use super::api::Call;
use super::tokens::{Kind, Scope, Token};
use super::{GitLab, answer, render};
use crate::world::Response;

impl GitLab {
    pub(super) fn show_me(&self, call: &Call) -> Result<Response, Response> {
        let user = call.caller.user.ok_or_else(answer::unauthorized)?;
        if let Grant::Token(Kind::Classic(scopes) | Kind::OAuth { scopes, .. }) = &call.caller.grant
            && scopes.is_empty()
        {
            return Err(answer::forbidden());
        }
        let mut record = self.render_user(user);
        record["email"] = json!(format!(
            "{}@support.example",
            record["username"].as_str().unwrap_or_default()
        ));
        Ok(answer::json(200, record))
    }

    pub(super) fn show_token(&self, call: &Call) -> Result<Response, Response> {
        let token = self.personal_token(call)?;
        Ok(answer::json(200, render_token(token, call.now)))
    }

    pub(super) fn revoke_token(&mut self, call: &Call) -> Result<Response, Response> {
        self.personal_token(call)?;
        if let Some(token) = call
            .caller
            .token
            .as_ref()
            .and_then(|text| self.tokens.get_mut(text))
        {
            token.revoked = true;
        }
        Ok(answer::no_content())
    }

    fn personal_token(&self, call: &Call) -> Result<&Token, Response> {
        let text = call
            .caller
            .token
            .as_ref()
            .ok_or_else(answer::unauthorized)?;
        let token = self.tokens.get(text).ok_or_else(answer::unauthorized)?;
        if matches!(token.kind, Kind::OAuth { .. }) {
            let text =
                "Bad request - This endpoint requires token type to be a personal access token";
            return Err(answer::message(400, text));
        }
        Ok(token)
    }

    pub(super) fn show_project(&self, call: &Call, id: u64) -> Result<Response, Response> {
        let project = self
            .projects
            .get(&id)
            .ok_or_else(answer::project_not_found)?;
        let (namespace, name) = project.path.rsplit_once('/').unwrap_or(("", &project.path));
        let open = project
            .issues
            .values()
            .filter(|issue| !issue.closed)
            .count();
        let level = role(call.caller.user, project)
            .map(|role| json!({ "access_level": role as u8, "notification_level": 3 }));
        Ok(answer::json(
            200,
            json!({
                "id": project.id,
                "name": name,
                "path": name,
                "path_with_namespace": project.path,
                "name_with_namespace": project.path.replace('/', " / "),
                "namespace": { "full_path": namespace },
                "description": null,
                "default_branch": "main",
                "visibility": project.visibility.as_str(),
                "archived": project.archived,
                "issues_enabled": true,
                "issues_access_level": "enabled",
                "open_issues_count": open,
                "web_url": format!("{}/{}", self.origin, project.path),
                "permissions": { "project_access": level, "group_access": null },
            }),
        ))
    }

    pub(super) fn show_member(&self, project: u64, user: &str) -> Result<Response, Response> {
        let found = user.parse::<u64>().ok().and_then(|user| {
            let role = *self.projects.get(&project)?.members.get(&user)?;
            Some((self.people.get(&user)?, role))
        });
        let (person, role) = found.ok_or_else(answer::not_found)?;
        let mut record = render::user(&self.origin, person);
        record["access_level"] = json!(role as u8);
        record["expires_at"] = Value::Null;
        Ok(answer::json(200, record))
    }
}

fn render_token(token: &Token, now: Timestamp) -> Value {
    let scopes: Vec<&str> = match &token.kind {
        Kind::Classic(scopes) | Kind::OAuth { scopes, .. } => {
            scopes.iter().map(|scope: &Scope| scope.as_str()).collect()
        }
        Kind::FineGrained(_) => vec!["granular"],
    };
    json!({
        "id": token.id,
        "name": token.name,
        "revoked": token.revoked,
        "created_at": token.created_at,
        "description": null,
        "scopes": scopes,
        "user_id": token.user_id,
        "last_used_at": null,
        "active": token.is_active(now),
        "expires_at": token.expires_at.map(|at| at.strftime("%Y-%m-%d").to_string()),
    })
}
