//! Texts whose component a person named: `tests/routing/README.md` says how they were written.

use super::{rules, text};
use serde_json::Value;
use std::fmt::Write;
use vanguard::{
    contribution::{reading, routing},
    zendesk,
};

/// How many of a set were answered how.
#[derive(Default)]
struct Figures {
    /// Texts that a component is right for.
    routed: usize,
    first: usize,
    first_two: usize,
    /// Texts that nothing is right for.
    none: usize,
    left_alone: usize,
    /// Texts that nothing was shown for.
    silent: usize,
    misses: String,
}

impl Figures {
    fn top_1(&self) -> f64 {
        self.first as f64 / self.routed as f64
    }

    fn top_2(&self) -> f64 {
        self.first_two as f64 / self.routed as f64
    }

    /// Of the texts that nothing is right for, those that nothing was shown for.
    fn left_alone(&self) -> f64 {
        self.left_alone as f64 / self.none as f64
    }

    /// Of the texts that nothing was shown for, those that nothing is right for.
    fn none_precision(&self) -> f64 {
        self.left_alone as f64 / self.silent as f64
    }
}

fn of_set(name: &str) -> Figures {
    let path = format!("{}/tests/routing/{name}.jsonl", env!("CARGO_MANIFEST_DIR"));
    let set = std::fs::read_to_string(path).expect("the set is in the repository");
    let mut figures = Figures::default();
    for line in set.lines() {
        let case: Value = serde_json::from_str(line).expect("JSON");
        let passages = match case["text"].as_str() {
            Some(message) => text(message),
            None => {
                let (ticket, _) =
                    zendesk::parse_case(&case["ticket"].to_string()).expect("a ticket");
                reading::of_ticket(&ticket, &rules().mail, &rules().contribution)
            }
        };
        let weighed = routing::weigh(&passages, &rules().contribution);
        let routes = weighed.routes();
        let shown: Vec<&str> = routes.iter().map(|route| route.component).collect();
        let wanted: Vec<&str> = std::iter::once(&case["component"])
            .chain(case["also"].as_array().into_iter().flatten())
            .filter_map(Value::as_str)
            .collect();
        figures.silent += usize::from(shown.is_empty());
        let is_right = if wanted.is_empty() {
            figures.none += 1;
            figures.left_alone += usize::from(shown.is_empty());
            shown.is_empty()
        } else {
            let is_wanted = |component: &&str| wanted.contains(component);
            let first = shown.first().is_some_and(is_wanted);
            figures.routed += 1;
            figures.first += usize::from(first);
            figures.first_two += usize::from(shown.iter().take(2).any(is_wanted));
            first
        };
        if !is_right {
            let id = case["id"].as_str().unwrap_or_default();
            let kind = case["kind"].as_str().unwrap_or_default();
            let _ = writeln!(figures.misses, "{id} ({kind}): {wanted:?}, not {shown:?}");
        }
    }
    println!(
        "{name}: top-1 {:.3}, top-2 {:.3} of {}; of {} without a component {:.3} left alone, none-precision {:.3}\n{}",
        figures.top_1(),
        figures.top_2(),
        figures.routed,
        figures.none,
        figures.left_alone(),
        figures.none_precision(),
        if name != "report" {
            figures.misses.as_str()
        } else {
            ""
        }
    );
    figures
}

/// What a set has to reach.
struct Least {
    top_1: f64,
    none_precision: f64,
    left_alone: f64,
}

/// By now, of a set that is built on.
const BUILT_ON: Least = Least {
    top_1: 0.95,
    none_precision: 0.95,
    left_alone: 0.95,
};

fn check(name: &str, least: &Least) {
    let figures = of_set(name);
    let kept = figures.top_1() >= least.top_1
        && figures.none_precision() >= least.none_precision
        && figures.left_alone() >= least.left_alone;
    assert!(kept, "{name}, see above");
}

#[test]
fn the_set_to_build_on() {
    let target = Least {
        top_1: 0.90,
        none_precision: 0.95,
        left_alone: 0.95,
    };
    check("build", &target);
}

/// Reported on until somebody read it. At first sight, before any rule had been written after it was known: top-1 0.881,
/// top-2 0.914, 0.827 of those without a component left alone, none-precision 0.811. By its totals the table was widened to 0.919,
/// 0.951, 0.827 and 0.860; since then its misses are what the table is built on, too, like those of `build`.
#[test]
fn the_set_that_was_seen() {
    check("seen", &BUILT_ON);
}

/// Written by who wrote the rules. Its first 60 texts at first sight, before the table was widened: top-1 0.867, top-2 0.867 of 30, 0.600 of
/// those without a component left alone, none-precision 0.818. The next 42, after the first step of that: 0.727, 0.727 of 22, 0.800 and
/// 0.727. The last 24, after the second: 0.857, 0.857 of 14, 0.900 and 0.818. Since then it is built on, too.
#[test]
fn the_set_to_check_on() {
    check("fresh", &BUILT_ON);
}

/// Written by who wrote the rules: a sentence or two each, mostly without a catchword, so harder than the others. 127 before the table was
/// widened by what they showed: 0.596, 0.596 of 104, 0.913 and 0.382; 97 after it: 0.526, 0.539 of 76, 0.905 and 0.422, and 0.461, 0.487,
/// 0.905 and 0.373 with the table of before. The last 56, after all of it: top-1 0.810, top-2 0.857 of 42, and 0.762, 0.786 with the table of
/// before. Since then it is built on, too.
#[test]
fn the_terse_set_to_check_on() {
    let least = Least {
        top_1: 0.92,
        none_precision: 0.87,
        left_alone: 0.94,
    };
    check("terse", &least);
}

/// Reported on until it was read, by another hand. At first sight: top-1 0.923, top-2 0.949 of 234; 0.842 of 76 without a component left
/// alone, none-precision 0.901. After the table was widened on the other sets, with nobody having looked at the texts: 0.927, 0.957; 0.829 and
/// 0.926. Since then it is built on, too, with its misses in view: what it reaches by now says nothing of other texts.
#[test]
fn the_third_set_that_was_seen() {
    check("third", &BUILT_ON);
}

/// At first sight, before the table was widened the last time: top-1 0.858, top-2 0.912 of 240; 0.863 of 80 without a component left alone,
/// none-precision 0.908. After it was, in one run and with nobody having looked at the texts: 0.887, 0.942; 0.850 and 0.971. The target is
/// 0.95 for none-precision, which is reached, and 0.90 for top-1, which is not, by three texts; the set before had 0.923 at first sight.
#[test]
fn the_set_to_report_on() {
    let least = Least {
        top_1: 0.88,
        none_precision: 0.95,
        left_alone: 0.84,
    };
    check("report", &least);
}
