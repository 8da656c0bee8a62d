use jiff::Timestamp;
use serde_json::{Value, json};

use super::api::{Call, Paging};
use super::http::Response;
use super::limits::Budget;
use super::model::{Status, Ticket};
use super::{Direction, SortKey, World, render};

const NEAR_BREACH_SECONDS: i64 = 120 * 60;
const RECENT_SECONDS: i64 = 7 * 86_400;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    AllUnsolved,
    PremiumNearBreach,
    New,
    RecentlySolved,
    PendingAndOnHold,
}

impl View {
    pub const ALL: [View; 5] = [
        View::AllUnsolved,
        View::PremiumNearBreach,
        View::New,
        View::RecentlySolved,
        View::PendingAndOnHold,
    ];

    pub fn id(self) -> u64 {
        match self {
            View::AllUnsolved => 360_001,
            View::PremiumNearBreach => 360_002,
            View::New => 360_003,
            View::RecentlySolved => 360_004,
            View::PendingAndOnHold => 360_005,
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            View::AllUnsolved => "All unsolved",
            View::PremiumNearBreach => "Premium near breach",
            View::New => "New tickets",
            View::RecentlySolved => "Recently solved",
            View::PendingAndOnHold => "Pending and on-hold",
        }
    }

    pub fn by_id(id: u64) -> Option<View> {
        View::ALL.into_iter().find(|view| view.id() == id)
    }

    fn shows(self, world: &World, ticket: &Ticket, now: Timestamp) -> bool {
        match self {
            View::AllUnsolved => ticket.status.is_unsolved(),
            View::PremiumNearBreach => {
                world
                    .plan_of(ticket)
                    .is_some_and(|plan| plan.is_premium_class())
                    && ticket
                        .seconds_left(now)
                        .is_some_and(|left| left <= NEAR_BREACH_SECONDS)
            }
            View::New => ticket.status == Status::New,
            View::RecentlySolved => {
                ticket.status == Status::Solved
                    && now.as_second() - ticket.updated_at.as_second() <= RECENT_SECONDS
            }
            View::PendingAndOnHold => matches!(ticket.status, Status::Pending | Status::Hold),
        }
    }

    fn conditions(self) -> Value {
        let condition = |field: &str, operator: &str, value: &str| json!({ "field": field, "operator": operator, "value": value });
        let all = match self {
            View::AllUnsolved => vec![condition("status", "less_than", "solved")],
            View::PremiumNearBreach => {
                vec![
                    condition("status", "less_than", "solved"),
                    condition("sla_next_breach_at", "less_than", "2"),
                ]
            }
            View::New => vec![condition("status", "is", "new")],
            View::RecentlySolved => vec![
                condition("status", "is", "solved"),
                condition("SOLVED", "less_than", "168"),
            ],
            View::PendingAndOnHold => {
                vec![
                    condition("status", "greater_than", "open"),
                    condition("status", "less_than", "solved"),
                ]
            }
        };
        json!({ "all": all, "any": [] })
    }

    fn render(self, host: &str) -> Value {
        let columns: Vec<Value> = [
            "subject",
            "requester",
            "organization",
            "status",
            "priority",
            "updated",
        ]
        .iter()
        .map(|id| json!({ "id": id, "title": id }))
        .collect();
        json!({
            "url": format!("https://{host}/api/v2/views/{}.json", self.id()),
            "id": self.id(),
            "title": self.title(),
            "raw_title": self.title(),
            "active": true,
            "position": self.id() - 360_001,
            "description": null,
            "execution": { "group_by": null, "sort_by": "nice_id", "sort_order": "desc", "columns": columns },
            "conditions": self.conditions(),
            "restriction": null,
            "watchable": true,
        })
    }
}

impl World {
    /// A view's tickets, newest first unless told otherwise.
    pub fn tickets_in(&self, view: View, now: Timestamp) -> Vec<&Ticket> {
        self.tickets
            .values()
            .rev()
            .filter(|ticket| view.shows(self, ticket, now))
            .collect()
    }

    /// Ids of a view's tickets in the order in which its page shows them at first.
    pub fn view_ids(&self, view: View, now: Timestamp) -> Vec<u64> {
        self.tickets_in(view, now)
            .iter()
            .map(|ticket| ticket.id)
            .collect()
    }

    /// The first rows of the main view.
    pub fn first_ids(&self, count: usize) -> Vec<u64> {
        let unsolved = self
            .tickets
            .values()
            .rev()
            .filter(|ticket| ticket.status.is_unsolved());
        unsolved.take(count).map(|ticket| ticket.id).collect()
    }

