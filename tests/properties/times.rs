//! Time at its ends: nothing overflows, and a clock that runs down never moves a ticket back.

use crate::{
    any::{cases, moment, tickets},
    common::{PRESETS, noon, rules, rules_of},
};
use proptest::prelude::*;
use serde_json::json;
use vanguard::{
    priority,
    sla::{Clock, Metric},
    ticket::{Ticket, TicketId},
    time::{DAY, MINUTE, Time},
    words::{english, span},
};

fn with_clock(breach_at: Time) -> Ticket {
    let clock = Clock {
        metric: Metric::NextReplyTime,
        breach_at,
    };
    Ticket {
        sla: Some(vec![clock]),
        ..Ticket::unknown(TicketId(1))
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn no_two_moments_overflow(one in any::<i64>(), other in any::<i64>()) {
        let (one, other) = (Time(one), Time(other));
        let left = one.until(other);
        prop_assert_eq!(left > 0, other > one);
        prop_assert!(one.plus(left) <= one.max(other));
        prop_assert!(!span(english, left).is_empty());
        prop_assert_eq!(other.millis().signum(), other.0.signum());
    }

    #[test]
    fn the_sooner_a_clock_breaches_the_higher_its_score_within_a_band(one in moment(), other in moment(), now in moment()) {
        for preset in PRESETS {
            let rules = rules(preset);
            let place = |at| priority::place(&priority::stand(&with_clock(at), &rules, now), &rules);
            let ((score, band), (later_score, later_band)) = (place(one.min(other)), place(one.max(other)));
            prop_assert!(band != later_band || score >= later_score, "{}", preset);
        }
    }

    #[test]
    fn estimates_in_any_zone_at_any_time(tickets in tickets(), now in moment(), zone in 0..4_usize) {
        let zone = ["Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "America/St_Johns"][zone];
        let hours = json!({ "from": "00:00", "to": "24:00" });
        let rules = rules_of(&json!({ "schedule": { "timezone": zone, "hours": { "saturday": hours, "sunday": hours } } }).to_string());
        for ticket in &tickets {
            let standing = priority::stand(ticket, &rules, now);
            prop_assert_eq!(standing.left, standing.clock.map(|clock| now.until(clock.breach_at)));
        }
    }
}

#[test]
fn breach_times_at_the_ends_of_time() {
    let rules = rules("handbook-2018");
    let ends = [
        i64::MIN,
        i64::MIN + 1,
        0,
        253_402_300_799,
        i64::MAX - 1,
        i64::MAX,
    ];
    for (now, breach_at) in ends
        .into_iter()
        .flat_map(|now| ends.map(|at| (Time(now), Time(at))))
    {
        let ticket = with_clock(breach_at);
        let ranked = priority::rank(std::slice::from_ref(&ticket), &rules, now);
        assert_eq!(
            ranked[0].standing.left.is_some_and(|left| left > 0),
            breach_at > now
        );
        assert!(!priority::reasons(&ranked[0], &rules, english).is_empty());
    }
}

#[test]
fn moments_are_read_to_the_second_in_every_form_that_zendesk_and_people_write() {
    for (text, at) in [
        ("1970-01-01T00:00:00Z", Some(0)),
        ("2026-03-04T12:00:00Z", Some(noon().0)),
        ("2026-03-04T12:00:00.999Z", Some(noon().0)),
        ("2026-03-04T13:00:00+01:00", Some(noon().0)),
        ("2026-03-04T06:30:00-05:30", Some(noon().0)),
        ("2026-03-04t12:00:00z", Some(noon().0)),
        ("1969-12-31T23:59:59Z", Some(-1)),
        ("2024-02-29T00:00:00Z", Some(1_709_164_800)),
        ("9999-12-31T23:59:59Z", Some(253_402_300_799)),
        ("2023-02-29T00:00:00Z", None),
        ("2026-03-04T24:00:01Z", None),
        ("2026-13-04T12:00:00Z", None),
        ("2026-03-04T12:60:00Z", None),
        ("2026-03-04T12:00:00", None),
        ("2026-03-04", None),
        ("", None),
        ("now", None),
    ] {
        assert_eq!(Time::parse(text), at.map(Time), "{text}");
    }
}

#[test]
fn a_target_of_many_business_weeks_is_found_and_one_beyond_reason_is_not_waited_for() {
    let target = |minutes: i64| json!({ "first": minutes, "next": minutes, "hours": "business" });
    let estimate = |minutes: i64| {
        let row = json!({ "urgent": target(minutes), "high": target(minutes), "normal": target(minutes), "low": target(minutes) });
        let table = json!({ "premium": row, "regular": row, "emergency": target(minutes) });
        let rules = rules_of(&json!({ "targets": { "2018": table } }).to_string());
        let ticket = crate::common::ticket(1, "premium replies:0 customer:-3h");
        priority::stand(&ticket, &rules, noon())
            .clock
            .map(|clock| clock.breach_at)
    };
    let monday = Time(noon().0 / DAY * DAY).plus(5 * DAY + 9 * 60 * MINUTE);
    assert_eq!(estimate(3 * 480 + 1), Some(monday.plus(MINUTE)));
    assert!(estimate(100 * 480).is_some());
    for minutes in [-1, 0, i64::MIN, i64::MAX] {
        estimate(minutes);
    }
}
