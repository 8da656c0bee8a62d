//! What pages of the extension need of it: its manifest, what it keeps, and its background.

use crate::escalation::outbox::View;
#[cfg(feature = "pages")]
use crate::settings::{Check, Effective, effective};
use crate::zendesk::host_of_pattern;
use js_sys::{Array, Function, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getManifest)]
    fn manifest() -> JsValue;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = sendMessage, catch)]
    async fn send_message(message: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime", "onMessage"], js_name = addListener)]
    fn on_message(listener: &Function);
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = get, catch)]
    async fn local_get(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = set, catch)]
    async fn local_set(items: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "managed"], js_name = get, catch)]
    async fn managed_get() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = remove, catch)]
    async fn local_remove(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = get, catch)]
    async fn session_get(key: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = getAll, catch)]
    async fn all_permissions() -> Result<JsValue, JsValue>;
}

/// Under which key this browser remembers the region that calls are listed for; empty for all.
pub const CALLS_REGION: &str = "calls-region";

/// The extension's version.
pub fn version() -> String {
    let version = Reflect::get(&manifest(), &"version".into()).unwrap_or_default();
    version.as_string().unwrap_or_default()
}

/// Zendesk hosts that the manifest, and so the person who installed the extension, names.
pub fn named_hosts() -> Vec<String> {
    hosts_of(&texts(&manifest(), "host_permissions"))
}

/// Zendesk hosts that may be asked now, those first that the person has allowed. As extension/background/hosts.ts has it.
pub async fn hosts() -> Vec<String> {
    let named = named_hosts();
    let hosts = hosts_of(&texts(&allowed().await, "origins")).into_iter();
    let (named, mut first): (Vec<_>, Vec<_>) = hosts.partition(|host| named.contains(host));
    first.extend(named);
    first
}

/// What the extension may do now: names, and patterns of what it may see.
pub async fn permissions() -> Vec<String> {
    let allowed = allowed().await;
    let mut all = texts(&allowed, "permissions");
    all.extend(texts(&allowed, "origins"));
    all
}

async fn allowed() -> JsValue {
    all_permissions().await.unwrap_or_default()
}

fn hosts_of(patterns: &[String]) -> Vec<String> {
    let hosts = patterns.iter().filter_map(|one| host_of_pattern(one));
    hosts.map(str::to_owned).collect()
}

fn texts(of: &JsValue, name: &str) -> Vec<String> {
    let list = Reflect::get(of, &name.into()).unwrap_or_default();
    let list = list.dyn_into::<Array>().unwrap_or_default();
    list.iter().filter_map(|one| one.as_string()).collect()
}

/// What is kept under `key`; undefined where nothing is.
pub async fn kept(key: &str) -> JsValue {
    let kept = local_get(key).await.unwrap_or_default();
    Reflect::get(&kept, &key.into()).unwrap_or_default()
}

/// What is kept under `key` until the browser is closed; undefined where nothing is.
pub async fn kept_in_session(key: &str) -> JsValue {
    let kept = session_get(key).await.unwrap_or_default();
    Reflect::get(&kept, &key.into()).unwrap_or_default()
}

/// Keeps nothing under `key` any more, where the browser lets that be.
pub async fn forget(key: &'static str) {
    let _ = local_remove(key).await;
}

/// Keeps `value` under `key`, for all pages and the background.
pub async fn keep(key: &str, value: &JsValue) -> Result<(), JsValue> {
    let items = Object::new();
    Reflect::set(&items, &key.into(), value)?;
    local_set(&items).await?;
    Ok(())
}

/// The person's own settings, as JSON text; nothing but braces where none are kept.
pub async fn own() -> String {
    json(&kept("settings").await)
}

/// The company's policy, as JSON text. Firefox refuses where there is none.
pub async fn policy() -> String {
    json(&managed_get().await.unwrap_or_default())
}

/// A value of JavaScript's as JSON text; nothing but braces where it is none.
pub fn json(value: &JsValue) -> String {
    let text = JSON::stringify(value).ok();
    let text = text.and_then(|text| text.as_string());
    text.unwrap_or_else(|| "{}".to_owned())
}

/// The settings in force, of what `check` reads.
#[cfg(feature = "pages")]
pub async fn settings(check: Check<'_>) -> Effective {
    effective(&own().await, &policy().await, check)
}

/// Asks the background, in words of the core's; `None` where it does not answer.
pub async fn ask(words: &str) -> Option<String> {
    send_message(words).await.ok()?.as_string()
}

/// Hears of every change of an escalation from now on, for as long as the page is open.
pub fn on_view(hear: impl Fn(View) + 'static) {
    on_each_message(move |message| {
        let text = |key: &str| Reflect::get(&message, &key.into()).ok()?.as_string();
        let view = (text("kind").as_deref() == Some("view"))
            .then(|| text("view"))
            .flatten();
        if let Some(view) = view.and_then(|view| View::read(&view)) {
            hear(view);
        }
    });
}

/// Hears of everything that the background tells, for as long as the page is open.
pub fn on_each_message(hear: impl Fn(JsValue) + 'static) {
    let listener = Closure::<dyn Fn(JsValue)>::new(hear).into_js_value();
    on_message(listener.unchecked_ref());
}
