//! Private keys and other blocks of several lines.

use super::{
    Found, Kind,
    text::{at, line_end, part, run, says_nothing},
};

pub(super) const BEGIN: &str = "-----BEGIN ";
/// How the blocks begin.
pub(super) const BEGINNINGS: [&str; 7] = ["--", "Pu", "$A", "<D", "<P", "<Q", "<I"];
const LONGEST_LABEL: usize = 40;
/// The fewest characters of a key.
const FEWEST: usize = 10;

/// The block that begins at a place.
pub(super) fn block(text: &str, place: usize) -> Option<Found> {
    let of = |kind, start, end| Found { kind, start, end };
    match at(text.as_bytes(), place) {
        b'-' => private_key(text, place).map(|end| of(Kind::PrivateKey, place, end)),
        b'P' => putty_key(text, place).map(|end| of(Kind::PrivateKey, place, end)),
        b'$' => vault(text, place).map(|(start, end)| of(Kind::Token, start, end)),
        b'<' => xml_key(text, place).map(|(start, end)| of(Kind::PrivateKey, start, end)),
        _ => None,
    }
}

/// From `-----BEGIN … PRIVATE KEY…-----` to its end; where that is cut off, as far as the key goes.
fn private_key(text: &str, place: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    // SSH2 has four dashes and a space behind them.
    let dashes = run(bytes, place, place + 6, |byte| byte == b'-') - place;
    let begin = place + dashes + usize::from(at(bytes, place + dashes) == b' ');
    if !(4..=5).contains(&dashes) || !bytes.get(begin..)?.starts_with(b"BEGIN ") {
        return None;
    }
    let label = begin + "BEGIN ".len();
    let label_end = run(bytes, label, label + LONGEST_LABEL, |byte| {
        byte.is_ascii_alphanumeric() || byte == b' '
    });
    let name = part(text, label, label_end).trim_end();
    if !(name.contains("PRIVATE KEY") || name.starts_with("OpenVPN ")) {
        return None;
    }
    let body = run(bytes, label_end, label_end + 5, |byte| byte == b'-');
    let stop = key_body(bytes, body);
    let reach = run(bytes, stop, stop + 2 * LONGEST_LABEL, |byte| byte != b'\n');
    let last = part(text, stop, text.floor_char_boundary(reach));
    let end = last.find(name).filter(|_| last.contains("END "));
    let inner = part(text, body, stop);
    // [REDACTED]
    if inner.len() < 40 && says_nothing(inner.trim()) {
        return None;
    }
    if let Some(offset) = end {
        let end = stop + offset + name.len();
        let end = end + usize::from(at(bytes, end) == b' ' && at(bytes, end + 1) == b'-');
        return Some(run(bytes, end, end + dashes, |byte| byte == b'-'));
    }
    Some(cut_off(text, body, stop)).filter(|end| end - body > FEWEST)
}

/// Where a key without an end stops: at the first line that is a sentence, or empty.
fn cut_off(text: &str, body: usize, stop: usize) -> usize {
    let mut end = body;
    for line in part(text, body, stop).split_inclusive('\n') {
        let inner = line.trim();
        let header = inner.starts_with("Proc-Type") || inner.starts_with("DEK-Info");
        let empty = inner.is_empty() && end > body + FEWEST;
        if empty || (inner.contains(' ') && !header && end > body) {
            break;
        }
        end += line.len();
    }
    body + part(text, body, end).trim_end().len()
}

/// Lines of a key: base64, headers such as `Proc-Type: 4,ENCRYPTED`, indentation, quote marks and
/// escaped line ends. It ends at four dashes or at what no key holds.
fn key_body(bytes: &[u8], start: usize) -> usize {
    let mut place = start;
    loop {
        place = run(bytes, place, bytes.len(), |byte| {
            byte.is_ascii_alphanumeric()
                || matches!(
                    byte,
                    b'+' | b'/'
                        | b'='
                        | b'\n'
                        | b'\r'
                        | b'\\'
                        | b'>'
                        | b'|'
                        | b'"'
                        | b','
                        | b' '
                        | b'\t'
                        | b':'
                        | b'.'
                        | b'('
                        | b')'
                        | b'*'
                        | b'['
                        | b']'
                        | b'<'
                )
        });
        if at(bytes, place) != b'-' || bytes.get(place..place + 4) == Some(b"----") {
            return place;
        }
        place += 1;
    }
}

const LONGEST_PUTTY: usize = 20_000;

fn putty_key(text: &str, place: usize) -> Option<usize> {
    let rest = text.get(place..)?;
    if !rest.starts_with("PuTTY-User-Key-File-") {
        return None;
    }
    let reach = text.floor_char_boundary(place + LONGEST_PUTTY);
    let rest = part(text, place, reach);
    let mac = rest.find("Private-MAC:").map(|mac| place + mac);
    Some(line_end(text.as_bytes(), mac.unwrap_or(place)))
}

/// `$ANSIBLE_VAULT;1.1;AES256` and the lines of digits below it.
fn vault(text: &str, place: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    if !bytes.get(place..)?.starts_with(b"$ANSIBLE_VAULT;") {
        return None;
    }
    let head = run(bytes, place, place + 2 * LONGEST_LABEL, |byte| {
        byte != b'\n'
    });
    let blank = |byte: u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'>');
    let start = run(bytes, head, head + 40, blank);
    let mut end = start;
    let mut next = start;
    loop {
        let stop = run(bytes, next, bytes.len(), |byte| byte.is_ascii_hexdigit());
        if stop - next < FEWEST {
            break;
        }
        end = stop;
        next = run(bytes, stop, stop + 40, blank);
    }
    (end > start).then_some((start, end))
}

/// The private numbers of an `<RSAKeyValue>`.
fn xml_key(text: &str, place: usize) -> Option<(usize, usize)> {
    const NUMBERS: [&str; 6] = ["<D>", "<P>", "<Q>", "<DP>", "<DQ>", "<InverseQ>"];
    let bytes = text.as_bytes();
    let name = NUMBERS.iter().find(|name| {
        bytes
            .get(place..)
            .is_some_and(|rest| rest.starts_with(name.as_bytes()))
    })?;
    let start = place + name.len();
    let end = run(bytes, start, bytes.len(), |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'\n' | b' ')
    });
    (end - start > 20 && at(bytes, end) == b'<').then_some((start, end))
}
