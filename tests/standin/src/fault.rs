//! What can be made to go wrong, and for which requests.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

/// `nth` counts matching requests from 1; the fault begins with that one and holds for `times` of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// Prefix of path and query: `/api/v2/search.json`.
    pub path: String,
    /// `POST`; None is every method.
    #[serde(default)]
    pub method: Option<String>,
    #[serde(default)]
    pub nth: Option<u64>,
    #[serde(default)]
    pub times: Option<u64>,
}

impl Match {
    pub fn path(prefix: &str) -> Match {
        Match {
            path: prefix.to_owned(),
            ..Match::default()
        }
    }

    #[must_use]
    pub fn method(mut self, method: &str) -> Match {
        self.method = Some(method.to_owned());
        self
    }

    #[must_use]
    pub fn nth(mut self, nth: u64) -> Match {
        self.nth = Some(nth);
        self
    }

    #[must_use]
    pub fn times(mut self, times: u64) -> Match {
        self.times = Some(times);
        self
    }

    fn takes(&self, method: &str, path_and_query: &str) -> bool {
        path_and_query.starts_with(&self.path)
            && self.method.as_deref().is_none_or(|wanted| wanted == method)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// JSON error; the request has no effect.
    Status(u16),
    /// 429; `retry_after` in seconds, no header for None.
    RateLimited {
        retry_after: Option<u64>,
    },
    /// 429 with a date in `Retry-After`, so many seconds from now.
    RateLimitedUntil {
        seconds: i64,
    },
    /// 200 with an HTML page, as an expired session can answer.
    LoginPage,
    HtmlError(u16),
    /// Half of the body. The request has its effect.
    Truncated,
    /// The stream ends without an answer. The request has its effect.
    Drop,
    /// The stream ends without an answer. The request has no effect.
    DropBefore,
    /// Held for so long, or until the faults are replaced. The request has its effect then, if its client still waits.
    Slow {
        ms: u64,
    },
    /// The answer is held. The request has its effect at once.
    SlowAfter {
        ms: u64,
    },
    /// The slas sideload is ignored.
    NoSla,
    /// The `Date` header, off by so many seconds.
    ClockSkew {
        seconds: i64,
    },
    /// One ticket of the answer has a lone surrogate in its subject and wrong types.
    BadTicket {
        id: u64,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    pub when: Match,
    pub what: What,
}

impl Fault {
    pub fn new(when: Match, what: What) -> Fault {
        Fault { when, what }
    }

    /// For every call to GitLab's API.
    pub fn gitlab(what: What) -> Fault {
        Fault::new(Match::path("/api/v4/"), what)
    }

    /// For every call to Zendesk's API.
    pub fn api(what: What) -> Fault {
        Fault::new(Match::path("/api/v2/"), what)
    }
}

/// The faults that are switched on, and how often each has matched.
pub(crate) struct Faults {
    active: Mutex<Vec<(Fault, u64)>>,
    replaced: watch::Sender<u64>,
}

impl Faults {
    pub fn new() -> Faults {
        Faults {
            active: Mutex::new(Vec::new()),
            replaced: watch::Sender::new(0),
        }
    }

    pub fn set(&self, faults: Vec<Fault>) {
        *self.active.lock().unwrap_or_else(PoisonError::into_inner) =
            faults.into_iter().map(|fault| (fault, 0)).collect();
        self.replaced.send_modify(|times| *times += 1);
    }

    pub fn list(&self) -> Vec<Fault> {
        let active = self.active.lock().unwrap_or_else(PoisonError::into_inner);
        active.iter().map(|(fault, _)| fault.clone()).collect()
    }

    /// The faults that this request meets.
    pub fn meet(&self, method: &str, path_and_query: &str) -> Met {
        let released = self.replaced.subscribe();
        let mut active = self.active.lock().unwrap_or_else(PoisonError::into_inner);
        let mut met = Vec::new();
        for (fault, seen) in active
            .iter_mut()
            .filter(|(fault, _)| fault.when.takes(method, path_and_query))
        {
            *seen += 1;
            let first = fault.when.nth.unwrap_or(1);
            let over = fault.when.times.map(|times| first.saturating_add(times));
            if *seen >= first && over.is_none_or(|over| *seen < over) {
                met.push(fault.what.clone());
            }
        }
        Met {
            faults: met,
            released,
        }
    }
}

/// The faults of one request.
pub(crate) struct Met {
    pub faults: Vec<What>,
    released: watch::Receiver<u64>,
}

impl Met {
    /// Waits as long as a `Slow` fault says, or until the faults are replaced.
    pub async fn hold_request(&mut self) {
        self.hold(|fault| match fault {
            What::Slow { ms } => Some(*ms),
            _ => None,
        })
        .await;
    }

    /// The same for `SlowAfter`.
    pub async fn hold_answer(&mut self) {
        self.hold(|fault| match fault {
            What::SlowAfter { ms } => Some(*ms),
            _ => None,
        })
        .await;
    }

    async fn hold(&mut self, held: impl Fn(&What) -> Option<u64>) {
        if let Some(ms) = self.faults.iter().filter_map(held).max() {
            tokio::select! {
                () = tokio::time::sleep(Duration::from_millis(ms)) => {}
                _ = self.released.changed() => {}
            }
        }
    }
}
