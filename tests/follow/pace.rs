//! How often GitLab is asked, and for what.

use super::*;
use crate::play::{NOON, filed, settings};
use vanguard::escalation::follow::{Event, Follow};
use vanguard::words::english;

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;

#[test]
fn only_what_has_changed_is_asked_about() {
    after(&[
        "alarm -> issue; ok -> merges; ok -> Open.",
        "alarm -> issue, if changed; ok -> Open.",
        "close; alarm -> issue, if changed; ok -> merges; ok -> Closed. Tell: it is closed.",
        "alarm -> issue, if changed; ok -> Closed. Tell: it is closed.",
        "move gitlab-org/gitaly; alarm -> issue, if changed; ok -> notes",
    ]);
}

#[test]
fn without_etags_the_issue_itself_says_whether_it_changed() {
    let mut play = Play::new();
    play.etags = false;
    check(
        &mut play,
        "alarm; ok -> merges; ok -> Open.; alarm -> issue; ok -> Open.; close; alarm -> issue; ok -> merges",
    );
}

/// Seconds from one look to the next while nobody watches and nothing happens.
fn gaps(play: &mut Play, days: i64) -> Vec<i64> {
    let end = play.now + days * DAY;
    let first = play.checks.len().saturating_sub(1);
    while play.alarm.is_some_and(|at| at < end) {
        play.check();
    }
    let times: Vec<i64> = play.checks[first..].iter().map(|(at, _)| *at).collect();
    times.windows(2).map(|pair| pair[1] - pair[0]).collect()
}

#[test]
fn the_longer_nothing_happens_the_less_is_asked() {
    let mut play = Play::new();
    check(&mut play, "check");
    let first = play.now - NOON;
    assert!((300..=375).contains(&first), "{first} s to the first look");
    let gaps = gaps(&mut play, 400);
    let mut since = first;
    for gap in &gaps {
        let pace = match since {
            age if age < DAY => HOUR,
            age if age < 14 * DAY => 6 * HOUR,
            _ => DAY,
        };
        assert!(
            (pace..=pace + pace / 4).contains(gap),
            "{gap} s at an age of {since} s"
        );
        since += gap;
    }
    assert!(
        (300 * DAY..=366 * DAY).contains(&since),
        "it ends after {since} s"
    );
    let total = gaps.len();
    assert!((350..=440).contains(&total), "{total} looks in a year");
}

#[test]
fn a_closed_issue_is_left_alone_in_the_end() {
    let mut play = after(&["check; close; check"]);
    let gaps = gaps(&mut play, 400);
    let total: i64 = gaps.iter().sum();
    assert!((13 * DAY..=15 * DAY).contains(&total), "{total} s");
    assert_eq!(play.alarm, None);
    // A ticket that shows it still gets a look, once a day.
    play.now += 20 * DAY;
    check(
        &mut play,
        "look -> issue, if changed; ok; look -> Closed. Tell: it is closed.",
    );
}

#[test]
fn a_ticket_on_view_wants_to_know_sooner() {
    after(&[
        "check; minutes 14; look -> Open.; minutes 2; look -> issue, if changed; ok -> Open.; look -> Open.",
    ]);
}

#[test]
fn all_issues_together_are_asked_for_so_many_times_a_minute() {
    let mut play = Play::new();
    for ticket in 100..130 {
        let iid = play.add_issue();
        play.say(filed(ticket, iid));
    }
    // Everything is overdue.
    play.now += DAY;
    while play.checks.len() < 31 {
        match play.asks() {
            true => play.answer("ok", ""),
            false => play.ring(),
        }
    }
    let times: Vec<i64> = play.checks.iter().map(|(at, _)| *at).collect();
    for seven in times.windows(7) {
        assert!(
            seven[6] - seven[0] >= 60,
            "seven in {} s",
            seven[6] - seven[0]
        );
    }
    assert!(times[30] - times[0] <= 10 * 60, "they all had their turn");
}

#[test]
fn a_background_that_is_killed_asks_no_more_often() {
    let mut play = Play::new();
    play.now += DAY;
    for _ in 0..100 {
        check(&mut play, "kill");
        if play.alarm.is_some_and(|at| at <= play.now) {
            play.ring();
        }
        play.now += 1;
    }
    assert_eq!(play.checks.len(), 1, "{:?}", play.checks);
}

#[test]
fn agents_who_follow_the_same_issue_do_not_ask_together() {
    let mut play = Play::new();
    check(&mut play, "check");
    let kept: Vec<_> = play.kept.clone().into_iter().collect();
    let alarms: std::collections::BTreeSet<i64> = (0..500)
        .map(|install: u64| {
            let mut follow = Follow::new(settings(), english, install * install + 12_345 * install);
            let effects = follow.handle(
                vanguard::time::Time(play.now),
                Event::Recalled(kept.clone()),
            );
            match effects.last() {
                Some(vanguard::escalation::follow::Effect::SetAlarm { at }) => at.0,
                other => panic!("{other:?}"),
            }
        })
        .collect();
    assert!(
        alarms.len() >= 90,
        "{} moments for 500 agents",
        alarms.len()
    );
}

#[test]
fn a_clock_that_is_set_back_stops_nothing() {
    let mut play = after(&["check"]);
    play.now -= 30 * DAY;
    check(&mut play, "kill");
    let alarm = play.alarm.expect("an alarm");
    assert!(alarm - play.now <= 2 * HOUR, "{} s", alarm - play.now);
}

#[test]
fn what_is_long_over_is_forgotten() {
    let mut play = after(&["check; close; check; told"]);
    play.now += 91 * DAY;
    check(&mut play, "hide");
    play.follow = Follow::new(settings(), english, 7);
    let kept = play.kept.clone().into_iter().collect();
    play.say(Event::Recalled(kept));
    assert_eq!(play.kept.len(), 0);
    assert_eq!(play.follow.lines().count(), 0);
}

#[test]
fn another_gitlab_is_not_asked() {
    let mut play = after(&["check"]);
    let mut other = settings();
    other.gitlab = "https://gitlab.example".into();
    let before = play.checks.len();
    play.say(Event::Changed(Box::new(other)));
    play.now += 30 * DAY;
    play.say(Event::Woken);
    assert_eq!(play.checks.len(), before);
}
