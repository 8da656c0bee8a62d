//! What the API lets an agent change.

use serde_json::json;
use standin::world::{Metric, Request, Status, seconds_after};

use crate::account::{Account, START};

#[test]
fn writes_need_the_csrf_token() {
    let mut account = Account::new();
    let id = account.first(|t| t.status == Status::Open);
    let change = json!({ "ticket": { "priority": "low" } });
    let path = format!("/api/v2/tickets/{id}.json");
    assert_eq!(account.send(Request::put(&path, &change)).status, 403);
    assert_eq!(
        account
            .send(Request::put(&path, &change).with_header("x-csrf-token", "guess"))
            .status,
        403
    );
    assert_eq!(
        account.put(&path, &change).body["ticket"]["priority"],
        "low"
    );
}

#[test]
fn a_note_with_tags_is_written_once_and_only_on_the_latest_stamp() {
    let mut account = Account::new();
    let id = account.first(|t| t.status == Status::Open && t.running_clock().is_some());
    let path = format!("/api/v2/tickets/{id}.json");
    let stamp = account.body(&path)["ticket"]["updated_at"].clone();
    let change = json!({ "ticket": {
        "comment": { "body": "Filed as an issue", "public": false },
        "additional_tags": ["Linked_Issue"],
        "custom_fields": [{ "id": 360_000_050_004_u64, "value": "https://gitlab.com/x" }],
        "safe_update": true,
        "updated_stamp": stamp,
    } });
    account.now = seconds_after(*START, 5);
    let written = account.put(&path, &change);
    assert_eq!(written.status, 200, "{}", written.body);
    assert_eq!(written.body["audit"]["events"][0]["public"], false);
    let tags = written.body["ticket"]["tags"].as_array().expect("tags");
    assert!(tags.len() > 1 && tags.contains(&json!("linked_issue")));
    let ticket = account.world.ticket(id).expect("the ticket");
    assert!(
        ticket.running_clock().is_some(),
        "an internal note answers nobody"
    );
    let conflict = account.put(&path, &change);
    assert_eq!(
        (conflict.status, conflict.body["error"].as_str()),
        (409, Some("UpdateConflict"))
    );
    assert_eq!(
        account
            .world
            .ticket(id)
            .expect("the ticket")
            .comments
            .iter()
            .filter(|c| c.body == "Filed as an issue")
            .count(),
        1
    );
}

#[test]
fn a_comment_without_public_inherits_and_stops_the_clock() {
    let mut account = Account::new();
    let id = account.first(|t| t.status == Status::Open && t.running_clock().is_some());
    let written = account.put(
        &format!("/api/v2/tickets/{id}.json"),
        &json!({ "ticket": { "comment": { "body": "Hi" }, "status": "pending" } }),
    );
    assert_eq!(written.body["audit"]["events"][0]["public"], true);
    let ticket = account.world.ticket(id).expect("the ticket");
    assert_eq!(
        (ticket.status, ticket.running_clock()),
        (Status::Pending, None)
    );
    let requester = ticket.requester_id;
    account
        .world
        .comment(account.now, id, requester, true, "Still broken")
        .expect("a comment");
    let ticket = account.world.ticket(id).expect("the ticket");
    assert_eq!(ticket.status, Status::Open);
    assert_eq!(
        ticket.running_clock().map(|clock| clock.0),
        Some(Metric::NextReply)
    );
}

#[test]
fn tags_have_an_endpoint_of_their_own() {
    let mut account = Account::new();
    account.world.takes_additional_tags = false;
    let id = account.first(|t| t.status == Status::Open && !t.tags.is_empty());
    let before = account.world.ticket(id).expect("the ticket").tags.len();
    let path = format!("/api/v2/tickets/{id}.json");
    let ignored = account.put(
        &path,
        &json!({ "ticket": { "additional_tags": ["later"] } }),
    );
    assert_eq!(
        ignored.body["ticket"]["tags"].as_array().map(Vec::len),
        Some(before)
    );
    let added = account.put(
        &format!("/api/v2/tickets/{id}/tags.json"),
        &json!({ "tags": ["later"] }),
    );
    assert_eq!(
        added.body["tags"].as_array().map(Vec::len),
        Some(before + 1)
    );
}

#[test]
fn bad_writes_change_nothing() {
    let mut account = Account::new();
    let closed = account.first(|t| t.status == Status::Closed);
    let open = account.first(|t| t.status == Status::Open);
    let refused = account.put(
        &format!("/api/v2/tickets/{closed}.json"),
        &json!({ "ticket": { "priority": "low" } }),
    );
    assert_eq!(
        (refused.status, refused.body["error"].as_str()),
        (422, Some("RecordInvalid"))
    );
    let stamp = account.world.ticket(open).expect("the ticket").updated_at;
    account.now = seconds_after(*START, 30);
    for change in [
        json!({ "ticket": { "status": "asleep", "subject": "x" } }),
        json!({ "ticket": { "assignee_id": 1 } }),
        json!({ "ticket": { "comment": { "body": "" } } }),
        json!({}),
    ] {
        let status = account
            .put(&format!("/api/v2/tickets/{open}.json"), &change)
            .status;
        assert!((400..500).contains(&status), "{change}");
    }
    assert_eq!(
        account.world.ticket(open).expect("the ticket").updated_at,
        stamp
    );
}

#[test]
fn one_agent_may_update_a_ticket_thirty_times_in_ten_minutes() {
    let mut account = Account::new();
    let id = account.first(|t| t.status == Status::Open);
    let path = format!("/api/v2/tickets/{id}.json");
    for _ in 0..30 {
        assert_eq!(
            account
                .put(&path, &json!({ "ticket": { "priority": "low" } }))
                .status,
            200
        );
    }
    let refused = account.put(&path, &json!({ "ticket": { "priority": "low" } }));
    assert_eq!(refused.status, 429);
    assert!(
        refused
            .headers
            .iter()
            .any(|(name, _)| name == "retry-after")
    );
}
