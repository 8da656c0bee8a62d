//! Merge requests of whoever is signed in that came from tickets: GitLab is asked for them when somebody looks, and what it
//! said is kept.
//!
//! That it is asked is noted before it is, and holds it off for [`REST`], whatever comes of it.

use crate::{
    escalation::outbox::{Answer, Verdict, list, quote},
    gitlab::{Method, Request, encode, issue_number},
    time::{MINUTE, Time},
    words::Words,
    zendesk::Loose,
};

/// Under which key it is kept, and which lock keeps two popups from asking at once.
pub const KEY: &str = "popup-contributions";

/// GitLab is not asked more often, seconds.
const REST: i64 = 10 * MINUTE;
/// Beside HTTP's: no answer, and an answer that is none.
const UNREACHABLE: u16 = 0;
const UNREADABLE: u16 = 1;

/// What is known of one GitLab, about tickets of one Zendesk host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mine {
    origin: String,
    host: String,
    asked: Option<Time>,
    hold: Option<Time>,
    trouble: Option<u16>,
    known: Option<(Time, Vec<MergeRequest>)>,
}

/// A merge request whose description links tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergeRequest {
    /// `gitlab-org/gitlab!12`.
    pub name: String,
    /// One line.
    pub title: String,
    /// Its page, on the GitLab that was asked.
    pub url: String,
    /// How far it has come.
    pub state: State,
    /// Numbers of the tickets, as often as they are linked once.
    pub tickets: Vec<u64>,
}

/// How far a merge request has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not ready for anybody.
    Draft,
    /// To be reviewed or merged.
    Open,
    /// In.
    Merged,
    /// Given up.
    Closed,
}

const STATES: [(State, &str, &str); 4] = [
    (State::Draft, "draft", "popup_mr_draft"),
    (State::Open, "opened", "popup_mr_open"),
    (State::Merged, "merged", "popup_mr_merged"),
    (State::Closed, "closed", "popup_mr_closed"),
];

impl State {
    /// In a word.
    #[must_use]
    pub fn say(self, words: Words) -> String {
        let mut all = STATES.iter();
        let key = all.find(|(state, ..)| *state == self);
        key.map_or_else(String::new, |(.., key)| words(key, &[]))
    }

    fn name(self) -> &'static str {
        let mut all = STATES.iter();
        all.find(|(state, ..)| *state == self)
            .map_or("", |(_, name, _)| name)
    }

    fn read(name: &str) -> Option<Self> {
        let mut all = STATES.iter();
        let found = all.find(|(_, known, _)| *known == name);
        // GitLab has a lock on one while it is merged.
        let locked = (name == "locked").then_some(Self::Open);
        found.map(|(state, ..)| *state).or(locked)
    }
}

impl Mine {
    /// What was kept of this GitLab and host; nothing of others, nor of what cannot be read.
    #[must_use]
    pub fn read(kept: &str, origin: &str, host: &str) -> Self {
        let kept = Loose::read(kept).unwrap_or_default();
        let is_it =
            kept.get("origin").text() == Some(origin) && kept.get("host").text() == Some(host);
        let time = |key: &str| kept.get(key).whole().map(Time).filter(|_| is_it);
        let trouble = kept.get("trouble").integer().filter(|_| is_it);
        let requests = kept.get("requests").items().iter();
        Self {
            origin: origin.to_owned(),
            host: host.to_owned(),
            asked: time("asked"),
            hold: time("hold"),
            trouble: trouble.and_then(|code| u16::try_from(code).ok()),
            known: time("of").map(|of| (of, requests.filter_map(MergeRequest::read).collect())),
        }
    }

    /// As text, to keep.
    #[must_use]
    pub fn write(&self) -> String {
        let time = |time: Option<Time>| time.map_or("null".to_owned(), |at| at.0.to_string());
        let trouble = self.trouble.map_or("null".to_owned(), |it| it.to_string());
        let requests = self.known.iter().flat_map(|(_, requests)| requests);
        format!(
            r#"{{"origin":{},"host":{},"asked":{},"hold":{},"trouble":{trouble},"of":{},"requests":[{}]}}"#,
            quote(&self.origin),
            quote(&self.host),
            time(self.asked),
            time(self.hold),
            time(self.known.as_ref().map(|(of, _)| *of)),
            list(requests.map(MergeRequest::write)),
        )
    }

