//! Issues: created, found, changed.

use serde_json::{Value, json};

use super::instance::{ISSUES, Instance, issue};

#[test]
fn a_new_issue_is_answered_with_what_is_needed_to_find_it_again() {
    let mut instance = Instance::new();
    let created = instance.post(
        ISSUES,
        &json!({ "title": " Broken ", "description": "Steps\n", "labels": "bug,customer", "confidential": true }),
    );
    assert_eq!(created.status, 201, "{}", created.body);
    let body = &created.body;
    assert_eq!(body["iid"], 1);
    assert_eq!(body["title"], "Broken");
    assert_eq!(body["description"], "Steps");
    assert_eq!(body["state"], "opened");
    assert_eq!(body["labels"], json!(["bug", "customer"]));
    assert_eq!(body["confidential"], true);
    assert_eq!(
        body["web_url"],
        "https://gitlab.com/gitlab-org/gitlab/-/issues/1"
    );
    assert_eq!(body["references"]["full"], "gitlab-org/gitlab#1");
    assert_eq!(body["author"]["username"], "dana");
    assert_eq!(instance.body(&issue(1))["id"], body["id"]);
    let by_number = format!("/api/v4/projects/{}/issues", instance.project);
    assert_eq!(
        instance.post(&by_number, &json!({ "title": "x" })).body["iid"],
        2
    );
    assert_eq!(
        instance
            .form(ISSUES, &[("title", "form"), ("labels", "a,b")])
            .body["labels"],
        json!(["a", "b"])
    );
}

#[test]
fn what_does_not_validate_is_refused_in_gitlabs_words() {
    let long = "é".repeat(256);
    let refused = [
        (json!({}), json!({ "error": "title is missing" })),
        (
            json!({ "title": " " }),
            json!({ "message": { "title": ["can't be blank"] } }),
        ),
        (
            json!({ "title": long }),
            json!({ "message": { "title": ["is too long (maximum is 255 characters)"] } }),
        ),
        (
            json!({ "title": "x", "description": "d".repeat(1_048_577) }),
            json!({ "message": { "description": ["is too long (maximum is 1048576 characters)"] } }),
        ),
        (
            json!([]),
            json!({ "error": "message body does not match declared format" }),
        ),
    ];
    let mut instance = Instance::new();
    for (body, answer) in refused {
        let response = instance.post(ISSUES, &body);
        assert_eq!((response.status, response.body), (400, answer));
    }
    assert_eq!(instance.body(ISSUES), json!([]));
    let longest = json!({ "title": "é".repeat(255), "description": "d".repeat(1_048_576) });
    assert_eq!(instance.post(ISSUES, &longest).status, 201);
}

#[test]
fn nothing_makes_two_posts_one() {
    let mut instance = Instance::new();
    let body = json!({ "title": "same", "description": "marker" });
    assert_eq!((instance.file(&body), instance.file(&body)), (1, 2));
}

#[test]
fn labels_are_dropped_in_silence_for_those_who_may_not_set_them() {
    for (who, labels) in [
        ("nobody-special", json!([])),
        ("gus", json!([])),
        ("rita", json!(["bug", "new"])),
        ("dana", json!(["bug", "new"])),
    ] {
        let mut instance = Instance::new();
        instance.acting_as(who);
        let created = instance.post(ISSUES, &json!({ "title": "x", "labels": ["bug", "new"] }));
        assert_eq!(
            (created.status, &created.body["labels"]),
            (201, &labels),
            "{who}"
        );
        let project = &instance.gitlab.projects[&instance.project];
        assert_eq!(
            project.labels.contains_key("new"),
            labels != json!([]),
            "{who}"
        );
    }
}

#[test]
fn of_scoped_labels_the_last_stays() {
    let mut instance = Instance::new();
    let iid = instance.file(&json!({ "title": "x", "labels": "type::bug,customer" }));
    let changed = instance.put(
        &issue(iid),
        &json!({ "add_labels": "type::feature,group::runner" }),
    );
    assert_eq!(
        changed.body["labels"],
        json!(["customer", "group::runner", "type::feature"])
    );
}

