//! A browser around the engine: runs its effects as the shell does, and can kill it. Messages go
//! through JSON text, as they do between the content script and the background.

use super::Account;
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};
use vanguard::{
    engine::{
        Effect, Engine, Event, Queue,
        protocol::{ApiRequest, Badge, Explanation, Look, Page, Place, Plan},
    },
    schedule::Zone,
    settings::Settings,
    time::Time,
    words::english,
};

pub const HOST: &str = "gitlab.zendesk.com";

pub struct Background {
    settings: String,
    engine: Engine,
    /// The browser's storage for the session.
    pub kept: BTreeMap<String, String>,
    /// What the toolbar shows, by tab.
    pub toolbar: BTreeMap<i32, usize>,
    /// Tabs that were told to look again.
    pub replans: Vec<i32>,
    /// How often it was killed so far.
    pub kills: usize,
}

/// What came of a request, as the content script tells it.
#[derive(Clone, Debug)]
pub struct Answer {
    pub request: ApiRequest,
    pub status: u16,
    pub retry_after: Option<f64>,
    pub date: Option<i64>,
    pub body: Option<String>,
}

impl Answer {
    pub fn ok(request: &ApiRequest, body: impl Into<String>) -> Self {
        Self {
            body: Some(body.into()),
            ..Self::status(request, 200)
        }
    }

    /// An answer that is no JSON.
    pub fn status(request: &ApiRequest, status: u16) -> Self {
        Self {
            request: request.clone(),
            status,
            retry_after: None,
            date: None,
            body: None,
        }
    }

    fn message(&self) -> Value {
        // A whole number is written without a fraction, as JavaScript does.
        let retry_after = self.retry_after.map(|seconds| match seconds.fract() {
            0.0 => format!("{seconds:.0}").parse().unwrap_or(json!(seconds)),
            _ => json!(seconds),
        });
        json!({
            "request": self.request, "status": self.status, "retryAfter": retry_after,
            "date": self.date, "body": self.body,
        })
    }
}

impl Background {
    pub fn new() -> Self {
        Self::with("{}")
    }

    pub fn with(settings: &str) -> Self {
        Self {
            engine: engine(settings, 7),
            settings: settings.into(),
            kept: BTreeMap::new(),
            toolbar: BTreeMap::new(),
            replans: Vec::new(),
            kills: 0,
        }
    }

    /// What the popup is told, from the storage alone.
    pub fn queue(&self, now: Time, tab: Option<i32>) -> Option<Queue> {
        let read = |keys: Vec<String>| {
            let found = keys.into_iter().filter_map(|key| {
                let text = self.kept.get(&key)?.clone();
                Some((key, text))
            });
            found.collect::<Vec<_>>()
        };
        let mut kept = read(vec![Queue::key(HOST, tab)]);
        let list = kept.first()?.1.clone();
        kept.extend(read(Queue::keys(HOST, &list)));
        self.engine.queue(now, tab, HOST, &kept)
    }

    /// The browser ends the background: nothing but what was kept is left.
    pub fn kill(&mut self) {
        self.kills += 1;
        self.engine = engine(&self.settings, 8);
    }

    pub fn close(&mut self, now: Time, tab: i32) {
        self.run(now, Event::TabClosed { tab }, usize::MAX);
    }

    /// A look without answers.
    pub fn see(&mut self, now: Time, tab: i32, page: &Page) -> Plan {
        self.look(now, tab, page, &[], false)
    }

    /// A look that brings an answer.
    pub fn tell(&mut self, now: Time, tab: i32, page: &Page, answer: Answer) -> Plan {
        self.look(now, tab, page, &[answer], false)
    }

    /// "Try again".
    pub fn retry(&mut self, now: Time, tab: i32, page: &Page) -> Plan {
        self.look(now, tab, page, &[], true)
    }

    /// Looks, with every request answered by `account`, until nothing is asked any more. Returns
    /// the last plan and the paths asked for.
    pub fn load(
        &mut self,
        now: Time,
        tab: i32,
        page: &Page,
        account: &Account,
    ) -> (Plan, Vec<String>) {
        let mut asked = Vec::new();
        let mut plan = self.see(now, tab, page);
        while !plan.requests.is_empty() {
            assert!(asked.len() < 20, "it goes on asking: {asked:#?}");
            asked.extend(
                plan.requests
                    .iter()
                    .map(|request| request.errand.path.clone()),
            );
            let answer = |request| Answer::ok(request, account.answer(request));
            let answers: Vec<Answer> = plan.requests.iter().map(answer).collect();
            plan = self.look(now, tab, page, &answers, false);
        }
        (plan, asked)
    }

