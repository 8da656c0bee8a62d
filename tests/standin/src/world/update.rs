//! Writing to tickets.

use serde_json::{Value, json};

use super::api::Call;
use super::clock::whole_seconds;
use super::http::Response;
use super::limits::Budget;
use super::model::{Priority, Status, Ticket};
use super::{World, render};

impl World {
    pub(super) fn update_ticket(&mut self, call: &Call, id: &str) -> Result<Response, Response> {
        let id = World::find(&self.tickets, id)?;
        let body = call.request.json()?;
        let change = body.get("ticket").filter(|change| change.is_object());
        let change = change.ok_or_else(|| {
            Response::error(400, "ParameterMissing", "Parameter ticket is required")
        })?;
        self.check_writable(call, id, change)?;
        let status = checked(change, "status", Status::parse)?;
        let priority = checked(change, "priority", Priority::parse)?;
        let assignee = change.get("assignee_id").map(Value::as_u64);
        if assignee
            .flatten()
            .is_some_and(|id| !self.users.contains_key(&id))
        {
            return Err(Response::invalid("assignee", "Assignee is invalid"));
        }

        let mut events = Vec::new();
        if let Some(comment) = change.get("comment") {
            events.push(self.add_comment(call, id, comment)?);
        }
        if let Some(assignee) = assignee {
            self.assign(call.now, id, assignee);
            events
                .push(json!({ "type": "Change", "field_name": "assignee_id", "value": assignee }));
        }
        if let Some(status) = status {
            self.set_status(call.now, id, status);
            events.push(
                json!({ "type": "Change", "field_name": "status", "value": status.as_str() }),
            );
        }
        let takes_additional_tags = self.takes_additional_tags;
        let ticket = self.tickets.get_mut(&id).ok_or_else(Response::not_found)?;
        if let Some(priority) = priority {
            ticket.priority = Some(priority);
            events.push(
                json!({ "type": "Change", "field_name": "priority", "value": priority.as_str() }),
            );
        }
        if let Some(subject) = change.get("subject").and_then(Value::as_str) {
            subject.clone_into(&mut ticket.subject);
        }
        change_tags(ticket, change, takes_additional_tags);
        for field in change
            .get("custom_fields")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            if let Some(id) = field.get("id").and_then(Value::as_u64) {
                ticket
                    .custom_fields
                    .insert(id, field.get("value").cloned().unwrap_or_default());
            }
        }
        ticket.updated_at = whole_seconds(call.now);
        let record = render::ticket(ticket, &call.request.host);
        let audit = json!({
            "id": self.take_comment_id() + 1_000_000,
            "ticket_id": id,
            "created_at": whole_seconds(call.now),
            "author_id": call.session.agent_id,
            "events": events,
        });
        Ok(Response::ok(json!({ "ticket": record, "audit": audit })))
    }

    /// PUT adds tags, POST sets them, DELETE takes them away.
    pub(super) fn update_tags(&mut self, call: &Call, id: &str) -> Result<Response, Response> {
        let id = World::find(&self.tickets, id)?;
        let body = call.request.json()?;
        self.check_writable(call, id, &body)?;
        let given = tag_list(&body, "tags");
        let ticket = self.tickets.get_mut(&id).ok_or_else(Response::not_found)?;
        let kept = std::mem::take(&mut ticket.tags);
        match call.request.method.as_str() {
            "PUT" => ticket.set_tags(kept.into_iter().chain(given)),
            "POST" => ticket.set_tags(given),
            _ => ticket.set_tags(kept.into_iter().filter(|tag| !given.contains(tag))),
        }
        ticket.updated_at = whole_seconds(call.now);
        Ok(Response::ok(json!({ "tags": ticket.tags })))
    }

    /// Closed tickets are immutable, `safe_update` wants the latest stamp, and one agent may not update for ever.
    fn check_writable(&mut self, call: &Call, id: u64, change: &Value) -> Result<(), Response> {
        let ticket = self.tickets.get(&id).ok_or_else(Response::not_found)?;
        if ticket.status == Status::Closed {
            return Err(Response::invalid(
                "status",
                "Status: closed prevents ticket update",
            ));
        }
        if truthy(change.get("safe_update")) {
            let stamp = change
                .get("updated_stamp")
                .and_then(Value::as_str)
                .unwrap_or_default();
            if stamp.parse().ok() != Some(ticket.updated_at) {
                return Err(Response::error(
                    409,
                    "UpdateConflict",
                    "Safe Update prevented the update due to outdated ticket data. Please fetch the latest ticket data and try again.",
                ));
            }
        }
        let budget = Budget::Update {
            ticket: id,
            agent: call.session.agent_id,
        };
        self.usage.spend(call.now, budget, &self.limits).map(|_| ())
    }

    /// Without `public` a comment inherits the ticket's visibility.
    fn add_comment(&mut self, call: &Call, id: u64, comment: &Value) -> Result<Value, Response> {
        let text = |name: &str| {
            comment
                .get(name)
                .and_then(Value::as_str)
                .filter(|text| !text.is_empty())
        };
        let Some(body) = text("body").or_else(|| text("html_body")) else {
            return Err(Response::invalid("comment", "Description: cannot be blank"));
        };
        let inherited = self.tickets.get(&id).is_some_and(|ticket| ticket.is_public);
        let public = comment
            .get("public")
            .map_or(inherited, |public| truthy(Some(public)));
        let author = call.session.agent_id;
        let comment_id = self
            .comment(call.now, id, author, public, body)
            .ok_or_else(Response::not_found)?;
        Ok(
            json!({ "id": comment_id, "type": "Comment", "author_id": author, "body": body, "public": public }),
        )
    }
}

fn change_tags(ticket: &mut Ticket, change: &Value, takes_additional_tags: bool) {
    let mut tags = if change.get("tags").is_some() {
        tag_list(change, "tags")
    } else {
        std::mem::take(&mut ticket.tags)
    };
    if takes_additional_tags {
        tags.extend(tag_list(change, "additional_tags"));
        let removed = tag_list(change, "remove_tags");
        tags.retain(|tag| !removed.contains(tag));
    }
    ticket.set_tags(tags);
}

/// A list, or one string with commas or spaces between the tags.
fn tag_list(body: &Value, name: &str) -> Vec<String> {
    match body.get(name) {
        Some(Value::Array(tags)) => tags
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        Some(Value::String(tags)) => tags
            .split([',', ' '])
            .filter(|tag| !tag.is_empty())
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

fn checked<T>(
    change: &Value,
    field: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<Option<T>, Response> {
    match change.get(field) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => match value.as_str().and_then(parse) {
            Some(value) => Ok(Some(value)),
            None => Err(Response::invalid(field, &format!("{field} is not valid"))),
        },
    }
}

/// Zendesk takes `true` and `"true"` alike.
fn truthy(value: Option<&Value>) -> bool {
    value.is_some_and(|value| value.as_bool() == Some(true) || value.as_str() == Some("true"))
}
