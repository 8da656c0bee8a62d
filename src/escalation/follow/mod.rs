//! What becomes of an issue after it was filed, and what its customers do not know yet.
//!
//! A state machine, `handle(now, event) -> effects`, with one [record](record::Record) per issue, however many tickets
//! wait for it. GitLab is asked sparingly:
//!
//! - one issue after the other, at most so many in a minute, each less often the longer nothing happened ([`pace`]);
//! - with the `ETag` of the answer before, which costs GitLab next to nothing where nothing changed;
//! - about merge requests and moves only when the issue itself has changed.
//!
//! That an issue is about to be asked for is kept before it is, so that a background that is killed again and again asks
//! no more often. What an answer says is kept when all of it is known, so that no change is lost between two requests.
//!
//! A customer is to be told whatever differs from what they were told last: it is said until somebody says
//! that they did, however often it was looked at.

mod events;
mod learn;
mod named;
mod pace;
mod record;
mod show;
mod wire;

use crate::{
    escalation::outbox::{Answer, Key, Verdict, View},
    gitlab::{self, Request},
    ticket::TicketId,
    time::{HOUR, MINUTE, Time},
    words::Words,
};
pub use events::{Effect, Event, Settings};
use learn::{Found, Outcome};
pub use named::named;
pub use record::{Place, State, Trouble};
use record::{Record, Ticket};
pub use show::Line;
pub use wire::Ask;

/// An issue that is being asked for.
#[derive(Debug)]
struct Check {
    id: u64,
    /// Of the record: none goes before this background does.
    index: usize,
    step: Step,
}

/// What is being asked.
#[derive(Debug)]
enum Step {
    Issue,
    Merges(Found),
    NewPlace(Found),
}

/// GitLab is left alone for so long after a failure of any kind, seconds.
const BREATH: i64 = MINUTE;
/// A background that was killed with a request under way is woken after this long.
const WATCH: i64 = 5 * MINUTE;

/// So many issues that tickets name are remembered until somebody opens these: some lists' worth.
const NAMED: usize = 500;

/// See the module's text.
#[derive(Debug)]
pub struct Follow {
    settings: Settings,
    words: Words,
    /// Spreads out what failed together.
    install: u64,
    /// `None` until what was kept is read. A few dozen: a map would be ten times the code.
    records: Option<Vec<Record>>,
    /// Said before that.
    early: Vec<Event>,
    check: Option<Check>,
    /// Issues that tickets name which nobody has opened yet, of this background.
    named: Vec<(Key, Place)>,
    /// Nothing is asked before.
    hold: Option<Time>,
    alarm: Option<Time>,
    last_id: u64,
}

