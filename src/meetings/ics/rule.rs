//! Recurrence rules (RFC 5545, section 3.3.10), as far as calls have them.

use super::super::{Recurrence, Span};
use crate::words::Words;
use time::{Date, Weekday};

/// More dates than that are no count.
const LONGEST_COUNT: usize = 10_000;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

pub(super) fn weekday(weekday: Weekday) -> &'static str {
    let at = usize::from(weekday.number_days_from_monday());
    WEEKDAYS.get(at).map_or("MO", |(name, _)| *name)
}

/// The rule without an end; `None` for what does not come again.
pub(super) fn written(recurrence: Recurrence) -> Option<String> {
    let every = |span: Span| match span.every {
        1 => String::new(),
        every => format!(";INTERVAL={every}"),
    };
    match recurrence {
        Recurrence::Once(_) => None,
        Recurrence::Weekly { weekday: day, span } => {
            Some(format!("FREQ=WEEKLY{};BYDAY={}", every(span), weekday(day)))
        }
        Recurrence::Monthly {
            weekday: day,
            nth,
            span,
        } => Some(format!(
            "FREQ=MONTHLY{};BYDAY={nth}{}",
            every(span),
            weekday(day)
        )),
    }
}

/// A rule, and its end as it stands there.
pub(super) struct Rule {
    pub recurrence: Recurrence,
    pub until: Option<String>,
}

/// Reads a rule of a call that is on `first` for the first time.
///
/// # Errors
/// What cannot be read and what can, as the end of a sentence.
pub(super) fn read(text: &str, first: Date, words: Words) -> Result<Rule, String> {
    let refused = |what: &str| Err(words("popup_ics_rule", &[what, text]));
    let refuse = |key: &str| refused(&words(key, &[]));
    let mut parts: Vec<(String, &str)> = Vec::new();
    for part in text.split(';').filter(|part| !part.is_empty()) {
        match part.split_once('=') {
            Some((name, value)) => parts.push((name.trim().to_ascii_uppercase(), value.trim())),
            None => return refused(&words("popup_ics_by", &[part])),
        }
    }
    let value = |name: &str| {
        parts
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| *value)
    };
    let known = [
        "FREQ", "INTERVAL", "BYDAY", "BYSETPOS", "UNTIL", "COUNT", "WKST",
    ];
    if let Some((name, _)) = parts
        .iter()
        .find(|(name, _)| !known.contains(&name.as_str()))
    {
        return refused(&words("popup_ics_by", &[name]));
    }
    let every = value("INTERVAL").map_or(Some(1), |text| text.parse().ok());
    let Some(every) = every.filter(|every| (1..=120).contains(every)) else {
        return refuse("popup_ics_interval");
    };
    let span = Span {
        every,
        from: Some(first),
        until: None,
    };
    let frequency = value("FREQ").unwrap_or_default().to_ascii_uppercase();
    let days = value("BYDAY");
    let recurrence = match frequency.as_str() {
        "WEEKLY" => match days.map_or(Some((None, first.weekday())), day) {
            Some((None, weekday)) if value("BYSETPOS").is_none() => {
                Recurrence::Weekly { weekday, span }
            }
            _ => return refuse("popup_ics_weekdays"),
        },
        "MONTHLY" => {
            let position = value("BYSETPOS").map(str::parse);
            match (days.map(day), position) {
                (Some(Some((Some(nth), weekday))), None)
                | (Some(Some((None, weekday))), Some(Ok(nth)))
                    if nth != 0 && (-5..=5).contains(&nth) =>
                {
                    Recurrence::Monthly { weekday, nth, span }
                }
                (None, _) => return refuse("popup_ics_month_day"),
                _ => return refuse("popup_ics_month_days"),
            }
        }
        "DAILY" => return refuse("popup_ics_daily"),
        "YEARLY" => return refuse("popup_ics_yearly"),
        _ => return refuse("popup_ics_unread"),
    };
    if !recurrence.has(first) {
        return refuse("popup_ics_first");
    }
    let recurrence = match value("COUNT").map(str::parse::<usize>) {
        None => recurrence,
        Some(Ok(count)) if (1..=LONGEST_COUNT).contains(&count) => {
            let last = recurrence.dates(first).nth(count - 1);
            until(recurrence, last)
        }
        Some(_) => return refuse("popup_ics_count"),
    };
    Ok(Rule {
        recurrence,
        until: value("UNTIL").map(str::to_owned),
    })
}

/// The same, and no later than that.
pub(super) fn until(mut recurrence: Recurrence, last: Option<Date>) -> Recurrence {
    match &mut recurrence {
        Recurrence::Once(_) => {}
        Recurrence::Weekly { span, .. } | Recurrence::Monthly { span, .. } => span.until = last,
    }
    recurrence
}

/// `TU`, `3TH`, `-1FR`.
fn day(text: &str) -> Option<(Option<i8>, Weekday)> {
    let at = text.len().checked_sub(2)?;
    let (number, name) = text.split_at_checked(at)?;
    let mut weekdays = WEEKDAYS.iter();
    let (_, weekday) = weekdays.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    match number {
        "" => Some((None, *weekday)),
        _ => Some((Some(number.parse().ok()?), *weekday)),
    }
}
