use super::{check, noon, rules, ticket};
use vanguard::priority;
const PRESET: &str = "weight-2024";

/// Every combination of plan and Priority.
fn mix() -> impl Iterator<Item = String> {
    [
        "premium", "ultimate", "silver", "starter", "free", "trial", "no-org",
    ]
    .into_iter()
    .flat_map(|plan| {
        ["urgent", "high", "normal", "low", "unset"]
            .into_iter()
            .map(move |word| format!("{plan} {word}"))
    })
}

#[test]
fn nothing_near_breach_is_below_something_without_a_clock() {
    let rules = rules(PRESET);
    let least_near = mix().map(|words| {
        let near = ticket(2, &format!("{words} nrt:+2h"));
        priority::rank(&[near], &rules, noon())[0].standing.weight
    });
    let most_idle = mix().map(|words| {
        let idle = ticket(1, &format!("{words} emergency strategic clocks:none"));
        priority::rank(&[idle], &rules, noon())[0].standing.weight
    });
    let (least_near, most_idle) = (
        least_near.min().expect("some"),
        most_idle.max().expect("some"),
    );
    assert!(
        least_near > most_idle,
        "near breach from {least_near}, without a clock to {most_idle}"
    );
    check(
        PRESET,
        &[
            (2, "free low nrt:+2h"),
            (3, "premium urgent emergency strategic clocks:none"),
        ],
    );
}

#[test]
fn the_weight_grows_as_the_clock_runs_down_and_with_plan_and_priority() {
    let rules = rules(PRESET);
    let weight = |words: &str| {
        let ticket = ticket(1, words);
        priority::rank(&[ticket], &rules, noon())[0].standing.weight
    };
    for words in mix() {
        let spans = [
            "+9d", "+2d", "+1d", "+12h", "+5h", "+2h", "+90m", "+1h", "+1m", "+0s", "-1h", "-8h",
            "-9d",
        ];
        let weights = spans.map(|left| weight(&format!("{words} nrt:{left}")));
        assert!(weights.is_sorted(), "{words}: {weights:?}");
        assert!(weight(&format!("{words} nrt:+1h")) > weight(&format!("{words} nrt:+10h")));
    }
    for left in ["+9d", "+1h", "-1h"] {
        let priorities = ["low", "normal", "high", "urgent"]
            .map(|word| weight(&format!("starter {word} nrt:{left}")));
        assert!(
            priorities.is_sorted_by(|less, more| less < more),
            "{priorities:?}"
        );
        let plans =
            ["free", "starter", "premium"].map(|plan| weight(&format!("{plan} nrt:{left}")));
        assert!(plans.is_sorted_by(|less, more| less < more), "{plans:?}");
    }
}

#[test]
fn it_says_that_the_formula_is_its_own() {
    let source = rules(PRESET).preset.source;
    assert!(
        source.contains("not public") && source.contains("own"),
        "{source}"
    );
}
