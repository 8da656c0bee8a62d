//! What is said and done where GitLab does not say.

use super::*;

const HIDDEN: &str =
    "GitLab does not show you this issue any more. Ask in its project. (VG-HIDDEN)";
const TOKEN: &str = "Sign in to GitLab in Vanguard's options to see how it stands. (VG-TOKEN)";

/// Seconds to the next look.
fn next(play: &Play) -> i64 {
    play.alarm.expect("an alarm") - play.now
}

#[test]
fn a_failure_changes_nothing_and_is_tried_again_later_each_time() {
    for failure in ["500", "503", "lost", "unsent", "half", "409"] {
        let mut play = after(&["check; schedule 18.9; check"]);
        let mut before = 0;
        for wanted in [15, 30, 60, 120, 240, 480, 960, 1_440, 1_440] {
            check(&mut play, "close; alarm");
            let shown = "Planned for 18.9. Tell: it is planned for 18.9.";
            check(&mut play, &format!("{failure} -> {shown}"));
            let minutes = next(&play) / 60;
            assert!(
                (wanted..=wanted + wanted / 4).contains(&minutes),
                "{failure}: {minutes} min after {before} min"
            );
            before = minutes;
        }
        check(
            &mut play,
            "check -> Closed. Tell: it is closed, fixed in 18.9.",
        );
    }
}

#[test]
fn no_change_is_lost_between_two_requests() {
    for failure in ["500", "lost", "half", "429"] {
        after(&[
            "check; propose; merge; alarm -> issue, if changed; ok -> merges",
            &format!("{failure} -> Open.; alarm -> issue, if changed"),
            "ok -> merges; ok -> A fix is merged. Tell: a fix is merged.",
        ]);
        after(&[
            "check; propose; merge; alarm; ok -> merges; kill -> Open.; alarm -> issue, if changed",
            "ok -> merges; ok -> A fix is merged. Tell: a fix is merged.",
        ]);
    }
}

#[test]
fn patience_is_kept_for_all_issues() {
    let mut play = after(&["check"]);
    let iid = play.add_issue();
    play.say(play::filed(8, iid));
    check(&mut play, "minutes 120; alarm; 429 300 -> Open.");
    assert!(next(&play) >= 300, "{} s", next(&play));
    check(&mut play, "alarm -> issue, if changed");
}

#[test]
fn an_issue_that_is_not_shown_any_more_says_so_once() {
    for status in ["403", "404"] {
        let mut play = after(&["check; alarm"]);
        check(&mut play, &format!("{status} -> {HIDDEN}"));
        assert_eq!(play.shown.len(), 1);
        assert!(next(&play) >= 24 * 3_600, "{} s", next(&play));
        check(&mut play, &format!("alarm; {status} -> {HIDDEN}"));
        assert_eq!(play.shown.len(), 0, "it is not said again");
        check(&mut play, "check -> Open.");
    }
}

#[test]
fn a_confidential_issue_is_not_shown_to_everybody() {
    let mut play = after(&["check"]);
    play.issue_mut().confidential = true;
    check(&mut play, "check -> Open.");
}

#[test]
fn whoever_signs_in_again_is_shown_it_again() {
    let mut play = after(&["check; alarm"]);
    for _ in 0..9 {
        check(&mut play, &format!("401 -> {TOKEN}"));
        assert!(next(&play) <= 3_600 + 60, "{} s", next(&play));
        check(&mut play, "alarm");
    }
    check(&mut play, "ok -> Open.");
}

#[test]
fn a_token_for_issues_alone_will_do() {
    after(&["close; alarm; ok -> merges; 403 -> Closed. Tell: it is closed."]);
}
