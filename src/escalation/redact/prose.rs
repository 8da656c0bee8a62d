//! Secrets in sentences that do not say "is": "log in as x with y", "set it to x", "(name/x)".

use super::{
    Rules, list, made_up,
    near::push,
    nouns::{Near, Noun},
    text::{at, before, part, run, run_back, says_nothing},
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

fn is_technology(word: &str) -> bool {
    word.split(['-', '_', '.', '/', '+'])
        .any(|part| TECHNOLOGIES.contains(&part.to_lowercase().as_str()))
}

/// What is told in the sentence around a word for a secret.
pub(super) fn find(text: &str, noun: &Noun<'_>, rules: &Rules, found: &mut Vec<super::Found>) {
    let bytes = text.as_bytes();
    let line = run(bytes, noun.end, noun.end + REACH, |byte| {
        !matches!(byte, b'\n' | b'\r')
    });
    let line = text.floor_char_boundary(line);
    match noun.near {
        Near::Code => code(text, noun, line, found),
        Near::Login => {
            beside(text, noun.end, line, noun.near, rules, found);
            follows(text, noun, line, rules, found);
        }
        Near::Password => {
            quoted(text, noun, line, rules, found);
            link(text, noun, line, rules, found);
            bare(text, noun, line, rules, found);
            set(text, noun, line, rules, found);
        }
        Near::Token => {
            set(text, noun, line, rules, found);
            if noun.text.to_ascii_lowercase().contains("code") {
                code(text, noun, line, found);
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
fn follows(text: &str, noun: &Noun<'_>, line: usize, rules: &Rules, found: &mut Vec<super::Found>) {
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
fn beside(
    text: &str,
    from: usize,
    line: usize,
    near: Near,
    rules: &Rules,
    found: &mut Vec<super::Found>,
) {
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
            let like = made_up::oddly(secret, 4, rules) || told || joined;
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

/// The phrase in quote marks behind a word: `password "x y" does not work`, `パスワードは「x」`.
fn quoted(text: &str, noun: &Noun<'_>, line: usize, rules: &Rules, found: &mut Vec<super::Found>) {
    const MARKS: [(&str, &str); 9] = [
        ("「", "」"),
        ("『", "』"),
        ("„", "“"),
        ("“", "”"),
        ("«", "»"),
        ("‘", "’"),
        ("\"", "\""),
        ("'", "'"),
        ("`", "`"),
    ];
    let rest = part(text, noun.end, line);
    let Some((offset, (open, close))) = MARKS
        .iter()
        .filter_map(|marks| Some((rest.find(marks.0)?, *marks)))
        .min_by_key(|(offset, _)| *offset)
    else {
        return;
    };
    let gap = part(rest, 0, offset).trim();
    let told = gap.chars().all(|mark| mark >= '\u{2e80}' || mark == ':')
        || gap.split(' ').all(|word| rules.is_said(word));
    let start = noun.end + offset + open.len();
    let rest = part(text, start, line);
    // SQL writes a quote mark twice.
    let twice = close.repeat(2);
    let skipped = rest
        .find(twice.as_str())
        .filter(|place| rest.find(close) == Some(*place) && *place > 0);
    let from = skipped.map_or(0, |place| place + twice.len());
    let Some(length) = part(rest, from, rest.len())
        .find(close)
        .map(|place| from + place)
    else {
        return;
    };
    let inner = part(text, start, start + length);
    // `"Password" -> "x"`: the quote mark before the word closes behind it.
    let closes = offset == 0
        && before(text.as_bytes(), noun.start) == open.as_bytes().first().copied().unwrap_or(0);
    if closes {
        return;
    }
    let words = inner.split(' ').count();
    let said = inner.split(' ').any(|word| rules.is_plain_word(word))
        || rules.is_sentence(inner)
        || says_nothing(inner);
    let code = inner.contains(['(', '{', '=', '<', '$', '/', '\\', '['])
        || inner.contains("::")
        || inner.contains(": ");
    let foreign = !open.is_ascii();
    let like = match words {
        1 => {
            foreign
                || noun.text == "PASSWORD"
                || made_up::oddly(inner, 4, rules)
                || made_up::weakly(inner, 4, rules)
        }
        2..=5 => {
            noun.text.bytes().all(|byte| byte.is_ascii_uppercase())
                || !inner.ends_with(['.', '?', '!'])
        }
        _ => false,
    };
    let letters = inner.chars().any(char::is_alphanumeric) && !inner.starts_with(' ');
    if told && letters && !said && !code && like && (3..=60).contains(&inner.len()) {
        push(found, noun.near, start, start + length);
    }
}

/// `[root password](x)`
fn link(text: &str, noun: &Noun<'_>, line: usize, rules: &Rules, found: &mut Vec<super::Found>) {
    let rest = part(text, noun.end, line);
    let Some((inner, _)) = rest
        .strip_prefix("](")
        .and_then(|rest| rest.split_once(')'))
    else {
        return;
    };
    let target = inner.contains(['/', '#', '.']) || inner.contains("http");
    let like = inner.contains('-') && inner.bytes().any(|byte| byte.is_ascii_uppercase())
        || made_up::oddly(inner, 4, rules);
    if !target && like && !says_nothing(inner) {
        push(found, noun.near, noun.end + 2, noun.end + 2 + inner.len());
    }
}

/// "… my account, password x": the word behind it, at the end of a clause.
fn bare(text: &str, noun: &Noun<'_>, line: usize, rules: &Rules, found: &mut Vec<super::Found>) {
    let bytes = text.as_bytes();
    if at(bytes, noun.end) != b' ' {
        return;
    }
    let front = run_back(bytes, noun.start, 24, |byte| !matches!(byte, b'\n' | b'\r'));
    let front = part(text, text.ceil_char_boundary(front), noun.start)
        .trim_end()
        .to_lowercase();
    let words = front.split(' ').filter(|word| !word.is_empty()).count();
    let told = end_of_line(text, noun, line)
        || words < 2
        || [
            ",", "and", "with", "account", "&", "/", "+", "(", "und", "mit", "avec", "et", "y",
            "con", "com", "e", "-", "–", ";",
        ]
        .iter()
        .any(|word| front.ends_with(word));
    let Some((start, word)) = next(text, noun.end, line) else {
        return;
    };
    let end = start + word.len();
    let last = end >= line
        || matches!(
            at(bytes, end),
            b'.' | b',' | b';' | b')' | b'!' | b'\n' | b'\r'
        );
    if told && last && made_up::oddly(word, 5, rules) {
        push(found, noun.near, start, end);
    }
}

/// Whether one word follows on the line.
fn end_of_line(text: &str, noun: &Noun<'_>, line: usize) -> bool {
    let rest = part(text, noun.end, line).trim();
    !rest.contains(' ') && !matches!(at(text.as_bytes(), line), b' '..=b'~')
}

/// "I set it to x so the password …", "the same password everywhere, it's x"
fn set(text: &str, noun: &Noun<'_>, line: usize, rules: &Rules, found: &mut Vec<super::Found>) {
    const VERBS: [&str; 10] = [
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

/// Some digits, in one or two groups, or letters and digits: "my code was 671747", "PIN: 180 358".
fn code(text: &str, noun: &Noun<'_>, line: usize, found: &mut Vec<super::Found>) {
    let bytes = text.as_bytes();
    let mut place = noun.end;
    let mut told = noun.text.len() > 4 || noun.text.bytes().all(|byte| byte.is_ascii_uppercase());
    for _ in 0..7 {
        let start = run(bytes, place, line, |byte| {
            matches!(
                byte,
                b' ' | b':' | b'=' | b'"' | b'\'' | b'`' | b'*' | b'(' | b'\t'
            ) || byte >= 0x80
        });
        told |= part(text, place, start).contains([':', '=', '：']);
        let mut end = run(bytes, start, line, |byte| {
            byte.is_ascii_alphanumeric() || byte == b'-'
        });
        let shown = part(text, start, end);
        let digits = shown.bytes().filter(u8::is_ascii_digit).count();
        let number = digits == shown.len() && (3..=8).contains(&digits);
        let halves = shown
            .split_once('-')
            .is_some_and(|(a, b)| a.len() == b.len() && digits == shown.len() - 1);
        let mixed = shown.len() >= 6 && digits > 1 && digits < shown.len() && !shown.contains('-');
        if number && digits <= 4 && at(bytes, end) == b' ' {
            let stop = run(bytes, end + 1, end + 6, |byte| byte.is_ascii_digit());
            if stop - end - 1 == digits && !at(bytes, stop).is_ascii_alphanumeric() {
                end = stop;
            }
        }
        let long = end - start >= 4;
        let unit = part(text, end, line).trim_start_matches(' ');
        let counted = [
            "sec", "min", "digit", "char", "hour", "day", "time", "%", "ms", "stellig", "ziffer",
        ]
        .iter()
        .any(|word| unit.starts_with(word));
        let apart = !matches!(at(bytes, end), b'.' | b'/' | b':' | b'_')
            || !at(bytes, end + 1).is_ascii_alphanumeric();
        if told && long && (number || halves || mixed) && !counted && apart {
            let dated = shown.len() == 4 && (shown.starts_with("20") || shown.starts_with("19"));
            if !dated {
                push(found, noun.near, start, end);
                if let Some(first) = found.last().copied() {
                    list::rest(text, first, found);
                }
            }
            return;
        }
        if matches!(shown, "is" | "was" | "ist" | "war" | "est" | "es") {
            told = true;
        }
        if end == start
            || matches!(
                shown,
                "error" | "line" | "port" | "page" | "version" | "step"
            )
        {
            return;
        }
        place = end;
    }
}
