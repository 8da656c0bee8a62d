//! Where a ticket's problem lives: components, versions, links, what to write.

mod properties;
mod routing;
mod settings;

use std::sync::LazyLock;
use vanguard::{
    contribution::reading::{self, Passage, Voice},
    escalation::settings::Escalation,
};

/// The defaults.
fn rules() -> &'static Escalation {
    static RULES: LazyLock<Escalation> =
        LazyLock::new(|| Escalation::parse("{}").expect("the defaults"));
    &RULES
}

/// What speaks in a customer's message.
fn text(message: &str) -> Vec<Passage> {
    reading::of_message(message, Voice::Prose, &rules().mail, &rules().contribution)
}
