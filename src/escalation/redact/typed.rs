//! What a test of a page types into a field for a password: `get('#password').type('x')`.

use super::{
    Found, Kind, Rules, calls,
    text::{at, before, name_end, part, run_back},
    value,
};

/// Calls that type.
const CALLS: [&str; 6] = [
    "type",
    "fill",
    "send_keys",
    "sendKeys",
    "setValue",
    "set_value",
];
/// What a field is called that is not shown.
const FIELDS: [&str; 4] = ["passw", "secret", "token", "kennwort"];

/// The text that is typed by the call whose name begins at a place.
pub(super) fn find(text: &str, place: usize, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    if before(bytes, place) != b'.' {
        return None;
    }
    let open = name_end(bytes, place);
    if at(bytes, open) != b'(' || !CALLS.contains(&part(text, place, open)) {
        return None;
    }
    let statement = run_back(bytes, place, 120, |byte| !matches!(byte, b'\n' | b';'));
    let field = part(text, text.ceil_char_boundary(statement), place).to_ascii_lowercase();
    if !FIELDS.iter().any(|word| field.contains(word)) {
        return None;
    }
    let value = value::read(text, open + 1, false, false).filter(|value| value.quoted)?;
    // Keys are named in braces: x{enter}
    let length = value.text.find('{').unwrap_or(value.text.len());
    (length > 0 && !calls::is_shown(&value, rules)).then_some(Found {
        kind: Kind::Password,
        start: value.start,
        end: value.start + length,
    })
}
