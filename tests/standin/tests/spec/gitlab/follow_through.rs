//! What happens to an issue after it was filed: labels, links, merge requests, milestones, moves.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use standin::gitlab::{Change, MergeRequest, MergeState, Permission};

use super::instance::{ISSUES, Instance, issue};

const LABELS: &str = "/api/v4/projects/gitlab-org%2Fgitlab/labels";

fn requests(instance: &mut Instance) -> &mut BTreeMap<u64, MergeRequest> {
    let project = instance.gitlab.projects.get_mut(&instance.project);
    &mut project.expect("the project").merge_requests
}

fn iids(list: &Value) -> Vec<u64> {
    list.as_array()
        .expect("a list")
        .iter()
        .filter_map(|it| it["iid"].as_u64())
        .collect()
}

#[test]
fn of_two_who_create_a_label_one_is_told_that_it_exists() {
    let mut instance = Instance::new();
    let label = json!({ "name": "lock::100234", "color": "#ff0000" });
    assert_eq!(instance.post(LABELS, &label).status, 201);
    let second = instance.acting_as("rita").post(LABELS, &label);
    assert_eq!(
        (second.status, second.body),
        (409, json!({ "message": "Label already exists" }))
    );
    let found = instance.body(&format!("{LABELS}?search=LOCK"));
    assert_eq!(found[0]["name"], "lock::100234");
    for (who, body, status) in [
        ("gus", json!({ "name": "x", "color": "#000" }), 403),
        ("dana", json!({ "color": "#000" }), 400),
        ("dana", json!({ "name": "x" }), 400),
        ("dana", json!({ "name": "a,b", "color": "#000" }), 400),
        ("dana", json!({ "name": "x", "color": "red" }), 400),
    ] {
        assert_eq!(
            instance.acting_as(who).post(LABELS, &body).status,
            status,
            "{who} {body}"
        );
    }
}

#[test]
fn issues_are_linked_both_ways_and_once() {
    let mut instance = Instance::new();
    let (first, second) = (
        instance.file(&json!({ "title": "1" })),
        instance.file(&json!({ "title": "2" })),
    );
    let links = format!("{}/links", issue(second));
    let body = json!({ "target_project_id": instance.project, "target_issue_iid": first });
    let created = instance.post(&links, &body);
    assert_eq!(
        (created.status, &created.body["target_issue"]["iid"]),
        (201, &json!(first))
    );
    assert_eq!(instance.post(&links, &body).status, 409);
    assert_eq!(iids(&instance.body(&links)), [first]);
    assert_eq!(
        iids(&instance.body(&format!("{}/links", issue(first)))),
        [second]
    );
    assert_eq!(
        instance
            .acting_as("nobody-special")
            .post(&links, &body)
            .status,
        403
    );
    let nowhere = json!({ "target_project_id": 1, "target_issue_iid": 1 });
    assert_eq!(
        instance.acting_as("dana").post(&links, &nowhere).status,
        404
    );
}

#[test]
fn a_merge_request_closes_what_it_says_when_it_is_merged() {
    let mut instance = Instance::new();
    let (spoken_of, closed) = (
        instance.file(&json!({ "title": "1" })),
        instance.file(&json!({ "title": "2" })),
    );
    let (project, rita) = (instance.project, instance.people["rita"]);
    let now = instance.now;
    let request = instance
        .gitlab
        .add_merge_request(now, project, rita, "Fix", &[closed])
        .expect("a project");
    requests(&mut instance)
        .get_mut(&request)
        .expect("it")
        .mentions
        .insert(spoken_of);
    for (iid, related, closing) in [(closed, 1, 1), (spoken_of, 1, 0)] {
        let list = instance.body(&format!("{}/related_merge_requests", issue(iid)));
        assert_eq!(list.as_array().map(Vec::len), Some(related), "{iid}");
        let list = instance.body(&format!("{}/closed_by", issue(iid)));
        assert_eq!(list.as_array().map(Vec::len), Some(closing), "{iid}");
    }
    let said = instance.body(&format!("{}/notes", issue(closed)))[0]["body"].clone();
    assert_eq!(said, "mentioned in merge request gitlab-org/gitlab!1");
    let merge_request = format!("/api/v4/projects/{project}/merge_requests/{request}");
    assert_eq!(instance.body(&merge_request)["state"], "opened");
    instance.wait(60);
    let now = instance.now;
    assert_eq!(instance.gitlab.merge(now, project, request), Some(()));
    assert_eq!(
        instance.gitlab.merge(now, project, request),
        None,
        "only once"
    );
    assert_eq!(instance.body(&merge_request)["state"], "merged");
    let shown = instance.body(&issue(closed));
    assert_eq!(
        (&shown["state"], &shown["closed_by"]["username"]),
        (&json!("closed"), &json!("rita"))
    );
    assert_eq!(instance.body(&issue(spoken_of))["state"], "opened");
    requests(&mut instance).get_mut(&request).expect("it").state = MergeState::Closed;
    assert_eq!(
        instance.body(&format!("{}/closed_by", issue(closed))),
        json!([])
    );
}

