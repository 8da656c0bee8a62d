//! What is remembered of one host, and as what text.

use super::{
    BUDGET, Effect, WINDOW,
    figure::{Figure, Kind, words},
    replies::Replies,
};
use crate::{
    escalation::outbox::{list, quote},
    settings::Channel,
    time::{HOUR, Time},
    zendesk::{Loose, write_back::Request},
};

/// All figures of one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// When its first figure was asked for.
    pub began: Time,
    /// Names of the channels.
    pub channels: Vec<String>,
    /// What was asked, so that other settings are noticed.
    pub(super) query: String,
    /// By channel, and for each by [`Kind`].
    pub figures: Vec<Figure>,
}

/// Why it does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// No tab of the host is open.
    NoTab,
    /// The session has ended.
    Session,
    /// The account's request limit is used up.
    RateLimited,
    /// No answer.
    Network,
    /// An answer that is none.
    Unreadable,
    /// Zendesk failed.
    Server(u16),
}

/// What is known of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) host: String,
    /// The last round that came to its end.
    pub(super) done: Option<Round>,
    /// The one under way.
    pub(super) round: Option<Round>,
    /// Requests of the last hour, noted before they leave.
    pub(super) asked: Vec<Time>,
    /// In a row.
    pub(super) failures: u32,
    /// Nothing is asked before.
    pub(super) hold: Option<Time>,
    pub(super) halt: Option<Halt>,
    /// Rests until somebody looks.
    pub(super) parked: bool,
}

/// All that the figures depend on.
pub(super) fn query_of(channels: &[Channel]) -> String {
    list(channels.iter().map(|one| words(one, channels)))
}

impl Round {
    pub(super) fn new(now: Time, channels: &[Channel]) -> Self {
        Self {
            began: now,
            channels: channels.iter().map(|one| one.name.clone()).collect(),
            query: query_of(channels),
            figures: vec![Figure::Unknown; channels.len() * Kind::ALL.len()],
        }
    }

    /// What is counted lies after this moment.
    #[must_use]
    pub fn since(&self) -> Time {
        self.began.plus(-WINDOW)
    }

    /// A figure of the channel at this place.
    #[must_use]
    pub fn figure(&self, channel: usize, kind: Kind) -> Figure {
        let figures = self.figures.iter().skip(channel * Kind::ALL.len());
        let mut kinds = figures.zip(Kind::ALL);
        let found = kinds.find(|(_, its)| *its == kind);
        found.map_or(Figure::Unknown, |(figure, _)| *figure)
    }

    /// Figures that are known, of how many.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let known = self.figures.iter().filter(|one| **one != Figure::Unknown);
        (known.count(), self.figures.len())
    }

    pub(super) fn next(&self) -> Option<usize> {
        self.figures.iter().position(|one| *one == Figure::Unknown)
    }

    pub(super) fn request(&self, figure: usize, channels: &[Channel]) -> Option<Request> {
        let channel = channels.get(figure / Kind::ALL.len())?;
        let since = self.since().rfc3339()?;
        Some(Kind::of(figure).request(&words(channel, channels), &since))
    }

    /// What the account does not say of one channel it says of none: it is not asked again in this round. Nor is
    /// half of a satisfaction.
    pub(super) fn learn(&mut self, at: usize, figure: Figure) {
        let kind = Kind::of(at);
        let is_rating = |kind| matches!(kind, Kind::Good | Kind::Bad);
        for (index, known) in self.figures.iter_mut().enumerate() {
            let its = Kind::of(index);
            let is_same = its == kind || (is_rating(its) && is_rating(kind));
            let is_refused = matches!(figure, Figure::Refused(_)) && is_same;
            if index == at || (is_refused && *known == Figure::Unknown) {
                *known = figure;
            }
        }
    }

    pub(super) fn write(&self) -> String {
        let figure = |figure: &Figure| match figure {
            Figure::Unknown => "null".to_owned(),
            Figure::Count(count) => count.to_string(),
            Figure::Replies(its) => format!(
                "[{},{},{},{}]",
                its.met, its.applicable, its.looked_at, its.of
            ),
            Figure::Refused(status) => format!("{{\"refused\":{status}}}"),
        };
        format!(
            r#"{{"began":{},"channels":[{}],"query":{},"figures":[{}]}}"#,
            self.began.0,
            list(self.channels.iter().map(|name| quote(name))),
            quote(&self.query),
            list(self.figures.iter().map(figure)),
        )
    }

    pub(super) fn read(kept: &Loose<'_>) -> Option<Self> {
        let names = kept.get("channels").items().iter();
        let channels: Vec<String> = names
            .map(|name| name.text().map(str::to_owned))
            .collect::<Option<_>>()?;
        let figures = kept.get("figures").items().iter();
        let figures: Vec<Figure> = figures.map(read_figure).collect::<Option<_>>()?;
        let fits = figures.len() == channels.len() * Kind::ALL.len();
        Some(Self {
            began: Time(kept.get("began").whole()?),
            channels,
            query: kept.get("query").text()?.to_owned(),
            figures,
        })
        .filter(|_| fits)
    }
}