    pub(super) fn show_views(&self, call: &Call) -> Result<Response, Response> {
        let views: Vec<Value> = View::ALL
            .iter()
            .map(|view| view.render(&call.request.host))
            .collect();
        Ok(Response::ok(
            json!({ "count": views.len(), "views": views, "next_page": null, "previous_page": null }),
        ))
    }

    pub(super) fn count_views(&self, call: &Call) -> Result<Response, Response> {
        let ids = call
            .request
            .parameter("ids")
            .unwrap_or_default()
            .split(',')
            .filter_map(|id| id.parse().ok());
        let counts: Vec<Value> = ids
            .filter_map(View::by_id)
            .map(|view| {
                let count = self.tickets_in(view, call.now).len();
                json!({
                    "url": format!("https://{}/api/v2/views/{}/count.json", call.request.host, view.id()),
                    "view_id": view.id(),
                    "value": count,
                    "pretty": count.to_string(),
                    "fresh": true,
                })
            })
            .collect();
        Ok(Response::ok(json!({ "view_counts": counts })))
    }

    pub(super) fn view_tickets(&mut self, call: &Call, id: &str) -> Result<Response, Response> {
        self.spend_view(call, id)?;
        let (_, mut body, page) = self.view_page(call, id)?;
        body["tickets"] = json!(self.render_tickets(&page, call, self.slas_for(call, true)?));
        render::sideload(self, &mut body, &page, call.request);
        Ok(Response::ok(body))
    }

    pub(super) fn execute_view(&mut self, call: &Call, id: &str) -> Result<Response, Response> {
        self.spend_view(call, id)?;
        let (view, mut body, page) = self.view_page(call, id)?;
        let rows: Vec<Value> = page
            .iter()
            .map(|ticket| {
                json!({
                    "ticket": {
                        "url": format!("https://{}/api/v2/tickets/{}.json", call.request.host, ticket.id),
                        "id": ticket.id,
                        "subject": ticket.subject,
                        "description": ticket.comments.first().map(|comment| &comment.body),
                        "status": ticket.status.as_str(),
                        "type": ticket.kind,
                        "priority": ticket.priority.map(|p| p.as_str()),
                        "last_comment": ticket.comments.last().map(render::comment),
                    },
                    "subject": ticket.subject,
                    "status": ticket.status.as_str(),
                    "priority": ticket.priority.map(|p| p.as_str()),
                    "requester_id": ticket.requester_id,
                    "assignee_id": ticket.assignee_id,
                    "organization_id": ticket.organization_id,
                    "group_id": ticket.group_id,
                    "created": ticket.created_at,
                    "updated": ticket.updated_at,
                    "ticket_form_id": ticket.form_id,
                })
            })
            .collect();
        let definition = view.render(&call.request.host);
        body["columns"] = definition
            .pointer("/execution/columns")
            .cloned()
            .unwrap_or_default();
        body["view"] = json!({ "id": view.id(), "url": definition.get("url") });
        body["rows"] = json!(rows);
        render::sideload(self, &mut body, &page, call.request);
        Ok(Response::ok(body))
    }

    fn spend_view(&mut self, call: &Call, id: &str) -> Result<(), Response> {
        let budget = Budget::View {
            id: view_named(id)?.id(),
            agent: call.session.agent_id,
        };
        self.usage.spend(call.now, budget, &self.limits).map(|_| ())
    }

    fn view_page(&self, call: &Call, id: &str) -> Result<(View, Value, Vec<&Ticket>), Response> {
        let view = view_named(id)?;
        let mut tickets = self.tickets_in(view, call.now);
        if let Some(key) = call.request.parameter("sort_by").and_then(SortKey::parse) {
            self.sort(
                &mut tickets,
                key,
                Direction::parse(call.request.parameter("sort_order")),
                call.now,
            );
        }
        let paging = Paging::of(call.request, 100);
        let body = json!({
            "count": tickets.len(),
            "next_page": paging.link(call.request, tickets.len(), true),
            "previous_page": paging.link(call.request, tickets.len(), false),
        });
        Ok((view, body, paging.cut(&tickets).to_vec()))
    }
}

fn view_named(id: &str) -> Result<View, Response> {
    id.parse()
        .ok()
        .and_then(View::by_id)
        .ok_or_else(Response::not_found)
}
