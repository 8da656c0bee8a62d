//! Calls out of settings, each error with the path to what does not fit.

use super::{
    Absence, DATE_SHAPE, Exception, Holiday, Links, Meeting, Recurrence, Role, Rotation, Span,
    Swap, Team, TimeOfDay, When,
};
use crate::{
    schedule,
    settings::{
        SettingsError, document,
        read::{At, Read, optional},
    },
    zendesk::Loose,
};
use time::{Date, Weekday};

pub(crate) const DEFAULTS: &str = include_str!("defaults.json");

/// A day.
const LONGEST_MINUTES: i64 = 1_440;
/// Weeks or months.
const RAREST: i64 = 120;
/// A name that is longer is none.
const LONGEST_NAME: usize = 200;

impl Team {
    /// The handbook's four calls, with a settings file's text on top. `meetings` and `holidays` each replace the default as a
    /// whole; the rest of the file is not looked at.
    ///
    /// # Errors
    /// Anything in it that cannot be used, with the path to it.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let mut team = Self::default();
        team.apply(&At::root(&serde_json::from_str(DEFAULTS)?))?;
        team.apply(&At::root(&document::open(text)?))?;
        Ok(team)
    }

    fn apply(&mut self, at: &At<'_, '_>) -> Read<()> {
        if let Some(at) = at.given("meetings") {
            let mut known: Vec<String> = Vec::new();
            let all = at.list(meeting)?;
            for (index, one) in all.iter().enumerate() {
                if known.contains(&one.id) {
                    return Err(SettingsError::Value {
                        path: format!("meetings[{index}].id"),
                        what: format!("`{}` is another call's already", one.id),
                    });
                }
                known.push(one.id.clone());
            }
            self.meetings = all;
        }
        if let Some(at) = at.given("holidays") {
            self.holidays = at.list(holiday)?;
        }
        Ok(())
    }
}

fn meeting(at: &At<'_, '_>) -> Read<Meeting> {
    at.object(&[
        "id",
        "name",
        "regions",
        "purpose",
        "time",
        "timezone",
        "duration_minutes",
        "recurrence",
        "exceptions",
        "links",
        "rotation",
        "uid",
    ])?;
    let time = nullable(at.given("time"), time_of_day)?;
    let timezone = optional(at.given("timezone"), name)?;
    if time.is_some() && timezone.is_none() {
        return Err(at.fail("`timezone` is missing: a time is nowhere without it".into()));
    }
    Ok(Meeting {
        id: name(&at.need("id")?)?,
        name: name(&at.need("name")?)?,
        regions: optional(at.given("regions"), |at| at.list(name))?.unwrap_or_default(),
        purpose: nullable(at.given("purpose"), |at| at.text())?.unwrap_or_default(),
        time,
        timezone: timezone.unwrap_or_else(|| "UTC".into()),
        duration_minutes: optional(at.given("duration_minutes"), |at| {
            within(at, 1, LONGEST_MINUTES)
        })?
        .unwrap_or(60),
        recurrence: recurrence(&at.need("recurrence")?)?,
        exceptions: optional(at.given("exceptions"), |at| at.list(exception))?.unwrap_or_default(),
        links: nullable(at.given("links"), links)?.unwrap_or_default(),
        rotation: nullable(at.given("rotation"), rotation)?,
        uid: nullable(at.given("uid"), |at| at.text())?,
    })
}

fn nullable<T>(
    given: Option<At<'_, '_>>,
    read: impl Fn(&At<'_, '_>) -> Read<T>,
) -> Read<Option<T>> {
    match given {
        Some(at) => optional(at.unless_null(), read),
        None => Ok(None),
    }
}

/// Whether a call can have it as its id or name.
pub(super) fn is_name(text: &str) -> bool {
    let fits = !text.is_empty() && text.len() <= LONGEST_NAME && text.trim() == text;
    fits && !text.chars().any(char::is_control)
}

fn name(at: &At<'_, '_>) -> Read<String> {
    let text = at.text()?;
    let text = text.trim();
    match is_name(text) {
        true => Ok(text.to_owned()),
        false => Err(at.wants("a name on one line")),
    }
}

fn within(at: &At<'_, '_>, from: i64, to: i64) -> Read<i64> {
    let value = at.whole()?;
    match (from..=to).contains(&value) {
        true => Ok(value),
        false => Err(at.wants(&format!("{from} to {to}"))),
    }
}

fn time_of_day(at: &At<'_, '_>) -> Read<TimeOfDay> {
    let time = at.value.text().and_then(TimeOfDay::parse);
    time.ok_or_else(|| at.wants("a time of day such as 15:00, or null where it is not set"))
}

fn date(at: &At<'_, '_>) -> Read<Date> {
    let date = at.value.text().and_then(schedule::date);
    date.ok_or_else(|| at.wants(DATE_SHAPE))
}

fn weekday(at: &At<'_, '_>) -> Read<Weekday> {
    at.one_of(&[
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ])
}

