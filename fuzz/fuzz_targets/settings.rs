//! Any text as settings; those that can be used rank a few tickets without contradicting themselves.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use vanguard::{
    priority, schedule::Zone, settings::Settings, ticket::Ticket, time::Time, words::english,
    zendesk,
};

const BODY: &str = include_str!("../seeds/zendesk_tickets/tickets.json");

static TICKETS: LazyLock<Vec<Ticket>> = LazyLock::new(|| {
    zendesk::parse_tickets(BODY)
        .expect("the seed is a good body")
        .tickets
});

fuzz_target!(|text: &str| {
    let Ok(settings) = Settings::parse(text) else {
        return;
    };
    let Ok(rules) = settings.rules(Zone::utc()) else {
        return;
    };
    for now in [Time(1_772_625_600), Time(i64::MIN), Time(i64::MAX)] {
        let ranked = priority::rank(&TICKETS, &rules, now);
        assert!(ranked.windows(2).all(|pair| pair[0].score >= pair[1].score));
        for one in &ranked {
            priority::reasons(one, &rules, english);
            priority::flags(one, &rules, now);
        }
    }
});
