//! What the popup says to the background and to the browser.

use crate::{
    escalation::{
        follow::{Ask, Line},
        outbox::{self, View},
        overview::{Entry, overview},
    },
    time::Time,
};
use js_sys::{Date, JsString};
use wasm_bindgen::prelude::*;

/// All escalations. `None` where the background does not answer.
pub async fn entries() -> Option<Vec<Entry>> {
    let views = ask(&outbox::Ask::Views.write()).await?;
    let lines = ask(&Ask::Lines.write()).await?;
    Some(overview(View::read_all(&views), Line::read_all(&lines)))
}

/// Asks the background; `None` where it does not answer.
pub async fn ask(text: &str) -> Option<String> {
    let answer = api::send(&JsString::from(text)).await.ok()?;
    answer.as_string()
}

/// Has the list of the tab on view shown in score order. Nothing is answered.
pub async fn show_ranked_list() {
    let _ = api::send(&JsString::from("ranked-list")).await;
}

/// Calls `act` whenever the background says that something is new.
pub fn on_news(act: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(act);
    api::listen(listener.as_ref());
    // For as long as the popup is open.
    listener.forget();
}

pub async fn open_options() {
    let _ = api::open_options().await;
}

/// False where the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    api::copy(text).await.is_ok()
}

pub fn close() {
    api::close();
}

/// A moment on this machine's clock, as people here write it.
pub fn clock(at: Time) -> String {
    #[allow(
        clippy::cast_precision_loss,
        reason = "milliseconds of this age are exact"
    )]
    let date = Date::new(&JsValue::from(at.millis() as f64));
    date.to_locale_time_string("default").into()
}

#[allow(missing_docs, reason = "the browser's own names")]
mod api {
    use super::{JsString, JsValue, wasm_bindgen};

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = sendMessage, catch)]
        pub async fn send(message: &JsString) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = openOptionsPage, catch)]
        pub async fn open_options() -> Result<JsValue, JsValue>;
        #[wasm_bindgen(js_namespace = ["chrome", "runtime", "onMessage"], js_name = addListener)]
        pub fn listen(listener: &JsValue);
        #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
        pub async fn copy(text: &str) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(js_namespace = window, js_name = close)]
        pub fn close();
    }
}
