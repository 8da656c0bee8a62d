//! Names of the people and organisations that a ticket belongs to, wherever they occur.

use super::{
    Found, Kind,
    text::{is_word, run, run_back},
};
use std::collections::{HashMap, HashSet};

/// The fewest letters of a word that is looked for by itself.
const FEWEST: usize = 3;
/// A sign from here on belongs to a script that is written without spaces.
const WITHOUT_SPACES: char = '\u{2e80}';

/// Names as they are looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    words: HashMap<String, Word>,
    /// What they begin with, where that is ASCII.
    initials: Vec<u8>,
    /// For two letters, whether one of the words begins with them.
    begins: Vec<bool>,
    /// Looked for inside words too.
    inside: Vec<(String, Kind)>,
    /// Parts of a name that many have: only taken behind the others.
    tails: HashSet<String>,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    kind: Kind,
    /// An English word as well: only taken for the name where it has a capital.
    common: bool,
}

impl Names {
    /// Adds a name: as a whole, its words, and how logins and groups are made of it.
    pub(super) fn add(
        &mut self,
        name: &str,
        kind: Kind,
        common: impl Fn(&str) -> bool,
        legal: impl Fn(&str) -> bool,
    ) {
        let parts: Vec<String> = name
            .split(|mark: char| !mark.is_alphanumeric())
            .map(str::to_lowercase)
            .filter(|part| !part.is_empty())
            .collect();
        if name.chars().any(|mark| mark >= WITHOUT_SPACES) {
            let whole: String = name.trim().to_owned();
            if whole.chars().count() > 1 {
                self.inside.push((whole, kind));
            }
            return;
        }
        let telling: Vec<&String> = parts.iter().filter(|part| !legal(part)).collect();
        for part in &telling {
            let alone =
                part.chars().count() >= FEWEST || (telling.len() == 1 && part.chars().count() > 1);
            if alone && part.chars().any(char::is_alphabetic) {
                self.insert((*part).clone(), kind, common(part));
            }
        }
        self.tails
            .extend(parts.iter().filter(|part| legal(part)).cloned());
        let joined = |parts: &[&String]| parts.iter().map(|part| part.as_str()).collect::<String>();
        if telling.len() > 1 {
            self.insert(joined(&telling), kind, false);
        }
        self.insert(
            joined(&parts.iter().collect::<Vec<_>>()),
            kind,
            parts.len() == 1 && common(name.trim().to_lowercase().as_str()),
        );
        // ada.lovelace is two words; alovelace and adal are logins.
        if kind == Kind::Name
            && let [first, .., last] = parts.as_slice()
            && let (Some(a), Some(z)) = (first.chars().next(), last.chars().next())
        {
            for login in [
                format!("{a}{last}"),
                format!("{last}{a}"),
                format!("{first}{z}"),
                format!("{z}{first}"),
            ] {
                if login.chars().count() > FEWEST + 1 {
                    self.initials.extend(login.bytes().next());
                    let known = common(&login);
                    self.words.entry(login).or_insert(Word {
                        kind,
                        common: known,
                    });
                }
            }
        }
    }

    /// The next place where the first two letters of a name stand, or what is no ASCII.
    fn likely(&self, bytes: &[u8]) -> Option<usize> {
        bytes.windows(2).position(|pair| match pair {
            [first, second] => {
                !first.is_ascii()
                    || !second.is_ascii()
                    || self.begins.get(begin(*first, *second)) == Some(&true)
            }
            _ => false,
        })
    }

    /// Ready to look.
    pub(super) fn finish(&mut self) {
        self.begins = vec![false; 1 << 12];
        for word in self.words.keys() {
            if let [first, second, ..] = word.as_bytes()
                && let Some(place) = self.begins.get_mut(begin(*first, *second))
            {
                *place = true;
            }
        }
        self.initials.sort_unstable();
        self.initials.dedup();
    }

    fn insert(&mut self, word: String, kind: Kind, common: bool) {
        if word.chars().count() > 1 {
            self.initials.extend(word.bytes().next());
            self.words.insert(word, Word { kind, common });
        }
    }

    pub(super) fn find(&self, text: &str, found: &mut Vec<Found>) {
        for (name, kind) in &self.inside {
            for (start, name) in text.match_indices(name.as_str()) {
                found.push(Found {
                    kind: *kind,
                    start,
                    end: start + name.len(),
                });
            }
        }
        if self.words.is_empty() {
            return;
        }
        let mut lower = String::new();
        let first = found.len();
        let bytes = text.as_bytes();
        let mut place = 0;
        while let Some(offset) = bytes.get(place..).and_then(|rest| self.likely(rest)) {
            let hit = place + offset;
            let start = run_back(bytes, hit, hit - place, is_word);
            let end = run(bytes, hit, bytes.len(), is_word);
            let ascii = bytes.get(start..end).is_some_and(<[u8]>::is_ascii);
            let digest = end - start >= 16
                && bytes
                    .get(start..end)
                    .is_some_and(|word| word.iter().all(u8::is_ascii_hexdigit));
            if digest {
                // Not a name, though its letters spell one.
            } else if ascii {
                self.word(text, start, end, &mut lower, found);
            } else {
                self.words(text, start, end, &mut lower, found);
            }
            place = end.max(place + 1);
        }
        join(text, first, found);
        for one in found.iter_mut().skip(first) {
            one.end = self.tail(text, one.end, &mut lower);
            one.start = self.initial(text, *one, &mut lower);
        }
    }

