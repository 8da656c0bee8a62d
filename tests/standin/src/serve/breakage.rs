//! What the faults do to an answer.

use axum::body::{Body, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::{Site, routes};
use crate::fault::What;
use crate::gitlab::{answer, cors, http_date};
use crate::world;

/// Stands in the JSON for what serde_json cannot write.
const LONE_SURROGATE: &str = "<<lone surrogate>>";

const LOGIN_PAGE: &str = "<!DOCTYPE html><html lang=\"en-us\"><head><title>Sign in</title></head>\
    <body><main><h1>Sign in to GitLab Support</h1><form method=\"post\" action=\"/access/login\">\
    <label>Email <input name=\"user[email]\"></label></form></main></body></html>\n";

/// An answer that takes the place of the real one, before anything has happened, in the site's own shape.
pub fn instead(fault: &What, site: Site, request: &world::Request) -> Option<Response> {
    Some(match fault {
        What::Status(status) => refusal(site, request, *status, &[]),
        What::RateLimited { retry_after } => {
            let after: Vec<String> = retry_after.iter().map(u64::to_string).collect();
            refusal(site, request, 429, &after)
        }
        What::RateLimitedUntil { seconds } => {
            let after = http_date(Timestamp::now(), *seconds);
            refusal(site, request, 429, &[after])
        }
        What::LoginPage => Html(LOGIN_PAGE).into_response(),
        What::HtmlError(status) => {
            let reason = status_of(*status).canonical_reason().unwrap_or("Error");
            let page = format!(
                "<html><head><title>{status} {reason}</title></head><body><center><h1>{status} {reason}</h1></center></body></html>\n"
            );
            (status_of(*status), Html(page)).into_response()
        }
        _ => return None,
    })
}

fn refusal(site: Site, request: &world::Request, status: u16, retry_after: &[String]) -> Response {
    let reason = status_of(status).canonical_reason().unwrap_or("Error");
    let mut response = match (site, status) {
        (Site::Zendesk, 429) => world::Response {
            headers: Vec::new(),
            ..world::Response::too_many(0)
        },
        (Site::Zendesk, _) => world::Response::error(
            status,
            &reason.replace(' ', ""),
            "The request could not be answered",
        ),
        (Site::GitLab, 429) => answer::text(429, "Retry later\n"),
        (Site::GitLab, _) => answer::message(status, reason),
    };
    for after in retry_after {
        response = response.with_header("retry-after", after);
    }
    if site == Site::GitLab {
        response = cors::allow(request, response);
    }
    routes::api_response(response)
}

/// Changes the body of a real answer.
pub async fn spoil(response: Response, faults: &[What]) -> Response {
    let spoils = |fault: &What| {
        matches!(
            fault,
            What::Truncated | What::NoSla | What::BadTicket { .. }
        )
    };
    if !faults.iter().any(spoils) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut bytes = bytes.to_vec();
    if let Ok(mut record) = serde_json::from_slice::<Value>(&bytes) {
        for fault in faults {
            match fault {
                What::NoSla => tickets_of(&mut record).for_each(|ticket| {
                    ticket.as_object_mut().map(|ticket| ticket.remove("slas"));
                }),
                What::BadTicket { id } => {
                    tickets_of(&mut record)
                        .filter(|ticket| ticket.get("id") == Some(&json!(id)))
                        .for_each(break_ticket);
                }
                _ => {}
            }
        }
        bytes = record
            .to_string()
            .replace(LONE_SURROGATE, "\\ud83d")
            .into_bytes();
    }
    if faults.contains(&What::Truncated) {
        bytes.truncate(bytes.len() / 2);
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(bytes))
}

/// The `Date` header of a server whose clock is off.
pub fn skew(mut response: Response, faults: &[What]) -> Response {
    for fault in faults {
        let What::ClockSkew { seconds } = fault else {
            continue;
        };
        let date = HeaderValue::from_str(&http_date(Timestamp::now(), *seconds));
        if let Ok(date) = date {
            response.headers_mut().insert(header::DATE, date);
        }
    }
    response
}

pub fn misdirected() -> Response {
    (
        StatusCode::MISDIRECTED_REQUEST,
        "This machine does not answer for that host.\n",
    )
        .into_response()
}

fn status_of(status: u16) -> StatusCode {
    StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

fn tickets_of(record: &mut Value) -> impl Iterator<Item = &mut Value> {
    let Value::Object(members) = record else {
        return Vec::new().into_iter();
    };
    let mut tickets = Vec::new();
    for (name, member) in members {
        match (name.as_str(), member) {
            ("ticket", ticket) => tickets.push(ticket),
            ("tickets" | "results", Value::Array(list)) => tickets.extend(list),
            _ => {}
        }
    }
    tickets.into_iter()
}

fn break_ticket(ticket: &mut Value) {
    ticket["subject"] = json!(format!("Broken {LONE_SURROGATE} emoji"));
    ticket["status"] = json!(7);
    ticket["priority"] = json!({ "name": "urgent" });
    ticket["organization_id"] = json!("none");
    ticket["tags"] = json!([LONE_SURROGATE]);
    ticket["created_at"] = json!([]);
    ticket["updated_at"] = json!(false);
    if ticket.get("slas").is_some() {
        ticket["slas"] =
            json!({ "policy_metrics": [{ "metric": 3, "stage": null, "breach_at": "soon" }] });
    }
}
