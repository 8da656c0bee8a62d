//! Texts inside texts: JSON in JSON, URLs in queries, HTML, mails. They are read as they are meant,
//! line by line, and what is secret in them is found where it is written.

use super::{
    Found, Rules, net,
    text::{at, line_end, part, run},
};

/// As far as a line is read.
const LONGEST: usize = 65_536;
/// As far as a line is read before the first escape in it.
const BEFORE: usize = 4_096;

pub(super) fn find(text: &str, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let mut place = 0;
    let mut meant = Meant::default();
    while place < bytes.len() {
        let Some(offset) = bytes
            .get(place..)
            .and_then(|rest| rest.iter().position(|byte| is_escape(*byte)))
        else {
            return;
        };
        let escape = place + offset;
        if sign(bytes, escape).is_none() {
            place = escape + 1;
            continue;
        }
        let near = text.floor_char_boundary(escape.saturating_sub(BEFORE).max(place));
        let begin = part(text, near, escape)
            .rfind('\n')
            .map_or(near, |end| near + end + 1);
        let end =
            text.floor_char_boundary(line_end(bytes, escape).min(begin.saturating_add(LONGEST)));
        meant.read(text, begin, end);
        let mut secrets = super::secrets(&meant.text, rules);
        if meant.addressed {
            net::find(&meant.text, rules, &mut secrets);
        }
        found.extend(secrets.into_iter().map(|one| Found {
            kind: one.kind,
            start: meant.place(one.start),
            end: meant.place(one.end),
        }));
        place = end.max(escape + 1);
    }
}

/// A line as it is meant, and where its bytes come from.
#[derive(Default)]
struct Meant {
    text: String,
    /// Where a byte and its like after it come from: places in the new text and in the old one.
    places: Vec<(usize, usize)>,
    /// Whether what names a machine or a mailbox was escaped: `@` in JSON, `://` in a query.
    addressed: bool,
}

impl Meant {
    fn read(&mut self, text: &str, begin: usize, end: usize) {
        let bytes = text.as_bytes();
        self.text.clear();
        self.places.clear();
        self.places.push((0, begin));
        self.addressed = false;
        let mut place = begin;
        let mut from = begin;
        while place < end {
            match is_escape(at(bytes, place))
                .then(|| sign(bytes, place))
                .flatten()
            {
                Some((mark, length)) => {
                    self.text.push_str(part(text, from, place));
                    self.places.push((self.text.len(), place));
                    self.text.push(char::from(mark));
                    self.addressed |= (mark == b'@' && at(bytes, place) == b'\\')
                        || (mark == b'/' && at(bytes, place) == b'%' && self.text.ends_with("://"));
                    place += length;
                    from = place;
                    self.places.push((self.text.len(), place));
                }
                None => place += 1,
            }
        }
        self.text.push_str(part(text, from, end));
    }

    fn place(&self, place: usize) -> usize {
        let next = self.places.partition_point(|(new, _)| *new <= place);
        let (new, old) = next
            .checked_sub(1)
            .and_then(|last| self.places.get(last))
            .copied()
            .unwrap_or_default();
        old + (place - new)
    }
}

fn is_escape(byte: u8) -> bool {
    matches!(byte, b'\\' | b'%' | b'&' | b'=' | b'"')
}

/// What an escape at a place stands for, and how long it is.
fn sign(bytes: &[u8], place: usize) -> Option<(u8, usize)> {
    match at(bytes, place) {
        b'\\' => {
            let mut end = place;
            while at(bytes, end) == b'\\' && end < place + 8 {
                end += 1;
            }
            let length = end - place + 1;
            match at(bytes, end) {
                mark @ (b'"' | b'\'' | b'/') => Some((mark, length)),
                b'u' => {
                    let code = hex(at(bytes, end + 3), at(bytes, end + 4))?;
                    let ascii = at(bytes, end + 1) == b'0' && at(bytes, end + 2) == b'0';
                    (ascii && (0x20..0x7f).contains(&code)).then_some((code, length + 4))
                }
                _ => None,
            }
        }
        b'%' => {
            let mut digits = place + 1;
            while at(bytes, digits) == b'2' && at(bytes, digits + 1) == b'5' && digits < place + 7 {
                digits += 2;
            }
            let code = hex(at(bytes, digits), at(bytes, digits + 1))?;
            (0x21..0x7f)
                .contains(&code)
                .then_some((code, digits + 2 - place))
        }
        b'&' => [
            (&b"&quot;"[..], b'"'),
            (b"&#34;", b'"'),
            (b"&apos;", b'\''),
            (b"&#39;", b'\''),
            (b"&#x27;", b'\''),
            (b"&lt;", b'<'),
            (b"&gt;", b'>'),
            (b"&amp;", b'&'),
        ]
        .into_iter()
        .find(|(name, _)| bytes.get(place..place + name.len()) == Some(*name))
        .map(|(name, mark)| (mark, name.len())),
        // The arguments of a command as auditd writes them: a0="curl" a1="-u"
        b'"' => {
            let digits = run(bytes, place + 3, place + 6, |byte| byte.is_ascii_digit());
            let apart = bytes.get(place + 1..place + 3) == Some(b" a") && digits > place + 3;
            (apart && bytes.get(digits..digits + 2) == Some(b"=\""))
                .then_some((b' ', digits + 2 - place))
        }
        b'=' => (at(bytes, place + 1) == b'3' && at(bytes, place + 2) == b'D').then_some((b'=', 3)),
        _ => None,
    }
}

fn hex(high: u8, low: u8) -> Option<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}
