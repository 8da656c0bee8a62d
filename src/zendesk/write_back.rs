//! Writing to a ticket: what is read before, the update itself, and whether the answer says that it
//! was made. As on Zendesk's "Tickets" page, "Update Ticket" and "Protecting against ticket update
//! collisions".

use super::{
    Keep, Loose,
    body::{Body, records},
};

/// A request to be made with an agent's own session, through a tab of the host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// `GET` or `PUT`.
    pub method: &'static str,
    /// Path and query, from `/api/v2` on.
    pub path: String,
    /// The `X-CSRF-Token` header.
    pub csrf: Option<String>,
    /// JSON, where there is a body.
    pub body: Option<String>,
    /// What of the answer is wanted; the rest stays in the page.
    pub keep: Keep,
}

const SESSION: Keep = Keep(&[("user", &["authenticity_token"])]);
const TICKET: Keep = Keep(&[
    ("ticket", &["updated_at", "tags", "status", "custom_fields"]),
    ("audit", &["events"]),
]);
const COMMENTS: Keep = Keep(&[("comments", &["public", "body"])]);

/// A ticket, as far as an update depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// `updated_at` as it was sent: what `safe_update` is compared with.
    pub stamp: String,
    /// All of them.
    pub tags: Vec<String>,
    /// Cannot be changed any more.
    pub closed: bool,
    /// The field asked for, as text.
    pub field: String,
}

/// An update of one ticket. Always on the latest stamp, and never a public comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Update<'a> {
    /// The stamp that it builds upon; `None` overwrites what somebody else changed meanwhile.
    pub stamp: Option<&'a str>,
    /// Replaces all tags, so they have to be those of the same stamp, changed.
    pub tags: &'a [String],
    /// Internal note.
    pub note: Option<&'a str>,
    /// A custom field's id and new text.
    pub field: Option<(u64, &'a str)>,
    /// On-hold: waits for somebody else. Zendesk reopens it after four days.
    pub hold: bool,
}

/// What the answer to an update says was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The ticket's tags now.
    pub tags: Vec<String>,
    /// Whether the comment is public; `None` where there was none.
    pub public: Option<bool>,
    /// The field asked for, as text.
    pub field: String,
}

/// `GET /api/v2/users/me.json`, for its token.
#[must_use]
pub fn read_session() -> Request {
    get("/api/v2/users/me.json".into(), SESSION)
}

/// `GET /api/v2/tickets/ID.json`.
#[must_use]
pub fn read_ticket(ticket: u64) -> Request {
    get(format!("/api/v2/tickets/{ticket}.json"), TICKET)
}

/// A hundred of the ticket's comments, newest first; pages count from 1.
#[must_use]
pub fn read_comments(ticket: u64, page: u32) -> Request {
    get(
        format!("/api/v2/tickets/{ticket}/comments.json?sort_order=desc&per_page=100&page={page}"),
        COMMENTS,
    )
}

pub(super) fn get(path: String, keep: Keep) -> Request {
    Request {
        method: "GET",
        path,
        csrf: None,
        body: None,
        keep,
    }
}

