//! Who may do what, and what refusals look like.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;
use standin::gitlab::{Kind, Permission, RetryAfter, Role, Scope, Visibility};
use standin::world::{Request, seconds_after};

use super::instance::{ISSUES, Instance, issue};

const PRIVATE: &str = "/api/v4/projects/gitlab-com%2Fsupport%2Fservices";
const SELF: &str = "/api/v4/personal_access_tokens/self";

#[test]
fn a_token_that_does_not_hold_is_401_whatever_it_asks_for() {
    let mut instance = Instance::new();
    instance.grant("expired", Kind::Classic(BTreeSet::from([Scope::Api])));
    instance.grant("revoked", Kind::Classic(BTreeSet::from([Scope::Api])));
    let tokens = &mut instance.gitlab.tokens;
    tokens.get_mut("expired").expect("a token").expires_at = Some(instance.now);
    tokens.get_mut("revoked").expect("a token").revoked = true;
    for token in ["expired", "revoked", "glpat-unknown"] {
        for path in [ISSUES, "/api/v4/user", "/api/v4/projects/1", SELF] {
            let refused = instance.acting_as(token).get(path);
            assert_eq!(
                (refused.status, refused.body),
                (401, json!({ "message": "401 Unauthorized" })),
                "{token} {path}"
            );
        }
    }
    let without = instance
        .acting_as("")
        .post(ISSUES, &json!({ "title": "x" }));
    assert_eq!(without.status, 401);
    assert_eq!(
        instance.get(ISSUES).status,
        200,
        "a public project is open to all who only read"
    );
}

#[test]
fn tokens_are_taken_from_either_header() {
    let mut instance = Instance::new();
    for (name, value) in [("PRIVATE-TOKEN", "rita"), ("Authorization", "Bearer rita")] {
        let request = Request::new("GET", "gitlab.com", "/api/v4/user").with_header(name, value);
        let answer = instance.gitlab.handle(instance.now, &request);
        assert_eq!(
            (answer.status, answer.body["username"].as_str()),
            (200, Some("rita")),
            "{name}"
        );
    }
}

#[test]
fn scopes_bound_what_a_classic_token_may_do() {
    let mut instance = Instance::new();
    for (scope, user, read, write) in [
        (Scope::Api, 200, 200, 201),
        (Scope::ReadApi, 200, 200, 403),
        (Scope::ReadUser, 200, 403, 403),
    ] {
        instance.grant("scoped", Kind::Classic(BTreeSet::from([scope])));
        instance.acting_as("scoped");
        assert_eq!(instance.get("/api/v4/user").status, user, "{scope:?}");
        assert_eq!(instance.get(ISSUES).status, read, "{scope:?}");
        let written = instance.post(ISSUES, &json!({ "title": "x" }));
        assert_eq!(written.status, write, "{scope:?}");
        if write == 403 {
            assert_eq!(written.body["error"], "insufficient_scope");
        }
    }
}

#[test]
fn a_fine_grained_token_does_what_it_was_given_for_that_project_alone() {
    use Permission as P;
    let requests = |instance: &mut Instance| {
        [
            (P::ReadIssue, instance.get(ISSUES).status),
            (
                P::ReadIssue,
                instance.get(&format!("{}/notes", issue(1))).status,
            ),
            (
                P::CreateIssue,
                instance.post(ISSUES, &json!({ "title": "x" })).status,
            ),
            (
                P::UpdateIssue,
                instance
                    .put(&issue(1), &json!({ "add_labels": "a" }))
                    .status,
            ),
            (
                P::CreateNote,
                instance
                    .post(&format!("{}/notes", issue(1)), &json!({ "body": "x" }))
                    .status,
            ),
            (
                P::ReadProject,
                instance.get("/api/v4/projects/gitlab-org%2Fgitlab").status,
            ),
            (
                P::ReadLabel,
                instance
                    .get("/api/v4/projects/gitlab-org%2Fgitlab/labels")
                    .status,
            ),
        ]
    };
    for given in [
        vec![P::ReadIssue, P::CreateIssue],
        vec![P::CreateNote, P::UpdateIssue],
        vec![],
    ] {
        let mut instance = Instance::new();
        instance.file(&json!({ "title": "there already" }));
        instance.fine_grained("fine", &given);
        instance.acting_as("fine");
        for (needed, status) in requests(&mut instance) {
            assert_eq!(
                status < 300,
                given.contains(&needed),
                "{needed:?} with {given:?}: {status}"
            );
            assert!(status < 300 || status == 403, "{needed:?}: {status}");
        }
        assert_eq!(
            instance.get(PRIVATE).body["error"],
            "insufficient_granular_scope"
        );
        assert_eq!(instance.body(SELF)["scopes"], json!(["granular"]));
    }
}

