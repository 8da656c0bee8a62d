//! What is painted.

use super::*;
use vanguard::{priority, words::english};

#[test]
fn badges_by_time_left_and_the_order_of_the_list() {
    let account = Account::with(
        Sideload::Works,
        noon(),
        &[
            (1, "premium nrt:+2h1s"),
            (2, "premium nrt:+2h"),
            (3, "premium nrt:+1h"),
            (4, "premium nrt:+0s"),
            (5, "premium clocks:none"),
            (6, "starter emergency nrt:+5h"),
        ],
    );
    let (plan, _) = Background::new().load(noon(), 1, &list([5, 1, 4, 2, 6, 3]), &account);
    for (id, level, rank) in [
        (6, Level::Running, 1),
        (3, Level::Critical, 2),
        (2, Level::Near, 3),
        (4, Level::Breached, 4),
        (1, Level::Running, 5),
        (5, Level::None, 6),
    ] {
        assert_eq!(
            (badge(&plan, id).level, badge(&plan, id).rank),
            (level, Some(rank)),
            "#{id}"
        );
        assert_eq!(badge(&plan, id).important, id == 6);
    }
    assert_eq!(plan.order, ["6", "3", "2", "4", "1", "5"]);
}

#[test]
fn the_same_ticket_has_the_same_score_in_every_list_and_on_its_page() {
    let (mut background, account) = (Background::new(), account(Sideload::Works));
    let (plan, _) = background.load(noon(), 1, &explained(list(1..=100)), &account);
    for (tab, page) in [(1, list([7])), (2, list([90, 7, 3])), (3, pane(7))] {
        let (other, _) = background.load(noon(), tab, &explained(page), &account);
        assert_eq!(badge(&other, 7).score, badge(&plan, 7).score);
        assert_eq!(explanation(&other, 7), explanation(&plan, 7));
    }
}

#[test]
fn explained_is_what_the_page_shows_the_explanation_of_and_nothing_else() {
    let (mut background, account) = (Background::new(), account(Sideload::Works));
    let mut page = list([7, 8, 9]);
    let (plan, _) = background.load(noon(), 1, &page, &account);
    assert_eq!(plan.explanations, [], "no card is open");
    page.explained = vec!["8".into(), "4711".into(), "no id".into()];
    let plan = background.see(noon(), 1, &page);
    let of: Vec<&str> = plan
        .explanations
        .iter()
        .map(|one| one.id.as_str())
        .collect();
    assert_eq!(of, ["8"], "the others are not on view");
    assert!(!explanation(&plan, 8).reasons.is_empty());
    background.kill();
    page.tickets = vec!["7".into()];
    page.explained = vec!["7".into()];
    let plan = background.see(noon(), 1, &page);
    assert!(
        !explanation(&plan, 7).reasons.is_empty(),
        "a killed background recalls it"
    );
}

#[test]
fn a_badge_never_shows_an_estimate_while_the_sla_is_on_its_way() {
    let (mut background, account, page) = (
        Background::new(),
        account(Sideload::SearchOnly),
        list(1..=3),
    );
    let tickets = background.see(noon(), 1, &page).requests[0].clone();
    let plan = background.tell(
        noon(),
        1,
        &page,
        Answer::ok(&tickets, account.answer(&tickets)),
    );
    assert_eq!((plan.badges.len(), plan.requests.len()), (0, 1));
    let again = background.see(noon().plus(1), 1, &page);
    assert_eq!(
        again.badges,
        [],
        "an estimate that the answer replaces in a moment would flicker"
    );
    let search = plan.requests[0].clone();
    let plan = background.tell(
        noon().plus(2),
        1,
        &page,
        Answer::ok(&search, account.answer(&search)),
    );
    assert!(plan.badges.len() == 3 && plan.badges.iter().all(|badge| !badge.estimated));
}

