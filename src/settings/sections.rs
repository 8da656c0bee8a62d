//! Every section of a settings document, and who reads it.

use super::{Results, Settings, SettingsError, document, field::Field, field::split};
use crate::{
    escalation::settings::Escalation,
    links,
    meetings::{self, Team, reminders::Reminding},
    schedule::Zone,
    shipped::Shipped,
    zendesk::Loose,
};

/// Where the defaults of a section stand in a document, and their text.
type Section = (&'static [&'static str], &'static str);

const ALL: [(&[&str], Shipped); 4] = [
    (&[], Shipped::Settings),
    (&["escalation"], Shipped::Escalation),
    (&["escalation", "redaction"], Shipped::Redaction),
    (&["contribution"], Shipped::Contribution),
];
const CALLS: [Section; 2] = [
    (&[], meetings::DEFAULTS),
    (
        &["reminders"],
        r#"{"on": false, "minutes_before": 10, "quiet": null}"#,
    ),
];

/// The defaults that edits are compared with.
#[derive(Clone, Copy, Debug)]
pub struct Defaults(fn() -> Vec<Field<'static>>);

impl Defaults {
    /// Of everything.
    pub const ALL: Self = Self(all);
    /// Of calls, reminders and pages alone, for whoever edits nothing else: everything else is not linked then.
    pub const CALLS: Self = Self(calls_and_pages);

    pub(super) fn fields(self) -> Vec<Field<'static>> {
        self.0()
    }
}

/// Says whether whoever goes by a settings document can use it: every section's own reader reads it. `zones` knows the
/// time zones.
///
/// # Errors
/// The first thing in it that cannot be used, with the path to it.
pub fn check(text: &str, zones: &dyn Fn(&str) -> Option<Zone>) -> Result<(), SettingsError> {
    let settings = Settings::parse(text)?;
    let zone = settings.zone(zones)?;
    settings.rules(zone)?;
    // Of what a document does not name the defaults are in force, which can be used.
    let document = document::open(text)?;
    let names = |keys: &[&str]| document.entries().any(|(key, _)| keys.contains(&key));
    if names(&["results"]) {
        Results::parse(text)?;
    }
    if names(&["escalation", "contribution"]) {
        Escalation::parse(text)?;
    }
    check_calls(text, zones)
}

/// The same of calls, reminders and pages alone.
///
/// # Errors
/// As `check`.
pub fn check_calls(text: &str, zones: &dyn Fn(&str) -> Option<Zone>) -> Result<(), SettingsError> {
    let document = document::open(text)?;
    let names = |keys: &[&str]| document.entries().any(|(key, _)| keys.contains(&key));
    if names(&["meetings", "holidays"]) {
        calls(&Team::parse(text)?, zones)?;
    }
    if names(&["reminders"]) {
        Reminding::parse(text)?;
    }
    if names(&["links"]) {
        links::parse(text)?;
    }
    Ok(())
}

fn calls(team: &Team, zones: &dyn Fn(&str) -> Option<Zone>) -> Result<(), SettingsError> {
    for (index, call) in team.meetings.iter().enumerate() {
        zones(&call.timezone).ok_or_else(|| {
            let what = format!("`{}` is not a time zone", call.timezone);
            document::wrong(&format!("meetings[{index}].timezone"), what)
        })?;
    }
    Ok(())
}

fn all() -> Vec<Field<'static>> {
    let mut fields = of(&ALL.map(|(place, file)| (place, file.text())));
    fields.extend(calls_and_pages());
    fields
}

fn calls_and_pages() -> Vec<Field<'static>> {
    let mut fields = of(&CALLS);
    fields.push(Field {
        path: vec!["links".into()],
        value: links::written(&links::defaults()),
    });
    fields
}

fn of(all: &[Section]) -> Vec<Field<'static>> {
    let mut fields = Vec::new();
    for (place, text) in all {
        let mut sections = match place {
            [] => document::open(text),
            _ => serde_json::from_str(text).map_err(SettingsError::from),
        }
        .unwrap_or_default();
        for key in place.iter().rev() {
            sections = Loose::Map(vec![((*key).into(), sections)]);
        }
        fields.extend(split(sections));
    }
    fields
}
