//! No text upsets a parser, and what is kept is read back as it was.

use crate::{
    any::{cases, json},
    common::{
        Background,
        background::{Answer, list},
        noon,
    },
};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;
use vanguard::{
    engine::{
        protocol::Look,
        store::{HostState, Known, TabState},
    },
    escalation::{
        draft::{self, Choice},
        settings::Escalation,
    },
    settings::Settings,
    time::{MINUTE, Time},
    zendesk,
};

/// Every parser of the library.
fn read(text: &str) {
    let _ = zendesk::parse_tickets(text);
    let _ = zendesk::parse_policy_metrics(text);
    let _ = Settings::parse(text);
    let _ = Look::read(text);
    let _ = Known::read(text);
    let _ = HostState::read(text);
    let _ = TabState::read(text);
    let _ = Time::parse(text);
    let _ = Escalation::parse(text);
    drafts(text);
    keeps(text);
}

/// Whatever Zendesk answers, an issue about it can be filed.
fn drafts(body: &str) {
    static RULES: LazyLock<(Settings, Escalation)> = LazyLock::new(|| {
        let settings = Settings::parse("{}").expect("the defaults");
        (settings, Escalation::parse("{}").expect("the defaults"))
    });
    let Ok((case, _)) = zendesk::parse_case(body) else {
        return;
    };
    let (settings, rules) = &*RULES;
    let draft = draft::write(
        &case,
        &Choice::default(),
        settings,
        rules,
        vanguard::words::english,
    )
    .expect("a place for it");
    assert!(!draft.title.is_empty() && draft.labels.len() >= 4);
}

/// Whatever Zendesk answers, a background that is killed afterwards shows the same as before.
fn keeps(body: &str) {
    let (mut background, mut page) = (Background::new(), list([1, 2]));
    let request = background.see(noon(), 1, &page).requests[0].clone();
    background.tell(noon(), 1, &page, Answer::ok(&request, body));
    // A second request may be under way; a minute later both have given up on it.
    let later = noon().plus(MINUTE);
    page.visible = false;
    let before = background.see(later, 1, &page);
    background.kill();
    assert_eq!(background.see(later, 1, &page), before, "{body}");
}

/// A body with everything in it, as Zendesk sends it.
fn body() -> Value {
    json!({
        "tickets": [
            { "id": 1, "subject": "One", "status": "open", "priority": "high", "tags": ["premium"],
              "created_at": "2026-03-01T08:00:00Z", "updated_at": "2026-03-04T08:00:00Z", "assignee_id": 9,
              "organization_id": 5, "ticket_form_id": 77, "custom_status_id": null,
              "slas": { "policy_metrics": [
                  { "metric": "first_reply_time", "stage": "active", "breach_at": "2026-03-04T13:00:00Z", "minutes": 60 },
              ] } },
            { "id": 2, "status": "pending", "priority": null, "tags": [], "organization_id": null,
              "metric_set": { "replies": 1, "requester_updated_at": "2026-03-04T08:00:00Z" } },
        ],
        "organizations": [{ "id": 5, "tags": ["strategic"], "organization_fields": { "plan": "gold" } }],
        "metric_sets": [{ "ticket_id": 1, "replies": 2, "assignee_updated_at": "2026-03-04T08:00:00Z" }],
        "slas": [{ "ticket_id": 2, "policy_metrics": [] }],
        "count": 2,
    })
}

/// One ticket with what was said in it.
fn conversation() -> Value {
    json!({
        "ticket": { "id": 1, "url": "https://gitlab.zendesk.com/api/v2/tickets/1.json", "subject": "One", "type": "incident",
                    "description": "It hangs.", "priority": "high", "tags": ["premium"], "requester_id": 3, "assignee_id": 4,
                    "organization_id": 5, "via": { "source": { "from": { "name": "Ada", "address": "ada@mail.example" } } } },
        "comments": [
            { "id": 7, "author_id": 3, "public": true, "body": "It hangs.", "created_at": "2026-03-01T08:00:00Z",
              "attachments": [{ "file_name": "log.txt" }] },
            { "id": 8, "author_id": 4, "public": false, "body": "Steps:\n1. Look", "created_at": "2026-03-02T08:00:00Z" },
        ],
        "users": [{ "id": 3, "name": "Ada Lovelace", "email": "ada@acme.example", "role": "end-user" }],
        "organizations": [{ "id": 5, "name": "Acme", "domain_names": ["acme.example"], "organization_fields": { "plan": "gold" } }],
    })
}

/// Puts `value` in the place of the `at`-th value inside `whole`, counted from the outside in.
fn replace(whole: &mut Value, at: &mut usize, value: &Value) {
    if *at == 0 {
        whole.clone_from(value);
        *at = usize::MAX;
        return;
    }
    *at -= 1;
    match whole {
        Value::Array(items) => items.iter_mut().for_each(|item| {
            if *at != usize::MAX {
                replace(item, at, value);
            }
        }),
        Value::Object(map) => map.values_mut().for_each(|item| {
            if *at != usize::MAX {
                replace(item, at, value);
            }
        }),
        _ => {}
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn any_json(value in json()) {
        read(&value.to_string());
    }

    #[test]
    fn any_json_under_the_names_that_zendesk_uses(value in json()) {
        for key in ["ticket", "tickets", "results", "rows", "policy_metrics", "slas", "error"] {
            read(&json!({ key: value }).to_string());
            read(&json!({ "tickets": [{ "id": 1, key: value }], key: value }).to_string());
        }
    }

    #[test]
    fn a_good_body_with_anything_in_the_place_of_anything(at in 0..60_usize, value in json()) {
        let mut body = body();
        let mut at = at;
        replace(&mut body, &mut at, &value);
        read(&body.to_string());
    }

    #[test]
    fn a_good_body_with_a_few_bytes_changed(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let mut bytes = body().to_string().into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn a_good_conversation_with_anything_in_the_place_of_anything(at in 0..60_usize, value in json()) {
        let mut body = conversation();
        let mut at = at;
        replace(&mut body, &mut at, &value);
        read(&body.to_string());
    }

    #[test]
    fn any_text(text in any::<String>()) {
        read(&text);
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        read(&String::from_utf8_lossy(&bytes));
    }
}
