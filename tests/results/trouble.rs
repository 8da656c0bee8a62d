//! What is said and done where Zendesk does not say.

use super::*;
use vanguard::metrics::{Figure, Kind};

#[test]
fn what_the_account_refuses_is_not_asked_for_again_and_the_rest_is() {
    for status in [403, 404, 422] {
        let mut play = after(&["look; ok; ok -> solved good via:mail"]);
        check(
            &mut play,
            &format!("{status} -> replies via:mail; all -> done"),
        );
        for channel in 0..4 {
            for (kind, is_refused) in [
                (Kind::Created, false),
                (Kind::Good, true),
                (Kind::Bad, true),
                (Kind::FirstReplies, false),
            ] {
                let figure = play.figure(channel, kind);
                assert_eq!(figure == Figure::Refused(status), is_refused, "{kind:?}");
            }
        }
        assert_eq!(play.requests.len(), 13, "{status}");
    }
}

#[test]
fn an_account_without_ratings_shows_everything_else() {
    let mut play = Play::new();
    play.world.ratings_refused = Some(404);
    check(&mut play, "look; all -> done");
    assert_eq!(play.figure(1, Kind::Good), Figure::Refused(404));
    assert!(matches!(
        play.figure(1, Kind::FirstReplies),
        Figure::Replies(_)
    ));
}

#[test]
fn an_account_whose_slas_are_not_shown_says_so() {
    let mut play = Play::new();
    play.world.sla = standin::SlaMode::Forbidden;
    check(&mut play, "look; all -> done");
    assert_eq!(play.figure(0, Kind::FirstReplies), Figure::Refused(403));
    assert_eq!(play.requests.len(), 17);
}

#[test]
fn an_agent_who_may_search_nothing_is_told_so_after_four_requests() {
    let mut play =
        after(&["look; 403 -> solved via:mail; 403; 403 -> replies via:mail; 403 -> done"]);
    assert_eq!(play.figure(3, Kind::Created), Figure::Refused(403));
    assert_eq!(play.requests.len(), 4);
    check(&mut play, "look -> done");
}

#[test]
fn patience_is_what_zendesk_asks_for() {
    check(
        &mut Play::new(),
        "look; ok; 429 40 -> 1 of 20, VG-RATE, in 48 s; look -> 1 of 20, VG-RATE, in 48 s; kill -> 1 of 20, VG-RATE, in 48 s; \
         alarm -> solved via:mail; ok -> solved good via:mail",
    );
}

#[test]
fn failures_are_tried_again_later_each_time_until_somebody_looks() {
    for (failure, code) in [
        ("500", "VG-SERVER"),
        ("503", "VG-SERVER"),
        ("409", "VG-SERVER"),
        ("lost", "VG-NET"),
        ("half", "VG-ANSWER"),
    ] {
        let mut play = after(&["look; ok"]);
        let mut before = 0;
        for _ in 0..5 {
            check(&mut play, failure);
            let wait = play.alarm.expect("an alarm") - play.now;
            assert!(wait > before, "{failure}: {wait} s after {before} s");
            before = wait;
            check(&mut play, "alarm -> solved via:mail");
        }
        check(&mut play, &format!("{failure} -> 1 of 20, {code}"));
        let asked = play.requests.len();
        check(&mut play, "minutes 30; kill");
        assert_eq!(play.requests.len(), asked, "it rests");
        check(
            &mut play,
            "minutes 30; look -> solved via:mail; all -> done",
        );
    }
}

#[test]
fn a_person_is_needed_for_a_tab_and_for_a_session() {
    for (answer, said) in [
        ("unsent", "1 of 20, VG-TAB"),
        ("401", "1 of 20, VG-SESSION"),
        ("login", "1 of 20, VG-SESSION"),
    ] {
        let mut play = after(&["look; ok"]);
        check(&mut play, &format!("{answer} -> {said}; kill -> {said}"));
        assert_eq!(play.alarm, None);
        check(
            &mut play,
            "minutes 1; look -> solved via:mail; ok -> solved good via:mail",
        );
    }
}

#[test]
fn what_was_not_sent_is_not_counted() {
    let mut play = Play::new();
    for _ in 0..40 {
        check(
            &mut play,
            "look -> created via:mail; unsent -> 0 of 20, VG-TAB",
        );
    }
    check(&mut play, "look; all -> done");
}

#[test]
fn a_background_that_dies_with_a_request_under_way_asks_once_more() {
    after(&[
        "look; ok; kill -> solved via:mail; ok; kill -> solved good via:mail",
        "all -> 18 of 20, in 3600 s; alarm -> solved bad -via:mail -via:web -via:chat -via:native_messaging; all -> done",
    ]);
}

#[test]
fn what_cannot_be_read_of_what_was_kept_is_counted_anew() {
    for text in ["", "{", "[]", r#"{"failures":0}"#] {
        let mut play = Play::new();
        play.kept.insert(play::HOST.into(), text.into());
        check(&mut play, "kill -> nothing; look -> created via:mail");
    }
}