fn recurrence(at: &At<'_, '_>) -> Read<Recurrence> {
    #[derive(Clone, Copy)]
    enum Kind {
        Weekly,
        Monthly,
        Once,
    }
    let Loose::Map(_) = at.value else {
        return Err(at.wants("an object"));
    };
    let kinds = [
        ("weekly", Kind::Weekly),
        ("monthly", Kind::Monthly),
        ("once", Kind::Once),
    ];
    match at.need("kind")?.one_of(&kinds)? {
        Kind::Once => {
            at.object(&["kind", "date"])?;
            Ok(Recurrence::Once(date(&at.need("date")?)?))
        }
        Kind::Weekly => {
            at.object(&["kind", "weekday", "every", "from", "until"])?;
            let weekday = weekday(&at.need("weekday")?)?;
            let span = span(at)?;
            Ok(Recurrence::Weekly { weekday, span })
        }
        Kind::Monthly => {
            at.object(&["kind", "weekday", "nth", "every", "from", "until"])?;
            let weekday = weekday(&at.need("weekday")?)?;
            let at_nth = at.need("nth")?;
            let nth = at_nth.whole().ok().and_then(|nth| i8::try_from(nth).ok());
            let nth = nth.filter(|nth| *nth != 0 && (-5..=5).contains(nth));
            let nth = nth.ok_or_else(|| {
                at_nth.wants("1 to 5, or -1 to -5 counted from the end of the month")
            })?;
            let span = span(at)?;
            Ok(Recurrence::Monthly { weekday, nth, span })
        }
    }
}

fn span(at: &At<'_, '_>) -> Read<Span> {
    let every = optional(at.given("every"), |at| within(at, 1, RAREST))?.unwrap_or(1);
    let span = Span {
        every: u16::try_from(every).unwrap_or(1),
        from: nullable(at.given("from"), date)?,
        until: nullable(at.given("until"), date)?,
    };
    if every > 1 && span.from.is_none() {
        return Err(at.fail(format!(
            "`from` is missing: `every` {every} has to be counted from a date"
        )));
    }
    Ok(span)
}

fn exception(at: &At<'_, '_>) -> Read<Exception> {
    at.object(&["date", "cancelled", "moved_to"])?;
    let cancelled = optional(at.given("cancelled"), |at| at.truth())?.unwrap_or(false);
    let moved_to = nullable(at.given("moved_to"), when)?;
    if cancelled == moved_to.is_some() {
        return Err(at.fail("must have either `cancelled`: true or `moved_to`".into()));
    }
    Ok(Exception {
        date: date(&at.need("date")?)?,
        moved_to,
    })
}

fn when(at: &At<'_, '_>) -> Read<When> {
    let text = at.value.text().unwrap_or_default();
    let (day, time) = match text.split_once('T') {
        Some((day, time)) => (day, Some(TimeOfDay::parse(time))),
        None => (text, None),
    };
    match (schedule::date(day), time) {
        (Some(date), None) => Ok(When { date, time: None }),
        (Some(date), Some(Some(time))) => Ok(When {
            date,
            time: Some(time),
        }),
        _ => Err(at.wants("a date and time of the call's zone such as 2026-12-23T16:00")),
    }
}

fn links(at: &At<'_, '_>) -> Read<Links> {
    at.object(&["join", "agenda", "recording"])?;
    let link = |name: &str| nullable(at.given(name), address);
    Ok(Links {
        join: link("join")?,
        agenda: link("agenda")?,
        recording: link("recording")?,
    })
}

fn address(at: &At<'_, '_>) -> Read<String> {
    let text = at.text()?;
    match super::is_web_address(&text) {
        true => Ok(text),
        false => Err(at.wants("a web address that begins with https://")),
    }
}

fn rotation(at: &At<'_, '_>) -> Read<Rotation> {
    at.object(&["from", "chairs", "note_takers", "swaps", "absences"])?;
    Ok(Rotation {
        from: date(&at.need("from")?)?,
        chairs: at.need("chairs")?.list(name)?,
        note_takers: optional(at.given("note_takers"), |at| at.list(name))?.unwrap_or_default(),
        swaps: optional(at.given("swaps"), |at| at.list(swap))?.unwrap_or_default(),
        absences: optional(at.given("absences"), |at| at.list(absence))?.unwrap_or_default(),
    })
}

fn swap(at: &At<'_, '_>) -> Read<Swap> {
    at.object(&["role", "dates"])?;
    let roles = [("chair", Role::Chair), ("note_taker", Role::NoteTaker)];
    let dates = at.need("dates")?;
    let pair = <[Date; 2]>::try_from(dates.list(date)?);
    Ok(Swap {
        role: at.need("role")?.one_of(&roles)?,
        dates: pair.map_err(|_| dates.wants("a list of two dates"))?,
    })
}

fn absence(at: &At<'_, '_>) -> Read<Absence> {
    at.object(&["who", "from", "to"])?;
    Ok(Absence {
        who: name(&at.need("who")?)?,
        from: date(&at.need("from")?)?,
        to: date(&at.need("to")?)?,
    })
}

fn holiday(at: &At<'_, '_>) -> Read<Holiday> {
    at.object(&["date", "name", "regions"])?;
    Ok(Holiday {
        date: date(&at.need("date")?)?,
        name: optional(at.given("name"), name)?.unwrap_or_default(),
        regions: optional(at.given("regions"), |at| at.list(name))?.unwrap_or_default(),
    })
}
