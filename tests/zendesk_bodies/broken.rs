//! What cannot be read.

use super::*;

#[test]
fn one_broken_ticket_is_reported_and_skipped_and_the_others_are_read() {
    for (broken, id) in [
        (r#"{"id": 2, "subject": "half a smile \ud83d"}"#, Some(2)),
        (r#"{"id": 2, "subject": "\udc00 the other half"}"#, Some(2)),
        (r#"{"id": 2, "tags": ["\ud83d"]}"#, Some(2)),
        (r#"{"id": 2, "priority": 1e999}"#, Some(2)),
        (
            r#"{"tags": ["]}, {\"], "], "id": 2, "subject": "\\\"}],\ud83d"}"#,
            Some(2),
        ),
        (r#""not a ticket""#, None),
        ("null", None),
        ("7", None),
        ("[]", None),
    ] {
        let text = format!(r#"{{"tickets": [{{"id": 1}}, {broken}, {{"id": 3}}]}}"#);
        let parsed =
            zendesk::parse_tickets(&text).unwrap_or_else(|error| panic!("{broken}: {error}"));
        assert_eq!(ids(&parsed), [1, 3], "{broken}");
        assert_eq!(parsed.skipped.len(), 1, "{broken}");
        let skipped = &parsed.skipped[0];
        assert_eq!(
            (skipped.path.as_str(), skipped.id.map(|id| id.0)),
            ("tickets[1]", id),
            "{broken}: {skipped}"
        );
    }
}

#[test]
fn a_lone_surrogate_in_a_field_that_nobody_reads_loses_no_ticket_in_silence() {
    let text = r#"{"tickets": [{"id": 1, "custom_fields": [{"value": "\ud83d"}]}, {"id": 2, "description": "\ud83d"}, {"id": 3}]}"#;
    let parsed = zendesk::parse_tickets(text).expect("a body");
    let said = parsed
        .skipped
        .iter()
        .filter_map(|skipped| Some(skipped.id?.0));
    let mut all: Vec<u64> = ids(&parsed).into_iter().chain(said).collect();
    all.sort_unstable();
    assert_eq!(all, [1, 2, 3]);
}

#[test]
fn a_broken_organisation_or_metric_set_harms_no_ticket() {
    let text = r#"{"tickets": [{"id": 1, "organization_id": 5, "tags": ["premium"]}],
        "organizations": [{"id": 5, "tags": ["\ud83d"]}, null, 7], "metric_sets": ["\udc00"], "slas": [null]}"#;
    let parsed = zendesk::parse_tickets(text).expect("a body");
    assert_eq!(ids(&parsed), [1]);
    let said: Vec<&str> = parsed
        .skipped
        .iter()
        .map(|skipped| skipped.path.as_str())
        .collect();
    assert!(said.contains(&"organizations[0]"), "{said:?}");
}

#[test]
fn deep_nesting_is_no_stack_overflow() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for key in ["description", "tags", "slas", "ticket"] {
        let text = format!(r#"{{"tickets": [{{"id": 1}}, {{"id": 2, "{key}": {deep}}}]}}"#);
        let parsed = zendesk::parse_tickets(&text).unwrap_or_else(|error| panic!("{key}: {error}"));
        assert!(ids(&parsed).contains(&1), "{key}");
    }
    assert!(
        zendesk::parse_tickets(&format!(r#"{{"tickets": {deep}}}"#))
            .is_ok_and(|parsed| parsed.tickets.is_empty())
    );
    let rows = format!("{}1{}", r#"{"ticket": "#.repeat(50_000), "}".repeat(50_000));
    let parsed = zendesk::parse_tickets(&format!(r#"{{"rows": [{rows}]}}"#));
    assert!(parsed.is_ok_and(|parsed| parsed.skipped.len() == 1));
}

#[test]
fn ten_megabytes() {
    let long = "Dear support, <b>nothing</b> works. ".repeat(300);
    let tickets: Vec<Value> = (1..=1000)
        .map(|id| {
            let mut record = record(id);
            record["description"] = json!(long);
            record
        })
        .collect();
    let text = json!({ "tickets": tickets }).to_string();
    assert!(text.len() > 10_000_000);
    let parsed = zendesk::parse_tickets(&text).expect("a body");
    assert_eq!((parsed.tickets.len(), parsed.skipped.len()), (1000, 0));
}

#[test]
fn bodies_without_tickets_say_what_they_are() {
    for (text, said) in [
        (
            "",
            "the body is empty; expected a Zendesk API answer such as {\"tickets\": [...]}",
        ),
        (
            " \n\u{feff} ",
            "the body is empty; expected a Zendesk API answer such as {\"tickets\": [...]}",
        ),
        (
            "[]",
            "$: a bare list; wrap it as {\"tickets\": [...]}, as Zendesk does",
        ),
        (
            "[{\"id\": 1}]",
            "$: a bare list; wrap it as {\"tickets\": [...]}, as Zendesk does",
        ),
        (
            "<!DOCTYPE html><title>Sign in</title>",
            "this is an HTML page, not an API answer; sign in to Zendesk and fetch it again",
        ),
        (
            "{}",
            "$: none of `ticket`, `tickets`, `results` and `rows` is in it; pass a Zendesk API answer",
        ),
        (
            "{\"tickets\": null}",
            "$: none of `ticket`, `tickets`, `results` and `rows` is in it; pass a Zendesk API answer",
        ),
        ("{\"tickets\": {}}", "tickets: must be a list"),
        ("{\"rows\": 7}", "rows: must be a list"),
        (
            "{\"error\": \"RecordNotFound\", \"description\": \"Not found\"}",
            "Zendesk answered with an error instead of tickets: RecordNotFound: Not found",
        ),
        (
            "{\"error\": {\"title\": \"Forbidden\", \"message\": \"No\"}}",
            "Zendesk answered with an error instead of tickets: Forbidden",
        ),
        (
            "{\"error\": 7}",
            "Zendesk answered with an error instead of tickets: no reason given",
        ),
    ] {
        let error = zendesk::parse_tickets(text).expect_err(text);
        assert_eq!(error.to_string(), said, "{text}");
    }
}

#[test]
fn a_body_that_is_cut_off_anywhere_is_an_error_with_its_place() {
    let whole = json!({ "tickets": [record(1), record(2)] }).to_string();
    for end in 1..whole.len() {
        let error = zendesk::parse_tickets(&whole[..end]).expect_err("cut off");
        assert!(
            matches!(error, BodyError::Syntax { line: 1, .. }),
            "{end}: {error}"
        );
    }
}
