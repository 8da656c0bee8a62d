//! How the ticket's escalations stand, live.

use super::{super::dom::*, load::Place};
use crate::{
    browser::{runtime, words::say},
    escalation::{
        outbox::{Ask, Key, View as Escalation, Wish},
        review::opening::Trouble,
    },
    time::Time,
};
use gloo_timers::callback::Interval;
use sycamore_reactive::{Signal, create_selector, create_signal};
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
    /// The person was asked whether to dismiss this one.
    asked: Signal<Option<Key>>,
}

impl State {
    pub fn new(place: Result<&Place, &Trouble>) -> Self {
        let state = Self {
            views: create_signal(Vec::new()),
            told: create_signal(false),
            silent: create_signal(false),
            clock: create_signal(now()),
            asked: create_signal(None),
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
                let all = runtime::ask(&Ask::Views.write()).await.unwrap_or_default();
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
            if runtime::ask(&Ask::Wish(key, wish).write()).await.is_none() {
                self.silent.set(true);
            }
        });
    }

    /// All of it, above the draft.
    pub fn show(self) -> El {
        let states = move || {
            let views = self.views.get_clone().into_iter();
            views.map(|view| self.show_one(view)).collect::<Vec<_>>()
        };
        el("div")
            .class("states")
            .attr("role", "status")
            .attr("aria-live", "polite")
            .add(live(states))
            .add(live(move || self.silent.get().then(silent)))
    }

    fn show_one(self, view: Escalation) -> El {
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
            dismiss,
        } = view;
        let counts = code == "VG-COUNTDOWN";
        let class = match (over, url.is_some(), retry && until.is_none()) {
            (true, true, _) => "notice good",
            (_, _, true) => "notice trouble",
            _ => "notice",
        };
        let project = el("span").class("project").add(key.project.as_str());
        let issue = url.map(|url| {
            let link = link(&url, url.as_str()).class("issue");
            el("p").add(link)
        });
        let remarks = remarks.into_iter();
        let remarks = remarks.map(|one| el("p").class("remark").add(one));
        let wish = |label: &str, wish: Wish, edits: bool| {
            let key = key.clone();
            button(say(label, &[])).press(move || {
                self.wish(key.clone(), wish.clone());
                if edits {
                    super::form::focus_title();
                }
            })
        };
        let (again, undo) = match counts {
            true => ("panel_file_now", "panel_undo"),
            false => ("panel_retry", "panel_cancel"),
        };
        let (dismisses, question) = match dismiss.as_ref() {
            "" => (None, None),
            meaning => {
                let (button, question) = self.dismissal(&key, meaning);
                (Some(button), Some(question))
            }
        };
        let buttons = (retry || cancel || dismisses.is_some()).then(|| {
            let buttons = el("p").class("buttons");
            buttons
                .add(retry.then(|| wish(again, Wish::Retry, false)))
                .add(cancel.then(|| wish(undo, Wish::Cancel, false)))
                .add((counts && cancel).then(|| wish("panel_edit", Wish::Cancel, true)))
                .add(dismisses)
        });
        let left = until.map(|until| countdown(self.clock, until));
        let code = el("span").class("code").add(code);
        let what = el("p").class("what").add(what);
        el("section")
            .class(class)
            .add(what.add(" ").add(left))
            .add(issue)
            .add(el("p").add(todo).add(" ").add(code).add(" ").add(project))
            .add(remarks.collect::<Vec<_>>())
            .add(buttons)
            .add(question)
    }

    /// The button, and the question that it asks first, which says what it comes to.
    fn dismissal(self, key: &Key, meaning: &str) -> (El, View) {
        let (key, meaning) = (key.clone(), meaning.to_owned());
        let ask = {
            let key = key.clone();
            button(say("panel_dismiss", &[])).press(move || {
                self.asked.set(Some(key.clone()));
                focus("keep");
            })
        };
        let is_asked = {
            let key = key.clone();
            create_selector(move || self.asked.with(|asked| asked.as_ref() == Some(&key)))
        };
        let question = live(move || {
            is_asked.get().then(|| {
                let key = key.clone();
                let keep = button(say("panel_dismiss_not", &[]))
                    .id("keep")
                    .press(move || self.asked.set(None));
                let go = button(say("panel_dismiss_it", &[])).press(move || {
                    self.asked.set(None);
                    self.wish(key.clone(), Wish::Dismiss);
                });
                el("div")
                    .class("question")
                    .attr("role", "group")
                    .attr("aria-labelledby", "dismissal")
                    .add(el("p").id("dismissal").add(meaning.as_str()))
                    .add(el("p").class("buttons").add(keep).add(go))
            })
        });
        (ask, question)
    }
}

fn silent() -> El {
    let code = el("span").class("code").add("VG-SILENT");
    el("section")
        .class("notice trouble")
        .add(el("p").class("what").add(say("panel_silent_what", &[])))
        .add(
            el("p")
                .add(say("panel_silent_todo", &[]))
                .add(" ")
                .add(code),
        )
}

fn now() -> f64 {
    js_sys::Date::now()
}

/// What is left until then, seen and not heard: it is spoken once with its sentence, not anew each second.
pub fn countdown(clock: Signal<f64>, until: Time) -> El {
    el("span")
        .class("left")
        .attr("aria-hidden", "true")
        .add(live(move || left(clock.get(), until)))
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "milliseconds of this age are exact"
)]
fn left(now: f64, until: Time) -> String {
    match ((until.millis() as f64 - now) / 1000.0).max(0.0) as i64 {
        seconds @ 0..=119 => format!("{seconds} {}", say("panel_unit_seconds", &[])),
        seconds => format!("{} {}", seconds / 60, say("unit_minutes", &[])),
    }
}
