//! Calls as calendar files and as text, out and in.

use super::{super::super::dom::*, Calls, browser};
use crate::{
    browser::{now, zones},
    meetings::{
        Meeting, Occurrence, Occurrences, Team, Zones,
        agenda::{Style, agenda},
        board::Card,
        ics::{self, Change, Found},
        weekday_name,
    },
    schedule::Zone,
    time::DAY,
};
use sycamore_reactive::{ReadSignal, Signal, create_signal};
use wasm_bindgen_futures::spawn_local;

/// Files take more than that for no calendar.
const LONGEST_FILE: usize = 5_000_000;

/// What can be done with the calls that are listed.
pub fn view(calls: Calls, listed: ReadSignal<Vec<Card>>) -> El {
    let export = move || save(calls, None);
    let copy = move |style: Style| {
        move || {
            let keys: Vec<String> =
                listed.with_untracked(|all| all.iter().map(|card| card.key.clone()).collect());
            let text = written(calls, &keys, style);
            spawn_local(async move {
                calls.said.set(match browser::copy(&text).await {
                    true => "Copied.".into(),
                    false => "The browser does not allow copying.".into(),
                });
            });
        }
    };
    el("div")
        .class("files")
        .add(
            el("div")
                .class("presses")
                .add(button("Save all as calendar file").press(export))
                .add(button("Copy as Markdown").press(copy(Style::Markdown)))
                .add(button("Copy as text").press(copy(Style::Text))),
        )
        .add(one_by_one(calls))
        .add(import(calls))
}

/// A press for the file of each call alone.
fn one_by_one(calls: Calls) -> El {
    let presses = each(
        move || calls.team.with(|team| team.meetings.clone()),
        move |meeting| {
            let weekday = weekday_name(meeting.recurrence.weekday());
            let id = meeting.id.clone();
            button(format!("{}, {weekday}", meeting.name)).press(move || save(calls, Some(&id)))
        },
    );
    el("details")
        .add(el("summary").add("Save one call as calendar file"))
        .add(el("div").class("presses").add(presses))
}

fn save(calls: Calls, only: Option<&str>) {
    let now = now();
    let mut team = calls
        .team
        .get_clone_untracked()
        .known_to(&zones::OfBrowser, now);
    team.meetings
        .retain(|one| only.is_none_or(|id| one.id == id));
    let minutes = calls
        .reminding
        .with_untracked(|reminding| reminding.minutes_before);
    let file = ics::export(&team, &zones::OfBrowser, now, Some(minutes));
    let name = format!("{}.ics", only.unwrap_or("calls"));
    let is_saved = file.is_ok_and(|file| browser::save_file(&name, &file));
    calls.said.set(match is_saved {
        true => format!("Saved as {name}."),
        false => "The browser did not save it.".into(),
    });
}

fn written(calls: Calls, keys: &[String], style: Style) -> String {
    let now = now();
    let team = calls
        .team
        .get_clone_untracked()
        .known_to(&zones::OfBrowser, now);
    let (from, to) = (now.plus(-DAY), now.plus(15 * DAY));
    let name = zones::here();
    let here = zones::OfBrowser
        .zone(&name, from, to)
        .unwrap_or_else(Zone::utc);
    let all = Occurrences::new(&team, &zones::OfBrowser, from, to);
    let is_listed = |one: &Occurrence<'_>| {
        let key = format!("{} {}", one.meeting.id, crate::meetings::iso(one.planned));
        keys.contains(&key)
    };
    let listed: Vec<Occurrence<'_>> = all.into_iter().flatten().filter(is_listed).collect();
    agenda(&listed, &here, &name, style)
}

/// What a file would do, before it does it.
#[derive(Clone, PartialEq)]
struct Preview {
    found: Vec<(Found, Option<Change>)>,
}

impl Preview {
    fn of(team: &Team, found: Vec<Found>) -> Self {
        let mut meetings = team.meetings.clone();
        let change = |one: &Found| {
            let meeting = one.meeting.as_ref().ok()?;
            Some(ics::merge(&mut meetings, meeting.clone()))
        };
        let changes: Vec<Option<Change>> = found.iter().map(change).collect();
        Self {
            found: found.into_iter().zip(changes).collect(),
        }
    }

    fn good(&self) -> Vec<Meeting> {
        let found = self.found.iter();
        found
            .filter_map(|(one, _)| one.meeting.clone().ok())
            .collect()
    }
}

