//! Business hours: a weekly schedule in a time zone, with holidays.
//!
//! The zone's rules come in as a list of offsets, from the browser or from a time-zone database,
//! so that the WebAssembly build carries no database of its own.

use crate::time::{DAY, Time};
use time::{Date, OffsetDateTime, Weekday};

/// A zone's offsets from UTC around the present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Seconds east of UTC before the first change.
    pub first_offset: i32,
    /// Moments at which the offset changes, ascending, each with the offset from then on.
    pub changes: Vec<(Time, i32)>,
}

impl Zone {
    /// Coordinated universal time.
    #[must_use]
    pub fn utc() -> Self {
        Self {
            first_offset: 0,
            changes: Vec::new(),
        }
    }

    /// Reads a zone's rules from the bundled time-zone database for the years around `now`.
    /// `None` for a name that the database does not have.
    #[cfg(feature = "cli")]
    #[must_use]
    pub fn named(name: &str, now: Time) -> Option<Self> {
        Self::between(name, now.plus(-2 * 366 * DAY), now.plus(2 * 366 * DAY))
    }

    /// Reads a zone's rules from the bundled time-zone database for the time from `from` to `to`.
    /// `None` for a name that the database does not have.
    #[cfg(feature = "cli")]
    #[must_use]
    pub fn between(name: &str, from: Time, to: Time) -> Option<Self> {
        let zone = jiff::tz::TimeZone::get(name).ok()?;
        let from = jiff::Timestamp::from_second(from.0).ok()?;
        let to = jiff::Timestamp::from_second(to.0).ok()?;
        Some(Self {
            first_offset: zone.to_offset(from).seconds(),
            changes: zone
                .following(from)
                .take_while(|change| change.timestamp() < to)
                .map(|change| {
                    (
                        Time(change.timestamp().as_second()),
                        change.offset().seconds(),
                    )
                })
                .collect(),
        })
    }

    /// Seconds east of UTC.
    #[must_use]
    pub fn offset_at(&self, at: Time) -> i32 {
        self.changes
            .iter()
            .take_while(|(since, _)| *since <= at)
            .last()
            .map_or(self.first_offset, |(_, offset)| *offset)
    }

    /// The date there. `None` beyond the calendar.
    #[must_use]
    pub fn date(&self, at: Time) -> Option<Date> {
        let local = at.plus(self.offset_at(at).into());
        Some(OffsetDateTime::from_unix_timestamp(local.0).ok()?.date())
    }

    /// The moment `seconds` after a local midnight, by the clock on the wall. A time that exists
    /// twice is the first; one that does not exist takes the offset before the gap (RFC 5545).
    #[must_use]
    pub fn moment(&self, date: Date, seconds: i64) -> Time {
        let naive = Time(date.midnight().assume_utc().unix_timestamp()).plus(seconds);
        let before = self.offset_at(naive.plus(-DAY));
        let after = self.offset_at(naive.plus(DAY));
        let early = naive.plus(-i64::from(before));
        if before == after || self.offset_at(early) == before {
            return early;
        }
        let late = naive.plus(-i64::from(after));
        if self.offset_at(late) == after {
            late
        } else {
            early
        }
    }
}

/// Opening hours of one weekday, `"09:00"` to `"17:00"`; `"24:00"` is the end of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayHours {
    /// Opening time.
    pub from: String,
    /// Closing time.
    pub to: String,
}

/// A week of business hours, as settings and policy write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule {
    /// IANA name of the zone that the hours are meant in.
    pub timezone: String,
    /// Opening hours.
    pub hours: Week,
    /// Closed dates, `2026-12-25`.
    pub holidays: Vec<String>,
}

/// Hours by weekday; a day that is not named is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Week {
    pub monday: Option<DayHours>,
    pub tuesday: Option<DayHours>,
    pub wednesday: Option<DayHours>,
    pub thursday: Option<DayHours>,
    pub friday: Option<DayHours>,
    pub saturday: Option<DayHours>,
    pub sunday: Option<DayHours>,
}

impl Week {
    fn days(&self) -> [(Weekday, &'static str, &Option<DayHours>); 7] {
        [
            (Weekday::Monday, "monday", &self.monday),
            (Weekday::Tuesday, "tuesday", &self.tuesday),
            (Weekday::Wednesday, "wednesday", &self.wednesday),
            (Weekday::Thursday, "thursday", &self.thursday),
            (Weekday::Friday, "friday", &self.friday),
            (Weekday::Saturday, "saturday", &self.saturday),
            (Weekday::Sunday, "sunday", &self.sunday),
        ]
    }
}

/// Which hours a target is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hours {
    /// Around the clock, every day.
    Always,
    /// Around the clock, Monday to Friday in the schedule's zone, holidays included.
    Weekdays,
    /// The schedule's own hours, holidays closed.
    Business,
}

