//! A title that says what happens: `Runner: cannot pull helper image`, not `Re: help!!`.

use super::{
    settings::Titles,
    text::{shortened, squeezed, without_prefix},
};

/// GitLab's limit, in characters (REST API, "Issues").
pub const LONGEST: usize = 255;

/// Makes one of a subject. Where that says nothing, the first of `instead` that does is taken.
/// All texts have their customer data replaced already.
#[must_use]
pub fn title(subject: &str, component: &str, instead: &[&str], rules: &Titles) -> String {
    let subject = cleaned(subject, rules);
    let telling = |text: &&String| is_telling(text, rules);
    let other = || {
        instead
            .iter()
            .map(|text| cleaned(text, rules))
            .find(|text| telling(&text))
    };
    let what = Some(&subject)
        .filter(telling)
        .cloned()
        .or_else(other)
        .or_else(|| (!subject.is_empty()).then_some(subject))
        .unwrap_or_else(|| "what happens is not in the ticket".to_owned());
    let named = without_prefix(&what, &component.to_lowercase()).is_some_and(|rest| {
        rest.chars()
            .next()
            .is_none_or(|next| !next.is_alphanumeric())
    });
    let whole = if named {
        what
    } else {
        format!("{}: {what}", plain(component))
    };
    shortened(&whole, LONGEST)
}

/// The words of a title that say something, lower case.
pub(super) fn telling_words(text: &str, rules: &Titles) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|letter: char| {
        letter.is_whitespace() || matches!(letter, ',' | ';' | '(' | ')' | '"' | '“' | '”')
    }) {
        let word = word
            .trim_matches(|letter: char| !letter.is_alphanumeric())
            .to_lowercase();
        if word.chars().count() >= 2 && !rules.vague.contains(&word) && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Two words that say something, or one where words are not parted by blanks.
fn is_telling(text: &str, rules: &Titles) -> bool {
    let words = telling_words(text, rules);
    let unparted = |word: &String| !word.is_ascii() && word.chars().count() >= 6;
    words.len() >= 2 || words.iter().any(unparted)
}

fn cleaned(text: &str, rules: &Titles) -> String {
    let line = plain(text);
    let mut rest = line.trim();
    while let Some(shorter) = rules
        .prefixes
        .iter()
        .find_map(|prefix| without_prefix(rest, prefix))
    {
        rest = shorter.trim_start_matches([' ', ':', '-', '!', '–']);
    }
    rest.trim_end_matches(['!', '.', '?', ' ', ':', ',', '…'])
        .to_owned()
}

/// One line in which nothing acts: titles are not Markdown, so a backslash would stay visible and
/// hold nothing back; GitLab finds mentions and references in them all the same.
fn plain(text: &str) -> String {
    let line = squeezed(&text.replace("https://", "").replace("http://", ""));
    let mut plain = String::with_capacity(line.len());
    let mut letters = line
        .chars()
        .filter(|letter| !is_invisible(*letter))
        .peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let refers = matches!(letter, '@' | '#' | '!' | '~' | '%' | '&' | '$' | '^')
            && next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '"' | '_'));
        match letter {
            '<' => plain.push('‹'),
            '>' => plain.push('›'),
            _ if refers => {
                if plain.ends_with(|last: char| !last.is_whitespace()) {
                    plain.push(' ');
                }
            }
            _ => plain.push(letter),
        }
    }
    bracketed(&squeezed(&plain))
}

/// `[issue:1]`, `[vulnerability:1]` are references, too; `[host-1]` is none.
fn bracketed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let name = after.split([':', ']']).next().unwrap_or_default();
        let refers = after
            .get(name.len()..)
            .is_some_and(|end| end.starts_with(':'));
        out.push(if refers { '(' } else { '[' });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Marks that change the order of letters or take no room.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
