//! What happens to the queue while one looks at it.

use fastrand::Rng;
use jiff::Timestamp;

use super::World;
use super::model::{Status, Ticket};
use crate::seed::wording;

const MOST_CHANGES_AT_ONCE: usize = 3;

impl World {
    /// A few seeded changes: customers and agents reply, tickets change their status. Gives the changed ids.
    pub fn tick(&mut self, now: Timestamp) -> Vec<u64> {
        let mut rng = self.rng.fork();
        let mut changed = Vec::new();
        for _ in 0..rng.usize(1..=MOST_CHANGES_AT_ONCE) {
            let ticket = match rng.u32(0..100) {
                0..45 => self.customer_replies(&mut rng, now),
                45..80 => self.agent_replies(&mut rng, now),
                _ => self.status_changes(&mut rng, now),
            };
            changed.extend(ticket);
        }
        changed.sort_unstable();
        changed.dedup();
        changed
    }

    fn customer_replies(&mut self, rng: &mut Rng, now: Timestamp) -> Option<u64> {
        let id = self.pick(rng, |ticket| {
            ticket.status <= Status::Solved && ticket.status != Status::New
        })?;
        let requester = self.ticket(id)?.requester_id;
        let body = wording::customer_reply(rng, self.ticket(id)?, self);
        self.comment(now, id, requester, true, &body)?;
        Some(id)
    }

    /// The most urgent of a few candidates is answered.
    fn agent_replies(&mut self, rng: &mut Rng, now: Timestamp) -> Option<u64> {
        let waiting: Vec<u64> = self
            .tickets
            .values()
            .filter(|t| t.running_clock().is_some())
            .map(|t| t.id)
            .collect();
        let candidates = (0..4).filter_map(|_| rng.choice(waiting.iter().copied()));
        let id = candidates
            .min_by_key(|id| self.ticket(*id).and_then(|ticket| ticket.seconds_left(now)))?;
        let agent = match self.ticket(id)?.assignee_id {
            Some(agent) => agent,
            None => self.free_agent(rng)?,
        };
        let body = wording::agent_reply(rng, self.ticket(id)?, self);
        self.assign(now, id, Some(agent));
        self.comment(now, id, agent, true, &body)?;
        self.set_status(
            now,
            id,
            if rng.u32(0..4) == 0 {
                Status::Solved
            } else {
                Status::Pending
            },
        );
        Some(id)
    }

    fn status_changes(&mut self, rng: &mut Rng, now: Timestamp) -> Option<u64> {
        let id = self.pick(rng, |ticket| ticket.status.is_unsolved())?;
        let next = match self.ticket(id)?.status {
            Status::New => {
                let agent = self.free_agent(rng)?;
                self.assign(now, id, Some(agent));
                Status::Open
            }
            Status::Open => Status::Hold,
            Status::Pending => Status::Solved,
            _ => Status::Open,
        };
        self.set_status(now, id, next);
        Some(id)
    }

    fn pick(&self, rng: &mut Rng, wanted: impl Fn(&Ticket) -> bool) -> Option<u64> {
        let ids: Vec<u64> = self
            .tickets
            .values()
            .filter(|ticket| wanted(ticket))
            .map(|ticket| ticket.id)
            .collect();
        rng.choice(ids)
    }

    fn free_agent(&self, rng: &mut Rng) -> Option<u64> {
        let agents: Vec<u64> = self
            .users
            .values()
            .filter(|u| u.role == super::Role::Agent)
            .map(|u| u.id)
            .collect();
        rng.choice(agents)
    }
}
