//! How the ticket's escalations stand, live.

use super::load::Place;
use crate::{
    browser::runtime,
    escalation::{
        outbox::{Ask, Key, View as Escalation, Wish},
        review::opening::Trouble,
    },
    time::Time,
};
use gloo_timers::callback::Interval;
use sycamore::prelude::*;
use wasm_bindgen_futures::spawn_local;

/// Milliseconds between two looks at the clock.
const TICK: u32 = 500;

/// What the background says.
#[derive(Clone, Copy)]
pub struct State {
    /// Of this ticket, one for each project.
    pub views: Signal<Vec<Escalation>>,
    /// Whether all that is remembered has been told.
    pub told: Signal<bool>,
    /// The background did not answer.
    silent: Signal<bool>,
    /// Milliseconds.
    clock: Signal<f64>,
}

impl State {
    pub fn new(place: Result<&Place, &Trouble>) -> Self {
        let state = Self {
            views: create_signal(Vec::new()),
            told: create_signal(false),
            silent: create_signal(false),
            clock: create_signal(now()),
        };
        if let Ok(place) = place.cloned() {
            let is_its = move |view: &Escalation| {
                view.key.host == place.host && view.key.ticket == place.ticket
            };
            let known = is_its.clone();
            runtime::on_view(move |view| {
                if known(&view) {
                    state.put(view);
                }
            });
            spawn_local(async move {
                let all = runtime::ask(&Ask::Views).await.unwrap_or_default();
                Escalation::read_all(&all)
                    .into_iter()
                    .filter(is_its)
                    .for_each(|view| state.put(view));
                state.told.set(true);
            });
        }
        let waits = move || {
            state
                .views
                .with_untracked(|views| views.iter().any(|view| view.until.is_some()))
        };
        Interval::new(TICK, move || {
            if waits() {
                state.clock.set(now());
            }
        })
        .forget();
        state
    }

    fn put(self, view: Escalation) {
        self.clock.set(now());
        self.views.update(
            |views| match views.iter_mut().find(|one| one.key == view.key) {
                Some(one) => *one = view,
                None => views.push(view),
            },
        );
    }

    /// Tells the background what is wanted.
    pub fn wish(self, key: Key, wish: Wish) {
        self.silent.set(false);
        spawn_local(async move {
            if runtime::ask(&Ask::Wish(key, wish)).await.is_none() {
                self.silent.set(true);
            }
        });
    }

    /// All of it, above the draft.
    pub fn show(self) -> View {
        view! {
            div(class="states", role="status", aria-live="polite") {
                (move || {
                    let views = self.views.get_clone();
                    views.into_iter().map(|view| self.show_one(view)).collect::<Vec<_>>()
                })
                (move || self.silent.get().then(|| view! {
                    section(class="notice trouble") {
                        p(class="what") { "Vanguard's background did not answer." }
                        p { "Press again. " span(class="code") { "VG-SILENT" } }
                    }
                }))
            }
        }
    }

    fn show_one(self, view: Escalation) -> View {
        let Escalation {
            key,
            code,
            what,
            todo,
            remarks,
            url,
            until,
            over,
            retry,
            cancel,
        } = view;
        let counts = code == "VG-COUNTDOWN";
        let class = match (over, url.is_some(), retry && until.is_none()) {
            (true, true, _) => "notice good",
            (_, _, true) => "notice trouble",
            _ => "notice",
        };
        let project = key.project.clone();
        let link = url.map(|url| {
            let address = url.clone();
            view! { p { a(class="issue", href=address, target="_blank", rel="noopener noreferrer") { (url) } } }
        });
        let remarks: Vec<View> = remarks
            .into_iter()
            .map(|one| view! { p(class="remark") { (one) } })
            .collect();
        let button = |label: &'static str, wish: Wish, edits: bool| {
            let key = key.clone();
            view! {
                button(r#type="button", on:click=move |_| {
                    self.wish(key.clone(), wish.clone());
                    if edits {
                        super::form::focus_title();
                    }
                }) { (label) }
            }
        };
        let undo = if counts { "Undo" } else { "Cancel" };
        let buttons = [
            retry.then(|| {
                button(
                    if counts { "File now" } else { "Retry" },
                    Wish::Retry,
                    false,
                )
            }),
            cancel.then(|| button(undo, Wish::Cancel, false)),
            (counts && cancel).then(|| button("Edit", Wish::Cancel, true)),
        ];
        let buttons: Vec<View> = buttons.into_iter().flatten().collect();
        let buttons = (!buttons.is_empty()).then(|| view! { p(class="buttons") { (buttons) } });
        let left = until.map(|until| {
            // Spoken once with the sentence; not anew each second.
            view! { span(class="left", aria-hidden="true") { (move || left(self.clock.get(), until)) } }
        });
        view! {
            section(class=class) {
                p(class="what") { (what) " " (left) }
                (link)
                p { (todo) " " span(class="code") { (code) } " " span(class="project") { (project) } }
                (remarks)
                (buttons)
            }
        }
    }
}

fn now() -> f64 {
    js_sys::Date::now()
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "milliseconds of this age are exact"
)]
fn left(now: f64, until: Time) -> String {
    match ((until.millis() as f64 - now) / 1000.0).max(0.0) as i64 {
        seconds @ 0..=119 => format!("{seconds} s"),
        seconds => format!("{} min", seconds / 60),
    }
}
