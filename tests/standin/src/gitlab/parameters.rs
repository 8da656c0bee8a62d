//! Parameters from the query and from a body, which GitLab takes as JSON and as a form alike.

use serde_json::Value;

use super::answer;
use crate::world::{Request, Response};

pub(super) struct Parameters(Vec<(String, Value)>);

impl Parameters {
    pub fn of(request: &Request) -> Result<Parameters, Response> {
        let owned = |(name, value): (String, String)| (name, Value::String(value));
        let mut all: Vec<(String, Value)> = request.query.iter().cloned().map(owned).collect();
        let kind = request.header("content-type").unwrap_or_default();
        if kind.starts_with("application/json") && !request.body.is_empty() {
            match serde_json::from_slice(&request.body) {
                Ok(Value::Object(members)) => all.extend(members),
                _ => {
                    return Err(answer::error("message body does not match declared format"));
                }
            }
        } else {
            all.extend(
                form_urlencoded::parse(&request.body)
                    .into_owned()
                    .map(owned),
            );
        }
        Ok(Parameters(all))
    }

    /// The last one counts, as in Rails.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let found = self.0.iter().rev().find(|(n, _)| n == name);
        found
            .map(|(_, value)| value)
            .filter(|value| !value.is_null())
    }

    pub fn has_any(&self, names: &[&str]) -> bool {
        names
            .iter()
            .any(|name| self.0.iter().any(|(given, _)| given == name))
    }

    pub fn text(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    pub fn number(&self, name: &str) -> Option<u64> {
        self.text(name)?.parse().ok()
    }

    pub fn flag(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) => Some(matches!(text.as_str(), "true" | "1" | "on")),
            Value::Number(number) => Some(number.as_u64() == Some(1)),
            _ => None,
        }
    }

    /// `a,b`, `["a", "b"]` or `name[]=a&name[]=b`; None where it is not given.
    pub fn list(&self, name: &str) -> Option<Vec<String>> {
        let bracketed = format!("{name}[]");
        let mut given = self
            .0
            .iter()
            .filter(|(n, _)| *n == name || *n == bracketed)
            .peekable();
        given.peek()?;
        let words = given.flat_map(|(_, value)| match value {
            Value::Array(items) => items.iter().map(as_text).collect(),
            Value::String(text) => text.split(',').map(str::to_owned).collect(),
            other => vec![as_text(other)],
        });
        let trimmed = words.map(|word| word.trim().to_owned());
        Some(trimmed.filter(|word| !word.is_empty()).collect())
    }
}

fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
