//! Which component is known by what, and where its code, issues and documentation are, as data.
//!
//! The `contribution` object of a settings file names only what differs from `defaults.json`; each
//! key replaces the default as a whole, except `editions`, which are added by name. The edition in
//! force is the label set that `escalation.label_set` names: issues and code go to one place.

mod read;

use super::index::Index;
use crate::{
    settings::{SettingsError, document, read::At},
    shipped::Shipped,
    zendesk::Loose,
};

/// What a team may change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contribution {
    /// Name of the edition in force.
    pub edition: String,
    /// Editions by name.
    pub editions: Vec<(String, Edition)>,
    /// Components, by what is said about them. Several rows may share a name.
    pub components: Vec<Component>,
    /// What is said where no code is what it is about: invoices, licences.
    pub elsewhere: Vec<Sign>,
    /// Phrases that look like signs and are none.
    pub nothing: Vec<String>,
    /// Signs that other products give, too: alone they convince nobody where the product is not named.
    pub shared: Vec<String>,
    /// What a sentence says of a part that is not to blame.
    pub cleared: Vec<String>,
    /// What the product is called: where it is named, less convinces.
    pub names: Vec<String>,
    /// Words after which a sentence goes on about something else.
    pub turns: Vec<String>,
    /// How a paragraph begins that nobody wrote.
    pub boilerplate: Vec<String>,
    /// How a message begins that a program answered with: its author is away, its address is unknown.
    pub automatic: Vec<String>,
    /// What speaks for an installation, by its name.
    pub installations: Vec<(String, Vec<String>)>,
    /// Where code and documentation are.
    pub repositories: Vec<Repository>,
    /// How paths begin where code is installed, and what of the repository that is.
    pub prefixes: Vec<[String; 2]>,
    /// What is written where the documentation lacks something.
    pub documenting: Documenting,
    /// Loudness from which on a component is shown. A sign of weight 1 in a sentence has 4.
    pub convincing: u32,
    /// The same where one sign alone was found and the product is not named.
    pub doubtful: u32,
    /// Per cent of the loudest component's from which on another is shown beside it.
    pub close: u32,
    /// The phrases of all of these.
    pub phrases: Phrases,
}

/// Texts with `{names}` that are filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Documenting {
    /// The internal note: `{what}`, `{component}`, `{page}`, `{edit}`, `{customer}`, `{evidence}`, `{branch}`,
    /// `{commit}`.
    pub note: String,
    /// The reply to the customer: `{url}`.
    pub reply: String,
}

/// A phrase, lower case, and how loudly it speaks.
pub type Sign = (String, u32);

/// What of an edition is not a component's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// Where it is from.
    pub source: String,
    /// Labels of issues to begin with.
    pub starter: Vec<String>,
    /// Label of what support contributes.
    pub own: String,
    /// Path of the guide, where it is not each repository's own.
    pub contributing: Option<String>,
    /// Template of merge requests for documentation.
    pub template: String,
    /// What a page's address ends with on the documentation's site.
    pub page: String,
}

/// A part of the product, or of what is done with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Component {
    /// The handbook's name for it.
    pub name: String,
    /// What speaks for it.
    pub signs: Vec<Sign>,
    /// Components that it goes before as soon as it is convincing.
    pub over: Vec<String>,
    /// Where it lives, by edition. Without the one in force it is no choice.
    pub places: Vec<(String, Place)>,
}

/// Where a component lives in one edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Path of its project: code and issues.
    pub repository: String,
    /// Label of the team to ask.
    pub team: String,
    /// The component's own labels.
    pub labels: Vec<String>,
    /// Its page in the documentation.
    pub docs: Option<DocsPage>,
}

/// A page of the documentation, by its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocsPage {
    /// Path of the project that it is in.
    pub repository: String,
    /// Path of the file in it.
    pub page: String,
}

/// A project with code or documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repository {
    /// Its path.
    pub path: String,
    /// Its default branch.
    pub branch: String,
    /// Folder of its documentation, where it has one.
    pub docs: Option<String>,
    /// Where that is published.
    pub site: Option<String>,
    /// Where it was published before.
    pub old_sites: Vec<String>,
    /// Folders that its code is in.
    pub sources: Vec<String>,
    /// The tag of a version of GitLab, `{version}`; `None` where it has versions of its own.
    pub tag: Option<String>,
    /// The branch of a milestone, `{major}` and `{minor}`.
    pub stable: Option<String>,
}

