//! Secrets that are known by their looks: tokens by their prefix, JSON web tokens, private keys.

use super::{
    Found, Kind,
    text::{at, before, is_word, part, run, says_nothing},
};

/// How a kind of token is recognised: its prefix and ten characters are enough.
struct Shape {
    prefix: &'static str,
    body: Body,
    /// Whether it may follow a letter or digit directly. A prefix that is part of a word may not.
    anywhere: bool,
}

#[derive(Clone, Copy)]
enum Body {
    /// Letters, digits, `_`, `-`, and dots between them.
    Dotted,
    /// Letters, digits and `_`.
    Plain,
    /// Letters, digits, `_` and `-`, a digit among them: the prefix is a word.
    Numbered,
    /// Capitals and digits.
    Capitals,
    /// Letters and digits, a digit among them, nothing else: the prefix is an English word.
    Alphanumeric,
    /// Thirty-two lower-case hexadecimal digits or more.
    Hex,
    /// Twenty-four letters and digits.
    Exactly24,
    /// Thirty-two letters and digits.
    Exactly32,
    /// What a hash of a password is made of.
    Crypt,
}

const fn shape(prefix: &'static str, body: Body, anywhere: bool) -> Shape {
    Shape {
        prefix,
        body,
        anywhere,
    }
}

