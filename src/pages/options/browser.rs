//! The few calls of the browser that this page makes.

use crate::{
    browser::{locks, runtime},
    engine::Saves,
};
use js_sys::{Array, Function, JSON, Object, Reflect};
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

    #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = get, catch)]
    async fn session_get(keys: Vec<String>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = document, js_name = addEventListener)]
    fn listen(name: &str, act: &Function);

    #[wasm_bindgen(js_namespace = ["chrome", "commands"], js_name = getAll, catch)]
    async fn commands() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_namespace = chrome, js_name = commands)]
    static COMMANDS: JsValue;
    #[wasm_bindgen(js_namespace = ["chrome", "tabs"], js_name = create, catch)]
    async fn create_tab(properties: &Object) -> Result<JsValue, JsValue>;

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

/// What the background keeps for the session under `keys`; nothing where it cannot be read.
pub async fn session(keys: &[String]) -> Saves {
    let found = session_get(keys.to_vec()).await.unwrap_or_default();
    let text = |key: &String| {
        let text = Reflect::get(&found, &key.into()).ok()?.as_string()?;
        Some((key.clone(), text))
    };
    keys.iter().filter_map(text).collect()
}

/// Calls `act` whenever the page comes into view or goes out of it, for as long as it is open.
pub fn on_seen(act: impl Fn() + 'static) {
    let act = Closure::<dyn Fn()>::new(act).into_js_value();
    listen("visibilitychange", act.unchecked_ref());
}

/// A command, and the keys that the browser has for it.
#[derive(Clone)]
pub struct Shortcut {
    /// In the reader's language.
    pub what: String,
    /// `Alt+Shift+E`; empty where there are none.
    pub keys: String,
}

/// All commands that have a name for people.
pub async fn shortcuts() -> Vec<Shortcut> {
    let all = Array::from(&commands().await.unwrap_or_default()).into_iter();
    let shortcut = |one: JsValue| {
        let text = |name: &str| Reflect::get(&one, &name.into()).ok()?.as_string();
        Some(Shortcut {
            what: text("description").filter(|what| !what.is_empty())?,
            keys: text("shortcut").unwrap_or_default(),
        })
    };
    all.filter_map(shortcut).collect()
}

/// Opens the browser's own page for them.
pub async fn change_shortcuts() {
    // Firefox alone has it.
    let own = COMMANDS.with(|commands| Reflect::get(commands, &"openShortcutSettings".into()));
    if let Ok(open) = own.unwrap_or_default().dyn_into::<Function>() {
        let _ = open.call0(&JsValue::UNDEFINED);
        return;
    }
    let properties = Object::new();
    let _ = Reflect::set(
        &properties,
        &"url".into(),
        &"chrome://extensions/shortcuts".into(),
    );
    // An older Firefox opens none of its own pages; how to get there is said beside the button.
    let _ = create_tab(&properties).await;
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
