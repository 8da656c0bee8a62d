//! 500 agents at work on one account, each with a background of their own: the real engine.
//!
//! They begin within half an hour. Per agent and hour: 6 list changes of 30 rows and 8 tickets opened, at random moments; 70 % of
//! the tickets of each were seen within the last ten minutes. Between them the agent stays where
//! they are, and the engine's own refreshes count in full. Of every eight tickets opened one is asked about: its component,
//! once in ten minutes, which reads the ticket and its comments. How often agents do that is an assumption, not a measurement.
//!
//! Not covered: requests of Zendesk's own pages and of other integrations, agents with several
//! visible windows, failures and their retries, and a morning on which everybody starts within the
//! same minute. Every tab is visible all the time, and a ticket seen by one agent is unknown to the
//! next; both ask more than real agents would.

use super::{Background, Chance, Sideload, background::list, background::pane, noon};
use std::{
    collections::{HashMap, VecDeque},
    thread,
};
use vanguard::{
    engine::protocol::{ApiAnswer, ApiRequest, Look, Page, RequestKind},
    time::{MINUTE, Time},
};

pub const AGENTS: u64 = 500;
const LIMIT: u32 = 700;
/// In minutes; each of them begins at a random moment of it, and knows nothing yet.
const MORNING: usize = 30;
const LISTS_AN_HOUR: f64 = 6.0;
const TICKETS_AN_HOUR: f64 = 8.0;
const ROWS: usize = 30;
/// Of the tickets opened, how many are asked about.
const ASKED_PER_MILLE: u64 = 125;
/// As `routes.ts` and `load.rs` of the review have it: what is known for less than ten minutes is not read again; the ticket,
/// and one page of a hundred comments.
const ASKED_FOR: i64 = 10 * MINUTE;
const READS: u32 = 2;
const SEEN_PERCENT: u64 = 70;
const SEEN_FOR: i64 = 10 * MINUTE;
const REFRESH: i64 = 10 * MINUTE;
const TICKETS: u64 = 5000;

/// Requests of all agents, minute by minute, from the moment the first of them begins.
pub struct Load(Vec<u32>);

impl Load {
    pub fn peak(&self) -> u32 {
        self.0.iter().max().copied().unwrap_or(0)
    }

    pub fn mean(&self) -> f64 {
        let day = self.0.get(MORNING..).unwrap_or_default();
        f64::from(day.iter().sum::<u32>()) / day.len() as f64
    }
}

/// So many hours of work, on as many threads as the machine has.
pub fn simulate(sideload: Sideload, hours: i64) -> Load {
    let minutes = MORNING + usize::try_from(hours * 60).expect("a number of minutes");
    let threads = thread::available_parallelism().map_or(1, |threads| threads.get() as u64);
    let add = |mut sum: Vec<u32>, more: Vec<u32>| {
        sum.iter_mut()
            .zip(more)
            .for_each(|(sum, more)| *sum += more);
        sum
    };
    let work = |thread: u64| {
        let seeds = (0..AGENTS).filter(move |agent| agent % threads == thread);
        seeds
            .map(|seed| Agent::new(seed, sideload, minutes).work())
            .fold(vec![0; minutes], add)
    };
    Load(thread::scope(|scope| {
        let threads: Vec<_> = (0..threads)
            .map(|thread| scope.spawn(move || work(thread)))
            .collect();
        let done = threads
            .into_iter()
            .map(|thread| thread.join().expect("no agent panics"));
        done.fold(vec![0; minutes], add)
    }))
}

struct Agent {
    chance: Chance,
    background: Background,
    sideload: Sideload,
    /// Tickets seen, with when, oldest first.
    seen: VecDeque<(Time, u64)>,
    /// Tickets asked about, with when.
    asked: HashMap<u64, Time>,
    page: Page,
    /// When the oldest ticket on view has to be asked for again.
    due: Option<Time>,
    minutes: Vec<u32>,
}

impl Agent {
    fn new(seed: u64, sideload: Sideload, minutes: usize) -> Self {
        Self {
            chance: Chance::new(seed),
            background: Background::new(),
            sideload,
            seen: VecDeque::new(),
            asked: HashMap::new(),
            page: Page::default(),
            due: None,
            minutes: vec![0; minutes],
        }
    }

    fn work(mut self) -> Vec<u32> {
        let end = noon().plus(i64::try_from(self.minutes.len()).expect("minutes") * MINUTE);
        let morning = MORNING as u64 * MINUTE.unsigned_abs();
        let start = noon().plus(self.chance.below(morning).cast_signed());
        let mut next_list = start.plus(self.chance.wait(LISTS_AN_HOUR));
        let mut next_ticket = start.plus(self.chance.wait(TICKETS_AN_HOUR));
        loop {
            let now = next_list.min(next_ticket).min(self.due.unwrap_or(end));
            if now >= end {
                return self.minutes;
            }
            if now == next_list {
                next_list = now.plus(self.chance.wait(LISTS_AN_HOUR));
                let rows: Vec<u64> = (0..ROWS).map(|_| self.choose(now)).collect();
                self.page = list(rows);
            } else if now == next_ticket {
                next_ticket = now.plus(self.chance.wait(TICKETS_AN_HOUR));
                let ticket = self.choose(now);
                self.page = pane(ticket);
                if self.chance.below(1_000) < ASKED_PER_MILLE {
                    self.ask_about(now, ticket);
                }
            }
            self.look(now);
        }
    }

