//! From a ticket to an issue: what the draft says, where it goes, how it is labelled.

mod address;
mod components;
mod duplicates;
mod golden;
mod headings;
mod labels;
mod lifting;
mod limits;
mod linear;
mod properties;
mod regressions;
mod settings;
mod titles;
mod types;
mod wire;

use serde_json::{Value, json};
use std::sync::LazyLock;
use vanguard::{
    escalation::{
        case::Case,
        draft::{self, Choice, Draft},
        settings::Escalation,
    },
    settings::Settings,
    words::english,
    zendesk,
};

/// A customer's ticket with one message.
fn ticket(subject: &str, message: &str) -> Value {
    conversation(subject, &[message])
}

/// A customer's ticket with several messages of theirs.
fn conversation(subject: &str, messages: &[&str]) -> Value {
    let comments: Vec<Value> = messages
        .iter()
        .enumerate()
        .map(|(at, text)| {
            json!({ "id": at, "author_id": 1, "public": true, "body": text,
                    "created_at": format!("2026-03-04T12:{at:02}:00Z") })
        })
        .collect();
    json!({
        "ticket": { "id": 4711, "url": "https://gitlab.zendesk.com/api/v2/tickets/4711.json", "subject": subject,
                    "requester_id": 1, "organization_id": 5, "tags": [], "priority": "normal" },
        "comments": comments,
        "users": [{ "id": 1, "name": "Ada Lovelace", "email": "ada@acme.example", "role": "end-user" }],
        "organizations": [{ "id": 5, "name": "Acme Rocketry", "domain_names": ["acme.example"],
                            "organization_fields": { "plan": "premium" } }],
    })
}

fn push(body: &mut Value, list: &str, value: Value) {
    body[list].as_array_mut().expect("a list").push(value);
}

fn case(body: &Value) -> Case {
    let (case, skipped) = zendesk::parse_case(&body.to_string()).expect("a body with one ticket");
    assert_eq!(skipped, []);
    case
}

fn rules(settings: &Value) -> Escalation {
    Escalation::parse(&settings.to_string()).expect("the settings can be used")
}

/// With the defaults.
fn draft(body: &Value) -> Draft {
    chosen(body, &Choice::default())
}

fn chosen(body: &Value, choice: &Choice) -> Draft {
    under(body, choice, &json!({}))
}

fn under(body: &Value, choice: &Choice, settings: &Value) -> Draft {
    static DEFAULTS: LazyLock<(Settings, Escalation)> = LazyLock::new(|| {
        let settings = Settings::parse("{}").expect("the defaults");
        (settings, rules(&json!({})))
    });
    if *settings == json!({}) {
        let (settings, rules) = &*DEFAULTS;
        return draft::write(&case(body), choice, settings, rules, english)
            .expect("a place for it");
    }
    let own = Settings::parse(&settings.to_string()).expect("the settings can be used");
    draft::write(&case(body), choice, &own, &rules(settings), english).expect("a place for it")
}

/// What stands under a heading.
fn under_heading<'a>(description: &'a str, heading: &str) -> &'a str {
    let (_, rest) = description
        .split_once(&format!("# {heading}\n\n"))
        .unwrap_or_else(|| panic!("no `{heading}` in\n{description}"));
    let end = rest
        .match_indices("\n\n#")
        .map(|(at, _)| at)
        .find(|at| rest[..*at].matches("```").count() % 2 == 0)
        .unwrap_or(rest.len());
    rest[..end].trim()
}

const MISSING: &str = "_Not in the ticket: please add._";
