//! What GitLab answers about how far an issue has come.

use super::{answer::milestone, issue_number};
use crate::zendesk::Loose;

/// An issue, as far as it says what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Not open any more. One that has moved is closed too.
    pub closed: bool,
    /// Title of the milestone that it is planned for.
    pub milestone: Option<String>,
    /// It goes on in another project; GitLab says where in a note of its own alone.
    pub moved: bool,
    /// Changes with everything that is written to it.
    pub updated_at: String,
}

/// The issue of an answer; `None` where the body is anything else.
#[must_use]
pub fn progress(text: &str) -> Option<Progress> {
    let issue = Loose::read(text)?;
    let text = |of: &Loose<'_>| of.text().map(str::to_owned);
    issue.get("iid").integer().filter(|iid| *iid > 0)?;
    Some(Progress {
        closed: issue.get("state").text()? == "closed",
        milestone: milestone(&issue),
        moved: issue.get("moved_to_id").integer().is_some(),
        updated_at: text(issue.get("updated_at")).unwrap_or_default(),
    })
}

/// How many merge requests of a list are merged. `None` where the body is no list.
#[must_use]
pub fn merges(text: &str) -> Option<usize> {
    let Loose::List(requests) = Loose::read(text)? else {
        return None;
    };
    let merged = requests.iter();
    Some(
        merged
            .filter(|one| one.get("state").text() == Some("merged"))
            .count(),
    )
}

/// Project and number of the issue that this one was moved to, from its notes, newest first. A person can write the
/// same words; GitLab's own note says that it is.
#[must_use]
pub fn moved_to(text: &str) -> Option<(String, u64)> {
    let notes = Loose::read(text)?;
    let mut own = notes
        .items()
        .iter()
        .filter(|note| note.get("system").truth() == Some(true));
    own.find_map(|note| {
        let place = note.get("body").text()?.strip_prefix("moved to ")?;
        let (project, iid) = place.split_once('#')?;
        let is_path = |byte: u8| byte.is_ascii_alphanumeric() || b"-._/".contains(&byte);
        let is_project = !project.is_empty() && project.bytes().all(is_path);
        Some((project.to_owned(), issue_number(iid)?)).filter(|_| is_project)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_says_how_far_it_has_come() {
        let issue = |rest: &str| progress(&format!(r#"{{"iid": 7, "state": "opened"{rest}}}"#));
        let open = Progress {
            closed: false,
            milestone: None,
            moved: false,
            updated_at: String::new(),
        };
        assert_eq!(issue(""), Some(open.clone()));
        assert_eq!(
            issue(r#", "milestone": null, "moved_to_id": null"#),
            Some(open)
        );
        let planned = issue(r#", "milestone": {"title": "17.5"}, "updated_at": "now""#).unwrap();
        assert_eq!(planned.milestone.as_deref(), Some("17.5"));
        assert_eq!(planned.updated_at, "now");
        assert!(issue(r#", "moved_to_id": 12"#).unwrap().moved);
        assert!(progress(r#"{"iid": 7, "state": "closed"}"#).unwrap().closed);
        for text in [
            "",
            "[]",
            "<html>",
            r#"{"iid": 7}"#,
            r#"{"state": "closed"}"#,
        ] {
            assert_eq!(progress(text), None, "{text}");
        }
    }

    #[test]
    fn merge_requests_count_once_they_are_merged() {
        assert_eq!(merges("[]"), Some(0));
        assert_eq!(
            merges(r#"[{"state": "merged"}, {"state": "opened"}, {"state": "merged"}, 3]"#),
            Some(2)
        );
        assert_eq!(merges(r#"{"message": "404 Not found"}"#), None);
    }

    #[test]
    fn only_gitlab_itself_says_where_an_issue_went() {
        let notes = |body: &str, system: bool| {
            format!(r#"[{{"id": 2, "body": "{body}", "system": {system}}}, {{"id": 1}}]"#)
        };
        let found = Some(("gitlab-org/gitaly".to_owned(), 9));
        assert_eq!(
            moved_to(&notes("moved to gitlab-org/gitaly#9", true)),
            found
        );
        for (body, system) in [
            ("moved to gitlab-org/gitaly#9", false),
            ("moved to somewhere", true),
            ("moved to #9", true),
            ("moved to a b/c#9", true),
            ("moved to a/b#0", true),
            ("closed", true),
        ] {
            assert_eq!(moved_to(&notes(body, system)), None, "{body}");
        }
        assert_eq!(moved_to("<html>"), None);
    }
}
