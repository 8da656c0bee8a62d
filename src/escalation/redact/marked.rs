//! Tokens that are known by a mark inside them.

use super::{
    Found, Kind,
    text::{at, before, is_word, part, run, run_back},
};

/// The marks as they begin.
pub(super) const BEGINNINGS: [&str; 4] = [":A", ".a", "Q~", "@/"];

/// The token around a mark.
pub(super) fn marked(text: &str, place: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let token = |(start, end)| Found {
        kind: Kind::Token,
        start,
        end,
    };
    match at(bytes, place) {
        b':' => bot(bytes, place)
            .or_else(|| messaging(bytes, place))
            .map(token),
        b'.' => terraform(bytes, place).map(token),
        b'Q' => entra(bytes, place).map(token),
        b'@' => oracle(text, place).map(|(start, end)| Found {
            kind: Kind::Password,
            start,
            end,
        }),
        _ => None,
    }
}

fn is_url(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// A bot of Telegram: `110201543:AA…`, in addresses behind `/bot`.
fn bot(bytes: &[u8], place: usize) -> Option<(usize, usize)> {
    let start = run_back(bytes, place, 11, |byte| byte.is_ascii_digit());
    let end = run(bytes, place + 1, place + 60, is_url);
    let fits =
        (8..=10).contains(&(place - start)) && at(bytes, place + 2) == b'A' && end - place > 30;
    let named = bytes
        .get(..start)
        .and_then(|front| front.strip_suffix(b"bot"))
        .is_some_and(|front| front.last().is_none_or(|byte| !is_word(*byte)));
    (fits && (named || !is_word(before(bytes, start)))).then_some((start, end))
}

/// A device of Firebase's messaging: `…:APA91b…`
fn messaging(bytes: &[u8], place: usize) -> Option<(usize, usize)> {
    let start = run_back(bytes, place, 40, is_url);
    let end = run(bytes, place + 1, place + 400, is_url);
    let named = bytes.get(place..)?.starts_with(b":APA91b");
    (named && start < place && end - place > 60).then_some((start, end))
}

/// HCP Terraform: `….atlasv1.…`
fn terraform(bytes: &[u8], place: usize) -> Option<(usize, usize)> {
    const MARK: &[u8] = b".atlasv1.";
    if !bytes.get(place..)?.starts_with(MARK) {
        return None;
    }
    let start = run_back(bytes, place, 40, |byte| byte.is_ascii_alphanumeric());
    let end = run(bytes, place + MARK.len(), place + 200, is_url);
    (start < place && end > place + 30).then_some((start, end))
}

/// A client's secret of Microsoft Entra: three characters, a digit, `Q~`, and some thirty more.
fn entra(bytes: &[u8], place: usize) -> Option<(usize, usize)> {
    let belongs = |byte: u8| is_url(byte) || matches!(byte, b'.' | b'~');
    let start = run_back(bytes, place, 4, belongs);
    let end = run(bytes, place + 2, place + 42, belongs);
    let fits = start + 4 == place
        && before(bytes, place).is_ascii_digit()
        && bytes.get(place..place + 2) == Some(b"Q~")
        && end - place > 24;
    fits.then_some((start, end))
}

/// `name/secret@//host:1521/service`, as Oracle connects.
fn oracle(text: &str, place: usize) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(place..place + 3) != Some(b"@//") {
        return None;
    }
    let start = run_back(bytes, place, 80, |byte| {
        !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\'' | b'/' | b'@')
    });
    let name = run_back(bytes, start.saturating_sub(1), 40, is_url);
    let fits = before(bytes, start) == b'/'
        && name + 1 < start
        && before(bytes, name) != b'/'
        && !super::text::says_nothing(part(text, start, place));
    fits.then_some((start, place))
}

/// `jdbc:oracle:thin:name/secret@host`
pub(super) fn thin(text: &str, place: usize) -> Option<Found> {
    let bytes = text.as_bytes();
    let rest = bytes.get(place..)?;
    if !rest.starts_with(b"jdbc:oracle:") {
        return None;
    }
    let end = run(bytes, place, place + 200, |byte| {
        !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\'' | b'@')
    });
    let slash = run_back(bytes, end, end - place, |byte| byte != b'/');
    let secret = part(text, slash, end);
    let fits = at(bytes, end) == b'@'
        && before(bytes, slash) == b'/'
        && !super::text::says_nothing(secret);
    fits.then_some(Found {
        kind: Kind::Password,
        start: slash,
        end,
    })
}
