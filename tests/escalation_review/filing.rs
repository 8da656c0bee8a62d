//! Whether it can be filed, by hand or by itself, and what there is without a token.

use super::*;
use vanguard::escalation::{
    issue_type::IssueType,
    outbox::{Action, Key, View, Wish},
    review::{Obstacle, Standing},
};

fn view(project: &str, code: &'static str) -> View {
    let filed = matches!(code, "VG-FILED" | "dismissed and filed");
    let code = code.replace("dismissed and filed", "VG-DISMISSED");
    let (over, person) = (
        filed || code == "VG-CANCELLED",
        code == "VG-ISSUE" || code == "VG-TOKEN",
    );
    View {
        key: Key {
            project: project.to_owned(),
            ..review().key()
        },
        code: code.into(),
        what: "".into(),
        todo: "".into(),
        remarks: Vec::new(),
        url: filed.then(|| "https://gitlab.com/a/b/-/issues/1".to_owned()),
        until: None,
        over,
        retry: person,
        cancel: !over,
        dismiss: "".into(),
    }
}

#[test]
fn it_is_not_filed_again_by_accident() {
    let (here, there) = ("gitlab-org/gitlab-runner", "gitlab-org/gitlab");
    let elsewhere = Standing::Elsewhere(view(there, "").key);
    for (views, wanted, files) in [
        (vec![], Standing::Free, true),
        (vec![view(here, "VG-FILED")], Standing::Filed, false),
        (vec![view(here, "VG-FILING")], Standing::UnderWay, false),
        (vec![view(here, "VG-ISSUE")], Standing::Again, true),
        (vec![view(here, "VG-CANCELLED")], Standing::Free, true),
        (vec![view(here, "VG-RECORD")], Standing::Again, true),
        (vec![view(here, "VG-DISMISSED")], Standing::Again, true),
        (
            vec![view(here, "dismissed and filed")],
            Standing::Filed,
            false,
        ),
        (vec![view(there, "VG-FILED")], elsewhere.clone(), true),
        (vec![view(there, "VG-FILING")], elsewhere, true),
        (vec![view(there, "VG-CANCELLED")], Standing::Free, true),
        (
            vec![view(there, "VG-FILED"), view(here, "VG-FILED")],
            Standing::Filed,
            false,
        ),
    ] {
        let standing = Standing::of(&views, &review().key());
        let codes: Vec<_> = views.iter().map(|view| view.code.clone()).collect();
        assert_eq!(standing, wanted, "{codes:?}");
        assert_eq!(standing.files(), files, "{codes:?}");
    }
}

#[test]
fn something_is_missing() {
    let mut review = review();
    review.set_title("  ".to_owned());
    assert_eq!(review.check(), Err(Obstacle::NoTitle));
    review.set_project("gitlab");
    assert_eq!(review.check(), Err(Obstacle::NoProject));
    review.set_project("gitlab org/gitlab");
    assert_eq!(review.check(), Err(Obstacle::NoProject));
}

#[test]
fn nobody_looks_only_where_the_team_wants_that_and_nothing_speaks_for_a_look() {
    assert!(!review().goes_unreviewed(None));
    let mut review = under(&json!({ "filing": { "without_review": true } }), SAID);
    assert!(review.goes_unreviewed(None));
    assert!(review.goes_unreviewed(Some(89)));
    assert!(!review.goes_unreviewed(Some(90)));
    review.choose_type(IssueType::Security);
    assert!(!review.goes_unreviewed(None));
}

#[test]
fn the_new_issue_page_has_what_the_person_wrote() {
    let mut review = review();
    assert_eq!(review.address(), review.draft().address);
    review.set_title("Mine".to_owned());
    review.set_project("gitlab-org/gitlab");
    review.set_confidential(true);
    let address = review.address();
    assert!(
        address.starts_with("https://gitlab.com/gitlab-org/gitlab/-/issues/new?issue[title]=Mine&"),
        "{address}"
    );
    assert!(address.ends_with("&issue[confidential]=true"), "{address}");
}

/// What is cut off must not leave a fence open: the labels after it are quick actions.
#[test]
fn a_description_that_is_too_long_is_cut_between_lines_and_closed() {
    let mut review = review();
    let log = "a line of a log, again and again\n".repeat(500);
    review.set_description(format!("Before\n\n````\n{log}````\n\nAfter"));
    let address = review.address();
    assert!(address.len() < 8_000, "{}", address.len());
    assert!(
        address.contains("again%0A````%0A%0A_Cut%20here")
            || address.contains("again%0A%60%60%60%60%0A%0A_Cut%20here"),
        "{address}"
    );
    assert!(address.contains("%2Flabel"), "{address}");
}

#[test]
fn an_issue_that_was_filed_by_hand_is_linked_where_it_is() {
    let review = review();
    for (pasted, wanted) in [
        (
            "https://gitlab.com/gitlab-org/gitlab-runner/-/issues/17",
            Some(("gitlab-org/gitlab-runner", 17)),
        ),
        (
            " https://gitlab.com/a/b/c/-/issues/17#note_4\n",
            Some(("a/b/c", 17)),
        ),
        ("https://gitlab.com/a/b/-/work_items/3", Some(("a/b", 3))),
        ("https://gitlab.com/a/b/-/issues/new", None),
        ("https://gitlab.com/a/b/-/issues/0", None),
        ("https://gitlab.com/a/-/issues/1", None),
        ("https://gitlab.com/a/b?next=/-/issues/1", None),
        ("https://gitlab.com.evil.example/a/b/-/issues/1", None),
        ("https://gitlab.example/a/b/-/issues/1", None),
        ("", None),
    ] {
        let linked = review.link(pasted).map(|(key, wish)| match wish {
            Wish::File {
                action: Action::Link(iid),
                ..
            } => (key.project, iid),
            other => panic!("{other:?}"),
        });
        let linked = linked
            .as_ref()
            .map(|(project, iid)| (project.as_str(), *iid));
        assert_eq!(linked, wanted, "{pasted:?}");
    }
}

#[test]
fn a_tab_that_was_opened_to_file_lands_on_the_new_issue() {
    let review = review();
    let here = "gitlab-org/gitlab-runner";
    let issue = "https://gitlab.com/gitlab-org/gitlab-runner/-/issues/17";
    for (address, landed) in [
        (issue, Some(issue)),
        (
            "https://gitlab.com/gitlab-org/gitlab-runner/-/issues/17?show=eyJ#note_4",
            Some(issue),
        ),
        (
            "https://gitlab.com/gitlab-org/gitlab-runner/-/work_items/17",
            Some(issue),
        ),
        (
            "https://gitlab.com/gitlab-org/gitlab-runner/-/issues/new?issue[title]=7",
            None,
        ),
        ("https://gitlab.com/gitlab-org/gitlab-runner/-/issues", None),
        (
            "https://gitlab.com/gitlab-org/gitlab-runner/-/issues/",
            None,
        ),
        ("https://gitlab.com/gitlab-org/gitlab/-/issues/17", None),
        ("https://gitlab.com/users/sign_in", None),
        (
            "https://gitlab.example/gitlab-org/gitlab-runner/-/issues/17",
            None,
        ),
        ("about:blank", None),
    ] {
        assert_eq!(review.landed(address, here).as_deref(), landed, "{address}");
    }
    let spelled = review.landed(issue, "GitLab-Org/GitLab-Runner");
    assert_eq!(spelled.as_deref(), Some(issue));
}
