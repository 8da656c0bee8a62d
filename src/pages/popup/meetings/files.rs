//! Calls as calendar files and as text, out and in.

use super::{super::super::dom::*, Calls, browser, called_weekly, labelled};
use crate::{
    browser::{now, words::say, zones},
    meetings::{
        Occurrence, Occurrences, Team, Zones,
        agenda::{Style, agenda},
        board::Card,
    },
    schedule::Zone,
    time::DAY,
    zendesk::Loose,
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
                let key = match browser::copy(&text).await {
                    true => "copied",
                    false => "copy_refused",
                };
                calls.said.set(format!("{}.", say(key, &[])));
            });
        }
    };
    el("div")
        .class("files")
        .add(
            el("div")
                .class("presses")
                .add(button(say("popup_save_all", &[])).press(export))
                .add(button(say("popup_copy_markdown", &[])).press(copy(Style::Markdown)))
                .add(button(say("popup_copy_text", &[])).press(copy(Style::Text))),
        )
        .add(one_by_one(calls))
        .add(import(calls))
}

/// A press for the file of each call alone.
fn one_by_one(calls: Calls) -> El {
    let presses = each(
        move || calls.team.with(|team| team.meetings.clone()),
        move |meeting| {
            let id = meeting.id.clone();
            button(called_weekly(&meeting)).press(move || save(calls, Some(id.clone())))
        },
    );
    el("details")
        .add(el("summary").add(say("popup_save_one", &[])))
        .add(el("div").class("presses").add(presses))
}

fn save(calls: Calls, only: Option<String>) {
    let minutes = calls.reminding.with_untracked(|all| all.minutes_before);
    let name = format!("{}.ics", only.as_deref().unwrap_or("calls"));
    spawn_local(async move {
        let settings = browser::settings().await;
        let minutes = u32::try_from(minutes).unwrap_or_default();
        let file = browser::calendar_file(&settings, only, minutes).await;
        let is_saved = file.is_some_and(|file| browser::save_file(&name, &file));
        calls.said.set(match is_saved {
            true => say("popup_saved_as", &[&name]),
            false => say("popup_not_saved", &[]),
        });
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

/// What a file would do, before it does it: a row for each entry, how many can be taken over, and all calls then.
#[derive(Clone, PartialEq)]
struct Preview {
    rows: Vec<Row>,
    good: u64,
    settings: String,
}

/// What becomes of an entry, and remarks about it.
#[derive(Clone, PartialEq)]
struct Row {
    is_good: bool,
    text: String,
    notes: Vec<String>,
}

impl Preview {
    fn read(text: &str) -> Option<Self> {
        let preview = Loose::read(text)?;
        let rows = preview.get("rows").items().iter();
        let rows = rows.filter_map(|row| {
            let notes = row.get("notes").items().iter();
            Some(Row {
                is_good: row.get("good").truth()?,
                text: row.get("text").text()?.to_owned(),
                notes: notes
                    .filter_map(|note| note.text().map(str::to_owned))
                    .collect(),
            })
        });
        Some(Self {
            rows: rows.collect(),
            good: preview.get("good").integer()?,
            settings: text.to_owned(),
        })
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
            wrong.set(say("popup_ics_too_long", &[]));
            return;
        }
        let text = text.to_owned();
        spawn_local(async move {
            let settings = browser::settings().await;
            let found = browser::read_calendar(&text, &settings).await;
            match found.as_deref().map(Preview::read) {
                None => wrong.set(say("popup_ics_none", &[])),
                Some(Some(found)) if !found.rows.is_empty() => preview.set(Some(found)),
                Some(_) => wrong.set(say("popup_ics_empty", &[])),
            }
        });
    };
    let on_file = move |event| {
        spawn_local(async move {
            if let Some(text) = browser::chosen_text(event).await {
                read(&text);
            }
        });
    };
    el("details")
        .add(el("summary").add(say("popup_import", &[])))
        .add(labelled(
            "ics-file",
            say("popup_ics_file", &[]),
            el("input")
                .attr("type", "file")
                .attr("accept", ".ics,text/calendar")
                .on("change", on_file),
        ))
        .add(
            el("p")
                .class("quiet")
                .add(say("popup_file_closes", &[]))
                .add(" ")
                .add(link("popup.html", say("popup_in_a_tab", &[]))),
        )
        .add(labelled(
            "ics-text",
            say("popup_ics_text", &[]),
            el("textarea")
                .attr("rows", "3")
                .attr("spellcheck", "false")
                .prop_of("value", move || pasted.get_clone())
                .on("input", move |event| pasted.set(value(&event))),
        ))
        .add(
            el("div").class("presses").add(
                button(say("popup_ics_look", &[]))
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
    let rows: Vec<El> = found.rows.iter().map(row).collect();
    let settings = found.settings.clone();
    let take = (found.good > 0).then(|| {
        let word = match found.good {
            1 => say("popup_import_one", &[]),
            many => say("popup_import_other", &[&many.to_string()]),
        };
        button(word).id("ics-take").press(move || {
            let all = Team::parse(&settings).unwrap_or_default().meetings;
            spawn_local(async move {
                let kept = calls.keep(move |meetings| *meetings = all);
                calls.said.set(match kept.await {
                    Ok(()) => {
                        preview.set(None);
                        say("popup_imported", &[])
                    }
                    Err(what) => what,
                });
                keep_focus("calls");
            });
        })
    });
    let leave = button(say("popup_leave_it", &[])).press(move || {
        preview.set(None);
        focus("ics-text");
    });
    el("div")
        .class("preview")
        .add(el("ul").add(rows))
        .add(el("div").class("presses").add(take).add(leave))
}

fn row(row: &Row) -> El {
    let class = if row.is_good { "good" } else { "wrong" };
    let notes = row.notes.iter();
    let notes = notes.map(|note| el("p").class("quiet").add(note.as_str()));
    let notes: Vec<El> = notes.collect();
    let text = el("p").class(class).add(row.text.as_str());
    el("li").add(text).add(notes)
}
