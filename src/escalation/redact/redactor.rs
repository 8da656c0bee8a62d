//! Replacing what was found, by placeholders that stay the same over all texts of a draft.

use super::{Kind, Rules, find, text};
use std::collections::HashMap;

/// Replaces, and keeps the numbers of placeholders over all texts of one draft.
#[derive(Debug)]
pub struct Redactor {
    rules: Rules,
    known: HashMap<(Kind, String), String>,
    last: HashMap<Kind, usize>,
}

/// A text without what must not leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Redacted {
    /// The new text.
    pub text: String,
    /// What was replaced, in order.
    pub replaced: Vec<Replaced>,
}

/// One replacement, to be highlighted and to be undone by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// What it is.
    pub kind: Kind,
    /// What stands there now: `[host-1]`.
    pub placeholder: String,
    /// What stood there.
    pub original: String,
    /// Where the placeholder's first byte is in the new text.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

impl Redactor {
    /// One for the texts of one draft.
    #[must_use]
    pub fn new(rules: Rules) -> Self {
        Self {
            rules,
            known: HashMap::new(),
            last: HashMap::new(),
        }
    }

    /// The rules it goes by.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.rules
    }

    /// Replaces everything in a text that must not leave. What is replaced twice has one number.
    pub fn redact(&mut self, text: &str) -> Redacted {
        let found = find(text, &self.rules);
        // A number that the text brought along means something else.
        for (start, end) in text::placeholders(text) {
            self.reserve(text::part(text, start, end));
        }
        let mut redacted = Redacted::default();
        let mut from = 0;
        for one in &found {
            redacted.text.push_str(text::part(text, from, one.start));
            let original = text::part(text, one.start, one.end);
            let placeholder = self.placeholder(one.kind, original);
            let start = redacted.text.len();
            redacted.text.push_str(&placeholder);
            redacted.replaced.push(Replaced {
                kind: one.kind,
                original: original.to_owned(),
                start,
                end: start + placeholder.len(),
                placeholder,
            });
            from = one.end;
        }
        redacted.text.push_str(text::part(text, from, text.len()));
        redacted
    }

    fn placeholder(&mut self, kind: Kind, original: &str) -> String {
        let same = if kind.is_caseless() {
            original.to_lowercase()
        } else {
            original.to_owned()
        };
        let last = self.last.entry(kind).or_default();
        let new = || {
            *last += 1;
            format!("[{}-{last}]", kind.name())
        };
        self.known.entry((kind, same)).or_insert_with(new).clone()
    }

    /// Leaves a number out that stands in a text already, unless it is one of our own.
    fn reserve(&mut self, placeholder: &str) {
        let inner = placeholder.trim_matches(['[', ']']);
        let Some((name, number)) = inner.rsplit_once('-') else {
            return;
        };
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
        if let (Some(kind), Ok(number)) = (kind, number.parse::<usize>()) {
            let last = self.last.entry(kind).or_default();
            *last = number.max(*last);
        }
    }
}
