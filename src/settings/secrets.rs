//! Settings are passed on: no secret may be in them.

use super::{SettingsError, document, field::Field};
use crate::{
    escalation::redact::{Config, Kind, Parties, Rules, Strictness, find},
    zendesk::Loose,
};

/// Lists of words. The words for a password stand there side by side, as one and its value would.
const WORDS: &str = "escalation.redaction.";

/// The fields that hold what looks like a secret, each with what is said about it.
pub(super) fn secrets(fields: &[Field<'_>]) -> Vec<(String, SettingsError)> {
    // Customers' data may be in settings: a strategic customer's tag names one.
    let Ok(config) = Config::parse("{}") else {
        return Vec::new();
    };
    let rules = Rules::new(config, &Parties::default(), Strictness::Private);
    let found_if = |text: &str, is_meant: &dyn Fn(Kind) -> bool| {
        let found = find(text, &rules);
        let found = found
            .iter()
            .find(|found| found.kind.is_secret() && is_meant(found.kind));
        found.map(|found| found.kind.name())
    };
    let found = |text: &str| found_if(text, &|_| true);
    let in_words = |text: &str| {
        let by_itself = |kind| matches!(kind, Kind::PrivateKey | Kind::Cookie);
        let word = text.split_whitespace().find_map(found);
        word.or_else(|| found_if(text, &by_itself))
    };
    let mut secrets = Vec::new();
    for field in fields {
        let place = field.place();
        let kind = match place.starts_with(WORDS) {
            true => first(&field.value, &in_words),
            false => first(&field.value, &found),
        };
        if let Some(kind) = kind.or_else(|| field.path.iter().find_map(|key| found(key))) {
            let what = format!(
                "there seems to be a secret ({kind}) in it. Settings are passed on: take it out, and sign in on the settings page instead"
            );
            let error = document::wrong(&place, what);
            secrets.push((place, error));
        }
    }
    secrets
}

/// What is found first in the texts of a value, its keys included.
fn first<T>(value: &Loose<'_>, found: &dyn Fn(&str) -> Option<T>) -> Option<T> {
    match value {
        Loose::Text(text) => found(text),
        Loose::List(items) => items.iter().find_map(|item| first(item, found)),
        Loose::Map(entries) => entries
            .iter()
            .find_map(|(key, value)| found(key).or_else(|| first(value, found))),
        _ => None,
    }
}
