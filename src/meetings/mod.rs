//! The team's calls: when they are, who leads them, and what is at hand for each.
//!
//! Everything about a call is data of its own zone: a weekday there, a time of day there. Moments come of it with the
//! zone's offsets, which a [`Zones`] brings: the command line's from its database, the pages' from the browser.

pub mod agenda;
pub mod board;
pub mod ics;
mod model;
mod occurrences;
mod read;
mod recurrence;
pub mod reminders;
mod rotation;
mod write;

#[cfg(any(feature = "cli", feature = "pages"))]
pub(crate) use read::DEFAULTS;

pub use model::{Exception, Holiday, Links, Meeting, OnDate, Team, TimeOfDay, When};
pub use occurrences::{Occurrence, Occurrences, UnknownZone};
pub use recurrence::{Recurrence, Span};
pub use rotation::{Absence, Role, Roles, Rotation, Swap};
pub use write::written;

use crate::{
    schedule::Zone,
    time::{DAY, Time},
};
use ::time::{Date, Weekday};

/// Where a zone's offsets come from.
pub trait Zones {
    /// The offsets of the zone of this IANA name from one moment to another. `None` for a name that is not known.
    fn zone(&self, name: &str, from: Time, to: Time) -> Option<Zone>;
}

/// The time-zone database that the command line carries.
#[cfg(feature = "cli")]
#[derive(Clone, Copy, Debug)]
pub struct Database;

#[cfg(feature = "cli")]
impl Zones for Database {
    fn zone(&self, name: &str, from: Time, to: Time) -> Option<Zone> {
        Zone::between(name, from, to)
    }
}

/// Local times are looked up in offsets of a day earlier and later, and one that was moved lies further off.
const MARGIN: i64 = 3 * DAY;

/// The shape that dates are written in.
const DATE_SHAPE: &str = "a date such as 2026-12-22";

/// A date as it is written in settings: `2026-12-22`.
#[must_use]
pub fn iso(date: Date) -> String {
    let (year, month, day) = date.to_calendar_date();
    format!("{year:04}-{:02}-{day:02}", u8::from(month))
}

/// `Monday`.
#[must_use]
pub fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// One that a link may lead to, all on one line.
pub(crate) fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let is_plain = |character: char| !character.is_control() && !character.is_whitespace();
    rest.is_some_and(|rest| !rest.is_empty()) && text.chars().all(is_plain)
}
