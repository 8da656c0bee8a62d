//! What a conversation says already, by the sections of an issue. Nothing here is made up: where
//! nobody said it, there is nothing.

use super::{
    blocks::{Block, Section, blocks},
    case::Author,
    settings::Escalation,
    signature::without_placeholders,
    text::{says_any, sentences, shortened},
    words,
};

/// Sentences that are taken from prose for one section.
const SENTENCES: usize = 3;
/// Paragraphs that a summary is made of, where none is headed so.
const SUMMARY_PARAGRAPHS: usize = 2;
/// Logs that are taken over; the ticket has the others.
const LOGS: usize = 6;

/// One message, its customer data replaced.
#[derive(Clone, Debug)]
pub struct Said {
    /// Who wrote it.
    pub author: Author,
    /// False for an internal note.
    pub public: bool,
    /// Its text, without quoted mail and signatures.
    pub text: String,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Lines of prose.
    Prose(String),
    /// Items of a list.
    List {
        /// With numbers.
        ordered: bool,
        /// One or more lines each.
        items: Vec<String>,
    },
    /// To be shown letter by letter.
    Log(String),
}

/// What a conversation says, by section; empty where it does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Lifted {
    pub summary: Vec<Piece>,
    pub steps: Vec<Piece>,
    pub example: Vec<Piece>,
    pub current: Vec<Piece>,
    pub expected: Vec<Piece>,
    pub logs: Vec<Piece>,
    pub environment: Vec<Piece>,
    pub checks: Vec<Piece>,
    pub fixes: Vec<Piece>,
    pub problem: Vec<Piece>,
    pub proposal: Vec<Piece>,
    pub audience: Vec<Piece>,
}

impl Lifted {
    fn section(&mut self, section: Section) -> &mut Vec<Piece> {
        match section {
            Section::Summary => &mut self.summary,
            Section::Steps => &mut self.steps,
            Section::Example => &mut self.example,
            Section::Current => &mut self.current,
            Section::Expected => &mut self.expected,
            Section::Logs => &mut self.logs,
            Section::Environment => &mut self.environment,
            Section::Fixes => &mut self.fixes,
            Section::Problem => &mut self.problem,
            Section::Proposal => &mut self.proposal,
            Section::Audience => &mut self.audience,
        }
    }
}

/// Reads a conversation. Customers' messages come first, then internal notes, whose reproduction
/// steps are often the better ones; public replies of agents are questions and answers, not findings.
#[must_use]
pub fn lift(conversation: &[Said], rules: &Escalation) -> Lifted {
    let mut lifted = Lifted::default();
    let mut prose = Vec::new();
    let mut lists = Vec::new();
    let customers = conversation
        .iter()
        .filter(|said| said.author == Author::Customer);
    for said in customers {
        let first = prose.is_empty();
        let mut reader = Reader {
            lifted: &mut lifted,
            under: None,
            prose: Vec::new(),
            lists: &mut lists,
        };
        reader.read(&said.text, rules);
        prose.extend(reader.prose.into_iter().map(|text| (first, text)));
    }
    let mut noted = Lifted::default();
    let notes = conversation
        .iter()
        .filter(|said| said.author == Author::Agent && !said.public);
    for said in notes {
        let mut reader = Reader {
            lifted: &mut noted,
            under: None,
            prose: Vec::new(),
            lists: &mut Vec::new(),
        };
        reader.read(&said.text, rules);
    }
    for section in [
        Section::Steps,
        Section::Example,
        Section::Current,
        Section::Expected,
        Section::Environment,
        Section::Fixes,
    ] {
        let found = std::mem::take(noted.section(section));
        let place = lifted.section(section);
        if place.is_empty() {
            *place = found;
        }
    }
    if lifted.checks.is_empty() {
        lifted.checks = noted.checks;
    }
    fill_from_prose(&mut lifted, &prose, lists, rules);
    lifted.logs.truncate(LOGS);
    lifted
}