#[test]
fn a_refresh_that_is_on_its_way_takes_nothing_away() {
    for sideload in [Sideload::Works, Sideload::SearchOnly] {
        let (mut background, account, page) = (Background::new(), account(sideload), list(1..=3));
        let (before, _) = background.load(noon(), 1, &page, &account);
        let later = noon().plus(10 * MINUTE);
        let mut plan = background.see(later, 1, &page);
        while let Some(request) = plan.requests.first().cloned() {
            assert_eq!((plan.badges.len(), &plan.order), (3, &before.order));
            assert!(
                plan.badges.iter().all(|badge| !badge.estimated),
                "{sideload:?}"
            );
            plan = background.tell(
                later,
                1,
                &page,
                Answer::ok(&request, account.answer(&request)),
            );
        }
        assert!(
            plan.badges.iter().all(|badge| !badge.estimated),
            "{sideload:?}"
        );
    }
}

#[test]
fn data_older_than_its_refresh_time_says_so() {
    let (mut background, account) = (Background::new(), account(Sideload::Works));
    background.load(noon(), 1, &list(1..=3), &account);
    let mut page = list(1..=3);
    page.visible = false;
    for (minutes, stale) in [(0, false), (10, false), (11, true), (600, true)] {
        let plan = background.see(noon().plus(minutes * MINUTE), 1, &page);
        assert!(
            plan.badges.iter().all(|badge| badge.stale == stale),
            "after {minutes} min"
        );
        assert!(
            plan.badges
                .iter()
                .all(|badge| badge.as_of == noon().millis())
        );
    }
}

#[test]
fn the_toolbar_counts_what_is_near_or_past_breach_and_only_changes_when_it_does() {
    let words = [
        (1, "premium nrt:-1h"),
        (2, "free nrt:+2h"),
        (3, "premium nrt:+2h1s"),
        (4, "premium clocks:none"),
    ];
    let account = Account::with(Sideload::Works, noon(), &words);
    let mut background = Background::new();
    background.load(noon(), 1, &list([1, 2, 3, 4]), &account);
    assert_eq!(background.toolbar.remove(&1), Some(2));
    background.load(noon(), 1, &list([1, 2, 3, 4]), &account);
    assert_eq!(background.toolbar.remove(&1), None, "nothing changed");
    background.load(noon().plus(1), 1, &list([1, 2, 3, 4]), &account);
    assert_eq!(
        background.toolbar.remove(&1),
        Some(3),
        "with the clock alone"
    );
    background.load(noon().plus(1), 1, &pane(4), &account);
    assert_eq!(
        background.toolbar.remove(&1),
        None,
        "the current list is the one behind the ticket"
    );
    background.load(noon().plus(1), 1, &list([4]), &account);
    assert_eq!(background.toolbar.remove(&1), Some(0));
}

#[test]
fn next_is_the_first_of_the_list_that_is_not_open_yet() {
    let words = [
        (1, "premium clocks:none"),
        (2, "premium nrt:+5h"),
        (3, "premium nrt:+1h"),
        (4, "premium nrt:-1h"),
    ];
    let account = Account::with(Sideload::Works, noon(), &words);
    let mut background = Background::new();
    let page = list([1, 2, 3, 4]);
    let mut next = |page: &_| background.load(noon(), 1, page, &account).0.next;
    assert_eq!(next(&page).as_deref(), Some("3"));
    assert_eq!(
        next(&pane(3)).as_deref(),
        Some("4"),
        "on the ticket the list behind it goes on"
    );
    let mut open = pane(4);
    for (tabs, expected) in [("3,4", Some("2")), ("2,3,4", Some("1")), ("1,2,3,4", None)] {
        open.tabs = tabs.split(',').map(String::from).collect();
        assert_eq!(next(&open).as_deref(), expected, "{tabs} are open");
    }
}

