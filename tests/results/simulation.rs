//! Seeded runs in which the background dies between any two of its steps and Zendesk fails as it likes: in the end the
//! figures are those of an undisturbed run.

use super::{chance::Chance, play::Play};

const SEEDS: u64 = 300;
const FAULTS: [&str; 9] = [
    "500", "503", "429", "429 20", "lost", "half", "unsent", "401", "login",
];

/// One run until the figures are complete; gives its requests.
fn run(seed: u64) -> usize {
    let mut chance = Chance::new(seed);
    let mut play = Play::canned();
    play.want(false);
    let mut troubles = chance.below(60);
    let began = play.now;
    while play.view().progress.is_some() {
        if troubles > 0 && chance.percent(25) {
            troubles -= 1;
            match chance.below(4) {
                0 => play.kill(),
                1 => play.dies_after = usize::try_from(chance.below(4)).ok(),
                2 => play.now += 60 * i64::from(chance.percent(50)),
                _ if play.asked.is_some() => drop(play.step(chance.pick::<&str>(&FAULTS))),
                _ => {}
            }
            continue;
        }
        if play.asked.is_some() {
            play.answer("ok", "");
        } else if play.alarm.is_some() {
            play.ring();
        } else {
            play.now += 30;
            play.want(false);
        }
        assert!(
            play.now - began < 6 * 3_600,
            "seed {seed}: it comes to no end"
        );
    }
    let shown = play.shown();
    // Of a run that began anew meanwhile the window is another one.
    let mut calm = Play::canned();
    calm.now = shown.began.0;
    calm.step("look");
    calm.all();
    assert_eq!(shown, calm.shown(), "seed {seed}");
    let times: Vec<i64> = play.requests.iter().map(|(at, _)| *at).collect();
    for window in times.windows(41) {
        assert!(
            window[40] - window[0] >= 3_600,
            "seed {seed}: more than was noted"
        );
    }
    times.len()
}

#[test]
fn the_figures_are_the_same_whatever_happens_on_the_way() {
    let requests: Vec<usize> = (0..SEEDS).map(run).collect();
    let most = requests.iter().max().copied().unwrap_or_default();
    assert!(requests.contains(&20), "no run was undisturbed");
    assert!(most > 24, "no run had to ask again");
}
