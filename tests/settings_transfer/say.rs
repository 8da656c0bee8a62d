//! What is wrong with settings, said in the reader's language.

use crate::{check as read, import};
use serde_json::{Value, json};
use std::{collections::HashMap, sync::LazyLock};
use vanguard::{
    settings::{Complaint, Defaults, Edit, Taken, edit, effective, form},
    words::english,
};

/// German, as the browser looks it up.
fn german(key: &str, values: &[&str]) -> String {
    static GERMAN: LazyLock<HashMap<String, HashMap<String, String>>> = LazyLock::new(|| {
        let messages = include_str!("../../extension/_locales/de/messages.json");
        serde_json::from_str(messages).expect("JSON")
    });
    let message = GERMAN.get(key).and_then(|one| one.get("message"));
    let mut text = message.cloned().unwrap_or_default();
    for (at, value) in values.iter().enumerate() {
        text = text.replace(&format!("${}", at + 1), value);
    }
    text
}

fn wrong(document: &Value) -> Vec<Complaint> {
    import(&document.to_string(), "{}", Taken::Instead).expect_err("it cannot be used")
}

#[test]
fn every_kind_of_mistake_is_said_in_german() {
    let preset = |change: &dyn Fn(&mut Value)| {
        let mut preset = json!({
            "name": "own", "source": "Ours.", "premium_class": [], "targets": "2018", "targets_by_plan": false,
            "bands": [{ "name": "All", "word": "All", "score": [0, 100] }], "ties": [],
        });
        change(&mut preset);
        json!({ "presets": [preset] })
    };
    let call = |change: Value| {
        let mut call = json!({ "id": "a", "name": "A", "recurrence": { "kind": "once", "date": "2026-12-22" } });
        for (key, value) in change.as_object().into_iter().flatten() {
            call[key] = value.clone();
        }
        json!({ "meetings": [call] })
    };
    for (document, said) in [
        (
            json!({ "hold_days": "long" }),
            "hold_days: muss eine ganze Zahl sein, nicht \"long\"",
        ),
        (
            json!({ "hold_days": [] }),
            "hold_days: muss eine ganze Zahl sein, nicht eine Liste",
        ),
        (
            json!({ "hold_days": 0 }),
            "hold_days: 0 ist nicht möglich; erlaubt ist 1 bis 365",
        ),
        (
            json!({ "filing": { "note": "x" } }),
            "filing.note: muss Text mit {url} darin sein, nicht \"x\"",
        ),
        (
            json!({ "filing": { "tag": 1.5 } }),
            "filing.tag: enthält eine Zahl, die nicht ganz oder zu groß ist",
        ),
        (
            json!({ "filing": { "colour": 1 } }),
            "filing.colour: hier gibt es kein `colour`, sondern nur field, tag, on_hold, note, without_review, countdown_seconds, search_lag_seconds",
        ),
        (json!({ "plans": { "fields": [] } }), "plans: `plans` fehlt"),
        (
            json!({ "preset": "luck" }),
            "preset: es gibt keine Reihenfolge `luck`, sondern: handbook-2018, handbook-2016, handbook-2019, sla-hawk, weight-2024",
        ),
        (
            json!({ "critical_minutes": 500 }),
            "critical_minutes: 500 ist nicht möglich; erlaubt ist 1 bis 120",
        ),
        (
            json!({ "near_minutes": 30 }),
            "near_minutes: damit gilt für critical_minutes: 60 ist nicht möglich; erlaubt ist 1 bis 30",
        ),
        (
            json!({ "schedule": { "timezone": "Mars", "hours": {} } }),
            "schedule.timezone: `Mars` ist keine Zeitzone; es muss ein IANA-Name sein wie Europe/Berlin",
        ),
        (
            json!({ "schedule": { "timezone": "UTC", "hours": { "friday": { "from": "9", "to": "17:00" } } } }),
            "schedule.hours.friday: `9` ist keine Uhrzeit; geschrieben wird sie HH:MM",
        ),
        (
            json!({ "schedule": { "timezone": "UTC", "hours": {}, "holidays": ["x"] } }),
            "schedule.holidays: `x` ist kein Datum; geschrieben wird es wie 2026-12-25",
        ),
        (
            preset(&|preset| preset["bands"] = json!([])),
            "presets.own: Reihenfolge `own`: sie hat keine Stufen; nötig ist mindestens eine",
        ),
        (
            preset(&|preset| preset["ties"] = json!(["luck"])),
            "presets[0].ties[0]: muss eines von emergency, category, class, priority, time_left, metric, oldest, weight sein, nicht \"luck\"",
        ),
        (
            call(json!({ "duration_minutes": 0 })),
            "meetings[0].duration_minutes: muss 1 bis 1440 sein, nicht 0",
        ),
        (
            call(json!({ "timezone": "Mars" })),
            "meetings[0].timezone: `Mars` ist keine Zeitzone",
        ),
        (
            call(json!({ "exceptions": [{ "date": "2026-12-22" }] })),
            "meetings[0].exceptions[0]: muss entweder `cancelled`: true oder `moved_to` haben",
        ),
        (
            json!({ "vanguard": 99 }),
            "vanguard: Version 99 stammt von einem neueren Vanguard; dieses liest nur bis Version 1, also bitte zuerst aktualisieren",
        ),
        (
            json!({ "links": [{ "name": " ", "url": "https://a.example" }] }),
            "links[0].name: muss ein Name sein, nicht \" \"",
        ),
    ] {
        let wrong = wrong(&document);
        let found: Vec<String> = wrong.iter().map(|wrong| wrong.sentence(german)).collect();
        assert_eq!(found, [said], "{document}");
    }
}

