//! From the press to the issue.

use super::*;
use vanguard::escalation::outbox::Action;

#[test]
fn without_trouble_it_is_filed_and_linked() {
    let play = after(&[TO_POST, TO_NOTE, "ok -> VG-FILED"]);
    let issue = play.issues()[0].clone();
    assert_eq!(issue.title, "It is broken");
    assert_eq!(
        issue.labels.iter().collect::<Vec<_>>(),
        ["customer", "type::bug"]
    );
    assert!(
        issue.description.starts_with("Text\n\n<!-- vg"),
        "{}",
        issue.description
    );
    let url = "https://gitlab.com/gitlab-org/gitlab/-/issues/1";
    assert_eq!(
        play.notes()[0].lines().next(),
        Some(format!("Filed as {url}").as_str())
    );
    assert_eq!(play.field(), format!("https://example.com/1 {url}"));
    assert_eq!(play.ticket().tags, ["from_before", "gitlab_issue"]);
    let view = play.view.expect("shown");
    assert_eq!((view.url.as_deref(), view.remarks.len()), (Some(url), 0));
}

#[test]
fn it_is_saved_before_it_is_posted() {
    let mut play = after(&["file -> session, ok -> ticket, ok -> comments, ok -> claim"]);
    play.step("ok");
    assert_eq!(play.effects, ["save creating, may be posted", "post"]);
}

#[test]
fn an_unknown_outcome_is_looked_up_before_anything_else() {
    for unknown in [
        "lost",
        "gone",
        "half",
        "html",
        "500",
        "502 after all",
        "409",
    ] {
        let mut play = after(&[TO_POST]);
        check(&mut play, &format!("{unknown} -> look up"));
    }
}

#[test]
fn what_is_found_is_not_posted_again() {
    let play = after(&[TO_POST, "lost -> look up", TO_NOTE, "ok -> VG-FILED"]);
    assert_eq!(play.issues().len(), 1);
}

#[test]
fn what_is_not_found_is_looked_for_until_the_search_has_caught_up() {
    let lag = "ok -> VG-LOOKING & in 16 s, retry -> VG-LOOKING & in 15 s, alarm -> look up";
    let play = after(&[
        TO_POST,
        "gone -> look up",
        lag,
        lag,
        lag,
        "ok -> ticket, ok -> comments, ok -> post, ok -> note",
    ]);
    assert_eq!(play.issues().len(), 1);
}

#[test]
fn what_was_not_there_long_ago_is_asked_for_once_more() {
    let lag = "ok -> VG-LOOKING & in 16 s, alarm -> look up";
    after(&[
        TO_POST,
        "gone -> look up",
        lag,
        lag,
        lag,
        "ok -> ticket, 500 -> VG-SERVER & in 16 s, alarm -> look up, ok -> ticket, ok -> comments, ok -> post",
    ]);
}

#[test]
fn a_refusal_says_what_a_person_can_do() {
    for (status, code) in [
        ("401", "VG-TOKEN"),
        ("403", "VG-DENIED"),
        ("404", "VG-PROJECT"),
        ("400", "VG-ISSUE"),
        ("422", "VG-ISSUE"),
    ] {
        let mut play = after(&[TO_POST]);
        check(&mut play, &format!("{status} -> {code}"));
        let view = play.view.as_ref().expect("shown");
        assert!(
            view.retry && view.cancel && !view.todo.is_empty(),
            "{view:?}"
        );
        // Nothing was done, so nothing is looked up; the claim is still ours.
        check(&mut play, "retry -> ticket, ok -> comments, ok -> post");
    }
}

#[test]
fn a_refusal_says_nothing_about_an_earlier_post() {
    let lag = "ok -> VG-LOOKING & in 16 s, alarm -> look up";
    after(&[
        TO_POST,
        "gone -> look up",
        lag,
        lag,
        lag,
        "ok -> ticket, ok -> comments, ok -> post, 422 -> VG-ISSUE, retry -> look up",
    ]);
}

#[test]
fn labels_left_out_and_a_public_issue_are_remarked_upon() {
    let mut play = Play::new(FIELD);
    play.set_role(standin::gitlab::Role::Guest);
    check(&mut play, TO_POST);
    check(&mut play, TO_NOTE);
    check(&mut play, "ok -> VG-FILED");
    let remarks = play.view.expect("shown").remarks;
    assert!(remarks[0].starts_with("VG-LABELS"), "{remarks:?}");
}

#[test]
fn a_closed_duplicate_is_linked_from_the_new_issue() {
    let mut play = Play::new(FIELD);
    play.action = Action::FileAfter(play.servers.file_other(play.now));
    check(&mut play, TO_POST);
    play.step("ok");
    let text = &play.issues()[1].description;
    assert!(
        text.contains("\n\nFollows #1, which is closed.\n"),
        "{text}"
    );
}

#[test]
fn pressed_twice_it_is_filed_once() {
    let play = after(&[
        "file -> session, file -> session, ok -> ticket, file -> ticket, ok -> comments, ok -> claim",
        "file -> claim, ok -> post, file -> post",
        TO_NOTE,
        "file -> note, ok -> VG-FILED, file -> VG-FILED",
    ]);
    assert_eq!((play.issues().len(), play.notes().len()), (1, 1));
}

#[test]
fn a_background_that_is_killed_goes_on_where_it_was() {
    let again = "ticket, ok -> comments";
    for (far, on) in [
        ("file -> session", "kill -> session"),
        (
            "file -> session, ok -> ticket, ok -> comments, ok -> claim",
            "kill -> session, ok -> ticket, ok -> comments, ok -> claim",
        ),
        (TO_POST, "kill -> look up"),
    ] {
        after(&[far, on]);
    }
    let play = after(&[
        TO_POST,
        TO_NOTE,
        "lost -> VG-SERVER & in 16 s, kill -> VG-SERVER & in 15 s",
        &format!("alarm -> session, ok -> {again}, ok -> VG-FILED"),
    ]);
    assert_eq!(play.notes().len(), 1);
}
