//! Bug, proposal or security issue.

use super::{
    case::Case,
    settings::{Escalation, Signs},
    text::says_any,
};

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
) -> (IssueType, String) {
    let found = |signs: &Signs| {
        if case.ticket.has_any_tag(&signs.tags) {
            return Some("a tag of the ticket");
        }
        if says_any(&without(subject, &signs.not), &signs.subject) {
            return Some("the subject");
        }
        let whole = format!("{subject}\n{text}");
        says_any(&without(&whole, &signs.not), &signs.text).then_some("what the customer wrote")
    };
    if let Some(place) = found(&rules.security) {
        return (
            IssueType::Security,
            format!("Type security: {place} says so, or may mean it."),
        );
    }
    match found(&rules.feature) {
        // A wish in passing makes no proposal of a report with an error in it.
        Some("what the customer wrote") if has_error => {}
        Some(place) => {
            return (
                IssueType::Feature,
                format!("Type feature: {place} asks for one."),
            );
        }
        None => {}
    }
    let why = match case.ticket_type.as_deref() {
        Some(kind @ ("incident" | "problem")) => format!("Type bug: the ticket is of type {kind}."),
        _ => "Type bug: nothing asks for a feature.".to_owned(),
    };
    (IssueType::Bug, why)
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