#[test]
fn an_issue_is_scheduled_for_a_milestone() {
    let mut instance = Instance::new();
    let iid = instance.file(&json!({ "title": "x" }));
    let (now, place) = (instance.now, instance.place(iid));
    assert_eq!(
        instance.gitlab.set_milestone(now, place, Some("18.1")),
        None,
        "there is none yet"
    );
    instance
        .gitlab
        .add_milestone(instance.project, "18.1", Some("2026-04-16"));
    assert_eq!(
        instance.gitlab.set_milestone(now, place, Some("18.1")),
        Some(())
    );
    let milestone = instance.body(&issue(iid))["milestone"].clone();
    assert_eq!(
        (&milestone["title"], &milestone["due_date"]),
        (&json!("18.1"), &json!("2026-04-16"))
    );
    let listed = instance.body("/api/v4/projects/gitlab-org%2Fgitlab/milestones?title=18.1");
    assert_eq!(listed[0]["id"], milestone["id"]);
    assert_eq!(
        iids(&instance.body(&format!("{ISSUES}?milestone=18.1"))),
        [iid]
    );
    assert_eq!(instance.gitlab.set_milestone(now, place, None), Some(()));
    assert_eq!(instance.body(&issue(iid))["milestone"], Value::Null);
}

#[test]
fn a_moved_issue_is_closed_and_says_where_it_went() {
    let mut instance = Instance::new();
    let iid = instance.file(&json!({ "title": "x", "description": "marker", "labels": "bug" }));
    let target = json!({ "to_project_id": instance.private });
    let path = format!("{}/move", issue(iid));
    assert_eq!(
        instance.acting_as("rita").post(&path, &target).status,
        404,
        "she does not see the target"
    );
    let moved = instance.acting_as("dana").post(&path, &target);
    assert_eq!(moved.status, 201, "{}", moved.body);
    assert_eq!(
        moved.body["references"]["full"],
        "gitlab-com/support/services#1"
    );
    assert_eq!(
        (&moved.body["description"], &moved.body["labels"]),
        (&json!("marker"), &json!(["bug"]))
    );
    let old = instance.body(&issue(iid));
    assert_eq!(
        (&old["state"], &old["moved_to_id"]),
        (&json!("closed"), &moved.body["id"])
    );
    let said = instance.body(&format!("{}/notes", issue(iid)))[0]["body"].clone();
    assert_eq!(said, "moved to gitlab-com/support/services#1");
}

#[test]
fn an_issue_can_be_closed_and_opened_while_nobody_calls() {
    let mut instance = Instance::new();
    let iid = instance.file(&json!({ "title": "x" }));
    for (closed, state) in [(true, "closed"), (false, "opened")] {
        instance.wait(1);
        let (now, place, rita) = (instance.now, instance.place(iid), instance.people["rita"]);
        assert_eq!(
            instance.gitlab.set_closed(now, place, closed, rita),
            Some(())
        );
        let shown = instance.body(&issue(iid));
        assert_eq!(shown["state"], state);
        assert_eq!(shown["closed_at"].is_null(), !closed);
        assert_eq!(shown["updated_at"], json!(now));
    }
}

