//! Text of a customer that cannot act in GitLab, whatever stands in it.
//!
//! What acts is taken from GitLab's documentation, "GitLab Flavored Markdown" (references,
//! includes, diagrams, math, footnotes, front matter, table of contents, inline HTML) and "Quick
//! actions". GitLab drops every carriage return before it looks for quick actions, so text is
//! brought to plain line ends first. A reference or mention goes into a code span: nothing in one
//! is looked at in any version, while a backslash before `@` has not always helped.

/// Text as it stands, for logs and configuration: in a fence with one backtick more than its
/// longest run of them.
///
/// A line that would be a quick action is moved in by a space: versions that look for them with
/// a pattern know fences of three backticks only.
///
/// ```
/// use vanguard::escalation::neutral::fenced;
/// assert_eq!(fenced("/close\nGET /users\n"), "```\n /close\nGET /users\n```");
/// ```
#[must_use]
pub fn fenced(text: &str) -> String {
    let text = plain_lines(text);
    let text = text.trim_end_matches('\n');
    let longest = text
        .split(|mark| mark != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(longest.saturating_add(1).max(3));
    let mut block = String::with_capacity(text.len() + 2 * fence.len() + 2);
    block.push_str(&fence);
    for line in text.split('\n') {
        block.push('\n');
        if is_quick_action(line) {
            block.push(' ');
        }
        block.push_str(line);
    }
    block.push('\n');
    block.push_str(&fence);
    block
}

/// Sentences as they read, for the body of an issue: nothing in them acts, `inline code` stays.
/// Neutral text stays as it is.
///
/// ```
/// use vanguard::escalation::neutral::prose;
/// assert_eq!(prose("Ask @all about #12 <b>now</b>"), "Ask `@all` about `#12` &lt;b>now&lt;/b>");
/// ```
#[must_use]
pub fn prose(text: &str) -> String {
    let mut text = plain_lines(text);
    // An escape can make one word of two, which then reads differently.
    for _ in 0..ROUNDS {
        let neutral = pass(&text);
        if neutral == text {
            break;
        }
        text = neutral;
    }
    text
}

/// More than any text has been seen to need.
const ROUNDS: usize = 4;

fn pass(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let rest = line_start(line, &mut out);
        inline(rest, &mut out);
    }
    out
}

/// Whether a line is `/name` or `/name something`.
fn is_quick_action(line: &str) -> bool {
    let Some(rest) = line.trim_start().strip_prefix('/') else {
        return false;
    };
    let name = rest.split([' ', '\t']).next().unwrap_or("");
    line.starts_with('/')
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// One kind of line end, whatever stood there, and no NUL.
fn plain_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut marks = text.chars().peekable();
    while let Some(mark) = marks.next() {
        match mark {
            '\r' => {
                marks.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\0' => out.push('\u{fffd}'),
            _ => out.push(mark),
        }
    }
    out
}

/// Writes what begins a line, made harmless; answers the rest. List markers stay.
fn line_start<'a>(line: &'a str, out: &mut String) -> &'a str {
    let mut rest = line;
    loop {
        let content = rest.trim_start_matches(is_space);
        out.push_str(rest.get(..rest.len() - content.len()).unwrap_or(""));
        rest = content;
        let Some(length) = list_marker(rest) else {
            break;
        };
        let (marker, content) = rest.split_at_checked(length).unwrap_or((rest, ""));
        out.push_str(marker);
        rest = content;
    }
    let heading = rest.trim_start_matches('#');
    let hashes = rest.len() - heading.len();
    let is_heading =
        (1..=6).contains(&hashes) && (heading.is_empty() || heading.starts_with(is_space));
    let is_rule = !rest.is_empty() && rest.chars().all(|mark| "-=_*:|+;~ \t".contains(mark));
    let opens = [
        "---", "+++", ";;;", "::", "~~~", "===", "***", "___", ": ", "/", ">",
    ];
    let is_task = ["[ ]", "[x]", "[X]", "[~]"]
        .iter()
        .filter_map(|task| rest.strip_prefix(task))
        .any(|rest| rest.is_empty() || rest.starts_with(is_space));
    if is_heading || is_rule || is_task || opens.iter().any(|open| rest.starts_with(open)) {
        let mark = if rest.starts_with('|') { "" } else { "\\" };
        out.push_str(mark);
        // A bar is escaped wherever it stands, the others only here.
        if mark.is_empty() {
            return rest;
        }
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let (first, content) = rest.split_at_checked(first).unwrap_or((rest, ""));
        out.push_str(first);
        return content;
    }
    rest
}

