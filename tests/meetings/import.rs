//! Calendar files as calls: what Google, Apple and Outlook write, and what cannot be taken over.

use super::{at, meeting};
use vanguard::{
    meetings::{
        Database, Meeting,
        ics::{Change, Found, import, merge},
        written,
    },
    words::english,
};

fn found(events: &str) -> Vec<Found> {
    let text = format!(
        "BEGIN:VCALENDAR\r\n{}\r\nEND:VCALENDAR",
        events.replace('\n', "\r\n")
    );
    import(
        &text,
        &Database,
        "Europe/Berlin",
        at("2026-02-01T12:00:00Z"),
        english,
    )
    .expect("a calendar")
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:u\nSUMMARY:Call\n{lines}\nEND:VEVENT")
}

fn dates_of(one: &Meeting) -> serde_json::Value {
    let written = serde_json::json!(written(std::slice::from_ref(one)));
    let call = &written[0];
    serde_json::json!([
        call["time"],
        call["timezone"],
        call["duration_minutes"],
        call["recurrence"],
        call["exceptions"]
    ])
}

/// The lines of an event, and the call in words that they are.
fn check(lines: &str, words: &str) {
    let found = found(&event(lines));
    let read = found[0]
        .meeting
        .as_ref()
        .unwrap_or_else(|error| panic!("{lines}: {error}"));
    assert_eq!(dates_of(read), dates_of(&meeting(words)), "{lines}");
    assert_eq!(found.len(), 1, "{found:?}");
}

/// The lines of an event, and why it is no call.
fn refused(lines: &str, said: &str) {
    let found = found(&event(lines));
    assert_eq!(
        found[0].meeting.clone().map(|one| one.id),
        Err(said.to_owned()),
        "{lines}"
    );
}

#[test]
fn weekly_and_monthly() {
    let start = "DTSTART;TZID=America/New_York:20260303T150000\nDTEND;TZID=America/New_York:20260303T154500\n";
    check(
        &format!("{start}RRULE:FREQ=WEEKLY"),
        "tuesday 15:00 America/New_York for 45 from 2026-03-03",
    );
    check(
        &format!("{start}RRULE:FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=TU"),
        "tuesday 15:00 America/New_York for 45 every 2 from 2026-03-03",
    );
    check(
        &format!("{start}RRULE:FREQ=MONTHLY;BYDAY=1TU"),
        "1st tuesday 15:00 America/New_York for 45 from 2026-03-03",
    );
    check(
        &format!("{start}RRULE:FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1"),
        "1st tuesday 15:00 America/New_York for 45 from 2026-03-03",
    );
    check(
        &format!("{start}RRULE:FREQ=WEEKLY;COUNT=3"),
        "tuesday 15:00 America/New_York for 45 from 2026-03-03 until 2026-03-17",
    );
    // The last one starts at 19:00 UTC in summer.
    for (until, last) in [
        ("20260317T190000Z", "2026-03-17"),
        ("20260317T185959Z", "2026-03-16"),
        ("20260317", "2026-03-17"),
        ("20260317T150000", "2026-03-17"),
    ] {
        check(
            &format!("{start}RRULE:FREQ=WEEKLY;UNTIL={until}"),
            &format!("tuesday 15:00 America/New_York for 45 from 2026-03-03 until {last}"),
        );
    }
    check(start.trim(), "on 2026-03-03 15:00 America/New_York for 45");
}

#[test]
fn times() {
    check(
        "DTSTART:20260303T150000Z\nDURATION:PT1H30M",
        "on 2026-03-03 15:00 UTC for 90",
    );
    check(
        "DTSTART:20260303T150000\nDURATION:PT30M",
        "on 2026-03-03 15:00 Europe/Berlin for 30",
    );
    check(
        "DTSTART;VALUE=DATE:20260303\nRRULE:FREQ=WEEKLY",
        "tuesday Europe/Berlin from 2026-03-03",
    );
    check(
        "DTSTART;TZID=\"Europe/Berlin\":20260303T150000\nDTEND:20260303T150000Z",
        "on 2026-03-03 15:00 Europe/Berlin",
    );
    for (name, zone) in [
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("Pacific Standard Time", "America/Los_Angeles"),
        ("AUS Eastern Standard Time", "Australia/Sydney"),
        (
            "/freeassociation.sourceforge.net/Europe/Berlin",
            "Europe/Berlin",
        ),
        (
            "/citadel.org/20210210_1/America/Argentina/Buenos_Aires",
            "America/Argentina/Buenos_Aires",
        ),
    ] {
        check(
            &format!("DTSTART;TZID={name}:20260303T150000\nDURATION:PT1H"),
            &format!("on 2026-03-03 15:00 {zone}"),
        );
    }
    // Names that the file itself explains, and a calendar's own.
    let aliased = format!(
        "BEGIN:VTIMEZONE\nTZID:Ours\nX-LIC-LOCATION:Asia/Tokyo\nEND:VTIMEZONE\n{}",
        event("DTSTART;TZID=Ours:20260303T150000\nDURATION:PT1H")
    );
    let own = format!(
        "X-WR-TIMEZONE:Asia/Tokyo\n{}",
        event("DTSTART:20260303T150000\nDURATION:PT1H")
    );
    for file in [aliased, own] {
        let meeting = found(&file)[0].meeting.clone().expect("a call");
        assert_eq!(
            dates_of(&meeting),
            dates_of(&self::meeting("on 2026-03-03 15:00 Asia/Tokyo")),
            "{file}"
        );
    }
}

