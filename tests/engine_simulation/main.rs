//! Random agents, random faults, kills between any two steps: the engine's promises hold all the
//! same. A failure names its seed; `VANGUARD_SEED=17 cargo test --test engine_simulation` replays
//! it alone, `VANGUARD_SEEDS=5000` tries that many.
//!
//! Not covered here: the content script's own timers and a machine whose clock is set back (see
//! `engine/trouble/wrong_clocks.rs`).

#[path = "../common/mod.rs"]
mod common;
mod rules;
mod world;

use common::Sideload;
use std::panic::{AssertUnwindSafe, catch_unwind};
use world::World;

const SEEDS: u64 = 60;
const STEPS: usize = 120;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn simulate(sideload: Sideload, unindexed: u64) {
    let seeds = match number("VANGUARD_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("VANGUARD_SEEDS").unwrap_or(SEEDS),
    };
    for seed in seeds {
        let mut world = World::new(seed, sideload, unindexed);
        let run = AssertUnwindSafe(|| {
            for _ in 0..STEPS {
                world.step();
            }
            world.recover();
        });
        if catch_unwind(run).is_err() {
            panic!(
                "{sideload:?}: VANGUARD_SEED={seed} fails; its last steps:\n{}",
                world.story()
            );
        }
    }
}

#[test]
fn where_the_sideload_works() {
    simulate(Sideload::Works, 0);
}

#[test]
fn where_only_the_search_shows_slas() {
    simulate(Sideload::SearchOnly, 0);
}

#[test]
fn where_the_search_does_not_find_every_ticket() {
    for unindexed in [10, 60] {
        simulate(Sideload::SearchOnly, unindexed);
    }
}

#[test]
fn where_only_the_ticket_page_shows_slas() {
    simulate(Sideload::TicketOnly, 0);
}
