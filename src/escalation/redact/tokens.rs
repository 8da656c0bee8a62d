//! Secrets that are known by their looks: tokens by their prefix, JSON web tokens, private keys.

use super::{
    Found, Kind, blocks, hooks, marked,
    random::is_shuffled,
    shapes::{Body, SHAPES},
    text::{at, before, is_uuid, is_word, part, run, says_nothing},
    wrapped,
};

/// How a kind of token is recognised: its prefix and ten characters are enough.
#[derive(Clone, Copy)]
struct Shape {
    prefix: &'static str,
    body: Body,
    anywhere: bool,
}

/// The fewest characters after a prefix that make a token.
const FEWEST: usize = 10;

/// The longest prefix of all shapes.
const LONGEST_PREFIX: usize = 16;

/// Shapes by how their prefix begins.
#[derive(Clone)]
pub(super) struct Shapes {
    shapes: Vec<Vec<Shape>>,
    /// For the first two bytes of what may begin a secret which of `shapes`, counted from 1, so that
    /// one look passes over most places.
    pairs: Vec<u8>,
}

impl Shapes {
    pub(super) fn new() -> Self {
        let mut all = Self {
            shapes: Vec::new(),
            pairs: vec![0; 1 << 14],
        };
        for (body, anywhere, prefixes) in &SHAPES {
            for prefix in prefixes.split(' ') {
                let shape = Shape {
                    prefix,
                    body: *body,
                    anywhere: *anywhere,
                };
                if let Some(shapes) = all.beginning(prefix) {
                    shapes.push(shape);
                }
            }
        }
        let others = blocks::BEGINNINGS
            .iter()
            .chain(&hooks::BEGINNINGS)
            .chain(&marked::BEGINNINGS);
        for begin in others.chain(&["ey"]) {
            all.beginning(begin);
        }
        all
    }

    fn beginning(&mut self, begin: &str) -> Option<&mut Vec<Shape>> {
        let number = self.pairs.get_mut(pair(begin.as_bytes(), 0))?;
        if *number == 0 {
            self.shapes.push(Vec::new());
            *number = u8::try_from(self.shapes.len()).unwrap_or(0);
        }
        self.shapes.get_mut(usize::from(*number).checked_sub(1)?)
    }

    /// Whether a word is only what tokens begin with.
    pub(super) fn is_prefix(&self, word: &str) -> bool {
        let number = self.pairs.get(pair(word.as_bytes(), 0)).copied();
        let shapes = self
            .shapes
            .get(usize::from(number.unwrap_or(0)).wrapping_sub(1));
        shapes.is_some_and(|shapes| shapes.iter().any(|shape| shape.prefix == word))
    }

    pub(super) fn find(&self, text: &str, found: &mut Vec<Found>) {
        let bytes = text.as_bytes();
        let mut place = 0;
        while place < bytes.len() {
            let number = self.pairs.get(pair(bytes, place)).copied().unwrap_or(0);
            let Some(shapes) = self.shapes.get(usize::from(number).wrapping_sub(1)) else {
                place += 1;
                continue;
            };
            match secret(text, place, shapes) {
                Some(secret) => {
                    // What is cut off may end inside the next secret's prefix, a key anywhere in it.
                    let key = secret.kind == Kind::PrivateKey;
                    place = if key {
                        place + blocks::BEGIN.len()
                    } else {
                        secret.end.saturating_sub(LONGEST_PREFIX).max(place + 1)
                    };
                    found.push(secret);
                }
                None => place += 1,
            }
        }
    }
}

/// The secret that begins at a place.
fn secret(text: &str, place: usize, shapes: &[Shape]) -> Option<Found> {
    let bytes = text.as_bytes();
    let by_prefix = shapes.iter().filter_map(|shape| token(text, place, shape));
    let of = |kind, start, end| Found { kind, start, end };
    if let Some(end) = by_prefix.max() {
        return Some(of(Kind::Token, place, end));
    }
    let web = || web_token(bytes, place).map(|end| of(Kind::Token, place, end));
    let hook = || hooks::hook(text, place).map(|(start, end)| of(Kind::Token, start, end));
    web()
        .or_else(|| blocks::block(text, place))
        .or_else(|| marked::marked(text, place))
        .or_else(hook)
}

/// The number of two ASCII bytes; one beyond all of them for others.
fn pair(bytes: &[u8], place: usize) -> usize {
    let (first, second) = (at(bytes, place), at(bytes, place + 1));
    if first.is_ascii() && second.is_ascii() {
        (usize::from(first) << 7) | usize::from(second)
    } else {
        usize::MAX
    }
}

