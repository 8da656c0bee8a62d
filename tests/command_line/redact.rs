//! `vanguard redact`.

use super::{file, run, text};
use serde_json::{Value, json};

#[test]
fn the_text_comes_back_without_what_must_not_leave() {
    let path = file("Ada from Example Ltd: git.example.internal\npassword: hunter2\n");
    let output = run(&["redact", "--person", "Ada Miller", &path], "");
    assert_eq!(
        text(&output.stdout),
        "[name-1] from Example Ltd: [host-1]\npassword: [password-1]\n"
    );
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let output = run(&["redact", "-"], "nothing to hide");
    assert_eq!(text(&output.stdout), "nothing to hide");
    let kept = ["redact", "--keep-host", "Git.Example.Internal", "-"];
    let output = run(&kept, "git.example.internal");
    assert_eq!(text(&output.stdout), "git.example.internal");
}

#[test]
fn json_has_places_in_bytes() {
    let output = run(&["redact", "--format", "json", "-"], "é 10.0.0.7");
    let rows: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(rows, json!([{ "kind": "ip", "start": 3, "end": 11 }]));
    let output = run(&["redact", "--format", "json", "-"], "");
    assert_eq!(text(&output.stdout), "[]\n");
}

#[test]
fn lists_replace_the_default_ones() {
    let lists = file(r#"{"keep_hosts": ["*.example.internal"]}"#);
    let output = run(
        &["redact", "--lists", &lists, "-"],
        "git.example.internal gitlab.com",
    );
    assert_eq!(text(&output.stdout), "git.example.internal [host-1]");
}

#[test]
fn what_cannot_be_used_exits_2() {
    let bytes = file(b"ab\xff");
    let lists = file(r#"{"keep_hosts": ["a", 7]}"#);
    let unknown = file(r#"{"hosts": []}"#);
    for (arguments, said) in [
        (
            vec![bytes.as_str()],
            format!("{bytes}: not UTF-8 text: invalid utf-8 sequence of 1 bytes from index 2"),
        ),
        (
            vec!["/nowhere.txt"],
            "/nowhere.txt: cannot read it: No such file or directory (os error 2)".into(),
        ),
        (
            vec!["--lists", &lists, "-"],
            format!("{lists}: keep_hosts[1]: must be text, not 7"),
        ),
        (
            vec!["--lists", &unknown, "-"],
            format!("{unknown}: hosts: there is no such list"),
        ),
    ] {
        let output = run(&[&["redact"], &arguments[..]].concat(), "");
        assert_eq!(text(&output.stderr), format!("vanguard: {said}\n"));
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
    }
}
