//! GitLab over TLS: the same server, proxy and faults as Zendesk.

use serde_json::{Value, json};
use standin::gitlab::{SUPPORT_ENGINEER, TOKENS};
use standin::{Fault, Match, What};
use tokio::net::TcpStream;

use crate::client::{Answer, Desk};
use crate::proxy::ask;

const ISSUES: &str = "/api/v4/projects/gitlab-org%2Fgitlab-runner/issues";

async fn desk() -> anyhow::Result<Desk> {
    let mut desk = Desk::open().await?;
    desk.headers = vec![
        ("private-token", "glpat-standin-classic".to_owned()),
        ("origin", "chrome-extension://abc".to_owned()),
    ];
    Ok(desk)
}

async fn call(desk: &Desk, method: &str, path: &str, body: &Value) -> anyhow::Result<Answer> {
    let body = if body.is_null() {
        String::new()
    } else {
        body.to_string()
    };
    desk.request(method, "gitlab.com", path, &body).await
}

async fn get(desk: &Desk, path: &str) -> anyhow::Result<Answer> {
    call(desk, "GET", path, &Value::Null).await
}

/// Issues of the project that carry the title.
fn filed(desk: &Desk, title: &str) -> usize {
    desk.standin.control().with_gitlab(|gitlab| {
        let project = gitlab
            .project("gitlab-org/gitlab-runner")
            .expect("the project");
        project
            .issues
            .values()
            .filter(|issue| issue.title == title)
            .count()
    })
}

#[tokio::test]
async fn an_issue_is_filed_over_tls() -> anyhow::Result<()> {
    let desk = desk().await?;
    let created = call(
        &desk,
        "POST",
        ISSUES,
        &json!({ "title": "x", "labels": "bug" }),
    )
    .await?;
    assert_eq!(created.status, 201, "{}", created.text());
    let body = created.json();
    assert_eq!(body["author"]["username"], SUPPORT_ENGINEER);
    let read = get(&desk, &format!("{ISSUES}/{}", body["iid"])).await?;
    assert_eq!(read.json(), body);
    assert!(
        read.header("etag").starts_with("W/\"")
            && read.header("access-control-allow-origin") == "*"
    );
    let address = body["web_url"].as_str().expect("an address").to_owned();
    let page = get(
        &desk,
        address
            .strip_prefix("https://gitlab.com")
            .expect("GitLab's"),
    )
    .await?;
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    assert!(
        page.header("content-security-policy")
            .starts_with("default-src 'none'")
    );
    let seen = desk.standin.control().gitlab_requests();
    let seen: Vec<(&str, u16)> = seen
        .iter()
        .map(|logged| (logged.method.as_str(), logged.status))
        .collect();
    assert_eq!(seen, [("POST", 201), ("GET", 200), ("GET", 200)]);
    assert!(desk.standin.control().requests().is_empty());
    Ok(())
}

#[tokio::test]
async fn gitlabs_name_is_in_the_certificate_and_known_to_the_proxy() -> anyhow::Result<()> {
    let desk = desk().await?;
    let stream = TcpStream::connect(("127.0.0.1", desk.standin.port())).await?;
    assert_eq!(
        desk.get_over(stream, "gitlab.com", ISSUES).await?.status,
        200
    );
    let (_, tunnel) = ask(&desk, "CONNECT gitlab.com:443").await?;
    assert_eq!(
        desk.get_over(tunnel, "gitlab.com", ISSUES).await?.status,
        200
    );
    Ok(())
}

#[tokio::test]
async fn tokens_of_each_kind_are_there() -> anyhow::Result<()> {
    let mut desk = Desk::open().await?;
    let mut seen = Vec::new();
    for (token, _) in TOKENS {
        desk.headers = vec![("private-token", token.to_owned())];
        let read = get(&desk, ISSUES).await?.status;
        let created = call(
            &desk,
            "POST",
            ISSUES,
            &json!({ "title": "x", "labels": "bug" }),
        )
        .await?;
        let labelled = created.status == 201 && created.json()["labels"] == json!(["bug"]);
        seen.push((token, read, created.status, labelled));
    }
    assert_eq!(
        seen,
        [
            ("glpat-standin-classic", 200, 201, true),
            ("glpat-standin-read", 200, 403, false),
            ("glpat-standin-fine", 200, 201, true),
            ("glpat-standin-reporter", 200, 201, true),
            ("glpat-standin-guest", 200, 201, false),
            ("glpat-standin-soon", 200, 201, true),
            ("glpat-standin-expired", 401, 401, false),
            ("glpat-standin-revoked", 401, 401, false),
        ]
    );
    Ok(())
}

