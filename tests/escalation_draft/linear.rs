//! A conversation of any length is drafted in time that grows with it.

use super::{draft, rules, ticket};
use serde_json::json;
use std::time::Instant;
use vanguard::escalation::regression;

const ONE: &str = "since we moved from here to there, 16.1 on 2 nodes: it hangs. from 15.\n\n";

/// Each as much work as the other, in turns.
const ROUNDS: usize = 3;
/// How many times as long as its quarters a text may take; four would be quadratic.
const MOST: f64 = 2.0;

/// Seconds that this thread was at work: what else a machine does takes none of them. Where the system does not say,
/// seconds on the wall.
fn seconds(began: Instant) -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text
        .split(' ')
        .next()
        .and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map_or_else(|| began.elapsed().as_secs_f64(), |at| at / 1e9)
}

/// A text takes about as long as its four quarters, not four times as long.
fn check(what: &str, times: usize, run: impl Fn(&str)) {
    let (quarter, whole) = (ONE.repeat(times), ONE.repeat(4 * times));
    let began = Instant::now();
    let (mut of_quarters, mut of_whole) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..ROUNDS {
        let start = seconds(began);
        (0..4).for_each(|_| run(&quarter));
        let middle = seconds(began);
        run(&whole);
        of_quarters = of_quarters.min(middle - start);
        of_whole = of_whole.min(seconds(began) - middle);
    }
    assert!(
        of_whole < of_quarters * MOST,
        "{what}: {of_quarters} s, {of_whole} s"
    );
}

#[test]
fn a_draft() {
    check("draft", 200, |text| {
        draft(&ticket("Jobs stay pending", text));
    });
}

#[test]
fn a_regression() {
    let rules = rules(&json!({}));
    check("regression", 200, |text| {
        let _ = regression::find(text, &rules.regression);
    });
}
