//! What is known already: issues with the error messages that customers report too.

use fastrand::Rng;
use jiff::Timestamp;

use super::DAY;
use crate::gitlab::{Draft, GitLab, Place};
use crate::seed::material::{TOPICS, Topic};
use crate::seed::wording::{Wording, fill};
use crate::seed::{chance, people, pick, weighted};
use crate::world::{Priority, seconds_after};

const ISSUES: i64 = 200;
const OLDEST_DAYS: i64 = 700;

/// Tag of the topic, project in 2018 and today, team label in 2018 and today.
#[rustfmt::skip]
const HOMES: &[(&str, [&str; 2], [&str; 2])] = &[
    ("runner", ["gitlab-org/gitlab-runner"; 2], ["CI/CD", "group::runner core"]),
    ("omnibus", ["gitlab-org/omnibus-gitlab"; 2], ["Distribution", "group::distribution"]),
    ("workhorse", ["gitlab-org/gitlab-workhorse", "gitlab-org/gitlab"], ["Platform", "workhorse"]),
    ("gitlab_com", ["gitlab-com/infrastructure", "gitlab-com/gl-infra/production-engineering"], ["Platform", "severity::2"]),
    ("gitaly", ["gitlab-org/gitlab-ce", "gitlab-org/gitlab"], ["Gitaly", "group::gitaly"]),
    ("geo", ["gitlab-org/gitlab-ee", "gitlab-org/gitlab"], ["Geo", "group::geo"]),
    ("ldap", ["gitlab-org/gitlab-ee", "gitlab-org/gitlab"], ["Platform", "group::authentication"]),
    ("saml", ["gitlab-org/gitlab-ee", "gitlab-org/gitlab"], ["Platform", "group::authentication"]),
    ("ci_cd", ["gitlab-org/gitlab-ce", "gitlab-org/gitlab"], ["CI/CD", "group::pipeline execution"]),
    ("", ["gitlab-org/gitlab-ce", "gitlab-org/gitlab"], ["Platform", "severity::3"]),
];

pub fn add(gitlab: &mut GitLab, rng: &mut Rng, developers: &[u64], start: Timestamp) {
    for number in 0..ISSUES {
        let age = (ISSUES - number) * OLDEST_DAYS / ISSUES;
        let at = seconds_after(start, -age * DAY - rng.i64(0..DAY));
        let topic = TOPICS[weighted(rng, TOPICS.iter().map(|topic| topic.weight))];
        let author = *pick(rng, developers);
        if let Some(place) = file(gitlab, rng, topic, author, at) {
            follow(gitlab, rng, developers, place, at, age);
        }
    }
    gitlab.notifications.clear();
    gitlab.references.clear();
}

fn file(
    gitlab: &mut GitLab,
    rng: &mut Rng,
    topic: &Topic,
    author: u64,
    at: Timestamp,
) -> Option<Place> {
    let edition = usize::from(chance(rng, 70));
    let home = HOMES
        .iter()
        .find(|home| home.0 == topic.tag || home.0.is_empty())?;
    let project = gitlab.project(home.1[edition])?.id;
    let reporter = people::agent(rng, author, at);
    let words = Wording::new(rng, &reporter, None);
    let (subject, priority) = *pick(rng, topic.subjects);
    let kind = match (subject.starts_with("Feature request"), edition) {
        (true, 0) => "feature proposal",
        (true, _) => "type::feature",
        (false, 0) => "bug",
        (false, _) => "type::bug",
    };
    let priority = match priority {
        Priority::Urgent => "SP1",
        Priority::High => "SP2",
        _ => "SP3",
    };
    let mut labels = vec![
        kind.to_owned(),
        home.2[edition].to_owned(),
        priority.to_owned(),
    ];
    if chance(rng, 60) {
        labels.push("customer".to_owned());
    }
    let description = format!(
        "### Summary\n\n{}\n\n### Relevant logs and/or screenshots\n\n```\n{}\n```\n\n### Output of checks\n\nVersion {{{{version}}}}\n",
        pick(rng, topic.problems),
        pick(rng, topic.logs),
    );
    let draft = Draft {
        title: fill(rng, subject, &words),
        description: fill(rng, &description, &words),
        confidential: chance(rng, 4),
        labels,
        ..Draft::default()
    };
    gitlab.file(at, project, author, draft).ok()
}

/// Scheduled, fixed, closed, or left alone.
fn follow(
    gitlab: &mut GitLab,
    rng: &mut Rng,
    developers: &[u64],
    place: Place,
    at: Timestamp,
    age: i64,
) {
    let author = *pick(rng, developers);
    let later = |rng: &mut Rng| seconds_after(at, rng.i64(1..=age.max(1)) * DAY / 2);
    if chance(rng, 45) {
        let milestone = *pick(rng, &["18.8", "18.9", "18.10", "18.11"]);
        let at = later(rng);
        gitlab.set_milestone(at, place, Some(milestone));
    }
    match rng.u32(0..100) {
        0..30 => {
            let opened = later(rng);
            let title = gitlab
                .issue(place)
                .map_or_else(String::new, |issue| format!("Fix: {}", issue.title));
            let request =
                gitlab.add_merge_request(opened, place.project, author, &title, &[place.iid]);
            if let Some(request) = request.filter(|_| chance(rng, 70)) {
                gitlab.merge(seconds_after(opened, DAY / 4), place.project, request);
            }
        }
        30..60 => {
            let at = later(rng);
            gitlab.set_closed(at, place, true, author);
        }
        _ => {}
    }
}