    pub fn look(
        &mut self,
        now: Time,
        tab: i32,
        page: &Page,
        answers: &[Answer],
        retry: bool,
    ) -> Plan {
        self.look_for(usize::MAX, now, tab, page, answers, retry)
            .expect("a look is answered")
    }

    /// A look whose background is killed after so many effects, if there are as many; `None` where that
    /// is before the answer left.
    pub fn look_for(
        &mut self,
        effects: usize,
        now: Time,
        tab: i32,
        page: &Page,
        answers: &[Answer],
        retry: bool,
    ) -> Option<Plan> {
        let answers: Vec<Value> = answers.iter().map(Answer::message).collect();
        let message =
            json!({ "kind": "look", "page": message_of(page), "answers": answers, "retry": retry });
        let look = Look::read(&message.to_string()).expect("the protocol's own message");
        self.run_look(effects, now, tab, look)
    }

    /// A look that does not go through text.
    pub fn run_look(&mut self, effects: usize, now: Time, tab: i32, look: Look) -> Option<Plan> {
        let event = Event::Looked {
            tab,
            host: HOST.into(),
            look: Box::new(look),
        };
        self.run(now, event, effects)
    }

    fn run(&mut self, now: Time, event: Event, effects: usize) -> Option<Plan> {
        let mut answer = None;
        let mut done = 0;
        let mut waiting: VecDeque<Effect> = self.engine.handle(now, event.clone()).into();
        while let Some(effect) = waiting.pop_front() {
            if done == effects {
                self.kill();
                return answer;
            }
            done += 1;
            match effect {
                Effect::Recall { keys } => {
                    let Event::Looked { tab, host, look } = event.clone() else {
                        panic!("only a look recalls")
                    };
                    let kept = |key: &String| Some((key.clone(), self.kept.get(key)?.clone()));
                    let found = keys.iter().filter_map(kept).collect();
                    let recalled = Event::Recalled {
                        tab,
                        host,
                        look,
                        keys,
                        found,
                    };
                    waiting.extend(self.engine.handle(now, recalled));
                }
                Effect::Save { entries } => {
                    // Lost if it is killed in between, and what is lost is asked for again.
                    for (key, _) in &entries {
                        assert_eq!(
                            key.starts_with("ticket/"),
                            answer.is_some(),
                            "facts are kept after the answer, all else before it: {key}"
                        );
                    }
                    self.kept.extend(entries);
                }
                Effect::Toolbar { tab, urgent } => drop(self.toolbar.insert(tab, urgent)),
                Effect::Answer(plan) => {
                    answer = Some(*plan);
                    let Event::Looked { tab, .. } = event else {
                        panic!("only a look is answered")
                    };
                    waiting.extend(self.engine.handle(now, Event::Answered { tab }));
                }
                Effect::Replan { tab } => self.replans.push(tab),
            }
        }
        answer
    }
}

/// A background that has just been started.
pub fn engine(settings: &str, seed: u64) -> Engine {
    let settings = Settings::parse(settings).expect("the settings can be used");
    Engine::new(settings, Zone::utc(), english, seed).expect("the rules can be used")
}

fn message_of(page: &Page) -> Value {
    let place = match page.place {
        Place::List => "list",
        Place::Ticket => "ticket",
        Place::Other => "other",
    };
    json!({
        "document": page.document, "place": place, "tickets": page.tickets, "active": page.active,
        "tabs": page.tabs, "explained": page.explained, "visible": page.visible,
    })
}

/// A visible list.
pub fn list(ids: impl IntoIterator<Item = u64>) -> Page {
    Page {
        document: "first".into(),
        place: Place::List,
        tickets: ids.into_iter().map(|id| id.to_string()).collect(),
        visible: true,
        ..Page::default()
    }
}

/// A visible ticket, open in a tab of its own.
pub fn pane(id: u64) -> Page {
    Page {
        document: "first".into(),
        place: Place::Ticket,
        active: Some(id.to_string()),
        tabs: vec![id.to_string()],
        visible: true,
        ..Page::default()
    }
}

/// The same page with its explanations on view.
pub fn explained(mut page: Page) -> Page {
    page.explained.clone_from(&page.tickets);
    page.explained.extend(page.active.clone());
    page
}

pub fn explanation(plan: &Plan, id: u64) -> &Explanation {
    let id = id.to_string();
    let found = plan.explanations.iter().find(|one| one.id == id);
    found.unwrap_or_else(|| panic!("no explanation of #{id}: {:?}", plan.explanations))
}

pub fn badge(plan: &Plan, id: u64) -> &Badge {
    let id = id.to_string();
    let found = plan.badges.iter().find(|badge| badge.id == id);
    found.unwrap_or_else(|| panic!("no badge for #{id}: {:?}", plan.badges))
}
