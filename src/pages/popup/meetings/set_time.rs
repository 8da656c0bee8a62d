//! When a call is, and where: the few fields that no handbook has.

use super::{
    super::super::dom::*,
    Calls, browser, field, form_of,
    this_date::{opens, own_key, place_id},
};
use crate::{
    browser::{now, words::say, zones},
    meetings::{Links, Meeting, Rotation, TimeOfDay, Zones, board::Card, is_web_address},
    schedule::Zone,
};
use sycamore_reactive::{Signal, create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// Opens the form.
pub fn press(calls: Calls, card: &Card, place: &'static str) -> Option<El> {
    let word = match card.time {
        Some(_) => say("popup_change", &[]),
        None => say("popup_set_time", &[]),
    };
    opens(calls, ("open", card, place), word, "call-time")
}

/// The form, where it is open.
pub fn form(calls: Calls, card: &Card, place: &'static str) -> View {
    let (key, back) = (own_key("open", card, place), place_id("open", card, place));
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
    /// Who leads and who takes the notes, in turn, with commas between.
    chairs: Signal<String>,
    note_takers: Signal<String>,
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
        let people = |of: fn(&Rotation) -> &Vec<String>| {
            let rotation = meeting.rotation.as_ref();
            create_signal(rotation.map_or(String::new(), |it| of(it).join(", ")))
        };
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
            chairs: people(|it| &it.chairs),
            note_takers: people(|it| &it.note_takers),
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
            ("call-time", "popup_time_there", "time", self.time),
            ("call-zone", "popup_time_zone", "text", self.zone),
            ("call-minutes", "popup_minutes", "number", self.minutes),
            ("call-join", "popup_link_join", "url", self.join),
            ("call-agenda", "popup_link_agenda", "url", self.agenda),
            (
                "call-recording",
                "popup_link_recording",
                "url",
                self.recording,
            ),
            ("call-chairs", "popup_chairs", "text", self.chairs),
            (
                "call-note-takers",
                "popup_note_takers",
                "text",
                self.note_takers,
            ),
        ];
        let fields = fields.map(|(id, key, kind, text)| field(id, say(key, &[]), kind, text));
        let zones = el("datalist").id("zone-names").add(names);
        let parts = View::from([View::from(fields), zones.into()]);
        form_of(calls, back, wrong, parts, move || self.clone().save())
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
                    let Changed {
                        time,
                        zone,
                        minutes,
                        links,
                        chairs,
                        note_takers,
                    } = changed;
                    meeting.time = time;
                    meeting.timezone = zone;
                    meeting.duration_minutes = minutes;
                    meeting.links = links;
                    meeting.turn(chairs, note_takers, today());
                }
            });
            match kept.await {
                Ok(()) => {
                    calls.open.set(None);
                    calls.said.set(say("popup_saved", &[]));
                    focus(&back);
                    keep_focus("calls");
                }
                Err(what) => wrong.set(what),
            }
        });
    }

    /// What the fields say, or which one is wrong and how.
    fn read(&self) -> Result<Changed, (&'static str, String)> {
        let text = |field: Signal<String>| field.with_untracked(|text| text.trim().to_owned());
        let time = match text(self.time).as_str() {
            "" => None,
            given => Some(
                TimeOfDay::parse(given.get(..5).unwrap_or(given))
                    .ok_or_else(|| ("call-time", say("popup_time_wrong", &[])))?,
            ),
        };
        let zone = text(self.zone);
        if zones::OfBrowser.zone(&zone, now(), now()).is_none() {
            return Err(("call-zone", say("popup_zone_wrong", &[&zone])));
        }
        let minutes = text(self.minutes)
            .parse()
            .ok()
            .filter(|minutes| (1..=1_440).contains(minutes));
        let minutes =
            minutes.ok_or_else(|| ("call-minutes", say("popup_minutes_wrong", &["1"])))?;
        let link = |id: &'static str, field: Signal<String>| match text(field) {
            given if given.is_empty() => Ok(None),
            given if is_web_address(&given) => Ok(Some(given)),
            given => Err((id, say("popup_no_address", &[&given]))),
        };
        let links = Links {
            join: link("call-join", self.join)?,
            agenda: link("call-agenda", self.agenda)?,
            recording: link("call-recording", self.recording)?,
        };
        Ok(Changed {
            time,
            zone,
            minutes,
            links,
            chairs: names(&text(self.chairs)),
            note_takers: names(&text(self.note_takers)),
        })
    }
}

struct Changed {
    time: Option<TimeOfDay>,
    zone: String,
    minutes: i64,
    links: Links,
    chairs: Vec<String>,
    note_takers: Vec<String>,
}

fn names(text: &str) -> Vec<String> {
    let names = text.split(',').map(|name| name.trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

/// By the calendar here, where turns begin with today.
fn today() -> time::Date {
    let now = now();
    let here = zones::OfBrowser.zone(&zones::here(), now, now);
    let here = here.unwrap_or_else(Zone::utc);
    here.date(now).unwrap_or(time::Date::MIN)
}
