//! Dates and times of calendar files, by the clock of a call's zone.

use super::lines::Line;
use crate::{
    meetings::{MARGIN, TimeOfDay, Zones},
    schedule::{self, Zone},
    time::{MINUTE, Time},
};
use std::str::FromStr;
use time::{Date, OffsetDateTime};
use windows_timezones::WindowsTimezone;

/// A date, and a time of day where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stamp {
    Date(Date),
    /// By the clock of the zone that is named beside it.
    Wall(Date, TimeOfDay),
    Utc(Time),
}

impl Stamp {
    /// `20260310`, `20260310T150000`, `20260310T150000Z`. Seconds are dropped.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (text, is_utc) = match text.strip_suffix(['Z', 'z']) {
            Some(text) => (text, true),
            None => (text, false),
        };
        let (day, clock) = match text.split_once(['T', 't']) {
            Some((day, clock)) => (day, Some(clock)),
            None => (text, None),
        };
        let (year, rest) = day.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        let date = schedule::date(&format!("{year}-{month}-{day}"))?;
        let Some(clock) = clock else {
            return Some(Self::Date(date));
        };
        let (hour, minute) = (clock.get(..2)?, clock.get(2..4)?);
        let time = TimeOfDay::parse(&format!("{hour}:{minute}"))?;
        Some(match is_utc {
            false => Self::Wall(date, time),
            true => Self::Utc(Zone::utc().moment(date, time.seconds())),
        })
    }

    /// By the clock of the zone `to`, where it stands by the clock of `own`.
    pub(super) fn within(
        self,
        own: &str,
        to: &str,
        zones: &dyn Zones,
    ) -> Option<(Date, Option<TimeOfDay>)> {
        let at = match self {
            Self::Date(date) => return Some((date, None)),
            Self::Wall(date, time) if own == to => return Some((date, Some(time))),
            Self::Wall(date, time) => moment(zones, own, date, time)?,
            Self::Utc(at) => at,
        };
        let zone = zones.zone(to, at.plus(-MARGIN), at.plus(MARGIN))?;
        let (date, time) = zone.wall(at)?;
        Some((date, Some(time)))
    }
}

/// When it is so late in a zone.
pub(super) fn moment(zones: &dyn Zones, name: &str, date: Date, time: TimeOfDay) -> Option<Time> {
    let about = Zone::utc().moment(date, time.seconds());
    let zone = zones.zone(name, about.plus(-MARGIN), about.plus(MARGIN))?;
    Some(zone.moment(date, time.seconds()))
}

/// The IANA name of a zone that a file names, as its maker or Windows may call it.
pub(super) fn zone_name(
    name: &str,
    aliases: &[(String, String)],
    zones: &dyn Zones,
    now: Time,
) -> Option<String> {
    let is_known = |name: &str| zones.zone(name, now, now).is_some();
    if is_known(name) {
        return Some(name.to_owned());
    }
    if let Ok(zone) = WindowsTimezone::from_str(name)
        && is_known(zone.tzdb_id())
    {
        return Some(zone.tzdb_id().to_owned());
    }
    // `/freeassociation.sourceforge.net/Europe/Berlin`
    let mut rest = name;
    while let Some((_, shorter)) = rest.split_once('/') {
        if shorter.contains('/') && is_known(shorter) {
            return Some(shorter.to_owned());
        }
        rest = shorter;
    }
    let mut aliases = aliases.iter();
    let (_, alias) = aliases.find(|(known, alias)| known == name && is_known(alias))?;
    Some(alias.clone())
}

/// Minutes from one to the other, by the clock.
pub(super) fn minutes_between(
    from: (Date, Option<TimeOfDay>),
    to: (Date, Option<TimeOfDay>),
) -> i64 {
    let at = |(date, time): (Date, Option<TimeOfDay>)| {
        Zone::utc().moment(date, time.map_or(0, TimeOfDay::seconds))
    };
    at(from).until(at(to)) / MINUTE
}

/// `PT1H30M`, `P1DT2H`, `P1W`, in minutes.
pub(super) fn duration(line: &Line) -> Option<i64> {
    let text = line.value.trim();
    let text = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    let mut minutes = 0_i64;
    let mut digits = String::new();
    for character in text.chars() {
        let unit = match character {
            '0'..='9' => {
                digits.push(character);
                continue;
            }
            'T' => continue,
            'W' => 7 * 24 * 60,
            'D' => 24 * 60,
            'H' => 60,
            'M' => 1,
            'S' => 0,
            _ => return None,
        };
        let number: i64 = digits.parse().ok()?;
        digits.clear();
        minutes = minutes.saturating_add(number.saturating_mul(unit));
    }
    Some(minutes)
}

/// `20260310T150000`.
pub(super) fn written(at: OffsetDateTime) -> String {
    let (hour, minute, second) = at.to_hms();
    format!("{}T{hour:02}{minute:02}{second:02}", day(at.date()))
}

/// `20260310`.
pub(super) fn day(date: Date) -> String {
    super::super::iso(date).replace('-', "")
}
