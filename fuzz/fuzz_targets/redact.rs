//! Any text redacted: places that can be cut at, and nothing left to find.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use vanguard::escalation::redact::{Config, Parties, Redactor, Rules, Strictness, find};

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let parties = Parties {
        people: vec!["Ada Quillfeather".into()],
        organisations: vec!["Zephyr Dynamics Inc".into()],
        ..Parties::default()
    };
    let config = Config::parse("{}").expect("the defaults");
    Rules::new(config, &parties, Strictness::Public)
});

fuzz_target!(|text: &str| {
    let found = find(text, &RULES);
    assert!(found.iter().all(|one| {
        text.get(one.start..one.end)
            .is_some_and(|part| !part.is_empty())
    }));
    assert!(found.windows(2).all(|pair| pair[0].end <= pair[1].start));
    let once = Redactor::new(RULES.clone()).redact(text).text;
    assert_eq!(Redactor::new(RULES.clone()).redact(&once).text, once);
});
