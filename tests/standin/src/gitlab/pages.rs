//! The few pages that a person sees: an issue, a new one, and what an application asks for.

use jiff::Timestamp;

use super::access::{Caller, can_see, can_see_issue};
use super::create::Draft;
use super::model::{Issue, Place, Project};
use super::parameters::Parameters;
use super::tokens::Permission;
use super::{GitLab, answer, render};
use crate::world::{Request, Response};

/// The front door refuses longer addresses.
const LONGEST_ADDRESS: usize = 8_192;

impl GitLab {
    pub(super) fn page(&mut self, now: Timestamp, request: &Request) -> Response {
        let query = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&request.query)
            .finish();
        if request.path.len() + query.len() > LONGEST_ADDRESS {
            return html(414, "Request-URI Too Large", "");
        }
        self.routed(now, request).unwrap_or_else(|refused| refused)
    }

    fn routed(&mut self, now: Timestamp, request: &Request) -> Result<Response, Response> {
        let path = request.path.trim_matches('/');
        let (project, rest) = path.split_once("/-/").unwrap_or((path, ""));
        let segments: Vec<&str> = rest.split('/').collect();
        match (request.method.as_str(), segments.as_slice()) {
            ("GET", [""]) if path == "users/sign_in" => Ok(sign_in()),
            ("GET", ["issues", "new"]) => {
                let project = self.open(project)?;
                Ok(new_issue(project, &Parameters::of(request)?, None))
            }
            ("POST", ["issues"]) => self.submit(now, request, project),
            ("GET", ["issues" | "work_items", iid]) => {
                let project = self.open(project)?;
                let issue = iid
                    .parse()
                    .ok()
                    .and_then(|iid: u64| project.issues.get(&iid))
                    .filter(|issue| can_see_issue(self.signed_in, project, issue))
                    .ok_or_else(not_found)?;
                Ok(self.show(project, issue))
            }
            _ => Err(not_found()),
        }
    }

    /// A project whose pages the person who is signed in may open.
    fn open(&self, path: &str) -> Result<&Project, Response> {
        let project = self.project(path);
        match project.filter(|project| can_see(self.signed_in, project)) {
            Some(project) if self.signed_in.is_some() => Ok(project),
            _ if self.signed_in.is_none() => Err(redirect("/users/sign_in")),
            _ => Err(not_found()),
        }
    }

    fn submit(
        &mut self,
        now: Timestamp,
        request: &Request,
        path: &str,
    ) -> Result<Response, Response> {
        let user = self.signed_in.ok_or_else(|| redirect("/users/sign_in"))?;
        let caller = Caller::session(Some(user));
        let project = self
            .reach(&caller, request, path, Permission::CreateIssue)
            .map_err(|_| not_found())?;
        let id = project.id;
        let given = Parameters::of(request)?;
        let draft = Draft {
            title: given.text("issue[title]").unwrap_or_default(),
            description: given.text("issue[description]").unwrap_or_default(),
            confidential: given.flag("issue[confidential]").unwrap_or(false),
            ..Draft::default()
        };
        match self.file(now, id, user, draft) {
            Ok(Place { iid, .. }) => Ok(redirect(&format!("/{path}/-/issues/{iid}"))),
            Err(refused) if refused.status == 400 => {
                let project = self.projects.get(&id).ok_or_else(not_found)?;
                let problem = refused.body["message"].to_string();
                Ok(new_issue(project, &given, Some(&problem)))
            }
            Err(refused) => Err(refused),
        }
    }

    fn show(&self, project: &Project, issue: &Issue) -> Response {
        let labels: String = issue
            .labels
            .iter()
            .map(|label| format!("<li class=\"gl-label\">{}</li>", escape(label)))
            .collect();
        let moved = issue.moved_to.map_or_else(String::new, |place| {
            format!("<p>Moved to {}</p>", escape(&self.full_reference(place)))
        });
        let secret = if issue.confidential {
            "<p>Confidential</p>"
        } else {
            ""
        };
        let body = format!(
            "<h1 data-testid=\"issue-title\">{}</h1><p>{} · <span data-testid=\"issue-state\">{}</span></p>{secret}\
             {moved}<ul>{labels}</ul><pre data-testid=\"issue-description\">{}</pre>",
            escape(&issue.title),
            escape(&format!("{}#{}", project.path, issue.iid)),
            render::state(issue),
            escape(&issue.description),
        );
        let title = format!(
            "{} (#{}) · Issues · {} · GitLab",
            issue.title, issue.iid, project.path
        );
        html(200, &title, &body)
    }
}

