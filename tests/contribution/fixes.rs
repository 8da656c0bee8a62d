//! Since when a ticket's problem is fixed, as GitLab's issues say, and what that means for the customer.

use super::{rules, said, ticket};
use serde_json::json;
use vanguard::{
    contribution::{
        fix::{Fix, Sought},
        show::{Route, Shown, show},
        version::Version,
    },
    escalation::case::{Author, Case},
    settings::Settings,
    words::english,
};

const ERROR: &str = "GRPC::Unavailable: 14:failed to connect to all addresses";
const LINKED: &str = "https://gitlab.com/gitlab-org/gitaly/-/issues/7";

fn case(fields: &[&str], note: &str) -> Case {
    let mut case = ticket("Gitaly is down", ERROR, fields);
    case.messages.push(said(Author::Agent, false, note));
    case
}

fn shown(case: &Case) -> (Route, Sought) {
    let settings = Settings::parse("{}").expect("the defaults");
    let Shown { route, sought } = show(case, &settings, rules(), english);
    (route, sought.expect("the defaults have a project"))
}

#[test]
fn issues_that_the_ticket_is_linked_to_are_asked_for() {
    for (fields, note, asked) in [
        (&[][..], "", &[][..]),
        (&[LINKED], "", &["gitlab-org/gitaly"]),
        (
            &[],
            &format!("Filed: {LINKED}\n\nvg0123"),
            &["gitlab-org/gitaly"],
        ),
        // Each once, the field's first.
        (
            &["https://gitlab.com/gitlab-org/gitlab/-/issues/1"],
            &format!("{LINKED} {LINKED}"),
            &["gitlab-org/gitlab", "gitlab-org/gitaly"],
        ),
        (&["https://gitlab.example/a/b/-/issues/1"], "none", &[]),
    ] {
        let (_, sought) = shown(&case(fields, note));
        let linked: Vec<String> = sought
            .linked()
            .into_iter()
            .map(|(project, _)| project)
            .collect();
        assert_eq!(linked, asked, "{fields:?} {note}");
    }
    let (_, sought) = shown(&case(&[LINKED], ""));
    assert_eq!(
        sought.linked()[0].1.path,
        "/api/v4/projects/gitlab-org%2Fgitaly/issues/7"
    );
    // A customer may link anything.
    let mut public = case(&[], LINKED);
    public.messages[1].public = true;
    assert!(shown(&public).1.linked().is_empty());
}

#[test]
fn an_issue_says_since_when_it_is_fixed() {
    let (_, sought) = shown(&case(&[LINKED], ""));
    let fixed = |state: &str, milestone: Option<&str>, description: &str| {
        let issue = json!({ "iid": 7, "title": "Down", "description": description, "state": state,
                            "milestone": milestone.map(|title| json!({ "title": title })) });
        let fix = sought.of_linked("gitlab-org/gitaly", &issue.to_string());
        fix.map(|fix| format!("{} {}", fix.name, fix.fixed))
    };
    for (state, milestone, description, expected) in [
        ("closed", Some("16.4"), "", Some("gitlab-org/gitaly#7 16.4")),
        ("opened", Some("16.4"), "", None),
        ("closed", None, "", None),
        (
            "closed",
            Some("Backlog"),
            "This was fixed in 16.3.2.",
            Some("gitlab-org/gitaly#7 16.3.2"),
        ),
    ] {
        assert_eq!(
            fixed(state, milestone, description).as_deref(),
            expected,
            "{state} {milestone:?} {description}"
        );
    }
    for body in ["", "<html>", "[]", r#"{"message": "404"}"#] {
        assert_eq!(sought.of_linked("a/b", body), None, "{body}");
    }
}

#[test]
fn of_what_a_search_finds_only_the_same_error_counts() {
    let (_, sought) = shown(&case(&[], ""));
    let search = sought.search().expect("it has an error");
    assert!(
        search.path.contains("search=GRPC%3A%3AUnavailable"),
        "{}",
        search.path
    );
    let issue = |iid: u64, description: &str, milestone: &str| json!({ "iid": iid, "title": "Storage", "description": description, "state": "closed", "milestone": { "title": milestone } });
    let found = |issues: &[serde_json::Value]| {
        let body = json!(issues).to_string();
        let fix = sought.of_found(&body, &rules().titles, english);
        fix.map(|fix| (fix.address, fix.fixed.to_string()))
    };
    let same = issue(9, ERROR, "16.4");
    let address = "https://gitlab.com/gitlab-org/gitaly/-/issues/9".to_owned();
    assert_eq!(
        found(&[issue(8, "GRPC::Unavailable elsewhere", "15.0"), same]),
        Some((address, "16.4".into()))
    );
    assert_eq!(
        found(&[issue(8, "GRPC::Unavailable elsewhere", "15.0")]),
        None
    );
    assert_eq!(found(&[]), None);
    assert!(
        shown(&ticket("Hello", "How are you?", &[]))
            .1
            .search()
            .is_none()
    );
}

#[test]
fn what_a_fix_means_for_the_customer() {
    for (fixed, customer, expected) in [
        ("16.4", "16.2.3", "Fixed in 16.4; the customer has 16.2.3."),
        (
            "16.4",
            "16.4.1",
            "Fixed in 16.4; the customer has 16.4.1, which has the fix.",
        ),
        (
            "16.4.2",
            "16.4.1",
            "Fixed in 16.4.2; the customer has 16.4.1.",
        ),
        ("16.10", "16.9", "Fixed in 16.10; the customer has 16.9."),
        (
            "16.4",
            "",
            "Fixed in 16.4; which version the customer has is not in the ticket.",
        ),
    ] {
        let (_, sought) = shown(&case(&[customer], ""));
        let fix = Fix {
            name: String::new(),
            address: String::new(),
            fixed: Version::parse(fixed).expect("a version"),
        };
        assert_eq!(sought.said(&fix, english), expected);
    }
}

#[test]
fn fixes_come_before_other_links_each_once() {
    let (mut route, _) = shown(&case(&["16.2.3"], ""));
    let others = route.links.len();
    let fix = |iid: u64| Fix {
        name: format!("gitlab-org/gitaly#{iid}"),
        address: format!("https://gitlab.com/gitlab-org/gitaly/-/issues/{iid}"),
        fixed: Version::parse("16.4").expect("a version"),
    };
    for iid in [7, 9, 7] {
        route.add_fix(&fix(iid), format!("Fixed, says {iid}"));
    }
    let says: Vec<&str> = route.links.iter().map(|link| link.says.as_str()).collect();
    assert_eq!(says[..2], ["Fixed, says 7", "Fixed, says 9"]);
    assert_eq!(says.len(), others + 2);
}
