//! Which GitLab the customer runs, from what they pasted, wrote and chose, and since when something is fixed.

use crate::escalation::case::{Author, Case};
use std::fmt;

/// Words before a version that may say whose it is.
const NEAR: usize = 3;

/// A version of GitLab: `16.2`, `16.2.3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// `16`.
    pub major: u16,
    /// `2`.
    pub minor: u16,
    /// `3`; `None` where only the milestone is known.
    pub patch: Option<u16>,
}

impl fmt::Display for Version {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}.{}", self.major, self.minor)?;
        match self.patch {
            Some(patch) => write!(out, ".{patch}"),
            None => Ok(()),
        }
    }
}

impl Version {
    /// Reads `16.2`, `v16.2.3`, `16.2.3-ee.0`, `16.2.3+ee.0`; nothing else that has dots in it.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.strip_prefix(['v', 'V']).unwrap_or(word);
        let plain = word.split(['-', '+']).next()?;
        let mut parts = plain.split('.');
        let mut number = |longest: usize| {
            let part = parts.next()?;
            let fits = (1..=longest).contains(&part.len())
                && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u16>().ok().filter(|_| fits)
        };
        let (major, minor) = (number(2)?, number(2)?);
        let patch = number(3);
        let whole =
            parts.next().is_none() && plain.split('.').count() == 2 + usize::from(patch.is_some());
        // Before 6 there was no Enterprise Edition, and no support for it.
        (whole && (6..=40).contains(&major)).then_some(Self {
            major,
            minor,
            patch,
        })
    }

    /// Whether two are of one milestone.
    #[must_use]
    pub fn is_milestone_of(self, other: Self) -> bool {
        (self.major, self.minor) == (other.major, other.minor)
    }

    /// Whether what is in `self` is in `other`; a milestone is as good as its first release.
    #[must_use]
    pub fn is_in(self, other: Self) -> bool {
        let of = |version: Self| (version.major, version.minor, version.patch.unwrap_or(0));
        of(self) <= of(other)
    }
}

/// How sure it is that a version is the customer's, from low to high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    /// `GitLab 16.2`, `upgraded to 16.2`.
    Sentence,
    /// `16.2.3-ee.0`.
    Edition,
    /// The value of a form's field.
    Field,
    /// The output of `gitlab-rake gitlab:env:info`.
    Environment,
}

/// The version that the customer runs. Of two that are as sure, the one that was named last counts.
#[must_use]
pub fn of_ticket(case: &Case) -> Option<Version> {
    let mut found = Candidates::default();
    found.read(case.ticket.subject.as_deref().unwrap_or_default());
    for field in &case.fields {
        if let Some(version) = Version::parse(field.trim()) {
            found.add(Source::Field, version);
        }
    }
    for message in &case.messages {
        if message.author == Author::Customer || !message.public {
            found.read(&message.text);
        }
    }
    found.best()
}

/// The version that a text names as the one in use.
#[must_use]
pub fn of_text(text: &str) -> Option<Version> {
    let mut found = Candidates::default();
    found.read(text);
    found.best()
}

#[derive(Default)]
struct Candidates(Vec<(Source, Version)>);

impl Candidates {
    fn add(&mut self, source: Source, version: Version) {
        self.0.push((source, version));
    }

    fn best(&self) -> Option<Version> {
        let (_, best) = self.0.iter().max_by_key(|(source, _)| *source)?;
        // Somebody may have said more exactly what a form knows as a milestone.
        let exact = self.0.iter().rev().map(|(_, version)| *version);
        let mut exact = exact.filter(|one| one.patch.is_some() && one.is_milestone_of(*best));
        match best.patch {
            Some(_) => Some(*best),
            None => Some(exact.next().unwrap_or(*best)),
        }
    }

