//! What the agent pages show, as JSON of their own. Ids are strings, as they may be above 2^53.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::world::{Direction, SortKey, Ticket, View, World};

#[derive(Debug, Deserialize)]
pub struct ListQuery {
    pub place: String,
    #[serde(default)]
    pub key: String,
    pub page: Option<usize>,
    pub per_page: Option<usize>,
    pub sort: Option<String>,
    pub order: Option<String>,
}

pub fn boot(world: &World, now: Timestamp) -> Value {
    let views: Vec<Value> = View::ALL
        .iter()
        .map(|view| json!({ "id": view.id().to_string(), "title": view.title(), "count": world.tickets_in(*view, now).len() }))
        .collect();
    json!({ "agent": { "id": world.agent_id.to_string(), "name": world.user_name(world.agent_id) }, "views": views })
}

/// None where there is no such view, user or organisation.
pub fn list(world: &World, asked: &ListQuery, now: Timestamp) -> Option<Value> {
    let (title, mut tickets) = place(world, asked, now)?;
    if let Some(key) = asked.sort.as_deref().and_then(SortKey::parse) {
        world.sort(
            &mut tickets,
            key,
            Direction::parse(asked.order.as_deref()),
            now,
        );
    }
    let per_page = asked.per_page.unwrap_or(30).clamp(1, 100);
    let skipped = asked
        .page
        .unwrap_or(1)
        .max(1)
        .saturating_sub(1)
        .saturating_mul(per_page);
    let rows: Vec<Value> = tickets
        .iter()
        .skip(skipped)
        .take(per_page)
        .map(|ticket| row(world, ticket, now))
        .collect();
    Some(json!({ "title": title, "total": tickets.len(), "rows": rows }))
}

fn place<'a>(
    world: &'a World,
    asked: &ListQuery,
    now: Timestamp,
) -> Option<(String, Vec<&'a Ticket>)> {
    let of = |wanted: &dyn Fn(&Ticket) -> bool| {
        world
            .tickets
            .values()
            .rev()
            .filter(|ticket| wanted(ticket))
            .collect()
    };
    let id = || asked.key.parse::<u64>().ok();
    Some(match asked.place.as_str() {
        "view" => {
            let view = View::by_id(id()?)?;
            (view.title().to_owned(), world.tickets_in(view, now))
        }
        "search" => (
            asked.key.clone(),
            world.find_tickets(&asked.key, now, world.agent_id),
        ),
        "home" => {
            let mine = of(&|ticket| {
                ticket.assignee_id == Some(world.agent_id) && ticket.status.is_unsolved()
            });
            (world.user_name(world.agent_id).to_owned(), mine)
        }
        "user" => {
            let user = world.users.get(&id()?)?;
            (
                user.name.clone(),
                of(&|ticket| ticket.requester_id == user.id),
            )
        }
        "organization" => {
            let organization = world.organizations.get(&id()?)?;
            (
                organization.name.clone(),
                of(&|ticket| ticket.organization_id == Some(organization.id)),
            )
        }
        _ => return None,
    })
}

fn row(world: &World, ticket: &Ticket, now: Timestamp) -> Value {
    json!({
        "id": ticket.id.to_string(),
        "subject": ticket.subject,
        "status": ticket.status.as_str(),
        "priority": ticket.priority.map(|priority| priority.as_str()),
        "requester": world.user_name(ticket.requester_id),
        "organization": world.organization_of(ticket).map(|organization| &organization.name),
        "group": world.groups.get(&ticket.group_id),
        "updated_at": ticket.updated_at,
        "sla_minutes": sla_minutes(ticket, now),
    })
}

pub fn ticket(world: &World, id: &str, now: Timestamp) -> Option<Value> {
    let ticket = world.ticket(id.parse().ok()?)?;
    let comments: Vec<Value> = ticket
        .comments
        .iter()
        .map(|comment| {
            json!({
                "author": world.user_name(comment.author_id),
                "public": comment.public,
                "body": comment.body,
                "created_at": comment.created_at,
            })
        })
        .collect();
    Some(json!({
        "ticket": {
            "id": ticket.id.to_string(),
            "subject": ticket.subject,
            "status": ticket.status.as_str(),
            "priority": ticket.priority.map(|priority| priority.as_str()),
            "tags": ticket.tags,
            "requester": world.user_name(ticket.requester_id),
            "requester_id": ticket.requester_id.to_string(),
            "organization": world.organization_of(ticket).map(|organization| &organization.name),
            "organization_id": ticket.organization_id.map(|id| id.to_string()),
            "assignee": ticket.assignee_id.map(|id| world.user_name(id)),
            "via": ticket.channel,
            "created_at": ticket.created_at,
            "sla_minutes": sla_minutes(ticket, now),
        },
        "comments": comments,
    }))
}

fn sla_minutes(ticket: &Ticket, now: Timestamp) -> Option<i64> {
    ticket.seconds_left(now).map(|left| left.div_euclid(60))
}
