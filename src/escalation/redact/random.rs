//! Words that nobody made: tokens of services whose prefix is not known.

use super::text::{at, before, run};

/// Shorter ones are as often the numbers of requests, which say nothing.
const FEWEST: usize = 20;
const MOST: usize = 128;
/// Lines of certificates and public keys are this long.
const LINE: usize = 60;

/// Whether a word is one of capitals, small letters and digits without order. Digests in
/// hexadecimal, and those in base64 that say what they are, are none.
pub(super) fn is_random(bytes: &[u8], start: usize, end: usize) -> bool {
    if !(FEWEST..=MOST).contains(&(end - start)) {
        return false;
    }
    let word = bytes.get(start..end).unwrap_or(&[]);
    let (mut upper, mut lower, mut digits, mut runs) = (0, 0, 0, 0);
    let mut last = 0;
    for byte in word {
        match byte {
            b'A'..=b'Z' => upper += 1,
            b'a'..=b'z' => lower += 1,
            b'0'..=b'9' => {
                digits += 1;
                runs += usize::from(!u8::is_ascii_digit(&last));
            }
            b'_' | b'-' => {}
            _ => return false,
        }
        last = *byte;
    }
    let mixed = upper > 3 && lower > 3 && digits > 2 && runs > 2;
    mixed && !is_known(bytes, start, end)
}

/// Part of a public key, a certificate, a digest, or the name of something in a program.
fn is_known(bytes: &[u8], start: usize, end: usize) -> bool {
    let word = bytes.get(start..end).unwrap_or(&[]);
    let front = bytes.get(..start).unwrap_or(&[]);
    let alone = matches!(before(bytes, start), 0 | b'\n' | b' ')
        && matches!(at(bytes, end), 0 | b'\n' | b'\r');
    let next = run(bytes, end, end + 2, |byte| {
        matches!(byte, b'\n' | b'\r' | b'=')
    });
    let closing = bytes.get(next..next + 8) == Some(b"-----END");
    let digest = [
        &b"SHA256:"[..],
        b"h1:",
        b"sha256-",
        b"sha384-",
        b"sha512-",
        b"nonce-",
    ]
    .iter()
    .any(|name| front.ends_with(name) || word.starts_with(name));
    // A certificate in base64 once more: `-----BEGIN CERT`.
    let certificate = word.starts_with(b"LS0tLS1CRUdJTiBDRVJU");
    let mangled = word.starts_with(b"_Z") || word.starts_with(b"_R");
    let part_of_more =
        matches!(before(bytes, start), b'/' | b'+') || matches!(at(bytes, end), b'/' | b'+');
    digest
        || certificate
        || mangled
        || part_of_more
        || word.starts_with(b"AAAA")
        || (alone && (word.len() >= LINE || closing))
}
