//! Everything that can be done, found by typing.

use super::{super::dom::*, background, lower, meetings::browser::open_tab, place};
use crate::{
    browser::{tabs, words::say},
    links::has_words,
};
use sycamore_reactive::{create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// What is done, by the message that says so.
#[derive(Clone, Copy, PartialEq)]
enum Act {
    /// A page of Zendesk does it, as it does at a key.
    OnPage(&'static str),
    Options,
    Help,
}

const ALL: [(&str, Act); 5] = [
    ("command_escalate", Act::OnPage("escalate")),
    ("command_take_next", Act::OnPage("take-next")),
    ("command_ranked_list", Act::OnPage("ranked-list")),
    ("popup_options", Act::Options),
    ("help_link", Act::Help),
];

/// The field, and below it what has every word of what was typed.
pub fn view() -> [El; 2] {
    let typed = create_signal(String::new());
    let shown = create_selector(move || typed.with(|typed| found(typed)));
    let first = move |event: web_sys::Event| {
        let first = shown.with_untracked(|all| all.first().copied());
        if let Some((_, act)) = first.filter(|_| is_enter(&event)) {
            run(act);
        }
    };
    let field = el("input")
        .id("palette")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("aria-label", &say("popup_find_command", &[]))
        .attr("placeholder", &say("popup_type_to_act", &[]))
        .prop_of("value", move || typed.get_clone())
        .on("input", move |event| typed.set(value(&event)))
        .on("keydown", first);
    let rows = each(
        move || shown.get_clone(),
        |(name, act)| el("li").add(button(say(name, &[])).press(move || run(act))),
    );
    let is_none = move || {
        let is_none = typed.with(|typed| !typed.trim().is_empty()) && shown.with(Vec::is_empty);
        is_none.then(|| say("popup_no_such_command", &[]))
    };
    let found = el("div")
        .class("palette")
        .add(el("ul").add(rows))
        .add(el("p").attr("role", "status").add(live(is_none)));
    [field, found]
}

fn found(typed: &str) -> Vec<(&'static str, Act)> {
    if typed.trim().is_empty() {
        return Vec::new();
    }
    let has_all = |(name, _): &(&'static str, Act)| has_words(&say(name, &[]), typed, lower);
    ALL.into_iter().filter(has_all).collect()
}

fn run(act: Act) {
    match act {
        Act::OnPage(command) => spawn_local(on_page(command)),
        Act::Options => spawn_local(background::open_options()),
        Act::Help => open_tab("options.html#help"),
    }
}

/// Where no page of Zendesk is open, one is.
pub async fn on_page(command: &str) {
    let host = place::host().await;
    if !tabs::command(&host, command).await {
        open_tab(&format!("https://{host}/agent"));
    }
    background::close();
}
