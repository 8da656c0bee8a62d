//! The tab with GitLab's new-issue page, and where it goes from there. The browser tells its address only where the
//! person has allowed that.
//!
//! The review looks, and not the background: that would be woken by every page that any tab loads.

use crate::browser::runtime::kept_in_session;
use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = create, catch)]
    async fn create(what: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = get, catch)]
    async fn get(tab: i32) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs", "onUpdated"], js_name = addListener)]
    fn on_updated(listener: &Function);
    #[wasm_bindgen(js_namespace = ["chrome", "windows"], js_name = getCurrent, catch)]
    async fn current_window() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "windows"], js_name = create, catch)]
    async fn create_window(what: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "windows"], js_name = update, catch)]
    async fn update_window(id: &JsValue, what: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = set, catch)]
    async fn session_set(items: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = remove, catch)]
    async fn session_remove(key: &str) -> Result<JsValue, JsValue>;
}

/// A tab that was opened to file an issue in `project`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub tab: i32,
    pub project: String,
}

/// Opens an address in a new tab, which is remembered under `name` until it is forgotten or the browser ends.
pub async fn open(name: &str, address: &str, project: String) -> Option<Opened> {
    let what = object("url", &address.into());
    let tab = match create(&what).await {
        Ok(tab) => tab,
        // There is no window for it.
        Err(_) => {
            let window = create_window(&what).await.ok()?;
            Array::from(&field(&window, "tabs")).get(0)
        }
    };
    let tab = number(&field(&tab, "id"))?;
    let kept = Array::of2(&tab.into(), &project.as_str().into());
    // Where it is not kept, it is looked at for as long as this review is open.
    let _ = session_set(&object(&key(name), &kept)).await;
    Some(Opened { tab, project })
}

/// The tab that was opened under this name.
pub async fn recall(name: &str) -> Option<Opened> {
    let kept = kept_in_session(&key(name)).await;
    let kept: Array = kept.dyn_into().ok()?;
    Some(Opened {
        tab: number(&kept.get(0))?,
        project: kept.get(1).as_string()?,
    })
}

/// Looks at it no more.
pub async fn forget(name: &str) {
    // It is a hint; a tab that is looked at in vain is offered and not linked.
    let _ = session_remove(&key(name)).await;
}

/// Where a tab is, if it is there and may be seen.
pub async fn address(tab: i32) -> Option<String> {
    field(&get(tab).await.ok()?, "url").as_string()
}

/// Hears where tabs go from now on, for as long as the page is open.
pub fn on_address(hear: impl Fn(i32, String) + 'static) {
    let listener = Closure::<dyn Fn(f64, JsValue)>::new(move |tab: f64, change: JsValue| {
        if let Some(address) = field(&change, "url").as_string() {
            #[allow(clippy::cast_possible_truncation, reason = "ids of tabs are small")]
            hear(tab as i32, address);
        }
    });
    on_updated(listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Brings the review's window to the front.
pub async fn come_to_the_front() {
    if let Ok(window) = current_window().await {
        // A window that is just being closed stays where it is.
        let _ = update_window(&field(&window, "id"), &object("focused", &true.into())).await;
    }
}

fn key(name: &str) -> String {
    format!("gitlab tab {name}")
}

fn number(value: &JsValue) -> Option<i32> {
    #[allow(clippy::cast_possible_truncation, reason = "ids of tabs are small")]
    value.as_f64().map(|id| id as i32)
}

fn field(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

fn object(name: &str, value: &JsValue) -> Object {
    let object = Object::new();
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(&object, &name.into(), value);
    object
}
