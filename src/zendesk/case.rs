//! One ticket with its comments, users and organisations: `{ticket, comments, users, organizations}`.

use super::{
    BodyError, Keep, Kind, Loose, SideLoads, Skipped, body, check_refusal, each, given,
    write_back::{Request, get},
};
use crate::escalation::case::{Author, Case, Company, Message, Person};
use std::collections::{BTreeMap, BTreeSet};

/// Comments on one page: as many as Zendesk gives.
const PAGE: usize = 100;

const USERS: (&str, &[&str]) = ("users", &["id", "name", "email", "phone", "role"]);
const TICKET: Keep = Keep(&[
    (
        "ticket",
        &[
            "id",
            "url",
            "type",
            "subject",
            "description",
            "status",
            "priority",
            "created_at",
            "updated_at",
            "tags",
            "ticket_form_id",
            "requester_id",
            "assignee_id",
            "organization_id",
            "via",
            "custom_fields",
        ],
    ),
    USERS,
    (
        "organizations",
        &["id", "name", "tags", "domain_names", "organization_fields"],
    ),
]);
const COMMENTS: Keep = Keep(&[
    (
        "comments",
        &[
            "body",
            "plain_body",
            "public",
            "author_id",
            "created_at",
            "attachments",
        ],
    ),
    USERS,
]);

/// The ticket with its people, for [`parse_conversation`].
#[must_use]
pub fn read_case(ticket: u64) -> Request {
    get(
        format!("/api/v2/tickets/{ticket}.json?include=users,organizations"),
        TICKET,
    )
}

/// A hundred of its comments, oldest first; pages count from 1.
#[must_use]
pub fn read_conversation(ticket: u64, page: u32) -> Request {
    get(
        format!("/api/v2/tickets/{ticket}/comments.json?include=users&per_page={PAGE}&page={page}"),
        COMMENTS,
    )
}

/// Whether another page of comments may follow this one.
#[must_use]
pub fn is_full_page(text: &str) -> bool {
    body(text).is_ok_and(|body| body.get("comments").items().len() >= PAGE)
}

/// Reads the one ticket of a body, with what was said in it and by whom. Comments, users and
/// organisations that cannot be read are left out and named.
///
/// # Errors
/// A body without a ticket, with several, or with one that cannot be read.
pub fn parse_case(text: &str) -> Result<(Case, Vec<Skipped>), BodyError> {
    parse_conversation(text, &[])
}

/// Like [`parse_case`], with the answers to [`read_conversation`], page by page.
///
/// # Errors
/// As [`parse_case`]; and a page of comments that is none.
pub fn parse_conversation(
    ticket: &str,
    pages: &[String],
) -> Result<(Case, Vec<Skipped>), BodyError> {
    let answered = |text| {
        let body = body(text)?;
        check_refusal(&body)?;
        Ok(body)
    };
    let body = answered(ticket)?;
    let pages: Vec<Loose<'_>> = pages
        .iter()
        .map(|page| answered(page))
        .collect::<Result<_, _>>()?;
    let all = || std::iter::once(&body).chain(&pages);
    let mut skipped = Vec::new();
    let record = one_ticket(&body)?;
    let unreadable = |what: String| BodyError::Shape {
        path: "ticket",
        what,
    };
    let side = SideLoads::read(&body, &mut skipped);
    let ticket = side
        .ticket(record, Kind::Ticket)
        .map_err(unreadable)?
        .ok_or_else(|| unreadable("is a search result of another kind".into()))?;

    let mut people = People::default();
    for body in all() {
        for name in ["users", "user"] {
            each(name, body, &mut skipped, |user| people.add(user));
        }
    }
    people.requester = record.get("requester_id").integer();
    people.assignee = record.get("assignee_id").integer();
    let from = record.get("via").get("source").get("from");
    people.push(Person {
        name: words(from.get("name")),
        email: words(from.get("address")),
        phone: words(from.get("phone")),
    });

    let mut companies = Vec::new();
    let mut seen = BTreeSet::new();
    for name in ["organizations", "organization"] {
        each(name, &body, &mut Vec::new(), |company| {
            let id = company.get("id").integer();
            if id.is_none() || seen.insert(id) {
                companies.push(Company {
                    name: words(company.get("name")),
                    domains: company.get("domain_names").lower_words(),
                });
            }
        });
    }

    let mut messages = Vec::new();
    for body in all() {
        each("comments", body, &mut skipped, |comment| {
            messages.extend(people.message(comment));
        });
    }
    for comment in record.get("comments").items() {
        messages.extend(people.message(comment));
    }
    messages.sort_by_key(|message| message.at);
    if let Some(text) = record.get("description").text() {
        begin_with(text, &ticket, &mut messages);
    }

    let case = Case {
        host: record.get("url").text().and_then(host),
        fields: fields(record),
        ticket_type: record.get("type").text().map(str::to_ascii_lowercase),
        ticket,
        messages,
        people: people.known,
        companies,
    };
    Ok((case, skipped))
}

