//! Whole drafts of tickets as customers write them: `golden/NAME.json` becomes `golden/NAME.md`.
//! `UPDATE_EXPECT=1` writes them anew.

use super::{Draft, draft};
use expect_test::expect_file;
use serde_json::Value;
use std::path::PathBuf;

/// The draft as a reviewer sees it.
fn shown(draft: &Draft) -> String {
    let replaced: String = draft
        .replaced
        .iter()
        .map(|one| format!("- {} for {:?}\n", one.placeholder, one.original))
        .collect();
    format!(
        "{}\n{}\n{}\nconfidential: {}\n\n{}\n\n{}\n\n---- replaced ----\n\n{replaced}",
        draft.title,
        draft.project,
        draft.labels.join(", "),
        draft.confidential,
        draft.reasons.join("\n"),
        draft.description,
    )
}

/// Gives the draft, for what is to be said about it beside.
pub fn check(name: &str) -> Draft {
    let folder = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/escalation_draft/golden"
    ));
    let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).expect("the ticket");
    let body: Value = serde_json::from_str(&text).expect("JSON");
    let draft = draft(&body);
    expect_file![folder.join(format!("{name}.md"))].assert_eq(&shown(&draft));
    draft
}

#[test]
fn bug_with_environment() {
    check("bug_with_environment");
}

#[test]
fn feature() {
    check("feature");
}

#[test]
fn security() {
    assert!(check("security").confidential);
}

#[test]
fn regression() {
    let draft = check("regression");
    assert_eq!(draft.milestone.as_deref(), Some("17.1"));
}

#[test]
fn german_with_english_logs() {
    check("german_with_english_logs");
}

#[test]
fn nothing_usable() {
    check("nothing_usable");
}

#[test]
fn hostile() {
    let draft = check("hostile");
    for secret in [
        "glpat-abcdefghij",
        "hunter2",
        "s3cr3t-pass",
        "MIIEowIBAAKCAQEA",
        "Lovelace",
        "Rocketry",
        "rocketry",
        "192.168.7.9",
    ] {
        for text in [&draft.title, &draft.description, &draft.address] {
            assert!(!text.contains(secret), "{secret}");
        }
    }
}

#[test]
fn gitaly_in_notes() {
    check("gitaly_in_notes");
}

#[test]
fn gitlab_com() {
    check("gitlab_com");
}

#[test]
fn japanese() {
    check("japanese");
}
