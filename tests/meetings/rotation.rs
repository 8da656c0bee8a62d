//! Who leads a call and who takes the notes.

use serde_json::json;
use vanguard::meetings::Team;

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
