//! What must hold whatever Zendesk answers, whoever presses what, and however often the background is killed.

use super::play::{Play, http};
use proptest::prelude::*;
use vanguard::{
    escalation::outbox::Answer,
    metrics::{View, charts, table},
    words::english,
};

#[derive(Clone, Debug)]
enum Step {
    Answer(u16, String),
    Lost,
    NotSent,
    Alarm,
    Look(bool),
    Kill,
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let bodies = [
        r#"{"count": 7}"#,
        r#"{"count": 7, "results": []}"#,
        r#"{"count": 7, "results": [{"created_at": "2026-03-01T00:00:00Z", "slas": {"policy_metrics": []}}]}"#,
        r#"{"count": "12"}"#,
        r#"{"count": -1}"#,
        "<html>",
        "",
    ]
    .map(str::to_owned);
    let body = prop_oneof![8 => prop::sample::select(bodies.to_vec()), 1 => any::<String>()];
    let status = prop::sample::select(vec![200, 200, 200, 200, 200, 401, 403, 404, 429, 500]);
    prop_oneof![
        12 => (status, body).prop_map(|(status, body)| Step::Answer(status, body)),
        1 => Just(Step::Lost),
        1 => Just(Step::NotSent),
        4 => Just(Step::Alarm),
        3 => any::<bool>().prop_map(Step::Look),
        2 => Just(Step::Kill),
        3 => (-100_i64..2_000).prop_map(Step::Wait),
        1 => (1_i64..100_000).prop_map(Step::Wait),
    ]
}

fn run(steps: &[Step]) {
    let mut play = Play::empty("{}");
    let mut sent = Vec::new();
    let mut latest = play.now;
    for step in steps {
        let (before, view) = (play.requests.len(), play.view());
        match step {
            Step::Answer(status, body) => play.reply(http(*status, None, body)),
            Step::Lost => play.reply(Answer::Lost),
            Step::NotSent => {
                if play.asked.is_some() {
                    sent.pop();
                }
                play.reply(Answer::NotSent);
            }
            Step::Alarm => {
                if play.alarm.is_some() {
                    play.ring();
                }
            }
            Step::Look(anew) => play.want(*anew),
            Step::Kill => {
                play.kill();
                assert_eq!(
                    play.view().shown,
                    view.shown,
                    "a kill loses nothing that was shown"
                );
            }
            Step::Wait(seconds) => play.now += seconds,
        }
        latest = latest.max(play.now);
        // By a clock that is never set back.
        sent.extend(play.requests[before..].iter().map(|_| latest));
        let view = play.view();
        assert_eq!(View::read(&view.write()), Some(view.clone()));
        if let Some(round) = view.shown {
            let rows = table(&round, english);
            assert_eq!(rows.len(), 5);
            let _ = charts(&rows, 95, english);
        }
        let rests = view.halt.is_some() && view.until.is_none();
        let goes_on = play.asked.is_some() || play.alarm.is_some();
        assert!(
            view.progress.is_none() || rests || goes_on,
            "it neither goes on nor says why"
        );
    }
    for window in sent.windows(21) {
        assert!(window[20] - window[0] >= 3_600, "twenty-one in an hour");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn whatever_happens_zendesk_is_asked_sparingly_and_figures_are_kept(steps in prop::collection::vec(step(), 0..120)) {
        run(&steps);
    }
}
