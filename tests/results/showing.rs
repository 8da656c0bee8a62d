//! The table and the drawings.

use super::play::{Play, http};
use vanguard::{
    metrics::{Cell, Chart, Halt, Row, WIDTH, charts, table},
    words::english,
};

const TWO: &str =
    r#"{"results":{"channels":[{"name":"Email","via":["mail"]},{"name":"Web","via":["web"]}]}}"#;

/// The answers' counts, channel by channel; a page of tickets for first replies is met of applicable, of so many.
fn rows(figures: [&str; 10]) -> Vec<Row> {
    let mut play = Play::empty(TWO);
    play.step("look");
    for figure in figures {
        if figure == "…" {
            break;
        }
        if figure == "-" {
            continue;
        }
        let reply = match figure.strip_prefix('!') {
            Some(status) => http(status.parse().expect("a status"), None, "{}"),
            None if figure.contains('/') => http(200, None, &page(figure)),
            None => http(200, None, &format!(r#"{{"count":{figure}}}"#)),
        };
        play.reply(reply);
    }
    table(&play.shown(), english)
}

/// `3/4/10`: three of four in time, ten tickets altogether.
fn page(figure: &str) -> String {
    let numbers: Vec<usize> = figure
        .split('/')
        .map(|one| one.parse().expect("a number"))
        .collect();
    let ticket = |id: usize| {
        let breach = if id < numbers[0] {
            "2026-02-20T12:00:00Z"
        } else {
            "2026-02-20T10:00:00Z"
        };
        format!(
            r#"{{"id":{id},"created_at":"2026-02-20T10:00:00Z","slas":{{"policy_metrics":[{{"metric":"first_reply_time","breach_at":"{breach}"}}]}},"metric_set":{{"reply_time_in_minutes":{{"calendar":30}}}}}}"#
        )
    };
    let tickets: Vec<String> = (0..numbers[1]).map(ticket).collect();
    format!(
        r#"{{"count":{},"results":[{}]}}"#,
        numbers[2],
        tickets.join(",")
    )
}

fn check(figures: [&str; 10], expected: &[&str]) {
    let said: Vec<String> = rows(figures)
        .iter()
        .map(|row| {
            let cells = [row.created, row.solved, row.satisfaction, row.first_replies];
            format!(
                "{}: {}",
                row.channel,
                cells.map(|cell| cell.say(english)).join("; ")
            )
        })
        .collect();
    assert_eq!(said, expected, "{figures:?}");
}

#[test]
fn every_figure_is_said_with_what_it_is_of() {
    check(
        [
            "431",
            "400",
            "71",
            "4",
            "95/100/431",
            "10",
            "9",
            "0",
            "0",
            "2/2/2",
        ],
        &[
            "Email: 431; 400; 94.6 % (71 of 75); 95.0 % (95 of 100, of the 100 solved last)",
            "Web: 10; 9; none; 100.0 % (2 of 2)",
            "All: 441; 409; 94.6 % (71 of 75); 95.0 % (97 of 102, of those solved last)",
        ],
    );
    check(
        ["3", "2", "!403", "1/1/1", "4", "3", "0/0/0", "…", "…", "…"],
        &[
            "Email: 3; 2; not for you to read (403); 100.0 % (1 of 1)",
            "Web: 4; 3; not for you to read (403); none",
            "All: 7; 5; not for you to read (403); 100.0 % (1 of 1)",
        ],
    );
    check(
        ["3", "2", "1", "…", "…", "…", "…", "…", "…", "…"],
        &["Email: 3; 2; …; …", "Web: …; …; …; …", "All: …; …; …; …"],
    );
    check(
        [
            "3",
            "2",
            "1",
            "0",
            r#"7,"results":[{"created_at":"2026-02-20T10:00:00Z"}]"#,
            "4",
            "3",
            "2",
            "1",
            "-",
        ],
        &[
            "Email: 3; 2; 100.0 % (1 of 1); not shown by this account",
            "Web: 4; 3; 66.6 % (2 of 3); not shown by this account",
            "All: 7; 5; 75.0 % (3 of 4); not shown by this account",
        ],
    );
}

#[test]
fn no_share_reads_as_if_it_reached_what_it_does_not() {
    let share = |part, of| Cell::Share {
        part,
        of,
        latest: None,
    };
    for (cell, words, reaches) in [
        (share(95, 100), "95.0 % (95 of 100)", Some(true)),
        (share(9_499, 10_000), "94.9 % (9499 of 10000)", Some(false)),
        (share(19, 20), "95.0 % (19 of 20)", Some(true)),
        (share(0, 1), "0.0 % (0 of 1)", Some(false)),
        (
            share(u64::MAX, u64::MAX),
            "100.0 % (18446744073709551615 of 18446744073709551615)",
            Some(true),
        ),
        (Cell::Nothing, "none", None),
        (Cell::Pending, "…", None),
        (Cell::Count(7), "7", None),
    ] {
        assert_eq!(
            (cell.say(english).as_str(), cell.reaches(95)),
            (words, reaches)
        );
    }
}

/// `name: bar, bar`, each as its length and what is written behind it.
fn drawn(chart: &Chart) -> Vec<String> {
    let groups = chart.groups.iter();
    groups
        .map(|group| {
            let bars = group
                .bars
                .iter()
                .map(|bar| format!("{} {}", bar.length, bar.label));
            format!("{}: {}", group.name, bars.collect::<Vec<_>>().join(", "))
        })
        .collect()
}

#[test]
fn bars_are_as_long_as_their_figures() {
    let figures = [
        "400", "200", "3", "1", "1/2/2", "100", "0", "0", "0", "0/0/0",
    ];
    let [tickets, shares] = charts(&rows(figures), 95, english);
    assert_eq!(
        drawn(&tickets),
        ["Email: 250 400, 125 200", "Web: 62 100, 0 0"]
    );
    assert_eq!(
        drawn(&shares),
        ["Email: 187 75.0 %, 125 50.0 %", "Web: 0 none, 0 none"]
    );
    let marks = |chart: &Chart| {
        let marks = chart
            .axis
            .iter()
            .map(|mark| format!("{} {}", mark.x, mark.label));
        marks.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(marks(&tickets), "0 0, 125 200, 250 400");
    assert_eq!(marks(&shares), "0 0 %, 125 50 %, 250 100 %");
    assert_eq!(
        (tickets.goal, shares.goal),
        (None, Some((237, "Goal 95 %".into())))
    );
}

#[test]
fn a_drawing_is_told_to_whoever_does_not_see_it() {
    let figures = [
        "400", "200", "3", "1", "1/2/2", "!403", "0", "0", "0", "0/0/0",
    ];
    let [tickets, shares] = charts(&rows(figures), 95, english);
    assert_eq!(
        tickets.text,
        "Tickets by channel. Email: Created 400, Solved 200. Web: Created not for you to read (403), Solved 0."
    );
    assert_eq!(
        shares.text,
        "Against the goal by channel. Email: Satisfaction 75.0 % (3 of 4), First replies in time 50.0 % (1 of 2). \
         Web: Satisfaction none, First replies in time none. The goal is 95 %."
    );
}

#[test]
fn everything_lies_within_the_picture_and_nothing_upon_another() {
    let figures = [
        "18446744073709551615",
        "1",
        "3",
        "1",
        "1/2/2",
        "100",
        "0",
        "0",
        "0",
        "0/0/0",
    ];
    for chart in charts(&rows(figures), 95, english) {
        let mut lowest = 0;
        for group in &chart.groups {
            assert!(group.y >= lowest, "a name on a bar");
            lowest = group.y;
            for bar in &group.bars {
                assert!(bar.y >= lowest && bar.length < WIDTH, "{bar:?}");
                lowest = bar.y + bar.height;
            }
        }
        assert!(lowest < chart.height);
    }
}

#[test]
fn whatever_stops_it_has_words_and_a_code() {
    for halt in [
        Halt::NoTab,
        Halt::Session,
        Halt::RateLimited,
        Halt::Network,
        Halt::Unreadable,
        Halt::Server(502),
    ] {
        let words = halt.say(english);
        assert!(words.contains(" (VG-") && words.ends_with(')'), "{words}");
    }
}
