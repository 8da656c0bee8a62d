//! Messages in the language that the browser is set to.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getMessage)]
    fn get_message(key: &str, values: Vec<String>) -> String;
}

/// [`Words`](crate::words::Words) of this browser. Both browsers answer a key that they do not know with nothing.
pub fn say(key: &str, values: &[&str]) -> String {
    get_message(
        key,
        values.iter().map(|value| (*value).to_owned()).collect(),
    )
}
