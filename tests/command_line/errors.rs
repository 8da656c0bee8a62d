//! What cannot be used: said on standard error, exit code 2.

use super::{body, file, run, score, text};

/// Bad input exits 2, says what, where and what to do, and prints nothing else.
fn fails(arguments: &[&str], said: &str) {
    let output = score(arguments);
    assert_eq!(text(&output.stderr), format!("vanguard: {said}\n"));
    assert_eq!(
        (output.status.code(), text(&output.stdout)),
        (Some(2), ""),
        "{arguments:?}"
    );
}

#[test]
fn bad_bodies_exit_2_with_the_files_name() {
    for (body, said) in [
        (
            "",
            "the body is empty; expected a Zendesk API answer such as {\"tickets\": [...]}",
        ),
        (
            "[]",
            "$: a bare list; wrap it as {\"tickets\": [...]}, as Zendesk does",
        ),
        (
            "{\"error\": \"Forbidden\"}",
            "Zendesk answered with an error instead of tickets: Forbidden",
        ),
        (
            "<html>",
            "this is an HTML page, not an API answer; sign in to Zendesk and fetch it again",
        ),
        ("{\"tickets\": 7}", "tickets: must be a list"),
    ] {
        let path = file(body);
        fails(&[&path], &format!("{path}: {said}"));
        // A bad file spoils the good one beside it: a ranking with a hole would mislead.
        fails(&[&file(self::body()), &path], &format!("{path}: {said}"));
    }
    let path = file(b"{\"tickets\": [\xff]}");
    fails(
        &[&path],
        &format!("{path}: not UTF-8 text: invalid utf-8 sequence of 1 bytes from index 13"),
    );
    fails(
        &["/nowhere/at/all.json"],
        "/nowhere/at/all.json: cannot read it: No such file or directory (os error 2)",
    );
    let output = run(&["score", "-"], "");
    assert!(text(&output.stderr).starts_with("vanguard: standard input: the body is empty"));
}

#[test]
fn bad_settings_exit_2_with_the_files_name_and_the_path_inside() {
    let body = file(body());
    let settings = file(
        r#"{"schedule": {"timezone": "UTC", "hours": {"monday": {"from": "9", "to": "17:00"}}}}"#,
    );
    fails(
        &["--settings", &settings, &body],
        &format!("{settings}: schedule.hours.monday: `9` is not a time of day; write it as HH:MM"),
    );
    let settings = file(r#"{"near_minutes": "soon"}"#);
    fails(
        &["--settings", &settings, &body],
        &format!("{settings}: near_minutes: must be a whole number, not \"soon\""),
    );
    let settings = file(r#"{"schedule": {"timezone": "Mars/Olympus", "hours": {}}}"#);
    fails(
        &["--settings", &settings, &body],
        &format!(
            "{settings}: schedule.timezone: `Mars/Olympus` is not a time zone; use an IANA name such as Europe/Berlin"
        ),
    );
    fails(
        &["--settings", "/nowhere.json", &body],
        "/nowhere.json: cannot read the settings: No such file or directory (os error 2)",
    );
    let known = "handbook-2018, handbook-2016, handbook-2019, sla-hawk, weight-2024";
    fails(
        &["--preset", "x", &body],
        &format!("--preset: there is no preset `x`; choose one of: {known}"),
    );
}

#[test]
fn bad_arguments_exit_2() {
    let body = file(body());
    let output = run(&["score", "--now", "yesterday", &body], "");
    assert_eq!(
        text(&output.stderr),
        "vanguard: --now: `yesterday` is not a moment; write it like 2026-01-31T09:00:00Z\n"
    );
    assert_eq!(output.status.code(), Some(2));
    for arguments in [
        &[][..],
        &["score"],
        &["sort", &body],
        &["score", "--format", "xml", &body],
        &["score", "--what", &body],
    ] {
        let output = run(arguments, "");
        assert_eq!(
            (output.status.code(), text(&output.stdout)),
            (Some(2), ""),
            "{arguments:?}"
        );
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
    for arguments in [&["--help"][..], &["--version"], &["score", "--help"]] {
        assert_eq!(run(arguments, "").status.code(), Some(0), "{arguments:?}");
    }
}
