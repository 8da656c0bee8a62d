//! Settings as a form: what is shown can be typed again, and comes to the same.

use crate::check as read;
use serde_json::{Value, json};
use vanguard::{
    settings::{Defaults, Edit, FormField, Kind, edit, effective, form},
    words::english,
};

fn fields(own: &Value, policy: &Value) -> Vec<FormField> {
    let own = own.to_string();
    let in_force = effective(&own, &policy.to_string(), &read);
    form(&in_force, &own, english).expect("the schema can be read")
}

fn field(fields: &[FormField], path: &[&str]) -> FormField {
    let found = fields.iter().find(|field| field.path == path);
    found
        .unwrap_or_else(|| panic!("there is no {path:?}"))
        .clone()
}

#[test]
fn every_default_can_be_typed_as_it_is_shown() {
    let fields = fields(&json!({}), &json!({}));
    assert!(fields.len() > 60, "{}", fields.len());
    let mut ids = Vec::new();
    for field in &fields {
        let mut typed = field.value.clone();
        for input in &field.inputs {
            let shown = input.shown(input.part(&field.value));
            let again = input.read(&shown);
            let again = again.unwrap_or_else(|error| panic!("{:?}: {error}", field.path));
            if *input.part(&field.value) != Value::Null || input.may_be_none {
                input.put(&mut typed, again);
            }
            ids.push(field.input_id(input));
        }
        assert_eq!(typed, field.value, "{:?}", field.path);
        let path: Vec<&str> = field.path.iter().map(String::as_str).collect();
        let kept = edit(
            "{}",
            "{}",
            &[Edit::new(&path, &typed)],
            &read,
            Defaults::ALL,
        );
        assert_eq!(kept.as_deref(), Ok(r#"{"vanguard":1}"#), "{path:?}");
    }
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "each has an id of its own");
}

#[test]
fn a_field_says_whose_it_is() {
    let fields = fields(
        &json!({ "hold_days": 9, "filing": { "tag": "mine" } }),
        &json!({ "filing": { "tag": "theirs" } }),
    );
    let stands = |path: &[&str]| {
        let field = field(&fields, path);
        (field.value, field.default, field.is_own, field.is_locked)
    };
    assert_eq!(
        stands(&["hold_days"]),
        (json!(9), Some(json!(4)), true, false)
    );
    assert_eq!(
        stands(&["filing", "tag"]),
        (json!("theirs"), Some(json!("gitlab_issue")), true, true)
    );
    assert_eq!(
        stands(&["near_minutes"]),
        (json!(120), Some(json!(120)), false, false)
    );
}

#[test]
fn each_is_typed_in_its_own_way() {
    let fields = fields(&json!({}), &json!({}));
    let types = |path: &[&str], inner: &[&str], typed: &str, value: Option<Value>| {
        let field = field(&fields, path);
        let input = field.inputs.iter().find(|input| input.inner == inner);
        let input = input.unwrap_or_else(|| panic!("there is no {inner:?} in {path:?}"));
        assert_eq!(
            input.read(typed).ok().flatten(),
            value,
            "{path:?} {inner:?} {typed}"
        );
    };
    types(&["hold_days"], &[], " 9 ", Some(json!(9)));
    types(&["hold_days"], &[], "long", Some(json!("long")));
    types(
        &["gitlab", "origin"],
        &[],
        " https://gitlab.example/ ",
        Some(json!("https://gitlab.example")),
    );
    types(&["filing", "tag"], &[], "", Some(json!(null)));
    types(&["filing", "on_hold"], &[], "true", Some(json!(true)));
    types(
        &["strategic_tags"],
        &[],
        "vip\n\nstrategic\n",
        Some(json!(["vip", "strategic"])),
    );
    types(
        &["emergency"],
        &["forms"],
        "360001234567",
        Some(json!([360_001_234_567_u64])),
    );
    types(&["strategic_tags"], &[], "2026", Some(json!(["2026"])));
    types(
        &["schedule"],
        &["hours", "friday"],
        "08:00 - 12:00",
        Some(json!({ "from": "08:00", "to": "12:00" })),
    );
    types(&["schedule"], &["hours", "friday"], "", None);
    types(
        &["targets", "2019"],
        &["premium", "urgent", "first"],
        "15",
        Some(json!(15)),
    );
    types(&["escalation", "urgency"], &["high"], "2", Some(json!(2)));
    types(&["plans"], &["plans"], "[", None);
    let preset = field(&fields, &["preset"]);
    assert!(matches!(&preset.inputs[0].kind, Kind::Choice(names) if names.len() == 5));
}

#[test]
fn fields_are_called_what_the_schema_calls_them() {
    let fields = fields(&json!({}), &json!({}));
    for (path, title) in [
        (
            &["hold_days"][..],
            "Flag tickets On-hold for longer than, days",
        ),
        (&["targets", "2019"], "Reply targets: 2019"),
        (&["presets", "sla-hawk"], "Orders: sla-hawk"),
        (&["escalation", "label_sets", "2018"], "Label sets: 2018"),
    ] {
        assert_eq!(field(&fields, path).title, title);
    }
}

#[test]
fn fields_are_found_by_what_they_are_called() {
    let fields = fields(&json!({}), &json!({}));
    let found = |typed: &str| -> Vec<String> {
        let found = fields.iter().filter(|field| field.is_found(typed));
        found.map(|field| field.path.join(".")).collect()
    };
    assert_eq!(found("holidays business"), ["schedule"]);
    assert_eq!(found("On-hold escalated"), ["filing.on_hold"]);
    assert_eq!(found("no such words"), Vec::<String>::new());
}