    /// The request that is to be made now, noted as made; `None` while GitLab is left alone.
    ///
    /// "Merge requests API", "List merge requests": those that whoever asks has opened.
    pub fn ask(&mut self, now: Time) -> Option<Request> {
        // A moment in the future is from before somebody set the clock back.
        let rests = self
            .asked
            .is_some_and(|at| (0..REST).contains(&at.until(now)));
        let is_held = self
            .hold
            .is_some_and(|at| (1..=REST).contains(&now.until(at)));
        if rests || is_held {
            return None;
        }
        (self.asked, self.hold) = (Some(now), None);
        let host = encode(&self.host);
        Some(Request {
            method: Method::Get,
            path: format!(
                "/api/v4/merge_requests?scope=created_by_me&state=all&search={host}&in=description&order_by=updated_at&per_page=50"
            ),
            body: None,
        })
    }

    /// What came of it.
    pub fn take(&mut self, now: Time, answer: &Answer) {
        self.trouble = match answer.verdict(now) {
            Verdict::Good(body) => match self.merge_requests(body) {
                Some(requests) => {
                    self.known = Some((now, requests));
                    None
                }
                None => Some(UNREADABLE),
            },
            Verdict::Refused(status) => Some(status),
            Verdict::Patience(seconds) => {
                self.hold = Some(now.plus(seconds));
                Some(429)
            }
            Verdict::NotSent | Verdict::Conflict | Verdict::Unknown => match answer {
                Answer::Http { status, .. } => Some(*status),
                _ => Some(UNREACHABLE),
            },
        };
    }

    /// Nobody is signed in: what somebody else was told is forgotten, and the next to sign in may ask at once.
    pub fn sign_out(&mut self) {
        (self.asked, self.hold, self.known) = (None, None, None);
        self.trouble = Some(401);
    }

    /// When GitLab said so, and what; `None` before it said anything.
    #[must_use]
    pub fn known(&self) -> Option<(Time, &[MergeRequest])> {
        let (of, requests) = self.known.as_ref()?;
        Some((*of, requests))
    }

    /// Why nothing newer is known, and what to do; `None` where all is well.
    #[must_use]
    pub fn trouble(&self, words: Words) -> Option<String> {
        let status = self.trouble?;
        let key = match status {
            UNREACHABLE => "popup_mine_offline",
            UNREADABLE => "popup_mine_unreadable",
            401 => "popup_mine_signed_out",
            400..=428 => "popup_mine_refused",
            429 => "popup_mine_busy",
            _ => "popup_mine_server",
        };
        Some(words(key, &[&status.to_string()]))
    }

    fn merge_requests(&self, body: &str) -> Option<Vec<MergeRequest>> {
        let Loose::List(all) = Loose::read(body)? else {
            return None;
        };
        Some(
            all.iter()
                .filter_map(|one| self.merge_request(one))
                .collect(),
        )
    }

    fn merge_request(&self, one: &Loose<'_>) -> Option<MergeRequest> {
        let text = |key: &str| one.get(key).text();
        let description = text("description").unwrap_or_default();
        let before = format!("https://{}/agent/tickets/", self.host);
        let mut tickets = Vec::new();
        for ticket in description.split(&before).skip(1).filter_map(issue_number) {
            if !tickets.contains(&ticket) {
                tickets.push(ticket);
            }
        }
        let url = text("web_url")?;
        let path = url.strip_prefix(&self.origin)?.strip_prefix('/')?;
        let state = State::read(text("state")?)?;
        let is_draft = state == State::Open && one.get("draft").truth() == Some(true);
        (!tickets.is_empty()).then(|| MergeRequest {
            name: path.replacen("/-/merge_requests/", "!", 1),
            title: text("title").unwrap_or_default().to_owned(),
            url: url.to_owned(),
            state: if is_draft { State::Draft } else { state },
            tickets,
        })
    }
}

impl MergeRequest {
    fn read(kept: &Loose<'_>) -> Option<Self> {
        let text = |key: &str| kept.get(key).text().map(str::to_owned);
        let tickets = kept.get("tickets").items().iter();
        Some(Self {
            name: text("name")?,
            title: text("title")?,
            url: text("url")?,
            state: State::read(kept.get("state").text()?)?,
            tickets: tickets.filter_map(Loose::integer).collect(),
        })
    }

    fn write(&self) -> String {
        format!(
            r#"{{"name":{},"title":{},"url":{},"state":{},"tickets":[{}]}}"#,
            quote(&self.name),
            quote(&self.title),
            quote(&self.url),
            quote(self.state.name()),
            list(self.tickets.iter().map(u64::to_string)),
        )
    }
}
