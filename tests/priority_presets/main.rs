//! The support handbook's orders, as tables: tickets in the order that a preset gives them, each
//! with its band. Words are explained in `common/tickets.rs`.

#[path = "../common/mod.rs"]
mod common;
mod handbook_2016;
mod handbook_2018;
mod handbook_2019;
mod sla_hawk;
mod weight_2024;

use common::{Chance, PRESETS, noon, rules, ticket};
use vanguard::{priority, ticket::Ticket};

/// Tickets from first to last. Ids fall along the table, so that nothing is right by the last
/// tie-break alone unless the table says `#1`, `#2`.
fn check(preset: &str, expected: &[(usize, &str)]) {
    let rules = rules(preset);
    let id = |place: usize| 1000 - u64::try_from(place).expect("a small table");
    let tickets: Vec<Ticket> = expected
        .iter()
        .enumerate()
        .map(|(place, (_, words))| ticket(id(place), words))
        .collect();
    let mut chance = Chance::new(42);
    let mut given = tickets.clone();
    for _ in 0..5 {
        chance.shuffle(&mut given);
        let ranked = priority::rank(&given, &rules, noon());
        let words = |ranked: &priority::Ranked<'_>| {
            let place = tickets
                .iter()
                .position(|ticket| ticket.id == ranked.ticket.id);
            place.map_or("", |place| expected[place].1)
        };
        let order: Vec<(usize, &str)> = ranked
            .iter()
            .map(|ranked| (ranked.band, words(ranked)))
            .collect();
        assert_eq!(order, expected, "{preset}, band and ticket, first to last");
        for (place, ranked) in ranked.iter().enumerate() {
            assert_eq!(ranked.rank, place + 1);
        }
        for pair in ranked.windows(2) {
            assert!(
                pair[0].score >= pair[1].score,
                "{preset}: {:?} scores {} and comes before {:?}, which scores {}",
                words(&pair[0]),
                pair[0].score,
                words(&pair[1]),
                pair[1].score
            );
        }
    }
}

#[test]
fn no_clock_is_last_in_2018_2019_and_sla_hawk() {
    for preset in ["handbook-2018", "handbook-2019", "sla-hawk"] {
        let rules = rules(preset);
        let last = rules.preset.bands.len();
        for words in [
            "premium urgent emergency strategic new",
            "starter pending",
            "free solved nrt:-1h",
            "closed frt:-1h",
        ] {
            let ticket = ticket(1, words);
            assert_eq!(
                priority::rank(&[ticket], &rules, noon())[0].band,
                last,
                "{preset}: {words}"
            );
        }
    }
}

#[test]
fn the_presets_are_the_five_of_the_handbook_and_2018_is_the_default() {
    let settings = vanguard::settings::Settings::parse("{}").expect("the defaults");
    let names: Vec<&str> = settings
        .presets
        .iter()
        .map(|preset| preset.name.as_str())
        .collect();
    assert_eq!(names, PRESETS);
    assert_eq!(settings.preset, "handbook-2018");
}
