//! Values in lines of their own: `<<~NAME`, the lines, and `NAME`.

use super::text::{among, at, name_end, near_line_end, part, placeholders, says_nothing};

/// As far as lines are read, and how many.
const LONGEST: usize = 2_000;
const MOST: usize = 24;

/// Where the lines begin and end, for the sign at a place.
pub(super) fn lines(text: &str, place: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(place..place + 2) != Some(b"<<") {
        return None;
    }
    let open = among(bytes, place + 2, 3, b"-~\"'");
    let close = name_end(bytes, open);
    let name = part(text, open, close);
    if name.is_empty() || at(bytes, open).is_ascii_digit() {
        return None;
    }
    let line = near_line_end(bytes, close);
    let start = among(bytes, line, 40, b" \t\r\n");
    let reach = text.floor_char_boundary((start + LONGEST).min(bytes.len()));
    let mut end = start;
    for shown in part(text, start, reach).split_inclusive('\n').take(MOST) {
        if shown.trim() == name {
            let value = part(text, start, end).trim_end();
            let fits = !says_nothing(value) && placeholders(value).is_empty();
            return fits.then_some((start, start + value.len()));
        }
        end += shown.len();
    }
    None
}
