//! What GitLab does with a text beyond showing it: quick actions, mentions, references, images, HTML.
//!
//! As its own pipeline does, quick actions are looked for at the start of the lines of top-level paragraphs, so
//! outside of code, quotes, lists and HTML; mentions and references in everything that is not code.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// Names that GitLab knows; whether it acts on one is up to the author's role.
#[rustfmt::skip]
const QUICK_ACTIONS: &[&str] = &[
    "add_contacts", "approve", "assign", "assign_reviewer", "award", "blocked_by", "blocks", "cc",
    "child_epic", "clear_health_status", "clear_weight", "clone", "close", "confidential",
    "convert_to_ticket", "copy_metadata", "create_merge_request", "done", "draft", "due", "duplicate", "epic",
    "estimate", "health_status", "internal_note", "invite_email", "iteration", "label", "labels", "link",
    "lock", "mark_as_done", "merge", "milestone", "move", "page", "parent", "promote", "promote_to",
    "promote_to_incident", "publish", "react", "ready", "reassign", "reassign_reviewer", "rebase", "relabel",
    "relate", "remove_contacts", "remove_due_date", "remove_email", "remove_epic", "remove_estimate",
    "remove_iteration", "remove_label", "remove_milestone", "remove_parent", "remove_time_spent", "reopen",
    "request_review", "severity", "shrug", "spend", "spent", "submit_review", "subscribe", "tableflip",
    "target_branch", "title", "timeline", "todo", "type", "unapprove", "unassign", "unassign_reviewer",
    "unlabel", "unlink", "unlock", "unrelate", "unsubscribe", "weight", "zoom",
];

/// What a mention or a reference begins with.
const SIGNS: [char; 7] = ['@', '#', '!', '~', '%', '&', '$'];

/// A text as GitLab takes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Without the quick actions.
    pub text: String,
    /// Name in lower case, and what follows it.
    pub actions: Vec<(String, String)>,
    /// Names after `@`.
    pub mentions: Vec<String>,
    /// `#12`, `group/project!3`, `~"a label"`, `%17.5`, or the address of an issue or merge request.
    pub references: Vec<String>,
    /// Addresses that a reader's browser would load.
    pub images: Vec<String>,
    /// Tags and comments that reach the renderer as HTML.
    pub html: Vec<String>,
}

/// Reads a description or a note.
pub fn read(text: &str) -> Reading {
    let source = text.replace('\r', "");
    let mut reading = Reading::default();
    let mut paragraphs: Vec<Range<usize>> = Vec::new();
    let mut code: Vec<Range<usize>> = Vec::new();
    let (mut depth, mut in_code) = (0_usize, false);
    let mut run = String::new();
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    for (event, range) in Parser::new_ext(&source, options).into_offset_iter() {
        match event {
            Event::Text(_) if in_code => {}
            Event::Text(text) => {
                let escaped = range
                    .start
                    .checked_sub(1)
                    .is_some_and(|before| source.as_bytes().get(before) == Some(&b'\\'));
                // A reference whose sign is escaped is plain text.
                let text = match text.strip_prefix(SIGNS) {
                    Some(rest) if escaped => rest,
                    _ => &text,
                };
                run.push_str(text);
                continue;
            }
            Event::Start(tag) => {
                match tag {
                    Tag::Paragraph if depth == 0 => paragraphs.push(range),
                    Tag::CodeBlock(_) => {
                        in_code = true;
                        code.push(range);
                    }
                    Tag::Image { dest_url, .. } => reading.images.push(dest_url.into_string()),
                    Tag::Link { dest_url, .. } => scan(&dest_url, &mut reading),
                    _ => {}
                }
                depth += 1;
            }
            Event::End(tag) => {
                in_code &= tag != TagEnd::CodeBlock;
                depth = depth.saturating_sub(1);
            }
            Event::Code(_) => code.push(range),
            Event::Html(html) | Event::InlineHtml(html) => {
                scan(&without_tags(&html), &mut reading);
                reading.html.push(html.into_string());
            }
            _ => {}
        }
        scan(&run, &mut reading);
        run.clear();
    }
    scan(&run, &mut reading);
    take_actions(&source, &paragraphs, &code, &mut reading);
    reading
}

