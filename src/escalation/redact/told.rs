//! Values that only their sentence tells: "geslo za bazo je Xyz", "pw for the box is two 12 words".

use super::{
    Found, Rules,
    near::push,
    nouns::Noun,
    prose::is_technology,
    text::{at, part},
};

/// What leads from a password to what it is for.
const FOR: [&str; 24] = [
    "for", "of", "on", "to", "für", "zum", "zur", "am", "pour", "de", "du", "para", "del", "per",
    "di", "za", "do", "na", "dla", "pro", "til", "för", "voor", "для",
];
/// What leads to its value.
const IS: [&str; 14] = [
    "is", "lautet", "est", "es", "é", "è", "jest", "je", "är", "er", "este", "yra", "on", "ist",
];
/// What is counted rather than kept secret.
const UNITS: [&str; 8] = [
    "char", "digit", "letter", "day", "hour", "min", "sec", "time",
];

/// What ends the line behind "password is" or "password for … is": a word with a capital, or some words of which
/// one is a number.
pub(super) fn find(
    text: &str,
    noun: &Noun<'_>,
    line: usize,
    rules: &Rules,
    found: &mut Vec<Found>,
) {
    if !matches!(at(text.as_bytes(), line), 0 | b'\n' | b'\r') {
        return;
    }
    let Some(rest) = part(text, noun.end, line).strip_prefix(' ') else {
        return;
    };
    let mut offset = 0;
    for (number, word) in rest.split(' ').take(6).enumerate() {
        offset += word.len() + 1;
        if IS.contains(&word) {
            let noun_of_german = word == "ist";
            let value = rest.get(offset..).unwrap_or("").trim_end();
            let value = value.trim_end_matches(['.', '!']);
            if (!noun_of_german && is_name(value, rules)) || is_counted_phrase(value, rules) {
                let start = noun.end + 1 + offset;
                push(found, noun.near, start, start + value.len());
            }
            return;
        }
        if number == 0 && !FOR.contains(&word) {
            return;
        }
    }
}

/// A word that begins with a capital where none belongs.
fn is_name(value: &str, rules: &Rules) -> bool {
    let mut marks = value.chars();
    let capital = marks.next().is_some_and(char::is_uppercase) && marks.all(char::is_lowercase);
    capital && value.chars().count() > 5 && !rules.is_plain_word(value) && !is_technology(value)
}

/// Some small words with a number among them, behind the first.
fn is_counted_phrase(value: &str, rules: &Rules) -> bool {
    let (mut words, mut numbers) = (0, 0);
    for word in value.split(' ') {
        let number = word.bytes().all(|byte| byte.is_ascii_digit());
        let small = word.bytes().all(|byte| byte.is_ascii_lowercase());
        let counted = UNITS.iter().any(|unit| word.starts_with(unit));
        let first = words == 0;
        if word.is_empty() || !(number || small) || (number && first) || counted {
            return false;
        }
        if rules.is_plain_word(word) {
            return false;
        }
        numbers += usize::from(number);
        words += 1;
    }
    numbers == 1 && (2..=4).contains(&words)
}
