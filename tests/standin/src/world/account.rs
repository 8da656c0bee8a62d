//! The signed-in agent, users, organisations and the account's ticket fields.

use serde_json::{Value, json};

use super::api::Call;
use super::http::Response;
use super::{World, render};

pub(super) const BRAND_ID: u64 = 360_000_030_001;
pub const REGULAR_FORM: u64 = 360_000_040_001;
pub const EMERGENCY_FORM: u64 = 360_000_040_002;
pub const PROBLEM_TYPE_FIELD: u64 = 360_000_050_001;
pub const VERSION_FIELD: u64 = 360_000_050_002;
pub const DEPLOYMENT_FIELD: u64 = 360_000_050_003;
const ISSUES_FIELD: u64 = 360_000_050_004;

/// id, type, title, removable
const TICKET_FIELDS: &[(u64, &str, &str, bool)] = &[
    (360_000_049_001, "subject", "Subject", false),
    (360_000_049_002, "description", "Description", false),
    (360_000_049_003, "status", "Status", false),
    (360_000_049_004, "tickettype", "Type", false),
    (360_000_049_005, "priority", "Priority", false),
    (360_000_049_006, "group", "Group", false),
    (360_000_049_007, "assignee", "Assignee", false),
    (PROBLEM_TYPE_FIELD, "tagger", "Problem type", true),
    (VERSION_FIELD, "text", "GitLab version", true),
    (DEPLOYMENT_FIELD, "tagger", "Deployment", true),
    (ISSUES_FIELD, "text", "GitLab Issues", true),
];

impl World {
    pub(super) fn show_me(&self, call: &Call) -> Result<Response, Response> {
        let user = self
            .users
            .get(&call.session.agent_id)
            .ok_or_else(Response::not_found)?;
        let mut record = render::user(user, &call.request.host);
        record["authenticity_token"] = json!(call.session.csrf_token);
        Ok(Response::ok(json!({ "user": record })))
    }

    pub(super) fn show_user(&self, call: &Call, id: &str) -> Result<Response, Response> {
        let id = World::find(&self.users, id)?;
        Ok(Response::ok(
            json!({ "user": self.users.get(&id).map(|user| render::user(user, &call.request.host)) }),
        ))
    }

    pub(super) fn show_organization(&self, call: &Call, id: &str) -> Result<Response, Response> {
        let id = World::find(&self.organizations, id)?;
        let record = self
            .organizations
            .get(&id)
            .map(|o| render::organization(o, &call.request.host));
        Ok(Response::ok(json!({ "organization": record })))
    }

    pub(super) fn show_ticket_fields(&self, call: &Call) -> Result<Response, Response> {
        let fields: Vec<Value> = TICKET_FIELDS
            .iter()
            .enumerate()
            .map(|(position, (id, kind, title, removable))| {
                let mut field = json!({
                    "url": format!("https://{}/api/v2/ticket_fields/{id}.json", call.request.host),
                    "id": id,
                    "type": kind,
                    "title": title,
                    "raw_title": title,
                    "description": "",
                    "position": position,
                    "active": true,
                    "required": false,
                    "visible_in_portal": true,
                    "editable_in_portal": true,
                    "tag": null,
                    "created_at": self.start,
                    "updated_at": self.start,
                    "removable": removable,
                    "agent_description": null,
                });
                if *kind == "tagger" {
                    field["custom_field_options"] = json!([]);
                }
                field
            })
            .collect();
        let count = fields.len();
        Ok(Response::ok(
            json!({ "ticket_fields": fields, "count": count, "next_page": null, "previous_page": null }),
        ))
    }
}
