//! This machine's clock is wrong.

use super::*;

/// This machine's clock is `off` seconds behind Zendesk's.
fn load(off: i64) -> (Background, Plan) {
    let mut background = Background::new();
    let here = noon().plus(-off);
    let request = background.see(here, 1, &page()).requests[0].clone();
    let date = Some(noon().0 * 1000);
    let answer = Answer {
        date,
        ..Answer::ok(&request, account().answer(&request))
    };
    let plan = background.tell(here, 1, &page(), answer);
    (background, plan)
}

#[test]
fn zendesks_clock_counts_and_the_person_is_told() {
    for off in [5 * HOUR, -5 * HOUR, 121, -121, 40 * 365 * DAY] {
        let (_, plan) = load(off);
        assert_eq!(
            (code(&plan), plan.skew),
            ("VG-CLOCK", Time(off).millis()),
            "{off} s off"
        );
        let (_, right) = load(0);
        assert_eq!(plan.order, right.order);
        for id in 1..=9 {
            assert_eq!(
                badge(&plan, id).score,
                badge(&right, id).score,
                "{off} s off"
            );
            assert_eq!(
                badge(&plan, id).level,
                badge(&right, id).level,
                "{off} s off"
            );
        }
        assert_eq!(
            plan.replan_at,
            right.replan_at.map(|at| at - Time(off).millis()),
            "{off} s off"
        );
    }
}

#[test]
fn two_minutes_are_near_enough() {
    for off in [0, 1, 120, -120] {
        let (_, plan) = load(off);
        assert_eq!((code(&plan), plan.skew), ("", 0), "{off} s off");
    }
}

#[test]
fn no_date_upsets_it() {
    for date in [i64::MAX, i64::MIN, 0, -1, 8_640_000_000_000_000] {
        let mut background = Background::new();
        let request = background.see(noon(), 1, &page()).requests[0].clone();
        let answer = Answer {
            date: Some(date),
            ..Answer::ok(&request, account().answer(&request))
        };
        assert_eq!(
            background.tell(noon(), 1, &page(), answer).badges.len(),
            9,
            "{date}"
        );
    }
}

#[test]
fn a_clock_that_is_set_back_does_not_keep_old_data_fresh_or_hold_for_hours() {
    let (mut background, account) = (Background::new(), account());
    background.load(noon(), 1, &page(), &account);
    let (_, asked) = background.load(noon().plus(-5 * HOUR), 1, &page(), &account);
    assert_eq!(
        asked.len(),
        1,
        "what is known from five hours ahead is not fresh"
    );

    let mut background = Background::new();
    fail(&mut background, noon(), status(500));
    let silence = silence(&mut background, noon().plus(-5 * HOUR));
    assert!(silence <= 600, "held for {silence} s");

    let mut background = Background::new();
    background.see(noon(), 1, &page());
    let (_, asked) = background.load(noon().plus(-5 * HOUR), 2, &page(), &account);
    assert_eq!(
        asked.len(),
        1,
        "a request of five hours ahead is not waited for"
    );
}
