//! What Zendesk sends, whatever it looks like.

use super::{case, draft, json, push, ticket};
use vanguard::{
    escalation::case::Author,
    zendesk::{self, BodyError},
};

#[test]
fn messages_are_in_order_and_know_their_side() {
    let mut body = ticket("Jobs", "first");
    push(
        &mut body,
        "users",
        json!({ "id": 2, "name": "Sam", "role": "agent" }),
    );
    push(
        &mut body,
        "users",
        json!({ "id": 3, "name": "Copy", "role": "end-user" }),
    );
    body["ticket"]["assignee_id"] = json!(4);
    let comment = |at: u32, author: u64, public: bool, text: &str| json!({ "author_id": author, "public": public, "body": text, "created_at": format!("2026-03-05T12:{at:02}:00Z") });
    body["comments"] = json!([
        comment(5, 2, true, "agent by role"),
        comment(4, 3, true, "customer in copy"),
        comment(3, 9, false, "a note of somebody unknown"),
        comment(2, 9, true, "a reply of somebody unknown"),
        comment(1, 4, true, "the assignee, unknown"),
        comment(0, 1, true, "first"),
    ]);
    let said: Vec<(Author, String)> = case(&body)
        .messages
        .into_iter()
        .map(|message| (message.author, message.text))
        .collect();
    let expected = [
        (Author::Customer, "first"),
        (Author::Agent, "the assignee, unknown"),
        (Author::Customer, "a reply of somebody unknown"),
        (Author::Agent, "a note of somebody unknown"),
        (Author::Customer, "customer in copy"),
        (Author::Agent, "agent by role"),
    ];
    assert_eq!(
        said,
        expected.map(|(author, text)| (author, text.to_owned()))
    );
}

#[test]
fn the_description_is_the_first_message_unless_it_is_there_already() {
    for (description, comments, messages) in [
        ("It hangs.", json!([]), 1),
        ("It hangs.", json!([{ "body": "It  hangs.\r\n" }]), 1),
        ("It hangs.", json!([{ "body": "Still." }]), 2),
        ("", json!([{ "body": "Still." }]), 1),
        ("It hangs.", json!(null), 1),
        (
            "It hangs.",
            json!([{ "body": null, "plain_body": "It hangs." }, { "body": 7 }, 7, null]),
            1,
        ),
    ] {
        let mut body = ticket("Jobs", "");
        body["ticket"]["description"] = json!(description);
        body["comments"] = comments.clone();
        assert_eq!(
            case(&body).messages.len(),
            messages,
            "{description} {comments}"
        );
    }
}

#[test]
fn the_host_is_the_tickets_own_or_the_default() {
    for (url, host) in [
        (
            json!("https://acme.zendesk.com/api/v2/tickets/4711.json"),
            "acme.zendesk.com",
        ),
        (json!("https://ACME.zendesk.com/x"), "acme.zendesk.com"),
        (json!("http://acme.zendesk.com/x"), "gitlab.zendesk.com"),
        (json!("https://a b.zendesk.com/x"), "gitlab.zendesk.com"),
        (
            json!("https://u:p@acme.zendesk.com/x"),
            "gitlab.zendesk.com",
        ),
        (json!("https://localhost/x"), "gitlab.zendesk.com"),
        (json!(7), "gitlab.zendesk.com"),
        (json!(null), "gitlab.zendesk.com"),
    ] {
        let mut body = ticket("Jobs", "");
        body["ticket"]["url"] = url.clone();
        assert_eq!(
            draft(&body).ticket,
            format!("https://{host}/agent/tickets/4711"),
            "{url}"
        );
    }
}

#[test]
fn one_ticket_and_no_other_body() {
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
            "<html>",
            "this is an HTML page, not an API answer; sign in to Zendesk and fetch it again",
        ),
        (
            "{}",
            "$: `ticket` is missing; pass one ticket as {\"ticket\": {...}, \"comments\": [...], \"users\": [...], \"organizations\": [...]}",
        ),
        (
            "{\"error\": \"RecordNotFound\", \"description\": \"Not found\"}",
            "Zendesk answered with an error instead of tickets: RecordNotFound: Not found",
        ),
        (
            "{\"ticket\": {}}",
            "ticket: its `id` is missing or no positive number",
        ),
        (
            "{\"ticket\": []}",
            "ticket: its `id` is missing or no positive number",
        ),
        ("{\"tickets\": 7}", "tickets: must be a list"),
        (
            "{\"tickets\": []}",
            "tickets: must hold exactly one ticket; fetch /api/v2/tickets/ID.json",
        ),
        (
            "{\"tickets\": [{\"id\": 1}, {\"id\": 2}]}",
            "tickets: must hold exactly one ticket; fetch /api/v2/tickets/ID.json",
        ),
    ] {
        let error: BodyError = zendesk::parse_case(body).expect_err(body);
        assert_eq!(error.to_string(), said, "{body}");
    }
    let (one, _) = zendesk::parse_case("{\"tickets\": [{\"id\": 1}]}").expect("one ticket");
    assert_eq!(one.ticket.id.0, 1);
}

#[test]
fn a_comment_that_cannot_be_read_is_left_out_and_named() {
    let body = r#"{"ticket": {"id": 1}, "comments": [{"body": "one"}, {"body": "\ud83d"}, {"body": "three"}]}"#;
    let (case, skipped) = zendesk::parse_case(body).expect("a ticket");
    assert_eq!(case.messages.len(), 2);
    let said: Vec<String> = skipped.iter().map(ToString::to_string).collect();
    assert!(
        said.len() == 1 && said[0].starts_with("comments[1]: cannot be read"),
        "{said:?}"
    );
}

#[test]
fn everybody_beside_the_ticket_is_known_by_name() {
    let mut body = ticket("Jobs", "");
    body["ticket"]["via"] =
        json!({ "source": { "from": { "name": "Ada by mail", "address": "ada@home.example" } } });
    push(
        &mut body,
        "users",
        json!({ "id": 2, "name": " ", "email": null }),
    );
    let case = case(&body);
    let names: Vec<_> = case
        .people
        .iter()
        .filter_map(|person| person.name.as_deref())
        .collect();
    assert_eq!(names, ["Ada Lovelace", "Ada by mail"]);
    assert_eq!(case.companies[0].name.as_deref(), Some("Acme Rocketry"));
    assert_eq!(case.companies[0].domains, ["acme.example"]);
}