/// Sorted by nothing but the vendor: GitLab's are those of "Token prefixes" in its token overview.
static SHAPES: [Shape; 129] = [
    shape("glpat-", Body::Dotted, true),
    shape("gldt-", Body::Dotted, true),
    shape("glrt-", Body::Dotted, true),
    shape("glrtr-", Body::Dotted, true),
    shape("glcbt-", Body::Dotted, true),
    shape("glptt-", Body::Dotted, true),
    shape("glft-", Body::Dotted, true),
    shape("glsoat-", Body::Dotted, true),
    shape("glagent-", Body::Dotted, true),
    shape("gloas-", Body::Dotted, true),
    shape("glimt-", Body::Dotted, true),
    shape("glffct-", Body::Dotted, true),
    shape("glwt-", Body::Dotted, true),
    shape("GR1348941", Body::Dotted, true),
    shape("AKIA", Body::Capitals, false),
    shape("ASIA", Body::Capitals, false),
    shape("ABIA", Body::Capitals, false),
    shape("ACCA", Body::Capitals, false),
    shape("AIza", Body::Dotted, false),
    shape("ya29.", Body::Dotted, false),
    shape("GOCSPX-", Body::Dotted, true),
    shape("1//0", Body::Dotted, false),
    shape("xoxb-", Body::Dotted, true),
    shape("xoxp-", Body::Dotted, true),
    shape("xoxa-", Body::Dotted, true),
    shape("xoxr-", Body::Dotted, true),
    shape("xoxs-", Body::Dotted, true),
    shape("xoxo-", Body::Dotted, true),
    shape("xoxe-", Body::Dotted, true),
    shape("xoxe.xoxp-", Body::Dotted, true),
    shape("xoxe.xoxb-", Body::Dotted, true),
    shape("xapp-", Body::Dotted, true),
    shape("ghp_", Body::Plain, true),
    shape("gho_", Body::Plain, true),
    shape("ghu_", Body::Plain, true),
    shape("ghs_", Body::Plain, true),
    shape("ghr_", Body::Plain, true),
    shape("github_pat_", Body::Plain, true),
    shape("sk_live_", Body::Plain, false),
    shape("sk_test_", Body::Plain, false),
    shape("rk_live_", Body::Plain, false),
    shape("rk_test_", Body::Plain, false),
    shape("pk_live_", Body::Plain, false),
    shape("pk_test_", Body::Plain, false),
    shape("whsec_", Body::Dotted, true),
    shape("SG.", Body::Dotted, false),
    shape("key-", Body::Alphanumeric, false),
    shape("pubkey-", Body::Alphanumeric, false),
    shape("npm_", Body::Numbered, false),
    shape("pypi-Ag", Body::Dotted, false),
    shape("dop_v1_", Body::Plain, true),
    shape("dckr_pat_", Body::Dotted, true),
    shape("hvs.", Body::Dotted, false),
    shape("hvb.", Body::Dotted, false),
    shape("shpat_", Body::Plain, false),
    shape("shpss_", Body::Plain, false),
    shape("sq0atp-", Body::Dotted, true),
    shape("sq0csp-", Body::Dotted, true),
    shape("sk-proj-", Body::Dotted, false),
    shape("sk-ant-", Body::Dotted, false),
    shape("sk-", Body::Alphanumeric, false),
    shape("glsa_", Body::Plain, false),
    shape("glc_", Body::Numbered, false),
    shape("ATATT3", Body::Dotted, false),
    shape("ATCTT3", Body::Dotted, false),
    shape("ATBB", Body::Numbered, false),
    shape("PMAK-", Body::Dotted, false),
    shape("rubygems_", Body::Alphanumeric, false),
    shape("xkeysib-", Body::Dotted, true),
    shape("AGE-SECRET-KEY-1", Body::Capitals, true),
    shape("hf_", Body::Plain, false),
    shape("dapi", Body::Hex, false),
    shape("tskey-", Body::Dotted, true),
    shape("NRAK-", Body::Dotted, false),
    shape("NRII-", Body::Dotted, false),
    shape("lin_api_", Body::Plain, false),
    shape("dp.pt.", Body::Dotted, false),
    shape("dp.st.", Body::Dotted, false),
    shape("AKCp", Body::Plain, false),
    shape("pul-", Body::Hex, false),
    shape("SK", Body::Hex, false),
    shape("AC", Body::Hex, false),
    shape("LTAI", Body::Plain, false),
    shape("s.", Body::Exactly24, false),
    shape("sha256~", Body::Dotted, true),
    shape("sqp_", Body::Plain, false),
    shape("squ_", Body::Plain, false),
    shape("sqa_", Body::Plain, false),
    shape("xoxc-", Body::Dotted, true),
    shape("xoxd-", Body::Dotted, true),
    shape("gsk_", Body::Plain, false),
    shape("r8_", Body::Plain, false),
    shape("sgp_", Body::Plain, false),
    shape("nfp_", Body::Plain, false),
    shape("sntrys_", Body::Dotted, false),
    shape("sntryu_", Body::Dotted, false),
    shape("ops_eyJ", Body::Dotted, false),
    shape("figd_", Body::Dotted, false),
    shape("sbp_", Body::Plain, false),
    shape("pscale_", Body::Dotted, false),
    shape("ntn_", Body::Plain, false),
    shape("secret_", Body::Numbered, false),
    shape("fo1_", Body::Dotted, false),
    shape("gluat-", Body::Dotted, true),
    shape("ATATT3x", Body::Dotted, false),
    shape("pat-na1-", Body::Dotted, false),
    shape("pat-eu1-", Body::Dotted, false),
    shape("doo_v1_", Body::Plain, true),
    shape("dor_v1_", Body::Plain, true),
    shape("shpca_", Body::Plain, false),
    shape("shppa_", Body::Plain, false),
    shape("EAAA", Body::Numbered, false),
    shape("amzn.mws.", Body::Dotted, false),
    shape("cio", Body::Exactly32, false),
    shape("oy2", Body::Numbered, false),
    shape("gAAAAA", Body::Dotted, false),
    shape("md5", Body::Hex, false),
    shape("SCRAM-SHA-256$", Body::Crypt, false),
    shape("$1$", Body::Crypt, true),
    shape("$2a$", Body::Crypt, true),
    shape("$2b$", Body::Crypt, true),
    shape("$2y$", Body::Crypt, true),
    shape("$5$", Body::Crypt, true),
    shape("$6$", Body::Crypt, true),
    shape("$y$", Body::Crypt, true),
    shape("$argon2", Body::Crypt, true),
    shape("$apr1$", Body::Crypt, true),
    shape("{SSHA}", Body::Crypt, true),
    shape("{CRYPT}", Body::Crypt, true),
];

/// The fewest characters after a prefix that make a token.
const FEWEST: usize = 10;

