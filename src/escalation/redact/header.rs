//! Values of headers: what `Authorization` and `Cookie` carry.

use super::{
    Found, Kind,
    text::{at, near_line_end, part, run, says_nothing, starts, until},
};

/// `Bearer x`, `Basic x`, or all cookies of a line.
pub(super) fn header(text: &str, after: usize, kind: Kind) -> Option<Found> {
    let bytes = text.as_bytes();
    let mut start = run(bytes, after, bytes.len(), |byte| {
        matches!(byte, b' ' | b'\t')
    });
    // 'Authorization' => ['x']
    start += usize::from(at(bytes, start) == b'[' && matches!(at(bytes, start + 1), b'"' | b'\''));
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
        // Token token="x"
        let name = run(bytes, start, end, |byte| byte.is_ascii_lowercase());
        let named = name + 1 == end && at(bytes, name) == b'=' && at(bytes, end) == b'"';
        if named {
            start = end + 1;
            end = until(bytes, start, 400, b"\"\n");
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
