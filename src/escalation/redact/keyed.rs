//! Secrets of a block whose name says what all of it are: `tokens { agent = "x" }`.

use super::{
    Found,
    near::push,
    nouns::Near,
    random::is_shuffled,
    text::{among, at, is_uuid, near_line_end, part, until},
    value,
};

/// The lines of a block that are read.
const MOST: usize = 24;

/// The values in the lines below a word for secrets that a brace or a colon opens.
pub(super) fn find(text: &str, from: usize, near: Near, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let open = among(bytes, from, 6, b" \":=>");
    let braced = at(bytes, open) == b'{';
    let mut line = open + usize::from(braced);
    if !braced && (open == from || !part(text, from, open).contains(':')) {
        return;
    }
    for _ in 0..MOST {
        let start = among(bytes, line, 2, b"\r\n");
        if start == line {
            return;
        }
        let name = among(bytes, start, 40, b" \t\"");
        let end = until(bytes, name, 60, b" \":=\r\n");
        let sign = among(bytes, end, 20, b" \"");
        if name == start || end == name || !matches!(at(bytes, sign), b':' | b'=') {
            return;
        }
        let value = among(bytes, sign, 4, b" :=>");
        if let Some(value) = value::read(text, value, false, false)
            && (is_uuid(value.text) || is_shuffled(value.text, 16))
        {
            push(found, near, value.start, value.end);
        }
        line = near_line_end(bytes, sign);
    }
}
