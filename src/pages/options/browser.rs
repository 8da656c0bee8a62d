//! The few calls of the browser that this page makes.

use crate::{
    browser::{locks, runtime},
    settings::{SettingsError, edit},
};
use js_sys::{JSON, Object, Reflect};
use serde_json::Value;
use wasm_bindgen::prelude::*;

/// Under which key the settings are kept, and which lock keeps two pages from changing them at once.
const SETTINGS: &str = "settings";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "local"], js_name = set, catch)]
    async fn write(items: &Object) -> Result<JsValue, JsValue>;
    /// Where GitLab sends its answer; the browser takes it from there.
    #[wasm_bindgen(js_namespace = ["chrome", "identity"], js_name = getRedirectURL)]
    pub fn redirect_url() -> String;
    #[wasm_bindgen(js_namespace = ["chrome", "identity"], js_name = launchWebAuthFlow, catch)]
    async fn launch(details: &Object) -> Result<JsValue, JsValue>;
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// Why settings were not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// They cannot be used.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The browser refused.
    #[error(
        "This browser did not keep them. Check that there is room on the disk; then try again."
    )]
    Browser,
}

impl From<JsValue> for NotKept {
    fn from(_: JsValue) -> Self {
        Self::Browser
    }
}

/// Changes some of the kept settings, and gives them all.
pub async fn change_settings(changes: &[((&str, &str), Value)]) -> Result<String, NotKept> {
    let _held = locks::hold(SETTINGS).await?;
    let text = edit(&runtime::settings().await, changes)?;
    write(&object(&[(SETTINGS, JSON::parse(&text)?)])).await?;
    Ok(text)
}

/// Opens `url` for the person, and gives the address that GitLab sent the browser to at the end.
pub async fn sign_in_window(url: &str) -> Result<String, WindowClosed> {
    let details = object(&[("url", url.into()), ("interactive", true.into())]);
    let address = launch(&details).await.map_err(|_| WindowClosed)?;
    address.as_string().ok_or(WindowClosed)
}

/// The person closed the window, or the page in it did not load.
pub struct WindowClosed;

/// Puts the keyboard where something is wrong.
pub fn focus(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    if let Some(element) =
        element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok())
    {
        // An element that cannot take it is left alone.
        let _ = element.focus();
    }
}
