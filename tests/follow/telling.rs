//! What is shown, and what a customer is to be told.

use super::*;
use crate::play::{HOST, PROJECT, filed, key};
use vanguard::escalation::follow::Event;

#[test]
fn a_change_is_told_until_somebody_says_so() {
    for steps in [
        "check -> Open.",
        "check; schedule 18.9; check -> Planned for 18.9. Tell: it is planned for 18.9.",
        "check; schedule 18.9; check; told -> Planned for 18.9.; check -> Planned for 18.9.",
        "check; schedule 18.9; check; schedule 18.10; check -> Planned for 18.10. Tell: it is planned for 18.10.",
        "check; schedule 18.9; check; told; schedule 18.10; check -> Planned for 18.10. Tell: it is planned for 18.10.",
        "check; schedule 18.9; check; told; schedule; check -> Open. Tell: it is not planned for 18.9 any more.",
        "check; close; check -> Closed. Tell: it is closed.",
        "check; close; check; told -> Closed.",
        "check; close; check; told; reopen; check -> Open. Tell: it is open again.",
        "check; close; check; told; schedule 18.9; check; reopen; check -> Planned for 18.9. Tell: it is open again, and planned for 18.9.",
        "check; propose; check -> Open.; merge; check -> A fix is merged. Tell: a fix is merged.",
        "check; propose; merge; check; told -> A fix is merged.; reopen; check -> Open. Tell: it is open again.",
        "check; propose; merge; check; told; reopen; check; told; propose; merge; check -> A fix is merged. Tell: a fix is merged.",
        // The milestone of what is over is the release that has it, where it is one.
        "check; schedule 18.9; check; told; close; check -> Closed. Tell: it is closed, fixed in 18.9.",
        "check; schedule 18.9; propose; merge; check -> A fix is merged. Tell: a fix is merged, for 18.9.",
        "check; move gitlab-org/gitaly; check -> Tell: it has moved to gitlab-org/gitaly#1.; check -> Open. Tell: it has moved to gitlab-org/gitaly#1.; told -> Open.",
        // What was changed before the first look is told too.
        "schedule 18.9; check -> Planned for 18.9. Tell: it is planned for 18.9.",
        // What was undone before anybody told it is not told.
        "check; schedule 18.9; check; schedule; check -> Open.",
        "check; close; check; reopen; check -> Open.",
    ] {
        check(&mut Play::new(), steps);
    }
}

#[test]
fn pages_are_told_of_a_change_and_of_nothing_else() {
    let mut play = after(&["check"]);
    assert_eq!(play.shown, [HOST]);
    check(&mut play, "check");
    assert_eq!(play.shown, [""; 0]);
    check(&mut play, "close; check");
    assert_eq!(play.shown, [HOST]);
    check(&mut play, "told");
    assert_eq!(play.shown, [HOST]);
}

#[test]
fn an_issue_is_followed_where_it_went() {
    let mut play = after(&["check; move gitlab-org/gitaly; check; told; check"]);
    let moved = play.line().url;
    assert!(moved.contains("/gitlab-org/gitaly/-/issues/"), "{moved}");
    let gitaly = play.gitlab.project("gitlab-org/gitaly").expect("gitaly");
    let iid = *gitaly.issues.last_key_value().expect("one").0;
    let place = standin::gitlab::Place {
        project: gitaly.id,
        iid,
    };
    let now = jiff::Timestamp::from_second(play.now + 1).expect("a moment");
    play.gitlab
        .set_closed(now, place, true, 1)
        .expect("it is there");
    check(&mut play, "check -> Closed. Tell: it is closed.");
}

#[test]
fn who_meets_it_where_it_went_waits_for_the_same_issue() {
    let mut play = after(&["check; move gitlab-org/gitaly; check"]);
    let mut view = match filed(8, 1) {
        Event::Shown(view) => view,
        other => panic!("{other:?}"),
    };
    view.key.project = "gitlab-org/gitaly".into();
    view.url = Some(play.line().url);
    play.say(Event::Shown(view));
    assert_eq!((play.kept.len(), play.follow.lines().count()), (1, 2));
}

#[test]
fn where_it_went_may_not_be_for_everybody_to_see() {
    after(&[
        "check; move gitlab-org/gitaly; alarm; ok -> notes",
        "403 -> Moved to a project that GitLab does not show you. Tell: it has moved to another project.",
    ]);
}

