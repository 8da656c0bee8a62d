//! The account's records in Zendesk's JSON.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::World;
use super::account::BRAND_ID;
use super::model::{Comment, Organization, PolicyMetric, Rating, Role, Ticket, User};

pub(super) fn ticket(ticket: &Ticket, host: &str) -> Value {
    let description = ticket
        .comments
        .first()
        .map_or("", |comment| comment.body.as_str());
    let fields: Vec<Value> = ticket
        .custom_fields
        .iter()
        .map(|(id, value)| json!({ "id": id, "value": value }))
        .collect();
    let mut record = json!({
        "url": format!("https://{host}/api/v2/tickets/{}.json", ticket.id),
        "id": ticket.id,
        "external_id": null,
        "via": { "channel": ticket.channel, "source": { "from": {}, "to": {}, "rel": null } },
        "created_at": ticket.created_at,
        "updated_at": ticket.updated_at,
        "generated_timestamp": ticket.updated_at.as_second(),
        "type": ticket.kind,
        "subject": ticket.subject,
        "raw_subject": ticket.subject,
        "description": description,
        "priority": ticket.priority.map(|p| p.as_str()),
        "status": ticket.status.as_str(),
        "recipient": null,
        "requester_id": ticket.requester_id,
        "submitter_id": ticket.requester_id,
        "assignee_id": ticket.assignee_id,
        "organization_id": ticket.organization_id,
        "group_id": ticket.group_id,
    });
    let rest = json!({
        "collaborator_ids": [], "follower_ids": [], "email_cc_ids": [], "followup_ids": [], "sharing_agreement_ids": [],
        "forum_topic_id": null, "problem_id": null, "has_incidents": false, "due_at": null, "custom_status_id": null,
        "is_public": ticket.is_public,
        "tags": ticket.tags,
        "custom_fields": fields,
        "fields": fields,
        "satisfaction_rating": rating(ticket),
        "satisfaction_probability": null,
        "ticket_form_id": ticket.form_id,
        "brand_id": BRAND_ID,
        "allow_channelback": false,
        "allow_attachments": true,
        "from_messaging_channel": false,
    });
    if let (Some(record), Value::Object(rest)) = (record.as_object_mut(), rest) {
        record.extend(rest);
    }
    record
}

fn rating(ticket: &Ticket) -> Value {
    let (score, comment) = match ticket.rating {
        None => return json!({ "score": "unoffered" }),
        Some(Rating::Offered) => return json!({ "score": "offered" }),
        Some(Rating::Good) => ("good", None),
        Some(Rating::GoodWithComment) => ("good", Some("Thank you, that was it.")),
        Some(Rating::Bad) => ("bad", None),
        Some(Rating::BadWithComment) => ("bad", Some("It took a week.")),
    };
    json!({ "id": ticket.id + 360_800_000_000, "score": score, "comment": comment })
}

pub(super) fn slas(ticket: &Ticket, now: Timestamp) -> Value {
    json!({ "policy_metrics": ticket.sla.iter().map(|metric| policy_metric(metric, now)).collect::<Vec<_>>() })
}

/// One of days, hours and minutes, as Zendesk rounds them.
fn policy_metric(metric: &PolicyMetric, now: Timestamp) -> Value {
    let mut record = json!({
        "metric": metric.metric.as_str(),
        "stage": metric.stage.as_str(),
        "breach_at": metric.breach_at,
    });
    let left = metric
        .breach_at
        .map(|at| (at.as_second() - now.as_second()).div_euclid(60))
        .or(metric.paused_minutes);
    if let Some(left) = left {
        match left.abs() {
            0..60 => record["minutes"] = json!(left),
            60..2_880 => record["hours"] = json!(left / 60),
            _ => record["days"] = json!(left / 1_440),
        }
    }
    record
}

