//! The extension's own pages, in two modules by cargo feature: the popup, which has to be there at once, and the review together
//! with the options. WebAssembly only.

#[allow(dead_code, reason = "each module needs some of it")]
mod dom;
#[cfg(feature = "popup")]
mod news;
#[cfg(feature = "review")]
mod options;
#[cfg(feature = "review")]
mod panel;
#[cfg(feature = "popup")]
mod popup;
#[cfg(feature = "review")]
mod route;

use wasm_bindgen::prelude::*;

/// Shows the popup.
#[cfg(feature = "popup")]
#[wasm_bindgen]
pub fn open() {
    wasm_bindgen_futures::spawn_local(popup::open());
}

/// Shows the review of an escalation.
#[cfg(feature = "review")]
#[wasm_bindgen(js_name = openReview)]
pub fn open_review() {
    dom::show(panel::page);
}

/// Shows the options.
#[cfg(feature = "review")]
#[wasm_bindgen(js_name = openOptions)]
pub fn open_options() {
    dom::show(options::page);
}
