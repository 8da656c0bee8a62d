//! Everything about an issue that a team may disagree on, as data.
//!
//! The `escalation` object of a settings file names only what differs from `defaults.json`; each
//! key replaces the default as a whole, except `label_sets`, which are added by name.

mod read;

use super::redact::Config;
use crate::{
    contribution::settings::{Component, Contribution},
    settings::{SettingsError, document, read::At},
    shipped::Shipped,
    ticket::{ByPriority, Priority},
    words::Words,
    zendesk::Loose,
};
use std::collections::BTreeMap;

/// What a team may change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Escalation {
    /// Zendesk's host, where a ticket's record does not say.
    pub zendesk_host: String,
    /// Name of the label set in force.
    pub label_set: String,
    /// Label sets by name.
    pub label_sets: BTreeMap<String, LabelSet>,
    /// Who gets the label for certain premium subscribers.
    pub customer_plus: CustomerPlus,
    /// Tags that ask for an issue to stay confidential, lower case.
    pub keep_confidential_tags: Vec<String>,
    /// Tags of tickets about GitLab.com, where the customer runs no checks, lower case.
    pub gitlab_com_tags: Vec<String>,
    /// Urgency of a ticket, where nobody chose one.
    pub urgency: Urgency,
    /// Impact of a ticket, where nobody chose one.
    pub impact: Impact,
    /// How a security issue is recognised.
    pub security: Signs,
    /// How a proposal is recognised.
    pub feature: Signs,
    /// How a regression is recognised.
    pub regression: Regression,
    /// What the sections of an issue are called in tickets, lower case.
    pub phrases: Sections<Vec<String>>,
    /// What sentences say that belong into a section though nobody headed them, lower case.
    pub said: Said,
    /// What quoted mail, greetings and signatures look like.
    pub mail: Mail,
    /// What a subject is freed from, and which words say nothing, lower case.
    pub titles: Titles,
    /// The headings of an issue.
    pub headings: Headings,
    /// What a comment on an issue about the same problem begins with: it asks for something.
    pub comment: String,
    /// Name of the component where nothing speaks for any.
    pub fallback: String,
    /// Components, and where their issues go.
    pub contribution: Contribution,
    /// What redaction goes by.
    pub redaction: Config,
    /// Characters after which a log is cut.
    pub block_limit: usize,
    /// Characters after which a summary is cut.
    pub summary_limit: usize,
}

/// The labels of one edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct LabelSet {
    /// Where it is from.
    pub source: String,
    pub bug: String,
    pub feature: String,
    pub customer: String,
    /// For certain premium subscribers, in the place of `customer`.
    pub customer_plus: String,
    pub security: String,
    pub keep_confidential: String,
    pub regression: String,
    /// `{version}` is the milestone that brought a regression in.
    pub regression_version: String,
    /// For a regression of high impact.
    pub next_patch: String,
    /// Rows are urgency, columns impact, high first.
    pub support_priority: [[String; 3]; 3],
}

/// Who gets `customer+`: a plan of the list, and a tag of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerPlus {
    /// Plans, lower case.
    pub plans: Vec<String>,
    /// Tags of the organisation or the ticket, lower case.
    pub tags: Vec<String>,
}

/// High, mid or low: 1, 2 or 3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// 1.
    High,
    /// 2.
    #[default]
    Mid,
    /// 3.
    Low,
}

impl Level {
    /// Reads 1, 2 or 3; 1 is high.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Self> {
        match number {
            1 => Some(Self::High),
            2 => Some(Self::Mid),
            3 => Some(Self::Low),
            _ => None,
        }
    }

    /// For sentences.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Mid => "mid",
            Self::Low => "low",
        }
    }

    /// For people who review the issue.
    #[must_use]
    pub fn said(self, words: Words) -> String {
        let key = match self {
            Self::High => "panel_level_high",
            Self::Mid => "panel_level_mid",
            Self::Low => "panel_level_low",
        };
        words(key, &[])
    }
}

/// Urgency by what a ticket says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Urgency {
    /// By Priority.
    pub priority: ByPriority<Level>,
    /// Where Priority is not set.
    pub unset: Level,
    /// In a customer emergency.
    pub emergency: Level,
}

impl Default for Urgency {
    fn default() -> Self {
        let level = Level::default();
        Self {
            priority: ByPriority {
                urgent: level,
                high: level,
                normal: level,
                low: level,
            },
            unset: level,
            emergency: level,
        }
    }
}

impl Urgency {
    /// The level for `priority`.
    #[must_use]
    pub fn of(&self, priority: Option<Priority>) -> Level {
        priority.map_or(self.unset, |priority| self.priority.of(priority))
    }
}

