//! A body, read as a whole where it can be and record by record where it cannot: serde_json refuses
//! the whole of it for one lone surrogate in one subject.

use super::Loose;
use serde::de::IgnoredAny;

/// Reads a body. A record of one of its lists that cannot be read is [`Loose::Broken`], and so is any
/// other value of the top level.
///
/// # Errors
/// Text that is not JSON.
pub(super) fn read(text: &str) -> Result<Loose<'_>, serde_json::Error> {
    if let Ok(whole) = serde_json::from_str(text) {
        return Ok(whole);
    }
    serde_json::from_str::<IgnoredAny>(text)?;
    let or_broken = |text| Loose::read(text).unwrap_or(Loose::Broken(text));
    let entries = Body::cut(text).0.into_iter().filter_map(|(key, value)| {
        let Some(Loose::Text(key)) = Loose::read(key) else {
            return None;
        };
        let value = match or_broken(value) {
            Loose::Broken(list) if list.starts_with('[') => {
                Loose::List(cut(list).into_iter().map(or_broken).collect())
            }
            other => other,
        };
        Some((key, value))
    });
    Ok(Loose::Map(entries.collect()))
}

/// Why a text cannot be read.
pub(super) fn unreadable(text: &str) -> String {
    match serde_json::from_str::<Loose<'_>>(text) {
        Err(error) => format!("cannot be read ({error})"),
        Ok(_) => "cannot be read".into(),
    }
}

/// The top level of an object, its keys and values as they were sent.
pub(super) struct Body<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Body<'a> {
    /// `None` where it is no object.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        serde_json::from_str::<IgnoredAny>(text).ok()?;
        text.trim_start().starts_with('{').then(|| Self::cut(text))
    }

    /// `text` is a JSON object.
    pub(super) fn cut(text: &'a str) -> Self {
        let pieces = cut(text);
        let pairs = pieces.chunks_exact(2);
        Self(
            pairs
                .filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
                .collect(),
        )
    }

    /// The value under `key`, which needs no escapes; null is as good as none.
    pub(super) fn get(&self, key: &str) -> Option<&'a str> {
        let is_key = |name: &str| name.trim_matches('"') == key;
        let (_, value) = self.0.iter().find(|(name, _)| is_key(name))?;
        (*value != "null").then_some(*value)
    }
}

/// The records of a list, as they were sent; `None` for anything else.
pub(super) fn records(list: &str) -> Option<Vec<&str>> {
    list.starts_with('[').then(|| cut(list))
}

/// The elements of a list, or the keys and values of an object in turn. `text` is JSON.
fn cut(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut start, mut depth, mut quoted, mut escaped) = (0, 0_u32, false, false);
    for (at, byte) in text.bytes().enumerate() {
        let ends = match byte {
            _ if escaped => {
                escaped = false;
                continue;
            }
            b'"' => {
                quoted = !quoted;
                continue;
            }
            b'\\' => {
                escaped = true;
                continue;
            }
            _ if quoted => continue,
            b'[' | b'{' => {
                depth += 1;
                if depth == 1 {
                    start = at + 1;
                }
                continue;
            }
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                depth == 0
            }
            b',' | b':' => depth == 1,
            _ => continue,
        };
        if ends {
            let piece = text.get(start..at).unwrap_or_default().trim();
            pieces.extend((!piece.is_empty()).then_some(piece));
            start = at + 1;
        }
    }
    pieces
}
