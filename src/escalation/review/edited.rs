//! Customer data in what a person wrote, and in what they let stand.

use super::{Finding, Review};
use crate::escalation::{
    neutral,
    redact::{self, Kind, Replaced},
};

impl Review {
    /// What stands in the draft for customer data, or did until the person restored it.
    #[must_use]
    pub fn replaced(&self) -> &[Replaced] {
        &self.draft.replaced
    }

    /// Whether the original stands in the place of this placeholder.
    #[must_use]
    pub fn is_restored(&self, placeholder: &str) -> bool {
        self.choice.restored.contains(placeholder)
    }

    /// Puts the original in the place of a placeholder, in the person's own words too.
    pub fn restore(&mut self, placeholder: &str) {
        let Some(replaced) = self.find_replaced(placeholder) else {
            return;
        };
        for text in [&mut self.own.title, &mut self.own.description]
            .into_iter()
            .flatten()
        {
            *text = restored(text, &replaced);
        }
        self.choice.restored.insert(replaced.placeholder);
        self.rewrite_below();
    }

    /// Takes that back.
    pub fn hide(&mut self, placeholder: &str) {
        let Some(replaced) = self.find_replaced(placeholder) else {
            return;
        };
        let neutral = neutral::prose(&replaced.original);
        for text in [&mut self.own.title, &mut self.own.description]
            .into_iter()
            .flatten()
        {
            *text = text
                .replace(&neutral, &replaced.placeholder)
                .replace(&replaced.original, &replaced.placeholder);
        }
        self.choice.restored.remove(placeholder);
        self.rewrite_below();
    }

    /// Writes the draft anew; the person's own words have had the same done to them.
    fn rewrite_below(&mut self) {
        let was_behind = self.is_behind();
        self.rewrite();
        if !was_behind && self.own.based_on.is_some() {
            self.own.based_on = Some((self.draft.title.clone(), self.draft.description.clone()));
        }
    }

    fn find_replaced(&self, placeholder: &str) -> Option<Replaced> {
        let mut all = self.draft.replaced.iter();
        all.find(|one| one.placeholder == placeholder).cloned()
    }

    /// Customer data in what the person wrote, each once: what the draft says, and what was restored or
    /// kept, is none.
    #[must_use]
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings: Vec<Finding> = Vec::new();
        let own = [
            (&self.own.title, &self.draft.title),
            (&self.own.description, &self.draft.description),
        ];
        for (own, drafted) in own {
            let Some(text) = own else { continue };
            for (kind, found) in self.found_in(text) {
                let known = drafted.contains(found)
                    || self.own.kept.contains(found)
                    || self.was_restored(found)
                    || findings.iter().any(|one| one.text == found);
                if !known {
                    findings.push(Finding {
                        kind,
                        text: found.to_owned(),
                    });
                }
            }
        }
        findings
    }

    fn found_in<'t>(&self, text: &'t str) -> impl Iterator<Item = (Kind, &'t str)> {
        let found = redact::find(text, &self.redaction).into_iter();
        found.filter_map(move |one| Some((one.kind, text.get(one.start..one.end)?)))
    }

    fn was_restored(&self, text: &str) -> bool {
        let mut replaced = self.draft.replaced.iter();
        replaced.any(|one| self.is_restored(&one.placeholder) && one.original == text)
    }

    /// Replaces what was found, by the draft's own placeholder where it has one.
    pub fn replace_findings(&mut self) {
        for finding in self.findings() {
            let placeholder = self.placeholder(&finding);
            for text in [&mut self.own.title, &mut self.own.description]
                .into_iter()
                .flatten()
            {
                *text = text.replace(&finding.text, &placeholder);
            }
        }
    }

    /// Lets what was found stand; it is confidential then, if there is a secret among it.
    pub fn keep_findings(&mut self) {
        let secrets = self
            .findings()
            .into_iter()
            .filter(|one| one.kind.is_secret());
        self.own
            .kept
            .extend(secrets.map(|one| one.text).collect::<Vec<_>>());
    }

    fn placeholder(&self, finding: &Finding) -> String {
        let same = |one: &&Replaced| {
            one.kind == finding.kind && one.original.eq_ignore_ascii_case(&finding.text)
        };
        if let Some(known) = self.draft.replaced.iter().find(same) {
            return known.placeholder.clone();
        }
        let free = |number: &usize| {
            let placeholder = format!("[{}-{number}]", finding.kind.name());
            let taken = self
                .draft
                .replaced
                .iter()
                .any(|one| one.placeholder == placeholder);
            !taken
                && !self.title().contains(&placeholder)
                && !self.description().contains(&placeholder)
        };
        let number = (1..).find(free).unwrap_or(1);
        format!("[{}-{number}]", finding.kind.name())
    }
}

/// The original in the place of its placeholder: as it is where nothing acts, and neutral elsewhere.
fn restored(text: &str, replaced: &Replaced) -> String {
    let neutral = neutral::prose(&replaced.original);
    let mut fence = None;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let literal = fence.is_some();
        match (fence, fence_of(line)) {
            (None, run @ Some(_)) => fence = run,
            (Some(open), Some(run)) if run >= open => fence = None,
            _ => {}
        }
        lines.push(if literal {
            line.replace(&replaced.placeholder, &replaced.original)
        } else {
            in_line(line, replaced, &neutral)
        });
    }
    lines.join("\n")
}

fn in_line(line: &str, replaced: &Replaced, neutral: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once(&replaced.placeholder) {
        out.push_str(before);
        let in_code = out.matches('`').count() % 2 == 1;
        out.push_str(if in_code { &replaced.original } else { neutral });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// How many backticks a line begins with, if they make a fence.
fn fence_of(line: &str) -> Option<usize> {
    let line = line.trim_start();
    let run = line.len() - line.trim_start_matches('`').len();
    (run >= 3).then_some(run)
}

/// At most `limit` characters of a description, whole lines; a fence that is cut is closed.
pub(super) fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let (mut out, mut room, mut fence) = (String::new(), limit, None);
    for line in text.split('\n') {
        let length = line.chars().count() + 1;
        if length > room {
            break;
        }
        room -= length;
        match (fence, fence_of(line)) {
            (None, run @ Some(_)) => fence = run,
            (Some(open), Some(run)) if run >= open => fence = None,
            _ => {}
        }
        out.push_str(line);
        out.push('\n');
    }
    if let Some(run) = fence {
        out.push_str(&"`".repeat(run));
        out.push('\n');
    }
    out.push_str("\n_Cut here: the rest is in the ticket._");
    out
}

/// The longest mask that is shown.
const MASK: usize = 12;

/// An original that is not to be read in passing: nothing of a secret, of anything else its first letter.
#[must_use]
pub fn masked(replaced: &Replaced) -> String {
    let shown = usize::from(!replaced.kind.is_secret());
    let letters = replaced.original.chars();
    let mask = letters.clone().skip(shown).take(MASK).map(|_| '•');
    letters.clone().take(shown).chain(mask).collect()
}
