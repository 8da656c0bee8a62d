//! Any value in any field.

use super::*;

/// `value` in each field of a ticket: never a panic, never a lost ticket but for its id.
fn check(value: &str) {
    let keys = [
        "subject",
        "status",
        "priority",
        "created_at",
        "updated_at",
        "tags",
        "ticket_form_id",
        "assignee_id",
        "organization_id",
        "slas",
        "metric_set",
        "metric_sets",
        "ticket_metric",
        "result_type",
        "description",
        "custom_status_id",
        "type",
    ];
    let rules = rules("handbook-2018");
    for key in keys {
        let text =
            format!(r#"{{"tickets": [{{"id": 1}}, {{"id": 2, "{key}": {value}}}, {{"id": 3}}]}}"#);
        let parsed =
            zendesk::parse_tickets(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert!(
            ids(&parsed).contains(&1) && ids(&parsed).contains(&3),
            "{text}"
        );
        let lost = parsed.tickets.len() == 2 && parsed.skipped.is_empty();
        assert!(
            !lost || key == "result_type",
            "{text}: the ticket is gone and nobody says so"
        );
        assert_eq!(
            priority::rank(&parsed.tickets, &rules, noon()).len(),
            parsed.tickets.len(),
            "{text}"
        );
    }
}

#[test]
fn values_of_every_kind_in_every_field() {
    for value in [
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "-1e308",
        "18446744073709551615",
        "18446744073709551616",
        "\"\"",
        "\"?\"",
        "\"2026-13-45T99:99:99Z\"",
        "\"9999-12-31T23:59:59Z\"",
        "\"0000-01-01T00:00:00Z\"",
        "[]",
        "{}",
        "[null]",
        "[[[]]]",
        "{\"a\": {\"b\": []}}",
        "[1, \"two\", null, {}]",
        "{\"policy_metrics\": \"none\"}",
        "{\"policy_metrics\": [null, 7, {}, {\"metric\": 7, \"stage\": [], \"breach_at\": {}}]}",
        "{\"replies\": -3, \"requester_updated_at\": 7}",
    ] {
        check(value);
    }
    check(&"9".repeat(300));
    check(&format!("-{}", "9".repeat(300)));
    check(&format!("\"{}\"", "9".repeat(300)));
    check(&format!("\"{}\"", "x".repeat(1_000_000)));
}

#[test]
fn values_of_a_new_kind_are_not_known() {
    let ticket = one(
        &json!({ "ticket": { "id": 1, "status": "parked", "priority": "asap", "organization_id": 5 } }),
    );
    assert_eq!((ticket.status, ticket.priority), (Status::Other, None));
    assert_eq!(ticket.organisation, Organisation::Known(Default::default()));
}

#[test]
fn missing_and_renamed_fields_leave_a_ticket_that_is_ranked_last() {
    let ticket = one(
        &json!({ "ticket": { "id": 1, "state": "open", "urgency": "high", "labels": ["premium"] } }),
    );
    let rules = rules("handbook-2018");
    assert_eq!(priority::rank(&[ticket], &rules, noon())[0].band, 7);
}

#[test]
fn ids_above_2_to_the_53_and_ids_as_text() {
    for (id, expected) in [
        ("9007199254740993", (1 << 53) + 1),
        ("18446744073709551615", u64::MAX),
        ("\"123\"", 123),
    ] {
        let text = format!(r#"{{"ticket": {{"id": {id}}}}}"#);
        assert_eq!(
            zendesk::parse_tickets(&text).map(|parsed| ids(&parsed)),
            Ok(vec![expected])
        );
    }
}

#[test]
fn a_ticket_without_a_usable_id_is_reported() {
    for id in [
        "null",
        "0",
        "-7",
        "1.5",
        "\"x\"",
        "18446744073709551616",
        "{}",
        &"9".repeat(300),
    ] {
        let text = format!(r#"{{"tickets": [{{"id": 1}}, {{"id": {id}}}]}}"#);
        let parsed = zendesk::parse_tickets(&text).expect("the others are read");
        assert_eq!(ids(&parsed), [1], "{id}");
        let said = parsed.skipped[0].to_string();
        assert_eq!(
            said, "tickets[1]: its `id` is missing or no positive number; skipped",
            "{id}"
        );
    }
}

#[test]
fn markup_and_bidi_controls_are_text() {
    let subject = "<img src=x onerror=alert(1)> \u{202e}gnp.\u{2066}exe\u{0}";
    let ticket = one(&json!({ "ticket": { "id": 1, "subject": subject } }));
    assert_eq!(ticket.subject.as_deref(), Some(subject));
}
