//! A calendar file as calls, each entry by itself: one that cannot be read says why and keeps no other back.

use super::{
    UID_END,
    event::{self, Calendar, Event},
    lines::{Line, listed},
    rule,
    stamp::{Stamp, duration, minutes_between, moment, zone_name},
};
use crate::{
    meetings::{
        Links, Meeting, OnDate, Recurrence, TimeOfDay, When, Zones, is_web_address, iso,
        read::is_name,
    },
    time::Time,
    words::Words,
};
use time::Date;

/// An entry of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it begins in the file, from 1.
    pub line: usize,
    /// What it is called there.
    pub name: String,
    /// The call, or why there is none, as the end of a sentence.
    pub meeting: Result<Meeting, String>,
    /// What of it is not taken over.
    pub notes: Vec<String>,
}

/// Minutes of an entry that does not say how long it takes.
const USUAL_MINUTES: i64 = 60;
const LONGEST_MINUTES: i64 = 1_440;

/// The entries of a calendar file. Times that name no zone are those of `here`. `None` for a text that is no calendar file.
#[must_use]
pub fn import(
    text: &str,
    zones: &dyn Zones,
    here: &str,
    now: Time,
    words: Words,
) -> Option<Vec<Found>> {
    let calendar = event::read(text)?;
    let reader = Reader {
        calendar: &calendar,
        zones,
        here,
        now,
        words,
    };
    let mut all: Vec<Found> = Vec::new();
    for event in &calendar.events {
        if event.line("RECURRENCE-ID").is_none() {
            all.push(reader.found(event, &all));
        }
    }
    for event in &calendar.events {
        if event.line("RECURRENCE-ID").is_some() {
            reader.change(event, &mut all);
        }
    }
    Some(all)
}

struct Reader<'r> {
    calendar: &'r Calendar,
    zones: &'r dyn Zones,
    here: &'r str,
    now: Time,
    words: Words,
}

