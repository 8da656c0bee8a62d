//! Which components a ticket speaks for, how sure that is, and what spoke for it.

use super::{
    index::Hit,
    reading::{Passage, Voice},
    settings::{self, Contribution, Meaning},
};

/// Evidence that is shown; the rest says the same.
const EVIDENCE: usize = 5;
/// Components that are shown; more are a riddle, not an answer.
const COMPONENTS: usize = 3;
/// Characters of context on each side.
const CONTEXT: usize = 80;
/// Bytes that are looked at for what a word is part of.
const TOKEN: usize = 64;
/// Each time that something is said again counts for one, this often.
const AGAIN: u32 = 4;
/// A component goes before another from this part of its loudness on.
const OVER: u32 = 3;
/// A component with this loudness alone is even odds.
const EVEN: u32 = 16;

/// What was said for a component.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence<'a> {
    /// As it was written.
    pub sign: &'a str,
    /// The line that it stands in, or as much of it as can be shown.
    pub context: &'a str,
    /// How it was said.
    pub voice: Voice,
}

/// A component that a ticket speaks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route<'a> {
    /// The handbook's name for it.
    pub component: &'a str,
    /// Where it lives in the edition in force.
    pub place: &'a settings::Place,
    /// Per cent.
    pub confidence: u32,
    /// Loudest first.
    pub evidence: Vec<Evidence<'a>>,
    /// All of it together.
    pub loudness: u32,
}

/// What was found in some passages.
#[derive(Debug)]
pub struct Weighed<'a> {
    rules: &'a Contribution,
    passages: &'a [Passage],
    found: Vec<Found>,
    rows: Vec<u32>,
    elsewhere: u32,
    installed: Vec<u32>,
    named: bool,
}

/// One phrase, where it is loudest.
#[derive(Clone, Copy, Debug)]
struct Found {
    phrase: usize,
    loudness: u32,
    times: u32,
    passage: usize,
    start: usize,
    end: usize,
}

impl Found {
    /// Once loud, and then again.
    fn loudness(&self) -> u32 {
        self.loudness + self.times.saturating_sub(1).min(AGAIN)
    }
}

/// Looks through everything once.
#[must_use]
pub fn weigh<'a>(passages: &'a [Passage], rules: &'a Contribution) -> Weighed<'a> {
    let mut listener = Listener {
        rules,
        places: vec![None; rules.phrases.index.len()],
        found: Vec::new(),
        pending: Vec::new(),
    };
    for (number, passage) in passages.iter().enumerate() {
        listener.hear(number, passage);
    }
    let found = listener.found;
    let mut rows = vec![0_u32; rules.components.len()];
    let mut installed = vec![0_u32; rules.installations.len()];
    let mut elsewhere = 0_u32;
    let mut named = false;
    for found in &found {
        let said = passages
            .get(found.passage)
            .and_then(|one| one.text.get(found.start..found.end));
        named = named || said.is_some_and(|said| said.to_ascii_lowercase().contains("gitlab"));
        for meaning in rules.phrases.meanings(found.phrase) {
            let (sum, weight) = match meaning {
                Meaning::Speaks { row, weight } => (rows.get_mut(*row), *weight),
                Meaning::Elsewhere(weight) => (Some(&mut elsewhere), *weight),
                Meaning::Installed(number) => (installed.get_mut(*number), 1),
                Meaning::Names => {
                    named = true;
                    continue;
                }
                Meaning::Shared | Meaning::Clears | Meaning::Turns => continue,
            };
            if let Some(sum) = sum {
                *sum = sum.saturating_add(weight.saturating_mul(found.loudness()));
            }
        }
    }
    Weighed {
        rules,
        passages,
        found,
        rows,
        elsewhere,
        installed,
        named,
    }
}

struct Listener<'a> {
    rules: &'a Contribution,
    /// Where a phrase is in `found`.
    places: Vec<Option<usize>>,
    found: Vec<Found>,
    /// Said in the sentence that is being read.
    pending: Vec<Found>,
}

