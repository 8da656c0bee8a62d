//! Words for secrets in the languages that tickets are written in, wherever they stand.

use super::{
    Kind,
    rules::Config,
    text::{at, before, part},
};

/// What a word says about what stands near it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Near {
    /// A password.
    Password,
    /// A token, a secret or a key.
    Token,
    /// A name and its password.
    Login,
}

impl Near {
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Token => Kind::Token,
            Self::Password | Self::Login => Kind::Password,
        }
    }
}

/// A word in one of the cases it is written in.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    near: Near,
}

/// A word that was met.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noun<'a> {
    pub near: Near,
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
}

/// The words by their first two bytes.
#[derive(Clone, Debug)]
pub(super) struct Nouns {
    words: Vec<Vec<Word>>,
    /// For two bytes, which of `words`, counted from 1; 0 for none.
    by_pair: Vec<u8>,
}

/// A sign from here on belongs to a script that is written without spaces.
const WITHOUT_SPACES: char = '\u{2e80}';
/// Words up to this length may be the end of another: "pass" in "bypass".
const SHORT: usize = 5;

impl Nouns {
    pub(super) fn new(config: &Config) -> Self {
        let mut nouns = Self {
            words: Vec::new(),
            by_pair: vec![0; 1 << 16],
        };
        for (list, near) in [
            (&config.password_words, Near::Password),
            (&config.token_words, Near::Token),
            (&config.login_words, Near::Login),
        ] {
            for word in list {
                let word = word.replace('_', " ");
                let mut initial = word.chars();
                let first = initial.next().into_iter().flat_map(char::to_uppercase);
                let capital: String = first.chain(initial.as_str().chars()).collect();
                let upper = word.to_uppercase();
                for text in [word, capital, upper] {
                    nouns.add(text, near);
                }
            }
        }
        for words in &mut nouns.words {
            words.sort_by_key(|word| std::cmp::Reverse(word.text.len()));
        }
        nouns
    }

    fn add(&mut self, text: String, near: Near) {
        let bytes = text.as_bytes();
        let (first, second) = (at(bytes, 0), at(bytes, 1));
        let known = self.by_pair.get(index(first, second)).copied().unwrap_or(0);
        let number = if known > 0 {
            usize::from(known)
        } else {
            self.words.push(Vec::new());
            self.words.len()
        };
        // Both cases of both letters lead to the same words.
        for first in [first.to_ascii_lowercase(), first.to_ascii_uppercase()] {
            for second in [second.to_ascii_lowercase(), second.to_ascii_uppercase()] {
                if let Some(place) = self.by_pair.get_mut(index(first, second)) {
                    *place = u8::try_from(number).unwrap_or(0);
                }
            }
        }
        if let Some(words) = self.words.get_mut(number - 1) {
            words.push(Word { text, near });
        }
    }

    /// The longest word that stands at a place and ends there.
    pub(super) fn at<'a>(&self, text: &'a str, place: usize) -> Option<Noun<'a>> {
        let bytes = text.as_bytes();
        let number = *self
            .by_pair
            .get(index(at(bytes, place), at(bytes, place + 1)))?;
        let words = self.words.get(usize::from(number).checked_sub(1)?)?;
        words.iter().find_map(|word| {
            let end = place + word.text.len();
            let there = bytes.get(place..end)?;
            // `access key`, `access_key`, `access-key`
            let same = there.iter().zip(word.text.bytes()).all(|(byte, known)| {
                byte.eq_ignore_ascii_case(&known) || (known == b' ' && matches!(byte, b'_' | b'-'))
            });
            (same && bounded(text, place, end)).then(|| Noun {
                near: word.near,
                text: part(text, place, end),
                start: place,
                end,
            })
        })
    }
}

fn index(first: u8, second: u8) -> usize {
    (usize::from(first) << 8) | usize::from(second)
}

/// Whether a word ends where it should, and is not the end of another one.
fn bounded(text: &str, start: usize, end: usize) -> bool {
    let bytes = text.as_bytes();
    let without = |mark: Option<char>| mark.is_some_and(|mark| mark >= WITHOUT_SPACES);
    let last = part(text, start, end).chars().next_back();
    let next = text.get(end..).and_then(|rest| rest.chars().next());
    let goes_on = next.is_some_and(|mark| mark.is_alphanumeric() || mark == '_')
        || (next == Some('-') && at(bytes, end + 1).is_ascii_alphanumeric());
    let ends = !goes_on || without(last) || (without(next) && last.is_some());
    let previous = text.get(..start).and_then(|rest| rest.chars().next_back());
    let ascii = before(bytes, start).is_ascii_alphanumeric();
    let begins = without(last)
        || if end - start <= SHORT && ascii {
            // `PGPASS`, `dbPass`, but not `bypass`.
            at(bytes, start).is_ascii_uppercase() && !before(bytes, start).is_ascii_uppercase()
        } else {
            ascii || previous.is_none_or(|mark| !mark.is_alphanumeric() || without(previous))
        };
    ends && begins
}
