//! The few addresses that matter on a ticket, once its component is known.

use super::{
    settings::{Contribution, DocsPage, Edition, Place, Repository},
    trace::Source,
    version::Version,
    web::{Address, on},
};
use crate::words::Words;

/// What a link leads to, in the order they are shown in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Issues that may be about the same error.
    Existing,
    /// The line of code that a trace names.
    Source,
    /// The page of the documentation.
    Docs,
    /// Its source, in the editor.
    DocsEdit,
    /// A merge request for documentation, with the template.
    MergeRequest,
    /// How to contribute.
    Contributing,
    /// Issues to begin with.
    Starter,
    /// The team to ask.
    Team,
}

/// An address with what to call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What it leads to.
    pub kind: Kind,
    /// What it is about, for [`Self::said`].
    pub about: Vec<String>,
    /// https, on GitLab's origin or the documentation's.
    pub address: String,
}

impl Link {
    /// What to call it.
    #[must_use]
    pub fn said(&self, words: Words) -> String {
        let key = match self.kind {
            Kind::Existing => "component_existing",
            Kind::Source => "component_source",
            Kind::Docs => "component_docs",
            Kind::DocsEdit => "component_docs_edit",
            Kind::MergeRequest => "component_merge_request",
            Kind::Contributing => "component_contributing",
            Kind::Starter => "component_starter",
            Kind::Team => "component_team",
        };
        let about: Vec<&str> = self.about.iter().map(String::as_str).collect();
        words(key, &about)
    }
}

/// What a ticket says beside its component.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts<'a> {
    /// GitLab's origin.
    pub gitlab: &'a str,
    /// What the customer runs.
    pub version: Option<Version>,
    /// The words that an error is recognised by, without customer data.
    pub error: Option<&'a str>,
    /// The line of code that a trace names.
    pub source: Option<&'a Source>,
    /// A page of the documentation that the ticket names.
    pub page: Option<&'a str>,
}

/// All that can be made of what is known.
#[must_use]
pub fn links(place: &Place, facts: Facts<'_>, rules: &Contribution) -> Vec<Link> {
    let Some(edition) = rules.edition() else {
        return Vec::new();
    };
    let mut links = Links {
        gitlab: facts.gitlab,
        edition,
        links: Vec::new(),
    };
    let issues = format!("{}/-/issues", place.repository);
    if let Some(error) = facts.error.filter(|error| !error.trim().is_empty()) {
        let query = [("search", error), ("state", "all")];
        links.add(Kind::Existing, "", &issues, &query);
    }
    let repository = rules.repository(&place.repository);
    if let Some((source, repository)) = facts.source.zip(repository) {
        links.source(source, repository, facts.version);
    }
    if let Some(page) = docs_page(place, facts.page, rules) {
        links.docs(&page, facts.page, rules);
    }
    links.contributing(&place.repository, repository);
    for label in &edition.starter {
        let query = [("state", "opened"), ("label_name[]", label)];
        links.add(Kind::Starter, label, &issues, &query);
    }
    let query = [("state", "opened"), ("label_name[]", place.team.as_str())];
    links.add(Kind::Team, &place.team, &issues, &query);
    links.links
}

struct Links<'a> {
    gitlab: &'a str,
    edition: &'a Edition,
    links: Vec<Link>,
}

impl Links<'_> {
    fn add(&mut self, kind: Kind, about: &str, path: &str, query: &[(&str, &str)]) {
        let address = on(self.gitlab, path, query);
        self.links.extend(address.map(|address| Link {
            kind,
            about: vec![about.to_owned()],
            address,
        }));
    }

    fn source(&mut self, source: &Source, repository: &Repository, version: Option<Version>) {
        let at = revision(repository, version);
        let path = format!("{}/-/blob/{at}/{}", repository.path, source.path);
        let about = vec![format!("{}:{}", source.path, source.line), at];
        if let Some(mut address) = on(self.gitlab, &path, &[]) {
            address.push_str(&format!("#L{}", source.line));
            let kind = Kind::Source;
            self.links.push(Link {
                kind,
                about,
                address,
            });
        }
    }

    fn docs(&mut self, page: &DocsPage, named: Option<&str>, rules: &Contribution) {
        let address = named
            .map(str::to_owned)
            .or_else(|| published(page, self.edition, rules));
        self.links.extend(address.map(|address| Link {
            kind: Kind::Docs,
            about: Vec::new(),
            address,
        }));
        let Some(repository) = rules.repository(&page.repository) else {
            return;
        };
        let (project, branch) = (&repository.path, repository.branch.as_str());
        let edit = format!("{project}/-/edit/{branch}/{}", page.page);
        self.add(Kind::DocsEdit, "", &edit, &[]);
        let query = [
            ("merge_request[target_branch]", branch),
            ("issuable_template", self.edition.template.as_str()),
        ];
        let new = format!("{project}/-/merge_requests/new");
        self.add(Kind::MergeRequest, "", &new, &query);
    }

    fn contributing(&mut self, project: &str, repository: Option<&Repository>) {
        match (&self.edition.contributing, repository) {
            (Some(path), _) => {
                let path = path.clone();
                self.add(Kind::Contributing, "", &path, &[]);
            }
            (None, Some(repository)) => {
                let path = format!("{project}/-/blob/{}/CONTRIBUTING.md", repository.branch);
                self.add(Kind::Contributing, "", &path, &[]);
            }
            (None, None) => {}
        }
    }
}

