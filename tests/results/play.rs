//! One browser's background against the stand-in's Zendesk, one step at a time.

use standin::world::{self, SESSION_COOKIE, World};
use std::{collections::BTreeMap, sync::LazyLock};
use vanguard::{
    escalation::outbox::Answer,
    metrics::{Effect, Event, Figure, Kind, Results, Round, Settings, View},
    settings::Results as Counting,
    time::Time,
    zendesk::write_back::Request,
};

pub const NOON: i64 = 1_772_625_600;
pub const HOST: &str = "gitlab.zendesk.com";

static SEEDED: LazyLock<World> = LazyLock::new(|| World::new(1, moment(NOON)));

pub struct Play {
    pub now: i64,
    pub world: World,
    cookie: String,
    pub settings: Settings,
    pub results: Results,
    pub kept: BTreeMap<String, String>,
    pub alarm: Option<i64>,
    pub asked: Option<(u64, Request)>,
    /// When each left, and its path.
    pub requests: Vec<(i64, String)>,
    /// Pages were told so often that something is new.
    pub shown: usize,
    canned: bool,
    /// The background dies after so many effects more.
    pub dies_after: Option<usize>,
}

pub fn moment(seconds: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(seconds).expect("a moment of this century")
}

pub fn settings(text: &str) -> Settings {
    Settings {
        hosts: vec![HOST.into()],
        results: Counting::parse(text).expect("settings"),
    }
}

impl Play {
    /// Nobody has looked yet.
    pub fn new() -> Self {
        Self::with("{}")
    }

    pub fn with(text: &str) -> Self {
        Self::of(text, SEEDED.clone())
    }

    /// An account that is nothing but its answers: as good for whoever plays many times.
    pub fn canned() -> Self {
        let mut play = Self::empty("{}");
        play.canned = true;
        play
    }

    /// An account without tickets.
    pub fn empty(text: &str) -> Self {
        Self::of(text, World::empty(1, moment(NOON)))
    }

    fn of(text: &str, mut world: World) -> Self {
        let agent = world.agent_id;
        let mut play = Self {
            now: NOON,
            cookie: world.sign_in(agent),
            world,
            results: Results::new(settings(text), 7),
            settings: settings(text),
            kept: BTreeMap::new(),
            alarm: None,
            asked: None,
            requests: Vec::new(),
            shown: 0,
            canned: false,
            dies_after: None,
        };
        play.say(Event::Recalled(Vec::new()));
        play
    }

    pub fn view(&self) -> View {
        self.results.view(Time(self.now), HOST)
    }

    pub fn shown(&self) -> Round {
        self.view().shown.expect("figures")
    }

    pub fn figure(&self, channel: usize, kind: Kind) -> Figure {
        self.shown().figure(channel, kind)
    }

    /// `event -> what it comes to`.
    pub fn step(&mut self, event: &str) -> String {
        let (word, rest) = event.split_once(' ').unwrap_or((event, ""));
        match word {
            "look" => self.want(false),
            "anew" => self.want(true),
            "alarm" => self.ring(),
            "kill" => self.kill(),
            "minutes" => self.now += rest.parse::<i64>().expect("minutes") * 60,
            "settings" => {
                self.settings = settings(rest);
                let settings = Box::new(self.settings.clone());
                self.say(Event::Changed(settings));
            }
            "all" => self.all(),
            answer => self.answer(answer, rest),
        }
        self.outcome()
    }

    fn outcome(&self) -> String {
        if let Some((_, request)) = &self.asked {
            return name(&request.path);
        }
        let view = self.view();
        let mut words = Vec::new();
        if let Some((known, all)) = view.progress {
            words.push(format!("{known} of {all}"));
        }
        if let Some(halt) = view.halt {
            let said = halt.say(vanguard::words::english);
            let code = said.rsplit_once('(').expect("a code").1;
            words.push(code.trim_end_matches(')').to_owned());
        }
        if let Some(until) = view.until {
            words.push(format!("in {} s", Time(self.now).until(until)));
        }
        match (words.is_empty(), view.shown) {
            (false, _) => words.join(", "),
            (true, Some(_)) => "done".into(),
            (true, None) => "nothing".into(),
        }
    }

