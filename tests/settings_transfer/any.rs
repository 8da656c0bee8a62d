//! Any settings that can be used, and tokens of any shape.

use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Map, Value, json};

fn defaults() -> Value {
    serde_json::from_str(include_str!("../../src/settings/defaults.json")).expect("JSON")
}

fn words() -> impl Strategy<Value = Value> {
    vec("[a-z]{1,8}(_[a-z]{1,5})?", 0..4).prop_map(Value::from)
}

/// A value for one field, and where it stands.
fn field() -> impl Strategy<Value = (Vec<&'static str>, Value)> {
    let at = |path: &[&'static str]| path.to_vec();
    let whole = |path: &'static [&'static str], range: std::ops::RangeInclusive<i64>| {
        range.prop_map(move |value| (path.to_vec(), json!(value)))
    };
    let presets = select(vec![
        "handbook-2016",
        "handbook-2019",
        "sla-hawk",
        "weight-2024",
    ]);
    let names = "[a-z]{1,6}[ .]?[a-z]{0,3}";
    prop_oneof![
        whole(&["near_minutes"], 60..=10_080),
        whole(&["critical_minutes"], 1..=60),
        whole(&["refresh_minutes"], 1..=1_440),
        whole(&["hold_days"], 1..=365),
        whole(&["follow", "shown_minutes"], 5..=1_440),
        whole(&["follow", "closed_days"], 0..=90),
        whole(&["escalation", "block_limit"], 100..=200_000),
        presets.prop_map(move |name| (at(&["preset"]), json!(name))),
        words().prop_map(move |words| (at(&["strategic_tags"]), words)),
        words().prop_map(move |words| (at(&["escalation", "gitlab_com_tags"]), words)),
        words().prop_map(move |words| (at(&["escalation", "redaction", "keep_hosts"]), words)),
        (words(), vec(any::<u64>(), 0..3)).prop_map(move |(tags, forms)| (
            at(&["emergency"]),
            json!({ "tags": tags, "forms": forms })
        )),
        proptest::option::of(any::<u64>())
            .prop_map(move |field| (at(&["filing", "field"]), json!(field))),
        proptest::option::of("[a-z_]{1,9}")
            .prop_map(move |tag| (at(&["filing", "tag"]), json!(tag))),
        "[ -~äö☂\n\"\\\\]{0,9}"
            .prop_map(move |text| (at(&["filing", "note"]), json!(format!("{{url}} {text}")))),
        any::<bool>().prop_map(move |on| (at(&["filing", "on_hold"]), json!(on))),
        (0..12_u32, 13..=24_u32).prop_map(move |(from, to)| {
            let hours = json!({ "from": format!("{from:02}:00"), "to": format!("{to:02}:00") });
            (
                at(&["schedule"]),
                json!({ "timezone": "Europe/Berlin", "hours": { "friday": hours } }),
            )
        }),
        (names, 1..900_i64).prop_map(move |(name, minutes)| {
            let mut table = defaults()["targets"]["2018"].clone();
            table["emergency"]["first"] = json!(minutes);
            (at(&["targets"]), json!({ name: table }))
        }),
        (names, words()).prop_map(move |(name, plans)| {
            let mut preset = defaults()["presets"][1].clone();
            preset["name"] = json!(name);
            preset["premium_class"] = plans;
            (at(&["presets"]), json!([preset]))
        }),
    ]
}

/// A document in any order of keys, some of it said twice over.
pub fn settings() -> impl Strategy<Value = Value> {
    vec(field(), 0..8).prop_map(|fields| {
        let mut document = Value::Object(Map::new());
        for (path, value) in fields {
            let place = path
                .iter()
                .fold(&mut document, |below, key| &mut below[*key]);
            *place = value;
        }
        document
    })
}

/// Tokens as services make them.
pub fn token() -> impl Strategy<Value = String> {
    prop_oneof![
        "glpat-[A-Za-z0-9]{20}",
        "gldt-[A-Za-z0-9]{20}",
        "ghp_[A-Za-z0-9]{36}",
        "xoxb-[0-9]{11}-[0-9]{11}-[A-Za-z0-9]{24}",
        "AKIA[A-Z0-9]{16}",
        "eyJhbGciOiJIUzI1NiJ9\\.eyJzdWIiOiIxMjM0NTY3ODkwIn0\\.[A-Za-z0-9]{43}",
        "-----BEGIN RSA PRIVATE KEY-----\n[A-Za-z0-9]{64}\n-----END RSA PRIVATE KEY-----",
    ]
}
