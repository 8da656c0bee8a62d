//! What the background does and says when Zendesk does not answer as it should.

mod broken_tickets;
mod for_others;
mod sla_refused;
mod wrong_clocks;

use crate::common::{
    Account, Background, Sideload,
    background::{Answer, badge, list, pane},
    noon,
};
use vanguard::{
    engine::protocol::{ApiRequest, Page, Plan},
    time::{DAY, HOUR, MINUTE, Time},
};

fn account() -> Account {
    let mut account = Account::new(Sideload::Works);
    for id in 1..=9 {
        account.put(id, &format!("premium nrt:+{id}h"), noon());
    }
    account
}

fn page() -> Page {
    list(1..=9)
}

/// The first request's answer, as a fault makes it.
fn fail(background: &mut Background, now: Time, fault: impl Fn(&ApiRequest) -> Answer) -> Plan {
    let plan = background.see(now, 1, &page());
    let request = plan
        .requests
        .first()
        .unwrap_or_else(|| panic!("nothing is asked: {:?}", plan.status));
    background.tell(now, 1, &page(), fault(request))
}

fn status(code: u16) -> impl Fn(&ApiRequest) -> Answer {
    move |request| Answer::status(request, code)
}

fn code(plan: &Plan) -> &str {
    plan.status.as_ref().map_or("", |status| status.code)
}

/// Seconds until the first request after `now`, found by asking each second, and that request.
fn next_request(background: &mut Background, now: Time) -> (i64, ApiRequest) {
    let ask = |second: i64| {
        Some((
            second,
            background
                .see(now.plus(second), 1, &page())
                .requests
                .pop()?,
        ))
    };
    (0..2 * HOUR)
        .find_map(ask)
        .expect("it asks again within two hours")
}

fn silence(background: &mut Background, now: Time) -> i64 {
    next_request(background, now).0
}

#[test]
fn each_kind_of_trouble_has_its_own_calm_state() {
    let body = |text: &'static str| move |request: &ApiRequest| Answer::ok(request, text);
    type Fault = Box<dyn Fn(&ApiRequest) -> Answer>;
    let faults: [(&str, Fault); 13] = [
        ("VG-NET", Box::new(status(0))),
        ("VG-SESSION", Box::new(status(401))),
        ("VG-SESSION", Box::new(status(200))),
        ("VG-FORBIDDEN", Box::new(status(403))),
        ("VG-RATE", Box::new(status(429))),
        ("VG-SERVER", Box::new(status(500))),
        ("VG-SERVER", Box::new(status(503))),
        ("VG-ANSWER", Box::new(status(404))),
        ("VG-ANSWER", Box::new(body(""))),
        (
            "VG-ANSWER",
            Box::new(body("{\"tickets\": [{\"id\": 1}, {\"id\"")),
        ),
        ("VG-ANSWER", Box::new(body("[]"))),
        ("VG-ANSWER", Box::new(body("{\"something\": []}"))),
        ("VG-ANSWER", Box::new(body("<!doctype html>"))),
    ];
    for (expected, fault) in faults {
        let mut background = Background::new();
        let plan = fail(&mut background, noon(), fault);
        let state = plan.status.as_ref().expect("a state instead of silence");
        assert_eq!(state.code, expected);
        assert!(
            state.what.ends_with('.') && state.todo.ends_with('.'),
            "{state:?}"
        );
        assert_eq!(state.retry, expected != "VG-RATE", "{expected}");
        assert!(
            state.until.is_some_and(|until| until > noon().millis()),
            "{expected}"
        );
        assert_eq!(plan.requests, [], "{expected}: not asked again at once");
        assert_eq!(
            plan.replan_at, state.until,
            "{expected}: it looks again by itself"
        );
        let (plan, _) = background.load(noon().plus(DAY), 1, &page(), &account());
        assert_eq!(
            (code(&plan), plan.badges.len()),
            ("", 9),
            "{expected}: over with the next good answer"
        );
    }
}

#[test]
fn retry_after_is_respected_and_nothing_is_asked_before() {
    for (asked, at_least) in [
        (Some(1.0), 1),
        (Some(30.0), 30),
        (Some(119.0), 119),
        (None, 60),
    ] {
        let mut background = Background::new();
        let fault = |request: &ApiRequest| Answer {
            retry_after: asked,
            ..Answer::status(request, 429)
        };
        fail(&mut background, noon(), fault);
        let silence = silence(&mut background, noon());
        assert!(
            (at_least..=at_least * 5 / 4 + 1).contains(&silence),
            "Retry-After {asked:?}: {silence} s"
        );
    }
}

#[test]
fn a_long_retry_after_is_respected_however_often_it_comes() {
    let (mut background, mut now) = (Background::new(), noon());
    let (_, mut request) = next_request(&mut background, now);
    for time in 1..=20 {
        let answer = Answer {
            retry_after: Some(600.0),
            ..Answer::status(&request, 429)
        };
        background.tell(now, 1, &page(), answer);
        let (silence, next) = next_request(&mut background, now);
        assert!(
            (600..=750).contains(&silence),
            "the {time}. time: {silence} s"
        );
        (now, request) = (now.plus(silence), next);
    }
}

