//! Tickets in a few words, as an API answer would bring them:
//!
//! - `#7` its id (otherwise the caller's)
//! - a plan (`premium`, `starter`, `free` …): its organisation's field `plan`
//! - `urgent`, `high`, `normal`, `low`, `unset`: its Priority, normal unless said
//! - `new`, `open`, `pending`, `on-hold`, `solved`, `closed`: its status, open unless said
//! - `frt:+90m`, `nrt:-1s`: a clock that runs, with the time left; `clocks:none`: the SLA source
//!   answered that none runs; neither: no SLA source answered
//! - `emergency` (ticket tag), `strategic` (tag of the organisation), `tag:x`, `org-tag:x`, `form:7`
//! - `age:3d` since creation; `assigned`; `no-org`
//! - `replies:2`, `customer:-3h`, `agent:-1d`, `status-changed:-5d`: its metric set

use super::noon;
use serde_json::{Value, json};
use vanguard::{
    ticket::Ticket,
    time::{DAY, HOUR, MINUTE, Time},
    zendesk,
};

const PLANS: [&str; 14] = [
    "dedicated",
    "ultimate",
    "gold",
    "premium",
    "silver",
    "ees",
    "starter",
    "bronze",
    "free",
    "core",
    "community",
    "trial",
    "expired",
    "plan-hold",
];

/// The ticket that `words` describe, as of [`noon`].
pub fn ticket(id: u64, words: &str) -> Ticket {
    ticket_at(id, words, noon())
}

pub fn ticket_at(id: u64, words: &str, now: Time) -> Ticket {
    let body = body(&[(id, words)], now).to_string();
    let mut parsed =
        zendesk::parse_tickets(&body).unwrap_or_else(|error| panic!("{words}: {error}"));
    assert!(parsed.skipped.is_empty(), "{words}: {:?}", parsed.skipped);
    parsed.tickets.pop().expect("one ticket")
}

/// An API answer with these tickets and their organisations.
pub fn body(tickets: &[(u64, &str)], now: Time) -> Value {
    let (mut records, mut organisations) = (Vec::new(), Vec::new());
    for (id, words) in tickets {
        let (record, organisation) = records_of(*id, words, now);
        records.push(record);
        organisations.extend(organisation);
    }
    json!({ "tickets": records, "organizations": organisations })
}

/// The ticket's own record, and its organisation's.
pub fn records_of(id: u64, words: &str, now: Time) -> (Value, Option<Value>) {
    let (mut tags, mut org_tags) = (Vec::new(), Vec::new());
    let mut plan = None;
    let mut has_organisation = true;
    let mut clocks: Option<Vec<Value>> = None;
    let mut metrics = serde_json::Map::new();
    let mut record = json!({
        "id": id, "subject": words, "status": "open", "priority": "normal", "assignee_id": null,
        "created_at": stamp(now.plus(-HOUR)), "updated_at": stamp(now.plus(-HOUR)),
    });
    for word in words.split_whitespace() {
        let (key, value) = word.split_once(':').unwrap_or((word, ""));
        let moment = || json!(stamp(now.plus(span_of(value))));
        match key {
            "urgent" | "high" | "normal" | "low" => record["priority"] = json!(key),
            "unset" => record["priority"] = Value::Null,
            "new" | "open" | "pending" | "solved" | "closed" => record["status"] = json!(key),
            "on-hold" => record["status"] = json!("hold"),
            "frt" | "nrt" => clocks.get_or_insert_default().push(json!({
                "metric": if key == "frt" { "first_reply_time" } else { "next_reply_time" },
                "stage": "active", "breach_at": moment(), "minutes": span_of(value) / MINUTE,
            })),
            "clocks" => clocks = Some(Vec::new()),
            "emergency" => tags.push("emergency"),
            "strategic" => org_tags.push("strategic"),
            "tag" => tags.push(value),
            "org-tag" => org_tags.push(value),
            "form" => record["ticket_form_id"] = json!(value.parse::<u64>().expect("a form's id")),
            "age" => record["created_at"] = json!(stamp(now.plus(-span_of(value)))),
            "assigned" => record["assignee_id"] = json!(7),
            "no-org" => has_organisation = false,
            "replies" => drop(metrics.insert(
                "replies".into(),
                json!(value.parse::<u64>().expect("a count")),
            )),
            "customer" => drop(metrics.insert("requester_updated_at".into(), moment())),
            "agent" => drop(metrics.insert("assignee_updated_at".into(), moment())),
            "status-changed" => drop(metrics.insert("status_updated_at".into(), moment())),
            other if other.starts_with('#') => {
                record["id"] = json!(other[1..].parse::<u64>().expect("an id"));
            }
            other if PLANS.contains(&other) => plan = Some(other.trim_start_matches("plan-")),
            other => panic!("`{other}` in `{words}` means nothing"),
        }
    }
    record["tags"] = json!(tags);
    if let Some(clocks) = clocks {
        record["slas"] = json!({ "policy_metrics": clocks });
    }
    if !metrics.is_empty() {
        metrics.entry("replies").or_insert(json!(0));
        record["metric_set"] = Value::Object(metrics);
    }
    let organisation = has_organisation.then(|| {
        let organisation = 1_000_000 + record["id"].as_u64().expect("an id");
        record["organization_id"] = json!(organisation);
        json!({ "id": organisation, "tags": org_tags, "organization_fields": { "plan": plan } })
    });
    (record, organisation)
}

/// `+1h30m`, `-45s`, `2d`: seconds.
pub fn span_of(text: &str) -> i64 {
    let (sign, rest) = match text.split_at_checked(1) {
        Some(("-", rest)) => (-1, rest),
        Some(("+", rest)) => (1, rest),
        _ => (1, text),
    };
    let mut seconds = 0;
    let mut digits = String::new();
    for letter in rest.chars() {
        let unit = match letter {
            'd' => DAY,
            'h' => HOUR,
            'm' => MINUTE,
            's' => 1,
            digit => {
                digits.push(digit);
                continue;
            }
        };
        let number: i64 = digits
            .parse()
            .unwrap_or_else(|_| panic!("`{text}` is not a span"));
        seconds += number * unit;
        digits.clear();
    }
    assert!(digits.is_empty(), "`{text}` ends without a unit");
    sign * seconds
}

/// As Zendesk writes a moment.
pub fn stamp(at: Time) -> String {
    let at = jiff::Timestamp::from_second(at.0).expect("a moment that Zendesk can write");
    at.to_string()
}
