//! What the author of a message wrote: no quoted mail, no signature.

use super::{
    blocks,
    log::looks_like_log,
    settings::Mail,
    text::{squeezed, without_prefix},
};

/// Longer ones close nothing.
const CLOSING_WORDS: usize = 8;
/// Longer ones are no signatures.
const SIGNATURE_LINES: usize = 12;

/// The lines of `message` that are its author's own.
#[must_use]
pub fn own(message: &str, mail: &Mail) -> String {
    let lines: Vec<&str> = message.lines().collect();
    let mut own: Vec<&str> = Vec::with_capacity(lines.len());
    let mut fence = None;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        at += 1;
        if let Some(open) = fence {
            if blocks::closes(line, open) {
                fence = None;
            }
            own.push(line);
            continue;
        }
        if let Some(open) = blocks::opens(line) {
            fence = Some(open);
            own.push(line);
            continue;
        }
        if line.starts_with('>') {
            continue;
        }
        let text = line.trim();
        if mail
            .quote
            .iter()
            .any(|start| without_prefix(text, start).is_some())
        {
            break;
        }
        if let Some(after) = wrote(&lines, at - 1, mail) {
            // Answers between the quoted lines follow; without quote marks all the rest is quoted.
            let rest = lines.get(after..).unwrap_or_default();
            match rest.iter().find(|line| !line.trim().is_empty()) {
                Some(next) if next.starts_with('>') => at = after,
                _ => break,
            }
            continue;
        }
        if *line == "--" || *line == "-- " {
            at = end_of_signature(&lines, at);
            continue;
        }
        if closing(text, mail) {
            at = end_of_signature(&lines, at);
            continue;
        }
        own.push(line);
    }
    own.join("\n").trim_matches('\n').to_owned()
}

/// Whether the line only greets: `Hi team,`.
#[must_use]
pub fn greets(line: &str, mail: &Mail) -> bool {
    let lower = line.trim().to_lowercase();
    let short = lower.split_whitespace().count() <= 6 && lower.chars().count() <= 60;
    let greeting = |start: &String| {
        lower.strip_prefix(start.as_str()).is_some_and(|rest| {
            rest.chars()
                .next()
                .is_none_or(|next| !next.is_alphanumeric())
        })
    };
    let ends =
        lower.ends_with([',', '!', '.', '、', '。']) || lower.split_whitespace().count() <= 3;
    short && ends && mail.greetings.iter().any(greeting)
}

/// `On Monday, … wrote:`, which mail programs may break into two lines. Gives the line after it.
fn wrote(lines: &[&str], at: usize, mail: &Mail) -> Option<usize> {
    let first = lines.get(at)?.trim();
    let begins = |line: &str| {
        mail.wrote
            .iter()
            .any(|[start, _]| without_prefix(line, start).is_some())
    };
    if !begins(first) {
        return None;
    }
    let mut whole = String::new();
    for (offset, line) in lines.get(at..)?.iter().take(3).enumerate() {
        whole.push_str(line.trim());
        let lower = format!("{} ", squeezed(&whole).to_lowercase());
        let quoted = mail.wrote.iter().any(|[start, end]| {
            lower.starts_with(start.as_str())
                && lower.contains(end.as_str())
                && lower.trim_end().ends_with(':')
        });
        if quoted && whole.chars().any(|letter| letter.is_ascii_digit()) {
            return Some(at + offset + 1);
        }
        whole.push(' ');
    }
    None
}

/// `Kind regards,`, with at most a name behind it.
fn closing(text: &str, mail: &Mail) -> bool {
    if text.split_whitespace().nth(CLOSING_WORDS).is_some() {
        return false;
    }
    let lower = text.to_lowercase();
    let ends = |closing: &String| {
        let Some(rest) = lower.strip_prefix(closing.as_str()) else {
            return false;
        };
        let named = rest.strip_prefix([',', '!', '.', ' ']).is_some_and(|name| {
            name.split_whitespace().count() <= 3 && !name.contains(':') && rest.starts_with([','])
        });
        rest.trim_matches([',', '!', '.', ' ', '。']).is_empty() || named
    };
    mail.closings.iter().any(ends)
}

/// A log, a fence or a heading after a signature belongs to the message again.
fn end_of_signature(lines: &[&str], from: usize) -> usize {
    let rest = lines.get(from..).unwrap_or_default();
    let signature = rest.iter().take(SIGNATURE_LINES).take_while(|line| {
        let lower = line.trim_start().to_lowercase();
        blocks::opens(line).is_none()
            && !looks_like_log(line)
            && !line.starts_with(['#', '>'])
            && !lower.starts_with("ps")
            && !blocks::begins_report(line)
    });
    from + signature.count()
}
