//! What crosses between the content script and the background; the TypeScript side is
//! `extension/content/protocol.ts`. Wire types: converted at once, never kept.

pub use crate::zendesk::Keep;

use crate::{
    escalation::{follow::Line, outbox::View},
    zendesk::Loose,
};
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// What a page shows right now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// A random id of this load of the page.
    pub document: String,
    /// Kind of page.
    pub place: Place,
    /// Ids of the rows, in the page's order.
    pub tickets: Vec<String>,
    /// The ticket whose pane is visible.
    pub active: Option<String>,
    /// Tickets open in Zendesk's own tabs.
    pub tabs: Vec<String>,
    /// Tickets whose explanation is on view: in an open card, in the header of a pane.
    pub explained: Vec<String>,
    /// A hidden tab asks for nothing.
    pub visible: bool,
}

/// Kind of page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// A list of tickets.
    List,
    /// One ticket.
    Ticket,
    /// Anything else.
    #[default]
    Other,
}

/// A look at a page, with the answers to what the look before it asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Look {
    /// What the page shows.
    pub page: Page,
    /// Answers to requests of the plan before.
    pub answers: Vec<ApiAnswer>,
    /// The person pressed "Try again".
    pub retry: bool,
}

/// Kind of request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RequestKind {
    /// Up to a hundred tickets with their organisations, metric sets and SLAs.
    Tickets,
    /// The same of a search, which has SLAs where the other's sideload is ignored.
    Search,
    /// The SLA of the ticket on view.
    SlaTicket,
}

/// A same-origin GET for the content script to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiRequest {
    /// What it is for; comes back with the answer.
    pub errand: Errand,
    /// Fields to keep, by top-level key; the rest stays in the page.
    pub keep: Keep,
}

/// Flat, as `protocol.ts` has it; serde's `flatten` is two kilobytes.
impl Serialize for ApiRequest {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut request = to.serialize_struct("ApiRequest", 4)?;
        request.serialize_field("kind", &self.errand.kind)?;
        request.serialize_field("tickets", &self.errand.tickets)?;
        request.serialize_field("path", &self.errand.path)?;
        request.serialize_field("keep", &self.keep)?;
        request.end()
    }
}

/// What a request is for. Comes back with the answer, so that a background that was killed
/// meanwhile need not remember it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// Kind of request.
    pub kind: RequestKind,
    /// Ids that the answer is expected to cover.
    pub tickets: Vec<String>,
    /// Path and query.
    pub path: String,
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct ApiAnswer {
    /// What it was for.
    pub request: Errand,
    /// HTTP status; 0 without an answer.
    pub status: u16,
    /// Seconds to wait, from `Retry-After`.
    pub retry_after: Option<i64>,
    /// Zendesk's clock in milliseconds, from the `Date` header.
    pub date: Option<i64>,
    /// JSON text; `None` where the answer was something else.
    pub body: Option<String>,
}

/// How a badge looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Past its time.
    Breached,
    /// An hour left or less.
    Critical,
    /// Two hours left or less.
    Near,
    /// More time than that.
    Running,
    /// No clock.
    None,
}

impl Level {
    /// Every one, the most urgent first.
    pub const ALL: [Self; 5] = [
        Self::Breached,
        Self::Critical,
        Self::Near,
        Self::Running,
        Self::None,
    ];

    /// As it is written.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Breached => "breached",
            Self::Critical => "critical",
            Self::Near => "near",
            Self::Running => "running",
            Self::None => "none",
        }
    }
}

/// What is painted on one ticket.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Badge {
    /// The ticket.
    pub id: String,
    /// Its place in the current list, 1 first.
    pub rank: Option<usize>,
    /// 0 to 100.
    pub score: u8,
    /// How it looks.
    pub level: Level,
    /// An emergency or a strategic organisation.
    pub important: bool,
    /// One or two words for the band.
    pub word: String,
    /// When the clock breaches, in milliseconds.
    pub breach_at: Option<i64>,
    /// The clock is an estimate.
    pub estimated: bool,
    /// One sentence, without the time left.
    pub headline: String,
    /// When Zendesk said so, in milliseconds.
    pub as_of: i64,
    /// Older than its refresh time.
    pub stale: bool,
}

/// What is said of one ticket besides its badge. A list has a hundred badges and one open card, and every byte of a
/// message delays the first of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The ticket.
    pub id: String,
    /// Why it has its place.
    pub reasons: Vec<String>,
    /// What has to be seen, in sentences.
    pub flags: Vec<String>,
}

/// A calm state to show instead of silence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Status {
    /// Stable, to search for.
    pub code: &'static str,
    /// What happened.
    pub what: String,
    /// What to do.
    pub todo: String,
    /// Offer "Try again".
    pub retry: bool,
    /// Nothing is asked before this moment, in milliseconds.
    pub until: Option<i64>,
}

/// What the content script paints and does.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Plan {
    /// Badges of the tickets that are known.
    pub badges: Vec<Badge>,
    /// What the page wants explained and is known.
    pub explanations: Vec<Explanation>,
    /// How escalations of these tickets stand. Empty as the engine leaves it: the outbox is beside it.
    pub escalations: Vec<View>,
    /// What became of their issues. Likewise.
    pub follows: Vec<Line>,
    /// The list's ids, first ticket first.
    pub order: Vec<String>,
    /// Parts of the overlay that are switched off, with blanks between them.
    pub hidden: String,
    /// Requests to make.
    pub requests: Vec<ApiRequest>,
    /// What went wrong, if anything did.
    pub status: Option<Status>,
    /// When time alone changes this plan, in milliseconds.
    pub replan_at: Option<i64>,
    /// What "take the next one" opens.
    pub next: Option<String>,
    /// Milliseconds to add to this machine's clock to get Zendesk's.
    pub skew: i64,
}

impl Look {
    /// Reads a message of the content script; `None` where it is of another kind.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let look = Loose::read(text)?;
        let page = look.get("page");
        Some(Self {
            page: Page {
                document: owned(page.get("document"))?,
                place: match page.get("place").text()? {
                    "list" => Place::List,
                    "ticket" => Place::Ticket,
                    _ => Place::Other,
                },
                tickets: texts(page.get("tickets")),
                active: owned(page.get("active")),
                tabs: texts(page.get("tabs")),
                explained: texts(page.get("explained")),
                visible: page.get("visible").truth()?,
            },
            answers: look
                .get("answers")
                .items()
                .iter()
                .map(answer)
                .collect::<Option<_>>()?,
            retry: look.get("retry").truth().unwrap_or(false),
        })
    }
}

fn answer(answer: &Loose<'_>) -> Option<ApiAnswer> {
    let request = answer.get("request");
    Some(ApiAnswer {
        request: Errand {
            kind: match request.get("kind").text()? {
                "tickets" => RequestKind::Tickets,
                "search" => RequestKind::Search,
                "sla_ticket" => RequestKind::SlaTicket,
                _ => return None,
            },
            tickets: texts(request.get("tickets")),
            path: owned(request.get("path"))?,
        },
        status: answer
            .get("status")
            .whole()
            .and_then(|status| u16::try_from(status).ok())?,
        retry_after: answer.get("retryAfter").whole(),
        date: answer.get("date").whole(),
        body: owned(answer.get("body")),
    })
}

fn owned(value: &Loose<'_>) -> Option<String> {
    value.text().map(str::to_owned)
}

fn texts(list: &Loose<'_>) -> Vec<String> {
    list.items().iter().filter_map(owned).collect()
}
