//! The order is total, depends on nothing but the tickets, and scores never contradict it.

use crate::{
    any::{cases, moment, tickets},
    common::{PRESETS, rules},
};
use proptest::prelude::*;
use std::sync::LazyLock;
use vanguard::{
    priority::{self, Ranked},
    settings::Rules,
    ticket::Ticket,
    time::Time,
    words::english,
};

static RULES: LazyLock<Vec<Rules>> =
    LazyLock::new(|| PRESETS.iter().map(|preset| rules(preset)).collect());

fn shown(ranked: &[Ranked<'_>]) -> Vec<(u64, usize, u8, usize)> {
    ranked
        .iter()
        .map(|one| (one.ticket.id.0, one.rank, one.score, one.band))
        .collect()
}

/// Scores fall or stay along the order, ranks count from one, and no explanation panics.
pub fn check(tickets: &[Ticket], rules: &Rules, now: Time) -> Result<(), TestCaseError> {
    let ranked = priority::rank(tickets, rules, now);
    for (index, one) in ranked.iter().enumerate() {
        prop_assert_eq!(one.rank, index + 1);
        prop_assert!(one.score <= 100 && (1..=rules.preset.bands.len()).contains(&one.band));
        prop_assert!(!priority::reasons(one, rules, english).is_empty());
        assert!(priority::flags(one, rules, now).len() < 8);
    }
    for pair in ranked.windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        prop_assert!(
            first.score >= second.score,
            "{}: #{} scores {} and comes before #{}, which scores {}",
            rules.preset.name,
            first.ticket.id,
            first.score,
            second.ticket.id,
            second.score
        );
        prop_assert!(first.band <= second.band);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn scores_never_rise_along_the_order(tickets in tickets(), now in moment()) {
        for rules in RULES.iter() {
            check(&tickets, rules, now)?;
        }
    }

    #[test]
    fn any_permutation_gives_the_same_ranking(
        (tickets, shuffled) in tickets().prop_flat_map(|tickets| (Just(tickets.clone()), Just(tickets).prop_shuffle())),
        now in moment(),
    ) {
        for rules in RULES.iter() {
            let one = priority::rank(&tickets, rules, now);
            let other = priority::rank(&shuffled, rules, now);
            prop_assert_eq!(shown(&one), shown(&other), "{}", rules.preset.name);
        }
    }

    #[test]
    fn a_ticket_alone_scores_as_in_any_list(tickets in tickets(), now in moment()) {
        for rules in RULES.iter() {
            for one in priority::rank(&tickets, rules, now) {
                let alone = priority::place(&priority::stand(one.ticket, rules, now), rules);
                prop_assert_eq!(alone, (one.score, one.band), "{}", rules.preset.name);
            }
        }
    }

    #[test]
    fn duplicates_stand_side_by_side_and_change_nothing_else(tickets in tickets(), now in moment()) {
        let twice: Vec<Ticket> = tickets.iter().chain(&tickets).cloned().collect();
        for rules in RULES.iter() {
            let ids = |ranked: Vec<Ranked<'_>>| ranked.iter().map(|one| one.ticket.id).collect::<Vec<_>>();
            let mut order = ids(priority::rank(&twice, rules, now));
            order.dedup();
            prop_assert_eq!(order, ids(priority::rank(&tickets, rules, now)), "{}", rules.preset.name);
        }
    }
}
