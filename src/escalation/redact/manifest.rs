//! Kubernetes' secrets: whatever stands below `data` and `stringData`.

use super::{
    Found, Kind,
    text::{at, near_line_end, part, placeholders, says_nothing},
};

/// How far a manifest is read before and behind its kind.
const BEFORE: usize = 1_500;
const BEHIND: usize = 3_000;

/// What a secret holds beside secrets.
pub(super) const SHOWN: [&str; 14] = [
    "username", "user", "host", "hostname", "port", "database", "dbname", "endpoint", "region",
    "bucket", "name", "type", "ca.crt", "tls.crt",
];

/// The values of the manifest around a line that says it is a secret.
pub(super) fn find(text: &str, kind: usize, found: &mut Vec<Found>) {
    let from = text.ceil_char_boundary(kind.saturating_sub(BEFORE));
    let front = part(text, from, kind);
    let begin = from + front.rfind("\n---").map_or(0, |mark| mark + 1);
    let begin = begin.max(from + front.rfind("\n\n").map_or(0, |mark| mark + 1));
    let until = text.floor_char_boundary((kind + BEHIND).min(text.len()));
    let bytes = text.as_bytes();
    let mut place = begin;
    let mut inside = None;
    while place < until {
        let end = near_line_end(bytes, place);
        let line = part(text, place, end);
        let trimmed = line.trim();
        let indent = line.len() - line.trim_start().len();
        if trimmed == "---" && place > kind || trimmed.is_empty() && inside.is_some() {
            return;
        }
        if matches!(trimmed, "data:" | "stringData:") {
            inside = Some(indent);
        } else if inside.is_some_and(|outer| indent <= outer) {
            inside = None;
        } else if inside.is_some()
            && let Some((name, value)) = trimmed.split_once(": ")
            && !SHOWN.contains(&name)
        {
            let value = value.trim_matches(['"', '\'', ' ']);
            if !says_nothing(value)
                && placeholders(value).is_empty()
                && !matches!(value, "|" | ">" | "|-" | ">-" | "enabled" | "disabled")
                && let Some(offset) = line.rfind(value)
            {
                found.push(Found {
                    kind: Kind::Token,
                    start: place + offset,
                    end: place + offset + value.len(),
                });
            }
        }
        place = end + 1 + usize::from(at(bytes, end) == b'\r');
    }
}
