//! What the popup says to the background and to the browser.

use wasm_bindgen::prelude::*;

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

#[allow(missing_docs, reason = "the browser's own names")]
mod api {
    use super::{JsValue, wasm_bindgen};

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = ["chrome", "runtime"], js_name = openOptionsPage, catch)]
        pub async fn open_options() -> Result<JsValue, JsValue>;
        #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
        pub async fn copy(text: &str) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(js_namespace = window, js_name = close)]
        pub fn close();
    }
}
