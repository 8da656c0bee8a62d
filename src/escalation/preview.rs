//! What GitLab will make of a description, as blocks to show: the Markdown that drafts are made of.
//! Anything else stands as the text that it is.

mod spans;

use std::collections::BTreeSet;

/// Quotes and lists in each other; deeper ones stand as text.
const DEPTH: usize = 6;
/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1 to 6.
    Heading(u8, Vec<Span>),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list; each item has blocks of its own.
    List {
        /// The first item's number; `None` for bullets.
        from: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// Text letter by letter.
    Fence(Vec<Span>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A line across.
    Rule,
    /// A line that GitLab carries out instead of showing it.
    QuickAction(String),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// As it is.
    Text(String),
    /// Letter by letter.
    Code(Vec<Span>),
    /// `*so*`.
    Emphasis(Vec<Span>),
    /// `**so**`.
    Strong(Vec<Span>),
    /// A web address and what stands for it.
    Link {
        /// What is shown.
        text: String,
        /// `https://…`.
        address: String,
    },
    /// A new line.
    Break,
    /// Stands for customer data: `[host-1]`.
    Placeholder(String),
}

/// Reads a description. `placeholders` are those that stand for something.
///
/// ```
/// use std::collections::BTreeSet;
/// use vanguard::escalation::preview::{Block, Span, blocks};
///
/// let known = BTreeSet::from(["[host-1]"]);
/// let read = blocks("### Summary\n\nOn [host-1].", &known);
/// let text = |text: &str| Span::Text(text.to_owned());
/// assert_eq!(read, [
///     Block::Heading(3, vec![text("Summary")]),
///     Block::Paragraph(vec![text("On "), Span::Placeholder("[host-1]".to_owned()), text(".")]),
/// ]);
/// ```
#[must_use]
pub fn blocks(markdown: &str, placeholders: &BTreeSet<&str>) -> Vec<Block> {
    let lines: Vec<&str> = markdown
        .split('\n')
        .map(|line| line.trim_end_matches('\r'))
        .collect();
    Reader { placeholders }.blocks(&lines, 0)
}

struct Reader<'a> {
    placeholders: &'a BTreeSet<&'a str>,
}

impl Reader<'_> {
    fn blocks(&self, lines: &[&str], depth: usize) -> Vec<Block> {
        let mut out = Vec::new();
        let mut rest = lines;
        while let Some((line, after)) = rest.split_first() {
            if line.trim().is_empty() {
                rest = after;
                continue;
            }
            let (block, used) = self.block(rest, depth);
            out.push(block);
            rest = rest.get(used.max(1)..).unwrap_or_default();
        }
        out
    }

    /// The block that begins with the first of these lines, and how many of them it takes.
    fn block(&self, lines: &[&str], depth: usize) -> (Block, usize) {
        let first = lines.first().copied().unwrap_or_default();
        let begin = Begin::of(first);
        match begin {
            Begin::Fence(mark, run) => self.fence(lines, mark, run),
            Begin::Heading(level) => {
                let text = first.trim().trim_start_matches('#').trim();
                let text = text.trim_end_matches('#').trim_end();
                (Block::Heading(level, self.spans(text, 0)), 1)
            }
            Begin::Rule => (Block::Rule, 1),
            Begin::QuickAction => (Block::QuickAction(first.to_owned()), 1),
            Begin::Quote if depth < DEPTH => {
                let quoted = lines
                    .iter()
                    .take_while(|line| line.trim_start().starts_with('>'));
                let inner: Vec<&str> = quoted
                    .map(|line| {
                        let text = line.trim_start().get(1..).unwrap_or_default();
                        text.strip_prefix(' ').unwrap_or(text)
                    })
                    .collect();
                (Block::Quote(self.blocks(&inner, depth + 1)), inner.len())
            }
            Begin::Item(..) if depth < DEPTH => self.list(lines, depth),
            _ => self.paragraph(lines),
        }
    }

    fn fence(&self, lines: &[&str], mark: char, run: usize) -> (Block, usize) {
        let closes = |line: &&str| {
            let line = line.trim();
            line.len() >= run && line.chars().all(|letter| letter == mark)
        };
        let rest = lines.get(1..).unwrap_or_default();
        let end = rest.iter().position(closes);
        let inner = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let block = Block::Fence(self.marked(&inner.join("\n")));
        (block, inner.len() + 1 + usize::from(end.is_some()))
    }

    fn list(&self, lines: &[&str], depth: usize) -> (Block, usize) {
        let mut items: Vec<Vec<&str>> = Vec::new();
        let (mut from, mut width, mut used) = (None, 0, 0);
        for (at, line) in lines.iter().enumerate() {
            let indent = line.len() - line.trim_start_matches(' ').len();
            match Begin::of(line) {
                Begin::Item(number, marker) if items.is_empty() || indent < width => {
                    if items.is_empty() {
                        from = number;
                    } else if from.is_some() != number.is_some() {
                        break;
                    }
                    width = marker;
                    items.push(vec![line.get(marker..).unwrap_or_default()]);
                }
                _ if line.trim().is_empty() => {
                    // A list goes on behind a blank line where the next one belongs to it.
                    let next = lines.get(at + 1).copied().unwrap_or_default();
                    let belongs = next.starts_with(&" ".repeat(width.max(1)))
                        || matches!(Begin::of(next), Begin::Item(number, _) if number.is_some() == from.is_some());
                    if !belongs {
                        break;
                    }
                    if let Some(item) = items.last_mut() {
                        item.push("");
                    }
                }
                _ if indent >= width => {
                    if let Some(item) = items.last_mut() {
                        item.push(line.get(width..).unwrap_or_default());
                    }
                }
                Begin::Text
                    if at > 0
                        && lines
                            .get(at - 1)
                            .is_some_and(|line| !line.trim().is_empty()) =>
                {
                    if let Some(item) = items.last_mut() {
                        item.push(line.trim_start());
                    }
                }
                _ => break,
            }
            used = at + 1;
        }
        let items = items
            .iter()
            .map(|item| self.blocks(item, depth + 1))
            .collect();
        (Block::List { from, items }, used)
    }

    fn paragraph(&self, lines: &[&str]) -> (Block, usize) {
        let goes_on = |line: &&&str| {
            !line.trim().is_empty() && matches!(Begin::of(line), Begin::Text | Begin::Indented)
        };
        let more = lines.iter().skip(1).take_while(goes_on).count();
        let lines = lines.get(..=more).unwrap_or(lines);
        let last = lines.len().saturating_sub(1);
        let mut spans = Vec::new();
        let mut text = String::new();
        for (at, line) in lines.iter().enumerate() {
            let bare = line.trim_start();
            let breaks = at < last && (bare.ends_with("  ") || bare.ends_with('\\'));
            text.push_str(
                bare.trim_end()
                    .trim_end_matches(|mark| breaks && mark == '\\'),
            );
            if breaks {
                spans.extend(self.spans(&std::mem::take(&mut text), 0));
                spans.push(Span::Break);
            } else if at < last {
                text.push('\n');
            }
        }
        spans.extend(self.spans(&text, 0));
        (Block::Paragraph(spans), lines.len())
    }
}

