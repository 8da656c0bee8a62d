//! Calendar files, for the popup: few need them, and it has to be there at once.

use crate::{
    browser::{
        dates, now,
        words::say,
        zones::{self, OfBrowser},
    },
    escalation::outbox::{list, quote},
    meetings::{
        Meeting, Team,
        ics::{self, Change, Found},
        written,
    },
    words::named,
};
use wasm_bindgen::prelude::*;

/// The calls of a settings document as a file, or the one of this id alone; an alarm so many minutes before each.
#[wasm_bindgen(js_name = calendarFile)]
pub fn calendar_file(settings: &str, only: Option<String>, minutes: u32) -> Option<String> {
    let now = now();
    let mut team = Team::parse(settings).ok()?.known_to(&OfBrowser, now);
    team.meetings
        .retain(|one| only.as_ref().is_none_or(|id| one.id == *id));
    ics::export(&team, &OfBrowser, now, Some(minutes.into())).ok()
}

/// What a file would do to the calls of a settings document, as JSON text: `{"rows": [{"good", "text", "notes"}], "good",
/// "meetings"}`, the number of entries that can be taken over and all calls with these. Nothing for what is no calendar file.
#[wasm_bindgen(js_name = readCalendar)]
pub fn read_calendar(text: &str, settings: &str) -> Option<String> {
    let found = ics::import(text, &OfBrowser, &zones::here(), now(), say)?;
    let mut meetings = Team::parse(settings).unwrap_or_default().meetings;
    let mut good = 0;
    let mut rows = Vec::new();
    for one in found {
        let is_good = one.meeting.is_ok();
        good += usize::from(is_good);
        let notes = list(one.notes.iter().map(|note| quote(note)));
        let text = quote(&row(one, &mut meetings));
        rows.push(format!(
            r#"{{"good":{is_good},"text":{text},"notes":[{notes}]}}"#
        ));
    }
    // Written to memory, which cannot fail.
    let meetings = serde_json::to_string(&written(&meetings)).unwrap_or_default();
    let rows = list(rows.into_iter());
    Some(format!(
        r#"{{"rows":[{rows}],"good":{good},"meetings":{meetings}}}"#
    ))
}

/// What becomes of an entry, in words; it is put among the others.
fn row(one: Found, meetings: &mut Vec<Meeting>) -> String {
    let meeting = match one.meeting {
        Ok(meeting) => meeting,
        Err(what) => {
            let line = one.line.to_string();
            return say("popup_ics_line", &[&line, &one.name, &what]);
        }
    };
    let time = meeting.time.map_or_else(
        || say("popup_unset", &[]),
        |time| format!("{} {}", dates::time_of_day(time), meeting.timezone),
    );
    let weekday = dates::weekday(meeting.recurrence.weekday());
    let what = format!("{}, {weekday}, {time}", named(say, &meeting.name));
    let key = match ics::merge(meetings, meeting) {
        Change::Sets => "popup_ics_sets",
        Change::Replaces => "popup_ics_replaces",
        Change::Adds => "popup_ics_new",
    };
    say(key, &[&what])
}