fn import(calls: Calls) -> El {
    let preview: Signal<Option<Preview>> = create_signal(None);
    let wrong = create_signal(String::new());
    let pasted = create_signal(String::new());
    let read = move |text: &str| {
        preview.set(None);
        wrong.set(String::new());
        if text.len() > LONGEST_FILE {
            wrong.set("This is too much for a calendar file.".into());
            return;
        }
        match ics::import(text, &zones::OfBrowser, &zones::here(), now()) {
            Ok(found) if found.is_empty() => wrong.set("There is no event in this file.".into()),
            Ok(found) => preview.set(Some(
                calls.team.with_untracked(|team| Preview::of(team, found)),
            )),
            Err(error) => wrong.set(error.to_string()),
        }
    };
    let on_file = move |event| {
        spawn_local(async move {
            if let Some(text) = browser::chosen_text(event).await {
                read(&text);
            }
        });
    };
    el("details")
        .add(el("summary").add("Import a calendar file"))
        .add(
            el("div")
                .class("field")
                .add(el("label").attr("for", "ics-file").add("File (.ics)"))
                .add(
                    el("input")
                        .id("ics-file")
                        .attr("type", "file")
                        .attr("accept", ".ics,text/calendar")
                        .on("change", on_file),
                ),
        )
        .add(
            el("p")
                .class("quiet")
                .add("Some browsers close the popup when a file is chosen. ")
                .add(link("popup.html", "Open it in a tab")),
        )
        .add(
            el("div")
                .class("field")
                .add(el("label").attr("for", "ics-text").add("Or its text"))
                .add(
                    el("textarea")
                        .id("ics-text")
                        .attr("rows", "3")
                        .attr("spellcheck", "false")
                        .prop_of("value", move || pasted.get_clone())
                        .on("input", move |event| pasted.set(value(&event))),
                ),
        )
        .add(
            el("div").class("presses").add(
                button("Look at it")
                    .id("ics-look")
                    .press(move || read(&pasted.get_clone_untracked())),
            ),
        )
        .add(
            el("p")
                .class("wrong")
                .attr("role", "alert")
                .add(live(move || wrong.get_clone())),
        )
        .add(live(move || {
            preview
                .get_clone()
                .map(|found| shown(calls, preview, &found))
        }))
}

fn shown(calls: Calls, preview: Signal<Option<Preview>>, found: &Preview) -> El {
    let good = found.good();
    let rows: Vec<El> = found
        .found
        .iter()
        .map(|(one, change)| row(one, *change))
        .collect();
    let take = (!good.is_empty()).then(|| {
        let word = match good.len() {
            1 => "Import 1 call".to_owned(),
            many => format!("Import {many} calls"),
        };
        button(word).id("ics-take").press(move || {
            let good = good.clone();
            spawn_local(async move {
                let kept = calls.keep(move |meetings| {
                    for one in good {
                        ics::merge(meetings, one);
                    }
                });
                calls.said.set(match kept.await {
                    Ok(()) => {
                        preview.set(None);
                        "Imported.".into()
                    }
                    Err(what) => what,
                });
                keep_focus("calls");
            });
        })
    });
    el("div").class("preview").add(el("ul").add(rows)).add(
        el("div")
            .class("presses")
            .add(take)
            .add(button("Leave it").press(move || {
                preview.set(None);
                focus("ics-text");
            })),
    )
}

fn row(one: &Found, change: Option<Change>) -> El {
    let (class, text) = match (&one.meeting, change) {
        (Ok(meeting), change) => {
            let weekday = weekday_name(meeting.recurrence.weekday());
            let time = meeting.time.map_or("time not set".into(), |time| {
                format!("{time} {}", meeting.timezone)
            });
            let does = match change {
                Some(Change::Sets) => "sets the time of a call that is there",
                Some(Change::Replaces) => "replaces the same call",
                _ => "is new",
            };
            ("good", format!("{}, {weekday}, {time}: {does}.", one.name))
        }
        (Err(what), _) => ("wrong", format!("Line {}, {}: {what}.", one.line, one.name)),
    };
    let notes: Vec<El> = one
        .notes
        .iter()
        .map(|note| el("p").class("quiet").add(note.as_str()))
        .collect();
    el("li").add(el("p").class(class).add(text)).add(notes)
}
