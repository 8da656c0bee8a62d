//! One browser's follow-through against the stand-in's GitLab, one step at a time.

use standin::{
    gitlab::{Change, GitLab, Kind, Place, Role, Scope, Visibility},
    world::Request,
};
use std::collections::{BTreeMap, BTreeSet};
use vanguard::{
    escalation::{
        follow::{Effect, Event, Follow, Line, Settings},
        outbox::{Answer, Key, View},
    },
    gitlab,
    settings::Settings as Team,
    ticket::TicketId,
    time::Time,
    words::english,
};

pub const NOON: i64 = 1_772_625_600;
pub const HOST: &str = "gitlab.zendesk.com";
pub const PROJECT: &str = "gitlab-org/gitlab";
const TOKEN: &str = "token";

pub struct Play {
    pub now: i64,
    pub gitlab: GitLab,
    settings: Settings,
    pub follow: Follow,
    pub kept: BTreeMap<String, String>,
    pub alarm: Option<i64>,
    asked: Option<(u64, gitlab::Request, Option<String>)>,
    /// When an issue itself was asked for, and the name of its record.
    pub checks: Vec<(i64, String)>,
    /// All requests.
    pub requests: Vec<i64>,
    /// Hosts whose pages were told to look again.
    pub shown: Vec<String>,
    /// Whether the browser lets an `ETag` be read.
    pub etags: bool,
    issue: u64,
}

pub fn key(ticket: u64) -> Key {
    Key {
        host: HOST.into(),
        ticket: TicketId(ticket),
        project: PROJECT.into(),
    }
}

/// As the outbox shows what is filed.
pub fn filed(ticket: u64, iid: u64) -> Event {
    Event::Shown(Box::new(View {
        key: key(ticket),
        code: "VG-FILED".into(),
        what: "".into(),
        todo: "".into(),
        remarks: Vec::new(),
        url: Some(gitlab::issue_url("https://gitlab.com", PROJECT, iid)),
        until: None,
        over: true,
        retry: false,
        cancel: false,
        dismiss: "".into(),
    }))
}

pub fn settings() -> Settings {
    Settings::new(&Team::parse("{}").expect("settings"))
}

fn moment(seconds: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(seconds).expect("a moment of this century")
}

/// Two projects, one developer, no issues.
fn small_gitlab() -> GitLab {
    let mut gitlab = GitLab::empty(3);
    let person = gitlab.add_person("sam", "Sam");
    for path in [PROJECT, "gitlab-org/gitaly"] {
        let project = gitlab.add_project(path, Visibility::Public);
        gitlab.add_member(project, person, Role::Maintainer);
        for title in ["18.9", "18.10"] {
            gitlab.add_milestone(project, title, None);
        }
    }
    let scopes = BTreeSet::from([Scope::Api]);
    gitlab.add_token(moment(NOON), TOKEN, person, Kind::Classic(scopes));
    gitlab
}

impl Play {
    /// An issue was filed for ticket 7, and nothing was asked yet.
    pub fn new() -> Self {
        let gitlab = small_gitlab();
        let mut play = Self {
            now: NOON,
            gitlab,
            follow: Follow::new(settings(), english, 7),
            settings: settings(),
            kept: BTreeMap::new(),
            alarm: None,
            asked: None,
            checks: Vec::new(),
            requests: Vec::new(),
            shown: Vec::new(),
            etags: true,
            issue: 0,
        };
        play.issue = play.add_issue();
        play.say(Event::Recalled(Vec::new()));
        play.say(filed(7, play.issue));
        play
    }

    /// Files one more issue in GitLab; gives its number.
    pub fn add_issue(&mut self) -> u64 {
        let body = r#"{"title": "It is broken", "description": "Text"}"#;
        let path = "/api/v4/projects/gitlab-org%2Fgitlab/issues";
        let request = Request::new("POST", "gitlab.com", path)
            .with_header("private-token", TOKEN)
            .with_header("content-type", "application/json")
            .with_body(body);
        let now = moment(self.now);
        let answer = self.gitlab.handle(now, &request);
        answer.body["iid"].as_u64().expect("a number")
    }

    fn name(&self) -> String {
        format!("{PROJECT}#{}", self.issue)
    }

    /// `event -> what it comes to`: the request that is made, or else what is shown.
    pub fn step(&mut self, event: &str) -> String {
        self.shown.clear();
        let (word, rest) = event.split_once(' ').unwrap_or((event, ""));
        let issue = self.name();
        match word {
            "alarm" => self.ring(),
            "look" => self.say(Event::Seen {
                host: HOST.into(),
                tickets: vec!["7".into()],
            }),
            "told" => {
                let tell = self.line().tell;
                self.say(Event::Told { key: key(7), tell });
            }
            "hide" => self.say(Event::Hide { key: key(7) }),
            "kill" => {
                self.follow = Follow::new(self.settings.clone(), english, 7);
                (self.alarm, self.asked) = (None, None);
                let kept = self.kept.clone().into_iter().collect();
                self.say(Event::Recalled(kept));
            }
            "minutes" => self.now += rest.parse::<i64>().expect("minutes") * 60,
            "check" => self.check(),
            "close" => self.change(Change::Close { issue }),
            "reopen" => self.change(Change::Reopen { issue }),
            "schedule" => self.change(Change::Schedule {
                issue,
                milestone: Some(rest.into()).filter(|title: &String| !title.is_empty()),
            }),
            "propose" => self.change(Change::Propose { issue }),
            "merge" => self.change(Change::Merge { issue }),
            "move" => self.change(Change::Move {
                issue,
                to: rest.into(),
            }),
            answer => self.answer(answer, rest),
        }
        self.outcome()
    }

