//! Who leads a call and who takes the notes.

use proptest::prelude::*;
use serde_json::json;
use vanguard::meetings::{Meeting, Role, Team};

/// `date -> chair, note-taker` on Tuesdays, with Ada, Bo and Cy in turn from 2026-03-03.
fn check(more: serde_json::Value, table: &str) {
    let mut call = super::call("tuesday 15:00; 2026-03-10 cancelled");
    let mut rotation = json!({"from": "2026-03-03", "chairs": ["Ada", "Bo", "Cy"], "note_takers": ["Bo", "Cy", "Ada"]});
    for (key, value) in more.as_object().expect("an object") {
        rotation[key] = value.clone();
    }
    call["rotation"] = rotation;
    let team = Team::parse(&json!({"meetings": [call]}).to_string()).expect("settings");
    for row in table.split("; ") {
        let (date, expected) = row.split_once(" -> ").expect("a row");
        let date = team.meetings[0]
            .recurrence
            .dates(date_of(date))
            .next()
            .expect("a date");
        let roles = team.meetings[0].roles(date);
        let shown = format!(
            "{}, {}",
            roles.chair.unwrap_or("-"),
            roles.note_taker.unwrap_or("-")
        );
        assert_eq!(shown, expected, "{more} on {row}");
    }
}

fn date_of(day: &str) -> time::Date {
    let at = super::at(&format!("2026-{day}T00:00:00Z"));
    vanguard::schedule::Zone::utc().date(at).expect("a date")
}

#[test]
fn in_turn() {
    // The cancelled date has its turn, so that nobody else's shifts.
    check(
        json!({}),
        "03-03 -> Ada, Bo; 03-10 -> Bo, Cy; 03-17 -> Cy, Ada; 03-24 -> Ada, Bo; 02-24 -> -, -",
    );
    check(
        json!({"chairs": ["Ada"], "note_takers": []}),
        "03-03 -> Ada, -; 03-17 -> Ada, -",
    );
    check(json!({"chairs": [], "note_takers": []}), "03-03 -> -, -");
}

#[test]
fn swaps() {
    let swap = json!({"swaps": [{"role": "chair", "dates": ["2026-03-17", "2026-03-03"]}]});
    check(
        swap,
        "03-03 -> Cy, Bo; 03-10 -> Bo, Cy; 03-17 -> Ada, Bo; 03-24 -> Ada, Bo",
    );
    let swap = json!({"swaps": [{"role": "note_taker", "dates": ["2026-03-03", "2026-03-10"]}]});
    check(swap, "03-03 -> Ada, Cy; 03-10 -> Bo, Cy");
}

#[test]
fn absences() {
    let away = json!({"absences": [{"who": "Ada", "from": "2026-03-01", "to": "2026-03-03"}]});
    check(away, "03-03 -> Bo, Cy; 03-17 -> Cy, Ada; 03-24 -> Ada, Bo");
    // Whoever is left does both, and nobody is nobody.
    let away = |who: &[&str]| {
        let all = who
            .iter()
            .map(|who| json!({"who": who, "from": "2026-03-01", "to": "2026-03-31"}));
        json!({"absences": all.collect::<serde_json::Value>()})
    };
    check(away(&["Ada", "Bo"]), "03-03 -> Cy, Cy");
    check(away(&["Ada", "Bo", "Cy"]), "03-03 -> -, -");
}

/// Everybody's turns of ten weeks, `chair/note-taker` each.
fn turns(meeting: &Meeting) -> Vec<String> {
    let dates = meeting.recurrence.dates(date_of("03-03")).take(10);
    let turn = |date| {
        let roles = meeting.roles(date);
        format!(
            "{}/{}",
            roles.chair.unwrap_or("-"),
            roles.note_taker.unwrap_or("-")
        )
    };
    dates.map(turn).collect()
}

fn with_turns(chairs: &[&str], note_takers: &[&str]) -> Meeting {
    let mut call = super::call("tuesday 15:00");
    call["rotation"] = json!({"from": "2026-03-03", "chairs": chairs, "note_takers": note_takers});
    let team = Team::parse(&json!({"meetings": [call]}).to_string()).expect("settings");
    team.meetings[0].clone()
}

#[test]
fn somebody_else_does_it() {
    let mut call = with_turns(&["Ada", "Bo", "Cy"], &[]);
    assert!(call.give_turn(Role::Chair, date_of("03-03"), "Cy"));
    assert_eq!(turns(&call)[..4], ["Cy/-", "Bo/-", "Ada/-", "Ada/-"]);
    // Chosen again, the exchange before is taken back.
    assert!(call.give_turn(Role::Chair, date_of("03-03"), "Bo"));
    assert_eq!(turns(&call)[..4], ["Bo/-", "Ada/-", "Cy/-", "Ada/-"]);
    assert!(call.give_turn(Role::Chair, date_of("03-03"), "Ada"));
    assert_eq!(call, with_turns(&["Ada", "Bo", "Cy"], &[]));
    // Who has no turn gives none.
    assert!(!call.give_turn(Role::Chair, date_of("03-03"), "Dee"));
    assert!(!call.give_turn(Role::NoteTaker, date_of("03-03"), "Ada"));
    assert_eq!(call, with_turns(&["Ada", "Bo", "Cy"], &[]));
}

#[test]
fn people_who_take_turns_are_named() {
    let mut call = super::meeting("tuesday 15:00");
    let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
    call.turn(names(&["Ada", "Bo"]), names(&["Bo"]), date_of("03-03"));
    assert_eq!(turns(&call)[..2], ["Ada/Bo", "Bo/Bo"]);
    assert_eq!(
        call.rotation.as_ref().map(|it| it.people()),
        Some(vec!["Ada", "Bo"])
    );
    // The turns go on from where they began.
    call.turn(names(&["Ada", "Bo", "Cy"]), names(&[]), date_of("03-10"));
    assert_eq!(turns(&call)[..3], ["Ada/-", "Bo/-", "Cy/-"]);
    call.turn(names(&[]), names(&[]), date_of("03-10"));
    assert_eq!(call.rotation, None);
}

proptest! {
    /// Exchanging turns changes two dates at most, of one role, and nobody has more or fewer turns.
    #[test]
    fn an_exchange_is_between_two_dates(chairs in 1..5_usize, date in 0..6_usize, who in 0..5_usize) {
        const PEOPLE: [&str; 5] = ["Ada", "Bo", "Cy", "Dee", "Eve"];
        let before = with_turns(&PEOPLE[..chairs], &[]);
        let mut after = before.clone();
        let planned = before.recurrence.dates(date_of("03-03")).nth(date).expect("a date");
        let given = after.give_turn(Role::Chair, planned, PEOPLE[who]);
        prop_assert_eq!(given, who < chairs);
        let both = turns(&before).into_iter().zip(turns(&after));
        let changed: Vec<_> = both.filter(|(one, other)| one != other).collect();
        prop_assert!(changed.is_empty() || changed.len() == 2, "{:?}", changed);
        prop_assert!(changed.iter().all(|(one, other)| changed.contains(&(other.clone(), one.clone()))));
        prop_assert!(!given || after.roles(planned).chair == Some(PEOPLE[who]));
    }
}
