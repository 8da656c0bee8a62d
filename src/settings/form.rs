//! Settings as fields of a form: what each is called, how it is typed, and what is in force. The schema says the most of it.

mod schema;

use super::{
    Effective, SettingsError, document,
    field::{Field, overlay, split},
    sections::Defaults,
};
use crate::words::{Words, named};
use schema::{Schema, plain};
use serde_json::{Map, Value};

/// How a value is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line, or several.
    Text,
    /// A whole number.
    Whole,
    /// On or off.
    Switch,
    /// One of these.
    Choice(Vec<Choice>),
    /// A list of texts, one to a line.
    Lines,
    /// A list of whole numbers, likewise.
    Numbers,
    /// From when to when a day is open; nothing where it is closed.
    Hours,
    /// JSON: what has a structure of its own.
    Json,
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As it is kept.
    pub value: String,
    /// As it is called.
    pub label: String,
}

/// A place to type in: the whole of a field, or a part of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// Keys below the field.
    pub inner: Vec<String>,
    /// What it is called, from the outermost group on.
    pub titles: Vec<String>,
    /// What else there is to know.
    pub hint: String,
    /// How it is typed.
    pub kind: Kind,
    /// Whether nothing is a value of it.
    pub may_be_none: bool,
    /// An address, which ends without a slash.
    is_address: bool,
}

/// What is set, locked and reset as one.
#[derive(Clone, Debug, PartialEq)]
pub struct FormField {
    /// Keys from the outermost.
    pub path: Vec<String>,
    /// What it is called.
    pub title: String,
    /// What is in force.
    pub value: Value,
    /// The default; nothing for what somebody added.
    pub default: Option<Value>,
    /// Set by the person.
    pub is_own: bool,
    /// Set by the policy.
    pub is_locked: bool,
    /// Where to type.
    pub inputs: Vec<Input>,
}

/// Every field with what is in force, in the schema's order, called in `words`; `own` are the person's settings.
///
/// # Errors
/// A build whose own schema cannot be read.
pub fn form(
    in_force: &Effective,
    own: &str,
    words: Words,
) -> Result<Vec<FormField>, SettingsError> {
    let schema = Schema::read(words)?;
    let defaults = Defaults::ALL.fields();
    let own = document::open(own).map(split).unwrap_or_default();
    let set = document::open(&in_force.text)
        .map(split)
        .unwrap_or_default();
    // Orders that ship have names in every language; all else is called as it is written.
    let label = |field: &Field<'_>| -> String {
        let name = field.path.last().map(ToString::to_string);
        let name = name.unwrap_or_default();
        let is_order = matches!(field.path.as_slice(), [section, _] if section == "presets");
        match is_order && defaults.iter().any(|ships| ships.path == field.path) {
            true => named(words, &name),
            false => name,
        }
    };
    let all = overlay(defaults.clone(), set.clone());
    let choices = |section: &str| -> Vec<Choice> {
        let named = all.iter().filter_map(|field| match field.path.as_slice() {
            [above @ .., last] if above.join(".") == section => Some(Choice {
                value: last.to_string(),
                label: label(field),
            }),
            _ => None,
        });
        named.collect()
    };
    let choices = [
        ("preset", choices("presets")),
        ("escalation.label_set", choices("escalation.label_sets")),
    ];
    let mut form = Vec::new();
    for field in overlay_in_place(defaults.clone(), &set) {
        let path: Vec<String> = field.path.iter().map(ToString::to_string).collect();
        let place = field.place();
        let part = schema.part(&path);
        let title = schema.said(part, "title");
        let title = title.unwrap_or_else(|| schema.name_of(&path, label(&field)));
        let mut inputs = Vec::new();
        schema.expand(part, &mut Vec::new(), &mut Vec::new(), &mut inputs);
        for (of, names) in &choices {
            if place == *of
                && let Some(input) = inputs.first_mut()
            {
                input.kind = Kind::Choice(names.clone());
            }
        }
        let default = defaults.iter().find(|default| default.path == field.path);
        form.push(FormField {
            title,
            value: serde_json::to_value(&field.value)?,
            default: default
                .map(|field| serde_json::to_value(&field.value))
                .transpose()?,
            is_own: own.iter().any(|own| own.path == field.path),
            is_locked: in_force.locked.contains(&place),
            inputs,
            path,
        });
    }
    Ok(form)
}

