//! Settings: what is named replaces the default, what cannot be used is named with its place.

use super::{Choice, draft, json, ticket, under};
use serde_json::Value;
use vanguard::{escalation::settings::Escalation, settings::Settings};

fn defaults(of: &str) -> Value {
    let path = format!("{}/src/{of}/defaults.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("the defaults are in the repository");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn the_defaults_as_a_file_change_nothing() {
    let whole =
        json!({ "escalation": defaults("escalation"), "contribution": defaults("contribution") })
            .to_string();
    let own = Escalation::parse(&whole).expect("the defaults");
    assert!(own == Escalation::parse("{}").expect("the defaults"));
}

#[test]
fn the_rest_of_a_settings_file_is_not_looked_at() {
    let text = json!({ "near_minutes": 90, "escalation": { "label_set": "2018" } }).to_string();
    assert_eq!(
        Escalation::parse(&text)
            .map(|own| own.label_set)
            .ok()
            .as_deref(),
        Some("2018")
    );
    assert_eq!(
        Settings::parse(&text).map(|own| own.near_minutes).ok(),
        Some(90)
    );
}

#[test]
fn what_is_named_replaces_the_default_as_a_whole() {
    let body = ticket("The capacitor is empty", "See the subject.");
    let own = json!({ "gitlab": { "origin": "https://gitlab.example.com:8443" }, "escalation": {
        "fallback": "Flux",
    }, "contribution": {
        "components": [{ "name": "Flux", "signs": ["capacitor"], "places": {
            "current": { "repository": "our/flux", "team": "team::flux", "labels": [] } } }],
    }});
    let draft_own = under(&body, &Choice::default(), &own);
    assert_eq!(draft_own.project, "our/flux");
    assert!(
        draft_own
            .address
            .starts_with("https://gitlab.example.com:8443/our/flux/-/issues/new?")
    );
    assert_eq!(
        draft_own.labels,
        ["type::bug", "customer", "team::flux", "SP2"]
    );
    assert_eq!(draft(&body).project, "gitlab-org/gitlab");
}

#[test]
fn a_label_set_of_ones_own_is_added_by_name() {
    let mut set = defaults("escalation")["label_sets"]["current"].clone();
    set["bug"] = json!("kind/bug");
    let mut components = defaults("contribution")["components"].clone();
    for component in components.as_array_mut().expect("a list") {
        let current = component["places"]["current"].clone();
        if !current.is_null() {
            component["places"]["ours"] = current;
        }
    }
    let own = json!({ "escalation": { "label_set": "ours", "label_sets": { "ours": set } }, "contribution": { "components": components } });
    let draft = under(&ticket("Jobs", "They hang."), &Choice::default(), &own);
    assert_eq!(draft.labels[0], "kind/bug");
}

fn fails(escalation: Value, said: &str) {
    let text = json!({ "escalation": escalation }).to_string();
    let error = Escalation::parse(&text).expect_err(said);
    assert_eq!(error.to_string(), said);
}

#[test]
fn what_cannot_be_used_is_named_with_its_place() {
    fails(json!(7), "escalation: must be an object, not 7");
    let message = Escalation::parse(r#"{"escalation": {"label_sett": "x"}}"#)
        .expect_err("a misspelt key")
        .to_string();
    assert!(
        message.starts_with("escalation: there is no `label_sett` here; there is "),
        "{message}"
    );
    fails(
        json!({ "label_set": "2017" }),
        "escalation.label_set: there is no label set `2017`; choose one of: 2018, current",
    );
    fails(
        json!({ "fallback": "CLI", "label_set": "2018" }),
        "escalation.fallback: no component `CLI` is filed under the label set `2018`; name one of `contribution.components` that is",
    );
    fails(
        json!({ "zendesk_host": "https://x" }),
        "escalation.zendesk_host: must be a host name such as gitlab.zendesk.com, not \"https://x\"",
    );
    fails(
        json!({ "redaction": 7 }),
        "escalation.redaction: must be an object, not 7",
    );
    fails(
        json!({ "redaction": { "keep_hosts": [7] } }),
        "escalation.redaction.keep_hosts[0]: must be text, not 7",
    );
    fails(
        json!({ "block_limit": 5 }),
        "escalation.block_limit: must be a number of characters from 100 to 200000, not 5",
    );
    fails(
        json!({ "urgency": { "urgent": 0, "high": 1, "normal": 2, "low": 3, "unset": 2, "emergency": 1 } }),
        "escalation.urgency.urgent: must be 1 (high), 2 (mid) or 3 (low), not 0",
    );
    let mut set = defaults("escalation")["label_sets"]["current"].clone();
    set["support_priority"] = json!([["SP1"], ["SP1"], ["SP1"]]);
    fails(
        json!({ "label_sets": { "ours": set } }),
        "escalation.label_sets.ours.support_priority[0]: must be a list of three: high, mid, low, not a list",
    );
}

#[test]
fn a_host_that_stays() {
    let body = ticket("Jobs on ci.example.internal hang", "They do.");
    assert_eq!(draft(&body).title, "Rails: Jobs on [host-1] hang");
    let own = json!({ "escalation": { "redaction": { "keep_hosts": ["ci.example.internal"] } } });
    let title = under(&body, &Choice::default(), &own).title;
    assert_eq!(title, "Rails: Jobs on ci.example.internal hang");
}
