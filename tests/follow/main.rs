//! What becomes of an issue, as tables of `event -> what it comes to`: the request that is made, or else what is shown.

mod overview;
mod pace;
mod play;
mod properties;
mod telling;
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
