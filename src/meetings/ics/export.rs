//! Calls as a calendar file that Google, Apple and Outlook take.

use super::{
    UID_END,
    lines::{escaped, push},
    rule,
    stamp::{day, moment, written},
    timezone::push_zone,
};
use crate::{
    meetings::{MARGIN, Meeting, Team, TimeOfDay, UnknownZone, When, Zones, model::title},
    schedule::Zone,
    time::Time,
};
use time::{Date, OffsetDateTime};

/// The calls of a team with all their dates, each from its `from` on, or else from the first at `now` or later. One whose time
/// is not set is there as a note of the day. `alarm` has people reminded so many minutes before.
///
/// # Errors
/// The first call whose zone is not known.
pub fn export(
    team: &Team,
    zones: &dyn Zones,
    now: Time,
    alarm: Option<i64>,
) -> Result<String, UnknownZone> {
    let mut events = String::new();
    let mut needed: Vec<(&str, Time)> = Vec::new();
    for (index, meeting) in team.meetings.iter().enumerate() {
        let unknown = || UnknownZone {
            index,
            name: meeting.timezone.clone(),
        };
        let begin = begin(meeting, now);
        let zone = zones.zone(
            &meeting.timezone,
            begin.plus(-MARGIN),
            now.max(begin).plus(MARGIN),
        );
        let zone = zone.ok_or_else(unknown)?;
        let from = meeting.recurrence.span().from.or_else(|| zone.date(now));
        let Some(first) = from.and_then(|from| meeting.recurrence.dates(from).next()) else {
            continue;
        };
        let event = Event {
            team,
            meeting,
            zones,
            first,
            now,
            alarm,
        };
        event.push(&mut events);
        if meeting.time.is_some() && !is_utc(&meeting.timezone) {
            let name = meeting.timezone.as_str();
            match needed.iter_mut().find(|(known, _)| *known == name) {
                Some((_, since)) => *since = begin.min(*since),
                None => needed.push((name, begin)),
            }
        }
    }
    let mut file = String::new();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Vanguard//Meetings//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ] {
        push(&mut file, line);
    }
    for (name, since) in needed {
        push_zone(&mut file, name, zones, since);
    }
    file.push_str(&events);
    push(&mut file, "END:VCALENDAR");
    Ok(file)
}

/// No date of the call is earlier, by any clock on earth.
fn begin(meeting: &Meeting, now: Time) -> Time {
    let from = meeting.recurrence.span().from;
    from.map_or(now, |from| Zone::utc().moment(from, 0))
}

fn is_utc(zone: &str) -> bool {
    ["UTC", "Etc/UTC", "Z"].contains(&zone)
}

struct Event<'e> {
    team: &'e Team,
    meeting: &'e Meeting,
    zones: &'e dyn Zones,
    first: Date,
    now: Time,
    alarm: Option<i64>,
}

