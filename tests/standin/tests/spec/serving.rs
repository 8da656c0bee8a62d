//! The agent pages, their data, and what the stand-in notes.

use http_body_util::BodyExt as _;
use serde_json::json;

use crate::client::Desk;

#[tokio::test]
async fn every_agent_path_is_the_same_document_under_a_strict_policy() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for path in [
        "/agent/",
        "/agent/tickets/100234",
        "/agent/search/1?q=x",
        "/agent/home/tickets",
    ] {
        let page = desk.get(path).await?;
        assert_eq!(page.status, 200, "{path}");
        let policy = page.header("content-security-policy");
        let nonce = policy
            .split("script-src 'nonce-")
            .nth(1)
            .and_then(|rest| rest.split('\'').next())
            .unwrap_or_default();
        assert!(nonce.len() > 20, "{policy}");
        assert!(
            policy.starts_with("default-src 'none'")
                && !policy.contains("unsafe")
                && !policy.contains("wasm")
        );
        assert!(page.text().contains(&format!(
            "<meta name=\"standin-nonce\" content=\"{nonce}\">"
        )));
        assert!(
            page.header("set-cookie").starts_with("_zendesk_session=")
                && page.header("set-cookie").contains("HttpOnly")
        );
    }
    let (one, other) = (desk.get("/agent/").await?, desk.get("/agent/").await?);
    assert_ne!(
        one.header("content-security-policy"),
        other.header("content-security-policy")
    );
    Ok(())
}

#[tokio::test]
async fn only_calls_to_the_api_are_noted() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let control = desk.standin.control();
    desk.get("/standin/ui/boot").await?;
    assert!(control.requests().is_empty());
    assert_eq!(desk.get("/api/v2/users/me.json?x=1").await?.status, 200);
    assert_eq!(desk.get("/api/v2/tickets/1.json").await?.status, 404);
    let seen: Vec<_> = control
        .requests()
        .into_iter()
        .map(|logged| (logged.method, logged.path, logged.status))
        .collect();
    let get = "GET".to_owned();
    assert_eq!(
        seen,
        [
            (get.clone(), "/api/v2/users/me.json?x=1".to_owned(), 200),
            (get, "/api/v2/tickets/1.json".to_owned(), 404)
        ]
    );
    control.clear_requests();
    assert!(control.requests().is_empty());
    Ok(())
}

#[tokio::test]
async fn without_the_cookie_the_api_refuses() -> anyhow::Result<()> {
    let mut desk = Desk::open().await?;
    desk.cookie.clear();
    assert_eq!(desk.get("/api/v2/users/me.json").await?.status, 401);
    Ok(())
}

#[tokio::test]
async fn the_pages_have_data_of_their_own() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let boot = desk.get("/standin/ui/boot").await?.json();
    assert!(boot["agent"]["name"].is_string() && boot["agent"]["id"].is_string());
    assert!(
        boot["views"][0]["count"]
            .as_u64()
            .is_some_and(|count| count >= 300)
    );
    let list = desk
        .get("/standin/ui/list?place=view&key=360001&page=2&per_page=30&sort=sla&order=asc")
        .await?
        .json();
    let rows = list["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 30);
    let minutes: Vec<i64> = rows
        .iter()
        .filter_map(|row| row["sla_minutes"].as_i64())
        .collect();
    assert!(minutes.len() == 30 && minutes.is_sorted());
    let id = rows[0]["id"].as_str().expect("a string");
    let ticket = desk.get(&format!("/standin/ui/ticket/{id}")).await?.json();
    assert_eq!(ticket["ticket"]["subject"], rows[0]["subject"]);
    assert!(ticket["comments"][0]["body"].is_string());
    let organization = ticket["ticket"]["organization_id"]
        .as_str()
        .expect("an organisation");
    let requester = ticket["ticket"]["requester_id"]
        .as_str()
        .expect("a requester");
    for (place, key) in [
        ("organization", organization),
        ("user", requester),
        ("search", "LDAP"),
        ("home", ""),
    ] {
        let list = desk
            .get(&format!("/standin/ui/list?place={place}&key={key}"))
            .await?
            .json();
        assert!(
            list["total"].as_u64().is_some_and(|total| total > 0),
            "{place}"
        );
    }
    assert_eq!(
        desk.get("/standin/ui/list?place=view&key=1").await?.status,
        404
    );
    assert_eq!(desk.get("/standin/ui/ticket/1").await?.status, 404);
    Ok(())
}

#[tokio::test]
async fn open_pages_hear_of_changes() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut events = desk
        .send("GET", "gitlab.zendesk.com", "/standin/ui/events", "")
        .await?
        .into_body();
    assert_eq!(desk.standin.control().listeners(), 1);
    desk.standin.control().announce(&[100_234, 100_235]);
    let frame = events.frame().await.expect("an event")?;
    let text = String::from_utf8_lossy(frame.data_ref().expect("data")).into_owned();
    assert_eq!(
        text,
        "event: changed\ndata: {\"ids\":[\"100234\",\"100235\"]}\n\n"
    );
    Ok(())
}

#[tokio::test]
async fn a_live_queue_announces_what_it_changed() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let mut events = desk
        .send("GET", "gitlab.zendesk.com", "/standin/ui/events", "")
        .await?
        .into_body();
    desk.standin
        .control()
        .set_live(Some(std::time::Duration::from_millis(1)));
    let frame = events.frame().await.expect("an event")?;
    assert!(
        frame
            .data_ref()
            .is_some_and(|data| data.starts_with(b"event: changed"))
    );
    Ok(())
}

#[tokio::test]
async fn built_files_are_served_and_nothing_else() -> anyhow::Result<()> {
    let dir = std::env::temp_dir().join(format!("standin-pages-{}", std::process::id()));
    std::fs::create_dir_all(&dir)?;
    std::fs::write(dir.join("app.js"), "'use strict';")?;
    let desk = Desk::with_pages(dir.clone()).await?;
    let script = desk.get("/standin/ui/assets/app.js").await?;
    assert_eq!(
        (script.text().as_str(), script.header("content-type")),
        ("'use strict';", "text/javascript; charset=utf-8")
    );
    for path in [
        "/standin/ui/assets/app.css",
        "/standin/ui/assets/..%2Fapp.js",
        "/standin/ui/assets/%2Fetc%2Fhostname",
    ] {
        assert_eq!(desk.get(path).await?.status, 404, "{path}");
    }
    std::fs::remove_dir_all(dir)?;
    Ok(())
}

#[tokio::test]
async fn violations_of_the_policy_are_kept() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let report = json!({ "csp-report": { "violated-directive": "script-src" } }).to_string();
    assert_eq!(desk.post("/standin/csp-report", &report).await?.status, 204);
    assert_eq!(desk.standin.control().report_csp(), [report]);
    Ok(())
}

#[tokio::test]
async fn hosts_do_not_mix() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    for path in ["/", "/agent/", "/api/v2/users/me.json", "/standin/"] {
        let answer = desk.request("GET", "gitlab.com", path, "").await?;
        assert_eq!(answer.status, 404, "{path}");
    }
    let user = desk
        .request("GET", "gitlab.com", "/api/v4/user", "")
        .await?;
    assert_eq!(user.status, 401, "Zendesk's session is nothing to GitLab");
    assert_eq!(desk.get("/api/v4/user").await?.status, 404);
    assert_eq!(
        desk.request("GET", "example.org", "/agent/", "")
            .await?
            .status,
        421
    );
    assert!(desk.standin.control().requests().is_empty());
    Ok(())
}
