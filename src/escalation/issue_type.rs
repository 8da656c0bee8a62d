//! Bug, proposal or security issue.

use super::{
    case::Case,
    settings::{Escalation, Signs},
    text::says_any,
};
use crate::words::Words;

/// What kind of issue a ticket asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssueType {
    /// Something does not work.
    Bug,
    /// Something is missing: a feature proposal.
    Feature,
    /// A bug that must not be read by everybody.
    Security,
}

impl IssueType {
    /// For sentences and the command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Bug => "bug",
            Self::Feature => "feature",
            Self::Security => "security",
        }
    }
}

/// A guess, and the sentence that says why. What may be a security issue is one: being wrong that
/// way costs a click, the other way a customer.
#[must_use]
pub fn guess(
    case: &Case,
    subject: &str,
    text: &str,
    has_error: bool,
    rules: &Escalation,
    words: Words,
) -> (IssueType, String) {
    let found = |signs: &Signs| {
        if case.ticket.has_any_tag(&signs.tags) {
            return Some(Place::Tag);
        }
        if says_any(&without(subject, &signs.not), &signs.subject) {
            return Some(Place::Subject);
        }
        let whole = format!("{subject}\n{text}");
        says_any(&without(&whole, &signs.not), &signs.text).then_some(Place::Text)
    };
    if let Some(place) = found(&rules.security) {
        let why = match place {
            Place::Tag => "panel_security_by_tag",
            Place::Subject => "panel_security_by_subject",
            Place::Text => "panel_security_by_text",
        };
        return (IssueType::Security, words(why, &[]));
    }
    let why = match found(&rules.feature) {
        Some(Place::Tag) => Some("panel_feature_by_tag"),
        Some(Place::Subject) => Some("panel_feature_by_subject"),
        // A wish in passing makes no proposal of a report with an error in it.
        Some(Place::Text) if !has_error => Some("panel_feature_by_text"),
        Some(Place::Text) | None => None,
    };
    if let Some(why) = why {
        return (IssueType::Feature, words(why, &[]));
    }
    let why = match case.ticket_type.as_deref() {
        Some("incident") => "panel_bug_by_incident",
        Some("problem") => "panel_bug_by_problem",
        _ => "panel_bug_by_default",
    };
    (IssueType::Bug, words(why, &[]))
}

/// Where a ticket says what it asks for.
#[derive(Clone, Copy)]
enum Place {
    Tag,
    Subject,
    Text,
}

fn without(text: &str, phrases: &[String]) -> String {
    let mut text = text.to_owned();
    for phrase in phrases {
        if text.contains(phrase.as_str()) {
            text = text.replace(phrase.as_str(), " ");
        }
    }
    text
}
