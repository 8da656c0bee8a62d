//! Values of passwords, secrets, tokens and keys, wherever they are assigned: JSON, YAML, Ruby,
//! TOML, environments, queries, XML, headers.

use super::{
    Found, Kind, Rules,
    keys::{Meaning, meaning},
    text::{at, before, near_line_end, part, run, run_back, says_nothing, starts},
    value::{self, Value},
};

/// How far a key may lie before its value's separator.
const REACH: usize = 80;

/// A colon as Chinese and Japanese write it.
const WIDE_COLON: &[u8] = "：".as_bytes();

pub(super) fn find(text: &str, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let mut place = 0;
    while let Some(&byte) = bytes.get(place) {
        if matches!(byte, b':' | b'=' | b'>' | 0xef)
            && let Some(one) = assignment(text, place, rules)
        {
            place = one.end.max(place + 1);
            found.push(one);
        } else {
            place += 1;
        }
    }
}

/// What is assigned at a separator, if that is nothing to show.
fn assignment(text: &str, place: usize, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let after = separator(bytes, place)?;
    let xml = at(bytes, place) == b'>';
    let equals = at(bytes, place) == b'=';
    let (key_start, key) = key(text, place)?;
    // The name in a URL: what follows is its password.
    let userinfo = before(bytes, key_start) == b'/' && at(bytes, place) == b':';
    if userinfo || (xml && before(bytes, key_start) != b'<') {
        return None;
    }
    if matches!(key, "key" | "name" | "Key" | "Name" | "variable") {
        return named(text, after, rules);
    }
    let meaning = meaning(key)?;
    if let Meaning::Header(kind) = meaning {
        return header(text, after, kind);
    }
    let value = value::read(text, value_start(bytes, after), xml, equals)?;
    taken(&value, key, meaning, !equals, rules)
}

/// Where a separator ends, if it is one.
fn separator(bytes: &[u8], place: usize) -> Option<usize> {
    if matches!(
        before(bytes, place),
        b':' | b'=' | b'!' | b'<' | b'>' | b'~' | b'+'
    ) {
        return None;
    }
    match (at(bytes, place), at(bytes, place + 1)) {
        (b':', b':' | b'/') | (b'=', b'=' | b'~') => None,
        (b'=', b'>') | (b':', b'=') => Some(place + 2),
        (0xef, _) => (bytes.get(place..place + 3) == Some(WIDE_COLON)).then_some(place + 3),
        _ => Some(place + 1),
    }
}

/// Behind spaces, the stars of `**Password:** x` and a tag of YAML.
fn value_start(bytes: &[u8], after: usize) -> usize {
    let spaces = |place| {
        run(bytes, place, bytes.len(), |byte| {
            matches!(byte, b' ' | b'\t')
        })
    };
    let place = spaces(after);
    let place = spaces(run(bytes, place, place + 2, |byte| byte == b'*'));
    let tag = run(bytes, place, place + 12, |byte| {
        byte == b'!' || byte.is_ascii_lowercase()
    });
    let tagged = at(bytes, place) == b'!' && at(bytes, tag) == b' ' && tag > place + 1;
    if tagged { spaces(tag) } else { place }
}

/// `{"key": "DB_PASSWORD", "value": "x"}`, `- name: DB_PASSWORD` with `value: x` below it,
/// `<add key="Password" value="x"/>`.
fn named(text: &str, after: usize, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let name = value::read(text, value_start(bytes, after), false, false)?;
    let meaning = meaning(name.text)?;
    let next = run(bytes, name.end, name.end + 60, |byte| {
        byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'\\' | b',' | b':')
    });
    if !starts(bytes, next, "value") || matches!(meaning, Meaning::Header(_)) {
        return None;
    }
    let next = run(bytes, next + 5, next + 10, |byte| {
        matches!(byte, b'"' | b'\'' | b'\\' | b' ')
    });
    let after = separator(bytes, next).filter(|_| matches!(at(bytes, next), b':' | b'='))?;
    let value = value::read(text, value_start(bytes, after), false, false)?;
    taken(&value, name.text, meaning, true, rules)
}

fn taken(
    value: &Value<'_>,
    key: &str,
    meaning: Meaning,
    colon: bool,
    rules: &Rules,
) -> Option<Found> {
    secret(value, key, meaning, colon, rules).map(|kind| Found {
        kind,
        start: value.start,
        end: value.end,
    })
}

