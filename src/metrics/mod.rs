//! How the team is doing: the last 30 days by channel, counted by Zendesk's search in the agent's own session.
//!
//! A state machine, `handle(now, event) -> effects`. It begins when somebody looks, and asks sparingly:
//!
//! - one request after the other, [`BUDGET`] in an hour at most, whatever else happens;
//! - nothing where what is known is fresh enough, and no more once all of it is;
//! - what the account refuses is remembered for the round, and said beside the figure.
//!
//! That a request is about to leave is kept before it does, and what it brought before the next one, so that a
//! background that is killed again and again asks no more often and begins no figure twice that it has.

mod chart;
mod events;
mod figure;
mod record;
mod replies;
mod table;
mod wire;

use crate::{
    escalation::outbox::{Answer, Verdict, hold_after, jitter, spread},
    time::{DAY, HOUR, MINUTE, Time},
};
pub use chart::{Axis, Bar, Chart, Group, WIDTH, charts};
pub use events::{Effect, Event, Settings};
pub use figure::{Figure, Kind};
pub use record::{Halt, Round};
use record::{Record, query_of};
pub use replies::Replies;
pub use table::{Cell, Row, table};
pub use wire::{Ask, View};

/// Requests in an hour to one host.
pub const BUDGET: usize = 20;
/// What is counted reaches back so far, seconds.
pub const WINDOW: i64 = 30 * DAY;
/// A background that was killed with a request under way is woken after this long.
const WATCH: i64 = 5 * MINUTE;
/// After so many failures in a row it rests until somebody looks again.
const GIVEN_UP: u32 = 6;
/// Figures of a round that lie further apart than this are not of one time.
const ROUND: i64 = 6 * HOUR;

/// A figure that is being asked for.
#[derive(Debug)]
struct Check {
    id: u64,
    /// Of the record: none goes before this background does.
    index: usize,
    figure: usize,
}

/// See the module's text.
#[derive(Debug)]
pub struct Results {
    settings: Settings,
    /// Spreads out what failed together.
    install: u64,
    /// `None` until what was kept is read. One per host.
    records: Option<Vec<Record>>,
    /// Said before that.
    early: Vec<Event>,
    check: Option<Check>,
    alarm: Option<Time>,
    last_id: u64,
}

impl Results {
    /// A background that knows nothing yet. `install` is a number that this browser keeps for good.
    #[must_use]
    pub fn new(settings: Settings, install: u64) -> Self {
        Self {
            settings,
            install,
            records: None,
            early: Vec::new(),
            check: None,
            alarm: None,
            last_id: 0,
        }
    }

    /// What to do about `event`. Nothing else changes it.
    pub fn handle(&mut self, now: Time, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.happen(now, event, &mut effects);
        self.go_on(now, &mut effects);
        effects
    }

    /// What is known of a host.
    #[must_use]
    pub fn view(&self, now: Time, host: &str) -> View {
        let mut view = View {
            goal: self.settings.results.goal_percent,
            dashboard: self.settings.results.dashboard.clone(),
            ..View::default()
        };
        let mut records = self.records.iter().flatten();
        let Some(record) = records.find(|record| record.host == host) else {
            return view;
        };
        view.shown = record.done.clone().or_else(|| record.round.clone());
        view.halt = record.halt;
        if let Some(round) = &record.round {
            view.progress = Some(round.progress());
            let free_at = record.free_at(now);
            view.until = Some(free_at).filter(|at| *at > now && !record.parked);
        }
        view
    }

    fn happen(&mut self, now: Time, event: Event, effects: &mut Vec<Effect>) {
        if self.records.is_none() {
            match event {
                Event::Recalled(kept) => {
                    let read = |(host, text): (String, String)| Record::read(&host, &text);
                    self.records = Some(kept.into_iter().filter_map(read).collect());
                    for event in std::mem::take(&mut self.early) {
                        self.happen(now, event, effects);
                    }
                }
                Event::Changed(settings) => self.settings = *settings,
                event => self.early.push(event),
            }
            return;
        }
        match event {
            Event::Recalled(_) => {}
            Event::Woken => self.alarm = None,
            Event::Changed(settings) => self.settings = *settings,
            Event::Wanted { host, anew } => self.want(now, host, anew, effects),
            Event::Answered { id, answer } => {
                if let Some(check) = self.check.take_if(|check| check.id == id) {
                    self.take(now, &check, &answer, effects);
                }
            }
        }
    }

    /// Somebody looks.
    fn want(&mut self, now: Time, host: String, anew: bool, effects: &mut Vec<Effect>) {
        if !self.settings.hosts.contains(&host) {
            return;
        }
        let under_way = self.check.as_ref().map(|check| check.index);
        let channels = &self.settings.results.channels;
        let refresh = self.settings.results.refresh_hours.saturating_mul(HOUR);
        let Some(records) = &mut self.records else {
            return;
        };
        let known = records.iter().position(|record| record.host == host);
        let at = known.unwrap_or_else(|| {
            records.push(Record::new(host));
            records.len() - 1
        });
        let Some(record) = records.get_mut(at) else {
            return;
        };
        if under_way == Some(at) {
            return;
        }
        let query = query_of(channels);
        let is_fresh =
            |round: &Round, age: i64| round.query == query && is_recent(round.began, now, age);
        let is_new = match (&record.round, &record.done) {
            (Some(round), _) => !is_fresh(round, ROUND),
            (None, Some(done)) => anew || !is_fresh(done, refresh),
            (None, None) => true,
        };
        if is_new {
            record.round = Some(Round::new(now, channels));
        }
        if record.parked || is_new {
            (record.parked, record.failures) = (false, 0);
            record.halt = record.halt.filter(|_| record.hold.is_some());
            effects.push(record.save());
            effects.push(Effect::Show);
        }
    }

