//! The background as a state machine: what a page shows comes in, what to do goes out.
//!
//! The content script drives it: every message is a whole look at the page and may be repeated,
//! so a background that is killed between any two steps is simply asked again. What must outlive
//! it is saved before the answer leaves, and what can be asked for again right after it.

mod answers;
#[cfg(any(feature = "cli", feature = "pages"))]
mod moves;
mod plan;
pub mod protocol;
mod queue;
mod requests;
pub mod store;
mod trouble;

use crate::{
    schedule::Zone,
    settings::{Appearance, Rules, Settings, SettingsError},
    ticket::TicketId,
    time::{MINUTE, Time},
    words::Words,
};
#[cfg(any(feature = "cli", feature = "pages"))]
pub use moves::{Listed, Move, Place};
use protocol::{Look, Page, Plan, RequestKind};
pub use queue::{Queue, Row};
use std::collections::{HashMap, HashSet};
use store::{HostState, Known, TabState, host_key, list_key, tab_key, ticket_key};

/// Texts to keep, or kept, by key.
pub type Saves = Vec<(String, String)>;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// A content script looked at its page and waits for a plan.
    Looked {
        /// The tab that the browser says it is in.
        tab: i32,
        /// The host that the browser says the page is from.
        host: String,
        /// What it saw.
        look: Box<Look>,
    },
    /// What was kept under the keys asked for, for a look that waits for it.
    Recalled {
        /// The tab whose look waits.
        tab: i32,
        /// Its host.
        host: String,
        /// The look itself.
        look: Box<Look>,
        /// The keys asked for.
        keys: Vec<String>,
        /// What was found.
        found: Saves,
    },
    /// A plan has left.
    Answered {
        /// For this tab.
        tab: i32,
    },
    /// A tab is gone.
    TabClosed {
        /// Which.
        tab: i32,
    },
}

/// Something to do, in this order.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read these keys of the session's storage, then say [`Event::Recalled`].
    Recall {
        /// For which look.
        keys: Vec<String>,
    },
    /// Keep these while the background sleeps.
    Save {
        /// By key.
        entries: Saves,
    },
    /// Show this on the toolbar's icon for this tab.
    Toolbar {
        /// Which.
        tab: i32,
        /// Tickets near or past breach in its list.
        urgent: usize,
    },
    /// Answer the look, then say [`Event::Answered`].
    Answer(Box<Plan>),
    /// Ask this tab's content script to look again.
    Replan {
        /// Which.
        tab: i32,
    },
}

/// A request that is on its way is given up on after this long.
const REQUEST_TIMEOUT: i64 = MINUTE;
/// A clock that is off by less is near enough.
const CLOCK_TOLERANCE: i64 = 2 * MINUTE;

/// Whether `since` is less than `longest` ago. A moment in the future is from before somebody set
/// the clock back, and as good as long ago.
fn is_recent(since: Time, now: Time, longest: i64) -> bool {
    (-CLOCK_TOLERANCE..longest).contains(&since.until(now))
}

/// Whether `until` is still to come, and not further ahead than it can have been put.
fn is_ahead(until: Time, now: Time, longest: i64) -> bool {
    (1..=longest.saturating_add(CLOCK_TOLERANCE)).contains(&now.until(until))
}

/// See the module's text.
#[derive(Debug)]
pub struct Engine {
    rules: Rules,
    refresh: i64,
    words: Words,
    appearance: Appearance,
    seed: u64,
    hosts: HashMap<String, Host>,
    tabs: HashMap<i32, Tab>,
    /// Keys whose kept value is in memory already.
    recalled: HashSet<String>,
}

#[derive(Debug, Default)]
struct Host {
    state: HostState,
    known: HashMap<TicketId, Known>,
    /// Tickets of which more is known than was kept.
    unsaved: Vec<TicketId>,
}

#[derive(Debug, Default)]
struct Tab {
    host: String,
    document: String,
    state: TabState,
    pending: Vec<Pending>,
    /// Another tab asks for what this one needs.
    waiting: bool,
    urgent: Option<usize>,
}

#[derive(Debug)]
struct Pending {
    path: String,
    tickets: Vec<TicketId>,
    since: Time,
}

/// A page's ids, checked.
struct Sight {
    list: Vec<TicketId>,
    active: Option<TicketId>,
    tabs: Vec<TicketId>,
    explained: Vec<TicketId>,
    visible: bool,
    is_list: bool,
}

