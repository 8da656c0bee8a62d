//! Issues that tickets name otherwise than by a note of Vanguard's: in the field that filing writes to, and in tags.

use super::record::Place;
use crate::{
    gitlab::{issue_number, links},
    ticket::TicketId,
    zendesk::Loose,
};

/// Where a project is that a tag names without its group: those of the handbook are there.
const GROUP: &str = "gitlab-org";

/// Tickets of one of Zendesk's answers (`tickets`, a search's `results`), each with an issue that it names on the GitLab at
/// `origin`: the last link in the custom field of this id, else a tag such as `gitlab#7` or `gitlab-org/gitlab#7`. A body is read
/// only where there may be one, for a list is long and most name none.
#[must_use]
pub fn named(body: &str, field: Option<u64>, origin: &str) -> Vec<(TicketId, Place)> {
    let may_be = (field.is_some() && body.contains("/-/issues/")) || body.contains('#');
    let read = may_be.then(|| Loose::read(body)).flatten();
    let read = read.unwrap_or_default();
    let mut named = Vec::new();
    for key in ["tickets", "results"] {
        for ticket in read.get(key).items() {
            let id = ticket.get("id").integer().map(TicketId);
            let place = of_field(ticket, field, origin).or_else(|| of_tags(ticket));
            named.extend(id.zip(place));
        }
    }
    named
}

fn of_field(ticket: &Loose<'_>, field: Option<u64>, origin: &str) -> Option<Place> {
    let mut fields = ticket.get("custom_fields").items().iter();
    let found = fields.find(|one| field.is_some() && one.get("id").integer() == field)?;
    let (project, iid) = links(found.get("value").text()?, origin).last()?;
    Some(Place {
        project: project.to_owned(),
        iid,
    })
}

fn of_tags(ticket: &Loose<'_>) -> Option<Place> {
    let mut tags = ticket.get("tags").items().iter().filter_map(Loose::text);
    tags.find_map(|tag| {
        let (project, number) = tag.split_once('#')?;
        let is_path = |byte: u8| byte.is_ascii_alphanumeric() || b"-._/".contains(&byte);
        let is_whole = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        if project.is_empty() || !project.bytes().all(is_path) || !is_whole {
            return None;
        }
        Some(Place {
            project: match project.contains('/') {
                true => project.to_owned(),
                false => format!("{GROUP}/{project}"),
            },
            iid: issue_number(number)?,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_names_an_issue_by_its_field_or_a_tag() {
        let named = |ticket: &str| {
            let body = format!(r#"{{"tickets": [{{"id": 7, {ticket}}}]}}"#);
            let named = named(&body, Some(5), "https://gitlab.com");
            named.first().map(|(id, place)| format!("{id} {place}"))
        };
        let field = |id: u64, value: &str| {
            format!(r#""tags": [], "custom_fields": [{{"id": {id}, "value": {value}}}]"#)
        };
        for (ticket, expected) in [
            (
                field(5, r#""https://gitlab.com/a/b/-/issues/3""#),
                Some("7 a/b#3"),
            ),
            (
                field(
                    5,
                    r#""https://gitlab.com/a/b/-/issues/3 https://gitlab.com/c/d/-/issues/4""#,
                ),
                Some("7 c/d#4"),
            ),
            (field(6, r#""https://gitlab.com/a/b/-/issues/3""#), None),
            (field(5, r#""https://gitlab.example/a/b/-/issues/3""#), None),
            (field(5, "[1, null]"), None),
            (
                r##""tags": ["x", "gitlab#12"]"##.into(),
                Some("7 gitlab-org/gitlab#12"),
            ),
            (r##""tags": ["a/b.c/d#12"]"##.into(), Some("7 a/b.c/d#12")),
            (
                r##""tags": ["c#", "#1", "a b#1", "a#1b", "a#0", "sharp#x", 3]"##.into(),
                None,
            ),
            (r#""tags": null"#.into(), None),
        ] {
            assert_eq!(named(&ticket).as_deref(), expected, "{ticket}");
        }
        let found = r##"{"results": [{"id": 8, "tags": ["gitlab#1"]}, {"id": "x", "tags": ["gitlab#2"]}]}"##;
        assert_eq!(super::named(found, None, "https://gitlab.com").len(), 1);
        for body in ["", "#", "<html>#", "[\"#\"]"] {
            assert_eq!(super::named(body, Some(5), "https://gitlab.com"), []);
        }
    }
}
