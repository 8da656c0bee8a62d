//! `navigator.locks`: one holder at a time among everything of this extension that runs in this browser.
//! Whoever dies gives its locks back.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request)]
    fn request(name: &str, holder: &Function) -> Promise;
}

/// A lock that is held until this is dropped.
pub struct Held {
    give_back: Function,
}

impl Drop for Held {
    fn drop(&mut self) {
        // Resolving a promise cannot fail.
        let _ = self.give_back.call0(&JsValue::UNDEFINED);
    }
}

/// Waits until nobody else holds `name`.
pub async fn hold(name: &str) -> Result<Held, JsValue> {
    let mut give_back = None;
    let until = Promise::new(&mut |resolve, _| give_back = Some(resolve));
    let give_back = give_back.ok_or(JsValue::UNDEFINED)?;
    let mut settle = None;
    let granted = Promise::new(&mut |granted, refused| settle = Some((granted, refused)));
    let (grant, refuse) = settle.ok_or(JsValue::UNDEFINED)?;
    let holder = Closure::once_into_js(move || -> Promise {
        let _ = grant.call0(&JsValue::UNDEFINED);
        until
    });
    let over = request(name, holder.unchecked_ref());
    spawn_local(async move {
        // Refused where the extension is going away.
        if let Err(error) = JsFuture::from(over).await {
            let _ = refuse.call1(&JsValue::UNDEFINED, &error);
        }
    });
    JsFuture::from(granted).await?;
    Ok(Held { give_back })
}
