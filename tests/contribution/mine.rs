//! Merge requests that came from tickets, as GitLab lists them and as they are shown.

use serde_json::{Value, json};
use vanguard::{
    contribution::mine::Mine,
    escalation::outbox::Answer,
    time::{MINUTE, Time},
    words::english,
};

const ORIGIN: &str = "https://gitlab.com";
const HOST: &str = "gitlab.zendesk.com";
const NOW: Time = Time(1_772_625_600);

fn unknown() -> Mine {
    Mine::read("", ORIGIN, HOST)
}

fn http(status: u16, body: impl Into<String>) -> Answer {
    Answer::Http {
        status,
        retry_after: None,
        date: None,
        body: body.into(),
    }
}

fn merge_request(more: Value) -> Value {
    let mut one = json!({
        "iid": 12, "title": "Fix pushes", "state": "opened", "draft": false,
        "web_url": "https://gitlab.com/gitlab-org/gitaly/-/merge_requests/12",
        "description": "For https://gitlab.zendesk.com/agent/tickets/4711 and https://gitlab.zendesk.com/agent/tickets/4711.",
    });
    for (key, value) in more.as_object().expect("an object") {
        one[key] = value.clone();
    }
    one
}

/// `name state tickets: title` of each that is known.
fn shown(mine: &Mine) -> Vec<String> {
    let known = mine.known().map(|(_, all)| all).unwrap_or_default();
    let one = known.iter().map(|one| {
        let state = one.state.say(english);
        format!("{} {state} {:?}: {}", one.name, one.tickets, one.title)
    });
    one.collect()
}

fn check(more: Value, expected: &[&str]) {
    let mut mine = unknown();
    let body = json!([merge_request(more.clone())]).to_string();
    mine.take(NOW, &http(200, body));
    assert_eq!(shown(&mine), expected, "{more}");
    assert_eq!(mine.trouble(english), None);
    assert_eq!(Mine::read(&mine.write(), ORIGIN, HOST), mine);
}

#[test]
fn those_that_link_tickets() {
    let name = "gitlab-org/gitaly!12";
    check(json!({}), &[&format!("{name} open [4711]: Fix pushes")]);
    check(
        json!({"draft": true}),
        &[&format!("{name} draft [4711]: Fix pushes")],
    );
    check(
        json!({"state": "merged", "draft": true}),
        &[&format!("{name} merged [4711]: Fix pushes")],
    );
    check(
        json!({"state": "closed"}),
        &[&format!("{name} closed [4711]: Fix pushes")],
    );
    check(
        json!({"state": "locked"}),
        &[&format!("{name} open [4711]: Fix pushes")],
    );
    check(json!({"title": null}), &[&format!("{name} open [4711]: ")]);
    check(
        json!({"description": "https://gitlab.zendesk.com/agent/tickets/7#x https://gitlab.zendesk.com/agent/tickets/3"}),
        &[&format!("{name} open [7, 3]: Fix pushes")],
    );
    // Neither another host, nor one that only looks like it, nor a page elsewhere.
    for description in [
        Value::Null,
        "Ask on gitlab.zendesk.com".into(),
        "https://gitlab.zendesk.com/agent/tickets/".into(),
        "https://other.zendesk.com/agent/tickets/7".into(),
        "https://evil.example/gitlab.zendesk.com/agent/tickets/7".into(),
    ] {
        check(json!({"description": description}), &[]);
    }
    for url in [
        "https://evil.example/a/b/-/merge_requests/1",
        "https://gitlab.com.evil.example/a",
        "javascript:alert(1)",
    ] {
        check(json!({"web_url": url}), &[]);
    }
    check(json!({"state": "new"}), &[]);
}

#[test]
fn one_request_in_ten_minutes() {
    let mut mine = unknown();
    let asked = mine.ask(NOW).expect("the first");
    assert_eq!(
        asked.path,
        "/api/v4/merge_requests?scope=created_by_me&state=all&search=gitlab.zendesk.com&in=description&order_by=updated_at&per_page=50"
    );
    // It is noted before it leaves, and outlives the popup.
    let mut again = Mine::read(&mine.write(), ORIGIN, HOST);
    for (later, asks) in [
        (0, false),
        (10 * MINUTE - 1, false),
        (10 * MINUTE, true),
        (-1, true),
    ] {
        let is_asked = again.clone().ask(NOW.plus(later)).is_some();
        assert_eq!(is_asked, asks, "{later} s later");
    }
    // Another GitLab, or another Zendesk, is another matter.
    assert!(
        Mine::read(&mine.write(), "https://gitlab.example", HOST)
            .ask(NOW)
            .is_some()
    );
    assert!(
        Mine::read(&mine.write(), ORIGIN, "other.zendesk.com")
            .ask(NOW)
            .is_some()
    );
    // Whoever signs in next may ask at once, and sees nothing of the one before.
    again.take(
        NOW,
        &http(200, json!([merge_request(json!({}))]).to_string()),
    );
    assert_eq!(shown(&again).len(), 1);
    again.sign_out();
    assert_eq!(shown(&again).len(), 0);
    assert!(again.ask(NOW).is_some());
}

#[test]
fn as_long_as_gitlab_asks_for() {
    let mut mine = unknown();
    mine.ask(NOW).expect("the first");
    let later = NOW.plus(9 * MINUTE + 30);
    mine.take(
        later,
        &Answer::Http {
            status: 429,
            retry_after: Some("120".into()),
            date: None,
            body: "Retry later".into(),
        },
    );
    assert_eq!(mine.clone().ask(NOW.plus(11 * MINUTE)), None);
    assert!(mine.ask(later.plus(120)).is_some());
}

#[test]
fn whatever_goes_wrong_is_said_and_what_is_known_stays() {
    let good = http(200, json!([merge_request(json!({}))]).to_string());
    for (answer, code) in [
        (http(401, ""), "(VG-TOKEN)"),
        (
            http(403, r#"{"error":"insufficient_scope"}"#),
            "(VG-DENIED)",
        ),
        (http(404, ""), "(VG-DENIED)"),
        (http(429, ""), "(VG-RATE)"),
        (http(502, "<html>"), "(VG-SERVER)"),
        (http(200, "<html>"), "(VG-ANSWER)"),
        (http(200, r#"{"message":"no list"}"#), "(VG-ANSWER)"),
        (Answer::Lost, "(VG-NET)"),
        (Answer::NotSent, "(VG-NET)"),
    ] {
        let mut mine = unknown();
        mine.take(NOW, &good);
        mine.take(NOW, &answer);
        let trouble = mine.trouble(english).unwrap_or_default();
        assert!(trouble.ends_with(code), "{answer:?}: {trouble}");
        assert_eq!(shown(&mine).len(), 1, "{answer:?}");
        assert_eq!(Mine::read(&mine.write(), ORIGIN, HOST), mine, "{answer:?}");
        mine.take(NOW, &good);
        assert_eq!(mine.trouble(english), None);
    }
}

#[test]
fn what_was_kept_by_nobody_is_nothing() {
    for kept in [
        "",
        "[]",
        "{",
        r#"{"origin":"https://gitlab.com"}"#,
        r#"{"origin":7,"host":7,"of":7,"requests":[7]}"#,
    ] {
        assert_eq!(Mine::read(kept, ORIGIN, HOST), unknown(), "{kept}");
    }
}
