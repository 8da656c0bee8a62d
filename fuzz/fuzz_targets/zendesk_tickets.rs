//! Any text as a body with tickets: read, ranked under every preset, explained.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use vanguard::{
    priority,
    schedule::Zone,
    settings::{Rules, Settings},
    time::Time,
    words::english,
    zendesk,
};

const NOW: Time = Time(1_772_625_600);

static RULES: LazyLock<Vec<Rules>> = LazyLock::new(|| {
    let presets = [
        "handbook-2018",
        "handbook-2016",
        "handbook-2019",
        "sla-hawk",
        "weight-2024",
    ];
    let rules = |preset: &str| {
        let settings =
            Settings::parse(&format!(r#"{{"preset": "{preset}"}}"#)).expect("the defaults");
        settings.rules(Zone::utc()).expect("the defaults")
    };
    presets.map(rules).into()
});

fuzz_target!(|text: &str| {
    let Ok(parsed) = zendesk::parse_tickets(text) else {
        return;
    };
    for rules in RULES.iter() {
        let ranked = priority::rank(&parsed.tickets, rules, NOW);
        assert!(ranked.windows(2).all(|pair| pair[0].score >= pair[1].score));
        for one in &ranked {
            priority::reasons(one, rules, english);
            priority::flags(one, rules, NOW);
        }
    }
});