/// What was chosen or written in the ticket's form.
fn fields(record: &Loose<'_>) -> Vec<String> {
    let fields = ["custom_fields", "fields"].map(|name| record.get(name).items());
    let filled = fields.iter().find(|fields| !fields.is_empty());
    let values = filled.into_iter().flat_map(|fields| fields.iter());
    values
        .flat_map(|field| field.get("value").items())
        .filter_map(words)
        .collect()
}

fn one_ticket<'a, 'b>(body: &'b Loose<'a>) -> Result<&'b Loose<'a>, BodyError> {
    let shape = |path, what: &str| BodyError::Shape {
        path,
        what: what.to_owned(),
    };
    if let Some(ticket) = given(body, "ticket") {
        return Ok(ticket);
    }
    let list = given(body, "tickets").ok_or_else(|| {
        shape(
            "$",
            "`ticket` is missing; pass one ticket as {\"ticket\": {...}, \"comments\": [...], \"users\": [...], \"organizations\": [...]}",
        )
    })?;
    let Loose::List(tickets) = list else {
        return Err(shape("tickets", "must be a list"));
    };
    match tickets.as_slice() {
        [ticket] => Ok(ticket),
        _ => Err(shape(
            "tickets",
            "must hold exactly one ticket; fetch /api/v2/tickets/ID.json",
        )),
    }
}

/// The description is the first comment; an answer without comments, or with the last ones only,
/// has it nowhere else.
fn begin_with(description: &str, ticket: &crate::ticket::Ticket, messages: &mut Vec<Message>) {
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted = squeezed(description);
    if wanted.is_empty() || messages.iter().any(|known| squeezed(&known.text) == wanted) {
        return;
    }
    messages.insert(
        0,
        Message {
            author: Author::Customer,
            public: true,
            at: ticket.created_at,
            text: lines(description),
            attachments: Vec::new(),
        },
    );
}

#[derive(Default)]
struct People {
    known: Vec<Person>,
    agents: BTreeMap<u64, bool>,
    requester: Option<u64>,
    assignee: Option<u64>,
}

impl People {
    fn add(&mut self, user: &Loose<'_>) {
        if let (Some(id), Some(role)) = (user.get("id").integer(), user.get("role").text()) {
            self.agents.insert(id, role != "end-user");
        }
        self.push(Person {
            name: words(user.get("name")),
            email: words(user.get("email")),
            phone: words(user.get("phone")),
        });
    }

    fn push(&mut self, person: Person) {
        if person != Person::default() && !self.known.contains(&person) {
            self.known.push(person);
        }
    }

    fn message(&self, comment: &Loose<'_>) -> Option<Message> {
        let text = ["body", "plain_body"]
            .iter()
            .filter_map(|key| comment.get(key).text())
            .find(|text| !text.trim().is_empty())
            .unwrap_or_default();
        let attachments: Vec<String> = comment
            .get("attachments")
            .items()
            .iter()
            .filter_map(|file| words(file.get("file_name")))
            .collect();
        if text.is_empty() && attachments.is_empty() {
            return None;
        }
        let public = comment.get("public").truth().unwrap_or(true);
        Some(Message {
            author: self.author(comment.get("author_id").integer(), public),
            public,
            at: comment.get("created_at").time(),
            text: lines(text),
            attachments,
        })
    }

    fn author(&self, id: Option<u64>, public: bool) -> Author {
        let agent = match id {
            // Agents file tickets of their own, too.
            Some(id) if Some(id) == self.requester => !public,
            Some(id) => self
                .agents
                .get(&id)
                .copied()
                .unwrap_or(!public || Some(id) == self.assignee),
            None => !public,
        };
        if agent {
            Author::Agent
        } else {
            Author::Customer
        }
    }
}

fn words(value: &Loose<'_>) -> Option<String> {
    let text = value.text()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The host of an https address, where it is one that a link can be made of.
fn host(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://")?;
    let host = rest.split(['/', '?', '#']).next()?.to_ascii_lowercase();
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    (host.len() <= 253 && host.contains('.') && host.split('.').all(label)).then_some(host)
}