fn is_space(mark: char) -> bool {
    matches!(mark, ' ' | '\t')
}

/// The length of `- `, `* `, `+ `, `1. `, `1) `.
fn list_marker(rest: &str) -> Option<usize> {
    let digits = rest.len()
        - rest
            .trim_start_matches(|mark: char| mark.is_ascii_digit())
            .len();
    let after = rest.get(digits..)?;
    let marks: &[char] = if digits == 0 {
        &['-', '*', '+']
    } else {
        &['.', ')']
    };
    let marked = digits < 10 && after.starts_with(marks) && after.get(1..)?.starts_with(is_space);
    marked.then_some(digits + 1)
}

fn inline(line: &str, out: &mut String) {
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '`' => code_span(rest, out),
            '\\' if rest.starts_with("\\`") => {
                out.push_str("\\`");
                2
            }
            _ if is_space(first) => {
                out.push(first);
                1
            }
            _ => {
                let word = rest.get(..word_length(rest)).unwrap_or(rest);
                self::word(word, out);
                word.len()
            }
        };
        rest = rest.get(taken.max(1)..).unwrap_or("");
    }
}

/// Keeps `code` in single backticks, which closes on its line; any other backtick is a plain one.
fn code_span(rest: &str, out: &mut String) -> usize {
    let run = backticks(rest);
    let code = rest
        .get(run..)
        .unwrap_or("")
        .split('`')
        .next()
        .unwrap_or("");
    let close = run + code.len();
    if run == 1 && !code.is_empty() && backticks(rest.get(close..).unwrap_or("")) == 1 {
        span(code, out);
        return close + 1;
    }
    for _ in 0..run {
        out.push_str("\\`");
    }
    run
}

fn backticks(rest: &str) -> usize {
    rest.len() - rest.trim_start_matches('`').len()
}

fn span(code: &str, out: &mut String) {
    // Two runs of backticks side by side would be one.
    if out.ends_with('`') {
        out.push(' ');
    }
    out.push('`');
    out.push_str(code);
    out.push('`');
}

/// Up to a space or a backtick. A backslash takes the sign behind it along.
fn word_length(rest: &str) -> usize {
    let mut marks = rest.char_indices().peekable();
    while let Some((place, mark)) = marks.next() {
        match (mark, marks.peek()) {
            ('\\', Some((_, '`'))) if place > 0 => return place,
            ('\\', Some((_, next))) if next.is_ascii_punctuation() && *next != '`' => {
                marks.next();
            }
            ('`', _) => return place,
            _ if is_space(mark) => return place,
            _ => {}
        }
    }
    rest.len()
}

const OPENING: [char; 10] = ['(', '[', '{', '"', '\'', '<', '*', '_', ',', ';'];
const CLOSING: [char; 12] = [')', ']', '}', '"', '\'', '>', '*', '_', ',', ';', '.', ':'];

fn word(word: &str, out: &mut String) {
    if is_address(word, out) {
        out.push_str(word);
        return;
    }
    if !acts(word) {
        escaped(word, out);
        return;
    }
    let core = word.trim_start_matches(OPENING);
    let lead = word.get(..word.len() - core.len()).unwrap_or("");
    let trimmed = core.trim_end_matches(CLOSING);
    // What acts by the sign before it keeps that sign: `[issue:1]`, `*iteration:1`.
    let (lead, core, tail) = if acts(trimmed) && !trimmed.ends_with('\\') && !acts(lead) {
        (lead, trimmed, core.get(trimmed.len()..).unwrap_or(""))
    } else {
        ("", word, "")
    };
    escaped(lead, out);
    span(core, out);
    escaped(tail, out);
}

