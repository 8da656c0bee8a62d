//! An ordering as data: bands from first to last, how tickets are ordered inside each, and the
//! scores that a band may show.

use crate::{
    sla::{Metric, Targets},
    ticket::{ByPriority, Status},
    words::{Words, named},
};

/// One way to order a queue.
#[derive(Clone, Debug, PartialEq)]
pub struct Preset {
    /// What it is chosen by: `handbook-2018`.
    pub name: String,
    /// What it does and where it is from, in a sentence.
    pub source: String,
    /// Plans that count as premium class.
    pub premium_class: Vec<String>,
    /// Name of the reply targets that estimates use.
    pub targets: String,
    /// Whether plans play a part in estimates; without, every ticket has the regular targets.
    pub targets_by_plan: bool,
    /// From the one that comes first to the one that comes last. A ticket is in the first band
    /// whose conditions it meets; the last band has none.
    pub bands: Vec<Band>,
    /// What decides between equals of a band, before the lower id.
    pub ties: Vec<Key>,
    /// How a ticket's weight is made, for presets that order by it.
    pub weight: Option<Weight>,
}

/// A band of tickets that comes before the next band whatever the tickets in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// What a reader calls it: `Premium, near breach`.
    pub name: String,
    /// One or two words, for the badge.
    pub word: String,
    /// Who is in it.
    pub when: When,
    /// What orders it.
    pub order: Vec<Key>,
    /// Lowest and highest score shown, 0 to 100. Bands do not overlap.
    pub score: [u8; 2],
}

/// Conditions, all of which must hold; one that is not stated holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct When {
    /// A clock is running.
    pub running: Option<bool>,
    /// A customer emergency or a strategic organisation.
    pub important: Option<bool>,
    /// Class of the plan.
    pub class: Option<Vec<Class>>,
    /// How far the clock is.
    pub state: Option<Vec<State>>,
    /// Which reply is waited for.
    pub metric: Option<Vec<Metric>>,
    /// Status of the ticket.
    pub status: Option<Vec<Status>>,
    /// A weight of at least this much, 0 to 100.
    pub weight_at_least: Option<i64>,
}

/// Class of a plan, first to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The preset's premium class.
    Premium,
    /// Any other paid plan.
    OtherPaid,
    /// Free, trial, expired and the like.
    NoSla,
    /// No plan was recognised.
    Unknown,
}

/// How far a ticket's clock is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Exactly 0 seconds left, or over.
    Breached,
    /// Exactly the near-breach time left, or less.
    Near,
    /// More time than that.
    Later,
    /// No clock is running.
    None,
}

/// What tickets are compared by; the first of its kind comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Customer emergencies first.
    Emergency,
    /// SLA category: emergency, premium class, regular.
    Category,
    /// Class of the plan.
    Class,
    /// Urgent, high, normal, low, unset.
    Priority,
    /// Least time left first, which puts the longest breached before the others.
    TimeLeft,
    /// First reply time before next reply time.
    Metric,
    /// Oldest first.
    Oldest,
    /// Heaviest first.
    Weight,
}

/// A ticket's weight: points that add up to 0-100.
#[derive(Clone, Debug, PartialEq)]
pub struct Weight {
    /// Points by class of the plan.
    pub class: ByClass,
    /// Points by Priority.
    pub priority: ByPriority<i64>,
    /// Points where Priority is unset.
    pub priority_unset: i64,
    /// Points for an emergency or a strategic organisation.
    pub important: i64,
    /// Points by minutes left, `[minutes, points]` with minutes falling and points rising;
    /// straight lines between, level beyond the ends.
    pub clock: Vec<[i64; 2]>,
}

/// Points for each class of plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "see Class")]
pub struct ByClass {
    pub premium: i64,
    pub other_paid: i64,
    pub no_sla: i64,
    pub unknown: i64,
}

/// A preset that contradicts itself.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("preset `{preset}`: {what}")]
pub struct PresetError {
    preset: String,
    what: String,
}

impl Preset {
    pub(crate) fn lacks_targets(&self) -> PresetError {
        PresetError {
            preset: self.name.clone(),
            what: format!("there are no targets named `{}`", self.targets),
        }
    }

    /// In the reader's language, once for all tickets: names that ship. See [`named`].
    pub fn say_names(&mut self, words: Words) {
        self.name = named(words, &self.name);
        for band in &mut self.bands {
            band.name = named(words, &band.name);
            band.word = named(words, &band.word);
        }
    }

    /// Checks what the types cannot say.
    ///
    /// # Errors
    /// No band, a last band with conditions, scores that overlap or run the wrong way, targets
    /// that do not exist, a weight that is used but not given, clock points out of order.
    pub fn check(&self, targets: &[(String, Targets)]) -> Result<(), PresetError> {
        let fail = |what: String| {
            Err(PresetError {
                preset: self.name.clone(),
                what,
            })
        };
        if targets.iter().all(|(name, _)| *name != self.targets) {
            return Err(self.lacks_targets());
        }
        let Some(last) = self.bands.last() else {
            return fail("it has no bands; give at least one".into());
        };
        if last.when != When::default() {
            return fail(
                "the last band must have no conditions, or some tickets have no place".into(),
            );
        }
        let mut ceiling = 100;
        for band in &self.bands {
            let [low, high] = band.score;
            if low > high || high > ceiling {
                return fail(format!(
                    "band `{}` scores {low}-{high}; scores must fall from band to band, within 0-100",
                    band.name
                ));
            }
            ceiling = low;
        }
        let keys = self
            .bands
            .iter()
            .flat_map(|band| &band.order)
            .chain(&self.ties);
        let weighs = self
            .bands
            .iter()
            .any(|band| band.when.weight_at_least.is_some())
            || keys.into_iter().any(|key| *key == Key::Weight);
        match &self.weight {
            None if weighs => fail("it orders by weight but gives none".into()),
            Some(weight)
                if !weight
                    .clock
                    .is_sorted_by(|[a, more], [b, less]| a > b && more <= less) =>
            {
                fail("weight.clock: minutes must fall and points must not".into())
            }
            _ => Ok(()),
        }
    }
}
