//! Looking at text byte by byte: what may stand beside what, and which values say nothing already.

use super::Kind;

/// The byte at a place, 0 beyond the end.
pub(super) fn at(bytes: &[u8], place: usize) -> u8 {
    bytes.get(place).copied().unwrap_or(0)
}

/// The byte before a place, 0 at the beginning.
pub(super) fn before(bytes: &[u8], place: usize) -> u8 {
    place.checked_sub(1).map_or(0, |place| at(bytes, place))
}

/// Part of a text; empty where that is no part of it.
pub(super) fn part(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or("")
}

/// The first place from `start` on, and before `limit`, whose byte does not belong.
pub(super) fn run(bytes: &[u8], start: usize, limit: usize, belongs: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(start..limit.min(bytes.len())).unwrap_or(&[]);
    let length = rest.iter().position(|byte| !belongs(*byte));
    start + length.unwrap_or(rest.len())
}

/// Behind those of some signs that stand at a place.
pub(super) fn among(bytes: &[u8], place: usize, reach: usize, signs: &[u8]) -> usize {
    run(bytes, place, place + reach, |byte| signs.contains(&byte))
}

/// The next of some signs from a place on.
pub(super) fn until(bytes: &[u8], place: usize, reach: usize, signs: &[u8]) -> usize {
    run(bytes, place, place + reach, |byte| !signs.contains(&byte))
}

/// Where a name of a program ends that begins at a place.
pub(super) fn name_end(bytes: &[u8], place: usize) -> usize {
    run(bytes, place, place + 60, |byte| {
        byte.is_ascii_alphanumeric() || byte == b'_'
    })
}

/// The place where a run that ends before `end` begins, looking back at most `reach` bytes.
pub(super) fn run_back(
    bytes: &[u8],
    end: usize,
    reach: usize,
    belongs: impl Fn(u8) -> bool,
) -> usize {
    let rest = bytes.get(end.saturating_sub(reach)..end).unwrap_or(&[]);
    end - rest.iter().rev().take_while(|byte| belongs(**byte)).count()
}

/// A letter or digit of any script, as far as one byte tells.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// As far as a value or a line is read, so that a text without lines takes no longer than another.
const LONGEST: usize = 8_192;

/// The end of the line that a place is in, or as far as it is read.
pub(super) fn near_line_end(bytes: &[u8], place: usize) -> usize {
    run(bytes, place, place.saturating_add(LONGEST), |byte| {
        !matches!(byte, b'\n' | b'\r')
    })
}

/// The end of the line that a place is in.
pub(super) fn line_end(bytes: &[u8], place: usize) -> usize {
    run(bytes, place, bytes.len(), |byte| {
        !matches!(byte, b'\n' | b'\r')
    })
}

/// Whether text at a place begins with an ASCII word, in any case.
pub(super) fn starts(bytes: &[u8], place: usize, word: &str) -> bool {
    bytes
        .get(place..place.saturating_add(word.len()))
        .is_some_and(|there| there.eq_ignore_ascii_case(word.as_bytes()))
}

/// The end of a placeholder such as `[host-1]` that begins at a place.
pub(super) fn placeholder(bytes: &[u8], place: usize) -> Option<usize> {
    if at(bytes, place) != b'[' {
        return None;
    }
    Kind::ALL.iter().find_map(|kind| {
        let digits = place + 1 + kind.name().len() + 1;
        let end = run(bytes, digits, digits + 9, |byte| byte.is_ascii_digit());
        let named = bytes.get(place + 1..digits - 1) == Some(kind.name().as_bytes());
        (named && at(bytes, digits - 1) == b'-' && end > digits && at(bytes, end) == b']')
            .then_some(end + 1)
    })
}

/// The placeholders of a text, in order.
pub(super) fn placeholders(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    text.match_indices('[')
        .filter_map(|(start, _)| Some((start, placeholder(bytes, start)?)))
        .collect()
}

/// Whether a text begins with a UUID and has no more letters and digits.
pub(super) fn is_uuid(text: &str) -> bool {
    let groups = text.split('-').map(str::len);
    let shaped = text.len() >= 36
        && groups.take(5).eq([8, 4, 4, 4, 12])
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    shaped && text.len() == 36
}

const NOTHING: [&str; 19] = [
    "nil",
    "null",
    "none",
    "true",
    "false",
    "yes",
    "no",
    "undefined",
    "n/a",
    "na",
    "filtered",
    "redacted",
    "masked",
    "hidden",
    "removed",
    "secret",
    "replace_me",
    "replace-me",
    "replaceme",
];

/// A value that is plainly no secret: stars, a variable, a placeholder of a manual.
pub(super) fn says_nothing(value: &str) -> bool {
    let bytes = value.as_bytes();
    let first = at(bytes, 0);
    let bare = value.trim_matches(|mark: char| !mark.is_alphanumeric());
    let lower = bare.to_ascii_lowercase();
    let word = |prefix: &str| {
        lower.strip_prefix(prefix).is_some_and(|rest| {
            !rest.starts_with(|next: char| next.is_ascii_lowercase()) && !rest.contains("://")
        })
    };
    value.is_empty()
        || bare.is_empty() && repeated(value)
        || repeated(bare)
        || NOTHING.contains(&lower.as_str())
        || word("your")
        || lower
            .strip_prefix("my")
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            && ["token", "password", "secret", "key"]
                .iter()
                .any(|end| lower.ends_with(end))
        || lower.ends_with("_here")
        || lower.ends_with("-here")
        || (first == b'<' && bytes.contains(&b'>'))
        || (first == b'$' && is_variable(bytes))
        || (value.starts_with("{{") && (!value.contains("}}") || value.ends_with("}}")))
        || (value.len() < 4 && bytes.iter().all(u8::is_ascii_punctuation))
        || matches!(value, "%s" | "%v" | "%d" | "%q" | "%r" | "%w")
        || value.starts_with("%{")
        || value.starts_with("%env(")
        || (first == b'%' && bytes.len() > 2 && bytes.ends_with(b"%"))
        || value.starts_with("ENV[")
        || value.starts_with("ENV.fetch")
        || value.starts_with("os.environ")
        || value.starts_with("process.env")
        || value.starts_with("!reference")
        || value.starts_with("!vault")
        || placeholder(bytes, 0) == Some(bytes.len())
}

/// `xxxx`, `****`, `....`
fn repeated(value: &str) -> bool {
    let mut marks = value.chars();
    marks.next().is_some_and(|first| {
        matches!(
            first,
            'x' | 'X' | '*' | '.' | '\\' | '-' | '_' | '•' | '●' | '#' | '?' | '…'
        ) && (value.chars().count() > 2 || !first.is_alphanumeric())
            && marks.all(|mark| mark == first)
    })
}

/// `$NAME`, `${NAME}`, `$(command)`, `$[expression]`; not `$2a$10$`, which begins a hash.
fn is_variable(bytes: &[u8]) -> bool {
    match at(bytes, 1) {
        b'{' | b'(' | b'[' => true,
        next if next.is_ascii_alphabetic() || next == b'_' => {
            let end = run(bytes, 1, bytes.len(), |byte| {
                byte.is_ascii_alphanumeric() || byte == b'_'
            });
            at(bytes, end) == b'/'
                || !bytes.get(end..).unwrap_or(&[]).contains(&b'$')
                    && !bytes
                        .get(end..)
                        .unwrap_or(&[])
                        .iter()
                        .any(|byte| matches!(byte, b'!' | b'#' | b'%' | b'^' | b'*'))
        }
        _ => false,
    }
}
