//! The options: signing in to GitLab, and everything that can be set.

mod account;
mod browser;
mod examine;
mod field;
mod first_run;
mod health;
mod help;
mod kept;
mod parts;
mod preview;
mod section;
mod shortcuts;
mod transfer;

use super::dom::*;
use crate::browser::{runtime, words::say};
use kept::Kept;
use sycamore_reactive::{create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// The whole page.
pub fn page() -> El {
    let loaded = create_signal(None::<(String, String)>);
    spawn_local(async move {
        let (own, policy) = (runtime::own().await, runtime::policy().await);
        loaded.set(Some((own, policy)));
    });
    let title = match first_run::is_asked() {
        true => "first_run_title",
        false => "options_title",
    };
    el("main")
        .class("options")
        .add(el("h1").id("title").add(say(title, &[])))
        .add(live(move || {
            let both = loaded.get_clone();
            both.map(|(own, policy)| {
                let kept = Kept::new(own, policy);
                match first_run::is_asked() {
                    true => first_run::view(kept),
                    false => sections(kept),
                }
            })
        }))
}

fn sections(kept: Kept) -> View {
    // Only what is saved moves the account to another GitLab.
    let gitlab = create_selector(move || kept.settings().gitlab);
    let typed = create_signal(String::new());
    let search = el("input")
        .id("search")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .prop_of("value", move || typed.get_clone())
        .on("input", move |event| typed.set(value(&event)));
    let search = el("div")
        .class("field search")
        .add(
            el("label")
                .attr("for", "search")
                .add(say("options_search", &[])),
        )
        .add(search);
    let mut all: Vec<View> = vec![kept.notices(), search.into(), account::view(gitlab).into()];
    all.extend(section::all(kept, typed));
    all.push(shortcuts::view().into());
    all.push(health::view().into());
    all.push(transfer::view(kept).into());
    all.push(help::view(kept).into());
    all.into()
}
