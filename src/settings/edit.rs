//! Changing single fields of the person's own settings, the way a form does.

use super::{
    document,
    effective::{Check, Complaint, Layer, effective},
    field::{Field, join, overlay, split},
    sections::Defaults,
};
use crate::zendesk::Loose;

/// One field and what it is to be; nothing for what the defaults have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// Keys from the outermost: `["filing", "tag"]`.
    pub path: Vec<String>,
    /// JSON text.
    pub value: Option<String>,
}

impl Edit {
    /// `value` is anything that can be written as JSON.
    #[must_use]
    pub fn new(path: &[&str], value: &impl serde::Serialize) -> Self {
        Self {
            path: path.iter().map(ToString::to_string).collect(),
            // Written to memory, which cannot fail.
            value: serde_json::to_string(value).ok(),
        }
    }

    /// Back to the default.
    #[must_use]
    pub fn reset(path: &[&str]) -> Self {
        Self {
            path: path.iter().map(ToString::to_string).collect(),
            value: None,
        }
    }
}

/// The person's own settings with other values in some fields, as a document; a value that is the default's is left out
/// of it. Everything else in it stays, whether it can be used or not.
///
/// # Errors
/// What of `edits` cannot be used, under the company's policy too, or a document that cannot be read.
pub fn edit(
    own: &str,
    policy: &str,
    edits: &[Edit],
    check: Check<'_>,
    defaults: Defaults,
) -> Result<String, Vec<Complaint>> {
    let sections = document::open(own);
    let sections = sections.map_err(|error| vec![Complaint::new(Layer::Own, "$", &error)])?;
    let defaults = defaults.fields();
    let mut fields = split(sections);
    for edit in edits {
        let is_meant = |field: &Field<'_>| field.path == edit.path;
        fields.retain(|field| !is_meant(field));
        let Some(value) = &edit.value else { continue };
        let value: Loose<'_> = serde_json::from_str(value).map_err(|error| {
            vec![Complaint::new(
                Layer::Own,
                edit.path.join("."),
                &error.into(),
            )]
        })?;
        let default = defaults.iter().find(|field| is_meant(field));
        if default.is_none_or(|default| default.value != value) {
            let path = edit.path.iter().map(|key| key.clone().into()).collect();
            fields = overlay(fields, vec![Field { path, value }]);
        }
    }
    let text = document::write(join(&fields));
    let mut complaints = effective(&text, policy, check).complaints;
    let is_edited = |path: &str| edits.iter().any(|edit| edit.path.join(".") == path);
    complaints.retain(|wrong| wrong.layer == Layer::Own && is_edited(&wrong.path));
    match complaints.is_empty() {
        true => Ok(text),
        false => Err(complaints),
    }
}
