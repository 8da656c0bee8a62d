//! Labels, complete: type, customer, team, component, support priority, and what else applies.

use super::{Value, chosen, draft, json, ticket, under};
use vanguard::escalation::{
    draft::Choice,
    issue_type::IssueType,
    labels::{Weight, support_priority},
    settings::{Escalation, Level},
};

const LEVELS: [Level; 3] = [Level::High, Level::Mid, Level::Low];

fn choice(issue_type: IssueType, urgency: Level, impact: Level) -> Choice {
    Choice {
        issue_type: Some(issue_type),
        urgency: Some(urgency),
        impact: Some(impact),
        ..Choice::default()
    }
}

fn runner() -> Value {
    ticket("gitlab-runner: helper image", "config.toml is empty.")
}

#[test]
fn support_priority_is_the_handbooks_matrix() {
    let matrix = [
        ["SP1", "SP1", "SP2"],
        ["SP1", "SP2", "SP3"],
        ["SP2", "SP3", "SP3"],
    ];
    for set in ["2018", "current"] {
        let settings = json!({ "escalation": { "label_set": set } });
        let rules = Escalation::parse(&settings.to_string()).expect("a label set");
        let labels = rules.labels().expect("the one in force");
        for (urgency, row) in LEVELS.into_iter().zip(matrix) {
            for (impact, priority) in LEVELS.into_iter().zip(row) {
                assert_eq!(
                    support_priority(labels, Weight { urgency, impact }),
                    priority,
                    "{set}: {urgency:?} x {impact:?}"
                );
            }
        }
    }
}

#[test]
fn label_sets_of_2018_and_today() {
    for (set, issue_type, labels) in [
        ("2018", IssueType::Bug, "bug, customer, CI/CD, runner, SP2"),
        (
            "2018",
            IssueType::Feature,
            "feature proposal, customer, CI/CD, runner, SP2",
        ),
        (
            "2018",
            IssueType::Security,
            "bug, customer, CI/CD, runner, SP2, security",
        ),
        (
            "current",
            IssueType::Bug,
            "type::bug, customer, group::runner core, runner, SP2",
        ),
        (
            "current",
            IssueType::Feature,
            "type::feature, customer, group::runner core, runner, SP2",
        ),
        (
            "current",
            IssueType::Security,
            "type::bug, customer, group::runner core, runner, SP2, security",
        ),
    ] {
        let draft = under(
            &runner(),
            &choice(issue_type, Level::Mid, Level::Mid),
            &json!({ "escalation": { "label_set": set } }),
        );
        assert_eq!(draft.labels.join(", "), labels, "{set} {issue_type:?}");
        assert_eq!(draft.confidential, issue_type == IssueType::Security);
    }
}

#[test]
fn the_default_set_is_todays_because_its_projects_exist() {
    let draft = draft(&runner());
    assert!(draft.labels.contains(&"type::bug".to_owned()));
    assert_eq!(draft.project, "gitlab-org/gitlab-runner");
}

#[test]
fn urgency_and_impact_come_from_priority_plan_and_tags() {
    // Priority, plan, ticket tags, organisation tags -> support priority.
    for (priority, plan, tags, org_tags, expected) in [
        ("urgent", "free", "", "", "SP1"),
        ("high", "premium", "", "", "SP1"),
        ("high", "starter", "", "", "SP2"),
        ("normal", "premium", "", "", "SP2"),
        ("normal", "starter", "", "", "SP3"),
        ("normal", "", "", "", "SP2"),
        ("low", "premium", "", "", "SP3"),
        ("low", "free", "", "", "SP3"),
        ("low", "free", "emergency", "", "SP1"),
        ("normal", "starter", "", "strategic", "SP1"),
        ("low", "starter", "", "strategic", "SP2"),
        ("", "premium", "", "", "SP2"),
    ] {
        let mut body = runner();
        body["ticket"]["priority"] = if priority.is_empty() {
            Value::Null
        } else {
            json!(priority)
        };
        body["ticket"]["tags"] = json!(tags.split_whitespace().collect::<Vec<_>>());
        body["organizations"][0]["organization_fields"]["plan"] = json!(plan);
        body["organizations"][0]["tags"] = json!(org_tags.split_whitespace().collect::<Vec<_>>());
        let draft = draft(&body);
        let found: Vec<&String> = draft
            .labels
            .iter()
            .filter(|label| label.starts_with("SP"))
            .collect();
        assert_eq!(
            found,
            [expected],
            "{priority} {plan} {tags} {org_tags}: {:?}",
            draft.weight
        );
    }
}

#[test]
fn certain_premium_subscribers_are_customer_plus() {
    for (plan, tags, org_tags, label) in [
        ("premium", "", "", "customer"),
        ("premium", "", "strategic", "customer+"),
        ("ultimate", "customer_plus", "", "customer+"),
        ("starter", "", "strategic", "customer"),
        ("free", "customer_plus", "", "customer"),
    ] {
        let mut body = runner();
        body["ticket"]["tags"] = json!(tags.split_whitespace().collect::<Vec<_>>());
        body["organizations"][0]["organization_fields"]["plan"] = json!(plan);
        body["organizations"][0]["tags"] = json!(org_tags.split_whitespace().collect::<Vec<_>>());
        let labels = draft(&body).labels;
        let found: Vec<&String> = labels
            .iter()
            .filter(|label| label.starts_with("customer"))
            .collect();
        assert_eq!(found, [label], "{plan} {tags} {org_tags}");
    }
}

#[test]
fn a_regression_names_its_milestone_and_of_high_impact_the_next_patch() {
    let body = ticket(
        "Artifacts cannot be uploaded",
        "The gitlab-runner worked in 15.1, broken since 15.2.",
    );
    for (impact, more) in [
        (
            Level::High,
            &["regression", "regression:15.2", "Next Patch Release"][..],
        ),
        (Level::Mid, &["regression", "regression:15.2"]),
        (Level::Low, &["regression", "regression:15.2"]),
    ] {
        let draft = chosen(&body, &choice(IssueType::Bug, Level::Mid, impact));
        assert_eq!(&draft.labels[5..], more, "{impact:?}");
        assert_eq!(draft.milestone.as_deref(), Some("15.2"));
        assert!(
            draft
                .description
                .contains("Regression: worked in 15.1, broken since 15.2.")
        );
    }
    let feature = chosen(&body, &choice(IssueType::Feature, Level::Mid, Level::High));
    assert!(
        !feature
            .labels
            .iter()
            .any(|label| label.contains("regression")),
        "a proposal is none"
    );
}

#[test]
fn customer_data_that_stays_keeps_the_issue_confidential() {
    let body = ticket("Runner fails for Ada Lovelace", "It fails.");
    let plain = draft(&body);
    assert!(
        !plain.confidential && !plain.title.contains("Ada"),
        "{}",
        plain.title
    );
    let restored = Choice {
        restored: plain
            .replaced
            .iter()
            .map(|replaced| replaced.placeholder.clone())
            .collect(),
        ..Choice::default()
    };
    let kept = chosen(&body, &restored);
    assert!(kept.title.contains("Ada"), "{}", kept.title);
    assert!(kept.confidential);
    assert!(kept.labels.contains(&"keep confidential".to_owned()));
    let mut tagged = body.clone();
    tagged["ticket"]["tags"] = json!(["keep_confidential"]);
    let tagged = draft(&tagged);
    assert!(tagged.confidential && tagged.labels.contains(&"keep confidential".to_owned()));
}
