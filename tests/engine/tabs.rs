//! Several tabs on one host: what one asks for, the others wait for.

use crate::common::{
    Account, Background, Sideload,
    background::{Answer, engine, list, pane},
    noon,
};
use vanguard::{
    engine::{
        Effect, Event,
        protocol::{Look, Page, Plan},
    },
    time::MINUTE,
};

fn account(sideload: Sideload) -> Account {
    let mut account = Account::new(sideload);
    for id in 1..=60 {
        account.put(id, &format!("premium nrt:+{id}h"), noon());
    }
    account
}

fn page() -> Page {
    list(1..=30)
}

/// Two tabs on the same list; the first has asked.
fn two() -> (Background, Plan) {
    let mut background = Background::new();
    let asked = background.see(noon(), 1, &page());
    assert_eq!(asked.requests.len(), 1);
    let second = background.see(noon(), 2, &page());
    assert_eq!(second.requests, [], "the second waits");
    assert_eq!(
        second.replan_at,
        Some(noon().plus(MINUTE).millis()),
        "but not for ever"
    );
    (background, asked)
}

#[test]
fn the_second_tab_waits_and_is_told_when_the_answer_is_there() {
    let (mut background, asked) = two();
    let request = &asked.requests[0];
    let account = account(Sideload::Works);
    background.tell(
        noon(),
        1,
        &page(),
        Answer::ok(request, account.answer(request)),
    );
    assert_eq!(background.replans, [2]);
    let plan = background.see(noon(), 2, &page());
    assert_eq!((plan.badges.len(), plan.requests.len()), (30, 0));
}

#[test]
fn the_second_tab_is_told_of_a_failure_too() {
    let (mut background, asked) = two();
    background.tell(noon(), 1, &page(), Answer::status(&asked.requests[0], 503));
    assert_eq!(background.replans, [2]);
    assert_eq!(
        background
            .see(noon(), 2, &page())
            .status
            .map(|status| status.code),
        Some("VG-SERVER")
    );
}

#[test]
fn the_sla_search_is_made_once_for_both() {
    let (mut background, asked) = two();
    let account = account(Sideload::SearchOnly);
    let request = &asked.requests[0];
    let search = background.tell(
        noon(),
        1,
        &page(),
        Answer::ok(request, account.answer(request)),
    );
    assert_eq!(search.requests.len(), 1);
    assert_eq!(background.see(noon(), 2, &page()).requests, []);
    background.replans.clear();
    let request = &search.requests[0];
    background.tell(
        noon(),
        1,
        &page(),
        Answer::ok(request, account.answer(request)),
    );
    assert_eq!(
        background.replans,
        [2],
        "the second tab does not wait for its timer"
    );
    assert_eq!(background.see(noon(), 2, &page()).badges.len(), 30);
}

#[test]
fn a_tab_that_is_closed_leaves_its_request_to_the_other() {
    let (mut background, _) = two();
    background.close(noon(), 1);
    assert_eq!(background.replans, [2]);
    assert_eq!(background.see(noon(), 2, &page()).requests.len(), 1);
}

#[test]
fn a_tab_that_is_reloaded_gives_up_its_request_and_asks_again() {
    let (mut background, asked) = two();
    let mut reloaded = page();
    reloaded.document = "second".into();
    let again = background.see(noon().plus(1), 1, &reloaded);
    assert_eq!(again.requests, asked.requests);
    assert_eq!(background.replans, [2]);
    assert_eq!(
        background.see(noon().plus(1), 2, &page()).requests,
        [],
        "now it waits for the new one"
    );
}

#[test]
fn a_tab_that_left_for_another_page_leaves_its_request_to_the_other() {
    let (mut background, _) = two();
    let mut elsewhere = pane(60);
    elsewhere.document = "second".into();
    background.see(noon().plus(1), 1, &elsewhere);
    assert_eq!(background.replans, [2]);
    assert_eq!(background.see(noon().plus(1), 2, &page()).requests.len(), 1);
}

#[test]
fn a_request_without_an_answer_is_given_up_on_after_a_minute() {
    let (mut background, _) = two();
    assert_eq!(
        background.see(noon().plus(MINUTE - 1), 2, &page()).requests,
        []
    );
    assert_eq!(
        background
            .see(noon().plus(MINUTE), 2, &page())
            .requests
            .len(),
        1
    );
}

#[test]
fn repeated_looks_while_the_answer_is_on_its_way_ask_nothing() {
    let (mut background, _) = two();
    for second in 1..MINUTE {
        assert_eq!(
            background.see(noon().plus(second), 1, &page()).requests,
            [],
            "{second} s later"
        );
    }
}

#[test]
fn a_tab_asks_only_for_what_no_other_tab_has_asked_for() {
    let (mut background, _) = two();
    let plan = background.see(noon(), 3, &list(21..=40));
    let asked: Vec<String> = (31..=40).map(|id| id.to_string()).collect();
    assert_eq!(plan.requests[0].errand.tickets, asked);
}

#[test]
fn another_host_has_nothing_to_do_with_it() {
    let look = Look {
        page: page(),
        ..Look::default()
    };
    let mut engine = engine("{}", 1);
    let mut requests_of = |host: &str, tab: i32| {
        let mut event = Event::Looked {
            tab,
            host: host.into(),
            look: Box::new(look.clone()),
        };
        loop {
            match engine.handle(noon(), event).pop() {
                Some(Effect::Answer(plan)) => return plan.requests.len(),
                Some(Effect::Recall { keys }) => {
                    let (look, host) = (Box::new(look.clone()), host.into());
                    event = Event::Recalled {
                        tab,
                        host,
                        look,
                        keys,
                        found: Vec::new(),
                    };
                }
                other => panic!("a look ends in an answer, not in {other:?}"),
            }
        }
    };
    let hosts = ["a.zendesk.com", "b.zendesk.com", "a.zendesk.com"];
    assert_eq!(
        [
            requests_of(hosts[0], 1),
            requests_of(hosts[1], 2),
            requests_of(hosts[2], 3)
        ],
        [1, 1, 0]
    );
}
