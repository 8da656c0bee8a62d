//! Asking for documentation: the internal note, and one press that writes it.

use super::{
    super::dom::*,
    form::field,
    keys,
    load::{Place, Ticket},
    state::countdown,
};
use crate::{
    browser::{now, tabs, words::say},
    contribution::{
        document,
        note::{Next, Said, Writer},
    },
    escalation::draft::{self, Choice},
};
use gloo_timers::future::TimeoutFuture;
use sycamore_reactive::{Signal, create_signal};
use wasm_bindgen_futures::spawn_local;

/// Milliseconds between two looks at the clock.
const TICK: u32 = 500;

/// What there is to write.
#[derive(Clone)]
pub struct Asking {
    host: String,
    writer: Writer,
    note: String,
}

impl Asking {
    /// `None` where nothing on the ticket speaks for any component.
    pub fn new(place: &Place, ticket: &Ticket) -> Option<Self> {
        let Ticket {
            case,
            settings,
            rules,
            ..
        } = ticket;
        let draft = draft::write(case, &Choice::default(), settings, rules, say)?;
        let document = document::write(case, &draft, settings, rules)?;
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "any number will do"
        )]
        let seed = (js_sys::Math::random() * 1e15) as u64;
        Some(Self {
            host: place.host.clone(),
            writer: Writer::new(&place.host, case, &document.component, seed),
            note: document.note,
        })
    }

    pub fn show(self) -> View {
        let drafted = self.note.clone();
        let page = Page {
            host: create_signal(self.host),
            writer: create_signal(self.writer),
            note: create_signal(self.note),
            clock: create_signal(js_sys::Date::now()),
            runs: create_signal(false),
        };
        let is_as_drafted = {
            let drafted = drafted.clone();
            move || page.is_over() || page.note.with_untracked(|note| *note == drafted)
        };
        keys::listen(move || page.press(), is_as_drafted);
        [page.states(), page.text(&drafted), page.footer()].into()
    }
}

#[derive(Clone, Copy)]
struct Page {
    host: Signal<String>,
    writer: Signal<Writer>,
    note: Signal<String>,
    /// Milliseconds.
    clock: Signal<f64>,
    /// Somebody goes on with it already.
    runs: Signal<bool>,
}

impl Page {
    fn is_over(self) -> bool {
        let said = self.writer.with_untracked(|writer| writer.said(say));
        said.is_some_and(|said| said.is_over)
    }

    fn press(self) {
        let note = self.note.get_clone_untracked();
        self.writer.update(|writer| writer.press(&note));
        if !self.runs.replace(true) {
            spawn_local(async move {
                self.go_on().await;
                self.runs.set(false);
            });
        }
    }

    /// Until it rests. What is waited for is looked at every now and then: a press cuts a wait short.
    async fn go_on(self) {
        loop {
            match self.writer.update(|writer| writer.next(now())) {
                Next::Ask(request) => {
                    let host = self.host.get_clone_untracked();
                    let answer = tabs::forward(&host, &request).await;
                    self.writer.update(|writer| writer.take(now(), &answer));
                }
                Next::Wait(_) => {
                    TimeoutFuture::new(TICK).await;
                    self.clock.set(js_sys::Date::now());
                }
                Next::Rest => return,
            }
        }
    }

    fn states(self) -> El {
        let said = create_signal(None::<Said>);
        sycamore_reactive::create_effect(move || {
            // Spoken once: most steps change nothing of it.
            let now = self.writer.with(|writer| writer.said(say));
            if said.with_untracked(|before| *before != now) {
                said.set(now);
            }
        });
        let state = move || said.get_clone().map(|said| self.state(said));
        el("div")
            .class("states")
            .attr("role", "status")
            .attr("aria-live", "polite")
            .add(live(state))
    }

    fn state(self, said: Said) -> El {
        let Said {
            code,
            what,
            todo,
            until,
            is_over,
        } = said;
        let class = if is_over { "notice good" } else { "notice" };
        let left = until.map(|until| countdown(self.clock, until));
        let code = el("span").class("code").add(code);
        let what = el("p").class("what").add(what).add(" ").add(left);
        el("section")
            .class(class)
            .add(what)
            .add(el("p").add(todo).add(" ").add(code))
    }

    fn text(self, drafted: &str) -> El {
        let text = el("textarea")
            .id("note")
            .attr("rows", "20")
            .attr("aria-describedby", "note-hint")
            .prop_of("readOnly", move || !self.writer.with(Writer::is_free))
            .on("input", move |event| self.note.set(value(&event)))
            .add(drafted);
        let hint = el("p").id("note-hint").class("hint");
        field("note", say("note_text", &[]), text)
            .class("field note")
            .add(hint.add(say("note_hint", &[])))
    }

    fn footer(self) -> El {
        let is_pressed_in_vain = move || {
            let is_empty = self.note.with(|note| note.trim().is_empty());
            is_empty || !self.writer.with(Writer::writes)
        };
        el("footer")
            .add(
                button(say("note_write", &[]))
                    .id("write")
                    .class("main")
                    .prop_of("disabled", is_pressed_in_vain)
                    .press(move || self.press()),
            )
            .add(keys::hint(say("note_writes_it", &[])))
    }
}
