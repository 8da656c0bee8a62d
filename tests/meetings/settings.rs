//! Calls in settings: what is read, what is refused and where, what is written.

use serde_json::{Value, json};
use vanguard::meetings::{
    Team,
    reminders::{self, Reminding},
    written,
};

#[test]
fn the_handbooks_four_calls_ship_without_times() {
    let team = Team::parse("{}").expect("the defaults");
    let shown: Vec<String> = team
        .meetings
        .iter()
        .map(|one| {
            let regions = one.regions.join(", ");
            let weekday = one.recurrence.weekday();
            format!(
                "{weekday} | {regions} | {} | {} | {:?}",
                one.name, one.purpose, one.time
            )
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Tuesday | APAC | Support Call | Discuss metrics, demos, upcoming events, and ask questions | None",
            "Tuesday | AMER | Ticket Crush Session | Perform demos and cooperatively solve challenging tickets as a group | None",
            "Wednesday | AMER, EMEA | Services Support Call | Services team meeting to discuss metrics, demos, upcoming events, and ask questions | None",
            "Friday | AMER, EMEA | Support Call | Discuss metrics, demos, upcoming events, and ask questions | None",
        ]
    );
    assert!(
        team.meetings
            .iter()
            .all(|one| one.links.named().next().is_none() && one.rotation.is_none())
    );
}

/// A call that is `change`d at a place is refused with these words.
fn refused(change: &[(&str, Value)], said: &str) {
    let mut call = super::call("tuesday 15:00 Europe/Berlin");
    for (pointer, value) in change {
        match call.pointer_mut(pointer) {
            Some(place) => *place = value.clone(),
            None => call[pointer.trim_start_matches('/')] = value.clone(),
        }
    }
    let text = json!({"meetings": [super::call("id other friday"), call]}).to_string();
    let error = Team::parse(&text).map_err(|error| error.to_string());
    assert_eq!(error, Err(said.to_owned()), "{change:?}");
}

#[test]
fn what_cannot_be_used_is_refused_with_its_place() {
    for (pointer, value, said) in [
        (
            "/id",
            json!("other"),
            "meetings[1].id: `other` is another call's already",
        ),
        ("/id", json!(7), "meetings[1].id: must be text, not 7"),
        (
            "/name",
            json!(" "),
            "meetings[1].name: must be a name on one line, not \" \"",
        ),
        (
            "/time",
            json!("3pm"),
            "meetings[1].time: must be a time of day such as 15:00, or null where it is not set, not \"3pm\"",
        ),
        (
            "/time",
            json!("24:00"),
            "meetings[1].time: must be a time of day such as 15:00, or null where it is not set, not \"24:00\"",
        ),
        (
            "/duration_minutes",
            json!(0),
            "meetings[1].duration_minutes: must be 1 to 1440, not 0",
        ),
        (
            "/regions",
            json!("APAC"),
            "meetings[1].regions: must be a list, not \"APAC\"",
        ),
        (
            "/colour",
            json!("red"),
            "meetings[1]: there is no `colour` here; there is id, name, regions, purpose, time, timezone, duration_minutes, recurrence, exceptions, links, rotation, uid",
        ),
        (
            "/recurrence",
            json!("weekly"),
            "meetings[1].recurrence: must be an object, not \"weekly\"",
        ),
        (
            "/recurrence/kind",
            json!("daily"),
            "meetings[1].recurrence.kind: must be one of weekly, monthly, once, not \"daily\"",
        ),
        (
            "/recurrence/weekday",
            json!("Tue"),
            "meetings[1].recurrence.weekday: must be one of monday, tuesday, wednesday, thursday, friday, saturday, sunday, not \"Tue\"",
        ),
        (
            "/recurrence",
            json!({"kind": "weekly", "weekday": "tuesday", "every": 2}),
            "meetings[1].recurrence: `from` is missing: `every` 2 has to be counted from a date",
        ),
        (
            "/recurrence",
            json!({"kind": "weekly", "weekday": "tuesday", "every": 0}),
            "meetings[1].recurrence.every: must be 1 to 120, not 0",
        ),
        (
            "/recurrence",
            json!({"kind": "weekly", "weekday": "tuesday", "from": "2026-02-30"}),
            "meetings[1].recurrence.from: must be a date such as 2026-12-22, not \"2026-02-30\"",
        ),
        (
            "/recurrence",
            json!({"kind": "monthly", "weekday": "tuesday", "nth": 6}),
            "meetings[1].recurrence.nth: must be 1 to 5, or -1 to -5 counted from the end of the month, not 6",
        ),
        (
            "/recurrence",
            json!({"kind": "monthly", "weekday": "tuesday"}),
            "meetings[1].recurrence: `nth` is missing",
        ),
        (
            "/exceptions",
            json!([{"date": "2026-12-22"}]),
            "meetings[1].exceptions[0]: must have either `cancelled`: true or `moved_to`",
        ),
        (
            "/exceptions",
            json!([{"date": "2026-12-22", "moved_to": "tomorrow"}]),
            "meetings[1].exceptions[0].moved_to: must be a date and time of the call's zone such as 2026-12-23T16:00, not \"tomorrow\"",
        ),
        (
            "/exceptions",
            json!([{"date": "2026-12-22", "cancelled": true}, {"date": 7, "cancelled": true}]),
            "meetings[1].exceptions[1].date: must be a date such as 2026-12-22, not 7",
        ),
        (
            "/links",
            json!({"join": "javascript:alert(1)"}),
            "meetings[1].links.join: must be a web address that begins with https://, not \"javascript:alert(1)\"",
        ),
        (
            "/rotation",
            json!({"from": "2026-01-06"}),
            "meetings[1].rotation: `chairs` is missing",
        ),
        (
            "/rotation",
            json!({"from": "2026-01-06", "chairs": [], "swaps": [{"role": "chair", "dates": ["2026-01-06"]}]}),
            "meetings[1].rotation.swaps[0].dates: must be a list of two dates, not a list",
        ),
    ] {
        refused(&[(pointer, value)], said);
    }
    let without_zone = json!({"meetings": [{"id": "a", "name": "A", "time": "15:00", "recurrence": {"kind": "once", "date": "2026-01-06"}}]});
    let error = Team::parse(&without_zone.to_string()).map_err(|error| error.to_string());
    assert_eq!(
        error,
        Err("meetings[0]: `timezone` is missing: a time is nowhere without it".into())
    );
    for (text, said) in [
        ("[]", "$: must be an object, not a list"),
        (
            r#"{"meetings": {}}"#,
            "meetings: must be a list, not an object",
        ),
        (
            r#"{"holidays": [{"date": "soon"}]}"#,
            "holidays[0].date: must be a date such as 2026-12-22, not \"soon\"",
        ),
    ] {
        assert_eq!(
            Team::parse(text).map_err(|error| error.to_string()),
            Err(said.into())
        );
    }
}

