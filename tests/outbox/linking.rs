//! Filed by hand: nothing but the ticket is written to.

use super::*;
use vanguard::escalation::outbox::Action;

/// What GitLab is asked for is called by other names.
const ASKS_ZENDESK_ALONE: &str =
    "file -> session, ok -> ticket, ok -> comments, ok -> note, ok -> VG-FILED";

fn by_hand() -> Play {
    let mut play = Play::new(FIELD);
    play.action = Action::Link(play.servers.file_other(play.now));
    play
}

#[test]
fn it_is_linked_on_the_ticket_and_gitlab_is_not_asked() {
    let mut play = by_hand();
    check(&mut play, ASKS_ZENDESK_ALONE);
    assert_eq!((play.issues().len(), play.notes().len()), (1, 1));
    assert!(play.notes()[0].contains("/-/issues/1"));
    let url = play.view.expect("shown").url.expect("an address");
    assert!(url.ends_with("/-/issues/1"), "{url}");
}

#[test]
fn pressed_twice_or_killed_it_is_linked_once() {
    for steps in [
        "file -> session, file -> session, ok -> ticket, ok -> comments, ok -> note, file -> note, ok -> VG-FILED",
        "file -> session, kill -> session, ok -> ticket, ok -> comments, ok -> note, kill -> session, ok -> ticket, ok -> comments, ok -> note, ok -> VG-FILED",
    ] {
        let mut play = by_hand();
        check(&mut play, steps);
        assert_eq!(play.notes().len(), 1, "{steps}");
    }
}

/// Where the ticket names another issue already, that one stays and neither is closed.
#[test]
fn another_agents_issue_stays_and_nothing_is_closed() {
    let mut play = by_hand();
    check(&mut play, ASKS_ZENDESK_ALONE);
    play.kept = None;
    play.view = None;
    play.action = Action::Link(play.servers.file_other(play.now));
    play.step("kill");
    check(
        &mut play,
        "file -> session, ok -> ticket, ok -> comments, ok -> VG-FILED",
    );
    assert!(play.issues().iter().all(|issue| !issue.closed));
    assert_eq!(play.notes().len(), 1);
}

/// A token that is not taken is no reason to wait: it may be filed by hand.
#[test]
fn after_a_refusal_it_can_be_filed_by_hand() {
    let mut play = Play::new(FIELD);
    check(&mut play, TO_POST);
    check(&mut play, "401 -> VG-TOKEN");
    play.action = Action::Link(play.servers.file_other(play.now));
    check(
        &mut play,
        "file -> ticket, ok -> comments, ok -> note, ok -> VG-FILED",
    );
    assert!(play.view.expect("shown").remarks.is_empty());
}

/// What may have been posted before is not looked for without a token, so it is said.
#[test]
fn what_may_stand_there_twice_is_said() {
    let mut play = Play::new(FIELD);
    check(&mut play, TO_POST);
    check(&mut play, "gone -> look up, 401 -> VG-TOKEN");
    play.action = Action::Link(play.servers.file_other(play.now));
    check(
        &mut play,
        "file -> ticket, ok -> comments, ok -> note, ok -> VG-FILED",
    );
    let remarks = play.view.expect("shown").remarks;
    assert!(remarks[0].starts_with("VG-TWICE"), "{remarks:?}");
}
