//! The same ticket in every body that Zendesk sends.

use super::*;

/// The same ticket, with its SLA, its organisation and its metric set, whatever the body.
fn check(body: &Value) {
    let ticket = one(body);
    assert_eq!(ticket.id, TicketId(35436), "{body}");
    assert_eq!(
        (ticket.status, ticket.priority),
        (Status::Open, Some(Priority::High)),
        "{body}"
    );
    assert_eq!(
        ticket.created_at,
        Some(at("2026-03-01T08:00:00Z")),
        "{body}"
    );
    assert_eq!(ticket.tags, ["premium"], "{body}");
    let clock = ticket.sla.as_deref().and_then(|clocks| clocks.first());
    assert_eq!(
        clock.map(|clock| clock.metric),
        Some(Metric::NextReplyTime),
        "{body}"
    );
    assert_eq!(
        ticket.replies.as_ref().map(|replies| replies.agent_replies),
        Some(3),
        "{body}"
    );
    let Organisation::Known(facts) = &ticket.organisation else {
        panic!("{body}: {:?}", ticket.organisation)
    };
    assert_eq!(
        facts.fields,
        [("plan".to_owned(), "gold".to_owned())],
        "{body}"
    );
}

fn organisation() -> Value {
    json!({ "id": 5, "tags": [], "organization_fields": { "plan": "Gold" } })
}

fn set() -> Value {
    json!({ "id": 1, "ticket_id": 35436, "replies": 3, "requester_updated_at": "2026-03-04T11:00:00Z" })
}

fn with_nested() -> Value {
    let mut nested = record(35436);
    nested["slas"] = json!({ "policy_metrics": metrics() });
    nested["metric_set"] = set();
    nested
}

#[test]
fn ticket_tickets_and_results_with_everything_nested() {
    check(&json!({ "ticket": with_nested(), "organizations": [organisation()], "users": [] }));
    check(&json!({ "tickets": [with_nested()], "organizations": [organisation()], "count": 1 }));
    check(
        &json!({ "results": [with_nested()], "organizations": [organisation()], "facets": null }),
    );
}

#[test]
fn sideloads_beside_the_tickets_as_lists_or_as_one_object() {
    let sla = json!({ "ticket_id": 35436, "policy_metrics": metrics() });
    let organisations = [
        ("organizations", json!([organisation()])),
        ("organization", organisation()),
    ];
    let sets = [
        ("metric_sets", json!([set()])),
        ("metric_sets", set()),
        ("metric_set", set()),
        ("ticket_metrics", json!([set()])),
        ("ticket_metric", set()),
        ("ticket_metric", json!([set()])),
    ];
    for (organisations_key, organisations) in &organisations {
        for (sets_key, sets) in &sets {
            for slas in [json!([sla]), sla.clone()] {
                check(&json!({
                    "tickets": [record(35436)], *organisations_key: organisations, *sets_key: sets, "slas": slas,
                }));
            }
        }
    }
}

#[test]
fn metric_set_in_the_ticket_as_an_object_and_as_an_array() {
    for (key, set) in [
        ("metric_set", set()),
        ("metric_set", json!([set()])),
        ("metric_sets", json!([set()])),
        ("ticket_metric", json!([set()])),
    ] {
        let mut ticket = with_nested();
        ticket["metric_set"].take();
        ticket[key] = set;
        check(&json!({ "ticket": ticket, "organizations": [organisation()] }));
    }
}

#[test]
fn slas_in_the_ticket_as_an_object_and_as_a_bare_list() {
    let mut ticket = with_nested();
    ticket["slas"] = metrics();
    check(&json!({ "ticket": ticket, "organizations": [organisation()] }));
}

#[test]
fn rows_of_a_view_with_the_ticket_inside_or_flat() {
    let mut flat = with_nested();
    let created = flat["created_at"].take();
    flat.as_object_mut()
        .expect("an object")
        .remove("created_at");
    flat["created"] = created;
    check(&json!({ "rows": [flat], "organizations": [organisation()], "columns": [], "view": {} }));
    check(
        &json!({ "rows": [{ "ticket": with_nested(), "sla_next_breach_at": null }], "organizations": [organisation()] }),
    );
    let row = json!({ "ticket_id": 35436, "created": "2026-03-01T08:00:00Z", "priority": "High", "ticket": {
        "id": 35436, "status": "open", "tags": ["premium"], "organization_id": 5,
        "slas": { "policy_metrics": metrics() }, "metric_set": set(),
    }});
    check(&json!({ "rows": [row], "organizations": [organisation()] }));
}

#[test]
fn a_row_with_both_names_for_a_date_is_no_broken_ticket() {
    let mut both = with_nested();
    both["created"] = json!("2026-03-01T08:00:00Z");
    both["updated"] = json!("2026-03-04T08:00:00Z");
    check(&json!({ "rows": [both], "organizations": [organisation()] }));
}

#[test]
fn a_row_that_leaves_out_the_organisation_does_not_say_that_there_is_none() {
    let row = |row: Value| one(&json!({ "rows": [row] })).organisation;
    assert_eq!(row(json!({ "id": 1 })), Organisation::Unknown);
    assert_eq!(
        row(json!({ "id": 1, "organization_id": null })),
        Organisation::Missing
    );
    assert_eq!(
        one(&json!({ "ticket": { "id": 1 } })).organisation,
        Organisation::Missing
    );
}

#[test]
fn other_kinds_of_search_results_are_passed_over_in_silence() {
    let parsed = parse(&json!({ "results": [
        { "id": 1, "result_type": "user", "name": "A" }, { "id": 2, "result_type": "ticket" },
        { "id": 3, "result_type": "organization" }, { "id": 4 }, { "id": 5, "result_type": "a_new_kind" },
    ]}));
    assert_eq!((ids(&parsed), parsed.skipped.len()), (vec![2, 4], 0));
}

#[test]
fn a_byte_order_mark_and_white_space_are_no_trouble() {
    let body = json!({ "ticket": record(1) }).to_string();
    for text in [
        format!("\u{feff}{body}"),
        format!("\r\n\t {body}\n\n"),
        format!("\u{feff}\n{body}"),
    ] {
        assert_eq!(
            zendesk::parse_tickets(&text).map(|parsed| ids(&parsed)),
            Ok(vec![1])
        );
    }
}
