//! Values of passwords, secrets, tokens and keys, wherever they are assigned: JSON, YAML, Ruby,
//! TOML, environments, queries, XML, headers.

use super::{
    Found, Kind, Rules,
    keys::{Meaning, meaning},
    made_up,
    text::{at, before, near_line_end, part, placeholder, run, run_back, says_nothing, starts},
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
    // A task: `gitlab:password:reset`.
    let task = at(bytes, place) == b':'
        && before(bytes, key_start) == b':'
        && before(bytes, key_start - 1).is_ascii_alphanumeric()
        && at(bytes, place + 1).is_ascii_alphabetic();
    let replaced = before(bytes, key_start) == b'[' && placeholder(bytes, key_start - 1).is_some();
    if userinfo || task || replaced || (xml && before(bytes, key_start) != b'<') {
        return None;
    }
    if matches!(key, "key" | "name" | "Key" | "Name" | "variable") {
        return named(text, after, xml, rules);
    }
    let queried = equals && matches!(before(bytes, key_start), b'?' | b'&');
    let meaning = match meaning(key) {
        Some(meaning) => meaning,
        None if queried && key == "code" => Meaning::Random,
        None => return None,
    };
    if let Meaning::Header(kind) = meaning {
        return header(text, after, kind);
    }
    let start = value_start(bytes, after);
    if at(bytes, start) == b'{' {
        return inner(text, start, meaning, rules);
    }
    let value = value::read(text, start, xml, equals)?;
    let spaced = before(bytes, value.start) == b' ';
    if !value.quoted && spaced && value::is_chain(value.text) {
        return None;
    }
    // TOKEN=`cat file`
    if equals && value.quoted && before(bytes, value.start) == b'`' && value.text.contains(' ') {
        return None;
    }
    if queried && meaning == Meaning::Random {
        let fits = made_up::weakly(value.text, 10, rules);
        return fits.then_some(Found {
            kind: Kind::Token,
            start: value.start,
            end: value.end,
        });
    }
    taken(&value, key, meaning, !equals, rules).map(|found| grouped(text, found))
}

/// The value behind a word for a secret that is no key of a program.
pub(super) fn told(text: &str, after: usize, kind: Kind, rules: &Rules) -> Option<Found> {
    let value = value::read(text, value_start(text.as_bytes(), after), false, false)?;
    // `max_tokens: 4096`
    let count = value.text.bytes().all(|byte| byte.is_ascii_digit());
    let meaning = if kind == Kind::Token {
        if count {
            return None;
        }
        Meaning::Token
    } else {
        Meaning::Password
    };
    taken(&value, "", meaning, true, rules)
}

/// `{"gitlab-token": {"host": "x"}}`
fn inner(text: &str, open: usize, meaning: Meaning, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let end = near_line_end(bytes, open).min(open + 120);
    let start = run(bytes, open + 1, end, |byte| byte == b' ');
    let name = value::read(text, start, false, false).filter(|name| name.quoted)?;
    let colon = run(bytes, name.end + 1, end, |byte| byte == b' ');
    let value = separator(bytes, colon)
        .and_then(|after| value::read(text, value_start(bytes, after), false, false))
        .filter(|value| value.quoted && made_up::weakly(value.text, 8, rules))?;
    taken(&value, "", meaning, true, rules)
}

/// A secret that is written in groups: `JBSW Y3DP EHPK 3PXP`.
fn grouped(text: &str, found: Found) -> Found {
    let bytes = text.as_bytes();
    let group = |start: usize| {
        run(bytes, start, start + 9, |byte| {
            byte.is_ascii_uppercase() || byte.is_ascii_digit()
        }) - start
    };
    let length = found.end - found.start;
    let mut end = found.end;
    if !(4..=8).contains(&length) || group(found.start) != length {
        return found;
    }
    while matches!(at(bytes, end), b' ' | b'-') && group(end + 1) == length {
        end += 1 + length;
    }
    Found { end, ..found }
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
        // LDIF writes `userPassword:: x` where x is base64.
        (b':', b':') => (at(bytes, place + 2) == b' ').then_some(place + 2),
        (b':', b'/') | (b'=', b'=' | b'~') => None,
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
    let mut place = spaces(after);
    // <b>Password:</b> x, <td>Password</td><td>x</td>
    while at(bytes, place) == b'<'
        && (at(bytes, place + 1) == b'/' || at(bytes, place + 1).is_ascii_lowercase())
    {
        let close = run(bytes, place + 1, place + 12, |byte| {
            byte.is_ascii_lowercase() || byte == b'/'
        });
        if at(bytes, close) != b'>' || close > place + 8 {
            break;
        }
        place = spaces(close + 1);
    }
    let starred = run(bytes, place, place + 2, |byte| byte == b'*');
    // `*name` alone is an alias of YAML.
    let word = run(bytes, starred, starred + 40, |byte| {
        byte.is_ascii_lowercase() || byte == b'_'
    });
    let alias =
        starred == place + 1 && word > starred && matches!(at(bytes, word), 0 | b'\n' | b'\r');
    let place = if alias { place } else { spaces(starred) };
    // u'x' of Python
    let place = place
        + usize::from(
            matches!(at(bytes, place), b'u' | b'b' | b'r')
                && matches!(at(bytes, place + 1), b'\'' | b'"'),
        );
    let anchor = run(bytes, place + 1, place + 40, |byte| {
        byte.is_ascii_alphanumeric() || byte == b'_'
    });
    let place = if at(bytes, place) == b'&' && at(bytes, anchor) == b' ' && anchor > place + 1 {
        spaces(anchor)
    } else {
        place
    };
    let tag = run(bytes, place, place + 12, |byte| {
        byte == b'!' || byte.is_ascii_lowercase()
    });
    let elsewhere = starts(bytes, place, "!reference") || starts(bytes, place, "!vault");
    let tagged =
        !elsewhere && at(bytes, place) == b'!' && at(bytes, tag) == b' ' && tag > place + 1;
    if tagged { spaces(tag) } else { place }
}

