//! Redaction, native: conversations of 1 to 8 MB. `cargo bench --bench redact`; exits 1 over budget.

#[allow(dead_code, reason = "shared with the tests")]
#[path = "../tests/common/chance.rs"]
mod chance;

use chance::Chance;
use std::{
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};
use vanguard::escalation::redact::{Config, Parties, Redactor, Rules, Strictness};

const MEGABYTE: usize = 1_000_000;
const ROUNDS: usize = 7;
const ONE_MEGABYTE: Duration = Duration::from_millis(50);
/// Eight times the text may take this many times eight times as long.
const LINEAR: f64 = 1.3;

const LINES: [&str; 16] = [
    "Hi team, after upgrading to 16.11.2-ee the reconfigure run stops at the PostgreSQL migration.",
    "Users who sign in through SAML end up on a 500 page (\"undefined method 'name' for nil\").",
    "{\"method\":\"GET\",\"path\":\"/api/v4/projects/42/jobs\",\"format\":\"json\",\"controller\":\"Projects\",\"status\":200,\"time\":\"2026-03-04T10:00:00.123Z\",\"params\":[{\"key\":\"page\",\"value\":\"2\"}],\"remote_ip\":\"10.4.5.{n}\",\"user_id\":{n},\"correlation_id\":\"01HX3FAKE0FAKE\",\"db_duration_s\":0.01{n}}",
    "app/services/ci/create_pipeline_service.rb:147:in `execute'",
    "/opt/gitlab/embedded/lib/ruby/gems/3.2.0/gems/activerecord-7.0.8.4/lib/active_record/relation.rb:{n}:in `load'",
    "gitlab_rails['smtp_password'] = \"hunter{n}\"",
    "external_url 'https://gitlab-{n}.example.internal'",
    "2026-03-04_10:00:00.12345 time=\"2026-03-04T10:00:00Z\" level=error msg=\"dial tcp: lookup db{n}.example.net: no such host\"",
    "Mar  4 10:00:00 web-{n} sshd[8{n}]: Accepted publickey for git from 192.168.1.{n} port 51514 ssh2",
    "Job failed (system failure): prepare environment: exit status 1. Check https://docs.gitlab.com/runner/shells/",
    "java.lang.IllegalStateException: at com.example.build.Main.run(Main.java:{n})",
    "curl --header \"PRIVATE-TOKEN: glpat-fakefakefake{n}\" https://gitlab.com/api/v4/projects/{n}",
    "Best regards, Ada Quillfeather, ada{n}@mail.example.org, +49 30 1234{n}",
    "Wir haben die Dokumentation zu Geo befolgt; der Zweitknoten bleibt 40\u{a0}Minuten zurück. \u{1f64f}",
    "  image: registry.example.com/group/image:v1.{n}.0",
    "commit 3f786850e387550fdab836ed7e6dc881de23001b, pipeline #{n}, took 00:12:{n}",
];

fn main() -> ExitCode {
    // `cargo test --benches` only wants to know that it runs.
    let (sizes, rounds): (&[usize], _) =
        match std::env::args().any(|argument| argument == "--bench") {
            true => (&[1, 2, 4, 8], ROUNDS),
            false => (&[], 1),
        };
    let parties = Parties {
        people: vec!["Ada Quillfeather".into()],
        organisations: vec!["Zephyr Dynamics Inc".into()],
        ..Parties::default()
    };
    let config = Config::parse("{}").expect("the defaults");
    let rules = Rules::new(config, &parties, Strictness::Public);
    let mut kept = true;
    let mut first = None;
    println!("figure | budget | verdict");
    for megabytes in sizes {
        let text = conversation(megabytes * MEGABYTE);
        let mut replaced = 0;
        let times = (0..rounds).map(|_| {
            let mut redactor = Redactor::new(rules.clone());
            let started = Instant::now();
            let redacted = black_box(redactor.redact(&text));
            replaced = redacted.replaced.len();
            started.elapsed()
        });
        let time = median(times.collect());
        let one = *first.get_or_insert(time);
        let ratio = time.as_secs_f64() / one.as_secs_f64();
        let (budget, fits) = match megabytes {
            1 => ("50 ms".to_owned(), time <= ONE_MEGABYTE),
            8 => (format!("8 x {LINEAR} times 1 MB"), ratio <= 8.0 * LINEAR),
            _ => ("none".to_owned(), true),
        };
        kept &= fits;
        println!(
            "a conversation of {megabytes} MB redacted: {:.1} ms, {:.1} ns/byte, {ratio:.2} times 1 MB, {replaced} replaced | {budget} | {}",
            time.as_secs_f64() * 1e3,
            time.as_secs_f64() * 1e9 / text.len() as f64,
            if fits { "ok" } else { "OVER BUDGET" },
        );
    }
    // A debug build says nothing about speed.
    if kept || cfg!(debug_assertions) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
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
