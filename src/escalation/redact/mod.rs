//! Keeps customers' data out of what leaves the machine: secrets and personal data are found in a
//! text and replaced by stable placeholders such as `[host-1]`.
//!
//! ```
//! use vanguard::escalation::redact::{Config, Parties, Redactor, Rules, Strictness};
//!
//! let parties = Parties { people: vec!["Ada Example".into()], ..Parties::default() };
//! let rules = Rules::new(Config::parse("{}")?, &parties, Strictness::Public);
//! let mut redactor = Redactor::new(rules);
//! let redacted = redactor.redact("Ada cannot reach git.example.internal (10.0.0.7).");
//! assert_eq!(redacted.text, "[name-1] cannot reach [host-1] ([ip-1]).");
//! assert_eq!(redactor.redact("10.0.0.7 again").text, "[ip-1] again");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod arguments;
mod assigned;
mod below;
mod blocks;
mod calls;
mod code;
mod commands;
mod connect;
mod directive;
mod escaped;
mod formats;
mod header;
mod heredoc;
mod hooks;
mod host;
mod ip;
mod keyed;
mod keys;
mod list;
mod made_up;
mod mail;
mod manifest;
mod marked;
mod names;
mod near;
mod net;
mod nouns;
mod objects;
mod phone;
mod project;
mod prose;
mod protocol;
mod quoted;
mod random;
mod redactor;
mod rules;
mod service;
mod shapes;
mod spoken;
mod table;
mod text;
mod tokens;
mod told;
mod tools;
mod typed;
mod value;
mod wrapped;
mod xml;

pub use redactor::{Redacted, Redactor, Replaced};
pub use rules::{Config, Parties, Rules, Strictness};

/// What was found. The order is that of preference where two are found in one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A private key.
    PrivateKey,
    /// The value of a cookie header.
    Cookie,
    /// A token or an API key.
    Token,
    /// A password, or the name and password of a login.
    Password,
    /// An e-mail address or a login on a host.
    Email,
    /// A group, project or user on a GitLab that everybody shares.
    Path,
    /// A host's name.
    Host,
    /// An IP address.
    Ip,
    /// A phone number.
    Phone,
    /// The name of an attachment that shows who sent it.
    File,
    /// A person's name.
    Name,
    /// An organisation's name.
    Organisation,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::PrivateKey,
        Self::Cookie,
        Self::Token,
        Self::Password,
        Self::Email,
        Self::Path,
        Self::Host,
        Self::Ip,
        Self::Phone,
        Self::File,
        Self::Name,
        Self::Organisation,
    ];

    /// Its name in placeholders and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::PrivateKey => "private-key",
            Self::Cookie => "cookie",
            Self::Token => "token",
            Self::Password => "password",
            Self::Email => "email",
            Self::Path => "path",
            Self::Host => "host",
            Self::Ip => "ip",
            Self::Phone => "phone",
            Self::File => "file",
            Self::Name => "name",
            Self::Organisation => "organisation",
        }
    }

    /// Whether it opens something, so that it never stays, wherever the text goes.
    #[must_use]
    pub fn is_secret(self) -> bool {
        matches!(
            self,
            Self::PrivateKey | Self::Cookie | Self::Token | Self::Password
        )
    }

    /// Whether case makes no difference to what it means.
    fn is_caseless(self) -> bool {
        matches!(
            self,
            Self::Email | Self::Host | Self::Ip | Self::Name | Self::Organisation | Self::Path
        )
    }
}

/// A place in a text that must not leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Kind,
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// Replacing can bring together what was apart, so the result is looked through again.
const ROUNDS: usize = 8;

/// Everything in a text that must not leave: sorted, disjoint, on character boundaries. The text
/// with all of it replaced holds nothing more to find.
#[must_use]
pub fn find(text: &str, rules: &Rules) -> Vec<Found> {
    let mut found = scan(text, rules);
    for _ in 1..ROUNDS {
        if found.is_empty() {
            break;
        }
        let (replaced, places) = blank(text, &found);
        let again = rescan(&replaced, &places, rules);
        if again.is_empty() {
            break;
        }
        let again = again.into_iter().map(|one| Found {
            kind: one.kind,
            start: original(&places, one.start, false),
            end: original(&places, one.end, true),
        });
        found.extend(again);
        found = merge(found);
    }
    found
}

/// Another look at the lines where something was replaced, and at those beside them.
fn rescan(replaced: &str, places: &[Piece], rules: &Rules) -> Vec<Found> {
    let mut found = Vec::new();
    let mut until = 0;
    let mut from = 0;
    // The end of the last line with something replaced.
    let mut line = 0;
    let mut look = |from: usize, until: usize| {
        let again = scan(text::part(replaced, from, until), rules);
        found.extend(again.into_iter().map(|one| Found {
            kind: one.kind,
            start: one.start + from,
            end: one.end + from,
        }));
    };
    let bytes = replaced.as_bytes();
    for (piece, next) in places.iter().zip(places.iter().skip(1)) {
        if !piece.replaced || next.start <= line {
            continue;
        }
        let begin = line_before(bytes, line_before(bytes, piece.start).saturating_sub(1));
        if begin > until {
            look(from, until);
            from = begin;
        }
        line = text::line_end(bytes, next.start);
        until = text::line_end(bytes, (line + 1).min(bytes.len()));
    }
    look(from, until);
    found
}

