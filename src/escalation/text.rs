//! Finding and cutting words in texts that people wrote.

/// From here on scripts do not part words by blanks.
const UNPARTED: char = '\u{2e80}';

/// Whether `phrase` stands in `text` as words of its own; both lower case.
pub(super) fn says(text: &str, phrase: &str) -> bool {
    first(text, phrase).is_some()
}

/// Where `phrase` first stands in `text` as words of its own.
pub(super) fn first(text: &str, phrase: &str) -> Option<usize> {
    let own = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text
            .get(at + phrase.len()..)
            .and_then(|after| after.chars().next());
        apart(before, phrase.chars().next()) && apart(phrase.chars().next_back(), after)
    };
    text.match_indices(phrase)
        .map(|(at, _)| at)
        .find(|at| own(*at))
}

/// Two neighbouring characters that are not of one word.
fn apart(left: Option<char>, right: Option<char>) -> bool {
    let word = |letter: Option<char>| {
        letter.is_some_and(|it| (it.is_alphanumeric() && it < UNPARTED) || it == '_')
    };
    !(word(left) && word(right))
}

/// Whether any of `phrases` stands in `text`.
pub(super) fn says_any(text: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| says(text, phrase))
}

/// The first `limit` characters.
pub(super) fn start_of(text: &str, limit: usize) -> &str {
    match text.char_indices().nth(limit) {
        Some((at, _)) => text.get(..at).unwrap_or(text),
        None => text,
    }
}

/// At most `limit` characters, the last of them an ellipsis where something is missing. Words stay
/// whole where that costs little.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    let start = start_of(text, limit.saturating_sub(1));
    if start_of(text, limit).len() == text.len() {
        return text.to_owned();
    }
    let whole = match start.rfind(char::is_whitespace) {
        Some(at) if at * 2 > start.len() => start.get(..at).unwrap_or(start),
        _ => start,
    };
    format!("{}…", whole.trim_end())
}

/// One line, single blanks.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without the part of `text` that equals `prefix`, which is lower case.
pub(super) fn without_prefix<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(prefix.len())?;
    let same = match start.is_ascii() {
        true => start.eq_ignore_ascii_case(prefix),
        false => start.to_lowercase() == prefix,
    };
    same.then_some(rest)
}

/// The sentences of a paragraph, ends included.
pub(super) fn sentences(paragraph: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut rest = paragraph.trim();
    while !rest.is_empty() {
        let end = end_of_sentence(rest);
        let (sentence, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        sentences.push(sentence.trim());
        rest = after.trim_start();
    }
    sentences
}

/// A full stop ends a sentence before a blank; the one of `15.2` or `e.g.` does not.
fn end_of_sentence(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let end = at + letter.len_utf8();
        match letter {
            '。' | '！' | '？' => return end,
            '.' | '!' | '?' => {
                let abbreviation = letter == '.'
                    && text
                        .get(..at)
                        .and_then(|start| start.rsplit(char::is_whitespace).next())
                        .is_some_and(|word| {
                            (word.contains('.') && !word.bytes().any(|byte| byte.is_ascii_digit()))
                                || matches!(word, "z" | "bzw" | "ca" | "approx" | "etc" | "vs")
                        });
                if next.is_none_or(char::is_whitespace) && !abbreviation {
                    return end;
                }
            }
            '\n' if before == '\n' => return end,
            _ => {}
        }
        before = letter;
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_as_words_of_its_own() {
        for (text, phrase, found) in [
            ("http 500 error", "500", true),
            ("port 5000", "500", false),
            ("pg::error: x", "pg::", true),
            ("jpg::x", "pg::", false),
            ("the geography", "geo", false),
            ("geo", "geo", true),
            ("(geo)", "geo", true),
            ("geo_x", "geo", false),
            ("途中で失敗しました", "失敗し", true),
            ("geo_x geo", "geo", true),
        ] {
            assert_eq!(says(text, phrase), found, "{phrase} in {text}");
        }
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        assert_eq!(
            sentences("It broke in 15.2. See e.g. the log! Why?\nNo idea"),
            ["It broke in 15.2.", "See e.g. the log!", "Why?", "No idea"]
        );
        assert_eq!(sentences(""), [""; 0]);
    }

    #[test]
    fn what_is_too_long_ends_with_an_ellipsis() {
        assert_eq!(shortened("one two three", 13), "one two three");
        assert_eq!(shortened("one two three", 12), "one two…");
        assert_eq!(shortened("ÄÖÜÄÖÜ", 3), "ÄÖ…");
    }
}
