//! What is brought in: what it changes is said first, and what cannot be used changes nothing.

use crate::{changes, import, sentences};
use serde_json::{Value, json};
use vanguard::settings::Taken::{self, Instead, OnTop};

fn check(own: &Value, file: &Value, taken: Taken, said: &[&str], kept: &Value) {
    let imported = import(&file.to_string(), &own.to_string(), taken);
    let imported = imported.unwrap_or_else(|wrong| panic!("{file}: {:?}", sentences(&wrong)));
    // In the order of the files, whose keys have none of their own.
    let (mut changes, mut said) = (changes(&imported.changes), said.to_vec());
    changes.sort_unstable();
    said.sort_unstable();
    assert_eq!(changes, said, "{file} on {own}");
    let text: Value = serde_json::from_str(&imported.text).expect("JSON");
    assert_eq!(text, *kept, "{file} on {own}");
}

#[test]
fn a_file_takes_the_place_of_what_is_there() {
    check(
        &json!({ "near_minutes": 90, "filing": { "tag": "ours" } }),
        &json!({ "vanguard": 1, "hold_days": 9, "filing": { "on_hold": true, "field": 7 } }),
        Instead,
        &[
            "hold_days: 4 → 9",
            "filing.field: none → 7",
            "filing.on_hold: off → on",
            "filing.tag: ours → gitlab_issue",
            "near_minutes: 90 → 120",
        ],
        &json!({ "vanguard": 1, "hold_days": 9, "filing": { "on_hold": true, "field": 7 } }),
    );
}

#[test]
fn or_changes_nothing_but_what_it_names() {
    check(
        &json!({ "near_minutes": 90, "filing": { "tag": "ours" } }),
        &json!({ "vanguard": 1, "filing": { "on_hold": true } }),
        OnTop,
        &["filing.on_hold: off → on"],
        &json!({ "vanguard": 1, "near_minutes": 90, "filing": { "tag": "ours", "on_hold": true } }),
    );
}

#[test]
fn a_difference_is_said_at_its_very_place() {
    let defaults: Value =
        serde_json::from_str(include_str!("../../src/settings/defaults.json")).expect("JSON");
    let mut preset = defaults["presets"][0].clone();
    preset["bands"][2]["score"] = json!([66, 76]);
    preset["premium_class"] = json!(["premium"]);
    let mut schedule = defaults["schedule"].clone();
    schedule["hours"]["friday"]["to"] = json!("12:00");
    schedule["hours"]["saturday"] = json!({ "from": "09:00", "to": "12:00" });
    schedule["hours"]
        .as_object_mut()
        .map(|hours| hours.remove("monday"));
    schedule["holidays"] = json!(["2026-12-25", "2026-12-26"]);
    let document = json!({
        "vanguard": 1,
        "schedule": schedule,
        "presets": [preset],
        "escalation": { "types": { "feature": { "tags": ["wish"], "subject": [], "text": ["wish"], "not": [] } } },
    });
    let imported = import(&document.to_string(), "{}", Instead).expect("it can be used");
    let said = changes(&imported.changes);
    let expected = [
        "schedule.hours.monday: from: 09:00, to: 17:00 → not there",
        "schedule.hours.friday.to: 17:00 → 12:00",
        "schedule.hours.saturday: not there → from: 09:00, to: 12:00",
        "schedule.holidays: none → 2026-12-25, 2026-12-26",
        "presets.handbook-2018.premium_class: premium, ultimate, gold, dedicated → premium",
        "presets.handbook-2018.bands[Premium, breached].score: 66, 77 → 66, 76",
        "escalation.types.feature.tags: feature_request, feature-request, feature_proposal, enhancement → wish",
    ];
    assert_eq!(&said[..expected.len()], expected);
    assert_eq!(said.len(), expected.len() + 2, "{said:?}");
}

#[test]
fn entries_with_names_come_and_go_and_change_places() {
    let call = |id: &str, minutes: u8| json!({ "id": id, "name": "Call", "duration_minutes": minutes, "recurrence": { "kind": "once", "date": "2026-12-25" } });
    let calls = |calls: &[Value]| json!({ "vanguard": 1, "meetings": calls });
    check(
        &calls(&[call("a", 30), call("b", 30), call("c", 30)]),
        &calls(&[call("d", 60), call("c", 45), call("a", 30)]),
        Instead,
        &[
            "meetings[b]: duration_minutes: 30, id: b, name: Call, recurrence: date: 2026-12-25, kind: once → not there",
            "meetings[c].duration_minutes: 30 → 45",
            "meetings[d]: not there → duration_minutes: 60, id: d, name: Call, recurrence: date: 2026-12-25, kind: once",
            "meetings in order: a, c → c, a",
        ],
        &calls(&[call("d", 60), call("c", 45), call("a", 30)]),
    );
}

