use jiff::Timestamp;

use super::http::{Request, Response};
use super::limits::Budget;
use super::session::{SESSION_COOKIE, Session};
use super::{SlaMode, World};

/// One request with everything that the endpoints need to know about it.
pub(super) struct Call<'a> {
    pub now: Timestamp,
    pub request: &'a Request,
    pub session: Session,
}

impl World {
    /// Answers one API request. `now` must not run backwards by more than a window of the rate limits.
    pub fn handle(&mut self, now: Timestamp, request: &Request) -> Response {
        let session = request
            .cookie(SESSION_COOKIE)
            .and_then(|cookie| self.sessions.get(cookie))
            .cloned();
        let Some(session) = session else {
            return Response::error(
                401,
                "Couldn't authenticate you",
                "The session is missing or has expired",
            );
        };
        let left = match self.usage.spend(now, Budget::Account, &self.limits) {
            Ok(left) => left,
            Err(refused) => return refused,
        };
        let writes = request.method != "GET";
        let response =
            if writes && request.header("x-csrf-token") != Some(session.csrf_token.as_str()) {
                Response::error(403, "Forbidden", "Invalid authenticity token")
            } else {
                self.route(&Call {
                    now,
                    request,
                    session,
                })
            };
        response
            .with_header("x-rate-limit", &self.limits.account_per_minute.to_string())
            .with_header("x-rate-limit-remaining", &left.to_string())
    }

    fn route(&mut self, call: &Call) -> Response {
        let path = call
            .request
            .path
            .strip_prefix("/api/v2/")
            .unwrap_or_default();
        let path = path.strip_suffix(".json").unwrap_or(path);
        let segments: Vec<&str> = path.split('/').collect();
        let answer = match (call.request.method.as_str(), segments.as_slice()) {
            ("GET", ["tickets", "show_many"]) => self.show_many(call),
            ("GET", ["tickets", id]) => self.show_ticket(call, id),
            ("GET", ["tickets", id, "comments"]) => self.show_comments(call, id),
            ("GET", ["tickets", id, "slas", "policy_metrics"]) => {
                self.show_policy_metrics(call, id)
            }
            ("GET", ["tickets", id, "metrics"]) => self.show_metrics(call, id),
            ("GET", ["tickets", id, "tags"]) => self.show_tags(id),
            ("PUT", ["tickets", id]) => self.update_ticket(call, id),
            ("PUT" | "POST" | "DELETE", ["tickets", id, "tags"]) => self.update_tags(call, id),
            ("GET", ["search"]) => self.search(call),
            ("GET", ["search", "count"]) => self.search_count(call),
            ("GET", ["users", "me"]) => self.show_me(call),
            ("GET", ["users", id]) => self.show_user(call, id),
            ("GET", ["organizations", id]) => self.show_organization(call, id),
            ("GET", ["ticket_fields"]) => self.show_ticket_fields(call),
            ("GET", ["views"]) => self.show_views(call),
            ("GET", ["views", "count_many"]) => self.count_views(call),
            ("GET", ["views", id, "tickets"]) => self.view_tickets(call, id),
            ("GET", ["views", id, "execute"]) => self.execute_view(call, id),
            _ => Err(Response::error(404, "InvalidEndpoint", "Not found")),
        };
        answer.unwrap_or_else(|refused| refused)
    }

    pub(super) fn find<T>(
        map: &std::collections::BTreeMap<u64, T>,
        id: &str,
    ) -> Result<u64, Response> {
        id.parse()
            .ok()
            .filter(|id| map.contains_key(id))
            .ok_or_else(Response::not_found)
    }

    /// Whether the answer carries SLAs, or the refusal.
    pub(super) fn slas_for(&self, call: &Call, on_show: bool) -> Result<bool, Response> {
        if !call.request.includes("slas") {
            return Ok(false);
        }
        match self.sla {
            SlaMode::Present => Ok(true),
            SlaMode::IgnoredByShow => Ok(!on_show),
            SlaMode::Forbidden => Err(Response::forbidden()),
        }
    }
}

/// `page` and `per_page`, at most 100 a page.
pub(crate) struct Paging {
    pub page: usize,
    pub per_page: usize,
}

impl Paging {
    pub fn of(request: &Request, usual: usize) -> Paging {
        let number = |name: &str| {
            request
                .parameter(name)
                .and_then(|value| value.parse::<usize>().ok())
        };
        Paging {
            page: number("page").unwrap_or(1).max(1),
            per_page: number("per_page").unwrap_or(usual).clamp(1, 100),
        }
    }

    pub fn cut<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        let from = (self.page - 1).saturating_mul(self.per_page).min(all.len());
        let to = from.saturating_add(self.per_page).min(all.len());
        all.get(from..to).unwrap_or_default()
    }

    /// The address of another page, null where there is none.
    pub fn link(&self, request: &Request, total: usize, forward: bool) -> Option<String> {
        let page = if forward {
            self.page + 1
        } else {
            self.page - 1
        };
        if page == 0 || (page - 1).saturating_mul(self.per_page) >= total {
            return None;
        }
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(request.query.iter().filter(|(name, _)| name != "page"));
        query.append_pair("page", &page.to_string());
        Some(format!(
            "https://{}{}?{}",
            request.host,
            request.path,
            query.finish()
        ))
    }
}
