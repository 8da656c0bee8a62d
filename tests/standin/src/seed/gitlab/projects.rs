//! Both tables of projects side by side, so that either edition of the handbook can be tried.

use crate::gitlab::{GitLab, Visibility};

/// Path, who may see it.
const PROJECTS: &[(&str, Visibility)] = &[
    ("gitlab-org/gitlab", Visibility::Public),
    ("gitlab-org/gitlab-ce", Visibility::Public),
    ("gitlab-org/gitlab-ee", Visibility::Public),
    ("gitlab-com/githost", Visibility::Private),
    ("gitlab-org/omnibus-gitlab", Visibility::Public),
    ("gitlab-org/gitlab-runner", Visibility::Public),
    ("gitlab-org/gitlab-workhorse", Visibility::Public),
    ("gitlab-com/infrastructure", Visibility::Internal),
    (
        "gitlab-com/gl-infra/production-engineering",
        Visibility::Internal,
    ),
    (
        "gitlab-com/support/services/services-meta",
        Visibility::Private,
    ),
    ("gitlab-com/support/support-team-meta", Visibility::Public),
];

const RETIRED: &str = "gitlab-com/githost";

/// An old path, and where it leads.
const RENAMED: (&str, &str) = (
    "gitlab-com/support-forum",
    "gitlab-com/support/support-team-meta",
);

#[rustfmt::skip]
const LABELS: &[&str] = &[
    // 2018
    "bug", "feature proposal", "customer", "customer+", "regression", "security", "keep confidential", "SP1", "SP2",
    "SP3", "Next Patch Release", "CI/CD", "Platform", "Discussion", "Geo", "Gitaly", "Distribution", "SE Escalation",
    // today
    "type::bug", "type::feature", "workhorse", "group::authentication", "group::runner core", "group::gitaly",
    "group::geo", "group::database", "group::distribution", "group::code review", "group::pipeline execution",
    "group::container registry", "group::global search", "severity::1", "severity::2", "severity::3",
];

const MILESTONES: &[(&str, &str)] = &[
    ("18.8", "2026-01-15"),
    ("18.9", "2026-02-19"),
    ("18.10", "2026-03-19"),
    ("18.11", "2026-04-16"),
    ("19.0", "2026-05-21"),
];

pub fn add(gitlab: &mut GitLab) {
    for (path, visibility) in PROJECTS {
        let id = gitlab.add_project(path, *visibility);
        for label in LABELS {
            gitlab.ensure_label(id, label);
        }
        for (title, due_date) in MILESTONES {
            gitlab.add_milestone(id, title, Some(due_date));
        }
        if let Some(project) = gitlab.projects.get_mut(&id) {
            project.archived = *path == RETIRED;
        }
    }
    if let Some(id) = gitlab.project(RENAMED.1).map(|project| project.id) {
        gitlab.renamed.insert(RENAMED.0.to_owned(), id);
    }
}