#[test]
fn what_is_there_already_changes_nothing() {
    let own = json!({ "vanguard": 1, "hold_days": 9, "targets": {} });
    let same = json!({ "vanguard": 1, "hold_days": 9 });
    check(&own, &same, Instead, &[], &same);
}

/// All of it is said, and there is nothing to keep.
fn refuses(file: &str, said: &[&str]) {
    let wrong = import(file, r#"{"hold_days":9}"#, Instead).map(|imported| imported.text);
    assert_eq!(
        wrong.map_err(|wrong| sentences(&wrong)),
        Err(said.iter().map(ToString::to_string).collect()),
        "{file}"
    );
}

#[test]
fn a_broken_file_says_all_that_is_wrong_and_where() {
    refuses(
        "",
        &["not JSON: EOF while parsing a value at line 1 column 0"],
    );
    refuses(
        "{\"hold_days\": 9,\n \"preset\": }",
        &["not JSON: expected value at line 2 column 12"],
    );
    refuses("[]", &["$: must be an object, not a list"]);
    refuses(
        r#"{"vanguard": "new"}"#,
        &["vanguard: must be the number of a version, not \"new\""],
    );
    refuses(
        r#"{"hold_days": "long", "near_minutes": 30, "critical_minutes": 20, "preset": "luck", "filing": {"note": "Filed", "tag": "x"},
            "escalation": {"label_set": "1999"}, "schedule": {"timezone": "Mars/Olympus", "hours": {}}, "colour": "red"}"#,
        &[
            "hold_days: must be a whole number, not \"long\"",
            "preset: there is no preset `luck`; choose one of: handbook-2018, handbook-2016, handbook-2019, sla-hawk, weight-2024",
            "filing.note: must be text with {url} in it, not \"Filed\"",
            "escalation.label_set: there is no label set `1999`; choose one of: 2018, current",
            "schedule.timezone: `Mars/Olympus` is not a time zone; use an IANA name such as Europe/Berlin",
            "colour: there is no `colour` here",
        ],
    );
    refuses(
        r#"{"filing": {"tag": 1.5}, "strategic_tags": ["vip", 0.1]}"#,
        &[
            "filing.tag: holds a number that is not whole or too large",
            "strategic_tags: holds a number that is not whole or too large",
        ],
    );
}

#[test]
fn fields_that_need_each_other_are_taken_together() {
    for file in [
        json!({ "near_minutes": 30, "critical_minutes": 20, "hold_days": 9 }),
        json!({ "critical_minutes": 900, "near_minutes": 1000 }),
    ] {
        let mut broken = file.clone();
        broken["colour"] = json!("red");
        assert!(import(&file.to_string(), "{}", Instead).is_ok(), "{file}");
        let wrong = import(&broken.to_string(), "{}", Instead).expect_err("there is no colour");
        let places: Vec<&str> = wrong.iter().map(|wrong| wrong.path.as_str()).collect();
        assert_eq!(places, ["colour"], "{file}");
    }
}

#[test]
fn own_settings_that_cannot_be_used_do_not_stand_in_the_way() {
    let file = json!({ "vanguard": 1, "hold_days": 9 });
    for own in ["{", "[]", r#"{"vanguard": 99}"#] {
        let imported = import(&file.to_string(), own, Instead).expect("it mends them");
        assert_eq!(changes(&imported.changes), ["hold_days: 4 → 9"]);
    }
    let imported = import(&file.to_string(), r#"{"near_minutes": 0}"#, OnTop).expect("likewise");
    let text: Value = serde_json::from_str(&imported.text).expect("JSON");
    assert_eq!(text, file);
}

#[test]
fn a_flood_of_fields_is_refused_at_once() {
    let flood: serde_json::Map<String, Value> = (0..10_000)
        .map(|at| (format!("k{at}"), json!(at)))
        .collect();
    let wrong = import(&Value::Object(flood).to_string(), "{}", Instead).expect_err("unknown");
    assert_eq!(wrong.len(), 1);
}
