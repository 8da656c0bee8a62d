//! Zendesk and GitLab: the stand-in's own state machines, with a network that fails in front.

use crate::chance::Chance;
use standin::{
    gitlab::{self, GitLab, Role, Visibility},
    world::{self, MetricSet, Request, Response, Status, Ticket, User, World},
};
use std::collections::{BTreeMap, BTreeSet};
use vanguard::{escalation::outbox::Answer, time::Time};

pub const HOST: &str = "gitlab.zendesk.com";
pub const ORIGIN: &str = "https://gitlab.com";
pub const PROJECT: &str = "gitlab-org/gitlab";
pub const FIELD: u64 = 360_000_050_004;
/// A ticket whose issue is confidential.
pub const CONFIDENTIAL: u64 = 12;
const REQUESTER: u64 = 77;
/// What a browser gives up on.
pub const TIMEOUT: i64 = 60;
/// The latest that a request reaches a server after it was given up on.
const LATEST: i64 = 240;

/// What the network of a seed is like.
#[derive(Clone, Copy)]
pub struct Weather {
    /// So many requests in a hundred fail.
    pub faults: u64,
    /// What fails is late more often than not.
    pub tardy: bool,
    /// What does not fail takes no time, so that much happens in the same second.
    pub swift: bool,
}

impl Weather {
    pub const CALM: Self = Self {
        faults: 0,
        tardy: false,
        swift: false,
    };

    pub fn draw(chance: &mut Chance) -> Self {
        Self {
            faults: *chance.pick(&[0, 10, 10, 30, 60]),
            tardy: chance.percent(5),
            swift: chance.percent(15),
        }
    }
}

/// What becomes of one request.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    Answered,
    /// It never arrives.
    LostBefore,
    /// It arrives, the answer does not.
    LostAfter,
    /// It arrives when it was given up on already.
    Late,
    /// A refusal from in front of the server; nothing is done.
    Refused(u16, Option<&'static str>),
    /// A page of somebody in between instead of the server; nothing is done.
    Html,
    /// It is done, and half of the answer arrives.
    Truncated,
    /// It is done, and somebody in between reports an error.
    HtmlAfter,
}

impl Fate {
    pub fn draw(chance: &mut Chance, weather: Weather) -> Self {
        if !chance.percent(weather.faults) {
            return Self::Answered;
        }
        if weather.tardy && chance.percent(60) {
            return Self::Late;
        }
        let refusals = [
            (401, None),
            (403, None),
            (404, None),
            (409, None),
            (422, None),
            (429, None),
            (429, Some("7")),
            (429, Some("Wed, 04 Mar 2026 12:31:00 GMT")),
            (500, None),
            (503, Some("20")),
        ];
        match chance.below(12) {
            0 => Self::LostBefore,
            1..=3 => Self::LostAfter,
            4 if chance.percent(40) => Self::Late,
            4 | 5 => Self::Truncated,
            6 => Self::Html,
            7 => Self::HtmlAfter,
            _ => {
                let (status, header) = *chance.pick(&refusals);
                Self::Refused(status, header)
            }
        }
    }

    pub fn arrives(&self) -> bool {
        !matches!(self, Self::LostBefore | Self::Refused(..) | Self::Html)
    }

    /// Seconds until it arrives, and from there to the answer; in a browser that goes on.
    pub fn delays(&self, chance: &mut Chance, weather: Weather) -> (i64, i64) {
        let mut below = |limit: u64| i64::try_from(chance.below(limit)).expect("small");
        match self {
            Self::Late => {
                let arrives = TIMEOUT + below(u64::try_from(LATEST - TIMEOUT).expect("positive"));
                (arrives, TIMEOUT - arrives)
            }
            Self::LostBefore | Self::LostAfter => {
                let arrives = below(3);
                (arrives, below(60) - arrives)
            }
            _ if weather.swift => (0, 0),
            _ => (below(3), below(3)),
        }
    }
}

pub struct Servers {
    pub zendesk: World,
    pub gitlab: GitLab,
    pub project: u64,
    /// Of the agents' browsers.
    pub cookies: Vec<String>,
}

fn stamp(now: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(now).expect("a moment of this century")
}

pub fn token(browser: usize) -> String {
    format!("token-{browser}")
}

