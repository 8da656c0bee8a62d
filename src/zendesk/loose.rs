//! A value that takes whatever Zendesk sends: a field of the wrong kind is a field not known.

use crate::time::Time;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use std::{borrow::Cow, fmt};

/// Any JSON value, as far as a ticket needs it.
#[derive(Clone, Debug, Default)]
pub enum Loose<'a> {
    /// The key is not there.
    #[default]
    Absent,
    Null,
    Text(Cow<'a, str>),
    Integer(u64),
    List(Vec<Loose<'a>>),
    Map(Vec<(Cow<'a, str>, Loose<'a>)>),
    Negative(i64),
    Truth(bool),
    /// A fractional number, or one beyond 64 bits.
    Other,
    /// What serde_json refuses, as it was sent.
    Broken(&'a str),
}

impl<'a> Loose<'a> {
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// An id or a count; Zendesk writes some as text.
    pub(crate) fn integer(&self) -> Option<u64> {
        match self {
            Self::Integer(value) => Some(*value),
            Self::Text(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// A whole number of either sign.
    pub(crate) fn whole(&self) -> Option<i64> {
        match self {
            Self::Integer(value) => i64::try_from(*value).ok(),
            Self::Negative(value) => Some(*value),
            _ => None,
        }
    }

    pub(crate) fn truth(&self) -> Option<bool> {
        match self {
            Self::Truth(value) => Some(*value),
            _ => None,
        }
    }

    /// For messages.
    pub(crate) fn kind(&self) -> String {
        match self {
            Self::Absent => "nothing".into(),
            Self::Null => "null".into(),
            Self::Text(text) => format!("\"{text}\""),
            Self::Integer(value) => value.to_string(),
            Self::Negative(value) => value.to_string(),
            Self::Truth(value) => value.to_string(),
            Self::List(_) => "a list".into(),
            Self::Map(_) => "an object".into(),
            Self::Other => "such a number".into(),
            Self::Broken(_) => "what cannot be read".into(),
        }
    }

    pub(crate) fn time(&self) -> Option<Time> {
        Time::parse(self.text()?)
    }

    /// Whether nothing in it was lost when it was read.
    pub(crate) fn is_whole(&self) -> bool {
        match self {
            Self::Other | Self::Broken(_) => false,
            Self::List(items) => items.iter().all(Self::is_whole),
            Self::Map(entries) => entries.iter().all(|(_, value)| value.is_whole()),
            _ => true,
        }
    }

    /// The elements of a list; one value is a list of one.
    pub(crate) fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            Self::Absent | Self::Null => &[],
            one => std::slice::from_ref(one),
        }
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &Self)> {
        let entries = match self {
            Self::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(|(key, value)| (key.as_ref(), value))
    }

    pub(crate) fn get(&self, key: &str) -> &Self {
        const ABSENT: &Loose<'static> = &Loose::Absent;
        self.entries()
            .find_map(|(name, value)| (name == key).then_some(value))
            .unwrap_or(ABSENT)
    }

    /// Words compared without regard to case.
    pub(crate) fn lower_words(&self) -> Vec<String> {
        self.items()
            .iter()
            .filter_map(|item| item.text())
            .map(|text| text.trim().to_ascii_lowercase())
            .collect()
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Loose<'a> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Anything)
    }
}

/// In which order keys stand means nothing.
impl PartialEq for Loose<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Absent, Self::Absent) | (Self::Null, Self::Null) => true,
            (Self::Text(one), Self::Text(other)) => one == other,
            (Self::Integer(one), Self::Integer(other)) => one == other,
            (Self::Negative(one), Self::Negative(other)) => one == other,
            (Self::Truth(one), Self::Truth(other)) => one == other,
            (Self::List(one), Self::List(other)) => one == other,
            (Self::Map(one), Self::Map(entries)) => {
                one.len() == entries.len() && one.iter().all(|(key, value)| other.get(key) == value)
            }
            // Of these nobody knows what they were.
            _ => false,
        }
    }
}

/// What [`Loose::is_whole`] is written as it was read; anything else is null.
impl Serialize for Loose<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent | Self::Null | Self::Other | Self::Broken(_) => to.serialize_unit(),
            Self::Text(text) => to.serialize_str(text),
            Self::Integer(value) => to.serialize_u64(*value),
            Self::Negative(value) => to.serialize_i64(*value),
            Self::Truth(value) => to.serialize_bool(*value),
            Self::List(items) => to.collect_seq(items),
            Self::Map(entries) => to.collect_map(entries.iter().map(|(key, value)| (key, value))),
        }
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = Loose<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("any JSON value")
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Loose::Null)
    }
    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Loose::Truth(value))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Loose::Negative(value))
    }
    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Loose::Other)
    }
    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Loose::Integer(value))
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Loose::Text(Cow::Owned(text.to_owned())))
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Loose::Text(Cow::Borrowed(text)))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Loose::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry::<Loose<'de>, Loose<'de>>()? {
            if let (Loose::Text(key), value) = entry {
                entries.push((key, value));
            }
        }
        Ok(Loose::Map(entries))
    }
}
