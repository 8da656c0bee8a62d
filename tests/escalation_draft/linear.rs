//! A conversation of any length is drafted in time that grows with it.

use super::{draft, rules, ticket};
use serde_json::json;
use std::time::Instant;
use vanguard::escalation::regression;

const ONE: &str = "since we moved from here to there, 16.1 on 2 nodes: it hangs. from 15.\n\n";

/// Four times the text takes some four times as long, not sixteen times.
fn check(what: &str, times: usize, run: impl Fn(&str)) {
    // The best of three: whatever else the machine does only ever makes it longer.
    let seconds = |times: usize| {
        let text = ONE.repeat(times);
        let time = |_| {
            let start = Instant::now();
            run(&text);
            start.elapsed().as_secs_f64()
        };
        (0..3).map(time).fold(f64::INFINITY, f64::min)
    };
    let (short, long) = (seconds(times), seconds(4 * times));
    assert!(long < short * 9.0, "{what}: {short} s, {long} s");
}

#[test]
fn a_draft() {
    check("draft", 400, |text| {
        draft(&ticket("Jobs stay pending", text));
    });
}

#[test]
fn a_regression() {
    let rules = rules(&json!({}));
    check("regression", 400, |text| {
        let _ = regression::find(text, &rules.regression);
    });
}
