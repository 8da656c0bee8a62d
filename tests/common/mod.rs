//! What the specification tests share. Every test file uses a part of it.
#![allow(
    dead_code,
    unused_imports,
    reason = "every test file uses a part of it"
)]

pub mod account;
pub mod background;
pub mod chance;
pub mod load;
pub mod tickets;

use vanguard::{
    schedule::Zone,
    settings::{Rules, Settings},
    time::Time,
};

pub use account::{Account, Sideload};
pub use background::Background;
pub use chance::Chance;
pub use tickets::{span_of, ticket};

/// Every preset that ships, in the settings' order.
pub const PRESETS: [&str; 5] = [
    "handbook-2018",
    "handbook-2016",
    "handbook-2019",
    "sla-hawk",
    "weight-2024",
];

/// A Wednesday at noon, the moment of every test that names no other.
pub const NOON: &str = "2026-03-04T12:00:00Z";

pub fn noon() -> Time {
    at(NOON)
}

pub fn at(text: &str) -> Time {
    Time::parse(text).unwrap_or_else(|| panic!("`{text}` is not a moment"))
}

/// The rules of a settings text, in the zone that it names.
pub fn rules_of(settings: &str) -> Rules {
    let settings = Settings::parse(settings).expect("the settings can be used");
    let zone = Zone::named(&settings.schedule.timezone, noon()).expect("the zone exists");
    settings.rules(zone).expect("the rules can be used")
}

/// The defaults under another preset.
pub fn rules(preset: &str) -> Rules {
    rules_of(&serde_json::json!({ "preset": preset }).to_string())
}
