//! The dates of a call, one after the other.

use time::{Date, Month, Weekday};

/// When a call comes again. Dates and weekdays are those of its own zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recurrence {
    /// Not at all.
    Once(Date),
    /// On a weekday, every so many weeks.
    Weekly {
        /// Which one.
        weekday: Weekday,
        /// How often, from when to when.
        span: Span,
    },
    /// On the nth weekday of a month, every so many months. A month without it is left out.
    Monthly {
        /// Which one.
        weekday: Weekday,
        /// 1 is the first, -1 the last; -5 to 5, never 0.
        nth: i8,
        /// How often, from when to when.
        span: Span,
    },
}

/// How often, from when to when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Every so many weeks or months, counted from `from`; 1 or more.
    pub every: u16,
    /// No call is earlier, and the first that fits from here on is the one that is counted from.
    pub from: Option<Date>,
    /// No call is later.
    pub until: Option<Date>,
}

impl Default for Span {
    fn default() -> Self {
        Self {
            every: 1,
            from: None,
            until: None,
        }
    }
}

const DAYS: i32 = 7;
const MONTHS: i32 = 12;

impl Recurrence {
    /// All dates from `first` on, ascending, until the calendar ends.
    pub fn dates(self, first: Date) -> Box<dyn Iterator<Item = Date>> {
        match self {
            Self::Once(date) => Box::new((date >= first).then_some(date).into_iter()),
            Self::Weekly { weekday, span } => Box::new(weekly(weekday, span, first)),
            Self::Monthly { weekday, nth, span } => Box::new(monthly(weekday, nth, span, first)),
        }
    }

    /// Whether this is one of the dates.
    #[must_use]
    pub fn has(self, date: Date) -> bool {
        self.dates(date).next() == Some(date)
    }

    /// The weekday that it is on.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        match self {
            Self::Once(date) => date.weekday(),
            Self::Weekly { weekday, .. } | Self::Monthly { weekday, .. } => weekday,
        }
    }

    /// From when to when, where it comes again.
    #[must_use]
    pub fn span(self) -> Span {
        match self {
            Self::Once(date) => Span {
                every: 1,
                from: Some(date),
                until: Some(date),
            },
            Self::Weekly { span, .. } | Self::Monthly { span, .. } => span,
        }
    }
}

fn weekly(weekday: Weekday, span: Span, first: Date) -> impl Iterator<Item = Date> {
    let step = DAYS * i32::from(span.every.max(1));
    let anchor = on_or_after(weekday, span.from.unwrap_or(first).to_julian_day());
    let behind = first.to_julian_day() - anchor;
    let start = match behind > 0 {
        true => anchor + (behind + step - 1) / step * step,
        false => anchor,
    };
    (0..)
        .map_while(move |turn: i32| start.checked_add(turn.checked_mul(step)?))
        .map_while(|day| Date::from_julian_day(day).ok())
        .take_while(move |date| span.until.is_none_or(|until| *date <= until))
}

/// Day 0 of the Julian calendar was a Monday.
fn on_or_after(weekday: Weekday, day: i32) -> i32 {
    let ahead = i32::from(weekday.number_days_from_monday()) - day;
    day + ahead.rem_euclid(DAYS)
}

fn monthly(weekday: Weekday, nth: i8, span: Span, first: Date) -> impl Iterator<Item = Date> {
    let step = i32::from(span.every.max(1));
    let month = |date: Date| date.year() * MONTHS + i32::from(u8::from(date.month())) - 1;
    let no_earlier = span.from.map_or(first, |from| from.max(first));
    // The month of `from` itself may have had its day already: the first one that has it is counted from.
    let anchor = span.from.map_or(month(first), |from| {
        (0..=step.max(MONTHS * 8))
            .map(|ahead| month(from) + ahead)
            .find(|month| in_month(*month, weekday, nth).is_some_and(|date| date >= from))
            .unwrap_or(month(from))
    });
    let behind = (month(no_earlier) - anchor).max(0);
    let start = anchor + behind.div_euclid(step) * step;
    (0..)
        .map_while(move |turn: i32| start.checked_add(turn.checked_mul(step)?))
        .take_while(|month| *month < 10_000 * MONTHS)
        .filter_map(move |month| in_month(month, weekday, nth))
        .skip_while(move |date| *date < no_earlier)
        .take_while(move |date| span.until.is_none_or(|until| *date <= until))
}

/// The nth weekday of a month, which is counted from January of the year 0.
pub(super) fn in_month(month: i32, weekday: Weekday, nth: i8) -> Option<Date> {
    let year = month.div_euclid(MONTHS);
    let number = u8::try_from(month.rem_euclid(MONTHS) + 1).ok()?;
    let month = Month::try_from(number).ok()?;
    let begin = Date::from_calendar_date(year, month, 1).ok()?;
    let end = begin.to_julian_day() + i32::from(month.length(year));
    let weeks = DAYS * i32::from(nth);
    let day = match nth > 0 {
        true => on_or_after(weekday, begin.to_julian_day()) + weeks - DAYS,
        false => on_or_after(weekday, end) + weeks,
    };
    let date = Date::from_julian_day(day).ok()?;
    (date.month() == month).then_some(date)
}
