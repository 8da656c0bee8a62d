//! What pages of the extension need of it: its manifest, what it keeps, and its background.

use crate::escalation::outbox::{Ask, View};
use js_sys::{Array, Function, JSON, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = getManifest)]
    fn manifest() -> JsValue;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = sendMessage, catch)]
    async fn send_message(message: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "runtime", "onMessage"], js_name = addListener)]
    fn on_message(listener: &Function);
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = get, catch)]
    async fn local_get(key: &str) -> Result<JsValue, JsValue>;
}

/// Zendesk hosts that the manifest, and so the person who installed the extension, names.
pub fn hosts() -> Vec<String> {
    let patterns = Reflect::get(&manifest(), &"host_permissions".into()).unwrap_or_default();
    let patterns = Array::from(&patterns).into_iter();
    let host = |pattern: JsValue| pattern.as_string()?.split('/').nth(2).map(str::to_owned);
    patterns.filter_map(host).collect()
}

/// The team's settings as JSON text; nothing but braces where none are kept.
pub async fn settings() -> String {
    let kept = local_get("settings").await.unwrap_or_default();
    let settings = Reflect::get(&kept, &"settings".into()).unwrap_or_default();
    let text = JSON::stringify(&settings)
        .ok()
        .and_then(|text| text.as_string());
    text.unwrap_or_else(|| "{}".to_owned())
}

/// Asks the background; `None` where it does not answer.
pub async fn ask(ask: &Ask) -> Option<String> {
    send_message(&ask.write().into()).await.ok()?.as_string()
}

/// Hears of every change of an escalation from now on, for as long as the page is open.
pub fn on_view(hear: impl Fn(View) + 'static) {
    let listener = Closure::<dyn Fn(JsValue)>::new(move |message: JsValue| {
        let text = |key: &str| Reflect::get(&message, &key.into()).ok()?.as_string();
        let view = (text("kind").as_deref() == Some("view"))
            .then(|| text("view"))
            .flatten();
        if let Some(view) = view.and_then(|view| View::read(&view)) {
            hear(view);
        }
    });
    on_message(listener.as_ref().unchecked_ref());
    listener.forget();
}
