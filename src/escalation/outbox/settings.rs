//! What a team may decide about escalations, as data.
//!
//! A settings text names only what differs from the defaults in `defaults.json`.

use crate::{
    settings::{
        SettingsError,
        read::{At, optional, put},
    },
    zendesk::Loose,
};

const DEFAULTS: &str = include_str!("defaults.json");
const KEYS: [&str; 8] = [
    "gitlab",
    "zendesk_hosts",
    "field",
    "tag",
    "on_hold",
    "note",
    "countdown_seconds",
    "search_lag_seconds",
];

/// See the module's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Origin of the GitLab that issues are filed on: `https://gitlab.com`.
    pub gitlab: String,
    /// Zendesk hosts whose tickets may be escalated, lower case.
    pub zendesk_hosts: Vec<String>,
    /// Id of the ticket field that holds issues' addresses ("GitLab Issues"), where there is one.
    pub field: Option<u64>,
    /// Tag that an escalated ticket gets, where one is wanted, lower case.
    pub tag: Option<String>,
    /// Whether an escalated ticket is put On-hold.
    pub on_hold: bool,
    /// The internal note, with `{url}` and `{title}` of the issue.
    pub note: String,
    /// How long filing without review can be undone.
    pub countdown_seconds: i64,
    /// How far GitLab's search may lag behind.
    pub search_lag_seconds: i64,
}

impl Settings {
    /// The defaults, with a settings text on top.
    ///
    /// # Errors
    /// Anything in it that cannot be used, with the path to it.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let mut settings = Self::default();
        for text in [DEFAULTS, text] {
            let value: Loose<'_> = serde_json::from_str(text)?;
            settings.apply(&At::root(&value))?;
        }
        for (field, value, to) in [
            ("countdown_seconds", settings.countdown_seconds, 60),
            ("search_lag_seconds", settings.search_lag_seconds, 600),
        ] {
            if !(1..=to).contains(&value) {
                return Err(SettingsError::Range {
                    field,
                    value,
                    from: 1,
                    to,
                });
            }
        }
        Ok(settings)
    }

    fn apply(&mut self, at: &At<'_, '_>) -> Result<(), SettingsError> {
        at.object(&KEYS)?;
        put(&mut self.gitlab, at.given("gitlab"), |at| {
            let origin = at.text()?;
            match is_origin(&origin) {
                true => Ok(origin),
                false => Err(at.wants("an origin such as https://gitlab.com, without a path")),
            }
        })?;
        put(&mut self.zendesk_hosts, at.given("zendesk_hosts"), |at| {
            at.words()
        })?;
        put(&mut self.field, at.given("field"), |at| {
            optional(at.unless_null(), |at| at.id())
        })?;
        put(&mut self.tag, at.given("tag"), |at| {
            optional(at.unless_null(), |at| at.word())
        })?;
        put(&mut self.on_hold, at.given("on_hold"), |at| at.truth())?;
        put(&mut self.note, at.given("note"), |at| {
            let note = at.text()?;
            match note.contains("{url}") {
                true => Ok(note),
                false => Err(at.wants("text with {url} in it")),
            }
        })?;
        put(
            &mut self.countdown_seconds,
            at.given("countdown_seconds"),
            |at| at.whole(),
        )?;
        put(
            &mut self.search_lag_seconds,
            at.given("search_lag_seconds"),
            |at| at.whole(),
        )
    }
}

fn is_origin(text: &str) -> bool {
    let host = text.strip_prefix("https://").unwrap_or_default();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || ".-:".contains(letter);
    !host.is_empty() && host.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_whole() {
        let settings = Settings::parse("{}").unwrap();
        assert_eq!(settings.gitlab, "https://gitlab.com");
        assert_eq!(settings.zendesk_hosts, ["gitlab.zendesk.com"]);
        assert_eq!((settings.field, settings.on_hold), (None, false));
        let own = Settings::parse(r#"{"tag": null, "field": 7}"#).unwrap();
        assert_eq!((own.tag, own.field), (None, Some(7)));
    }

    #[test]
    fn errors_name_the_place() {
        for (text, error) in [
            (
                r#"{"gitlab": "http://gitlab.com"}"#,
                "gitlab: must be an origin such as https://gitlab.com, without a path, not \"http://gitlab.com\"",
            ),
            (
                r#"{"gitlab": "https://gitlab.com/"}"#,
                "gitlab: must be an origin such as https://gitlab.com, without a path, not \"https://gitlab.com/\"",
            ),
            (
                r#"{"zendesk_hosts": ["a", 1]}"#,
                "zendesk_hosts[1]: must be text, not 1",
            ),
            (
                r#"{"note": "Filed"}"#,
                "note: must be text with {url} in it, not \"Filed\"",
            ),
            (
                r#"{"search_lag_seconds": 0}"#,
                "search_lag_seconds: 0 is out of range; choose 1 to 600",
            ),
        ] {
            assert_eq!(Settings::parse(text).unwrap_err().to_string(), error);
        }
        let unknown = Settings::parse(r#"{"feild": 1}"#).unwrap_err().to_string();
        assert!(
            unknown.starts_with("$: there is no `feild` here"),
            "{unknown}"
        );
    }
}
