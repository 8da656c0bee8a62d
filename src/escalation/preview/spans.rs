//! What stands in a line: code, emphasis, links, placeholders, escapes.

use super::{DEPTH, Reader, Span};

/// Where the end of an emphasis or a link is looked for, in bytes.
const REACH: usize = 800;

impl Reader<'_> {
    pub(super) fn spans(&self, text: &str, depth: usize) -> Vec<Span> {
        let mut out = Spans::default();
        let mut rest = text;
        let mut before = ' ';
        while let Some(mark) = rest.chars().next() {
            let (used, last) = match self.special(rest, before, depth) {
                Some((Found::Letters(letters), used)) => {
                    out.text.push_str(letters);
                    (used, letters.chars().next_back().unwrap_or(before))
                }
                Some((Found::Span(span), used)) => {
                    out.push(span);
                    (used, 'x')
                }
                None => {
                    out.text.push(mark);
                    (mark.len_utf8(), mark)
                }
            };
            before = last;
            rest = rest.get(used..).unwrap_or_default();
        }
        out.done()
    }

    /// What is not just a letter at the start of `rest`, and how many bytes it takes.
    fn special<'t>(&self, rest: &'t str, before: char, depth: usize) -> Option<(Found<'t>, usize)> {
        match rest.chars().next()? {
            '\\' => {
                let next = rest.get(1..2)?;
                let escapes = next.bytes().all(|byte| byte.is_ascii_punctuation());
                escapes.then_some((Found::Letters(next), 2))
            }
            '&' => ENTITIES.iter().find_map(|(name, letter)| {
                rest.starts_with(name)
                    .then_some((Found::Letters(letter), name.len()))
            }),
            '`' => {
                let run = rest.len() - rest.trim_start_matches('`').len();
                let (mark, inner) = rest.split_at_checked(run)?;
                match closing(inner, run) {
                    Some(end) => {
                        let code = inner.get(..end)?.replace('\n', " ");
                        let padded =
                            code.starts_with(' ') && code.ends_with(' ') && !code.trim().is_empty();
                        let code = if padded {
                            code.get(1..code.len() - 1)?
                        } else {
                            &code
                        };
                        Some((Found::Span(Span::Code(self.marked(code))), run + end + run))
                    }
                    None => Some((Found::Letters(mark), run)),
                }
            }
            mark @ ('*' | '_') if depth < DEPTH => self.emphasis(rest, mark, before, depth),
            '[' => {
                let end = near(rest).find(']')?;
                let whole = rest.get(..=end)?;
                if self.placeholders.contains(whole) {
                    return Some((Found::Span(Span::Placeholder(whole.to_owned())), end + 1));
                }
                let after = rest.get(end + 1..)?.strip_prefix('(')?;
                let close = near(after).find(')')?;
                let address = after.get(..close)?;
                is_web(address).then(|| {
                    let text = whole.trim_matches(['[', ']']).to_owned();
                    let link = Span::Link {
                        text,
                        address: address.to_owned(),
                    };
                    (Found::Span(link), end + 1 + 1 + close + 1)
                })
            }
            'h' if !before.is_alphanumeric() && is_web(rest) => {
                let end = rest
                    .find(|mark: char| mark.is_whitespace() || "<>\"`".contains(mark))
                    .unwrap_or(rest.len());
                let address = rest
                    .get(..end)?
                    .trim_end_matches(['.', ',', ':', ';', '!', '?', ')', '*', '_']);
                let link = Span::Link {
                    text: address.to_owned(),
                    address: address.to_owned(),
                };
                Some((Found::Span(link), address.len()))
            }
            _ => None,
        }
    }

    fn emphasis<'t>(
        &self,
        rest: &'t str,
        mark: char,
        before: char,
        depth: usize,
    ) -> Option<(Found<'t>, usize)> {
        let run = rest.len() - rest.trim_start_matches(mark).len();
        let (signs, inner) = rest.split_at_checked(run)?;
        let plain = Some((Found::Letters(signs), run));
        let within_word = mark == '_' && before.is_alphanumeric();
        let opens = inner.starts_with(|first: char| !first.is_whitespace()) && !within_word;
        if run > 2 || !opens {
            return plain;
        }
        let near = near(inner);
        let mut end = 0;
        while let Some(letter) = near.get(end..)?.chars().next() {
            let rest = near.get(end..)?;
            let after = inner.get(end + run..).unwrap_or_default().chars().next();
            let closes = end > 0
                && rest.starts_with(signs)
                && !near.get(..end)?.ends_with([mark, ' ', '\n'])
                && after != Some(mark)
                && !(mark == '_' && after.is_some_and(char::is_alphanumeric));
            if closes {
                let spans = self.spans(near.get(..end)?, depth + 1);
                let span = match run {
                    2 => Span::Strong(spans),
                    _ => Span::Emphasis(spans),
                };
                return Some((Found::Span(span), run + end + run));
            }
            end += match letter {
                // Code goes before emphasis.
                '`' => code_length(rest),
                '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
                _ => letter.len_utf8(),
            };
        }
        plain
    }

    /// Text in which nothing but placeholders is looked for.
    pub(super) fn marked(&self, text: &str) -> Vec<Span> {
        let mut out = Spans::default();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('[') {
            out.text.push_str(before);
            let end = after.find(']').map_or(0, |end| end + 1);
            let inner = after.get(..end).unwrap_or_default();
            let whole = format!("[{inner}");
            if self.placeholders.contains(whole.as_str()) {
                out.push(Span::Placeholder(whole));
                rest = after.get(end..).unwrap_or_default();
            } else {
                out.text.push('[');
                rest = after;
            }
        }
        out.text.push_str(rest);
        out.done()
    }
}

const ENTITIES: [(&str, &str); 4] = [
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
    ("&quot;", "\""),
];

enum Found<'t> {
    Letters(&'t str),
    Span(Span),
}

#[derive(Default)]
struct Spans {
    text: String,
    spans: Vec<Span>,
}

impl Spans {
    fn push(&mut self, span: Span) {
        self.flush();
        self.spans.push(span);
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.spans.push(Span::Text(std::mem::take(&mut self.text)));
        }
    }

    fn done(mut self) -> Vec<Span> {
        self.flush();
        self.spans
    }
}

fn is_web(address: &str) -> bool {
    let rest = address
        .strip_prefix("https://")
        .or_else(|| address.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_alphanumeric() || first == '['))
}

/// So much of a text as is looked through.
fn near(text: &str) -> &str {
    let mut cuts = (REACH.saturating_sub(4)..=REACH).rev();
    cuts.find_map(|cut| text.get(..cut)).unwrap_or(text)
}

/// The length of the code that begins a text, or of the backticks where none does.
fn code_length(text: &str) -> usize {
    let run = text.len() - text.trim_start_matches('`').len();
    let inner = text.get(run..).unwrap_or_default();
    closing(inner, run).map_or(run, |end| run + end + run)
}

/// Where a run of exactly so many backticks begins.
fn closing(text: &str, run: usize) -> Option<usize> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find('`')?;
        let rest = text.get(start..)?;
        let length = rest.len() - rest.trim_start_matches('`').len();
        if length == run {
            return Some(start);
        }
        from = start + length;
    }
}
