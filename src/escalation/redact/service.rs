//! Tokens behind the name of the service that made them.

use super::{
    Found, Kind,
    nouns::Noun,
    random::{is_jumbled, is_shuffled},
    text::{at, is_uuid, part, run},
};

/// The fewest characters of a token of letters and digits, and of one in hexadecimal.
const FEWEST: usize = 16;
const HEXADECIMAL: usize = 32;

/// `pagerduty u+x`, `datadog key x`: one of the next three words.
pub(super) fn find(text: &str, noun: &Noun<'_>, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let mut place = noun.end;
    for _ in 0..4 {
        let start = run(bytes, place, place + 4, |byte| {
            matches!(byte, b' ' | b':' | b'=' | b'"' | b'\'' | b'`' | b'(')
        });
        let end = run(bytes, start, start + 200, |byte| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'_' | b'-' | b'+' | b'/' | b'=' | b'.' | b'~' | b':')
        });
        if start == place || end == start {
            return;
        }
        let word = part(text, start, end).trim_end_matches(['.', ':']);
        // Keys are cached, public, and have numbers.
        let known = word.starts_with("AAAA")
            || word.starts_with("age1")
            || noun.text.eq_ignore_ascii_case("key")
                && !(word.bytes().all(|byte| byte.is_ascii_alphanumeric())
                    && word.bytes().any(|byte| byte.is_ascii_lowercase())
                    && is_jumbled(word));
        if !known && is_token(word) && at(bytes, end) != b'@' {
            return found.push(Found {
                kind: Kind::Token,
                start,
                end: start + word.len(),
            });
        }
        place = end;
    }
}

fn is_token(word: &str) -> bool {
    // asana 2/…/…:x
    let last = word.rsplit(':').next().unwrap_or(word);
    if last.len() < word.len()
        && last.len() == HEXADECIMAL
        && last.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        return true;
    }
    let hexadecimal = word.bytes().all(|byte| byte.is_ascii_hexdigit());
    if hexadecimal {
        // Commits and digests are of 40 and 64.
        return word.len() >= HEXADECIMAL && !matches!(word.len(), 40 | 64);
    }
    is_uuid(word)
        || (word.len() >= FEWEST
            && !word.contains('/')
            && (is_shuffled(word, 16) || is_jumbled(word)))
}