impl Reader<'_> {
    fn say(&self, key: &str) -> String {
        (self.words)(key, &[])
    }

    fn name(&self, event: &Event) -> String {
        let name = event.text("SUMMARY").map(|text| one_line(&text));
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| self.say("popup_ics_untitled"))
    }

    fn found(&self, event: &Event, before: &[Found]) -> Found {
        let name = self.name(event);
        let mut notes = Vec::new();
        let mut meeting = self.meeting(event, &name, &mut notes);
        if let Ok(one) = &mut meeting {
            let known: Vec<&Meeting> = before
                .iter()
                .filter_map(|found| found.meeting.as_ref().ok())
                .collect();
            let is_there = |other: &&Meeting| match &one.uid {
                Some(uid) => other.uid.as_ref() == Some(uid),
                None => other.uid.is_none() && other.id == one.id,
            };
            if known.iter().any(is_there) {
                meeting = Err(self.say("popup_ics_same_uid"));
            } else {
                one.id = free_id(&one.id, &known);
            }
        }
        Found {
            line: event.line,
            name,
            meeting,
            notes,
        }
    }

    fn meeting(
        &self,
        event: &Event,
        name: &str,
        notes: &mut Vec<String>,
    ) -> Result<Meeting, String> {
        if !event.is_whole {
            return Err(self.say("popup_ics_cut_off"));
        }
        let start = self.start(event)?;
        let stamp = self.stamp(start)?;
        let timezone = match stamp {
            Stamp::Utc(_) => "UTC".to_owned(),
            Stamp::Date(_) => self.here.to_owned(),
            Stamp::Wall(..) => self.zone(start)?,
        };
        let (date, time) = self.within(start, &timezone)?;
        let recurrence = match event.line("RRULE") {
            None => Recurrence::Once(date),
            Some(line) => {
                let read = rule::read(line.value.trim(), date, self.words)?;
                match read.until {
                    None => read.recurrence,
                    Some(text) => {
                        let last = self
                            .last(&text, &timezone, time)
                            .ok_or_else(|| (self.words)("popup_ics_until", &[&text]))?;
                        rule::until(read.recurrence, Some(last))
                    }
                }
            }
        };
        if event.line("RDATE").is_some() {
            notes.push(self.say("popup_ics_rdate"));
        }
        let uid = event.text("UID");
        let own = uid.as_deref().and_then(own_id);
        let mut meeting = Meeting {
            id: own.map_or_else(|| slug(name), str::to_owned),
            name: name.to_owned(),
            regions: regions(event),
            purpose: String::new(),
            time,
            duration_minutes: self.minutes(event, (date, time), &timezone, notes),
            timezone,
            recurrence,
            exceptions: Vec::new(),
            links: Links::default(),
            rotation: None,
            uid: if own.is_some() { None } else { uid },
        };
        describe(event, &mut meeting);
        for line in event.all("EXDATE") {
            for text in line.value.split(',') {
                let line = Line {
                    value: text.to_owned(),
                    ..line.clone()
                };
                let (date, _) = self.within(&line, &meeting.timezone)?;
                meeting.set_date(date, OnDate::Cancelled);
            }
        }
        Ok(meeting)
    }

    /// Another date of a series that was found.
    fn change(&self, event: &Event, all: &mut Vec<Found>) {
        let uid = event.text("UID");
        let id = uid.as_deref().and_then(own_id);
        let series = all.iter_mut().find(|found| {
            let its = found.meeting.as_ref().ok();
            its.is_some_and(|one| match id {
                Some(id) => one.uid.is_none() && one.id == id,
                None => one.uid.is_some() && one.uid == uid,
            })
        });
        let changed = match series {
            None => Err(self.say("popup_ics_no_series")),
            Some(series) => self.exception(event, series),
        };
        if let Err(what) = changed {
            all.push(Found {
                line: event.line,
                name: self.name(event),
                meeting: Err(what),
                notes: Vec::new(),
            });
        }
    }

    fn exception(&self, event: &Event, series: &mut Found) -> Result<(), String> {
        let Ok(meeting) = &mut series.meeting else {
            return Ok(());
        };
        let Some(planned) = event.line("RECURRENCE-ID") else {
            return Ok(());
        };
        if planned.parameter("RANGE").is_some() {
            return Err(self.say("popup_ics_range"));
        }
        let (date, _) = self.within(planned, &meeting.timezone)?;
        if !meeting.recurrence.has(date) {
            return Err((self.words)("popup_ics_no_such_date", &[&iso(date)]));
        }
        if event
            .text("STATUS")
            .is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED"))
        {
            meeting.set_date(date, OnDate::Cancelled);
            return Ok(());
        }
        let (on, time) = self.within(self.start(event)?, &meeting.timezone)?;
        let mut ignored = Vec::new();
        if self.minutes(event, (on, time), &meeting.timezone, &mut ignored)
            != meeting.duration_minutes
        {
            let note = (self.words)("popup_ics_other_length", &[&iso(on)]);
            series.notes.push(note);
        }
        if time.is_none() && meeting.time.is_some() {
            return Err((self.words)("popup_ics_no_time", &[&iso(on)]));
        }
        if on != date || time != meeting.time {
            let time = time.filter(|_| time != meeting.time);
            meeting.set_date(date, OnDate::Moved(When { date: on, time }));
        }
        Ok(())
    }

    fn start<'e>(&self, event: &'e Event) -> Result<&'e Line, String> {
        let start = event.line("DTSTART");
        start.ok_or_else(|| self.say("popup_ics_no_start"))
    }

    fn stamp(&self, line: &Line) -> Result<Stamp, String> {
        let stamp = Stamp::read(&line.value);
        stamp.ok_or_else(|| (self.words)("popup_ics_no_date", &[&line.name, line.value.trim()]))
    }

    /// Date and time of a line, by the clock of a zone.
    fn within(&self, line: &Line, zone: &str) -> Result<(Date, Option<TimeOfDay>), String> {
        let stamp = self.stamp(line)?;
        let own = match stamp {
            Stamp::Wall(..) => self.zone(line)?,
            _ => String::new(),
        };
        let there = stamp.within(&own, zone, self.zones);
        there.ok_or_else(|| (self.words)("popup_ics_beyond", &[&line.name]))
    }

    fn zone(&self, line: &Line) -> Result<String, String> {
        let named = line.parameter("TZID").or(self.calendar.zone.as_deref());
        let Some(named) = named else {
            return Ok(self.here.to_owned());
        };
        let known = zone_name(named, &self.calendar.zones, self.zones, self.now);
        known.ok_or_else(|| (self.words)("popup_ics_zone", &[named]))
    }

    /// The last date that starts no later than that.
    fn last(&self, text: &str, zone: &str, time: Option<TimeOfDay>) -> Option<Date> {
        let until = Stamp::read(text)?;
        let (date, clock) = until.within(zone, zone, self.zones)?;
        let (Some(time), Some(clock)) = (time, clock) else {
            return Some(date);
        };
        let at = |time| moment(self.zones, zone, date, time);
        let is_over = match until {
            Stamp::Utc(until) => at(time)? > until,
            _ => time > clock,
        };
        if is_over {
            date.previous_day()
        } else {
            Some(date)
        }
    }

    fn minutes(
        &self,
        event: &Event,
        start: (Date, Option<TimeOfDay>),
        zone: &str,
        notes: &mut Vec<String>,
    ) -> i64 {
        if start.1.is_none() {
            return USUAL_MINUTES;
        }
        let end = event
            .line("DTEND")
            .and_then(|line| self.within(line, zone).ok());
        let minutes = match (end, event.line("DURATION").and_then(duration)) {
            (Some(end), _) => Some(minutes_between(start, end)),
            (None, minutes) => minutes,
        };
        match minutes.filter(|minutes| (1..=LONGEST_MINUTES).contains(minutes)) {
            Some(minutes) => minutes,
            None => {
                notes.push(self.say("popup_ics_hour"));
                USUAL_MINUTES
            }
        }
    }
}

