//! The options: signing in to GitLab, and what a team decides about filing.

mod account;
mod browser;
mod examine;
mod filing;
mod parts;

use super::dom::*;
use crate::{browser::runtime, settings::Settings};
use sycamore_reactive::{create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// What the kept settings come to.
#[derive(Clone, PartialEq)]
struct Loaded {
    settings: Settings,
    /// What is wrong with the kept ones, where the defaults stand in for them.
    wrong: Option<String>,
}

impl Loaded {
    fn read(text: &str) -> Self {
        match Settings::parse(text) {
            Ok(settings) => Self {
                settings,
                wrong: None,
            },
            Err(error) => Self {
                settings: Settings::parse("{}").unwrap_or_default(),
                wrong: Some(format!(
                    "The kept settings cannot be used, so the defaults are in force. {error}"
                )),
            },
        }
    }
}

/// The whole page.
pub fn page() -> El {
    let loaded = create_signal(None::<Loaded>);
    spawn_local(async move {
        let text = runtime::settings().await;
        loaded.set(Some(Loaded::read(&text)));
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
