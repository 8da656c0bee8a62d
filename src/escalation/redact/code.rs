//! Codes of some digits, for once.

use super::{
    Found, list,
    near::push,
    nouns::Noun,
    text::{at, part, run},
};

/// Some digits, in one or two groups, or letters and digits: "my code was 671747", "PIN: 180 358".
pub(super) fn find(text: &str, noun: &Noun<'_>, line: usize, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let mut place = noun.end;
    let mut told = noun.text.len() > 4 || noun.text.bytes().all(|byte| byte.is_ascii_uppercase());
    for _ in 0..7 {
        let start = run(bytes, place, line, |byte| {
            matches!(
                byte,
                b' ' | b':' | b'=' | b'"' | b'\'' | b'`' | b'*' | b'(' | b'\t'
            ) || byte >= 0x80
        });
        told |= part(text, place, start).contains([':', '=', '：']);
        let mut end = run(bytes, start, line, |byte| {
            byte.is_ascii_alphanumeric() || byte == b'-'
        });
        let shown = part(text, start, end);
        let digits = shown.bytes().filter(u8::is_ascii_digit).count();
        let number = digits == shown.len() && (3..=8).contains(&digits);
        let halves = shown
            .split_once('-')
            .is_some_and(|(a, b)| a.len() == b.len() && digits == shown.len() - 1);
        let mixed = shown.len() >= 6 && digits > 1 && digits < shown.len() && !shown.contains('-');
        if number && digits <= 4 && at(bytes, end) == b' ' {
            let stop = run(bytes, end + 1, end + 6, |byte| byte.is_ascii_digit());
            if stop - end - 1 == digits && !at(bytes, stop).is_ascii_alphanumeric() {
                end = stop;
            }
        }
        let long = end - start >= 4;
        let unit = part(text, end, line).trim_start_matches(' ');
        let counted = [
            "sec", "min", "digit", "char", "hour", "day", "time", "%", "ms", "stellig", "ziffer",
        ]
        .iter()
        .any(|word| unit.starts_with(word));
        let apart = !matches!(at(bytes, end), b'.' | b'/' | b':' | b'_')
            || !at(bytes, end + 1).is_ascii_alphanumeric();
        if told && long && (number || halves || mixed) && !counted && apart {
            let dated = shown.len() == 4 && (shown.starts_with("20") || shown.starts_with("19"));
            if !dated {
                push(found, noun.near, start, end);
                if let Some(first) = found.last().copied() {
                    list::rest(text, first, found);
                }
            }
            return;
        }
        if matches!(shown, "is" | "was" | "ist" | "war" | "est" | "es") {
            told = true;
        }
        if end == start
            || matches!(
                shown,
                "error" | "line" | "port" | "page" | "version" | "step"
            )
        {
            return;
        }
        place = end;
    }
}
