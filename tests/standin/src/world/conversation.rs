//! What a reply or a change of status does to a ticket, its metrics and its clocks.

use jiff::Timestamp;

use super::World;
use super::clock::{minutes_after, target_minutes, whole_seconds};
use super::model::{Comment, Metric, PolicyMetric, Role, Stage, Status, Ticket};

impl World {
    /// Adds a comment with everything that follows from it. Gives its id, None without such a ticket.
    pub fn comment(
        &mut self,
        now: Timestamp,
        ticket_id: u64,
        author_id: u64,
        public: bool,
        body: &str,
    ) -> Option<u64> {
        let now = whole_seconds(now);
        let from_agent = self
            .users
            .get(&author_id)
            .is_some_and(|user| user.role == Role::Agent);
        let plan = self.plan_of(self.ticket(ticket_id)?);
        let id = self.take_comment_id();
        let ticket = self.tickets.get_mut(&ticket_id)?;
        ticket.comments.push(Comment {
            id,
            author_id,
            public,
            body: body.to_owned(),
            created_at: now,
        });
        ticket.updated_at = now;
        if from_agent {
            if ticket.assignee_id == Some(author_id) || public {
                ticket.metrics.assignee_updated_at = Some(now);
            }
            if public {
                ticket.metrics.replies += 1;
                stop_reply_clocks(ticket);
            }
            return Some(id);
        }
        ticket.metrics.requester_updated_at = Some(now);
        if ticket.status == Status::Solved {
            ticket.metrics.reopens += 1;
        }
        if matches!(
            ticket.status,
            Status::Pending | Status::Hold | Status::Solved
        ) {
            set_status(ticket, Status::Open, now);
        }
        if let Some(plan) = plan.filter(|plan| plan.has_sla() && ticket.running_clock().is_none()) {
            let first = ticket.metrics.replies == 0;
            let metric = if first {
                Metric::FirstReply
            } else {
                Metric::NextReply
            };
            let target = target_minutes(plan, ticket.priority, ticket.has_tag("emergency"), first);
            ticket.sla.retain(|m| m.metric != metric);
            let breach_at = Some(minutes_after(now, target));
            ticket.sla.push(PolicyMetric {
                metric,
                stage: Stage::Active,
                breach_at,
                paused_minutes: None,
            });
        }
        Some(id)
    }

    pub fn set_status(&mut self, now: Timestamp, ticket_id: u64, status: Status) -> bool {
        let Some(ticket) = self.tickets.get_mut(&ticket_id) else {
            return false;
        };
        set_status(ticket, status, whole_seconds(now));
        true
    }

    pub fn assign(&mut self, now: Timestamp, ticket_id: u64, assignee_id: Option<u64>) -> bool {
        let Some(ticket) = self.tickets.get_mut(&ticket_id) else {
            return false;
        };
        let now = whole_seconds(now);
        ticket.assignee_id = assignee_id;
        ticket.updated_at = now;
        ticket.metrics.assigned_at = assignee_id.map(|_| now);
        ticket.metrics.initially_assigned_at = ticket
            .metrics
            .initially_assigned_at
            .or(ticket.metrics.assigned_at);
        true
    }
}

fn set_status(ticket: &mut Ticket, status: Status, now: Timestamp) {
    if ticket.status == status {
        return;
    }
    ticket.status = status;
    ticket.updated_at = now;
    ticket.metrics.status_updated_at = now;
    ticket.metrics.solved_at = (!status.is_unsolved()).then_some(now);
    if !status.is_unsolved() {
        stop_reply_clocks(ticket);
    }
}

fn stop_reply_clocks(ticket: &mut Ticket) {
    for metric in &mut ticket.sla {
        if metric.stage == Stage::Active
            && matches!(metric.metric, Metric::FirstReply | Metric::NextReply)
        {
            metric.stage = Stage::Achieved;
            metric.breach_at = None;
        }
    }
}
