//! The outbox: from a press to one issue and one note, whatever happens in between.
//!
//! A state machine, `handle(now, event) -> effects`. What it remembers of an escalation is one
//! [`Record`] per ticket and project. It is kept by the shell, read under an exclusive lock, and
//! saved before anything is done that cannot be undone; in memory is only what is under way.
//!
//! The rules that make it exactly once, each of which [`Rules`] can take away in a test:
//!
//! 1. **Saved before sent**: a record that says "may have been posted" is on the disk before the post leaves.
//! 2. **Look up after an unknown outcome**: a post that was not answered is looked for by its marker
//!    before it is made again, or given up on.
//! 3. **Wait out the lag**: "not found" counts when GitLab's search had the time to catch up.
//! 4. **One at a time**: a record is gone on with under a lock that all backgrounds of the browser share (the shell's part).
//! 5. **Claimed before posted**: the ticket itself keeps two agents apart. A tag that names the
//!    escalation and this browser is written with `safe_update`; of two agents Zendesk lets one
//!    through. GitLab's only compare-and-set, a label named after the escalation, would stay behind
//!    in the project's list of labels for everybody to see, and needs a role that support may not have.
//! 6. **Built on what was read**: every update of the ticket carries the stamp that was read before
//!    everything else, so that it fails if anything was written meanwhile, by whom ever and however
//!    late. A stamp of this very second is waited out: it may stand for two states of the ticket.
//! 7. **Looked for before written**: a note with the marker on the ticket is the end, not a reason for a second one.
//!
//! What that cannot exclude: a post that leaves this machine in time and reaches GitLab after it was
//! looked for; another agent's claim that a person takes over while that agent's post is still under way;
//! tags that a person takes off by hand, or that the account does not let an agent set. Wherever it may have come to
//! that, the escalation is looked for once more when all is over, and again by the other agent. The issue
//! that the ticket names stays, else the one with the lowest number; the others are closed, and linked to it.

mod events;
mod gitlab_side;
mod hold;
mod record;
mod settings;
mod show;
mod steps;
mod store;
mod trouble;
mod wire;
mod wishes;
mod zendesk_side;

use crate::{time::Time, words::Words, zendesk::write_back::Standing};
use steps::{Desk, Next};
use store::Kept;

pub use events::{Effect, Event, Rules, Wish};
pub use hold::{CLAIM_PATIENCE, Hold, Side, Why};
pub use record::{Action, Draft, Key, Record, Remark, State};
pub use settings::Settings;
pub use show::View;
pub use trouble::{Answer, Reason};
pub use wire::Ask;
pub(crate) use {
    hold::STAMP_AGE,
    show::{of_hold, of_reason},
    store::{list, quote},
    trouble::{Verdict, hold_after, jitter, spread},
};

/// A background that was killed with a request under way is woken after this long.
const WATCH: i64 = 120;
/// A request that could not be sent for so many seconds is not sent any more.
const SEND_WITHIN: i64 = 30;

/// See the module's text.
#[derive(Debug)]
pub struct Outbox {
    settings: Settings,
    words: Words,
    rules: Rules,
    /// Tells this browser's claims from others', and spreads out what failed together.
    install: u64,
    /// Few at a time: each kind of map is kilobytes of the background.
    active: Vec<(Key, Active)>,
    /// Hosts that have a tab.
    tabs: Vec<String>,
    /// Escalations that wait for one.
    stranded: Vec<Key>,
    /// Tokens that Zendesk's writes need, by host: in memory only.
    sessions: Vec<(String, String)>,
    last_id: u64,
}

/// An escalation under way.
#[derive(Debug, Default)]
struct Active {
    /// Wishes that wait for the lock.
    wishes: Vec<Wish>,
    /// `None` until the lock is held.
    record: Option<Box<Record>>,
    /// What was saved last.
    saved: String,
    /// What is being asked.
    asked: Option<(u64, steps::Ask)>,
    /// An alarm is set in case that this background is killed.
    watched: bool,
    sight: Sight,
}

/// What was read of both sides since the last write to either.
#[derive(Debug, Default)]
struct Sight {
    standing: Option<Standing>,
    /// Comments read so far, in pages.
    pages: u32,
    /// The note with the marker, once all comments are read.
    note: Option<Option<String>>,
    /// GitLab does not have it.
    absent: bool,
    /// Our claim stands on the ticket.
    claimed: bool,
    /// An issue to be closed, and its description.
    surplus: Option<(u64, String)>,
}

