//! The review of an escalation: what would be filed, what is there already, and one press.

mod body;
mod by_hand;
mod desk;
mod documentation;
mod duplicates;
mod filing;
mod form;
mod gitlab_tab;
mod keys;
pub(super) mod load;
mod markdown;
mod replaced;
mod state;

use super::dom::*;
use crate::{
    browser::{runtime, words::say},
    escalation::review::opening::Trouble,
};
use desk::Desk;
use documentation::Asking;
use load::{Loaded, Place, Purpose, Through};
use sycamore_reactive::create_signal;
use wasm_bindgen_futures::spawn_local;

#[derive(Clone)]
enum Stage {
    Reading,
    Failed(Trouble),
    Read(Box<Loaded>),
    Asking(Box<Asking>),
    /// No note to begin with.
    NoNote,
}

/// The whole page.
pub fn page() -> View {
    let purpose = load::purpose();
    let title = match purpose {
        Purpose::Issue => "panel_title",
        Purpose::Documentation => "note_title",
    };
    let title = say(title, &[]);
    set_title(&title);
    let stage = create_signal(Stage::Reading);
    let place = load::place();
    let state = state::State::new(place.as_ref());
    // How its escalations stand is of the issue's review.
    let states = (purpose == Purpose::Issue).then(|| state.show());
    let read = {
        let place = place.clone();
        move || {
            let place = place.clone();
            stage.set(Stage::Reading);
            spawn_local(async move {
                let read = begin(place, purpose).await;
                stage.set(read.unwrap_or_else(Stage::Failed));
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
        Stage::Asking(asking) => asking.show(),
        Stage::NoNote => no_note().into(),
    };
    [
        el("header").add(el("h1").add(title)).add(ticket),
        el("main").add(states).add(live(draft)),
    ]
    .into()
}

async fn begin(place: Result<Place, Trouble>, purpose: Purpose) -> Result<Stage, Trouble> {
    let place = place?;
    if !runtime::hosts().await.contains(&place.host) {
        return Err(Trouble::Host);
    }
    let ticket = load::read(place.clone(), Through::Any).await?;
    if purpose == Purpose::Issue {
        let loaded = load::review(&place, ticket).await?;
        return Ok(Stage::Read(Box::new(loaded)));
    }
    let asking = Asking::new(&place, &ticket).map(Box::new);
    Ok(asking.map_or(Stage::NoNote, Stage::Asking))
}

fn no_note() -> El {
    el("section")
        .class("notice")
        .attr("role", "status")
        .add(el("p").class("what").add(say("note_nothing_what", &[])))
        .add(el("p").add(say("note_nothing_todo", &[])))
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