/// The id of the call that an export gave this UID to.
fn own_id(uid: &str) -> Option<&str> {
    uid.strip_suffix(UID_END).filter(|id| is_name(id))
}

fn regions(event: &Event) -> Vec<String> {
    let all = event.all("CATEGORIES").flat_map(|line| listed(&line.value));
    let named = all.map(|region| one_line(&region));
    named.filter(|region| !region.is_empty()).collect()
}

/// At most so long as settings have names.
fn one_line(text: &str) -> String {
    let mut line = String::new();
    for word in text.split(|one: char| one.is_whitespace() || one.is_control()) {
        if line.len() + word.len() >= 200 {
            break;
        }
        if !line.is_empty() && !word.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// The id, with a number where it is taken.
pub(super) fn free_id(id: &str, known: &[&Meeting]) -> String {
    let is_free = |id: &String| known.iter().all(|other| other.id != *id);
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let mut all = std::iter::once(id.to_owned()).chain(numbered);
    all.find(is_free).unwrap_or_default()
}

/// Purpose and links, out of the description, the address and the place.
fn describe(event: &Event, meeting: &mut Meeting) {
    let description = event.text("DESCRIPTION").unwrap_or_default();
    let mut purpose: Vec<&str> = Vec::new();
    for line in description.lines() {
        let link = line
            .split_once(": ")
            .filter(|(_, link)| is_web_address(link.trim()));
        let place = match link.map(|(name, _)| name) {
            Some("Join") => &mut meeting.links.join,
            Some("Agenda") => &mut meeting.links.agenda,
            Some("Recording") => &mut meeting.links.recording,
            _ => {
                purpose.push(line);
                continue;
            }
        };
        *place = link.map(|(_, link)| link.trim().to_owned());
    }
    meeting.purpose = purpose.join("\n").trim().to_owned();
    let mut places = ["CONFERENCE", "X-GOOGLE-CONFERENCE", "LOCATION", "URL"]
        .into_iter()
        .filter_map(|name| event.text(name))
        .filter(|text| is_web_address(text));
    if meeting.links.join.is_none() {
        meeting.links.join = places.next();
    }
}

/// `Ticket Crush Session` → `ticket-crush-session`.
fn slug(name: &str) -> String {
    let mut slug = String::new();
    for character in name.to_lowercase().chars().take(60) {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    match slug.trim_end_matches('-') {
        "" => "call".into(),
        slug => slug.into(),
    }
}
