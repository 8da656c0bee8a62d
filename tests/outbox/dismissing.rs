//! Leaving it as it is, where nothing else brings it to an end.

use super::*;

/// Filed, and the ticket was closed before it could be linked.
fn closed() -> Play {
    after(&[
        TO_POST,
        "closed, ok -> ticket, ok -> comments, ok -> VG-CLOSED",
    ])
}

/// It may be filed, and GitLab knows the project no more.
const UNKNOWN: &str = "lost -> look up, 404 -> VG-PROJECT";

#[test]
fn what_is_filed_is_left_unlinked_and_remembered() {
    let mut play = closed();
    let view = play.view.as_ref().expect("shown");
    assert!(
        !view.cancel && view.dismiss.contains("the issue stays in GitLab"),
        "{view:?}"
    );
    check(
        &mut play,
        "dismiss -> VG-DISMISSED, kill -> VG-DISMISSED, cancel -> VG-DISMISSED",
    );
    let view = play.view.as_ref().expect("shown");
    assert!(
        view.over && view.retry && view.dismiss.is_empty() && view.url.is_some(),
        "{view:?}"
    );
    assert!(
        play.kept
            .as_deref()
            .is_some_and(|kept| kept.contains(r#""issue":1"#))
    );
    check(&mut play, "retry -> session");
    assert_eq!(play.issues().len(), 1);
}

#[test]
fn pressed_again_it_is_not_filed_again() {
    let mut play = closed();
    check(
        &mut play,
        "dismiss -> VG-DISMISSED, file -> ticket, ok -> comments, ok -> VG-CLOSED",
    );
    assert!(!play.view.as_ref().expect("shown").dismiss.is_empty());
    assert_eq!(play.issues().len(), 1);
}

/// Cancelling comes first: it may yet be made sure that nothing was filed.
#[test]
fn what_may_be_filed_is_cancelled_first() {
    let mut play = after(&[TO_POST, UNKNOWN]);
    assert!(play.view.as_ref().expect("shown").dismiss.is_empty());
    check(
        &mut play,
        "dismiss -> VG-PROJECT, cancel -> look up, 404 -> VG-PROJECT",
    );
    assert!(
        play.view
            .as_ref()
            .expect("shown")
            .dismiss
            .contains("may have the issue or not")
    );
    check(&mut play, "dismiss -> VG-DISMISSED");
    let view = play.view.as_ref().expect("shown");
    // What is over is forgotten after a time.
    assert!(!view.over && !view.cancel, "{view:?}");
    // Filed after all: found, not filed again.
    check(
        &mut play,
        "file -> look up, ok -> ticket, ok -> comments, ok -> note, ok -> VG-FILED",
    );
    assert_eq!(play.issues().len(), 1);
}

#[test]
fn what_goes_on_is_not_dismissed() {
    for steps in [
        "file -> session, dismiss -> session",
        "file with undo -> VG-COUNTDOWN & in 11 s, dismiss -> VG-COUNTDOWN & in 10 s",
        "file -> session, cancel -> session, ok -> VG-CANCELLED, dismiss -> VG-CANCELLED",
        "file -> session, ok -> ticket, 404 -> VG-NO-TICKET, dismiss -> VG-NO-TICKET",
    ] {
        after(&[steps]);
    }
}

#[test]
fn what_cannot_be_read_may_have_been_filed_all_the_same() {
    let mut play = after(&[TO_POST, "lost -> look up"]);
    play.kept = Some("{".into());
    check(&mut play, "kill -> VG-RECORD");
    assert!(!play.view.as_ref().expect("shown").dismiss.is_empty());
    check(
        &mut play,
        "dismiss -> VG-DISMISSED, kill -> VG-DISMISSED, retry -> VG-DISMISSED",
    );
    let view = play.view.as_ref().expect("shown");
    assert!(!view.retry && !view.over, "{view:?}");
    check(
        &mut play,
        "file -> look up, ok -> session, ok -> ticket, ok -> comments, ok -> note",
    );
    assert_eq!(play.issues().len(), 1);
}

#[test]
fn what_cannot_be_read_and_was_not_filed_is_filed_as_it_is_pressed_again() {
    let mut play = after(&[TO_POST, "gone -> look up"]);
    play.kept = Some("{".into());
    check(&mut play, "kill -> VG-RECORD, dismiss -> VG-DISMISSED");
    let lag = "ok -> VG-LOOKING & in 16 s, alarm -> look up";
    check(&mut play, "file -> look up");
    [lag; 3].iter().for_each(|lag| check(&mut play, lag));
    check(
        &mut play,
        "ok -> session, ok -> ticket, ok -> comments, ok -> post, ok -> note",
    );
    assert_eq!(play.issues()[0].title, play.draft.title);
}
