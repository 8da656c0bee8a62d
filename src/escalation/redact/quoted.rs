//! Phrases in quote marks, and links, behind a word for a password.

use super::{
    Found, Rules, made_up,
    near::push,
    nouns::Noun,
    text::{before, part, says_nothing},
};

/// The phrase in quote marks behind a word: `password "x y" does not work`, `パスワードは「x」`.
pub(super) fn phrase(
    text: &str,
    noun: &Noun<'_>,
    line: usize,
    rules: &Rules,
    found: &mut Vec<Found>,
) {
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
    // „x“ behind a colon: Kennwort für den Benutzer: „x“
    let explained = !told && !open.is_ascii() && gap.ends_with(':') && gap.split(' ').count() < 7;
    let told = told || explained;
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
            (foreign && !explained)
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
pub(super) fn link(
    text: &str,
    noun: &Noun<'_>,
    line: usize,
    rules: &Rules,
    found: &mut Vec<Found>,
) {
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