#[test]
fn the_plan_names_the_moment_at_which_time_alone_changes_it() {
    for (words, left) in [
        ("premium nrt:+2h30s", 30),
        ("premium nrt:+1h7s", 7),
        ("premium nrt:+9s", 9),
        ("emergency nrt:+2h1s", 1),
    ] {
        let account = Account::with(Sideload::Works, noon(), &[(1, words)]);
        let mut background = Background::new();
        let (plan, _) = background.load(noon(), 1, &list([1]), &account);
        let at = noon().plus(left);
        assert_eq!(plan.replan_at, Some(at.millis()), "{words}");
        let level = |background: &mut Background, now| {
            background.load(now, 1, &list([1]), &account).0.badges[0].level
        };
        assert_ne!(
            level(&mut background, at),
            level(&mut background, at.plus(-1)),
            "{words}"
        );
    }
}

#[test]
fn between_two_replans_levels_and_order_stay_right() {
    let (mut background, account, page) =
        (Background::new(), account(Sideload::Works), list(1..=20));
    let mut plan = background.load(noon(), 1, &page, &account).0;
    let mut looks = 0;
    for second in 1..2 * HOUR + 5 {
        let now = noon().plus(second);
        if now.millis() >= plan.replan_at.expect("clocks run") {
            plan = background.load(now, 1, &page, &account).0;
            looks += 1;
        } else if second % 13 == 0 || second % HOUR < 3 || second % HOUR > HOUR - 3 {
            let fresh = background.see(now, 1, &page);
            let shown = |plan: &Plan| {
                plan.badges
                    .iter()
                    .map(|badge| (badge.id.clone(), badge.level))
                    .collect::<Vec<_>>()
            };
            assert_eq!(shown(&plan), shown(&fresh), "{second} s after noon");
            assert_eq!(plan.order, fresh.order, "{second} s after noon");
        }
    }
    assert!(looks <= 2 * 60, "more than a wake-up a minute: {looks}");
}

#[test]
fn the_fields_that_are_kept_of_an_answer_are_all_that_matters() {
    let rules = common::rules_of(r#"{"emergency": {"tags": [], "forms": [7]}}"#);
    for words in [
        "premium urgent nrt:+1h assigned age:3d form:7",
        "no-org unset age:3d tag:needs-org",
        "tag:expired on-hold clocks:none replies:1 customer:-1d agent:-2d status-changed:-6d",
        "org-tag:strategic org-tag:gold pending frt:-2h",
        "starter high replies:2 customer:-3h agent:-4h assigned",
    ] {
        for sideload in [Sideload::Works, Sideload::SearchOnly] {
            let account = Account::with(sideload, noon(), &[(1, words)]);
            let mut background = Background::with(r#"{"emergency": {"tags": [], "forms": [7]}}"#);
            let (plan, _) = background.load(noon(), 1, &explained(list([1])), &account);
            let whole = common::ticket(1, words);
            let ranked = priority::rank(std::slice::from_ref(&whole), &rules, noon());
            let flags = priority::flags(&ranked[0], &rules, noon());
            let flags: Vec<String> = flags
                .into_iter()
                .map(|flag| flag.sentence(english))
                .collect();
            let shown = explanation(&plan, 1);
            assert_eq!(
                (plan.badges[0].score, &shown.reasons, &shown.flags),
                (
                    ranked[0].score,
                    &priority::reasons(&ranked[0], &rules, english),
                    &flags
                ),
                "{words}"
            );
        }
    }
}

#[test]
fn what_is_switched_off_is_told_and_not_counted() {
    let account = Account::with(
        Sideload::Works,
        noon(),
        &[(1, "premium nrt:+1h"), (2, "premium nrt:+0s")],
    );
    for (settings, hidden, counted) in [
        ("{}", "", 2),
        (
            r#"{"appearance": {"lists": false, "component": false}}"#,
            "lists component",
            2,
        ),
        (r#"{"appearance": {"toolbar": false}}"#, "toolbar", 0),
    ] {
        let mut background = Background::with(settings);
        let (plan, _) = background.load(noon(), 1, &list([1, 2]), &account);
        assert_eq!(plan.hidden, hidden, "{settings}");
        assert_eq!(background.toolbar.get(&1), Some(&counted), "{settings}");
    }
}