impl Component {
    /// Where it lives in `edition`.
    #[must_use]
    pub fn place(&self, edition: &str) -> Option<&Place> {
        let mut places = self.places.iter();
        places.find_map(|(name, place)| (name == edition).then_some(place))
    }
}

/// What a phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It speaks for a row of the table.
    Speaks {
        /// The row.
        row: usize,
        /// How loudly.
        weight: u32,
    },
    /// It is no matter of code.
    Elsewhere(u32),
    /// Other products give this sign, too.
    Shared,
    /// The sentence clears what it names.
    Clears,
    /// Another thought begins.
    Turns,
    /// It names the product.
    Names,
    /// It says how GitLab is installed.
    Installed(usize),
}

/// All phrases, ready to be looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrases {
    /// Finds them.
    pub index: Index,
    /// What each means; a phrase of `nothing` means nothing.
    pub meanings: Vec<Vec<Meaning>>,
    /// Begins of boilerplate.
    pub boilerplate: Index,
    /// What stands at the beginning of automatic answers.
    pub automatic: Index,
}

impl Phrases {
    fn of(rules: &Contribution) -> Self {
        let mut phrases = Self::default();
        for (row, component) in rules.components.iter().enumerate() {
            if component.place(&rules.edition).is_none() {
                continue;
            }
            for (sign, weight) in &component.signs {
                let weight = *weight;
                phrases.add(sign, Some(Meaning::Speaks { row, weight }));
            }
        }
        for (sign, weight) in &rules.elsewhere {
            phrases.add(sign, Some(Meaning::Elsewhere(*weight)));
        }
        for phrase in &rules.nothing {
            phrases.add(phrase, None);
        }
        for (list, meaning) in [
            (&rules.shared, Meaning::Shared),
            (&rules.cleared, Meaning::Clears),
            (&rules.turns, Meaning::Turns),
            (&rules.names, Meaning::Names),
        ] {
            for phrase in list {
                phrases.add(phrase, Some(meaning));
            }
        }
        for (number, (_, signs)) in rules.installations.iter().enumerate() {
            for sign in signs {
                phrases.add(sign, Some(Meaning::Installed(number)));
            }
        }
        for phrase in &rules.boilerplate {
            phrases.boilerplate.add(phrase);
        }
        for phrase in &rules.automatic {
            phrases.automatic.add(phrase);
        }
        phrases
    }

    fn add(&mut self, phrase: &str, meaning: Option<Meaning>) {
        let number = self.index.add(phrase);
        if self.meanings.len() <= number {
            self.meanings.resize(number + 1, Vec::new());
        }
        if let Some(meanings) = self.meanings.get_mut(number) {
            // A row says a thing once.
            meanings.extend(meaning.filter(|meaning| !meanings.contains(meaning)));
        }
    }

    /// What a phrase means.
    #[must_use]
    pub fn meanings(&self, phrase: usize) -> &[Meaning] {
        self.meanings.get(phrase).map_or(&[], Vec::as_slice)
    }
}

impl Contribution {
    /// The defaults, with the `contribution` object of a settings file's text on top.
    ///
    /// # Errors
    /// Anything in it that cannot be used, with the path to it.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        Self::layered(Shipped::Contribution.text(), text)
    }

    /// Like [`Self::parse`] on top of given defaults: the extension's background has those from its
    /// script.
    ///
    /// # Errors
    /// Anything in them that cannot be used, with the path to it.
    pub fn layered(defaults: &str, text: &str) -> Result<Self, SettingsError> {
        let mut rules = Self {
            edition: "current".to_owned(),
            ..Self::default()
        };
        let defaults: Loose<'_> = serde_json::from_str(defaults)?;
        rules.apply(&At::root(&defaults))?;
        let own = document::open(text)?;
        let root = At::root(&own);
        if let Some(at) = root.given("contribution") {
            rules.apply(&at)?;
        }
        let label_set = root.value.get("escalation").get("label_set").text();
        if let Some(edition) = label_set {
            rules.edition = edition.to_owned();
        }
        rules.phrases = Phrases::of(&rules);
        Ok(rules)
    }

    /// What of the edition in force is not a component's own. A label set of a team's own goes by
    /// the last one.
    #[must_use]
    pub fn edition(&self) -> Option<&Edition> {
        let own = self.editions.iter().find(|(name, _)| *name == self.edition);
        own.or(self.editions.last()).map(|(_, edition)| edition)
    }

    /// A project, by its path.
    #[must_use]
    pub fn repository(&self, path: &str) -> Option<&Repository> {
        self.repositories.iter().find(|one| one.path == path)
    }
}
