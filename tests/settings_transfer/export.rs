//! What is passed on, and what never is.

use crate::{import, sentences};
use serde_json::{Value, json};
use vanguard::settings::{Taken, export};

#[test]
fn an_export_names_its_version_and_what_differs_from_the_defaults() {
    let own = r#"{"hold_days":9,"filing":{"tag":null}}"#;
    assert_eq!(
        export(own).as_deref(),
        Ok(
            "{\n  \"vanguard\": 1,\n  \"hold_days\": 9,\n  \"filing\": {\n    \"tag\": null\n  }\n}\n"
        )
    );
    assert_eq!(export("{}").as_deref(), Ok("{\n  \"vanguard\": 1\n}\n"));
}

/// Nothing leaves, and nothing comes in, with a secret in it.
fn check(document: &Value, said: &[&str]) {
    let text = document.to_string();
    let found = export(&text).err().unwrap_or_default();
    assert_eq!(sentences(&found), said, "{document}");
    let found = import(&text, "{}", Taken::Instead).err();
    assert_eq!(sentences(&found.unwrap_or_default()), said, "{document}");
}

#[test]
fn a_secret_is_pointed_out_with_its_place() {
    let token = ["glpat", "-", "7Hd92kxYqLw83mPzVt5R"].concat();
    let said = |place: &str, kind: &str| {
        format!(
            "{place}: there seems to be a secret ({kind}) in it. Settings are passed on: take it out, and sign in on the settings page instead"
        )
    };
    for (document, place) in [
        (
            json!({ "filing": { "note": format!("{{url}} {token}") } }),
            "filing.note",
        ),
        (json!({ "filing": { "tag": token } }), "filing.tag"),
        (
            json!({ "gitlab": { "oauth_application": token } }),
            "gitlab.oauth_application",
        ),
        (
            json!({ "strategic_tags": ["vip", token] }),
            "strategic_tags",
        ),
        (
            json!({ "escalation": { "redaction": { "keep_hosts": [format!("a.example {token}")] } } }),
            "escalation.redaction.keep_hosts",
        ),
    ] {
        check(&document, &[&said(place, "token")]);
    }
    check(
        &json!({ "filing": { "note": "{url}\npassword: Tr0ub4dor&3" } }),
        &[&said("filing.note", "password")],
    );
}

#[test]
fn what_looks_like_one_and_is_none_may_be_passed_on() {
    for document in [
        // An OAuth application's id, which GitLab shows to everybody.
        json!({ "gitlab": { "oauth_application": "4f2a9c1b8e7d6053412f9a8b7c6d5e4f3a2b1c0d9e8f7a6b5c4d3e2f1a0b9c8d" } }),
        json!({ "gitlab": { "origin": "https://gitlab.example.com:8443" } }),
        json!({ "escalation": { "redaction": { "password_words": ["password geheimwort"] } } }),
        json!({ "strategic_tags": ["acme_corp_2024", "sub_sm_ultimate"] }),
    ] {
        check(&document, &[]);
    }
}

#[test]
fn the_defaults_hold_no_secret() {
    let mut defaults: Value =
        serde_json::from_str(include_str!("../../src/settings/defaults.json")).expect("JSON");
    defaults["escalation"] =
        serde_json::from_str(include_str!("../../src/escalation/defaults.json")).expect("JSON");
    defaults["escalation"]["redaction"] =
        serde_json::from_str(include_str!("../../src/escalation/redact/defaults.json"))
            .expect("JSON");
    defaults["contribution"] =
        serde_json::from_str(include_str!("../../src/contribution/defaults.json")).expect("JSON");
    check(&defaults, &[]);
}

#[test]
fn what_cannot_be_read_is_not_passed_on() {
    let found = export("[]").err().unwrap_or_default();
    assert_eq!(sentences(&found), ["$: must be an object, not a list"]);
}
