//! Everything about the order that a team may disagree on, as data.
//!
//! A settings file names only what differs from the defaults in `defaults.json`; each key
//! replaces the default as a whole, except `targets` and `presets`, which are added by name.

use crate::{
    customer::PlanTable,
    priority::preset::{Preset, PresetError},
    schedule::{Calendar, Schedule, ScheduleError, Zone},
    sla::Targets,
    time::{DAY, MINUTE},
};

mod appearance;
#[cfg(any(feature = "cli", feature = "pages"))]
mod difference;
pub(crate) mod document;
#[cfg(any(feature = "cli", feature = "pages"))]
mod edit;
mod effective;
mod field;
#[cfg(any(feature = "cli", feature = "pages"))]
mod form;
pub(crate) mod read;
mod results;
#[cfg(any(feature = "cli", feature = "pages"))]
mod say;
#[cfg(any(feature = "cli", feature = "pages"))]
mod secrets;
#[cfg(any(feature = "cli", feature = "pages"))]
mod sections;
#[cfg(any(feature = "cli", feature = "pages"))]
mod transfer;

pub use appearance::Appearance;
pub use document::VERSION;
pub use effective::{Check, Complaint, Effective, Layer, effective};
pub use results::{Channel, Results};

#[cfg(any(feature = "cli", feature = "pages"))]
pub use {
    difference::Change,
    edit::{Edit, edit},
    form::{Choice, FormField, Input, Kind, form},
    say::{say, sentence},
    sections::{Defaults, check, check_calls},
    transfer::{Import, Taken, export, import},
};

/// What a team may change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Name of the preset in force.
    pub preset: String,
    /// Minutes left at which a ticket is near breach.
    pub near_minutes: i64,
    /// Minutes left at which it is critical.
    pub critical_minutes: i64,
    /// Minutes after which what Zendesk said is asked for again.
    pub refresh_minutes: i64,
    /// How plans are recognised.
    pub plans: PlanTable,
    /// How customer emergencies are recognised.
    pub emergency: Emergency,
    /// Tags of strategic organisations, lower case.
    pub strategic_tags: Vec<String>,
    /// Ticket tags that say an organisation has to be attached, lower case.
    pub needs_organisation_tags: Vec<String>,
    /// Days On-hold after which a ticket is flagged.
    pub hold_days: i64,
    /// Business hours that estimates are counted in.
    pub schedule: Schedule,
    /// Reply targets by name.
    pub targets: Vec<(String, Targets)>,
    /// Orderings to choose from.
    pub presets: Vec<Preset>,
    /// Where issues are filed.
    pub gitlab: GitLab,
    /// How they are filed, and what is written back.
    pub filing: Filing,
    /// How what becomes of them is followed.
    pub follow: Follow,
    /// What is shown.
    pub appearance: Appearance,
}

/// The GitLab that issues are filed on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GitLab {
    /// `https://gitlab.com`, without a path.
    pub origin: String,
    /// Id of the OAuth application there, where there is one. None ships.
    pub oauth_application: Option<String>,
}

/// How an issue is filed, and what is written back to its ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filing {
    /// Id of the ticket field that holds issues' addresses ("GitLab Issues"), where there is one.
    pub field: Option<u64>,
    /// Tag that an escalated ticket gets, where one is wanted, lower case.
    pub tag: Option<String>,
    /// Whether an escalated ticket is put On-hold.
    pub on_hold: bool,
    /// The internal note, with `{url}` and `{title}` of the issue.
    pub note: String,
    /// Whether the first press files, after the countdown.
    pub without_review: bool,
    /// How long filing without review can be undone.
    pub countdown_seconds: i64,
    /// How far GitLab's search may lag behind.
    pub search_lag_seconds: i64,
}

/// How often GitLab is asked what became of an issue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Follow {
    /// Issues at most, all together.
    pub checks_per_minute: i64,
    /// How old what is known may be while a ticket shows it.
    pub shown_minutes: i64,
    /// How long an issue is followed after it was closed.
    pub closed_days: i64,
}

/// How a customer emergency is recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Emergency {
    /// Ticket tags, lower case.
    pub tags: Vec<String>,
    /// Ticket forms, by id.
    pub forms: Vec<u64>,
}

