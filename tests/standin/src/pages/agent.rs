//! The one document behind every `/agent/` path. Zendesk's links are relative to `/agent/`, hence the base.

use axum::response::{Html, IntoResponse, Response};

pub fn page() -> Response {
    let nonce = super::nonce();
    let page = format!(
        r#"<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<base href="/agent/">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="standin-nonce" content="{nonce}">
<title>GitLab Support – Agent</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/standin/ui/assets/app.css" nonce="{nonce}">
<script src="/standin/ui/assets/app.js" nonce="{nonce}" defer></script>
</head>
<body><div id="root"></div></body>
</html>
"#
    );
    (super::headers(&nonce), Html(page)).into_response()
}
