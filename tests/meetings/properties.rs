//! What holds of any call in any zone.

use super::{at, meeting, team};
use proptest::prelude::*;
use vanguard::{
    meetings::{Database, Meeting, Occurrences, Recurrence, Team, ics, written},
    schedule::Zone,
    time::{DAY, HOUR, Time},
    words::english,
};

const ZONES: [&str; 12] = [
    "UTC",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "Europe/Dublin",
    "Africa/Casablanca",
    "Asia/Tehran",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "Antarctica/Troll",
];
const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Seconds of 2026 to 2035.
fn any_moment() -> impl Strategy<Value = Time> {
    (1_767_225_600..2_082_758_400_i64).prop_map(Time)
}

fn any_date() -> impl Strategy<Value = String> {
    any_moment().prop_map(|at| at.rfc3339().expect("a moment")[..10].to_owned())
}

/// A call in words, without exceptions.
fn any_words() -> impl Strategy<Value = String> {
    let nth = prop_oneof![3 => Just(""), 1 => Just("1st "), 1 => Just("3rd "), 1 => Just("5th "), 1 => Just("last ")];
    let span = (1..6_u8, any_date());
    let parts = (
        nth,
        prop::sample::select(&DAYS),
        0..24_u8,
        0..4_u8,
        prop::sample::select(&ZONES),
        prop::option::of(span),
    );
    parts.prop_map(|(nth, day, hour, quarter, zone, span)| {
        let span = span.map_or(String::new(), |(every, from)| {
            format!(" every {every} from {from}")
        });
        format!("{nth}{day} {hour:02}:{:02} {zone}{span}", quarter * 15)
    })
}

/// The same with some of its dates cancelled and moved.
fn any_call() -> impl Strategy<Value = Meeting> {
    (
        any_words(),
        any_moment(),
        prop::collection::vec((0..30_usize, prop::option::of((-3..4_i64, 0..24_u8))), 0..4),
    )
        .prop_map(|(words, from, changes)| {
            let plain = meeting(&words);
            let first = Zone::utc().date(from).expect("a date");
            let dates: Vec<_> = plain.recurrence.dates(first).take(30).collect();
            let mut words = words;
            let mut changed = Vec::new();
            for (index, to) in changes {
                if changed.contains(&index) || dates.get(index).is_none() {
                    continue;
                }
                changed.push(index);
                let date = dates[index];
                let to = match to {
                    None => " cancelled".into(),
                    Some((days, hour)) => {
                        let other = date + time::Duration::days(days);
                        format!(" to {}T{hour:02}:05", vanguard::meetings::iso(other))
                    }
                };
                words = format!("{words}; {}{to}", vanguard::meetings::iso(date));
            }
            meeting(&words)
        })
}

fn team_of(meetings: &[Meeting]) -> Team {
    Team {
        meetings: meetings.to_vec(),
        holidays: Vec::new(),
    }
}