    fn outcome(&self) -> String {
        let Some((_, request, etag)) = &self.asked else {
            let line = self.line();
            let tell = line.tell.strip_prefix("Tell the customer: ");
            return match tell {
                Some(tell) => format!("{} Tell: {tell}", line.what).trim().to_owned(),
                None => line.what,
            };
        };
        let path = request.path.split('?').next().unwrap_or_default();
        let name = match path.rsplit('/').next() {
            Some("closed_by") => "merges",
            Some("notes") => "notes",
            _ if etag.is_some() => "issue, if changed",
            _ => "issue",
        };
        name.to_owned()
    }

    pub fn line(&self) -> Line {
        let mut lines = self.follow.lines();
        lines.find(|line| line.key == key(7)).expect("a line")
    }

    /// Until nothing is asked any more.
    pub fn check(&mut self) {
        self.ring();
        while self.asked.is_some() {
            self.answer("ok", "");
        }
    }

    pub fn ring(&mut self) {
        let at = self.alarm.take().expect("an alarm");
        self.now = self.now.max(at);
        self.say(Event::Woken);
    }

    /// The request on its way, if there is one, is answered so.
    pub fn reply(&mut self, answer: Answer, etag: Option<String>) {
        if let Some((id, ..)) = self.asked.take() {
            self.say(Event::Answered { id, answer, etag });
        }
    }

    pub fn asks(&self) -> bool {
        self.asked.is_some()
    }

    fn change(&mut self, change: Change) {
        // GitLab's times have milliseconds; this play's have seconds.
        self.now += 1;
        let now = moment(self.now);
        self.gitlab.change(now, &change).expect("it can be done");
    }

    /// Makes the issue one that nobody but its project sees, or takes it away.
    pub fn issue_mut(&mut self) -> &mut standin::gitlab::Issue {
        let project = self.gitlab.project(PROJECT).expect("the project").id;
        let iid = self.issue;
        let place = Place { project, iid };
        self.gitlab.issue_mut(place).expect("the issue")
    }

    /// The request on its way meets this.
    pub fn answer(&mut self, how: &str, header: &str) {
        let (id, request, etag) = self.asked.take().expect("a request");
        let (answer, etag) = match how {
            "lost" => (Answer::Lost, None),
            "unsent" => (Answer::NotSent, None),
            "ok" | "half" => {
                let mut asked = Request::new(request.method.name(), "gitlab.com", &request.path)
                    .with_header("private-token", TOKEN);
                if let Some(etag) = &etag {
                    asked = asked.with_header("if-none-match", etag);
                }
                let now = moment(self.now);
                let answered = self.gitlab.handle(now, &asked);
                let mut body = String::from_utf8(answered.bytes()).expect("text");
                if how == "half" {
                    body.truncate(body.len() / 2);
                }
                let etag = answered.header("etag").map(str::to_owned);
                (http(answered.status, None, body), etag)
            }
            status => {
                let status = status.parse().unwrap_or_else(|_| panic!("`{status}`?"));
                let header = Some(header.to_owned()).filter(|header| !header.is_empty());
                (http(status, header, "{}".into()), None)
            }
        };
        let etag = etag.filter(|_| self.etags);
        self.say(Event::Answered { id, answer, etag });
    }

    pub fn say(&mut self, event: Event) {
        let mut saved = String::new();
        for effect in self.follow.handle(Time(self.now), event) {
            match effect {
                Effect::Save { name, text } => {
                    saved.clone_from(&name);
                    self.kept.insert(name, text);
                }
                Effect::Forget { name } => drop(self.kept.remove(&name)),
                Effect::SetAlarm { at } => self.alarm = Some(at.0),
                Effect::Show { host } => self.shown.push(host),
                Effect::GitLab { id, request, etag } => {
                    self.requests.push(self.now);
                    if !request.path.contains("/closed_by") && !request.path.contains("/notes") {
                        let noted = format!("\"asked\":{},", self.now);
                        let kept = self.kept.get(&saved);
                        assert!(
                            kept.is_some_and(|text| text.contains(&noted)),
                            "it is asked for before that is kept"
                        );
                        self.checks.push((self.now, saved.clone()));
                    }
                    let before = self.asked.replace((id, request, etag));
                    assert!(before.is_none(), "one at a time");
                }
            }
        }
    }
}

pub fn http(status: u16, retry_after: Option<String>, body: String) -> Answer {
    Answer::Http {
        status,
        retry_after,
        date: None,
        body,
    }
}
