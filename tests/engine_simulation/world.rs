//! An agent with three tabs, an account that fails at random, and a browser that kills.

use crate::{
    common::{
        Account, Background, Chance, Sideload,
        background::{Answer, list, pane},
        noon,
    },
    rules::{Flight, Ledger},
};
use std::collections::BTreeMap;
use vanguard::{
    engine::protocol::{Explanation, Page, Plan},
    time::{DAY, HOUR, MINUTE, Time},
};

const TABS: [i32; 3] = [1, 2, 3];
const TICKETS: u64 = 60;

pub struct World {
    chance: Chance,
    now: Time,
    account: Account,
    background: Background,
    pages: BTreeMap<i32, Page>,
    flights: Vec<Flight>,
    ledger: Ledger,
    documents: u64,
    story: Vec<String>,
}

impl World {
    /// `unindexed`: percent of the tickets that the search does not find.
    pub fn new(seed: u64, sideload: Sideload, unindexed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let mut account = Account::new(sideload);
        account.unindexed = (1..=TICKETS)
            .filter(|_| chance.percent(unindexed))
            .collect();
        for id in 1..=TICKETS {
            let plan = chance.pick(&[
                "premium",
                "gold",
                "starter",
                "free",
                "no-org",
                "premium strategic",
            ]);
            let priority = chance.pick(&["urgent", "high", "normal", "low", "unset"]);
            let minutes = i64::try_from(chance.below(900)).expect("small") - 300;
            let clock = match chance.below(4) {
                0 => "clocks:none".to_owned(),
                1 => format!("frt:{minutes}m"),
                _ => format!("nrt:{minutes}m"),
            };
            account.put(
                id,
                &format!("{plan} {priority} {clock} replies:1 customer:-1h agent:-2h"),
                noon(),
            );
        }
        let mut world = Self {
            chance,
            now: noon(),
            account,
            background: Background::new(),
            pages: BTreeMap::new(),
            flights: Vec::new(),
            ledger: Ledger::default(),
            documents: 0,
            story: Vec::new(),
        };
        for tab in TABS {
            world.turn(tab);
            world.reload(tab);
        }
        world
    }

    /// The steps that led to a failure, the last ones.
    pub fn story(&self) -> String {
        self.story[self.story.len().saturating_sub(25)..].join("\n")
    }

    fn tell(&mut self, what: String) {
        self.story
            .push(format!("{:>6} s  {what}", noon().until(self.now)));
    }

    pub fn step(&mut self) {
        let tab = *self.chance.pick(&TABS);
        match self.chance.below(20) {
            0..4 => {
                self.turn(tab);
                self.look(tab, &[], false);
            }
            4..6 => drop(self.look(tab, &[], false)),
            6..13 => self.deliver(true),
            13 => self.pass(),
            14 => {
                let page = self.pages.get_mut(&tab).expect("three tabs");
                page.visible = !page.visible;
                self.look(tab, &[], false);
            }
            15 => {
                self.tell(format!("tab {tab} is reloaded"));
                self.reload(tab);
                self.look(tab, &[], false);
            }
            16 => {
                self.tell(format!("tab {tab} is closed"));
                self.background.close(self.now, tab);
                self.reload(tab);
            }
            17 => drop(self.look(tab, &[], true)),
            18 => self.kill(),
            _ => self.compare(),
        }
    }

    /// Another list or ticket in the same tab.
    fn turn(&mut self, tab: i32) {
        let first = 1 + self.chance.below(TICKETS - 12);
        let mut page = match self.chance.below(3) {
            0 => pane(first),
            _ => list(first..=first + self.chance.below(12)),
        };
        if let Some(before) = self.pages.get(&tab) {
            page.document.clone_from(&before.document);
            page.visible = before.visible;
        }
        self.pages.insert(tab, page);
    }

    /// The content script of a reloaded page knows nothing of what the old one asked.
    fn reload(&mut self, tab: i32) {
        self.documents += 1;
        let page = self.pages.get_mut(&tab).expect("three tabs");
        page.document = format!("document-{}", self.documents);
        self.flights.retain(|flight| flight.tab != tab);
    }

    fn kill(&mut self) {
        self.tell("the background is killed".into());
        self.background.kill();
        self.flights
            .iter_mut()
            .for_each(|flight| flight.forgotten = true);
    }

    fn pass(&mut self) {
        let longest = *self
            .chance
            .pick(&[5, MINUTE, 15 * MINUTE, 15 * MINUTE, 3 * HOUR]);
        let seconds = self.chance.below(u64::try_from(longest).expect("positive"));
        self.now = self.now.plus(i64::try_from(seconds).expect("small"));
        self.tell("time passes".into());
    }