#[tokio::test]
async fn answers_can_be_replaced_in_gitlabs_shape() -> anyhow::Result<()> {
    let desk = desk().await?;
    let control = desk.standin.control();
    let message = |text: &str| json!({ "message": text }).to_string();
    for (what, status, text) in [
        (What::Status(401), 401, message("401 Unauthorized")),
        (What::Status(403), 403, message("403 Forbidden")),
        (What::Status(404), 404, message("404 Not Found")),
        (What::Status(409), 409, message("409 Conflict")),
        (What::Status(422), 422, message("422 Unprocessable Entity")),
        (What::Status(500), 500, message("500 Internal Server Error")),
        (
            What::RateLimited { retry_after: None },
            429,
            "Retry later\n".to_owned(),
        ),
        (
            What::RateLimited {
                retry_after: Some(7),
            },
            429,
            "Retry later\n".to_owned(),
        ),
    ] {
        control.set_faults(vec![Fault::gitlab(what.clone())]);
        let answer = call(&desk, "POST", ISSUES, &json!({ "title": "faulty" })).await?;
        assert_eq!((answer.status, answer.text()), (status, text), "{what:?}");
        let after = if what
            == (What::RateLimited {
                retry_after: Some(7),
            }) {
            "7"
        } else {
            ""
        };
        assert_eq!(answer.header("retry-after"), after, "{what:?}");
        assert_eq!(
            answer.header("access-control-allow-origin"),
            "*",
            "{what:?}"
        );
    }
    control.set_faults(vec![Fault::gitlab(What::RateLimitedUntil { seconds: 90 })]);
    let answer = get(&desk, ISSUES).await?;
    let until = jiff::fmt::rfc2822::parse(answer.header("retry-after"))?.timestamp();
    let left = until.as_second() - jiff::Timestamp::now().as_second();
    assert!((60..=90).contains(&left), "{left}");
    control.set_faults(vec![Fault::gitlab(What::HtmlError(502))]);
    let answer = get(&desk, ISSUES).await?;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (502, "text/html; charset=utf-8")
    );
    assert_eq!(filed(&desk, "faulty"), 0, "none of them had an effect");
    Ok(())
}

#[tokio::test]
async fn answers_can_be_lost_before_and_after_the_effect() -> anyhow::Result<()> {
    let desk = desk().await?;
    let control = desk.standin.control();
    for (what, effects) in [(What::DropBefore, 0), (What::Drop, 1)] {
        let title = format!("{what:?}");
        control.set_faults(vec![Fault::new(Match::path(ISSUES).method("POST"), what)]);
        assert!(
            call(&desk, "POST", ISSUES, &json!({ "title": title }))
                .await
                .is_err(),
            "{title}"
        );
        assert_eq!(filed(&desk, &title), effects, "{title}");
        assert_eq!(
            get(&desk, ISSUES).await?.status,
            200,
            "the fault is for POST alone"
        );
        assert_eq!(
            control
                .gitlab_requests()
                .iter()
                .filter(|logged| logged.status == 0)
                .count(),
            1
        );
        control.clear_requests();
    }
    control.set_faults(vec![Fault::gitlab(What::Truncated)]);
    let cut = call(&desk, "POST", ISSUES, &json!({ "title": "cut" })).await?;
    assert_eq!((cut.status, filed(&desk, "cut")), (201, 1));
    assert!(serde_json::from_slice::<Value>(&cut.body).is_err());
    Ok(())
}

#[tokio::test]
async fn answers_can_be_late_before_and_after_the_effect() -> anyhow::Result<()> {
    const HOUR_MS: u64 = 3_600_000;
    let desk = desk().await?;
    let control = desk.standin.control();
    for (what, effects) in [
        (What::Slow { ms: HOUR_MS }, 0),
        (What::SlowAfter { ms: HOUR_MS }, 1),
    ] {
        let title = format!("{what:?}");
        let body = json!({ "title": title });
        control.clear_requests();
        control.set_faults(vec![Fault::new(Match::path(ISSUES).method("POST"), what)]);
        let posted = call(&desk, "POST", ISSUES, &body);
        let release = async {
            while control.gitlab_requests().is_empty() || filed(&desk, &title) < effects {
                tokio::task::yield_now().await;
            }
            // Whatever is not held is answered by the time that a later request is.
            let later = get(&desk, ISSUES).await.map(|answer| answer.status);
            assert_eq!(later.ok(), Some(200));
            assert_eq!(control.gitlab_requests()[0].status, 0, "{title}");
            assert_eq!(filed(&desk, &title), effects, "{title}");
            control.set_faults(Vec::new());
        };
        let (answer, ()) = tokio::join!(posted, release);
        assert_eq!((answer?.status, filed(&desk, &title)), (201, 1), "{title}");
    }
    Ok(())
}

#[tokio::test]
async fn preflights_meet_no_fault_and_are_not_noted() -> anyhow::Result<()> {
    let mut desk = desk().await?;
    desk.headers
        .push(("access-control-request-method", "POST".to_owned()));
    let control = desk.standin.control();
    control.set_faults(vec![Fault::new(
        Match::path("/api/v4/").times(1),
        What::Status(500),
    )]);
    let preflight = call(&desk, "OPTIONS", ISSUES, &Value::Null).await?;
    assert_eq!(
        (
            preflight.status,
            preflight.header("access-control-allow-origin")
        ),
        (200, "*")
    );
    assert!(control.gitlab_requests().is_empty());
    assert_eq!(get(&desk, ISSUES).await?.status, 500);
    Ok(())
}

#[tokio::test]
async fn an_answer_that_is_known_is_not_sent_again() -> anyhow::Result<()> {
    let mut desk = desk().await?;
    let path = format!("{ISSUES}?per_page=1");
    let tag = get(&desk, &path).await?.header("etag").to_owned();
    desk.headers.push(("if-none-match", tag));
    let again = get(&desk, &path).await?;
    assert_eq!((again.status, again.body.len()), (304, 0));
    Ok(())
}
