//! What people do, and what happens to their browsers.

use super::{
    scene::{Item, Scene},
    servers::{CONFIDENTIAL, HOST, token},
};
use vanguard::escalation::outbox::{Draft, Event, Key, Wish};

pub enum Act {
    Wish(usize, usize, WishKind),
    Kill(usize),
    Tab(bool),
    SetClock(i64),
    Sleep(i64),
    Restart { update: bool },
    CustomerReplies(usize),
    Close(usize),
    SignIn(bool),
}

#[derive(Clone, Copy)]
pub enum WishKind {
    File { undo: bool },
    Cancel,
    Retry,
    Dismiss,
}

impl Scene {
    /// What its person does, and what happens to it, in the first quarter of an hour.
    pub(super) fn plan_acts(&mut self, browser: usize) {
        // Clicks come close together, and agents often look at the same ticket at the same time.
        let first = if self.weather.swift || self.chance.percent(70) {
            0
        } else {
            self.below(300)
        };
        for click in 0..=self.below(2) {
            let at = first
                + if click == 0 {
                    self.below(3)
                } else {
                    self.below(40)
                };
            let undo = self.chance.percent(20);
            self.plan_wish(browser, at, WishKind::File { undo });
        }
        if self.chance.percent(20) {
            let at = first + self.below(120);
            self.plan_wish(browser, at, WishKind::Cancel);
        }
        for _ in 0..self.below(3) {
            let at = self.below(1_500);
            self.plan_wish(browser, at, WishKind::Retry);
        }
        for _ in 0..self.below(4) {
            let background = self.index(self.browsers[browser].backgrounds.len());
            // Most of them in the midst of it.
            let at = if self.chance.percent(70) {
                first + self.below(30)
            } else {
                self.below(900)
            };
            self.plan(browser, at, Act::Kill(background));
        }
        if self.chance.percent(25) {
            let at = self.below(200);
            self.plan(browser, at, Act::Tab(false));
            if self.chance.percent(70) {
                let again = at + self.below(400);
                self.plan(browser, again, Act::Tab(true));
            }
        }
        if self.chance.percent(15) {
            let hours = self.below(10) - 5;
            let by = hours * 3_600 + self.below(600) - 300;
            let at = self.below(400);
            self.plan(browser, at, Act::SetClock(by));
        }
        if self.chance.percent(15) {
            let (at, long) = (first + self.below(60), self.below(1_500));
            self.plan(browser, at, Act::Sleep(long));
        }
        if self.chance.percent(15) {
            let at = first + self.below(200);
            let update = self.chance.percent(50);
            self.plan(browser, at, Act::Restart { update });
        }
        for _ in 0..self.below(3) {
            let soon = if self.weather.swift { 4 } else { 60 };
            let (at, ticket) = (self.below(soon), self.index(self.keys.len()));
            self.plan(browser, at, Act::CustomerReplies(ticket));
        }
        if self.chance.percent(3) {
            let (at, ticket) = (self.below(60), self.index(self.keys.len()));
            self.plan(browser, at, Act::Close(ticket));
        }
        if self.chance.percent(8) {
            let at = self.below(60);
            self.plan(browser, at, Act::SignIn(false));
            let again = at + self.below(600);
            self.plan(browser, again, Act::SignIn(true));
        }
    }

    /// Some cancel, dismiss what is left of that, and some of them file it again, all before, between and after what the
    /// others press.
    pub(super) fn plan_dismissal(&mut self, browser: usize) {
        let (backgrounds, keys) = (self.browsers[browser].backgrounds.len(), self.keys.len());
        let chance = &mut self.second_thoughts;
        if !chance.percent(20) {
            return;
        }
        let mut below = |limit: usize| usize::try_from(chance.below(limit as u64)).expect("small");
        let (background, key, first) = (below(backgrounds), below(keys), below(1_500));
        let mut acts = vec![(first, WishKind::Cancel)];
        acts.extend((0..=below(2)).map(|_| (first + below(300), WishKind::Dismiss)));
        if below(100) < 30 {
            acts.push((first + below(400), WishKind::File { undo: false }));
        }
        for (after, wish) in acts {
            let after = i64::try_from(after).expect("small");
            self.plan(browser, after, Act::Wish(background, key, wish));
        }
    }

    pub(super) fn plan_wish(&mut self, browser: usize, after: i64, wish: WishKind) {
        let background = self.index(self.browsers[browser].backgrounds.len());
        let key = self.index(self.keys.len());
        self.plan(browser, after, Act::Wish(background, key, wish));
    }

    pub(super) fn plan(&mut self, browser: usize, after: i64, act: Act) {
        self.queue.push((self.now + after, Item::Act(browser, act)));
    }

