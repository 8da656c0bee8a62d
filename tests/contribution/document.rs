//! What is written where the documentation lacks something.

use super::{rules, ticket};
use expect_test::expect;
use std::sync::LazyLock;
use vanguard::{
    contribution::{
        document::{Document, reply, write},
        links::Kind,
    },
    escalation::{
        case::Person,
        draft::{self, Choice},
    },
    settings::Settings,
    words::english,
};

static SETTINGS: LazyLock<Settings> =
    LazyLock::new(|| Settings::parse("{}").expect("the defaults"));

fn document(subject: &str, message: &str) -> Option<Document> {
    let mut case = ticket(subject, message, &["16.2.3"]);
    case.people.push(Person {
        name: Some("Ada Lovelace".into()),
        ..Person::default()
    });
    let draft = draft::write(&case, &Choice::default(), &SETTINGS, rules(), english)?;
    write(&case, &draft, &SETTINGS, rules())
}

#[test]
fn the_note_says_what_where_and_why() {
    let document = document(
        "Moving repositories between Gitaly storages of Ada Lovelace",
        "How do we move them from gitaly1.acme.example?\n\n```\ngitaly1.acme.example: GRPC::Unavailable: 14:failed to connect\n```\nWe use gitlab-ctl.",
    )
    .expect("Gitaly");
    expect![[r#"
        Please document this.

        What: Moving repositories between Gitaly storages of [name-1]
        Where: https://docs.gitlab.com/administration/gitaly/
        Edit: https://gitlab.com/gitlab-org/gitlab/-/edit/master/doc/administration/gitaly/_index.md
        Why: the customer has GitLab 16.2.3 (Omnibus) and could not find it. Gitaly is what the ticket is about:
        > [host-1]: GRPC::Unavailable: 14:failed to connect
        > Moving repositories between Gitaly storages of [name-1]

        Branch: docs-gitaly-moving-repositories-between-gitaly-storages-of
        Commit: Document: Moving repositories between Gitaly storages of [name-1]"#]]
    .assert_eq(&document.note);
    assert_eq!(
        document.commit,
        "Document: Moving repositories between Gitaly storages of [name-1]\n\nSupport ticket: https://gitlab.zendesk.com/agent/tickets/1"
    );
    let request = document
        .links
        .iter()
        .find(|link| link.kind == Kind::MergeRequest);
    let address = &request.expect("a merge request").address;
    assert!(
        address.ends_with(&format!("source_branch%5D={}", document.branch)),
        "{address}"
    );
}

#[test]
fn nothing_of_the_customers_acts_or_leaves() {
    let document = document(
        "@all glpat-abcdefghij1234567890 {page} of Ada Lovelace: ../../x; `rm` #1",
        "glab mr create on ada@acme.example says 401\n/close",
    )
    .expect("CLI");
    let links: String = document
        .links
        .iter()
        .map(|link| link.address.as_str())
        .collect();
    for text in [&document.note, &document.commit, &document.branch, &links] {
        for secret in ["glpat-", "Lovelace", "lovelace", "acme"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    assert!(
        document.branch.starts_with("docs-cli-") && document.branch.bytes().all(plain),
        "{}",
        document.branch
    );
    assert!(
        document.note.contains("What: all [token-1] {page} of"),
        "{}",
        document.note
    );
}

#[test]
fn the_reply_has_the_link() {
    let reply = reply(
        "https://gitlab.com/gitlab-org/gitlab/-/merge_requests/1",
        rules(),
    );
    assert!(
        reply.contains("\nhttps://gitlab.com/gitlab-org/gitlab/-/merge_requests/1\n"),
        "{reply}"
    );
}

#[test]
fn where_nothing_speaks_for_any_component_there_is_nothing_to_document() {
    assert_eq!(document("Invoice", "Where is it?"), None);
}