impl Event<'_> {
    fn push(&self, file: &mut String) {
        let Meeting {
            recurrence,
            exceptions,
            ..
        } = self.meeting;
        self.push_head(file, self.first, self.meeting.time);
        if let Some(rule) = rule::written(*recurrence) {
            let last = recurrence.span().until;
            let until = last.map_or(String::new(), |last| format!(";UNTIL={}", self.until(last)));
            push(file, &format!("RRULE:{rule}{until}"));
        }
        let is_date = |date: &Date| *date >= self.first && recurrence.has(*date);
        let cancelled = exceptions.iter().filter(|one| one.moved_to.is_none());
        let mut off: Vec<Date> = cancelled.map(|one| one.date).collect();
        let moved = |date: &Date| exceptions.iter().any(|one| one.date == *date);
        let holidays = self.team.holidays.iter().map(|day| day.date);
        off.extend(holidays.filter(|date| self.team.is_off(self.meeting, *date) && !moved(date)));
        off.sort_unstable();
        off.dedup();
        for date in off.into_iter().filter(is_date) {
            self.push_when(file, "EXDATE", date, self.meeting.time);
        }
        self.push_tail(file, self.meeting.time.is_some());
        for one in exceptions {
            if let Some(When { date, time }) = one.moved_to
                && is_date(&one.date)
            {
                let time = time.or(self.meeting.time);
                self.push_head(file, date, time);
                self.push_when(file, "RECURRENCE-ID", one.date, self.meeting.time);
                self.push_tail(file, time.is_some());
            }
        }
    }

    fn push_head(&self, file: &mut String, date: Date, time: Option<TimeOfDay>) {
        let meeting = self.meeting;
        let now = OffsetDateTime::from_unix_timestamp(self.now.0).map(written);
        let uid = match &meeting.uid {
            Some(uid) => uid.clone(),
            None => format!("{}{UID_END}", meeting.id),
        };
        push(file, "BEGIN:VEVENT");
        push(file, &format!("UID:{}", escaped(&uid)));
        push(file, &format!("DTSTAMP:{}Z", now.unwrap_or_default()));
        // Calendars take a file for news of a call that they have only where this is higher than before.
        push(file, &format!("SEQUENCE:{}", self.now.0.max(0) / 60));
        self.push_when(file, "DTSTART", date, time);
        if time.is_some() {
            push(file, &format!("DURATION:PT{}M", meeting.duration_minutes));
        }
    }

    fn push_tail(&self, file: &mut String, has_time: bool) {
        let meeting = self.meeting;
        push(file, &format!("SUMMARY:{}", escaped(&meeting.name)));
        let mut description = vec![meeting.purpose.clone()];
        description.extend(
            meeting
                .links
                .named()
                .map(|(name, link)| format!("{}: {link}", title(name))),
        );
        let description = description.join("\n");
        let description = description.trim_matches('\n');
        if !description.is_empty() {
            push(file, &format!("DESCRIPTION:{}", escaped(description)));
        }
        if !meeting.regions.is_empty() {
            let regions: Vec<String> = meeting
                .regions
                .iter()
                .map(|region| escaped(region))
                .collect();
            push(file, &format!("CATEGORIES:{}", regions.join(",")));
        }
        if let Some(join) = &meeting.links.join {
            push(file, &format!("LOCATION:{}", escaped(join)));
            push(file, &format!("URL:{join}"));
        }
        if !has_time {
            push(file, "TRANSP:TRANSPARENT");
        }
        if let Some(minutes) = self.alarm.filter(|_| has_time) {
            push(file, "BEGIN:VALARM");
            push(file, "ACTION:DISPLAY");
            push(file, &format!("TRIGGER:-PT{minutes}M"));
            push(file, &format!("DESCRIPTION:{}", escaped(&meeting.name)));
            push(file, "END:VALARM");
        }
        push(file, "END:VEVENT");
    }

    /// A date of the call, with the time where there is one.
    fn push_when(&self, file: &mut String, name: &str, date: Date, time: Option<TimeOfDay>) {
        let zone = &self.meeting.timezone;
        let day = day(date);
        let line = match time {
            None => format!("{name};VALUE=DATE:{day}"),
            Some(time) => {
                let time = time.to_string().replace(':', "");
                match is_utc(zone) {
                    true => format!("{name}:{day}T{time}00Z"),
                    false => format!("{name};TZID={zone}:{day}T{time}00"),
                }
            }
        };
        push(file, &line);
    }

    /// In UTC, as it has to be where dates have times.
    fn until(&self, last: Date) -> String {
        let Some(time) = self.meeting.time else {
            return day(last);
        };
        let at = moment(self.zones, &self.meeting.timezone, last, time);
        let at = at
            .and_then(|at| OffsetDateTime::from_unix_timestamp(at.0).ok())
            .map(written);
        format!("{}Z", at.unwrap_or_default())
    }
}
