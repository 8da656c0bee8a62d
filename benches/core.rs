//! The core, native: tickets a second, beside serde_json reading the same bytes into a `Value`, and
//! the requests of 500 agents in eight hours. `cargo bench --bench core`; exits 1 over budget.

#![recursion_limit = "256"]

#[path = "../tests/common/mod.rs"]
mod common;

use common::{
    Chance,
    load::{ACCOUNTS, report},
    noon, rules,
    tickets::stamp,
};
use serde_json::{Value, json};
use std::{
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};
use vanguard::{priority, zendesk};

const TICKETS: u64 = 100_000;
/// What one answer of Zendesk holds at most.
const PAGE: u64 = 100;
const ORGANISATIONS: u64 = 120;
const ROUNDS: usize = 7;
/// Parsing and ranking, against reading the same bytes into a `Value`.
const RATIO: f64 = 2.0;
const HOURS: i64 = 8;

const SENTENCES: [&str; 8] = [
    "After upgrading to 16.11 the reconfigure run stops at the PostgreSQL migration.",
    "Sidekiq jobs pile up in the default queue; memory of the node climbs until it is restarted.",
    "Users who sign in through SAML end up on a 500 page (\"undefined method 'name' for nil\").",
    "The runner reports \u{201e}Job failed (system failure)\u{201c}, roughly one time in ten.",
    "We followed the documentation on Geo and the secondary stays 40\u{a0}minutes behind.",
    "docker push fails with \"unknown blob\" once a layer is bigger than 5\u{202f}GB.",
    "git push is denied with Permission denied (publickey), although the key is on the account.\n",
    "Could you please tell us when this will be fixed? \u{1f64f}",
];

fn main() -> ExitCode {
    // `cargo test --benches` only wants to know that it runs.
    let (tickets, rounds, hours) = match std::env::args().any(|argument| argument == "--bench") {
        true => (TICKETS, ROUNDS, HOURS),
        false => (1_000, 1, 0),
    };
    let bodies = bodies(tickets);
    let megabytes = bodies.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let rules = rules("handbook-2018");
    let now = noon();

    // Both sides of the ratio take turns, so that a busy machine slows both.
    let (mut ours, mut value, mut ranking) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let started = Instant::now();
        let all: Vec<_> = bodies
            .iter()
            .flat_map(|body| {
                zendesk::parse_tickets(body)
                    .expect("our own bodies")
                    .tickets
            })
            .collect();
        let parsed = started.elapsed();
        black_box(priority::rank(&all, &rules, now));
        ours.push(started.elapsed());
        ranking.push(started.elapsed() - parsed);
        assert_eq!(all.len() as u64, tickets);

        let started = Instant::now();
        for body in &bodies {
            black_box(serde_json::from_str::<Value>(body).expect("our own bodies"));
        }
        value.push(started.elapsed());
    }
    let (ours, value, ranking) = (median(ours), median(value), median(ranking));
    let ratio = ours.as_secs_f64() / value.as_secs_f64();
    let rate = |time: Duration| tickets as f64 / time.as_secs_f64() / 1000.0;

    println!("figure | budget | verdict");
    println!(
        "{tickets} tickets, {megabytes:.0} MB of JSON, parsed and ranked: {:.0} thousand tickets/s | none | -",
        rate(ours)
    );
    println!(
        "the same bytes into serde_json::Value: {:.0} thousand tickets/s | none | -",
        rate(value)
    );
    println!(
        "parsed and ranked, against Value: {ratio:.2} times the time | {RATIO:.2} | {}",
        verdict(ratio <= RATIO)
    );
    println!(
        "ranked alone: {:.0} thousand tickets/s | none | -",
        rate(ranking)
    );
    let mut kept = ratio <= RATIO;
    if hours > 0 {
        for account in &ACCOUNTS {
            kept &= report(account, hours);
        }
    }
    // A debug build says nothing about speed.
    if kept || cfg!(debug_assertions) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn verdict(kept: bool) -> &'static str {
    if kept { "ok" } else { "OVER BUDGET" }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Answers of `show_many` with everything sideloaded, as Zendesk sends them.
fn bodies(tickets: u64) -> Vec<String> {
    let mut chance = Chance::new(2);
    (0..tickets / PAGE)
        .map(|page| body(page, &mut chance).to_string())
        .collect()
}

fn body(page: u64, chance: &mut Chance) -> Value {
    let ids: Vec<u64> = (1..=PAGE)
        .map(|number| 35_000 + page * PAGE + number)
        .collect();
    let tickets: Vec<Value> = ids.iter().map(|id| ticket(*id, chance)).collect();
    let organisations: Vec<Value> = (0..20).map(|_| organisation(chance)).collect();
    let sets: Vec<Value> = ids.iter().map(|id| metric_set(*id, chance)).collect();
    json!({
        "tickets": tickets, "organizations": organisations, "metric_sets": sets,
        "users": ids.iter().map(|id| user(*id)).collect::<Vec<_>>(),
        "count": PAGE, "next_page": null, "previous_page": null,
    })
}

