//! The outbox's protocol: what is done after what, as tables of `event -> what it comes to`.

#[path = "../common/chance.rs"]
#[allow(dead_code, reason = "shared with tests that use the rest")]
mod chance;
mod play;
#[path = "../escalation_simulation/simulation/servers.rs"]
#[allow(dead_code, reason = "shared with the simulation, which uses the rest")]
mod servers;

mod cancelling;
mod claiming;
mod commenting;
mod dismissing;
mod filing;
mod holding;
mod kept;
mod linking;
mod properties;
mod wild;
mod writing;

use play::Play;

const FIELD: &str = r#"{"field": 360000050004}"#;

/// From the press to the post.
const TO_POST: &str = "file -> session, ok -> ticket, ok -> comments, ok -> claim, ok -> post";
/// From the filed issue to the note.
const TO_NOTE: &str = "ok -> ticket, ok -> comments, ok -> note";

/// Plays `event -> what it comes to, …` and stops at the first that comes to something else.
fn check(play: &mut Play, steps: &str) {
    for step in steps.split(", ") {
        let step = step.trim().replace(" & ", ", ");
        let (event, expected) = step.split_once(" -> ").unwrap_or((&step, ""));
        let came = play.step(event);
        if step.contains(" -> ") {
            assert_eq!(came, expected, "after `{event}` in `{steps}`");
        }
    }
}

/// A play that has come this far.
fn after(steps: &[&str]) -> Play {
    let mut play = Play::new(FIELD);
    steps.iter().for_each(|steps| check(&mut play, steps));
    play
}
