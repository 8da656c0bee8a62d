//! First replies: what a page of tickets says of them. Times are minutes from the start of the window.

use super::play::{Play, http};
use serde_json::{Value, json};
use vanguard::metrics::{Figure, Kind, Replies};

const ONE: &str = r#"{"results":{"channels":[{"name":"Email","via":["mail"]}]}}"#;

/// `created:0 breach:60 reply:30 beside`.
fn ticket(id: usize, words: &str, start: i64) -> (Value, Option<Value>) {
    let minutes = |name: &str| {
        let mut words = words.split(' ');
        words
            .find_map(|word| word.strip_prefix(name)?.strip_prefix(':'))
            .map(|text| text.parse::<i64>().expect("minutes"))
    };
    let at = |minutes: i64| jiff::Timestamp::from_second(start + minutes * 60).expect("a time");
    let has = |word: &str| words.split(' ').any(|one| one == word);
    let metric = |name: &str| json!({"metric": name, "stage": "achieved", "breach_at": minutes("breach").map(at)});
    let set = json!({"ticket_id": id, "reply_time_in_minutes": {"calendar": minutes("reply"), "business": 1}});
    let mut ticket = json!({"id": id, "created_at": at(minutes("created").unwrap_or(0))});
    if !has("no-slas") {
        let name = if has("next") {
            "next_reply_time"
        } else {
            "first_reply_time"
        };
        ticket["slas"] =
            json!({"policy_metrics": if has("no-sla") { vec![] } else { vec![metric(name)] }});
    }
    if has("beside") {
        return (ticket, Some(set));
    }
    if !has("no-set") {
        ticket["metric_set"] = set;
    }
    (ticket, None)
}

fn figure_of(body: &str) -> Option<Figure> {
    let mut play = Play::empty(ONE);
    play.step("look");
    for _ in 0..4 {
        play.answer("ok", "");
    }
    play.reply(http(200, None, body));
    let round = play.view().shown.expect("figures");
    Some(round.figure(0, Kind::FirstReplies)).filter(|figure| *figure != Figure::Unknown)
}

/// Tickets separated by `;`, as `met of applicable of those looked at`.
fn check(tickets: &str, expected: &str) {
    let start = super::play::NOON - 30 * 86_400;
    let all = tickets.split("; ").filter(|words| !words.is_empty());
    let (results, sets): (Vec<Value>, Vec<Option<Value>>) = all
        .enumerate()
        .map(|(id, words)| ticket(id, words, start))
        .unzip();
    let sets: Vec<Value> = sets.into_iter().flatten().collect();
    let body = json!({"results": results, "count": 9, "metric_sets": sets});
    let said = match figure_of(&body.to_string()) {
        Some(Figure::Replies(Replies {
            met,
            applicable,
            looked_at,
            of,
        })) => {
            assert_eq!(of, 9);
            format!("{met} of {applicable} of {looked_at}")
        }
        Some(Figure::Refused(status)) => format!("refused {status}"),
        other => format!("{other:?}"),
    };
    assert_eq!(said, expected, "{tickets}");
}

#[test]
fn a_reply_is_in_time_or_it_is_not() {
    for (tickets, expected) in [
        ("", "0 of 0 of 0"),
        ("breach:60 reply:30", "1 of 1 of 1"),
        ("breach:60 reply:60", "1 of 1 of 1"),
        ("breach:60 reply:61", "0 of 1 of 1"),
        ("created:10 breach:60 reply:50", "1 of 1 of 1"),
        ("created:10 breach:60 reply:51", "0 of 1 of 1"),
        // No reply, and the time is over, or it is not.
        ("breach:60", "0 of 1 of 1"),
        ("created:43190 breach:43260", "0 of 0 of 1"),
        // Nothing to be held against.
        ("reply:30", "0 of 0 of 1"),
        ("no-sla reply:30", "0 of 0 of 1"),
        ("next breach:60 reply:30", "0 of 0 of 1"),
        ("no-set breach:60", "0 of 0 of 1"),
        // Its metrics beside it.
        (
            "beside breach:60 reply:30; beside breach:60 reply:90",
            "1 of 2 of 2",
        ),
        // Solved within the window, and older.
        ("created:-900 breach:-60 reply:30", "1 of 1 of 1"),
        // One with SLAs is enough to know that the account shows them.
        ("no-slas reply:1; breach:60 reply:30", "1 of 1 of 2"),
        ("no-slas reply:1; no-slas", "refused 200"),
    ] {
        check(tickets, expected);
    }
}

#[test]
fn anything_else_is_no_answer() {
    for body in [
        "{}",
        "[]",
        r#"{"count": 3}"#,
        r#"{"results": []}"#,
        r#"{"count": 1, "results": 7}"#,
    ] {
        assert_eq!(figure_of(body), None, "{body}");
    }
    for (body, looked_at) in [
        (r#"{"count": 2, "results": [null, 7, "x", {"id": "a"}]}"#, 0),
        (
            r#"{"count": 2, "results": [{"created_at": "2026-03-01T00:00:00Z", "slas": {"policy_metrics": {"metric": 7}}}]}"#,
            1,
        ),
    ] {
        let figure = figure_of(body);
        assert!(
            matches!(figure, Some(Figure::Replies(its)) if its.looked_at == looked_at && its.applicable == 0)
                || (looked_at == 0 && figure == Some(Figure::Refused(200))),
            "{body}: {figure:?}"
        );
    }
}