impl Sight {
    fn of(page: &Page) -> Self {
        let ids = |texts: &[String]| {
            texts
                .iter()
                .filter_map(|text| TicketId::parse(text))
                .collect()
        };
        Self {
            list: ids(&page.tickets),
            active: page.active.as_deref().and_then(TicketId::parse),
            tabs: ids(&page.tabs),
            explained: ids(&page.explained),
            visible: page.visible,
            is_list: page.place == protocol::Place::List,
        }
    }

    /// The SLA source to ask next about a ticket on this page, if there is one.
    fn next_sla(&self, id: TicketId, known: &Known) -> Option<RequestKind> {
        if !known.sla_open {
            return None;
        }
        if self.is_list {
            let asks = !known.asked_search && self.list.contains(&id);
            return asks.then_some(RequestKind::Search);
        }
        let asks = !known.asked_policy_metrics && self.active == Some(id);
        asks.then_some(RequestKind::SlaTicket)
    }

    /// Every ticket on view, once, by id.
    fn all(&self) -> Vec<TicketId> {
        sorted(
            self.list
                .iter()
                .chain(&self.active)
                .chain(&self.tabs)
                .copied(),
        )
    }
}

/// Every one once, ascending. A page shows a hundred at most, and the library's sort is five times
/// the code.
fn sorted<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut sorted = Vec::new();
    for value in values {
        if let Err(place) = sorted.binary_search(&value) {
            sorted.insert(place, value);
        }
    }
    sorted
}

impl Engine {
    /// A background that knows nothing yet and says everything in `words`. `seed` spreads out machines that failed together.
    ///
    /// # Errors
    /// Settings that cannot be used.
    pub fn new(
        settings: Settings,
        zone: Zone,
        words: Words,
        seed: u64,
    ) -> Result<Self, SettingsError> {
        let refresh = settings.refresh_minutes.saturating_mul(MINUTE);
        let appearance = settings.appearance.clone();
        let mut rules = settings.rules(zone)?;
        rules.preset.say_names(words);
        Ok(Self {
            rules,
            refresh,
            words,
            appearance,
            seed,
            hosts: HashMap::new(),
            tabs: HashMap::new(),
            recalled: HashSet::new(),
        })
    }

    /// What to do about `event`. Nothing else changes the engine.
    pub fn handle(&mut self, now: Time, event: Event) -> Vec<Effect> {
        match event {
            Event::Looked { tab, host, look } => self.look_or_recall(now, tab, &host, &look),
            Event::Recalled {
                tab,
                host,
                look,
                keys,
                found,
            } => {
                self.recall(&host, tab, keys, found);
                // Only now is the list known that the ticket was opened from.
                self.look_or_recall(now, tab, &host, &look)
            }
            Event::Answered { tab } => self.after_answer(now, tab),
            Event::TabClosed { tab } => {
                let Some(closed) = self.tabs.remove(&tab) else {
                    return Vec::new();
                };
                self.wake_waiting(&closed.host)
            }
        }
    }

    fn host(&mut self, host: &str) -> &mut Host {
        self.hosts.entry(host.to_owned()).or_default()
    }

    fn look_or_recall(&mut self, now: Time, tab: i32, host: &str, look: &Look) -> Vec<Effect> {
        let keys = self.keys_to_recall(tab, host, look);
        if keys.is_empty() {
            self.look(now, tab, host, look)
        } else {
            vec![Effect::Recall { keys }]
        }
    }

    fn keys_to_recall(&self, tab: i32, host: &str, look: &Look) -> Vec<String> {
        let sight = Sight::of(&look.page);
        let mut keys = vec![host_key(host), tab_key(tab)];
        keys.extend(sight.all().into_iter().map(|id| ticket_key(host, id)));
        // An answer may be on tickets that the page has left meanwhile.
        let answered = look
            .answers
            .iter()
            .flat_map(|answer| &answer.request.tickets);
        keys.extend(
            answered
                .filter_map(|id| TicketId::parse(id))
                .map(|id| ticket_key(host, id)),
        );
        if let Some(tab) = self.tabs.get(&tab) {
            keys.extend(tab.state.list.iter().map(|id| ticket_key(host, *id)));
        }
        keys.retain(|key| !self.recalled.contains(key));
        keys
    }

