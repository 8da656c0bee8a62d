//! When the calls are, in order.

use super::{Exception, MARGIN, Meeting, Team, TimeOfDay, When, Zones};
use crate::{
    schedule::Zone,
    time::{MINUTE, Time},
};
use time::Date;

/// One call on one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence<'t> {
    /// Which call.
    pub meeting: &'t Meeting,
    /// The date that it was planned for, in its own zone; what it is known by.
    pub planned: Date,
    /// The date that it is on, in its own zone.
    pub date: Date,
    /// From when to when; `None` where the time is not set.
    pub time: Option<(Time, Time)>,
    /// Where it stands in order: its start, or else the beginning of its day.
    place: Time,
}

impl Occurrence<'_> {
    /// Whether it is on another date, or at another time, than it was planned for.
    #[must_use]
    pub fn is_moved(&self) -> bool {
        let exceptions = &self.meeting.exceptions;
        exceptions.iter().any(|one| one.date == self.planned)
    }
}

/// The calls of a team that start within a span, in order, worked out one by one.
#[derive(Debug)]
pub struct Occurrences<'t> {
    streams: Vec<Stream<'t>>,
}

impl<'t> Occurrences<'t> {
    /// Calls that start at `from` or later, and before `to`; where the time is not set, those on the dates that it is in
    /// the call's zone from one to the other, without the last.
    ///
    /// # Errors
    /// The first call whose zone is not known.
    pub fn new(
        team: &'t Team,
        zones: &dyn Zones,
        from: Time,
        to: Time,
    ) -> Result<Self, UnknownZone> {
        let mut streams = Vec::with_capacity(team.meetings.len());
        for (index, meeting) in team.meetings.iter().enumerate() {
            let zone = zones.zone(&meeting.timezone, from.plus(-MARGIN), to.plus(MARGIN));
            let Some(zone) = zone else {
                return Err(UnknownZone {
                    index,
                    name: meeting.timezone.clone(),
                });
            };
            streams.extend(Stream::new(team, meeting, zone, from, to));
        }
        Ok(Self { streams })
    }
}

/// A zone that nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "meetings[{index}].timezone: `{name}` is not a time zone; use an IANA name such as Europe/Berlin"
)]
pub struct UnknownZone {
    /// Of the call in the settings.
    pub index: usize,
    /// What stood there.
    pub name: String,
}

impl<'t> Iterator for Occurrences<'t> {
    type Item = Occurrence<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        let ready = self.streams.iter_mut().filter(|one| one.next.is_some());
        let first = ready.min_by_key(|one| one.next.as_ref().map(|next| next.place))?;
        first.pass()
    }
}

/// The dates of one call.
struct Stream<'t> {
    team: &'t Team,
    meeting: &'t Meeting,
    zone: Zone,
    dates: Box<dyn Iterator<Item = Date>>,
    from: Time,
    to: Time,
    usual: Option<Occurrence<'t>>,
    /// Latest first.
    moved: Vec<Occurrence<'t>>,
    next: Option<Occurrence<'t>>,
}

impl std::fmt::Debug for Stream<'_> {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = to.debug_struct("Stream");
        shown.field("next", &self.next).finish_non_exhaustive()
    }
}

impl<'t> Stream<'t> {
    /// `None` beyond the calendar.
    fn new(team: &'t Team, meeting: &'t Meeting, zone: Zone, from: Time, to: Time) -> Option<Self> {
        let today = zone.date(from)?;
        let mut stream = Self {
            team,
            meeting,
            dates: meeting.recurrence.dates(today),
            zone,
            from,
            to,
            usual: None,
            moved: Vec::new(),
            next: None,
        };
        for Exception { date, moved_to } in &meeting.exceptions {
            if let Some(when) = moved_to
                && meeting.recurrence.has(*date)
            {
                let moved = stream.at(*date, *when);
                let within = stream.is_ahead(&moved, today) && stream.is_before_end(&moved);
                if within {
                    // The last of them comes first. A sort of its own is 4 kB of every module.
                    let later = |one: &Occurrence<'_>| one.place >= moved.place;
                    let at = stream.moved.partition_point(later);
                    stream.moved.insert(at, moved);
                }
            }
        }
        stream.usual = stream.next_usual();
        stream.pass();
        Some(stream)
    }

    /// Takes what is next, and finds what comes after it.
    fn pass(&mut self) -> Option<Occurrence<'t>> {
        let is_moved = match (&self.usual, self.moved.last()) {
            (Some(usual), Some(moved)) => moved.place <= usual.place,
            (_, moved) => moved.is_some(),
        };
        let after = if is_moved {
            self.moved.pop()
        } else {
            let usual = self.next_usual();
            std::mem::replace(&mut self.usual, usual)
        };
        std::mem::replace(&mut self.next, after)
    }

    fn next_usual(&mut self) -> Option<Occurrence<'t>> {
        let today = self.zone.date(self.from)?;
        loop {
            let date = self.dates.next()?;
            let is_other = self.meeting.exceptions.iter().any(|one| one.date == date);
            let usual = self.at(date, When { date, time: None });
            if !self.is_before_end(&usual) {
                return None;
            }
            if !is_other && self.is_ahead(&usual, today) && !self.team.is_off(self.meeting, date) {
                return Some(usual);
            }
        }
    }

    fn is_ahead(&self, one: &Occurrence<'_>, today: Date) -> bool {
        match one.time {
            Some((start, _)) => start >= self.from,
            None => one.date >= today,
        }
    }

    fn is_before_end(&self, one: &Occurrence<'_>) -> bool {
        match (one.time, self.zone.date(self.to)) {
            (None, Some(last)) => one.date < last,
            _ => one.place < self.to,
        }
    }

    fn at(&self, planned: Date, when: When) -> Occurrence<'t> {
        let set = when.time.or(self.meeting.time);
        let seconds = set.map_or(0, TimeOfDay::seconds);
        let place = self.zone.moment(when.date, seconds);
        let length = self.meeting.duration_minutes.saturating_mul(MINUTE);
        Occurrence {
            meeting: self.meeting,
            planned,
            date: when.date,
            time: set.map(|_| (place, place.plus(length))),
            place,
        }
    }
}
