//! What the customer runs, and since when something is fixed.

use super::{rules, text, ticket};
use vanguard::contribution::{
    routing::weigh,
    version::{Version, fixed_in, of_text, of_ticket},
};

#[test]
fn versions_of_gitlab_and_nothing_else() {
    for (word, version) in [
        ("16.2", Some("16.2")),
        ("16.2.3", Some("16.2.3")),
        ("v16.2.3", Some("16.2.3")),
        ("16.2.3-ee.0", Some("16.2.3")),
        ("16.2.3+ee.0", Some("16.2.3")),
        ("16.2.3-pre", Some("16.2.3")),
        ("10.20.30.40", None),
        ("16", None),
        ("16.", None),
        ("16.2.", None),
        ("16.2x", None),
        ("2026.1", None),
        ("1.23", None),
        ("", None),
    ] {
        let read = Version::parse(word).map(|version| version.to_string());
        assert_eq!(read.as_deref(), version, "{word}");
    }
}

fn check(text: &str, version: Option<&str>) {
    let read = of_text(text).map(|version| version.to_string());
    assert_eq!(read.as_deref(), version, "{text}");
}

#[test]
fn the_version_in_use() {
    for (text, version) in [
        (
            "System information\nRuby Version:\t3.1.4p1\n\nGitLab information\nVersion:\t16.2.3-ee\nRevision:\tabc\n\nGitLab Shell\nVersion:\t14.23.0",
            Some("16.2.3"),
        ),
        ("We run GitLab 16.2.", Some("16.2")),
        ("GitLab version: 16.2.3", Some("16.2.3")),
        ("GitLab Enterprise Edition 16.2.3-ee", Some("16.2.3")),
        ("gitlab-ee-16.2.3-ee.0.el8.x86_64", Some("16.2.3")),
        ("image: gitlab/gitlab-ee:16.2.3-ee.0", Some("16.2.3")),
        (
            "After the upgrade from 15.11.2 to 16.2.3 it fails.",
            Some("16.2.3"),
        ),
        ("Upgrade von 15.11.2 auf 16.2.3", Some("16.2.3")),
        ("Wir nutzen GitLab 16.2 mit Geo", Some("16.2")),
        ("Running with gitlab-runner 16.2.0 (782e15da)", None),
        ("GitLab Runner 16.2.0", None),
        ("GitLab Shell 14.23.0", None),
        ("PostgreSQL 14.8, Redis 7.0.1, git 2.41.0", None),
        ("GitLab chart 7.2.1", None),
        ("10.20.30.40 is our server", None),
        (
            "> We run GitLab 15.0.1\n\nNow it is GitLab 16.2.3",
            Some("16.2.3"),
        ),
        ("it costs 16.20 per seat", None),
        ("", None),
    ] {
        check(text, version);
    }
}

#[test]
fn what_a_machine_printed_goes_before_what_a_person_wrote() {
    check(
        "GitLab information\nVersion:\t16.2.3-ee\n\nWe plan to go to GitLab 17.0.1",
        Some("16.2.3"),
    );
    check(
        "We plan to go to GitLab 17.0. Today it is 16.2.3-ee.",
        Some("16.2.3"),
    );
}

#[test]
fn fields_and_messages_together() {
    let version = |fields: &[&str], message: &str| {
        let case = ticket("Help", message, fields);
        of_ticket(&case).map(|version| version.to_string())
    };
    assert_eq!(
        version(&["16.2.3"], "See the field.").as_deref(),
        Some("16.2.3")
    );
    assert_eq!(
        version(&["premium", "16.2"], "It is GitLab 16.2.3").as_deref(),
        Some("16.2.3")
    );
    assert_eq!(
        version(&["16.2"], "It is GitLab 15.2.3").as_deref(),
        Some("16.2")
    );
    assert_eq!(version(&["yes"], "Hello").as_deref(), None);
}

#[test]
fn how_it_is_installed() {
    for (message, installation) in [
        (
            "gitlab-ctl tail shows /var/log/gitlab/puma",
            Some("Omnibus"),
        ),
        (
            "Directory:\t/opt/gitlab/embedded/service/gitlab-rails",
            Some("Omnibus"),
        ),
        (
            "helm get values gitlab; values.yaml is attached",
            Some("chart"),
        ),
        (
            "/home/git/gitlab/config/gitlab.yml, installed from source",
            Some("source"),
        ),
        (
            "Our group on GitLab.com cannot be opened",
            Some("GitLab.com"),
        ),
        ("It is slow.", None),
    ] {
        let passages = text(message);
        assert_eq!(
            weigh(&passages, &rules().contribution).installation(),
            installation,
            "{message}"
        );
    }
}

#[test]
fn since_when_it_is_fixed() {
    let version = |text| Version::parse(text).expect("a version");
    for (milestone, closed, text, fixed) in [
        (Some("16.4"), true, "", Some("16.4")),
        (Some("16.4"), false, "", None),
        (Some("Backlog"), true, "", None),
        (
            None,
            true,
            "This was fixed in 16.3.2, see above.",
            Some("16.3.2"),
        ),
        (Some("16.4"), true, "Fixed in GitLab 16.3.2", Some("16.3.2")),
        (None, false, "fixed in the meantime", None),
    ] {
        assert_eq!(
            fixed_in(milestone, closed, &[text]),
            fixed.map(version),
            "{milestone:?} {text}"
        );
    }
}
