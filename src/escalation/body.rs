//! The description of an issue, section by section, at whatever size there is room for.

use super::{
    conversation::Piece,
    neutral,
    text::{shortened, start_of},
};

/// What stands where a ticket says nothing.
pub(super) const MISSING: &str = "_Not in the ticket: please add._";

/// One heading and what stands under it.
#[derive(Clone, Debug)]
pub(super) struct Section<'a> {
    /// `###` or `####`.
    pub(super) level: &'static str,
    pub(super) heading: &'a str,
    /// Our own Markdown, never cut.
    pub(super) ours: Vec<String>,
    /// The customer's, customer data replaced, not yet neutral.
    pub(super) theirs: Vec<Piece>,
    /// Say so where both are empty.
    pub(super) wanted: bool,
}

/// Markdown with at most `limit` characters of the customer's text under each heading.
pub(super) fn render(sections: &[Section<'_>], limit: usize) -> String {
    let mut out = String::new();
    for section in sections {
        let heading = format!("{} {}\n\n", section.level, section.heading);
        out.push_str(&heading);
        for line in &section.ours {
            out.push_str(line);
            out.push_str("\n\n");
        }
        if section.theirs.is_empty() && section.wanted {
            out.push_str(MISSING);
            out.push_str("\n\n");
        }
        let mut room = limit;
        for piece in &section.theirs {
            if room == 0 {
                break;
            }
            let (text, used) = piece_of(piece, room);
            out.push_str(text.trim_end());
            out.push_str("\n\n");
            room = room.saturating_sub(used);
        }
        if !section.theirs.is_empty() && room == 0 {
            out.push_str("_Cut here: the rest is in the ticket._\n\n");
        }
    }
    out.trim_end().to_owned()
}

/// A piece as Markdown in which nothing acts, and how many characters of it there are.
fn piece_of(piece: &Piece, room: usize) -> (String, usize) {
    match piece {
        Piece::Prose(text) => (neutral::prose(&shortened(text, room)), count(text)),
        Piece::Log(text) => {
            let start = start_of(text, room);
            let whole = match start.rfind('\n') {
                Some(end) if start.len() < text.len() => start.get(..end).unwrap_or(start),
                _ => start,
            };
            (neutral::fenced(whole), count(text))
        }
        Piece::List { ordered, items } => {
            let (mut out, mut used) = (String::new(), 0);
            for (index, item) in items.iter().enumerate() {
                if used >= room {
                    break;
                }
                let mark = if *ordered {
                    format!("{}. ", index + 1)
                } else {
                    "- ".to_owned()
                };
                let indent = format!("\n{}", " ".repeat(mark.len()));
                let text = neutral::prose(&shortened(item, room - used));
                out.push_str(&mark);
                out.push_str(&text.trim_end().replace('\n', &indent));
                out.push('\n');
                used += count(item) + 1;
            }
            (out, used)
        }
    }
}

fn count(text: &str) -> usize {
    text.chars().count()
}