    pub fn want(&mut self, anew: bool) {
        let host = HOST.into();
        self.say(Event::Wanted { host, anew });
    }

    pub fn kill(&mut self) {
        self.results = Results::new(self.settings.clone(), 7);
        (self.alarm, self.asked) = (None, None);
        let kept = self.kept.clone().into_iter().collect();
        self.say(Event::Recalled(kept));
    }

    pub fn ring(&mut self) {
        let at = self.alarm.take().expect("an alarm");
        self.now = self.now.max(at);
        self.say(Event::Woken);
    }

    /// Until nothing is asked any more.
    pub fn all(&mut self) {
        while self.asked.is_some() {
            self.answer("ok", "");
        }
    }

    /// The request on its way meets this.
    pub fn answer(&mut self, how: &str, header: &str) {
        let (_, request) = self.asked.as_ref().expect("a request");
        let answer = match how {
            "lost" => Answer::Lost,
            "unsent" => Answer::NotSent,
            "login" => http(200, None, ""),
            "half" => http(200, None, "{\"count\": "),
            "ok" if self.canned => http(200, None, &canned(&request.path)),
            "ok" => {
                let cookie = format!("{SESSION_COOKIE}={}", self.cookie);
                let asked = world::Request::get(&request.path).with_header("Cookie", &cookie);
                let answered = self.world.handle(moment(self.now), &asked);
                let body = String::from_utf8(answered.bytes()).expect("text");
                http(answered.status, None, &body)
            }
            status => {
                let status = status.parse().unwrap_or_else(|_| panic!("`{status}`?"));
                http(status, Some(header).filter(|text| !text.is_empty()), "{}")
            }
        };
        self.reply(answer);
    }

    pub fn reply(&mut self, answer: Answer) {
        if let Some((id, _)) = self.asked.take() {
            self.say(Event::Answered { id, answer });
        }
    }

    pub fn say(&mut self, event: Event) {
        for effect in self.results.handle(Time(self.now), event) {
            if let Some(left) = &mut self.dies_after {
                if *left == 0 {
                    self.dies_after = None;
                    self.kill();
                    return;
                }
                *left -= 1;
            }
            match effect {
                Effect::Save { host, text } => drop(self.kept.insert(host, text)),
                Effect::SetAlarm { at } => self.alarm = Some(at.0),
                Effect::Show => self.shown += 1,
                Effect::Zendesk { id, host, request } => {
                    assert_eq!((host.as_str(), request.method), (HOST, "GET"));
                    let noted = format!("{}]", self.now);
                    let kept = self.kept.get(HOST).expect("it is kept");
                    assert!(kept.contains(&noted), "it leaves before that is kept");
                    self.requests.push((self.now, request.path.clone()));
                    let before = self.asked.replace((id, request));
                    assert!(before.is_none(), "one at a time");
                }
            }
        }
    }
}

/// `created via:mail`, from a request's path.
fn name(path: &str) -> String {
    let text = path
        .replace("%20", " ")
        .replace("%3A", ":")
        .replace("%3E%3D", ">=");
    let query = text.split("query=").nth(1).unwrap_or_default();
    let query = query.split('&').next().unwrap_or_default();
    let words = query.split(' ').skip(1).map(|word| match word {
        word if word.starts_with("solved>=") && path.contains("/search.json") => "replies",
        word if word.starts_with("created>=") => "created",
        word if word.starts_with("solved>=") => "solved",
        "satisfaction:good" => "good",
        "satisfaction:bad" => "bad",
        "satisfaction:goodwithcomment" | "satisfaction:badwithcomment" => "",
        word => word,
    });
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Another count for every query.
fn canned(path: &str) -> String {
    let mixed = path
        .bytes()
        .fold(7_u64, |sum, byte| (sum * 31 + u64::from(byte)) % 9_973);
    format!(r#"{{"count":{mixed},"results":[]}}"#)
}

pub fn http(status: u16, retry_after: Option<&str>, body: &str) -> Answer {
    Answer::Http {
        status,
        retry_after: retry_after.map(str::to_owned),
        date: None,
        body: body.to_owned(),
    }
}
