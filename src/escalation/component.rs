//! Which part of the product a ticket is about, by the words in it.

use super::{
    settings::{Component, Escalation, Filed},
    text::says,
};

/// How much louder a subject speaks than a message.
const SUBJECT: u32 = 3;

/// The component that an issue goes to, and what spoke for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen<'a> {
    /// The handbook's name for it.
    pub component: &'a str,
    /// Where its issues go.
    pub filed: &'a Filed,
    /// The signs that were found, as the table has them; empty where it is the fallback.
    pub evidence: Vec<&'a str>,
}

/// Chooses by the table of signs. `text` is what was said, lower case, without quoted mail and
/// signatures. `None` only where the table has no place for the fallback.
#[must_use]
pub fn choose<'a>(subject: &str, text: &str, rules: &'a Escalation) -> Option<Chosen<'a>> {
    let (subject, text) = (without_addresses(subject), without_addresses(text));
    let mut best: Option<(u32, Chosen<'a>)> = None;
    let mut overruled: Vec<&str> = Vec::new();
    let mut rows: Vec<(u32, &Component, Chosen<'a>)> = Vec::new();
    for row in &rules.components {
        let Some(filed) = row.filed(&rules.label_set) else {
            continue;
        };
        let (mut weight, mut evidence) = (0_u32, Vec::new());
        for (sign, worth) in &row.signs {
            let in_subject = says(&subject, sign);
            if in_subject || says(&text, sign) {
                let times = if in_subject { SUBJECT } else { 1 };
                weight = weight.saturating_add(worth.saturating_mul(times));
                evidence.push(sign.as_str());
            }
        }
        if weight > 0 {
            overruled.extend(row.over.iter().map(String::as_str));
            let component = row.name.as_str();
            let chosen = Chosen {
                component,
                filed,
                evidence,
            };
            rows.push((weight, row, chosen));
        }
    }
    for (weight, row, chosen) in rows {
        let stands = !overruled.contains(&row.name.as_str());
        if stands && best.as_ref().is_none_or(|(most, _)| weight > *most) {
            best = Some((weight, chosen));
        }
    }
    best.map(|(_, chosen)| chosen).or_else(|| fallback(rules))
}

/// What stands in a web address is named there, not talked about.
fn without_addresses(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("://") {
        out.push_str(before);
        let end = after.find(char::is_whitespace).unwrap_or(after.len());
        rest = after.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// The last row of the fallback's name: its most general one.
fn fallback(rules: &Escalation) -> Option<Chosen<'_>> {
    let named = |row: &&Component| row.name == rules.fallback;
    rules.components.iter().rev().filter(named).find_map(|row| {
        Some(Chosen {
            component: &row.name,
            filed: row.filed(&rules.label_set)?,
            evidence: Vec::new(),
        })
    })
}
