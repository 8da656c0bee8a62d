//! What crosses between the background and the extension's own pages, as JSON text.

use super::{
    Action, Draft, Key, View, Wish,
    store::{list, quote},
};
use crate::{time::Time, zendesk::Loose};
use serde::{Serialize, Serializer, ser::SerializeStruct};
use std::borrow::Cow;

/// What a page of the extension asks the background for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To do something about an escalation. Answered with its view, once the wish is kept.
    Wish(Key, Wish),
    /// All escalations that are remembered. Answered with [`View::write_all`].
    Views,
}

impl Ask {
    /// `{"kind": "wish", "key", "wish", "draft", "action", "undo"}` or `{"kind": "views"}`.
    #[must_use]
    pub fn write(&self) -> String {
        let Self::Wish(key, wish) = self else {
            return r#"{"kind":"views"}"#.to_owned();
        };
        let key = quote(&key.to_string());
        let wish = match wish {
            Wish::File {
                draft,
                action,
                undo,
            } => format!(
                r#""file","draft":{},"action":{},"undo":{undo}"#,
                draft.write(),
                action.write()
            ),
            Wish::Cancel => r#""cancel""#.to_owned(),
            Wish::Retry => r#""retry""#.to_owned(),
            Wish::Dismiss => r#""dismiss""#.to_owned(),
            Wish::Resume => r#""resume""#.to_owned(),
        };
        format!(r#"{{"kind":"wish","key":{key},"wish":{wish}}}"#)
    }

    /// Reads what [`Ask::write`] writes; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let ask = Loose::read(text)?;
        match ask.get("kind").text()? {
            "views" => return Some(Self::Views),
            "wish" => {}
            _ => return None,
        }
        let wish = match ask.get("wish").text()? {
            "file" => Wish::File {
                draft: Box::new(Draft::read(ask.get("draft"))?),
                action: Action::read(ask.get("action"))?,
                undo: ask.get("undo").truth()?,
            },
            "cancel" => Wish::Cancel,
            "retry" => Wish::Retry,
            "dismiss" => Wish::Dismiss,
            "resume" => Wish::Resume,
            _ => return None,
        };
        Some(Self::Wish(Key::parse(ask.get("key").text()?)?, wish))
    }
}

/// `{"key", "code", "what", "todo", "remarks": [], "url", "until", "over", "retry", "cancel", "dismiss"}`; `until` in milliseconds
/// since the epoch.
impl Serialize for View {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut view = to.serialize_struct("View", 11)?;
        view.serialize_field("key", &self.key.to_string())?;
        view.serialize_field("code", &self.code)?;
        view.serialize_field("what", &self.what)?;
        view.serialize_field("todo", &self.todo)?;
        view.serialize_field("remarks", &self.remarks)?;
        view.serialize_field("url", &self.url)?;
        view.serialize_field("until", &self.until.map(Time::millis))?;
        view.serialize_field("over", &self.over)?;
        view.serialize_field("retry", &self.retry)?;
        view.serialize_field("cancel", &self.cancel)?;
        view.serialize_field("dismiss", &self.dismiss)?;
        view.end()
    }
}

impl View {
    /// As JSON text. Writing it to memory cannot fail.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// A list of them.
    #[must_use]
    pub fn write_all<'a>(views: impl Iterator<Item = &'a Self>) -> String {
        format!("[{}]", list(views.map(Self::write)))
    }

    /// Reads what [`View::write`] writes; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::of_loose(&Loose::read(text)?)
    }

    /// Reads what [`View::write_all`] writes; what is no view is left out.
    #[must_use]
    pub fn read_all(text: &str) -> Vec<Self> {
        let views = Loose::read(text).unwrap_or_default();
        views.items().iter().filter_map(Self::of_loose).collect()
    }

    fn of_loose(view: &Loose<'_>) -> Option<Self> {
        let text = |key: &str| view.get(key).text().map(str::to_owned);
        let sentence = |key: &str| Some(Cow::Owned(text(key)?));
        let remarks = view.get("remarks").items().iter();
        Some(Self {
            key: Key::parse(&text("key")?)?,
            code: sentence("code")?,
            what: sentence("what")?,
            todo: sentence("todo")?,
            remarks: remarks
                .filter_map(|one| Some(Cow::Owned(one.text()?.to_owned())))
                .collect(),
            url: text("url"),
            until: view.get("until").whole().map(|millis| Time(millis / 1000)),
            over: view.get("over").truth()?,
            retry: view.get("retry").truth()?,
            cancel: view.get("cancel").truth()?,
            dismiss: sentence("dismiss")?,
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
        let draft = Draft {
            title: "Push \"fails\"".into(),
            description: "a\nb".into(),
            labels: vec!["type::bug".into(), "customer".into()],
            confidential: true,
        };
        let file = |action, undo| Wish::File {
            draft: Box::new(draft.clone()),
            action,
            undo,
        };
        for ask in [
            Ask::Views,
            Ask::Wish(key(), file(Action::File, true)),
            Ask::Wish(key(), file(Action::FileAfter(3), false)),
            Ask::Wish(key(), file(Action::CommentOn(4), false)),
            Ask::Wish(key(), file(Action::Link(5), false)),
            Ask::Wish(key(), Wish::Cancel),
            Ask::Wish(key(), Wish::Retry),
            Ask::Wish(key(), Wish::Dismiss),
            Ask::Wish(key(), Wish::Resume),
        ] {
            assert_eq!(Ask::read(&ask.write()), Some(ask));
        }
        for text in [
            "",
            "{}",
            "[]",
            r#"{"kind": "wish", "key": "a/1/b", "wish": "burn"}"#,
            r#"{"kind": "wish", "key": "a/b/c", "wish": "retry"}"#,
            r#"{"kind": "wish", "key": "a/1/b", "wish": "file", "undo": false}"#,
        ] {
            assert_eq!(Ask::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_shown_is_read_back() {
        let view = View {
            key: key(),
            code: "VG-FILED".into(),
            what: "Filed".into(),
            todo: String::new().into(),
            remarks: vec!["VG-LABELS: some".into()],
            url: Some("https://gitlab.com/a/b/-/issues/1".into()),
            until: Some(Time(1_764_000_000)),
            over: true,
            retry: false,
            cancel: true,
            dismiss: "It stays".into(),
        };
        let bare = View {
            url: None,
            until: None,
            remarks: Vec::new(),
            ..view.clone()
        };
        let all = [view, bare];
        assert_eq!(View::read_all(&View::write_all(all.iter())), all);
        assert_eq!(View::read("{}"), None);
    }
}
