//! Finds any number of phrases in one walk over a text, in time that does not depend on how many
//! they are.
//!
//! Written out by hand: an automaton of a library's is a tenth of what the background may weigh.

/// A node of the tree of phrases: what may follow it is a list of siblings.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Node {
    byte: u8,
    /// First of the nodes that may follow; 0 is none, because the root follows nothing.
    child: u32,
    /// Next of the nodes that may stand here instead; 0 is none.
    sibling: u32,
    /// The number of the phrase that ends here, and one; 0 is none.
    phrase: u32,
}

/// Phrases, each known by a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Index {
    nodes: Vec<Node>,
    /// First nodes, by byte.
    first: Vec<u32>,
    phrases: u32,
}

/// Four bytes are enough for a number here, and half of the room.
fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

impl Default for Index {
    fn default() -> Self {
        let root = Node {
            byte: 0,
            child: 0,
            sibling: 0,
            phrase: 0,
        };
        Self {
            nodes: vec![root],
            first: vec![0; 256],
            phrases: 0,
        }
    }
}

/// A phrase in a text; byte offsets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The phrase's number.
    pub phrase: usize,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

impl Index {
    /// Adds a phrase, lower case. A blank, and a hyphen or an underscore between two words, are the same,
    /// in phrases and in texts. The number of a phrase that is there already is given again.
    pub fn add(&mut self, phrase: &str) -> usize {
        let mut at = 0;
        for byte in Letters::of(phrase.trim().as_bytes(), 0).map(|(byte, _)| byte) {
            at = self.after(at, byte).unwrap_or_else(|| self.grow(at, byte));
        }
        let next = self.phrases.saturating_add(1);
        let Some(node) = self.node_mut(at) else {
            return self.len();
        };
        let phrase = match node.phrase {
            0 => next,
            known => known,
        };
        node.phrase = phrase;
        self.phrases = self.phrases.max(phrase);
        index(phrase).saturating_sub(1)
    }

    fn node(&self, at: u32) -> Option<&Node> {
        self.nodes.get(index(at))
    }

    fn node_mut(&mut self, at: u32) -> Option<&mut Node> {
        self.nodes.get_mut(index(at))
    }

    /// How many phrases there are.
    #[must_use]
    pub fn len(&self) -> usize {
        index(self.phrases)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.phrases == 0
    }

    fn after(&self, at: u32, byte: u8) -> Option<u32> {
        let mut next = match at {
            0 => *self.first.get(usize::from(byte))?,
            at => self.node(at)?.child,
        };
        while next != 0 {
            let node = self.node(next)?;
            if node.byte == byte {
                return Some(next);
            }
            next = node.sibling;
        }
        None
    }

    fn grow(&mut self, at: u32, byte: u8) -> u32 {
        let new = u32::try_from(self.nodes.len()).unwrap_or(0);
        let place = match at {
            0 => self.first.get_mut(usize::from(byte)),
            at => self.node_mut(at).map(|node| &mut node.child),
        };
        let sibling = place.map_or(0, |place| std::mem::replace(place, new));
        self.nodes.push(Node {
            byte,
            child: 0,
            sibling,
            phrase: 0,
        });
        new
    }

    /// The longest phrase that begins at `start` as words of its own; one may stand in the plural.
    #[must_use]
    pub fn longest(&self, text: &str, start: usize) -> Option<Hit> {
        let bytes = text.as_bytes();
        let mut longest = None;
        let mut at = 0;
        for (byte, end) in Letters::of(bytes, start) {
            let Some(next) = self.after(at, byte) else {
                break;
            };
            at = next;
            let phrase = self.node(at).map_or(0, |node| node.phrase);
            if let Some(end) = whole_words(bytes, end).filter(|_| phrase != 0) {
                let phrase = index(phrase).saturating_sub(1);
                longest = Some(Hit { phrase, start, end });
            }
        }
        longest
    }

    /// All phrases in `text`, longest first where several begin, none inside of another.
    pub fn hits<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Hit> + 'a {
        let bytes = text.as_bytes();
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < bytes.len() {
                let start = at;
                at += 1;
                let byte = *bytes.get(start)?;
                let known = self.first.get(usize::from(byte.to_ascii_lowercase())) != Some(&0);
                if !known || !is_apart(bytes, start) {
                    continue;
                }
                if let Some(hit) = self.longest(text, start) {
                    at = hit.end;
                    return Some(hit);
                }
            }
            None
        })
    }
}

/// A text's bytes as they are compared, each with where it ends: ASCII in lower case, and one blank
/// for what parts words.
struct Letters<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Letters<'a> {
    fn of(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }
}

/// More blanks than that part sentences, not words.
const BLANKS: usize = 8;

