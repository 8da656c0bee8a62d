//! `vanguard route`: a ticket or a text in, components out.

use super::{file, run, text};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const RUNNER: &str = "ERROR: Job failed (system failure): prepare environment: exit status 1.";

fn routed(arguments: &[&str], input: &str) -> Vec<Value> {
    let output = run(&[&["route", "--format", "json"], arguments].concat(), input);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("a JSON array")
}

#[test]
fn json_has_exactly_the_documented_shape() {
    let rows = routed(&["-"], RUNNER);
    let [row] = rows.as_slice() else {
        panic!("{rows:?}")
    };
    let keys: BTreeSet<&str> = row
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect();
    let documented = ["component", "repository", "confidence", "evidence"];
    assert_eq!(keys, BTreeSet::from(documented));
    assert_eq!(row["component"], "Runner");
    assert_eq!(row["repository"], "gitlab-org/gitlab-runner");
    let confidence = row["confidence"].as_f64().expect("a number");
    assert!((0.5..=1.0).contains(&confidence), "{confidence}");
    assert_eq!(row["evidence"], json!([RUNNER]));
}

#[test]
fn a_ticket_with_its_comments_or_a_plain_text() {
    let ticket = json!({
        "ticket": { "id": 7, "requester_id": 1, "subject": "Backup", "tags": [] },
        "comments": [
            { "author_id": 1, "body": RUNNER },
            { "author_id": 2, "body": "Is gitaly up? And praefect?", "public": true },
        ],
        "users": [{ "id": 1, "role": "end-user" }, { "id": 2, "role": "agent" }],
    });
    assert_eq!(
        routed(&["-"], &ticket.to_string())[0]["component"],
        "Runner"
    );
    assert_eq!(routed(&[&file(RUNNER)], "")[0]["component"], "Runner");
    let log = r#"{"severity":"ERROR","exception.class":"GRPC::Unavailable","message":"14:failed to connect"}"#;
    assert_eq!(routed(&["-"], log)[0]["component"], "Gitaly");
    assert_eq!(routed(&["-"], "Thank you!"), [json!(null); 0]);
}

#[test]
fn a_table_for_people() {
    let output = run(&["route", "-"], RUNNER);
    let out = text(&output.stdout);
    assert!(out.contains(" %  Runner ") && out.contains(RUNNER), "{out}");
    let nothing = run(&["route", "-"], "Thank you!");
    assert_eq!(text(&nothing.stdout), "");
    let said = "vanguard: standard input: nothing speaks for any component\n";
    assert_eq!(text(&nothing.stderr), said);
    assert_eq!(nothing.status.code(), Some(0));
}

#[test]
fn settings_change_the_map() {
    let settings = file(
        json!({ "escalation": { "fallback": "Quartz" }, "contribution": { "components": [{ "name": "Quartz", "signs": [["quartz", 9]],
            "places": { "current": { "repository": "our/quartz", "team": "quartz", "labels": [] } } }] } })
        .to_string(),
    );
    let rows = routed(&["--settings", &settings, "-"], "The quartz is empty");
    assert_eq!(rows[0]["repository"], "our/quartz");
    let old = file(r#"{"escalation": {"label_set": "2018"}}"#);
    let rows = routed(
        &["--settings", &old, "-"],
        "badgateway: failed to receive response",
    );
    assert_eq!(rows[0]["repository"], "gitlab-org/gitlab-workhorse");
}

#[test]
fn bad_input_exits_2_and_says_where() {
    let fails = |arguments: &[&str], input: &str, said: &str| {
        let output = run(&[&["route"], arguments].concat(), input);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains(said), "{error}");
        assert_eq!(text(&output.stdout), "");
    };
    fails(
        &["-"],
        "",
        "standard input: is empty; pass a ticket or a text",
    );
    fails(&["-"], "[]", "standard input: ");
    fails(&["-"], r#"{"error": "RecordNotFound"}"#, "RecordNotFound");
    fails(
        &["-"],
        r#"{"tickets": []}"#,
        "tickets: must hold exactly one ticket",
    );
    fails(&["nowhere.json"], "", "nowhere.json: cannot read it");
    let settings = file(r#"{"contribution": {"component": []}}"#);
    fails(
        &["--settings", &settings, "-"],
        RUNNER,
        "contribution: there is no `component` here",
    );
}
