//! Words of configurations and commands that a value follows without a sign.

use super::{
    Found, Rules,
    nouns::Noun,
    text::{at, part, run, run_back, says_nothing},
    value,
};

/// What a value follows, whatever it looks like.
const DIRECTIVES: [&str; 24] = [
    "requirepass",
    "masterauth",
    "storepass",
    "keypass",
    "bindpw",
    "rootpw",
    "masteruser",
    "snmp-server community",
    "snmp community",
    "rocommunity",
    "rwcommunity",
    "trapcommunity",
    "key-string",
    "enable secret",
    "enable password",
    "tacacs-server key",
    "radius-server key",
    "isakmp key",
    "pre-shared-key",
    "psksecret",
    "insecure-password",
    "stats auth",
    "wpa key",
    "pre-shared key",
];
/// How a value is kept, which may stand before it.
const KEPT: [&str; 12] = [
    "0",
    "5",
    "6",
    "7",
    "8",
    "9",
    "ENC",
    "ascii",
    "hex",
    "local",
    "plaintext",
    "encrypted",
];

/// `requirepass x`, `enable password 7 x`, `IDENTIFIED WITH plugin BY 'x'`
pub(super) fn find(text: &str, noun: &Noun<'_>, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let name = noun.text.to_ascii_lowercase();
    if name == "identified with" {
        let end = run(bytes, noun.end, noun.end + 60, |byte| {
            !matches!(byte, b';' | b'\n' | b'"' | b'\'')
        });
        let front = part(text, noun.end, end).to_ascii_lowercase();
        let told = front.ends_with(" by ") || front.ends_with(" as ");
        return told.then(|| taken(text, noun, end, rules))?;
    }
    let blank = |byte| matches!(byte, b' ' | b'\t');
    let word_end = |from| run(bytes, from, from + 80, |byte| !byte.is_ascii_whitespace());
    let skip = |from| run(bytes, from, from + 20, blank);
    // sentinel auth-pass master x, com2sec name source x
    let words = match name.as_str() {
        "auth-pass" => 1,
        "com2sec" => 2,
        _ => 0,
    };
    if words > 0 && blank(at(bytes, noun.end)) {
        let start = (0..words).fold(skip(noun.end), |place, _| skip(word_end(place)));
        return taken(text, noun, start, rules);
    }
    if matches!(name.as_str(), "password" | "secret") && blank(at(bytes, noun.end)) {
        return configured(text, noun, skip(noun.end), rules);
    }
    if !DIRECTIVES.contains(&name.as_str()) || !blank(at(bytes, noun.end)) {
        return None;
    }
    let mut start = run(bytes, noun.end, noun.end + 20, blank);
    let kept = KEPT.iter().find(|kept| {
        let rest = bytes.get(start..).unwrap_or(&[]);
        rest.starts_with(kept.as_bytes()) && rest.get(kept.len()).copied().is_some_and(blank)
    });
    if let Some(kept) = kept {
        start = run(bytes, start + kept.len(), start + kept.len() + 20, blank);
    }
    taken(text, noun, start, rules)
}

/// How lines of network devices begin that set a password: `username x secret 5 y`.
const LINES: [&str; 10] = [
    "username ",
    "user ",
    "set ",
    "enable ",
    "neighbor ",
    "ppp ",
    "aaa ",
    "password ",
    "secret ",
    "ip ",
];

fn configured(text: &str, noun: &Noun<'_>, from: usize, rules: &Rules) -> Option<Found> {
    let bytes = text.as_bytes();
    let line = run_back(bytes, noun.start, 80, |byte| byte != b'\n');
    let front = part(text, text.ceil_char_boundary(line), noun.start).trim_start();
    let kept = KEPT.iter().find(|kept| {
        let rest = bytes.get(from..).unwrap_or(&[]);
        rest.starts_with(kept.as_bytes()) && rest.get(kept.len()) == Some(&b' ')
    });
    let start = kept.map_or(from, |kept| from + kept.len() + 1);
    let end = run(bytes, start, start + 80, |byte| !byte.is_ascii_whitespace());
    let word = part(text, start, end);
    let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
    let known = LINES.iter().any(|line| front.starts_with(line)) && front.split(' ').count() < 7;
    // The name of whom it belongs to may be any word.
    let named = front.starts_with("username ") || front.starts_with("user ");
    let said = front
        .split(' ')
        .skip(if named { 2 } else { 1 })
        .any(|word| !word.is_empty() && rules.is_plain_word(word) && word != "privilege");
    (known && !said && !small && word.len() > 3).then(|| taken(text, noun, start, rules))?
}

fn taken(text: &str, noun: &Noun<'_>, start: usize, rules: &Rules) -> Option<Found> {
    let value = value::read(text, start, false, false)?;
    let plain = says_nothing(value.text) || rules.is_plain_word(value.text);
    (!plain).then_some(Found {
        kind: noun.near.kind(),
        start: value.start,
        end: value.end,
    })
}