    /// What is in memory already is newer than what was kept.
    fn recall(&mut self, host: &str, tab: i32, keys: Vec<String>, found: Saves) {
        for (key, text) in found {
            if self.recalled.contains(&key) {
                continue;
            }
            if key == host_key(host) {
                if let Some(state) = HostState::read(&text) {
                    self.host(host).state = state;
                }
            } else if key == tab_key(tab) {
                self.tabs.entry(tab).or_default().state = TabState::read(&text).unwrap_or_default();
            } else if let (Some(id), Some(known)) = (
                key.rsplit('/').next().and_then(TicketId::parse),
                Known::read(&text),
            ) {
                self.host(host).known.insert(id, known);
            }
        }
        self.recalled.extend(keys);
    }

    fn look(&mut self, now: Time, tab: i32, host: &str, look: &Look) -> Vec<Effect> {
        let sight = Sight::of(&look.page);
        let mut effects = Vec::new();
        let mut saves = Vec::new();
        if self.arrive(tab, host, &look.page.document) {
            effects.extend(self.wake_waiting(host));
        }
        let state = &mut self.host(host).state;
        state.expire(now);
        if look.retry {
            state.trouble = None;
            state.hold_until = None;
            state.no_sla_until = None;
        }
        if !look.answers.is_empty() {
            for answer in &look.answers {
                self.take_answer(now, tab, host, &sight, answer, &mut saves);
            }
            effects.extend(
                self.wake_waiting(host)
                    .into_iter()
                    .filter(|effect| *effect != Effect::Replan { tab }),
            );
        }
        if sight.is_list
            && let Some(here) = self.tabs.get_mut(&tab)
            && here.state.list != sight.list
        {
            here.state.list.clone_from(&sight.list);
            let kept = here.state.write();
            saves.push((list_key(host), kept.clone()));
            saves.push((tab_key(tab), kept));
        }
        let requests = self.requests(now, tab, host, &sight);
        let plan = self.plan(now, tab, host, &sight, requests);
        if !saves.is_empty() {
            effects.push(Effect::Save { entries: saves });
        }
        effects.push(Effect::Answer(Box::new(plan)));
        effects
    }

    /// What the badges do not wait for: both are made anew where they are lost.
    fn after_answer(&mut self, now: Time, tab: i32) -> Vec<Effect> {
        let mut effects = self.save_facts();
        effects.extend(self.toolbar(now, tab));
        effects
    }

    /// Writing a hundred tickets down takes longer than ranking them.
    fn save_facts(&mut self) -> Vec<Effect> {
        let mut entries = Saves::new();
        for (name, host) in &mut self.hosts {
            for id in std::mem::take(&mut host.unsaved) {
                let known = host.known.get(&id);
                entries.extend(known.map(|known| (ticket_key(name, id), known.write())));
            }
        }
        if entries.is_empty() {
            return Vec::new();
        }
        vec![Effect::Save { entries }]
    }

    /// Notes which page the tab has loaded; true where that gives up requests of the page before.
    fn arrive(&mut self, tab: i32, host: &str, document: &str) -> bool {
        let here = self.tabs.entry(tab).or_default();
        if here.document == document && here.host == host {
            return false;
        }
        document.clone_into(&mut here.document);
        host.clone_into(&mut here.host);
        here.urgent = None;
        !std::mem::take(&mut here.pending).is_empty()
    }

    /// Tabs that left a request to another tab look again when it is done or gone.
    fn wake_waiting(&mut self, host: &str) -> Vec<Effect> {
        let waiting = self.tabs.iter_mut().filter_map(|(id, tab)| {
            (tab.host == host && std::mem::take(&mut tab.waiting)).then_some(*id)
        });
        sorted(waiting)
            .into_iter()
            .map(|tab| Effect::Replan { tab })
            .collect()
    }

    fn toolbar(&mut self, now: Time, tab: i32) -> Option<Effect> {
        let here = self.tabs.get_mut(&tab)?;
        let (there, rules) = (self.hosts.get(&here.host)?, &self.rules);
        let skewed = now.plus(there.state.skew);
        let counted = match self.appearance.counts() {
            true => here.state.list.as_slice(),
            false => &[],
        };
        let urgent = counted
            .iter()
            .filter_map(|id| there.known.get(id)?.ticket())
            .filter(|ticket| plan::is_urgent(&crate::priority::stand(ticket, rules, skewed)))
            .count();
        if here.urgent.replace(urgent) == Some(urgent) {
            return None;
        }
        Some(Effect::Toolbar { tab, urgent })
    }
}
