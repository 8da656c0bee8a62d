//! Clocks estimated from who wrote last.

use super::*;

/// Wednesday noon, business hours 9 to 17 UTC.
fn check(preset: &str, words: &str, expected: Option<(Metric, &str)>) {
    let rules = rules(preset);
    let expected =
        expected.map(|(metric, breach_at)| (metric, at(breach_at), ClockSource::Estimated));
    assert_eq!(
        running(&ticket(1, words), &rules),
        expected,
        "{preset}: {words}"
    );
}

#[test]
fn a_metric_set_is_needed_and_the_customer_must_have_written_last() {
    check("handbook-2018", "premium age:1h", None);
    check(
        "handbook-2018",
        "premium replies:0 customer:-1h",
        Some((FRT, "2026-03-04T15:00:00Z")),
    );
    check(
        "handbook-2018",
        "premium replies:1 customer:-1h agent:-2h",
        Some((NRT, "2026-03-04T15:00:00Z")),
    );
    check(
        "handbook-2018",
        "premium replies:1 customer:-2h agent:-1h",
        None,
    );
    check(
        "handbook-2018",
        "premium replies:0 customer:-2h agent:-1h",
        None,
    );
    check(
        "handbook-2018",
        "premium replies:1 customer:-1h agent:-1h",
        None,
    );
    check("handbook-2018", "premium replies:1 agent:-1h", None);
    check(
        "handbook-2018",
        "premium replies:1 status-changed:-1h",
        None,
    );
}

#[test]
fn targets_of_2018_by_plan_and_priority_in_business_hours() {
    for (priority, regular) in [
        ("urgent", "2026-03-04T13:00:00Z"),
        // Eight hours fill Wednesday to its last second.
        ("high", "2026-03-04T17:00:00Z"),
        ("normal", "2026-03-05T13:00:00Z"),
        ("low", "2026-03-05T17:00:00Z"),
    ] {
        let at_nine = format!("{priority} replies:0 customer:-3h");
        check(
            "handbook-2018",
            &format!("premium {at_nine}"),
            Some((FRT, "2026-03-04T13:00:00Z")),
        );
        for plan in ["starter", "silver", "no-org"] {
            check(
                "handbook-2018",
                &format!("{plan} {at_nine}"),
                Some((FRT, regular)),
            );
        }
        for preset in ["handbook-2016", "sla-hawk"] {
            for plan in ["premium", "starter", "free"] {
                check(preset, &format!("{plan} {at_nine}"), Some((FRT, regular)));
            }
        }
        check("handbook-2018", &format!("free {at_nine}"), None);
    }
}

#[test]
fn targets_of_2019_differ_for_first_and_next_replies() {
    for (priority, first, next) in [
        ("urgent", "2026-03-04T09:30:00Z", "2026-03-04T13:00:00Z"),
        ("high", "2026-03-04T13:00:00Z", "2026-03-04T13:00:00Z"),
        ("normal", "2026-03-04T17:00:00Z", "2026-03-05T09:00:00Z"),
        ("low", "2026-03-05T09:00:00Z", "2026-03-05T09:00:00Z"),
    ] {
        for preset in ["handbook-2019", "weight-2024"] {
            for plan in ["premium", "silver", "starter"] {
                check(
                    preset,
                    &format!("{plan} {priority} replies:0 customer:-3h"),
                    Some((FRT, first)),
                );
                check(
                    preset,
                    &format!("{plan} {priority} replies:3 customer:-3h"),
                    Some((NRT, next)),
                );
            }
            check(
                preset,
                &format!("trial {priority} replies:0 customer:-3h"),
                None,
            );
        }
    }
}

#[test]
fn emergencies_have_half_an_hour_around_the_clock() {
    for preset in common::PRESETS {
        check(
            preset,
            "premium low emergency replies:0 customer:-20h",
            Some((FRT, "2026-03-03T16:30:00Z")),
        );
        check(
            preset,
            "starter emergency replies:2 customer:-4d",
            Some((NRT, "2026-02-28T12:30:00Z")),
        );
    }
}

#[test]
fn an_unset_priority_is_estimated_as_a_normal_one() {
    check(
        "handbook-2018",
        "starter unset replies:0 customer:-3h",
        Some((FRT, "2026-03-05T13:00:00Z")),
    );
}
