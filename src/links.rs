//! The team's pages: what everybody looks for now and then, as data.

use crate::{
    meetings::is_web_address,
    settings::{
        SettingsError, document,
        read::{At, Read},
    },
    zendesk::Loose,
};

/// The handbook's three (its section on the team's pages).
const DEFAULTS: [(&str, &str); 3] = [
    (
        "How to prioritise",
        "https://about.gitlab.com/handbook/support/support-engineering/prioritizing-tickets.html",
    ),
    (
        "How to submit issues",
        "https://about.gitlab.com/handbook/support/workflows/services/support_workflows/issue_escalations.html",
    ),
    (
        "How to submit code",
        "https://gitlab.com/gitlab-org/gitlab-ce/blob/master/CONTRIBUTING.md",
    ),
];

/// A page and what the team calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it is called.
    pub name: String,
    /// Its address.
    pub url: String,
}

/// The handbook's pages.
#[must_use]
pub fn defaults() -> Vec<Link> {
    let link = |(name, url): (&str, &str)| Link {
        name: name.into(),
        url: url.into(),
    };
    DEFAULTS.into_iter().map(link).collect()
}

/// Those under `links` in a settings file's text, or else the defaults. The rest of the file is not looked at.
///
/// # Errors
/// Anything in them that cannot be used, with the path to it.
pub fn parse(text: &str) -> Result<Vec<Link>, SettingsError> {
    let value = document::open(text)?;
    match At::root(&value).given("links") {
        Some(at) => at.list(link),
        None => Ok(defaults()),
    }
}

fn link(at: &At<'_, '_>) -> Read<Link> {
    at.object(&["name", "url"])?;
    let (at_name, at_url) = (at.need("name")?, at.need("url")?);
    let (name, url) = (
        at_name.text()?.trim().to_owned(),
        at_url.text()?.trim().to_owned(),
    );
    if name.is_empty() {
        return Err(at_name.wants("a name"));
    }
    if !is_web_address(&url) {
        return Err(at_url.wants("a web address that begins with https://"));
    }
    Ok(Link { name, url })
}

/// As the settings have them under `links`.
#[must_use]
pub fn written(links: &[Link]) -> Loose<'static> {
    let text = |text: &String| Loose::Text(text.clone().into());
    let all = links.iter().map(|one| {
        Loose::Map(vec![
            ("name".into(), text(&one.name)),
            ("url".into(), text(&one.url)),
        ])
    });
    Loose::List(all.collect())
}

/// Whether a text has every word of what was typed, whatever their capitals.
#[must_use]
pub fn has_words(text: &str, typed: &str, lower: fn(&str) -> String) -> bool {
    let (text, typed) = (lower(text), lower(typed));
    typed.split_whitespace().all(|word| text.contains(word))
}

/// Those that have every word of what was typed, in their name or address; names that begin with it come first. `lower` writes a
/// text without capitals: the library's tables for that are a thirtieth of the popup, and every browser has its own.
#[must_use]
pub fn found(links: &[Link], typed: &str, lower: fn(&str) -> String) -> Vec<Link> {
    let has_all = |link: &&Link| has_words(&format!("{} {}", link.name, link.url), typed, lower);
    let begins = |link: &Link| lower(&link.name).starts_with(lower(typed).trim());
    let found = links.iter().filter(has_all).cloned();
    let (mut found, rest): (Vec<Link>, Vec<Link>) = found.partition(begins);
    found.extend(rest);
    found
}
