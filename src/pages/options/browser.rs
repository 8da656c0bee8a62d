//! The few calls of the browser that this page makes.

use crate::{
    browser::{locks, runtime},
    settings::{Complaint, Edit, Effective, edit, effective},
};
use js_sys::{JSON, Object, Reflect};
use wasm_bindgen::prelude::*;

/// Under which key the settings are kept, and which lock keeps two pages from changing them at once.
const SETTINGS: &str = "settings";

#[wasm_bindgen]
extern "C" {
    /// Where GitLab sends its answer; the browser takes it from there.
    #[wasm_bindgen(js_namespace = ["chrome", "identity"], js_name = getRedirectURL)]
    pub fn redirect_url() -> String;
    #[wasm_bindgen(js_namespace = ["chrome", "identity"], js_name = launchWebAuthFlow, catch)]
    async fn launch(details: &Object) -> Result<JsValue, JsValue>;
}

/// Why settings were not kept.
pub enum NotKept {
    /// These cannot be used.
    Wrong(Vec<Complaint>),
    /// The browser refused.
    Browser,
}

impl From<JsValue> for NotKept {
    fn from(_: JsValue) -> Self {
        Self::Browser
    }
}

/// Changes some of the person's own settings, and says what is in force then.
pub async fn change_settings(edits: &[Edit]) -> Result<Effective, NotKept> {
    let _held = locks::hold(SETTINGS).await?;
    let (own, policy) = (runtime::own().await, runtime::policy().await);
    let text = edit(&own, &policy, edits, &runtime::check).map_err(NotKept::Wrong)?;
    runtime::keep(SETTINGS, &JSON::parse(&text)?).await?;
    Ok(effective(&text, &policy, &runtime::check))
}

/// Opens `url` for the person, and gives the address that GitLab sent the browser to at the end.
pub async fn sign_in_window(url: &str) -> Result<String, WindowClosed> {
    let details = Object::new();
    for (name, value) in [("url", url.into()), ("interactive", true.into())] {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&details, &name.into(), &value);
    }
    let address = launch(&details).await.map_err(|_| WindowClosed)?;
    address.as_string().ok_or(WindowClosed)
}

/// The person closed the window, or the page in it did not load.
pub struct WindowClosed;
