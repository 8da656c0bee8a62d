//! The company's policy, on top of the person's own settings.

use crate::{check, sentences};
use serde_json::{Value, json};
use vanguard::settings::{Effective, Layer, Settings, effective};

struct Case {
    own: Value,
    policy: Value,
    /// What is in force beside the defaults.
    force: Value,
    locked: &'static [&'static str],
    said: &'static [&'static str],
}

impl Default for Case {
    fn default() -> Self {
        Self {
            own: json!({}),
            policy: json!({}),
            force: json!({}),
            locked: &[],
            said: &[],
        }
    }
}

impl Case {
    fn check(mut self) {
        let (own, policy) = (self.own.to_string(), self.policy.to_string());
        let Effective {
            text,
            locked,
            complaints,
        } = effective(&own, &policy, &check);
        let in_force: Value = serde_json::from_str(&text).expect("JSON");
        self.force["vanguard"] = json!(1);
        assert_eq!(in_force, self.force, "{own} under {policy}");
        assert_eq!(locked, self.locked, "{own} under {policy}");
        // In the order of the documents, whose keys have none of their own.
        let (mut complaints, mut said) = (sentences(&complaints), self.said.to_vec());
        complaints.sort_unstable();
        said.sort_unstable();
        assert_eq!(complaints, said, "{own} under {policy}");
        assert!(Settings::parse(&text).is_ok(), "{text}");
    }
}

#[test]
fn the_policy_goes_before_a_persons_own_settings() {
    Case {
        own: json!({ "hold_days": 9, "filing": { "tag": "mine", "on_hold": true } }),
        policy: json!({ "vanguard": 1, "preset": "sla-hawk", "filing": { "tag": "theirs" } }),
        force: json!({ "preset": "sla-hawk", "hold_days": 9, "filing": { "tag": "theirs", "on_hold": true } }),
        locked: &["filing.tag", "preset"],
        said: &[],
    }
    .check();
}

#[test]
fn without_either_the_defaults_are_in_force() {
    Case::default().check();
    Case {
        own: json!({ "vanguard": 0, "hold_days": 9 }),
        force: json!({ "hold_days": 9 }),
        ..Case::default()
    }
    .check();
}

#[test]
fn named_tables_and_orders_are_added_to_those_of_a_person() {
    let preset = |name: &str| {
        json!({
            "name": name, "source": "Ours.", "premium_class": [], "targets": "2019", "targets_by_plan": false,
            "bands": [{ "name": "All", "word": "All", "score": [0, 100] }], "ties": ["oldest"],
        })
    };
    Case {
        own: json!({ "preset": "mine", "presets": [preset("mine")] }),
        policy: json!({ "presets": [preset("theirs")] }),
        force: json!({ "preset": "mine", "presets": [preset("theirs"), preset("mine")] }),
        locked: &["presets.theirs"],
        said: &[],
    }
    .check();
}

#[test]
fn a_bad_policy_is_left_out_field_by_field_and_said() {
    Case {
        own: json!({ "hold_days": 9 }),
        policy: json!({ "preset": "handbook-2020", "hold_days": 0, "near_minutes": 60, "filing": { "note": "Filed", "on_hold": true }, "colour": 1 }),
        force: json!({ "near_minutes": 60, "filing": { "on_hold": true }, "hold_days": 9 }),
        locked: &["filing.on_hold", "near_minutes"],
        said: &[
            "colour: there is no `colour` here",
            "filing.note: must be text with {url} in it, not \"Filed\"",
            "hold_days: 0 is out of range; choose 1 to 365",
            "preset: there is no preset `handbook-2020`; choose one of: handbook-2018, handbook-2016, handbook-2019, sla-hawk, weight-2024",
        ],
    }
    .check();
}

#[test]
fn a_policy_that_is_none_is_left_out_as_a_whole() {
    for (policy, said) in [
        (json!(7), "$: must be an object, not 7"),
        (
            json!({ "vanguard": 9, "hold_days": 5 }),
            "vanguard: version 9 is of a newer Vanguard; this one reads versions up to 1, so update it first",
        ),
    ] {
        let in_force = effective(r#"{"hold_days":9}"#, &policy.to_string(), &check);
        assert_eq!(in_force.text, r#"{"vanguard":1,"hold_days":9}"#);
        assert_eq!(sentences(&in_force.complaints), [said]);
        assert_eq!(in_force.complaints[0].layer, Layer::Policy);
    }
}

#[test]
fn an_own_setting_that_the_policy_makes_impossible_is_left_out() {
    Case {
        own: json!({ "critical_minutes": 50, "hold_days": 9 }),
        policy: json!({ "near_minutes": 30, "critical_minutes": 20 }),
        force: json!({ "near_minutes": 30, "critical_minutes": 20, "hold_days": 9 }),
        locked: &["critical_minutes", "near_minutes"],
        said: &[],
    }
    .check();
    Case {
        own: json!({ "near_minutes": 90, "hold_days": 9 }),
        policy: json!({ "critical_minutes": 100 }),
        force: json!({ "critical_minutes": 100, "hold_days": 9 }),
        locked: &["critical_minutes"],
        said: &["near_minutes: with this, critical_minutes: 100 is out of range; choose 1 to 90"],
    }
    .check();
}

#[test]
fn what_is_broken_of_a_persons_own_is_left_out_and_the_rest_holds() {
    Case {
        own: json!({ "hold_days": "long", "near_minutes": 90 }),
        policy: json!({ "preset": "sla-hawk" }),
        force: json!({ "preset": "sla-hawk", "near_minutes": 90 }),
        locked: &["preset"],
        said: &["hold_days: must be a whole number, not \"long\""],
    }
    .check();
}

#[test]
fn none_can_be_said_without_null() {
    // A registry has no null.
    let in_force = effective("{}", r#"{"filing":{"tag":"","field":""}}"#, &check);
    assert_eq!(in_force.complaints, []);
    let settings = Settings::parse(&in_force.text).expect("they can be used");
    assert_eq!((settings.filing.tag, settings.filing.field), (None, None));
}