#[test]
fn an_issue_is_changed_field_by_field() {
    let mut instance = Instance::new();
    let milestone = instance
        .gitlab
        .add_milestone(instance.project, "18.1", None)
        .expect("a project");
    let iid = instance.file(&json!({ "title": "x", "labels": "a,b" }));
    let cases: [(Value, &str, Value); 9] = [
        (json!({ "title": "y" }), "/title", json!("y")),
        (json!({ "description": "z" }), "/description", json!("z")),
        (
            json!({ "add_labels": "c", "remove_labels": "a" }),
            "/labels",
            json!(["b", "c"]),
        ),
        (json!({ "labels": "d" }), "/labels", json!(["d"])),
        (json!({ "state_event": "close" }), "/state", json!("closed")),
        (
            json!({ "state_event": "reopen" }),
            "/state",
            json!("opened"),
        ),
        (
            json!({ "confidential": true }),
            "/confidential",
            json!(true),
        ),
        (
            json!({ "milestone_id": milestone }),
            "/milestone/title",
            json!("18.1"),
        ),
        (json!({ "milestone_id": 0 }), "/milestone", Value::Null),
    ];
    for (change, field, value) in cases {
        let response = instance.put(&issue(iid), &change);
        assert_eq!(
            (response.status, response.body.pointer(field)),
            (200, Some(&value)),
            "{change}"
        );
        assert_eq!(
            instance.body(&issue(iid)).pointer(field),
            Some(&value),
            "{change}"
        );
    }
    for change in [
        json!({}),
        json!({ "state_event": "merge" }),
        json!({ "title": "" }),
    ] {
        assert_eq!(instance.put(&issue(iid), &change).status, 400, "{change}");
    }
}

#[test]
fn search_lags_behind_writes_and_nothing_else_does() {
    let mut instance = Instance::new();
    instance.gitlab.search_lag_seconds = 5;
    let iid = instance.file(
        &json!({ "title": "Runner panics", "description": "ticket 100234", "labels": "bug" }),
    );
    let found = |instance: &mut Instance, query: &str| {
        instance
            .body(&format!("{ISSUES}?{query}"))
            .as_array()
            .map_or(0, Vec::len)
    };
    let search = "search=100234&in=title,description&state=all";
    assert_eq!(found(&mut instance, search), 0);
    assert_eq!(
        found(&mut instance, "labels=bug"),
        1,
        "label filters read the database"
    );
    assert_eq!(found(&mut instance, &format!("iids[]={iid}")), 1);
    assert_eq!(instance.get(&issue(iid)).status, 200);
    instance.wait(4);
    assert_eq!(found(&mut instance, search), 0);
    instance.wait(1);
    assert_eq!(found(&mut instance, search), 1);
    instance.put(&issue(iid), &json!({ "add_labels": "customer" }));
    assert_eq!(
        found(&mut instance, search),
        1,
        "a label does not touch the text"
    );
    instance.put(
        &issue(iid),
        &json!({ "description": "ticket 100234 and another" }),
    );
    assert_eq!(
        found(&mut instance, search),
        0,
        "a new text is indexed anew"
    );
}

#[test]
fn lists_are_filtered() {
    let mut instance = Instance::new();
    instance.gitlab.search_lag_seconds = 0;
    for (title, description, labels) in [
        ("Runner panics on start", "nil pointer dereference", "bug"),
        (
            "LDAP login fails",
            "Invalid credentials for Runner",
            "bug,customer",
        ),
        ("Dark theme", "", ""),
    ] {
        instance.file(&json!({ "title": title, "description": description, "labels": labels }));
        instance.wait(1);
    }
    instance.put(&issue(2), &json!({ "state_event": "close" }));
    for (query, iids) in [
        ("", vec![3, 2, 1]),
        ("sort=asc", vec![1, 2, 3]),
        ("order_by=updated_at", vec![2, 3, 1]),
        ("state=opened", vec![3, 1]),
        ("state=closed", vec![2]),
        ("state=all&search=runner", vec![2, 1]),
        ("search=runner&in=title", vec![1]),
        ("search=runner&in=description", vec![2]),
        ("search=RUNNER+credentials", vec![2]),
        ("search=%22credentials+for%22", vec![2]),
        ("search=%22for+credentials%22", vec![]),
        ("labels=bug,customer", vec![2]),
        ("labels=None", vec![3]),
        ("iids[]=1&iids[]=3", vec![3, 1]),
        ("per_page=2", vec![3, 2]),
        ("per_page=2&page=2", vec![1]),
    ] {
        let list = instance.body(&format!("{ISSUES}?{query}"));
        let found: Vec<u64> = list
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|it| it["iid"].as_u64())
            .collect();
        assert_eq!(found, iids, "{query}");
    }
    let page = instance.get(&format!("{ISSUES}?per_page=2"));
    assert_eq!(page.header("x-total"), Some("3"));
    assert_eq!(page.header("x-next-page"), Some("2"));
    assert!(
        page.header("link")
            .is_some_and(|link| link.contains("page=2>; rel=\"next\""))
    );
    assert_eq!(instance.get(&format!("{ISSUES}?state=asleep")).status, 400);
}