#[test]
fn an_answer_that_was_under_way_does_not_cut_short_the_patience_asked_for() {
    for late in [200, 503, 0] {
        let mut background = Background::new();
        let (first, second) = (list(1..=4), list(5..=9));
        let refused = background.see(noon(), 1, &first).requests[0].clone();
        let under_way = background.see(noon(), 2, &second).requests[0].clone();
        let wait = Answer {
            retry_after: Some(60.0),
            ..Answer::status(&refused, 429)
        };
        background.tell(noon(), 1, &first, wait);
        let answer = match late {
            200 => Answer::ok(&under_way, account().answer(&under_way)),
            status => Answer::status(&under_way, status),
        };
        background.tell(noon(), 2, &second, answer);
        for second in 0..60 {
            let plan = background.see(noon().plus(second), 1, &first);
            assert_eq!(plan.requests, [], "{late}: asked after {second} s");
        }
    }
}

#[test]
fn no_retry_after_silences_it_for_good() {
    for asked in [0.0, -5.0, 1e18, f64::MAX] {
        let mut background = Background::new();
        let fault = |request: &ApiRequest| Answer {
            retry_after: Some(asked),
            ..Answer::status(request, 429)
        };
        fail(&mut background, noon(), fault);
        let silence = silence(&mut background, noon());
        assert!(
            (1..=750).contains(&silence),
            "Retry-After {asked}: {silence} s"
        );
    }
}

#[test]
fn failures_in_a_row_back_off_and_stay_bounded() {
    for fault in [0, 500, 404] {
        let (mut background, mut now) = (Background::new(), noon());
        let (_, mut request) = next_request(&mut background, now);
        let mut holds = Vec::new();
        for _ in 0..9 {
            background.tell(now, 1, &page(), Answer::status(&request, fault));
            let (hold, next) = next_request(&mut background, now);
            (now, request) = (now.plus(hold), next);
            holds.push(hold);
        }
        assert!(holds[0] >= 15 && holds[8] <= 601, "{fault}: {holds:?}");
        assert!(
            holds[..5].is_sorted_by(|less, more| less < more),
            "{fault}: {holds:?}"
        );
        background.tell(
            now,
            1,
            &page(),
            Answer::ok(&request, account().answer(&request)),
        );
        fail(&mut background, now.plus(HOUR), status(fault));
        assert!(
            silence(&mut background, now.plus(HOUR)) < 30,
            "a good answer starts it over"
        );
    }
}

#[test]
fn machines_that_failed_together_do_not_come_back_together() {
    let mut holds = std::collections::BTreeSet::new();
    for _ in 0..2 {
        let mut background = Background::new();
        // A killed background draws another seed.
        if !holds.is_empty() {
            background.kill();
        }
        for _ in 0..6 {
            let plan = background.retry(noon(), 1, &page());
            background.tell(noon(), 1, &page(), Answer::status(&plan.requests[0], 503));
        }
        holds.insert(silence(&mut background, noon()));
    }
    assert_eq!(holds.len(), 2, "{holds:?}");
}

#[test]
fn a_retry_asks_at_once() {
    for fault in [0, 401, 403, 429, 500, 404] {
        let mut background = Background::new();
        fail(&mut background, noon(), status(fault));
        let plan = background.retry(noon().plus(1), 1, &page());
        assert_eq!((code(&plan), plan.requests.len()), ("", 1), "{fault}");
        let mut hidden = page();
        hidden.visible = false;
        assert_eq!(background.retry(noon().plus(2), 2, &hidden).requests, []);
    }
}

#[test]
fn a_hold_outlives_the_background() {
    for fault in [0, 401, 403, 429, 500] {
        let mut background = Background::new();
        let failed = fail(&mut background, noon(), status(fault));
        background.kill();
        let plan = background.see(noon().plus(1), 1, &page());
        assert_eq!(
            (plan.requests.len(), &plan.status),
            (0, &failed.status),
            "{fault}"
        );
    }
}

#[test]
fn what_is_known_stays_on_view() {
    for fault in [0, 401, 403, 429, 500, 404] {
        let mut background = Background::new();
        let (before, _) = background.load(noon(), 1, &page(), &account());
        let plan = fail(&mut background, noon().plus(10 * MINUTE), status(fault));
        assert_eq!(
            (plan.badges.len(), &plan.order),
            (9, &before.order),
            "{fault}"
        );
        let late = background.see(noon().plus(11 * MINUTE), 1, &page());
        assert!(late.badges.iter().all(|badge| badge.stale), "{fault}");
        assert_ne!(code(&late), "", "{fault}");
    }
}
