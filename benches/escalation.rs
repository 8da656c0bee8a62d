//! A million escalations with faults at every step, each from a seed of its own. `cargo bench
//! --bench escalation` prints what came of them and how fast; exits 1 where a seed fails.
//! `cargo bench --bench escalation -- --seed N` tells one, `-- --seeds N [--from M]` runs so many.

#[path = "../tests/common/chance.rs"]
#[allow(dead_code, reason = "shared with tests that use the rest")]
mod chance;
#[path = "../tests/escalation_simulation/simulation/mod.rs"]
mod simulation;

use simulation::{
    run::{run, settings, tell},
    scene::{Protocol, Tally},
};
use std::{process::ExitCode, time::Instant};

const SEEDS: u64 = 1_000_000;
const SHOWN: usize = 10;

fn argument(name: &str) -> Option<u64> {
    let mut arguments = std::env::args().skip_while(|one| one != name);
    arguments.nth(1)?.parse().ok()
}

/// What this process has used, where the system says: a busy machine slows the clock on the wall.
fn processor_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds: f64 = text.split(' ').next()?.parse().ok()?;
    Some(nanoseconds / 1e9)
}

fn main() -> ExitCode {
    let settings = settings();
    if let Some(seed) = argument("--seed") {
        let (story, end) = tell(seed, &settings, Protocol::WHOLE);
        println!("{}\n{end:#?}", story.join("\n"));
        return if end.is_ok() {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        };
    }
    // `cargo test --benches` only wants to know that it runs.
    let whole = std::env::args().any(|argument| argument == "--bench");
    let seeds = argument("--seeds").unwrap_or(if whole { SEEDS } else { 100 });
    let from = argument("--from").unwrap_or(0);

    let started = Instant::now();
    let (mut total, mut failed) = (Tally::default(), Vec::new());
    for seed in from..from + seeds {
        match run(seed, &settings, Protocol::WHOLE) {
            Ok(tally) => total.add(&tally),
            Err(what) => failed.push((seed, what)),
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    let of_processor = processor_seconds().map_or(String::new(), |own| {
        format!(", {own:.1} s of processor time")
    });
    println!(
        "{seeds} seeds from {from} in {seconds:.1} s{of_processor}, {:.0} seeds/s\n\
         {} requests, {} of them failed; {} backgrounds killed\n\
         {} filed, {} cancelled, {} left to a person with word of it, {} of these dismissed; {} second issues closed\n\
         {} seeds fail",
        seeds as f64 / seconds,
        total.requests,
        total.failed,
        total.kills,
        total.filed,
        total.cancelled,
        total.needs_person,
        total.dismissed,
        total.repaired,
        failed.len(),
    );
    for (seed, what) in failed.iter().take(SHOWN) {
        println!("  seed {seed}: {what}");
    }
    if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
