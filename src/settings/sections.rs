//! Every section of a settings document, and who reads it.

use super::{DEFAULTS, Settings, SettingsError, document, field::Field, field::split};
use crate::{
    escalation::{redact, settings::Escalation},
    links,
    meetings::{self, Team, reminders::Reminding},
    schedule::Zone,
    zendesk::Loose,
};

/// Where the defaults of each section stand in a document, and their text.
const SECTIONS: [(&[&str], &str); 6] = [
    (&[], DEFAULTS),
    (&["escalation"], crate::escalation::settings::DEFAULTS),
    (&["escalation", "redaction"], redact::DEFAULTS),
    (&["contribution"], crate::contribution::settings::DEFAULTS),
    (&[], meetings::DEFAULTS),
    (
        &["reminders"],
        r#"{"on": false, "minutes_before": 10, "quiet": null}"#,
    ),
];

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
    if names(&["escalation", "contribution"]) {
        Escalation::parse(text)?;
    }
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

/// Every field that there is, with its default.
pub(super) fn defaults() -> Vec<Field<'static>> {
    let mut fields = Vec::new();
    for (place, text) in SECTIONS {
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
    let links = links::defaults().into_iter().map(|link| {
        let text = |text: String| Loose::Text(text.into());
        Loose::Map(vec![
            ("name".into(), text(link.name)),
            ("url".into(), text(link.url)),
        ])
    });
    fields.push(Field {
        path: vec!["links".into()],
        value: Loose::List(links.collect()),
    });
    fields
}