    /// The chip of a ticket's header.
    fn ask_about(&mut self, now: Time, ticket: u64) {
        let before = self.asked.get(&ticket);
        if before.is_none_or(|before| before.until(now) >= ASKED_FOR) {
            self.asked.insert(ticket, now);
            self.count(now, READS);
        }
    }

    fn count(&mut self, now: Time, requests: u32) {
        let minute = usize::try_from(noon().until(now) / MINUTE).expect("after noon");
        self.minutes[minute] += requests;
    }

    /// A ticket seen lately, or any.
    fn choose(&mut self, now: Time) -> u64 {
        while self
            .seen
            .front()
            .is_some_and(|(at, _)| at.until(now) >= SEEN_FOR)
        {
            self.seen.pop_front();
        }
        if !self.seen.is_empty() && self.chance.percent(SEEN_PERCENT) {
            let index = self.chance.below(self.seen.len() as u64);
            return self.seen[usize::try_from(index).expect("an index")].1;
        }
        1 + self.chance.below(TICKETS)
    }

    fn look(&mut self, now: Time) {
        let mut answers = Vec::new();
        let plan = loop {
            let look = Look {
                page: self.page.clone(),
                answers,
                retry: false,
            };
            let plan = self
                .background
                .run_look(usize::MAX, now, 1, look)
                .expect("a look is answered");
            self.count(now, u32::try_from(plan.requests.len()).expect("few"));
            if plan.requests.is_empty() {
                break plan;
            }
            answers = plan
                .requests
                .iter()
                .map(|request| answer(request, self.sideload))
                .collect();
        };
        // Looks in between, at `replan_at`, repaint scores and ask nothing.
        let oldest = plan
            .badges
            .iter()
            .map(|badge| Time(badge.as_of / 1000))
            .min();
        self.due = oldest.map(|at| at.plus(REFRESH).max(now.plus(MINUTE)));
        let on_view = self.page.tickets.iter().chain(&self.page.active);
        self.seen
            .extend(on_view.filter_map(|id| Some((now, id.parse().ok()?))));
    }
}

fn answer(request: &ApiRequest, sideload: Sideload) -> ApiAnswer {
    let key = match request.errand.kind {
        RequestKind::Tickets => "tickets",
        RequestKind::Search => "results",
        RequestKind::SlaTicket => "policy_metrics",
    };
    const CLOCK: &str =
        r#"{"metric":"next_reply_time","stage":"active","breach_at":"2026-03-05T12:00:00Z"}"#;
    let with_sla = match sideload {
        Sideload::Works => true,
        Sideload::SearchOnly => key == "results",
        Sideload::TicketOnly => false,
    };
    let slas = if with_sla {
        format!(r#","slas":{{"policy_metrics":[{CLOCK}]}}"#)
    } else {
        String::new()
    };
    let ticket = |id: &String| {
        format!(r#"{{"id":{id},"status":"open","priority":"high","tags":["premium"]{slas}}}"#)
    };
    let records: Vec<String> = match request.errand.kind {
        RequestKind::SlaTicket => vec![CLOCK.into()],
        _ => request.errand.tickets.iter().map(ticket).collect(),
    };
    ApiAnswer {
        request: request.errand.clone(),
        status: 200,
        retry_after: None,
        date: None,
        body: Some(format!(
            r#"{{"{key}":[{}],"organizations":[],"metric_sets":[]}}"#,
            records.join(",")
        )),
    }
}

/// A kind of account, and how much of its limit all backgrounds together may use in a minute.
pub struct Account {
    pub name: &'static str,
    pub sideload: Sideload,
    pub budget_percent: u32,
}

/// Where the ticket's page alone shows SLAs, each ticket that is opened costs a request of its own: 67
/// a minute for all of them, on top of what the others cost. That account has a budget of its own.
pub const ACCOUNTS: [Account; 3] = [
    Account {
        name: "SLA sideload works",
        sideload: Sideload::Works,
        budget_percent: 25,
    },
    Account {
        name: "SLA sideload ignored",
        sideload: Sideload::SearchOnly,
        budget_percent: 25,
    },
    Account {
        name: "SLAs on the ticket's page alone",
        sideload: Sideload::TicketOnly,
        budget_percent: 40,
    },
];

/// Prints `figure | budget | verdict` for an account; whether the budget is kept.
pub fn report(account: &Account, hours: i64) -> bool {
    let &Account {
        name,
        sideload,
        budget_percent,
    } = account;
    let load = simulate(sideload, hours);
    let budget = LIMIT * budget_percent / 100;
    let verdict = |kept: bool| if kept { "ok" } else { "OVER BUDGET" };
    let what = format!("{AGENTS} agents, {hours} h, {name}");
    let (mean, peak) = (load.mean(), load.peak());
    println!(
        "{what}: mean {mean:.1} requests a minute | {budget} | {}",
        verdict(mean < f64::from(budget))
    );
    println!(
        "{what}: peak {peak} requests a minute | {budget} | {}",
        verdict(peak < budget)
    );
    peak < budget
}
