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
pub(crate) use request::encode;
pub use request::{
    Method, NewIssue, Request, close_duplicate, closed_by, comment_on, create_issue, find_issues,
    label, notes_of, read_issue,
};

/// The address of an issue on the GitLab at `origin`, as people open it.
#[must_use]
pub fn issue_url(origin: &str, project: &str, iid: u64) -> String {
    format!("{origin}/{project}/-/issues/{iid}")
}

/// Project and number of the issue whose page has this address.
#[must_use]
pub fn issue_page<'a>(address: &'a str, origin: &str) -> Option<(&'a str, u64)> {
    issue_path(address.trim().strip_prefix(origin)?)
}

/// The same of what follows the origin. GitLab's newer pages call it a work item.
fn issue_path(path: &str) -> Option<(&str, u64)> {
    let path = path.strip_prefix('/')?;
    let (project, page) = path.split_once("/-/")?;
    let number = page
        .strip_prefix("issues/")
        .or_else(|| page.strip_prefix("work_items/"))?;
    let is_of_path = |byte: u8| byte.is_ascii_alphanumeric() || b"-._/".contains(&byte);
    let is_path = project.contains('/') && project.bytes().all(is_of_path);
    is_path.then_some((project, issue_number(number)?))
}

/// The match pattern by which a browser lets an extension see the GitLab at `origin`. Patterns have no ports.
#[must_use]
pub fn access_pattern(origin: &str) -> String {
    format!("https://{}/*", host(origin))
}

/// The host of an origin, as a person calls it.
#[must_use]
pub fn host(origin: &str) -> &str {
    let host = origin.strip_prefix("https://").unwrap_or(origin);
    match host.rsplit_once(':') {
        // What follows the last colon of `[::1]` is no port.
        Some((host, port)) if !port.ends_with(']') => host,
        _ => host,
    }
}

/// Projects and numbers of the issues that `text` links to, in its order.
pub fn links<'a>(text: &'a str, origin: &'a str) -> impl Iterator<Item = (&'a str, u64)> {
    text.split(origin).skip(1).filter_map(issue_path)
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
    fn access_is_to_one_host() {
        for (origin, host_is, pattern) in [
            ("https://gitlab.com", "gitlab.com", "https://gitlab.com/*"),
            (
                "https://gitlab.example:8443",
                "gitlab.example",
                "https://gitlab.example/*",
            ),
            ("https://[::1]", "[::1]", "https://[::1]/*"),
            ("https://[::1]:8443", "[::1]", "https://[::1]/*"),
        ] {
            assert_eq!(host(origin), host_is);
            assert_eq!(access_pattern(origin), pattern);
        }
    }

    #[test]
    fn issues_of_any_project_are_found_in_text() {
        let found = |text| links(text, "https://gitlab.com").collect::<Vec<_>>();
        let text = "See (https://gitlab.com/a/b/-/issues/17), https://gitlab.com/a/b/-/merge_requests/3 and\n\
            <https://gitlab.com/c/d/e/-/work_items/9#note_1> https://gitlab.example/a/b/-/issues/1 https://gitlab.com/a?/b/-/issues/4";
        assert_eq!(found(text), [("a/b", 17), ("c/d/e", 9)]);
        assert_eq!(found("https://gitlab.com.evil/a/b/-/issues/1"), []);
        assert_eq!(found(""), []);
    }

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