#[test]
fn a_press_on_what_has_changed_meanwhile_changes_nothing() {
    let mut play = after(&["check; schedule 18.9; check"]);
    let tell = play.line().tell;
    check(&mut play, "schedule 18.10; check");
    play.say(Event::Told { key: key(7), tell });
    assert_eq!(
        play.line().tell,
        "Tell the customer: it is planned for 18.10."
    );
}

#[test]
fn every_ticket_of_an_issue_has_its_own_customer() {
    let mut play = after(&["check; close; check"]);
    let iid = play
        .line()
        .url
        .rsplit('/')
        .next()
        .and_then(|iid| iid.parse().ok());
    play.say(filed(8, iid.expect("a number")));
    check(&mut play, "told");
    let lines: Vec<_> = play.follow.lines().collect();
    let tells: Vec<_> = lines.iter().map(|line| line.tell.as_str()).collect();
    assert_eq!(tells, ["", "Tell the customer: it is closed."]);
    assert_eq!(play.kept.len(), 1, "one record for the issue");
    assert_eq!(lines[0].reply, "");
    assert_eq!(
        lines[1].reply,
        "News about the problem that you reported: the issue about it has been closed."
    );
}

#[test]
fn what_is_not_to_be_listed_stays_so() {
    let mut play = after(&["check; hide"]);
    assert!(play.line().hidden);
    let iid = play
        .line()
        .url
        .rsplit('/')
        .next()
        .and_then(|iid| iid.parse().ok());
    check(&mut play, "kill");
    play.say(filed(7, iid.expect("a number")));
    assert!(play.line().hidden);
}

#[test]
fn only_what_is_filed_is_followed() {
    let mut play = after(&[]);
    let Event::Shown(view) = filed(9, 1) else {
        unreachable!("that is what it gives")
    };
    for (code, url) in [
        ("VG-CANCELLED", view.url.clone()),
        ("VG-FILING", None),
        ("VG-FILED", None),
        (
            "VG-FILED",
            Some(format!("https://gitlab.example/{PROJECT}/-/issues/1")),
        ),
    ] {
        let mut view = view.clone();
        view.code = code.into();
        view.url = url;
        play.say(Event::Shown(view));
        assert_eq!(play.follow.lines().count(), 1, "{code}");
    }
}

/// Ticket 9 names this issue, whoever filed it.
fn named(play: &mut Play, issue: &str) {
    let place = vanguard::escalation::follow::Place::parse(issue).expect("a place");
    let found = vec![(vanguard::ticket::TicketId(9), place)];
    let host = HOST.to_owned();
    play.say(Event::Named { host, found });
}

fn open(play: &mut Play, ticket: &str) {
    play.say(Event::Seen {
        host: HOST.into(),
        tickets: vec![ticket.into()],
    });
}

#[test]
fn an_issue_that_a_ticket_names_is_followed_once_that_is_opened() {
    let mut play = Play::new();
    let iid = play.add_issue();
    let name = format!("{PROJECT}#{iid}");
    named(&mut play, &name);
    // A list that names it asks for nothing and keeps nothing.
    open(&mut play, "8");
    assert_eq!(play.follow.lines().count(), 1);
    assert!(!play.kept.contains_key(&name));
    open(&mut play, "9");
    assert!(play.kept.contains_key(&name));
    let line = |play: &Play| {
        let mut lines = play.follow.lines();
        lines.find(|line| line.key == key(9)).expect("a line")
    };
    play.check();
    assert_eq!(line(&play).what, "Open.");
    // Opened again, it is the same.
    named(&mut play, &name);
    open(&mut play, "9");
    assert_eq!(play.follow.lines().count(), 2);
}

#[test]
fn how_it_stood_when_a_ticket_named_it_is_no_news_and_what_changes_then_is() {
    let mut play = after(&["check; schedule 18.9; close"]);
    let name = format!("{PROJECT}#1");
    named(&mut play, &name);
    open(&mut play, "9");
    let tell = |play: &Play| {
        let mut lines = play.follow.lines();
        lines.find(|line| line.key == key(9)).expect("a line").tell
    };
    check(&mut play, "check");
    assert_eq!(tell(&play), "");
    check(&mut play, "kill; reopen; check");
    assert_eq!(
        tell(&play),
        "Tell the customer: it is open again, and planned for 18.9."
    );
    // The customer of the ticket that it was filed for does not know either.
    assert_eq!(
        play.line().tell,
        "Tell the customer: it is planned for 18.9."
    );
}
