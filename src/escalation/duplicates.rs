//! What is there already: what to search GitLab for before anything is filed, and how the issues
//! that were found compare.

use super::{
    address::encoded,
    draft::Draft,
    settings::Titles,
    signature::{self, Signature},
    title::telling_words,
};
use crate::{
    gitlab::{Issue, issue_url},
    words::Words,
};
use std::collections::BTreeSet;

/// Words of a title that are searched for; more find nothing.
const TITLE_WORDS: usize = 4;
/// Below this nothing is shown.
const CONVINCING: u32 = 40;

/// A search of a project's issues, open and closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// What it looks for.
    pub by: By,
    /// Path and query for a GET on GitLab's origin (REST API, "Issues").
    pub path: String,
}

/// What a search goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The address of the ticket.
    Ticket,
    /// The error.
    Error,
    /// The title.
    Title,
}

/// An issue that a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "GitLab's own names")]
pub struct Known {
    pub iid: u64,
    pub title: String,
    pub state: State,
    pub web_url: String,
    pub labels: Vec<String>,
    pub description: String,
    pub confidential: bool,
}

impl Known {
    /// As GitLab's answer has it. The address is made up here: one that came with an answer could lead anywhere.
    #[must_use]
    pub fn new(issue: Issue, origin: &str, project: &str) -> Self {
        Self {
            iid: issue.iid,
            web_url: issue_url(origin, project, issue.iid),
            state: match issue.open {
                true => State::Opened,
                false => State::Closed,
            },
            title: issue.title,
            labels: issue.labels,
            description: issue.description,
            confidential: issue.confidential == Some(true),
        }
    }
}

/// Whether an issue is still open. A closed one is not reopened: a new one links it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "GitLab's own names")]
pub enum State {
    #[default]
    Opened,
    Closed,
}

/// An issue that may be about the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<'a> {
    /// The issue.
    pub issue: &'a Known,
    /// How sure it is, 100 at most.
    pub likeness: u32,
    /// Why it may be about the same, as a sentence.
    pub why: String,
}

/// The searches to make for a draft, most telling first.
#[must_use]
pub fn searches(draft: &Draft, titles: &Titles) -> Vec<Search> {
    let search = |by, words: &str, place: &str| Search {
        by,
        path: format!(
            "/api/v4/projects/{}/issues?search={}&in={}&state=all&order_by=updated_at&sort=desc&per_page=20",
            encoded(&draft.project),
            encoded(words),
            encoded(place)
        ),
    };
    let mut searches = vec![search(By::Ticket, &draft.ticket, "description")];
    if let Some(signature) = &draft.signature {
        searches.push(search(By::Error, &signature.line(), "title,description"));
    }
    let words = title_words(&draft.title, &draft.component, titles);
    if words.len() >= 2 {
        let words: Vec<&str> = words.iter().take(TITLE_WORDS).map(String::as_str).collect();
        searches.push(search(By::Title, &words.join(" "), "title"));
    }
    searches
}

/// What was found by all of them, best first, each issue once; what does not convince is left out.
/// Open before closed where both are as good, then the older one: it is where others have gathered.
#[must_use]
pub fn order<'a>(
    draft: &Draft,
    found: &'a [Known],
    titles: &Titles,
    words: Words,
) -> Vec<Match<'a>> {
    let own = title_words(&draft.title, &draft.component, titles);
    let mut seen = BTreeSet::new();
    let mut matches: Vec<Match<'a>> = found
        .iter()
        .filter(|issue| seen.insert(issue.iid))
        .filter_map(|issue| compare(draft, &own, issue, titles, words))
        .collect();
    matches.sort_by_key(|one| {
        (
            std::cmp::Reverse(one.likeness),
            one.issue.state == State::Closed,
            one.issue.iid,
        )
    });
    matches
}

