//! What the schema says of each field: what it is called, and how it is typed.

use super::{Choice, Input, Kind};
use crate::{
    settings::SettingsError,
    shipped::Shipped,
    words::{Words, known},
};
use serde_json::Value;

/// The schema, and the language that it is read in.
pub(super) struct Schema {
    root: Value,
    words: Words,
}

impl Schema {
    pub(super) fn read(words: Words) -> Result<Self, SettingsError> {
        Ok(Self {
            root: serde_json::from_str(Shipped::Schema.text())?,
            words,
        })
    }

    /// The part that says what may stand at `path`.
    pub(super) fn part(&self, path: &[String]) -> &Value {
        path.iter().fold(&self.root, |above, key| {
            let above = self.meant(above);
            let below = above.get("properties").and_then(|all| all.get(key));
            let below = below.or(above.get("additionalProperties"));
            // Entries of a list that go by their name.
            below.or(above.get("items")).unwrap_or(&Value::Null)
        })
    }

    /// What an entry that goes by its name is called; `label` is that name for whoever reads it.
    pub(super) fn name_of(&self, path: &[String], label: String) -> String {
        let Some((name, above)) = path.split_last() else {
            return String::new();
        };
        let above = self.part(above);
        let known_keys = self.meant(above).get("properties");
        let name = match known_keys.and_then(|keys| keys.get(name)) {
            Some(_) => self.title_of(name),
            None => label,
        };
        match self.said(above, "title") {
            Some(title) => format!("{title}: {name}"),
            None => name,
        }
    }

    /// What a key without a title is called.
    fn title_of(&self, key: &str) -> String {
        let mut letters = key.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        let title: String = first.into_iter().chain(letters).collect();
        known(self.words, "setting", &title.replace('_', " "))
    }

    /// What a reference leads to.
    fn meant<'s>(&'s self, mut part: &'s Value) -> &'s Value {
        while let Some(pointer) = text(part, "$ref") {
            let found = self.root.pointer(pointer.trim_start_matches('#'));
            part = found.unwrap_or(&Value::Null);
        }
        part
    }

    /// A title or a description, for whoever reads it.
    pub(super) fn said(&self, part: &Value, key: &str) -> Option<String> {
        Some(known(self.words, "setting", text(part, key)?))
    }

    /// Objects whose keys are known have an input for each.
    pub(super) fn expand(
        &self,
        part: &Value,
        inner: &mut Vec<String>,
        titles: &mut Vec<String>,
        inputs: &mut Vec<Input>,
    ) {
        let whole = self.meant(part);
        let is_object = text(whole, "type") == Some("object");
        let properties = whole.get("properties").and_then(Value::as_object);
        let is_hours = text(part, "$ref") == Some("#/$defs/hours");
        let has_kinds = whole.get("oneOf").is_some();
        if let Some(properties) = properties.filter(|_| is_object && !is_hours && !has_kinds) {
            for (key, below) in properties {
                inner.push(key.clone());
                let title = self.said(below, "title");
                titles.push(title.unwrap_or_else(|| self.title_of(key)));
                self.expand(below, inner, titles, inputs);
                titles.pop();
                inner.pop();
            }
            return;
        }
        let hint = self.said(part, "description");
        inputs.push(Input {
            inner: inner.clone(),
            titles: titles.clone(),
            hint: hint
                .or_else(|| self.said(whole, "description"))
                .unwrap_or_default(),
            kind: if is_hours {
                Kind::Hours
            } else {
                self.kind(whole)
            },
            may_be_none: types(whole).contains(&"null"),
            is_address: text(whole, "format") == Some("uri"),
        });
    }

    /// A word of a list of words; what else there is to choose is written alike everywhere.
    fn choice(&self, one: &Value) -> Choice {
        let value = plain(one);
        let is_word = value.bytes().all(|byte| byte.is_ascii_alphabetic());
        let label = match is_word {
            true => known(self.words, "setting", &value),
            false => value.clone(),
        };
        Choice { value, label }
    }

    fn kind(&self, part: &Value) -> Kind {
        let types = types(part);
        let choices = part.get("enum").and_then(Value::as_array);
        let choices = choices.map(|all| all.iter().map(|one| self.choice(one)).collect());
        match (types.first(), choices) {
            (Some(_), Some(choices)) => Kind::Choice(choices),
            (Some(&"string"), _) => Kind::Text,
            (Some(&"integer"), _) => Kind::Whole,
            (Some(&"boolean"), _) => Kind::Switch,
            (Some(&"array"), _) => {
                let items = part.get("items").map(|items| self.meant(items));
                match items.map(self::types).unwrap_or_default().as_slice() {
                    ["string"] => Kind::Lines,
                    ["integer"] => Kind::Numbers,
                    _ => Kind::Json,
                }
            }
            _ => Kind::Json,
        }
    }
}

fn text<'s>(part: &'s Value, key: &str) -> Option<&'s str> {
    part.get(key)?.as_str()
}

fn types(part: &Value) -> Vec<&str> {
    match part.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