fn moment(chance: &mut Chance, hours: u64) -> String {
    stamp(noon().plus(-i64::try_from(chance.below(hours * 3600)).expect("small")))
}

fn ticket(id: u64, chance: &mut Chance) -> Value {
    let description: Vec<&str> = (0..3 + chance.below(12))
        .map(|_| *chance.pick(&SENTENCES))
        .collect();
    let organisation = chance
        .percent(95)
        .then(|| 360_000 + chance.below(ORGANISATIONS));
    let left = i64::try_from(chance.below(3 * 86400)).expect("small") - 86400;
    let metric = *chance.pick(&["first_reply_time", "next_reply_time"]);
    let stage = *chance.pick(&["active", "active", "paused", "achieved"]);
    let fields: Vec<Value> = (0..12).map(|field| json!({ "id": 42_000_000 + field, "value": chance.pick(&[None, Some("gitlab_com"), Some("self-managed")]) })).collect();
    let breach_at = stamp(noon().plus(left));
    json!({
        "url": format!("https://gitlab.zendesk.com/api/v2/tickets/{id}.json"), "id": id, "external_id": null,
        "via": { "channel": "web", "source": { "from": {}, "to": {}, "rel": null } },
        "created_at": moment(chance, 900), "updated_at": moment(chance, 48), "type": "problem",
        "subject": chance.pick(&SENTENCES), "raw_subject": chance.pick(&SENTENCES), "description": description.join(" "),
        "priority": chance.pick(&[Some("urgent"), Some("high"), Some("normal"), Some("low"), None]),
        "status": chance.pick(&["new", "open", "open", "pending", "hold", "solved"]), "recipient": null,
        "requester_id": 900_000 + id, "submitter_id": 900_000 + id, "assignee_id": chance.percent(60).then_some(77_001),
        "organization_id": organisation, "group_id": 20_001, "collaborator_ids": [], "follower_ids": [], "email_cc_ids": [],
        "forum_topic_id": null, "problem_id": null, "has_incidents": false, "is_public": true, "due_at": null,
        "tags": ["self-managed", "premium", "version_16", chance.pick(&["emergency", "lang_de", "geo", "ldap"])],
        "custom_fields": fields, "fields": fields, "satisfaction_rating": { "score": "unoffered" }, "sharing_agreement_ids": [],
        "custom_status_id": 1_234_567, "followup_ids": [], "ticket_form_id": 360_000_803_379_u64, "brand_id": 3_608_999,
        "allow_channelback": false, "allow_attachments": true, "from_messaging_channel": false,
        "slas": { "policy_metrics": [
            { "metric": metric, "stage": stage, "breach_at": breach_at, "minutes": left / 60 },
            { "metric": "total_resolution_time", "stage": "active", "breach_at": breach_at, "hours": left / 3600 },
        ] },
    })
}

fn organisation(chance: &mut Chance) -> Value {
    let id = 360_000 + chance.below(ORGANISATIONS);
    json!({
        "url": format!("https://gitlab.zendesk.com/api/v2/organizations/{id}.json"), "id": id, "name": format!("Customer {id}"),
        "shared_tickets": true, "created_at": moment(chance, 90_000), "details": "", "notes": "", "group_id": null,
        "domain_names": ["example.com", "example.org"], "tags": ["customer", chance.pick(&["strategic", "emea", "amer", "apac"])],
        "organization_fields": {
            "support_level": chance.pick(&[Some("Premium"), Some("Ultimate"), Some("Starter"), Some("Free"), None]),
            "account_owner": "Somebody", "number_of_seats": 250, "expires_at": "2027-01-31", "health": "green",
        },
    })
}

fn metric_set(id: u64, chance: &mut Chance) -> Value {
    json!({
        "url": format!("https://gitlab.zendesk.com/api/v2/ticket_metrics/{id}.json"), "id": 7_000_000 + id, "ticket_id": id,
        "created_at": moment(chance, 900), "updated_at": moment(chance, 48), "group_stations": 1, "assignee_stations": 2,
        "reopens": 0, "replies": chance.below(9), "assignee_updated_at": moment(chance, 90),
        "requester_updated_at": moment(chance, 90), "status_updated_at": moment(chance, 90),
        "initially_assigned_at": moment(chance, 900), "assigned_at": moment(chance, 900), "solved_at": null,
        "latest_comment_added_at": moment(chance, 48), "reply_time_in_minutes": { "calendar": 2391, "business": 737 },
        "first_resolution_time_in_minutes": { "calendar": null, "business": null },
        "agent_wait_time_in_minutes": { "calendar": 5, "business": 5 }, "on_hold_time_in_minutes": { "calendar": 0, "business": 0 },
    })
}

fn user(id: u64) -> Value {
    json!({
        "id": 900_000 + id, "url": format!("https://gitlab.zendesk.com/api/v2/users/{id}.json"), "name": format!("Customer {id}"),
        "email": format!("customer{id}@example.com"), "time_zone": "Berlin", "locale": "en-US", "role": "end-user", "tags": [],
        "verified": true, "suspended": false, "photo": null, "user_fields": {},
    })
}
