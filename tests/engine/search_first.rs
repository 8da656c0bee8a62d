//! Where the SLA sideload is ignored, a list's first request is the search: it brings all in one.

use super::*;
use crate::common::account::Search as Sends;

/// A background that has learned that `account` ignores the sideload, by a list of the first ten.
fn taught(account: &Account) -> Background {
    let mut background = Background::new();
    let (_, asked) = background.load(noon(), 1, &list(1..=10), account);
    assert_eq!(kinds(&asked), [Tickets, Search], "it has to learn it first");
    background
}

fn without(mut account: Account, unindexed: impl IntoIterator<Item = u64>) -> Account {
    account.unindexed.extend(unindexed);
    account
}

#[test]
fn one_request_a_list_and_a_ticket_once_it_is_known() {
    for sideload in [Sideload::SearchOnly, Sideload::TicketOnly] {
        for rows in [1, 30, 100] {
            let account = account(sideload);
            let mut background = taught(&account);
            let page = list(11..11 + rows);
            let (plan, asked) = background.load(noon(), 1, &page, &account);
            assert_eq!(kinds(&asked), [Search], "{sideload:?}, {rows} rows");
            assert_eq!(plan.order.len(), usize::try_from(rows).expect("few"));
            let estimated = plan.badges.iter().any(|badge| badge.estimated);
            assert_eq!(estimated, sideload == Sideload::TicketOnly, "{sideload:?}");
        }
    }
    let account = account(Sideload::SearchOnly);
    let mut background = taught(&account);
    let (plan, asked) = background.load(noon(), 1, &pane(150), &account);
    assert_eq!(kinds(&asked), [Search]);
    assert!(!badge(&plan, 150).estimated);
}

#[test]
fn it_is_remembered_over_a_kill() {
    let account = account(Sideload::SearchOnly);
    let mut background = taught(&account);
    background.kill();
    let (_, asked) = background.load(noon(), 1, &list(11..=40), &account);
    assert_eq!(kinds(&asked), [Search]);
}

#[test]
fn a_ticket_is_the_same_by_either_way() {
    let words = [
        "premium urgent nrt:+1h assigned age:3d form:7 customer:-1h",
        "no-org unset age:3d tag:needs-org",
        "tag:expired on-hold clocks:none replies:1 customer:-1d agent:-2d status-changed:-6d",
        "org-tag:strategic org-tag:gold pending frt:-2h",
        "starter high replies:2 customer:-3h agent:-4h assigned",
        "premium solved",
        "free emergency frt:+9m customer:-5m",
    ];
    for sideload in [Sideload::SearchOnly, Sideload::TicketOnly] {
        let mut account = account(sideload);
        for (id, words) in (101..).zip(words) {
            account.put(id, words, noon());
        }
        let page = explained(list(101..=107));
        let (before, asked) = Background::new().load(noon(), 1, &page, &account);
        assert_eq!(kinds(&asked), [Tickets, Search]);
        let (after, asked) = taught(&account).load(noon(), 1, &page, &account);
        assert_eq!(kinds(&asked), [Search]);
        assert_eq!(after, before, "{sideload:?}");
    }
}

#[test]
fn what_the_search_does_not_find_is_asked_for_by_its_id_and_no_more_than_that() {
    let account = without(account(Sideload::SearchOnly), [15, 33]);
    let mut background = taught(&account);
    let (plan, asked) = background.load(noon(), 1, &list(11..=40), &account);
    assert_eq!(kinds(&asked), [Search, Tickets]);
    assert!(asked[1].contains("?ids=15,33&"), "{}", asked[1]);
    let estimated: Vec<u64> = (11..=40).filter(|id| badge(&plan, *id).estimated).collect();
    assert_eq!(estimated, [15, 33], "no search knows their SLA");
    for minutes in 0..10 {
        let now = noon().plus(minutes * MINUTE);
        let (_, asked) = background.load(now, 1, &list(11..=40), &account);
        assert_eq!(asked, [""; 0], "after {minutes} min");
    }
}

#[test]
fn a_search_that_lags_gets_another_chance_with_the_next_refresh() {
    let mut account = without(account(Sideload::SearchOnly), [15]);
    let mut background = taught(&account);
    background.load(noon(), 1, &list(11..=40), &account);
    account.unindexed.clear();
    let later = noon().plus(10 * MINUTE);
    let (plan, asked) = background.load(later, 1, &list(11..=40), &account);
    assert_eq!(kinds(&asked), [Search]);
    assert!(!badge(&plan, 15).estimated);
}

#[test]
fn what_is_missed_is_not_searched_for_again_even_after_a_kill_in_between() {
    let account = without(account(Sideload::SearchOnly), [15]);
    let mut background = taught(&account);
    let page = list(11..=40);
    let search = background.see(noon(), 1, &page).requests[0].clone();
    let answer = Answer::ok(&search, account.answer(&search));
    let plan = background.tell(noon(), 1, &page, answer);
    assert_eq!(plan.badges.len(), 29, "the others are painted meanwhile");
    background.kill();
    let (plan, asked) = background.load(noon(), 1, &page, &account);
    assert_eq!((kinds(&asked), plan.badges.len()), (vec![Tickets], 30));
    assert!(asked[0].contains("?ids=15&"), "{}", asked[0]);
}