#[test]
fn exceptions() {
    let series = "DTSTART;TZID=America/New_York:20260303T150000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY";
    check(
        &format!(
            "{series}\nEXDATE;TZID=America/New_York:20260310T150000,20260317T150000\nEXDATE:20260324T190000Z"
        ),
        "tuesday 15:00 America/New_York from 2026-03-03; 2026-03-10 cancelled; 2026-03-17 cancelled; 2026-03-24 cancelled",
    );
    let change = |planned: &str, lines: &str| {
        let other = event(&format!(
            "RECURRENCE-ID;TZID=America/New_York:{planned}\n{lines}"
        ));
        // A change may stand before its series.
        found(&format!("{other}\n{}", event(series)))
    };
    for (lines, words) in [
        (
            "DTSTART;TZID=America/New_York:20260309T093000\nDURATION:PT1H",
            "; 2026-03-10 to 2026-03-09T09:30",
        ),
        (
            "DTSTART:20260309T133000Z\nDURATION:PT1H",
            "; 2026-03-10 to 2026-03-09T09:30",
        ),
        (
            "DTSTART;TZID=America/New_York:20260311T150000\nDURATION:PT1H",
            "; 2026-03-10 to 2026-03-11",
        ),
        (
            "DTSTART;TZID=America/New_York:20260310T150000\nDURATION:PT1H",
            "",
        ),
        (
            "DTSTART:20260309T133000Z\nSTATUS:CANCELLED",
            "; 2026-03-10 cancelled",
        ),
    ] {
        let found = change("20260310T150000", lines);
        let expected = meeting(&format!(
            "tuesday 15:00 America/New_York from 2026-03-03{words}"
        ));
        assert_eq!(
            dates_of(found[0].meeting.as_ref().expect("a call")),
            dates_of(&expected),
            "{lines}"
        );
        assert_eq!(found.len(), 1);
    }
    let longer = change(
        "20260310T150000",
        "DTSTART;TZID=America/New_York:20260310T150000\nDURATION:PT2H",
    );
    assert_eq!(
        longer[0].notes,
        ["On 2026-03-10 it takes another time than usual: that is left out."]
    );
    let stray = change("20260311T150000", "DTSTART:20260311T150000Z");
    assert_eq!(
        stray[1].meeting.clone().map(|_| ()),
        Err("it changes 2026-03-11, which is no date of its series".into())
    );
    assert_eq!((stray[1].line, stray[0].line), (2, 8));
}

#[test]
fn what_cannot_be_taken_over_says_why_and_keeps_nothing_else_back() {
    let start = "DTSTART;TZID=Europe/Berlin:20260303T150000\nDURATION:PT1H";
    let known = "which is not supported: a call may repeat every so many weeks on one weekday, or every so many months on the nth or last weekday";
    for (rule, what) in [
        ("FREQ=DAILY", "daily"),
        ("FREQ=YEARLY", "yearly"),
        ("FREQ=WEEKLY;BYDAY=TU,TH", "on more than one weekday"),
        ("FREQ=WEEKLY;BYDAY=WE", "on days of which its first is none"),
        ("FREQ=MONTHLY;BYMONTHDAY=3", "by BYMONTHDAY"),
        ("FREQ=MONTHLY", "on a day of the month"),
        ("FREQ=MONTHLY;BYDAY=6TU", "on such days of the month"),
        ("FREQ=WEEKLY;INTERVAL=0", "at such an interval"),
        ("FREQ=WEEKLY;COUNT=99999999", "so many times"),
        ("FREQ=SOMETIMES", "in a way that cannot be read"),
    ] {
        refused(
            &format!("{start}\nRRULE:{rule}"),
            &format!("it repeats {what} ({rule}), {known}"),
        );
    }
    refused("DURATION:PT1H", "it has no DTSTART");
    refused(
        "DTSTART:tomorrow",
        "its DTSTART, tomorrow, is no date such as 20260310T150000",
    );
    refused(
        "DTSTART:20260230T100000Z",
        "its DTSTART, 20260230T100000Z, is no date such as 20260310T150000",
    );
    refused(
        "DTSTART;TZID=Mars:20260303T150000",
        "its time zone, “Mars”, is not known; it has to be an IANA or Windows name such as Europe/Berlin",
    );
    let three = found(&format!(
        "{}\n{}\n{}\nBEGIN:VEVENT\nSUMMARY:Cut",
        event("DTSTART:x"),
        event(start),
        event(start)
    ));
    let outcomes: Vec<_> = three
        .iter()
        .map(|one| (one.line, one.name.as_str(), one.meeting.is_ok()))
        .collect();
    assert_eq!(
        outcomes,
        [
            (2, "Call", false),
            (7, "Call", true),
            (13, "Call", false),
            (19, "Cut", false)
        ]
    );
    assert_eq!(
        three[2].meeting.clone().map(|_| ()),
        Err("an entry before it has the same UID".into())
    );
    assert_eq!(
        three[3].meeting.clone().map(|_| ()),
        Err("it has no END:VEVENT: the file is cut off".into())
    );
    let notes = &found(&event("DTSTART:20260303T150000Z\nRDATE:20260304T150000Z"))[0].notes;
    assert_eq!(
        notes,
        &[
            "Its extra dates (RDATE) are left out.",
            "It does not say how long it takes: taken for an hour."
        ]
    );
    for text in ["", "hello", "BEGIN:VCARD\r\nEND:VCARD"] {
        let now = at("2026-02-01T12:00:00Z");
        assert_eq!(import(text, &Database, "UTC", now, english), None, "{text}");
    }
}

