//! What a new instance holds.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use standin::GitLab;
use standin::gitlab::{Issue, MergeState, Project, SUPPORT_ENGINEER, Visibility};

use crate::account::{START, seed_one};

static GITLAB: LazyLock<GitLab> = LazyLock::new(|| GitLab::new(1, *START));

fn issues() -> impl Iterator<Item = (&'static Project, &'static Issue)> {
    let projects = GITLAB.projects.values();
    projects.flat_map(|project| project.issues.values().map(move |issue| (project, issue)))
}

#[test]
fn the_projects_of_both_tables_are_there() {
    for (path, visibility) in [
        ("gitlab-org/gitlab-ce", Visibility::Public),
        ("gitlab-org/gitlab-ee", Visibility::Public),
        ("gitlab-com/githost", Visibility::Private),
        ("gitlab-org/omnibus-gitlab", Visibility::Public),
        ("gitlab-org/gitlab-runner", Visibility::Public),
        ("gitlab-org/gitlab-workhorse", Visibility::Public),
        ("gitlab-com/infrastructure", Visibility::Internal),
        (
            "gitlab-com/support/services/services-meta",
            Visibility::Private,
        ),
        ("gitlab-com/support/support-team-meta", Visibility::Public),
        ("gitlab-org/gitlab", Visibility::Public),
        (
            "gitlab-com/gl-infra/production-engineering",
            Visibility::Internal,
        ),
    ] {
        let project = GITLAB.project(path).unwrap_or_else(|| panic!("{path}"));
        assert_eq!(project.visibility, visibility, "{path}");
        assert_eq!(project.archived, path == "gitlab-com/githost", "{path}");
        for label in [
            "bug",
            "feature proposal",
            "customer",
            "customer+",
            "SP1",
            "type::bug",
            "type::feature",
        ] {
            assert!(project.labels.contains_key(label), "{path} {label}");
        }
    }
}

#[test]
fn the_issues_are_believable() {
    let (open, closed): (Vec<_>, Vec<_>) = issues().partition(|(_, issue)| !issue.closed);
    assert_eq!(open.len() + closed.len(), 200);
    assert!(
        open.len() >= 60 && closed.len() >= 60,
        "{} open, {} closed",
        open.len(),
        closed.len()
    );
    let holding = issues()
        .map(|(project, _)| project.path.as_str())
        .collect::<BTreeSet<_>>();
    assert!(holding.len() >= 6, "{holding:?}");
    for (_, issue) in issues() {
        assert!(
            !issue.title.contains("{{") && !issue.description.contains("{{"),
            "{issue:?}"
        );
        assert!(
            issue.created_at < *START && issue.updated_at <= *START,
            "{issue:?}"
        );
        assert!(
            issue.actions.is_empty() && issue.labels.len() >= 3,
            "{issue:?}"
        );
    }
    assert!(issues().any(|(_, issue)| issue.confidential));
    assert!(issues().any(|(_, issue)| issue.milestone.is_some() && !issue.closed));
    let states = GITLAB
        .projects
        .values()
        .flat_map(|project| project.merge_requests.values());
    let merged = states
        .filter(|request| request.state == MergeState::Merged)
        .count();
    assert!(merged >= 20, "{merged}");
    assert!(
        GITLAB
            .people
            .values()
            .any(|person| person.username == SUPPORT_ENGINEER)
    );
}

#[test]
fn tickets_report_errors_that_issues_know() {
    let world = seed_one();
    for signature in [
        "invalid memory address or nil pointer dereference",
        "undefined method `id' for nil:NilClass",
        "There was an error running gitlab-ctl reconfigure",
    ] {
        let tickets = world
            .tickets
            .values()
            .filter(|ticket| {
                ticket
                    .comments
                    .iter()
                    .any(|comment| comment.body.contains(signature))
            })
            .count();
        let known = issues()
            .filter(|(_, issue)| issue.description.contains(signature))
            .count();
        assert!(
            tickets > 0 && known > 0,
            "{signature}: {tickets} tickets, {known} issues"
        );
    }
}

#[test]
fn the_same_seed_gives_the_same_issues() {
    let titles = |gitlab: &GitLab| -> Vec<String> {
        let projects = gitlab.projects.values();
        projects
            .flat_map(|project| project.issues.values())
            .map(|issue| issue.title.clone())
            .collect()
    };
    assert_eq!(titles(&GitLab::new(1, *START)), titles(&GITLAB));
    assert_ne!(titles(&GitLab::new(2, *START)), titles(&GITLAB));
}
