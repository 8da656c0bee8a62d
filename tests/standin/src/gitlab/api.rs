//! REST v4: from a request to the endpoint that answers it.

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::access::Caller;
use super::parameters::Parameters;
use super::tokens::Permission;
use super::{Budget, GitLab, RetryAfter, answer, cors};
use crate::world::{Paging, Request, Response};

/// One request with everything that the endpoints need to know about it.
pub(super) struct Call<'a> {
    pub now: Timestamp,
    pub request: &'a Request,
    pub parameters: Parameters,
    pub caller: Caller,
}

impl GitLab {
    /// Answers one request, whether of the API, of OAuth or of a page. `now` must not run backwards by more than a
    /// window of the rate limits.
    pub fn handle(&mut self, now: Timestamp, request: &Request) -> Response {
        // GitLab's times have milliseconds.
        let now = Timestamp::from_millisecond(now.as_millisecond()).unwrap_or(now);
        if self.cors
            && let Some(preflight) = cors::preflight(request)
        {
            return cors::allow(request, preflight);
        }
        let answered = if let Some(path) = request.path.strip_prefix("/api/v4/") {
            self.api(now, request, path)
                .unwrap_or_else(|refused| refused)
        } else if request.path.starts_with("/oauth/") {
            self.oauth(now, request)
        } else {
            self.page(now, request)
        };
        let answered = conditional(request, answered);
        match self.cors {
            true => cors::allow(request, answered),
            false => answered,
        }
    }

    fn api(&mut self, now: Timestamp, request: &Request, path: &str) -> Result<Response, Response> {
        let caller = self.caller(now, request)?;
        let name = caller.token.clone().unwrap_or_default();
        let allowance = (self.limits.requests_per_minute, 60);
        if let Err(wait) = self.usage.take(now, Budget::Caller(name), allowance) {
            return Err(refused_at_the_door(now, wait, self.limits.retry_after));
        }
        let call = Call {
            now,
            request,
            parameters: Parameters::of(request)?,
            caller,
        };
        let segments: Option<Vec<String>> = path
            .split('/')
            .map(|segment| {
                let decoded = percent_decode_str(segment).decode_utf8().ok()?;
                Some(decoded.into_owned())
            })
            .collect();
        let segments = segments.ok_or_else(answer::not_found)?;
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        self.route(&call, &segments)
    }

    fn route(&mut self, call: &Call, segments: &[&str]) -> Result<Response, Response> {
        use Permission as P;
        let reach = |permission| {
            let id = segments.get(1).copied().unwrap_or_default();
            self.reach(&call.caller, call.request, id, permission)
                .map(|project| project.id)
        };
        match (call.request.method.as_str(), segments) {
            ("GET", ["user"]) => self.show_me(call),
            ("GET", ["personal_access_tokens", "self"]) => self.show_token(call),
            ("DELETE", ["personal_access_tokens", "self"]) => self.revoke_token(call),
            ("GET", ["merge_requests"]) => self.list_merge_requests(call),
            ("GET", ["projects", _]) => self.show_project(call, reach(P::ReadProject)?),
            ("GET", ["projects", _, "members", "all", user]) => {
                self.show_member(reach(P::ReadMember)?, user)
            }
            ("GET", ["projects", _, "labels"]) => self.list_labels(call, reach(P::ReadLabel)?),
            ("POST", ["projects", _, "labels"]) => self.create_label(call, reach(P::CreateLabel)?),
            ("GET", ["projects", _, "milestones"]) => {
                self.list_milestones(call, reach(P::ReadIssue)?)
            }
            ("GET", ["projects", _, "merge_requests", iid]) => {
                self.show_merge_request(reach(P::ReadIssue)?, iid)
            }
            ("GET", ["projects", _, "issues"]) => self.list_issues(call, reach(P::ReadIssue)?),
            ("POST", ["projects", _, "issues"]) => self.create_issue(call, reach(P::CreateIssue)?),
            (method, ["projects", _, "issues", iid, rest @ ..]) => {
                let permission = match (method, rest) {
                    ("GET", _) => P::ReadIssue,
                    ("POST", ["notes"]) => P::CreateNote,
                    _ => P::UpdateIssue,
                };
                let project = reach(permission)?;
                let place = self.find_issue(call, project, iid)?;
                match (method, rest) {
                    ("GET", []) => self.show_issue(call, place),
                    ("PUT", []) => self.update_issue(call, place),
                    ("GET", ["notes"]) => self.list_notes(call, place),
                    ("POST", ["notes"]) => self.create_note(call, place),
                    ("GET", ["notes", id]) => self.show_note(place, id),
                    ("GET", ["related_merge_requests"]) => self.related_merge_requests(place),
                    ("GET", ["closed_by"]) => self.closing_merge_requests(place),
                    ("GET", ["links"]) => self.list_links(call, place),
                    ("POST", ["links"]) => self.create_link(call, place),
                    ("POST", ["move"]) => self.move_by_request(call, place),
                    _ => Err(answer::json(
                        404,
                        serde_json::json!({ "error": "404 Not Found" }),
                    )),
                }
            }
            _ => Err(answer::json(
                404,
                serde_json::json!({ "error": "404 Not Found" }),
            )),
        }
    }

