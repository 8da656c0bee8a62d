//! The handbook's headings, in its order.

use super::{Choice, MISSING, chosen, draft, json, ticket, under, under_heading};
use vanguard::escalation::issue_type::IssueType;

const BUG: [&str; 10] = [
    "### Summary",
    "### Steps to reproduce",
    "### Example project",
    "### Current behaviour",
    "### Expected behaviour",
    "### Relevant logs and screenshots",
    "### Output of checks",
    "#### Environment info",
    "#### Application check",
    "### Possible fixes",
];
const PROPOSAL: [&str; 4] = [
    "### Problem",
    "### Proposal",
    "### Who it is for, how big",
    "### Links",
];

fn headings(issue_type: IssueType) -> Vec<String> {
    let choice = Choice {
        issue_type: Some(issue_type),
        ..Choice::default()
    };
    let draft = chosen(&ticket("Jobs stay pending", "They do."), &choice);
    let lines = draft.description.lines();
    lines
        .filter(|line| line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn of_a_bug_a_security_issue_and_a_proposal() {
    assert_eq!(headings(IssueType::Bug), BUG);
    assert_eq!(headings(IssueType::Security), BUG);
    assert_eq!(headings(IssueType::Feature), PROPOSAL);
}

#[test]
fn what_the_ticket_does_not_say_is_asked_for_and_not_made_up() {
    let draft = draft(&ticket("Help", ""));
    for heading in BUG {
        let heading = heading.trim_start_matches(['#', ' ']);
        let text = under_heading(&draft.description, heading);
        if heading == "Summary" {
            assert_eq!(
                text,
                format!(
                    "Support ticket: https://gitlab.zendesk.com/agent/tickets/4711\n\n{MISSING}"
                )
            );
        } else {
            assert_eq!(text, MISSING, "{heading}");
        }
    }
}

#[test]
fn on_gitlab_com_nobody_can_run_checks() {
    let mut body = ticket("Jobs stay pending", "They do.");
    body["ticket"]["tags"] = json!(["sub_dotcom_premium"]);
    let description = draft(&body).description;
    assert_eq!(
        under_heading(&description, "Output of checks"),
        "This happens on GitLab.com."
    );
    for heading in ["Environment info", "Application check"] {
        assert_eq!(under_heading(&description, heading), "Not needed there.");
    }
}

#[test]
fn headings_of_ones_own() {
    let mut headings = json!({});
    for name in [
        "summary",
        "steps",
        "example",
        "current",
        "expected",
        "logs",
        "checks",
        "environment",
        "application_check",
        "fixes",
        "problem",
        "proposal",
        "audience",
        "links",
    ] {
        headings[name] = json!(format!("Our {name}"));
    }
    let settings = json!({ "escalation": { "headings": headings } });
    let draft = under(&ticket("Jobs", "They do."), &Choice::default(), &settings);
    assert!(
        draft.description.starts_with("### Our summary\n\n"),
        "{}",
        draft.description
    );
}

#[test]
fn a_proposal_says_for_whom_without_saying_who() {
    let body = ticket(
        "Feature request: default reviewer per directory",
        "We have 400 developers in one monorepo.\n\nIt would be great if a directory had a default reviewer.",
    );
    let description = draft(&body).description;
    assert_eq!(
        under_heading(&description, "Who it is for, how big"),
        "A customer on the plan premium; urgency mid, impact mid.\n\nWe have 400 developers in one monorepo."
    );
    assert_eq!(
        under_heading(&description, "Proposal"),
        "It would be great if a directory had a default reviewer."
    );
    assert_eq!(
        under_heading(&description, "Links"),
        "Support ticket: https://gitlab.zendesk.com/agent/tickets/4711"
    );
}
