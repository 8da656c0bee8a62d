//! What of a ticket speaks for a component, and how loudly: no quoted mail, no signature, no
//! boilerplate, no list of all that is installed.

use super::settings::Contribution;
use crate::escalation::{
    blocks,
    case::{Author, Case},
    log::looks_like_log,
    settings::Mail,
    words,
};

/// Longer lines greet nobody.
const GREETING: usize = 60;
/// Lines that tell an automatic answer.
const BEGINNING: usize = 3;

/// How something was said. What programs say counts most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// In the subject.
    Subject,
    /// In a customer's sentence.
    Prose,
    /// In a log, a trace, a command.
    Technical,
    /// In an internal note of an agent's.
    Note,
    /// As a tag, or as the value of a form's field.
    Label,
    /// As the name of an attached file.
    File,
}

impl Voice {
    /// Four is a sentence's.
    #[must_use]
    pub fn loudness(self) -> u32 {
        match self {
            Self::Note | Self::Label => 3,
            Self::Prose => 4,
            Self::File => 6,
            Self::Subject => 7,
            Self::Technical => 8,
        }
    }

    /// Whether sentences stand there, which may clear what they name.
    #[must_use]
    pub fn has_sentences(self) -> bool {
        matches!(self, Self::Subject | Self::Prose | Self::Note)
    }
}

/// Some lines of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where they stand.
    pub voice: Voice,
    /// As they were written.
    pub text: String,
}

/// All that speaks in a ticket. What agents told the customer does not.
#[must_use]
pub fn of_ticket(case: &Case, mail: &Mail, rules: &Contribution) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut add = |voice, text: &str| {
        passages.push(Passage {
            voice,
            text: text.to_owned(),
        });
    };
    let subject = case.ticket.subject.as_deref().unwrap_or_default();
    let automatic = is_automatic(subject, rules);
    if !automatic {
        add(Voice::Subject, subject);
    }
    for label in case.ticket.tags.iter().chain(&case.fields) {
        add(Voice::Label, label);
    }
    for message in &case.messages {
        for file in &message.attachments {
            add(Voice::File, file);
        }
    }
    for message in case.messages.iter().skip(usize::from(automatic)) {
        let voice = match (message.author, message.public) {
            (Author::Customer, _) => Voice::Prose,
            (Author::Agent, false) => Voice::Note,
            (Author::Agent, true) => continue,
        };
        passages.extend(of_message(&message.text, voice, mail, rules));
    }
    passages
}

/// What speaks in one message.
#[must_use]
pub fn of_message(message: &str, voice: Voice, mail: &Mail, rules: &Contribution) -> Vec<Passage> {
    let own = words::own(message, mail);
    let mut reader = Reader {
        prose: voice,
        passages: Vec::new(),
        state: State::Open,
    };
    if is_automatic(&own, rules) {
        return reader.passages;
    }
    for line in own.lines() {
        reader.line(line, mail, rules);
    }
    reader.passages
}

/// What the lines before say about the next one.
enum State {
    Open,
    Fenced(blocks::Fence),
    /// In the output of a check of the whole installation.
    Report(fn(&str) -> bool),
    /// In a paragraph that nobody wrote.
    Boilerplate,
}

struct Reader {
    prose: Voice,
    passages: Vec<Passage>,
    state: State,
}

impl Reader {
    fn line(&mut self, line: &str, mail: &Mail, rules: &Contribution) {
        if is_healthy(line) {
            return;
        }
        if let State::Fenced(fence) = self.state {
            if blocks::closes(line, fence) {
                self.state = State::Open;
            } else if blocks::begins_report(line) {
                self.state = State::Report(blocks::goes_on(line));
            } else {
                self.add(Voice::Technical, line);
            }
            return;
        }
        if let Some(fence) = blocks::opens(line) {
            self.state = match self.state {
                // The end of the fence that the report stood in.
                State::Report(_) => State::Open,
                _ => State::Fenced(fence),
            };
            return;
        }
        if blocks::begins_report(line) {
            self.state = State::Report(blocks::goes_on(line));
            self.failed(line);
            return;
        }
        let text = line.trim();
        if let State::Report(belongs) = self.state {
            if text.is_empty() {
                return;
            }
            if belongs(line) {
                self.failed(line);
                return;
            }
            self.state = State::Open;
        }
        if text.is_empty() {
            self.state = State::Open;
            self.add(self.prose, "");
            return;
        }
        if matches!(self.state, State::Boilerplate) {
            return;
        }
        if rules.phrases.boilerplate.longest(text, 0).is_some() {
            self.state = State::Boilerplate;
            return;
        }
        if line.starts_with("    ")
            || line.starts_with('\t')
            || looks_like_log(line)
            || is_command(text)
        {
            self.add(Voice::Technical, text);
        } else if text.len() > GREETING || !words::greets(text, mail) {
            self.add(self.prose, line);
        }
    }

    /// Of the output of a check only what fails speaks.
    fn failed(&mut self, line: &str) {
        let text = line.trim_end();
        if text.ends_with("... no") || text.contains("FAIL") || text.contains("failed") {
            self.add(Voice::Technical, line);
        }
    }

    fn add(&mut self, voice: Voice, line: &str) {
        match self.passages.last_mut() {
            Some(last) if last.voice == voice => {
                last.text.push('\n');
                last.text.push_str(line);
            }
            _ if line.is_empty() => {}
            _ => self.passages.push(Passage {
                voice,
                text: line.to_owned(),
            }),
        }
    }
}

/// Whether a program answered: its author is away, or nobody has that address.
fn is_automatic(text: &str, rules: &Contribution) -> bool {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines
        .take(BEGINNING)
        .any(|line| rules.phrases.automatic.hits(line).next().is_some())
}

/// A line that a person typed into a shell.
fn is_command(line: &str) -> bool {
    let prompt = |word: &&str| matches!(*word, "$" | "#" | "%" | "sudo");
    let mut words = line.split_whitespace().peekable();
    let mut prompted = false;
    while words.next_if(prompt).is_some() {
        prompted = true;
    }
    let tool = matches!(
        words.next().unwrap_or_default(),
        "gitlab-ctl"
            | "gitlab-rake"
            | "gitlab-rails"
            | "gitlab-runner"
            | "kubectl"
            | "helm"
            | "docker"
            | "glab"
            | "oc"
            | "ssh"
            | "curl"
            | "git"
    );
    // Some of these begin sentences, too.
    let argument = |word: &str| word.starts_with('-') || word.contains(['/', '@', '=']);
    tool && (prompted || words.any(argument)) && !line.ends_with(['.', '?', '!', ','])
}

/// What lists of services and pods say of each that runs.
fn is_healthy(line: &str) -> bool {
    let count = |word: &str| {
        let number =
            |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let ready = word.split_once('/');
        ready.is_some_and(|(ready, all)| ready == all && number(all))
    };
    let text = line.trim_start();
    text.starts_with("run: ")
        || text.starts_with("ok: run: ")
        || text.contains("(healthy)")
        || ((text.contains(" Running ") || text.contains(" Completed "))
            && text.split_whitespace().any(count))
}
