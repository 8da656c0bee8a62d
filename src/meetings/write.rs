//! Calls as settings have them, as `read` reads them.

use super::{Exception, Links, Meeting, Recurrence, Role, Rotation, Span};
use crate::zendesk::Loose;
use time::{Date, Weekday};

type Value = Loose<'static>;

/// As the settings have them under `meetings`.
#[must_use]
pub fn written(meetings: &[Meeting]) -> Value {
    Loose::List(meetings.iter().map(meeting).collect())
}

fn object<const N: usize>(
    fields: [(&'static str, Value); N],
) -> Vec<(std::borrow::Cow<'static, str>, Value)> {
    fields.map(|(name, value)| (name.into(), value)).into()
}

fn text(text: impl Into<String>) -> Value {
    Loose::Text(text.into().into())
}

fn texts(all: &[String]) -> Value {
    Loose::List(all.iter().map(text).collect())
}

fn number(number: i64) -> Value {
    u64::try_from(number).map_or(Loose::Negative(number), Loose::Integer)
}

fn meeting(meeting: &Meeting) -> Value {
    let time = meeting
        .time
        .map_or(Loose::Null, |time| text(time.to_string()));
    let mut fields = object([
        ("id", text(&meeting.id)),
        ("name", text(&meeting.name)),
        ("regions", texts(&meeting.regions)),
        ("purpose", text(&meeting.purpose)),
        ("time", time),
        ("timezone", text(&meeting.timezone)),
        ("duration_minutes", number(meeting.duration_minutes)),
        ("recurrence", recurrence(meeting.recurrence)),
        (
            "exceptions",
            Loose::List(meeting.exceptions.iter().map(exception).collect()),
        ),
        ("links", links(&meeting.links)),
    ]);
    let rotation = meeting.rotation.as_ref().map(rotation);
    fields.extend(rotation.map(|rotation| ("rotation".into(), rotation)));
    let uid = meeting.uid.as_ref().map(text);
    fields.extend(uid.map(|uid| ("uid".into(), uid)));
    Loose::Map(fields)
}

fn recurrence(recurrence: Recurrence) -> Value {
    let (fields, span) = match recurrence {
        Recurrence::Once(date) => {
            return Loose::Map(object([("kind", text("once")), ("date", day(date))]));
        }
        Recurrence::Weekly { weekday, span } => {
            let weekday = text(weekday_name(weekday));
            (
                object([("kind", text("weekly")), ("weekday", weekday)]),
                span,
            )
        }
        Recurrence::Monthly { weekday, nth, span } => {
            let weekday = text(weekday_name(weekday));
            let nth = number(nth.into());
            (
                object([
                    ("kind", text("monthly")),
                    ("weekday", weekday),
                    ("nth", nth),
                ]),
                span,
            )
        }
    };
    spanned(fields, span)
}

fn spanned(mut fields: Vec<(std::borrow::Cow<'static, str>, Value)>, span: Span) -> Value {
    if span.every != 1 {
        fields.push(("every".into(), number(span.every.into())));
    }
    for (name, date) in [("from", span.from), ("until", span.until)] {
        fields.extend(date.map(|date| (name.into(), day(date))));
    }
    Loose::Map(fields)
}

fn exception(exception: &Exception) -> Value {
    let other = match exception.moved_to {
        None => ("cancelled", Loose::Truth(true)),
        Some(when) => {
            let time = when.time.map_or(String::new(), |time| format!("T{time}"));
            ("moved_to", text(format!("{}{time}", super::iso(when.date))))
        }
    };
    Loose::Map(object([("date", day(exception.date)), other]))
}

fn links(links: &Links) -> Value {
    let named = links.named();
    Loose::Map(
        named
            .map(|(name, link)| (name.into(), text(link)))
            .collect(),
    )
}

fn rotation(rotation: &Rotation) -> Value {
    let swaps = rotation.swaps.iter().map(|swap| {
        let role = match swap.role {
            Role::Chair => "chair",
            Role::NoteTaker => "note_taker",
        };
        let dates = Loose::List(swap.dates.map(day).into());
        Loose::Map(object([("role", text(role)), ("dates", dates)]))
    });
    let absences = rotation.absences.iter().map(|one| {
        Loose::Map(object([
            ("who", text(&one.who)),
            ("from", day(one.from)),
            ("to", day(one.to)),
        ]))
    });
    Loose::Map(object([
        ("from", day(rotation.from)),
        ("chairs", texts(&rotation.chairs)),
        ("note_takers", texts(&rotation.note_takers)),
        ("swaps", Loose::List(swaps.collect())),
        ("absences", Loose::List(absences.collect())),
    ]))
}

fn day(date: Date) -> Value {
    text(super::iso(date))
}

fn weekday_name(weekday: Weekday) -> String {
    super::weekday_name(weekday).to_ascii_lowercase()
}
