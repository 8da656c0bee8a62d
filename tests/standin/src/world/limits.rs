//! How often the account may be asked.

use std::collections::{BTreeMap, VecDeque};

use jiff::Timestamp;

use super::http::Response;

#[derive(Clone, Debug)]
pub struct Limits {
    /// All agents together.
    pub account_per_minute: u32,
    /// Executions of one view by one agent.
    pub view_per_minute: u32,
    /// Updates of one ticket by one agent, edits in the agent pages included.
    pub updates_per_ten_minutes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            account_per_minute: 700,
            view_per_minute: 5,
            updates_per_ten_minutes: 30,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Budget {
    Account,
    View { id: u64, agent: u64 },
    Update { ticket: u64, agent: u64 },
}

impl Budget {
    /// How many requests in how many seconds.
    fn allowance(self, limits: &Limits) -> (u32, i64) {
        match self {
            Budget::Account => (limits.account_per_minute, 60),
            Budget::View { .. } => (limits.view_per_minute, 60),
            Budget::Update { .. } => (limits.updates_per_ten_minutes, 600),
        }
    }
}

/// What has been used lately of each budget, by sliding windows.
#[derive(Clone, Debug)]
pub struct Usage<B> {
    spent: BTreeMap<B, VecDeque<i64>>,
}

impl<B> Default for Usage<B> {
    fn default() -> Self {
        Usage {
            spent: BTreeMap::new(),
        }
    }
}

impl<B: Ord> Usage<B> {
    /// Spends one of `limit` requests in `window` seconds; a refused one costs nothing. Gives what is left, or
    /// the seconds until there is one again.
    pub fn take(
        &mut self,
        now: Timestamp,
        budget: B,
        (limit, window): (u32, i64),
    ) -> Result<u32, i64> {
        let now = now.as_second();
        let spent = self.spent.entry(budget).or_default();
        while spent.front().is_some_and(|&at| at <= now - window) {
            spent.pop_front();
        }
        let used = u32::try_from(spent.len()).unwrap_or(u32::MAX);
        if used >= limit {
            let oldest = spent.front().copied().unwrap_or(now);
            return Err((oldest + window - now).max(1));
        }
        spent.push_back(now);
        Ok(limit - used - 1)
    }
}

impl Usage<Budget> {
    /// Spends one request of the account. Gives what is left.
    pub fn spend(
        &mut self,
        now: Timestamp,
        budget: Budget,
        limits: &Limits,
    ) -> Result<u32, Response> {
        self.take(now, budget, budget.allowance(limits))
            .map_err(Response::too_many)
    }

    /// Requests of the last minute, all agents together.
    pub fn last_minute(&self, now: Timestamp) -> usize {
        let now = now.as_second();
        self.spent
            .get(&Budget::Account)
            .map_or(0, |spent| spent.iter().filter(|&&at| at > now - 60).count())
    }
}
