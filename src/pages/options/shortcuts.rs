//! The keys that the browser has for Vanguard's commands. They are the browser's to change.

use super::{
    super::dom::*,
    browser::{Shortcut, change_shortcuts, on_seen, shortcuts},
};
use crate::browser::words::say;
use sycamore_reactive::create_signal;
use wasm_bindgen_futures::spawn_local;

/// The section; it is read anew whenever the page is seen again.
pub fn view() -> El {
    let all = create_signal(Vec::<Shortcut>::new());
    let read = move || spawn_local(async move { all.set(shortcuts().await) });
    read();
    on_seen(read);
    let rows = move || {
        let all = all.get_clone().into_iter();
        all.map(row).collect::<Vec<_>>()
    };
    let head = [say("shortcuts_command", &[]), say("shortcuts_keys", &[])];
    let head = head.map(|title| el("th").attr("scope", "col").add(title));
    let table = el("table")
        .id("shortcuts-table")
        .add(el("thead").add(el("tr").add(head)))
        .add(el("tbody").add(live(rows)));
    let change = button(say("shortcuts_change", &[]))
        .id("shortcuts-change")
        .press(|| spawn_local(change_shortcuts()));
    el("section")
        .attr("aria-labelledby", "shortcuts-heading")
        .add(
            el("h2")
                .id("shortcuts-heading")
                .add(say("shortcuts_title", &[])),
        )
        .add(el("div").class("changes").add(table))
        .add(el("p").class("hint").add(say("shortcuts_how", &[])))
        .add(el("div").class("buttons").add(change))
}

fn row(Shortcut { what, keys }: Shortcut) -> El {
    let keys = match keys.is_empty() {
        true => el("td").add(say("shortcuts_none", &[])),
        false => el("td").add(el("kbd").add(keys)),
    };
    el("tr")
        .add(el("th").attr("scope", "row").add(what))
        .add(keys)
}