/// A schedule whose hours are checked and whose zone is known: what estimates are counted with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    zone: Zone,
    open: Vec<(Weekday, i64, i64)>,
    holidays: Vec<Date>,
}

/// A schedule that cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScheduleError {
    /// An hour that is no time of day.
    #[error("schedule.hours.{day}: `{text}` is not a time of day; write it as HH:MM")]
    Hour {
        /// The weekday.
        day: &'static str,
        /// What stood there.
        text: String,
    },
    /// A holiday that is no date.
    #[error("schedule.holidays: `{text}` is not a date; write it like 2026-12-25")]
    Holiday {
        /// What stood there.
        text: String,
    },
    /// A day that closes before it opens.
    #[error("schedule.hours.{day}: opens at {from} but closes at {to}; the end must be later")]
    Order {
        /// The weekday.
        day: &'static str,
        /// Opening time.
        from: String,
        /// Closing time.
        to: String,
    },
}

impl Schedule {
    /// Checks the hours and joins them with the zone's rules.
    ///
    /// # Errors
    /// An hour that is no time of day, or a day that closes before it opens.
    pub fn calendar(&self, zone: Zone) -> Result<Calendar, ScheduleError> {
        let mut open = Vec::with_capacity(7);
        for (weekday, day, hours) in self.hours.days() {
            let Some(hours) = hours else { continue };
            let at = |text: &String| {
                time_of_day(text).ok_or_else(|| ScheduleError::Hour {
                    day,
                    text: text.clone(),
                })
            };
            let (from, to) = (at(&hours.from)?, at(&hours.to)?);
            if to <= from {
                return Err(ScheduleError::Order {
                    day,
                    from: hours.from.clone(),
                    to: hours.to.clone(),
                });
            }
            open.push((weekday, from, to));
        }
        Ok(Calendar {
            zone,
            open,
            holidays: self
                .holidays
                .iter()
                .map(|text| holiday(text))
                .collect::<Result<_, _>>()?,
        })
    }
}

fn holiday(text: &str) -> Result<Date, ScheduleError> {
    date(text).ok_or_else(|| ScheduleError::Holiday { text: text.into() })
}

/// Reads `2026-12-25`.
pub(crate) fn date(text: &str) -> Option<Date> {
    let midnight = Time::parse(&format!("{text}T00:00:00Z"));
    midnight.and_then(|at| Zone::utc().date(at))
}

fn time_of_day(text: &str) -> Option<i64> {
    let (hours, minutes) = text.split_once(':')?;
    let two_digits = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !two_digits(hours) || !two_digits(minutes) {
        return None;
    }
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    let seconds = hours * 3600 + minutes * 60;
    ((0..=23).contains(&hours) && (0..=59).contains(&minutes) || text == "24:00").then_some(seconds)
}

/// A schedule that is closed for this long counts as never open.
const LONGEST_CLOSURE_DAYS: u32 = 370;

impl Calendar {
    /// The moment `seconds` of open time after `start`. `None` where the schedule is closed for a
    /// year on end, or the date is out of range.
    #[must_use]
    pub fn add(&self, start: Time, seconds: i64, hours: Hours) -> Option<Time> {
        if hours == Hours::Always {
            return Some(start.plus(seconds));
        }
        let mut left = seconds.max(0);
        let mut date = self.zone.date(start)?;
        for _ in 0..LONGEST_CLOSURE_DAYS {
            if let Some((open, close)) = self.window(date, hours) {
                let from = open.max(start);
                let room = from.until(close);
                if room > 0 && left <= room {
                    return Some(from.plus(left));
                }
                left -= room.max(0);
            }
            date = date.next_day()?;
        }
        None
    }

    fn window(&self, date: Date, hours: Hours) -> Option<(Time, Time)> {
        let weekday = date.weekday();
        let (from, to) = match hours {
            Hours::Business if self.holidays.contains(&date) => return None,
            Hours::Business => {
                let open = self.open.iter().find(|(day, _, _)| *day == weekday);
                open.map(|(_, from, to)| (*from, *to))?
            }
            _ if matches!(weekday, Weekday::Saturday | Weekday::Sunday) => return None,
            _ => (0, DAY),
        };
        Some((self.zone.moment(date, from), self.zone.moment(date, to)))
    }
}
