//! A message, cut into paragraphs, lists, logs, headings and the output of checks.

use super::{log::looks_like_log, settings::Sections};

/// One piece of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading, or the first words of a line that are one.
    Heading {
        /// What follows under it; `None` for a heading that means nothing here.
        section: Option<Section>,
        /// Marked as one (`##`, `**…**`): it holds until the next heading.
        marked: bool,
        /// What follows on the same line.
        rest: String,
    },
    /// Lines of prose.
    Paragraph(String),
    /// Items of a list, without their marks.
    List {
        /// With numbers.
        ordered: bool,
        /// One or more lines each.
        items: Vec<String>,
    },
    /// Code or a log: fenced, indented, or looking like one.
    Log(String),
    /// What `gitlab-rake gitlab:env:info` prints.
    Environment(String),
    /// What `gitlab-rake gitlab:check` prints.
    Check(String),
}

/// A section that a ticket may have, in the customer's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Section {
    Summary,
    Steps,
    Example,
    Current,
    Expected,
    Logs,
    Environment,
    Fixes,
    Problem,
    Proposal,
    Audience,
}

/// A fence's mark and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fence(char, usize);

/// The fence that a line opens.
pub(crate) fn opens(line: &str) -> Option<Fence> {
    let text = line.trim_start();
    if line.len() - text.len() > 3 {
        return None;
    }
    let mark = text
        .chars()
        .next()
        .filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = text.trim_start_matches(mark);
    let length = text.len() - rest.len();
    // ```like this``` on one line is no fence.
    (length >= 3 && !(mark == '`' && rest.contains('`'))).then_some(Fence(mark, length))
}

/// Whether a line closes the fence.
pub(crate) fn closes(line: &str, Fence(mark, length): Fence) -> bool {
    let text = line.trim();
    text.len() >= length && text.chars().all(|letter| letter == mark)
}

/// Whether a line begins the output of a check.
pub(crate) fn begins_report(line: &str) -> bool {
    is_environment(line) || is_check(line)
}

/// What tells whether a line belongs to the output that `line` began.
pub(crate) fn goes_on(line: &str) -> fn(&str) -> bool {
    match is_environment(line) {
        true => in_environment,
        false => in_check,
    }
}

fn bare(line: &str) -> &str {
    line.trim().trim_matches(['*', '#', '_', '`', ' '])
}

fn is_environment(line: &str) -> bool {
    let name = bare(line).trim_end_matches(':');
    name.eq_ignore_ascii_case("system information")
        || name.eq_ignore_ascii_case("gitlab information")
}

fn is_check(line: &str) -> bool {
    let name = bare(line);
    name.starts_with("Checking ") && name.contains(" ...")
}

/// The names of sections, lower case, and what they are.
pub(super) fn sections(phrases: &Sections<Vec<String>>) -> [(Section, &[String]); 11] {
    [
        (Section::Steps, &phrases.steps),
        (Section::Expected, &phrases.expected),
        (Section::Current, &phrases.current),
        (Section::Example, &phrases.example),
        (Section::Logs, &phrases.logs),
        (Section::Environment, &phrases.environment),
        (Section::Fixes, &phrases.fixes),
        (Section::Problem, &phrases.problem),
        (Section::Proposal, &phrases.proposal),
        (Section::Audience, &phrases.audience),
        (Section::Summary, &phrases.summary),
    ]
}

/// Cuts a message that is [`super::words::own`] already.
#[must_use]
pub fn blocks(text: &str, phrases: &Sections<Vec<String>>) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().collect();
    let mut blocks = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let rest = lines.get(at..).unwrap_or_default();
        let taken = if line.trim().is_empty() {
            1
        } else if let Some(fence) = opens(line) {
            fenced(rest, fence, &mut blocks)
        } else if is_environment(line) {
            report(
                rest,
                &mut blocks,
                in_environment,
                Block::Environment,
                phrases,
            )
        } else if is_check(line) {
            report(rest, &mut blocks, in_check, Block::Check, phrases)
        } else if let Some(heading) = heading(line, phrases) {
            blocks.push(heading);
            1
        } else if item(line).is_some() && !looks_like_log(line) {
            list(rest, phrases, &mut blocks)
        } else if is_indented(line) || looks_like_log(line) {
            log(rest, phrases, &mut blocks)
        } else {
            paragraph(rest, phrases, &mut blocks)
        };
        at += taken.max(1);
    }
    blocks
}

fn is_indented(line: &str) -> bool {
    line.starts_with("    ") || line.starts_with('\t')
}