/// How a line begins.
enum Begin {
    Fence(char, usize),
    Heading(u8),
    Rule,
    Quote,
    QuickAction,
    /// Its number, and where its text begins.
    Item(Option<u64>, usize),
    Indented,
    Text,
}

impl Begin {
    fn of(line: &str) -> Self {
        let text = line.trim_start_matches(' ');
        let indent = line.len() - text.len();
        let run = |mark: char| text.len() - text.trim_start_matches(mark).len();
        let bare: String = text.chars().filter(|mark| !mark.is_whitespace()).collect();
        let is_rule = bare.len() >= 3
            && ['-', '*', '_']
                .iter()
                .any(|mark| bare.chars().all(|one| one == *mark));
        if indent < 4 {
            for mark in ['`', '~'] {
                let after = text.trim_start_matches(mark);
                if run(mark) >= 3 && !after.contains('`') {
                    return Self::Fence(mark, run(mark));
                }
            }
            let hashes = run('#');
            let after = text.get(hashes..).unwrap_or_default();
            if (1..=6).contains(&hashes) && (after.is_empty() || after.starts_with(' ')) {
                return u8::try_from(hashes).map_or(Self::Text, Self::Heading);
            }
            if is_rule {
                return Self::Rule;
            }
            if text.starts_with('>') {
                return Self::Quote;
            }
        }
        if indent == 0 && is_quick_action(text) {
            return Self::QuickAction;
        }
        item(text, indent).unwrap_or(if indent >= 4 {
            Self::Indented
        } else {
            Self::Text
        })
    }
}

/// `- `, `* `, `+ `, `1. `, `1) `.
fn item(text: &str, indent: usize) -> Option<Begin> {
    let digits = text.len()
        - text
            .trim_start_matches(|mark: char| mark.is_ascii_digit())
            .len();
    let marks: &[char] = if digits == 0 {
        &['-', '*', '+']
    } else {
        &['.', ')']
    };
    let after = text.get(digits..)?.strip_prefix(marks)?;
    let number = match digits {
        0 => None,
        1..=9 => Some(text.get(..digits)?.parse().ok()?),
        _ => return None,
    };
    after
        .starts_with(' ')
        .then_some(Begin::Item(number, indent + digits + 2))
}

/// GitLab's "Quick actions": a line that is `/name` or begins with it.
fn is_quick_action(text: &str) -> bool {
    let name = text.strip_prefix('/').unwrap_or_default();
    let name = name.split([' ', '\t']).next().unwrap_or_default();
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