#[test]
fn a_project_that_one_may_not_see_does_not_exist() {
    let mut instance = Instance::new();
    for (who, visibility, status) in [
        ("dana", Visibility::Private, 200),
        ("rita", Visibility::Private, 404),
        ("", Visibility::Private, 404),
        ("rita", Visibility::Internal, 200),
        ("", Visibility::Internal, 404),
        ("", Visibility::Public, 200),
    ] {
        let project = instance
            .gitlab
            .projects
            .get_mut(&instance.private)
            .expect("the project");
        project.visibility = visibility;
        let answer = instance.acting_as(who).get(PRIVATE);
        assert_eq!(answer.status, status, "{who} {visibility:?}");
        if status == 200 {
            assert_eq!(answer.body["visibility"], visibility.as_str());
        } else {
            assert_eq!(answer.body, json!({ "message": "404 Project Not Found" }));
        }
    }
}

#[test]
fn confidential_issues_are_for_their_author_and_members_from_planner_on() {
    let mut instance = Instance::new();
    instance.acting_as("gus");
    let iid = instance.file(&json!({ "title": "x", "confidential": true }));
    let other = instance
        .acting_as("dana")
        .file(&json!({ "title": "y", "confidential": true }));
    for (who, own, others) in [
        ("gus", 200, 404),
        ("rita", 200, 200),
        ("nobody-special", 404, 404),
        ("", 404, 404),
    ] {
        instance.acting_as(who);
        assert_eq!(instance.get(&issue(iid)).status, own, "{who}");
        assert_eq!(instance.get(&issue(other)).status, others, "{who}");
        let seen = instance.body(ISSUES).as_array().map_or(0, Vec::len);
        assert_eq!(
            seen,
            usize::from(own == 200) + usize::from(others == 200),
            "{who}"
        );
    }
}

#[test]
fn people_change_their_own_issues_and_planners_all() {
    let mut instance = Instance::new();
    let iid = instance
        .acting_as("nobody-special")
        .file(&json!({ "title": "x" }));
    for (who, status) in [("gus", 403), ("nobody-special", 200), ("rita", 200)] {
        let changed = instance
            .acting_as(who)
            .put(&issue(iid), &json!({ "title": "y", "add_labels": "bug" }));
        assert_eq!(changed.status, status, "{who}");
        if status == 200 {
            assert_eq!(
                changed.body["labels"] == json!(["bug"]),
                who == "rita",
                "{who}"
            );
        }
    }
}

#[test]
fn a_project_that_moved_is_read_under_its_id_and_not_written() {
    let mut instance = Instance::new();
    instance
        .gitlab
        .renamed
        .insert("gitlab-org/old".to_owned(), instance.project);
    let moved = instance.get("/api/v4/projects/gitlab-org%2Fold/issues?search=a+b");
    let place = format!(
        "https://gitlab.com/api/v4/projects/{}/issues?search=a+b",
        instance.project
    );
    assert_eq!(
        (moved.status, moved.header("location")),
        (301, Some(place.as_str()))
    );
    let refused = instance.post(
        "/api/v4/projects/gitlab-org%2Fold/issues",
        &json!({ "title": "x" }),
    );
    assert_eq!(refused.status, 405);
}

#[test]
fn an_archived_project_is_read_only() {
    let mut instance = Instance::new();
    instance
        .gitlab
        .projects
        .get_mut(&instance.project)
        .expect("the project")
        .archived = true;
    assert_eq!(instance.get(ISSUES).status, 200);
    assert_eq!(instance.post(ISSUES, &json!({ "title": "x" })).status, 403);
}

#[test]
fn members_are_shown_with_their_level() {
    let mut instance = Instance::new();
    for (who, level) in [("gus", 10), ("rita", 20), ("dana", 30)] {
        let member = format!(
            "/api/v4/projects/{}/members/all/{}",
            instance.project, instance.people[who]
        );
        assert_eq!(instance.body(&member)["access_level"], level, "{who}");
    }
    let stranger = format!(
        "/api/v4/projects/{}/members/all/{}",
        instance.project, instance.people["nobody-special"]
    );
    assert_eq!(instance.get(&stranger).status, 404);
    let planner = instance.people["nobody-special"];
    assert!(
        instance
            .gitlab
            .add_member(instance.project, planner, Role::Planner)
    );
    assert_eq!(instance.body(&stranger)["access_level"], 15);
}

#[test]
fn a_personal_token_tells_of_itself_and_can_end_itself() {
    let mut instance = Instance::new();
    instance.grant("mine", Kind::Classic(BTreeSet::from([Scope::Api])));
    let expiry = seconds_after(instance.now, 86_400 * 3);
    instance
        .gitlab
        .tokens
        .get_mut("mine")
        .expect("a token")
        .expires_at = Some(expiry);
    let shown = instance.acting_as("mine").body(SELF);
    assert_eq!(
        (&shown["scopes"], &shown["active"]),
        (&json!(["api"]), &json!(true))
    );
    assert_eq!(shown["expires_at"], "2026-03-05");
    assert_eq!(instance.call("DELETE", SELF, &json!({})).status, 204);
    assert_eq!(instance.get("/api/v4/user").status, 401);
}

