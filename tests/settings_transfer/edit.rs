//! Single fields of the person's own settings, as a form changes them.

use crate::{check as read, sentences};
use serde_json::{Value, json};
use vanguard::settings::{Defaults, Edit, edit};

fn after(own: &Value, policy: &Value, edits: &[Edit]) -> Result<Value, Vec<String>> {
    let text = edit(
        &own.to_string(),
        &policy.to_string(),
        edits,
        &read,
        Defaults::ALL,
    );
    let text = text.map_err(|wrong| sentences(&wrong))?;
    Ok(serde_json::from_str(&text).expect("JSON"))
}

fn check(own: &Value, edits: &[Edit], expected: &Value) {
    let mut expected = expected.clone();
    expected["vanguard"] = json!(1);
    assert_eq!(
        after(own, &json!({}), edits),
        Ok(expected),
        "{own} {edits:?}"
    );
}

const ORIGIN: &[&str] = &["gitlab", "origin"];
const TAG: &[&str] = &["filing", "tag"];

#[test]
fn a_field_is_changed_and_the_rest_stays() {
    let own = json!("https://gitlab.example");
    check(
        &json!({ "hold_days": 9 }),
        &[Edit::new(ORIGIN, &own), Edit::new(TAG, &Value::Null)],
        &json!({ "filing": { "tag": null }, "gitlab": { "origin": "https://gitlab.example" }, "hold_days": 9 }),
    );
    check(
        &json!({ "gitlab": { "oauth_application": "a" } }),
        &[Edit::new(ORIGIN, &own)],
        &json!({ "gitlab": { "oauth_application": "a", "origin": "https://gitlab.example" } }),
    );
    check(
        &json!({}),
        &[Edit::new(
            &["targets", "2018"],
            &json!({ "premium": row(), "regular": row(), "emergency": target() }),
        )],
        &json!({ "targets": { "2018": { "premium": row(), "regular": row(), "emergency": target() } } }),
    );
}

fn target() -> Value {
    json!({ "first": 10, "next": 20, "hours": "24x7" })
}

fn row() -> Value {
    json!({ "urgent": target(), "high": target(), "normal": target(), "low": target() })
}

#[test]
fn what_is_the_default_is_left_out() {
    let own = json!({ "gitlab": { "origin": "https://gitlab.example" } });
    let default = Edit::new(ORIGIN, &json!("https://gitlab.com"));
    check(&own, &[default], &json!({}));
    check(&own, &[Edit::reset(ORIGIN)], &json!({}));
    check(
        &json!({}),
        &[Edit::new(TAG, &json!("gitlab_issue"))],
        &json!({}),
    );
}

#[test]
fn what_cannot_be_used_is_refused_with_its_place() {
    for (own, policy, change, said) in [
        (
            json!({}),
            json!({}),
            Edit::new(ORIGIN, &json!("gitlab.com")),
            "gitlab.origin: must be an https origin such as https://gitlab.com, without a path, not \"gitlab.com\"",
        ),
        (
            json!({}),
            json!({}),
            Edit::new(&["filing", "field"], &json!("twelve")),
            "filing.field: must be an id, not \"twelve\"",
        ),
        (
            json!({ "critical_minutes": 50 }),
            json!({}),
            Edit::new(&["near_minutes"], &json!(40)),
            "near_minutes: with this, critical_minutes: 50 is out of range; choose 1 to 40",
        ),
        (
            json!({}),
            json!({ "near_minutes": 100 }),
            Edit::new(&["critical_minutes"], &json!(110)),
            "critical_minutes: 110 is out of range; choose 1 to 100",
        ),
        (
            json!([]),
            json!({}),
            Edit::new(TAG, &Value::Null),
            "$: must be an object, not a list",
        ),
    ] {
        let found = after(&own, &policy, &[change]);
        assert_eq!(found, Err(vec![said.to_owned()]), "{own} under {policy}");
    }
}

#[test]
fn what_is_broken_elsewhere_stays_and_does_not_stand_in_the_way() {
    check(
        &json!({ "hold_days": "long" }),
        &[Edit::new(TAG, &Value::Null)],
        &json!({ "hold_days": "long", "filing": { "tag": null } }),
    );
    check(
        &json!({ "hold_days": "long" }),
        &[Edit::new(&["hold_days"], &json!(9))],
        &json!({ "hold_days": 9 }),
    );
}

/// The popup's own way to change what it shows goes by its sections alone, and comes to the same.
#[test]
fn calls_reminders_and_pages_are_changed_by_themselves() {
    use vanguard::settings::{Defaults, check, check_calls};
    let zones = |name: &str| (name == "UTC").then(vanguard::schedule::Zone::utc);
    let whole = |text: &str| check(text, &zones);
    let team = |text: &str| check_calls(text, &zones);
    let own = r#"{"version": 1, "filing": {"tag": 7}, "hold_days": 9}"#;
    for (path, value) in [
        (&["reminders", "on"][..], json!(true)),
        (&["reminders", "on"], json!(false)),
        (&["reminders", "minutes_before"], json!(-1)),
        (&["reminders", "meetings", "a"], json!({"on": false})),
        (
            &["links"],
            json!([{"name": "A", "url": "https://a.example"}]),
        ),
        (&["links"], json!([{"name": "A", "url": "a"}])),
        (&["meetings"], json!([])),
        (
            &["meetings"],
            json!([{"id": "a", "name": "A", "timezone": "Mars", "recurrence": {"kind": "once", "date": "2026-01-06"}}]),
        ),
    ] {
        let edits = [Edit::new(path, &value)];
        let by_itself = edit(own, "{}", &edits, &team, Defaults::CALLS);
        assert_eq!(
            by_itself,
            edit(own, "{}", &edits, &whole, Defaults::ALL),
            "{path:?} {value}"
        );
    }
}
