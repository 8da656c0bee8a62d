//! Clocks that an SLA source gave.

use super::*;

/// A ticket whose `slas` is `policy_metrics`, and whose metric set would make an estimate.
fn check(status: &str, slas: Value, expected: Running) {
    let case = format!("{status}, slas {slas}");
    let mut record = json!({
        "id": 1, "status": status, "tags": ["premium"],
        "metric_set": { "replies": 0, "requester_updated_at": "2026-03-04T10:00:00Z" },
    });
    if slas != json!("missing") {
        record["slas"] = slas;
    }
    let body = json!({ "ticket": record }).to_string();
    let ticket = zendesk::parse_tickets(&body)
        .expect("a body")
        .tickets
        .pop()
        .expect("a ticket");
    assert_eq!(
        running(&ticket, &rules("handbook-2018")),
        expected,
        "{case}"
    );
}

fn metric(metric: &str, stage: &str, breach_at: Value) -> Value {
    json!({ "metric": metric, "stage": stage, "breach_at": breach_at, "minutes": -5 })
}

fn metrics(metrics: &[Value]) -> Value {
    json!({ "policy_metrics": metrics })
}

const ONE: &str = "2026-03-04T13:00:00Z";
const TWO: &str = "2026-03-04T14:00:00Z";

fn sla(metric: Metric, breach_at: &str) -> Running {
    Some((metric, at(breach_at), ClockSource::Sla))
}

fn estimated() -> Running {
    Some((FRT, at("2026-03-04T14:00:00Z"), ClockSource::Estimated))
}

#[test]
fn first_and_next_reply_time_in_stage_active_with_a_breach_time() {
    check(
        "open",
        metrics(&[metric("first_reply_time", "active", json!(ONE))]),
        sla(FRT, ONE),
    );
    check(
        "open",
        metrics(&[metric("next_reply_time", "active", json!(ONE))]),
        sla(NRT, ONE),
    );
    for stage in ["paused", "achieved", "fulfilled", "breached", "", "ACTIVE!"] {
        check(
            "open",
            metrics(&[metric("next_reply_time", stage, json!(ONE))]),
            None,
        );
    }
    for other in [
        "periodic_update_time",
        "requester_wait_time",
        "agent_work_time",
        "total_resolution_time",
        "pausable_update_time",
        "a_new_metric",
    ] {
        check(
            "open",
            metrics(&[metric(other, "active", json!(ONE))]),
            None,
        );
    }
    for breach_at in [json!(null), json!(""), json!("soon"), json!(7), json!({})] {
        check(
            "open",
            metrics(&[metric("next_reply_time", "active", breach_at)]),
            None,
        );
    }
}

#[test]
fn of_two_clocks_the_one_that_breaches_first() {
    let (first, next) = (
        metric("first_reply_time", "active", json!(TWO)),
        metric("next_reply_time", "active", json!(ONE)),
    );
    check(
        "open",
        metrics(&[first.clone(), next.clone()]),
        sla(NRT, ONE),
    );
    check("open", metrics(&[next, first]), sla(NRT, ONE));
    let (first, next) = (
        metric("first_reply_time", "active", json!(ONE)),
        metric("next_reply_time", "active", json!(ONE)),
    );
    check("open", metrics(&[next, first]), sla(FRT, ONE));
    let (paused, next) = (
        metric("first_reply_time", "paused", json!(ONE)),
        metric("next_reply_time", "active", json!(TWO)),
    );
    check("open", metrics(&[paused, next]), sla(NRT, TWO));
}

#[test]
fn an_answer_is_final_and_a_missing_key_is_none() {
    check("open", metrics(&[]), None);
    check("open", json!([]), None);
    check(
        "open",
        metrics(&[metric("next_reply_time", "paused", json!(ONE))]),
        None,
    );
    check("open", json!("missing"), estimated());
    check("open", json!(null), estimated());
    check("open", json!({}), estimated());
    check("open", json!({ "policy_metrics": null }), estimated());
    check("open", json!("nonsense"), estimated());
}

#[test]
fn the_clock_runs_in_new_open_pending_and_on_hold_and_ends_with_the_ticket() {
    for status in ["new", "open", "pending", "hold", "OPEN", "a_new_status"] {
        check(
            status,
            metrics(&[metric("next_reply_time", "active", json!(ONE))]),
            sla(NRT, ONE),
        );
    }
    for status in ["solved", "closed", "Solved"] {
        check(
            status,
            metrics(&[metric("next_reply_time", "active", json!(ONE))]),
            None,
        );
        check(status, json!("missing"), None);
    }
}

#[test]
fn an_active_clock_counts_whatever_the_plan() {
    for plan in [
        "premium", "starter", "free", "trial", "expired", "", "no-org",
    ] {
        let ticket = ticket(1, &format!("{plan} nrt:+1h"));
        assert_eq!(
            running(&ticket, &rules("handbook-2018")),
            sla(NRT, ONE),
            "{plan}"
        );
    }
}
