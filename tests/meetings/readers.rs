//! What is written, read by others: the crates `icalendar` and `rrule`, by the clock on the wall. Zones are tested against
//! ical.js and the browsers' Temporal.

use super::{at, team};
use icalendar::{Calendar, CalendarComponent, Component};
use rrule::RRuleSet;
use vanguard::{
    meetings::{Database, Occurrences, ics, iso},
    time::DAY,
};

const FROM: &str = "2026-02-01T00:00:00Z";
const END: &str = "20360101";
const YEARS: i64 = 10;

/// `20260303T150000` of all dates, as the crates read the file.
fn read_by_others(file: &str) -> Vec<String> {
    let calendar: Calendar = file.parse().expect("a calendar file");
    let (mut all, mut changed) = (Vec::new(), Vec::new());
    for component in &calendar.components {
        let CalendarComponent::Event(event) = component else {
            continue;
        };
        let value = |name: &str| event.property_value(name).map(str::to_owned);
        let local = |name: &str| value(name).map(|value| value.trim_end_matches('Z').to_owned());
        let start = local("DTSTART").expect("a start");
        if let Some(planned) = local("RECURRENCE-ID") {
            changed.push((planned, start));
            continue;
        }
        let Some(rule) = value("RRULE") else {
            all.push(start);
            continue;
        };
        let time = if start.contains('T') { "Z" } else { "T000000Z" };
        let set: RRuleSet = format!("DTSTART:{start}{time}\nRRULE:{rule}")
            .parse()
            .expect("a rule");
        // A date alone is read as the midnight that it begins with.
        let shape = if start.contains('T') {
            "%Y%m%dT%H%M%S"
        } else {
            "%Y%m%d"
        };
        let dates = set.into_iter().map(|date| date.format(shape).to_string());
        all.extend(dates.take_while(|date| date.as_str() < END));
        let off = event.multi_properties().get("EXDATE").into_iter().flatten();
        let off: Vec<&str> = off.map(|line| line.value().trim_end_matches('Z')).collect();
        all.retain(|date| !off.contains(&date.as_str()));
    }
    for (planned, start) in changed {
        let place = all.iter_mut().find(|date| **date == planned);
        *place.unwrap_or_else(|| panic!("{planned} is none of the dates")) = start;
    }
    all.sort();
    all
}

/// The same dates, from the calls themselves.
fn own(words: &str) -> Vec<String> {
    let team = team(&[words]);
    let from = at(FROM);
    let calls =
        Occurrences::new(&team, &Database, from, from.plus(YEARS * 366 * DAY)).expect("zones");
    let stamp = |one: vanguard::meetings::Occurrence<'_>| {
        let date = iso(one.date).replace('-', "");
        let zone = super::zone(&one.meeting.timezone);
        let time = one.meeting.time.map(|usual| match one.is_moved() {
            true => one
                .time
                .and_then(|(start, _)| zone.wall(start))
                .map_or(usual, |(_, time)| time),
            false => usual,
        });
        time.map_or(date.clone(), |time| {
            format!("{date}T{}00", time.to_string().replace(':', ""))
        })
    };
    calls
        .map(stamp)
        .take_while(|stamp| stamp.as_str() < END)
        .collect()
}

fn check(words: &str) {
    let file = ics::export(&team(&[words]), &Database, at(FROM), None).expect("zones");
    let read = read_by_others(&file);
    assert!(!read.is_empty(), "{words}");
    let own = own(words);
    let differ = read.iter().zip(&own).find(|(one, other)| one != other);
    assert_eq!((read.len(), differ), (own.len(), None), "{words}\n{file}");
}

#[test]
fn others_read_the_same_dates() {
    for words in [
        "tuesday 15:00 America/New_York",
        "sunday 02:30 Europe/Berlin",
        "friday 09:00 Pacific/Auckland every 3 from 2026-02-06",
        "3rd thursday 23:59 UTC",
        "last friday 15:00 America/Los_Angeles",
        "5th monday 10:00 Asia/Kathmandu",
        "1st monday 10:00 every 5 from 2026-02-02",
        "tuesday 15:00 UTC from 2026-02-03 until 2027-03-02",
        "on 2026-03-01 10:00 Asia/Tokyo",
        "tuesday 15:00 Europe/Berlin; 2026-02-10 cancelled; 2026-02-17 to 2026-02-18T09:30; 2026-03-03 to 2026-03-25T16:00",
        "wednesday",
        "last wednesday; 2026-03-25 cancelled",
    ] {
        check(words);
    }
}