impl Listener<'_> {
    fn hear(&mut self, number: usize, passage: &Passage) {
        let text = passage.text.as_str();
        let mut addresses = Addresses::of(passage);
        let (mut cleared, mut named_before, mut from) = (false, false, 0);
        for hit in self.rules.phrases.index.hits(text) {
            if passage.voice.has_sentences() {
                let between = text.get(from..hit.start).unwrap_or_default();
                let end = ends_thought(between, cleared && named_before);
                if end {
                    self.end_of_thought(cleared);
                    cleared = false;
                }
                from = hit.end;
                let meanings = self.rules.phrases.meanings(hit.phrase);
                if meanings.contains(&Meaning::Turns) {
                    self.end_of_thought(cleared);
                    cleared = false;
                }
                if meanings.contains(&Meaning::Clears) {
                    cleared = true;
                    named_before = !self.pending.is_empty();
                }
            }
            if addresses.cover(&hit) {
                continue;
            }
            let Some(loudness) = loudness(passage.voice, text, hit.start, hit.end) else {
                continue;
            };
            self.pending.push(Found {
                phrase: hit.phrase,
                loudness,
                times: 1,
                passage: number,
                start: hit.start,
                end: hit.end,
            });
        }
        self.end_of_thought(cleared);
    }

    fn end_of_thought(&mut self, cleared: bool) {
        for said in self.pending.drain(..) {
            if cleared {
                continue;
            }
            let Some(place) = self.places.get_mut(said.phrase) else {
                continue;
            };
            match place.and_then(|at| self.found.get_mut(at)) {
                None => {
                    *place = Some(self.found.len());
                    self.found.push(said);
                }
                Some(known) => {
                    let times = known.times.saturating_add(1);
                    if said.loudness > known.loudness {
                        *known = said;
                    }
                    known.times = times;
                }
            }
        }
    }
}

/// Whether a sentence ends in `between`; after a part was cleared that stands before, a comma ends
/// the thought too: `Gitaly is fine, docker push fails`.
fn ends_thought(between: &str, comma: bool) -> bool {
    let bytes = between.as_bytes();
    let mut lines = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let last = bytes.get(at + 1).is_none_or(u8::is_ascii_whitespace);
        match byte {
            b'.' | b'!' | b'?' | b';' if last => return true,
            b',' if comma => return true,
            b':' if bytes.get(at + 1) == Some(&b'\n') => return true,
            b'\n' => {
                lines += 1;
                let item = matches!(bytes.get(at + 1), Some(b'-' | b'*'));
                if lines > 1 || item {
                    return true;
                }
            }
            _ if byte.is_ascii_whitespace() => {}
            _ => lines = 0,
        }
    }
    between.contains('。')
}

/// How loudly a phrase speaks where it stands: as part of a file's name or a constant as loudly as
/// in a log. `None` where it is part of a mail address.
fn loudness(voice: Voice, text: &str, start: usize, end: usize) -> Option<u32> {
    let loudness = voice.loudness();
    if voice == Voice::Technical {
        return Some(loudness);
    }
    let bytes = text.as_bytes();
    let inside = |byte: &&u8| !byte.is_ascii_whitespace();
    let before = bytes.get(start.saturating_sub(TOKEN)..start)?;
    let before = before.iter().rev().take_while(inside);
    let after = bytes.get(end..bytes.len().min(end + TOKEN))?;
    let after = after.iter().take_while(inside);
    let mut around = before.chain(after.clone());
    let is_mail =
        around.clone().any(|byte| *byte == b'@') && after.clone().any(|byte| *byte == b'.');
    if is_mail {
        return None;
    }
    let own = text.get(start..end)?;
    let is_name = own.contains(['.', '/', ':', '_', '['])
        || around.any(|byte| matches!(byte, b'/' | b'`' | b'['));
    match is_name {
        true => Some(loudness.max(Voice::Technical.loudness())),
        false => Some(loudness),
    }
}

/// What stands in a web address is named there, not talked about. In a log, its path is, and the domain that a
/// host belongs to is everywhere.
struct Addresses<'a> {
    text: &'a str,
    technical: bool,
    at: usize,
    current: (usize, usize),
    /// Where the host of the current one ends.
    host: usize,
}

impl<'a> Addresses<'a> {
    fn of(passage: &'a Passage) -> Self {
        Self {
            text: &passage.text,
            technical: passage.voice == Voice::Technical,
            at: 0,
            current: (0, 0),
            host: 0,
        }
    }

