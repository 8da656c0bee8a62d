//! The settings in force: the person's own, with the company's policy on top. What of either cannot be used is
//! left out field by field and said; the rest holds.

use super::{
    SettingsError, document,
    field::{Field, join, overlay, split},
};

/// Whose settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The person's, or their team's.
    Own,
    /// The company's, which nobody can change here.
    Policy,
}

/// A field that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Whose it was.
    pub layer: Layer,
    /// Where it stands: `filing.tag`. `$` is the whole document.
    pub path: String,
    /// The very place that its reader names, where that is another: a part of it, what it stands in, another field.
    pub place: Option<String>,
    /// What is wrong: `must be text, not 7`.
    pub what: String,
}

impl Complaint {
    pub(super) fn new(layer: Layer, path: impl Into<String>, error: &SettingsError) -> Self {
        let path = path.into();
        let (place, what) = match error {
            SettingsError::Value { path, what } => (Some(path.clone()), what.clone()),
            SettingsError::Range { field, .. } => {
                let said = error.to_string();
                let what = said.strip_prefix(field).unwrap_or(&said);
                let what = what.trim_start_matches(": ").to_owned();
                (Some((*field).to_owned()), what)
            }
            error => (None, error.to_string()),
        };
        Self {
            layer,
            place: place.filter(|place| path == "$" || *place != path),
            path,
            what,
        }
    }
}

/// The settings in force.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effective {
    /// As a document that can be used.
    pub text: String,
    /// Where the policy has set something: `filing.tag`.
    pub locked: Vec<String>,
    /// What was left out.
    pub complaints: Vec<Complaint>,
}

/// Says what is wrong with a document.
pub type Check<'c> = &'c dyn Fn(&str) -> Result<(), SettingsError>;

/// Joins the person's own settings and the company's policy, both documents. `check` says what is wrong with a document as
/// whoever goes by it reads it; it must take an empty one.
pub fn effective(own: &str, policy: &str, check: Check<'_>) -> Effective {
    let mut complaints = Vec::new();
    let policy = fields(Layer::Policy, policy, &mut complaints);
    let policy = settle(Layer::Policy, Vec::new(), policy, check, &mut complaints);
    let mut locked: Vec<String> = policy.iter().map(Field::place).collect();
    locked.sort_unstable();
    let mut own = fields(Layer::Own, own, &mut complaints);
    own.retain(|field| policy.iter().all(|set| set.path != field.path));
    let both = settle(Layer::Own, policy, own, check, &mut complaints);
    Effective {
        text: document::write(join(&both)),
        locked,
        complaints,
    }
}

fn fields<'a>(layer: Layer, text: &'a str, complaints: &mut Vec<Complaint>) -> Vec<Field<'a>> {
    match document::open(text) {
        Ok(sections) => split(sections),
        Err(error) => {
            complaints.push(Complaint::new(layer, "$", &error));
            Vec::new()
        }
    }
}

/// `base`, which can be used, and as many of the `fields` as can be used with it.
pub(super) fn settle<'a>(
    layer: Layer,
    base: Vec<Field<'a>>,
    fields: Vec<Field<'a>>,
    check: Check<'_>,
    complaints: &mut Vec<Complaint>,
) -> Vec<Field<'a>> {
    let (fields, lost): (Vec<_>, Vec<_>) =
        fields.into_iter().partition(|field| field.value.is_whole());
    complaints.extend(lost.iter().map(|field| {
        let place = field.place();
        let error = document::wrong(&place, "holds a number that is not whole or too large");
        Complaint::new(layer, place, &error)
    }));
    if fields.is_empty() {
        return base;
    }
    let all = overlay(base.clone(), fields.clone());
    if usable(&all, check).is_ok() {
        return all;
    }
    let mut settled = base;
    let mut waiting = fields;
    // One field may need another that comes later: a preset its targets, critical minutes the near ones.
    loop {
        let mut refused = Vec::new();
        let mut errors = Vec::new();
        let tried = waiting.len();
        for field in waiting {
            let with = overlay(settled.clone(), vec![field.clone()]);
            match usable(&with, check) {
                Ok(()) => settled = with,
                Err(error) => {
                    refused.push(field);
                    errors.push(error);
                }
            }
        }
        if refused.is_empty() || refused.len() == tried {
            let refused = refused.iter().zip(&errors);
            complaints
                .extend(refused.map(|(field, error)| Complaint::new(layer, field.place(), error)));
            return settled;
        }
        waiting = refused;
    }
}

fn usable(fields: &[Field<'_>], check: Check<'_>) -> Result<(), SettingsError> {
    check(&document::write(join(fields)))
}
