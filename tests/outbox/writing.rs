//! Back on the ticket.

use super::*;

#[test]
fn an_unknown_outcome_is_looked_for_before_a_second_note() {
    for unknown in ["lost", "half", "502 after all"] {
        let play = after(&[
            TO_POST,
            TO_NOTE,
            &format!(
                "{unknown} -> VG-SERVER & in 16 s, alarm -> ticket, ok -> comments, ok -> VG-FILED"
            ),
        ]);
        assert_eq!(play.notes().len(), 1, "{unknown}");
    }
    for nothing in ["gone", "500"] {
        let play = after(&[
            TO_POST,
            TO_NOTE,
            &format!(
                "{nothing} -> VG-SERVER & in 16 s, alarm -> ticket, ok -> comments, ok -> note, ok -> VG-FILED"
            ),
        ]);
        assert_eq!(play.notes().len(), 1, "{nothing}");
    }
}

#[test]
fn a_conflict_is_read_again() {
    let play = after(&[
        TO_POST,
        TO_NOTE,
        "customer -> note, ok -> ticket, ok -> comments, ok -> note, ok -> VG-FILED",
    ]);
    assert_eq!(play.notes().len(), 1);
}

#[test]
fn a_refusal_says_what_a_person_can_do() {
    for (steps, code) in [
        ("401", "VG-SESSION"),
        ("404", "VG-NO-TICKET"),
        ("403 -> session, 403", "VG-FORBIDDEN"),
        (
            "422 -> session, ok -> ticket, ok -> comments, ok -> note, 422",
            "VG-UPDATE",
        ),
        (
            "closed -> note, ok -> session, ok -> ticket, ok -> comments, ok",
            "VG-CLOSED",
        ),
    ] {
        let play = after(&[TO_POST, TO_NOTE, &format!("{steps} -> {code}")]);
        let view = play.view.as_ref().expect("shown");
        assert!(
            view.retry && !view.cancel && !view.todo.is_empty(),
            "{view:?}"
        );
        assert_eq!(
            view.url.as_deref(),
            Some("https://gitlab.com/gitlab-org/gitlab/-/issues/1")
        );
    }
}

#[test]
fn a_login_page_is_an_ended_session() {
    after(&[
        TO_POST,
        "ok -> ticket, html -> VG-SESSION, retry -> session",
    ]);
}

#[test]
fn without_a_tab_it_waits_and_says_so() {
    let mut play = after(&[TO_POST, "no tab -> post, ok -> VG-TAB, tab -> ticket"]);
    check(&mut play, "ok -> comments, ok -> note, ok -> VG-FILED");
}

#[test]
fn a_host_that_is_not_configured_is_not_asked() {
    after(&["settings, file -> VG-HOST"]);
    after(&[TO_POST, "settings -> post, ok -> VG-HOST, retry -> VG-HOST"]);
}

#[test]
fn on_hold_where_the_team_wants_it() {
    let mut play = Play::new(r#"{"on_hold": true, "tag": null}"#);
    check(&mut play, TO_POST);
    check(&mut play, TO_NOTE);
    check(&mut play, "ok -> VG-FILED");
    assert_eq!(play.ticket().status, standin::world::Status::Hold);
    assert_eq!(play.ticket().tags, ["from_before"]);
    assert_eq!(play.field(), "https://example.com/1");
}

#[test]
fn a_second_issue_is_found_closed_and_linked() {
    let mut play = after(&[TO_POST, "lost -> look up"]);
    let copy = play.issues()[0].clone();
    let project = play.servers.project;
    let issues = &mut play
        .servers
        .gitlab
        .projects
        .get_mut(&project)
        .expect("the project")
        .issues;
    issues.insert(
        2,
        standin::gitlab::Issue {
            iid: 2,
            id: copy.id + 1,
            ..copy
        },
    );
    check(&mut play, TO_NOTE);
    check(&mut play, "ok -> issue, ok -> close, ok -> VG-FILED");
    let closed: Vec<bool> = play.issues().iter().map(|issue| issue.closed).collect();
    assert_eq!(closed, [false, true]);
    assert!(
        play.issues()[1]
            .description
            .starts_with("Duplicate of #1\n\nText")
    );
}
