//! What redaction goes by: lists that a team may change, and whose ticket it is.

use super::{Found, Kind, names::Names, nouns::Nouns, tokens::Shapes};
use crate::{
    settings::{
        SettingsError,
        read::{At, Read},
    },
    shipped::Shipped,
    zendesk::Loose,
};
use std::collections::HashSet;

/// How much goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Strictness {
    /// Everything: the project is public, or nobody knows whether it is.
    #[default]
    Public,
    /// The project is known to be private: hosts and IP addresses may stay, for whoever looks into it.
    Private,
}

/// Whose ticket it is: their names go wherever they occur.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parties {
    /// Full names of the requester and of others who wrote.
    pub people: Vec<String>,
    /// Names of organisations.
    pub organisations: Vec<String>,
    /// File names of attachments: those that show who sent them go as a whole.
    pub attachments: Vec<String>,
    /// Hosts that stay beside the configured ones: Zendesk's own.
    pub hosts: Vec<String>,
}

/// Lists that a team may change, all lower case. A list in JSON is one of texts, each with one
/// word or several that have spaces between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Host names that stay; `*.example.com` is every host below it.
    pub keep_hosts: HashSet<String>,
    /// Groups on a shared GitLab that stay.
    pub keep_groups: HashSet<String>,
    /// Hosts of a GitLab that everybody shares, where a path names a customer.
    pub group_hosts: HashSet<String>,
    /// Last parts of names that make a host of whatever stands before them.
    pub suffixes: HashSet<String>,
    /// Last parts that are endings of files or names in programs as well.
    pub weak_suffixes: HashSet<String>,
    /// Endings of files.
    pub file_endings: HashSet<String>,
    /// Words for a password, in the languages of tickets; `_` stands for a space.
    pub password_words: HashSet<String>,
    /// Words for a token or a key that is secret.
    pub token_words: HashSet<String>,
    /// Words near which a name and its password are given.
    pub login_words: HashSet<String>,
    /// Words for codes of some digits.
    pub code_words: HashSet<String>,
    /// Services, after whose name a word without order is a token.
    pub service_words: HashSet<String>,
    /// What may stand between such a word and its value.
    pub said_words: HashSet<String>,
    /// What is said about a password and is none.
    pub plain_words: HashSet<String>,
    /// How sentences about a password begin.
    pub sentence_words: HashSet<String>,
    /// Names of people or companies that are words as well.
    pub common_names: HashSet<String>,
    /// Parts of a company's name that many have.
    pub company_words: HashSet<String>,
}

impl Config {
    /// The defaults, with a JSON text on top that names the lists to replace.
    ///
    /// # Errors
    /// Anything in it that cannot be used, with the path to it.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        let mut config = Self::default();
        for text in [Shipped::Redaction.text(), text] {
            config.apply(&At::root(&serde_json::from_str(text)?))?;
        }
        Ok(config)
    }

    pub(crate) fn apply(&mut self, at: &At<'_, '_>) -> Read<()> {
        let Loose::Map(_) = at.value else {
            return Err(at.wants("an object"));
        };
        for (key, _) in at.value.entries() {
            let given = at.need(key)?;
            let list = match key {
                "keep_hosts" => &mut self.keep_hosts,
                "keep_groups" => &mut self.keep_groups,
                "group_hosts" => &mut self.group_hosts,
                "suffixes" => &mut self.suffixes,
                "weak_suffixes" => &mut self.weak_suffixes,
                "file_endings" => &mut self.file_endings,
                "password_words" => &mut self.password_words,
                "token_words" => &mut self.token_words,
                "login_words" => &mut self.login_words,
                "code_words" => &mut self.code_words,
                "service_words" => &mut self.service_words,
                "said_words" => &mut self.said_words,
                "plain_words" => &mut self.plain_words,
                "sentence_words" => &mut self.sentence_words,
                "common_names" => &mut self.common_names,
                "company_words" => &mut self.company_words,
                _ => return Err(given.fail("there is no such list".into())),
            };
            *list = words(&given)?;
        }
        Ok(())
    }
}

fn words(at: &At<'_, '_>) -> Read<HashSet<String>> {
    let Loose::List(_) = at.value else {
        return Err(at.wants("a list of texts"));
    };
    let texts = at.texts()?;
    let words = texts.iter().flat_map(|text| text.split_whitespace());
    Ok(words.map(str::to_lowercase).collect())
}

/// What redaction goes by, made ready.
#[derive(Clone)]
pub struct Rules {
    config: Config,
    strictness: Strictness,
    pub(super) names: Names,
    pub(super) shapes: Shapes,
    pub(super) nouns: Nouns,
    /// Names of attachments without and with their endings.
    files: Vec<(String, String)>,
    /// Hosts below which every host stays.
    keep_below: HashSet<String>,
}

