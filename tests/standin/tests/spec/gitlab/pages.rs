//! The pages that a person without a token uses.

use serde_json::json;
use standin::world::Response;

use super::instance::{Instance, issue};

const NEW: &str = "/gitlab-org/gitlab/-/issues/new";
const SUBMIT: &str = "/gitlab-org/gitlab/-/issues";

fn instance(who: &str) -> Instance {
    let mut instance = Instance::new();
    instance.gitlab.signed_in = instance.people.get(who).copied();
    instance.acting_as("");
    instance
}

fn text(page: &Response) -> &str {
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(
        policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
    page.body.as_str().expect("a page")
}

#[test]
fn the_page_of_a_new_issue_is_filled_in() {
    let mut instance = instance("dana");
    let page = instance.get(&format!(
        "{NEW}?issue[title]=%3Cb%3E%22x%22&issue[description]=line+1%0A%3C/textarea%3E&issue[confidential]=true&issuable_template=Bug"
    ));
    let text = text(&page);
    assert!(text.contains("value=\"&lt;b&gt;&quot;x&quot;\""), "{text}");
    assert!(
        text.contains(">\nline 1\n&lt;/textarea&gt;</textarea>"),
        "{text}"
    );
    assert!(text.contains("value=\"1\" checked"), "{text}");
    assert!(!text.contains("Bug"), "templates are ignored");
    assert!(
        !instance
            .get(NEW)
            .body
            .as_str()
            .expect("a page")
            .contains("checked")
    );
}

#[test]
fn submitting_it_creates_the_issue_and_acts_on_its_text() {
    let mut instance = instance("dana");
    let answer = instance.form(
        SUBMIT,
        &[
            ("issue[title]", "Broken"),
            (
                "issue[description]",
                "Steps\r\n\r\n/label ~bug\r\n/confidential",
            ),
        ],
    );
    assert_eq!(
        (answer.status, answer.header("location")),
        (302, Some("/gitlab-org/gitlab/-/issues/1"))
    );
    let shown = instance.acting_as("dana").body(&issue(1));
    assert_eq!(shown["labels"], json!(["bug"]));
    assert_eq!(
        (&shown["confidential"], &shown["description"]),
        (&json!(true), &json!("Steps"))
    );
    let again = instance.form(SUBMIT, &[("issue[title]", "")]);
    assert_eq!(again.status, 200);
    assert!(text(&again).contains("can&#39;t be blank"));
}

#[test]
fn an_issue_is_shown_as_text() {
    let mut instance = instance("dana");
    instance
        .acting_as("dana")
        .file(&json!({ "title": "<i>x</i>", "description": "<script>a & b", "labels": "bug" }));
    let page = instance.acting_as("").get("/gitlab-org/gitlab/-/issues/1");
    for part in [
        "&lt;i&gt;x&lt;/i&gt;",
        "&lt;script&gt;a &amp; b",
        ">opened<",
        ">bug<",
        "gitlab-org/gitlab#1",
    ] {
        assert!(text(&page).contains(part), "{part}");
    }
    assert_eq!(instance.get("/gitlab-org/gitlab/-/issues/2").status, 404);
}

#[test]
fn pages_are_for_those_who_may_see_them() {
    for (who, project, status) in [
        ("dana", "gitlab-org/gitlab", 200),
        ("dana", "gitlab-com/support/services", 200),
        ("gus", "gitlab-com/support/services", 404),
        ("dana", "no/such", 404),
        ("nobody is signed in", "gitlab-org/gitlab", 302),
    ] {
        let mut instance = instance(who);
        assert_eq!(
            instance.get(&format!("/{project}/-/issues/new")).status,
            status,
            "{who} {project}"
        );
        let submitted = instance
            .form(&format!("/{project}/-/issues"), &[("issue[title]", "x")])
            .status;
        assert_eq!(
            submitted,
            if status == 200 { 302 } else { status },
            "{who} {project}"
        );
    }
}

#[test]
fn an_address_of_more_than_8_kb_is_refused() {
    let mut instance = instance("dana");
    let address = |length: usize| format!("{NEW}?issue[description]={}", "d".repeat(length));
    assert_eq!(instance.get(&address(8_000)).status, 200);
    assert_eq!(instance.get(&address(8_192)).status, 414);
}
