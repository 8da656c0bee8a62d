//! The team's calls: the next one on top, those ahead, those to catch up with, and what can be done with them.

pub mod browser;
mod card;
mod files;
mod list;
mod remind;
mod set_time;
mod this_date;

use super::super::dom::*;
use crate::{
    browser::{dates, now, words::say, zones},
    meetings::{
        Meeting, Team, Zones,
        board::{Board, Card, Slot, board},
        reminders::Reminding,
        written,
    },
    settings::Edit,
    time::{DAY, MINUTE, Time},
    words::named,
};
use sycamore_reactive::{ReadSignal, Signal, create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// What all parts of the section share.
#[derive(Clone, Copy)]
struct Calls {
    team: Signal<Team>,
    reminding: Signal<Reminding>,
    /// Ticks every second.
    now: Signal<Time>,
    /// The region whose calls alone are listed; empty for all.
    region: Signal<String>,
    /// Which form is open.
    open: Signal<Option<String>>,
    /// What came of the last press.
    said: Signal<String>,
    /// The calls before the last change.
    before: Signal<Option<Vec<Meeting>>>,
}

/// The section; it fills itself in once the settings are read.
pub fn section() -> El {
    let calls = Calls {
        team: create_signal(Team::default()),
        reminding: create_signal(Reminding::default()),
        now: create_signal(now()),
        region: create_signal(String::new()),
        open: create_signal(None),
        said: create_signal(String::new()),
        before: create_signal(None),
    };
    spawn_local(calls.read());
    spawn_local(async move { calls.region.set(browser::region().await) });
    browser::on_settings(move || spawn_local(calls.read()));
    browser::every_second(move || calls.now.set(now()));
    let board = calls.board();
    el("section")
        .class("calls")
        .attr("aria-labelledby", "calls")
        .add(
            el("h2")
                .id("calls")
                .attr("tabindex", "-1")
                .add(say("popup_next_call", &[])),
        )
        .add(
            el("p")
                .attr("role", "status")
                .class("said")
                .add(live(move || calls.said.get_clone())),
        )
        .add(live(move || {
            let is_any = calls.before.with(Option::is_some);
            is_any.then(|| {
                button(say("popup_undo", &[]))
                    .id("undo-calls")
                    .press(move || calls.undo())
            })
        }))
        .add(card::next(calls, board))
        .add(list::view(calls, board))
}

impl Calls {
    async fn read(self) {
        let text = browser::settings().await;
        match (Team::parse(&text), Reminding::parse(&text)) {
            (Ok(team), Ok(reminding)) => {
                self.team.set(team);
                self.reminding.set(reminding);
            }
            (Err(error), _) | (_, Err(error)) => {
                self.said.set(say("popup_settings", &[&error.to_string()]));
            }
        }
    }

    /// Made anew every minute, and when settings change.
    fn board(self) -> ReadSignal<Board> {
        let minute = create_selector(move || Time(self.now.get().0.div_euclid(MINUTE) * MINUTE));
        create_selector(move || {
            let now = minute.get();
            let here =
                zones::OfBrowser.zone(&zones::here(), now.plus(-30 * DAY), now.plus(30 * DAY));
            let here = here.unwrap_or_else(crate::schedule::Zone::utc);
            self.team
                .with(|team| board(team, &zones::OfBrowser, &here, now))
        })
    }

    fn meeting(self, id: &str) -> Option<Meeting> {
        self.team.with_untracked(|team| {
            let mut all = team.meetings.iter();
            all.find(|one| one.id == id).cloned()
        })
    }

    /// Keeps other calls; what is wrong with them, if anything is. It can be undone.
    async fn keep(self, change: impl FnOnce(&mut Vec<Meeting>)) -> Result<(), String> {
        let before = self.team.with_untracked(|team| team.meetings.clone());
        let mut meetings = before.clone();
        change(&mut meetings);
        self.put(&meetings).await?;
        self.before.set(Some(before));
        Ok(())
    }

    /// Has the calls as they were before the last change.
    fn undo(self) {
        let Some(before) = self.before.get_clone_untracked() else {
            return;
        };
        spawn_local(async move {
            match self.put(&before).await {
                Ok(()) => {
                    self.before.set(None);
                    self.said.set(say("popup_undone", &[]));
                    keep_focus("calls");
                }
                Err(what) => self.said.set(what),
            }
        });
    }

    async fn put(self, meetings: &[Meeting]) -> Result<(), String> {
        browser::change_settings(&[Edit::new(&["meetings"], &written(meetings))]).await?;
        self.read().await;
        Ok(())
    }
}

/// `Tuesday, June 2, 3:00 PM to 4:00 PM`.
fn when(slot: Slot) -> String {
    let day = dates::day(slot.date);
    match slot.times {
        None => day,
        Some((from, to)) => {
            let [from, to] = [from, to].map(dates::time_of_day);
            say("popup_when", &[&day, &from, &to])
        }
    }
}

/// What a call is called by those who have to tell it from others: `Support Call, Tuesday, June 2`.
fn called(card: &Card) -> String {
    format!("{}, {}", named(say, &card.name), when(card.slot))
}

/// The same of all its dates: `Support Call, Tuesday`.
fn called_weekly(meeting: &Meeting) -> String {
    let weekday = dates::weekday(meeting.recurrence.weekday());
    format!("{}, {weekday}", named(say, &meeting.name))
}

/// A place for text, with its label; of a form that says what is wrong with it.
fn field(id: &str, label: String, kind: &str, text: Signal<String>) -> El {
    let input = el("input")
        .attr("type", kind)
        .attr("autocomplete", "off")
        .attr("aria-describedby", "call-wrong")
        .prop_of("value", move || text.get_clone())
        .on("input", move |event| text.set(value(&event)));
    let input = match id {
        "call-zone" => input.attr("list", "zone-names").attr("spellcheck", "false"),
        _ => input,
    };
    labelled(id, label, input)
}

/// What is typed or chosen in, with its label.
fn labelled(id: &str, label: String, input: El) -> El {
    el("div")
        .class("field")
        .add(el("label").attr("for", id).add(label))
        .add(input.id(id))
}

/// A form at a call, of which one is open at a time. `back` is where the focus goes when it is closed, `wrong` what is wrong
/// with what was typed.
fn form_of(
    calls: Calls,
    back: String,
    wrong: Signal<String>,
    parts: View,
    save: impl Fn() + 'static,
) -> El {
    let close = move || {
        calls.open.set(None);
        focus(&back);
    };
    let cancel = close.clone();
    let on_key = move |event: web_sys::Event| {
        use wasm_bindgen::JsCast;
        let key = event.dyn_ref::<web_sys::KeyboardEvent>();
        if key.is_some_and(|key| key.key() == "Escape") {
            event.prevent_default();
            close();
        }
    };
    let on_submit = move |event: web_sys::Event| {
        event.prevent_default();
        save();
    };
    let wrong = el("p")
        .class("wrong")
        .id("call-wrong")
        .attr("role", "alert")
        .add(live(move || wrong.get_clone()));
    let submit = el("button").attr("type", "submit");
    let presses = el("div")
        .class("presses")
        .add(submit.add(say("popup_save", &[])))
        .add(button(say("popup_cancel", &[])).press(cancel));
    el("form")
        .class("set-time")
        .attr("novalidate", "")
        .on("submit", on_submit)
        .on("keydown", on_key)
        .add(parts)
        .add(wrong)
        .add(presses)
}
