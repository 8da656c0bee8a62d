//! SLAs are not for this agent to read.

use super::*;

fn refused() -> (Background, Account, Plan) {
    let mut account = Account::new(Sideload::SearchOnly);
    for id in 1..=9 {
        account.put(
            id,
            "premium nrt:+1h replies:1 customer:-1h agent:-2h",
            noon(),
        );
    }
    let mut background = Background::new();
    let first = background.see(noon(), 1, &page()).requests[0].clone();
    let search = background
        .tell(
            noon(),
            1,
            &page(),
            Answer::ok(&first, account.answer(&first)),
        )
        .requests[0]
        .clone();
    let plan = background.tell(noon(), 1, &page(), Answer::status(&search, 403));
    (background, account, plan)
}

#[test]
fn tickets_are_ranked_by_estimates_and_it_says_so() {
    let (_, _, plan) = refused();
    assert_eq!(
        (code(&plan), plan.badges.len(), plan.requests.len()),
        ("VG-SLA", 9, 0)
    );
    assert!(plan.badges.iter().all(|badge| badge.estimated));
}

#[test]
fn it_is_not_asked_for_again_before_an_hour_is_over_even_after_a_kill() {
    let (mut background, account, _) = refused();
    background.kill();
    let (plan, asked) = background.load(noon().plus(10 * MINUTE), 1, &page(), &account);
    assert_eq!((code(&plan), asked.len()), ("VG-SLA", 1), "{asked:?}");
    assert_eq!(
        background
            .load(noon().plus(11 * MINUTE), 1, &pane(3), &account)
            .1,
        [""; 0]
    );
    let (plan, asked) = background.load(noon().plus(HOUR), 1, &page(), &account);
    assert_eq!((code(&plan), asked.len()), ("", 2), "{asked:?}");
}

#[test]
fn a_retry_asks_again() {
    let (mut background, _, _) = refused();
    background.load(noon().plus(10 * MINUTE), 1, &page(), &account());
    assert_eq!(
        code(&background.retry(noon().plus(11 * MINUTE), 1, &page())),
        ""
    );
}
