//! Settings taken elsewhere and brought in, as one document.

use super::{
    difference::{Change, difference},
    document,
    effective::{Complaint, Layer, settle},
    field::{Field, join, split},
    secrets::secrets,
    sections::check,
};
use crate::{schedule::Zone, words::Words};

/// Of a document with more bytes or more fields than these, one thing that is wrong is said: to say all, each field is
/// tried by itself.
const LARGE: usize = 100_000;
const MANY: usize = 500;

/// What a document that is brought in does to the settings that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It takes their place: what it does not name is as the defaults have it.
    Instead,
    /// It changes what it names.
    OnTop,
}

/// Settings that can be brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// What to keep: a document.
    pub text: String,
    /// What becomes different.
    pub changes: Vec<Change>,
}

/// The settings `own` as a document to be passed on.
///
/// # Errors
/// A document that cannot be read, or fields in which there seems to be a secret.
pub fn export(own: &str) -> Result<String, Vec<Complaint>> {
    let sections = document::open(own).map_err(|error| unreadable(&error))?;
    let fields = split(sections);
    refuse_secrets(&fields)?;
    let text = document::write(join(&fields));
    // Laid out for people, who read it and compare versions of it.
    let laid_out = serde_json::from_str::<crate::zendesk::Loose<'_>>(&text)
        .and_then(|value| serde_json::to_string_pretty(&value));
    Ok(laid_out.map_or(text, |text| text + "\n"))
}

/// Reads a document to be brought in beside the settings `own`, and says in `words` what it changes. Nothing is changed by this.
///
/// # Errors
/// Everything in it that cannot be used: the document as a whole, or field by field.
pub fn import(
    text: &str,
    own: &str,
    taken: Taken,
    zones: &dyn Fn(&str) -> Option<Zone>,
    words: Words,
) -> Result<Import, Vec<Complaint>> {
    let check = |text: &str| check(text, zones);
    let sections = document::open(text).map_err(|error| unreadable(&error))?;
    if text.len() > LARGE {
        check(text).map_err(|error| unreadable(&error))?;
    }
    let given = split(sections);
    if given.len() > MANY {
        check(text).map_err(|error| unreadable(&error))?;
    }
    // Own settings that cannot be read are what an import may mend.
    let own = document::open(own).map(split).unwrap_or_default();
    let mut complaints = Vec::new();
    let below = match taken {
        Taken::Instead => Vec::new(),
        // Of the own ones, what cannot be used is left behind.
        Taken::OnTop => settle(Layer::Own, Vec::new(), own.clone(), &check, &mut Vec::new()),
    };
    let settled = settle(Layer::Own, below, given.clone(), &check, &mut complaints);
    if !complaints.is_empty() {
        return Err(complaints);
    }
    refuse_secrets(&settled)?;
    Ok(Import {
        text: document::write(join(&settled)),
        changes: difference(&own, &settled, words),
    })
}

fn refuse_secrets(fields: &[Field<'_>]) -> Result<(), Vec<Complaint>> {
    let found = secrets(fields);
    if found.is_empty() {
        return Ok(());
    }
    let complaint = |(place, error)| Complaint::new(Layer::Own, place, &error);
    Err(found.into_iter().map(complaint).collect())
}

fn unreadable(error: &super::SettingsError) -> Vec<Complaint> {
    vec![Complaint::new(Layer::Own, "$", error)]
}