/// Impact by whose ticket it is. The first that fits counts, from top to bottom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// A customer emergency.
    pub emergency: Level,
    /// An organisation on the strategic list.
    pub strategic: Level,
    /// Priority urgent: the service is down.
    pub urgent: Level,
    /// By plan, lower case.
    pub plans: BTreeMap<String, Level>,
    /// A plan that is not known.
    pub unknown: Level,
}

/// How a type of issue is recognised; texts are lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// Tags of the ticket.
    pub tags: Vec<String>,
    /// Words of the subject.
    pub subject: Vec<String>,
    /// Words anywhere.
    pub text: Vec<String>,
    /// Words that look like signs and are none.
    pub not: Vec<String>,
}

/// How a regression is recognised; texts are lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Regression {
    /// Words that say that it worked once.
    pub signs: Vec<String>,
    /// Words that look like signs and are none.
    pub not: Vec<String>,
    /// Words before the version that worked.
    pub worked: Vec<String>,
    /// Words after the version that worked.
    pub worked_after: Vec<String>,
    /// Words before the version that broke it.
    pub broken: Vec<String>,
    /// Words before a version that is in use now; by themselves they say nothing about before.
    pub moved: Vec<String>,
    /// Words before the version that was left and the one that was taken.
    pub from_to: Vec<[String; 2]>,
}

/// Something for each section that a ticket may have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Sections<T> {
    pub summary: T,
    pub steps: T,
    pub example: T,
    pub current: T,
    pub expected: T,
    pub logs: T,
    pub environment: T,
    pub fixes: T,
    pub problem: T,
    pub proposal: T,
    pub audience: T,
}

/// Phrases of sentences, lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Said {
    pub expected: Vec<String>,
    pub current: Vec<String>,
    pub proposal: Vec<String>,
    /// Words for those whom something is for, after a number.
    pub audience: Vec<String>,
}

/// What is not the author's own: lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mail {
    /// How a line begins after which all is quoted.
    pub quote: Vec<String>,
    /// How such a line begins and ends: `On … wrote:`.
    pub wrote: Vec<[String; 2]>,
    /// Lines that a signature begins with.
    pub closings: Vec<String>,
    /// How a line begins that only greets.
    pub greetings: Vec<String>,
}

/// How a title is made of a subject: lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Titles {
    /// What a subject begins with and an issue's title does not.
    pub prefixes: Vec<String>,
    /// Words that say nothing about what happens.
    pub vague: Vec<String>,
}

/// The headings of an issue, as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Headings {
    pub summary: String,
    pub steps: String,
    pub example: String,
    pub current: String,
    pub expected: String,
    pub logs: String,
    pub checks: String,
    pub environment: String,
    pub application_check: String,
    pub fixes: String,
    pub problem: String,
    pub proposal: String,
    pub audience: String,
    pub links: String,
}

impl Escalation {
    /// The defaults, with the `escalation` object of a settings file's text on top.
    ///
    /// # Errors
    /// Anything in it that cannot be used, with the path to it.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let mut escalation = Self::default();
        let defaults: Loose<'_> = serde_json::from_str(Shipped::Escalation.text())?;
        escalation.apply(&At::root(&defaults))?;
        escalation.redaction = Config::parse("{}")?;
        let own = document::open(text)?;
        if let Some(at) = At::root(&own).given("escalation") {
            escalation.apply(&at)?;
        }
        escalation.contribution = Contribution::parse(text)?;
        escalation.check()?;
        Ok(escalation)
    }

    /// The label set in force.
    #[must_use]
    pub fn labels(&self) -> Option<&LabelSet> {
        self.label_sets.get(&self.label_set)
    }

    fn check(&self) -> Result<(), SettingsError> {
        let fail = |path: &str, what: String| {
            Err(SettingsError::Value {
                path: format!("escalation.{path}"),
                what,
            })
        };
        if self.labels().is_none() {
            let known: Vec<&str> = self.label_sets.keys().map(String::as_str).collect();
            return fail(
                "label_set",
                format!(
                    "there is no label set `{}`; choose one of: {}",
                    self.label_set,
                    known.join(", ")
                ),
            );
        }
        let fallback = |component: &Component| {
            component.name == self.fallback && component.place(&self.label_set).is_some()
        };
        if !self.contribution.components.iter().any(fallback) {
            return fail(
                "fallback",
                format!(
                    "no component `{}` is filed under the label set `{}`; name one of `contribution.components` that is",
                    self.fallback, self.label_set
                ),
            );
        }
        Ok(())
    }
}
