//! The part of an error that is the same wherever it happens: no ids, paths, numbers, hosts.

use super::log::is_exception;

/// More words make a search that finds nothing.
const WORDS: usize = 6;

/// What an error is recognised by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signature {
    /// The exception's class, where it has one: `GRPC::DeadlineExceeded`.
    pub class: Option<String>,
    /// The first words of its message that do not change.
    pub words: Vec<String>,
}

impl Signature {
    /// As one line, for a search or a title.
    #[must_use]
    pub fn line(&self) -> String {
        let class = self.class.iter().map(String::as_str);
        let words = self.words.iter().map(String::as_str);
        class.chain(words).collect::<Vec<_>>().join(" ")
    }
}

/// The error that a log is about: the first exception with a message, else the first exception,
/// else the first line that calls itself an error.
#[must_use]
pub fn find(log: &str) -> Option<Signature> {
    let mut best: Option<(u8, Signature)> = None;
    for line in log.lines() {
        let Some((rank, signature)) = of_line(line) else {
            continue;
        };
        if rank == 3 {
            return Some(signature);
        }
        if best.as_ref().is_none_or(|(known, _)| rank > *known) {
            best = Some((rank, signature));
        }
    }
    best.map(|(_, signature)| signature)
}

fn of_line(line: &str) -> Option<(u8, Signature)> {
    let text = line.trim();
    if text.contains(".rb:") || text.contains(".go:") || text.starts_with("at ") {
        return None;
    }
    if text.starts_with('{') {
        return of_record(text);
    }
    let mut at = 0;
    for word in text.split_whitespace() {
        let begins = text.get(at..)?.find(word)? + at;
        at = begins + word.len();
        if is_exception(word) {
            let class = class_of(word);
            let words = stable(text.get(at..).unwrap_or_default());
            let rank = if words.is_empty() { 2 } else { 3 };
            return Some((
                rank,
                Signature {
                    class: Some(class),
                    words,
                },
            ));
        }
    }
    let marks = [
        "ERROR", "FATAL", "PANIC", "panic:", "fatal:", "error:", "Error:",
    ];
    let message = marks.iter().find_map(|mark| {
        let at = super::text::first(text, mark)?;
        text.get(at + mark.len()..)
    })?;
    let words = stable(message);
    (words.len() >= 2).then_some((1, Signature { class: None, words }))
}

/// A line of a structured log.
fn of_record(text: &str) -> Option<(u8, Signature)> {
    let value = |keys: [&str; 2]| {
        keys.iter().find_map(|key| {
            let (_, after) = text.split_once(&format!("\"{key}\":\""))?;
            after.split('"').next()
        })
    };
    let class = value(["exception.class", "error_class"])
        .filter(|class| is_exception(class))
        .map(class_of);
    let message = value(["exception.message", "error_message"]).or_else(|| {
        let failed =
            text.contains("\"ERROR\"") || text.contains("\"error\"") || text.contains("\"FATAL\"");
        value(["message", "msg"]).filter(|_| failed)
    });
    let words = message.map(stable).unwrap_or_default();
    let rank = match (&class, words.len()) {
        (Some(_), 1..) => 3,
        (Some(_), 0) => 2,
        (None, 2..) => 1,
        (None, _) => return None,
    };
    Some((rank, Signature { class, words }))
}

fn class_of(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric())
        .to_owned()
}

/// The words of a message that are the same on every machine.
pub(super) fn stable(message: &str) -> Vec<String> {
    message
        .split_whitespace()
        .filter(|word| !word.contains(['/', '\\', '[', ']', '=', '@', '<', '>', '{', '}', '_']))
        .map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()))
        .map(without_code)
        .filter(|word| word.chars().count() >= 3 && !word.contains(['.', ':']))
        .filter(|word| !word.bytes().any(|byte| byte.is_ascii_digit()))
        .filter(|word| !(word.len() >= 6 && word.bytes().all(|byte| byte.is_ascii_hexdigit())))
        .take(WORDS)
        .map(str::to_owned)
        .collect()
}

/// gRPC puts a status code before its messages: `4:Deadline Exceeded`.
fn without_code(word: &str) -> &str {
    match word.split_once(':') {
        Some((code, rest)) if code.bytes().all(|byte| byte.is_ascii_digit()) => rest,
        _ => word,
    }
}

/// `[host-1]` says nothing about an error.
pub(super) fn without_placeholders(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        match after.split_once(']') {
            Some((name, behind)) if is_placeholder(name) => {
                out.push(' ');
                rest = behind;
            }
            _ => {
                out.push('[');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn is_placeholder(name: &str) -> bool {
    let (kind, number) = name.rsplit_once('-').unwrap_or_default();
    let letters = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
    !kind.is_empty() && kind.bytes().all(letters) && number.parse::<u32>().is_ok()
}