fn fenced(lines: &[&str], fence: Fence, blocks: &mut Vec<Block>) -> usize {
    let inside: Vec<&str> = lines
        .iter()
        .skip(1)
        .take_while(|line| !closes(line, fence))
        .copied()
        .collect();
    let taken = inside.len() + 2;
    let text = inside.join("\n").trim_matches('\n').to_owned();
    if inside.iter().any(|line| is_environment(line)) {
        blocks.push(Block::Environment(text));
    } else if inside.iter().any(|line| is_check(line)) {
        blocks.push(Block::Check(text));
    } else if !text.trim().is_empty() {
        blocks.push(Block::Log(text));
    }
    taken
}

/// The output of a check, pasted without a fence.
fn report(
    lines: &[&str],
    blocks: &mut Vec<Block>,
    belongs: fn(&str) -> bool,
    make: fn(String) -> Block,
    phrases: &Sections<Vec<String>>,
) -> usize {
    let inside: Vec<&str> = lines
        .iter()
        .enumerate()
        .take_while(|(index, line)| {
            *index == 0
                || line.trim().is_empty()
                || (belongs(line) && heading(line, phrases).is_none())
        })
        .map(|(_, line)| *line)
        .collect();
    let taken = inside.len();
    blocks.push(make(inside.join("\n").trim_end().to_owned()));
    taken
}

/// `System: Ubuntu 22.04`, `GitLab Shell`, `- default: /var/opt/…`.
fn in_environment(line: &str) -> bool {
    let text = line.trim();
    if is_check(text) || opens(line).is_some() {
        return false;
    }
    let (name, value) = text.split_once(':').unwrap_or((text, ""));
    let words = name.split_whitespace().count();
    let named = words <= 4 && name.len() <= 40;
    let known = text.contains(':') && named && !value.trim_end().ends_with(['?', '!']);
    let part = !text.contains(':')
        && words <= 3
        && [
            "GitLab",
            "Gitaly",
            "Registry",
            "Sidekiq",
            "Redis",
            "Elasticsearch",
        ]
        .iter()
        .any(|start| text.starts_with(start));
    known || part || text.starts_with("- ") || is_indented(line)
}

/// `Git configured correctly? ... yes`, `1/1 ... yes`, advice on what failed.
fn in_check(line: &str) -> bool {
    let text = line.trim();
    text.contains(" ...")
        || text.contains("... ")
        || [
            "Checking ",
            "Running ",
            "Try fixing it",
            "For more information",
            "Please fix",
            "Internal API",
            "LDAP",
            "Server: ",
        ]
        .iter()
        .any(|start| text.starts_with(start))
        || is_indented(line)
}

fn log(lines: &[&str], phrases: &Sections<Vec<String>>, blocks: &mut Vec<Block>) -> usize {
    let goes_on = |index: usize, line: &str| {
        index == 0
            || is_indented(line)
            || looks_like_log(line)
            || (line.trim().is_empty()
                && lines
                    .get(index + 1)
                    .is_some_and(|next| is_indented(next) || looks_like_log(next)))
            || (!line.trim().is_empty()
                && lines
                    .get(index - 1)
                    .is_some_and(|last| looks_like_log(last))
                && (line.starts_with(' ') || looks_like_log(lines.get(index + 1).unwrap_or(&""))))
    };
    let inside: Vec<&str> = lines
        .iter()
        .enumerate()
        .take_while(|(index, line)| {
            goes_on(*index, line)
                && opens(line).is_none()
                && !begins_report(line)
                && (*index == 0 || heading(line, phrases).is_none())
        })
        .map(|(_, line)| *line)
        .collect();
    let shared = inside
        .iter()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let text: Vec<&str> = inside
        .iter()
        .map(|line| line.get(shared..).unwrap_or_default())
        .collect();
    blocks.push(Block::Log(text.join("\n").trim_matches('\n').to_owned()));
    inside.len()
}

/// The text of a list's item, and whether it has a number.
fn item(line: &str) -> Option<(bool, &str)> {
    let text = line.trim_start();
    if line.len() - text.len() > 3 {
        return None;
    }
    for mark in ["- ", "* ", "+ ", "• "] {
        if let Some(rest) = text.strip_prefix(mark) {
            return (!rest.trim().is_empty()).then_some((false, rest.trim()));
        }
    }
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let digits = text.len() - rest.len();
    let rest = rest
        .strip_prefix(['.', ')', ':'])
        .filter(|rest| rest.starts_with([' ', '\t']))?;
    ((1..=3).contains(&digits) && !rest.trim().is_empty()).then_some((true, rest.trim()))
}