impl Update<'_> {
    /// `PUT /api/v2/tickets/ID.json`.
    #[must_use]
    pub fn request(&self, ticket: u64, csrf: &str) -> Request {
        let tags: Vec<String> = self.tags.iter().map(|tag| quote(tag)).collect();
        let mut fields = vec![format!(r#""tags":[{}]"#, tags.join(","))];
        if let Some(stamp) = self.stamp {
            let stamp = quote(stamp);
            fields.push(format!(r#""safe_update":true,"updated_stamp":{stamp}"#));
        }
        if let Some(note) = self.note {
            let note = quote(note);
            fields.push(format!(r#""comment":{{"body":{note},"public":false}}"#));
        }
        if let Some((id, value)) = self.field {
            let value = quote(value);
            fields.push(format!(
                r#""custom_fields":[{{"id":{id},"value":{value}}}]"#
            ));
        }
        if self.hold {
            fields.push(r#""status":"hold""#.into());
        }
        Request {
            method: "PUT",
            path: format!("/api/v2/tickets/{ticket}.json"),
            csrf: Some(csrf.to_owned()),
            body: Some(format!(r#"{{"ticket":{{{}}}}}"#, fields.join(","))),
            keep: TICKET,
        }
    }
}

/// The token that writes need. `None` where the session has none, or has ended.
#[must_use]
pub fn session_token(text: &str) -> Option<String> {
    let body = Loose::read(text)?;
    let token = body.get("user").get("authenticity_token").text()?;
    (!token.is_empty()).then(|| token.to_owned())
}

/// How a ticket stands; `None` where the body is no ticket.
#[must_use]
pub fn standing(text: &str, field: Option<u64>) -> Option<Standing> {
    let body = Body::read(Body::read(text)?.get("ticket")?)?;
    let part = |key: &str| body.get(key).and_then(Loose::read);
    let stamp = part("updated_at")?;
    stamp.time()?;
    let status = part("status").unwrap_or_default();
    Some(Standing {
        stamp: stamp.text()?.to_owned(),
        tags: part("tags").unwrap_or_default().lower_words(),
        closed: status.text() == Some("closed"),
        field: field_of(&part("custom_fields").unwrap_or_default(), field),
    })
}

/// The internal note that holds `word`, and whether the page was full, so that there may be
/// another. `None` where the body holds no comments. What customers write cannot be mistaken for a
/// note, is not looked into any further, and cannot make the rest unreadable.
#[must_use]
pub fn note_with(text: &str, word: &str) -> Option<(Option<String>, bool)> {
    let comments = records(Body::read(text)?.get("comments")?)?;
    let full = comments.len() >= 100;
    let found = comments.iter().find_map(|comment| {
        let comment = Loose::read(comment.contains(word).then_some(comment)?)?;
        let body = comment.get("body").text()?;
        let internal = comment.get("public").truth() == Some(false);
        (internal && body.contains(word)).then(|| body.to_owned())
    });
    Some((found, full))
}

/// What an update has done; `None` where the body does not say.
#[must_use]
pub fn written(text: &str, field: Option<u64>) -> Option<Written> {
    let standing = standing(text, field)?;
    let audit = Loose::read(Body::read(text)?.get("audit")?)?;
    let events = audit.get("events").items().iter();
    let comment = events
        .filter(|event| event.get("type").text() == Some("Comment"))
        .find_map(|event| event.get("public").truth());
    Some(Written {
        tags: standing.tags,
        public: comment,
        field: standing.field,
    })
}

fn field_of(fields: &Loose<'_>, id: Option<u64>) -> String {
    let mut fields = fields.items().iter();
    let found = fields.find(|field| id.is_some() && field.get("id").integer() == id);
    let value = found.and_then(|field| field.get("value").text());
    value.unwrap_or_default().to_owned()
}

/// A JSON string. Writing one to memory cannot fail.
fn quote(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_update_is_one_request_and_never_a_public_comment() {
        let tags = ["a".to_owned(), "b\"".to_owned()];
        let update = Update {
            stamp: Some("2026-01-05T10:00:00Z"),
            tags: &tags,
            note: Some("Filed\nhere"),
            field: Some((7, "https://gitlab.com/a/b/-/issues/1")),
            hold: true,
        };
        let request = update.request(12, "token");
        assert_eq!(
            (request.method, request.path.as_str()),
            ("PUT", "/api/v2/tickets/12.json")
        );
        assert_eq!(request.csrf.as_deref(), Some("token"));
        let body: serde_json::Value = serde_json::from_str(&request.body.unwrap()).unwrap();
        assert_eq!(
            body,
            serde_json::json!({"ticket": {
                "tags": ["a", "b\""], "safe_update": true, "updated_stamp": "2026-01-05T10:00:00Z",
                "comment": {"body": "Filed\nhere", "public": false},
                "custom_fields": [{"id": 7, "value": "https://gitlab.com/a/b/-/issues/1"}],
                "status": "hold",
            }})
        );
    }

    #[test]
    fn only_an_internal_note_counts() {
        let word = "vg0123456789abcdef";
        for (comment, found) in [
            (r#"{"public": false, "body": "x vg0123456789abcdef"}"#, true),
            (r#"{"public": true, "body": "x vg0123456789abcdef"}"#, false),
            (r#"{"body": "x vg0123456789abcdef"}"#, false),
            (r#"{"public": false, "body": "x"}"#, false),
            (
                r#"{"public": false, "html_body": "vg0123456789abcdef", "body": "x"}"#,
                false,
            ),
        ] {
            // A lone surrogate, which no JSON text may hold, does not hide the others.
            let text = format!(r#"{{"comments": [{{"body": "\ud800"}}, {comment}]}}"#);
            let (note, full) = note_with(&text, word).unwrap();
            assert_eq!((note.is_some(), full), (found, false), "{comment}");
        }
        let many = vec!["{}"; 100].join(",");
        assert_eq!(
            note_with(&format!(r#"{{"comments": [{many}]}}"#), word),
            Some((None, true))
        );
        for text in ["", "<html>", r#"{"error": "x"}"#, r#"{"comments": [{"#] {
            assert_eq!(note_with(text, word), None, "{text}");
        }
    }

    #[test]
    fn a_ticket_needs_its_stamp() {
        let text = r#"{"ticket": {"updated_at": "2026-01-05T10:00:00Z", "tags": ["A", 1], "subject": "\ud800",
            "status": "closed", "custom_fields": [{"id": 7, "value": "x"}, {"id": 8, "value": null}]}}"#;
        let standing = standing(text, Some(7)).unwrap();
        assert_eq!(standing.tags, ["a"]);
        assert_eq!((standing.closed, standing.field.as_str()), (true, "x"));
        assert_eq!(super::standing(text, Some(8)).unwrap().field, "");
        for text in [
            "",
            "<html>",
            "{}",
            r#"{"ticket": {"updated_at": "soon"}}"#,
            r#"{"ticket": {}}"#,
        ] {
            assert_eq!(super::standing(text, None), None, "{text}");
        }
    }

    #[test]
    fn an_answer_says_what_was_written() {
        let ticket = r#""ticket": {"updated_at": "2026-01-05T10:00:00Z", "tags": ["a"]}"#;
        for (rest, public) in [
            (
                r#""audit": {"events": [{"type": "Comment", "public": false}]}"#,
                Some(Some(false)),
            ),
            (
                r#""audit": {"events": [{"type": "Change"}, {"type": "Comment", "public": true}]}"#,
                Some(Some(true)),
            ),
            (r#""audit": {"events": []}"#, Some(None)),
            (r#""audit": null"#, None),
        ] {
            let written = written(&format!("{{{ticket}, {rest}}}"), None);
            assert_eq!(written.map(|written| written.public), public, "{rest}");
        }
    }
}
