//! Reading tickets.

use serde_json::{Value, json};

use super::api::{Call, Paging};
use super::http::Response;
use super::model::Ticket;
use super::{SlaMode, World, render};

const SHOW_MANY_LIMIT: usize = 100;

impl World {
    pub(super) fn show_many(&self, call: &Call) -> Result<Response, Response> {
        let Some(list) = call.request.parameter("ids") else {
            return Err(Response::error(
                400,
                "InvalidValue",
                "You passed an invalid value for the ids attribute.",
            ));
        };
        let ids: Vec<&str> = list
            .split(',')
            .map(str::trim)
            .filter(|id| !id.is_empty())
            .collect();
        if ids.len() > SHOW_MANY_LIMIT {
            return Err(Response::error(
                400,
                "TooManyValues",
                "ids must not have more than 100 values",
            ));
        }
        let mut ids: Vec<u64> = ids.iter().filter_map(|id| id.parse().ok()).collect();
        ids.sort_unstable();
        ids.dedup();
        let tickets: Vec<&Ticket> = ids.iter().filter_map(|id| self.tickets.get(id)).collect();
        let with_slas = self.slas_for(call, true)?;
        let mut body = json!({
            "tickets": self.render_tickets(&tickets, call, with_slas),
            "next_page": null,
            "previous_page": null,
            "count": tickets.len(),
        });
        render::sideload(self, &mut body, &tickets, call.request);
        Ok(Response::ok(body))
    }

    pub(super) fn show_ticket(&self, call: &Call, id: &str) -> Result<Response, Response> {
        let ticket = self.find_ticket(id)?;
        let with_slas = self.slas_for(call, true)?;
        let mut body = json!({ "ticket": self.render_ticket(ticket, call, with_slas) });
        render::sideload(self, &mut body, &[ticket], call.request);
        Ok(Response::ok(body))
    }

    pub(super) fn show_comments(&self, call: &Call, id: &str) -> Result<Response, Response> {
        let ticket = self.find_ticket(id)?;
        let mut comments: Vec<_> = ticket.comments.iter().collect();
        if call.request.parameter("sort_order") == Some("desc") {
            comments.reverse();
        }
        let paging = Paging::of(call.request, 100);
        let mut body = json!({
            "comments": paging.cut(&comments).iter().map(|c| render::comment(c)).collect::<Vec<_>>(),
            "count": comments.len(),
            "next_page": paging.link(call.request, comments.len(), true),
            "previous_page": paging.link(call.request, comments.len(), false),
        });
        if call.request.includes("users") {
            let mut ids: Vec<u64> = comments.iter().map(|c| c.author_id).collect();
            ids.sort_unstable();
            ids.dedup();
            let users = ids.iter().filter_map(|id| self.users.get(id));
            body["users"] = users
                .map(|user| render::user(user, &call.request.host))
                .collect();
        }
        Ok(Response::ok(body))
    }

    pub(super) fn show_policy_metrics(&self, call: &Call, id: &str) -> Result<Response, Response> {
        let ticket = self.find_ticket(id)?;
        if self.sla == SlaMode::Forbidden {
            return Err(Response::forbidden());
        }
        let mut body = render::slas(ticket, call.now);
        body["count"] = json!(ticket.sla.len());
        Ok(Response::ok(body))
    }

    pub(super) fn show_metrics(&self, call: &Call, id: &str) -> Result<Response, Response> {
        let ticket = self.find_ticket(id)?;
        Ok(Response::ok(
            json!({ "ticket_metric": render::metric_set(ticket, &call.request.host) }),
        ))
    }

    pub(super) fn show_tags(&self, id: &str) -> Result<Response, Response> {
        Ok(Response::ok(json!({ "tags": self.find_ticket(id)?.tags })))
    }

    pub(super) fn render_tickets(
        &self,
        tickets: &[&Ticket],
        call: &Call,
        with_slas: bool,
    ) -> Vec<Value> {
        tickets
            .iter()
            .map(|ticket| self.render_ticket(ticket, call, with_slas))
            .collect()
    }

    pub(super) fn render_ticket(&self, ticket: &Ticket, call: &Call, with_slas: bool) -> Value {
        let mut record = render::ticket(ticket, &call.request.host);
        if with_slas {
            record["slas"] = render::slas(ticket, call.now);
        }
        record
    }

    fn find_ticket(&self, id: &str) -> Result<&Ticket, Response> {
        id.parse()
            .ok()
            .and_then(|id| self.ticket(id))
            .ok_or_else(Response::not_found)
    }
}