fn list(lines: &[&str], phrases: &Sections<Vec<String>>, blocks: &mut Vec<Block>) -> usize {
    let mut items: Vec<String> = Vec::new();
    let mut is_ordered = false;
    let mut taken = 0;
    for (index, line) in lines.iter().enumerate() {
        let next = lines.get(index + 1).unwrap_or(&"");
        if let Some((ordered, text)) = item(line) {
            if items.is_empty() {
                is_ordered = ordered;
            } else if is_ordered && !ordered {
                // A list inside an item of a numbered one.
                if let Some(last) = items.last_mut() {
                    last.push_str("\n- ");
                    last.push_str(text);
                }
                taken = index + 1;
                continue;
            }
            items.push(text.to_owned());
        } else if line.trim().is_empty() {
            if item(next).is_none() {
                break;
            }
        } else if line.starts_with([' ', '\t'])
            && !items.is_empty()
            && opens(line.trim_start()).is_none()
        {
            if let Some(last) = items.last_mut() {
                last.push('\n');
                last.push_str(line.trim());
            }
        } else if heading(line, phrases).is_some() || index > 0 {
            break;
        }
        taken = index + 1;
    }
    blocks.push(Block::List {
        ordered: is_ordered,
        items,
    });
    taken
}

fn paragraph(lines: &[&str], phrases: &Sections<Vec<String>>, blocks: &mut Vec<Block>) -> usize {
    let inside: Vec<&str> = lines
        .iter()
        .enumerate()
        .take_while(|(index, line)| {
            *index == 0
                || !(line.trim().is_empty()
                    || opens(line).is_some()
                    || begins_report(line)
                    || looks_like_log(line)
                    || item(line).is_some()
                    || heading(line, phrases).is_some())
        })
        .map(|(_, line)| line.trim_end())
        .collect();
    let taken = inside.len();
    let text = inside.join("\n").trim().to_owned();
    if !text.is_empty() {
        blocks.push(Block::Paragraph(text));
    }
    taken
}

/// `## Steps to reproduce`, `**Expected:** it works`, `Steps to reproduce:`, `To reproduce this:`.
fn heading(line: &str, phrases: &Sections<Vec<String>>) -> Option<Block> {
    let text = line.trim();
    if line.len() > 200 || is_indented(line) || looks_like_log(line) {
        return None;
    }
    let hashes = text.len() - text.trim_start_matches('#').len();
    let hashed =
        (1..=6).contains(&hashes) && text.get(hashes..).is_some_and(|rest| rest.starts_with(' '));
    let text = text.trim_start_matches(['#', ' ']);
    let bold = text.starts_with("**") || text.starts_with("__");
    let text = text.trim_start_matches(['*', '_']);
    let (name, rest) = match text.split_once([':', '：']) {
        Some((name, rest)) => (name, rest),
        None => (text, ""),
    };
    let rest = rest.trim_start_matches(['*', '_', ' ']).trim_end();
    let has_colon = text.contains([':', '：']);
    let name = name
        .trim_matches(['*', '_', ' ', '?', '.', '`', '(', ')'])
        .to_lowercase();
    let name = name
        .strip_prefix("what is the ")
        .map_or(name.as_str(), |short| {
            if short.contains("behavio") {
                short
            } else {
                name.as_str()
            }
        });
    let name = name.replace("*bug* ", "").replace("*correct* ", "");
    let marked = hashed || (bold && rest.is_empty());
    let named = |(section, names): &(Section, &[String])| {
        let whole = names.contains(&name);
        let asks = rest.is_empty()
            && has_colon
            && name.chars().count() <= 90
            && names
                .iter()
                .any(|known| known.contains(' ') && super::text::says(&name, known));
        (whole || asks).then_some(*section)
    };
    let section = sections(phrases).iter().find_map(named);
    match section {
        Some(section) if marked || has_colon || is_alone(section) => Some(Block::Heading {
            section: Some(section),
            marked,
            rest: rest.to_owned(),
        }),
        _ if hashed => Some(Block::Heading {
            section: None,
            marked: true,
            rest: String::new(),
        }),
        _ => None,
    }
}

/// A line that says nothing but `Expected behaviour` is a heading; one that says `error` is not.
fn is_alone(section: Section) -> bool {
    matches!(
        section,
        Section::Steps | Section::Current | Section::Expected
    )
}
