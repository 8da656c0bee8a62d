//! The same problem: a comment on the issue that there is.

use super::*;
use vanguard::escalation::outbox::Action;

fn same_problem() -> Play {
    let mut play = Play::new(FIELD);
    play.action = Action::CommentOn(play.servers.file_other(play.now));
    play.draft.labels = vec!["customer".into()];
    check(
        &mut play,
        "file -> session, ok -> ticket, ok -> comments, ok -> claim, ok -> comment",
    );
    play
}

#[test]
fn it_is_made_once_labelled_and_linked_both_ways() {
    let mut play = same_problem();
    check(
        &mut play,
        "ok -> label, ok -> ticket, ok -> comments, ok -> note, ok -> VG-FILED",
    );
    let issue = play.issues()[0];
    assert_eq!(
        (issue.notes.len(), issue.labels.contains("customer")),
        (1, true)
    );
    assert!(play.notes()[0].contains("/-/issues/1"));
}

#[test]
fn an_unknown_outcome_is_looked_up() {
    let mut play = same_problem();
    check(&mut play, "lost -> look up, ok -> label");
    let mut play = same_problem();
    check(&mut play, "gone -> look up, ok -> VG-LOOKING & in 16 s");
}

#[test]
fn labels_that_may_not_be_set_are_no_reason_to_stop() {
    let mut play = same_problem();
    check(&mut play, "ok -> label, 403 -> ticket");
    assert!(play.kept.expect("kept").contains(r#""remarks":["labels"]"#));
}
