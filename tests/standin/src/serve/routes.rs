//! Which path of which host is answered by what.

use std::sync::Arc;

use axum::body::{Bytes, to_bytes};
use axum::extract::{Path, Query, Request, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use futures_util::stream::{self, Stream};
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;

use super::answer::host;
use crate::control::{LIVE_EVERY, Shared, lock};
use crate::fault::Fault;
use crate::gitlab::Change;
use crate::pages::{agent, data, switches};
use crate::world::{self, SESSION_COOKIE, SlaMode};

const LARGEST_BODY: usize = 32 * 1024 * 1024;

type World = State<Arc<Shared>>;

pub fn zendesk(shared: Arc<Shared>) -> Router {
    Router::new()
        .route("/", get(|| async { Redirect::to("/agent/filters/360001") }))
        .route("/agent", get(agent_page))
        .route("/agent/", get(agent_page))
        .route("/agent/{*path}", get(agent_page))
        .route("/api/v2/{*path}", axum::routing::any(api))
        .route("/standin", get(|| async { Redirect::to("/standin/") }))
        .route("/standin/", get(|| async { switches::page() }))
        .route("/standin/state", get(state))
        .route("/standin/faults", get(faults).post(set_faults))
        .route("/standin/settings", post(set_settings))
        .route("/standin/gitlab", post(change_gitlab))
        .route("/standin/csp-report", post(csp_report))
        .route("/standin/ui/boot", get(boot))
        .route("/standin/ui/list", get(list))
        .route("/standin/ui/ticket/{id}", get(ticket))
        .route("/standin/ui/events", get(events))
        .route("/standin/ui/assets/{file}", get(asset))
        .fallback(|| async {
            (
                StatusCode::NOT_FOUND,
                Html("<!DOCTYPE html><title>Not found</title><h1>Not found</h1>\n"),
            )
        })
        .with_state(shared)
}

pub fn gitlab(shared: Arc<Shared>) -> Router {
    Router::new().fallback(gitlab_call).with_state(shared)
}

/// An answer of the pure world as one of the server.
pub fn api_response(answer: world::Response) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut builder = Response::builder().status(status);
    let body = answer.bytes();
    if !body.is_empty() && answer.header("content-type").is_none() {
        builder = builder.header(header::CONTENT_TYPE, "application/json; charset=utf-8");
    }
    for (name, value) in &answer.headers {
        builder = builder.header(name, value);
    }
    builder
        .body(body.into())
        .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

async fn api(State(shared): World, request: Request) -> Response {
    answered(request, |now, call| shared.world().handle(now, call)).await
}

async fn gitlab_call(State(shared): World, request: Request) -> Response {
    answered(request, |now, call| shared.gitlab().handle(now, call)).await
}

/// Lets one of the pure worlds answer.
async fn answered(
    request: Request,
    answer: impl FnOnce(Timestamp, &world::Request) -> world::Response,
) -> Response {
    let head = head(&request);
    let Ok(body) = to_bytes(request.into_body(), LARGEST_BODY).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    api_response(answer(Timestamp::now(), &head.with_body(body)))
}

/// A request as the worlds take it, without its body.
pub fn head(request: &Request) -> world::Request {
    let host = host(request)
        .split(':')
        .next()
        .unwrap_or_default()
        .to_owned();
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str());
    let mut call = world::Request::new(request.method().as_str(), &host, path);
    for (name, value) in request.headers() {
        if let Ok(value) = value.to_str() {
            call = call.with_header(name.as_str(), value);
        }
    }
    call
}

/// Opens the session that the API wants, as signing in would.
async fn agent_page(State(shared): World) -> Response {
    let mut world = shared.world();
    let agent_id = world.agent_id;
    let session = world.sign_in(agent_id);
    let cookie = format!("{SESSION_COOKIE}={session}; Path=/; Secure; HttpOnly; SameSite=Lax");
    ([(header::SET_COOKIE, cookie)], agent::page()).into_response()
}

async fn boot(State(shared): World) -> Json<Value> {
    Json(data::boot(&shared.world(), Timestamp::now()))
}