impl Follow {
    /// A background that knows nothing yet and says everything in `words`. `install` is a number that this browser keeps
    /// for good.
    #[must_use]
    pub fn new(settings: Settings, words: Words, install: u64) -> Self {
        Self {
            settings,
            words,
            install,
            records: None,
            early: Vec::new(),
            check: None,
            named: Vec::new(),
            hold: None,
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

    /// Of all tickets.
    pub fn lines(&self) -> impl Iterator<Item = Line> {
        let records = self.records.iter().flatten();
        records.flat_map(|record| {
            let lines = record.tickets.iter();
            lines.map(|ticket| Line::of(record, ticket, self.words))
        })
    }

    fn happen(&mut self, now: Time, event: Event, effects: &mut Vec<Effect>) {
        if self.records.is_none() {
            match event {
                Event::Recalled(kept) => self.recall(now, kept, effects),
                Event::Changed(settings) => self.settings = *settings,
                event => self.early.push(event),
            }
            return;
        }
        match event {
            Event::Recalled(_) => {}
            Event::Woken => self.alarm = None,
            Event::Changed(settings) => self.settings = *settings,
            Event::Shown(view) => self.link(now, &view, effects),
            Event::Named { host, found } => self.name(&host, found),
            Event::Seen { host, tickets } => {
                let is_seen =
                    |key: &Key| key.host == host && tickets.contains(&key.ticket.to_string());
                while let Some(at) = self.named.iter().position(|(key, _)| is_seen(key)) {
                    let (key, place) = self.named.swap_remove(at);
                    // It may have changed long ago: the first look is not put off.
                    let since = now.plus(-pace::FIRST);
                    self.add(since, key, place, None, effects);
                }
                for record in self.records.iter_mut().flatten() {
                    record.wanted = record.tickets.iter().any(|one| is_seen(&one.key));
                }
            }
            Event::Answered { id, answer, etag } => {
                if let Some(check) = self.check.take_if(|check| check.id == id) {
                    self.take(now, check, &answer, etag, effects);
                }
            }
            Event::Told { key, tell } => self.change(&key, Some(&tell), effects),
            Event::Hide { key } => self.change(&key, None, effects),
        }
    }

    fn recall(&mut self, now: Time, kept: Vec<(String, String)>, effects: &mut Vec<Effect>) {
        let mut records = Vec::new();
        for (name, text) in kept {
            match Record::read(&name, &text) {
                Some(record) if !record.is_forgotten(now) => records.push(record),
                // What cannot be read is found again by the escalations that are remembered.
                _ => effects.push(Effect::Forget { name }),
            }
        }
        self.records = Some(records);
        for event in std::mem::take(&mut self.early) {
            self.happen(now, event, effects);
        }
    }

    /// An issue that was filed and linked is followed from now on.
    fn link(&mut self, now: Time, view: &View, effects: &mut Vec<Effect>) {
        let (origin, key) = (&self.settings.gitlab, &view.key);
        let filed = view.url.as_deref().filter(|_| view.code == "VG-FILED");
        let Some(iid) = filed.and_then(|url| gitlab::linked_issue(url, origin, &key.project))
        else {
            return;
        };
        let place = Place {
            project: key.project.clone(),
            iid,
        };
        let told = Some((State::Open, place.clone()));
        self.add(now, key.clone(), place, told, effects);
    }

    /// Issues that tickets name. A ticket that names another one by now has both.
    fn name(&mut self, host: &str, found: Vec<(TicketId, Place)>) {
        for (ticket, place) in found {
            let key = Key {
                host: host.to_owned(),
                ticket,
                project: place.project.clone(),
            };
            let is_it = |(one, _): &(Key, Place)| one.ticket == key.ticket && one.host == key.host;
            let known = self.named.iter().position(is_it);
            let oldest = (self.named.len() >= NAMED).then_some(0);
            if let Some(at) = known.or(oldest) {
                self.named.remove(at);
            }
            self.named.push((key, place));
        }
    }

    /// A ticket waits for the issue from now on.
    fn add(
        &mut self,
        now: Time,
        key: Key,
        place: Place,
        told: Option<(State, Place)>,
        effects: &mut Vec<Effect>,
    ) {
        let origin = &self.settings.gitlab;
        let Some(records) = &mut self.records else {
            return;
        };
        let name = place.to_string();
        // It may have come there from another place, or gone from there.
        let at = records
            .iter()
            .position(|record| record.place == place || record.name == name)
            .unwrap_or_else(|| {
                records.push(Record::new(origin, place, now));
                records.len() - 1
            });
        if let Some(record) = records.get_mut(at)
            && record.tickets.iter().all(|one| one.key != key)
        {
            record.tickets.push(Ticket {
                key,
                told,
                hidden: false,
            });
            effects.push(record.save());
        }
    }

    /// The customer was told this, or else it is not to be listed any more.
    fn change(&mut self, key: &Key, tell: Option<&str>, effects: &mut Vec<Effect>) {
        let words = self.words;
        for record in self.records.iter_mut().flatten() {
            let (state, place) = (record.state.clone(), record.place.clone());
            let is_said =
                |ticket: &Ticket| Some(Line::of(record, ticket, words).tell.as_str()) == tell;
            let Some(at) = record.tickets.iter().position(|one| one.key == *key) else {
                continue;
            };
            let is_told = record.tickets.get(at).is_some_and(is_said);
            if let Some(ticket) = record.tickets.get_mut(at) {
                ticket.hidden |= tell.is_none();
                if is_told {
                    ticket.told = Some((state, place));
                }
            }
            effects.push(record.save());
            let host = key.host.clone();
            effects.push(Effect::Show { host });
        }
    }

    /// Looks at the issue whose time has come, or says when that is.
    fn go_on(&mut self, now: Time, effects: &mut Vec<Effect>) {
        if self.check.is_some() {
            return;
        }
        let (settings, install) = (&self.settings.follow, self.install);
        let mut next: Option<(Time, usize)> = None;
        for (index, record) in self.records.iter().flatten().enumerate() {
            let mut due = record.due(settings, install, now);
            if record.wanted && record.may(settings, install, now) <= now {
                due = Some(now);
            }
            if let Some(due) = due.filter(|_| record.gitlab == self.settings.gitlab)
                && next.is_none_or(|(soonest, _)| due < soonest)
            {
                next = Some((due, index));
            }
        }
        let Some((due, index)) = next else {
            return;
        };
        let at = due.max(self.free_at(now));
        if at <= now {
            self.begin(now, index, effects);
        } else if self.alarm != Some(at) {
            self.alarm = Some(at);
            effects.push(Effect::SetAlarm { at });
        }
    }

    /// When something may be asked, all issues together.
    fn free_at(&self, now: Time) -> Time {
        let records = self.records.iter().flatten();
        let (mut asked, mut first) = (0, now);
        for at in records.filter_map(|record| record.asked_at) {
            if (0..MINUTE).contains(&at.until(now)) {
                asked += 1;
                first = first.min(at);
            }
        }
        let free_at = match asked >= self.settings.follow.checks_per_minute {
            true => first.plus(MINUTE),
            false => now,
        };
        // One that lies far ahead was set before somebody set the clock back.
        let hold = self.hold.filter(|at| now.until(*at) <= 2 * HOUR);
        free_at.max(hold.unwrap_or(now))
    }

    fn begin(&mut self, now: Time, index: usize, effects: &mut Vec<Effect>) {
        let record = self.records.as_mut().and_then(|all| all.get_mut(index));
        let Some(record) = record else {
            return;
        };
        record.wanted = false;
        record.asked_at = Some(now);
        let (request, etag) = (
            gitlab::read_issue(&record.place.project, record.place.iid),
            record.etag.clone(),
        );
        effects.push(record.save());
        let at = now.plus(WATCH);
        self.alarm = Some(at);
        effects.push(Effect::SetAlarm { at });
        self.ask(index, Step::Issue, request, etag, effects);
    }

    fn ask(
        &mut self,
        index: usize,
        step: Step,
        request: Request,
        etag: Option<String>,
        effects: &mut Vec<Effect>,
    ) {
        self.last_id += 1;
        let id = self.last_id;
        self.check = Some(Check { id, index, step });
        effects.push(Effect::GitLab { id, request, etag });
    }

    fn take(
        &mut self,
        now: Time,
        check: Check,
        answer: &Answer,
        etag: Option<String>,
        effects: &mut Vec<Effect>,
    ) {
        let Some(record) = self
            .records
            .as_mut()
            .and_then(|all| all.get_mut(check.index))
        else {
            return;
        };
        let before = record.clone();
        let place = record.place.clone();
        let unchanged = matches!(answer, Answer::Http { status: 304, .. });
        let outcome = match (check.step, answer.verdict(now)) {
            (Step::Issue, _) if unchanged => Outcome::Same(None),
            (Step::Issue, Verdict::Good(body)) => match gitlab::progress(body) {
                None => Outcome::Failed(BREATH),
                Some(progress)
                    if record.seen_at.is_some()
                        && !progress.updated_at.is_empty()
                        && progress.updated_at == record.stamp =>
                {
                    Outcome::Same(etag)
                }
                Some(progress) => {
                    let moved = progress.moved;
                    let found = Found { progress, etag };
                    let (step, request) = match moved {
                        true => (
                            Step::NewPlace(found),
                            gitlab::notes_of(&place.project, place.iid, 1),
                        ),
                        false => (
                            Step::Merges(found),
                            gitlab::closed_by(&place.project, place.iid),
                        ),
                    };
                    self.ask(check.index, step, request, None, effects);
                    return;
                }
            },
            (Step::Merges(found), Verdict::Good(body)) => match gitlab::merges(body) {
                None => Outcome::Failed(BREATH),
                Some(merges) => Outcome::Found(found, merges),
            },
            // A token may be good for issues alone.
            (Step::Merges(found), Verdict::Refused(_)) => Outcome::Found(found, 0),
            (Step::NewPlace(found), Verdict::Good(body)) => {
                Outcome::Moved(found, gitlab::moved_to(body))
            }
            (Step::NewPlace(found), Verdict::Refused(_)) => Outcome::Moved(found, None),
            (Step::Issue, Verdict::Refused(401)) => Outcome::SignedOut,
            (Step::Issue, Verdict::Refused(403 | 404 | 410)) => Outcome::Hidden,
            (_, Verdict::Patience(seconds)) => Outcome::Failed(seconds),
            _ => Outcome::Failed(BREATH),
        };
        let hold = record.learn(now, outcome);
        effects.push(record.save());
        if record.is_news(&before) {
            let mut hosts: Vec<String> = Vec::new();
            for ticket in &record.tickets {
                if !hosts.contains(&ticket.key.host) {
                    hosts.push(ticket.key.host.clone());
                }
            }
            effects.extend(hosts.into_iter().map(|host| Effect::Show { host }));
        }
        self.hold = hold.map(|seconds| now.plus(seconds));
    }
}