    /// Whether a phrase is in one; they come in order.
    fn cover(&mut self, hit: &Hit) -> bool {
        let place = hit.start;
        while self.current.1 <= place {
            let Some(rest) = self.text.get(self.at..) else {
                return false;
            };
            let Some(mark) = rest.find("://") else {
                self.at = self.text.len() + 1;
                return false;
            };
            let start = self.at + mark;
            let host = start + "://".len();
            let end = |letter: char| {
                letter.is_whitespace()
                    || matches!(letter, '"' | '\'' | '<' | '>')
                    || (self.technical && letter == '/')
            };
            let rest = self.text.get(host..).unwrap_or_default();
            let length = rest.find(end).unwrap_or(rest.len());
            let end = host + length;
            let authority = rest.get(..length).unwrap_or_default();
            self.host = host + authority.find(['/', ':', '?', '#']).unwrap_or(length);
            self.current = (start, end);
            self.at = end;
        }
        let domain = hit.end == self.host
            && self
                .text
                .get(place..hit.end)
                .is_some_and(|own| own.contains('.'));
        self.current.0 <= place && !domain
    }
}

impl<'a> Weighed<'a> {
    /// The components that it speaks for, surest first: none where nothing convinces, several
    /// where they are close together.
    #[must_use]
    pub fn routes(&self) -> Vec<Route<'a>> {
        let mut rows = self.components();
        let loudest = rows.first().map_or(0, |(loudness, _)| *loudness);
        if self.elsewhere >= loudest {
            return Vec::new();
        }
        let close = loudest.saturating_mul(self.rules.close) / 100;
        let all: u32 = rows
            .iter()
            .fold(self.elsewhere, |sum, (one, _)| sum.saturating_add(*one));
        rows.retain(|(loudness, row)| *loudness >= close && self.convinces(*loudness, *row));
        rows.truncate(COMPONENTS);
        let route = |(loudness, row)| self.route(row, loudness, all);
        rows.into_iter().filter_map(route).collect()
    }

    /// Where nobody names the product, one thing that was said has to be louder than several, and one of
    /// them has to be the product's own.
    fn convinces(&self, loudness: u32, row: usize) -> bool {
        if self.named {
            return loudness >= self.rules.convincing;
        }
        let component = self.rules.components.get(row);
        let (mut signs, mut own) = (0, false);
        for found in &self.found {
            let meanings = self.rules.phrases.meanings(found.phrase);
            let mut rows = meanings.iter().filter_map(|meaning| match meaning {
                Meaning::Speaks { row, .. } => self.rules.components.get(*row),
                _ => None,
            });
            if rows.any(|one| component.is_some_and(|component| one.name == component.name)) {
                signs += 1;
                own = own || !meanings.contains(&Meaning::Shared);
            }
        }
        let least = match signs > 1 {
            true => self.rules.convincing,
            false => self.rules.doubtful,
        };
        own && loudness >= least
    }

    /// The component that it speaks for most, though it may be about none.
    #[must_use]
    pub fn best(&self) -> Option<Route<'a>> {
        let components = self.components();
        let (loudness, row) = components.first().copied()?;
        if loudness < self.rules.convincing {
            return None;
        }
        self.route(row, loudness, loudness)
    }

    /// The component that it speaks for most among those that live in a project, however softly.
    #[must_use]
    pub fn best_within(&self, repository: &str) -> Option<Route<'a>> {
        let mut best: Option<(u32, usize)> = None;
        for (row, (component, loudness)) in self.rules.components.iter().zip(&self.rows).enumerate()
        {
            let place = component.place(&self.rules.edition);
            let is_there = place.is_some_and(|place| place.repository == repository);
            if is_there && *loudness > best.map_or(0, |(most, _)| most) {
                best = Some((*loudness, row));
            }
        }
        best.and_then(|(loudness, row)| self.route(row, loudness, loudness))
    }

    /// What is said of how GitLab is installed, loudest first.
    #[must_use]
    pub fn installation(&self) -> Option<&'a str> {
        let names = self.rules.installations.iter().map(|(name, _)| name);
        let mut best: Option<(u32, &str)> = None;
        for (name, loudness) in names.zip(&self.installed) {
            if *loudness > best.map_or(0, |(most, _)| most) {
                best = Some((*loudness, name));
            }
        }
        best.map(|(_, name)| name)
    }

    /// Each component's loudness and its loudest row, loudest first.
    fn components(&self) -> Vec<(u32, usize)> {
        struct Sum<'a> {
            name: &'a str,
            all: u32,
            best: u32,
            row: usize,
        }
        let mut sums: Vec<Sum<'_>> = Vec::new();
        for (row, (component, loudness)) in self.rules.components.iter().zip(&self.rows).enumerate()
        {
            if *loudness == 0 {
                continue;
            }
            match sums.iter_mut().find(|sum| sum.name == component.name) {
                Some(sum) => {
                    sum.all = sum.all.saturating_add(*loudness);
                    if *loudness > sum.best {
                        (sum.best, sum.row) = (*loudness, row);
                    }
                }
                None => sums.push(Sum {
                    name: &component.name,
                    all: *loudness,
                    best: *loudness,
                    row,
                }),
            }
        }
        let mut overruled: Vec<&str> = Vec::new();
        for (component, loudness) in self.rules.components.iter().zip(&self.rows) {
            let over = sums.iter().filter(|sum| {
                let speaks = *loudness >= self.rules.convincing && *loudness >= sum.all / OVER;
                speaks && component.over.iter().any(|name| *name == sum.name)
            });
            overruled.extend(over.map(|sum| sum.name));
        }
        sums.retain(|sum| !overruled.contains(&sum.name));
        // What several rows of one component say is often the same.
        let mut components: Vec<(u32, usize)> = sums
            .iter()
            .map(|sum| {
                (
                    sum.best
                        .saturating_add(sum.all.saturating_sub(sum.best) / 2),
                    sum.row,
                )
            })
            .collect();
        components.sort_by_key(|(loudness, _)| std::cmp::Reverse(*loudness));
        components
    }

    fn route(&self, row: usize, loudness: u32, all: u32) -> Option<Route<'a>> {
        let component = self.rules.components.get(row)?;
        let others = all.saturating_sub(loudness) / 2;
        let whole = loudness.saturating_add(others).saturating_add(EVEN);
        Some(Route {
            component: &component.name,
            place: component.place(&self.rules.edition)?,
            confidence: u32::try_from(u64::from(loudness) * 100 / u64::from(whole)).unwrap_or(100),
            evidence: self.evidence(&component.name),
            loudness,
        })
    }

    fn evidence(&self, name: &str) -> Vec<Evidence<'a>> {
        let weight = |found: &Found| {
            let meanings = self.rules.phrases.meanings(found.phrase).iter();
            let weights = meanings.filter_map(|meaning| match meaning {
                Meaning::Speaks { row, weight }
                    if self
                        .rules
                        .components
                        .get(*row)
                        .is_some_and(|of| of.name == name) =>
                {
                    Some(*weight)
                }
                _ => None,
            });
            weights.sum::<u32>().saturating_mul(found.loudness())
        };
        let mut all: Vec<(u32, &Found)> = self
            .found
            .iter()
            .map(|found| (weight(found), found))
            .filter(|(weight, _)| *weight > 0)
            .collect();
        all.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        let shown = all.into_iter().take(EVIDENCE);
        shown.filter_map(|(_, found)| self.shown(found)).collect()
    }

    fn shown(&self, found: &Found) -> Option<Evidence<'a>> {
        let passage = self.passages.get(found.passage)?;
        let text = passage.text.as_str();
        Some(Evidence {
            sign: text.get(found.start..found.end)?,
            context: context(text, found.start, found.end),
            voice: passage.voice,
        })
    }
}

