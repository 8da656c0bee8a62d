//! Secrets that programs give to a call: `NetworkCredential("name", "x")`, `define('KEY', 'x')`.

use super::{
    Found, Rules,
    near::push,
    nouns::{Near, Noun},
    text::{at, before, run, run_back, says_nothing},
    value::{self, Value},
};

/// Calls that set the value of what they name first.
const SETTERS: [&str; 16] = [
    "define",
    "putenv",
    "setenv",
    "set",
    "put",
    "setproperty",
    "setenvironmentvariable",
    "add",
    "addproperty",
    "header",
    "setheader",
    "addheader",
    "setvalue",
    "store",
    "withproperty",
    "values",
];

/// The secret among the arguments of a call, if one stands there.
pub(super) fn find(
    text: &str,
    noun: &Noun<'_>,
    closed: usize,
    rules: &Rules,
    found: &mut Vec<Found>,
) -> bool {
    let bytes = text.as_bytes();
    // gitlab:password:reset[root,x]
    if text
        .get(noun.end..)
        .is_some_and(|rest| rest.starts_with(":reset["))
    {
        let comma = run(bytes, noun.end, noun.end + 80, |byte| {
            !matches!(byte, b',' | b']' | b'\n')
        });
        let end = run(bytes, comma, comma + 80, |byte| {
            !matches!(byte, b']' | b'\n' | b'"')
        });
        let secret = at(bytes, comma) == b',' && end > comma + 1;
        if secret {
            push(found, noun.near, comma + 1, end);
        }
        return secret;
    }
    let secret = if noun.near == Near::Login {
        pair(text, noun.end)
    } else {
        named(text, noun, closed)
    };
    // Once its last text is a placeholder, the others are none of it.
    let known = noun.near == Near::Login && secret.is_some();
    let fits = secret.filter(|value| !is_shown(value, rules));
    if let Some(value) = fits {
        push(found, noun.near, value.start, value.end);
        return true;
    }
    known
}

/// Whether a text is a name for a secret, or says nothing.
pub(super) fn is_shown(value: &Value<'_>, rules: &Rules) -> bool {
    let noun = rules.nouns.at(value.text, 0);
    value.text.len() < 3
        || noun.is_some_and(|noun| noun.end == value.text.len())
        || says_nothing(value.text)
        || rules.is_plain_word(value.text)
}

/// The last of some texts: `(name, "x")`, `'name', 'x'`, `(realm, host, name, "x")`.
pub(super) fn pair(text: &str, from: usize) -> Option<Value<'_>> {
    let bytes = text.as_bytes();
    let plural = from + usize::from(at(bytes, from) == b's');
    let open = run(bytes, plural, plural + 2, |byte| {
        matches!(byte, b'(' | b' ')
    });
    if open == plural {
        return None;
    }
    let quoted = |place: usize| {
        let mark = matches!(at(bytes, place), b'"' | b'\'');
        mark.then(|| value::read(text, place, false, false).filter(|value| value.quoted))?
    };
    quoted(open).filter(|name| !name.text.contains(' '))?;
    let mut place = open;
    let mut last = None;
    for number in 0..5 {
        let Some(argument) = quoted(place) else {
            break;
        };
        let close = argument.end + 1;
        last = (number > 0).then_some(argument);
        if at(bytes, close) != b',' {
            break;
        }
        place = run(bytes, close, close + 3, |byte| matches!(byte, b',' | b' '));
    }
    last
}

/// The second argument where the first names a secret.
fn named<'a>(text: &'a str, noun: &Noun<'_>, closed: usize) -> Option<Value<'a>> {
    let bytes = text.as_bytes();
    let word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    let start = run_back(bytes, noun.start, 60, word);
    let quote = before(bytes, start);
    if !matches!(quote, b'"' | b'\'') || at(bytes, noun.end) != quote || at(bytes, closed) != b',' {
        return None;
    }
    let open = start - 1;
    let name = run_back(bytes, open.saturating_sub(1), 40, |byte| {
        byte.is_ascii_alphanumeric() || byte == b'_'
    });
    let called = bytes.get(name..open.saturating_sub(1))?;
    let known = SETTERS
        .iter()
        .any(|setter| called.eq_ignore_ascii_case(setter.as_bytes()));
    let next = run(bytes, closed + 1, closed + 4, |byte| byte == b' ');
    (known && before(bytes, open) == b'(')
        .then(|| value::read(text, next, false, false).filter(|value| value.quoted))?
}
