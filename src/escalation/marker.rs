//! The mark by which an issue is found again, out of reach of what a customer wrote.

/// GitLab's limit for a description, in characters (REST API, "Issues").
pub const LONGEST_DESCRIPTION: usize = 1_048_576;
/// Characters of it that are kept free for the marker.
pub const ROOM: usize = 512;

/// `description` with `marker` in an HTML comment at its end, which GitLab does not show. What
/// cannot stand in a comment is left out of the marker: only ASCII letters, digits and `:._/=-` stay,
/// and no two hyphens in a row.
///
/// A draft's description leaves no fence, comment or tag open and is [`ROOM`] short of the limit, so
/// nothing in it reaches this line.
#[must_use]
pub fn with_marker(description: &str, marker: &str) -> String {
    let mut plain = String::with_capacity(marker.len());
    for letter in marker.chars() {
        let allowed =
            letter.is_ascii_alphanumeric() || matches!(letter, ':' | '.' | '_' | '/' | '=' | '-');
        if allowed && !(letter == '-' && plain.ends_with('-')) {
            plain.push(letter);
        }
        if plain.len() >= ROOM - 20 {
            break;
        }
    }
    format!("{}\n\n<!-- {plain} -->\n", description.trim_end())
}
