//! Leave to see the pages and answers of one GitLab, which the person gives by a press and the browser keeps.

use crate::gitlab::access_pattern;
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = contains, catch)]
    async fn contains(wanted: &Object) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = ["chrome", "permissions"], js_name = request, catch)]
    fn request(wanted: &Object) -> Result<Promise, JsValue>;
}

/// Whether the person has allowed it for the GitLab at `origin`.
pub async fn is_allowed(origin: &str) -> bool {
    contains(&wanted(origin))
        .await
        .is_ok_and(|is| is.is_truthy())
}

/// Has the browser ask the person; whether they allow it. To be called within a press: later, browsers refuse.
pub fn ask(origin: &str) -> impl Future<Output = bool> + 'static {
    let asked = request(&wanted(origin));
    async move {
        match asked {
            Ok(answer) => JsFuture::from(answer).await.is_ok_and(|is| is.is_truthy()),
            Err(_) => false,
        }
    }
}

fn wanted(origin: &str) -> Object {
    let wanted = Object::new();
    let origins = Array::of1(&access_pattern(origin).into());
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(&wanted, &"origins".into(), &origins);
    wanted
}
