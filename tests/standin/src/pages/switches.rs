//! The page on which a person switches faults.

use axum::response::{Html, IntoResponse, Response};

const PAGE: &str = include_str!("switches.html");

pub fn page() -> Response {
    let nonce = super::nonce();
    (
        super::headers(&nonce),
        Html(PAGE.replace("{{nonce}}", &nonce)),
    )
        .into_response()
}