/// Settings that cannot be used. Nothing is changed by them.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Not JSON at all.
    #[error("not JSON: {0}")]
    Syntax(#[from] serde_json::Error),
    /// A value that does not fit.
    #[error("{path}: {what}")]
    Value {
        /// Where it stands.
        path: String,
        /// What is wrong with it.
        what: String,
    },
    /// A number outside its range.
    #[error("{field}: {value} is out of range; choose {from} to {to}")]
    Range {
        /// Where it stands.
        field: &'static str,
        /// What stood there.
        value: i64,
        /// Smallest allowed.
        from: i64,
        /// Largest allowed.
        to: i64,
    },
    /// A preset that does not exist.
    #[error("there is no preset `{name}`; choose one of: {known}")]
    UnknownPreset {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// A preset that contradicts itself.
    #[error(transparent)]
    Preset(#[from] PresetError),
    /// Business hours that cannot be used.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
}

/// Settings checked and joined: what tickets are ranked with.
#[derive(Clone, Debug)]
pub struct Rules {
    /// The ordering in force.
    pub preset: Preset,
    /// The targets that it names.
    pub targets: Targets,
    /// Business hours.
    pub calendar: Calendar,
    /// How plans are recognised.
    pub plans: PlanTable,
    /// How emergencies are recognised.
    pub emergency: Emergency,
    /// Tags of strategic organisations.
    pub strategic_tags: Vec<String>,
    /// Tags that ask for an organisation.
    pub needs_organisation_tags: Vec<String>,
    /// Seconds left at which a ticket is near breach.
    pub near: i64,
    /// Seconds left at which it is critical.
    pub critical: i64,
    /// Seconds On-hold after which a ticket is flagged.
    pub hold: i64,
}

/// Whether each of these is in its range: field, value, least and most.
fn within(all: &[(&'static str, i64, i64, i64)]) -> Result<(), SettingsError> {
    for &(field, value, from, to) in all {
        if !(from..=to).contains(&value) {
            return Err(SettingsError::Range {
                field,
                value,
                from,
                to,
            });
        }
    }
    Ok(())
}

impl Settings {
    /// The defaults, with a settings file's text on top.
    ///
    /// # Errors
    /// Anything in it that cannot be used, with the path to it.
    #[cfg(any(feature = "cli", feature = "pages"))]
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        Self::layered(&[crate::shipped::Shipped::Settings.text(), text])
    }

    /// Settings texts on top of each other, the defaults first. The extension's background
    /// has those from its script.
    ///
    /// # Errors
    /// Anything in them that cannot be used, with the path to it.
    pub fn layered(texts: &[&str]) -> Result<Self, SettingsError> {
        let mut settings = Self::default();
        for text in texts {
            settings.apply(&read::At::root(&document::open(text)?))?;
        }
        settings.check_ranges()?;
        Ok(settings)
    }

    fn check_ranges(&self) -> Result<(), SettingsError> {
        within(&[
            ("near_minutes", self.near_minutes, 1, 10_080),
            (
                "critical_minutes",
                self.critical_minutes,
                1,
                self.near_minutes,
            ),
            ("refresh_minutes", self.refresh_minutes, 1, 1_440),
            ("hold_days", self.hold_days, 1, 365),
            (
                "filing.countdown_seconds",
                self.filing.countdown_seconds,
                1,
                60,
            ),
            (
                "filing.search_lag_seconds",
                self.filing.search_lag_seconds,
                1,
                600,
            ),
            (
                "follow.checks_per_minute",
                self.follow.checks_per_minute,
                1,
                60,
            ),
            ("follow.shown_minutes", self.follow.shown_minutes, 5, 1_440),
            ("follow.closed_days", self.follow.closed_days, 0, 90),
        ])
    }

    /// The rules of the schedule's zone, of which `zones` knows all.
    ///
    /// # Errors
    /// A zone that there is none of.
    pub fn zone(&self, zones: &dyn Fn(&str) -> Option<Zone>) -> Result<Zone, SettingsError> {
        let name = &self.schedule.timezone;
        zones(name).ok_or_else(|| {
            let what =
                format!("`{name}` is not a time zone; use an IANA name such as Europe/Berlin");
            document::wrong("schedule.timezone", what)
        })
    }

    /// Checks the settings as a whole and joins them with the schedule's zone.
    ///
    /// # Errors
    /// A preset that does not exist or contradicts itself, hours that cannot be used.
    pub fn rules(self, zone: Zone) -> Result<Rules, SettingsError> {
        for preset in &self.presets {
            preset.check(&self.targets)?;
        }
        let known = self
            .presets
            .iter()
            .map(|known| known.name.as_str())
            .collect::<Vec<_>>()
            .join(", ");
        let chosen = self
            .presets
            .into_iter()
            .find(|known| known.name == self.preset);
        let unknown = || SettingsError::UnknownPreset {
            name: self.preset.clone(),
            known,
        };
        let preset = chosen.ok_or_else(unknown)?;
        let targets = self
            .targets
            .into_iter()
            .find(|(name, _)| *name == preset.targets);
        let (_, targets) = targets.ok_or_else(|| preset.lacks_targets())?;
        Ok(Rules {
            preset,
            targets,
            calendar: self.schedule.calendar(zone)?,
            plans: self.plans,
            emergency: self.emergency,
            strategic_tags: self.strategic_tags,
            needs_organisation_tags: self.needs_organisation_tags,
            near: self.near_minutes.saturating_mul(MINUTE),
            critical: self.critical_minutes.saturating_mul(MINUTE),
            hold: self.hold_days.saturating_mul(DAY),
        })
    }
}
