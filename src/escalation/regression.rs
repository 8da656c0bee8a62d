//! Whether something worked once, and the milestone that broke it.

use super::{
    settings::Regression as Rules,
    text::{first, says_any, start_of},
};

/// Characters in which both versions of an upgrade are named.
const BETWEEN: usize = 80;

/// Something that worked once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regression {
    /// The milestone that brought it in, where the ticket says so: `15.2`.
    pub broken: Option<String>,
    /// The last one that is said to have worked.
    pub worked: Option<String>,
}

/// Reads it from what a customer said, lower case. `None` where nothing says that it ever worked.
#[must_use]
pub fn find(text: &str, rules: &Rules) -> Option<Regression> {
    let mut text = text.to_owned();
    for phrase in &rules.not {
        if text.contains(phrase.as_str()) {
            text = text.replace(phrase.as_str(), " ");
        }
    }
    let moved = from_to(&text, &rules.from_to);
    let worked =
        version_after(&text, &rules.worked).or_else(|| version_before(&text, &rules.worked_after));
    let broken = version_after(&text, &rules.broken);
    if worked.is_none() && broken.is_none() && !says_any(&text, &rules.signs) {
        return None;
    }
    let (left, taken) = moved.unzip();
    let worked = worked.or(left);
    let broken = broken
        .or(taken)
        .or_else(|| version_after(&text, &rules.moved))
        .filter(|broken| Some(broken) != worked.as_ref());
    Some(Regression { broken, worked })
}

/// `from 16.0.2 to 16.1.0`.
fn from_to(text: &str, pairs: &[[String; 2]]) -> Option<(String, String)> {
    pairs.iter().find_map(|[from, to]| {
        let mut rest = text;
        while let Some(at) = first(rest, from) {
            rest = rest.get(at + from.len()..)?;
            // Both stand close together; looking further would look through everything each time.
            let near = start_of(rest, BETWEEN);
            let found = leading_version(near)
                .zip(first(near, to).and_then(|at| leading_version(near.get(at + to.len()..)?)));
            if found.is_some() {
                return found;
            }
        }
        None
    })
}

/// The milestone right before one of `phrases`: `with 16.0 everything works`.
fn version_before(text: &str, phrases: &[String]) -> Option<String> {
    let mut rest = text;
    while !rest.is_empty() {
        let start = rest.trim_start();
        let end = start.find(char::is_whitespace).unwrap_or(start.len());
        let (word, after) = start.split_at_checked(end)?;
        rest = after;
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let Some(version) = milestone(word) else {
            continue;
        };
        let after = start_of(after.trim_start(), BETWEEN);
        if phrases.iter().any(|phrase| first(after, phrase) == Some(0)) {
            return Some(version);
        }
    }
    None
}

/// The milestone of the first version that follows one of `phrases`, longest phrase first. Between
/// them may stand what a version is called, and the version that was upgraded from.
fn version_after(text: &str, phrases: &[String]) -> Option<String> {
    let mut phrases: Vec<&String> = phrases.iter().collect();
    phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    phrases.into_iter().find_map(|phrase| {
        let mut rest = text;
        while let Some(at) = first(rest, phrase) {
            rest = rest.get(at + phrase.len()..)?;
            if let Some(version) = leading_version(rest) {
                return Some(version);
            }
        }
        None
    })
}

fn leading_version(text: &str) -> Option<String> {
    for word in text.split_whitespace().take(5) {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if let Some(milestone) = milestone(word) {
            return Some(milestone);
        }
        let filler = matches!(
            word,
            "version"
                | "gitlab"
                | "release"
                | "milestone"
                | "ee"
                | "ce"
                | "the"
                | "la"
                | "der"
                | "we"
                | "wir"
                | "upgraded"
                | "updated"
                | "to"
                | "auf"
                | "runner"
        );
        if !filler {
            return None;
        }
    }
    None
}

/// `15.2.3-ee.0` is of milestone `15.2`. GitLab's versions: two numbers at least, the first below 100.
fn milestone(word: &str) -> Option<String> {
    let word = word.strip_prefix('v').unwrap_or(word);
    let mut parts = word.split(['.', '-']);
    let (major, minor) = (parts.next()?, parts.next()?);
    let number = |part: &str, longest: usize| {
        (1..=longest).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let version = number(major, 2) && number(minor, 2) && word.contains('.');
    version.then(|| format!("{major}.{minor}"))
}