/// The longest prefix of all shapes.
const LONGEST_PREFIX: usize = 16;

/// Shapes by the first byte of their prefix.
#[derive(Clone)]
pub(super) struct Shapes {
    by_first: [Vec<&'static Shape>; 128],
    /// By the first two bytes of what may begin a secret, so that one look passes over most places.
    pairs: Vec<bool>,
}

impl Shapes {
    pub(super) fn new() -> Self {
        let mut by_first = [const { Vec::new() }; 128];
        for shape in &SHAPES {
            let first = usize::from(at(shape.prefix.as_bytes(), 0));
            if let Some(place) = by_first.get_mut(first) {
                place.push(shape);
            }
        }
        let mut pairs = vec![false; 1 << 14];
        let others = ["ey", "--", "Pu", "ho", "di", "In", ":A", "/-"];
        for begin in SHAPES.iter().map(|shape| shape.prefix).chain(others) {
            if let Some(place) = pairs.get_mut(pair(begin.as_bytes(), 0)) {
                *place = true;
            }
        }
        Self { by_first, pairs }
    }

    pub(super) fn find(&self, text: &str, found: &mut Vec<Found>) {
        let bytes = text.as_bytes();
        let mut place = 0;
        while let Some(&byte) = bytes.get(place) {
            if self.pairs.get(pair(bytes, place)) != Some(&true) {
                place += 1;
                continue;
            }
            match self.at(text, place, byte) {
                Some(secret) => {
                    // What is cut off may end inside the next secret's prefix, a key anywhere in it.
                    let key = secret.kind == Kind::PrivateKey;
                    place = if key {
                        place + BEGIN.len()
                    } else {
                        secret.end.saturating_sub(LONGEST_PREFIX).max(place + 1)
                    };
                    found.push(secret);
                }
                None => place += 1,
            }
        }
    }

