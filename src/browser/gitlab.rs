//! Requests to GitLab: to the configured origin alone, with nothing but the token.

use super::{
    now,
    vault::{self, Access},
};
use crate::{
    escalation::outbox::Answer,
    gitlab::{Request, sign_in::Form},
    time::Time,
};
use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Headers, ReferrerPolicy, Request as Fetch, RequestCache, RequestCredentials,
    RequestInit, RequestRedirect, Response,
};

/// An answer that takes longer is given up on; milliseconds.
const GIVE_UP: u32 = 30_000;

/// Asks the GitLab at `origin`, as whoever signed in. Without a token GitLab is not asked: the answer is its own 401.
pub async fn send(origin: &str, request: &Request) -> Answer {
    ask(origin, request, None, None).await.0
}

/// As [`send`], but not later than this: a sign-in that has to be renewed first takes its time.
pub async fn send_until(origin: &str, request: &Request, not_after: Time) -> Answer {
    ask(origin, request, None, Some(not_after)).await.0
}

/// As [`send`], for what is not what an earlier answer's `ETag` stands for: where it is, the answer is a 304. With the
/// `ETag` of this answer, where GitLab lets it be read.
pub async fn send_if_changed(
    origin: &str,
    request: &Request,
    etag: Option<&str>,
) -> (Answer, Option<String>) {
    ask(origin, request, etag, None).await
}

async fn ask(
    origin: &str,
    request: &Request,
    etag: Option<&str>,
    not_after: Option<Time>,
) -> (Answer, Option<String>) {
    match vault::access(origin).await {
        Access::As(..) if not_after.is_some_and(|not_after| now() > not_after) => {
            (Answer::NotSent, None)
        }
        Access::As(name, value) => exchange(origin, request, name, &value, etag)
            .await
            .unwrap_or((Answer::Lost, None)),
        Access::Nobody => (refused(), None),
        Access::Later => (Answer::NotSent, None),
    }
}

fn refused() -> Answer {
    Answer::Http {
        status: 401,
        retry_after: None,
        date: None,
        body: String::new(),
    }
}

/// As [`send`], with a token that is not kept yet.
pub async fn fetch(
    origin: &str,
    request: &Request,
    header: &str,
    token: &str,
) -> Result<Answer, JsValue> {
    let answered = exchange(origin, request, header, token, None).await?;
    Ok(answered.0)
}

async fn exchange(
    origin: &str,
    request: &Request,
    header: &str,
    token: &str,
    etag: Option<&str>,
) -> Result<(Answer, Option<String>), JsValue> {
    let headers = Headers::new()?;
    headers.set(header, token)?;
    if let Some(etag) = etag {
        headers.set("if-none-match", etag)?;
    }
    let init = alone();
    init.set_method(request.method.name());
    if let Some(body) = &request.body {
        headers.set("content-type", "application/json")?;
        init.set_body(&body.into());
    }
    init.set_headers(&headers);
    answer(&format!("{origin}{}", request.path), &init).await
}

/// Posts a form, without a token in the headers.
pub async fn post(origin: &str, form: &Form) -> Result<Answer, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", "application/x-www-form-urlencoded")?;
    let init = alone();
    init.set_method("POST");
    init.set_headers(&headers);
    init.set_body(&form.body.text().into());
    Ok(answer(&format!("{origin}{}", form.path), &init).await?.0)
}

/// Whether anything at `origin` answers, though it may not be for us to read. Asked without a token.
pub async fn is_there(origin: &str) -> bool {
    let init = alone();
    init.set_mode(web_sys::RequestMode::NoCors);
    init.set_redirect(RequestRedirect::Follow);
    let Ok(fetch) = Fetch::new_with_str_and_init(&format!("{origin}/api/v4/user"), &init) else {
        return false;
    };
    match global_fetch(&fetch) {
        Ok(answer) => JsFuture::from(answer).await.is_ok(),
        Err(_) => false,
    }
}

/// No cookies, no cache, no other address, and nobody is told where from.
fn alone() -> RequestInit {
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_redirect(RequestRedirect::Error);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_cache(RequestCache::NoStore);
    init.set_signal(Some(&AbortSignal::timeout_with_u32(GIVE_UP)));
    init
}

/// The answer, and its `ETag` where it may be read.
async fn answer(address: &str, init: &RequestInit) -> Result<(Answer, Option<String>), JsValue> {
    let fetch = Fetch::new_with_str_and_init(address, init)?;
    let response: Response = JsFuture::from(global_fetch(&fetch)?).await?.dyn_into()?;
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let answer = Answer::Http {
        status: response.status(),
        retry_after: header("retry-after"),
        date: header("date"),
        // A body that breaks off is what an answer that was lost half-way looks like.
        body: JsFuture::from(response.text()?)
            .await?
            .as_string()
            .unwrap_or_default(),
    };
    Ok((answer, header("etag")))
}

/// A worker has no window, and a page no worker scope: `fetch` is the global object's in both.
fn global_fetch(request: &Fetch) -> Result<js_sys::Promise, JsValue> {
    let global = js_sys::global();
    let fetch: js_sys::Function = Reflect::get(&global, &"fetch".into())?.dyn_into()?;
    fetch.call1(&global, request)?.dyn_into()
}
