//! The review of an escalation: what would be filed, what is there already, and one press.

mod body;
mod by_hand;
mod desk;
mod duplicates;
mod filing;
mod form;
mod gitlab_tab;
mod load;
mod markdown;
mod replaced;
mod state;

use crate::escalation::review::opening::Trouble;
use desk::Desk;
use load::{Loaded, Place};
use sycamore::prelude::*;
use wasm_bindgen_futures::spawn_local;

#[derive(Clone)]
enum Stage {
    Reading,
    Failed(Trouble),
    Read(Box<Loaded>),
}

/// The whole page.
#[component]
pub fn Panel() -> View {
    let stage = create_signal(Stage::Reading);
    let place = load::place();
    let state = state::State::new(place.as_ref());
    let read = {
        let place = place.clone();
        move || {
            let place = place.clone();
            stage.set(Stage::Reading);
            spawn_local(async move {
                stage.set(match load::load(place).await {
                    Ok(loaded) => Stage::Read(Box::new(loaded)),
                    Err(trouble) => Stage::Failed(trouble),
                });
            });
        }
    };
    read();
    let ticket = place.ok().map(|Place { host, ticket }| {
        let address = format!("https://{host}/agent/tickets/{ticket}");
        let name = format!("Ticket #{ticket}");
        view! { p(class="ticket") { a(href=address, target="_blank", rel="noopener noreferrer") { (name) } } }
    });
    let states = state.show();
    view! {
        header {
            h1 { "Escalate to GitLab" }
            (ticket)
        }
        main {
            (states)
            (move || match stage.get_clone() {
                Stage::Reading => view! { p(class="reading", role="status") { "Reading the ticket…" } },
                Stage::Failed(trouble) => failed(&trouble, read.clone()),
                Stage::Read(loaded) => Desk::new(*loaded, state).show(),
            })
        }
    }
}

fn failed(trouble: &Trouble, again: impl Fn() + 'static) -> View {
    let (code, what, todo) = trouble.words();
    let helps = !matches!(trouble, Trouble::Address | Trouble::Host);
    let again =
        helps.then(|| view! { button(r#type="button", on:click=move |_| again()) { "Try again" } });
    view! {
        section(class="notice trouble", role="alert") {
            p(class="what") { (what) }
            p { (todo) " " span(class="code") { (code) } }
            (again)
        }
    }
}
