//! Secrets in sentences that do not say "is": "log in as x with y", "set it to x", "(name/x)".

use super::{
    Found, Rules, code, made_up,
    near::push,
    nouns::{Near, Noun},
    quoted,
    text::{at, before, part, run, run_back, says_nothing},
    told,
};

/// How far a sentence is read.
const REACH: usize = 90;
/// Names of which the password stands beside them.
const NAMES: [&str; 12] = [
    "root",
    "admin",
    "administrator",
    "gitlab",
    "user",
    "test",
    "testuser",
    "demo",
    "guest",
    "support",
    "postgres",
    "sa",
];

/// Parts of the names of what people log in with, and of ciphers.
const TECHNOLOGIES: [&str; 46] = [
    "openid",
    "oidc",
    "oauth",
    "oauth2",
    "saml",
    "ldap",
    "google",
    "github",
    "gitlab",
    "bitbucket",
    "azure",
    "okta",
    "keycloak",
    "kerberos",
    "entra",
    "auth0",
    "apple",
    "facebook",
    "twitter",
    "microsoft",
    "active",
    "aes",
    "rsa",
    "sha",
    "sha256",
    "gpg",
    "pgp",
    "tls",
    "ssl",
    "luks",
    "luks2",
    "tpm",
    "tpm2",
    "kms",
    "vault",
    "sso",
    "mfa",
    "2fa",
    "ssh",
    "jwt",
    "chrome",
    "firefox",
    "edge",
    "chacha20",
    "ed25519",
    "bcrypt",
];

pub(super) fn is_technology(word: &str) -> bool {
    word.split(['-', '_', '.', '/', '+'])
        .any(|part| TECHNOLOGIES.contains(&part.to_lowercase().as_str()))
}

/// What is told in the sentence around a word for a secret.
pub(super) fn find(text: &str, noun: &Noun<'_>, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let line = run(bytes, noun.end, noun.end + REACH, |byte| {
        !matches!(byte, b'\n' | b'\r')
    });
    let line = text.floor_char_boundary(line);
    match noun.near {
        Near::Code => code::find(text, noun, line, found),
        Near::Login => {
            beside(text, noun.end, line, noun.near, rules, found);
            follows(text, noun, line, rules, found);
        }
        Near::Password => {
            quoted::phrase(text, noun, line, rules, found);
            quoted::link(text, noun, line, rules, found);
            bare(text, noun, line, rules, found);
            set(text, noun, line, rules, found);
            answered(text, noun, rules, found);
            told::find(text, noun, line, rules, found);
        }
        Near::Token => {
            set(text, noun, line, rules, found);
            if noun.text.to_ascii_lowercase().contains("code") {
                code::find(text, noun, line, found);
            }
        }
        Near::Service => {}
    }
}

/// A word and where it stands, without the marks around it.
fn next(text: &str, from: usize, line: usize) -> Option<(usize, &str)> {
    let rest = part(text, from, line);
    let trimmed = rest.trim_start_matches(|mark: char| {
        mark.is_whitespace() || matches!(mark, '"' | '\'' | '`' | '*' | '(' | ':')
    });
    let start = from + rest.len() - trimmed.len();
    let end = trimmed
        .find(|mark: char| {
            mark.is_whitespace()
                || matches!(
                    mark,
                    '"' | '`' | ')' | '<' | '>' | '[' | ']' | '”' | '“' | '」'
                )
        })
        .unwrap_or(trimmed.len());
    let word = trimmed
        .get(..end)?
        .trim_end_matches(['.', ',', ';', ':', '*', '\'']);
    (!word.is_empty()).then_some((start, word))
}

/// "log in as root with x", "login with name and x", "Wi-Fi … key x"
fn follows(text: &str, noun: &Noun<'_>, line: usize, rules: &Rules, found: &mut Vec<Found>) {
    let lower = noun.text.to_lowercase();
    let network = ["wi-fi", "wifi", "wlan", "ssid"].contains(&lower.as_str());
    let mut told = lower.ends_with("with") || lower.ends_with("using") || lower.ends_with(" mit");
    let locked = told;
    let mut place = noun.end;
    for _ in 0..14 {
        let Some((start, word)) = next(text, place, line) else {
            return;
        };
        let joined = locked && word.contains('-') && word.len() > 7 && !word.is_ascii();
        if told && !is_technology(word) && (made_up::oddly(word, 5, rules) || joined) {
            push(found, noun.near, start, start + word.len());
            return;
        }
        let end = start + word.len();
        let small = word.to_lowercase();
        told = match small.as_str() {
            "with" | "and" | "using" | "mit" | "und" | "avec" | "et" | "con" | "y" | "com"
            | "e" | "/" | "&" => true,
            "key" | "psk" | "code" | "pw" | "schlüssel" | "pass" | "password" | "passwort"
            | "clave" => network || told,
            _ => false,
        };
        if part(text, end, end + 2) == ". " {
            return;
        }
        place = end;
    }
}

