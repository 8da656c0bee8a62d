//! Titles say which component and what happens.

use super::{draft, rules, ticket};
use serde_json::json;
use vanguard::escalation::title::{LONGEST, title};

fn check(subject: &str, instead: &[&str], expected: &str) {
    let rules = rules(&json!({}));
    assert_eq!(title(subject, "Runner", instead, &rules.titles), expected);
}

#[test]
fn a_subject_that_says_something() {
    for (subject, expected) in [
        ("Jobs stay pending", "Runner: Jobs stay pending"),
        ("Re: AW: Jobs stay pending!!!", "Runner: Jobs stay pending"),
        (
            "FWD: [EXTERNAL] Jobs  stay\n pending.",
            "Runner: Jobs stay pending",
        ),
        ("EMERGENCY: all jobs pending", "Runner: all jobs pending"),
        (
            "Feature request: one cache per branch",
            "Runner: one cache per branch",
        ),
        (
            "Runner 16.1 cannot pull helper image",
            "Runner 16.1 cannot pull helper image",
        ),
        ("Runners stay offline", "Runner: Runners stay offline"),
        ("ランナーが起動しません", "Runner: ランナーが起動しません"),
    ] {
        check(subject, &["Something else happens"], expected);
    }
}

#[test]
fn a_subject_that_says_nothing_gives_way() {
    for subject in [
        "",
        "Re: help!!",
        "URGENT",
        "Problem with GitLab",
        "Question",
        "not working",
        "Re:",
    ] {
        check(
            subject,
            &["", "please help", "GRPC::Unavailable failed to connect"],
            "Runner: GRPC::Unavailable failed to connect",
        );
    }
    check("Re: help!!", &[], "Runner: help");
    check("", &[], "Runner: what happens is not in the ticket");
    let draft = draft(&ticket(
        "Help please",
        "Hi,\n\nThe wiki shows an empty page. It is urgent.",
    ));
    assert_eq!(draft.title, "Rails: The wiki shows an empty page");
}

#[test]
fn nothing_acts_in_a_title() {
    for (subject, expected) in [
        ("@all jobs stay pending", "Runner: all jobs stay pending"),
        (
            "jobs like #12 !3 ~bug %15.2 &4 $5 stay",
            "Runner: jobs like 12 3 bug 15.2 4 5 stay",
        ),
        (
            "gitlab-org/gitlab#12 and user@host",
            "Runner: gitlab-org/gitlab 12 and user host",
        ),
        (
            "see https://gitlab.com/gitlab-org/gitlab/-/issues/1",
            "Runner: see gitlab.com/gitlab-org/gitlab/-/issues/1",
        ),
        ("<img src=x> in jobs", "Runner: ‹img src=x› in jobs"),
        (
            "[issue:1] stays [host-1]",
            "Runner: (issue:1] stays [host-1]",
        ),
        (
            "jobs \u{202e}dnep\u{200b}ing 100% of C# builds",
            "Runner: jobs dneping 100% of C# builds",
        ),
    ] {
        check(subject, &[], expected);
    }
}

#[test]
fn a_title_is_never_too_long() {
    let long = "Größe ".repeat(200);
    let rules = rules(&json!({}));
    let title = title(&long, "Runner", &[], &rules.titles);
    assert!(
        title.chars().count() <= LONGEST && title.ends_with('…'),
        "{title}"
    );
    check(
        &"x ".repeat(300),
        &[],
        &format!("Runner: {}…", "x ".repeat(123).trim_end()),
    );
}
