//! Settings passed on: versions, export, import, company policy, and the schema of all of it.

mod any;
mod edit;
mod export;
mod form;
mod import;
mod policy;
mod properties;
mod say;
mod schema;
mod versions;

use vanguard::{
    schedule::Zone,
    settings::{self, Change, Complaint, Import, SettingsError, Taken},
    time::Time,
    words::english,
};

/// The zones of the database at a moment that does not matter.
fn zones(name: &str) -> Option<Zone> {
    Zone::named(name, Time(1_772_625_600))
}

fn check(text: &str) -> Result<(), SettingsError> {
    settings::check(text, &zones)
}

fn import(text: &str, own: &str, taken: Taken) -> Result<Import, Vec<Complaint>> {
    settings::import(text, own, taken, &zones, english)
}

/// One sentence for each; which sections there are is left out.
fn sentences(complaints: &[Complaint]) -> Vec<String> {
    let sentence = |wrong: &Complaint| {
        let said = wrong.sentence(english);
        let end = said.find("; there is preset").unwrap_or(said.len());
        said[..end].to_owned()
    };
    complaints.iter().map(sentence).collect()
}

/// `path: before → after` for each.
fn changes(changes: &[Change]) -> Vec<String> {
    let say = |change: &Change| format!("{}: {} → {}", change.path, change.before, change.after);
    changes.iter().map(say).collect()
}
