//! What a person sees of the calls at a moment: the next one, those ahead, and those that they may have missed.

use super::{Meeting, Occurrence, Occurrences, Team, TimeOfDay, Zones, iso};
use crate::{
    schedule::Zone,
    time::{DAY, MINUTE, Time},
    words::{Words, span},
};
use time::Date;

/// So far ahead, and back.
const AHEAD: i64 = 14 * DAY;
const BACK: i64 = 8 * DAY;

/// All of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// The one that is on, or starts next; where no time is set, the one with the next date.
    pub next: Option<Card>,
    /// Two weeks, in order, without those that are over.
    pub ahead: Vec<Card>,
    /// A week of those that are over and have something to catch up with, latest first.
    pub past: Vec<Card>,
    /// Those of the same two weeks that are cancelled, by call.
    pub cancelled: Vec<Card>,
    /// Calls that are left out, because their zone is not known.
    pub unknown: Vec<String>,
}

/// One call on one date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Of the call.
    pub id: String,
    /// Of this date of it, among all.
    pub key: String,
    /// The date that it was planned for, in its own zone.
    pub planned: Date,
    /// What its settings call it.
    pub name: String,
    /// For whom it is most convenient.
    pub regions: Vec<String>,
    /// What it is for.
    pub purpose: String,
    /// When it is, by the clock of whoever looks.
    pub slot: Slot,
    /// From when to when; `None` where the time is not set.
    pub time: Option<(Time, Time)>,
    /// Whether it is on another date, or at another time, than usual.
    pub is_moved: bool,
    /// Who leads.
    pub chair: Option<String>,
    /// Who takes the notes.
    pub note_taker: Option<String>,
    /// Each by the name that it has in settings.
    pub links: Vec<(&'static str, String)>,
}

/// A day, and from when to when where a time is set. It may end on the day after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Of its start.
    pub date: Date,
    /// Start and end.
    pub times: Option<(TimeOfDay, TimeOfDay)>,
}

/// The calls of a team by the clock of `here`.
#[must_use]
pub fn board(team: &Team, zones: &dyn Zones, here: &Zone, now: Time) -> Board {
    let known = team.clone().known_to(zones, now);
    let cancelled = known.meetings.iter();
    let cancelled = cancelled.flat_map(|one| off(one, zones, now)).collect();
    let is_known = |one: &&Meeting| known.meetings.iter().all(|known| known.id != one.id);
    let unknown = team.meetings.iter().filter(is_known);
    let mut board = Board {
        unknown: unknown
            .map(|one| format!("{} ({})", one.name, one.timezone))
            .collect(),
        cancelled,
        ..Board::default()
    };
    let Ok(calls) = Occurrences::new(&known, zones, now.plus(-BACK), now.plus(AHEAD)) else {
        return board;
    };
    for call in calls {
        let is_over = match call.time {
            Some((_, end)) => end <= now,
            None => zones_date(zones, call.meeting, now).is_some_and(|today| call.date < today),
        };
        let has_notes =
            call.meeting.links.agenda.is_some() || call.meeting.links.recording.is_some();
        if !is_over {
            board.ahead.push(card(&call, here));
        } else if has_notes {
            let mut card = card(&call, here);
            card.links.retain(|(name, _)| *name != "join");
            board.past.insert(0, card);
        }
    }
    let timed = board.ahead.iter().find(|card| card.time.is_some());
    board.next = timed.or(board.ahead.first()).cloned();
    board
}

fn zones_date(zones: &dyn Zones, meeting: &Meeting, now: Time) -> Option<Date> {
    zones.zone(&meeting.timezone, now, now)?.date(now)
}

fn card(call: &Occurrence<'_>, here: &Zone) -> Card {
    let meeting = call.meeting;
    let roles = meeting.roles(call.planned);
    let links = meeting.links.named();
    Card {
        slot: slot(call, here),
        time: call.time,
        is_moved: call.is_moved(),
        chair: roles.chair.map(str::to_owned),
        note_taker: roles.note_taker.map(str::to_owned),
        links: links.map(|(name, link)| (name, link.to_owned())).collect(),
        ..bare(meeting, call.planned)
    }
}

/// Of a call on a date, by its own calendar.
fn bare(meeting: &Meeting, planned: Date) -> Card {
    Card {
        id: meeting.id.clone(),
        key: format!("{} {}", meeting.id, iso(planned)),
        planned,
        name: meeting.name.clone(),
        regions: meeting.regions.clone(),
        purpose: meeting.purpose.clone(),
        slot: Slot {
            date: planned,
            times: None,
        },
        time: None,
        is_moved: false,
        chair: None,
        note_taker: None,
        links: Vec::new(),
    }
}

/// The dates ahead on which it would be and is not.
fn off(meeting: &Meeting, zones: &dyn Zones, now: Time) -> Vec<Card> {
    let at = |time| zones_date(zones, meeting, time);
    let Some((first, last)) = at(now).zip(at(now.plus(AHEAD))) else {
        return Vec::new();
    };
    let exceptions = meeting.exceptions.iter();
    let is_off = exceptions.filter(|one| {
        one.moved_to.is_none()
            && (first..=last).contains(&one.date)
            && meeting.recurrence.has(one.date)
    });
    is_off.map(|one| bare(meeting, one.date)).collect()
}

fn slot(call: &Occurrence<'_>, here: &Zone) -> Slot {
    let there = call.time.and_then(|(start, end)| {
        let (date, from) = here.wall(start)?;
        Some((date, from, here.wall(end)?.1))
    });
    match there {
        Some((date, from, to)) => Slot {
            date,
            times: Some((from, to)),
        },
        None => Slot {
            date: call.date,
            times: None,
        },
    }
}

impl Card {
    /// How soon it is: to the second in the last hour.
    #[must_use]
    pub fn countdown(&self, words: Words, now: Time) -> String {
        let Some((start, end)) = self.time else {
            return words("popup_unset", &[]);
        };
        let left = now.until(start);
        match left {
            i64::MIN..=0 => {
                let rest = span(words, now.until(end) + MINUTE - 1);
                words("popup_on_now", &[&rest])
            }
            1..3_600 => words("popup_in", &[&format!("{}:{:02}", left / 60, left % 60)]),
            _ => words("popup_in", &[&span(words, left)]),
        }
    }
}
