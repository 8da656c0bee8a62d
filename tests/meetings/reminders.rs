//! Reminders, as plays: what happens, and what is shown.

use super::play::Play;
use proptest::prelude::*;
use serde_json::{Value, json};
use vanguard::time::{HOUR, MINUTE};

/// A quarter before Tuesday's call in Berlin, at 14:00 UTC.
fn play(reminders: Value) -> Play {
    let mut play = Play::new(
        "2026-03-03T10:00:00Z",
        &["tuesday 15:00 Europe/Berlin"],
        reminders,
    );
    assert_eq!(play.start(), "");
    play
}

const SOON: &str = "Call: Starts in 15 min, at 15:00.";

fn on() -> Value {
    json!({"on": true, "minutes_before": 15})
}

#[test]
fn off_by_default_and_nobody_is_woken() {
    let mut play = play(json!({}));
    assert_eq!(
        (play.until("2026-03-10T23:00:00Z").as_str(), play.alarm),
        ("", None)
    );
}

#[test]
fn so_many_minutes_before_and_once() {
    let mut play = play(on());
    assert_eq!(play.until("2026-03-03T13:44:59Z"), "");
    assert_eq!(play.until("2026-03-03T13:45:00Z"), SOON);
    assert_eq!(play.until("2026-03-10T13:44:59Z"), "");
    assert_eq!(play.until("2026-03-10T15:00:00Z"), SOON);
    let mut play = self::play(json!({"on": true, "minutes_before": 0}));
    assert_eq!(
        play.until("2026-03-03T15:00:00Z"),
        "Call: Starts now, at 15:00."
    );
}

#[test]
fn by_the_clock_of_whoever_is_reminded() {
    let mut play = play(on());
    play.here = "Asia/Tokyo".into();
    assert_eq!(
        play.until("2026-03-03T14:00:00Z"),
        "Call: Starts in 15 min, at 23:00."
    );
    // The call's own zone goes forward on the 29th.
    assert_eq!(
        play.until("2026-03-31T12:44:59Z").matches("15 min").count(),
        3
    );
    assert_eq!(
        play.until("2026-03-31T12:45:00Z"),
        "Call: Starts in 15 min, at 22:00."
    );
}

#[test]
fn per_meeting() {
    let calls = [
        "id a name A tuesday 15:00 UTC",
        "id b name B tuesday 15:00 UTC",
        "id c name C tuesday 15:00 UTC",
        "id d name D tuesday UTC",
    ];
    let reminders = json!({"on": true, "minutes_before": 10, "meetings": {"b": {"minutes_before": 60}, "c": {"on": false}}});
    let mut play = Play::new("2026-03-03T10:00:00Z", &calls, reminders);
    play.start();
    assert_eq!(
        play.until("2026-03-03T14:00:00Z"),
        "B: Starts in 1 h 00 min, at 16:00."
    );
    assert_eq!(
        play.until("2026-03-04T14:00:00Z"),
        "A: Starts in 10 min, at 16:00."
    );
}

#[test]
fn switched_on_and_off_and_changed_on_the_way() {
    let mut play = play(json!({}));
    play.until("2026-03-03T13:50:00Z");
    assert_eq!(play.set(on()), "Call: Starts in 10 min, at 15:00.");
    assert_eq!(play.set(json!({"on": true, "minutes_before": 5})), "");
    assert_eq!(play.until("2026-03-03T23:00:00Z"), "");
    assert_eq!(play.set(json!({"on": false})), "");
    assert_eq!(play.until("2026-03-20T23:00:00Z"), "");
    // Moved after it was said: it is another moment.
    let mut play = self::play(on());
    assert_eq!(play.until("2026-03-03T13:45:00Z"), SOON);
    assert_eq!(
        play.replace(&["tuesday 15:00 Europe/Berlin; 2026-03-03 to 2026-03-03T17:00"]),
        ""
    );
    assert_eq!(
        play.until("2026-03-03T17:00:00Z"),
        "Call: Starts in 15 min, at 17:00."
    );
    // Moved to a minute that has come already, and cancelled.
    assert_eq!(
        play.replace(&["tuesday 15:00 Europe/Berlin; 2026-03-10 cancelled"]),
        ""
    );
    assert_eq!(play.until("2026-03-11T17:00:00Z"), "");
}

#[test]
fn quiet_hours() {
    let quiet = |from: &str, to: &str| json!({"on": true, "minutes_before": 15, "quiet": {"from": from, "to": to}});
    // Until they end, where the call has not ended by then.
    let mut play = play(quiet("12:00", "15:30"));
    assert_eq!(play.until("2026-03-03T14:29:59Z"), "");
    assert_eq!(
        play.until("2026-03-03T14:30:00Z"),
        "Call: Started 30 min ago, at 15:00."
    );
    for (from, to, said) in [
        ("12:00", "16:00", ""),
        ("22:00", "07:00", SOON),
        ("22:00", "14:45", SOON),
        ("14:46", "14:45", SOON),
        ("15:00", "15:00", SOON),
    ] {
        let mut play = self::play(quiet(from, to));
        assert_eq!(play.until("2026-03-03T23:30:00Z"), said, "{from} to {to}");
    }
    // Over midnight.
    let mut play = Play::new(
        "2026-03-03T10:00:00Z",
        &["wednesday 00:30 Europe/Berlin"],
        quiet("22:00", "01:00"),
    );
    play.start();
    assert_eq!(
        play.until("2026-03-04T02:00:00Z"),
        "Call: Started 30 min ago, at 00:30."
    );
}

