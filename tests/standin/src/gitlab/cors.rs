//! Cross-origin calls, as GitLab's front allows them.

use serde_json::Value;

use super::answer;
use crate::world::{Request, Response};

/// `Retry-After` is not among them: a page of another origin cannot read it.
const EXPOSED: &str = "Link, X-Total, X-Total-Pages, X-Per-Page, X-Page, X-Next-Page, X-Prev-Page, X-Gitlab-Blob-Id, \
    X-Gitlab-Commit-Id, X-Gitlab-Content-Sha256, X-Gitlab-Encoding, X-Gitlab-File-Name, X-Gitlab-File-Path, \
    X-Gitlab-Last-Commit-Id, X-Gitlab-Ref, X-Gitlab-Size, X-Request-Id, ETag";

/// What a path lets other origins do: methods, and the request headers (None: any).
fn rule(path: &str) -> Option<(&'static str, Option<&'static str>)> {
    match path {
        "/oauth/token" | "/oauth/revoke" => Some(("POST", Some("Authorization"))),
        path if path.starts_with("/api/") => {
            Some(("GET, POST, PUT, PATCH, DELETE, OPTIONS, HEAD", None))
        }
        _ => None,
    }
}

/// The answer to a preflight; None for every other request.
pub(super) fn preflight(request: &Request) -> Option<Response> {
    if request.method != "OPTIONS" {
        return None;
    }
    let wanted = request.header("access-control-request-headers");
    request.header("access-control-request-method")?;
    let (methods, headers) = rule(&request.path)?;
    let answer = answer::json(200, Value::Null)
        .with_header("access-control-allow-methods", methods)
        .with_header("access-control-max-age", "7200");
    Some(match headers.or(wanted) {
        Some(headers) => answer.with_header("access-control-allow-headers", headers),
        None => answer,
    })
}

/// Lets a page of another origin read the answer, where it may.
pub(crate) fn allow(request: &Request, answer: Response) -> Response {
    if request.header("origin").is_none() || rule(&request.path).is_none() {
        return answer;
    }
    let answer = answer
        .with_header("access-control-allow-origin", "*")
        .with_header("vary", "Origin");
    if request.path.starts_with("/api/") {
        answer.with_header("access-control-expose-headers", EXPOSED)
    } else {
        answer
    }
}
