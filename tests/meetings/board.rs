//! What a person sees of the calls.

use super::{at, call, zone};
use serde_json::json;
use vanguard::{
    meetings::{
        Database, Team,
        board::{Board, Card, board},
        weekday_name,
    },
    words::english,
};

fn seen(now: &str, here: &str, calls: &[&str]) -> Board {
    let mut calls: Vec<_> = calls.iter().map(|words| call(words)).collect();
    for call in &mut calls {
        call["links"] = json!({"join": "https://meet.example", "agenda": "https://docs.example"});
    }
    let team = Team::parse(&json!({"meetings": calls}).to_string()).expect("settings");
    board(&team, &Database, &zone(here), at(now))
}

/// `Monday, 1 June, 15:00 to 16:00`; pages write it as the browser does.
fn when(card: &Card) -> String {
    let date = card.slot.date;
    let weekday = weekday_name(date.weekday());
    let day = format!("{weekday}, {} {}", date.day(), date.month());
    match card.slot.times {
        Some((from, to)) => format!("{day}, {from} to {to}"),
        None => day,
    }
}

/// `next | ahead | past` of calls at a moment, by somebody's clock.
fn check(now: &str, here: &str, calls: &[&str], expected: &str) {
    let board = seen(now, here, calls);
    let list = |cards: &[Card]| cards.iter().map(when).collect::<Vec<_>>().join("; ");
    let next = board.next.map_or("none".into(), |card| {
        format!("{}: {}", when(&card), card.countdown(english, at(now)))
    });
    assert_eq!(
        format!("{next} | {} | {}", list(&board.ahead), list(&board.past)),
        expected,
        "{calls:?} at {now}"
    );
}

#[test]
fn an_apac_tuesday_is_a_monday_evening_elsewhere() {
    let calls = ["tuesday 10:00 Pacific/Auckland"];
    check(
        "2026-06-01T20:00:00Z",
        "America/Los_Angeles",
        &calls,
        "Monday, 1 June, 15:00 to 16:00: in 2 h 00 min | Monday, 1 June, 15:00 to 16:00; Monday, 8 June, 15:00 to 16:00 | Monday, 25 May, 15:00 to 16:00",
    );
}

#[test]
fn countdown() {
    let at_end = |now: &str| {
        let board = seen(now, "UTC", &["tuesday 10:00 UTC"]);
        board.next.expect("a call").countdown(english, at(now))
    };
    for (now, said) in [
        ("2026-06-01T08:00:00Z", "in 1 d 2 h"),
        ("2026-06-02T08:55:00Z", "in 1 h 05 min"),
        ("2026-06-02T09:00:01Z", "in 59:59"),
        ("2026-06-02T09:59:55Z", "in 0:05"),
        ("2026-06-02T10:00:00Z", "on now, 1 h 00 min left"),
        ("2026-06-02T10:59:59Z", "on now, 1 min left"),
        ("2026-06-02T11:00:00Z", "in 6 d 23 h"),
    ] {
        assert_eq!(at_end(now), said, "{now}");
    }
    // Over New York's change it is an hour less.
    let board = seen(
        "2026-03-07T15:00:00Z",
        "UTC",
        &["sunday 10:00 America/New_York"],
    );
    assert_eq!(
        board
            .next
            .expect("a call")
            .countdown(english, at("2026-03-07T15:00:00Z")),
        "in 23 h 00 min"
    );
}

#[test]
fn what_has_no_time_is_there_by_its_date() {
    check(
        "2026-06-01T08:00:00Z",
        "UTC",
        &["tuesday"],
        "Tuesday, 2 June: time not set | Tuesday, 2 June; Tuesday, 9 June | Tuesday, 26 May",
    );
    check(
        "2026-06-02T23:00:00Z",
        "UTC",
        &["tuesday"],
        "Tuesday, 2 June: time not set | Tuesday, 2 June; Tuesday, 9 June | Tuesday, 26 May",
    );
    // One with a time comes first.
    check(
        "2026-06-01T08:00:00Z",
        "UTC",
        &["id a tuesday", "id b wednesday 10:00"],
        "Wednesday, 3 June, 10:00 to 11:00: in 2 d 2 h | Tuesday, 2 June; Wednesday, 3 June, 10:00 to 11:00; Tuesday, 9 June; Wednesday, 10 June, 10:00 to 11:00 | Wednesday, 27 May, 10:00 to 11:00; Tuesday, 26 May",
    );
}

#[test]
fn over_midnight_and_new_year() {
    check(
        "2026-12-31T23:30:00Z",
        "UTC",
        &["thursday 23:00 UTC for 120; 2027-01-07 cancelled"],
        "Thursday, 31 December, 23:00 to 01:00: on now, 1 h 30 min left | Thursday, 31 December, 23:00 to 01:00; Thursday, 14 January, 23:00 to 01:00 | Thursday, 24 December, 23:00 to 01:00",
    );
}

#[test]
fn catching_up_leads_to_what_there_is() {
    let board = seen("2026-06-01T08:00:00Z", "UTC", &["tuesday 10:00"]);
    assert_eq!(
        board.past[0].links,
        [("agenda", "https://docs.example".to_owned())]
    );
    assert_eq!(board.ahead[0].links.len(), 2);
    let without = Team::parse("{}").expect("the defaults");
    assert!(
        vanguard::meetings::board::board(
            &without,
            &Database,
            &zone("UTC"),
            at("2026-06-01T08:00:00Z")
        )
        .past
        .is_empty()
    );
}

#[test]
fn what_is_cancelled_can_be_found() {
    let call = "tuesday 10:00 UTC; 2026-05-26 cancelled; 2026-06-09 cancelled; 2026-06-10 cancelled; 2026-06-16 to 2026-06-17; 2026-06-23 cancelled";
    let board = seen("2026-06-01T08:00:00Z", "UTC", &[call]);
    // Not those that are over, too far ahead, moved, or no date of it.
    let off: Vec<String> = board.cancelled.iter().map(when).collect();
    assert_eq!(off, ["Tuesday, 9 June"]);
    assert_eq!(board.ahead.len(), 1);
}

#[test]
fn a_call_whose_zone_is_not_known_keeps_no_other_back() {
    let board = seen(
        "2026-06-01T08:00:00Z",
        "UTC",
        &[
            "id a name A tuesday 10:00 Mars/Olympus",
            "id b wednesday 10:00",
        ],
    );
    assert_eq!(
        (board.unknown, board.ahead.len()),
        (vec!["A (Mars/Olympus)".to_owned()], 2)
    );
}