/// Where the line of a place begins.
fn line_before(bytes: &[u8], place: usize) -> usize {
    let before = bytes.get(..place).unwrap_or(&[]);
    before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |end| end + 1)
}

/// One look at a text by every rule.
fn scan(text: &str, rules: &Rules) -> Vec<Found> {
    let mut found = Vec::new();
    look(text, rules, &mut found);
    escaped::find(text, rules, &mut found);
    net::find(text, rules, &mut found);
    ip::find(text, &mut found);
    phone::find(text, &mut found);
    rules.names.find(text, &mut found);
    rules.find_files(text, &mut found);
    found.retain(|one| {
        one.start < one.end
            && rules.goes(one.kind)
            && text.is_char_boundary(one.start)
            && text.is_char_boundary(one.end)
    });
    apart(found, text)
}

/// Secrets as they are written.
fn look(text: &str, rules: &Rules, found: &mut Vec<Found>) {
    rules.shapes.find(text, found);
    assigned::find(text, rules, found);
    spoken::find(text, rules, found);
    near::find(text, rules, found);
    formats::find(text, found);
    wrapped::find(text, found);
}

/// Secrets of a text that was escaped.
fn secrets(text: &str, rules: &Rules) -> Vec<Found> {
    let mut found = Vec::new();
    look(text, rules, &mut found);
    let inside = |one: &Found| {
        one.start < one.end && text.is_char_boundary(one.start) && text.is_char_boundary(one.end)
    };
    found.retain(inside);
    apart(found, text)
}

/// Sorted and joined, without what touches a placeholder: none of it is joined with what does not.
fn apart(mut found: Vec<Found>, text: &str) -> Vec<Found> {
    if found.is_empty() {
        return found;
    }
    let placeholders = text::placeholders(text);
    found.sort_unstable_by_key(|one| (one.start, one.end));
    outside(merge(outside(found, &placeholders)), &placeholders)
}

/// Sorts, and joins what overlaps.
fn merge(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_unstable_by_key(|one| (one.start, one.end));
    let mut merged: Vec<Found> = Vec::with_capacity(found.len());
    for one in found {
        match merged.last_mut() {
            Some(last) if one.start < last.end => {
                last.kind = preferred(*last, one);
                last.end = last.end.max(one.end);
            }
            _ => merged.push(one),
        }
    }
    merged
}

/// A secret before anything else, then the longer one, then by kind.
fn preferred(a: Found, b: Found) -> Kind {
    let rank = |one: Found| {
        let length = one.end - one.start;
        (!one.kind.is_secret(), std::cmp::Reverse(length), one.kind)
    };
    if rank(a) <= rank(b) { a.kind } else { b.kind }
}

/// Without what lies in a placeholder or cuts into one.
fn outside(found: Vec<Found>, placeholders: &[(usize, usize)]) -> Vec<Found> {
    let mut rest = placeholders.iter().peekable();
    let mut kept = Vec::with_capacity(found.len());
    for one in found {
        while rest.next_if(|(_, end)| *end <= one.start).is_some() {}
        let touched = rest.peek().is_some_and(|(start, end)| {
            let within = one.start >= *start && one.end <= *end;
            let cut = *start < one.start && one.start < *end;
            within || cut
        });
        let cut_end = placeholders
            .get(
                placeholders
                    .partition_point(|(start, _)| *start < one.end)
                    .wrapping_sub(1),
            )
            .is_some_and(|(_, end)| *end > one.end);
        if !touched && !cut_end {
            kept.push(one);
        }
    }
    kept
}

/// A piece of a text after replacing: where it begins there, where it came from, and how long that was.
struct Piece {
    start: usize,
    from: usize,
    until: usize,
    replaced: bool,
}

fn blank(text: &str, found: &[Found]) -> (String, Vec<Piece>) {
    let mut replaced = String::with_capacity(text.len());
    let mut pieces = Vec::with_capacity(found.len() * 2 + 1);
    let mut from = 0;
    for one in found {
        let piece = |start, from, until, replaced| Piece {
            start,
            from,
            until,
            replaced,
        };
        pieces.push(piece(replaced.len(), from, one.start, false));
        replaced.push_str(text::part(text, from, one.start));
        pieces.push(piece(replaced.len(), one.start, one.end, true));
        replaced.push_str(&format!("[{}-1]", one.kind.name()));
        from = one.end;
    }
    pieces.push(Piece {
        start: replaced.len(),
        from,
        until: text.len(),
        replaced: false,
    });
    replaced.push_str(text::part(text, from, text.len()));
    (replaced, pieces)
}

/// Where a place of the replaced text was before; an end inside a replacement is that of what was replaced.
fn original(pieces: &[Piece], place: usize, end: bool) -> usize {
    let after = pieces.partition_point(|piece| {
        if end {
            piece.start < place
        } else {
            piece.start <= place
        }
    });
    match pieces.get(after.wrapping_sub(1)) {
        None => 0,
        Some(piece) if piece.replaced && end => piece.until,
        Some(piece) if piece.replaced => piece.from,
        Some(piece) => piece.from + (place - piece.start),
    }
}
