//! GitLab's REST API, version 4: requests as values, answers read defensively. No I/O: whoever
//! sends a request adds the origin and the token.
//!
//! Shapes as on GitLab's "Issues API", "Notes API" and "Labels" pages. Labels that a person may not set are
//! dropped without a word, so every answer is compared with what was asked for.

mod answer;
mod progress;
mod request;
pub mod sign_in;

pub use answer::{Issue, Note, issue, issue_number, issues, note, notes};
pub use progress::{Progress, merges, moved_to, progress};
pub use request::{
    Method, NewIssue, Request, close_duplicate, closed_by, comment_on, create_issue, find_issues,
    label, notes_of, read_issue,
};

/// The address of an issue on the GitLab at `origin`, as people open it.
#[must_use]
pub fn issue_url(origin: &str, project: &str, iid: u64) -> String {
    format!("{origin}/{project}/-/issues/{iid}")
}

/// The first issue of `project` that `text` links to.
#[must_use]
pub fn linked_issue(text: &str, origin: &str, project: &str) -> Option<u64> {
    let before = issue_url(origin, project, 0);
    let before = before.strip_suffix('0')?;
    text.split(before).skip(1).find_map(issue_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_found_in_text() {
        for (text, found) in [
            ("https://gitlab.com/a/b/-/issues/17", Some(17)),
            ("Filed: https://gitlab.com/a/b/-/issues/17, soon", Some(17)),
            ("https://gitlab.com/a/b/-/issues/17#note_4", Some(17)),
            (
                "https://gitlab.com/a/b/-/issues/ https://gitlab.com/a/b/-/issues/3",
                Some(3),
            ),
            ("https://gitlab.com/a/bc/-/issues/17", None),
            ("https://gitlab.example/a/b/-/issues/17", None),
            (
                "https://gitlab.com/a/b/-/issues/99999999999999999999999",
                None,
            ),
            ("https://gitlab.com/a/b/-/issues/0", None),
            ("", None),
        ] {
            assert_eq!(
                linked_issue(text, "https://gitlab.com", "a/b"),
                found,
                "{text}"
            );
        }
    }
}