/// The tag of a version, the branch of a milestone, else the default branch.
fn revision(repository: &Repository, version: Option<Version>) -> String {
    let tag = version
        .filter(|version| version.patch.is_some())
        .zip(repository.tag.as_ref());
    let stable = version.zip(repository.stable.as_ref());
    match (tag, stable) {
        (Some((version, tag)), _) => tag.replace("{version}", &version.to_string()),
        (None, Some((version, stable))) => stable
            .replace("{major}", &version.major.to_string())
            .replace("{minor}", &version.minor.to_string()),
        (None, None) => repository.branch.clone(),
    }
}

/// The page that a ticket names where its source is certain, else the component's own.
fn docs_page(place: &Place, named: Option<&str>, rules: &Contribution) -> Option<DocsPage> {
    named
        .and_then(|address| source_of(address, rules))
        .or_else(|| place.docs.clone())
}

/// The source of a published page. Of `…/gitaly/` it is not certain whether it is `gitaly.md` or
/// `gitaly/_index.md`: the table's own pages settle it, others do not.
fn source_of(address: &str, rules: &Contribution) -> Option<DocsPage> {
    let (repository, rest) = published_in(address, rules)?;
    let folder = repository.docs.as_deref()?;
    if let Some(page) = rest.strip_suffix(".html") {
        return Some(DocsPage {
            repository: repository.path.clone(),
            page: format!("{folder}/{page}.md"),
        });
    }
    let edition = rules.edition()?;
    let places = rules
        .components
        .iter()
        .filter_map(|one| one.place(&rules.edition));
    places
        .filter_map(|place| place.docs.as_ref())
        .find(|page| {
            let known = published(page, edition, rules);
            known.is_some_and(|known| {
                published_in(&known, rules).is_some_and(|(_, path)| path == rest)
            })
        })
        .cloned()
}

/// The repository whose site an address is on, by the longest that fits, and the path on that site.
fn published_in<'r, 'a>(
    address: &'a str,
    rules: &'r Contribution,
) -> Option<(&'r Repository, &'a str)> {
    Address::parse(address)?;
    let address = address.split(['?', '#']).next()?;
    let used = |path: &str| {
        let mut places = rules
            .components
            .iter()
            .filter_map(|one| one.place(&rules.edition));
        places.any(|place| {
            let docs = place.docs.as_ref().map(|docs| docs.repository.as_str());
            place.repository == path || docs == Some(path)
        })
    };
    let in_force = rules.repositories.iter().filter(|one| used(&one.path));
    let sites = in_force.flat_map(|one| {
        let sites = one.site.iter().chain(&one.old_sites);
        sites.map(move |site| (one, site))
    });
    sites
        .filter_map(|(one, site)| Some((site.len(), one, address.strip_prefix(site.as_str())?)))
        .max_by_key(|(length, _, _)| *length)
        .map(|(_, one, rest)| (one, rest))
}

/// Where a page is published.
fn published(page: &DocsPage, edition: &Edition, rules: &Contribution) -> Option<String> {
    let repository = rules.repository(&page.repository)?;
    let path = page.page.strip_prefix(repository.docs.as_deref()?)?;
    let path = path.strip_prefix('/')?.strip_suffix(".md")?;
    let path = match path.strip_suffix("_index").or(path.strip_suffix("index")) {
        Some(folder) => folder.to_owned(),
        None => format!("{path}{}", edition.page),
    };
    let address = format!("{}{path}", repository.site.as_deref()?);
    Address::parse(&address).map(|_| address.clone())
}

/// The first page of the documentation that a text names.
#[must_use]
pub fn named_page<'a>(text: &'a str, rules: &Contribution) -> Option<&'a str> {
    let mut rest = text;
    while let Some(at) = rest.find("https://") {
        rest = rest.get(at..)?;
        let outside = |letter: char| {
            letter.is_whitespace() || matches!(letter, ')' | ']' | '>' | '"' | '\'' | ',' | '`')
        };
        let end = rest.find(outside).unwrap_or(rest.len());
        let (address, after) = rest.split_at_checked(end)?;
        let address = address.trim_end_matches(['.', '!', '?', ';', ':']);
        if published_in(address, rules).is_some_and(|(_, path)| !path.is_empty()) {
            return Some(address);
        }
        rest = after;
    }
    None
}
