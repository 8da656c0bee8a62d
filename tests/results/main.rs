//! The team's results, as tables of `event -> what it comes to`: the request that is made, or else how far it has come.

#[path = "../common/chance.rs"]
#[allow(dead_code, reason = "shared with tests that use the rest")]
mod chance;

mod counting;
mod pace;
mod play;
mod properties;
mod replies;
mod showing;
mod simulation;
mod trouble;

use play::Play;

/// Plays `event -> what it comes to; …` and stops at the first that comes to something else.
fn check(play: &mut Play, steps: &str) {
    for step in steps.split("; ") {
        let (event, expected) = step.split_once(" -> ").unwrap_or((step, ""));
        let came = play.step(event.trim());
        if step.contains(" -> ") {
            assert_eq!(came, expected.trim(), "after `{event}` in `{steps}`");
        }
    }
}

/// A play that has come this far.
fn after(steps: &[&str]) -> Play {
    let mut play = Play::new();
    steps.iter().for_each(|steps| check(&mut play, steps));
    play
}
