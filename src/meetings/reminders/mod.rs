//! Reminders of calls: `handle(clock, event) -> effects`.
//!
//! What was said is kept before it is said, by a key of its call and moment, so that nobody is told twice: not after a
//! restart or an update, and not when the clock is set back. Everything else is worked out anew every time. An alarm may go off late,
//! or never where a machine slept or its clock was set, so there is one every hour at least while anything is switched on.

mod settings;

use super::{Occurrence, Occurrences, Team, TimeOfDay, Zones};
use crate::{
    schedule::Zone,
    time::{DAY, HOUR, MINUTE, Time},
    words::{Words, named, span},
    zendesk::Loose,
};
pub use settings::{Own, Quiet, Reminding, written};

/// What a reminder goes by, besides its settings.
#[derive(Clone, Copy)]
pub struct Clock<'z> {
    /// This moment.
    pub now: Time,
    /// IANA name of the zone that the person is in.
    pub here: &'z str,
    /// Where offsets come from.
    pub zones: &'z dyn Zones,
    /// How it is said.
    pub words: Words,
    /// How a time of day is written.
    pub write: fn(TimeOfDay) -> String,
}

impl std::fmt::Debug for Clock<'_> {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{:?} in {}", self.now, self.here)
    }
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// What was kept last, where anything was.
    Recalled(Option<String>),
    /// The settings, at the start too.
    Changed(Box<(Team, Reminding)>),
    /// An alarm has gone off.
    Woken,
}

/// What is to be done, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Keeps this text in the place of the one before.
    Keep {
        /// See [`Event::Recalled`].
        text: String,
    },
    /// Shows this to the person.
    Notify {
        /// The same for the same call on the same date at the same time.
        key: String,
        /// Which call.
        title: String,
        /// How soon.
        text: String,
    },
    /// Wakes the machine up.
    SetAlarm {
        /// When.
        at: Time,
    },
}

/// So many are remembered: weeks of them, so that the clock may be set back by as much.
const REMEMBERED: usize = 200;

/// See the module's text.
#[derive(Debug, Default)]
pub struct Reminders {
    plan: Option<Box<(Team, Reminding)>>,
    /// Keys of what was said, oldest first. `None` until what was kept is read.
    said: Option<Vec<String>>,
}

impl Reminders {
    /// What to do about `event`. Nothing else changes it.
    pub fn handle(&mut self, clock: &Clock<'_>, event: Event) -> Vec<Effect> {
        match event {
            Event::Recalled(kept) if self.said.is_none() => {
                self.said = Some(read(kept.as_deref().unwrap_or_default()));
            }
            Event::Changed(plan) => self.plan = Some(plan),
            Event::Recalled(_) | Event::Woken => {}
        }
        self.go_on(clock).unwrap_or_default()
    }

    fn go_on(&mut self, clock: &Clock<'_>) -> Option<Vec<Effect>> {
        let (team, reminding) = self.plan.as_deref()?;
        let said = self.said.as_mut()?;
        if !reminding.is_any_on(team) {
            return None;
        }
        let Clock {
            now, here, zones, ..
        } = *clock;
        let here = zones.zone(here, now.plus(-3 * DAY), now.plus(3 * DAY))?;
        let quiet_until = reminding.quiet.and_then(|quiet| quiet.end(now, &here));
        let mut effects = Vec::new();
        let mut wake = now.plus(HOUR);
        // A zone that is not known is said where calls are listed; the others are reminded of.
        let calls = team.clone().known_to(zones, now);
        let calls =
            Occurrences::new(&calls, zones, now.plus(-DAY), now.plus(DAY + 2 * HOUR)).ok()?;
        for call in calls {
            let (Some((start, end)), Some(before)) = (call.time, reminding.minutes(call.meeting))
            else {
                continue;
            };
            let due = start.plus(-before * MINUTE);
            let key = key(&call, start);
            if end <= now || said.contains(&key) {
                continue;
            }
            let due = quiet_until.map_or(due, |until| due.max(until));
            if due > now {
                wake = wake.min(due);
                continue;
            }
            said.push(key.clone());
            let too_many = said.len().saturating_sub(REMEMBERED);
            said.drain(..too_many);
            effects.push(Effect::Keep { text: kept(said) });
            effects.push(Effect::Notify {
                key,
                title: named(clock.words, &call.meeting.name),
                text: text(clock, start, &here),
            });
        }
        effects.push(Effect::SetAlarm { at: wake });
        Some(effects)
    }
}

/// Where a press on the reminder of this key leads: to the call, or else to its agenda. `None` where neither has an address.
#[must_use]
pub fn leads_to<'t>(team: &'t Team, key: &str) -> Option<&'t str> {
    // An id may have anything in it.
    let id = key.rsplitn(3, '/').nth(2)?;
    let links = &team.meetings.iter().find(|one| one.id == id)?.links;
    links.join.as_deref().or(links.agenda.as_deref())
}

impl Team {
    /// Without the calls whose zone is not known.
    #[must_use]
    pub fn known_to(mut self, zones: &dyn Zones, now: Time) -> Self {
        self.meetings
            .retain(|one| zones.zone(&one.timezone, now, now).is_some());
        self
    }
}

fn key(call: &Occurrence<'_>, start: Time) -> String {
    format!(
        "{}/{}/{}",
        call.meeting.id,
        super::iso(call.planned),
        start.0
    )
}

fn text(clock: &Clock<'_>, start: Time, here: &Zone) -> String {
    let Clock {
        now, words, write, ..
    } = *clock;
    let at = here.wall(start).map(|(_, time)| write(time));
    let at = at.unwrap_or_default();
    let left = now.until(start);
    let span = span(words, left);
    match left {
        ..0 => words("popup_reminder_started", &[&span, &at]),
        0..60 => words("popup_reminder_now", &[&at]),
        _ => words("popup_reminder_in", &[&span, &at]),
    }
}

fn kept(said: &[String]) -> String {
    // Written to memory, which cannot fail.
    serde_json::to_string(said).unwrap_or_default()
}

/// What cannot be read was not written here.
fn read(text: &str) -> Vec<String> {
    let value = Loose::read(text);
    let items = value.iter().flat_map(Loose::items);
    items
        .filter_map(|item| item.text().map(str::to_owned))
        .collect()
}

impl Quiet {
    /// When they end, where `now` is within them.
    fn end(self, now: Time, here: &Zone) -> Option<Time> {
        let (date, time) = here.wall(now)?;
        let Self { from, to } = self;
        let is_within = match from <= to {
            true => from <= time && time < to,
            false => from <= time || time < to,
        };
        let date = if time < to { date } else { date.next_day()? };
        is_within.then(|| here.moment(date, to.seconds()))
    }
}
