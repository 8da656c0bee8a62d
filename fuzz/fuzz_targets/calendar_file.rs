//! Any text as a calendar file; what is a call of it can be kept, and is written as a file that is read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vanguard::{
    meetings::{Database, Team, ics, written},
    time::Time,
    words::english,
};

const NOW: Time = Time(1_772_625_600);

fuzz_target!(|text: &str| {
    let Some(found) = ics::import(text, &Database, "Europe/Berlin", NOW, english) else {
        return;
    };
    for meeting in found.into_iter().filter_map(|one| one.meeting.ok()) {
        let settings = serde_json::json!({"meetings": written(&[meeting])}).to_string();
        let team = Team::parse(&settings).expect("what is imported can be kept");
        let file = ics::export(&team, &Database, NOW, Some(10)).expect("its zone is known");
        assert!(file.split("\r\n").all(|line| line.len() <= 75));
        ics::import(&file, &Database, "UTC", NOW, english)
            .expect("what is written is a calendar file");
    }
});
