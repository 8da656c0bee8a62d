//! The two sides of the protocol have the same fields: what Rust writes and reads is what
//! `extension/content/protocol.ts` declares.

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use vanguard::contribution::show;
use vanguard::engine::protocol::{
    ApiRequest, Badge, Errand, Explanation, Keep, Level, Look, Place, Plan, RequestKind, Status,
};
use vanguard::escalation::{follow, outbox};
use vanguard::ticket::TicketId;
use vanguard::zendesk::health;

/// Fields of every `interface`, each with its type, as written.
type Interfaces = BTreeMap<String, BTreeMap<String, String>>;

fn source() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/extension/content/protocol.ts");
    std::fs::read_to_string(path).expect("the protocol is in the repository")
}

/// Enough of TypeScript for this one file: comments, `export interface X { a: T; }`.
fn interfaces() -> Interfaces {
    let source = source();
    let mut code = String::new();
    let mut rest = source.as_str();
    while let Some((before, after)) = rest.split_once("/*") {
        code.push_str(before);
        rest = after.split_once("*/").expect("a comment ends").1;
    }
    code.push_str(rest);
    let mut found = Interfaces::new();
    for block in code.split("export interface ").skip(1) {
        let (name, body) = block.split_once('{').expect("an interface has a body");
        let (body, _) = body.split_once('}').expect("a body ends");
        let field = |line: &str| {
            let (name, kind) = line.split_once(':')?;
            Some((name.trim().to_owned(), kind.trim().to_owned()))
        };
        found.insert(
            name.trim().to_owned(),
            body.split(';').filter_map(field).collect(),
        );
    }
    found
}

fn fields(interface: &str) -> BTreeSet<String> {
    let all = interfaces();
    let fields = all
        .get(interface)
        .unwrap_or_else(|| panic!("there is no interface {interface}"));
    fields.keys().cloned().collect()
}

/// The words of a union such as `'list' | 'ticket'`, of a field or of a `type`.
fn words(of: &str) -> BTreeSet<String> {
    of.split('\'')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

fn keys(value: &Value) -> BTreeSet<String> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .cloned()
        .collect()
}

fn request() -> ApiRequest {
    let errand = Errand {
        kind: RequestKind::Tickets,
        tickets: vec!["1".into()],
        path: "/api/v2/x.json".into(),
    };
    ApiRequest {
        errand,
        keep: Keep(&[("tickets", &["id"])]),
    }
}

fn badge() -> Badge {
    Badge {
        id: "1".into(),
        rank: None,
        score: 1,
        level: Level::None,
        important: false,
        word: String::new(),
        breach_at: None,
        estimated: false,
        headline: String::new(),
        as_of: 0,
        stale: false,
    }
}

fn explanation() -> Explanation {
    Explanation {
        id: "1".into(),
        reasons: Vec::new(),
        flags: Vec::new(),
    }
}

fn status() -> Status {
    Status {
        code: "VG",
        what: String::new(),
        todo: String::new(),
        retry: false,
        until: None,
    }
}

/// What `value` is written as has exactly the fields of the interface, none left out when empty.
fn writes(interface: &str, value: &Value) {
    assert_eq!(keys(value), fields(interface), "{interface}");
}

#[test]
fn everything_that_is_written() {
    writes(
        "Plan",
        &serde_json::to_value(Plan::default()).expect("a plan"),
    );
    writes("Badge", &serde_json::to_value(badge()).expect("a badge"));
    let explanation = serde_json::to_value(explanation()).expect("an explanation");
    writes("Explanation", &explanation);
    let component = show::Component {
        name: String::new(),
        repository: String::new(),
        confidence: 0,
        evidence: Vec::new(),
    };
    let link = show::Link {
        name: String::new(),
        address: String::new(),
        says: String::new(),
    };
    writes(
        "Component",
        &serde_json::to_value(component).expect("a component"),
    );
    writes("Link", &serde_json::to_value(link).expect("a link"));
    let route = show::Route::default();
    writes("Route", &serde_json::to_value(route).expect("a route"));
    writes("Status", &serde_json::to_value(status()).expect("a status"));
    let request = serde_json::to_value(request()).expect("a request");
    writes("ApiRequest", &request);
    assert_eq!(request["keep"], json!({ "tickets": ["id"] }));
    writes("Follow", &serde_json::to_value(line()).expect("a line"));
}

fn key() -> outbox::Key {
    outbox::Key {
        host: "gitlab.zendesk.com".into(),
        ticket: TicketId(1),
        project: "gitlab-org/gitlab".into(),
    }
}

fn line() -> follow::Line {
    follow::Line {
        key: key(),
        url: String::new(),
        what: String::new(),
        tell: String::new(),
        reply: String::new(),
        as_of: None,
        hidden: false,
    }
}

#[test]
fn what_a_customer_was_told_is_read() {
    let told = json!({ "kind": "told", "key": key().to_string(), "tell": "It is closed." });
    assert_eq!(keys(&told), fields("Told"));
    assert_eq!(
        follow::Ask::read(&told.to_string()),
        Some(follow::Ask::Told(key(), "It is closed.".into()))
    );
}