/// Start and end of all calls of a span.
fn times(team: &Team, from: Time, to: Time) -> Vec<(Time, Time)> {
    let calls = Occurrences::new(team, &Database, from, to).expect("zones");
    calls.filter_map(|one| one.time).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn calls_are_in_order_within_the_span_and_none_is_lost_where_it_is_cut(
        mut calls in prop::collection::vec(any_call(), 1..4), from in any_moment(), days in 1..400_i64, cut in 0..400_i64,
    ) {
        for (index, call) in calls.iter_mut().enumerate() {
            call.id = format!("call-{index}");
        }
        let team = team_of(&calls);
        let to = from.plus(days * DAY);
        let all = times(&team, from, to);
        prop_assert!(all.windows(2).all(|pair| pair[0].0 <= pair[1].0));
        prop_assert!(all.iter().all(|(start, end)| from <= *start && *start < to && start < end));
        let middle = from.plus(cut.min(days) * DAY + HOUR).min(to);
        let cut = [times(&team, from, middle), times(&team, middle, to)].concat();
        prop_assert_eq!(all, cut);
    }

    #[test]
    fn dates_are_those_that_the_words_say(words in any_words(), from in any_moment()) {
        let recurrence = meeting(&words).recurrence;
        let first = Zone::utc().date(from).expect("a date");
        let span = recurrence.span();
        let last = first + time::Duration::days(600);
        let found: Vec<_> = recurrence.dates(first).take_while(|date| *date <= last).collect();
        // Every day of the span, by the definition.
        let origin = span.from.map(|from| recurrence.dates(from).next().expect("a first date"));
        let is_one = |date: time::Date| {
            let week = (date.day() - 1) / 7 + 1;
            let is_last = date.month() != (date + time::Duration::weeks(1)).month();
            let months = |date: time::Date| i64::from(date.year()) * 12 + i64::from(u8::from(date.month()));
            let steps = |origin: time::Date| match recurrence {
                Recurrence::Weekly { .. } => (date - origin).whole_days() / 7,
                _ => months(date) - months(origin),
            };
            let is_day = match recurrence {
                Recurrence::Monthly { nth: -1, .. } => is_last,
                Recurrence::Monthly { nth, .. } => i64::from(week) == i64::from(nth),
                _ => true,
            };
            let is_step = |origin: time::Date| date >= origin && steps(origin) % i64::from(span.every) == 0;
            date.weekday() == recurrence.weekday() && is_day && origin.is_none_or(is_step)
        };
        let mut expected = Vec::new();
        let mut date = first;
        while date <= last {
            expected.extend(is_one(date).then_some(date));
            date = date.next_day().expect("a day");
        }
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn what_is_written_is_read(call in any_call()) {
        let text = serde_json::json!({"meetings": written(std::slice::from_ref(&call))}).to_string();
        prop_assert_eq!(Team::parse(&text).expect("settings").meetings, [call]);
    }

    #[test]
    fn a_calendar_file_comes_back_as_the_same_calls(
        call in any_call(), name in "[^\\pC\\s](.{0,40}[^\\pC\\s])?", purpose in "[^\\pC\\s]([^\\pC:]{0,200}[^\\pC\\s:])?", now in any_moment(),
    ) {
        let mut call = call;
        let words = name.split(|one: char| one.is_whitespace() || one.is_control()).filter(|word| !word.is_empty());
        call.name = words.collect::<Vec<_>>().join(" ");
        call.purpose = purpose;
        let file = ics::export(&team_of(std::slice::from_ref(&call)), &Database, now, Some(5)).expect("zones");
        prop_assert!(file.split("\r\n").all(|line| line.len() <= 75));
        let found = ics::import(&file, &Database, "UTC", now, english).expect("a calendar");
        prop_assert!(found.iter().all(|one| one.meeting.is_ok()), "{found:?}");
        let read = found[0].meeting.clone().expect("a call");
        prop_assert_eq!((&read.id, &read.name, &read.purpose), (&call.id, &call.name, &call.purpose));
        // From the first date on that is in the file.
        let zone = super::zone(&call.timezone);
        let from = call.recurrence.span().from.or_else(|| zone.date(now)).expect("a date");
        let first = zone.moment(call.recurrence.dates(from).next().expect("a date"), 0);
        let until = first.max(now).plus(800 * DAY);
        // A date that was moved to a time before the first one is in the file as well.
        let known = |call: &Meeting| times(&team_of(std::slice::from_ref(call)), first.plus(4 * DAY), until);
        prop_assert_eq!(known(&read), known(&call), "{}", file);
    }

    #[test]
    fn no_file_breaks_the_reader(text in prop_oneof![any::<String>(), broken_file()]) {
        if let Some(found) = ics::import(&text, &Database, "UTC", at("2026-02-01T12:00:00Z"), english) {
            for one in found.into_iter().filter_map(|one| one.meeting.ok()) {
                let text = serde_json::json!({"meetings": written(&[one])}).to_string();
                prop_assert!(Team::parse(&text).is_ok(), "{text}");
            }
        }
    }
}

/// Lines of calendar files in any order, some of them cut.
fn broken_file() -> impl Strategy<Value = String> {
    const LINES: [&str; 20] = [
        "BEGIN:VEVENT",
        "END:VEVENT",
        "UID:u",
        "SUMMARY:a\\nb\\",
        "DTSTART:20260303T150000Z",
        "DTSTART;VALUE=DATE:20260303",
        "DTSTART;TZID=Europe/Berlin:99991231T235900",
        "DTEND:20260303T160000Z",
        "DURATION:P99999999999999999W",
        "RRULE:FREQ=WEEKLY",
        "RRULE:FREQ=WEEKLY;COUNT=10000",
        "RRULE:FREQ=MONTHLY;BYDAY=5TU;INTERVAL=120;COUNT=9999",
        "RRULE:FREQ=MONTHLY;BYDAY=1TU;UNTIL=00000101",
        "EXDATE:20260310T150000Z,x",
        "RECURRENCE-ID:20260310T150000Z",
        "STATUS:CANCELLED",
        "BEGIN:VALARM",
        " folded",
        "CATEGORIES:a\\,b,,\u{7}",
        "LOCATION:https://x.example/ä b",
    ];
    let line = (
        prop::sample::select(&LINES),
        any::<prop::sample::Index>(),
        0..8_u8,
    )
        .prop_map(|(line, at, cut)| {
            let end = if cut == 0 {
                at.index(line.len() + 1)
            } else {
                line.len()
            };
            line.get(..end).unwrap_or(line).to_owned()
        });
    prop::collection::vec(line, 0..30)
        .prop_map(|lines| format!("BEGIN:VCALENDAR\r\n{}", lines.join("\r\n")))
}

#[test]
fn no_moment_breaks_the_list() {
    let team = team(&[
        "tuesday 15:00",
        "id b last friday",
        "id c 5th monday 23:59 every 120 from 9999-01-01",
        "id d on 0000-01-01 00:00",
    ]);
    for (from, to) in [
        (i64::MIN, i64::MAX),
        (i64::MAX, i64::MIN),
        (253_402_300_000, i64::MAX),
        (-62_167_219_200, -62_160_000_000),
    ] {
        if let Ok(calls) = Occurrences::new(&team, &Everywhere, Time(from), Time(to)) {
            assert!(calls.take(10).count() <= 10);
        }
    }
}

/// Knows every zone as UTC.
struct Everywhere;
impl vanguard::meetings::Zones for Everywhere {
    fn zone(&self, _: &str, _: Time, _: Time) -> Option<Zone> {
        Some(Zone::utc())
    }
}
