//! Makes the GitLab side: the projects of the handbook's two tables, their people, and issues that the queue's tickets
//! may be about.

mod issues;
mod projects;

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use jiff::Timestamp;

use super::material::{FAMILY_NAMES, GIVEN_NAMES};
use super::pick;
use crate::gitlab::{
    Application, CLIENT_ID, GitLab, Kind, Permission, Role, SUPPORT_ENGINEER, Scope, TOKENS,
};
use crate::world::seconds_after;

const DEVELOPERS: usize = 16;
const DAY: i64 = 86_400;

/// `start` has whole seconds.
pub(crate) fn instance(seed: u64, start: Timestamp) -> GitLab {
    let mut rng = Rng::with_seed(seed ^ 0x61_7461);
    let mut gitlab = GitLab::empty(seed);
    projects::add(&mut gitlab);
    let engineer = gitlab.add_person(SUPPORT_ENGINEER, "Sam Engineer");
    let reporter = gitlab.add_person("sam-reporter", "Sam Reporter");
    let guest = gitlab.add_person("sam-guest", "Sam Guest");
    let developers: Vec<u64> = (0..DEVELOPERS)
        .map(|index| {
            let (given, family) = (pick(&mut rng, GIVEN_NAMES), pick(&mut rng, FAMILY_NAMES));
            gitlab.add_person(&format!("dev{index}"), &format!("{given} {family}"))
        })
        .collect();
    let projects: Vec<u64> = gitlab.projects.keys().copied().collect();
    for project in &projects {
        gitlab.add_member(*project, engineer, Role::Developer);
        gitlab.add_member(*project, reporter, Role::Reporter);
        gitlab.add_member(*project, guest, Role::Guest);
        for developer in &developers {
            gitlab.add_member(*project, *developer, Role::Maintainer);
        }
    }
    issues::add(&mut gitlab, &mut rng, &developers, start);
    gitlab.signed_in = Some(engineer);
    add_tokens(&mut gitlab, start, engineer, reporter, guest, &projects);
    let application = Application {
        name: "Vanguard".to_owned(),
        redirect_uris: Vec::new(),
        scopes: BTreeSet::from([Scope::Api]),
    };
    gitlab
        .applications
        .insert(CLIENT_ID.to_owned(), application);
    gitlab
}

fn add_tokens(
    gitlab: &mut GitLab,
    start: Timestamp,
    engineer: u64,
    reporter: u64,
    guest: u64,
    projects: &[u64],
) {
    let classic = |scope| Kind::Classic(BTreeSet::from([scope]));
    let fine_grained = || {
        let permissions = BTreeSet::from([Permission::ReadIssue, Permission::CreateIssue]);
        let each = projects.iter().map(|id| (*id, permissions.clone()));
        Kind::FineGrained(each.collect::<BTreeMap<_, _>>())
    };
    for (text, _) in TOKENS {
        let (person, kind, days) = match text.strip_prefix("glpat-standin-").unwrap_or_default() {
            "read" => (engineer, classic(Scope::ReadApi), 300),
            "fine" => (engineer, fine_grained(), 300),
            "reporter" => (reporter, classic(Scope::Api), 300),
            "guest" => (guest, classic(Scope::Api), 300),
            "soon" => (engineer, classic(Scope::Api), 5),
            "expired" => (engineer, classic(Scope::Api), -1),
            _ => (engineer, classic(Scope::Api), 300),
        };
        let created = seconds_after(start, -60 * DAY);
        gitlab.add_token(created, text, person, kind);
        if let Some(token) = gitlab.tokens.get_mut(text) {
            token.expires_at = Some(seconds_after(start, days * DAY));
            token.revoked = text.ends_with("revoked");
        }
    }
}
