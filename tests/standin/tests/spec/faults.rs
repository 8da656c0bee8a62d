//! Everything that can be made to go wrong.

use standin::{Fault, Match, What};

use crate::client::Desk;

const ME: &str = "/api/v2/users/me.json";

#[tokio::test]
async fn answers_can_be_replaced() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let control = desk.standin.control();
    for (what, status, kind) in [
        (What::Status(403), 403, "application/json"),
        (What::Status(503), 503, "application/json"),
        (
            What::RateLimited {
                retry_after: Some(30),
            },
            429,
            "application/json",
        ),
        (What::LoginPage, 200, "text/html"),
        (What::HtmlError(502), 502, "text/html"),
    ] {
        control.set_faults(vec![Fault::api(what.clone())]);
        let answer = desk.get(ME).await?;
        assert_eq!(answer.status, status, "{what:?}");
        assert!(answer.header("content-type").starts_with(kind), "{what:?}");
        assert_eq!(
            answer.header("retry-after"),
            if status == 429 { "30" } else { "" }
        );
        if kind == "application/json" {
            assert!(answer.json()["error"].is_string() && answer.json()["description"].is_string());
        }
    }
    control.set_faults(vec![Fault::api(What::RateLimited { retry_after: None })]);
    assert!(desk.get(ME).await?.headers.get("retry-after").is_none());
    control.set_faults(Vec::new());
    assert_eq!(desk.get(ME).await?.status, 200);
    assert_eq!(
        control
            .requests()
            .iter()
            .map(|logged| logged.status)
            .collect::<Vec<_>>(),
        [403, 503, 429, 200, 502, 429, 200]
    );
    Ok(())
}

#[tokio::test]
async fn a_fault_can_be_for_some_requests_of_one_path() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    desk.standin.control().set_faults(vec![Fault::new(
        Match::path("/api/v2/users/").nth(2).times(1),
        What::Status(500),
    )]);
    let mut seen = Vec::new();
    for path in [ME, "/api/v2/views.json", ME, ME] {
        seen.push(desk.get(path).await?.status);
    }
    assert_eq!(seen, [200, 200, 500, 200]);
    Ok(())
}

#[tokio::test]
async fn bodies_can_be_cut_short_and_connections_dropped() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let control = desk.standin.control();
    let whole = desk.get(ME).await?.body;
    control.set_faults(vec![Fault::api(What::Truncated)]);
    let cut = desk.get(ME).await?;
    assert_eq!((cut.status, cut.body.len()), (200, whole.len() / 2));
    control.set_faults(vec![Fault::api(What::Drop)]);
    assert!(desk.get(ME).await.is_err());
    assert_eq!(
        control.requests().last().map(|logged| logged.status),
        Some(0)
    );
    Ok(())
}

#[tokio::test]
async fn a_slow_answer_is_held_until_it_is_released() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let control = desk.standin.control();
    control.set_faults(vec![Fault::api(What::Slow { ms: 3_600_000 })]);
    let release = async {
        while control.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        assert_eq!(
            control.requests().first().map(|logged| logged.status),
            Some(0)
        );
        control.set_faults(Vec::new());
    };
    let (answer, ()) = tokio::join!(desk.get(ME), release);
    assert_eq!(answer?.status, 200);
    Ok(())
}

#[tokio::test]
async fn sideloads_and_clocks_can_be_wrong() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let control = desk.standin.control();
    let id = control.with_world(|world| world.first_ids(1)[0]);
    let path = format!("/api/v2/tickets/show_many.json?ids={id}&include=slas");
    control.set_faults(vec![
        Fault::api(What::NoSla),
        Fault::api(What::ClockSkew { seconds: -7_200 }),
    ]);
    let answer = desk.get(&path).await?;
    assert!(
        answer.json()["tickets"][0]["id"] == id
            && answer.json()["tickets"][0].get("slas").is_none()
    );
    let date = jiff::fmt::rfc2822::parse(answer.header("date"))?.timestamp();
    let off = jiff::Timestamp::now().as_second() - date.as_second();
    assert!((7_190..7_260).contains(&off), "{off}");
    Ok(())
}

#[tokio::test]
async fn one_ticket_of_an_answer_can_be_broken() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let control = desk.standin.control();
    let ids = control.with_world(|world| world.first_ids(2));
    control.set_faults(vec![Fault::api(What::BadTicket { id: ids[0] })]);
    let text = desk
        .get(&format!(
            "/api/v2/tickets/show_many.json?ids={},{}",
            ids[0], ids[1]
        ))
        .await?
        .text();
    assert_eq!(
        text.matches("\\ud83d").count(),
        2,
        "in the subject and in a tag"
    );
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_err());
    assert!(text.contains("\"status\":7") && text.contains(&ids[1].to_string()));
    Ok(())
}

#[tokio::test]
async fn a_person_can_switch_them_too() -> anyhow::Result<()> {
    let desk = Desk::open().await?;
    let control = desk.standin.control();
    let faults = r#"[{"when":{"path":"/api/v2/"},"what":{"rate_limited":{"retry_after":20}}},{"when":{"path":"/api/v2/search","nth":2},"what":"login_page"}]"#;
    assert_eq!(desk.post("/standin/faults", faults).await?.status, 204);
    assert_eq!(desk.get(ME).await?.status, 429);
    assert_eq!(
        desk.get("/standin/state").await?.json()["faults"][1]["what"],
        "login_page"
    );
    assert_eq!(
        desk.post("/standin/faults", r#"[{"when":1}]"#)
            .await?
            .status,
        400
    );
    assert_eq!(desk.post("/standin/faults", "[]").await?.status, 204);
    assert_eq!(
        desk.post(
            "/standin/settings",
            r#"{"sla":"forbidden","sign_out":true}"#
        )
        .await?
        .status,
        204
    );
    assert_eq!(
        control.with_world(|world| world.sla),
        standin::SlaMode::Forbidden
    );
    assert_eq!(desk.get(ME).await?.status, 401);
    for (change, status) in [
        (r#"{"search_lag":{"seconds":60}}"#, 204),
        (r#"{"cors":{"allowed":false}}"#, 204),
        (r#"{"close":{"issue":"gitlab-org/gitlab#0"}}"#, 404),
        (r#""revoke_tokens""#, 204),
        (r#"{"explode":1}"#, 422),
    ] {
        assert_eq!(
            desk.post("/standin/gitlab", change).await?.status,
            status,
            "{change}"
        );
    }
    let state = desk.get("/standin/state").await?.json();
    assert_eq!(state["gitlab"]["search_lag_seconds"], 60);
    assert_eq!(state["gitlab"]["cors"], false);
    let page = desk.get("/standin/").await?;
    let nonce = page
        .header("content-security-policy")
        .split('\'')
        .find_map(|part| part.strip_prefix("nonce-"))
        .unwrap_or_default()
        .to_owned();
    assert!(
        page.text().contains(&format!("<script nonce=\"{nonce}\">"))
            && !page.text().contains("{{nonce}}")
    );
    Ok(())
}