async fn list(State(shared): World, Query(asked): Query<data::ListQuery>) -> Response {
    answer_or_404(data::list(&shared.world(), &asked, Timestamp::now()))
}

async fn ticket(State(shared): World, Path(id): Path<String>) -> Response {
    answer_or_404(data::ticket(&shared.world(), &id, Timestamp::now()))
}

fn answer_or_404(answer: Option<Value>) -> Response {
    match answer {
        Some(answer) => Json(answer).into_response(),
        None => (StatusCode::NOT_FOUND, Json(json!({ "error": "not found" }))).into_response(),
    }
}

async fn events(State(shared): World) -> Sse<impl Stream<Item = Result<Event, axum::Error>>> {
    let changes = stream::unfold(shared.changes.subscribe(), |mut changes| async {
        loop {
            match changes.recv().await {
                Ok(ids) => {
                    let ids: Vec<String> = ids.iter().map(u64::to_string).collect();
                    return Some((
                        Event::default()
                            .event("changed")
                            .json_data(json!({ "ids": ids })),
                        changes,
                    ));
                }
                Err(RecvError::Lagged(_)) => {}
                Err(RecvError::Closed) => return None,
            }
        }
    });
    Sse::new(changes).keep_alive(KeepAlive::default())
}

async fn asset(State(shared): World, Path(file): Path<String>) -> Response {
    let plain = !file.starts_with('.')
        && file
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    let kind = match file.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("map") => "application/json",
        _ => "application/octet-stream",
    };
    match tokio::fs::read(shared.ui_dir.join(&file)).await {
        Ok(bytes) if plain => {
            let headers = [
                (header::CONTENT_TYPE, kind),
                (header::CACHE_CONTROL, "no-cache"),
                (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            ];
            (headers, bytes).into_response()
        }
        _ => (
            StatusCode::NOT_FOUND,
            format!("{file} has not been built\n"),
        )
            .into_response(),
    }
}

async fn csp_report(State(shared): World, body: Bytes) -> StatusCode {
    lock(&shared.csp_reports).push(String::from_utf8_lossy(&body).into_owned());
    StatusCode::NO_CONTENT
}

async fn faults(State(shared): World) -> Json<Vec<Fault>> {
    Json(shared.faults.list())
}

async fn set_faults(State(shared): World, body: Bytes) -> Response {
    match serde_json::from_slice(&body) {
        Ok(faults) => {
            shared.faults.set(faults);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(error) => (
            StatusCode::BAD_REQUEST,
            Json(json!({ "error": error.to_string() })),
        )
            .into_response(),
    }
}

#[derive(serde::Deserialize)]
struct Settings {
    sla: Option<SlaMode>,
    live: Option<bool>,
    #[serde(default)]
    sign_out: bool,
}

async fn set_settings(State(shared): World, Json(settings): Json<Settings>) -> StatusCode {
    if let Some(live) = settings.live {
        shared.live.send_replace(live.then_some(LIVE_EVERY));
    }
    let mut world = shared.world();
    if let Some(sla) = settings.sla {
        world.sla = sla;
    }
    if settings.sign_out {
        world.sign_everybody_out();
    }
    StatusCode::NO_CONTENT
}

async fn change_gitlab(State(shared): World, Json(change): Json<Change>) -> StatusCode {
    match shared.gitlab().change(Timestamp::now(), &change) {
        Some(()) => StatusCode::NO_CONTENT,
        None => StatusCode::NOT_FOUND,
    }
}

async fn state(State(shared): World) -> Json<Value> {
    let gitlab = {
        let gitlab = shared.gitlab();
        json!({
            "newest_issue": gitlab.newest_issue(),
            "search_lag_seconds": gitlab.search_lag_seconds,
            "cors": gitlab.cors,
            "signed_in": gitlab.signed_in.is_some(),
        })
    };
    let world = shared.world();
    Json(json!({
        "faults": shared.faults.list(),
        "sla": world.sla,
        "live": shared.live.borrow().is_some(),
        "tickets": world.tickets.len(),
        "requests_last_minute": world.requests_last_minute(Timestamp::now()),
        "requests_per_minute": world.limits.account_per_minute,
        "gitlab": gitlab,
    }))
}