    /// Asks for what is missing, or says when that may be.
    fn go_on(&mut self, now: Time, effects: &mut Vec<Effect>) {
        if self.check.is_some() {
            return;
        }
        let query = query_of(&self.settings.results.channels);
        let mut next: Option<(Time, usize)> = None;
        for (index, record) in self.records.iter_mut().flatten().enumerate() {
            record.mind_the_clock(now);
            // It would be of other channels than its beginning.
            if record.round.as_ref().is_some_and(|it| it.query != query) {
                record.round = None;
            }
            if record.round.is_none()
                || record.parked
                || !self.settings.hosts.contains(&record.host)
            {
                continue;
            }
            let at = record.free_at(now);
            if next.is_none_or(|(soonest, _)| at < soonest) {
                next = Some((at, index));
            }
        }
        let Some((at, index)) = next else {
            return;
        };
        if at <= now {
            self.begin(now, index, effects);
        } else if self.alarm != Some(at) {
            self.alarm = Some(at);
            effects.push(Effect::SetAlarm { at });
        }
    }

    fn begin(&mut self, now: Time, index: usize, effects: &mut Vec<Effect>) {
        let record = self.records.as_mut().and_then(|all| all.get_mut(index));
        let Some(record) = record else {
            return;
        };
        let next = record.round.as_ref().and_then(|round| {
            let figure = round.next()?;
            Some((
                figure,
                round.request(figure, &self.settings.results.channels)?,
            ))
        });
        let Some((figure, request)) = next else {
            return;
        };
        record.note_request(now);
        effects.push(record.save());
        let at = now.plus(WATCH);
        self.alarm = Some(at);
        effects.push(Effect::SetAlarm { at });
        self.last_id += 1;
        let id = self.last_id;
        self.check = Some(Check { id, index, figure });
        let host = record.host.clone();
        effects.push(Effect::Zendesk { id, host, request });
    }

    fn take(&mut self, now: Time, check: &Check, answer: &Answer, effects: &mut Vec<Effect>) {
        let install = self.install;
        let record = self
            .records
            .as_mut()
            .and_then(|all| all.get_mut(check.index));
        let Some(record) = record else {
            return;
        };
        let kind = Kind::of(check.figure);
        match answer.verdict(now) {
            Verdict::Good(body) => match kind.read(body, now) {
                Some(figure) => record.learn(check.figure, figure),
                // A session that has ended is answered with a page for signing in.
                None if body.is_empty() => record.park(Halt::Session),
                None => record.fail(now, Halt::Unreadable, None, install),
            },
            Verdict::Refused(401) => record.park(Halt::Session),
            Verdict::Refused(status) => record.learn(check.figure, Figure::Refused(status)),
            Verdict::Patience(seconds) => {
                record.fail(now, Halt::RateLimited, Some(seconds), install);
            }
            Verdict::NotSent => {
                record.forget_request();
                record.park(Halt::NoTab);
            }
            Verdict::Conflict | Verdict::Unknown => {
                let halt = match answer {
                    Answer::Http { status, .. } => Halt::Server(*status),
                    _ => Halt::Network,
                };
                record.fail(now, halt, None, install);
            }
        }
        effects.push(record.save());
        effects.push(Effect::Show);
    }
}

impl Record {
    fn park(&mut self, halt: Halt) {
        (self.parked, self.halt, self.hold) = (true, Some(halt), None);
    }

    /// Held back for as long as was asked, or else the longer the more often it failed.
    fn fail(&mut self, now: Time, halt: Halt, asked: Option<i64>, install: u64) {
        self.failures = self.failures.saturating_add(1);
        let jitter = jitter(install, 0, self.failures);
        let seconds = match asked {
            Some(seconds) => spread(seconds, jitter),
            None => hold_after(self.failures, jitter),
        };
        self.halt = Some(halt);
        // One more: `now` is cut to whole seconds.
        self.hold = Some(now.plus(seconds + 1));
        self.parked = self.failures >= GIVEN_UP;
    }

    fn learn(&mut self, at: usize, figure: Figure) {
        (self.failures, self.halt, self.hold) = (0, None, None);
        let Some(round) = &mut self.round else {
            return;
        };
        round.learn(at, figure);
        if round.next().is_none() {
            self.done = self.round.take();
        }
    }
}

/// Whether `since` is less than `longest` ago. A moment in the future is from before somebody set the clock back.
fn is_recent(since: Time, now: Time, longest: i64) -> bool {
    (0..longest).contains(&since.until(now))
}