impl Iterator for Letters<'_> {
    type Item = (u8, usize);

    fn next(&mut self) -> Option<(u8, usize)> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        if matches!(byte, b'-' | b'_') && self.parts_words() {
            return Some((b' ', self.at));
        }
        if !byte.is_ascii_whitespace() {
            return Some((byte.to_ascii_lowercase(), self.at));
        }
        let rest = self.bytes.get(self.at..).unwrap_or_default().iter();
        let more = rest
            .take(BLANKS)
            .take_while(|byte| byte.is_ascii_whitespace());
        self.at += more.count();
        Some((b' ', self.at))
    }
}

impl Letters<'_> {
    /// Whether the byte before `at` stands between two words: `gitlab-runner`, not `--set` or `_redirects`.
    fn parts_words(&self) -> bool {
        let word = |at: Option<usize>| {
            at.and_then(|at| self.bytes.get(at))
                .is_some_and(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())
        };
        word(self.at.checked_sub(2)) && word(Some(self.at))
    }
}

/// Whether a phrase may begin at `at`.
fn is_apart(bytes: &[u8], at: usize) -> bool {
    let word = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    !(word(Some(at)) && (word(at.checked_sub(1)) || follows_letter(bytes, at)))
}

/// Where a phrase that ends at `end` ends as words of its own.
fn whole_words(bytes: &[u8], end: usize) -> Option<usize> {
    let ends = |at: usize| {
        let last = at.checked_sub(1).and_then(|at| bytes.get(at));
        let inside = last.is_some_and(u8::is_ascii_alphanumeric);
        let goes_on = bytes
            .get(at)
            .is_some_and(|next| next.is_ascii_alphanumeric() || begins_letter(bytes, at));
        !(inside && goes_on)
    };
    if ends(end) {
        return Some(end);
    }
    let plural = bytes
        .get(end)
        .is_some_and(|byte| byte.eq_ignore_ascii_case(&b's'));
    (plural && ends(end + 1)).then_some(end + 1)
}

/// Letters of scripts that part words by blanks take two bytes: `é`, `ß`, `д`. Those of three do not.
fn begins_letter(bytes: &[u8], at: usize) -> bool {
    bytes
        .get(at)
        .is_some_and(|byte| (0xc3..=0xdf).contains(byte))
}

fn follows_letter(bytes: &[u8], at: usize) -> bool {
    at.checked_sub(2).is_some_and(|at| begins_letter(bytes, at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(phrases: &[&str], text: &str, found: &[&str]) {
        let mut index = Index::default();
        for phrase in phrases {
            index.add(phrase);
        }
        let hits: Vec<&str> = index
            .hits(text)
            .map(|hit| &text[hit.start..hit.end])
            .collect();
        assert_eq!(hits, found, "{phrases:?} in {text}");
    }

    #[test]
    fn phrases_are_found_as_words_of_their_own() {
        check(
            &["geo"],
            "Geo, geo_x GEO geography ngeo",
            &["Geo", "geo", "GEO"],
        );
        check(&["pg::"], "PG::Error, jpg::x", &["PG::"]);
        check(&["500"], "HTTP 500, 5000, 1500", &["500"]);
        check(&["runner"], "Runners, runnerss", &["Runners"]);
        check(&["gitaly"], "途中でGitalyが", &["Gitaly"]);
        check(&["ssh"], "éssh sshé ßssh", &[]);
        check(&["失敗"], "途中で失敗しました", &["失敗"]);
        check(&["/var/opt"], "in /var/opt/gitlab", &["/var/opt"]);
    }

    #[test]
    fn what_parts_words_is_the_same_everywhere() {
        for text in [
            "gitlab-runner",
            "gitlab runner",
            "gitlab_runner",
            "gitlab\n  runner",
        ] {
            check(&["gitlab-runner"], text, &[text]);
            check(&["gitlab runner"], text, &[text]);
        }
        check(&["gitlab runner"], "gitlab -- runner", &[]);
        check(
            &["_redirects", "--set"],
            "redirects, set, _redirects --set",
            &["_redirects", "--set"],
        );
        check(&["gitlab runner"], "gitlabrunner", &[]);
    }

    #[test]
    fn the_longest_counts_and_nothing_inside_of_it() {
        let phrases = ["docker", "docker push", "push"];
        check(
            &phrases,
            "docker push, docker pull, push",
            &["docker push", "docker", "push"],
        );
        check(&["merge request", "merge"], "merge requested", &["merge"]);
    }

    #[test]
    fn a_phrase_has_one_number() {
        let mut index = Index::default();
        let numbers = ["a", "a b", "a", "a-b"].map(|phrase| index.add(phrase));
        assert_eq!((numbers, index.len()), ([0, 1, 0, 1], 2));
    }
}
