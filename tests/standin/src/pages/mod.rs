//! The pages that a person sees, and the data that the agent pages show.

pub mod agent;
pub mod data;
pub mod switches;

use axum::http::{HeaderName, header};

type Headers = [(HeaderName, String); 4];

/// New for every page.
fn nonce() -> String {
    (0..22).map(|_| fastrand::alphanumeric()).collect()
}

/// As strict as a page can be: no eval, no WebAssembly, nothing inline without the nonce.
fn headers(nonce: &str) -> Headers {
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}' 'self'; connect-src 'self'; img-src 'self' data:; \
         font-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
         report-uri /standin/csp-report"
    );
    [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::REFERRER_POLICY, "same-origin".to_owned()),
    ]
}