/// Templates are ignored: over the years a template beside a description has meant three different things.
fn new_issue(project: &Project, given: &Parameters, problem: Option<&str>) -> Response {
    let text = |name: &str| escape(&given.text(name).unwrap_or_default());
    let checked = if given.flag("issue[confidential]") == Some(true) {
        " checked"
    } else {
        ""
    };
    let problem = problem.map_or_else(String::new, |problem| {
        format!("<p role=\"alert\">{}</p>", escape(problem))
    });
    let body = format!(
        "<h1>New issue</h1>{problem}<form method=\"post\" action=\"/{path}/-/issues\">\
         <p><label>Title <input name=\"issue[title]\" value=\"{title}\"></label></p>\
         <p><label>Description <textarea name=\"issue[description]\" rows=\"20\" cols=\"80\">\n{description}</textarea></label></p>\
         <p><label><input type=\"checkbox\" name=\"issue[confidential]\" value=\"1\"{checked}> Confidential</label></p>\
         <p><button type=\"submit\" data-testid=\"issuable-create-button\">Create issue</button></p></form>",
        path = escape(&project.path),
        title = text("issue[title]"),
        description = text("issue[description]"),
    );
    html(
        200,
        &format!("New issue · {} · GitLab", project.path),
        &body,
    )
}

/// The page on which a person lets an application in. Its policy names the address that the answer is sent to,
/// because browsers hold redirects of a form to the policy too.
pub(super) fn authorize(name: &str, redirect_uri: &str, hidden: &[(&str, String)]) -> Response {
    let fields: String = hidden
        .iter()
        .map(|(name, value)| {
            format!(
                "<input type=\"hidden\" name=\"{name}\" value=\"{}\">",
                escape(value)
            )
        })
        .collect();
    let body = format!(
        "<h1>{} is requesting access to your account</h1><form method=\"post\" action=\"/oauth/authorize\">{fields}\
         <button type=\"submit\" name=\"decision\" value=\"authorize\" data-testid=\"authorization-button\">Authorize</button> \
         <button type=\"submit\" name=\"decision\" value=\"deny\">Cancel</button></form>",
        escape(name)
    );
    let origin: String = redirect_uri
        .split('/')
        .take(3)
        .collect::<Vec<_>>()
        .join("/");
    page(200, "Authorize · GitLab", &body, &format!(" {origin}"))
}

pub(super) fn sign_in() -> Response {
    html(
        200,
        "Sign in · GitLab",
        "<h1>Sign in</h1><p>Nobody is signed in on this stand-in.</p>",
    )
}

pub(super) fn refused(status: u16, why: &str) -> Response {
    let body = format!("<h1>An error has occurred</h1><p>{}</p>", escape(why));
    html(status, "An error has occurred · GitLab", &body)
}

pub(super) fn not_found() -> Response {
    let body = "<h1>404: Page not found</h1>";
    html(404, "Not Found", body)
}

fn redirect(to: &str) -> Response {
    answer::json(302, serde_json::Value::Null).with_header("location", to)
}

fn html(status: u16, title: &str, body: &str) -> Response {
    page(status, title, body, "")
}

/// No script, no style, nothing from elsewhere.
fn page(status: u16, title: &str, body: &str, form_targets: &str) -> Response {
    let text = format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{}</title></head><body>{body}</body></html>\n",
        escape(title)
    );
    let policy = format!(
        "default-src 'none'; form-action 'self'{form_targets}; base-uri 'none'; frame-ancestors 'none'"
    );
    answer::json(status, text.into())
        .with_header("content-type", "text/html; charset=utf-8")
        .with_header("content-security-policy", &policy)
        .with_header("cache-control", "no-store")
        .with_header("x-content-type-options", "nosniff")
        .with_header("referrer-policy", "strict-origin-when-cross-origin")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
