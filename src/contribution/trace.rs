//! The file of a component's own code that a trace names.

use super::{
    reading::{Passage, Voice},
    settings::{Contribution, Repository},
};

/// Longer paths are none.
const LONGEST: usize = 200;

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path in the repository.
    pub path: String,
    /// The line.
    pub line: u32,
}

/// The first place of a trace that is in `repository`: libraries and other projects' code is not.
#[must_use]
pub fn find(passages: &[Passage], repository: &Repository, rules: &Contribution) -> Option<Source> {
    let technical = passages
        .iter()
        .filter(|passage| passage.voice == Voice::Technical);
    let mut lines = technical.flat_map(|passage| passage.text.lines());
    lines.find_map(|line| of_line(line, repository, rules))
}

fn of_line(line: &str, repository: &Repository, rules: &Contribution) -> Option<Source> {
    let outside = |letter: char| {
        !(letter.is_ascii_alphanumeric() || matches!(letter, '/' | '.' | '_' | '-' | ':' | '@'))
    };
    line.split(outside)
        .find_map(|word| place(word, repository, rules))
}

/// `app/models/user.rb:12`, `/opt/gitlab/embedded/service/gitlab-rails/lib/x.rb:3:in`.
fn place(word: &str, repository: &Repository, rules: &Contribution) -> Option<Source> {
    let (path, line) = [".rb:", ".go:"].iter().find_map(|mark| {
        let at = word.find(mark)? + mark.len();
        let digits = word.get(at..)?.split(':').next()?;
        Some((word.get(..at - 1)?, digits.parse().ok()?))
    })?;
    let path = own(path, repository, rules)?;
    let folder = repository
        .sources
        .iter()
        .any(|folder| path.starts_with(folder.as_str()));
    let plain =
        path.len() <= LONGEST && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    (folder && plain).then_some(Source { path, line })
}

/// The path in the repository, without where it is installed or built.
fn own(path: &str, repository: &Repository, rules: &Contribution) -> Option<String> {
    if let Some((project, rest)) = path.split_once("gitlab-org/").and_then(|(_, path)| {
        // The last part of a project's path is a Go module's name; a major version may follow.
        let (project, rest) = path.split_once('/')?;
        Some((project, rest))
    }) {
        let (major, without) = rest.split_once('/')?;
        let is_major = major.strip_prefix('v').is_some_and(|digits| {
            !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
        });
        let named = repository.path.strip_prefix("gitlab-org/") == Some(project);
        return named.then(|| if is_major { without } else { rest }.to_owned());
    }
    for [from, to] in &rules.prefixes {
        if let Some(rest) = path.strip_prefix(from.as_str()) {
            return Some(format!("{to}{rest}"));
        }
    }
    (!path.starts_with('/')).then(|| path.to_owned())
}