/// `{"key": "DB_PASSWORD", "value": "x"}`, `- name: DB_PASSWORD` with `value: x` below it,
/// `<add key="Password" value="x"/>`.
fn named(text: &str, after: usize, xml: bool, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let name = value::read(text, value_start(bytes, after), xml, false)?;
    let meaning = meaning(name.text)?;
    let closed = if xml {
        run(bytes, name.end, name.end + 20, |byte| byte != b'>') + 1
    } else {
        name.end
    };
    let next = run(bytes, closed, closed + 60, |byte| {
        byte.is_ascii_whitespace()
            || matches!(byte, b'"' | b'\'' | b'\\' | b',' | b':' | b';' | b'<')
    });
    if !starts(bytes, next, "value") {
        return valued(text, after)
            .and_then(|value| taken(&value, name.text, meaning, true, rules));
    }
    let next = run(bytes, next + 5, next + 10, |byte| {
        matches!(byte, b'"' | b'\'' | b'\\' | b' ')
    });
    let sign = at(bytes, next);
    let after = separator(bytes, next).filter(|_| matches!(sign, b':' | b'=') || xml)?;
    if let Meaning::Header(kind) = meaning {
        return header(text, after, kind);
    }
    let value = value::read(text, value_start(bytes, after), xml && sign == b'>', false)?;
    taken(&value, name.text, meaning, true, rules)
}

/// `"value": "x", "key": "DEPLOY_TOKEN"`: the value stands first.
fn valued(text: &str, after: usize) -> Option<Value<'_>> {
    let bytes = text.as_bytes();
    let from = text.ceil_char_boundary(after.saturating_sub(200));
    let front = part(text, from, after);
    let place = from + front.rfind("value\"")? + "value\"".len();
    let value = value::read(
        text,
        value_start(bytes, separator(bytes, place)?),
        false,
        false,
    )?;
    let gap = part(text, value.end, after);
    let beside = gap.trim_start_matches(|mark: char| mark.is_whitespace() || "\",".contains(mark));
    (value.quoted && matches!(beside, "key\":" | "name\":" | "variable\":")).then_some(value)
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
    let parameters = ["digest ", "aws4-", "signature ", "oauth "]
        .iter()
        .any(|scheme| starts(bytes, start, scheme));
    let end = if parameters && !quoted {
        line
    } else {
        run(bytes, start, line, |byte| {
            !matches!(byte, b'"' | b'\'' | b'`' | b'\\') && (!quoted || byte != quote)
        })
    };
    let mut end = start + part(text, start, end).trim_end().len();
    if kind == Kind::Token {
        let scheme = run(bytes, start, end, |byte| {
            byte.is_ascii_alphanumeric() || byte == b'-'
        });
        let rest = run(bytes, scheme, end, |byte| byte == b' ');
        if rest > scheme && rest < end {
            start = rest;
        }
        if !parameters {
            end = run(bytes, start, end, |byte| {
                !matches!(byte, b' ' | b'\t' | b',')
            });
        }
        let word = part(text, start, end);
        if matches!(word, "Bearer" | "Basic" | "Token" | "Negotiate") {
            return None;
        }
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
            // `pass: 12` counts tests.
            let count = digits == text.len() && digits < 4;
            // A label: `password: "Password"`.
            let label = text.starts_with(|first: char| first.is_uppercase())
                && rules
                    .nouns
                    .at(text, 0)
                    .is_some_and(|noun| noun.end == text.len());
            if count || label {
                return None;
            }
            let sentence = !value.quoted && rules.is_plain_word(text);
            let blank = value.quoted && rules.is_sentence(text);
            (!sentence && !blank).then_some(Kind::Password)
        }
        _ => {
            let label = rules
                .nouns
                .at(text, 0)
                .is_some_and(|noun| noun.end == text.len());
            let short = label || (text.len() < 4 && digits == text.len());
            let reference = colon && value::is_reference(text, key);
            let sentence = (!value.quoted && rules.is_plain_word(text)) || rules.is_sentence(text);
            (!short && !reference && !sentence).then_some(Kind::Token)
        }
    }
}