    /// Spends one of the writes that the application gives a person.
    pub(super) fn spend_write(&mut self, now: Timestamp, user: u64) -> Result<(), Response> {
        let allowance = (self.limits.writes_per_minute, 60);
        let spent = self.usage.take(now, Budget::Writes(user), allowance);
        spent
            .map(|_| ())
            .map_err(|_| answer::text(429, "Retry later\n"))
    }
}

fn refused_at_the_door(now: Timestamp, wait: i64, manner: RetryAfter) -> Response {
    let after = match manner {
        RetryAfter::Seconds => wait.to_string(),
        RetryAfter::HttpDate => http_date(now, wait),
    };
    answer::text(429, "Retry later\n").with_header("retry-after", &after)
}

/// `Wed, 25 Nov 2026 14:00:00 GMT`, so many seconds from now.
pub(crate) fn http_date(now: Timestamp, seconds: i64) -> String {
    now.checked_add(SignedDuration::from_secs(seconds))
        .ok()
        .and_then(|at| {
            rfc2822::DateTimePrinter::new()
                .timestamp_to_rfc9110_string(&at)
                .ok()
        })
        .unwrap_or_default()
}

/// Reads carry an `ETag`; one that the client has already is not sent again.
fn conditional(request: &Request, mut answered: Response) -> Response {
    if request.method != "GET" || answered.status != 200 || !request.path.starts_with("/api/") {
        return answered;
    }
    let digest = ring::digest::digest(&ring::digest::SHA256, &answered.bytes());
    let short = digest.as_ref().get(..16).unwrap_or_default();
    let tag: String = short.iter().map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("W/\"{tag}\"");
    let known = request.header("if-none-match").is_some_and(|given| {
        given
            .split(',')
            .any(|given| given.trim().trim_start_matches("W/") == tag.trim_start_matches("W/"))
    });
    if known {
        answered = answer::json(304, Value::Null);
    }
    answered
        .with_header("etag", &tag)
        .with_header("cache-control", "max-age=0, private, must-revalidate")
}

/// Cuts a list into pages of 20, or as many as asked for, and says so in the headers.
pub(super) fn paged(request: &Request, all: &[Value]) -> Response {
    let paging = Paging::of(request, 20);
    let pages = all.len().div_ceil(paging.per_page);
    let page = |there: bool, number: usize| {
        if there {
            number.to_string()
        } else {
            String::new()
        }
    };
    let links: Vec<String> = [("prev", false), ("next", true)]
        .into_iter()
        .filter_map(|(relation, forward)| {
            let link = paging.link(request, all.len(), forward)?;
            Some(format!("<{link}>; rel=\"{relation}\""))
        })
        .collect();
    answer::json(200, paging.cut(all).to_vec().into())
        .with_header("x-total", &all.len().to_string())
        .with_header("x-total-pages", &pages.to_string())
        .with_header("x-page", &paging.page.to_string())
        .with_header("x-per-page", &paging.per_page.to_string())
        .with_header(
            "x-prev-page",
            &page(paging.page > 1, paging.page.saturating_sub(1)),
        )
        .with_header(
            "x-next-page",
            &page(paging.page < pages, paging.page.saturating_add(1)),
        )
        .with_header("link", &links.join(", "))
}
