//! Changing single settings of a settings text, the way a form does.

use super::{DEFAULTS, Settings, SettingsError};
use serde_json::{Map, Value};

/// The settings `text` with other values at some places, `("gitlab", "origin")`; a value that is the default's is
/// left out of it. Everything else in it stays.
///
/// # Errors
/// A text, or a value, that cannot be used, with the path to it.
pub fn edit(text: &str, changes: &[((&str, &str), Value)]) -> Result<String, SettingsError> {
    let defaults: Value = serde_json::from_str(DEFAULTS)?;
    // A text that is no object is refused below.
    let mut settings: Value = serde_json::from_str(text)?;
    for ((group, name), value) in changes {
        let Value::Object(groups) = &mut settings else {
            break;
        };
        let is_default = defaults.get(*group).and_then(|group| group.get(*name)) == Some(value);
        let entry = groups
            .entry(*group)
            .or_insert_with(|| Value::Object(Map::new()));
        let Value::Object(entry) = entry else {
            continue;
        };
        if is_default {
            entry.remove(*name);
        } else {
            entry.insert((*name).to_owned(), value.clone());
        }
        if entry.is_empty() {
            groups.remove(*group);
        }
    }
    let settings = settings.to_string();
    Settings::layered(&[DEFAULTS, &settings])?;
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ORIGIN: (&str, &str) = ("gitlab", "origin");
    const TAG: (&str, &str) = ("filing", "tag");

    fn check(before: &str, changes: &[((&str, &str), Value)], after: &str) {
        let edited = edit(before, changes).map_err(|error| error.to_string());
        let edited = edited.unwrap_or_else(|error| error);
        // Errors are no JSON; in which order keys are written is not promised.
        let read = |text: &str| serde_json::from_str(text).unwrap_or_else(|_| json!(text));
        assert_eq!(read(&edited), read(after), "{before} {changes:?}");
    }

    #[test]
    fn a_value_is_changed_and_the_rest_stays() {
        let own = json!("https://gitlab.example");
        check(
            r#"{"hold_days":9}"#,
            &[(ORIGIN, own.clone()), (TAG, Value::Null)],
            r#"{"filing":{"tag":null},"gitlab":{"origin":"https://gitlab.example"},"hold_days":9}"#,
        );
        check(
            r#"{"gitlab":{"oauth_application":"a"}}"#,
            &[(ORIGIN, own)],
            r#"{"gitlab":{"oauth_application":"a","origin":"https://gitlab.example"}}"#,
        );
    }

    #[test]
    fn what_is_the_default_is_left_out() {
        let default = json!("https://gitlab.com");
        check(
            r#"{"gitlab":{"origin":"https://gitlab.example"}}"#,
            &[(ORIGIN, default.clone())],
            "{}",
        );
        check(
            "{}",
            &[(ORIGIN, default), (TAG, json!("gitlab_issue"))],
            "{}",
        );
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_its_place() {
        check(
            "{}",
            &[(ORIGIN, json!("gitlab.com"))],
            "gitlab.origin: must be an https origin such as https://gitlab.com, without a path, not \"gitlab.com\"",
        );
        check(
            "{}",
            &[(("filing", "field"), json!("twelve"))],
            "filing.field: must be an id, not \"twelve\"",
        );
        check(
            "[]",
            &[(TAG, Value::Null)],
            "$: must be an object, not a list",
        );
        check(
            r#"{"gitlab":7}"#,
            &[(ORIGIN, json!("https://gitlab.example"))],
            "gitlab: must be an object, not 7",
        );
        let broken = edit("{", &[]).map(|_| ());
        assert!(matches!(broken, Err(SettingsError::Syntax(_))));
    }
}
