//! Passwords by their place among what a call is given: `connect(host, name, "x")`.

use super::{
    Found, Kind, Rules, calls, made_up,
    text::{among, at, name_end, until},
    value::{self, Value},
};

/// Calls by how their name ends, and which of their arguments is the password.
const CALLS: [(&str, usize); 4] = [
    ("connect", 3),
    ("getconnection", 3),
    ("pdo", 3),
    ("passwordauthentication", 2),
];

/// The password of the call whose name begins at a place.
pub(super) fn find(text: &str, place: usize, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let open = name_end(bytes, place);
    if at(bytes, open) != b'(' {
        return None;
    }
    let name = bytes.get(place..open)?.to_ascii_lowercase();
    let (_, number) = CALLS
        .iter()
        .find(|(end, _)| name.ends_with(end.as_bytes()))?;
    let value = argument(text, open + 1, *number)?;
    // Signals are connected too: connect("clicked", "x", "y")
    let fits = name.len() > "connect".len() || made_up::oddly(value.text, 4, rules);
    (fits && !calls::is_shown(&value, rules)).then_some(Found {
        kind: Kind::Password,
        start: value.start,
        end: value.end,
    })
}

/// An argument by its number. All but the first are texts: elsewhere the third is a name.
fn argument(text: &str, from: usize, number: usize) -> Option<Value<'_>> {
    let bytes = text.as_bytes();
    let mut place = from;
    for count in 1..=number {
        place = among(bytes, place, 60, b" \t\r\n");
        let quoted = matches!(at(bytes, place), b'"' | b'\'');
        let end = if quoted {
            let value = value::read(text, place, false, false).filter(|value| value.quoted)?;
            let end = value.end + 1;
            if count == number {
                return Some(value);
            }
            end
        } else {
            until(bytes, place, 60, b",()\"'\n")
        };
        if at(bytes, end) != b',' || (count > 1 && !quoted) {
            return None;
        }
        place = end + 1;
    }
    None
}
