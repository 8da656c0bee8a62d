//! The extension's own pages, each a module of its own by cargo feature. WebAssembly only.

#[allow(
    dead_code,
    reason = "each page is built by itself and needs some of it"
)]
mod dom;
#[cfg(feature = "popup")]
mod news;
#[cfg(feature = "options")]
mod options;
#[cfg(feature = "panel")]
mod panel;
#[cfg(feature = "popup")]
mod popup;
#[cfg(feature = "panel")]
mod route;

use wasm_bindgen::prelude::*;

/// Shows the page that this module is.
#[wasm_bindgen]
pub fn open() {
    #[cfg(feature = "options")]
    dom::show(options::page);
    #[cfg(feature = "panel")]
    dom::show(panel::page);
    #[cfg(feature = "popup")]
    wasm_bindgen_futures::spawn_local(popup::open());
}