impl Servers {
    pub fn new(seed: u64, now: i64, browsers: usize, tickets: &[u64], chance: &mut Chance) -> Self {
        let at = stamp(now);
        let mut zendesk = World::empty(seed, at);
        let mut gitlab = GitLab::empty(seed);
        gitlab.search_lag_seconds = i64::try_from(chance.below(29)).expect("small");
        let project = gitlab.add_project(PROJECT, Visibility::Public);
        let mut cookies = Vec::new();
        for browser in 0..browsers {
            let agent = 100 + browser as u64;
            zendesk
                .users
                .insert(agent, user(agent, world::Role::Agent, at));
            cookies.push(zendesk.sign_in(agent));
            let person = gitlab.add_person("agent", "An agent");
            // One who is no member does not see the others' confidential issues, nor can the outbox.
            if chance.percent(70) || tickets.contains(&CONFIDENTIAL) {
                gitlab.add_member(project, person, Role::Reporter);
            }
            let scopes = BTreeSet::from([gitlab::Scope::Api]);
            gitlab.add_token(at, &token(browser), person, gitlab::Kind::Classic(scopes));
        }
        zendesk
            .users
            .insert(REQUESTER, user(REQUESTER, world::Role::Customer, at));
        for id in tickets {
            zendesk.tickets.insert(*id, ticket(*id, seconds(now, -600)));
            zendesk.comment(seconds(now, -600), *id, REQUESTER, true, "It is broken");
        }
        // Little enough to be met now and then.
        if chance.percent(5) {
            zendesk.limits.updates_per_ten_minutes = 2;
        }
        if chance.percent(5) {
            gitlab.limits.writes_per_minute = 1;
        }
        Self {
            zendesk,
            gitlab,
            project,
            cookies,
        }
    }

    /// An issue that somebody else has filed about the same problem.
    pub fn file_other(&mut self, now: i64) -> u64 {
        let request = Request::new(
            "POST",
            "gitlab.com",
            &format!("/api/v4/projects/{}/issues", self.project),
        )
        .with_header("content-type", "application/json")
        .with_header("private-token", &token(0))
        .with_body(r#"{"title": "The same problem"}"#);
        let filed = self.gitlab.handle(stamp(now), &request);
        filed.body["iid"].as_u64().expect("an issue")
    }

    /// The customer writes once more.
    pub fn customer_replies(&mut self, now: i64, ticket: u64) {
        self.zendesk
            .comment(stamp(now), ticket, REQUESTER, true, "Still broken");
    }

    pub fn close(&mut self, now: i64, ticket: u64) {
        self.zendesk.set_status(stamp(now), ticket, Status::Closed);
    }

    pub fn handle(&mut self, now: i64, request: &Request) -> Response {
        match request.path.starts_with("/api/v4/") {
            true => self.gitlab.handle(stamp(now), request),
            false => self.zendesk.handle(stamp(now), request),
        }
    }
}

fn seconds(now: i64, more: i64) -> jiff::Timestamp {
    stamp(now + more)
}

fn user(id: u64, role: world::Role, at: jiff::Timestamp) -> User {
    User {
        id,
        name: String::new(),
        email: String::new(),
        role,
        organization_id: None,
        time_zone: String::new(),
        created_at: at,
    }
}

fn ticket(id: u64, at: jiff::Timestamp) -> Ticket {
    Ticket {
        id,
        subject: "It is broken".into(),
        status: Status::Open,
        priority: None,
        kind: None,
        channel: "web".into(),
        created_at: at,
        updated_at: at,
        requester_id: REQUESTER,
        assignee_id: None,
        organization_id: None,
        group_id: 0,
        form_id: 0,
        tags: vec!["from_before".into()],
        custom_fields: BTreeMap::from([(FIELD, "https://example.com/1".into())]),
        is_public: true,
        comments: Vec::new(),
        metrics: MetricSet {
            reopens: 0,
            requester_updated_at: None,
            assignee_updated_at: None,
            status_updated_at: at,
            initially_assigned_at: None,
            assigned_at: None,
            solved_at: None,
            replies: 0,
        },
        sla: Vec::new(),
        rating: None,
    }
}

/// The answer as the browser gets it.
pub fn answer(now: i64, response: &Response, fate: &Fate) -> Answer {
    let body = String::from_utf8(response.bytes()).expect("text");
    match fate {
        Fate::HtmlAfter => http(now, 502, None, "<html>Bad gateway</html>".into()),
        Fate::Truncated => {
            let half = body.get(..body.len() / 2).unwrap_or_default().to_owned();
            http(now, response.status, response.header("retry-after"), half)
        }
        _ => http(now, response.status, response.header("retry-after"), body),
    }
}

/// What comes back where nothing arrives.
pub fn refusal(now: i64, fate: &Fate) -> Answer {
    match fate {
        Fate::Refused(status, header) => http(now, *status, *header, "Retry later\n".into()),
        Fate::Html => http(
            now,
            200,
            None,
            "<!DOCTYPE html><title>Sign in</title>".into(),
        ),
        _ => Answer::Lost,
    }
}

fn http(now: i64, status: u16, retry_after: Option<&str>, body: String) -> Answer {
    Answer::Http {
        status,
        retry_after: retry_after.map(str::to_owned),
        date: Some(date(now)),
        body,
    }
}

/// As HTTP writes it; the weekday is not looked at by anybody.
fn date(now: i64) -> String {
    let text = Time(now).rfc3339().expect("this century");
    let month = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ][text[5..7].parse::<usize>().expect("a month") - 1];
    format!(
        "Wed, {} {month} {} {} GMT",
        &text[8..10],
        &text[..4],
        &text[11..19]
    )
}
