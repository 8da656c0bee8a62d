//! Agents, tabs, windows, backgrounds that are killed, and everything that a network can do: one
//! issue, one note. A failure names its seed; `VANGUARD_SEED=17 cargo test --test
//! escalation_simulation` tells its story, `VANGUARD_SEEDS=5000` tries that many. A million of them:
//! `cargo bench --bench escalation`.

#[path = "../common/chance.rs"]
#[allow(dead_code, reason = "shared with tests that use the rest")]
mod chance;

mod mutations;
mod simulation;

use simulation::{
    run,
    scene::{Protocol, Tally},
};

const SEEDS: u64 = 2_000;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn one_issue_and_one_note_whatever_happens() {
    let settings = run::settings();
    if let Some(seed) = number("VANGUARD_SEED") {
        let (story, end) = run::tell(seed, &settings, Protocol::WHOLE);
        println!("{}", story.join("\n"));
        return assert_eq!(end.err(), None);
    }
    let mut total = Tally::default();
    for seed in 0..number("VANGUARD_SEEDS").unwrap_or(SEEDS) {
        match run::run(seed, &settings, Protocol::WHOLE) {
            Ok(tally) => total.add(&tally),
            Err(what) => panic!("VANGUARD_SEED={seed} fails: {what}"),
        }
    }
    println!("{total:#?}");
    let all = [
        total.failed,
        total.kills,
        total.filed,
        total.cancelled,
        total.needs_person,
        total.dismissed,
    ];
    assert!(
        all.iter().all(|count| *count > 0),
        "something never happens: {total:?}"
    );
}

#[test]
fn a_seed_is_the_same_every_time() {
    let settings = run::settings();
    for seed in 0..20 {
        let (first, _) = run::tell(seed, &settings, Protocol::WHOLE);
        let (second, _) = run::tell(seed, &settings, Protocol::WHOLE);
        assert_eq!(first, second);
    }
}
