//! How often Zendesk is asked.

use super::*;

/// Six channels: thirty figures, more than an hour's requests.
const SIX: &str = r#"{"results":{"channels":[{"name":"1","via":["a"]},{"name":"2","via":["b"]},{"name":"3","via":["c"]},{"name":"4","via":["d"]},{"name":"5","via":["e"]},{"name":"6","via":["f"]}]}}"#;

#[test]
fn nobody_is_asked_before_somebody_looks() {
    let mut play = after(&["kill -> nothing; minutes 9000; kill -> nothing"]);
    assert_eq!((play.requests.len(), play.alarm), (0, None));
    check(&mut play, "look -> created via:mail");
}

#[test]
fn what_is_fresh_is_not_asked_for_again() {
    let mut play = after(&["look; all -> done; minutes 719; look -> done; kill; look -> done"]);
    assert_eq!(play.requests.len(), 20);
    check(
        &mut play,
        "minutes 1; look -> created via:mail; all -> done",
    );
    assert_eq!(play.requests.len(), 40);
}

#[test]
fn twenty_an_hour_however_often_somebody_presses() {
    let mut play = after(&["look; all -> done; minutes 10; anew -> 0 of 20, in 3000 s"]);
    check(
        &mut play,
        "anew -> 0 of 20, in 3000 s; look; kill -> 0 of 20, in 3000 s; alarm -> created via:mail",
    );
    assert_eq!(play.requests.len(), 21);
}

#[test]
fn what_an_hour_has_no_room_for_comes_in_the_next() {
    let mut play = Play::empty(SIX);
    check(
        &mut play,
        "look -> created via:a; all -> 20 of 30, in 3600 s; kill -> 20 of 30, in 3600 s; alarm -> created via:e; all -> done",
    );
    assert_eq!(play.requests.len(), 30);
}

#[test]
fn the_old_figures_stay_until_the_new_ones_are_complete() {
    let mut play = after(&["look; all -> done"]);
    let before = play.shown();
    check(&mut play, "minutes 900; look; ok; ok; ok");
    assert_eq!(
        (play.shown(), play.view().progress),
        (before.clone(), Some((3, 20)))
    );
    check(&mut play, "all -> done");
    assert_ne!(play.shown().began, before.began);
}

#[test]
fn a_clock_that_was_set_back_neither_stops_it_nor_makes_it_ask_more() {
    let mut play = after(&["look; all -> done; minutes -6000; anew -> 0 of 20, in 3600 s"]);
    check(&mut play, "alarm -> created via:mail; all -> done");
}

#[test]
fn figures_that_lie_too_far_apart_are_not_put_together() {
    let mut play = after(&["look; ok; ok; unsent -> 2 of 20, VG-TAB"]);
    check(
        &mut play,
        "minutes 359; look -> solved good via:mail; unsent",
    );
    check(&mut play, "minutes 2; look -> created via:mail");
}
