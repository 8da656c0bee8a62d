//! Which dates a call has, and which moments they are at home.

use super::{shown_all, team};

fn check(words: &str, from: &str, days: i64, expected: &str) {
    let from = format!("{from}T00:00:00Z");
    let shown = shown_all(&team(&[words]), &from, days, "UTC");
    assert_eq!(shown, expected, "{words}");
}

#[test]
fn weekly() {
    check(
        "tuesday 15:00",
        "2026-03-01",
        15,
        "Tue 2026-03-03 15:00, Tue 2026-03-10 15:00",
    );
    check("tuesday 00:00", "2026-03-03", 1, "Tue 2026-03-03 00:00");
    check(
        "sunday 23:59",
        "2026-12-27",
        8,
        "Sun 2026-12-27 23:59, Sun 2027-01-03 23:59",
    );
    // `from` and `until` are within.
    check(
        "tuesday 15:00 from 2026-03-10 until 2026-03-17",
        "2026-03-01",
        60,
        "Tue 2026-03-10 15:00, Tue 2026-03-17 15:00",
    );
    check("tuesday 15:00 until 2026-03-02", "2026-03-01", 60, "");
}

#[test]
fn every_so_many_weeks_is_counted_from_the_first() {
    let expected = "Tue 2026-01-06 15:00, Tue 2026-01-20 15:00, Tue 2026-02-03 15:00";
    for from in ["2026-01-06", "2026-01-05", "2025-12-31", "2025-12-23"] {
        check(
            &format!("tuesday 15:00 every 2 from {from}"),
            "2026-01-05",
            30,
            expected,
        );
    }
    let other = "Tue 2026-01-13 15:00, Tue 2026-01-27 15:00";
    for from in ["2026-01-07", "2026-01-13", "2025-12-30"] {
        check(
            &format!("tuesday 15:00 every 2 from {from}"),
            "2026-01-05",
            30,
            other,
        );
    }
    // Over New Year and a leap day, whatever the year's number of weeks.
    check(
        "friday 09:00 every 3 from 2027-12-10",
        "2027-12-20",
        80,
        "Fri 2027-12-31 09:00, Fri 2028-01-21 09:00, Fri 2028-02-11 09:00, Fri 2028-03-03 09:00",
    );
}

#[test]
fn nth_weekday_of_a_month() {
    check(
        "1st thursday 10:00",
        "2026-10-01",
        40,
        "Thu 2026-10-01 10:00, Thu 2026-11-05 10:00",
    );
    check(
        "3rd thursday 10:00",
        "2026-10-01",
        60,
        "Thu 2026-10-15 10:00, Thu 2026-11-19 10:00",
    );
    check(
        "last friday 10:00",
        "2026-12-01",
        70,
        "Fri 2026-12-25 10:00, Fri 2027-01-29 10:00",
    );
    check(
        "last sunday 10:00",
        "2028-02-01",
        29,
        "Sun 2028-02-27 10:00",
    );
    check(
        "last tuesday 10:00",
        "2028-02-01",
        29,
        "Tue 2028-02-29 10:00",
    );
    // A month without a fifth one is left out.
    check(
        "5th monday 10:00",
        "2026-01-01",
        160,
        "Mon 2026-03-30 10:00",
    );
    check(
        "1st monday 10:00 every 3 from 2026-01-06",
        "2026-01-01",
        250,
        "Mon 2026-02-02 10:00, Mon 2026-05-04 10:00, Mon 2026-08-03 10:00",
    );
}

#[test]
fn once() {
    check(
        "on 2026-03-01 10:00",
        "2026-01-01",
        100,
        "Sun 2026-03-01 10:00",
    );
    check("on 2026-03-01 10:00", "2026-03-02", 100, "");
}

