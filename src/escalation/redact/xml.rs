//! Secrets in elements: `<password>x</password>`, `<entry key="db.password">x</entry>`.

use super::{
    Found, Rules, assigned, header,
    keys::{Meaning, meaning},
    objects,
    text::{at, before, part, run, run_back, until},
    value,
};

/// How long an opening tag may be.
const LONGEST: usize = 160;
/// Tags that only say how a text looks.
const LOOKS: [&str; 24] = [
    "td", "th", "tr", "b", "i", "u", "em", "strong", "code", "tt", "kbd", "pre", "span", "p",
    "div", "font", "dd", "dt", "li", "samp", "small", "big", "mark", "br",
];

/// Where a tag ends that begins at a place, if it is one of those that say how a text looks.
pub(super) fn tag(bytes: &[u8], place: usize) -> Option<usize> {
    if at(bytes, place) != b'<' {
        return None;
    }
    let start = place + 1 + usize::from(at(bytes, place + 1) == b'/');
    let end = run(bytes, start, start + 8, |byte| byte.is_ascii_alphanumeric());
    let name = bytes.get(start..end)?;
    let known = LOOKS
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known.as_bytes()));
    let close = run(bytes, end, end + LONGEST, |byte| {
        !matches!(byte, b'<' | b'>' | b'\n')
    });
    (known && at(bytes, close) == b'>').then_some(close + 1)
}

/// Where a tag ends that begins at a place and has attributes or a name of two parts: no word in it is a value.
pub(super) fn attributed(bytes: &[u8], place: usize) -> Option<usize> {
    let close = until(bytes, place + 1, LONGEST, b"<>\n");
    let inner = bytes.get(place + 1..close)?;
    let name = inner
        .first()
        .is_some_and(|first| first.is_ascii_alphabetic() || *first == b'/');
    let marked = inner.contains(&b'=') || inner.contains(&b':');
    (name && marked && at(bytes, close) == b'>').then_some(close + 1)
}

/// The value of the element whose opening tag ends at a place.
pub(super) fn element(text: &str, close: usize, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let start = run_back(bytes, close, LONGEST, |byte| {
        !matches!(byte, b'<' | b'>' | b'\n')
    });
    if before(bytes, start) != b'<' || at(bytes, start) == b'/' {
        return None;
    }
    let end = run(bytes, start, close, |byte| !byte.is_ascii_whitespace());
    let name = part(text, start, end).rsplit(':').next()?;
    if matches!(name, "key" | "name" | "Key" | "Name" | "variable") {
        return objects::named(text, close + 1, true, rules);
    }
    let attribute = || {
        let attributes = part(text, end, close);
        ["key=", "name=", "id="].iter().find_map(|attribute| {
            let place = attributes.find(attribute)? + attribute.len();
            let rest = attributes.get(place + 1..)?;
            let value = rest.split(['"', '\'']).next()?;
            Some((value, meaning(value)?))
        })
    };
    // Maven: <master>{x}</master>
    let boxed = at(bytes, close + 1) == b'{' && name == "master";
    let (name, meaning) = match meaning(name) {
        Some(meaning) => (name, meaning),
        None if boxed => (name, Meaning::Password),
        None => attribute()?,
    };
    if let Meaning::Header(kind) = meaning {
        return header::header(text, close + 1, kind);
    }
    let value = value::read(text, close + 1, true, false)?;
    assigned::taken(&value, name, meaning, true, rules)
}