impl Outbox {
    /// A background that knows nothing yet and says everything in `words`. `install` is a number that this browser keeps
    /// for good.
    #[must_use]
    pub fn new(settings: Settings, words: Words, install: u64) -> Self {
        Self::with_rules(settings, words, install, Rules::ALL)
    }

    /// For tests: without some of the rules.
    #[must_use]
    pub fn with_rules(settings: Settings, words: Words, install: u64, rules: Rules) -> Self {
        Self {
            settings,
            words,
            rules,
            install,
            active: Vec::new(),
            tabs: Vec::new(),
            stranded: Vec::new(),
            sessions: Vec::new(),
            last_id: 0,
        }
    }

    /// What to do about `event`. Nothing else changes the outbox.
    pub fn handle(&mut self, now: Time, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Wished { key, wish } => self.wish(now, key, wish, &mut effects),
            Event::Locked { key, kept } => self.open(now, &key, kept, &mut effects),
            Event::Answered { key, id, answer } => {
                self.take(now, &key, id, &answer, &mut effects);
            }
            Event::TabReady { host } => {
                let (here, elsewhere) = std::mem::take(&mut self.stranded)
                    .into_iter()
                    .partition(|key| key.host == host);
                self.stranded = elsewhere;
                if !self.tabs.contains(&host) {
                    self.tabs.push(host);
                }
                let here: Vec<Key> = here;
                for key in here {
                    self.wish(now, key, Wish::Resume, &mut effects);
                }
            }
            Event::TabsGone { host } => self.tabs.retain(|one| *one != host),
            Event::Changed(settings) => self.settings = *settings,
        }
        effects
    }

    fn wish(&mut self, now: Time, key: Key, wish: Wish, effects: &mut Vec<Effect>) {
        let Some(active) = find(&mut self.active, &key) else {
            let active = Active {
                wishes: vec![wish],
                ..Active::default()
            };
            self.active.push((key.clone(), active));
            effects.push(Effect::Lock { key });
            return;
        };
        let Some(record) = &mut active.record else {
            active.wishes.push(wish);
            return;
        };
        wishes::take(record, wish, &self.settings, now);
        self.flush(&key, effects);
        self.show(&key, now, effects);
        let busy = find(&mut self.active, &key).is_some_and(|active| active.asked.is_some());
        if busy {
            effects.push(watch(&key, now));
        } else {
            self.go_on(now, &key, effects);
        }
    }

    /// The lock is held: what was kept is read, and what was wished for meanwhile is done.
    fn open(&mut self, now: Time, key: &Key, kept: Option<String>, effects: &mut Vec<Effect>) {
        let Some(active) = find(&mut self.active, key) else {
            effects.push(Effect::Unlock { key: key.clone() });
            return;
        };
        let mut wishes = std::mem::take(&mut active.wishes);
        let text = kept.unwrap_or_default();
        let record = match text.is_empty() {
            true => None,
            false => match Record::read(&text) {
                Kept::Record(record) => Some(record),
                Kept::Unusable(Reason::Unreadable) => {
                    wishes::begin_again(&mut wishes, key, &self.settings)
                        .or_else(|| wishes::dismissed(&wishes, key, &self.settings))
                }
                Kept::Unusable(reason) => {
                    effects.push(Effect::Show(Box::new(View::unusable(
                        key, reason, self.words,
                    ))));
                    self.close(key, effects);
                    return;
                }
            },
        };
        let Some(record) = record.or_else(|| wishes::begin(&mut wishes, key, &self.settings, now))
        else {
            if !text.is_empty() {
                let view = View::unusable(key, Reason::Unreadable, self.words);
                effects.push(Effect::Show(Box::new(view)));
            }
            self.close(key, effects);
            return;
        };
        let record = active.record.insert(record);
        active.saved = text;
        for wish in wishes {
            wishes::take(record, wish, &self.settings, now);
        }
        self.flush(key, effects);
        self.show(key, now, effects);
        self.go_on(now, key, effects);
    }

    fn take(&mut self, now: Time, key: &Key, id: u64, answer: &Answer, effects: &mut Vec<Effect>) {
        let Some(active) = find(&mut self.active, key) else {
            return;
        };
        let Some((_, ask)) = active.asked.take_if(|(asked, _)| *asked == id) else {
            return;
        };
        if let Some(mut desk) = self.desk(now, key) {
            desk.take(&ask, answer);
        }
        self.go_on(now, key, effects);
    }

    /// Asks for what is needed next, or gives the lock back until somebody or something comes.
    fn go_on(&mut self, now: Time, key: &Key, effects: &mut Vec<Effect>) {
        let Some(next) = self.desk(now, key).map(|mut desk| desk.next()) else {
            return;
        };
        match next {
            Next::Ask(ask) => self.ask(now, key, ask, effects),
            Next::Hold(at) => {
                self.flush(key, effects);
                self.show(key, now, effects);
                let key = key.clone();
                effects.push(Effect::SetAlarm {
                    key: key.clone(),
                    at,
                });
                self.close(&key, effects);
            }
            Next::Tab | Next::Rest => {
                self.flush(key, effects);
                if next == Next::Tab && !self.stranded.contains(key) {
                    self.stranded.push(key.clone());
                }
                self.show(key, now, effects);
                self.close(key, effects);
            }
        }
    }

    fn ask(&mut self, now: Time, key: &Key, ask: steps::Ask, effects: &mut Vec<Effect>) {
        self.last_id += 1;
        let (id, not_after) = (self.last_id, now.plus(SEND_WITHIN));
        let Some(desk) = self.desk(now, key) else {
            return;
        };
        let request = desk.request(&ask);
        let (key, saved_first) = (
            key.clone(),
            self.rules.save_before_post || ask != steps::Ask::Post,
        );
        if saved_first {
            self.flush(&key, effects);
        }
        self.show(&key, now, effects);
        if let Some(active) = find(&mut self.active, &key)
            && !std::mem::replace(&mut active.watched, true)
        {
            effects.push(watch(&key, now));
        }
        effects.push(match request {
            steps::Request::GitLab(request) => Effect::GitLab {
                key: key.clone(),
                id,
                request,
                not_after,
            },
            steps::Request::Zendesk(request) => Effect::Zendesk {
                key: key.clone(),
                id,
                request,
                not_after,
            },
        });
        self.flush(&key, effects);
        if let Some(active) = find(&mut self.active, &key) {
            active.asked = Some((id, ask));
        }
    }

    /// Everything that a decision is made from.
    fn desk(&mut self, now: Time, key: &Key) -> Option<Desk<'_>> {
        let active = find(&mut self.active, key)?;
        Some(Desk {
            now,
            settings: &self.settings,
            rules: &self.rules,
            install: self.install,
            has_tab: self.tabs.contains(&key.host),
            session: session(&mut self.sessions, &key.host),
            record: active.record.as_mut()?,
            sight: &mut active.sight,
        })
    }

    fn flush(&mut self, key: &Key, effects: &mut Vec<Effect>) {
        let Some(active) = find(&mut self.active, key) else {
            return;
        };
        let Some(record) = &active.record else {
            return;
        };
        let text = record.write();
        if text != active.saved {
            active.saved.clone_from(&text);
            let key = key.clone();
            effects.push(Effect::Save { key, text });
        }
    }

    fn show(&mut self, key: &Key, now: Time, effects: &mut Vec<Effect>) {
        let stranded = self.stranded.contains(key);
        let mut active = self.active.iter().filter(|(one, _)| one == key);
        let record = active.find_map(|(_, one)| one.record.as_deref());
        let Some(record) = record else {
            return;
        };
        let view = Box::new(View::of(record, &self.settings, self.words, now, stranded));
        let effect = Effect::Show(view);
        let last = effects
            .iter()
            .rev()
            .find(|one| matches!(one, Effect::Show(_)));
        if last != Some(&effect) {
            effects.push(effect);
        }
    }

    fn close(&mut self, key: &Key, effects: &mut Vec<Effect>) {
        self.active.retain(|(one, _)| one != key);
        effects.push(Effect::Unlock { key: key.clone() });
    }
}

fn find<'a>(all: &'a mut [(Key, Active)], key: &Key) -> Option<&'a mut Active> {
    let mut all = all.iter_mut();
    all.find_map(|(one, active)| (one == key).then_some(active))
}

/// The token of a host; empty where it is not known.
fn session<'a>(all: &'a mut Vec<(String, String)>, host: &str) -> &'a mut String {
    let at = all.iter().position(|(one, _)| one == host);
    let at = at.unwrap_or_else(|| {
        all.push((host.to_owned(), String::new()));
        all.len() - 1
    });
    #[allow(clippy::indexing_slicing, reason = "found or put there just now")]
    &mut all[at].1
}

/// Wakes the background should it be killed with a request under way.
fn watch(key: &Key, now: Time) -> Effect {
    Effect::SetAlarm {
        key: key.clone(),
        at: now.plus(WATCH),
    }
}
