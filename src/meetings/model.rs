//! A call as the team's settings have it.

use super::{Recurrence, Rotation};
use crate::{
    schedule::Zone,
    time::{DAY, MINUTE, Time},
};
use time::Date;

/// The team's calls, and the days on which there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Team {
    /// As they are listed in the settings; ids are there once each.
    pub meetings: Vec<Meeting>,
    /// Days off.
    pub holidays: Vec<Holiday>,
}

/// One call and all its dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    /// What it is called by in files and other settings.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// For whom it is most convenient; all are welcome.
    pub regions: Vec<String>,
    /// What it is for.
    pub purpose: String,
    /// When it starts, in its own zone. `None` until somebody sets it.
    pub time: Option<TimeOfDay>,
    /// IANA name of its zone.
    pub timezone: String,
    /// How long it takes.
    pub duration_minutes: i64,
    /// Its dates, in its own zone.
    pub recurrence: Recurrence,
    /// Dates on which it is otherwise.
    pub exceptions: Vec<Exception>,
    /// What is at hand for it.
    pub links: Links,
    /// Who leads it.
    pub rotation: Option<Rotation>,
    /// Its UID in the calendar file that it came from.
    pub uid: Option<String>,
}

/// Minutes after midnight by the clock on the wall, below 1,440.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// `None` for what no clock shows.
    #[must_use]
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then(|| Self(u16::from(hour) * 60 + u16::from(minute)))
    }

    /// Reads `15:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.split_once(':')?;
        let number = |text: &str| {
            let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse().ok())?
        };
        Self::new(number(hour)?, number(minute)?)
    }

    /// Since midnight.
    #[must_use]
    pub fn seconds(self) -> i64 {
        i64::from(self.0) * 60
    }
}

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// A date of a call that is not like the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The date that it would have had.
    pub date: Date,
    /// When it is instead; `None` where it is cancelled.
    pub moved_to: Option<When>,
}

impl Meeting {
    /// Has it on a date otherwise than usual, or as usual again.
    pub fn set_date(&mut self, date: Date, on: OnDate) {
        self.exceptions.retain(|one| one.date != date);
        let moved_to = match on {
            OnDate::AsUsual => return,
            OnDate::Cancelled => None,
            OnDate::Moved(when) => Some(when),
        };
        self.exceptions.push(Exception { date, moved_to });
    }
}

/// What becomes of one date of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnDate {
    /// Nothing is otherwise.
    AsUsual,
    /// There is no call.
    Cancelled,
    /// It is then.
    Moved(When),
}

/// A date, and another time of day than usual where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// In the call's own zone.
    pub date: Date,
    /// In the call's own zone; `None` is its usual one.
    pub time: Option<TimeOfDay>,
}

/// Web addresses of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The call itself.
    pub join: Option<String>,
    /// Its agenda, with the notes of earlier ones.
    pub agenda: Option<String>,
    /// Where it is recorded.
    pub recording: Option<String>,
}

impl Links {
    /// Those that there are, by the names that they have in settings.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("join", &self.join),
            ("agenda", &self.agenda),
            ("recording", &self.recording),
        ];
        all.into_iter()
            .filter_map(|(name, link)| Some((name, link.as_deref()?)))
    }
}

/// What agendas and calendar files call a link; others read them, whatever this browser speaks.
pub(super) fn title(name: &str) -> &'static str {
    match name {
        "join" => "Join",
        "agenda" => "Agenda",
        _ => "Recording",
    }
}

/// A day off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// Which day, in the zone of the call that it is about.
    pub date: Date,
    /// What is celebrated.
    pub name: String,
    /// Who has it; nobody named is everybody.
    pub regions: Vec<String>,
}

impl Team {
    /// Whether none of those whom a call is for are at work on a date.
    #[must_use]
    pub fn is_off(&self, meeting: &Meeting, date: Date) -> bool {
        let off = self.holidays.iter().filter(|day| day.date == date);
        let is_named = |day: &Holiday, region: &String| {
            let mut named = day.regions.iter();
            named.any(|name| name.eq_ignore_ascii_case(region))
        };
        if off.clone().any(|day| day.regions.is_empty()) {
            return true;
        }
        let mut regions = meeting.regions.iter();
        !meeting.regions.is_empty()
            && regions.all(|region| off.clone().any(|day| is_named(day, region)))
    }
}

impl Zone {
    /// Date and time of day there. `None` beyond the calendar.
    #[must_use]
    pub fn wall(&self, at: Time) -> Option<(Date, TimeOfDay)> {
        let local = at.plus(self.offset_at(at).into());
        let minutes = local.0.rem_euclid(DAY) / MINUTE;
        let time = TimeOfDay(u16::try_from(minutes).ok()?);
        Some((self.date(at)?, time))
    }
}
