//! One browser's outbox against the stand-in, one step at a time.

use crate::{
    chance::Chance,
    servers::{FIELD, Fate, HOST, PROJECT, Servers, answer, refusal, token},
};
use standin::{gitlab::Role, world::Request};
use vanguard::{
    escalation::outbox::{Action, Answer, Draft, Effect, Event, Key, Outbox, Settings, View, Wish},
    settings,
    ticket::TicketId,
    time::Time,
    words::english,
};

pub const TICKET: u64 = 11;
const NOON: i64 = 1_772_625_600;

pub struct Play {
    pub now: i64,
    pub servers: Servers,
    pub settings: Settings,
    outbox: Outbox,
    pub kept: Option<String>,
    pub view: Option<View>,
    alarm: Option<i64>,
    asked: Option<(u64, Request, &'static str)>,
    /// Every effect since the last step, by name.
    pub effects: Vec<String>,
    pub action: Action,
    pub draft: Draft,
    date: bool,
}

pub fn key() -> Key {
    Key {
        host: HOST.into(),
        ticket: TicketId(TICKET),
        project: PROJECT.into(),
    }
}

impl Play {
    pub fn new(settings: &str) -> Self {
        let text = format!(r#"{{"filing": {settings}}}"#);
        let team = settings::Settings::parse(&text).expect("settings");
        let settings = Settings::new(&team, vec![HOST.into()]);
        let mut servers = Servers::new(1, NOON, 2, &[TICKET], &mut Chance::new(3));
        servers.gitlab.search_lag_seconds = 0;
        servers.zendesk.limits.updates_per_ten_minutes = 30;
        servers.gitlab.limits.writes_per_minute = 300;
        let mut play = Self {
            now: NOON,
            servers,
            outbox: Outbox::new(settings.clone(), english, 7),
            settings,
            kept: None,
            view: None,
            alarm: None,
            asked: None,
            effects: Vec::new(),
            action: Action::File,
            draft: Draft {
                title: "It is broken".into(),
                description: "Text".into(),
                labels: vec!["type::bug".into(), "customer".into()],
                confidential: false,
            },
            date: true,
        };
        play.set_role(Role::Reporter);
        play.say(Event::TabReady { host: HOST.into() });
        play
    }

    /// Makes every agent a member of this kind.
    pub fn set_role(&mut self, role: Role) {
        let people: Vec<u64> = self.servers.gitlab.people.keys().copied().collect();
        for person in people {
            let project = self.servers.project;
            self.servers.gitlab.add_member(project, person, role);
        }
    }

    /// `event -> what it comes to`: the request that is made, or else the code of what is shown.
    pub fn step(&mut self, event: &str) -> String {
        self.effects.clear();
        self.now += 1;
        match event {
            "file" | "file with undo" => {
                let wish = Wish::File {
                    draft: Box::new(self.draft.clone()),
                    action: self.action,
                    undo: event != "file",
                };
                self.wish(wish);
            }
            "cancel" => self.wish(Wish::Cancel),
            "retry" => self.wish(Wish::Retry),
            "dismiss" => self.wish(Wish::Dismiss),
            "resume" => self.wish(Wish::Resume),
            "kill" => {
                self.outbox = Outbox::new(self.settings.clone(), english, 7);
                self.asked = None;
                self.say(Event::TabReady { host: HOST.into() });
                self.wish(Wish::Resume);
            }
            "tab" => self.say(Event::TabReady { host: HOST.into() }),
            "no tab" => self.say(Event::TabsGone { host: HOST.into() }),
            "closed" => self.servers.close(self.now, TICKET),
            "customer" => self.servers.customer_replies(self.now, TICKET),
            "claimed" => self.tag(&format!("{}_by_other", key().marker())),
            "unclaimed" => self.untag(),
            "no date" => self.date = false,
            "alarm" => self.ring(),
            "settings" => {
                self.settings.zendesk_hosts.clear();
                let settings = Box::new(self.settings.clone());
                self.say(Event::Changed(settings));
            }
            answer => self.answer(answer),
        }
        self.outcome()
    }

    fn outcome(&self) -> String {
        match (&self.asked, &self.view) {
            (Some((_, _, name)), _) => (*name).to_owned(),
            (None, Some(view)) => match self.alarm {
                Some(at) if at > self.now && view.until.is_some() => {
                    format!("{}, in {} s", view.code, at - self.now)
                }
                _ => view.code.to_string(),
            },
            (None, None) => String::new(),
        }
    }

    fn wish(&mut self, wish: Wish) {
        self.say(Event::Wished { key: key(), wish });
    }

    fn ring(&mut self) {
        self.now = self.now.max(self.alarm.take().unwrap_or_default());
        self.wish(Wish::Resume);
    }

    fn tag(&mut self, tag: &str) {
        let ticket = self.servers.zendesk.ticket_mut(TICKET).expect("the ticket");
        let tags = ticket.tags.clone();
        ticket.set_tags(tags.into_iter().chain([tag.to_owned()]));
    }

    fn untag(&mut self) {
        let ticket = self.servers.zendesk.ticket_mut(TICKET).expect("the ticket");
        ticket.tags.retain(|tag| !tag.ends_with("_by_other"));
    }

    /// The request on its way meets this.
    fn answer(&mut self, how: &str) {
        let (id, request, _) = self.asked.take().expect("a request");
        let fate = match how {
            "ok" => Fate::Answered,
            "lost" => Fate::LostAfter,
            "gone" => Fate::LostBefore,
            "half" => Fate::Truncated,
            "html" => Fate::Html,
            "502 after all" => Fate::HtmlAfter,
            "429 7" => Fate::Refused(429, Some("7")),
            "not sent" => {
                let answer = Answer::NotSent;
                return self.say(Event::Answered {
                    key: key(),
                    id,
                    answer,
                });
            }
            status => Fate::Refused(
                status.parse().unwrap_or_else(|_| panic!("`{status}`?")),
                None,
            ),
        };
        let mut answered = match fate.arrives() {
            false => refusal(self.now, &fate),
            true => {
                let response = self.servers.handle(self.now, &request);
                match fate {
                    Fate::LostAfter => Answer::Lost,
                    _ => answer(self.now, &response, &fate),
                }
            }
        };
        if let (Answer::Http { date, .. }, false) = (&mut answered, self.date) {
            *date = None;
        }
        let answer = answered;
        self.say(Event::Answered {
            key: key(),
            id,
            answer,
        });
    }

    fn say(&mut self, event: Event) {
        for effect in self.outbox.handle(Time(self.now), event) {
            match effect {
                Effect::Lock { key } => {
                    self.effects.push("lock".into());
                    let kept = self.kept.clone();
                    self.say(Event::Locked { key, kept });
                }
                Effect::Unlock { .. } => self.effects.push("unlock".into()),
                Effect::Save { text, .. } => {
                    let record: serde_json::Value = serde_json::from_str(&text).expect("a record");
                    let state = record["state"].as_str().expect("a state");
                    let unknown = if record["unknown"] == true {
                        ", may be posted"
                    } else {
                        ""
                    };
                    self.effects.push(format!("save {state}{unknown}"));
                    self.kept = Some(text);
                }
                Effect::SetAlarm { at, .. } => self.alarm = Some(at.0),
                Effect::Show(view) => self.view = Some(*view),
                Effect::GitLab { id, request, .. } => {
                    let mut asked =
                        Request::new(request.method.name(), "gitlab.com", &request.path)
                            .with_header("private-token", &token(0))
                            .with_header("content-type", "application/json");
                    asked.body = request.body.unwrap_or_default().into();
                    self.ask(id, asked);
                }
                Effect::Zendesk { id, request, .. } => {
                    let cookie = format!("_zendesk_session={}", self.servers.cookies[0]);
                    let mut asked = Request::new(request.method, HOST, &request.path)
                        .with_header("cookie", &cookie)
                        .with_header("x-csrf-token", &request.csrf.unwrap_or_default());
                    asked.body = request.body.unwrap_or_default().into();
                    self.ask(id, asked);
                }
            }
        }
    }

    fn ask(&mut self, id: u64, request: Request) {
        let name = name(&request);
        self.effects.push(name.into());
        assert!(
            self.asked.replace((id, request, name)).is_none(),
            "one at a time"
        );
    }

    pub fn issues(&self) -> Vec<&standin::gitlab::Issue> {
        let project = self.servers.gitlab.project(PROJECT).expect("the project");
        project.issues.values().collect()
    }

    pub fn notes(&self) -> Vec<String> {
        let ticket = self.servers.zendesk.ticket(TICKET).expect("the ticket");
        let notes = ticket.comments.iter().filter(|comment| !comment.public);
        notes.map(|note| note.body.clone()).collect()
    }

    pub fn ticket(&self) -> &standin::world::Ticket {
        self.servers.zendesk.ticket(TICKET).expect("the ticket")
    }

    pub fn field(&self) -> &str {
        self.ticket().custom_fields[&FIELD].as_str().expect("text")
    }
}

fn name(request: &Request) -> &'static str {
    let body = String::from_utf8_lossy(&request.body);
    let path = request.path.as_str();
    match request.method.as_str() {
        "POST" if path.ends_with("/notes") => "comment",
        "POST" => "post",
        "PUT" if body.contains("state_event") => "close",
        "PUT" if body.contains("add_labels") => "label",
        "PUT" if body.contains("\"comment\"") => "note",
        "PUT" if body.contains("_by_0000000000000007") => "claim",
        "PUT" => "release",
        _ if path.ends_with("/me.json") => "session",
        _ if path.ends_with("/comments.json") => "comments",
        _ if path.contains("/tickets/") => "ticket",
        _ if path.ends_with("/notes") || !request.query.is_empty() => "look up",
        _ => "issue",
    }
}
