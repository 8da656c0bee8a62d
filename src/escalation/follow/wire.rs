//! What crosses between the background, the content script and the popup, as JSON text.

use super::show::Line;
use crate::{
    escalation::outbox::{Key, quote},
    time::Time,
    zendesk::Loose,
};
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// What the background is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// All issues that are followed. Answered with a list of [`Line`]s.
    Lines,
    /// The customer was told this, a [`Line::tell`].
    Told(Key, String),
    /// Not to be listed any more.
    Hide(Key),
}

impl Ask {
    /// `{"kind": "lines"}`, `{"kind": "told", "key", "tell"}` or `{"kind": "hide", "key"}`.
    #[must_use]
    pub fn write(&self) -> String {
        match self {
            Self::Lines => r#"{"kind":"lines"}"#.to_owned(),
            Self::Told(key, tell) => format!(
                r#"{{"kind":"told","key":{},"tell":{}}}"#,
                quote(&key.to_string()),
                quote(tell)
            ),
            Self::Hide(key) => {
                format!(r#"{{"kind":"hide","key":{}}}"#, quote(&key.to_string()))
            }
        }
    }

    /// Reads what [`Ask::write`] writes; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let ask = Loose::read(text)?;
        let key = || Key::parse(ask.get("key").text()?);
        match ask.get("kind").text()? {
            "lines" => Some(Self::Lines),
            "told" => Some(Self::Told(key()?, ask.get("tell").text()?.to_owned())),
            "hide" => Some(Self::Hide(key()?)),
            _ => None,
        }
    }
}

/// `{"key", "url", "what", "tell", "reply", "asOf", "hidden"}`; `asOf` in milliseconds since the epoch.
impl Serialize for Line {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut line = to.serialize_struct("Line", 7)?;
        line.serialize_field("key", &self.key.to_string())?;
        line.serialize_field("url", &self.url)?;
        line.serialize_field("what", &self.what)?;
        line.serialize_field("tell", &self.tell)?;
        line.serialize_field("reply", &self.reply)?;
        line.serialize_field("asOf", &self.as_of.map(Time::millis))?;
        line.serialize_field("hidden", &self.hidden)?;
        line.end()
    }
}

impl Line {
    /// A list of them. Writing it to memory cannot fail.
    #[must_use]
    pub fn write_all(lines: &[Self]) -> String {
        serde_json::to_string(lines).unwrap_or_default()
    }

    /// Reads what [`Line::write_all`] writes; what is no line is left out.
    #[must_use]
    pub fn read_all(text: &str) -> Vec<Self> {
        let lines = Loose::read(text).unwrap_or_default();
        lines.items().iter().filter_map(Self::read).collect()
    }

    fn read(line: &Loose<'_>) -> Option<Self> {
        let text = |key: &str| line.get(key).text().map(str::to_owned);
        Some(Self {
            key: Key::parse(&text("key")?)?,
            url: text("url")?,
            what: text("what")?,
            tell: text("tell")?,
            reply: text("reply")?,
            as_of: line.get("asOf").whole().map(|millis| Time(millis / 1000)),
            hidden: line.get("hidden").truth()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::TicketId;

    fn key() -> Key {
        Key {
            host: "gitlab.zendesk.com".into(),
            ticket: TicketId(7),
            project: "gitlab-org/gitlab".into(),
        }
    }

    #[test]
    fn what_is_asked_is_read_back() {
        for ask in [
            Ask::Lines,
            Ask::Told(key(), "Tell \"them\"".into()),
            Ask::Hide(key()),
        ] {
            assert_eq!(Ask::read(&ask.write()), Some(ask));
        }
        for text in [
            "",
            "[]",
            r#"{"kind": "views"}"#,
            r#"{"kind": "told", "key": "a/1/b"}"#,
            r#"{"kind": "hide", "key": "a/b/c"}"#,
        ] {
            assert_eq!(Ask::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_shown_is_read_back() {
        let line = Line {
            key: key(),
            url: "https://gitlab.com/a/b/-/issues/1".into(),
            what: "Closed.".into(),
            tell: "Tell the customer: it is closed.".into(),
            reply: "News".into(),
            as_of: Some(Time(1_764_000_000)),
            hidden: true,
        };
        let bare = Line {
            as_of: None,
            hidden: false,
            ..line.clone()
        };
        let all = [line, bare];
        assert_eq!(Line::read_all(&Line::write_all(&all)), all);
        assert_eq!(Line::read_all("{}"), []);
    }
}
