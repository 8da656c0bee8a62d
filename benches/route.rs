//! Routing, native: conversations of 1 to 8 MB, and a table of components ten times as large. `cargo bench
//! --bench route`; exits 1 over budget.

#[allow(dead_code, reason = "shared with the tests")]
#[path = "../tests/common/chance.rs"]
mod chance;

use chance::Chance;
use std::{
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};
use vanguard::{
    contribution::{
        reading::{self, Voice},
        routing::weigh,
    },
    escalation::settings::Escalation,
};

const MEGABYTE: usize = 1_000_000;
const ROUNDS: usize = 9;
const ONE_MEGABYTE: Duration = Duration::from_millis(20);
/// Eight times the text may take this many times eight times as long; ten times the table, as long.
const SLACK: f64 = 1.3;

const LINES: [&str; 14] = [
    "Hi team, after upgrading to 16.11.2-ee the reconfigure run stops at the PostgreSQL migration.",
    "Users who sign in through SAML end up on a 500 page (\"undefined method 'name' for nil\").",
    "{\"method\":\"GET\",\"path\":\"/api/v4/projects/42/jobs\",\"format\":\"json\",\"status\":200,\"time\":\"2026-03-04T10:00:00.123Z\",\"remote_ip\":\"10.4.5.{n}\",\"user_id\":{n},\"db_duration_s\":0.01{n}}",
    "app/services/ci/create_pipeline_service.rb:147:in `execute'",
    "/opt/gitlab/embedded/lib/ruby/gems/3.2.0/gems/activerecord-7.0.8.4/lib/active_record/relation.rb:{n}:in `load'",
    "gitlab_rails['ldap_enabled'] = true",
    "2026-03-04_10:00:00.12345 time=\"2026-03-04T10:00:00Z\" level=error msg=\"dial tcp: lookup gitaly{n}.example.net: no such host\"",
    "Mar  4 10:00:00 web-{n} sshd[8{n}]: Accepted publickey for git from 192.168.1.{n} port 51514 ssh2",
    "Job failed (system failure): prepare environment: exit status 1. Check https://docs.gitlab.com/runner/shells/",
    "Gitaly and Sidekiq are fine, but docker push to registry.example.com fails, see the runner's log.",
    "Wir haben die Dokumentation zu Geo befolgt; der Zweitknoten bleibt 40\u{a0}Minuten zurück. \u{1f64f}",
    "  image: registry.example.com/group/image:v1.{n}.0",
    "",
    "commit 3f786850e387550fdab836ed7e6dc881de23001b, pipeline #{n}, took 00:12:{n}",
];

fn main() -> ExitCode {
    // `cargo test --benches` only wants to know that it runs.
    let whole = std::env::args().any(|argument| argument == "--bench");
    let (sizes, rounds): (&[usize], _) = match whole {
        true => (&[1, 2, 4, 8], ROUNDS),
        false => (&[], 1),
    };
    println!("figure | budget | verdict");
    let rules = Escalation::parse("{}").expect("the defaults");
    let mut kept = true;
    let mut one = None;
    for megabytes in sizes {
        let text = conversation(megabytes * MEGABYTE);
        let time = median(rounds, &text, &rules);
        let first = *one.get_or_insert(time);
        let ratio = time.as_secs_f64() / first.as_secs_f64();
        let (budget, fits) = match megabytes {
            1 => ("20 ms".to_owned(), time <= ONE_MEGABYTE),
            8 => (format!("8 x {SLACK} times 1 MB"), ratio <= 8.0 * SLACK),
            _ => ("none".to_owned(), true),
        };
        kept &= fits;
        let what = format!("a conversation of {megabytes} MB routed");
        say(&what, time, ratio, &budget, fits);
    }
    if let Some(first) = one {
        let larger = ten_times(&rules);
        let text = conversation(MEGABYTE);
        let time = median(rounds, &text, &larger);
        let ratio = time.as_secs_f64() / first.as_secs_f64();
        let fits = ratio <= SLACK;
        kept &= fits;
        let what = format!(
            "1 MB with {} signs in the place of {}",
            signs(&larger),
            signs(&rules)
        );
        say(&what, time, ratio, &format!("{SLACK} times 1 MB"), fits);
    }
    // A debug build says nothing about speed.
    if kept || cfg!(debug_assertions) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn say(what: &str, time: Duration, ratio: f64, budget: &str, fits: bool) {
    println!(
        "{what}: {:.1} ms of processor time, {ratio:.2} times 1 MB | {budget} | {}",
        time.as_secs_f64() * 1e3,
        if fits { "ok" } else { "OVER BUDGET" },
    );
}

/// What this process has used, where the system says: a busy machine slows the clock on the wall.
fn processor_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    let nanoseconds: u64 = text.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn median(rounds: usize, text: &str, rules: &Escalation) -> Duration {
    let mut times: Vec<Duration> = (0..rounds)
        .map(|_| {
            let (started, used) = (Instant::now(), processor_time());
            let passages =
                reading::of_message(text, Voice::Prose, &rules.mail, &rules.contribution);
            black_box(weigh(&passages, &rules.contribution).routes());
            let of_processor = processor_time().zip(used).map(|(now, then)| now - then);
            of_processor.unwrap_or_else(|| started.elapsed())
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn signs(rules: &Escalation) -> usize {
    let components = rules.contribution.components.iter();
    components.map(|component| component.signs.len()).sum()
}

/// The table, and nine more of it whose signs begin as these do.
fn ten_times(rules: &Escalation) -> Escalation {
    let mut table: serde_json::Value =
        serde_json::from_str(include_str!("../src/contribution/defaults.json")).expect("JSON");
    let components = table["components"].as_array_mut().expect("a list");
    let own = components.clone();
    for number in 1..10 {
        for component in &own {
            let mut component = component.clone();
            component["name"] = format!("{} {number}", component["name"]).into();
            for sign in component["signs"].as_array_mut().expect("a list") {
                let place = match sign.is_array() {
                    true => &mut sign[0],
                    false => sign,
                };
                *place = format!("{}x{number}", place.as_str().expect("text")).into();
            }
            components.push(component);
        }
    }
    let text = serde_json::json!({ "contribution": { "components": components } }).to_string();
    let larger = Escalation::parse(&text).expect("a table");
    assert_eq!(signs(&larger), 10 * signs(rules));
    larger
}

/// Mails, logs and configuration, line by line.
fn conversation(bytes: usize) -> String {
    let mut chance = Chance::new(3);
    let mut text = String::with_capacity(bytes + 500);
    while text.len() < bytes {
        let number = (10 + chance.below(90)).to_string();
        text.push_str(&chance.pick(&LINES).replace("{n}", &number));
        text.push('\n');
    }
    text
}
