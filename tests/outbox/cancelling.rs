//! Undo, cancel and retry, at any moment.

use super::*;

#[test]
fn the_countdown_can_be_undone_edited_and_cut_short() {
    after(&[
        "file with undo -> VG-COUNTDOWN & in 11 s, cancel -> VG-CANCELLED, retry -> VG-CANCELLED",
    ]);
    after(&[
        "file with undo -> VG-COUNTDOWN & in 11 s, file with undo -> VG-COUNTDOWN & in 11 s, alarm -> session",
    ]);
    after(&["file with undo -> VG-COUNTDOWN & in 11 s, retry -> session"]);
    after(&["file with undo -> VG-COUNTDOWN & in 11 s, kill -> VG-COUNTDOWN & in 10 s"]);
}

#[test]
fn before_the_claim_nothing_is_left() {
    after(&["file -> session, cancel -> session, ok -> VG-CANCELLED"]);
}

#[test]
fn a_claim_is_taken_off_again() {
    let play = after(&[
        "file -> session, ok -> ticket, ok -> comments, ok -> claim, cancel -> claim",
        "ok -> ticket, ok -> comments, ok -> release, ok -> VG-CANCELLED",
    ]);
    assert_eq!(play.ticket().tags, ["from_before"]);
    assert_eq!(play.issues().len(), 0);
}

#[test]
fn a_claim_that_may_come_late_is_waited_for() {
    let again = "alarm -> ticket, ok -> comments";
    after(&[
        "file -> session, ok -> ticket, ok -> comments, ok -> claim, gone -> VG-SERVER & in 16 s",
        "cancel -> ticket, ok -> comments, ok -> VG-CANCELLING & in 301 s",
        again,
        "ok -> VG-CANCELLING & in 301 s",
        again,
        "ok -> VG-CANCELLED",
    ]);
}

#[test]
fn what_may_be_filed_is_looked_up_before_it_is_cancelled() {
    let play = after(&[
        TO_POST,
        "cancel -> post, lost -> look up",
        TO_NOTE,
        "ok -> VG-FILED",
    ]);
    assert!(play.view.expect("shown").remarks[0].starts_with("VG-LATE"));
    let lag = "ok -> VG-LOOKING & in 16 s, alarm -> look up";
    after(&[
        TO_POST,
        "cancel -> post, gone -> look up",
        lag,
        lag,
        lag,
        "ok -> ticket, ok -> comments, ok -> release, ok -> VG-CANCELLED",
    ]);
}

#[test]
fn what_is_filed_can_be_left_unlinked() {
    let play = after(&[
        TO_POST,
        "ok -> ticket, cancel -> ticket, ok -> VG-STOPPED, cancel -> VG-STOPPED, retry -> ticket",
    ]);
    assert_eq!(play.notes().len(), 0);
}

#[test]
fn what_is_cancelled_can_be_filed_after_all() {
    after(&[
        "file -> session, cancel -> session, ok -> VG-CANCELLED",
        "file -> ticket, ok -> comments, ok -> claim",
    ]);
}

#[test]
fn a_ticket_that_is_gone_cannot_keep_it_from_being_cancelled() {
    after(&["file -> session, ok -> ticket, 404 -> VG-NO-TICKET, cancel -> VG-CANCELLED"]);
    after(&[
        TO_POST,
        "401 -> VG-TOKEN, cancel -> ticket, 404 -> VG-NO-TICKET, cancel -> VG-CANCELLED",
    ]);
}
