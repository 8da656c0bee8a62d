//! Everything that a review begins with, asked for at once.

use crate::{
    browser::{now, runtime, tabs, vault, words::say},
    escalation::{
        case::Case,
        review::{Review, opening::Trouble},
        settings::Escalation,
    },
    settings::{Settings, SettingsError},
    ticket::TicketId,
    zendesk::{self, write_back::Request},
};
use js_sys::Promise;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

/// Zendesk's own limit is 5,000 comments to a ticket.
const PAGES: u32 = 50;

/// Which ticket.
#[derive(Clone)]
pub struct Place {
    pub host: String,
    pub ticket: TicketId,
}

/// What the page was opened for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// An issue on GitLab.
    Issue,
    /// The note that asks for documentation.
    Documentation,
}

/// Which tab of the host reads the ticket.
#[derive(Clone, Copy)]
pub enum Through {
    /// Any; those on view first.
    Any,
    /// This one, and only while it is seen.
    Tab(i32),
}

/// What there is to review.
#[derive(Clone)]
pub struct Loaded {
    pub review: Review,
    pub signed_in: bool,
    /// What of the settings is not in force.
    pub wrong: Option<String>,
}

/// A ticket with all that was said.
pub struct Ticket {
    pub case: Case,
    pub settings: Settings,
    pub rules: Escalation,
    /// Why the team's own settings are not in force.
    pub wrong: Option<String>,
}

/// Of the page's address: `#host=…&ticket=…&purpose=…`.
fn value(name: &str) -> Option<String> {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    let hash = hash.unwrap_or_default();
    let pairs = hash.trim_start_matches('#').split('&');
    let mut pairs = pairs.filter_map(|pair| pair.split_once('='));
    pairs.find_map(|(key, value)| (key == name).then(|| value.to_owned()))
}

pub fn purpose() -> Purpose {
    match value("purpose").as_deref() {
        Some("documentation") => Purpose::Documentation,
        _ => Purpose::Issue,
    }
}

pub fn place() -> Result<Place, Trouble> {
    let host = value("host").ok_or(Trouble::Address)?;
    let ticket = value("ticket")
        .and_then(|ticket| TicketId::parse(&ticket))
        .ok_or(Trouble::Address)?;
    Ok(Place { host, ticket })
}

/// The draft of an issue about the ticket.
pub async fn review(place: &Place, ticket: Ticket) -> Result<Loaded, Trouble> {
    let Ticket {
        case,
        settings,
        rules,
        wrong,
    } = ticket;
    let signed_in = vault::authorization(&settings.gitlab.origin)
        .await
        .is_some();
    let review = Review::new(case, &place.host, settings, rules, say);
    let review = review.ok_or(Trouble::NoProject)?;
    Ok(Loaded {
        review,
        signed_in,
        wrong,
    })
}

/// The ticket with all that was said, through a tab of its host.
pub async fn read(Place { host, ticket }: Place, through: Through) -> Result<Ticket, Trouble> {
    // Under way while the settings are read.
    let body = UnderWay::start(host.clone(), through, zendesk::read_case(ticket.0));
    let comments = UnderWay::start(
        host.clone(),
        through,
        zendesk::read_conversation(ticket.0, 1),
    );
    let read = |text: &str| -> Result<_, SettingsError> {
        Ok((Settings::parse(text)?, Escalation::parse(text)?))
    };
    let in_force = runtime::settings(&|text| read(text).map(|_| ())).await;
    let (settings, rules) =
        read(&in_force.text).map_err(|error| Trouble::Unreadable(error.to_string()))?;
    let ticket_body = body.finish().await?;
    let mut pages = vec![comments.finish().await?];
    while pages.last().is_some_and(|page| zendesk::is_full_page(page)) {
        let page = u32::try_from(pages.len()).unwrap_or(PAGES) + 1;
        if page > PAGES {
            break;
        }
        let next = zendesk::read_conversation(ticket.0, page);
        pages.push(ask(&host, through, &next).await?);
    }
    let (case, _) = zendesk::parse_conversation(&ticket_body, &pages)?;
    Ok(Ticket {
        case,
        settings,
        rules,
        wrong: in_force.says_what_is_left_out(say),
    })
}

async fn ask(host: &str, through: Through, request: &Request) -> Result<String, Trouble> {
    let answer = match through {
        Through::Any => tabs::forward(host, request).await,
        Through::Tab(tab) => tabs::forward_while_seen(tab, request).await,
    };
    Trouble::body(answer, now())
}

/// A request that is made while others are.
struct UnderWay {
    over: Promise,
    body: Rc<Cell<Option<Result<String, Trouble>>>>,
}

impl UnderWay {
    fn start(host: String, through: Through, request: Request) -> Self {
        let body = Rc::new(Cell::new(None));
        let result = Rc::clone(&body);
        let over = future_to_promise(async move {
            result.set(Some(ask(&host, through, &request).await));
            Ok(JsValue::UNDEFINED)
        });
        Self { over, body }
    }

    async fn finish(self) -> Result<String, Trouble> {
        // It is never refused: what went wrong is in the result.
        let _ = JsFuture::from(self.over).await;
        self.body.take().unwrap_or(Err(Trouble::Server))
    }
}
