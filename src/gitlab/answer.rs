//! What GitLab answers, as far as it is made use of.

use crate::{time::Time, zendesk::Loose};

/// An issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Its number in the project.
    pub iid: u64,
    /// One line.
    pub title: String,
    /// Markdown.
    pub description: String,
    /// Names.
    pub labels: Vec<String>,
    /// `None` where GitLab does not say.
    pub confidential: Option<bool>,
    /// Not closed.
    pub open: bool,
    /// Title of the milestone that it is planned for.
    pub milestone: Option<String>,
    /// `None` where it cannot be read.
    pub created_at: Option<Time>,
}

impl Issue {
    /// An issue of which nothing but the number is known.
    #[must_use]
    pub fn numbered(iid: u64) -> Self {
        Self {
            iid,
            title: String::new(),
            description: String::new(),
            labels: Vec::new(),
            confidential: None,
            open: true,
            milestone: None,
            created_at: None,
        }
    }
}

/// A comment on an issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Markdown.
    pub body: String,
}

/// The issue of an answer to a creation or a change; `None` where the body is anything else: an
/// HTML page, a truncated body, an error.
#[must_use]
pub fn issue(text: &str) -> Option<Issue> {
    read_issue(&Loose::read(text)?)
}

/// The issues of a list; those without a number are left out. `None` where the body is no list.
#[must_use]
pub fn issues(text: &str) -> Option<Vec<Issue>> {
    list(text, read_issue)
}

/// The note of an answer to a comment; `None` where the body is anything else.
#[must_use]
pub fn note(text: &str) -> Option<Note> {
    read_note(&Loose::read(text)?)
}

/// The notes of a list. `None` where the body is no list.
#[must_use]
pub fn notes(text: &str) -> Option<Vec<Note>> {
    list(text, read_note)
}

/// The number that `text` begins with; issues are counted from 1.
#[must_use]
pub fn issue_number(text: &str) -> Option<u64> {
    let end = text.find(|letter: char| !letter.is_ascii_digit());
    let digits = text.get(..end.unwrap_or(text.len()))?;
    digits.parse().ok().filter(|number| *number > 0)
}

fn list<T>(text: &str, read: impl Fn(&Loose<'_>) -> Option<T>) -> Option<Vec<T>> {
    match Loose::read(text)? {
        Loose::List(items) => Some(items.iter().filter_map(read).collect()),
        _ => None,
    }
}

fn read_issue(value: &Loose<'_>) -> Option<Issue> {
    let text = |key: &str| value.get(key).text().unwrap_or_default().to_owned();
    let labels = value.get("labels").items().iter();
    Some(Issue {
        iid: value.get("iid").integer().filter(|iid| *iid > 0)?,
        title: text("title"),
        description: text("description"),
        // With `with_labels_details` a label is an object.
        labels: labels
            .filter_map(|label| label.text().or_else(|| label.get("name").text()))
            .map(str::to_owned)
            .collect(),
        confidential: value.get("confidential").truth(),
        open: value.get("state").text() != Some("closed"),
        milestone: milestone(value),
        created_at: value.get("created_at").time(),
    })
}

/// The title of an issue's milestone.
pub(super) fn milestone(issue: &Loose<'_>) -> Option<String> {
    let title = issue.get("milestone").get("title").text()?;
    (!title.is_empty()).then(|| title.to_owned())
}

fn read_note(value: &Loose<'_>) -> Option<Note> {
    let body = value.get("body").text()?.to_owned();
    value.get("id").integer().map(|_| Note { body })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_is_read_whatever_else_it_holds() {
        let whole = r#"{"iid": 7, "title": "T", "description": null, "labels": ["a", {"name": "b"}, 3],
            "confidential": true, "state": "opened", "created_at": "2026-01-05T10:00:00.123Z", "new": {}}"#;
        let read = issue(whole).unwrap();
        assert_eq!(read.labels, ["a", "b"]);
        assert_eq!(
            (read.iid, read.confidential, read.open),
            (7, Some(true), true)
        );
        assert_eq!(read.created_at, Some(Time(1_767_607_200)));
        let bare = issue(r#"{"iid": "7"}"#).unwrap();
        assert_eq!((bare.iid, bare.confidential, bare.open), (7, None, true));
    }

    #[test]
    fn what_is_no_issue_is_none() {
        for text in [
            "",
            "<!DOCTYPE html>",
            r#"{"iid": 7, "title": "#,
            r#"{"message": "404 Project Not Found"}"#,
            r#"{"iid": 0}"#,
            "[]",
        ] {
            assert_eq!(issue(text), None, "{text}");
        }
    }

    #[test]
    fn a_list_is_not_mistaken_for_an_error() {
        assert_eq!(issues("[]"), Some(vec![]));
        assert_eq!(issues(r#"{"message": "403 Forbidden"}"#), None);
        assert_eq!(
            issues(r#"[{"title": "no number"}, {"iid": 3}]"#)
                .unwrap()
                .len(),
            1
        );
        assert_eq!(notes(r#"[{"id": 1, "body": "a"}, {}]"#).unwrap().len(), 1);
    }
}