/// "credentials: name:x", "credentials for name:x", "creds (name/x)"
fn beside(text: &str, from: usize, line: usize, near: Near, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let mut place = from;
    for step in 0..5 {
        let Some((start, word)) = next(text, place, line) else {
            return;
        };
        let boxed = step == 0 && before(bytes, start) == b'(';
        let pair = word
            .split_once(':')
            .or_else(|| word.split_once('/').filter(|_| boxed));
        if let Some((name, secret)) = pair.filter(|(name, _)| !name.is_empty()) {
            let named = name
                .chars()
                .all(|mark| mark.is_alphanumeric() || matches!(mark, '-' | '_' | '.'));
            let known = NAMES.contains(&name.to_lowercase().as_str());
            let lower = name.chars().all(char::is_lowercase);
            let letters = secret.chars().any(char::is_alphabetic);
            let plain =
                rules.is_plain_word(secret) || says_nothing(secret) || secret.starts_with("//");
            let told = boxed && (known || (lower && secret.starts_with(char::is_uppercase)));
            let joined = secret.contains('-') && secret.starts_with(char::is_uppercase);
            let front = part(text, from, start).trim();
            let copula = [":", "is", "are", "sind", "sont", "son"]
                .iter()
                .any(|word| front.ends_with(word));
            let like = made_up::oddly(secret, 4, rules)
                || told
                || joined
                || (copula && made_up::weakly(secret, 5, rules));
            if named && letters && !plain && like {
                push(found, near, start, start + word.len());
                return;
            }
        }
        place = start + word.len();
        if matches!(at(bytes, place), b'.' | b',' | b';') {
            return;
        }
    }
}

/// "… my account, password x": the word behind it, at the end of a clause.
fn bare(text: &str, noun: &Noun<'_>, line: usize, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    if at(bytes, noun.end) != b' ' {
        return;
    }
    let front = run_back(bytes, noun.start, 24, |byte| !matches!(byte, b'\n' | b'\r'));
    let front = part(text, text.ceil_char_boundary(front), noun.start)
        .trim_end()
        .to_lowercase();
    let words = front.split(' ').filter(|word| !word.is_empty()).count();
    let joined = [
        ",", "and", "with", "account", "&", "/", "+", "(", "und", "mit", "avec", "et", "y", "con",
        "com", "e", "-", "–", ";",
    ]
    .iter()
    .any(|word| front.ends_with(word));
    let told = joined || words < 2 || end_of_line(text, noun, line);
    let Some((start, word)) = next(text, noun.end, line) else {
        return;
    };
    let end = start + word.len();
    let last = end >= line
        || matches!(
            at(bytes, end),
            b'.' | b',' | b';' | b')' | b'!' | b'\n' | b'\r'
        );
    let like = made_up::oddly(word, 5, rules) || (joined && made_up::weakly(word, 5, rules));
    if told && last && like {
        push(found, noun.near, start, end);
    }
}

/// The answer in the next line of a chat: "whats the pw?", "name: x"
fn answered(text: &str, noun: &Noun<'_>, rules: &Rules, found: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    let end = run(bytes, noun.end, noun.end + 3, |byte| {
        matches!(byte, b'?' | b' ' | b'!')
    });
    if at(bytes, end) != b'\n' {
        return;
    }
    let line = text.floor_char_boundary(run(bytes, end + 1, end + 1 + REACH, |byte| byte != b'\n'));
    let shown = part(text, end + 1, line);
    // "[14:22] name: ", "> "
    let bare = shown.trim_start_matches(['>', ' ']);
    let bare = bare
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("] "))
        .map_or(bare, |(_, rest)| rest);
    let speaker = bare
        .split_once(": ")
        .filter(|(name, _)| !name.contains(' ') && name.len() < 24);
    let said = speaker.map_or(bare, |(_, said)| said);
    let quoted = shown.len() > said.len();
    let Some(word) = said
        .split(' ')
        .next()
        .map(|word| word.trim_end_matches(['.', ',']))
    else {
        return;
    };
    let several = said.trim_end().contains(' ');
    let lower = word
        .bytes()
        .any(|byte| byte.is_ascii_digit() || byte == b'!');
    let mixed = word.contains('-') && word.bytes().any(|byte| byte.is_ascii_digit());
    let odd = made_up::oddly(word, 6, rules) && (!several || lower);
    if quoted && (odd || (mixed && !several)) {
        let start = line - said.len();
        push(found, noun.near, start, start + word.len());
    }
}

/// Whether one word follows on the line.
fn end_of_line(text: &str, noun: &Noun<'_>, line: usize) -> bool {
    let rest = part(text, noun.end, line).trim();
    !rest.contains(' ') && !matches!(at(text.as_bytes(), line), b' '..=b'~')
}

/// "I set it to x so the password …", "the same password everywhere, it's x"
fn set(text: &str, noun: &Noun<'_>, line: usize, rules: &Rules, found: &mut Vec<Found>) {
    const VERBS: [&str; 11] = [
        "(was: ",
        "set it to ",
        "changed it to ",
        "reset it to ",
        "set this to ",
        "set that to ",
        "it's ",
        "it is ",
        "its value is ",
        "auf ",
        "namely ",
    ];
    let bytes = text.as_bytes();
    let front = run_back(bytes, noun.start, REACH, |byte| {
        !matches!(byte, b'\n' | b'\r')
    });
    let from = text.ceil_char_boundary(front);
    let shown = part(text, from, line);
    if !["it", "auf ", "namely", "(was"]
        .iter()
        .any(|sign| shown.contains(sign))
    {
        return;
    }
    for verb in VERBS {
        let Some(offset) = shown.find(verb) else {
            continue;
        };
        if offset > 0
            && shown
                .as_bytes()
                .get(offset - 1)
                .is_some_and(u8::is_ascii_alphanumeric)
        {
            continue;
        }
        if let Some((start, word)) = next(text, from + offset + verb.len(), line)
            && (made_up::oddly(word, 5, rules)
                || (word.contains('-') && word.matches('-').count() > 1 && verb != "auf "))
            && !rules.is_plain_word(word)
        {
            push(found, noun.near, start, start + word.len());
        }
    }
}
