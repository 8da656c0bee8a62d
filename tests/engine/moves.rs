//! What other settings would change in a list, from what the session's storage keeps.

use super::*;
use common::{background::HOST, rules_of as rules};
use vanguard::engine::{Listed, Move, Queue};

/// The list of a tab as an options page reads it, after the background is gone.
fn listed(background: &mut Background, tab: Option<i32>) -> Option<Listed> {
    background.kill();
    let read = |keys: Vec<String>| {
        let found = keys.into_iter().filter_map(|key| {
            let text = background.kept.get(&key)?.clone();
            Some((key, text))
        });
        found.collect::<Vec<_>>()
    };
    let mut kept = read(vec![Queue::key(HOST, tab)]);
    let list = kept.first()?.1.clone();
    kept.extend(read(Queue::keys(HOST, &list)));
    Listed::read(HOST, tab, &kept)
}

fn said(moves: &[Move]) -> Vec<String> {
    let say = |one: &Move| {
        let (before, after) = (one.before, one.after);
        format!(
            "#{}: {} → {}, {} → {}",
            one.id, before.rank, after.rank, before.score, after.score
        )
    };
    moves.iter().map(say).collect()
}

#[test]
fn tickets_that_change_places_are_told_the_furthest_first() {
    let account = Account::with(
        Sideload::Works,
        noon(),
        &[
            (1, "premium nrt:-1h"),
            (2, "starter nrt:+30m"),
            (3, "starter emergency nrt:+5h"),
            (4, "premium clocks:none"),
        ],
    );
    let mut background = Background::new();
    background.load(noon(), 1, &list([1, 2, 3, 4]), &account);
    let listed = listed(&mut background, Some(1)).expect("a list");
    assert_eq!(listed.len(), 4);
    let (own, hawk) = (rules("{}"), rules(r#"{"preset": "sla-hawk"}"#));
    assert_eq!(
        said(&listed.moves(&own, &own, noon())),
        Vec::<String>::new()
    );
    let moves = listed.moves(&own, &hawk, noon());
    let ids: Vec<&str> = moves.iter().map(|one| one.id.as_str()).collect();
    let ranks: Vec<(usize, usize)> = moves
        .iter()
        .map(|one| (one.before.rank, one.after.rank))
        .collect();
    assert_eq!(
        (ids, ranks),
        (
            vec!["3", "1", "2", "4"],
            vec![(1, 3), (2, 1), (3, 2), (4, 4)]
        ),
        "{:?}",
        said(&moves)
    );
}

#[test]
fn they_are_what_the_page_shows_before_and_after() {
    for (before, after) in [
        ("{}", r#"{"preset": "handbook-2019"}"#),
        ("{}", r#"{"near_minutes": 600}"#),
        (
            r#"{"preset": "sla-hawk"}"#,
            r#"{"strategic_tags": ["premium"]}"#,
        ),
    ] {
        let account = account(Sideload::Works);
        let mut one = Background::with(before);
        let (shown, _) = one.load(noon(), 1, &list(1..=60), &account);
        let (then, _) = Background::with(after).load(noon(), 1, &list(1..=60), &account);
        let listed = listed(&mut one, None).expect("a list");
        let moves = listed.moves(&rules(before), &rules(after), noon());
        for id in 1..=60 {
            let (now, then) = (badge(&shown, id), badge(&then, id));
            let is_other = (now.rank, now.score) != (then.rank, then.score);
            let told = moves.iter().find(|one| one.id == id.to_string());
            assert_eq!(told.is_some(), is_other, "#{id} with {after}");
            if let Some(told) = told {
                let found = [told.before, told.after].map(|place| (Some(place.rank), place.score));
                assert_eq!(found, [(now.rank, now.score), (then.rank, then.score)]);
            }
        }
        assert!(!moves.is_empty(), "{after} changes nothing");
    }
}

#[test]
fn without_a_list_that_is_known_there_is_none() {
    assert_eq!(listed(&mut Background::new(), Some(1)), None);
    assert_eq!(listed(&mut Background::new(), None), None);
    let mut background = Background::new();
    background.see(noon(), 1, &list([1, 2]));
    assert_eq!(
        listed(&mut background, Some(1)),
        None,
        "nothing is known of it"
    );
}