impl std::fmt::Debug for Rules {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rules")
            .field("strictness", &self.strictness)
            .finish_non_exhaustive()
    }
}

impl Rules {
    /// Joins what is configured with whose ticket it is.
    #[must_use]
    pub fn new(mut config: Config, parties: &Parties, strictness: Strictness) -> Self {
        config
            .keep_hosts
            .extend(parties.hosts.iter().map(|host| host.to_lowercase()));
        let mut names = Names::default();
        let parties_by_kind = [
            (&parties.organisations, Kind::Organisation),
            (&parties.people, Kind::Name),
        ];
        for (list, kind) in parties_by_kind {
            for name in list {
                names.add(
                    name,
                    kind,
                    |word| config.common_names.contains(word),
                    |word| kind == Kind::Organisation && config.company_words.contains(word),
                );
            }
        }
        names.finish();
        let below = config
            .keep_hosts
            .iter()
            .filter_map(|host| host.strip_prefix("*."));
        let keep_below = below.map(str::to_owned).collect();
        let nouns = Nouns::new(&config);
        let mut rules = Self {
            config,
            strictness,
            names,
            shapes: Shapes::new(),
            nouns,
            files: Vec::new(),
            keep_below,
        };
        let telling = parties
            .attachments
            .iter()
            .filter(|name| !super::scan(name, &rules).is_empty());
        rules.files = telling
            .map(|name| (stem(name).to_owned(), name.clone()))
            .collect();
        rules
    }

    pub(super) fn goes(&self, kind: Kind) -> bool {
        self.strictness == Strictness::Public || !matches!(kind, Kind::Host | Kind::Ip)
    }

    pub(super) fn find_files(&self, text: &str, found: &mut Vec<Found>) {
        for (stem, name) in self.files.iter().filter(|(stem, _)| !stem.is_empty()) {
            for (start, stem) in text.match_indices(stem.as_str()) {
                let whole = text.get(start..).is_some_and(|rest| rest.starts_with(name));
                found.push(Found {
                    kind: Kind::File,
                    start,
                    end: start + if whole { name.len() } else { stem.len() },
                });
            }
        }
    }

    pub(super) fn keeps_host(&self, name: &str) -> bool {
        let kept = &self.config.keep_hosts;
        let name = name.to_ascii_lowercase();
        let mut above = name.as_str();
        kept.contains(&name)
            || std::iter::from_fn(|| {
                above = above.split_once('.')?.1;
                Some(above)
            })
            .any(|above| self.keep_below.contains(above))
    }

    pub(super) fn keeps_group(&self, name: &str) -> bool {
        self.config.keep_groups.contains(&name.to_ascii_lowercase())
    }

    /// Whether paths on this host begin with a group's name.
    pub(super) fn has_groups(&self, host: &str) -> bool {
        self.config.group_hosts.contains(&host.to_ascii_lowercase())
    }

    pub(super) fn is_suffix(&self, last: &str) -> bool {
        self.config.suffixes.contains(&last.to_lowercase())
    }

    pub(super) fn is_weak_suffix(&self, last: &str) -> bool {
        self.config.weak_suffixes.contains(last)
    }

    pub(super) fn is_file_ending(&self, last: &str) -> bool {
        self.config
            .file_endings
            .contains(&last.to_ascii_lowercase())
    }

    /// Whether a word is one that is said about a password.
    pub(super) fn is_plain_word(&self, word: &str) -> bool {
        let bare = word.trim_matches(|mark: char| !mark.is_alphanumeric());
        let plain = &self.config.plain_words;
        plain.contains(&bare.to_lowercase())
            || (bare.contains('-')
                && bare
                    .split('-')
                    .all(|part| plain.contains(&part.to_lowercase())))
    }

    /// Whether a word leads from what is spoken of to its value.
    pub(super) fn is_said(&self, word: &str) -> bool {
        self.config.said_words.contains(&word.to_lowercase())
    }

    /// Whether a text is a sentence about a password: "can't be blank".
    pub(super) fn is_sentence(&self, text: &str) -> bool {
        text.split_once(' ')
            .is_some_and(|(first, _)| self.config.sentence_words.contains(&first.to_lowercase()))
    }
}

/// A file's name without its endings.
fn stem(name: &str) -> &str {
    let mut stem = name;
    for _ in 0..2 {
        match stem.rsplit_once('.') {
            Some((rest, ending)) if !rest.is_empty() && ending.len() <= 5 => {
                stem = rest;
            }
            _ => break,
        }
    }
    stem
}