fn take_actions(
    source: &str,
    paragraphs: &[Range<usize>],
    code: &[Range<usize>],
    reading: &mut Reading,
) {
    let (mut at, mut quoted) = (0, false);
    for line in source.split_inclusive('\n') {
        let inside = |ranges: &[Range<usize>]| ranges.iter().any(|range| range.contains(&at));
        let in_code = inside(code);
        // `>>>` on lines of their own enclose a quote of many lines.
        quoted ^= !in_code && line.trim_end() == ">>>";
        let action = (!quoted && !in_code && inside(paragraphs))
            .then(|| quick_action(line))
            .flatten();
        match action {
            Some(action) => reading.actions.push(action),
            None => reading.text.push_str(line),
        }
        at += line.len();
    }
    reading.text.truncate(reading.text.trim_end().len());
}

fn quick_action(line: &str) -> Option<(String, String)> {
    let command = line.strip_prefix('/')?.trim_end();
    let (name, argument) = command.split_once(' ').unwrap_or((command, ""));
    let name = name.to_lowercase();
    QUICK_ACTIONS
        .contains(&name.as_str())
        .then(|| (name, argument.trim().to_owned()))
}

fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let end = if rest[start..].starts_with("<!--") {
            "-->"
        } else {
            ">"
        };
        rest = rest[start..]
            .find(end)
            .map_or("", |at| &rest[start + at + end.len()..]);
    }
    text.push_str(rest);
    text
}

/// Notes the mentions and references of a stretch of text.
fn scan(text: &str, reading: &mut Reading) {
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let free = before.is_none_or(|before| !before.is_alphanumeric() && before != '_');
        let found = match c {
            '@' if free => {
                let name = word(rest, "_-./");
                let name = name.trim_end_matches(['.', '/', '-']);
                if !name.is_empty() {
                    reading.mentions.push(name.to_owned());
                }
                None
            }
            '#' | '!' => {
                number(rest).map(|number| format!("{}{c}{number}", path_before(&text[..at])))
            }
            '&' | '$' if free => number(rest).map(|number| format!("{c}{number}")),
            '~' | '%' if free => named(rest).map(|name| format!("{c}{name}")),
            'h' if free => address(&text[at..]).map(str::to_owned),
            _ => None,
        };
        reading.references.extend(found);
        before = Some(c);
    }
}

fn word<'a>(text: &'a str, also: &str) -> &'a str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !also.contains(c));
    &text[..end.unwrap_or(text.len())]
}

fn number(text: &str) -> Option<&str> {
    let digits = word(text, "_");
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

fn named(text: &str) -> Option<String> {
    if let Some(quoted) = text.strip_prefix('"') {
        let end = quoted.find('"')?;
        return (end > 0).then(|| format!("\"{}\"", &quoted[..end]));
    }
    let name = word(text, "_-.:+?&").trim_end_matches(['.', ':', '?']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// `group/project` in front of `#12`.
fn path_before(text: &str) -> &str {
    text.rsplit(|c: char| !c.is_ascii_alphanumeric() && !"_-./".contains(c))
        .next()
        .unwrap_or_default()
        .trim_start_matches(['/', '.', '-'])
}

/// The address of an issue or a merge request at the start of the text.
fn address(text: &str) -> Option<&str> {
    let path = text.strip_prefix("https://gitlab.com/")?;
    let address = word(path, "_-./");
    let (_, place) = address.split_once("/-/")?;
    let (kind, iid) = place.split_once('/')?;
    let iid = number(iid)?;
    if !matches!(kind, "issues" | "work_items" | "merge_requests") {
        return None;
    }
    let length = text.len() - path.len() + address.len() - place.len() + kind.len() + 1 + iid.len();
    text.get(..length)
}
