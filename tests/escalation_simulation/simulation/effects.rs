//! What backgrounds want done, and the network and the locks that do it.

use super::{
    scene::{Flight, Item, Life, Scene},
    servers::{Fate, HOST, PROJECT, TIMEOUT, answer, refusal, token},
};
use standin::world::Request;
use vanguard::{
    escalation::outbox::{Answer, Effect, Event, Key, Wish},
    time::Time,
};

impl Scene {
    /// A background does the next thing on its list.
    pub(super) fn turn(&mut self, life: Life) {
        let one = &mut self.browsers[life.browser].backgrounds[life.background];
        let Some(effect) = one.todo.pop_front() else {
            one.running = false;
            return;
        };
        let slow = i64::from(self.chance.percent(5));
        self.queue.push((self.now + slow, Item::Turn(life)));
        self.tell(|| format!("{}: {effect:?}", name(life)));
        let Life {
            browser,
            background,
            ..
        } = life;
        let here = &mut self.browsers[browser];
        match effect {
            Effect::Lock { key } => {
                let queue = here.locks.entry(key.clone()).or_default();
                queue.push_back(background);
                if queue.len() == 1 || !self.protocol.lock {
                    self.grant(browser, background, key);
                }
            }
            Effect::Unlock { key } => {
                let queue = here.locks.entry(key.clone()).or_default();
                let held = queue.iter().position(|one| *one == background);
                held.map(|place| queue.remove(place));
                if let (Some(next), true) = (queue.front().copied(), self.protocol.lock) {
                    self.grant(browser, next, key);
                }
            }
            Effect::Save { key, text } => drop(here.kept.insert(key, text)),
            Effect::SetAlarm { key, at } => {
                here.alarms.insert(key.clone(), at.0);
                let due = (at.0 - here.skew).max(self.now);
                self.queue.push((due, Item::Alarm(browser, key, at.0)));
            }
            Effect::Show(view) => drop(here.views.insert(view.key.clone(), *view)),
            Effect::GitLab {
                key,
                id,
                request,
                not_after,
            } => {
                let prefix = format!("/api/v4/projects/{}/issues", PROJECT.replace('/', "%2F"));
                self.expect(request.path.starts_with(&prefix), || {
                    format!("asks GitLab for {}", request.path)
                });
                let mut asked = Request::new(request.method.name(), "gitlab.com", &request.path)
                    .with_header("private-token", &token(browser));
                if let Some(body) = request.body {
                    asked = asked
                        .with_header("content-type", "application/json")
                        .with_body(body);
                }
                self.send(life, key, id, asked, not_after);
            }
            Effect::Zendesk {
                key,
                id,
                request,
                not_after,
            } => {
                let path = format!("/api/v2/tickets/{}", key.ticket);
                let fits = key.host == HOST
                    && (request.path.starts_with(&path) || request.path == "/api/v2/users/me.json");
                self.expect(fits, || format!("asks {} for {}", key.host, request.path));
                if !self.browsers[browser].tab {
                    let reply = Item::Reply(life, key, id, Answer::NotSent);
                    self.queue.push((self.now, reply));
                    return;
                }
                let cookie = &self.servers.cookies[browser];
                let mut asked = Request::new(request.method, HOST, &request.path)
                    .with_header("cookie", &format!("_zendesk_session={cookie}"));
                if let Some(token) = request.csrf {
                    asked = asked.with_header("x-csrf-token", &token);
                }
                if let Some(body) = request.body {
                    asked = asked.with_body(body);
                }
                self.send(life, key, id, asked, not_after);
            }
        }
    }

    pub(super) fn grant(&mut self, browser: usize, background: usize, key: Key) {
        let kept = self.browsers[browser].kept.get(&key).cloned();
        self.say(browser, background, Event::Locked { key, kept });
    }

    pub(super) fn send(
        &mut self,
        life: Life,
        key: Key,
        id: u64,
        request: Request,
        not_after: Time,
    ) {
        let local = self.now + self.browsers[life.browser].skew;
        if local > not_after.0 {
            self.queue
                .push((self.now, Item::Reply(life, key, id, Answer::NotSent)));
            return;
        }
        self.tally.requests += 1;
        let fate = Fate::draw(&mut self.chance, self.weather);
        self.tally.failed += u64::from(fate != Fate::Answered);
        let (there, back) = fate.delays(&mut self.chance, self.weather);
        if fate != Fate::Answered {
            self.tell(|| format!("{}: request {id} meets {fate:?}", name(life)));
        }
        let replies_at = self.now + (there + back).clamp(0, TIMEOUT);
        if fate.arrives() {
            let flight = Flight {
                posts: request.method == "POST",
                life,
                key,
                id,
                request,
                fate,
                replies_at,
            };
            self.queue
                .push((self.now + there, Item::Arrives(Box::new(flight))));
            return;
        }
        let answer = refusal(self.now, &fate);
        self.queue
            .push((replies_at, Item::Reply(life, key, id, answer)));
    }

    pub(super) fn arrive(&mut self, flight: Flight) {
        if flight.fate == Fate::Late && flight.posts {
            self.excuse(&flight.key, "a post arrives late");
        }
        let response = self.servers.handle(self.now, &flight.request);
        self.tell(|| {
            format!(
                "{} {} -> {}",
                flight.request.method, flight.request.path, response.status
            )
        });
        let answer = match flight.fate {
            Fate::LostAfter | Fate::Late => Answer::Lost,
            ref fate => answer(self.now, &response, fate),
        };
        let reply = Item::Reply(flight.life, flight.key, flight.id, answer);
        self.queue.push((flight.replies_at, reply));
    }

    pub(super) fn excuse(&mut self, key: &Key, why: &str) {
        self.tell(|| format!("not to be excluded: {why}"));
        *self.excused.entry(key.clone()).or_default() += 1;
    }

    /// An alarm goes off when the browser's own clock says so.
    pub(super) fn ring(&mut self, browser: usize, key: Key, at: i64) {
        let here = &mut self.browsers[browser];
        if here.alarms.get(&key) != Some(&at) || self.now + here.skew < at {
            return;
        }
        here.alarms.remove(&key);
        let background = self.index(self.browsers[browser].backgrounds.len());
        let wish = Wish::Resume;
        self.say(browser, background, Event::Wished { key, wish });
    }

    pub(super) fn kill(&mut self, browser: usize, background: usize) {
        let rules = self.protocol.rules;
        let free = self.browsers[browser].kill(background, &self.settings, rules);
        for key in free {
            let next = self.browsers[browser].locks[&key].front().copied();
            if let (Some(next), true) = (next, self.protocol.lock) {
                self.grant(browser, next, key);
            }
        }
    }

    pub(super) fn queue_alarms(&mut self, browser: usize) {
        let here = &self.browsers[browser];
        let due = |at: i64| (at - here.skew).max(self.now);
        let alarms = here.alarms.iter();
        let items = alarms.map(|(key, at)| (due(*at), Item::Alarm(browser, key.clone(), *at)));
        let items: Vec<_> = items.collect();
        self.queue.extend(items);
    }
}

pub(super) fn name(life: Life) -> String {
    format!("browser {} background {}", life.browser, life.background)
}