fn token(text: &str, place: usize, shape: &Shape) -> Option<usize> {
    let bytes = text.as_bytes();
    let body = place + shape.prefix.len();
    if bytes.get(place..body) != Some(shape.prefix.as_bytes())
        || (!shape.anywhere && joined(bytes, place))
    {
        return None;
    }
    let end = match shape.body {
        Body::Dotted | Body::Mixed => {
            let end = run(bytes, body, bytes.len(), |byte| {
                is_plain(byte) || matches!(byte, b'-' | b'.' | b'~')
            });
            body + part(text, body, end).trim_end_matches(['.', '~']).len()
        }
        Body::Plain | Body::Numbered => run(bytes, body, bytes.len(), is_plain),
        Body::Capitals => run(bytes, body, bytes.len(), |byte| {
            byte.is_ascii_uppercase() || byte.is_ascii_digit()
        }),
        Body::Alphanumeric | Body::Exactly24 | Body::Exactly32 => {
            run(bytes, body, bytes.len(), |byte| {
                byte.is_ascii_alphanumeric()
            })
        }
        Body::Hex => run(bytes, body, bytes.len(), |byte| {
            byte.is_ascii_digit() || matches!(byte, b'a'..=b'f')
        }),
        Body::Base64 => run(bytes, body, bytes.len(), |byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=')
        }),
        Body::Crypt => run(bytes, body, bytes.len(), |byte| {
            byte.is_ascii_alphanumeric()
                || matches!(
                    byte,
                    b'.' | b'/' | b'$' | b'+' | b'=' | b',' | b'-' | b'_' | b'*'
                )
                || (byte == b':' && part(text, place, body).starts_with("SCRAM"))
        }),
    };
    let end = end + checksum(bytes, end);
    // Databricks numbers its tokens: dapi…-2
    let numbered = matches!(shape.body, Body::Hex) && at(bytes, end) == b'-';
    let digits = run(bytes, end + 1, end + 3, |byte| byte.is_ascii_digit());
    let end = if numbered && digits > end + 1 {
        digits
    } else {
        end
    };
    // A mail broke it behind its prefix.
    let soft = shape.anywhere
        && end - body < FEWEST
        && at(bytes, end) == b'='
        && matches!(at(bytes, end + 1), b'\n' | b'\r');
    if soft {
        let next = wrapped::below(bytes, end);
        let stop = run(bytes, next, next + 200, |byte| {
            is_plain(byte) || byte == b'-'
        });
        return (stop - next + end - body >= FEWEST).then_some(stop);
    }
    let rest = part(text, body, end);
    let has_digit = rest.bytes().any(|byte| byte.is_ascii_digit());
    let fits = match shape.body {
        Body::Dotted | Body::Plain | Body::Crypt | Body::Base64 => true,
        Body::Mixed => is_shuffled(rest, 16) || is_uuid(rest),
        Body::Hex => rest.len() >= 32 && !is_word(at(bytes, end)),
        Body::Exactly24 => rest.len() == 24 && has_digit && !is_word(at(bytes, end)),
        Body::Exactly32 => rest.len() == 32 && has_digit && !is_word(at(bytes, end)),
        Body::Capitals => !is_word(at(bytes, end)),
        Body::Numbered => has_digit,
        Body::Alphanumeric => has_digit && !matches!(at(bytes, end), b'-' | b'_'),
    };
    (rest.len() >= FEWEST && fits && !says_nothing(rest)).then_some(end)
}

/// `=1A2B3C4D`, as Atlassian ends its tokens.
fn checksum(bytes: &[u8], end: usize) -> usize {
    let stop = run(bytes, end + 1, end + 10, |byte| {
        byte.is_ascii_digit() || byte.is_ascii_uppercase()
    });
    let fits = at(bytes, end) == b'=' && stop == end + 9;
    if fits { 9 } else { 0 }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether a word goes on across a place. A letter after a backslash is a line's end in JSON.
fn joined(bytes: &[u8], place: usize) -> bool {
    let previous = before(bytes, place);
    let escaped = place > 1 && before(bytes, place - 1) == b'\\';
    is_word(previous) && !(escaped && matches!(previous, b'n' | b'r' | b't'))
}

const LONGEST_SEGMENT: usize = 8_192;

/// `header.claims.signature`, each in base64: the header begins with `{"`.
fn web_token(bytes: &[u8], place: usize) -> Option<usize> {
    if bytes.get(place..place + 3) != Some(b"eyJ") || joined(bytes, place) {
        return None;
    }
    let segment = |start| {
        run(bytes, start, start + LONGEST_SEGMENT, |byte| {
            is_plain(byte) || byte == b'-'
        })
    };
    let mut end = segment(place);
    if end - place < FEWEST || at(bytes, end) != b'.' {
        return None;
    }
    let mut dots = 0;
    while at(bytes, end) == b'.' && dots < 4 {
        let next = segment(end + 1);
        if next == end + 1 && at(bytes, next) != b'.' {
            break;
        }
        end = next;
        dots += 1;
    }
    (end - place >= 2 * FEWEST).then_some(end)
}
