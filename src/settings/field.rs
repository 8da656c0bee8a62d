//! A settings document as its fields: what is set, locked, left out and compared one by one.

use crate::zendesk::Loose;
use std::borrow::Cow;

/// Objects whose keys take the place of the defaults' one by one. Any other value takes it as a whole.
const BY_KEY: [&str; 14] = [
    "gitlab",
    "filing",
    "follow",
    "targets",
    "escalation",
    "escalation.label_sets",
    "escalation.types",
    "escalation.redaction",
    "results",
    "contribution",
    "contribution.editions",
    "reminders",
    "reminders.meetings",
    "appearance",
];

/// Lists whose entries take the place of the defaults' by their `name`.
const BY_NAME: [&str; 1] = ["presets"];

/// One field: where it stands, and what stands there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field<'a> {
    /// Keys, from the outermost.
    pub path: Vec<Cow<'a, str>>,
    /// What stands there.
    pub value: Loose<'a>,
}

impl Field<'_> {
    /// `filing.tag`, `presets.handbook-2018`.
    pub fn place(&self) -> String {
        self.path.join(".")
    }
}

/// The fields of a document, in its order. Of a key that stands there twice the first counts, as for the reader.
pub(crate) fn split<'a>(sections: Loose<'a>) -> Vec<Field<'a>> {
    let mut fields: Vec<Field<'a>> = Vec::new();
    take_apart(&[], sections, &mut fields);
    fields
}

fn take_apart<'a>(above: &[Cow<'a, str>], value: Loose<'a>, fields: &mut Vec<Field<'a>>) {
    let place = above.join(".");
    let parts = match value {
        Loose::Map(entries) if above.is_empty() || BY_KEY.contains(&place.as_str()) => entries,
        Loose::List(items) if BY_NAME.contains(&place.as_str()) && all_named(&items) => {
            items.into_iter().map(|item| (name(&item), item)).collect()
        }
        value => {
            if fields.iter().all(|field| field.path != above) {
                let path = above.to_vec();
                fields.push(Field { path, value });
            }
            return;
        }
    };
    for (key, value) in parts {
        let mut path = above.to_vec();
        path.push(key);
        take_apart(&path, value, fields);
    }
}

fn name<'a>(item: &Loose<'a>) -> Cow<'a, str> {
    Cow::Owned(item.get("name").text().unwrap_or_default().to_owned())
}

fn all_named(items: &[Loose<'_>]) -> bool {
    items.iter().all(|item| item.get("name").text().is_some())
}

/// The document with these fields.
pub(crate) fn join<'a>(fields: &[Field<'a>]) -> Loose<'a> {
    let mut sections = Loose::Map(Vec::new());
    for field in fields {
        place(&mut sections, &field.path, 0, &field.value);
    }
    sections
}

fn place<'a>(into: &mut Loose<'a>, path: &[Cow<'a, str>], depth: usize, value: &Loose<'a>) {
    let Some(key) = path.get(depth) else {
        *into = value.clone();
        return;
    };
    let above = path.get(..depth).unwrap_or_default().join(".");
    if BY_NAME.contains(&above.as_str()) {
        if !matches!(into, Loose::List(_)) {
            *into = Loose::List(Vec::new());
        }
        if let Loose::List(items) = into {
            items.push(value.clone());
        }
        return;
    }
    if !matches!(into, Loose::Map(_)) {
        *into = Loose::Map(Vec::new());
    }
    let Loose::Map(entries) = into else { return };
    let at = entries.iter().position(|(known, _)| known == key);
    let at = at.unwrap_or_else(|| {
        entries.push((key.clone(), Loose::Absent));
        entries.len() - 1
    });
    if let Some((_, below)) = entries.get_mut(at) {
        place(below, path, depth + 1, value);
    }
}

/// These fields, with those of `above` in the place of their own.
pub(crate) fn overlay<'a>(mut fields: Vec<Field<'a>>, above: Vec<Field<'a>>) -> Vec<Field<'a>> {
    fields.retain(|field| above.iter().all(|other| other.path != field.path));
    fields.extend(above);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(document: &str, places: &[&str], joined: &str) {
        let fields = split(serde_json::from_str(document).expect("JSON"));
        let found: Vec<String> = fields.iter().map(Field::place).collect();
        assert_eq!(found, places, "{document}");
        let again = serde_json::to_string(&join(&fields)).expect("JSON");
        assert_eq!(again, joined, "{document}");
    }

    #[test]
    fn a_document_is_its_fields() {
        for (document, places) in [
            ("{}", &[][..]),
            (
                r#"{"hold_days":9,"filing":{"tag":null,"field":7}}"#,
                &["hold_days", "filing.tag", "filing.field"],
            ),
            (r#"{"emergency":{"tags":["a"],"forms":[]}}"#, &["emergency"]),
            (
                r#"{"escalation":{"types":{"security":{"tags":[]}},"fallback":"Rails"}}"#,
                &["escalation.types.security", "escalation.fallback"],
            ),
            (
                r#"{"presets":[{"name":"a"},{"name":"b"}]}"#,
                &["presets.a", "presets.b"],
            ),
            (r#"{"presets":[{"name":7}]}"#, &["presets"]),
            (r#"{"gitlab":7}"#, &["gitlab"]),
        ] {
            check(document, places, document);
        }
    }

    #[test]
    fn what_says_nothing_or_something_twice_goes() {
        check(r#"{"gitlab":{}}"#, &[], "{}");
        check(
            r#"{"hold_days":9,"hold_days":8}"#,
            &["hold_days"],
            r#"{"hold_days":9}"#,
        );
    }

    #[test]
    fn a_field_above_takes_the_place_of_the_one_below() {
        let fields = |text| split(serde_json::from_str(text).expect("JSON"));
        let both = overlay(
            fields(r#"{"hold_days":9,"filing":{"tag":"a","field":7}}"#),
            fields(r#"{"filing":{"tag":"b"}}"#),
        );
        assert_eq!(
            serde_json::to_string(&join(&both)).expect("JSON"),
            r#"{"hold_days":9,"filing":{"field":7,"tag":"b"}}"#
        );
    }
}