#[test]
fn what_it_is_about() {
    let lines = "DTSTART:20260303T150000Z\nDURATION:PT1H\nDESCRIPTION:Talk\\, and\\nlisten\\nAgenda: https://docs.exam\n ple/a\nLOCATION:https://meet.example/x\nCATEGORIES:APAC,AMER\nBEGIN:VALARM\nDESCRIPTION:other\nEND:VALARM";
    let one = found(&event(lines))[0].meeting.clone().expect("a call");
    assert_eq!(
        (one.id.as_str(), one.uid.as_deref(), one.name.as_str()),
        ("call", Some("u"), "Call")
    );
    assert_eq!(one.purpose, "Talk, and\nlisten");
    assert_eq!(one.regions, ["APAC", "AMER"]);
    assert_eq!(
        one.links.named().collect::<Vec<_>>(),
        [
            ("join", "https://meet.example/x"),
            ("agenda", "https://docs.example/a")
        ]
    );
}

/// A UID that looks like one of ours, and the id and UID of the call that it is kept as.
#[test]
fn only_a_name_is_taken_for_an_id_of_ours() {
    let long = format!("{}@vanguard", "x".repeat(201));
    let cases = [
        ("weekly@vanguard", ("weekly", None)),
        ("@vanguard", ("call", Some("@vanguard"))),
        ("a\u{7}b@vanguard", ("call", Some("a\u{7}b@vanguard"))),
        ("a\\nb@vanguard", ("call", Some("a\nb@vanguard"))),
        ("a  b@vanguard", ("a  b", None)),
        ("b @vanguard", ("call", Some("b @vanguard"))),
        (long.as_str(), ("call", Some(long.as_str()))),
    ];
    for (uid, kept) in cases {
        let lines = event("DTSTART:20260303T150000Z\nDURATION:PT1H")
            .replace("UID:u", &format!("UID:{uid}"));
        let one = found(&lines)[0].meeting.clone().expect("a call");
        assert_eq!((one.id.as_str(), one.uid.as_deref()), kept, "{uid:?}");
        let settings = serde_json::json!({"meetings": written(&[one])}).to_string();
        assert!(
            vanguard::meetings::Team::parse(&settings).is_ok(),
            "{uid:?}"
        );
    }
}

#[test]
fn an_imported_call_takes_its_place_among_the_others() {
    let mut all = vanguard::meetings::Team::parse("{}")
        .expect("the defaults")
        .meetings;
    let entry = |uid: &str, name: &str, day: &str| {
        let lines = format!(
            "BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{name}\nDTSTART:2026030{day}T150000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\nEND:VEVENT"
        );
        found(&lines)[0].meeting.clone().expect("a call")
    };
    // Friday's Support Call, not Tuesday's; what the file does not know stays.
    assert_eq!(
        merge(&mut all, entry("one", "support call", "6")),
        Change::Sets
    );
    let fourth = &all[3];
    assert_eq!(
        (
            fourth.id.as_str(),
            fourth.regions.len(),
            fourth.purpose.is_empty()
        ),
        ("support-call", 2, false)
    );
    assert!(fourth.time.is_some());
    assert_eq!(
        merge(&mut all, entry("one", "Support Call", "5")),
        Change::Replaces
    );
    assert_eq!(all[3].recurrence.weekday(), time::Weekday::Thursday);
    assert_eq!(
        merge(&mut all, entry("two", "Support Call", "5")),
        Change::Adds
    );
    let ids: Vec<_> = all.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "apac-support-call",
            "ticket-crush-session",
            "services-support-call",
            "support-call",
            "support-call-2"
        ]
    );
}
