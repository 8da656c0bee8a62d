//! `vanguard draft`: one ticket in, one issue out.

use super::{file, run, text};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn body() -> String {
    json!({
        "ticket": { "id": 7, "url": "https://acme.zendesk.com/api/v2/tickets/7.json", "requester_id": 1,
                    "subject": "Runner of Ada Lovelace hangs", "organization_id": 2, "priority": "high" },
        "users": [{ "id": 1, "name": "Ada Lovelace", "role": "end-user" }],
        "organizations": [{ "id": 2, "name": "Acme Rocketry", "organization_fields": { "plan": "premium" } }],
        "comments": [{ "author_id": 1, "body": "gitlab-runner hangs at Acme Rocketry." }],
    })
    .to_string()
}

fn issue(arguments: &[&str], input: &str) -> Value {
    let output = run(&[&["draft"], arguments].concat(), input);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("a JSON object")
}

#[test]
fn json_has_exactly_the_documented_shape() {
    let issue = issue(&["-"], &body());
    let keys: BTreeSet<&str> = issue
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    let documented = [
        "project",
        "title",
        "description",
        "labels",
        "confidential",
        "url",
    ];
    assert_eq!(keys, BTreeSet::from(documented));
    assert_eq!(issue["project"], "gitlab-org/gitlab-runner");
    assert_eq!(issue["title"], "Runner of [name-1] hangs");
    assert_eq!(issue["confidential"], false);
    assert_eq!(
        issue["labels"],
        json!([
            "type::bug",
            "customer",
            "group::runner core",
            "runner",
            "SP1"
        ])
    );
    let description = issue["description"].as_str().expect("text");
    assert!(description.contains("https://acme.zendesk.com/agent/tickets/7"));
    assert!(!description.contains("Lovelace") && !description.contains("Rocketry"));
    let url = issue["url"].as_str().expect("text");
    let start = "https://gitlab.com/gitlab-org/gitlab-runner/-/issues/new?issue[title]=Runner%20of";
    assert!(url.starts_with(start) && url.len() < 8_000, "{url}");
}

#[test]
fn what_is_chosen_wins() {
    let path = file(body());
    let chosen = |arguments: &[&str]| issue(&[arguments, &[&path]].concat(), "");
    let labels = |arguments: &[&str]| chosen(arguments)["labels"].to_string();
    assert!(labels(&["--type", "feature"]).contains("type::feature"));
    assert!(labels(&["--urgency", "3", "--impact", "3"]).contains("SP3"));
    assert!(labels(&["--urgency", "1", "--impact", "3"]).contains("SP2"));
    let security = chosen(&["--type", "security"]);
    assert_eq!(security["confidential"], true);
    assert!(security["labels"].to_string().contains("\"security\""));
    let settings = file(r#"{"preset": "sla-hawk", "escalation": {"label_set": "2018"}}"#);
    assert!(labels(&["--settings", &settings]).contains("\"bug\""));
}

#[test]
fn bad_input_exits_2_and_says_where() {
    let fails = |arguments: &[&str], said: &str| {
        let output = run(&[&["draft"], arguments].concat(), "");
        assert_eq!(
            (
                output.status.code(),
                text(&output.stdout),
                text(&output.stderr)
            ),
            (Some(2), "", format!("vanguard: {said}\n").as_str())
        );
    };
    for (body, said) in [
        (
            "",
            "the body is empty; expected a Zendesk API answer such as {\"tickets\": [...]}",
        ),
        (
            "[]",
            "$: a bare list; wrap it as {\"tickets\": [...]}, as Zendesk does",
        ),
        (
            "{\"error\": \"Forbidden\"}",
            "Zendesk answered with an error instead of tickets: Forbidden",
        ),
        (
            "{\"ticket\": {\"id\": 0}}",
            "ticket: its `id` is missing or no positive number",
        ),
    ] {
        let path = file(body);
        fails(&[&path], &format!("{path}: {said}"));
    }
    let body = file(body());
    let settings = file(r#"{"escalation": {"label_set": "2017"}}"#);
    fails(
        &["--settings", &settings, &body],
        &format!(
            "{settings}: escalation.label_set: there is no label set `2017`; choose one of: 2018, current"
        ),
    );
    for arguments in [
        &["draft"][..],
        &["draft", "--urgency", "4", &body],
        &["draft", "--impact", "high", &body],
        &["draft", "--type", "incident", &body],
        &["draft", &body, &body],
    ] {
        assert_eq!(run(arguments, "").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_comment_that_cannot_be_read_is_named_and_left_out() {
    let path = file(r#"{"ticket": {"id": 7}, "comments": [{"body": "\ud83d"}]}"#);
    let output = run(&["draft", &path], "");
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output.stderr);
    assert!(
        said.starts_with(&format!("vanguard: {path}: comments[0]: ")),
        "{said}"
    );
}