    pub(super) fn act(&mut self, browser: usize, act: Act) {
        match act {
            Act::Wish(background, key, wish) => {
                let key = self.keys[key].clone();
                self.wish(browser, background, key, wish);
            }
            Act::Kill(background) => {
                self.tally.kills += 1;
                self.tell(|| format!("browser {browser}: background {background} is killed"));
                self.kill(browser, background);
            }
            Act::Tab(open) => self.set_tab(browser, open),
            Act::SetClock(by) => {
                self.tell(|| format!("browser {browser}: the clock is set by {by} s"));
                self.browsers[browser].skew += by;
                self.queue_alarms(browser);
            }
            Act::Sleep(long) => {
                self.tell(|| format!("browser {browser}: sleeps for {long} s"));
                self.browsers[browser].asleep_until = self.now + long;
            }
            Act::Restart { update } => self.restart(browser, update),
            Act::CustomerReplies(key) => {
                let ticket = self.keys[key].ticket.0;
                self.tell(|| format!("the customer replies on {ticket}"));
                self.servers.customer_replies(self.now, ticket);
            }
            Act::Close(key) => {
                let ticket = self.keys[key].ticket.0;
                self.tell(|| format!("{ticket} is closed"));
                self.servers.close(self.now, ticket);
            }
            Act::SignIn(signed_in) => {
                self.tell(|| format!("browser {browser}: signed in: {signed_in}"));
                self.sign_in(browser, signed_in);
            }
        }
    }

    pub(super) fn wish(&mut self, browser: usize, background: usize, key: Key, wish: WishKind) {
        let view = self.browsers[browser].views.get(&key);
        let takes_over = view.is_some_and(|view| view.code == "VG-CLAIM");
        let draft = Draft {
            title: "It is broken".into(),
            description: format!("## Summary\n\nhttps://{HOST}/agent/tickets/{}", key.ticket),
            labels: vec!["type::bug".into(), "customer".into()],
            confidential: key.ticket.0 == CONFIDENTIAL,
        };
        let wish = match wish {
            WishKind::File { undo } => Wish::File {
                draft: Box::new(draft),
                action: self.action,
                undo,
            },
            WishKind::Cancel => Wish::Cancel,
            WishKind::Retry => Wish::Retry,
            WishKind::Dismiss => Wish::Dismiss,
        };
        if takes_over && !matches!(wish, Wish::Cancel | Wish::Dismiss) {
            self.excuse(&key, "a claim is taken over");
        }
        if matches!(wish, Wish::Cancel) {
            *self.cancels.entry(key.clone()).or_default() += 1;
        }
        self.tell(|| format!("browser {browser}: {wish:?}"));
        self.say(browser, background, Event::Wished { key, wish });
    }

    pub(super) fn set_tab(&mut self, browser: usize, open: bool) {
        self.tell(|| format!("browser {browser}: a tab is open: {open}"));
        self.browsers[browser].tab = open;
        for background in 0..self.browsers[browser].backgrounds.len() {
            let host = HOST.to_owned();
            let event = match open {
                true => Event::TabReady { host },
                false => Event::TabsGone { host },
            };
            if self.browsers[browser].backgrounds[background].alive || open {
                self.say(browser, background, event);
            }
        }
    }

    /// The browser ends and begins again: alarms are gone, tabs come back.
    pub(super) fn restart(&mut self, browser: usize, update: bool) {
        self.tell(|| format!("browser {browser}: starts again, with an update: {update}"));
        for background in 0..self.browsers[browser].backgrounds.len() {
            self.kill(browser, background);
        }
        self.browsers[browser].alarms.clear();
        if update {
            for text in self.browsers[browser].kept.values_mut() {
                *text = of_an_older_version(text);
            }
        }
        if self.browsers[browser].asleep_until <= self.now {
            self.set_tab(browser, true);
        }
    }

    pub(super) fn sign_in(&mut self, browser: usize, signed_in: bool) {
        let agent = 100 + browser as u64;
        let cookie = self.servers.zendesk.sign_in(agent);
        self.servers.cookies[browser] = if signed_in { cookie } else { "none".into() };
        if let Some(token) = self.servers.gitlab.tokens.get_mut(&token(browser)) {
            token.revoked = !signed_in;
        }
    }

    /// People retry what waits for them, where that can help, and dismiss what cannot be helped; some take up again what they
    /// dismissed. False where nothing waits.
    pub(super) fn retry_all(&mut self, round: usize) -> bool {
        let mut any = false;
        for browser in 0..self.browsers.len() {
            for key in self.keys.clone() {
                let code = self.browsers[browser]
                    .views
                    .get(&key)
                    .map(|view| view.code.clone());
                let retries = self.browsers[browser]
                    .views
                    .get(&key)
                    .is_some_and(|view| view.retry);
                // Nobody does that for ever.
                let may = round < 3 && self.second_thoughts.percent(20);
                let wish = match code.as_deref() {
                    Some("VG-CLOSED" | "VG-STOPPED") => may.then_some(WishKind::Dismiss),
                    Some("VG-DISMISSED") => may.then_some(WishKind::File { undo: false }),
                    _ => retries.then_some(WishKind::Retry),
                };
                if let Some(wish) = wish {
                    any = true;
                    self.wish(browser, 0, key, wish);
                }
            }
        }
        any
    }
}

/// A record that knows nothing of what came later.
fn of_an_older_version(text: &str) -> String {
    let mut record: serde_json::Value = serde_json::from_str(text).expect("a record");
    let fields = record.as_object_mut().expect("a record");
    for later in ["failures", "young_stamp", "remarks", "misses", "labelled"] {
        fields.remove(later);
    }
    fields.insert("forgotten".into(), true.into());
    record.to_string()
}
