//! Words that nobody made: tokens of services whose prefix is not known.

use super::text::{at, before, run, run_back};

/// Shorter ones are as often the numbers of requests, which say nothing.
const FEWEST: usize = 20;
const MOST: usize = 128;
/// The fewest characters where letters are of one case.
const LONG: usize = 32;
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
    // Letters of one case and digits, beyond those of a digest.
    let letters = upper.max(lower);
    let hexadecimal = word
        .iter()
        .all(|byte| byte.is_ascii_hexdigit() || !byte.is_ascii_alphanumeric());
    let single =
        upper.min(lower) == 0 && word.len() >= LONG && !hexadecimal && !word.contains(&b'-');
    let long = single && digits > 3 && runs > 3 && letters > 11 && !word.contains(&b'_');
    (mixed || long) && !is_known(bytes, start, end)
}

/// Whether a stretch of letters and digits in a word is without order: capitals, small letters and
/// digits, or long and with digits all over it.
pub(super) fn is_shuffled(word: &str, fewest: usize) -> bool {
    word.split(|mark: char| !mark.is_ascii_alphanumeric())
        .filter(|stretch| stretch.len() >= fewest)
        .any(|stretch| {
            let count = |is: fn(&u8) -> bool| stretch.bytes().filter(is).count();
            let (upper, lower) = (count(u8::is_ascii_uppercase), count(u8::is_ascii_lowercase));
            let digits = count(u8::is_ascii_digit);
            let runs = digit_runs(stretch.as_bytes());
            let mixed = upper > 1 && lower > 1 && digits > 1 && runs > 1;
            let hexadecimal = stretch.bytes().all(|byte| byte.is_ascii_hexdigit());
            let long = stretch.len() >= 24 && digits > 3 && runs > 3 && !hexadecimal;
            (mixed && !hexadecimal) || long
        })
}

/// Digests with a tail, as Mailgun and Mailchimp make them: `…-ebf170e1-c7bf43a0`, `…-us12`.
pub(super) fn is_tailed(word: &str) -> bool {
    let hexadecimal = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let parts: Vec<&str> = word.split('-').collect();
    match parts.as_slice() {
        [digest, a, b] => {
            digest.len() == 32
                && a.len() == 8
                && b.len() == 8
                && [digest, a, b].into_iter().all(|part| hexadecimal(part))
        }
        [digest, centre] => {
            let number = centre.strip_prefix("us");
            digest.len() == 32
                && hexadecimal(digest)
                && number.is_some_and(|number| {
                    (1..=2).contains(&number.len())
                        && number.bytes().all(|byte| byte.is_ascii_digit())
                })
        }
        _ => false,
    }
}

/// Whether capitals, small letters and digits change places in a word all the time.
pub(super) fn is_jumbled(word: &str) -> bool {
    let class = |byte: u8| match byte {
        b'A'..=b'Z' => 1,
        b'a'..=b'z' => 2,
        b'0'..=b'9' => 3,
        _ => 0,
    };
    let changes = word
        .as_bytes()
        .windows(2)
        .filter(|pair| matches!(pair, [first, second] if class(*first) != class(*second)));
    let digits = word.bytes().any(|byte| byte.is_ascii_digit());
    digits && changes.count() * 3 >= word.len()
}

/// How often digits begin.
fn digit_runs(word: &[u8]) -> usize {
    let starts = word.windows(2).filter(
        |pair| matches!(pair, [first, second] if !first.is_ascii_digit() && second.is_ascii_digit()),
    );
    usize::from(word.first().is_some_and(u8::is_ascii_digit)) + starts.count()
}

/// Part of a public key, a certificate, a digest, or the name of something in a program.
fn is_known(bytes: &[u8], start: usize, end: usize) -> bool {
    let word = bytes.get(start..end).unwrap_or(&[]);
    let front = bytes.get(..start).unwrap_or(&[]);
    let margin = run_back(bytes, start, 12, |byte| matches!(byte, b' ' | b'\t' | b'>'));
    let begins = matches!(before(bytes, margin), 0 | b'\n');
    let alone = begins && matches!(at(bytes, end), 0 | b'\n' | b'\r');
    let next = run(bytes, end, end + 4, |byte| {
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
        b"base64,",
        b"MD5: ",
        b"md5: ",
        b"SHA1:",
        b"sha256:",
        b"sha1-",
        b"sha-256=",
        b"Digest: ",
        b"digest=",
        b"ETag: ",
        b"checksum=",
        b"fingerprint: ",
        b"fingerprint=",
        b"pin-sha256=\"",
        b"ssh-rsa ",
        // The public numbers of a JSON web key, and what it is called.
        b"\"n\":\"",
        b"\"x\":\"",
        b"\"y\":\"",
        b"\"kid\":\"",
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
        // Whom age encrypts to.
        || word.starts_with(b"age1")
        || (alone && word.len() >= LINE)
        || (begins && closing)
}