/// Where the last row of that name lives: its most general one.
#[must_use]
pub fn fallback<'a>(name: &str, rules: &'a Contribution) -> Option<Route<'a>> {
    last(rules, |row, _| row.name == name)
}

/// The last row of that name that lives in a project, else the last of any.
#[must_use]
pub fn general<'a>(repository: &str, name: &str, rules: &'a Contribution) -> Option<Route<'a>> {
    last(rules, |row, place| {
        place.repository == repository && row.name == name
    })
    .or_else(|| last(rules, |_, place| place.repository == repository))
}

fn last<'a>(
    rules: &'a Contribution,
    is: impl Fn(&settings::Component, &settings::Place) -> bool,
) -> Option<Route<'a>> {
    let mut rows = rules.components.iter().rev();
    rows.find_map(|row| {
        let place = row.place(&rules.edition).filter(|place| is(row, place))?;
        Some(Route {
            component: &row.name,
            place,
            confidence: 0,
            evidence: Vec::new(),
            loudness: 0,
        })
    })
}

/// The line around a place, at most so much of it on each side.
fn context(text: &str, start: usize, end: usize) -> &str {
    let before = text.get(..start).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let near = before.char_indices().rev().take(CONTEXT).last();
    let from = near.map_or(start, |(at, _)| at).max(line);
    let after = text.get(end..).unwrap_or_default();
    let line = after.find('\n').unwrap_or(after.len());
    let near = after
        .char_indices()
        .nth(CONTEXT)
        .map_or(after.len(), |(at, _)| at);
    text.get(from..end + near.min(line))
        .unwrap_or_default()
        .trim()
}
