//! Calls as calendar files: the lines that are written.

use super::{at, team};
use vanguard::meetings::{Database, ics};

fn file(calls: &[&str]) -> String {
    let now = at("2026-02-01T12:00:00Z");
    ics::export(&team(calls), &Database, now, Some(10)).expect("zones")
}

/// The file has these lines, one after the other.
fn check(call: &str, lines: &[&str]) {
    let file = file(&[call]);
    let lines = format!("\r\n{}\r\n", lines.join("\r\n"));
    assert!(file.contains(&lines), "{call}\n{file}\nhas not\n{lines}");
}

#[test]
fn a_file_is_one_that_calendars_take() {
    let file = file(&["tuesday 15:00 Europe/Berlin"]);
    assert!(
        file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Vanguard//Meetings//EN\r\n")
    );
    assert!(file.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
    assert!(!file.replace("\r\n", "").contains(['\r', '\n']));
    assert_eq!(file, self::file(&["tuesday 15:00 Europe/Berlin"]));
    check(
        "tuesday 15:00",
        &[
            "BEGIN:VEVENT",
            "UID:call@vanguard",
            "DTSTAMP:20260201T120000Z",
        ],
    );
}

#[test]
fn dates() {
    let berlin = "DTSTART;TZID=Europe/Berlin:20260203T150000";
    check(
        "tuesday 15:00 Europe/Berlin for 45",
        &[berlin, "DURATION:PT45M", "RRULE:FREQ=WEEKLY;BYDAY=TU"],
    );
    check(
        "tuesday 15:00 UTC",
        &[
            "DTSTART:20260203T150000Z",
            "DURATION:PT60M",
            "RRULE:FREQ=WEEKLY;BYDAY=TU",
        ],
    );
    check(
        "tuesday 15:00 every 2 from 2026-01-06",
        &[
            "DTSTART:20260106T150000Z",
            "DURATION:PT60M",
            "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        ],
    );
    check(
        "last friday 15:00 UTC",
        &[
            "DTSTART:20260227T150000Z",
            "DURATION:PT60M",
            "RRULE:FREQ=MONTHLY;BYDAY=-1FR",
        ],
    );
    check(
        "3rd thursday",
        &[
            "DTSTART;VALUE=DATE:20260219",
            "RRULE:FREQ=MONTHLY;BYDAY=3TH",
            "SUMMARY:Call",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ],
    );
    check(
        "on 2026-03-01 10:00",
        &["DTSTART:20260301T100000Z", "DURATION:PT60M", "SUMMARY:Call"],
    );
    // The end is in UTC where dates have times.
    check(
        "tuesday 15:00 Europe/Berlin from 2026-03-24 until 2026-04-07",
        &["RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260407T130000Z"],
    );
    check(
        "tuesday until 2026-04-07",
        &["RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260407"],
    );
}

#[test]
fn exceptions() {
    check(
        "tuesday 15:00 Europe/Berlin; 2026-02-10 cancelled; 2026-01-06 cancelled; 2026-02-11 cancelled",
        &[
            "RRULE:FREQ=WEEKLY;BYDAY=TU",
            "EXDATE;TZID=Europe/Berlin:20260210T150000",
            "SUMMARY:Call",
        ],
    );
    check(
        "tuesday 15:00 Europe/Berlin; 2026-02-10 to 2026-02-09T09:30",
        &[
            "DTSTART;TZID=Europe/Berlin:20260209T093000",
            "DURATION:PT60M",
            "RECURRENCE-ID;TZID=Europe/Berlin:20260210T150000",
            "SUMMARY:Call",
        ],
    );
    check(
        "tuesday; 2026-02-10 cancelled",
        &["EXDATE;VALUE=DATE:20260210"],
    );
}

#[test]
fn alarms() {
    check(
        "tuesday 15:00",
        &[
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER:-PT10M",
            "DESCRIPTION:Call",
            "END:VALARM",
            "END:VEVENT",
        ],
    );
    assert!(!file(&["tuesday"]).contains("VALARM"));
}

#[test]
fn zones_have_the_rules_that_their_changes_follow() {
    check(
        "tuesday 15:00 America/New_York",
        &[
            "BEGIN:DAYLIGHT",
            "DTSTART:20250309T020000",
            "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
            "TZOFFSETFROM:-0500",
            "TZOFFSETTO:-0400",
            "END:DAYLIGHT",
        ],
    );
    check(
        "tuesday 15:00 Australia/Sydney",
        &[
            "DTSTART:20250406T030000",
            "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU",
            "TZOFFSETFROM:+1100",
            "TZOFFSETTO:+1000",
            "END:STANDARD",
        ],
    );
    check(
        "tuesday 15:00 Asia/Kathmandu",
        &[
            "TZOFFSETFROM:+0545",
            "TZOFFSETTO:+0545",
            "END:STANDARD",
            "END:VTIMEZONE",
        ],
    );
    // The Friday before the last Sunday is no nth one.
    check(
        "tuesday 15:00 Asia/Jerusalem",
        &[
            "DTSTART:20250328T020000",
            "RDATE:20250328T020000",
            "RDATE:20260327T020000",
            "RDATE:20270326T020000",
        ],
    );
    // A zone is there once, from the earliest date that needs it on, and only for times.
    let file = file(&[
        "id a tuesday 15:00 Europe/Berlin",
        "id b friday 15:00 Europe/Berlin from 2020-01-03",
        "id c friday 15:00 UTC",
        "id d friday Asia/Tokyo",
    ]);
    assert_eq!(file.matches("BEGIN:VTIMEZONE").count(), 1);
    assert!(file.contains("\r\nDTSTART:20190331T020000\r\n"), "{file}");
}

#[test]
fn text_is_escaped_and_folded_in_octets() {
    let mut call = super::call("tuesday 15:00");
    call["name"] = "Ä, b; c\\d: ".repeat(12).into();
    call["purpose"] = "one\ntwo".into();
    call["regions"] = serde_json::json!(["A,B", "C"]);
    let text = serde_json::json!({"meetings": [call]}).to_string();
    let team = vanguard::meetings::Team::parse(&text).expect("settings");
    let file = ics::export(&team, &Database, at("2026-02-01T12:00:00Z"), None).expect("zones");
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
    let unfolded = file.replace("\r\n ", "");
    assert!(
        unfolded.contains("\r\nSUMMARY:Ä\\, b\\; c\\\\d: Ä\\, b"),
        "{unfolded}"
    );
    assert!(unfolded.contains("\r\nDESCRIPTION:one\\ntwo\r\nCATEGORIES:A\\,B,C\r\n"));
}
