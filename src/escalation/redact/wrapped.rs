//! Secrets that a mail broke over two lines.

use super::{
    Found, Kind,
    text::{at, is_word, part, run, run_back},
};

/// A line from this length on was broken because of it.
const LONG: usize = 40;
/// Parts of a secret as they are counted.
const MOST: usize = 8;
/// A token that is shorter was cut.
const CUT: usize = 24;

/// A personal access token: its prefix and twenty characters.
const GITLAB: usize = 26;

/// More of what was found, in the lines below.
pub(super) fn find(text: &str, found: &mut Vec<Found>) {
    let mut more = Vec::new();
    for one in found.iter().filter(|one| one.kind == Kind::Token) {
        let mut last = *one;
        for _ in 0..MOST {
            let Some(next) = goes_on(text, last, *one) else {
                break;
            };
            more.push(next);
            last = next;
        }
    }
    found.append(&mut more);
}

/// The rest of a token in the next line: where a mail has `=` at the line's end, or nothing else is there.
fn goes_on(text: &str, last: Found, first: Found) -> Option<Found> {
    let bytes = text.as_bytes();
    let soft = at(bytes, last.end) == b'=' && is_line_end(bytes, last.end + 1)
        || (bytes.get(last.end.checked_sub(1)?) == Some(&b'=') && is_line_end(bytes, last.end));
    if !soft && !is_line_end(bytes, last.end) {
        return None;
    }
    let line = run_back(bytes, first.start, LONG, |byte| byte != b'\n');
    let quoted = at(bytes, line) == b'>';
    let length = last.end - last.start;
    let start = below(bytes, last.end);
    let end = run(bytes, start, start + 200, |byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'_' | b'-')
    });
    let end = if soft {
        end
    } else {
        run(bytes, end, end + 2, |byte| byte == b'=')
    };
    let word = part(text, start, end);
    let count = |is: fn(&u8) -> bool| word.bytes().filter(is).count();
    let digits = count(u8::is_ascii_digit);
    let letters = count(u8::is_ascii_alphabetic);
    let alone = is_line_end(bytes, end) || end == bytes.len() || at(bytes, end) == b'=';
    // GitLab's own are of this length, with their prefix.
    let halved = part(text, first.start, first.end).starts_with("gl")
        && length < GITLAB
        && length + word.len() >= GITLAB;
    let cut = length >= LONG || halved || (quoted && length < CUT) || last.start != first.start;
    let fits = if soft {
        digits > 0
            && letters > 0
            && word.len() > 3
            && !is_word(at(bytes, end))
            && (alone || !word.contains(['-', '_']))
    } else {
        cut && alone && digits > 1 && letters > 1 && word.len() > 7
    };
    // One secret has one placeholder.
    fits.then_some(Found {
        kind: Kind::Token,
        start: last.end,
        end,
    })
}

fn is_line_end(bytes: &[u8], place: usize) -> bool {
    matches!(at(bytes, place), b'\n' | b'\r')
}

/// Where the next line begins, behind its quotation marks.
pub(super) fn below(bytes: &[u8], place: usize) -> usize {
    run(bytes, place, place + 12, |byte| {
        matches!(byte, b'=' | b'\r' | b'\n' | b'>' | b' ' | b'\t')
    })
}
