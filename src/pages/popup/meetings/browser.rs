//! The few calls of the browser that this section makes.

use crate::{
    browser::{
        locks,
        runtime::{self, CALLS_REGION},
        words::say,
        zones::zone,
    },
    settings::{Defaults, Edit, SettingsError, check_calls, edit},
};
use gloo_timers::callback::Interval;
use js_sys::{Array, JSON, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Event;

/// Under which key the settings are kept, and which lock keeps two pages from changing them at once.
const SETTINGS: &str = "settings";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "storage", "onChanged"], js_name = addListener)]
    fn on_changed(listener: &JsValue);
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = request, catch)]
    fn request(wanted: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    async fn write_text(text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = Intl, js_name = supportedValuesOf, catch)]
    fn supported_values(of: &str) -> Result<Array, JsValue>;

    #[wasm_bindgen(js_name = calendarFile, catch)]
    async fn file_of_calls(
        settings: &str,
        only: Option<String>,
        minutes: u32,
    ) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = readCalendar, catch)]
    async fn calls_of_file(text: &str, settings: &str) -> Result<JsValue, JsValue>;

    type Blob;
    #[wasm_bindgen(constructor, catch)]
    fn new(parts: &Array, options: &Object) -> Result<Blob, JsValue>;
    #[wasm_bindgen(js_namespace = URL, js_name = createObjectURL, catch)]
    fn address_of(blob: &Blob) -> Result<String, JsValue>;
    #[wasm_bindgen(js_namespace = URL, js_name = revokeObjectURL)]
    fn forget_address(address: &str);

    type Anchor;
    #[wasm_bindgen(js_namespace = document, js_name = createElement)]
    fn create_anchor(name: &str) -> Anchor;
    #[wasm_bindgen(method, setter)]
    fn set_href(this: &Anchor, address: &str);
    #[wasm_bindgen(method, setter)]
    fn set_target(this: &Anchor, target: &str);
    #[wasm_bindgen(method, setter)]
    fn set_rel(this: &Anchor, rel: &str);
    #[wasm_bindgen(method, setter)]
    fn set_download(this: &Anchor, name: &str);
    #[wasm_bindgen(method)]
    fn click(this: &Anchor);

    type File;
    #[wasm_bindgen(method, catch)]
    async fn text(this: &File) -> Result<JsValue, JsValue>;
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

/// The popup reads nothing else of them.
fn check(text: &str) -> Result<(), SettingsError> {
    check_calls(text, &zone)
}

/// The settings in force, as a document.
pub async fn settings() -> String {
    runtime::settings(&check).await.text
}

/// Changes fields of the person's own settings. What is wrong, in words, where they were not kept.
pub async fn change_settings(edits: &[Edit]) -> Result<(), String> {
    let _held = locks::hold(SETTINGS).await.map_err(refused)?;
    let (own, policy) = (runtime::own().await, runtime::policy().await);
    let text = edit(&own, &policy, edits, &check, Defaults::CALLS).map_err(|wrong| {
        let sentences: Vec<String> = wrong.iter().map(|wrong| wrong.sentence(say)).collect();
        sentences.join(" ")
    })?;
    let value = JSON::parse(&text).map_err(refused)?;
    runtime::keep(SETTINGS, &value).await.map_err(refused)
}

fn refused(_: JsValue) -> String {
    say("popup_not_kept", &[])
}

/// Calls `act` whenever something is kept, for as long as the popup is open.
pub fn on_settings(act: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(act).into_js_value();
    on_changed(&listener);
}

/// For as long as the popup is open.
pub fn every_second(act: impl Fn() + 'static) {
    Interval::new(1_000, act).forget();
}

/// Empty for all.
pub async fn region() -> String {
    runtime::kept(CALLS_REGION)
        .await
        .as_string()
        .unwrap_or_default()
}

pub async fn remember_region(region: &str) {
    // It is listed for all next time where this cannot be kept.
    let _ = runtime::keep(CALLS_REGION, &region.into()).await;
}

/// IANA names of zones, to choose from.
pub fn zone_names() -> Vec<String> {
    let names = supported_values("timeZone").unwrap_or_default();
    let names = names.iter().filter_map(|name| name.as_string());
    std::iter::once("UTC".to_owned()).chain(names).collect()
}

/// False where the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    write_text(text).await.is_ok()
}

/// Opens a page beside the popup, which closes then.
pub fn open_tab(address: &str) {
    let link = create_anchor("a");
    link.set_href(address);
    link.set_target("_blank");
    link.set_rel("noreferrer");
    link.click();
}

/// Calls as a calendar file, by the module that knows these; `None` where it cannot be made.
pub async fn calendar_file(settings: &str, only: Option<String>, minutes: u32) -> Option<String> {
    let file = file_of_calls(settings, only, minutes).await;
    file.ok()?.as_string()
}

/// What a calendar file would do; `None` for what is none.
pub async fn read_calendar(text: &str, settings: &str) -> Option<String> {
    calls_of_file(text, settings).await.ok()?.as_string()
}

/// Has the browser save a text as a file.
pub fn save_file(name: &str, text: &str) -> bool {
    let options = object(&[("type", "text/calendar;charset=utf-8".into())]);
    let blob = Blob::new(&Array::of1(&text.into()), &options);
    let Ok(address) = blob.and_then(|blob| address_of(&blob)) else {
        return false;
    };
    let link = create_anchor("a");
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The download has begun by then.
    gloo_timers::callback::Timeout::new(60_000, move || forget_address(&address)).forget();
    true
}

/// The text of the file that was chosen.
pub async fn chosen_text(event: Event) -> Option<String> {
    let field = event.target()?;
    let files = Reflect::get(&field, &"files".into()).ok()?;
    let file = Reflect::get(&files, &0.into()).ok()?;
    if file.is_undefined() {
        return None;
    }
    let text = file.unchecked_into::<File>().text().await.ok();
    // The same file may be chosen again.
    let _ = Reflect::set(&field, &"value".into(), &"".into());
    text?.as_string()
}

/// Has the browser ask the person for leave to show notifications; whether they give it. To be called within a press.
pub fn ask_to_notify() -> impl Future<Output = bool> + 'static {
    let wanted = Array::of1(&"notifications".into());
    let asked = request(&object(&[("permissions", wanted.into())]));
    async move {
        match asked {
            Ok(answer) => JsFuture::from(answer).await.is_ok_and(|is| is.is_truthy()),
            Err(_) => false,
        }
    }
}