/// The key before a separator, and where it begins.
fn key(text: &str, place: usize) -> Option<(usize, &str)> {
    let bytes = text.as_bytes();
    let reach = place.saturating_sub(REACH);
    let mut end = run_back(bytes, place, REACH, |byte| {
        matches!(
            byte,
            b' ' | b'\t' | b'"' | b'\'' | b'`' | b'\\' | b']' | b'*' | b'?'
        )
    });
    if before(bytes, end) == b')' {
        // `Password (root): x`
        let open = run_back(bytes, end, end - reach, |byte| {
            !matches!(byte, b'(' | b'\n')
        });
        end = run_back(bytes, open.saturating_sub(1), 4, |byte| byte == b' ');
    }
    let start = run_back(bytes, end, end.saturating_sub(reach), |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.') || byte >= 0x80
    });
    let start = (start..end).find(|start| text.is_char_boundary(*start))?;
    let start = if starts(bytes, start, "n") && before(bytes, start) == b'\\' {
        start + 1
    } else {
        start
    };
    (start < end).then(|| (start, part(text, start, end)))
}

/// `Bearer x`, `Basic x`, or all cookies of a line.
fn header(text: &str, after: usize, kind: Kind) -> Option<Found> {
    let bytes = text.as_bytes();
    let mut start = run(bytes, after, bytes.len(), |byte| {
        matches!(byte, b' ' | b'\t')
    });
    let escaped = at(bytes, start) == b'\\';
    let quote = at(bytes, start + usize::from(escaped));
    let quoted = matches!(quote, b'"' | b'\'' | b'`');
    if quoted {
        start += 1 + usize::from(escaped);
    }
    // A header inside quote marks ends where they do: curl -H 'Cookie: a=b' https://…
    let line = near_line_end(bytes, start);
    let end = run(bytes, start, line, |byte| {
        !matches!(byte, b'"' | b'\'' | b'`' | b'\\') && (!quoted || byte != quote)
    });
    let mut end = start + part(text, start, end).trim_end().len();
    if kind == Kind::Token {
        let scheme = run(bytes, start, end, |byte| {
            byte.is_ascii_alphabetic() || byte == b'-'
        });
        let rest = run(bytes, scheme, end, |byte| byte == b' ');
        if rest > scheme && rest < end {
            start = rest;
        }
        if !starts(
            part(text, scheme.saturating_sub(6), scheme).as_bytes(),
            0,
            "digest",
        ) {
            end = run(bytes, start, end, |byte| {
                !matches!(byte, b' ' | b'\t' | b',')
            });
        }
        let word = part(text, start, end);
        if word.len() < 6 || word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
    } else if !part(text, start, end).contains('=') {
        return None;
    }
    let shown = part(text, start, end);
    let value = shown.split_once('=').map_or(shown, |(_, value)| value);
    let alone = kind == Kind::Cookie && !shown.contains(';');
    let empty = says_nothing(shown) || (alone && says_nothing(value));
    (!empty).then_some(Found { kind, start, end })
}

/// Whether a value is one to take out, and as what.
fn secret(
    value: &Value<'_>,
    key: &str,
    meaning: Meaning,
    colon: bool,
    rules: &Rules,
) -> Option<Kind> {
    let text = value.text;
    if says_nothing(text) || (!value.quoted && value::is_code(text)) || value::is_path(text) {
        return None;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    match meaning {
        Meaning::Random => {
            let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
            let plain = text.bytes().all(|byte| byte.is_ascii_graphic());
            let random = text.len() >= 12 && digits >= 2 && letters >= 2 && plain;
            (random && !text.contains("://") && !value::is_name(text)).then_some(Kind::Token)
        }
        Meaning::Password => {
            let sentence = !value.quoted && rules.is_plain_word(text);
            let blank = value.quoted && rules.is_sentence(text);
            (!sentence && !blank).then_some(Kind::Password)
        }
        _ => {
            let short = text.len() < 4 && digits == text.len();
            let reference = colon && value::is_reference(text, key);
            let sentence = (!value.quoted && rules.is_plain_word(text)) || rules.is_sentence(text);
            (!short && !reference && !sentence).then_some(Kind::Token)
        }
    }
}
