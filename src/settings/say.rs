//! What is wrong with settings, in the language of whoever reads it.
//!
//! The readers say it in English, which files and the command line want. Here their sentences are known by how they are
//! made, and said again as messages. What there is no message for stays as it is: a JSON parser's own words, names, paths.

use super::{Complaint, Effective, Layer};
use crate::words::{Words, known};

/// How the readers' sentences are made, each with its message. The first that fits counts.
const SENTENCES: [(&str, &str); 31] = [
    ("must be $1, not $2", "wrong_must_be"),
    (
        "`timezone` is missing: a time is nowhere without it",
        "wrong_call_place",
    ),
    (
        "`from` is missing: `every` $1 has to be counted from a date",
        "wrong_call_from",
    ),
    ("`$1` is missing", "wrong_missing"),
    ("there is no `$1` here; there is $2", "wrong_unknown"),
    ("$1 is out of range; choose $2 to $3", "wrong_range"),
    (
        "there is no preset `$1`; choose one of: $2",
        "wrong_no_preset",
    ),
    (
        "there is no label set `$1`; choose one of: $2",
        "wrong_no_label_set",
    ),
    (
        "no component `$1` is filed under the label set `$2`; name one of `contribution.components` that is",
        "wrong_no_component",
    ),
    (
        "`$1` is not a time zone; use an IANA name such as Europe/Berlin",
        "wrong_zone",
    ),
    ("`$1` is not a time zone", "wrong_call_zone"),
    (
        "schedule.hours.$1: `$2` is not a time of day; write it as HH:MM",
        "wrong_hour",
    ),
    (
        "schedule.hours.$1: opens at $2 but closes at $3; the end must be later",
        "wrong_hours_order",
    ),
    (
        "schedule.holidays: `$1` is not a date; write it like 2026-12-25",
        "wrong_holiday",
    ),
    (
        "version $1 is of a newer Vanguard; this one reads versions up to $2, so update it first",
        "wrong_version",
    ),
    (
        "holds a number that is not whole or too large",
        "wrong_number",
    ),
    (
        "there seems to be a secret ($1) in it. Settings are passed on: take it out, and sign in on the settings page instead",
        "wrong_secret",
    ),
    ("not JSON: $1", "wrong_json"),
    (
        "must have either `cancelled`: true or `moved_to`",
        "wrong_call_exception",
    ),
    ("`$1` is another call's already", "wrong_call_twice"),
    ("there is no such list", "wrong_no_list"),
    ("preset `$1`: $2", "wrong_preset"),
    ("there are no targets named `$1`", "wrong_preset_targets"),
    ("it has no bands; give at least one", "wrong_preset_empty"),
    (
        "the last band must have no conditions, or some tickets have no place",
        "wrong_preset_last",
    ),
    (
        "band `$1` scores $2; scores must fall from band to band, within 0-100",
        "wrong_preset_scores",
    ),
    ("it orders by weight but gives none", "wrong_preset_weight"),
    (
        "weight.clock: minutes must fall and points must not",
        "wrong_preset_clock",
    ),
    // Parts of the first.
    ("one of $1", "wanted_one_of"),
    ("text with $1 in it", "wanted_text_with"),
    ("$1 to $2", "wanted_within"),
];

/// What may stand where something else must.
const FOUND: [(&str, &str); 5] = [
    ("nothing", "found_nothing"),
    ("a list", "found_list"),
    ("an object", "found_object"),
    ("such a number", "found_number"),
    ("what cannot be read", "found_unreadable"),
];

/// Where a complaint's reader found what is wrong, seen from the field.
enum Place<'c> {
    /// In the field, and it says so itself where that matters.
    Here,
    /// In this part of it, or in the field as its reader names it.
    At(&'c str),
    /// In another field, which does not go with this one.
    With(&'c str),
}

impl Complaint {
    fn place(&self) -> Place<'_> {
        let path = self.path.as_str();
        match &self.place {
            Some(place) if path == "$" || place.starts_with(path) => Place::At(place),
            // What it stands in does not know it.
            Some(place) if place == "$" || path.starts_with(place.as_str()) => Place::At(path),
            // An entry of a list, which its reader knows by its number.
            Some(place) if is_entry(place, path) => Place::At(place),
            Some(place) => Place::With(place),
            None if path == "$" || self.what.starts_with(path) => Place::Here,
            None => Place::At(path),
        }
    }

    /// Where, and what is wrong there: `filing.tag: must be text, not 7`.
    #[must_use]
    pub fn sentence(&self, words: Words) -> String {
        let what = say(words, &self.what);
        match self.place() {
            Place::Here => what,
            Place::At(place) => format!("{place}: {what}"),
            Place::With(place) => {
                let with = words("wrong_with", &[place, &what]);
                format!("{}: {with}", self.path)
            }
        }
    }

    /// The same for whoever sees the field: `Must be text, not 7.`
    #[must_use]
    pub fn beside(&self, words: Words) -> String {
        let what = say(words, &self.what);
        match self.place() {
            Place::With(place) => sentence(&words("wrong_with", &[place, &what])),
            Place::At(place) if place != self.path => format!("{place}: {what}."),
            Place::At(_) | Place::Here => sentence(&what),
        }
    }
}

