//! Any events, any answers, any kept text: what must hold for all of them. A line is a step:
//! `+seconds`, `kill`, `file`, `undo`, `cancel`, `retry`, `tab`, `no tab`, `comment 7`, `keep TEXT`,
//! `lost`, `not sent`, or an answer, `200 BODY`.

use std::collections::VecDeque;
use vanguard::{
    escalation::outbox::{Action, Answer, Draft, Effect, Event, Key, Outbox, Settings, Wish},
    gitlab::Method,
    settings,
    ticket::TicketId,
    time::Time,
    words::english,
};

const HOST: &str = "gitlab.zendesk.com";
/// One event never leads to more: the outbox waits for answers.
const MOST_EFFECTS: usize = 40;

struct Wild {
    outbox: Outbox,
    settings: Settings,
    now: Time,
    kept: Option<String>,
    locked: bool,
    asked: Option<u64>,
}

pub fn run(text: &str) {
    let team = settings::Settings::parse(r#"{"filing": {"field": 7}}"#).expect("settings");
    let settings = Settings::new(&team, vec![HOST.into()]);
    let mut wild = Wild {
        outbox: Outbox::new(settings.clone(), english, 7),
        settings,
        now: Time(1_772_625_600),
        kept: None,
        locked: false,
        asked: None,
    };
    wild.say(Event::TabReady { host: HOST.into() });
    text.lines().take(60).for_each(|line| wild.step(line));
}

fn key() -> Key {
    Key {
        host: HOST.into(),
        ticket: TicketId(11),
        project: "a/b".into(),
    }
}

impl Wild {
    fn step(&mut self, line: &str) {
        let file = |undo: bool, action: Action| Wish::File {
            draft: Box::new(Draft {
                title: "T".into(),
                description: "D".into(),
                labels: vec!["bug".into()],
                confidential: true,
            }),
            action,
            undo,
        };
        match line {
            "kill" => {
                self.outbox = Outbox::new(self.settings.clone(), english, 7);
                (self.locked, self.asked) = (false, None);
                self.say(Event::TabReady { host: HOST.into() });
                self.wish(Wish::Resume);
            }
            "file" => self.wish(file(false, Action::File)),
            "undo" => self.wish(file(true, Action::FileAfter(3))),
            "cancel" => self.wish(Wish::Cancel),
            "retry" => self.wish(Wish::Retry),
            "resume" => self.wish(Wish::Resume),
            "tab" => self.say(Event::TabReady { host: HOST.into() }),
            "no tab" => self.say(Event::TabsGone { host: HOST.into() }),
            "lost" => self.answer(Answer::Lost),
            "not sent" => self.answer(Answer::NotSent),
            line => {
                let (first, rest) = line.split_once(' ').unwrap_or((line, ""));
                if let Some(seconds) = first.strip_prefix('+') {
                    self.now = self.now.plus(seconds.parse().unwrap_or(1));
                    self.wish(Wish::Resume);
                } else if first == "comment" {
                    self.wish(file(false, Action::CommentOn(rest.parse().unwrap_or(7))));
                } else if first == "keep" && !self.locked {
                    self.kept = Some(rest.to_owned());
                } else if let Ok(status) = first.parse() {
                    self.answer(Answer::Http {
                        status,
                        retry_after: Some(rest.chars().take(30).collect()),
                        date: Some("Wed, 04 Mar 2026 12:00:00 GMT".into()),
                        body: rest.to_owned(),
                    });
                }
            }
        }
    }

    fn wish(&mut self, wish: Wish) {
        self.say(Event::Wished { key: key(), wish });
    }

    fn answer(&mut self, answer: Answer) {
        // One that nobody waits for changes nothing.
        let id = self.asked.take().unwrap_or(99);
        self.say(Event::Answered {
            key: key(),
            id,
            answer,
        });
    }

    fn say(&mut self, event: Event) {
        let mut todo: VecDeque<Effect> = self.outbox.handle(self.now, event).into();
        let mut done = 0;
        while let Some(effect) = todo.pop_front() {
            done += 1;
            assert!(done < MOST_EFFECTS, "it goes on and on");
            match effect {
                Effect::Lock { .. } => {
                    assert!(!self.locked, "locked twice");
                    self.locked = true;
                    let kept = self.kept.clone();
                    todo.extend(
                        self.outbox
                            .handle(self.now, Event::Locked { key: key(), kept }),
                    );
                }
                Effect::Unlock { .. } => {
                    assert!(
                        self.locked && self.asked.is_none(),
                        "unlocked with a request under way"
                    );
                    self.locked = false;
                }
                Effect::Save { text, .. } => {
                    assert!(self.locked, "saved without the lock");
                    serde_json::from_str::<serde_json::Value>(&text).expect("JSON");
                    self.kept = Some(text);
                }
                Effect::GitLab { id, request, .. } => {
                    self.ask(id);
                    assert!(
                        request.path.starts_with("/api/v4/projects/a%2Fb/issues"),
                        "{}",
                        request.path
                    );
                    let kept = self.kept.as_deref().unwrap_or_default();
                    let posts = request.method == Method::Post;
                    assert!(
                        !posts || kept.contains(r#""unknown":true"#),
                        "posted before it was saved"
                    );
                }
                Effect::Zendesk { id, request, .. } => {
                    self.ask(id);
                    let body = request.body.unwrap_or_default();
                    let writes = request.method == "PUT";
                    assert!(!writes || body.contains(r#""safe_update":true"#), "{body}");
                    assert!(!body.contains(r#""public":true"#), "{body}");
                }
                Effect::SetAlarm { at, .. } => {
                    assert!(
                        (0..=1_000).contains(&self.now.until(at)),
                        "an alarm at {at:?}"
                    );
                }
                Effect::Show(view) => {
                    assert!(
                        view.code.starts_with("VG-") && !view.what.is_empty(),
                        "{view:?}"
                    );
                    assert!(!view.retry || !view.todo.is_empty(), "{view:?}");
                }
            }
        }
    }

    fn ask(&mut self, id: u64) {
        assert!(self.locked, "asked without the lock");
        assert!(self.asked.replace(id).is_none(), "two requests at once");
    }
}