    /// The words of a run that is not all ASCII: some of its signs may be no letters.
    fn words(
        &self,
        text: &str,
        from: usize,
        until: usize,
        lower: &mut String,
        found: &mut Vec<Found>,
    ) {
        let mut start = None;
        let marks = text.get(from..until).unwrap_or("").char_indices();
        for (offset, mark) in marks.chain([(until - from, ' ')]) {
            if mark.is_alphanumeric() {
                start.get_or_insert(from + offset);
            } else if let Some(start) = start.take() {
                self.word(text, start, from + offset, lower, found);
            }
        }
    }

    /// A run of letters and digits: a name as a whole, or with its parts (`AcmePortal2`).
    fn word(
        &self,
        text: &str,
        start: usize,
        end: usize,
        lower: &mut String,
        found: &mut Vec<Found>,
    ) {
        const LONGEST: usize = 64;
        if end - start > LONGEST || self.take(text, start, end, lower, found) {
            return;
        }
        let shown = text.get(start..end).unwrap_or("");
        // One word, as most are.
        let letter = shown.starts_with(|first: char| first.is_ascii_alphabetic());
        if letter && shown.bytes().skip(1).all(|byte| byte.is_ascii_lowercase()) {
            return;
        }
        let mut from = start;
        let mut previous = ' ';
        let cuts = shown.char_indices().filter_map(|(offset, mark)| {
            let cut = (previous.is_lowercase() && mark.is_uppercase())
                || (previous.is_alphabetic() != mark.is_alphabetic() && offset > 0);
            previous = mark;
            cut.then_some(start + offset)
        });
        let cuts: Vec<usize> = cuts.collect();
        if cuts.is_empty() {
            return;
        }
        for cut in cuts.into_iter().chain([end]) {
            self.take(text, from, cut, lower, found);
            from = cut;
        }
    }

    /// Where a name ends that goes on with "Inc".
    fn tail(&self, text: &str, end: usize, lower: &mut String) -> usize {
        let rest = text.get(end..).unwrap_or("");
        let word = rest.trim_start_matches([' ', ',', '-', '_']);
        let gap = rest.len() - word.len();
        let length = word
            .find(|mark: char| !mark.is_alphanumeric())
            .unwrap_or(word.len());
        let word = word.get(..length).unwrap_or("");
        if self.tails.is_empty() || !(1..=2).contains(&gap) || length > 20 {
            return end;
        }
        lower.clear();
        lower.extend(word.chars().flat_map(char::to_lowercase));
        if self.tails.contains(lower.as_str()) {
            let end = end + gap + length;
            let short = matches!(lower.as_str(), "inc" | "ltd" | "corp" | "co" | "llc");
            end + usize::from(short && text.as_bytes().get(end) == Some(&b'.'))
        } else {
            end
        }
    }

    /// Where a surname begins with the initial before it: "A. Example".
    fn initial(&self, text: &str, one: Found, lower: &mut String) -> usize {
        let bytes = text.as_bytes();
        let front = bytes.get(..one.start).unwrap_or(&[]);
        let short = front
            .strip_suffix(b". ")
            .or_else(|| front.strip_suffix(b"."))
            .unwrap_or(&[]);
        let [rest @ .., initial] = short else {
            return one.start;
        };
        if !initial.is_ascii_uppercase() || rest.last().is_some_and(|last| is_word(*last)) {
            return one.start;
        }
        // Logins are made of both: aexample.
        lower.clear();
        lower.push(char::from(initial.to_ascii_lowercase()));
        let name = text.get(one.start..one.end).unwrap_or("");
        lower.extend(name.chars().flat_map(char::to_lowercase));
        if one.kind == Kind::Name && self.words.contains_key(lower.as_str()) {
            rest.len()
        } else {
            one.start
        }
    }

    fn take(
        &self,
        text: &str,
        start: usize,
        end: usize,
        lower: &mut String,
        found: &mut Vec<Found>,
    ) -> bool {
        let shown = text.get(start..end).unwrap_or("");
        let initial = shown.bytes().next().unwrap_or(0).to_ascii_lowercase();
        if initial.is_ascii() && !self.initials.contains(&initial) {
            return false;
        }
        lower.clear();
        lower.extend(shown.chars().flat_map(char::to_lowercase));
        let known = self.words.get(lower.as_str()).or_else(|| {
            // The genitive of many languages: Acmes.
            let stem = lower.strip_suffix('s')?;
            self.words.get(stem).filter(|word| !word.common)
        });
        let Some(word) = known else {
            return false;
        };
        let capital = shown.chars().next().is_some_and(char::is_uppercase);
        if word.common && !capital {
            return false;
        }
        found.push(Found {
            kind: word.kind,
            start,
            end,
        });
        true
    }
}

/// The number of two ASCII letters without case.
fn begin(first: u8, second: u8) -> usize {
    (usize::from(first & 0x3f | 0x20) << 6) | usize::from(second & 0x3f | 0x20)
}

/// Words of one name that stand side by side are one name.
fn join(text: &str, first: usize, found: &mut Vec<Found>) {
    let tail = found.split_off(first);
    for one in tail {
        let beside = found
            .get(first..)
            .and_then(<[Found]>::last)
            .is_some_and(|last| {
                last.kind == one.kind
                    && text.get(last.end..one.start).is_some_and(|gap| {
                        let quoted = gap.contains('\n') && gap.len() <= 5;
                        (gap.len() <= 2 && gap.chars().all(|mark| " .-_+,".contains(mark)))
                            || (quoted && gap.chars().all(|mark| " \r\n>".contains(mark)))
                    })
            });
        match found.last_mut() {
            Some(last) if beside => last.end = one.end,
            _ => found.push(one),
        }
    }
}
