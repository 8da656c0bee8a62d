//! Phone numbers: international ones, North American ones, and whatever follows the word "phone".

use super::{
    Found, Kind,
    text::{at, before, is_word, part, run, run_back},
};

const LONGEST: usize = 26;
/// The fewest digits that make a number.
const FEWEST: usize = 6;

pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let mut place = 0;
    while let Some(&byte) = bytes.get(place) {
        let starts = (byte.is_ascii_digit() || matches!(byte, b'+' | b'('))
            && !continues(before(bytes, place));
        let end = if starts { number(text, place) } else { None };
        match end {
            Some(end) => {
                found.push(Found {
                    kind: Kind::Phone,
                    start: place,
                    end,
                });
                place = end;
            }
            None if byte.is_ascii_digit() => {
                place = run(bytes, place, bytes.len(), |byte| byte.is_ascii_digit());
            }
            None => place += 1,
        }
    }
}

/// What a number does not begin after: it would be the rest of an id, a version, a time, a path.
fn continues(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'.' | b'_' | b'-' | b'/' | b'#' | b'+' | b'$' | b'%')
}

fn number(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let end = run(bytes, start, start + LONGEST, |byte| {
        byte.is_ascii_digit() || matches!(byte, b' ' | b'-' | b'.' | b'(' | b')' | b'/' | b'+')
    });
    let digits = bytes
        .get(start..end)
        .unwrap_or(&[])
        .iter()
        .filter(|byte| byte.is_ascii_digit())
        .count();
    if digits < FEWEST {
        return None;
    }
    // "0800 555 01 99 (24x7)"
    let open = part(text, start, end).rfind(" (").filter(|open| *open > 0);
    let closed = part(text, start, end).contains(')');
    let end = open.filter(|_| !closed).map_or(end, |open| start + open);
    let end = (start..end)
        .rev()
        .find(|place| at(bytes, *place).is_ascii_digit())?
        + 1;
    let next = at(bytes, end);
    if (is_word(next) && next < 0x80)
        || next == b'_'
        || (next == b':' && at(bytes, end + 1).is_ascii_digit())
    {
        return None;
    }
    let shown = part(text, start, end);
    let balanced = shown.matches('(').count() == shown.matches(')').count();
    let plain = balanced && !shown.contains("..") && !shown.contains("  ") && !shown.contains("--");
    if !plain || shown.get(1..).is_some_and(|rest| rest.contains('+')) {
        return None;
    }
    let digits: Vec<u8> = shown.bytes().filter(u8::is_ascii_digit).collect();
    let fits = if let Some(rest) = shown.strip_prefix('+') {
        international(text, start, rest, digits.len())
    } else {
        north_american(shown, &digits)
            || french(shown)
            || (shown.starts_with("00") && digits.len() >= 11 && shown.contains([' ', '-', '/']))
            || (digits.len() >= FEWEST
                && digits.len() <= 15
                && called(text, start)
                && !is_date(shown))
    };
    (fits && !is_address(shown)).then(|| extension(bytes, end))
}

/// Behind `ext. 22` and `x22`.
fn extension(bytes: &[u8], end: usize) -> usize {
    let word = [
        " ext. ",
        " ext ",
        " x",
        " extension ",
        " ext.",
        " Durchwahl ",
    ]
    .iter()
    .find(|word| {
        bytes
            .get(end..)
            .is_some_and(|rest| rest.starts_with(word.as_bytes()))
    });
    let start = end + word.map_or(0, |word| word.len());
    let stop = run(bytes, start, start + 6, |byte| byte.is_ascii_digit());
    if word.is_some() && stop > start {
        stop
    } else {
        end
    }
}

/// `+44 20 7946 0958`; not `+0200`, and not a line that a diff adds.
fn international(text: &str, start: usize, rest: &str, digits: usize) -> bool {
    let bytes = text.as_bytes();
    let grouped = rest.contains([' ', '-', '.', '(', '/']);
    let added = matches!(before(bytes, start), 0 | b'\n') && (!grouped || is_date(rest));
    let hunk = before(bytes, start) == b' ' && rest.contains(',');
    let code = rest.starts_with(|first: char| first.is_ascii_digit() && first != '0')
        || rest.starts_with('(');
    (8..=15).contains(&digits) && code && !hunk && !(added && digits < 11) && !is_date(rest)
}

