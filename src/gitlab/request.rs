//! What is asked of GitLab.

/// A request without its origin and its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// HTTP's.
    pub method: Method,
    /// Path and query, encoded, from `/api/v4` on.
    pub path: String,
    /// JSON, where there is a body.
    pub body: Option<String>,
}

/// The methods that are made use of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Makes something new.
    Post,
    /// Changes what is there.
    Put,
    /// Takes it away.
    Delete,
}

impl Method {
    /// As HTTP writes it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// What a new issue is made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewIssue<'a> {
    /// Up to 255 characters.
    pub title: &'a str,
    /// Markdown, up to 1,048,576 characters. Quick actions in it act.
    pub description: &'a str,
    /// Missing ones are created.
    pub labels: &'a [String],
    /// Hidden from people outside the project's team.
    pub confidential: bool,
}

/// "Issues API", "New issue".
#[must_use]
pub fn create_issue(project: &str, new: &NewIssue<'_>) -> Request {
    let NewIssue {
        title,
        description,
        labels,
        confidential,
    } = new;
    Request {
        method: Method::Post,
        path: issues_of(project),
        body: Some(format!(
            r#"{{"title":{},"description":{},"labels":{},"confidential":{confidential},"issue_type":"issue"}}"#,
            quote(title),
            quote(description),
            quote(&labels.join(",")),
        )),
    }
}

/// Issues, open and closed, whose text holds `word`, newest first. The search lags behind writes.
#[must_use]
pub fn find_issues(project: &str, word: &str) -> Request {
    get(format!(
        "{}?search={}&in=description&state=all&per_page=100",
        issues_of(project),
        encode(word)
    ))
}

/// "Issues API", "Single project issue".
#[must_use]
pub fn read_issue(project: &str, iid: u64) -> Request {
    get(format!("{}/{iid}", issues_of(project)))
}

/// "Notes API", "Create new issue note". Quick actions in `body` act.
#[must_use]
pub fn comment_on(project: &str, iid: u64, body: &str) -> Request {
    Request {
        method: Method::Post,
        path: format!("{}/{iid}/notes", issues_of(project)),
        body: Some(format!(r#"{{"body":{}}}"#, quote(body))),
    }
}

/// An issue's notes, newest first, a hundred to the page.
#[must_use]
pub fn notes_of(project: &str, iid: u64, page: u32) -> Request {
    get(format!(
        "{}/{iid}/notes?order_by=created_at&sort=desc&per_page=100&page={page}",
        issues_of(project)
    ))
}

/// "Issues API", "List merge requests that close a particular issue on merge".
#[must_use]
pub fn closed_by(project: &str, iid: u64) -> Request {
    get(format!(
        "{}/{iid}/closed_by?per_page=100",
        issues_of(project)
    ))
}

/// Adds labels to an issue; those that it has already change nothing.
#[must_use]
pub fn label(project: &str, iid: u64, labels: &[String]) -> Request {
    let labels = quote(&labels.join(","));
    change(project, iid, format!(r#"{{"add_labels":{labels}}}"#))
}

/// Closes an issue in favour of another. One request that may be repeated: the link stands in the
/// description, where GitLab makes it a mention on the other issue.
#[must_use]
pub fn close_duplicate(project: &str, iid: u64, of: u64, description: &str) -> Request {
    let link = format!("Duplicate of #{of}");
    let description = match description.starts_with(&link) {
        true => description.to_owned(),
        false => format!("{link}\n\n{description}"),
    };
    let description = quote(&description);
    change(
        project,
        iid,
        format!(r#"{{"state_event":"close","description":{description}}}"#),
    )
}

fn change(project: &str, iid: u64, body: String) -> Request {
    Request {
        method: Method::Put,
        path: format!("{}/{iid}", issues_of(project)),
        body: Some(body),
    }
}

pub(super) fn get(path: String) -> Request {
    Request {
        method: Method::Get,
        path,
        body: None,
    }
}

fn issues_of(project: &str) -> String {
    format!("/api/v4/projects/{}/issues", encode(project))
}

/// Percent-encoding of all but RFC 3986's unreserved characters.
pub(crate) fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// A JSON string. Writing one to memory cannot fail.
pub(super) fn quote(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded() {
        for (request, path) in [
            (
                find_issues("gitlab-org/gitlab", "a b&c"),
                "/api/v4/projects/gitlab-org%2Fgitlab/issues?search=a%20b%26c&in=description&state=all&per_page=100",
            ),
            (
                comment_on("../é", 7, ""),
                "/api/v4/projects/..%2F%C3%A9/issues/7/notes",
            ),
            (
                notes_of("a/b", 7, 2),
                "/api/v4/projects/a%2Fb/issues/7/notes?order_by=created_at&sort=desc&per_page=100&page=2",
            ),
        ] {
            assert_eq!(request.path, path);
        }
    }

    #[test]
    fn bodies_are_json_whatever_they_hold() {
        let labels = ["type::bug".to_owned(), "a\"b".to_owned()];
        let new = NewIssue {
            title: "\"\\\u{1}",
            description: "a\n/close",
            labels: &labels,
            confidential: true,
        };
        let body = create_issue("a/b", &new).body.unwrap();
        let body: serde_json::Value = serde_json::from_str(&body).unwrap();
        assert_eq!(
            body,
            serde_json::json!({
                "title": "\"\\\u{1}", "description": "a\n/close", "labels": "type::bug,a\"b",
                "confidential": true, "issue_type": "issue",
            })
        );
    }

    #[test]
    fn a_duplicate_is_closed_with_its_link_once() {
        let once = close_duplicate("a/b", 9, 7, "text").body.unwrap();
        assert_eq!(
            once,
            r#"{"state_event":"close","description":"Duplicate of #7\n\ntext"}"#
        );
        let again = close_duplicate("a/b", 9, 7, "Duplicate of #7\n\ntext").body;
        assert_eq!(again, Some(once));
    }
}
