//! A document of every version that was released is read, and means what it meant.

use crate::import;
use serde_json::{Value, json};
use vanguard::{
    escalation::settings::Escalation,
    settings::{Settings, Taken, VERSION},
};

/// One for each version, with something in every section that the version had.
const RELEASED: [&str; 2] = [
    include_str!("released/0.json"),
    include_str!("released/1.json"),
];

#[test]
fn every_released_version_is_read_and_means_what_it_meant() {
    assert_eq!(RELEASED.len() as u64, VERSION + 1, "a document for each");
    let newest = RELEASED.last().copied().unwrap_or_default();
    for (version, text) in RELEASED.into_iter().enumerate() {
        let document: Value = serde_json::from_str(text).expect("JSON");
        let named = document.get("vanguard").cloned();
        assert_eq!(named, (version > 0).then(|| json!(version)));
        let read = |text: &str| (Settings::parse(text).ok(), Escalation::parse(text).ok());
        assert!(read(text).0.is_some() && read(text).1.is_some(), "{text}");
        assert_eq!(read(text), read(newest), "version {version}");
        let imported = import(text, "{}", Taken::Instead).expect("it can be used");
        assert_eq!(read(&imported.text), read(newest), "version {version}");
        let kept: Value = serde_json::from_str(&imported.text).expect("JSON");
        assert_eq!(kept["vanguard"], json!(VERSION));
    }
}

#[test]
fn the_defaults_are_of_the_version_that_is_written() {
    let text = include_str!("../../src/settings/defaults.json");
    let defaults: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(defaults["vanguard"], json!(VERSION));
}

#[test]
fn a_newer_version_is_refused_wherever_it_is_read() {
    let newer = json!({ "vanguard": VERSION + 1 }).to_string();
    let said = format!(
        "vanguard: version {} is of a newer Vanguard; this one reads versions up to {VERSION}, so update it first",
        VERSION + 1
    );
    let error = Settings::parse(&newer).err().map(|error| error.to_string());
    assert_eq!(error.as_ref(), Some(&said));
    let error = Escalation::parse(&newer)
        .err()
        .map(|error| error.to_string());
    assert_eq!(error.as_ref(), Some(&said));
    let complaints = import(&newer, "{}", Taken::Instead).expect_err("it is newer");
    assert_eq!(crate::sentences(&complaints), [said]);
}