#[test]
fn a_person_can_make_it_all_happen() {
    let mut instance = Instance::new();
    instance
        .gitlab
        .add_milestone(instance.project, "18.11", None);
    let iid = instance.file(&json!({ "title": "x" }));
    let newest = instance.gitlab.newest_issue().expect("an issue");
    assert_eq!(newest, "gitlab-org/gitlab#1");
    let named = || newest.clone();
    for (change, field, value) in [
        (Change::Close { issue: named() }, "/state", json!("closed")),
        (Change::Reopen { issue: named() }, "/state", json!("opened")),
        (
            Change::Schedule {
                issue: named(),
                milestone: Some("18.11".to_owned()),
            },
            "/milestone/title",
            json!("18.11"),
        ),
        (
            Change::Schedule {
                issue: named(),
                milestone: None,
            },
            "/milestone",
            Value::Null,
        ),
        (
            Change::Propose { issue: named() },
            "/merge_requests_count",
            json!(1),
        ),
        (Change::Merge { issue: named() }, "/state", json!("closed")),
    ] {
        let now = instance.now;
        assert_eq!(instance.gitlab.change(now, &change), Some(()), "{change:?}");
        let shown = instance.body(&issue(iid));
        assert_eq!(shown.pointer(field), Some(&value), "{change:?}");
    }
    let (now, to) = (instance.now, "gitlab-com/support/services".to_owned());
    let moved = Change::Move { issue: named(), to };
    assert_eq!(instance.gitlab.change(now, &moved), Some(()));
    assert!(instance.body(&issue(iid))["moved_to_id"].is_number());
    for change in [
        Change::Close {
            issue: "gitlab-org/gitlab#99".to_owned(),
        },
        Change::Schedule {
            issue: newest.clone(),
            milestone: Some("1.0".to_owned()),
        },
        Change::Move {
            issue: newest.clone(),
            to: "no/such".to_owned(),
        },
        Change::Merge {
            issue: newest.clone(),
        },
    ] {
        let now = instance.now;
        assert_eq!(instance.gitlab.change(now, &change), None, "{change:?}");
    }
    let now = instance.now;
    assert_eq!(instance.gitlab.change(now, &Change::RevokeTokens), Some(()));
    assert_eq!(instance.get(ISSUES).status, 401);
}

#[test]
fn merge_requests_are_listed_over_all_projects() {
    let mut instance = Instance::new();
    let now = instance.now;
    let (project, dana, rita) = (
        instance.project,
        instance.people["dana"],
        instance.people["rita"],
    );
    for (author, title, description) in [
        (
            dana,
            "Fix",
            "For https://gitlab.zendesk.com/agent/tickets/7",
        ),
        (dana, "gitlab.zendesk.com", "Nothing"),
        (rita, "Hers", "https://gitlab.zendesk.com/agent/tickets/8"),
    ] {
        let iid = instance
            .gitlab
            .add_merge_request(now, project, author, title, &[])
            .expect("a merge request");
        let request = requests(&mut instance).get_mut(&iid).expect("it");
        request.description = description.to_owned();
    }
    let titles = |instance: &mut Instance, query: &str| {
        let list = instance.body(&format!("/api/v4/merge_requests?{query}"));
        let titles = list.as_array().expect("a list").iter();
        let titles = titles.map(|it| it["title"].as_str().unwrap_or_default().to_owned());
        titles.collect::<Vec<_>>().join(", ")
    };
    let found = "search=gitlab.zendesk.com&in=description";
    assert_eq!(
        titles(&mut instance, found),
        "",
        "search knows nothing new yet"
    );
    instance.wait(5);
    for (query, expected) in [
        (found, "Fix"),
        ("search=gitlab.zendesk.com", "gitlab.zendesk.com, Fix"),
        (
            "scope=all&search=gitlab.zendesk.com&in=description",
            "Hers, Fix",
        ),
        ("scope=all&author_username=rita", "Hers"),
        ("state=merged", ""),
    ] {
        assert_eq!(titles(&mut instance, query), expected, "{query}");
    }
    for (query, status) in [("scope=mine", 400), ("state=new", 400)] {
        let path = format!("/api/v4/merge_requests?{query}");
        assert_eq!(instance.get(&path).status, status, "{query}");
    }
    // A token of projects reads no instance, and nobody has no merge requests.
    instance.fine_grained("fine", &[Permission::ReadIssue]);
    for (who, status) in [("fine", 403), ("", 401), ("gus", 200)] {
        let path = "/api/v4/merge_requests";
        assert_eq!(instance.acting_as(who).get(path).status, status, "{who}");
    }
}
