//! All escalations in one list, for the popup: what needs somebody first.

use super::{
    follow::Line,
    outbox::{Key, View},
};
use crate::{time::Time, words::Words};
use std::collections::BTreeMap;

/// Why an escalation is listed where it is; in the list's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Does not go on by itself, or did not go as asked.
    NeedsPerson,
    /// Goes on by itself.
    UnderWay,
    /// A customer does not know what became of it.
    Tell,
    /// Filed, and nothing to be done.
    Filed,
}

impl Section {
    /// In the list's order.
    pub const ALL: [Self; 4] = [Self::NeedsPerson, Self::UnderWay, Self::Tell, Self::Filed];

    /// For a heading.
    #[must_use]
    pub fn title(self, words: Words) -> String {
        let key = match self {
            Self::NeedsPerson => "popup_needs_you",
            Self::UnderWay => "popup_under_way",
            Self::Tell => "popup_tell",
            Self::Filed => "popup_filed",
        };
        words(key, &[])
    }
}

/// One escalation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Entry {
    /// Which.
    pub key: Key,
    /// See [`Section`].
    pub section: Section,
    /// The address, once there is one.
    pub url: Option<String>,
    /// What happened, what to do, and the code to search for, in sentences.
    pub words: Vec<String>,
    /// It goes on by itself at this moment.
    pub until: Option<Time>,
    /// Whether "Retry" does anything.
    pub retry: bool,
    /// Whether "Cancel" does anything.
    pub cancel: bool,
    /// See [`View::dismiss`].
    pub dismiss: String,
    /// Whether it can be taken off the list.
    pub hide: bool,
    /// See [`Line::tell`].
    pub tell: String,
    /// See [`Line::reply`].
    pub reply: String,
}

/// What the background shows of each, in order: by section, the latest ticket first. What was cancelled or dismissed, and what
/// somebody took off the list, is left out until there is news of it.
#[must_use]
pub fn overview(views: Vec<View>, lines: Vec<Line>) -> Vec<Entry> {
    let mut both: BTreeMap<Key, (Option<View>, Option<Line>)> = BTreeMap::new();
    for view in views {
        let key = view.key.clone();
        both.entry(key).or_default().0 = Some(view);
    }
    for line in lines {
        let key = line.key.clone();
        both.entry(key).or_default().1 = Some(line);
    }
    let place = |entry: &Entry| (entry.section, std::cmp::Reverse(entry.key.ticket));
    let mut entries: Vec<Entry> = Vec::new();
    for (key, (view, line)) in both {
        if let Some(entry) = entry(key, view, line) {
            let at = entries.partition_point(|one| place(one) <= place(&entry));
            entries.insert(at, entry);
        }
    }
    entries
}

fn entry(key: Key, view: Option<View>, line: Option<Line>) -> Option<Entry> {
    let is_hidden = line.as_ref().is_some_and(|line| line.hidden);
    let is_followed = line.is_some();
    let mut entry = Entry {
        key,
        section: Section::Filed,
        url: None,
        words: Vec::new(),
        until: None,
        retry: false,
        cancel: false,
        dismiss: String::new(),
        hide: is_followed && !is_hidden,
        tell: String::new(),
        reply: String::new(),
    };
    if let Some(view) = view {
        if matches!(view.code.as_ref(), "VG-CANCELLED" | "VG-DISMISSED") {
            return None;
        }
        let is_quiet = view.over && view.remarks.is_empty();
        entry.section = match view.over {
            true if is_quiet || is_hidden => Section::Filed,
            true => Section::NeedsPerson,
            false if needs_person(&view) => Section::NeedsPerson,
            false => Section::UnderWay,
        };
        if !is_quiet {
            let code = format!("({})", view.code);
            let words = [view.what, view.todo].into_iter().chain(view.remarks);
            let words = words.map(|words| words.into_owned());
            entry.words.extend(words.chain([code]));
        }
        entry.url = view.url;
        entry.until = view.until;
        (entry.retry, entry.cancel) = (view.retry, view.cancel);
        entry.dismiss = view.dismiss.into_owned();
    }
    if let Some(line) = line {
        if !line.tell.is_empty() && entry.section == Section::Filed {
            entry.section = Section::Tell;
        }
        entry.url = Some(line.url);
        entry.words.push(line.what);
        (entry.tell, entry.reply) = (line.tell, line.reply);
    }
    entry.words.retain(|words| !words.is_empty());
    (entry.section != Section::Filed || !is_hidden).then_some(entry)
}

/// Nothing is waited for: not a moment, not a tab, not an answer.
fn needs_person(view: &View) -> bool {
    let cannot_be_read = matches!(view.code.as_ref(), "VG-RECORD" | "VG-NEWER");
    cannot_be_read || (view.retry && view.until.is_none())
}
