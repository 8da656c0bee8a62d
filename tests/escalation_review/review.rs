//! What is edited, what is written anew, and what is replaced.

use super::*;
use vanguard::escalation::{
    issue_type::IssueType,
    review::{Obstacle, masked},
    settings::Level,
};

#[test]
fn it_begins_filled_in_and_unedited() {
    let review = review();
    assert_eq!(review.project(), "gitlab-org/gitlab-runner");
    assert_eq!(
        review.title(),
        "Runner cannot pull helper image behind proxy"
    );
    assert!(
        review
            .description()
            .contains("https://gitlab.zendesk.com/agent/tickets/4711")
    );
    assert!(!review.is_edited() && !review.is_behind());
    assert!(review.projects().contains(&"gitlab-org/gitlab-runner"));
    assert_eq!(review.check(), Ok(()));
}

#[test]
fn a_choice_writes_anew_what_nobody_touched() {
    let mut review = review();
    let before = review.description().to_owned();
    review.choose_type(IssueType::Feature);
    assert_ne!(review.description(), before);
    assert!(review.labels().contains(&"type::feature".to_owned()));
    review.choose_urgency(Level::High);
    review.choose_impact(Level::High);
    assert_eq!(review.support_priority(), "SP1");
    assert!(review.labels().contains(&"SP1".to_owned()));
    assert!(!review.is_edited());
}

#[test]
fn what_the_person_wrote_is_kept_until_they_take_the_new_draft() {
    let mut review = review();
    review.set_description("My own words".to_owned());
    assert!(review.is_edited() && !review.is_behind());
    review.choose_type(IssueType::Feature);
    assert_eq!(review.description(), "My own words");
    assert!(review.is_behind());
    review.use_draft();
    assert_eq!(review.description(), review.draft().description);
    assert!(!review.is_edited() && !review.is_behind());
}

#[test]
fn a_title_written_back_as_it_was_is_no_edit() {
    let mut review = review();
    let title = review.title().to_owned();
    review.set_title("Other".to_owned());
    assert!(review.is_edited());
    review.set_title(title);
    assert!(!review.is_edited());
}

#[test]
fn labels_that_were_added_and_removed_outlast_a_new_draft() {
    let mut review = review();
    review.add_labels("~\"needs info\", runner,, SP3");
    review.remove_label("customer");
    review.choose_type(IssueType::Feature);
    let labels = review.labels();
    assert!(labels.contains(&"needs info".to_owned()));
    assert!(!labels.contains(&"customer".to_owned()));
    assert!(labels.contains(&"type::feature".to_owned()));
    review.add_labels("customer");
    review.remove_label("needs info");
    assert!(review.labels().contains(&"customer".to_owned()));
    assert!(!review.labels().contains(&"needs info".to_owned()));
}

/// Labels that differ from those of the first draft: `-dropped +taken`.
fn changes(review: &Review, before: &[String]) -> String {
    let now = review.labels();
    let dropped = before.iter().filter(|label| !now.contains(label));
    let taken = now.iter().filter(|label| !before.contains(label));
    let dropped = dropped.map(|label| format!("-{label}"));
    let all: Vec<String> = dropped
        .chain(taken.map(|label| format!("+{label}")))
        .collect();
    all.join(" ")
}

#[test]
fn another_project_brings_the_labels_of_its_component() {
    let before = review().labels();
    for (project, expected) in [
        ("gitlab-org/gitlab-runner", ""),
        (
            "gitlab-org/gitaly",
            "-group::runner core -runner +group::gitaly +gitaly",
        ),
        // Not one of Rails' parts is spoken of: the most general of them.
        (
            "gitlab-org/gitlab",
            "-group::runner core -runner +group::project management +backend",
        ),
        ("somebody/else", "-group::runner core -runner"),
        ("not a path", "-group::runner core -runner"),
    ] {
        let mut review = review();
        review.set_project(project);
        assert_eq!(changes(&review, &before), expected, "{project}");
        assert_eq!(review.project(), project);
        assert_eq!(review.is_edited(), !expected.is_empty(), "{project}");
        review.set_project("gitlab-org/gitlab-runner");
        assert_eq!(review.labels(), before, "back from {project}");
        assert!(!review.is_edited());
    }
}

#[test]
fn among_components_of_a_project_the_ticket_decides() {
    let said = "All jobs fail since the LDAP group sync runs on git.acme.example.";
    let mut review = under(&json!({}), said);
    review.set_project("gitlab-org/gitlab");
    let labels = review.labels();
    assert!(labels.contains(&"authentication".to_owned()), "{labels:?}");
}

