//! The team's calls, as tables: a call in words, and when it is.

mod agenda;
mod board;
mod calendar_files;
mod dates;
mod import;
mod moments;
mod play;
mod properties;
mod readers;
mod reminders;
mod rotation;
mod settings;

use serde_json::{Value, json};
use vanguard::{
    meetings::{Database, Meeting, Occurrence, Occurrences, Team, Zones, iso, weekday_name},
    schedule::Zone,
    time::{DAY, Time},
};

fn at(text: &str) -> Time {
    Time::parse(text).unwrap_or_else(|| panic!("{text} is no moment"))
}

/// Reads `tuesday 15:00 America/New_York every 2 from 2026-01-06; 2026-01-20 cancelled; 2026-02-03 to 2026-02-04T16:00`:
/// `3rd thursday` and `last friday` are of a month, `on 2026-03-01` is once, without a time it is not set.
fn call(words: &str) -> Value {
    let mut clauses = words.split("; ");
    let mut words = clauses.next().expect("a call").split(' ').peekable();
    let mut recurrence = json!({"kind": "weekly"});
    let mut call =
        json!({"id": "call", "name": "Call", "time": null, "timezone": "UTC", "exceptions": []});
    while let Some(word) = words.next() {
        let mut next = || words.next().expect("a value").to_owned();
        match word {
            "1st" | "2nd" | "3rd" | "4th" | "5th" | "last" => {
                let nth = "1st 2nd 3rd 4th 5th"
                    .split(' ')
                    .position(|known| known == word);
                let nth = nth.map_or(-1, |at| i64::try_from(at).expect("small") + 1);
                recurrence = json!({"kind": "monthly", "weekday": next(), "nth": nth});
            }
            "on" => recurrence = json!({"kind": "once", "date": next()}),
            "every" => recurrence["every"] = next().parse::<i64>().expect("a number").into(),
            "from" | "until" => recurrence[word] = next().into(),
            "id" | "name" => call[word] = next().into(),
            "for" => call["duration_minutes"] = next().parse::<i64>().expect("a number").into(),
            "regions" => call["regions"] = next().split(',').collect(),
            _ if word.contains(':') => call["time"] = word.into(),
            _ if word.ends_with("day") => recurrence["weekday"] = word.into(),
            _ => call["timezone"] = word.into(),
        }
    }
    call["recurrence"] = recurrence;
    let exceptions = clauses.map(|clause| match clause.split_once(" to ") {
        Some((date, to)) => json!({"date": date, "moved_to": to}),
        None => json!({"date": clause.trim_end_matches(" cancelled"), "cancelled": true}),
    });
    call["exceptions"] = exceptions.collect();
    call
}

fn team(calls: &[&str]) -> Team {
    let calls: Vec<Value> = calls.iter().map(|words| call(words)).collect();
    let text = json!({"meetings": calls}).to_string();
    Team::parse(&text).unwrap_or_else(|error| panic!("{calls:?}: {error}"))
}

fn meeting(words: &str) -> Meeting {
    team(&[words]).meetings.remove(0)
}

fn zone(name: &str) -> Zone {
    Database
        .zone(name, at("2010-01-01T00:00:00Z"), at("2040-01-01T00:00:00Z"))
        .unwrap_or_else(|| panic!("{name} is no zone"))
}

/// `Tue 2026-03-10 15:00` by the clock of a zone, or `Tue 2026-03-10 -` in the call's own.
fn shown(one: &Occurrence<'_>, here: &Zone) -> String {
    let there = one.time.and_then(|(start, _)| here.wall(start));
    let (date, time) = match there {
        Some((date, time)) => (date, time.to_string()),
        None => (one.date, "-".into()),
    };
    format!(
        "{} {} {time}",
        &weekday_name(date.weekday())[..3],
        iso(date)
    )
}

/// The calls of so many days, by the clock of a zone.
fn shown_all(team: &Team, from: &str, days: i64, here: &str) -> String {
    let from = at(from);
    let calls = Occurrences::new(team, &Database, from, from.plus(days * DAY)).expect("zones");
    let here = zone(here);
    calls
        .map(|one| shown(&one, &here))
        .collect::<Vec<_>>()
        .join(", ")
}