/// Like [`overlay`], each where the default stands.
fn overlay_in_place<'a>(defaults: Vec<Field<'a>>, set: &[Field<'a>]) -> Vec<Field<'a>> {
    let find = |field: &Field<'a>| set.iter().find(|set| set.path == field.path).cloned();
    let added = set
        .iter()
        .filter(|set| defaults.iter().all(|field| field.path != set.path));
    let added: Vec<Field<'a>> = added.cloned().collect();
    let mut all: Vec<Field<'a>> = defaults
        .into_iter()
        .map(|field| find(&field).unwrap_or(field))
        .collect();
    all.extend(added);
    all
}

/// A number where it is one; what is none is left as it is, for the reader to say so.
fn number_or_text(typed: &str) -> Value {
    match (typed.parse::<u64>(), typed.parse::<i64>()) {
        (Ok(number), _) => number.into(),
        (_, Ok(number)) => number.into(),
        _ => typed.into(),
    }
}

impl Input {
    /// What stands in it.
    #[must_use]
    pub fn shown(&self, value: &Value) -> String {
        match (&self.kind, value) {
            (Kind::Json, value) => serde_json::to_string_pretty(value).unwrap_or_default(),
            (Kind::Lines | Kind::Numbers, Value::Array(items)) => {
                items.iter().map(plain).collect::<Vec<_>>().join("\n")
            }
            (Kind::Hours, Value::Object(hours)) => {
                let at = |key: &str| hours.get(key).map(plain).unwrap_or_default();
                format!("{}-{}", at("from"), at("to"))
            }
            (_, value) => plain(value),
        }
    }

    /// What was typed, as a value; `None` to leave it out of what it is a part of.
    ///
    /// # Errors
    /// What is no JSON where it has to be.
    pub fn read(&self, typed: &str) -> Result<Option<Value>, SettingsError> {
        let trimmed = typed.trim();
        let value = match &self.kind {
            Kind::Hours if trimmed.is_empty() => return Ok(None),
            _ if trimmed.is_empty() && self.may_be_none => Value::Null,
            Kind::Text if self.is_address => trimmed.trim_end_matches('/').into(),
            Kind::Text if typed.contains('\n') => typed.into(),
            Kind::Text => trimmed.into(),
            Kind::Whole => number_or_text(trimmed),
            Kind::Switch => (trimmed == "true").into(),
            Kind::Choice(choices) => {
                let is_number = choices.iter().all(|one| one.value.parse::<u64>().is_ok());
                if is_number {
                    number_or_text(trimmed)
                } else {
                    trimmed.into()
                }
            }
            Kind::Lines | Kind::Numbers => {
                // Blanks at the ends of a phrase matter.
                let lines = typed.lines().filter(|line| !line.trim().is_empty());
                match self.kind {
                    // A text of digits stays one.
                    Kind::Lines => lines.map(Value::from).collect(),
                    _ => lines.map(|line| number_or_text(line.trim())).collect(),
                }
            }
            Kind::Hours => {
                let (from, to) = trimmed.split_once(['-', '–']).unwrap_or((trimmed, ""));
                let mut hours = Map::new();
                hours.insert("from".into(), from.trim().into());
                hours.insert("to".into(), to.trim().into());
                hours.into()
            }
            Kind::Json => serde_json::from_str(typed)?,
        };
        Ok(Some(value))
    }

    /// What of a field's value is typed here.
    #[must_use]
    pub fn part<'v>(&self, value: &'v Value) -> &'v Value {
        self.inner
            .iter()
            .fold(value, |below, key| below.get(key).unwrap_or(&Value::Null))
    }

    /// Puts what was typed into a field's value.
    pub fn put(&self, into: &mut Value, typed: Option<Value>) {
        let Some((last, above)) = self.inner.split_last() else {
            *into = typed.unwrap_or_default();
            return;
        };
        let mut place = into;
        for key in above {
            if !place.is_object() {
                *place = Value::Object(Map::new());
            }
            let Value::Object(entries) = place else {
                return;
            };
            place = entries.entry(key.clone()).or_insert(Value::Null);
        }
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        if let Value::Object(entries) = place {
            match typed {
                Some(value) => drop(entries.insert(last.clone(), value)),
                None => drop(entries.remove(last)),
            }
        }
    }
}

impl FormField {
    /// Of the document's elements.
    #[must_use]
    pub fn id(&self) -> String {
        id(&self.path)
    }

    /// Of the element that an input is.
    #[must_use]
    pub fn input_id(&self, input: &Input) -> String {
        id(&[self.path.as_slice(), input.inner.as_slice()].concat())
    }

    /// Whether every word typed is in what it is called.
    #[must_use]
    pub fn is_found(&self, typed: &str) -> bool {
        let inputs = self.inputs.iter();
        let words = inputs.map(|input| format!("{} {}", input.titles.join(" "), input.hint));
        let all = format!(
            "{} {} {}",
            self.title,
            self.path.join(" ").replace('_', " "),
            words.collect::<Vec<_>>().join(" ")
        );
        let all = all.to_lowercase();
        let typed = typed.to_lowercase();
        typed.split_whitespace().all(|word| all.contains(word))
    }
}

fn id(path: &[String]) -> String {
    let joined = path.join("-");
    let one = |letter: char| match letter {
        letter if letter.is_alphanumeric() => letter,
        _ => '-',
    };
    joined.chars().map(one).collect()
}
