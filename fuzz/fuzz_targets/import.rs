//! Any text brought in beside any settings: what is taken can be passed on and brought in again, as itself; and whatever
//! the two are as own settings and policy, what is in force can be used.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vanguard::{
    schedule::Zone,
    settings::{Settings, Taken, check, effective, export, import},
    time::Time,
    words::english,
};

fn zones(name: &str) -> Option<Zone> {
    Zone::named(name, Time(1_772_625_600))
}

fuzz_target!(|text: &str| {
    let (file, own) = text.split_once('\n').unwrap_or((text, "{}"));
    for taken in [Taken::Instead, Taken::OnTop] {
        let Ok(first) = import(file, own, taken, &zones, english) else {
            continue;
        };
        let passed_on = export(&first.text).expect("it holds no secret");
        let again = import(&passed_on, &first.text, Taken::Instead, &zones, english);
        let again = again.expect("it was taken before");
        assert!(again.changes.is_empty(), "{:?}", again.changes);
        assert_eq!(
            Settings::parse(&again.text).ok(),
            Settings::parse(&first.text).ok()
        );
    }
    let in_force = effective(own, file, &|text| check(text, &zones));
    check(&in_force.text, &zones).expect("what is in force can be used");
});
