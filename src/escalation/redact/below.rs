//! Secrets alone in the lines below the word for them.

use super::{
    Found, Rules, made_up,
    near::push,
    nouns::Near,
    text::{near_line_end, part, placeholders, run, says_nothing},
};

/// How plainly a text says that the next line is a value.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Told {
    /// The word for it ends the line.
    Hardly,
    /// The word has a colon.
    Colon,
    /// A block of YAML begins.
    Block,
}

impl Told {
    pub(super) fn from(block: bool) -> Self {
        if block { Self::Block } else { Self::Colon }
    }

    /// Whether a word that does not look made up is a value all the same.
    fn fits(self, word: &str, near: Near, rules: &Rules) -> bool {
        let lower = word.len() > 5 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        let plain = says_nothing(word) || rules.is_plain_word(word);
        if !placeholders(word).is_empty() {
            return false;
        }
        match self {
            Self::Hardly => false,
            Self::Colon => {
                near == Near::Password && (lower || made_up::oddly(word, 5, rules)) && !plain
            }
            Self::Block => !says_nothing(word),
        }
    }
}

/// Some words that are alone on their line and no sentence.
fn is_bare_phrase(line: &str, rules: &Rules) -> bool {
    let bare = line
        .chars()
        .all(|mark| mark.is_alphanumeric() || matches!(mark, ' ' | '-'));
    let said = line
        .split(' ')
        .any(|word| rules.is_plain_word(word) || word.is_empty());
    bare && !said && (2..=5).contains(&line.split(' ').count()) && line.is_ascii()
}

/// A line below that is nothing but the value, and its like below that.
pub(super) fn find(
    text: &str,
    from: usize,
    near: Near,
    told: Told,
    rules: &Rules,
    found: &mut Vec<Found>,
) {
    let bytes = text.as_bytes();
    let mut line = from;
    let mut taken = 0;
    for _ in 0..16 {
        let start = run(bytes, line, line + 2, |byte| matches!(byte, b'\r' | b'\n'));
        if start == line {
            return;
        }
        let end = near_line_end(bytes, start);
        let shown = part(text, start, end);
        let bare = shown.trim_matches(|mark: char| {
            mark.is_whitespace() || matches!(mark, '>' | '=' | '|' | '`' | '*' | '\\' | '"' | '\'')
        });
        let bare = bare.strip_prefix("- ").unwrap_or(bare);
        // 2) "x", as Redis answers
        let bare = bare
            .split_once(") \"")
            .filter(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()))
            .map_or(bare, |(_, rest)| rest);
        line = end;
        let ruled = bare
            .bytes()
            .all(|byte| matches!(byte, b'-' | b'+' | b'=' | b'|'));
        if bare.is_empty() || ruled {
            if taken > 0 {
                return;
            }
            continue;
        }
        let word = bare.trim_end_matches(['.', ',', '…']);
        if taken == 0
            && told == Told::Colon
            && near == Near::Password
            && is_bare_phrase(word, rules)
        {
            let offset = shown.find(word).unwrap_or(0);
            return push(found, near, start + offset, start + offset + word.len());
        }
        // A block of YAML is a password as a whole.
        let spaced = told == Told::Block && near == Near::Password && taken == 0;
        let sentence = word
            .split(' ')
            .any(|part| rules.is_plain_word(part) || part.ends_with(':'));
        let key =
            word.ends_with(':') || ((sentence || !spaced) && word.contains(char::is_whitespace));
        let fits = !key
            && (made_up::weakly(word, if near == Near::Token { 8 } else { 4 }, rules)
                || told.fits(word, near, rules));
        if !fits || (taken > 0 && word.len() != taken) {
            return;
        }
        let offset = shown.find(word).unwrap_or(0);
        let stop = start + offset + word.len();
        // The end of base64 is part of it.
        let stop = run(bytes, stop, stop + 2, |byte| byte == b'=');
        push(found, near, start + offset, stop);
        taken = word.len();
    }
}