#[test]
fn labels_that_were_added_and_removed_outlast_another_project() {
    let mut review = review();
    review.add_labels("needs info");
    review.remove_label("customer");
    review.remove_label("runner");
    for project in [
        "gitlab-org/gitaly",
        "somebody/else",
        "gitlab-org/gitlab-runner",
    ] {
        review.set_project(project);
        let labels = review.labels();
        assert!(labels.contains(&"needs info".to_owned()), "{project}");
        for removed in ["customer", "runner"] {
            assert!(!labels.contains(&removed.to_owned()), "{project}");
        }
    }
}

#[test]
fn security_and_restored_data_are_confidential_whatever_is_ticked() {
    let mut review = review();
    assert_eq!(
        (review.confidential(), review.must_be_confidential()),
        (false, None)
    );
    review.set_confidential(true);
    assert!(review.confidential());
    review.set_confidential(false);
    review.choose_type(IssueType::Security);
    assert!(review.confidential() && review.must_be_confidential().is_some());
    review.choose_type(IssueType::Bug);
    assert!(!review.confidential());
    review.restore("[host-1]");
    assert!(review.confidential() && review.must_be_confidential().is_some());
    assert!(review.labels().contains(&"keep confidential".to_owned()));
}

#[test]
fn restoring_puts_the_original_back_and_hiding_takes_it_away() {
    let mut review = review();
    assert!(review.description().contains("[host-1]"));
    review.restore("[host-1]");
    assert!(!review.description().contains("[host-1]"));
    assert_eq!(review.description().matches("git.acme.example").count(), 2);
    assert!(review.is_restored("[host-1]") && !review.is_edited());
    review.hide("[host-1]");
    assert!(!review.description().contains("git.acme.example"));
    assert!(!review.confidential());
}

#[test]
fn restoring_works_in_edited_text_too_and_keeps_it_neutral() {
    let mut review = review();
    review.set_description("See [email-1], `[email-1]`.\n\n```\n[email-1]\n```".to_owned());
    review.restore("[email-1]");
    assert_eq!(
        review.description(),
        "See `ada@acme.example`, `ada@acme.example`.\n\n```\nada@acme.example\n```"
    );
    assert!(!review.is_behind(), "the person's words have it as well");
    assert_eq!(review.findings(), []);
    review.hide("[email-1]");
    assert!(
        !review.description().contains("acme"),
        "{}",
        review.description()
    );
}

#[test]
fn a_secret_that_the_person_wrote_is_not_filed() {
    let mut review = review();
    let text = format!("{}\n\nUse glpat-abcdefghijklmnopqrst", review.description());
    review.set_description(text);
    assert_eq!(review.check(), Err(Obstacle::Secret));
    let kinds: Vec<&str> = review
        .findings()
        .iter()
        .map(|one| one.kind.name())
        .collect();
    assert_eq!(kinds, ["token"]);
    review.replace_findings();
    // The first is the ticket's own.
    assert!(
        review.description().ends_with("Use [token-2]"),
        "{}",
        review.description()
    );
    assert_eq!((review.findings(), review.check()), (vec![], Ok(())));
}

#[test]
fn a_secret_may_stay_where_the_person_says_so_and_is_confidential_then() {
    let mut review = review();
    review.set_description("Use glpat-abcdefghijklmnopqrst".to_owned());
    review.keep_findings();
    assert_eq!(review.check(), Ok(()));
    assert!(review.confidential());
    review.set_description("Use glpat-zyxwvutsrqponmlkjihg".to_owned());
    assert_eq!(
        review.check(),
        Err(Obstacle::Secret),
        "another one is asked about anew"
    );
}

#[test]
fn what_the_ticket_has_is_replaced_by_its_own_placeholder() {
    let mut review = review();
    review.set_title("Jobs fail on GIT.acme.example and on 10.0.0.7".to_owned());
    let found: Vec<String> = review.findings().into_iter().map(|one| one.text).collect();
    assert_eq!(found, ["GIT.acme.example", "10.0.0.7"]);
    assert_eq!(
        review.check(),
        Ok(()),
        "no secret: it is shown, and not held up"
    );
    review.replace_findings();
    assert_eq!(review.title(), "Jobs fail on [host-1] and on [ip-1]");
}

#[test]
fn an_original_is_not_to_be_read_in_passing() {
    let review = review();
    let masks: Vec<(&str, String)> = review
        .replaced()
        .iter()
        .map(|one| (one.kind.name(), masked(one)))
        .collect();
    for (kind, mask) in masks {
        let (secret, first) = (kind == "token", mask.chars().next());
        assert_eq!(secret, first == Some('•'), "{kind} {mask}");
        assert!(mask.chars().skip(1).all(|letter| letter == '•') && mask.chars().count() <= 13);
    }
}