/// A plain web address, which may link, and nothing written directly before it.
fn is_address(word: &str, out: &str) -> bool {
    if out.ends_with(|mark: char| !is_space(mark) && mark != '\n') {
        return false;
    }
    let rest = word
        .strip_prefix("https://")
        .or_else(|| word.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~/?=&%#+:,".contains(&byte))
            && !rest.contains(";")
    })
}

/// Whether GitLab would make something of a word: a mention, a reference, an entity, a placeholder.
fn acts(word: &str) -> bool {
    let lower = || word.to_ascii_lowercase();
    let mut previous = ' ';
    for (place, mark) in word.char_indices() {
        let rest = word.get(place + mark.len_utf8()..).unwrap_or("");
        let next = rest.chars().next().unwrap_or(' ');
        let named = next.is_alphanumeric() || next == '_' || next == '"';
        let active = match mark {
            '@' => named || next == '.',
            '#' | '!' | '$' => next.is_ascii_digit() || (mark == '!' && next == '@'),
            '&' => next.is_ascii_digit() || is_entity(rest),
            '~' => {
                let begins = matches!(next, '-' | '?' | '.' | '&') && !rest.starts_with("&lt;");
                (named || begins) && is_named(rest)
            }
            '%' => is_named(rest) || rest.contains('{'),
            '*' => rest.starts_with("iteration:"),
            '[' => is_named_reference(rest),
            'G' => !previous.is_alphanumeric() && is_issue(rest),
            ':' => {
                previous.is_ascii_alphabetic()
                    && ["javascript:", "vbscript:", "data:"]
                        .iter()
                        .any(|scheme| lower().contains(scheme))
            }
            _ => false,
        };
        if active {
            return true;
        }
        previous = mark;
    }
    false
}

/// Whether a name may be in a text, apart from the signs that stand for angle brackets.
fn is_named(rest: &str) -> bool {
    rest.split("&lt;")
        .any(|part| part.contains(|mark: char| mark.is_alphanumeric() || mark == '"'))
}

/// `#64;`, `commat;` after an ampersand. Those for angle brackets are our own.
fn is_entity(rest: &str) -> bool {
    let name = rest.split(';').next().unwrap_or("");
    let complete = rest.len() > name.len() && !name.is_empty();
    complete
        && !matches!(name, "lt" | "gt")
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
}

/// `issue:1]` after a bracket.
fn is_named_reference(rest: &str) -> bool {
    let name = rest.split(':').next().unwrap_or("");
    name.len() > 2
        && rest.len() > name.len() + 1
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

/// `L-1` after a G.
fn is_issue(rest: &str) -> bool {
    rest.strip_prefix("L-")
        .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// A word that does nothing, with the signs escaped that would build something around it.
fn escaped(word: &str, out: &mut String) {
    let mut rest = word;
    while let Some(mark) = rest.chars().next() {
        let after = rest.get(mark.len_utf8()..).unwrap_or("");
        let next = after.chars().next();
        let mut taken = mark.len_utf8();
        match (mark, next) {
            ('\\', Some('<')) => {
                out.push_str("&lt;");
                taken = 2;
            }
            ('\\', Some(next)) if next.is_ascii_punctuation() => {
                out.push('\\');
                out.push(next);
                taken = 2;
                let third = after.get(1..).and_then(|rest| rest.chars().next());
                if next == ']' && third.is_some_and(|third| "([:".contains(third)) {
                    out.push('\\');
                    out.extend(third);
                    taken = 3;
                }
            }
            ('<', _) => out.push_str("&lt;"),
            ('$' | '|', _) => {
                out.push('\\');
                out.push(mark);
            }
            ('!', Some('[')) => out.push_str("\\!"),
            ('[', Some(second @ ('[' | '^' | '!'))) => {
                out.push('[');
                out.push('\\');
                out.push(second);
                taken = 2;
            }
            ('[', _)
                if after
                    .get(..4)
                    .is_some_and(|toc| toc.eq_ignore_ascii_case("TOC]")) =>
            {
                out.push_str("\\[");
            }
            (']', Some(second @ ('(' | '[' | ':'))) => {
                out.push_str("]\\");
                out.push(second);
                taken = 2;
            }
            _ => out.push(mark),
        }
        rest = rest.get(taken..).unwrap_or("");
    }
}
