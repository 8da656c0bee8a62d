//! What crosses between the background and the popup, as JSON text.

use super::record::{Halt, Round};
use crate::{escalation::outbox::quote, time::Time, words::Words, zendesk::Loose};

/// What the background is asked. Each is answered with a [`View`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// How things stand with a host.
    Read(String),
    /// Somebody looks: what is too old is counted anew.
    Look(String),
    /// Count anew, however old it is.
    Anew(String),
}

/// How things stand with a host.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The latest figures; while there are none that are complete, those that there are.
    pub shown: Option<Round>,
    /// How far counting has come, where it is under way.
    pub progress: Option<(usize, usize)>,
    /// Why it does not go on.
    pub halt: Option<Halt>,
    /// It goes on by itself at this moment.
    pub until: Option<Time>,
    /// What shares are held against, percent.
    pub goal: i64,
    /// Address of the dashboard, where there is one.
    pub dashboard: Option<String>,
}

impl Ask {
    /// `{"kind": "results", "want": "read" | "look" | "anew", "host"}`.
    #[must_use]
    pub fn write(&self) -> String {
        let (want, host) = match self {
            Self::Read(host) => ("read", host),
            Self::Look(host) => ("look", host),
            Self::Anew(host) => ("anew", host),
        };
        let host = quote(host);
        format!(r#"{{"kind":"results","want":"{want}","host":{host}}}"#)
    }

    /// Reads what [`Ask::write`] writes; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let ask = Loose::read(text)?;
        if ask.get("kind").text() != Some("results") {
            return None;
        }
        let host = ask.get("host").text()?.to_owned();
        match ask.get("want").text()? {
            "read" => Some(Self::Read(host)),
            "look" => Some(Self::Look(host)),
            "anew" => Some(Self::Anew(host)),
            _ => None,
        }
    }
}

impl View {
    /// `{"shown", "progress": [n, m], "halt", "until", "goal", "dashboard"}`; `until` in seconds since the epoch.
    #[must_use]
    pub fn write(&self) -> String {
        let shown = self.shown.as_ref().map_or("null".into(), Round::write);
        let progress = match self.progress {
            Some((known, all)) => format!("[{known},{all}]"),
            None => "null".into(),
        };
        let until = self.until.map_or("null".into(), |at| at.0.to_string());
        let halt = self.halt.map_or(0, Halt::number);
        let dashboard = self.dashboard.as_deref().map_or("null".into(), quote);
        format!(
            r#"{{"shown":{shown},"progress":{progress},"halt":{halt},"until":{until},"goal":{},"dashboard":{dashboard}}}"#,
            self.goal
        )
    }

    /// Reads what [`View::write`] writes; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let view = Loose::read(text)?;
        let count = |at: usize| {
            let number = view.get("progress").items().get(at)?.integer()?;
            usize::try_from(number).ok()
        };
        Some(Self {
            shown: Round::read(view.get("shown")),
            progress: count(0).zip(count(1)),
            halt: Halt::from_number(view.get("halt")),
            until: view.get("until").whole().map(Time),
            goal: view.get("goal").whole()?,
            dashboard: view.get("dashboard").text().map(str::to_owned),
        })
    }
}

impl Halt {
    /// What happened, what to do, and the code to search for.
    #[must_use]
    pub fn say(self, words: Words) -> String {
        let key = match self {
            Self::NoTab => "popup_halt_tab",
            Self::Session => "popup_halt_session",
            Self::RateLimited => "popup_halt_rate",
            Self::Network => "popup_halt_net",
            Self::Unreadable => "popup_halt_answer",
            Self::Server(status) => return words("popup_halt_server", &[&status.to_string()]),
        };
        words(key, &[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Channel;

    #[test]
    fn what_is_asked_is_read_back() {
        let host = || "gitlab.zendesk.com".to_owned();
        for ask in [Ask::Read(host()), Ask::Look(host()), Ask::Anew(host())] {
            assert_eq!(Ask::read(&ask.write()), Some(ask));
        }
        for text in ["", "[]", r#"{"kind":"views"}"#, r#"{"kind":"results"}"#] {
            assert_eq!(Ask::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_shown_is_read_back() {
        let channel = Channel {
            name: "Email".into(),
            via: vec!["mail".into()],
        };
        let view = View {
            shown: Some(Round::new(Time(7), &[channel])),
            progress: Some((0, 5)),
            halt: Some(Halt::NoTab),
            until: Some(Time(9)),
            goal: 95,
            dashboard: Some("https://a.example/\"".into()),
        };
        for view in [view, View::default()] {
            assert_eq!(View::read(&view.write()), Some(view));
        }
        assert_eq!(View::read("[]"), None);
    }
}
