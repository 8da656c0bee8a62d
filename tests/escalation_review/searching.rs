//! What GitLab answers, and where it sends the draft.

use super::*;
use vanguard::{
    escalation::{
        duplicates::{Known, State},
        issue_type::IssueType,
        outbox::{Action, Wish},
        review::{Obstacle, Target},
    },
    gitlab,
};

fn known(iid: u64, fields: &Value) -> Known {
    let mut issue =
        json!({ "iid": iid, "title": "Helper image pull fails behind proxy", "state": "opened" });
    issue
        .as_object_mut()
        .expect("an object")
        .extend(fields.as_object().expect("an object").clone());
    let issue = gitlab::issue(&issue.to_string()).expect("an issue");
    Known::new(issue, "https://gitlab.com", "gitlab-org/gitlab-runner")
}

fn filed(wish: &Wish) -> (Action, &str, &[String]) {
    match wish {
        Wish::File { draft, action, .. } => (*action, &draft.title, &draft.labels),
        _ => panic!("not a wish to file"),
    }
}

#[test]
fn an_issue_is_known_by_an_address_of_our_own_making() {
    let known = known(
        7,
        &json!({ "state": "closed", "confidential": true, "web_url": "https://evil.example" }),
    );
    assert_eq!(
        known.web_url,
        "https://gitlab.com/gitlab-org/gitlab-runner/-/issues/7"
    );
    assert_eq!((known.state, known.confidential), (State::Closed, true));
}

#[test]
fn searches_go_where_the_issue_would() {
    let mut review = review();
    let project = |review: &Review| {
        review.searches()[0]
            .path
            .contains("gitlab-org%2Fgitlab-runner")
    };
    assert!(project(&review));
    review.set_project(" gitlab-org/gitlab/ ");
    assert_eq!(review.project(), "gitlab-org/gitlab");
    assert!(!project(&review));
}

#[test]
fn the_same_problem_is_commented_on_with_the_customers_label_alone() {
    let mut review = review();
    let found = [
        known(7, &json!({})),
        known(
            9,
            &json!({ "description": "https://gitlab.zendesk.com/agent/tickets/4711" }),
        ),
    ];
    let matches = review.matches(&found);
    assert_eq!(
        matches
            .iter()
            .map(|(one, _, _)| one.iid)
            .collect::<Vec<_>>(),
        [9, 7]
    );
    review.set_target(Target::Comment(matches[0].0.clone()));
    let wish = review.wish(false);
    let (action, title, labels) = filed(&wish);
    assert_eq!(action, Action::CommentOn(9));
    assert_eq!(title, "Helper image pull fails behind proxy");
    assert_eq!(labels, ["customer"]);
    // It asks for something, and the rest is the draft's.
    let (ask, rest) = review.description().split_once("\n\n").expect("two parts");
    assert!(ask.ends_with('?'), "{ask}");
    assert_eq!(rest, review.draft().description);
    assert!(!review.is_edited());
}

#[test]
fn a_closed_one_is_linked_from_a_new_one() {
    let mut review = review();
    review.set_target(Target::After(known(7, &json!({ "state": "closed" }))));
    let wish = review.wish(false);
    let (action, title, labels) = filed(&wish);
    assert_eq!(action, Action::FileAfter(7));
    assert_eq!(title, review.title());
    assert!(labels.len() > 3);
}

/// A comment has no confidentiality of its own.
#[test]
fn what_is_confidential_is_no_comment_for_everybody() {
    let mut review = review();
    review.choose_type(IssueType::Security);
    review.set_target(Target::Comment(known(7, &json!({}))));
    assert_eq!(review.check(), Err(Obstacle::OpenComment));
    review.set_target(Target::Comment(known(7, &json!({ "confidential": true }))));
    assert_eq!(review.check(), Ok(()));
}

#[test]
fn another_project_is_another_place() {
    let mut review = review();
    review.set_target(Target::Comment(known(7, &json!({}))));
    review.set_project("gitlab-org/gitlab-runner");
    assert_ne!(review.target(), &Target::New);
    review.set_project("gitlab-org/gitlab");
    assert_eq!(review.target(), &Target::New);
}