/// `06 39 98 12 34`
fn french(shown: &str) -> bool {
    let groups: Vec<&str> = shown.split([' ', '.']).collect();
    groups.len() == 5
        && groups.iter().all(|group| group.len() == 2)
        && shown.starts_with('0')
        && !shown.starts_with("00")
}

/// `(555) 123-4567`, `555-123-4567`, `1-800-555-0199`
fn north_american(shown: &str, digits: &[u8]) -> bool {
    let national = match digits {
        [b'1', rest @ ..] if rest.len() == 10 && !shown.starts_with('(') => rest,
        rest if rest.len() == 10 => rest,
        _ => return false,
    };
    let area = matches!(national, [b'2'..=b'9', _, _, b'2'..=b'9', ..]);
    let groups: Vec<&str> = shown
        .split([' ', '-', '.', '(', ')'])
        .filter(|group| !group.is_empty() && *group != "1")
        .collect();
    let shaped =
        matches!(groups.as_slice(), [a, b, c] if a.len() == 3 && b.len() == 3 && c.len() == 4);
    let marked = shown.starts_with('(') || shown.contains('-') || shown.matches('.').count() >= 2;
    area && shaped && marked
}

/// Whether a word for a phone stands before a place.
fn called(text: &str, start: usize) -> bool {
    const WORDS: [&str; 39] = [
        "hotline",
        "office",
        "büro",
        "zentrale",
        "switchboard",
        "helpdesk",
        "festnetz",
        "durchwahl",
        "servicenummer",
        "handynr",
        "callback",
        "teléf",
        "phone",
        "ph",
        "tel",
        "telephone",
        "mobile",
        "cell",
        "fax",
        "telefon",
        "mobil",
        "handy",
        "telefone",
        "teléfono",
        "telefono",
        "téléphone",
        "portable",
        "电话",
        "手机",
        "電話",
        "携帯",
        "whatsapp",
        "rufnummer",
        "call me at",
        "handynummer",
        "mobilnummer",
        "telefonnummer",
        "tél",
        "móvil",
    ];
    let bytes = text.as_bytes();
    let end = run_back(bytes, start, 6, |byte| {
        matches!(byte, b' ' | b':' | b'.' | b'=' | b'"' | b'(' | b'*' | b'#')
    });
    let from = text.floor_char_boundary(end.saturating_sub(30));
    let near = text.get(from..end).unwrap_or("").to_lowercase();
    let near = near.trim_end_matches([' ', ':', '：']);
    let between = |near: &'_ str| {
        let words = ["number", "no", "nr", "nummer", "is", "at", "on"];
        let rest = words.iter().find_map(|word| near.strip_suffix(word));
        let rest = rest.filter(|rest| rest.ends_with([' ', '_', '-']))?;
        Some(rest.trim_end_matches([' ', '_', '-']).len())
    };
    let mut near = near;
    while let Some(length) = between(near) {
        near = near.get(..length).unwrap_or("");
    }
    WORDS.iter().any(|word| {
        near.strip_suffix(word)
            .is_some_and(|rest| !rest.ends_with(|mark: char| mark.is_ascii_alphabetic()))
    })
}

/// `2024-01-15`, `15.01.2024`
fn is_date(shown: &str) -> bool {
    let lengths: Vec<usize> = shown.split(['-', '.', '/', ' ']).map(str::len).collect();
    matches!(
        lengths.as_slice(),
        [4, 2, 2] | [2, 2, 4] | [4, 2, 1] | [4, 1, 2]
    )
}

/// Four numbers with dots between them alone.
fn is_address(shown: &str) -> bool {
    shown.parse::<std::net::Ipv4Addr>().is_ok()
}