    /// A look; one in eight does not survive it.
    fn look(&mut self, tab: i32, answers: &[(Answer, bool)], retry: bool) -> Option<Plan> {
        let page = self.pages.get(&tab).expect("three tabs").clone();
        let effects = if self.chance.percent(12) {
            self.chance.below(6)
        } else {
            99
        };
        let said: Vec<Answer> = answers.iter().map(|(answer, _)| answer.clone()).collect();
        let effects = usize::try_from(effects).expect("few");
        let kills = self.background.kills;
        let plan = self
            .background
            .look_for(effects, self.now, tab, &page, &said, retry);
        let killed = self.background.kills > kills;
        let Some(plan) = plan else {
            self.tell(format!(
                "tab {tab} looks, and the background is killed after {effects} effects"
            ));
            if retry {
                self.ledger.retried();
            }
            for (answer, _) in answers {
                self.ledger.may_have_taken(answer);
            }
            self.flights
                .iter_mut()
                .for_each(|flight| flight.forgotten = true);
            return None;
        };
        if retry {
            self.ledger.retried();
        }
        for (answer, good) in answers {
            self.ledger.took(self.now, answer, *good);
        }
        let asked: Vec<&str> = plan
            .requests
            .iter()
            .map(|request| request.errand.path.as_str())
            .collect();
        self.tell(format!(
            "tab {tab} looks at {:?}, retry {retry}, {} answers: asks {asked:?}",
            page.tickets,
            answers.len()
        ));
        self.ledger
            .check(self.now, tab, &page, &plan, &self.flights);
        for request in &plan.requests {
            self.flights.push(Flight {
                tab,
                request: request.clone(),
                since: self.now,
                forgotten: false,
            });
        }
        if killed {
            self.tell("the background is killed before it has kept all of it".into());
            for (answer, _) in answers {
                self.ledger.may_have_lost(answer);
            }
            self.flights
                .iter_mut()
                .for_each(|flight| flight.forgotten = true);
        }
        Some(plan)
    }

    /// One request on its way is answered, or fails, or is never heard of again.
    fn deliver(&mut self, faults: bool) {
        if self.flights.is_empty() {
            return;
        }
        let index =
            usize::try_from(self.chance.below(self.flights.len() as u64)).expect("an index");
        let Flight {
            tab,
            request,
            since,
            forgotten,
        } = self.flights.remove(index);
        // Made twice because of a kill, it is answered twice: the first answer settles both.
        let same = |flight: &&mut Flight| flight.tab == tab && flight.request == request;
        self.flights
            .iter_mut()
            .filter(same)
            .for_each(|flight| flight.forgotten = true);
        let good = Answer::ok(&request, self.account.answer(&request));
        let fault = if faults { self.chance.below(24) } else { 99 };
        let date = self.now.0
            + if faults && self.chance.percent(10) {
                5 * HOUR
            } else {
                0
            };
        let answer = match fault {
            0 => Answer::status(&request, 0),
            1 => Answer::status(&request, 401),
            2 => Answer::status(&request, 403),
            3 => Answer {
                retry_after: Some(30.0),
                ..Answer::status(&request, 429)
            },
            4 => Answer::status(&request, 429),
            5 => Answer::status(&request, 503),
            6 => Answer::status(&request, 200),
            7 => Answer::ok(&request, ""),
            8 => Answer::status(&request, 404),
            9 => {
                return self.tell(format!(
                    "tab {tab}: no answer ever comes to {}",
                    request.errand.path
                ));
            }
            _ => Answer {
                date: Some(date * 1000),
                ..good
            },
        };
        let is_good = fault >= 9;
        self.tell(format!(
            "tab {tab}: {} answers {}",
            request.errand.path, answer.status
        ));
        if self.look(tab, &[(answer, is_good)], false).is_none() {
            // The content script's message got no reply: it has the answer still, and sends it again.
            self.flights.push(Flight {
                tab,
                request,
                since,
                forgotten,
            });
            self.flights
                .iter_mut()
                .for_each(|flight| flight.forgotten = true);
        }
    }

    /// At one moment a ticket has one score, whichever tab shows it.
    fn compare(&mut self) {
        let mut seen: BTreeMap<String, (u8, Explanation)> = BTreeMap::new();
        for tab in TABS {
            let mut page = self.pages[&tab].clone();
            page.visible = false;
            page.explained = (1..=TICKETS).map(|id| id.to_string()).collect();
            let plan = self.background.see(self.now, tab, &page);
            assert_eq!(plan.requests, [], "a hidden tab asks");
            for (badge, explanation) in plan.badges.into_iter().zip(plan.explanations) {
                assert_eq!(badge.id, explanation.id);
                let shown = (badge.score, explanation);
                let before = seen
                    .entry(badge.id.clone())
                    .or_insert_with(|| shown.clone());
                assert_eq!(*before, shown, "#{} in tab {tab}", badge.id);
            }
        }
    }

    /// Faults are over: every ticket on view gets its badge within a few looks.
    pub fn recover(&mut self) {
        self.tell("faults are over".into());
        self.flights.clear();
        self.now = self.now.plus(DAY);
        for tab in TABS {
            self.pages.get_mut(&tab).expect("three tabs").visible = true;
            while self.look(tab, &[], true).is_none() {}
        }
        for _ in 0..40 {
            self.deliver(false);
            if self.flights.is_empty() {
                for tab in TABS {
                    while self.look(tab, &[], false).is_none() {}
                }
            }
        }
        for tab in TABS {
            let page = self.pages[&tab].clone();
            let plan = self.background.see(self.now, tab, &page);
            let on_view = page.tickets.iter().chain(&page.active).chain(&page.tabs);
            for id in on_view {
                let badge = plan.badges.iter().find(|badge| badge.id == *id);
                let badge = badge.unwrap_or_else(|| panic!("tab {tab}: #{id} has no badge"));
                assert!(!badge.stale, "tab {tab}: #{id} is stale");
                let shows_sla = self.account.sideload != Sideload::TicketOnly
                    && !self.account.unindexed.contains(&id.parse().expect("an id"));
                assert!(!badge.estimated || !shows_sla, "tab {tab}: #{id}");
            }
            assert_eq!(plan.status.map(|status| status.what), None, "tab {tab}");
        }
        self.compare();
    }
}
