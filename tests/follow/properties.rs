//! What must hold whatever GitLab answers, whoever presses what, and however often the background is killed.

use super::play::{HOST, Play, filed, http, key};
use proptest::prelude::*;
use vanguard::escalation::{
    follow::{Event, Line},
    outbox::Answer,
};

const DAY: i64 = 86_400;
const TICKETS: [u64; 4] = [7, 8, 9, 10];

#[derive(Clone, Debug)]
enum Step {
    Answer(u16, String, Option<String>),
    Lost,
    Alarm,
    Look,
    Told,
    Hide,
    Kill,
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let bodies = [
        r#"{"iid": 1, "state": "opened", "updated_at": "1"}"#,
        r#"{"iid": 1, "state": "closed", "updated_at": "2"}"#,
        r#"{"iid": 1, "state": "opened", "updated_at": "3", "milestone": {"title": "18.9"}}"#,
        r#"{"iid": 1, "state": "closed", "updated_at": "4", "moved_to_id": 5}"#,
        r#"[{"state": "merged"}]"#,
        r#"[{"system": true, "body": "moved to a/b#4"}]"#,
        r#"[{"system": true, "body": "moved to a/b#5"}]"#,
        "[]",
        "<html>",
    ]
    .map(str::to_owned);
    let body = prop_oneof![8 => prop::sample::select(bodies.to_vec()), 1 => any::<String>()];
    let etag = prop::option::of(prop::sample::select(vec!["a".to_owned(), "b".to_owned()]));
    let status = prop::sample::select(vec![200, 200, 200, 200, 304, 401, 403, 404, 429, 500]);
    prop_oneof![
        8 => (status, body, etag).prop_map(|(status, body, etag)| Step::Answer(status, body, etag)),
        1 => Just(Step::Lost),
        6 => Just(Step::Alarm),
        4 => Just(Step::Look),
        1 => Just(Step::Told),
        1 => Just(Step::Hide),
        2 => Just(Step::Kill),
        3 => (1_i64..2_000).prop_map(Step::Wait),
        1 => (1_i64..100_000).prop_map(Step::Wait),
    ]
}

/// In an order that a new background keeps.
fn lines(play: &Play) -> Vec<Line> {
    let mut lines: Vec<Line> = play.follow.lines().collect();
    lines.sort_by_key(|line| (line.key.clone(), line.url.clone()));
    lines
}

fn run(steps: &[Step]) {
    let mut play = Play::new();
    for ticket in TICKETS {
        play.say(filed(ticket, ticket));
    }
    for step in steps {
        let before = lines(&play);
        match step {
            Step::Answer(status, body, etag) => {
                play.reply(http(*status, None, body.clone()), etag.clone());
            }
            Step::Lost => play.reply(Answer::Lost, None),
            Step::Alarm => {
                if play.alarm.is_some() {
                    play.ring();
                }
            }
            Step::Look => play.say(Event::Seen {
                host: HOST.into(),
                tickets: TICKETS.map(|id| id.to_string()).to_vec(),
            }),
            Step::Told => {
                let tell = play.line().tell;
                play.say(Event::Told { key: key(7), tell });
                assert_eq!(play.line().tell, "", "told, and still to be told");
            }
            Step::Hide => play.say(Event::Hide { key: key(8) }),
            Step::Kill => {
                play.step("kill");
                let after = lines(&play);
                assert_eq!(after, before, "a kill loses nothing that was shown");
            }
            Step::Wait(seconds) => play.now += seconds,
        }
        let changed = lines(&play)
            .into_iter()
            .zip(&before)
            .filter(|(after, before)| {
                after.tell != before.tell
                    && !after.tell.is_empty()
                    && after.what == before.what
                    && after.url == before.url
            });
        assert_eq!(changed.count(), 0, "the same thing is told anew");
        assert!(
            play.asks() || play.alarm.is_some(),
            "something always comes next"
        );
    }
    bounded(&play);
}

/// No issue is looked at twice in five minutes, none more than so often in a day, all of them not more than six times in
/// a minute, each with at most one request more.
fn bounded(play: &Play) {
    let mut by_issue = std::collections::BTreeMap::<&str, Vec<i64>>::new();
    for (at, path) in &play.checks {
        by_issue.entry(path).or_default().push(*at);
    }
    for times in by_issue.values() {
        for pair in times.windows(2) {
            assert!(
                pair[1] - pair[0] >= 300,
                "again after {} s",
                pair[1] - pair[0]
            );
        }
        for (index, at) in times.iter().enumerate() {
            let day = times[index..].iter().filter(|other| **other - at < DAY);
            assert!(day.count() <= 97, "more than 97 in a day");
        }
    }
    for seven in play.checks.windows(7) {
        assert!(seven[6].0 - seven[0].0 >= 60, "seven in a minute");
    }
    assert!(play.requests.len() <= 2 * play.checks.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn whatever_happens_gitlab_is_asked_sparingly_and_news_are_kept(steps in prop::collection::vec(step(), 0..120)) {
        run(&steps);
    }
}
