//! The background is killed between any two steps.

use super::*;

#[test]
fn what_was_known_is_recalled() {
    let (mut background, account) = (Background::new(), account(Sideload::SearchOnly));
    let (before, _) = background.load(noon(), 1, &list(1..=30), &account);
    background.kill();
    let (after, asked) = background.load(noon(), 1, &list(1..=30), &account);
    assert_eq!(asked, [""; 0]);
    assert_eq!(after, before);
    background.kill();
    let (opened, asked) = background.load(noon(), 1, &pane(9), &account);
    assert_eq!(
        (opened.next.as_deref(), asked.len()),
        (Some("1"), 0),
        "the list behind it is remembered"
    );
}

#[test]
fn an_answer_to_a_background_that_was_killed_meanwhile_counts() {
    for sideload in [Sideload::Works, Sideload::SearchOnly] {
        let (mut background, account, page) = (Background::new(), account(sideload), list(1..=30));
        let mut plan = background.see(noon(), 1, &page);
        let mut requests = 0;
        while let Some(request) = plan.requests.first().cloned() {
            requests += 1;
            background.kill();
            plan = background.tell(
                noon(),
                1,
                &page,
                Answer::ok(&request, account.answer(&request)),
            );
        }
        assert_eq!(requests, if sideload == Sideload::Works { 1 } else { 2 });
        assert_eq!(plan.badges.len(), 30);
        assert!(plan.badges.iter().all(|badge| !badge.estimated));
    }
}

#[test]
fn an_answer_counts_even_when_the_page_has_moved_on_meanwhile() {
    let (mut background, account) = (Background::new(), account(Sideload::SearchOnly));
    let first = background.see(noon(), 1, &list(1..=30)).requests[0].clone();
    let search = background
        .tell(
            noon(),
            1,
            &list(1..=30),
            Answer::ok(&first, account.answer(&first)),
        )
        .requests[0]
        .clone();
    background.kill();
    let other = background.tell(
        noon(),
        1,
        &list(101..=130),
        Answer::ok(&search, account.answer(&search)),
    );
    let other = other.requests[0].clone();
    background.tell(
        noon(),
        1,
        &list(101..=130),
        Answer::ok(&other, account.answer(&other)),
    );
    let (plan, asked) = background.load(noon(), 1, &list(1..=30), &account);
    assert_eq!(asked, [""; 0], "the search was answered already");
    assert!(!badge(&plan, 1).estimated);
}
