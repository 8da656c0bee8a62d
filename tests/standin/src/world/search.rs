//! Zendesk's search language, as far as agents and extensions use it on tickets.

use jiff::Timestamp;
use serde_json::json;

use super::api::{Call, Paging};
use super::http::Response;
use super::model::{Priority, Rating, Status, Ticket};
use super::{Direction, SortKey, World, render};

/// One word of a query, `field:value`, `field<value` or plain text.
#[derive(Debug, PartialEq)]
struct Term {
    negated: bool,
    field: Option<String>,
    operator: Operator,
    value: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Operator {
    Is,
    Below,
    UpTo,
    Above,
    From,
}

impl World {
    /// The tickets that a query finds, last updated first.
    pub fn find_tickets(&self, query: &str, now: Timestamp, agent_id: u64) -> Vec<&Ticket> {
        let terms = parse(query);
        if terms
            .iter()
            .any(|term| term.field.as_deref() == Some("type") && term.value != "ticket")
        {
            return Vec::new();
        }
        let (ids, words): (Vec<&Term>, Vec<&Term>) =
            terms.iter().partition(|term| term.id().is_some());
        let wanted: Vec<u64> = ids.iter().filter_map(|term| term.id()).collect();
        let mut found: Vec<&Ticket> = if wanted.is_empty() {
            self.tickets.values().collect()
        } else {
            wanted.iter().filter_map(|id| self.ticket(*id)).collect()
        };
        found.retain(|ticket| {
            words.iter().all(|term| {
                let alternatives = words.iter().filter(|other| other.is_alternative_to(term));
                (self.matches(ticket, term, agent_id) != term.negated)
                    || alternatives
                        .into_iter()
                        .any(|other| self.matches(ticket, other, agent_id))
            })
        });
        self.sort(&mut found, SortKey::Updated, Direction::Descending, now);
        found.dedup_by_key(|ticket| ticket.id);
        found
    }

    pub(super) fn search(&self, call: &Call) -> Result<Response, Response> {
        let query = self.query_of(call)?;
        let with_slas = self.slas_for(call, false)?;
        let mut found = self.find_tickets(query, call.now, call.session.agent_id);
        if let Some(key) = call.request.parameter("sort_by").and_then(SortKey::parse) {
            self.sort(
                &mut found,
                key,
                Direction::parse(call.request.parameter("sort_order")),
                call.now,
            );
        }
        let paging = Paging::of(call.request, 100);
        let page = paging.cut(&found);
        let mut results = self.render_tickets(page, call, with_slas);
        for result in &mut results {
            result["result_type"] = json!("ticket");
        }
        let mut body = json!({
            "results": results,
            "facets": null,
            "count": found.len(),
            "next_page": paging.link(call.request, found.len(), true),
            "previous_page": paging.link(call.request, found.len(), false),
        });
        render::sideload(self, &mut body, page, call.request);
        Ok(Response::ok(body))
    }

    pub(super) fn search_count(&self, call: &Call) -> Result<Response, Response> {
        let count = self
            .find_tickets(self.query_of(call)?, call.now, call.session.agent_id)
            .len();
        Ok(Response::ok(json!({ "count": count })))
    }

    fn query_of<'a>(&self, call: &'a Call) -> Result<&'a str, Response> {
        let query = call
            .request
            .parameter("query")
            .filter(|query| !query.trim().is_empty())
            .ok_or_else(|| {
                Response::error(422, "invalid", "Invalid search: query cannot be blank")
            })?;
        match self.ratings_refused {
            Some(status) if query.contains("satisfaction:") => {
                Err(Response::error(status, "Forbidden", "No satisfaction"))
            }
            _ => Ok(query),
        }
    }

    fn matches(&self, ticket: &Ticket, term: &Term, agent_id: u64) -> bool {
        let value = term.value.as_str();
        let is_person = |id: Option<u64>| match value {
            "none" => id.is_none(),
            "me" => id == Some(agent_id),
            _ => id.is_some_and(|id| {
                value.parse() == Ok(id)
                    || self.users.get(&id).is_some_and(|user| {
                        user.email == value || user.name.to_lowercase().contains(value)
                    })
            }),
        };
        match term.field.as_deref() {
            None => has_text(ticket, value),
            Some("type") => value == "ticket",
            Some("status") => Status::parse(value)
                .is_some_and(|status| compare(&ticket.status, &status, term.operator)),
            Some("priority") if value == "none" => ticket.priority.is_none(),
            Some("priority") => Priority::parse(value)
                .zip(ticket.priority)
                .is_some_and(|(wanted, priority)| compare(&priority, &wanted, term.operator)),
            Some("via") => ticket.channel == if value == "mail" { "email" } else { value },
            Some("satisfaction") => {
                Rating::parse(value).is_some_and(|rating| ticket.rating == Some(rating))
            }
            Some("tags") => ticket.has_tag(value),
            Some("assignee") => is_person(ticket.assignee_id),
            Some("requester") => is_person(Some(ticket.requester_id)),
            Some("organization") => match value {
                "none" => ticket.organization_id.is_none(),
                _ => self.organization_of(ticket).is_some_and(|organization| {
                    value.parse() == Ok(organization.id)
                        || organization.name.to_lowercase().contains(value)
                }),
            },
            Some("created") => compare_day(ticket.created_at, value, term.operator),
            Some("solved") => ticket
                .metrics
                .solved_at
                .is_some_and(|at| compare_day(at, value, term.operator)),
            Some("updated") => compare_day(ticket.updated_at, value, term.operator),
            Some(_) => false,
        }
    }
}