#[test]
fn beside_a_field_it_is_a_sentence_of_its_own() {
    for (own, change, said) in [
        (
            json!({}),
            Edit::new(&["hold_days"], &"long"),
            "Must be a whole number, not \"long\".",
        ),
        (
            json!({}),
            Edit::new(&["hold_days"], &0),
            "0 is out of range; choose 1 to 365.",
        ),
        (
            json!({ "critical_minutes": 50 }),
            Edit::new(&["near_minutes"], &40),
            "With this, critical_minutes: 50 is out of range; choose 1 to 40.",
        ),
        (
            json!({}),
            Edit::new(&["emergency"], &json!({ "tags": [7] })),
            "emergency.tags[0]: must be text, not 7.",
        ),
    ] {
        let wrong = edit(&own.to_string(), "{}", &[change], &read, Defaults::ALL);
        let wrong = wrong.expect_err("it cannot be used");
        let found: Vec<String> = wrong.iter().map(|wrong| wrong.beside(english)).collect();
        assert_eq!(found, [said], "{own}");
    }
}

#[test]
fn what_is_left_out_is_said_with_whose_it_is() {
    let in_force = effective(r#"{"hold_days":0}"#, r#"{"preset":7}"#, &read);
    assert_eq!(
        in_force.says_what_is_left_out(german).as_deref(),
        Some(
            "Von der Richtlinie Ihrer Firma gilt nicht: preset: muss Text sein, nicht 7. Bitte sagen Sie es der Administration.\n\
             Von Ihren eigenen Einstellungen gilt nicht: hold_days: 0 ist nicht möglich; erlaubt ist 1 bis 365."
        )
    );
    assert_eq!(
        effective("{}", "{}", &read).says_what_is_left_out(german),
        None
    );
}

#[test]
fn fields_are_called_in_german() {
    let form = form(&effective("{}", "{}", &read), "{}", german).expect("the schema can be read");
    for (path, title) in [
        (
            &["hold_days"][..],
            "Wartende Tickets kennzeichnen nach, Tage",
        ),
        (&["presets", "sla-hawk"], "Reihenfolgen: SLA Hawk"),
        (
            &["escalation", "redaction", "keep_hosts"],
            "Schwärzung: Hosts, die bleiben",
        ),
    ] {
        let field = form.iter().find(|field| field.path == path);
        let field = field.unwrap_or_else(|| panic!("there is no {path:?}"));
        assert_eq!(field.title, title);
    }
    let found = |typed: &str| form.iter().filter(|field| field.is_found(typed)).count();
    assert_eq!(found("feiertage geschäftszeiten"), 1);
}

/// Firefox notes on its console each message that is asked for and is none.
#[test]
fn nothing_is_looked_up_that_is_no_message() {
    fn strict(key: &str, values: &[&str]) -> String {
        let said = german(key, values);
        assert!(!said.is_empty(), "{key} is no message");
        said
    }
    let own = json!({ "presets": [{
        "name": "own", "source": "Ours.", "premium_class": [], "targets": "2018", "targets_by_plan": false,
        "bands": [{ "name": "All", "word": "All", "score": [0, 100] }], "ties": [],
    }] });
    let in_force = effective(&own.to_string(), "{}", &read);
    let form = form(&in_force, &own.to_string(), strict).expect("the schema can be read");
    assert!(form.iter().any(|field| field.title == "Reihenfolgen: own"));
    for document in [
        json!({ "presets": [{ "name": "a", "colour": 1 }] }),
        json!({ "meetings": [{ "duration_minutes": "x" }] }),
        json!({ "filing": { "note": 7 }, "targets": { "a": { "hours": [] } } }),
        json!({ "escalation": { "urgency": 7, "headings": { "summary": "" } } }),
    ] {
        for wrong in wrong(&document) {
            assert!(!wrong.sentence(strict).is_empty());
        }
    }
}
