//! The top of a list for the popup, from what the session's storage keeps.

use super::*;
use common::background::HOST;
use vanguard::{engine::Queue, time::Time};

/// What the popup is told of a tab, after its list was loaded and the background killed.
fn queue(now: Time, background: &mut Background, tab: Option<i32>) -> Option<Queue> {
    background.kill();
    let queue = background.queue(now, tab)?;
    assert_eq!(Queue::read(&queue.write()), Some(queue.clone()));
    Some(queue)
}

#[test]
fn it_is_the_top_of_the_order_that_the_page_shows() {
    for sideload in [Sideload::Works, Sideload::SearchOnly] {
        let (mut background, account) = (Background::new(), account(sideload));
        let (plan, _) = background.load(noon(), 1, &list(1..=30), &account);
        let queue = queue(noon(), &mut background, Some(1)).expect("a queue");
        assert_eq!((queue.tab, queue.listed, queue.known), (Some(1), 30, 30));
        let ids: Vec<&String> = queue.rows.iter().map(|row| &row.id).collect();
        assert_eq!(ids, plan.order.iter().take(7).collect::<Vec<_>>());
        for (row, painted) in queue.rows.iter().zip(&plan.badges) {
            assert_eq!(
                (row.score, row.level, row.word.as_str(), Some(row.rank)),
                (
                    painted.score,
                    painted.level,
                    painted.word.as_str(),
                    painted.rank
                )
            );
            assert_eq!(row.breach_at.map(Time::millis), painted.breach_at);
        }
    }
}

#[test]
fn each_says_why_in_short() {
    for (words, reason) in [
        ("premium high nrt:+1h", "Plan premium. Priority high."),
        ("nrt:+1h", "Plan not recognised. Priority normal."),
        (
            "premium emergency nrt:+1h",
            "A customer emergency. Plan premium. Priority normal.",
        ),
        (
            "starter low clocks:none",
            "Zendesk runs no reply clock on it. Plan starter. Priority low.",
        ),
    ] {
        let (mut background, mut account) = (Background::new(), Account::new(Sideload::Works));
        account.put(1, words, noon());
        background.load(noon(), 1, &list(1..=1), &account);
        let queue = queue(noon(), &mut background, Some(1)).expect("a queue");
        assert_eq!(queue.rows[0].reason, reason, "{words}");
    }
}

#[test]
fn it_ages_and_says_so() {
    let (mut background, account) = (Background::new(), account(Sideload::Works));
    background.load(noon(), 1, &list(1..=30), &account);
    for (later, stale, level) in [
        (0, false, Level::Critical),
        (HOUR + MINUTE, true, Level::Breached),
        (20 * DAY, true, Level::Breached),
    ] {
        let queue = queue(noon().plus(later), &mut background, Some(1)).expect("a queue");
        let first = queue.rows.iter().find(|row| row.id == "1");
        let row = first.unwrap_or(&queue.rows[0]);
        assert_eq!((row.stale, row.level, row.as_of), (stale, level, noon()));
    }
}

#[test]
fn a_ticket_that_was_opened_from_a_list_leaves_it_the_list() {
    let (mut background, account) = (Background::new(), account(Sideload::Works));
    background.load(noon(), 1, &list(1..=30), &account);
    background.load(noon(), 1, &pane(9), &account);
    let queue = queue(noon(), &mut background, Some(1)).expect("a queue");
    assert_eq!((queue.listed, queue.rows[0].id.as_str()), (30, "1"));
}

#[test]
fn what_is_not_known_is_not_made_up() {
    let (mut background, account) = (Background::new(), account(Sideload::Works));
    assert_eq!(
        queue(noon(), &mut background, Some(1)),
        None,
        "a tab without a list"
    );
    background.see(noon(), 1, &list(1..=30));
    let nothing = queue(noon(), &mut background, Some(1)).expect("a queue");
    assert_eq!(
        (nothing.listed, nothing.known, nothing.rows.len()),
        (30, 0, 0)
    );
    background.load(noon(), 1, &list(1..=30), &account);
    for (key, text) in &mut background.kept {
        if key.starts_with("ticket/") && key.ends_with("/1") {
            text.truncate(text.len() / 2);
        }
    }
    let rest = queue(noon(), &mut background, Some(1)).expect("a queue");
    assert_eq!((rest.known, rest.rows[0].id.as_str()), (29, "2"));
    assert_eq!(queue(noon(), &mut background, Some(2)), None, "another tab");
    background.kept.insert(format!("host/{HOST}"), "{".into());
    assert!(queue(noon(), &mut background, Some(1)).is_some());
}

#[test]
fn the_list_that_was_shown_last_is_there_when_its_tab_is_gone() {
    let (mut background, account) = (Background::new(), account(Sideload::Works));
    assert_eq!(queue(noon(), &mut background, None), None);
    background.load(noon(), 1, &list(1..=30), &account);
    background.load(noon(), 2, &list(40..=45), &account);
    let last = queue(noon(), &mut background, None).expect("a queue");
    assert_eq!(
        (last.tab, last.listed, last.rows[0].id.as_str()),
        (None, 6, "40")
    );
}

#[test]
fn what_is_asked_is_read_back() {
    assert_eq!(Queue::asked(&Queue::ask(HOST)).as_deref(), Some(HOST));
    for text in [
        "",
        "[]",
        r#"{"kind":"queue"}"#,
        r#"{"kind":"results","host":"a"}"#,
    ] {
        assert_eq!(Queue::asked(text), None, "{text}");
    }
}

#[test]
fn what_is_no_queue_is_not_read() {
    for text in [
        "",
        "[]",
        "{}",
        r#"{"tab":1,"listed":1,"known":1,"rows":[{"id":"1"}]}"#,
    ] {
        assert_eq!(Queue::read(text), None, "{text}");
    }
}
