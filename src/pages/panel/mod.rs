//! The review of an escalation: what would be filed, what is there already, and one press.

mod body;
mod by_hand;
mod desk;
mod duplicates;
mod filing;
mod form;
mod gitlab_tab;
pub(super) mod load;
mod markdown;
mod replaced;
mod state;

use super::dom::*;
use crate::{browser::words::say, escalation::review::opening::Trouble};
use desk::Desk;
use load::{Loaded, Place};
use sycamore_reactive::create_signal;
use wasm_bindgen_futures::spawn_local;

#[derive(Clone)]
enum Stage {
    Reading,
    Failed(Trouble),
    Read(Box<Loaded>),
}

/// The whole page.
pub fn page() -> View {
    let title = say("panel_title", &[]);
    set_title(&title);
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
        let link = link(&address, say("ticket_number", &[&ticket.to_string()]));
        el("p").class("ticket").add(link)
    });
    let draft = move || match stage.get_clone() {
        Stage::Reading => el("p")
            .class("reading")
            .attr("role", "status")
            .add(say("component_wait", &[]))
            .into(),
        Stage::Failed(trouble) => failed(&trouble, read.clone()).into(),
        Stage::Read(loaded) => Desk::new(*loaded, state).show(),
    };
    [
        el("header").add(el("h1").add(title)).add(ticket),
        el("main").add(state.show()).add(live(draft)),
    ]
    .into()
}

fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

fn failed(trouble: &Trouble, again: impl Fn() + 'static) -> El {
    let (code, what, todo) = trouble.said(say);
    let helps = !matches!(trouble, Trouble::Address | Trouble::Host);
    let again = helps.then(|| button(say("try_again", &[])).press(again));
    let code = el("span").class("code").add(code);
    el("section")
        .class("notice trouble")
        .attr("role", "alert")
        .add(el("p").class("what").add(what))
        .add(el("p").add(todo).add(" ").add(code))
        .add(again)
}