fn read_figure(kept: &Loose<'_>) -> Option<Figure> {
    Some(match kept {
        Loose::Null => Figure::Unknown,
        Loose::List(numbers) => {
            let [met, applicable, looked_at, of] = numbers.as_slice() else {
                return None;
            };
            Figure::Replies(Replies {
                met: met.integer()?,
                applicable: applicable.integer()?,
                looked_at: looked_at.integer()?,
                of: of.integer()?,
            })
        }
        Loose::Map(_) => Figure::Refused(u16::try_from(kept.get("refused").integer()?).ok()?),
        count => Figure::Count(count.integer()?),
    })
}

impl Halt {
    /// HTTP's status where one says it, a small number otherwise.
    pub(super) fn number(self) -> u16 {
        match self {
            Self::NoTab => 1,
            Self::Network => 2,
            Self::Unreadable => 3,
            Self::Session => 401,
            Self::RateLimited => 429,
            Self::Server(status) => status,
        }
    }

    pub(super) fn from_number(kept: &Loose<'_>) -> Option<Self> {
        Some(match u16::try_from(kept.integer()?).ok()? {
            0 => return None,
            1 => Self::NoTab,
            2 => Self::Network,
            3 => Self::Unreadable,
            401 => Self::Session,
            429 => Self::RateLimited,
            status => Self::Server(status),
        })
    }
}

impl Record {
    pub(super) fn new(host: String) -> Self {
        Self {
            host,
            done: None,
            round: None,
            asked: Vec::new(),
            failures: 0,
            hold: None,
            halt: None,
            parked: false,
        }
    }

    /// When the next request may leave.
    pub(super) fn free_at(&self, now: Time) -> Time {
        let recent = self.asked.iter().filter(|at| at.until(now) < HOUR);
        let free_at = match recent.clone().count() >= BUDGET {
            true => recent.min().map_or(now, |first| first.plus(HOUR)),
            false => now,
        };
        let hold = self.hold.filter(|at| now.until(*at) <= HOUR);
        free_at.max(hold.unwrap_or(now))
    }

    /// A request that left in the future did so before somebody set the clock back, and at the latest now.
    pub(super) fn mind_the_clock(&mut self, now: Time) {
        for at in &mut self.asked {
            *at = (*at).min(now);
        }
    }

    pub(super) fn note_request(&mut self, now: Time) {
        self.asked.retain(|at| at.until(now) < HOUR);
        self.asked.push(now);
    }

    /// It has not left after all.
    pub(super) fn forget_request(&mut self) {
        self.asked.pop();
    }

    pub(super) fn save(&self) -> Effect {
        Effect::Save {
            host: self.host.clone(),
            text: self.write(),
        }
    }

    pub(super) fn write(&self) -> String {
        let round = |round: &Option<Round>| round.as_ref().map_or("null".into(), Round::write);
        format!(
            r#"{{"done":{},"round":{},"asked":[{}],"failures":{},"hold":{},"halt":{},"parked":{}}}"#,
            round(&self.done),
            round(&self.round),
            list(self.asked.iter().map(|at| at.0.to_string())),
            self.failures,
            self.hold.map_or(-1, |at| at.0),
            self.halt.map_or(0, Halt::number),
            self.parked,
        )
    }

    /// Reads what [`Self::write`] writes; `None` for anything else, which is as good as not kept.
    pub(super) fn read(host: &str, text: &str) -> Option<Self> {
        let kept = Loose::read(text)?;
        let asked = kept.get("asked").items().iter();
        Some(Self {
            host: host.to_owned(),
            done: Round::read(kept.get("done")),
            round: Round::read(kept.get("round")),
            asked: asked.filter_map(|at| at.whole().map(Time)).collect(),
            failures: u32::try_from(kept.get("failures").integer()?).ok()?,
            hold: kept.get("hold").whole().filter(|at| *at >= 0).map(Time),
            halt: Halt::from_number(kept.get("halt")),
            parked: kept.get("parked").truth()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_back() {
        let channels = ["a \"b\"", "c"].map(|name| Channel {
            name: name.into(),
            via: vec![name.into()],
        });
        let mut round = Round::new(Time(1_764_000_000), &channels);
        let replies = Replies {
            met: 1,
            applicable: 2,
            looked_at: 3,
            of: 4,
        };
        for (at, figure) in [
            (0, Figure::Count(0)),
            (1, Figure::Count(u64::MAX)),
            (2, Figure::Refused(403)),
            (4, Figure::Replies(replies)),
        ] {
            round.learn(at, figure);
        }
        let mut record = Record::new("gitlab.zendesk.com".into());
        for halt in [
            None,
            Some(Halt::NoTab),
            Some(Halt::Session),
            Some(Halt::RateLimited),
            Some(Halt::Network),
            Some(Halt::Unreadable),
            Some(Halt::Server(503)),
        ] {
            assert_eq!(
                Record::read(&record.host, &record.write()),
                Some(record.clone())
            );
            (record.halt, record.failures, record.parked) = (halt, 3, !record.parked);
            record.hold = Some(Time(7));
            record.asked.push(Time(5));
            record.done.clone_from(&record.round);
            record.round = Some(round.clone());
        }
        for text in ["", "{}", "[]", r#"{"failures":1}"#] {
            assert_eq!(Record::read("a", text), None, "{text}");
        }
    }
}