#[test]
fn a_zone_that_nobody_knows_is_named_with_its_place() {
    use vanguard::{
        meetings::{Database, Occurrences},
        time::Time,
    };
    let team = super::team(&["id a friday", "id b friday Mars/Olympus"]);
    let error = Occurrences::new(&team, &Database, Time(0), Time(1)).map(|_| ());
    assert_eq!(
        error.map_err(|error| error.to_string()),
        Err("meetings[1].timezone: `Mars/Olympus` is not a time zone; use an IANA name such as Europe/Berlin".into())
    );
}

#[test]
fn what_is_written_is_read() {
    let mut call = super::call(
        "id b last friday 15:00 Europe/Berlin every 2 from 2026-01-06 until 2027-01-01; 2026-12-25 cancelled; 2026-11-27 to 2026-11-26T09:00",
    );
    call["links"] = json!({"join": "https://meet.example/a"});
    call["rotation"] = json!({"from": "2026-01-06", "chairs": ["Ada"], "note_takers": ["Bo"],
        "swaps": [{"role": "chair", "dates": ["2026-02-06", "2026-02-13"]}],
        "absences": [{"who": "Ada", "from": "2026-03-01", "to": "2026-03-08"}]});
    let team =
        Team::parse(&json!({"meetings": [call, super::call("id c on 2026-05-05")]}).to_string())
            .expect("settings");
    let text = json!({"meetings": written(&team.meetings)}).to_string();
    assert_eq!(Team::parse(&text).expect("good settings"), team);
}

#[test]
fn reminders_that_are_written_are_read() {
    let text = r#"{"reminders": {"on": true, "minutes_before": 5, "quiet": {"from": "22:00", "to": "07:00"}, "meetings": {"a": {"on": false}, "b": {"minutes_before": 30}}}}"#;
    for text in [text, "{}"] {
        let reminding = Reminding::parse(text).expect("settings");
        let mut again = json!({"reminders": {"meetings": {}}});
        for (name, value) in reminders::written(&reminding) {
            again["reminders"][name] = json!(value);
        }
        for (id, own) in &reminding.meetings {
            again["reminders"]["meetings"][id] = json!(own.written().expect("something"));
        }
        let again = again.to_string();
        assert_eq!(Reminding::parse(&again).expect("settings"), reminding);
    }
}

#[test]
fn reminders_are_off_until_they_are_switched_on() {
    let team = Team::parse("{}").expect("the defaults");
    let minutes = |text: &str| {
        let reminding = Reminding::parse(text).expect("settings");
        team.meetings
            .iter()
            .map(|one| reminding.minutes(one))
            .collect::<Vec<_>>()
    };
    assert_eq!(minutes("{}"), [None; 4]);
    assert_eq!(minutes(r#"{"reminders": {"on": true}}"#), [Some(10); 4]);
    assert_eq!(
        minutes(
            r#"{"reminders": {"on": true, "minutes_before": 5, "meetings": {"support-call": {"on": false}, "ticket-crush-session": {"minutes_before": 30}}}}"#
        ),
        [Some(5), Some(30), Some(5), None]
    );
    for (text, said) in [
        (
            r#"{"reminders": {"on": "yes"}}"#,
            "reminders.on: must be true or false, not \"yes\"",
        ),
        (
            r#"{"reminders": {"minutes_before": -1}}"#,
            "reminders.minutes_before: must be 0 to 1440 minutes, not -1",
        ),
        (
            r#"{"reminders": {"quiet": {"from": "22:00"}}}"#,
            "reminders.quiet: `to` is missing",
        ),
        (
            r#"{"reminders": {"quiet": {"from": "22", "to": "7"}}}"#,
            "reminders.quiet.from: must be a time of day such as 22:00, not \"22\"",
        ),
        (
            r#"{"reminders": {"meetings": {"a": {"off": true}}}}"#,
            "reminders.meetings.a: there is no `off` here; there is on, minutes_before",
        ),
    ] {
        assert_eq!(
            Reminding::parse(text).map_err(|error| error.to_string()),
            Err(said.into())
        );
    }
}
