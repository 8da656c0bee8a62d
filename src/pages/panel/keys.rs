//! Ctrl or Cmd with Enter does what the page is for; Escape closes what nobody has edited.

use super::super::dom::*;
use sycamore_reactive::on_cleanup;
use wasm_bindgen::prelude::*;
use web_sys::KeyboardEvent;

/// Listens for as long as what is shown stays.
pub fn listen(act: impl Fn() + 'static, may_close: impl Fn() -> bool + 'static) {
    let press = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let acts = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "Enter" if acts && !event.repeat() => {
                event.prevent_default();
                act();
            }
            "Escape" if may_close() => {
                if let Some(window) = web_sys::window() {
                    // Refused in a tab that the person opened: it stays.
                    let _ = window.close();
                }
            }
            _ => {}
        }
    });
    if let Some(window) = web_sys::window() {
        // Adding a listener to a window cannot fail.
        let _ = window.add_event_listener_with_callback("keydown", press.as_ref().unchecked_ref());
        on_cleanup(move || {
            let _ = window
                .remove_event_listener_with_callback("keydown", press.as_ref().unchecked_ref());
        });
    }
}

/// Beside the button: the keys, and what they do.
pub fn hint(does: String) -> El {
    let keys = el("p").class("hint").add(el("kbd").add("Ctrl")).add("+");
    keys.add(el("kbd").add("Enter")).add(" ").add(does)
}