/// What nobody headed, from what was said in passing.
fn fill_from_prose(
    lifted: &mut Lifted,
    prose: &[(bool, String)],
    lists: Vec<Vec<String>>,
    rules: &Escalation,
) {
    let saying = |phrases: &[String]| -> Vec<Piece> {
        let found: Vec<&str> = prose
            .iter()
            .flat_map(|(_, paragraph)| sentences(paragraph))
            .filter(|sentence| says_any(&sentence.to_lowercase(), phrases))
            .take(SENTENCES)
            .collect();
        if found.is_empty() {
            Vec::new()
        } else {
            vec![Piece::Prose(found.join("\n"))]
        }
    };
    if lifted.steps.is_empty()
        && let Some(items) = lists.into_iter().find(|items| looks_like_steps(items))
    {
        lifted.steps.push(Piece::List {
            ordered: true,
            items,
        });
    }
    if lifted.expected.is_empty() {
        lifted.expected = saying(&rules.said.expected);
    }
    if lifted.current.is_empty() {
        lifted.current = saying(&rules.said.current);
    }
    if lifted.proposal.is_empty() {
        lifted.proposal = saying(&rules.said.proposal);
    }
    if lifted.audience.is_empty() {
        let counted = |sentence: &&str| {
            let lower = sentence.to_lowercase();
            let number = lower.bytes().any(|byte| byte.is_ascii_digit());
            number && says_any(&lower, &rules.said.audience)
        };
        let found: Vec<&str> = prose
            .iter()
            .flat_map(|(_, paragraph)| sentences(paragraph))
            .filter(counted)
            .take(SENTENCES)
            .collect();
        if !found.is_empty() {
            lifted.audience.push(Piece::Prose(found.join("\n")));
        }
    }
    if lifted.summary.is_empty() {
        let first = prose
            .iter()
            .filter(|(first, _)| *first)
            .take(SUMMARY_PARAGRAPHS);
        let text: Vec<&str> = first.map(|(_, text)| text.as_str()).collect();
        if !text.is_empty() {
            let text = shortened(&text.join("\n\n"), rules.summary_limit);
            lifted.summary.push(Piece::Prose(text));
        }
    }
}

/// A numbered list that asks nothing.
fn looks_like_steps(items: &[String]) -> bool {
    items.len() >= 2 && !items.iter().any(|item| item.trim_end().ends_with('?'))
}

/// Reads one message.
struct Reader<'a> {
    lifted: &'a mut Lifted,
    /// The heading in force, and whether it was marked as one.
    under: Option<(Section, bool)>,
    prose: Vec<String>,
    lists: &'a mut Vec<Vec<String>>,
}

impl Reader<'_> {
    fn read(&mut self, text: &str, rules: &Escalation) {
        for block in blocks(text, &rules.phrases) {
            match block {
                Block::Heading {
                    section,
                    marked,
                    rest,
                } => {
                    self.under = section.map(|section| (section, marked));
                    if !rest.is_empty() {
                        self.paragraph(rest);
                    }
                }
                Block::Environment(text) => self.lifted.environment.push(Piece::Log(text)),
                Block::Check(text) => self.lifted.checks.push(Piece::Log(text)),
                Block::Log(text) => {
                    let section = match self.under {
                        Some((section, true)) => section,
                        Some((section, false)) if self.lifted.section(section).is_empty() => {
                            section
                        }
                        _ => Section::Logs,
                    };
                    self.lifted.section(section).push(Piece::Log(text));
                }
                Block::List { ordered, items } => match self.under {
                    Some((section, _)) => self
                        .lifted
                        .section(section)
                        .push(Piece::List { ordered, items }),
                    None if ordered => self.lists.push(items),
                    None => {
                        let lines: Vec<String> =
                            items.iter().map(|item| format!("- {item}")).collect();
                        self.prose.push(lines.join("\n"));
                    }
                },
                Block::Paragraph(text) => {
                    let greeting = text.lines().count() == 1 && words::greets(&text, &rules.mail);
                    let text = without_name(without_greeting(&text, rules));
                    if !greeting && !text.is_empty() {
                        self.paragraph(text.to_owned());
                    }
                }
            }
        }
    }

    /// Under a heading that is only a line of its own, the first paragraph is meant.
    fn paragraph(&mut self, text: String) {
        match self.under {
            Some((section, marked)) => {
                let place = self.lifted.section(section);
                if marked || place.is_empty() {
                    place.push(Piece::Prose(text));
                } else {
                    self.under = None;
                    self.prose.push(text);
                }
            }
            None => self.prose.push(text),
        }
    }
}

/// Mail programs put the greeting right above the first paragraph.
fn without_greeting<'a>(text: &'a str, rules: &Escalation) -> &'a str {
    match text.split_once('\n') {
        Some((first, rest)) if words::greets(first, &rules.mail) => rest.trim(),
        _ => text,
    }
}

/// A last line that is only a name is a signature, too.
fn without_name(text: &str) -> &str {
    let (before, last) = text.rsplit_once('\n').unwrap_or(("", text));
    let named = last.trim_start().starts_with("[name-");
    if named && without_placeholders(last).trim().is_empty() {
        before.trim_end()
    } else {
        text
    }
}
