//! Whether a word is one that somebody, or a machine, made up to be secret.

use super::{
    Rules,
    text::{placeholders, says_nothing},
    value::{is_code, is_path},
};

/// What a word is made of.
#[derive(Default)]
struct Signs {
    upper: usize,
    lower: usize,
    digits: usize,
    special: usize,
    other: usize,
}

fn signs(word: &str) -> Signs {
    let mut signs = Signs::default();
    for mark in word.chars() {
        match mark {
            'A'..='Z' => signs.upper += 1,
            'a'..='z' => signs.lower += 1,
            '0'..='9' => signs.digits += 1,
            '!' | '#' | '$' | '%' | '^' | '&' | '~' | '?' => signs.special += 1,
            mark if mark.is_uppercase() => signs.upper += 1,
            mark if mark.is_alphabetic() => signs.lower += 1,
            _ => signs.other += 1,
        }
    }
    signs
}

/// Made up as far as it can be told where a word for a secret stands near: letters and digits mixed
/// as in no name, version, date or file.
pub(super) fn strongly(word: &str, fewest: usize, rules: &Rules) -> bool {
    let signs = signs(word);
    let letters = signs.upper + signs.lower;
    let long = word.chars().count() >= fewest;
    if !long || letters == 0 || signs.digits + signs.special == 0 || !sound(word, rules) {
        return false;
    }
    let random = signs.upper > 0 && signs.lower > 0 && signs.digits > 0 && word.len() >= 20;
    if (word.contains('/') && !random) || is_file(word, rules) || is_numbered(word, &signs) {
        return false;
    }
    // A commit or a digest.
    let hex = word.bytes().all(|byte| byte.is_ascii_hexdigit());
    !(hex && (word.len() < 10 || word.len() == 40 || word.len() == 64))
}

/// Made up where it is said before that this is the value.
pub(super) fn weakly(word: &str, fewest: usize, rules: &Rules) -> bool {
    let signs = signs(word);
    let mixed = signs.upper > 0 && signs.lower > 0 && !is_capitalised(word);
    let letters = signs.upper + signs.lower > 0;
    let told = signs.digits > 0 && letters || signs.special > 0 || (mixed && fewest < 8);
    word.chars().count() >= fewest && told && sound(word, rules) && !is_file(word, rules)
}

/// Made up in a way that words are not: with a digit or sign in it, or parts that begin differently.
pub(super) fn oddly(word: &str, fewest: usize, rules: &Rules) -> bool {
    let signs = signs(word);
    let letters = signs.upper + signs.lower;
    let library = word.ends_with(".so") && !word.starts_with("lib");
    if word.chars().count() < fewest
        || letters == 0
        || !sound(word, rules)
        || (is_file(word, rules) && !library)
    {
        return false;
    }
    if word.contains('/') || (signs.digits > 0 && is_numbered(word, &signs)) {
        return false;
    }
    let joins = |mark: char| matches!(mark, '.' | '_' | '-' | '+' | '*' | ';' | ',' | ':' | '|');
    let parts: Vec<&str> = word.split(joins).filter(|part| !part.is_empty()).collect();
    let hyphens = word
        .chars()
        .filter(|mark| joins(*mark))
        .all(|mark| mark == '-');
    let capital = |part: &&str| part.starts_with(char::is_uppercase);
    let uneven = parts.iter().any(|part| !capital(part)) && parts.iter().any(capital);
    let inside = parts.iter().any(|part| {
        part.chars().skip(1).any(char::is_uppercase) && part.chars().any(char::is_lowercase)
    });
    let plain = parts
        .iter()
        .filter(|part| rules.is_plain_word(part))
        .count();
    let joined = parts.len() > 1
        && if hyphens {
            uneven && plain == 0
        } else {
            plain < parts.len()
        };
    signs.digits > 0 || signs.special > 0 || joined || (inside && parts.len() > 1)
}

