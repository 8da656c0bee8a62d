//! One seed: agents, their browsers, both servers, and everything that happens to them.

use super::{
    browser::Browser,
    chance::Chance,
    effects::name,
    people::Act,
    servers::{CONFIDENTIAL, FIELD, Fate, HOST, ORIGIN, PROJECT, Servers, Weather},
};
use standin::world::Request;
use std::collections::BTreeMap;
use vanguard::{
    escalation::outbox::{Action, Answer, Event, Key, Rules, Settings, Wish},
    ticket::TicketId,
    time::Time,
};

/// A Wednesday at noon.
const NOON: i64 = 1_772_625_600;
/// Things go wrong for so long.
const TROUBLE: i64 = 1_800;
const MOST_STEPS: u32 = 20_000;
/// So often people press "Retry" when all is well again.
const ROUNDS: usize = 8;

/// The protocol under test; [`Protocol::WHOLE`] is the one that ships.
#[derive(Clone, Copy)]
pub struct Protocol {
    pub rules: Rules,
    /// The browser's exclusive lock.
    pub lock: bool,
}

impl Protocol {
    pub const WHOLE: Self = Self {
        rules: Rules::ALL,
        lock: true,
    };
}

pub struct Scene {
    pub(super) chance: Chance,
    /// Of its own, so that everything else about a seed stays as it is.
    pub(super) second_thoughts: Chance,
    pub(super) now: i64,
    pub(super) protocol: Protocol,
    pub(super) settings: Settings,
    pub(super) servers: Servers,
    pub(super) browsers: Vec<Browser>,
    pub(super) keys: Vec<Key>,
    pub(super) action: Action,
    pub(super) queue: Vec<(i64, Item)>,
    pub(super) weather: Weather,
    pub(super) steps: u32,
    /// Posts that arrived when they were given up on, and claims taken over: what cannot be excluded.
    pub(super) excused: BTreeMap<Key, u64>,
    /// How often somebody wanted it cancelled.
    pub(super) cancels: BTreeMap<Key, u64>,
    pub(super) tally: Tally,
    pub(super) violation: Option<String>,
    pub(super) story: Option<Vec<String>>,
}

/// What happened, in numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub requests: u64,
    pub failed: u64,
    pub kills: u64,
    pub filed: u64,
    pub cancelled: u64,
    pub needs_person: u64,
    pub dismissed: u64,
    pub repaired: u64,
}

pub enum Item {
    Turn(Life),
    Arrives(Box<Flight>),
    Reply(Life, Key, u64, Answer),
    Alarm(usize, Key, i64),
    Act(usize, Act),
}

#[derive(Clone, Copy)]
pub struct Life {
    pub(super) browser: usize,
    pub(super) background: usize,
    pub(super) life: u32,
}

pub struct Flight {
    pub(super) life: Life,
    pub(super) key: Key,
    pub(super) id: u64,
    pub(super) request: Request,
    pub(super) fate: Fate,
    pub(super) replies_at: i64,
    /// Makes an issue or a comment.
    pub(super) posts: bool,
}

impl Scene {
    pub fn new(seed: u64, settings: &Settings, protocol: Protocol, tells: bool) -> Self {
        let mut chance = Chance::new(seed);
        let now = NOON;
        let browsers = 1 + usize::from(chance.percent(60)) + usize::from(chance.percent(10));
        let tickets: &[u64] = if chance.percent(10) {
            &[11, CONFIDENTIAL]
        } else {
            &[11]
        };
        let mut servers = Servers::new(seed, now, browsers, tickets, &mut chance);
        let action = match chance.below(10) {
            0 | 1 => Action::CommentOn(servers.file_other(now - 500)),
            2 => Action::FileAfter(servers.file_other(now - 500)),
            3 => Action::Link(servers.file_other(now - 500)),
            _ => Action::File,
        };
        let key = |ticket: &u64| Key {
            host: HOST.into(),
            ticket: TicketId(*ticket),
            project: PROJECT.into(),
        };
        let mut scene = Self {
            now,
            protocol,
            settings: settings.clone(),
            servers,
            browsers: Vec::new(),
            keys: tickets.iter().map(key).collect(),
            action,
            queue: Vec::new(),
            weather: Weather::draw(&mut chance),
            steps: 0,
            excused: BTreeMap::new(),
            cancels: BTreeMap::new(),
            tally: Tally::default(),
            violation: None,
            story: tells.then(Vec::new),
            chance,
            second_thoughts: Chance::new(seed.rotate_left(32)),
        };
        for index in 0..browsers {
            let backgrounds = 1 + usize::from(scene.chance.percent(25));
            let install = scene.chance.next();
            let browser = Browser::new(install, backgrounds, settings, protocol.rules);
            scene.browsers.push(browser);
            scene.plan_acts(index);
            scene.plan_dismissal(index);
        }
        scene
    }

    pub(super) fn below(&mut self, limit: u64) -> i64 {
        i64::try_from(self.chance.below(limit)).expect("small")
    }

    pub(super) fn index(&mut self, of: usize) -> usize {
        usize::try_from(self.chance.below(of as u64)).expect("an index")
    }

    pub(super) fn tell(&mut self, what: impl FnOnce() -> String) {
        let after = self.now - NOON;
        if let Some(story) = &mut self.story {
            story.push(format!("{after:>5} s  {}", what()));
        }
    }