#[test]
fn the_front_door_says_when_to_come_back_and_the_application_does_not() {
    let mut instance = Instance::new();
    instance.gitlab.limits.requests_per_minute = 3;
    for _ in 0..3 {
        assert_eq!(instance.get(ISSUES).status, 200);
        instance.wait(10);
    }
    for (manner, after) in [
        (RetryAfter::Seconds, "30"),
        (RetryAfter::HttpDate, "Mon, 02 Mar 2026 09:01:00 GMT"),
    ] {
        instance.gitlab.limits.retry_after = manner;
        let refused = instance.get(ISSUES);
        assert_eq!(
            (refused.status, refused.header("retry-after")),
            (429, Some(after))
        );
    }
    assert_eq!(
        instance.acting_as("rita").get(ISSUES).status,
        200,
        "each caller has a share"
    );
    instance.acting_as("dana").wait(30);
    assert_eq!(instance.get(ISSUES).status, 200);

    instance.gitlab.limits.requests_per_minute = 2_000;
    instance.gitlab.limits.writes_per_minute = 1;
    instance.file(&json!({ "title": "x" }));
    let refused = instance.post(ISSUES, &json!({ "title": "y" }));
    assert_eq!(
        (refused.status, refused.body.as_str()),
        (429, Some("Retry later\n"))
    );
    assert_eq!(
        refused.headers,
        [(
            "content-type".to_owned(),
            "text/plain; charset=utf-8".to_owned()
        )]
    );
    assert_eq!(instance.body(ISSUES).as_array().map(Vec::len), Some(1));
}

#[test]
fn a_client_that_has_the_answer_is_not_sent_it_again() {
    let mut instance = Instance::new();
    let iid = instance.file(&json!({ "title": "x" }));
    let tag = instance
        .get(&issue(iid))
        .header("etag")
        .expect("a tag")
        .to_owned();
    let again = |instance: &mut Instance| {
        instance
            .send(Request::new("GET", "gitlab.com", &issue(iid)).with_header("If-None-Match", &tag))
    };
    let unchanged = again(&mut instance);
    assert_eq!((unchanged.status, unchanged.bytes().len()), (304, 0));
    assert_eq!(unchanged.header("etag"), Some(tag.as_str()));
    instance.put(&issue(iid), &json!({ "state_event": "close" }));
    let changed = again(&mut instance);
    assert_eq!(
        (changed.status, &changed.body["state"]),
        (200, &json!("closed"))
    );
}

#[test]
fn other_origins_may_call_and_do_not_see_retry_after() {
    let mut instance = Instance::new();
    let preflight = |path: &str| {
        Request::new("OPTIONS", "gitlab.com", path)
            .with_header("Origin", "chrome-extension://abc")
            .with_header("Access-Control-Request-Method", "POST")
            .with_header(
                "Access-Control-Request-Headers",
                "private-token,content-type",
            )
    };
    for (path, headers) in [
        (ISSUES, Some("private-token,content-type")),
        ("/oauth/token", Some("Authorization")),
        ("/oauth/revoke", Some("Authorization")),
    ] {
        let answer = instance.acting_as("").send(preflight(path));
        assert_eq!(
            (answer.status, answer.header("access-control-allow-origin")),
            (200, Some("*")),
            "{path}"
        );
        assert_eq!(
            answer.header("access-control-allow-headers"),
            headers,
            "{path}"
        );
    }
    let page = instance.send(preflight("/gitlab-org/gitlab/-/issues/new"));
    assert_eq!(page.header("access-control-allow-origin"), None);
    let read = instance
        .send(Request::new("GET", "gitlab.com", ISSUES).with_header("Origin", "https://x.example"));
    assert_eq!(read.header("access-control-allow-origin"), Some("*"));
    let exposed = read.header("access-control-expose-headers").expect("names");
    assert!(
        exposed.contains("ETag") && !exposed.to_lowercase().contains("retry-after"),
        "{exposed}"
    );
    assert_eq!(
        instance.get(ISSUES).header("access-control-allow-origin"),
        None
    );
}

#[test]
fn a_front_may_let_no_other_origin_in() {
    let mut instance = Instance::new();
    instance.gitlab.cors = false;
    let preflight = Request::new("OPTIONS", "gitlab.com", ISSUES)
        .with_header("Origin", "chrome-extension://abc")
        .with_header("Access-Control-Request-Method", "POST");
    let read =
        Request::new("GET", "gitlab.com", ISSUES).with_header("Origin", "chrome-extension://abc");
    for request in [preflight, read] {
        let answer = instance.send(request);
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
    assert_eq!(instance.get(ISSUES).status, 200);
}

#[test]
fn a_token_for_nothing_reads_nothing() {
    let mut instance = Instance::new();
    instance.grant("empty", Kind::FineGrained(BTreeMap::new()));
    assert_eq!(instance.acting_as("empty").get(ISSUES).status, 403);
    assert_eq!(instance.get("/api/v4/user").status, 200);
}
