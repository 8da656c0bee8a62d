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

/// What the answer to a look leaves behind when the background is killed after so many effects.
fn killed_after(effects: usize, status: u16) -> (Background, Account, Option<Plan>) {
    let (mut background, account, page) =
        (Background::new(), account(Sideload::Works), list(1..=30));
    let request = background.see(noon(), 1, &page).requests[0].clone();
    let answer = match status {
        200 => Answer::ok(&request, account.answer(&request)),
        status => Answer::status(&request, status),
    };
    let plan = background.look_for(effects, noon(), 1, &page, &[answer], false);
    (background, account, plan)
}

#[test]
fn facts_are_kept_after_the_answer_and_asked_for_again_where_that_was_too_late() {
    let mut answered = 0;
    for effects in 0..8 {
        let (mut background, account, plan) = killed_after(effects, 200);
        answered += usize::from(plan.is_some());
        let (again, asked) = background.load(noon(), 1, &list(1..=30), &account);
        let kept = background.kills == 0 || asked.is_empty();
        assert!(kept || kinds(&asked) == [Tickets], "{effects}: {asked:?}");
        assert!(
            plan.is_none_or(|plan| plan.badges == again.badges),
            "{effects}"
        );
    }
    assert!(answered > 1, "killed between the answer and the facts, too");
}

#[test]
fn patience_that_zendesk_asked_for_is_kept_before_the_answer() {
    for effects in 0..8 {
        let (mut background, account, plan) = killed_after(effects, 429);
        let (_, asked) = background.load(noon().plus(30), 1, &list(1..=30), &account);
        assert!(plan.is_none() || asked.is_empty(), "{effects}: {asked:?}");
    }
}
