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
    /// A code of some digits, for once.
    Code,
    /// A service: only a token without order.
    Service,
}

impl Near {
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Token | Self::Code | Self::Service => Kind::Token,
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

/// The words by how they begin.
#[derive(Clone, Debug)]
pub(super) struct Nouns {
    words: Vec<Vec<Word>>,
    /// For each beginning which of `words`, counted from 1; 0 for none.
    numbers: Vec<u16>,
    /// A bit for each beginning of a word, so that one look passes over most places.
    beginnings: Vec<u64>,
}

/// A sign from here on belongs to a script that is written without spaces.
const WITHOUT_SPACES: char = '\u{2e80}';
/// Words up to this length may be the end of another: "pass" in "bypass".
const SHORT: usize = 5;

impl Nouns {
    pub(super) fn new(config: &Config) -> Self {
        let mut nouns = Self {
            words: Vec::new(),
            numbers: vec![0; 1 << 16],
            beginnings: vec![0; 1 << 10],
        };
        for (list, near) in [
            (&config.password_words, Near::Password),
            (&config.token_words, Near::Token),
            (&config.login_words, Near::Login),
            (&config.code_words, Near::Code),
            (&config.service_words, Near::Service),
        ] {
            for word in list {
                let word = word.replace('_', " ");
                let mut rest = word.chars();
                let first = rest.next().into_iter().flat_map(char::to_uppercase);
                let capital: String = first.chain(rest.as_str().chars()).collect();
                let upper = word.to_uppercase();
                for text in [word, capital, upper] {
                    nouns.add(text, near);
                }
            }
        }
        for words in &mut nouns.words {
            words.sort_by_key(|word| std::cmp::Reverse(word.text.len()));
            words.dedup_by(|a, b| a.text == b.text);
        }
        nouns
    }

    fn add(&mut self, text: String, near: Near) {
        let bytes = text.as_bytes();
        let (first, second) = (at(bytes, 0), at(bytes, 1));
        let thirds: Vec<u8> = match bytes.get(2) {
            None => (0..=u8::MAX).collect(),
            Some(b' ') => b" _-".to_vec(),
            Some(third) => vec![*third],
        };
        for third in thirds {
            let beginning = beginning(first, second, third);
            if let Some(bits) = self.beginnings.get_mut(usize::from(beginning >> 6)) {
                *bits |= 1 << (beginning & 63);
            }
            let Some(number) = self.numbers.get_mut(usize::from(beginning)) else {
                continue;
            };
            if *number == 0 {
                self.words.push(Vec::new());
                *number = u16::try_from(self.words.len()).unwrap_or(0);
            }
            let list = usize::from(*number).checked_sub(1);
            if let Some(words) = list.and_then(|list| self.words.get_mut(list)) {
                words.push(Word {
                    text: text.clone(),
                    near,
                });
            }
        }
    }

    /// The next place from one on where a word may begin.
    pub(super) fn next(&self, bytes: &[u8], place: usize) -> Option<usize> {
        let rest = bytes.get(place..)?;
        let met = rest.windows(3).position(|window| {
            matches!(window, [first, second, third] if self.begins(*first, *second, *third))
        });
        met.map(|offset| place + offset)
    }

    fn begins(&self, first: u8, second: u8, third: u8) -> bool {
        let beginning = beginning(first, second, third);
        self.beginnings
            .get(usize::from(beginning >> 6))
            .is_some_and(|bits| bits & (1 << (beginning & 63)) != 0)
    }

    /// The longest word that stands at a place and ends there.
    pub(super) fn at<'a>(&self, text: &'a str, place: usize) -> Option<Noun<'a>> {
        let bytes = text.as_bytes();
        let beginning = beginning(at(bytes, place), at(bytes, place + 1), at(bytes, place + 2));
        let number = *self.numbers.get(usize::from(beginning))?;
        let words = self.words.get(usize::from(number).checked_sub(1)?)?;
        words.iter().find_map(|word| {
            let end = place + word.text.len();
            let there = bytes.get(place..end)?;
            // Most words differ in their end already.
            let (last, known) = (there.last()?, word.text.as_bytes().last()?);
            if !last.eq_ignore_ascii_case(known) {
                return None;
            }
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

/// Three bytes in one number, without case.
fn beginning(first: u8, second: u8, third: u8) -> u16 {
    let small = |byte: u8| u16::from(byte | 0x20);
    (small(first) << 8) ^ (small(second) << 4) ^ small(third)
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