/// `presets[0].ties` of `presets.own`.
fn is_entry(place: &str, path: &str) -> bool {
    let list = path.split('.').next().unwrap_or_default();
    let rest = place.strip_prefix(list);
    rest.is_some_and(|rest| rest.starts_with('['))
}

impl Effective {
    /// Whose fields are not in force and why; nothing where all are.
    #[must_use]
    pub fn says_what_is_left_out(&self, words: Words) -> Option<String> {
        let sentences = self.complaints.iter().map(|wrong| {
            let key = match wrong.layer {
                Layer::Own => "wrong_own",
                Layer::Policy => "wrong_policy",
            };
            words(key, &[&wrong.sentence(words)])
        });
        let sentences: Vec<String> = sentences.collect();
        (!sentences.is_empty()).then(|| sentences.join("\n"))
    }
}

/// What is wrong, as it stands by itself: `Not JSON: …`.
#[must_use]
pub fn sentence(what: &str) -> String {
    let mut letters = what.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    format!("{}{}.", first.collect::<String>(), letters.as_str())
}

/// A sentence of the readers.
#[must_use]
pub fn say(words: Words, what: &str) -> String {
    message(words, what).unwrap_or_else(|| what.to_owned())
}

fn message(words: Words, what: &str) -> Option<String> {
    let fits = |(pattern, key): &(&str, &'static str)| Some((values(pattern, what)?, *key));
    let (values, key) = SENTENCES.iter().find_map(fits)?;
    let of = |at: usize| values.get(at).copied().unwrap_or_default();
    Some(match key {
        "wrong_must_be" => words(key, &[&wanted(words, of(0)), &found(words, of(1))]),
        "wrong_preset" => words(key, &[of(0), &say(words, of(1))]),
        _ => words(key, &values),
    })
}

/// Firefox notes each message that is asked for and is none: what is made of others is not looked up by its words.
fn wanted(words: Words, what: &str) -> String {
    message(words, what).unwrap_or_else(|| known(words, "wanted", what))
}

fn found(words: Words, what: &str) -> String {
    let found = FOUND.iter().find(|(found, _)| *found == what);
    found.map_or_else(|| what.to_owned(), |(_, key)| words(key, &[]))
}

/// What stands at `$1` and so on in a text that is made like `pattern`, in which they stand in their order.
fn values<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut parts = pattern.split('$');
    let mut rest = text.strip_prefix(parts.next()?)?;
    let mut parts = parts.filter_map(|part| part.get(1..)).peekable();
    let mut values = Vec::new();
    while let Some(part) = parts.next() {
        let (value, after) = match parts.peek() {
            Some(_) => rest.split_once(part)?,
            None => (rest.strip_suffix(part)?, ""),
        };
        values.push(value);
        rest = after;
    }
    rest.is_empty().then_some(values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::english;

    #[test]
    fn english_says_what_the_readers_say() {
        for (pattern, key) in SENTENCES {
            assert_eq!(english(key, &["$1", "$2", "$3"]), pattern, "{key}");
        }
        for (found, key) in FOUND {
            assert_eq!(english(key, &[]), found);
        }
    }

    #[test]
    fn values_are_what_stands_between() {
        for (pattern, text, expected) in [
            (
                "must be $1, not $2",
                "must be a, not b, not c",
                Some(&["a", "b, not c"][..]),
            ),
            ("`$1` is missing", "`a` is missing", Some(&["a"])),
            ("`$1` is missing", "`a` is not", None),
            ("a", "a", Some(&[])),
            ("a", "ab", None),
            ("$1 to $2", "1 to 9", Some(&["1", "9"])),
            ("$1 to $2", "", None),
        ] {
            assert_eq!(values(pattern, text).as_deref(), expected, "{text}");
        }
    }
}
