//! Settings as fields of a form: what each is called, how it is typed, and what is in force. The schema says the most of it.

use super::{
    Effective, SettingsError, document,
    field::{Field, overlay, split},
    sections::Defaults,
};
use crate::shipped::Shipped;
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
    Choice(Vec<String>),
    /// A list, one entry to a line.
    Lines,
    /// From when to when a day is open; nothing where it is closed.
    Hours,
    /// JSON: what has a structure of its own.
    Json,
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

/// Every field with what is in force, in the schema's order; `own` are the person's settings.
///
/// # Errors
/// A build whose own schema cannot be read.
pub fn form(in_force: &Effective, own: &str) -> Result<Vec<FormField>, SettingsError> {
    let schema: Value = serde_json::from_str(Shipped::Schema.text())?;
    let defaults = Defaults::ALL.fields();
    let own = document::open(own).map(split).unwrap_or_default();
    let set = document::open(&in_force.text)
        .map(split)
        .unwrap_or_default();
    let names = |section: &str| -> Vec<String> {
        let all = overlay(defaults.clone(), set.clone());
        let named = all.iter().filter_map(|field| match field.path.as_slice() {
            [above @ .., last] if above.join(".") == section => Some(last.to_string()),
            _ => None,
        });
        named.collect()
    };
    let choices = [
        ("preset", names("presets")),
        ("escalation.label_set", names("escalation.label_sets")),
    ];
    let mut form = Vec::new();
    for field in overlay_in_place(defaults.clone(), &set) {
        let path: Vec<String> = field.path.iter().map(ToString::to_string).collect();
        let place = field.place();
        let part = part(&schema, &path);
        let title = text(part, "title").unwrap_or_else(|| named(&schema, &path));
        let mut inputs = Vec::new();
        expand(&schema, part, &mut Vec::new(), &mut Vec::new(), &mut inputs);
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

/// The part of the schema that says what may stand at `path`.
fn part<'s>(schema: &'s Value, path: &[String]) -> &'s Value {
    path.iter().fold(schema, |above, key| {
        let above = meant(schema, above);
        let below = above.get("properties").and_then(|all| all.get(key));
        let below = below.or(above.get("additionalProperties"));
        // Entries of a list that go by their name.
        below.or(above.get("items")).unwrap_or(&Value::Null)
    })
}

/// What an entry that goes by its name is called.
fn named(schema: &Value, path: &[String]) -> String {
    let Some((name, above)) = path.split_last() else {
        return String::new();
    };
    match text(part(schema, above), "title") {
        Some(title) => format!("{title}: {name}"),
        None => name.clone(),
    }
}

/// What a reference leads to.
fn meant<'s>(schema: &'s Value, mut part: &'s Value) -> &'s Value {
    while let Some(pointer) = part.get("$ref").and_then(Value::as_str) {
        let found = schema.pointer(pointer.trim_start_matches('#'));
        part = found.unwrap_or(&Value::Null);
    }
    part
}

fn text(part: &Value, key: &str) -> Option<String> {
    Some(part.get(key)?.as_str()?.to_owned())
}

/// Objects whose keys are known have an input for each.
fn expand(
    schema: &Value,
    part: &Value,
    inner: &mut Vec<String>,
    titles: &mut Vec<String>,
    inputs: &mut Vec<Input>,
) {
    let whole = meant(schema, part);
    let is_object = whole.get("type").and_then(Value::as_str) == Some("object");
    let properties = whole.get("properties").and_then(Value::as_object);
    let is_hours = text(part, "$ref").as_deref() == Some("#/$defs/hours");
    let has_kinds = whole.get("oneOf").is_some();
    if let Some(properties) = properties.filter(|_| is_object && !is_hours && !has_kinds) {
        for (key, below) in properties {
            inner.push(key.clone());
            titles.push(text(below, "title").unwrap_or_else(|| key.replace('_', " ")));
            expand(schema, below, inner, titles, inputs);
            titles.pop();
            inner.pop();
        }
        return;
    }
    let hint = text(part, "description").or(text(whole, "description"));
    inputs.push(Input {
        inner: inner.clone(),
        titles: titles.clone(),
        hint: hint.unwrap_or_default(),
        kind: if is_hours {
            Kind::Hours
        } else {
            kind(schema, whole)
        },
        may_be_none: types(whole).contains(&"null"),
        is_address: text(whole, "format").as_deref() == Some("uri"),
    });
}

fn types(part: &Value) -> Vec<&str> {
    match part.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn kind(schema: &Value, part: &Value) -> Kind {
    let types = types(part);
    let choices = part.get("enum").and_then(Value::as_array);
    let choices = choices.map(|all| all.iter().map(plain).collect());
    match (types.first(), choices) {
        (Some(_), Some(choices)) => Kind::Choice(choices),
        (Some(&"string"), _) => Kind::Text,
        (Some(&"integer"), _) => Kind::Whole,
        (Some(&"boolean"), _) => Kind::Switch,
        (Some(&"array"), _) => {
            let items = part.get("items").map(|items| meant(schema, items));
            let is_plain = items.is_some_and(|items| {
                matches!(self::types(items).as_slice(), ["string"] | ["integer"])
            });
            if is_plain { Kind::Lines } else { Kind::Json }
        }
        _ => Kind::Json,
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
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
            (Kind::Lines, Value::Array(items)) => {
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
                let is_number = choices.iter().all(|one| one.parse::<u64>().is_ok());
                if is_number {
                    number_or_text(trimmed)
                } else {
                    trimmed.into()
                }
            }
            Kind::Lines => {
                // Blanks at the ends of a phrase matter.
                let lines = typed.lines().filter(|line| !line.trim().is_empty());
                lines.map(number_or_text).collect()
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