#[test]
fn exceptions() {
    check(
        "tuesday 15:00; 2026-03-10 cancelled; 2026-03-17 to 2026-03-16T09:30; 2026-03-24 to 2026-04-01",
        "2026-03-01",
        33,
        "Tue 2026-03-03 15:00, Mon 2026-03-16 09:30, Tue 2026-03-31 15:00, Wed 2026-04-01 15:00",
    );
    // Two on one date, and one that changes places with the next.
    check(
        "tuesday 15:00; 2026-03-03 to 2026-03-11; 2026-03-17 to 2026-03-10T15:00",
        "2026-03-01",
        20,
        "Tue 2026-03-10 15:00, Tue 2026-03-10 15:00, Wed 2026-03-11 15:00",
    );
    // Moved into the span, and out of it.
    check(
        "tuesday 15:00; 2026-02-24 to 2026-03-02",
        "2026-03-01",
        2,
        "Mon 2026-03-02 15:00",
    );
    check(
        "tuesday 15:00; 2026-03-03 to 2026-04-02",
        "2026-03-01",
        4,
        "",
    );
    // A date that it never has.
    check(
        "tuesday 15:00; 2026-03-04 to 2026-03-05T10:00",
        "2026-03-01",
        7,
        "Tue 2026-03-03 15:00",
    );
}

#[test]
fn without_a_time_there_are_dates() {
    check(
        "tuesday",
        "2026-03-01",
        15,
        "Tue 2026-03-03 -, Tue 2026-03-10 -",
    );
    // All of the day that it is, in the call's own zone.
    let late = |zone: &str| {
        let team = team(&[&format!("tuesday {zone}")]);
        shown_all(&team, "2026-03-03T23:00:00Z", 7, "UTC")
    };
    assert_eq!(late("UTC"), "Tue 2026-03-03 -");
    assert_eq!(late("America/New_York"), "Tue 2026-03-03 -");
    assert_eq!(late("Asia/Tokyo"), "Tue 2026-03-10 -");
    check(
        "tuesday; 2026-03-10 to 2026-03-09; 2026-03-17 to 2026-03-18T09:00",
        "2026-03-05",
        15,
        "Mon 2026-03-09 -, Wed 2026-03-18 09:00",
    );
}

#[test]
fn from_this_moment_on_and_in_order() {
    let team = team(&[
        "id a tuesday 15:00",
        "id b tuesday 14:00",
        "id c tuesday",
        "id d tuesday 15:00",
    ]);
    let list = |from: &str| {
        use vanguard::{
            meetings::{Database, Occurrences},
            time::DAY,
        };
        let from = super::at(from);
        let calls = Occurrences::new(&team, &Database, from, from.plus(DAY)).expect("zones");
        calls.map(|one| one.meeting.id.clone()).collect::<String>()
    };
    assert_eq!(list("2026-03-03T00:00:00Z"), "cbad");
    assert_eq!(list("2026-03-03T14:00:00Z"), "cbad");
    assert_eq!(list("2026-03-03T14:00:01Z"), "cad");
    assert_eq!(list("2026-03-03T15:00:01Z"), "c");
}

#[test]
fn holidays_are_those_of_everybody_whom_it_is_for() {
    let off = |regions: &str, holidays: &str| {
        let call = super::call(&format!("friday 10:00 regions {regions}"));
        let holidays: serde_json::Value = serde_json::from_str(holidays).expect("JSON");
        let text = serde_json::json!({"meetings": [call], "holidays": holidays}).to_string();
        let team = vanguard::meetings::Team::parse(&text).expect("settings");
        shown_all(&team, "2026-12-24T00:00:00Z", 3, "UTC").is_empty()
    };
    let (all, emea) = (
        r#"[{"date": "2026-12-25", "name": "Christmas"}]"#,
        r#"[{"date": "2026-12-25", "regions": ["emea"]}]"#,
    );
    for (regions, holidays, is_off) in [
        ("AMER,EMEA", all, true),
        ("AMER,EMEA", emea, false),
        ("EMEA", emea, true),
        ("APAC", emea, false),
        (
            "AMER,EMEA",
            r#"[{"date": "2026-12-25", "regions": ["EMEA"]}, {"date": "2026-12-25", "regions": ["AMER"]}]"#,
            true,
        ),
        ("EMEA", r#"[{"date": "2026-12-24"}]"#, false),
    ] {
        assert_eq!(off(regions, holidays), is_off, "{regions} {holidays}");
    }
}
