//! Lists of secrets: what follows the first.

use super::{
    Found,
    text::{among, at, before, part, run, run_back, until},
};

/// As many as are read.
const MOST: usize = 24;

/// The text behind a first one that is part of it, in the next line of a program, or that it is changed to:
/// `"x" -> "y"`.
fn goes_on(text: &str, first: Found, quote: u8, found: &mut Vec<Found>) -> usize {
    let bytes = text.as_bytes();
    more(first, found, |end| {
        let gap = among(bytes, end + 1, 100, b" \t\r\n\\+.&");
        let arrow = gap == end + 2 && bytes.get(gap..gap + 3) == Some(b"-> ");
        let open = if arrow { gap + 3 } else { gap };
        if at(bytes, open) != quote || !(arrow || part(text, end, gap).contains('\n')) {
            return None;
        }
        let start = open + 1;
        let stop = until(bytes, start, 400, &[quote, b'\n']);
        // The next line may have a key of its own.
        let after = among(bytes, stop + 1, 4, b" ");
        let whole = at(bytes, stop) == quote && stop > start;
        (whole && !matches!(at(bytes, after), b':' | b'=')).then_some((start, stop))
    })
}

/// Finds one behind the other; `next` says where the one stands that follows a place. Answers how far was read.
fn more(
    first: Found,
    found: &mut Vec<Found>,
    next: impl Fn(usize) -> Option<(usize, usize)>,
) -> usize {
    let mut reached = first.end;
    for _ in 0..MOST {
        let Some((start, end)) = next(reached) else {
            break;
        };
        found.push(Found {
            start,
            end,
            ..first
        });
        reached = end;
    }
    reached
}

/// More values behind a first one in brackets, or words of the same length behind it. Answers how far
/// was read.
pub(super) fn rest(text: &str, first: Found, found: &mut Vec<Found>) -> usize {
    let bytes = text.as_bytes();
    let quote = before(bytes, first.start);
    let quoted = matches!(quote, b'"' | b'\'') && at(bytes, first.end) == quote;
    let length = first.end - first.start;
    let open = run_back(bytes, first.start.saturating_sub(1), 4, |byte| byte == b' ');
    let listed = quoted && before(bytes, open) == b'[';
    if quoted && !listed {
        return goes_on(text, first, quote, found);
    }
    let coded = !quoted && (6..=40).contains(&length);
    if !listed && !coded {
        return first.end;
    }
    more(first, found, |end| {
        let from = end + usize::from(listed);
        let gap = run(bytes, from, from + 40, |byte| {
            matches!(byte, b',' | b';' | b'/')
                || byte.is_ascii_whitespace() && (listed || byte != b'\n')
        });
        if gap == from || (coded && !part(text, from, gap).contains([',', ';', '/', ' '])) {
            return None;
        }
        let (start, stop) = if listed {
            if at(bytes, gap) != quote {
                return None;
            }
            (
                gap + 1,
                run(bytes, gap + 1, gap + 400, |byte| {
                    byte != quote && byte != b'\n'
                }),
            )
        } else {
            (
                gap,
                run(bytes, gap, gap + 41, |byte| {
                    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
                }),
            )
        };
        let word = part(text, start, stop);
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let like = listed || (stop - start == length && digits > 1);
        (like && !word.is_empty()).then_some((start, stop))
    })
}
