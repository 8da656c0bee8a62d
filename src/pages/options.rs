//! The options: signing in to GitLab, and what a team decides about filing.

mod account;
mod browser;
mod examine;
mod filing;
mod parts;

use super::dom::*;
use crate::{
    browser::runtime,
    settings::{Effective, Settings},
};
use sycamore_reactive::{create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// The settings in force.
#[derive(Clone, PartialEq)]
struct Loaded {
    settings: Settings,
    /// What was left out of them.
    wrong: Option<String>,
}

impl Loaded {
    fn read(in_force: &Effective) -> Self {
        Self {
            // What is in force was read before.
            settings: Settings::parse(&in_force.text).unwrap_or_default(),
            wrong: in_force.says_what_is_left_out(),
        }
    }
}

/// The whole page.
pub fn page() -> El {
    let loaded = create_signal(None::<Loaded>);
    spawn_local(async move {
        loaded.set(Some(Loaded::read(&runtime::settings().await)));
    });
    el("main")
        .class("options")
        .add(el("h1").add("Vanguard options"))
        .add(live(move || loaded.get_clone().map(sections)))
}

fn sections(first: Loaded) -> View {
    // Only what is saved moves the account to another GitLab.
    let saved = create_signal(first.clone());
    let gitlab = create_selector(move || saved.with(|saved| saved.settings.gitlab.clone()));
    [account::view(gitlab), filing::view(first, saved)].into()
}