fn compare<'a>(
    draft: &Draft,
    own: &[String],
    issue: &'a Known,
    titles: &Titles,
    words: Words,
) -> Option<Match<'a>> {
    let found = |likeness, mut why: String| {
        if issue.state == State::Closed {
            why = format!("{why} {}", words("panel_like_closed", &[]));
        }
        Some(Match {
            issue,
            likeness,
            why,
        })
    };
    if links(&issue.description, &draft.ticket) {
        return found(100, words("panel_like_link", &[]));
    }
    let text = format!("{}\n{}", issue.title, issue.description).to_lowercase();
    let error = draft.signature.as_ref();
    let error = error.and_then(|signature| Some((signature, same_error(signature, &text)?)));
    let (by_title, shared) = same_title(own, issue, draft, titles);
    let title = || words("panel_like_title", &[&listed(&shared, words)]);
    match error {
        None if by_title >= CONVINCING => found(by_title, title()),
        Some((signature, (by_error, by_class)))
            if by_error >= CONVINCING || by_title >= CONVINCING =>
        {
            let key = match by_class {
                true => "panel_like_class",
                false => "panel_like_error",
            };
            let why = words(key, &[&signature.line()]);
            match by_title >= CONVINCING {
                true => {
                    let both = (by_error + by_title / 10).min(99);
                    found(both, format!("{why} {}", title()))
                }
                false => found(by_error, why),
            }
        }
        _ => None,
    }
}

/// `…/tickets/12` is not linked by `…/tickets/123`.
fn links(text: &str, ticket: &str) -> bool {
    text.match_indices(ticket).any(|(at, _)| {
        let next = text
            .get(at + ticket.len()..)
            .and_then(|rest| rest.chars().next());
        !next.is_some_and(|next| next.is_ascii_digit())
    })
}

/// How sure it is, and whether by the class alone, which may be anything's; with most of the words it is this error.
fn same_error(signature: &Signature, text: &str) -> Option<(u32, bool)> {
    let has_class = signature
        .class
        .as_ref()
        .map(|class| super::text::says(text, &class.to_lowercase()));
    if has_class == Some(false) {
        return None;
    }
    let total = signature.words.len();
    let shared = signature
        .words
        .iter()
        .filter(|word| super::text::says(text, &word.to_lowercase()))
        .count();
    let share = |most: usize| u32::try_from(most * shared / total.max(1)).unwrap_or(0);
    match has_class {
        Some(true) if total == 0 => Some((45, true)),
        Some(true) if shared * 2 >= total => Some((50 + share(40), false)),
        None if total >= 3 && shared * 5 >= total * 4 => Some((30 + share(40), false)),
        _ => None,
    }
}

/// Two words in common may be chance; half of all words of both titles are not.
fn same_title<'a>(
    own: &'a [String],
    issue: &Known,
    draft: &Draft,
    titles: &Titles,
) -> (u32, Vec<&'a str>) {
    let other = title_words(&issue.title, &draft.component, titles);
    let shared: Vec<&str> = own
        .iter()
        .filter(|word| other.contains(word))
        .map(String::as_str)
        .collect();
    let all = own.len() + other.len() - shared.len();
    if shared.len() < 2 || all == 0 {
        return (0, shared);
    }
    let likeness = u32::try_from(80 * shared.len() / all).unwrap_or(0);
    (likeness, shared)
}

fn listed(shared: &[&str], words: Words) -> String {
    let quoted: Vec<String> = shared.iter().map(|word| format!("“{word}”")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => words("panel_listed", &[&rest.join(", "), last]),
        _ => quoted.join(""),
    }
}

/// What a title says beside the component's name, without what differs from place to place.
fn title_words(title: &str, component: &str, titles: &Titles) -> Vec<String> {
    let component = component.to_lowercase();
    telling_words(&signature::without_placeholders(title), titles)
        .into_iter()
        .filter(|word| *word != component && word.chars().count() >= 3)
        .filter(|word| {
            !word
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
        })
        .collect()
}
