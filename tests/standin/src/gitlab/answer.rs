//! Answers in GitLab's shapes.

use serde_json::{Value, json};

use crate::world::Response;

pub(super) fn json(status: u16, body: Value) -> Response {
    Response {
        status,
        headers: Vec::new(),
        body,
    }
}

/// `{"message": "404 Not Found"}`, as most refusals are.
pub(crate) fn message(status: u16, text: &str) -> Response {
    json(status, json!({ "message": format!("{status} {text}") }))
}

/// `{"error": "title is missing"}`, as parameters of a wrong form are refused.
pub(super) fn error(text: &str) -> Response {
    json(400, json!({ "error": text }))
}

/// A record that does not validate.
pub(super) fn invalid(field: &str, problem: &str) -> Response {
    json(400, json!({ "message": { field: [problem] } }))
}

pub(crate) fn text(status: u16, text: &str) -> Response {
    json(status, text.into()).with_header("content-type", "text/plain; charset=utf-8")
}

pub(super) fn no_content() -> Response {
    json(204, Value::Null)
}

pub(super) fn not_found() -> Response {
    message(404, "Not found")
}

pub(super) fn project_not_found() -> Response {
    message(404, "Project Not Found")
}

pub(super) fn forbidden() -> Response {
    message(403, "Forbidden")
}

pub(super) fn unauthorized() -> Response {
    message(401, "Unauthorized")
}
