//! The options: signing in to GitLab, and what a team decides about filing.

mod account;
mod browser;
mod examine;
mod filing;
mod parts;

use crate::{browser::runtime, settings::Settings};
use sycamore::prelude::*;
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
#[component]
pub fn Options() -> View {
    let loaded = create_signal(None::<Loaded>);
    spawn_local(async move {
        let text = runtime::settings().await;
        loaded.set(Some(Loaded::read(&text)));
    });
    view! {
        main(class="options") {
            h1 { "Vanguard options" }
            (loaded.get_clone().map_or(View::new(), page))
        }
    }
}

fn page(first: Loaded) -> View {
    // Only what is saved moves the account to another GitLab.
    let saved = create_signal(first.clone());
    let gitlab = create_selector(move || saved.with(|saved| saved.settings.gitlab.clone()));
    let (account, filing) = (account::view(gitlab), filing::view(first, saved));
    view! {
        (account)
        (filing)
    }
}
