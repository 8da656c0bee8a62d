//! `vanguard meetings`: the shapes that are promised, and what is refused.

use super::{file, run, text};
use serde_json::{Value, json};

const NOW: &str = "2026-12-20T00:00:00Z";

fn settings() -> String {
    file(json!({"meetings": [
        {
            "id": "apac", "name": "Support Call", "regions": ["APAC"], "purpose": "Metrics", "time": "10:00",
            "timezone": "Pacific/Auckland", "duration_minutes": 50,
            "recurrence": {"kind": "weekly", "weekday": "tuesday", "every": 1, "from": "2026-01-06"},
            "exceptions": [{"date": "2026-12-22", "cancelled": true}, {"date": "2026-12-29", "moved_to": "2026-12-23T16:00"}],
            "links": {},
        },
        {"id": "unset", "name": "Crush", "time": null, "timezone": "UTC", "recurrence": {"kind": "monthly", "weekday": "wednesday", "nth": -1}},
    ]}).to_string())
}

fn meetings(arguments: &[&str]) -> std::process::Output {
    run(&[&["meetings", "--now", NOW], arguments].concat(), "")
}

#[test]
fn json_has_exactly_the_documented_shape() {
    let output = meetings(&[
        "--settings",
        &settings(),
        "--tz",
        "America/Los_Angeles",
        "--weeks",
        "3",
        "--format",
        "json",
    ]);
    let rows: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(
        rows,
        json!([
            {"id": "apac", "name": "Support Call", "date": "2026-12-23", "start": "2026-12-23T03:00:00Z", "end": "2026-12-23T03:50:00Z", "local_start": "2026-12-22T19:00:00-08:00"},
            {"id": "unset", "name": "Crush", "date": "2026-12-30", "start": null, "end": null, "local_start": null},
            {"id": "apac", "name": "Support Call", "date": "2027-01-05", "start": "2027-01-04T21:00:00Z", "end": "2027-01-04T21:50:00Z", "local_start": "2027-01-04T13:00:00-08:00"},
        ])
    );
    let rows: Value =
        serde_json::from_slice(&meetings(&["--format", "json"]).stdout).expect("JSON");
    // Four calls of the handbook, four weeks.
    assert_eq!(rows.as_array().map(Vec::len), Some(16));
    assert!(rows[0]["start"].is_null(), "{rows}");
}

#[test]
fn the_table_says_the_weekday_that_it_is_there() {
    let output = meetings(&[
        "--settings",
        &settings(),
        "--tz",
        "America/Los_Angeles",
        "--weeks",
        "2",
    ]);
    assert_eq!(
        text(&output.stdout)
            .lines()
            .map(str::trim_end)
            .collect::<Vec<_>>(),
        [
            "DAY        DATE        TIME          CALL                          REGIONS",
            "Tuesday    2026-12-22  19:00         Support Call (moved)          APAC",
            "Wednesday  2026-12-30  time not set  Crush",
        ]
    );
}

#[test]
fn a_calendar_file_has_all_dates_of_each() {
    let output = meetings(&["--settings", &settings(), "--format", "ics"]);
    let file = text(&output.stdout);
    assert!(file.starts_with("BEGIN:VCALENDAR\r\n"), "{file}");
    for line in [
        "RRULE:FREQ=WEEKLY;BYDAY=TU",
        "EXDATE;TZID=Pacific/Auckland:20261222T100000",
        "RRULE:FREQ=MONTHLY;BYDAY=-1WE",
        "TRIGGER:-PT10M",
    ] {
        assert!(file.contains(&format!("\r\n{line}\r\n")), "{line}\n{file}");
    }
}

#[test]
fn what_cannot_be_used_exits_2_with_its_place() {
    let call = |time: &str, zone: &str| {
        file(json!({"meetings": [{"id": "a", "name": "A", "time": time, "timezone": zone, "recurrence": {"kind": "weekly", "weekday": "monday"}}]}).to_string())
    };
    let (time, zone) = (call("25:00", "UTC"), call("15:00", "Mars/Olympus"));
    for (arguments, said) in [
        (
            &["--settings", &time][..],
            format!(
                "{time}: meetings[0].time: must be a time of day such as 15:00, or null where it is not set, not \"25:00\""
            ),
        ),
        (
            &["--settings", &zone],
            format!(
                "{zone}: meetings[0].timezone: `Mars/Olympus` is not a time zone; use an IANA name such as Europe/Berlin"
            ),
        ),
        (
            &["--settings", &zone, "--format", "ics"],
            format!(
                "{zone}: meetings[0].timezone: `Mars/Olympus` is not a time zone; use an IANA name such as Europe/Berlin"
            ),
        ),
        (
            &["--settings", "/nowhere.json"],
            "/nowhere.json: cannot read it: No such file or directory (os error 2)".into(),
        ),
        (
            &["--tz", "CET/Home"],
            "--tz: `CET/Home` is not a time zone; use an IANA name such as Europe/Berlin".into(),
        ),
    ] {
        let output = meetings(arguments);
        assert_eq!(text(&output.stderr), format!("vanguard: {said}\n"));
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
    }
    for arguments in [
        &["--now", "soon"][..],
        &["--weeks", "0"],
        &["--format", "xml"],
        &["more"],
    ] {
        let output = run(&[&["meetings"], arguments].concat(), "");
        assert_eq!(
            (output.status.code(), text(&output.stdout)),
            (Some(2), ""),
            "{arguments:?}"
        );
    }
}