    fn read(&mut self, text: &str) {
        let mut in_gitlab = false;
        for line in text.lines() {
            // What was quoted may be years old.
            if line.starts_with('>') {
                continue;
            }
            let name = line.trim().trim_end_matches(':');
            if name.eq_ignore_ascii_case("gitlab information") {
                in_gitlab = true;
            } else if name.ends_with("information") || name.starts_with("GitLab Shell") {
                in_gitlab = false;
            }
            if let Some(value) = name.strip_prefix("Version:").filter(|_| in_gitlab)
                && let Some(version) = Version::parse(value.trim())
            {
                self.add(Source::Environment, version);
            } else if line.bytes().any(|byte| byte.is_ascii_digit()) {
                self.line(line);
            }
        }
    }

    fn line(&mut self, line: &str) {
        let parting = |letter: char| {
            letter.is_whitespace()
                || matches!(
                    letter,
                    ',' | ';' | ':' | '=' | '"' | '\'' | '`' | '(' | ')' | '/' | '@' | '>' | '<'
                )
        };
        let mut before: [&str; NEAR] = [""; NEAR];
        for word in line.split(parting).filter(|word| !word.is_empty()) {
            let word = word.trim_end_matches(['.', '!', '?']);
            if let Some((source, version)) = candidate(word, &before) {
                self.add(source, version);
            }
            before.rotate_left(1);
            if let Some(last) = before.last_mut() {
                *last = word;
            }
        }
    }
}

fn candidate(word: &str, before: &[&str; NEAR]) -> Option<(Source, Version)> {
    // `gitlab-ee-16.2.3`, as packages are called.
    let packaged = ["gitlab-ee-", "gitlab-ce-"].iter();
    let packaged = packaged.filter_map(|name| word.strip_prefix(name)).next();
    let version = Version::parse(packaged.unwrap_or(word))?;
    let is = |words: &[&str]| {
        before
            .iter()
            .any(|word| words.iter().any(|one| word.eq_ignore_ascii_case(one)))
    };
    // These count on their own.
    let other = |word: &&str| {
        let word = word.to_ascii_lowercase();
        [
            "runner",
            "shell",
            "gitaly",
            "pages",
            "chart",
            "helm",
            "ruby",
            "postgres",
            "redis",
            "git",
            "glab",
            "operator",
            "registry",
            "workhorse",
            "kubernetes",
            "ubuntu",
            "debian",
            "rhel",
            "go",
            "openshift",
            "docker",
            "sidekiq",
        ]
        .iter()
        .any(|name| {
            word == *name
                || word.ends_with(&format!("-{name}"))
                || (name.len() > 4 && word.contains(name))
        })
    };
    let left = before.last().is_some_and(|word| {
        ["from", "von", "desde", "depuis"].contains(&word.to_ascii_lowercase().as_str())
    });
    if left || before.iter().any(other) {
        return None;
    }
    let edition = ["-ee", "-ce", "+ee", "+ce"];
    if packaged.is_some() || edition.iter().any(|mark| word.contains(mark)) {
        return Some((Source::Edition, version));
    }
    let named = is(&["gitlab", "gitlab-ee", "gitlab-ce", "ee", "ce", "edition"]);
    let moved = is(&[
        "to",
        "auf",
        "vers",
        "version",
        "running",
        "run",
        "on",
        "installed",
        "upgraded",
        "updated",
        "since",
        "seit",
    ]);
    (named || (moved && version.patch.is_some())).then_some((Source::Sentence, version))
}

/// Since when a problem is fixed, as its issue says: the milestone of one that is closed, or its text.
#[must_use]
pub fn fixed_in(milestone: Option<&str>, closed: bool, texts: &[&str]) -> Option<Version> {
    let said = texts.iter().find_map(|text| {
        let lower = text.to_ascii_lowercase();
        let phrases = [
            "fixed in",
            "fix in",
            "resolved in",
            "released in",
            "available in",
            "shipped in",
        ];
        phrases.iter().find_map(|phrase| {
            let (_, after) = lower.split_once(phrase)?;
            let mut words = after.split_whitespace().take(NEAR);
            words.find_map(|word| {
                Version::parse(word.trim_matches(|letter: char| !letter.is_ascii_alphanumeric()))
            })
        })
    });
    let milestone = || milestone.filter(|_| closed).and_then(Version::parse);
    said.or_else(milestone)
}