#[test]
fn restarts_and_updates() {
    let mut play = play(on());
    play.until("2026-03-03T13:44:00Z");
    assert_eq!(play.start(), "");
    assert_eq!(play.until("2026-03-03T13:45:00Z"), SOON);
    assert_eq!(play.start() + &play.until("2026-03-03T20:00:00Z"), "");
    // Closed while it was due.
    play.until("2026-03-10T13:00:00Z");
    play.alarm = None;
    play.now = super::at("2026-03-10T13:58:00Z");
    assert_eq!(play.start(), "Call: Starts in 2 min, at 15:00.");
}

#[test]
fn sleep() {
    for (wakes, said) in [
        ("2026-03-03T13:59:30Z", "Call: Starts now, at 15:00."),
        (
            "2026-03-03T14:59:59Z",
            "Call: Started 59 min ago, at 15:00.",
        ),
        ("2026-03-03T15:00:00Z", ""),
        ("2026-03-17T13:50:00Z", "Call: Starts in 10 min, at 15:00."),
    ] {
        assert_eq!(play(on()).jump(wakes), said, "woken at {wakes}");
    }
}

#[test]
fn clocks_that_are_set() {
    let mut play = play(on());
    assert_eq!(play.jump("2026-03-03T13:45:00Z"), SOON);
    assert_eq!(play.jump("2026-03-02T13:45:00Z"), "");
    assert_eq!(play.until("2026-03-09T13:45:00Z"), "");
    // A year ahead and back.
    assert_eq!(play.jump("2027-03-02T13:45:00Z"), SOON);
    assert_eq!(play.jump("2026-03-09T13:46:00Z"), "");
    assert_eq!(play.until("2026-03-10T13:45:00Z"), SOON);
    // Nobody sleeps for long: a clock that is set wakes nobody by itself.
    let now = play.now;
    assert!(
        play.alarm
            .is_some_and(|at| now < at && now.until(at) <= HOUR)
    );
}

#[test]
fn kept_before_it_is_shown() {
    // Killed between the two: it is not shown at all rather than twice.
    for (effects, shown) in [(0, 1), (1, 0), (2, 1)] {
        let mut play = play(on());
        play.until("2026-03-03T13:44:59Z");
        play.breaks_after = Some(effects);
        play.jump("2026-03-03T13:45:00Z");
        play.start();
        play.until("2026-03-03T20:00:00Z");
        assert_eq!(
            play.shown.values().sum::<u32>(),
            shown,
            "killed after {effects}"
        );
    }
}

#[test]
fn what_was_kept_and_cannot_be_read_is_nothing() {
    use vanguard::meetings::{
        Database, Team,
        reminders::{Clock, Event, Reminders, Reminding},
    };
    let clock = Clock {
        now: super::at("2026-03-03T10:00:00Z"),
        here: "UTC",
        zones: &Database,
        words: vanguard::words::english,
        write: |time| time.to_string(),
    };
    for kept in ["", "{", "7", "[7, null]"] {
        let mut machine = Reminders::default();
        machine.handle(&clock, Event::Recalled(Some(kept.into())));
        let on = Reminding {
            on: true,
            ..Reminding::default()
        };
        let plan = Event::Changed(Box::new((Team::parse("{}").expect("the defaults"), on)));
        assert_eq!(machine.handle(&clock, plan).len(), 1, "{kept}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Kills, sleeps and clocks that jump, at any time: nothing is shown twice, and whatever was awake for is shown.
    #[test]
    fn never_twice(steps in prop::collection::vec((0..5_u8, 1..600_i64, 0..3_usize), 1..40)) {
        let mut play = Play::new("2026-03-03T10:00:00Z", &["id a tuesday 15:00 UTC", "id b tuesday 15:10 UTC", "id c 1st wednesday 03:00 Asia/Tokyo"], on());
        play.start();
        for (kind, minutes, effects) in steps {
            let moment = |minutes: i64| play.now.plus(minutes * MINUTE).rfc3339().expect("a moment");
            let (later, earlier) = (moment(minutes), moment(-minutes));
            match kind {
                0 => drop(play.until(&later)),
                1 => drop(play.jump(&later)),
                2 => drop(play.jump(&earlier)),
                3 => drop(play.start()),
                _ => {
                    play.breaks_after = Some(effects);
                    play.jump(&later);
                    play.start();
                }
            }
            prop_assert!(play.shown.values().all(|times| *times == 1), "{:?}", play.shown);
        }
    }
}

#[test]
fn a_press_leads_to_the_call() {
    let team = |links: Value| {
        let mut call = super::call("id a/b tuesday 15:00");
        call["links"] = links;
        vanguard::meetings::Team::parse(&json!({"meetings": [call]}).to_string()).expect("settings")
    };
    let (join, agenda) = ("https://meet.example", "https://docs.example");
    for (links, key, leads) in [
        (
            json!({"join": join, "agenda": agenda}),
            "a/b/2026-03-03/1",
            Some(join),
        ),
        (json!({"agenda": agenda}), "a/b/2026-03-03/1", Some(agenda)),
        (json!({"recording": join}), "a/b/2026-03-03/1", None),
        (json!({"join": join}), "b/2026-03-03/1", None),
        (json!({"join": join}), "a/b", None),
        (json!({"join": join}), "", None),
    ] {
        let team = team(links);
        assert_eq!(
            vanguard::meetings::reminders::leads_to(&team, key),
            leads,
            "{key}"
        );
    }
}
