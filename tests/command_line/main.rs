//! The command line, as a shell sees it: output, error texts and exit codes of the real program.

#[path = "../common/mod.rs"]
mod common;
mod draft;
mod errors;
mod meetings;
mod redact;
mod route;

use serde_json::{Value, json};
use std::{
    io::Write,
    path::PathBuf,
    process::{Command, Output, Stdio},
    sync::atomic::{AtomicU32, Ordering},
};

const NOW: [&str; 2] = ["--now", common::NOON];

/// A file of its own for every call.
fn file(text: impl AsRef<[u8]>) -> String {
    static FILES: AtomicU32 = AtomicU32::new(0);
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("command_line");
    std::fs::create_dir_all(&directory).expect("a directory");
    let number = FILES.fetch_add(1, Ordering::Relaxed);
    let path = directory.join(format!("{}-{number}.json", std::process::id()));
    std::fs::write(&path, text).expect("a file");
    path.display().to_string()
}

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vanguard"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all(input.as_bytes())
        .expect("it reads");
    child.wait_with_output().expect("it ends")
}

fn score(arguments: &[&str]) -> Output {
    run(&[&["score"], &NOW[..], arguments].concat(), "")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

fn rows(output: &Output) -> Vec<Value> {
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("a JSON array")
}

fn ids(output: &Output) -> Vec<u64> {
    rows(output)
        .iter()
        .map(|row| row["id"].as_u64().expect("an id"))
        .collect()
}

/// Three tickets: a premium near breach, a starter near breach, a premium breached.
fn body() -> String {
    let words = [
        (1, "starter nrt:+1h"),
        (2, "premium nrt:-1h"),
        (3, "premium high nrt:+89m59s assigned"),
    ];
    common::tickets::body(&words, common::noon()).to_string()
}

#[test]
fn json_has_exactly_the_documented_shape() {
    let output = score(&["--format", "json", &file(body())]);
    let rows = rows(&output);
    assert_eq!(rows.len(), 3);
    assert_eq!(
        rows[0],
        json!({
            "id": 3, "rank": 1, "score": rows[0]["score"], "band": 2,
            "reasons": [
                "Premium, near breach: band 2 of 7 in handbook-2018.",
                "1 h 29 min left: next reply time, from Zendesk's SLA.",
                "Plan premium (premium class), from the organisation's record.",
                "Priority high.",
            ],
            "clock": { "metric": "next_reply_time", "minutes_left": 89, "source": "sla" },
            "flags": ["assigned_yet_urgent"],
        })
    );
    assert!(
        rows.iter()
            .all(|row| row["score"].as_u64().is_some_and(|score| score <= 100))
    );
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn clocks_in_json_say_where_they_came_from() {
    let words = [
        (1, "premium frt:-1s"),
        (2, "premium replies:0 customer:-1h"),
        (3, "premium clocks:none"),
        (4, "premium frt:-90s"),
    ];
    let body = common::tickets::body(&words, common::noon()).to_string();
    let mut rows = rows(&score(&["--format", "json", &file(body)]));
    rows.sort_by_key(|row| row["id"].as_u64());
    let clocks: Vec<&Value> = rows.iter().map(|row| &row["clock"]).collect();
    assert_eq!(
        clocks,
        [
            &json!({ "metric": "first_reply_time", "minutes_left": -1, "source": "sla" }),
            &json!({ "metric": "first_reply_time", "minutes_left": 180, "source": "estimated" }),
            &json!({ "metric": null, "minutes_left": null, "source": "none" }),
            &json!({ "metric": "first_reply_time", "minutes_left": -2, "source": "sla" }),
        ]
    );
}

#[test]
fn a_table_for_people_is_the_default() {
    let output = score(&[&file(body())]);
    let table = text(&output.stdout);
    let lines: Vec<&str> = table.lines().collect();
    assert!(lines[0].starts_with("RANK  SCORE"), "{table}");
    assert!(
        lines[1].contains(" 3 ") && lines[1].contains("1 h 29 min"),
        "{table}"
    );
    assert!(
        lines.iter().any(|line| line.contains("-1 h 00 min")),
        "{table}"
    );
    assert!(
        lines
            .iter()
            .any(|line| line.trim() == "flags: assigned_yet_urgent"),
        "{table}"
    );
    assert_eq!(
        output.stdout,
        score(&["--format", "table", &file(body())]).stdout
    );
}

#[test]
fn standard_input_and_several_files() {
    let here = run(
        &[&["score"], &NOW[..], &["--format", "json", "-"]].concat(),
        &body(),
    );
    assert_eq!(ids(&here), [3, 2, 1]);
    let more = common::tickets::body(&[(9, "premium nrt:+1m")], common::noon()).to_string();
    assert_eq!(
        ids(&score(&["--format", "json", &file(body()), &file(more)])),
        [9, 3, 2, 1]
    );
}

#[test]
fn a_ticket_in_two_files_counts_once_as_last_updated() {
    let one = |updated: &str, breach: &str| {
        json!({ "ticket": {
        "id": 1, "updated_at": updated,
        "slas": { "policy_metrics": [{ "metric": "next_reply_time", "stage": "active", "breach_at": breach }] },
    }}).to_string()
    };
    let (old, new) = (
        one("2026-03-04T10:00:00Z", "2026-03-04T13:00:00Z"),
        one("2026-03-04T11:00:00Z", "2026-03-04T14:00:00Z"),
    );
    for files in [[&old, &new], [&new, &old]] {
        let rows = rows(&score(&[
            "--format",
            "json",
            &file(files[0]),
            &file(files[1]),
        ]));
        assert_eq!(
            (rows.len(), &rows[0]["clock"]["minutes_left"]),
            (1, &json!(120))
        );
    }
}

#[test]
fn every_body_that_zendesk_sends() {
    let ticket = json!({ "id": 7, "status": "open" });
    for body in [
        json!({ "ticket": ticket }),
        json!({ "tickets": [ticket] }),
        json!({ "tickets": [ticket], "users": [], "organizations": [], "metric_sets": [], "count": 1 }),
        json!({ "results": [ticket], "count": 1 }),
        json!({ "rows": [{ "ticket_id": 7, "ticket": ticket }] }),
    ] {
        assert_eq!(
            ids(&score(&["--format", "json", &file(body.to_string())])),
            [7],
            "{body}"
        );
    }
    assert_eq!(
        ids(&score(&["--format", "json", &file(r#"{"tickets": []}"#)])),
        [0; 0]
    );
}

#[test]
fn preset_settings_and_now_change_the_ranking() {
    let body = file(body());
    assert_eq!(ids(&score(&["--format", "json", &body])), [3, 2, 1]);
    assert_eq!(
        ids(&score(&[
            "--format",
            "json",
            "--preset",
            "handbook-2019",
            &body
        ])),
        [3, 1, 2]
    );
    assert_eq!(
        ids(&score(&["--format", "json", "--preset", "sla-hawk", &body])),
        [2, 1, 3]
    );
    let settings = file(r#"{"preset": "sla-hawk"}"#);
    assert_eq!(
        ids(&score(&[
            "--format",
            "json",
            "--settings",
            &settings,
            &body
        ])),
        [2, 1, 3]
    );
    let both = [
        "--format",
        "json",
        "--settings",
        &settings,
        "--preset",
        "handbook-2019",
        &body,
    ];
    assert_eq!(
        ids(&score(&both)),
        [3, 1, 2],
        "--preset wins over the settings"
    );
    let later = run(
        &[
            "score",
            "--now",
            "2026-03-04T15:00:00+01:00",
            "--format",
            "json",
            &body,
        ],
        "",
    );
    assert_eq!(
        rows(&later)[0]["clock"]["minutes_left"],
        json!(-180),
        "an offset is read"
    );
    assert_eq!(
        run(&["score", &body], "").status.code(),
        Some(0),
        "now is the default"
    );
}

#[test]
fn one_broken_ticket_is_reported_and_skipped() {
    let broken = r#"{"tickets": [{"id": 1}, {"id": 2, "subject": "\ud83d"}, {"id": 3}]}"#;
    let path = file(broken);
    let output = score(&["--format", "json", &path]);
    assert_eq!(ids(&output), [1, 3]);
    let said = text(&output.stderr);
    assert!(
        said.starts_with(&format!("vanguard: {path}: tickets[1] (ticket 2): ")),
        "{said}"
    );
    assert!(
        said.ends_with("; skipped\n") && said.lines().count() == 1,
        "{said}"
    );
}

/// The program with its output going nowhere: `vanguard score … | head -0`.
fn closed(stdout: bool, body: &str) -> Option<i32> {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanguard"));
    command
        .args(["score", "--format", "json", body])
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if stdout {
        command.stdout(writer)
    } else {
        command.stderr(writer)
    };
    command.status().expect("it ends").code()
}

#[test]
fn a_closed_pipe_is_no_error() {
    let words: Vec<(u64, &str)> = (1..=2000).map(|id| (id, "premium nrt:+1h")).collect();
    let many = file(common::tickets::body(&words, common::noon()).to_string());
    assert_eq!(closed(true, &many), Some(0));
    let broken = file(r#"{"tickets": [{"id": 1}, {"id": 2, "subject": "\ud83d"}]}"#);
    assert_eq!(
        closed(false, &broken),
        Some(0),
        "nobody reads what is said about a broken ticket"
    );
    assert_eq!(closed(false, &file("[]")), Some(2));
}
