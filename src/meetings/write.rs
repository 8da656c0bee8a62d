//! Calls into settings, as `read` reads them.

use super::{Exception, Links, Meeting, Recurrence, Role, Rotation, Span};
use serde_json::{Map, Value, json};
use time::{Date, Weekday};

/// As the settings have them under `meetings`.
#[must_use]
pub fn written(meetings: &[Meeting]) -> Value {
    meetings.iter().map(meeting).collect()
}

fn meeting(meeting: &Meeting) -> Value {
    let mut map = Map::new();
    let mut put = |key: &str, value: Value| map.insert(key.into(), value);
    put("id", meeting.id.clone().into());
    put("name", meeting.name.clone().into());
    put("regions", meeting.regions.clone().into());
    put("purpose", meeting.purpose.clone().into());
    put("time", meeting.time.map(|time| time.to_string()).into());
    put("timezone", meeting.timezone.clone().into());
    put("duration_minutes", meeting.duration_minutes.into());
    put("recurrence", recurrence(meeting.recurrence));
    let exceptions = meeting.exceptions.iter().map(exception).collect();
    put("exceptions", exceptions);
    put("links", links(&meeting.links));
    if let Some(one) = &meeting.rotation {
        put("rotation", rotation(one));
    }
    if let Some(uid) = &meeting.uid {
        put("uid", uid.clone().into());
    }
    Value::Object(map)
}

fn recurrence(recurrence: Recurrence) -> Value {
    match recurrence {
        Recurrence::Once(date) => json!({"kind": "once", "date": day(date)}),
        Recurrence::Weekly { weekday, span } => spanned(
            span,
            json!({"kind": "weekly", "weekday": weekday_name(weekday)}),
        ),
        Recurrence::Monthly { weekday, nth, span } => spanned(
            span,
            json!({"kind": "monthly", "weekday": weekday_name(weekday), "nth": nth}),
        ),
    }
}

fn spanned(span: Span, mut value: Value) -> Value {
    if let Value::Object(map) = &mut value {
        if span.every != 1 {
            map.insert("every".into(), span.every.into());
        }
        for (key, date) in [("from", span.from), ("until", span.until)] {
            if let Some(date) = date {
                map.insert(key.into(), day(date));
            }
        }
    }
    value
}

fn exception(exception: &Exception) -> Value {
    let date = day(exception.date);
    match exception.moved_to {
        None => json!({"date": date, "cancelled": true}),
        Some(when) => {
            let time = when.time.map_or(String::new(), |time| format!("T{time}"));
            json!({"date": date, "moved_to": format!("{}{time}", super::iso(when.date))})
        }
    }
}

fn links(links: &Links) -> Value {
    let named = links.named();
    let map: Map<String, Value> = named
        .map(|(name, link)| (name.to_ascii_lowercase(), link.into()))
        .collect();
    Value::Object(map)
}

fn rotation(rotation: &Rotation) -> Value {
    let swaps = rotation.swaps.iter().map(|swap| {
        let role = match swap.role {
            Role::Chair => "chair",
            Role::NoteTaker => "note_taker",
        };
        json!({"role": role, "dates": swap.dates.map(day)})
    });
    let absences = rotation.absences.iter();
    let absences =
        absences.map(|one| json!({"who": one.who, "from": day(one.from), "to": day(one.to)}));
    json!({
        "from": day(rotation.from),
        "chairs": rotation.chairs,
        "note_takers": rotation.note_takers,
        "swaps": swaps.collect::<Value>(),
        "absences": absences.collect::<Value>(),
    })
}

fn day(date: Date) -> Value {
    super::iso(date).into()
}

fn weekday_name(weekday: Weekday) -> String {
    super::weekday_name(weekday).to_ascii_lowercase()
}
