//! When a call is, and where: the few fields that no handbook has.

use super::{super::super::dom::*, Calls, browser};
use crate::{
    browser::{now, zones},
    meetings::{Links, Meeting, TimeOfDay, Zones, board::Card, is_web_address},
};
use sycamore_reactive::{Signal, create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// Opens the form.
pub fn press(calls: Calls, card: &Card, place: &'static str) -> Option<El> {
    if place == "past" {
        return None;
    }
    let (word, key) = match card.time {
        Some(_) => ("Change", own_key(card, place)),
        None => ("Set the time", own_key(card, place)),
    };
    let id = id("open", card, place);
    let label = format!("{word}, {}, {}", card.name, card.when);
    let press = button(word)
        .id(&id)
        .attr("aria-label", &label)
        .press(move || {
            calls.open.set(Some(key.clone()));
            focus("call-time");
        });
    Some(press)
}

fn own_key(card: &Card, place: &str) -> String {
    format!("{place} {}", card.key)
}

fn id(what: &str, card: &Card, place: &str) -> String {
    format!("{what} {}", own_key(card, place)).replace(' ', "-")
}

/// The form, where it is open.
pub fn form(calls: Calls, card: &Card, place: &'static str) -> View {
    let key = own_key(card, place);
    let back = id("open", card, place);
    let meeting = card.id.clone();
    let is_open = create_selector(move || calls.open.with(|open| open.as_ref() == Some(&key)));
    live(move || {
        let meeting = is_open.get().then(|| calls.meeting(&meeting)).flatten();
        meeting.map(|meeting| Form::new(calls, &meeting, back.clone()).view())
    })
}

#[derive(Clone)]
struct Form {
    calls: Calls,
    id: String,
    /// Where the focus goes when it is closed.
    back: String,
    time: Signal<String>,
    zone: Signal<String>,
    minutes: Signal<String>,
    join: Signal<String>,
    agenda: Signal<String>,
    recording: Signal<String>,
    wrong: Signal<String>,
}

impl Form {
    fn new(calls: Calls, meeting: &Meeting, back: String) -> Self {
        let Links {
            join,
            agenda,
            recording,
        } = meeting.links.clone();
        let text = |text: Option<String>| create_signal(text.unwrap_or_default());
        let zone = match meeting.time {
            Some(_) => meeting.timezone.clone(),
            None => zones::here(),
        };
        Self {
            calls,
            id: meeting.id.clone(),
            back,
            time: text(meeting.time.map(|time| time.to_string())),
            zone: create_signal(zone),
            minutes: create_signal(meeting.duration_minutes.to_string()),
            join: text(join),
            agenda: text(agenda),
            recording: text(recording),
            wrong: create_signal(String::new()),
        }
    }

    fn view(self) -> El {
        let (calls, back) = (self.calls, self.back.clone());
        let wrong = self.wrong;
        let names = browser::zone_names();
        let names: Vec<El> = names
            .iter()
            .map(|name| el("option").attr("value", name))
            .collect();
        let fields = [
            field("call-time", "Time there", "time", self.time),
            field("call-zone", "Time zone", "text", self.zone),
            field("call-minutes", "Minutes", "number", self.minutes),
            field("call-join", "Link to join", "url", self.join),
            field("call-agenda", "Link to the agenda", "url", self.agenda),
            field(
                "call-recording",
                "Link to recordings",
                "url",
                self.recording,
            ),
        ];
        let close = move || {
            calls.open.set(None);
            focus(&back);
        };
        let cancel = close.clone();
        let on_key = move |event: web_sys::Event| {
            use wasm_bindgen::JsCast;
            if event
                .dyn_ref::<web_sys::KeyboardEvent>()
                .is_some_and(|key| key.key() == "Escape")
            {
                event.prevent_default();
                close();
            }
        };
        el("form")
            .class("set-time")
            .attr("novalidate", "")
            .on("submit", move |event| {
                event.prevent_default();
                self.clone().save();
            })
            .on("keydown", on_key)
            .add(fields)
            .add(el("datalist").id("zone-names").add(names))
            .add(
                el("p")
                    .class("wrong")
                    .id("call-wrong")
                    .attr("role", "alert")
                    .add(live(move || wrong.get_clone())),
            )
            .add(
                el("div")
                    .class("presses")
                    .add(el("button").attr("type", "submit").add("Save"))
                    .add(button("Cancel").press(cancel)),
            )
    }

    fn save(self) {
        let changed = match self.read() {
            Ok(changed) => changed,
            Err((field, what)) => {
                self.wrong.set(what);
                focus(field);
                return;
            }
        };
        let Self {
            calls,
            id,
            back,
            wrong,
            ..
        } = self;
        spawn_local(async move {
            let kept = calls.keep(move |meetings| {
                if let Some(meeting) = meetings.iter_mut().find(|one| one.id == id) {
                    let (time, zone, minutes, links) = changed;
                    meeting.time = time;
                    meeting.timezone = zone;
                    meeting.duration_minutes = minutes;
                    meeting.links = links;
                }
            });
            match kept.await {
                Ok(()) => {
                    calls.open.set(None);
                    calls.said.set("Saved.".into());
                    focus(&back);
                    keep_focus("calls");
                }
                Err(what) => wrong.set(what),
            }
        });
    }

    /// What the fields say, or which one is wrong and how.
    #[allow(clippy::type_complexity, reason = "taken apart at once")]
    fn read(&self) -> Result<(Option<TimeOfDay>, String, i64, Links), (&'static str, String)> {
        let text = |field: Signal<String>| field.with_untracked(|text| text.trim().to_owned());
        let time = match text(self.time).as_str() {
            "" => None,
            given => Some(
                TimeOfDay::parse(given.get(..5).unwrap_or(given)).ok_or_else(|| {
                    (
                        "call-time",
                        "The time has to be like 15:00, or empty where it is not set.".to_owned(),
                    )
                })?,
            ),
        };
        let zone = text(self.zone);
        if zones::OfBrowser.zone(&zone, now(), now()).is_none() {
            return Err((
                "call-zone",
                format!("“{zone}” is not a time zone; use an IANA name such as Europe/Berlin."),
            ));
        }
        let minutes = text(self.minutes)
            .parse()
            .ok()
            .filter(|minutes| (1..=1_440).contains(minutes));
        let minutes = minutes.ok_or_else(|| {
            (
                "call-minutes",
                "The minutes have to be 1 to 1440.".to_owned(),
            )
        })?;
        let link = |id: &'static str, field: Signal<String>| match text(field) {
            given if given.is_empty() => Ok(None),
            given if is_web_address(&given) => Ok(Some(given)),
            given => Err((
                id,
                format!("“{given}” is not a web address that begins with https://."),
            )),
        };
        let links = Links {
            join: link("call-join", self.join)?,
            agenda: link("call-agenda", self.agenda)?,
            recording: link("call-recording", self.recording)?,
        };
        Ok((time, zone, minutes, links))
    }
}

fn field(id: &'static str, label: &str, kind: &str, text: Signal<String>) -> El {
    let input = el("input")
        .id(id)
        .attr("type", kind)
        .attr("autocomplete", "off")
        .attr("aria-describedby", "call-wrong")
        .prop_of("value", move || text.get_clone())
        .on("input", move |event| text.set(value(&event)));
    let input = match id {
        "call-zone" => input.attr("list", "zone-names").attr("spellcheck", "false"),
        _ => input,
    };
    el("div")
        .class("field")
        .add(el("label").attr("for", id).add(label))
        .add(input)
}