#[test]
fn a_refresh_that_finds_less_takes_nothing_away() {
    let mut account = account(Sideload::SearchOnly);
    let mut background = taught(&account);
    let page = list(11..=40);
    background.load(noon(), 1, &page, &account);
    account.unindexed.insert(15);
    let later = noon().plus(10 * MINUTE);
    let search = background.see(later, 1, &page).requests[0].clone();
    let answer = Answer::ok(&search, account.answer(&search));
    let plan = background.tell(later, 1, &page, answer);
    assert_eq!(plan.badges.len(), 30);
    assert!(!badge(&plan, 15).estimated, "until it was asked for by id");
    assert_eq!(kinds(&[plan.requests[0].errand.path.clone()]), [Tickets]);
}

#[test]
fn a_search_that_finds_too_little_does_not_come_first_any_more() {
    let account = without(account(Sideload::SearchOnly), 11..=100);
    let mut background = taught(&account);
    let (plan, asked) = background.load(noon(), 1, &list(11..=40), &account);
    assert_eq!(
        (kinds(&asked), plan.badges.len()),
        (vec![Search, Tickets], 30)
    );
    let (_, asked) = background.load(noon(), 1, &list(41..=70), &account);
    assert_eq!(kinds(&asked), [Tickets, Search], "as before it was learned");
    let (_, asked) = background.load(noon(), 1, &list(71..=100), &account);
    assert_eq!(kinds(&asked), [Tickets, Search]);
}

#[test]
fn a_search_without_organisations_and_metric_sets_never_comes_first() {
    let mut account = account(Sideload::SearchOnly);
    account.search = Sends::SlasAlone;
    let mut background = taught(&account);
    let (plan, asked) = background.load(noon(), 1, &list(11..=40), &account);
    assert_eq!(kinds(&asked), [Tickets, Search]);
    assert!(plan.badges.iter().all(|badge| !badge.estimated));
}

#[test]
fn a_search_that_leaves_them_out_later_is_not_believed() {
    let mut account = account(Sideload::SearchOnly);
    let mut background = taught(&account);
    let page = explained(list(11..=40));
    let (expected, _) = Background::new().load(noon(), 1, &page, &account);
    account.search = Sends::SlasAlone;
    let (plan, _) = background.load(noon(), 1, &page, &account);
    let scores = |plan: &Plan| -> Vec<_> {
        let flags = plan.explanations.iter().map(|one| one.flags.clone());
        plan.order.iter().cloned().zip(flags).collect()
    };
    assert_eq!(scores(&plan).len(), scores(&expected).len());
    let (_, asked) = background.load(noon(), 1, &list(41..=70), &account);
    assert_eq!(kinds(&asked), [Tickets, Search]);
}

#[test]
fn one_ticket_without_sla_does_not_make_it_search_where_the_sideload_works() {
    let mut account = account(Sideload::Works);
    account.put(5, "premium customer:-1h", noon());
    let mut background = taught(&account);
    let (_, asked) = background.load(noon(), 1, &list(11..=40), &account);
    assert_eq!(kinds(&asked), [Tickets]);
}

#[test]
fn a_sideload_that_works_after_all_is_used_again() {
    let mut account = without(account(Sideload::SearchOnly), [15]);
    let mut background = taught(&account);
    account.sideload = Sideload::Works;
    background.load(noon(), 1, &list(11..=40), &account);
    let (_, asked) = background.load(noon(), 1, &list(41..=70), &account);
    assert_eq!(kinds(&asked), [Tickets]);
}

#[test]
fn a_result_older_than_what_is_known_is_asked_for_by_its_id() {
    let mut account = account(Sideload::SearchOnly);
    let mut background = taught(&account);
    let page = list(11..=40);
    background.load(noon(), 1, &page, &account);
    let later = noon().plus(10 * MINUTE);
    account.put(15, "premium nrt:+9h", noon().plus(-DAY));
    let search = background.see(later, 1, &page).requests[0].clone();
    let answer = Answer::ok(&search, account.answer(&search));
    let plan = background.tell(later, 1, &page, answer);
    assert_eq!(plan.requests[0].errand.tickets, ["15"]);
    assert_eq!(kinds(&[plan.requests[0].errand.path.clone()]), [Tickets]);
}

#[test]
fn a_search_that_fails_is_asked_second_until_it_works_again() {
    for status in [403, 404, 422, 500, 503] {
        let account = account(Sideload::SearchOnly);
        let mut background = taught(&account);
        let page = list(11..=40);
        let search = background.see(noon(), 1, &page).requests[0].clone();
        background.tell(noon(), 1, &page, Answer::status(&search, status));
        let later = noon().plus(2 * HOUR);
        let (plan, asked) = background.load(later, 1, &page, &account);
        assert_eq!(kinds(&asked), [Tickets, Search], "after {status}");
        assert_eq!(plan.badges.len(), 30, "after {status}");
        let (_, asked) = background.load(later, 1, &list(41..=70), &account);
        assert_eq!(kinds(&asked), [Search], "after {status}");
    }
}

#[test]
fn patience_asked_for_by_zendesk_changes_nothing_about_the_way() {
    let account = account(Sideload::SearchOnly);
    let mut background = taught(&account);
    let page = list(11..=40);
    let search = background.see(noon(), 1, &page).requests[0].clone();
    background.tell(noon(), 1, &page, Answer::status(&search, 429));
    let (_, asked) = background.load(noon().plus(HOUR), 1, &page, &account);
    assert_eq!(kinds(&asked), [Search]);
}