pub(super) fn metric_set(ticket: &Ticket, host: &str) -> Value {
    let metrics = &ticket.metrics;
    let id = ticket.id + 360_000_000_000;
    let last_comment = ticket.comments.last().map(|comment| comment.created_at);
    let minutes_from_creation =
        |at: Option<Timestamp>| at.map(|at| (at.as_second() - ticket.created_at.as_second()) / 60);
    let both =
        |minutes: Option<i64>| json!({ "calendar": minutes, "business": minutes.map(|m| m / 3) });
    let first_reply = ticket
        .comments
        .iter()
        .find(|c| c.public && c.author_id != ticket.requester_id)
        .map(|c| c.created_at);
    json!({
        "url": format!("https://{host}/api/v2/ticket_metrics/{id}.json"),
        "id": id,
        "ticket_id": ticket.id,
        "created_at": ticket.created_at,
        "updated_at": ticket.updated_at,
        "group_stations": 1,
        "assignee_stations": u8::from(metrics.assigned_at.is_some()),
        "reopens": metrics.reopens,
        "replies": metrics.replies,
        "assignee_updated_at": metrics.assignee_updated_at,
        "requester_updated_at": metrics.requester_updated_at,
        "status_updated_at": metrics.status_updated_at,
        "custom_status_updated_at": metrics.status_updated_at,
        "initially_assigned_at": metrics.initially_assigned_at,
        "assigned_at": metrics.assigned_at,
        "solved_at": metrics.solved_at,
        "latest_comment_added_at": last_comment,
        "reply_time_in_minutes": both(minutes_from_creation(first_reply)),
        "first_resolution_time_in_minutes": both(minutes_from_creation(metrics.solved_at)),
        "full_resolution_time_in_minutes": both(minutes_from_creation(metrics.solved_at)),
        "agent_wait_time_in_minutes": both(None),
        "requester_wait_time_in_minutes": both(None),
        "on_hold_time_in_minutes": both(Some(0)),
    })
}

pub(super) fn comment(comment: &Comment) -> Value {
    let escaped = comment
        .body
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('\n', "<br>");
    json!({
        "id": comment.id,
        "type": "Comment",
        "author_id": comment.author_id,
        "body": comment.body,
        "html_body": format!("<div class=\"zd-comment\" dir=\"auto\"><p dir=\"auto\">{escaped}</p></div>"),
        "plain_body": comment.body,
        "public": comment.public,
        "attachments": [],
        "audit_id": comment.id + 1_000_000,
        "via": { "channel": "web", "source": { "from": {}, "to": {}, "rel": null } },
        "created_at": comment.created_at,
        "metadata": { "system": {}, "custom": {} },
    })
}

pub(super) fn user(user: &User, host: &str) -> Value {
    let agent = user.role == Role::Agent;
    json!({
        "id": user.id,
        "url": format!("https://{host}/api/v2/users/{}.json", user.id),
        "name": user.name,
        "email": user.email,
        "created_at": user.created_at,
        "updated_at": user.created_at,
        "time_zone": user.time_zone,
        "iana_time_zone": user.time_zone,
        "phone": null,
        "photo": null,
        "locale_id": 1,
        "locale": "en-US",
        "organization_id": user.organization_id,
        "role": if agent { "agent" } else { "end-user" },
        "verified": true,
        "active": true,
        "suspended": false,
        "tags": [],
        "user_fields": {},
    })
}

pub(super) fn organization(organization: &Organization, host: &str) -> Value {
    json!({
        "url": format!("https://{host}/api/v2/organizations/{}.json", organization.id),
        "id": organization.id,
        "name": organization.name,
        "shared_tickets": true,
        "shared_comments": true,
        "external_id": null,
        "created_at": organization.created_at,
        "updated_at": organization.created_at,
        "domain_names": [organization.domain],
        "details": "",
        "notes": "",
        "group_id": null,
        "tags": organization.tags,
        "organization_fields": organization.fields,
    })
}

/// Adds what `include=` asks for beside the tickets.
pub(super) fn sideload(
    world: &World,
    body: &mut Value,
    tickets: &[&Ticket],
    request: &super::Request,
) {
    let host = &request.host;
    if request.includes("users") {
        let mut ids: Vec<u64> = tickets
            .iter()
            .flat_map(|t| [Some(t.requester_id), t.assignee_id])
            .flatten()
            .collect();
        ids.sort_unstable();
        ids.dedup();
        body["users"] = ids
            .iter()
            .filter_map(|id| world.users.get(id))
            .map(|u| user(u, host))
            .collect();
    }
    if request.includes("organizations") {
        let mut ids: Vec<u64> = tickets.iter().filter_map(|t| t.organization_id).collect();
        ids.sort_unstable();
        ids.dedup();
        body["organizations"] = ids
            .iter()
            .filter_map(|id| world.organizations.get(id))
            .map(|o| organization(o, host))
            .collect();
    }
    if request.includes("groups") {
        let mut ids: Vec<u64> = tickets.iter().map(|t| t.group_id).collect();
        ids.sort_unstable();
        ids.dedup();
        body["groups"] = ids
            .iter()
            .map(|id| json!({ "id": id, "name": world.groups.get(id) }))
            .collect();
    }
    if request.includes("metric_sets") {
        body["metric_sets"] = tickets.iter().map(|t| metric_set(t, host)).collect();
    }
}
