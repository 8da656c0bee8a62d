//! Alarms, which wake the background up.

use crate::time::Time;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "alarms"], js_name = create)]
    fn set_alarm(name: &str, info: &Object);
}

/// At `at`, under this name; the browser may be half a minute late.
pub fn set(name: &str, at: Time) {
    let info = Object::new();
    #[allow(
        clippy::cast_precision_loss,
        reason = "milliseconds of this age are exact"
    )]
    let when = JsValue::from(at.millis() as f64);
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(&info, &"when".into(), &when);
    set_alarm(name, &info);
}
