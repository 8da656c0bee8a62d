//! Tabs of a Zendesk host, through which the agent's own session is asked.

use crate::{escalation::outbox::Answer, zendesk::write_back::Request};
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};

/// A tab that the browser has frozen never answers; milliseconds.
const GIVE_UP: u32 = 40_000;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = query, catch)]
    async fn query(query: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = sendMessage, catch)]
    async fn send_message(tab: i32, message: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = update, catch)]
    async fn update(tab: i32, properties: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = create, catch)]
    async fn create(properties: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = sendMessage, catch)]
    async fn send_to_pages(message: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "windows"], js_name = update, catch)]
    async fn update_window(window: i32, properties: &Object) -> Result<JsValue, JsValue>;
}

/// Whether a tab of this host is open.
pub async fn any(host: &str) -> bool {
    !of(host).await.is_empty()
}

/// Tabs of a Zendesk host, the ones on view first.
pub async fn of(host: &str) -> Vec<i32> {
    let wanted = Object::new();
    let pattern = format!("https://{host}/agent/*");
    let _ = Reflect::set(&wanted, &"url".into(), &pattern.into());
    // Refused while the extension is going away.
    let found = query(&wanted).await.unwrap_or_else(|_| Array::new().into());
    let is = |tab: &JsValue, what: &str| get(tab, what).is_truthy();
    let tabs = Array::from(&found).into_iter();
    let tabs = tabs.filter(|tab| !is(tab, "discarded"));
    let (on_view, others): (Vec<_>, Vec<_>) = tabs.partition(|tab| is(tab, "active"));
    on_view.iter().chain(&others).filter_map(id).collect()
}

#[allow(clippy::cast_possible_truncation, reason = "ids of tabs are small")]
fn id(tab: &JsValue) -> Option<i32> {
    get(tab, "id").as_f64().map(|id| id as i32)
}

/// The tab that a person looks at, and its host; `None` where its address is not for the extension to know.
#[cfg(feature = "pages")]
pub async fn on_view() -> Option<(i32, String)> {
    let wanted = object(&[("active", true.into()), ("lastFocusedWindow", true.into())]);
    let tab = Array::from(&query(&wanted).await.ok()?).get(0);
    let address = get(&tab, "url").as_string()?;
    let rest = address.strip_prefix("https://")?;
    Some((id(&tab)?, rest.split('/').next()?.to_owned()))
}

/// Opens a ticket in this tab, the way the agent would, or in a new one where there is none.
#[cfg(feature = "pages")]
pub async fn open_ticket(host: &str, tab: Option<i32>, ticket: &str) {
    let address = format!("https://{host}/agent/tickets/{ticket}");
    let Some(tab) = tab else {
        // There is nothing to be done where the browser opens none.
        let _ = create(&object(&[("url", address.into())])).await;
        return;
    };
    let message = object(&[("kind", "open".into()), ("ticket", ticket.into())]);
    let heard = send(tab, &message).await.is_ok();
    // A page without a content script of ours is loaded anew.
    let address = (!heard).then(|| ("url", address.into()));
    show(tab, address).await;
}

/// Has the tab on view, or else another one of the host, do what it does at a key. False where there is no page of ours.
#[cfg(feature = "pages")]
pub async fn command(host: &str, name: &str) -> bool {
    let first = on_view().await.filter(|(_, its)| its == host);
    for tab in first.map(|(tab, _)| tab).into_iter().chain(of(host).await) {
        if command_in(tab, name).await {
            return true;
        }
    }
    false
}

/// The same of this tab alone.
#[cfg(feature = "pages")]
pub async fn command_in(tab: i32, name: &str) -> bool {
    let message = object(&[("kind", "command".into()), ("command", name.into())]);
    let is_done = send(tab, &message).await.is_ok();
    if is_done {
        show(tab, None).await;
    }
    is_done
}

/// What the selectors of the tab's content script find, as JSON text; None where there is no content script of ours.
#[cfg(feature = "review")]
pub async fn health(tab: i32) -> Option<String> {
    let message = object(&[("kind", "health".into())]);
    send(tab, &message).await.ok()?.as_string()
}