/// Whether a word is base64 of some length: letters of both cases, maybe digits.
pub(super) fn is_base64(word: &str) -> bool {
    let signs = signs(word.trim_end_matches('='));
    let known = word
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='));
    known && signs.upper > 1 && signs.lower > 1
}

/// Nothing that is something else by its looks.
fn sound(word: &str, rules: &Rules) -> bool {
    let assigned = word.trim_end_matches('=').contains('=');
    !word.contains("://")
        && !assigned
        && !word.contains(['(', '\\', '<', '>', '{', '}'])
        && !word.contains("::")
        && !word.starts_with("gitlab+deploy-token-")
        && !["sha256:", "sha512:", "sha1:", "md5:"]
            .iter()
            .any(|digest| word.starts_with(digest))
        && !word.ends_with("&quot")
        && !word.ends_with("&amp")
        && !says_nothing(word)
        && placeholders(word).is_empty()
        && !is_path(word)
        && !is_code(word)
        && !rules.is_plain_word(word)
        && !rules.shapes.is_prefix(word)
        && !is_version(word)
        && !word.starts_with(['-', '#', '@', '&', '?'])
        && !word.split_once('@').is_some_and(|(_, rest)| is_place(rest))
        && word.len() <= 200
}

/// What stands behind the sign in the name of a mailbox or a login; digits alone do not.
fn is_place(rest: &str) -> bool {
    rest.len() < 3
        || !rest
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'!')
}

fn is_capitalised(word: &str) -> bool {
    word.chars().skip(1).all(|mark| !mark.is_uppercase())
}

/// `17.5.1-ee.0`, `v2.3`, `2024-05-06T10:00:01Z`, `10:00:01`, `12ms`, `3.2-alpine`
fn is_version(word: &str) -> bool {
    // `gitlab-7.11.3`, `Ubuntu22.04`
    let named = word.trim_start_matches(|mark: char| mark.is_ascii_alphabetic());
    let named = named.strip_prefix('-').unwrap_or(named);
    let numbers = named.contains('.')
        && named.starts_with(|first: char| first.is_ascii_digit())
        && named
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if numbers {
        return true;
    }
    let bare = word.trim_start_matches(['v', 'V']);
    let number = bare
        .find(|mark: char| !(mark.is_ascii_digit() || matches!(mark, '.' | ':' | '-' | '_' | '+')))
        .unwrap_or(bare.len());
    let front = bare.get(..number).unwrap_or("");
    let marked = front.len() > 1 && front.contains(['.', ':', '-']);
    let rest = bare.get(number..).unwrap_or("");
    let unit = rest.len() <= 2 && front.bytes().any(|byte| byte.is_ascii_digit());
    let stamp = rest.starts_with('T') && front.contains('-');
    let suffix = rest.len() <= 12 && !rest.bytes().any(|byte| byte.is_ascii_uppercase());
    front.starts_with(|first: char| first.is_ascii_digit()) && (unit || stamp || (marked && suffix))
}

/// `config.toml`, `example.com`, `libpq.so.5`
fn is_file(word: &str, rules: &Rules) -> bool {
    let Some((front, last)) = word.rsplit_once('.') else {
        return false;
    };
    let plain = word.bytes().all(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'/' | b':')
    });
    plain
        && !front.is_empty()
        && (rules.is_file_ending(last) || rules.is_suffix(last) || front.ends_with(".so"))
}

/// A name with a number: `web-01`, `gitlab_runner2`, `SHA256`, `Ubuntu22`.
fn is_numbered(word: &str, signs: &Signs) -> bool {
    let name = word.trim_end_matches(|mark: char| mark.is_ascii_digit());
    let number = word.len() - name.len();
    let plain = name
        .bytes()
        .all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_' | b'.' | b':'));
    if !plain || signs.special > 0 {
        return false;
    }
    let shouted = signs.lower == 0;
    let lower = signs.upper == 0;
    let product = number <= 2 && !word.contains(['-', '_', '.', ':']);
    (lower || shouted || product) && (number <= 4 || lower)
}
