//! The few calls of the browser that this page makes.

use crate::browser::{locks, runtime};
use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::Event;

/// Under which key the settings are kept, and which lock keeps two pages from changing them at once.
const SETTINGS: &str = "settings";

#[wasm_bindgen]
extern "C" {
    /// Where GitLab sends its answer; the browser takes it from there.
    #[wasm_bindgen(js_namespace = ["chrome", "identity"], js_name = getRedirectURL)]
    pub fn redirect_url() -> String;
    #[wasm_bindgen(js_namespace = ["chrome", "identity"], js_name = launchWebAuthFlow, catch)]
    async fn launch(details: &Object) -> Result<JsValue, JsValue>;

    type File;
    #[wasm_bindgen(method, catch)]
    async fn text(this: &File) -> Result<JsValue, JsValue>;
    type Blob;
    #[wasm_bindgen(constructor)]
    fn of(parts: &Array) -> Blob;
    #[wasm_bindgen(js_namespace = URL, js_name = createObjectURL)]
    fn object_url(blob: &Blob) -> String;
    type Anchor;
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create_element(tag: &str) -> Anchor;
    #[wasm_bindgen(method, setter)]
    fn set_download(this: &Anchor, name: &str);
    #[wasm_bindgen(method, setter)]
    fn set_href(this: &Anchor, address: &str);
    #[wasm_bindgen(method)]
    fn click(this: &Anchor);
}

/// Why settings were not kept.
pub enum NotKept {
    /// Others are kept by now than those that were changed.
    Changed,
    /// The browser refused.
    Browser,
}

impl From<JsValue> for NotKept {
    fn from(_: JsValue) -> Self {
        Self::Browser
    }
}

/// Keeps a settings document in the place of `before`.
pub async fn keep_settings(before: &str, text: &str) -> Result<(), NotKept> {
    let _held = locks::hold(SETTINGS).await?;
    // The browser may write keys in another order.
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
    if read(&runtime::own().await) != read(before) {
        return Err(NotKept::Changed);
    }
    runtime::keep(SETTINGS, &JSON::parse(text)?).await?;
    Ok(())
}

/// What stands in the file that was chosen in a field.
pub async fn file_text(event: &Event) -> Option<String> {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    let files = get(event.target()?.as_ref(), "files")?;
    let file: File = get(&files, "0")?.dyn_into().ok()?;
    file.text().await.ok()?.as_string()
}

/// Has the browser save a text as a file, as it saves all that is downloaded.
pub fn save_file(name: &str, text: &str) {
    let link = create_element("a");
    link.set_download(name);
    link.set_href(&object_url(&Blob::of(&Array::of1(&text.into()))));
    link.click();
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
