//! The extension's own pages. WebAssembly only; every element is made one by one, so that a policy that forbids
//! markup from text holds.

mod options;
mod panel;
mod popup;

use wasm_bindgen::prelude::*;

/// Opens the page of this name, as `data-page` of the document's body has it.
#[wasm_bindgen]
pub fn open(page: &str) {
    match page {
        "panel" => sycamore::render(panel::Panel),
        "popup" => sycamore::render(popup::Popup),
        "options" => sycamore::render(options::Options),
        _ => {}
    }
}
