//! Settings as one document: what differs from the defaults, and of which version its shape is.

use super::{
    SettingsError,
    read::{At, Read},
};
use crate::zendesk::Loose;
use std::borrow::Cow;

/// Names the version in a document.
const KEY: &str = "vanguard";

/// The keys of a document, without its version.
pub(crate) type Entries<'a> = Vec<(Cow<'a, str>, Loose<'a>)>;

/// What one version made different. What it does not understand it leaves for the reader to refuse.
type Step = for<'a> fn(Entries<'a>) -> Entries<'a>;

/// The first makes version 1 of version 0, and so on. A step is never changed once it was released.
const STEPS: [Step; 1] = [components_are_of_contribution];

/// Version of the shape that is written.
pub const VERSION: u64 = STEPS.len() as u64;

/// Documents of version 0 named no version, and components stood in `escalation`, with where their issues are filed.
fn components_are_of_contribution(mut entries: Entries<'_>) -> Entries<'_> {
    let escalation = entries.iter_mut().find(|(key, _)| key == "escalation");
    let Some((_, Loose::Map(escalation))) = escalation else {
        return entries;
    };
    let Some(at) = escalation.iter().position(|(key, _)| key == "components") else {
        return entries;
    };
    let (key, mut components) = escalation.remove(at);
    if let Loose::List(components) = &mut components {
        for component in components {
            if let Some(Loose::Map(places)) = rename(component, "filed", "places") {
                for (_, place) in places {
                    rename(place, "project", "repository");
                }
            }
        }
    }
    entries.push(("contribution".into(), Loose::Map(vec![(key, components)])));
    entries
}

/// Calls a key of an object otherwise, and gives what stands there.
fn rename<'l, 'a>(object: &'l mut Loose<'a>, from: &str, to: &'a str) -> Option<&'l mut Loose<'a>> {
    let Loose::Map(entries) = object else {
        return None;
    };
    let (key, value) = entries.iter_mut().find(|(key, _)| key == from)?;
    *key = to.into();
    Some(value)
}

/// The sections of a document of this version or an older one, in this version's shape.
///
/// # Errors
/// Text that is no JSON or no object, a version that is newer or none.
pub(crate) fn open(text: &str) -> Read<Loose<'_>> {
    open_with(&STEPS, text)
}

fn open_with<'a>(steps: &[Step], text: &'a str) -> Read<Loose<'a>> {
    let value: Loose<'a> = serde_json::from_str(text)?;
    let version = {
        let root = At::root(&value);
        let Loose::Map(_) = value else {
            return Err(root.wants("an object"));
        };
        root.given(KEY)
            .map_or(Ok(0), |at| version(&at, steps.len()))?
    };
    let Loose::Map(mut entries) = value else {
        return Ok(value);
    };
    entries.retain(|(key, _)| key != KEY);
    for step in steps.iter().skip(version) {
        entries = step(entries);
    }
    Ok(Loose::Map(entries))
}

fn version(at: &At<'_, '_>, newest: usize) -> Read<usize> {
    let Loose::Integer(version) = at.value else {
        return Err(at.wants("the number of a version"));
    };
    let known = usize::try_from(*version)
        .ok()
        .filter(|version| *version <= newest);
    known.ok_or_else(|| {
        at.fail(format!(
            "version {version} is of a newer Vanguard; this one reads versions up to {newest}, so update it first"
        ))
    })
}

/// A document's text: its version, then its sections.
pub(crate) fn write(sections: Loose<'_>) -> String {
    let mut entries = vec![(KEY.into(), Loose::Integer(VERSION))];
    if let Loose::Map(sections) = sections {
        entries.extend(sections);
    }
    // Written to memory, which cannot fail.
    serde_json::to_string(&Loose::Map(entries)).unwrap_or_default()
}

/// Why a document cannot be had, or a field of it not be used.
pub(crate) fn wrong(path: &str, what: impl Into<String>) -> SettingsError {
    SettingsError::Value {
        path: path.to_owned(),
        what: what.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a future version may do to a document.
    const FUTURE: [Step; 3] = [
        components_are_of_contribution,
        |mut entries| {
            for (key, _) in &mut entries {
                if key == "near_minutes" {
                    *key = "near".into();
                }
            }
            entries
        },
        |mut entries| {
            entries.retain(|(key, _)| key != "hold_days");
            entries
        },
    ];

    fn check(before: &str, after: &str) {
        let opened = open_with(&FUTURE, before);
        let said = match opened {
            Ok(sections) => serde_json::to_string(&sections).expect("JSON"),
            Err(error) => error.to_string(),
        };
        assert_eq!(said, after, "{before}");
    }

    #[test]
    fn an_older_document_takes_the_steps_that_it_has_not_taken() {
        check(r#"{"near_minutes":5,"hold_days":9}"#, r#"{"near":5}"#);
        check(
            r#"{"vanguard":0,"near_minutes":5,"hold_days":9}"#,
            r#"{"near":5}"#,
        );
        check(
            r#"{"vanguard":1,"near_minutes":5,"hold_days":9}"#,
            r#"{"near":5}"#,
        );
        check(
            r#"{"vanguard":2,"near_minutes":5,"hold_days":9}"#,
            r#"{"near_minutes":5}"#,
        );
        check(
            r#"{"hold_days":9,"vanguard":3,"near_minutes":5}"#,
            r#"{"hold_days":9,"near_minutes":5}"#,
        );
    }

    #[test]
    fn components_move_with_where_they_are_filed() {
        check(
            r#"{"escalation":{"label_set":"2018","components":[{"name":"Gitaly","signs":["gitaly",["rpc",2]],"filed":{"2018":{"project":"a/b","team":"T","labels":[]}}}]}}"#,
            r#"{"escalation":{"label_set":"2018"},"contribution":{"components":[{"name":"Gitaly","signs":["gitaly",["rpc",2]],"places":{"2018":{"repository":"a/b","team":"T","labels":[]}}}]}}"#,
        );
        // What is no list of components is for the reader to refuse.
        for broken in ["7", "[7]", r#"[{"filed":7}]"#, r#"[{"filed":{"x":7}}]"#] {
            let moved = broken.replace("filed", "places");
            check(
                &format!(r#"{{"escalation":{{"components":{broken}}}}}"#),
                &format!(r#"{{"escalation":{{}},"contribution":{{"components":{moved}}}}}"#),
            );
        }
        check(r#"{"escalation":7}"#, r#"{"escalation":7}"#);
        check(
            r#"{"vanguard":1,"escalation":{"components":[]}}"#,
            r#"{"escalation":{"components":[]}}"#,
        );
    }

    #[test]
    fn a_version_that_is_none_or_newer_is_said() {
        check(
            r#"{"vanguard":4}"#,
            "vanguard: version 4 is of a newer Vanguard; this one reads versions up to 3, so update it first",
        );
        for (version, kind) in [
            ("\"1\"", "\"1\""),
            ("-1", "-1"),
            ("1.5", "such a number"),
            ("null", "null"),
        ] {
            check(
                &format!(r#"{{"vanguard":{version}}}"#),
                &format!("vanguard: must be the number of a version, not {kind}"),
            );
        }
        check("[]", "$: must be an object, not a list");
        check(
            "{",
            "not JSON: EOF while parsing an object at line 1 column 1",
        );
    }
}
