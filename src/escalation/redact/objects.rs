//! Values that stand apart from their key: in an object below it, beside its name, behind a type.

use super::{
    Found, Kind, Rules,
    assigned::{key, separator, taken, value_start},
    header,
    keys::{Meaning, meaning},
    made_up, manifest,
    text::{at, near_line_end, part, run, run_back, says_nothing, starts},
    value::{self, Value},
};

/// `{"key": "DB_PASSWORD", "value": "x"}`, `- name: DB_PASSWORD` with `value: x` below it,
/// `<add key="Password" value="x"/>`.
pub(super) fn named(text: &str, after: usize, xml: bool, rules: &Rules) -> Option<Found> {
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
    // <key>Token</key> <string>x</string>
    let string = run(bytes, closed, closed + 40, |byte| {
        byte.is_ascii_whitespace()
    });
    if xml && starts(bytes, string, "<string>") {
        let value = value::read(text, string + "<string>".len(), true, false)?;
        return taken(&value, name.text, meaning, true, rules);
    }
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
        return header::header(text, after, kind);
    }
    let value = value::read(text, value_start(bytes, after), xml && sign == b'>', false)?;
    taken(&value, name.text, meaning, true, rules)
}

/// `"value": "x", "key": "DEPLOY_TOKEN"`: the value stands first.
pub(super) fn valued(text: &str, after: usize) -> Option<Value<'_>> {
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

/// Names of the value itself in an object below a key.
const VALUES: [&str; 8] = [
    "value",
    "default",
    "plaintext",
    "plain",
    "data",
    "secret",
    "content",
    "stringValue",
];

/// The key alone on its line, and `value: x` in one of the lines below it that are indented.
pub(super) fn below(
    text: &str,
    from: usize,
    name: &str,
    meaning: Meaning,
    rules: &Rules,
) -> Option<Found> {
    let bytes = text.as_bytes();
    let head = run_back(bytes, from, 120, |byte| byte != b'\n');
    let indent = run(bytes, head, from, |byte| byte == b' ') - head;
    let mut line = from;
    for _ in 0..4 {
        let begin = run(bytes, line, line + 2, |byte| matches!(byte, b'\r' | b'\n'));
        let start = run(bytes, begin, begin + 40, |byte| byte == b' ');
        if start - begin <= indent {
            return None;
        }
        let end = run(bytes, start, start + 20, |byte| byte.is_ascii_alphabetic());
        let named = matches!(
            part(text, start, end),
            "value" | "default" | "plaintext" | "plain" | "secure"
        );
        if named && at(bytes, end) == b':' {
            let value = value::read(text, value_start(bytes, end + 1), false, false)?;
            return taken(&value, name, meaning, true, rules);
        }
        line = near_line_end(bytes, start);
    }
    None
}

/// `{"gitlab-token": {"host": "x"}}`
pub(super) fn inner(text: &str, open: usize, meaning: Meaning, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let end = near_line_end(bytes, open).min(open + 120);
    let start = run(bytes, open + 1, end, |byte| byte == b' ');
    let bare = run(bytes, start, start + 20, |byte| byte.is_ascii_alphabetic());
    let bare = Value {
        text: part(text, start, bare),
        start,
        end: bare,
        quoted: false,
    };
    let name = if VALUES.contains(&bare.text) {
        bare
    } else {
        value::read(text, start, false, false).filter(|name| name.quoted)?
    };
    let colon = name.end + usize::from(name.quoted);
    let colon = run(bytes, colon, end, |byte| byte == b' ');
    let value = separator(bytes, colon)
        .and_then(|after| value::read(text, value_start(bytes, after), false, false))
        .filter(|value| {
            let told = VALUES.contains(&name.text);
            value.quoted && (told || made_up::weakly(value.text, 8, rules))
        })?;
    taken(&value, "", meaning, true, rules)
}

/// `--from-literal=name=x`
pub(super) fn literal(text: &str, start: usize) -> Option<Found> {
    let value = value::read(text, start, false, false)?;
    let (name, secret) = value.text.split_once('=')?;
    (!says_nothing(secret) && !manifest::SHOWN.contains(&name)).then_some(Found {
        kind: Kind::Password,
        start: value.start + name.len() + 1,
        end: value.end,
    })
}

/// `PWD={a}}b}` of ODBC.
pub(super) fn braced(text: &str, open: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let limit = near_line_end(bytes, open).min(open + 120);
    let mut end = open + 1;
    while end < limit && (at(bytes, end) != b'}' || at(bytes, end + 1) == b'}') {
        end += 1 + usize::from(at(bytes, end) == b'}');
    }
    let shown = part(text, open + 1, end);
    let code = shown.contains(['"', ':', '=', '>', '{']) || says_nothing(shown);
    (!code && at(bytes, end) == b'}').then_some(Found {
        kind: Kind::Password,
        start: open,
        end: end + 1,
    })
}

/// What programs call a text.
const TYPES: [&str; 14] = [
    "str",
    "string",
    "text",
    "char",
    "byte",
    "bytes",
    "nsstring",
    "secretstring",
    "securestring",
    "charsequence",
    "any",
    "object",
    "secret",
    "cstring",
];

/// The name before a type: `let password: &str = "x"`, `password string = "x"`.
pub(super) fn declared<'a>(
    text: &'a str,
    type_start: usize,
    kind: &str,
    value: usize,
) -> Option<&'a str> {
    let bytes = text.as_bytes();
    let typed = TYPES.iter().any(|known| kind.eq_ignore_ascii_case(known));
    let quoted = matches!(at(bytes, value), b'"' | b'\'' | b'`');
    let end = run_back(bytes, type_start, 8, |byte| {
        matches!(byte, b' ' | b':' | b'&' | b'*' | b'\'' | b'[' | b']' | b'<')
    });
    if !typed || !quoted || end == type_start {
        return None;
    }
    key(text, end).map(|(_, name)| name)
}