impl Term {
    /// Values of one property are alternatives.
    fn is_alternative_to(&self, other: &Term) -> bool {
        let is_one = |term: &Term| !term.negated && term.operator == Operator::Is;
        self.field.is_some() && self.field == other.field && is_one(self) && is_one(other)
    }

    /// Plain numbers name tickets.
    fn id(&self) -> Option<u64> {
        if self.field.is_some() || self.negated {
            None
        } else {
            self.value.parse().ok()
        }
    }
}

fn parse(query: &str) -> Vec<Term> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut quoted = false;
    for c in query.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => words.push(std::mem::take(&mut word)),
            c => word.push(c),
        }
    }
    words.push(word);
    words
        .into_iter()
        .filter(|word| !word.is_empty())
        .map(|word| term(&word))
        .collect()
}

fn term(word: &str) -> Term {
    let (negated, word) = match word.strip_prefix('-') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, word),
    };
    let is_field = |field: &str| {
        !field.is_empty() && field.chars().all(|c| c.is_ascii_lowercase() || c == '_')
    };
    let split = word
        .find([':', '<', '>'])
        .map(|at| word.split_at(at))
        .filter(|(field, _)| is_field(field));
    let operators = [
        ("<=", Operator::UpTo),
        (">=", Operator::From),
        ("<", Operator::Below),
        (">", Operator::Above),
        (":", Operator::Is),
    ];
    let (field, operator, value) = split
        .and_then(|(field, rest)| {
            operators.into_iter().find_map(|(sign, operator)| {
                Some((Some(field.to_owned()), operator, rest.strip_prefix(sign)?))
            })
        })
        .unwrap_or((None, Operator::Is, word));
    Term {
        negated,
        field,
        operator,
        value: value.to_lowercase(),
    }
}

fn has_text(ticket: &Ticket, word: &str) -> bool {
    ticket.subject.to_lowercase().contains(word)
        || ticket.has_tag(word)
        || ticket
            .comments
            .first()
            .is_some_and(|description| description.body.to_lowercase().contains(word))
}

fn compare<T: Ord>(left: &T, right: &T, operator: Operator) -> bool {
    match operator {
        Operator::Below => left < right,
        Operator::UpTo => left <= right,
        Operator::Above => left > right,
        Operator::From => left >= right,
        Operator::Is => left == right,
    }
}

/// A day (`2026-01-31`) or a moment.
fn compare_day(at: Timestamp, value: &str, operator: Operator) -> bool {
    let text = at.to_string().to_lowercase();
    let text = text.get(..value.len()).unwrap_or(&text);
    compare(&text, &value, operator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_split_into_terms() {
        let plain = |value: &str| Term {
            negated: false,
            field: None,
            operator: Operator::Is,
            value: value.to_owned(),
        };
        let terms = parse("type:ticket status<solved -tags:spam 100234 \"LDAP login\" https://x");
        assert_eq!(terms.len(), 6);
        assert_eq!(
            terms[1],
            Term {
                negated: false,
                field: Some("status".into()),
                operator: Operator::Below,
                value: "solved".into()
            }
        );
        assert_eq!(
            terms[2],
            Term {
                negated: true,
                field: Some("tags".into()),
                operator: Operator::Is,
                value: "spam".into()
            }
        );
        assert_eq!(terms[3].id(), Some(100_234));
        assert_eq!(terms[4], plain("ldap login"));
    }
}