#[test]
fn words_that_are_written() {
    let source = source();
    let level = source
        .lines()
        .find(|line| line.starts_with("export type Level"))
        .expect("a type Level");
    let levels = [
        Level::Breached,
        Level::Critical,
        Level::Near,
        Level::Running,
        Level::None,
    ];
    assert_eq!(written(&levels), words(level));
    let kinds = [
        RequestKind::Tickets,
        RequestKind::Search,
        RequestKind::SlaTicket,
    ];
    assert_eq!(written(&kinds), words(&interfaces()["ApiRequest"]["kind"]));
}

fn written<T: serde::Serialize>(all: &[T]) -> BTreeSet<String> {
    let word = |one| serde_json::to_value(one).ok()?.as_str().map(str::to_owned);
    all.iter().filter_map(word).collect()
}

/// A look with a value in every field that the interfaces declare, none of them the default.
fn look() -> Value {
    let page = json!({
        "document": "abc", "place": "ticket", "tickets": ["1", "2"], "active": "3", "tabs": ["3", "4"], "explained": ["2"], "visible": true,
    });
    let answer = json!({
        "request": request(), "status": 429, "retryAfter": 30, "date": 1_772_625_600_000_i64, "body": "{}",
    });
    assert_eq!(keys(&page), fields("Page"));
    assert_eq!(keys(&answer), fields("ApiAnswer"));
    let look = json!({ "kind": "look", "page": page, "answers": [answer], "retry": true });
    assert_eq!(keys(&look), fields("Look"));
    look
}

#[test]
fn everything_that_is_read() {
    let read = Look::read(&look().to_string()).expect("a look");
    assert_eq!(
        (read.page.document.as_str(), read.page.place, read.retry),
        ("abc", Place::Ticket, true)
    );
    assert_eq!(
        (read.page.tickets.as_slice(), read.page.tabs.as_slice()),
        (&["1".into(), "2".into()][..], &["3".into(), "4".into()][..])
    );
    assert_eq!(
        (read.page.active.as_deref(), read.page.visible),
        (Some("3"), true)
    );
    assert_eq!(read.page.explained, ["2"]);
    let answer = &read.answers[0];
    assert_eq!(
        (answer.request.clone(), answer.status),
        (request().errand, 429)
    );
    assert_eq!(
        (answer.retry_after, answer.date),
        (Some(30), Some(1_772_625_600_000))
    );
    assert_eq!(answer.body.as_deref(), Some("{}"));
}

#[test]
fn nothing_may_be_null_that_is_not_declared_so() {
    let declared = interfaces();
    for (interface, pointer) in [("Page", "/page"), ("ApiAnswer", "/answers/0")] {
        for (field, kind) in &declared[interface] {
            let mut look = look();
            *look
                .pointer_mut(&format!("{pointer}/{field}"))
                .expect("the field is there") = Value::Null;
            let read = Look::read(&look.to_string());
            assert!(
                read.is_some() || !kind.contains("null"),
                "{interface}.{field} is `{kind}`, and null is refused"
            );
        }
    }
}

#[test]
fn words_that_are_read() {
    for (word, place) in [
        ("list", Place::List),
        ("ticket", Place::Ticket),
        ("other", Place::Other),
    ] {
        let mut look = look();
        look["page"]["place"] = json!(word);
        assert_eq!(
            Look::read(&look.to_string()).map(|look| look.page.place),
            Some(place)
        );
    }
    assert_eq!(
        words(&interfaces()["Page"]["place"]),
        ["list", "ticket", "other"].map(str::to_owned).into()
    );
    for word in words(&interfaces()["ApiRequest"]["kind"]) {
        let mut look = look();
        look["answers"][0]["request"]["kind"] = json!(word);
        let kind = Look::read(&look.to_string()).map(|look| look.answers[0].request.kind);
        assert_eq!(serde_json::to_value(kind).ok(), Some(json!(word)));
    }
}

#[test]
fn a_message_of_another_kind_is_no_look() {
    for text in [
        "",
        "{}",
        "null",
        "[]",
        r#"{"kind": "look"}"#,
        r#"{"kind": "look", "page": {}}"#,
    ] {
        assert_eq!(Look::read(text), None, "{text}");
    }
}

#[test]
fn what_selectors_find_is_read() {
    let found = json!({ "thing": "row", "selector": "tr", "found": true });
    assert_eq!(keys(&found), fields("Found"));
    let health = json!({ "place": "list", "found": [found] });
    assert_eq!(keys(&health), fields("Health"));
    let read = health::selectors(&[health.to_string()]);
    let [row] = read.as_slice() else {
        panic!("{read:?}");
    };
    assert_eq!(
        (row.css.as_str(), row.finding),
        ("tr", health::Finding::Found)
    );
    let things = include_str!("../extension/content/selectors.json");
    let things: Value = serde_json::from_str(things).expect("JSON");
    for thing in keys(&things)
        .iter()
        .filter(|thing| !thing.starts_with("unread_"))
    {
        let one = json!({ "place": "other", "found": [{ "thing": thing, "selector": "a", "found": false }] });
        assert_eq!(
            health::selectors(&[one.to_string()]).len(),
            1,
            "{thing} is not known"
        );
    }
}
