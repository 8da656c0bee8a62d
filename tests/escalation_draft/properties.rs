//! What holds for any ticket.

use super::{
    Choice, Draft, address::parameters, chosen, conversation, draft, json, limits::stands_alone,
};
use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::Value;
use vanguard::escalation::{
    address,
    issue_type::IssueType,
    marker::{LONGEST_DESCRIPTION, ROOM, with_marker},
    title,
};

const SECRETS: [&str; 5] = [
    "glpat-abcdefghij1234567890",
    "AKIAIOSFODNN7EXAMPLE",
    "Lovelace",
    "Rocketry",
    "gitlab.acme.example",
];

const PIECES: [&str; 44] = [
    "```",
    "````",
    "~~~",
    "`",
    "<!--",
    "-->",
    "<script>",
    "/close",
    "/label ~bug",
    "@all",
    "#1",
    "## Steps to reproduce",
    "Steps to reproduce:",
    "1. one",
    "2) two",
    "- three",
    "    indented",
    "\tindented",
    "Expected: it works",
    "Actual behaviour:",
    "System information",
    "GitLab information",
    "Version:\t16.1.0",
    "Checking GitLab ...",
    "ERROR: failed",
    "GRPC::Unavailable: 14:failed to connect",
    "Kind regards,",
    "-- ",
    "> quoted",
    "On Mon, 2 Mar 2026 at 10:00, Support wrote:",
    "worked in 15.1",
    "broken since 15.2",
    "feature request",
    "vulnerability",
    "gitlab-runner",
    "PG::Error",
    "İıſß",
    "日本語。",
    "[host-1]",
    "[issue:1]",
    "\u{202e}",
    "\0",
    "",
    "{\"severity\":\"ERROR\",\"message\":\"x",
];

fn line() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        6 => select(&PIECES[..]).prop_map(str::to_owned),
        2 => select(&SECRETS[..]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-z]{1,12}",
    ];
    vec(word, 0..4).prop_map(|words| words.join(" "))
}

fn message() -> impl Strategy<Value = String> {
    vec(line(), 0..16).prop_map(|lines| lines.join("\n"))
}

fn body() -> impl Strategy<Value = Value> {
    let files = vec(line(), 0..2);
    let plan = select(vec!["premium", "free", "", "platinum"]);
    let tags = vec(
        select(vec![
            "emergency",
            "strategic",
            "security",
            "feature_request",
            "keep_confidential",
            "saas",
        ]),
        0..2,
    );
    (
        line(),
        vec(message(), 0..4),
        files,
        plan,
        tags,
        any::<bool>(),
    )
        .prop_map(|(subject, messages, files, plan, tags, noted)| {
            let messages: Vec<&str> = messages.iter().map(String::as_str).collect();
            let mut body = conversation(&subject, &messages);
            body["organizations"][0]["organization_fields"]["plan"] = json!(plan);
            body["ticket"]["tags"] = json!(tags);
            if let Some(first) = body["comments"].get_mut(0) {
                first["attachments"] = files
                    .iter()
                    .map(|name| json!({ "file_name": name }))
                    .collect();
                first["public"] = json!(!noted);
                first["author_id"] = json!(if noted { 2 } else { 1 });
            }
            body
        })
}

fn choice() -> impl Strategy<Value = Choice> {
    let types = select(vec![
        None,
        Some(IssueType::Bug),
        Some(IssueType::Feature),
        Some(IssueType::Security),
    ]);
    types.prop_map(|issue_type| Choice {
        issue_type,
        ..Choice::default()
    })
}

/// Whether GitLab takes a line for a quick action: `/name`, alone or before a blank. `/A!` and `/var/log` are none.
fn acts(line: &str) -> bool {
    let name = line
        .strip_prefix('/')
        .and_then(|rest| rest.split([' ', '\t']).next());
    name.is_some_and(|name| {
        name.starts_with(|first: char| first.is_ascii_alphabetic())
            && name
                .chars()
                .all(|mark| mark.is_ascii_alphanumeric() || mark == '_')
    })
}

fn check(draft: &Draft) {
    assert!(
        (1..=title::LONGEST).contains(&draft.title.chars().count()),
        "{}",
        draft.title
    );
    assert!(!draft.title.contains(char::is_control), "{:?}", draft.title);
    let length = draft.description.chars().count();
    assert!(length <= LONGEST_DESCRIPTION - ROOM);
    for labels in [
        &["type::bug", "type::feature"][..],
        &["customer", "customer+"],
        &["SP1", "SP2", "SP3"],
    ] {
        let found = draft
            .labels
            .iter()
            .filter(|label| labels.contains(&label.as_str()));
        assert_eq!(found.count(), 1, "{:?}", draft.labels);
    }
    assert!(draft.issue_type != IssueType::Security || draft.confidential);
    assert_eq!(
        draft.labels.contains(&"security".to_owned()),
        draft.issue_type == IssueType::Security
    );
    for secret in SECRETS {
        assert!(!draft.title.contains(secret), "{}", draft.title);
        assert!(
            !draft.description.contains(secret),
            "{secret}\n{}",
            draft.description
        );
    }
    for line in draft.description.lines() {
        assert!(!acts(line), "{line}\n{}", draft.description);
    }
    let marked = with_marker(&draft.description, "vanguard:abc");
    assert!(stands_alone(&marked), "{marked}");
    assert!(draft.address.is_ascii() && draft.address.len() < address::LONGEST);
    let parameters = parameters(&draft.address);
    assert_eq!(
        parameters[0],
        ("issue[title]".to_owned(), draft.title.clone())
    );
    let (form, actions) = parameters[1]
        .1
        .rsplit_once("\n\n/label ")
        .expect("labels at the end");
    assert!(!actions.contains('\n'));
    assert!(stands_alone(&with_marker(form, "vanguard:abc")), "{form}");
    assert_eq!(parameters.len(), if draft.confidential { 3 } else { 2 });
}

/// In a fence what is no quick action stays as it was written.
#[test]
fn what_begins_like_a_quick_action() {
    for (line, stands) in [
        ("/A!", "/A!"),
        ("/var/log/gitlab", "/var/log/gitlab"),
        ("/close", " /close"),
        ("/label ~bug", " /label ~bug"),
    ] {
        let said = format!("```\nSystem information\n{line}\nSystem:\tDebian 12\n```\n");
        let draft = draft(&conversation("It is broken", &[&said]));
        let lines: Vec<&str> = draft.description.lines().collect();
        assert!(lines.contains(&stands), "{line}: {}", draft.description);
        check(&draft);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_ticket(body in body(), choice in choice()) {
        check(&chosen(&body, &choice));
    }

    #[test]
    fn the_same_ticket_is_the_same_draft(body in body()) {
        let (one, other) = (draft(&body), draft(&body));
        prop_assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }

    #[test]
    fn what_is_shown_as_replaced_can_be_restored(body in body()) {
        let before = draft(&body);
        let restored = Choice {
            restored: before.replaced.iter().map(|one| one.placeholder.clone()).collect(),
            ..Choice::default()
        };
        let after = chosen(&body, &restored);
        prop_assert_eq!(after.confidential || before.replaced.is_empty(), true);
        let marked = with_marker(&after.description, "vanguard:abc");
        prop_assert!(stands_alone(&marked), "{}", marked);
    }
}
