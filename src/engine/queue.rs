//! The top of a list for the popup, from what was kept of it: nothing is asked for.

use super::{
    Engine, Saves,
    plan::badge,
    protocol::{Badge, Level},
    store::{HostState, Known, TabState, host_key, list_key, tab_key, ticket_key},
};
use crate::{
    escalation::outbox::{list, quote},
    priority,
    ticket::TicketId,
    time::Time,
    zendesk::Loose,
};

/// What fits into a popup.
const ROWS: usize = 7;

/// The top of the list that was shown last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Queue {
    /// The tab; None for a list that no tab shows any more.
    pub tab: Option<i32>,
    /// Tickets of the list.
    pub listed: usize,
    /// Those of which anything is known.
    pub known: usize,
    /// The first of these.
    pub rows: Vec<Row>,
}

/// A ticket.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Its place, 1 first.
    pub rank: usize,
    /// 0 to 100.
    pub score: u8,
    /// How it looks.
    pub level: Level,
    /// An emergency or a strategic organisation.
    pub important: bool,
    /// One or two words for the band.
    pub word: String,
    /// Why it is there, in a sentence or two.
    pub reason: String,
    /// When its clock breaches, by Zendesk's clock.
    pub breach_at: Option<Time>,
    /// The clock is an estimate.
    pub estimated: bool,
    /// When Zendesk said so.
    pub as_of: Time,
    /// Older than its refresh time.
    pub stale: bool,
}

impl Queue {
    /// The key of what is kept of a tab's list, or of the list of a host that was shown last.
    #[must_use]
    pub fn key(host: &str, tab: Option<i32>) -> String {
        tab.map_or_else(|| list_key(host), tab_key)
    }

    /// `{"kind": "queue", "host"}`: what the background is asked for it.
    #[must_use]
    pub fn ask(host: &str) -> String {
        format!(r#"{{"kind":"queue","host":{}}}"#, quote(host))
    }

    /// The host of what [`Queue::ask`] writes; `None` for anything else.
    #[must_use]
    pub fn asked(text: &str) -> Option<String> {
        let ask = Loose::read(text)?;
        let host = ask.get("host").text()?.to_owned();
        (ask.get("kind").text() == Some("queue")).then_some(host)
    }

    /// The keys of what is kept of the tickets of a list, and of their host.
    #[must_use]
    pub fn keys(host: &str, kept: &str) -> Vec<String> {
        let tickets = TabState::read(kept).unwrap_or_default().list;
        let keys = tickets.into_iter().map(|id| ticket_key(host, id));
        keys.chain([host_key(host)]).collect()
    }

    /// `{"tab", "listed", "known", "rows": [{"id", "rank", "score", "level", "important", "word", "reason", "breachAt",
    /// "estimated", "asOf", "stale"}]}`; times in seconds since the epoch.
    #[must_use]
    pub fn write(&self) -> String {
        let row = |row: &Row| {
            format!(
                r#"{{"id":{},"rank":{},"score":{},"level":"{}","important":{},"word":{},"reason":{},"breachAt":{},"estimated":{},"asOf":{},"stale":{}}}"#,
                quote(&row.id),
                row.rank,
                row.score,
                row.level.name(),
                row.important,
                quote(&row.word),
                quote(&row.reason),
                row.breach_at.map_or("null".into(), |at| at.0.to_string()),
                row.estimated,
                row.as_of.0,
                row.stale,
            )
        };
        format!(
            r#"{{"tab":{},"listed":{},"known":{},"rows":[{}]}}"#,
            self.tab.map_or("null".into(), |tab| tab.to_string()),
            self.listed,
            self.known,
            list(self.rows.iter().map(row)),
        )
    }

    /// Reads what [`Queue::write`] writes; `None` for anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let queue = Loose::read(text)?;
        let count = |key: &str| usize::try_from(queue.get(key).integer()?).ok();
        let rows = queue.get("rows").items().iter();
        Some(Self {
            tab: match queue.get("tab") {
                Loose::Null => None,
                tab => Some(i32::try_from(tab.whole()?).ok()?),
            },
            listed: count("listed")?,
            known: count("known")?,
            rows: rows.map(read_row).collect::<Option<_>>()?,
        })
    }
}

fn read_row(row: &Loose<'_>) -> Option<Row> {
    let text = |key: &str| row.get(key).text().map(str::to_owned);
    Some(Row {
        id: text("id")?,
        rank: usize::try_from(row.get("rank").integer()?).ok()?,
        score: u8::try_from(row.get("score").integer()?).ok()?,
        level: Level::ALL
            .into_iter()
            .find(|level| Some(level.name()) == row.get("level").text())?,
        important: row.get("important").truth()?,
        word: text("word")?,
        reason: text("reason")?,
        breach_at: row.get("breachAt").whole().map(Time),
        estimated: row.get("estimated").truth()?,
        as_of: Time(row.get("asOf").whole()?),
        stale: row.get("stale").truth()?,
    })
}

impl Engine {
    /// The top of a list, from what is kept under [`Queue::key`] and [`Queue::keys`]. What cannot be read of it is left
    /// out. None where there is no list.
    #[must_use]
    pub fn queue(&self, now: Time, tab: Option<i32>, host: &str, kept: &Saves) -> Option<Queue> {
        let text = |key: &str| {
            let found = kept.iter().find(|(name, _)| name == key);
            found.map(|(_, text)| text.as_str())
        };
        let listed = TabState::read(text(&Queue::key(host, tab))?)?.list;
        if listed.is_empty() {
            return None;
        }
        let host_state = text(&host_key(host)).and_then(HostState::read);
        let there = now.plus(host_state.map_or(0, |state| state.skew));
        let read = |id: &TicketId| Some((*id, Known::read(text(&ticket_key(host, *id))?)?));
        let known: Vec<(TicketId, Known)> = listed.iter().filter_map(read).collect();
        let tickets = known.iter().filter_map(|(_, known)| known.ticket());
        let ranked = priority::rank_all(tickets, &self.rules, there);
        let rows = ranked.iter().take(ROWS).map(|ranked| {
            let its = known.iter().find(|(id, _)| *id == ranked.ticket.id);
            let its = its.map(|(_, known)| known);
            let badge = badge(
                ranked,
                Some(ranked.rank),
                its,
                &self.rules,
                now,
                self.refresh,
                self.words,
            );
            row(badge, ranked.rank, priority::gist(ranked, self.words))
        });
        Some(Queue {
            tab,
            listed: listed.len(),
            known: ranked.len(),
            rows: rows.collect(),
        })
    }
}

fn row(badge: Badge, rank: usize, reason: String) -> Row {
    let time = |millis: i64| Time(millis.div_euclid(1000));
    Row {
        id: badge.id,
        rank,
        score: badge.score,
        level: badge.level,
        important: badge.important,
        word: badge.word,
        reason,
        breach_at: badge.breach_at.map(time),
        estimated: badge.estimated,
        as_of: time(badge.as_of),
        stale: badge.stale,
    }
}
