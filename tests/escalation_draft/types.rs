//! Bug, proposal or security issue, where nobody chose.

use super::{draft, json, ticket};
use vanguard::escalation::issue_type::IssueType::{self, Bug, Feature, Security};

fn check(subject: &str, message: &str, tags: &[&str], expected: IssueType) {
    let mut body = ticket(subject, message);
    body["ticket"]["tags"] = json!(tags);
    let draft = draft(&body);
    assert_eq!(
        draft.issue_type, expected,
        "{subject} / {message}: {:?}",
        draft.reasons
    );
    assert_eq!(
        draft.confidential,
        expected == Security,
        "{subject} / {message}"
    );
    assert_eq!(
        draft.labels.contains(&"security".to_owned()),
        expected == Security
    );
    let types = draft
        .labels
        .iter()
        .filter(|label| label.starts_with("type::"));
    assert_eq!(types.count(), 1);
}

#[test]
fn bugs() {
    check("Pipelines are stuck", "They stay in created.", &[], Bug);
    check("", "", &[], Bug);
    check(
        "Push fails",
        "It would be nice if this worked again.\n\n```\nGRPC::Unavailable: 14:failed to connect\n```",
        &[],
        Bug,
    );
    check(
        "Vulnerability report shows 500",
        "The vulnerability report is empty.",
        &[],
        Bug,
    );
    check(
        "Can't verify CSRF token",
        "The CSRF token is not accepted.",
        &[],
        Bug,
    );
}

#[test]
fn proposals() {
    check("Feature request: default reviewer", "Please.", &[], Feature);
    check(
        "Default reviewer",
        "It would be great if a directory had one.",
        &[],
        Feature,
    );
    check(
        "Reviewer",
        "Wir wünschen uns einen Reviewer je Verzeichnis.",
        &[],
        Feature,
    );
    check("Reviewer", "Ce serait bien d'avoir cela.", &[], Feature);
    check(
        "Reviewer",
        "One per directory.",
        &["feature_request"],
        Feature,
    );
}

#[test]
fn security_or_unsure() {
    check(
        "Stored XSS in the wiki",
        "A title with a script in it runs.",
        &[],
        Security,
    );
    check("A finding", "This is CVE-2026-1234.", &[], Security);
    check(
        "Guests",
        "A guest can see private projects of others.",
        &[],
        Security,
    );
    check("Sicherheitslücke im Wiki", "Siehe unten.", &[], Security);
    check("A finding", "See the attachment.", &["security"], Security);
    check(
        "Feature request: rotate tokens",
        "After the possible compromise we need this.",
        &[],
        Security,
    );
}