    pub fn story(&self) -> &[String] {
        self.story.as_deref().unwrap_or_default()
    }

    /// Trouble, then a world in which all is well and people look after what waits for them.
    pub fn run(&mut self) -> Result<Tally, String> {
        self.work_until(NOON + TROUBLE);
        self.recover();
        for round in 0..ROUNDS {
            self.work_until(i64::MAX);
            if self.steps >= MOST_STEPS {
                self.violation = Some("it does not come to an end".into());
            }
            if self.violation.is_some() || !self.retry_all(round) {
                break;
            }
        }
        if self.violation.is_none() {
            self.judge();
        }
        match self.violation.take() {
            Some(violation) => Err(violation),
            None => Ok(self.tally),
        }
    }

    pub(super) fn work_until(&mut self, end: i64) {
        while self.steps < MOST_STEPS && self.violation.is_none() {
            let Some(soonest) = self.queue.iter().map(|(at, _)| *at).min() else {
                break;
            };
            if soonest > end {
                break;
            }
            let due = self.queue.iter().filter(|(at, _)| *at == soonest).count();
            let chosen = self.chance.below(due as u64) as usize;
            let mut due = self
                .queue
                .iter()
                .enumerate()
                .filter(|(_, (at, _))| *at == soonest);
            let (place, _) = due.nth(chosen).expect("one of those counted");
            let (_, item) = self.queue.swap_remove(place);
            self.now = soonest.max(self.now);
            self.steps += 1;
            self.happen(item);
        }
        self.now = self.now.max(end.min(NOON + TROUBLE));
    }

    pub(super) fn happen(&mut self, item: Item) {
        let browser = match &item {
            Item::Turn(life) | Item::Reply(life, ..) => Some(life.browser),
            Item::Alarm(browser, ..) => Some(*browser),
            Item::Act(browser, Act::Wish(..) | Act::Tab(_)) => Some(*browser),
            Item::Arrives(_) | Item::Act(..) => None,
        };
        if let Some(browser) = browser
            && self.browsers[browser].asleep_until > self.now
        {
            self.queue.push((self.browsers[browser].asleep_until, item));
            return;
        }
        match item {
            Item::Turn(life) if self.lives(life) => self.turn(life),
            Item::Arrives(flight) => self.arrive(*flight),
            Item::Reply(life, key, id, answer) if self.lives(life) => {
                self.tell(|| format!("{}: answer {id}: {answer:?}", name(life)));
                self.say(
                    life.browser,
                    life.background,
                    Event::Answered { key, id, answer },
                );
            }
            Item::Alarm(browser, key, at) => self.ring(browser, key, at),
            Item::Act(browser, act) => self.act(browser, act),
            Item::Turn(_) | Item::Reply(..) => {}
        }
    }

    pub(super) fn lives(&self, life: Life) -> bool {
        self.browsers[life.browser].backgrounds[life.background].life == life.life
    }

    pub(super) fn life(&self, browser: usize, background: usize) -> Life {
        let life = self.browsers[browser].backgrounds[background].life;
        Life {
            browser,
            background,
            life,
        }
    }

    /// Says something to a background, which is started for it if it has to be.
    pub(super) fn say(&mut self, browser: usize, background: usize, event: Event) {
        let here = &mut self.browsers[browser];
        let now = Time(self.now + here.skew);
        let one = &mut here.backgrounds[background];
        if !one.alive {
            one.alive = true;
            if here.tab {
                let host = HOST.to_owned();
                one.todo
                    .extend(one.outbox.handle(now, Event::TabReady { host }));
            }
            for key in here.kept.keys() {
                let (key, wish) = (key.clone(), Wish::Resume);
                one.todo
                    .extend(one.outbox.handle(now, Event::Wished { key, wish }));
            }
        }
        one.todo.extend(one.outbox.handle(now, event));
        if !one.running && !one.todo.is_empty() {
            one.running = true;
            let life = self.life(browser, background);
            self.queue.push((self.now, Item::Turn(life)));
        }
    }

    /// Nothing fails any more, clocks are right, everybody is signed in and has a tab.
    pub(super) fn recover(&mut self) {
        self.tell(|| "all is well again".into());
        self.weather = Weather::CALM;
        self.queue
            .retain(|(_, item)| !matches!(item, Item::Act(..)));
        self.servers.zendesk.limits.updates_per_ten_minutes = 30;
        self.servers.gitlab.limits.writes_per_minute = 300;
        for browser in 0..self.browsers.len() {
            self.browsers[browser].asleep_until = self.now;
            self.browsers[browser].skew = 0;
            self.sign_in(browser, true);
            self.queue_alarms(browser);
            self.restart(browser, false);
        }
    }

    pub(super) fn expect(&mut self, holds: bool, what: impl FnOnce() -> String) {
        if !holds && self.violation.is_none() {
            self.violation = Some(what());
        }
    }

    /// The issue that a note on a ticket names.
    pub(super) fn issue_url(iid: u64) -> String {
        format!("{ORIGIN}/{PROJECT}/-/issues/{iid}")
    }

    pub(super) fn field(&self, ticket: u64) -> String {
        let field = self
            .servers
            .zendesk
            .ticket(ticket)
            .and_then(|one| one.custom_fields.get(&FIELD));
        field
            .and_then(|value| value.as_str())
            .unwrap_or_default()
            .to_owned()
    }
}
