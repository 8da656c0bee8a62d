//! The few calls of the browser that the background makes.

use wasm_bindgen::prelude::*;

/// What the session's storage keeps, by key. It is a cache: where the browser refuses
/// (its quota is used up, say), the cache starts afresh and Zendesk is asked again.
pub mod session {
    use super::{JsValue, api};
    use crate::engine::Saves;
    use js_sys::{Array, Object, Reflect};

    /// What is kept under `keys`; nothing where it cannot be read.
    pub async fn read(keys: &[String]) -> Saves {
        let names: Array = keys.iter().map(JsValue::from).collect();
        let Ok(found) = api::session_get(&names).await else {
            return Vec::new();
        };
        keys.iter()
            .filter_map(|key| {
                let text = Reflect::get(&found, &JsValue::from(key))
                    .ok()?
                    .as_string()?;
                Some((key.clone(), text))
            })
            .collect()
    }

    /// Hands `entries` to the browser, which keeps them even if the background is killed next.
    pub fn write(entries: Saves) {
        let items = Object::new();
        for (key, text) in entries {
            // Setting a property of a plain object cannot fail.
            let _ = Reflect::set(&items, &key.into(), &text.into());
        }
        wasm_bindgen_futures::spawn_local(async move {
            if api::session_set(&items).await.is_err() {
                let _ = api::session_clear().await;
            }
        });
    }
}

/// Messages to content scripts.
pub mod tabs {
    use super::JsValue;
    use crate::browser::tabs::{of, send};
    use js_sys::{Object, Reflect};

    /// Asks all tabs of a host to look again.
    pub async fn replan_all(host: &str) {
        for tab in of(host).await {
            replan(tab);
        }
    }

    /// Asks a tab to look again. A tab that is gone, or has no content script, has nothing to do.
    pub fn replan(tab: i32) {
        let message = Object::new();
        let _ = Reflect::set(&message, &"kind".into(), &"replan".into());
        wasm_bindgen_futures::spawn_local(async move {
            let _: Result<JsValue, JsValue> = send(tab, &message).await;
        });
    }
}

/// Shows how many tickets of the tab's list are near or past breach.
pub fn show_urgent(tab: i32, urgent: usize) {
    let text = if urgent == 0 {
        String::new()
    } else {
        urgent.to_string()
    };
    wasm_bindgen_futures::spawn_local(async move {
        // The tab may be gone by now.
        let _ = api::set_badge_text(&api::badge(tab, &text)).await;
    });
}

#[allow(missing_docs, reason = "the browser's own names")]
mod api {
    use super::JsValue;
    use js_sys::{Array, Object, Reflect};
    use wasm_bindgen::prelude::*;

    #[wasm_bindgen]
    extern "C" {
        #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = get, catch)]
        pub async fn session_get(keys: &Array) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = set, catch)]
        pub async fn session_set(items: &Object) -> Result<JsValue, JsValue>;
        #[wasm_bindgen(js_namespace = ["chrome", "storage", "session"], js_name = clear, catch)]
        pub async fn session_clear() -> Result<JsValue, JsValue>;
        #[wasm_bindgen(js_namespace = ["chrome", "action"], js_name = setBadgeText, catch)]
        pub async fn set_badge_text(details: &Object) -> Result<JsValue, JsValue>;
    }

    pub fn badge(tab: i32, text: &str) -> Object {
        let details = Object::new();
        let _ = Reflect::set(&details, &"tabId".into(), &tab.into());
        let _ = Reflect::set(&details, &"text".into(), &text.into());
        details
    }
}
