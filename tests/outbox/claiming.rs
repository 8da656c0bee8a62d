//! Two agents, one ticket.

use super::*;

#[test]
fn another_agents_claim_is_waited_for() {
    after(&[
        "claimed, file -> session, ok -> ticket, ok -> comments, ok -> VG-CLAIMED & in 31 s",
        "alarm -> ticket",
        "ok -> comments, ok -> VG-CLAIMED & in 31 s, unclaimed, alarm -> ticket, ok -> comments, ok -> claim",
    ]);
}

#[test]
fn its_note_is_the_end() {
    let mut other = after(&[TO_POST, TO_NOTE, "ok -> VG-FILED"]);
    other.kept = None;
    check(
        &mut other,
        "kill, file -> session, ok -> ticket, ok -> comments, ok -> VG-FILED",
    );
    assert_eq!((other.issues().len(), other.notes().len()), (1, 1));
}

#[test]
fn a_claim_without_an_end_is_a_persons_to_judge_and_looked_up_when_taken_over() {
    let mut play = after(&[
        "claimed, file -> session, ok -> ticket, ok -> comments, ok -> VG-CLAIMED & in 31 s",
    ]);
    for _ in 0..19 {
        check(
            &mut play,
            "alarm -> ticket, ok -> comments, ok -> VG-CLAIMED & in 31 s",
        );
    }
    check(&mut play, "alarm -> ticket, ok -> comments, ok -> VG-CLAIM");
    check(
        &mut play,
        "retry -> ticket, ok -> comments, ok -> claim, ok -> look up, ok -> VG-LOOKING & in 16 s",
    );
}

#[test]
fn a_stamp_of_this_very_second_is_not_built_upon() {
    let mut play = after(&["customer, file -> session, ok -> ticket"]);
    play.servers.customer_replies(play.now + 1, play::TICKET);
    check(
        &mut play,
        "ok -> VG-WRITING & in 3 s, alarm -> ticket, ok -> comments, ok -> claim",
    );
}

#[test]
fn with_no_clock_to_go_by_a_stamp_has_to_be_seen_twice() {
    after(&[
        "no date, file -> session, ok -> ticket, ok -> VG-WRITING & in 3 s, alarm -> ticket, ok -> comments",
    ]);
}

#[test]
fn a_change_meanwhile_is_read_before_it_is_written_again() {
    after(&[
        "file -> session, ok -> ticket, ok -> comments, ok -> claim, customer -> claim, ok -> ticket, ok -> comments, ok -> claim, ok -> post",
    ]);
}
