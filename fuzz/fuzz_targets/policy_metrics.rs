//! Any text as the SLA of one ticket.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vanguard::{sla, zendesk};

fuzz_target!(|text: &str| {
    if let Ok(Some(clocks)) = zendesk::parse_policy_metrics(text) {
        assert_eq!(sla::earliest(&clocks).is_none(), clocks.is_empty());
    }
});