/// Brings a tab to the front.
#[cfg(feature = "pages")]
async fn show(tab: i32, address: Option<(&str, JsValue)>) {
    let properties: Vec<_> = [("active", true.into())]
        .into_iter()
        .chain(address)
        .collect();
    let Ok(tab) = update(tab, &object(&properties)).await else {
        return;
    };
    #[allow(clippy::cast_possible_truncation, reason = "ids of windows are small")]
    let window = get(&tab, "windowId").as_f64().map(|id| id as i32);
    if let Some(window) = window {
        let _ = update_window(window, &object(&[("focused", true.into())])).await;
    }
}

#[cfg(feature = "pages")]
fn object(properties: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in properties {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// Sends a message to a tab's content script.
pub async fn send(tab: i32, message: &Object) -> Result<JsValue, JsValue> {
    send_message(tab, message).await
}

/// Tells the extension's open pages how an escalation stands: `{"kind": "view", "view"}`, a view as JSON text. Without
/// one, that something about filed issues is new: `{"kind": "lines"}`.
pub fn tell_pages(view: Option<&str>) {
    let message = Object::new();
    let kind = if view.is_some() { "view" } else { "lines" };
    let _ = Reflect::set(&message, &"kind".into(), &kind.into());
    let _ = Reflect::set(&message, &"view".into(), &view.into());
    spawn_local(async move {
        // Nobody listens where no page is open.
        let _ = send_to_pages(&message).await;
    });
}

/// Has a request made by a tab of the host, with the agent's own session.
pub async fn forward(host: &str, request: &Request) -> Answer {
    for tab in of(host).await {
        if let Some(answer) = answer_of(tab, request, false).await {
            return answer;
        }
    }
    Answer::NotSent
}

/// Has a request made by this tab, if somebody sees it.
pub async fn forward_while_seen(tab: i32, request: &Request) -> Answer {
    let answer = answer_of(tab, request, true).await;
    answer.unwrap_or(Answer::NotSent)
}

/// `None` where nobody in the tab hears.
async fn answer_of(tab: i32, request: &Request, while_seen: bool) -> Option<Answer> {
    match JsFuture::from(ask(tab, request, while_seen)).await {
        Ok(answer) if answer.is_object() => Some(read(&answer)),
        Err(error) if is_nobody_there(&error) => None,
        // It may have been sent before the tab went away.
        _ => Some(Answer::Lost),
    }
}

fn ask(tab: i32, request: &Request, while_seen: bool) -> Promise {
    let message = Object::new();
    let set = |name: &str, value: JsValue| Reflect::set(&message, &name.into(), &value);
    let _ = set("kind", "forward".into());
    let _ = set("method", request.method.into());
    let _ = set("path", request.path.as_str().into());
    let _ = set("csrf", request.csrf.as_deref().into());
    let _ = set("body", request.body.as_deref().into());
    let _ = set("whileSeen", while_seen.into());
    // Written to memory, which cannot fail.
    let keep = serde_json::to_string(&request.keep).unwrap_or_default();
    let _ = set("keep", keep.into());
    let answer = future_to_promise(async move { send(tab, &message).await });
    let silence = future_to_promise(async {
        gloo_timers::future::TimeoutFuture::new(GIVE_UP).await;
        Ok(JsValue::UNDEFINED)
    });
    Promise::race(&Array::of2(&answer, &silence))
}

fn get(of: &JsValue, what: &str) -> JsValue {
    Reflect::get(of, &what.into()).unwrap_or_default()
}

fn is_nobody_there(error: &JsValue) -> bool {
    // Both browsers say so in these words, and there is no code.
    let text = get(error, "message").as_string().unwrap_or_default();
    text.contains("Receiving end does not exist")
        || text.contains("No tab with id")
        || text.contains("Invalid tab ID")
}

fn read(answer: &JsValue) -> Answer {
    let text = |what: &str| get(answer, what).as_string();
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "HTTP's have three digits"
    )]
    let status = get(answer, "status").as_f64().unwrap_or_default() as u16;
    match status {
        0 if get(answer, "sent").is_falsy() => Answer::NotSent,
        0 => Answer::Lost,
        status => Answer::Http {
            status,
            retry_after: text("retryAfter"),
            date: text("date"),
            body: text("body").unwrap_or_default(),
        },
    }
}
