//! What changes between two settings documents, in words.

use super::{
    field::{Field, overlay},
    sections::Defaults,
};
use crate::{words::Words, zendesk::Loose};
use std::borrow::Cow;

/// One thing that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The key of the section that it is in: `filing`.
    pub section: String,
    /// Where it stands: `filing.tag`, `presets.own.bands[2].score`.
    pub path: String,
    /// What is in force before.
    pub before: String,
    /// What is in force after.
    pub after: String,
}

/// What is in force differently with the fields `after` than with those `before`, the defaults below both.
pub(super) fn difference(before: &[Field<'_>], after: &[Field<'_>], words: Words) -> Vec<Change> {
    let defaults = Defaults::ALL.fields();
    let before = overlay(defaults.clone(), before.to_vec());
    let after = overlay(defaults, after.to_vec());
    let mut changes = Vec::new();
    let mut compare = |path: &[Cow<'_, str>], one: &Loose<'_>, other: &Loose<'_>| {
        let section = path.first().map(ToString::to_string).unwrap_or_default();
        each(
            &path.join("."),
            one,
            other,
            &mut |path, one, other, is_order| {
                changes.push(Change {
                    section: section.clone(),
                    path: match is_order {
                        true => words("change_order", &[path]),
                        false => path.to_owned(),
                    },
                    before: said(one, words),
                    after: said(other, words),
                });
            },
        );
    };
    let value = |fields: &[Field<'_>], path: &[Cow<'_, str>]| -> Option<usize> {
        fields.iter().position(|field| field.path == path)
    };
    for field in &before {
        let found = value(&after, &field.path).and_then(|at| after.get(at));
        let other = found.map_or(&Loose::Absent, |field| &field.value);
        compare(&field.path, &field.value, other);
    }
    for field in &after {
        if value(&before, &field.path).is_none() {
            compare(&field.path, &Loose::Absent, &field.value);
        }
    }
    changes
}

/// Is told of a path what stands there before and after; whether that is the order of what stays.
type Say<'s> = dyn FnMut(&str, &Loose<'_>, &Loose<'_>, bool) + 's;

/// Descends to what differs.
fn each(path: &str, before: &Loose<'_>, after: &Loose<'_>, say: &mut Say<'_>) {
    if before == after {
        return;
    }
    match (before, after) {
        (Loose::Map(_), Loose::Map(_)) => {
            for (key, one) in before.entries() {
                each(&format!("{path}.{key}"), one, after.get(key), say);
            }
            for (key, other) in after.entries() {
                if matches!(before.get(key), Loose::Absent) {
                    each(&format!("{path}.{key}"), &Loose::Absent, other, say);
                }
            }
        }
        (Loose::List(one), Loose::List(other)) if are_named(one) && are_named(other) => {
            each_named(path, one, other, say);
        }
        (Loose::List(one), Loose::List(other)) if one.len() == other.len() && !is_plain(before) => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                each(&format!("{path}[{index}]"), one, other, say);
            }
        }
        _ => say(path, before, after, false),
    }
}

/// Lists of entries with names: which come and go, what changes in which, and in what order those are that stay.
fn each_named(path: &str, before: &[Loose<'_>], after: &[Loose<'_>], say: &mut Say<'_>) {
    for item in before {
        let found = after.iter().find(|other| name(other) == name(item));
        let found = found.unwrap_or(&Loose::Absent);
        each(&format!("{path}[{}]", name(item)), item, found, say);
    }
    for item in after {
        if before.iter().all(|other| name(other) != name(item)) {
            let path = format!("{path}[{}]", name(item));
            each(&path, &Loose::Absent, item, say);
        }
    }
    let (one, other) = (kept(before, after), kept(after, before));
    if one != other {
        let [one, other] = [one, other].map(|names| Loose::Text(names.join(", ").into()));
        say(path, &one, &other, true);
    }
}

/// The names of those that are in both.
fn kept<'l>(list: &'l [Loose<'_>], other: &[Loose<'_>]) -> Vec<&'l str> {
    let names = list.iter().map(name);
    names
        .filter(|kept| other.iter().any(|item| name(item) == *kept))
        .collect()
}

/// What an entry of a list is known by.
fn name<'l>(item: &'l Loose<'_>) -> &'l str {
    let keys = ["id", "name", "plan"].into_iter();
    keys.filter_map(|key| item.get(key).text())
        .next()
        .unwrap_or_default()
}

/// Each entry by a name of its own.
fn are_named(items: &[Loose<'_>]) -> bool {
    let mut names: Vec<&str> = items.iter().map(name).collect();
    names.sort_unstable();
    !names.contains(&"") && names.is_sorted_by(|one, other| one < other)
}

/// A list of nothing but texts and numbers is read at one look.
fn is_plain(list: &Loose<'_>) -> bool {
    let is_compound = |item: &Loose<'_>| matches!(item, Loose::List(_) | Loose::Map(_));
    !list.items().iter().any(is_compound)
}

/// A value as a person would say it.
fn said(value: &Loose<'_>, words: Words) -> String {
    let each = |value: &Loose<'_>| said(value, words);
    let join = |parts: Vec<String>| match parts.is_empty() {
        true => words("change_none", &[]),
        false => parts.join(", "),
    };
    match value {
        Loose::Absent => words("change_absent", &[]),
        Loose::Null => words("change_none", &[]),
        Loose::Truth(true) => words("change_on", &[]),
        Loose::Truth(false) => words("change_off", &[]),
        Loose::Text(text) if text.is_empty() => words("change_empty", &[]),
        Loose::Text(text) => text.to_string(),
        Loose::List(items) if is_plain(value) => join(items.iter().map(each).collect()),
        Loose::List(items) => items
            .iter()
            .map(|item| format!("({})", each(item)))
            .collect::<Vec<_>>()
            .join(", "),
        Loose::Map(entries) => {
            let entries = entries.iter();
            let mut parts: Vec<String> = entries
                .map(|(key, value)| format!("{key}: {}", each(value)))
                .collect();
            // Files differ in it, and it means nothing.
            parts.sort_unstable();
            join(parts)
        }
        other => other.kind(),
    }
}