    /// The secret that begins at a place.
    fn at(&self, text: &str, place: usize, byte: u8) -> Option<Found> {
        let bytes = text.as_bytes();
        let by_prefix = self.by_first.get(usize::from(byte)).and_then(|shapes| {
            let ends = shapes.iter().filter_map(|shape| token(text, place, shape));
            ends.max()
        });
        let of = |kind, start, end| Found { kind, start, end };
        if let Some(end) = by_prefix {
            return Some(of(Kind::Token, place, end));
        }
        match byte {
            b'e' => web_token(bytes, place).map(|end| of(Kind::Token, place, end)),
            b'-' => private_key(text, place).map(|end| of(Kind::PrivateKey, place, end)),
            b'P' => putty_key(text, place).map(|end| of(Kind::PrivateKey, place, end)),
            b':' => bot(bytes, place).map(|(start, end)| of(Kind::Token, start, end)),
            b'h' | b'd' | b'I' | b'/' => {
                webhook(text, place).map(|(start, end)| of(Kind::Token, start, end))
            }
            _ => None,
        }
    }
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
        Body::Dotted => {
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
        Body::Crypt => run(bytes, body, bytes.len(), |byte| {
            byte.is_ascii_alphanumeric()
                || matches!(byte, b'.' | b'/' | b'$' | b'+' | b'=' | b',' | b'-')
                || (byte == b':' && part(text, place, body).starts_with("SCRAM"))
        }),
    };
    let end = end + checksum(bytes, end);
    let rest = part(text, body, end);
    let has_digit = rest.bytes().any(|byte| byte.is_ascii_digit());
    let fits = match shape.body {
        Body::Dotted | Body::Plain | Body::Crypt => true,
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
        byte.is_ascii_digit() || matches!(byte, b'A'..=b'F')
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

const BEGIN: &str = "-----BEGIN ";
const LONGEST_LABEL: usize = 40;

/// From `-----BEGIN … PRIVATE KEY…-----` to its end; where that is cut off, as far as the key goes.
fn private_key(text: &str, place: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if !bytes.get(place..)?.starts_with(BEGIN.as_bytes()) {
        return None;
    }
    let label = place + BEGIN.len();
    let label_end = run(bytes, label, label + LONGEST_LABEL, |byte| {
        byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b' '
    });
    if !part(text, label, label_end).contains("PRIVATE KEY") {
        return None;
    }
    let body = run(bytes, label_end, label_end + 5, |byte| byte == b'-');
    let stop = key_body(bytes, body);
    let last = format!("-----END {}-----", part(text, label, label_end));
    if bytes.get(stop..)?.starts_with(last.as_bytes()) {
        return Some(stop + last.len());
    }
    Some(cut_off(text, body, stop)).filter(|end| end - body > FEWEST)
}

/// Where a key without an end stops: at the first line that is a sentence, or empty.
fn cut_off(text: &str, body: usize, stop: usize) -> usize {
    let mut end = body;
    for line in part(text, body, stop).split_inclusive('\n') {
        let inner = line.trim();
        let header = inner.starts_with("Proc-Type") || inner.starts_with("DEK-Info");
        let empty = inner.is_empty() && end > body + FEWEST;
        if empty || (inner.contains(' ') && !header && end > body) {
            break;
        }
        end += line.len();
    }
    body + part(text, body, end).trim_end().len()
}

/// Lines of a key: base64, headers such as `Proc-Type: 4,ENCRYPTED`, indentation, quote marks and
/// escaped line ends. It ends at five dashes or at what no key holds.
fn key_body(bytes: &[u8], start: usize) -> usize {
    let mut place = start;
    loop {
        place = run(bytes, place, bytes.len(), |byte| {
            byte.is_ascii_alphanumeric()
                || matches!(
                    byte,
                    b'+' | b'/'
                        | b'='
                        | b'\n'
                        | b'\r'
                        | b'\\'
                        | b'>'
                        | b'|'
                        | b'"'
                        | b','
                        | b' '
                        | b'\t'
                        | b':'
                        | b'.'
                        | b'('
                        | b')'
                        | b'*'
                        | b'['
                        | b']'
                        | b'<'
                )
        });
        if at(bytes, place) != b'-' || bytes.get(place..place + 5) == Some(b"-----") {
            return place;
        }
        place += 1;
    }
}

const LONGEST_PUTTY: usize = 20_000;

fn putty_key(text: &str, place: usize) -> Option<usize> {
    let rest = text.get(place..)?;
    if !rest.starts_with("PuTTY-User-Key-File-") {
        return None;
    }
    let reach = text.floor_char_boundary(place + LONGEST_PUTTY);
    let rest = part(text, place, reach);
    let mac = rest.find("Private-MAC:").map(|mac| place + mac);
    Some(super::text::line_end(text.as_bytes(), mac.unwrap_or(place)))
}

/// A bot of Telegram: `110201543:AA…`.
fn bot(bytes: &[u8], place: usize) -> Option<(usize, usize)> {
    let start = super::text::run_back(bytes, place, 11, |byte| byte.is_ascii_digit());
    let end = run(bytes, place + 1, place + 60, |byte| {
        is_plain(byte) || byte == b'-'
    });
    let fits =
        (8..=10).contains(&(place - start)) && at(bytes, place + 2) == b'A' && end - place > 30;
    (fits && !is_word(before(bytes, start))).then_some((start, end))
}

/// The part of an incoming webhook's address that lets anybody post.
fn webhook(text: &str, place: usize) -> Option<(usize, usize)> {
    const HOOKS: [&str; 7] = [
        "hooks.slack.com/services/",
        "hooks.slack.com/workflows/",
        "discord.com/api/webhooks/",
        "discordapp.com/api/webhooks/",
        "IncomingWebhook/",
        "/-/invites/",
        "/-/sent_notifications/",
    ];
    let bytes = text.as_bytes();
    let hook = HOOKS.iter().find(|hook| {
        bytes
            .get(place..)
            .is_some_and(|rest| rest.starts_with(hook.as_bytes()))
    })?;
    let start = place + hook.len();
    let end = run(bytes, start, bytes.len(), |byte| {
        is_plain(byte) || matches!(byte, b'/' | b'-')
    });
    (end - start >= FEWEST).then_some((start, end))
}
