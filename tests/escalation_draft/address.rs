//! The new-issue page, filled in, for people without a token.

use super::{Draft, chosen, draft, ticket};
use vanguard::escalation::{
    address::{self, NewIssue, encoded},
    draft::Choice,
    issue_type::IssueType,
};

/// The parameters of an address, decoded.
pub fn parameters(address: &str) -> Vec<(String, String)> {
    let (_, query) = address.split_once('?').expect("a query");
    query
        .split('&')
        .map(|pair| {
            let (name, value) = pair.split_once('=').expect("a value");
            (name.to_owned(), decoded(value))
        })
        .collect()
}

fn decoded(text: &str) -> String {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        if *first == b'%' {
            let hex = std::str::from_utf8(&rest[..2]).expect("ASCII");
            bytes.push(u8::from_str_radix(hex, 16).expect("hexadecimal"));
            rest = &rest[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn check(draft: &Draft) -> String {
    assert!(
        draft.address.len() < address::LONGEST,
        "{}",
        draft.address.len()
    );
    assert!(draft.address.is_ascii());
    let start = format!("https://gitlab.com/{}/-/issues/new?", draft.project);
    assert!(draft.address.starts_with(&start), "{}", draft.address);
    let parameters = parameters(&draft.address);
    let names: Vec<&str> = parameters.iter().map(|(name, _)| name.as_str()).collect();
    if draft.confidential {
        assert_eq!(
            names,
            ["issue[title]", "issue[description]", "issue[confidential]"]
        );
        assert_eq!(parameters[2].1, "true");
    } else {
        assert_eq!(names, ["issue[title]", "issue[description]"]);
    }
    assert_eq!(parameters[0].1, draft.title);
    let description = parameters[1].1.clone();
    let last = description.lines().last().expect("a last line");
    assert!(last.starts_with("/label ~"), "{last}");
    description
}

#[test]
fn title_description_and_labels() {
    let draft = draft(&ticket(
        "Jobs stay pending & 100% idle?",
        "The gitlab-runner is idle: “why” 日本",
    ));
    let description = check(&draft);
    assert_eq!(
        description,
        format!(
            "{}\n\n/label ~\"type::bug\" ~customer ~\"group::runner core\" ~runner ~SP2",
            draft.description
        )
    );
}

#[test]
fn confidential_twice_so_that_neither_is_relied_upon() {
    let choice = Choice {
        issue_type: Some(IssueType::Security),
        ..Choice::default()
    };
    let draft = chosen(&ticket("Guests see too much", "They do."), &choice);
    assert!(check(&draft).contains("\n\n/confidential\n\n/label "));
}

#[test]
fn what_does_not_fit_is_cut_under_each_heading() {
    let log = "ERROR: äöü {\"x\": 1}\n".repeat(2_000);
    let draft = draft(&ticket(
        "Jobs stay pending",
        &format!("{}\n\n```\n{log}```", "The runner is idle. ".repeat(300)),
    ));
    let description = check(&draft);
    assert!(description.contains("_Cut here: the rest is in the ticket._"));
    for heading in ["Summary", "Steps to reproduce", "Possible fixes"] {
        assert!(description.contains(&format!("### {heading}")), "{heading}");
    }
    assert!(description.contains("https://gitlab.zendesk.com/agent/tickets/4711"));
    let fences = description
        .lines()
        .filter(|line| line.starts_with("```"))
        .count();
    assert_eq!(
        fences % 2,
        0,
        "quick actions do not act in a fence\n{description}"
    );
    assert!(
        draft.address.len() > address::LONGEST / 2,
        "no more is cut than has to be"
    );
}

#[test]
fn labels_that_do_not_fit_are_left_out() {
    let labels: Vec<String> = (0..60)
        .map(|at| format!("{at}{}", "ö".repeat(200)))
        .collect();
    let title = "字".repeat(255);
    let new = NewIssue {
        gitlab: "https://gitlab.com",
        project: "gitlab-org/gitlab",
        title: &title,
        labels: &labels,
        confidential: true,
    };
    let address = new.address(4_000, |limit| "x".repeat(limit));
    assert!(address.len() < address::LONGEST && address.contains("issue[confidential]=true"));
    assert!(parameters(&address)[1].1.contains("/label ~\"0ö"));
}

#[test]
fn everything_but_the_unreserved_is_encoded() {
    assert_eq!(encoded("aZ9-._~"), "aZ9-._~");
    assert_eq!(
        encoded("a b&c=d#e?f/g%h+ü\n"),
        "a%20b%26c%3Dd%23e%3Ff%2Fg%25h%2B%C3%BC%0A"
    );
}
