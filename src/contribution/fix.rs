//! Since when a ticket's problem is fixed, as issues on GitLab say: those that the ticket is linked to, and those with the same
//! error. No I/O: [`Sought`] says what to ask GitLab for and reads what it answers.

use super::version::{Version, fixed_in};
use crate::{
    escalation::{
        case::Case,
        draft::Draft,
        duplicates::{By, Known, Search, order, searches},
        settings::Titles,
    },
    gitlab::{self, Issue, Request},
    words::Words,
};

/// Issues that the ticket is linked to, at most; more than one or two there hardly are.
const LINKED: usize = 3;
/// From here on an issue that a search found is about the same.
const SAME: u32 = 70;

/// What to ask for, and what its answers are read by.
#[derive(Clone, Debug)]
pub struct Sought {
    origin: String,
    customer: Option<Version>,
    linked: Vec<(String, u64)>,
    draft: Draft,
    search: Option<Search>,
}

/// An issue that says since when it is fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// As GitLab writes a reference: `gitlab-org/gitlab#7`.
    pub name: String,
    /// https, on GitLab's origin.
    pub address: String,
    /// The release that has the fix.
    pub fixed: Version,
}

impl Sought {
    /// For a ticket, with the draft of its issue. `customer` is what they run.
    #[must_use]
    pub fn new(
        case: &Case,
        draft: Draft,
        origin: &str,
        customer: Option<Version>,
        titles: &Titles,
    ) -> Self {
        let mut searches = searches(&draft, titles).into_iter();
        Self {
            origin: origin.to_owned(),
            customer,
            linked: linked(case, origin),
            search: searches.find(|search| search.by == By::Error),
            draft,
        }
    }

    /// Asks for each issue that the ticket is linked to; the answers are for [`Self::of_linked`].
    #[must_use]
    pub fn linked(&self) -> Vec<(String, Request)> {
        let linked = self.linked.iter();
        linked
            .map(|(project, iid)| (project.clone(), gitlab::read_issue(project, *iid)))
            .collect()
    }

    /// Asks for issues with the same error, where the ticket has one; the answer is for [`Self::of_found`].
    #[must_use]
    pub fn search(&self) -> Option<Request> {
        let search = self.search.as_ref()?;
        Some(Request {
            method: gitlab::Method::Get,
            path: search.path.clone(),
            body: None,
        })
    }

    /// Whether this issue of `project` is fixed.
    #[must_use]
    pub fn of_linked(&self, project: &str, body: &str) -> Option<Fix> {
        self.fix(project, &gitlab::issue(body)?)
    }

    /// The likeliest of those that were found which is fixed.
    #[must_use]
    pub fn of_found(&self, body: &str, titles: &Titles, words: Words) -> Option<Fix> {
        let issues = gitlab::issues(body)?;
        let project = &self.draft.project;
        let known = |issue: &Issue| Known::new(issue.clone(), &self.origin, project);
        let known: Vec<Known> = issues.iter().map(known).collect();
        let same = order(&self.draft, &known, titles, words).into_iter();
        let mut same = same.filter(|one| one.likeness >= SAME);
        same.find_map(|one| {
            let mut issues = issues.iter();
            self.fix(project, issues.find(|issue| issue.iid == one.issue.iid)?)
        })
    }

    fn fix(&self, project: &str, issue: &Issue) -> Option<Fix> {
        let texts = [issue.title.as_str(), issue.description.as_str()];
        Some(Fix {
            name: format!("{project}#{}", issue.iid),
            address: gitlab::issue_url(&self.origin, project, issue.iid),
            fixed: fixed_in(issue.milestone.as_deref(), !issue.open, &texts)?,
        })
    }

    /// What it means for the customer: `Fixed in 16.4; the customer has 16.2.`
    #[must_use]
    pub fn said(&self, fix: &Fix, words: Words) -> String {
        let fixed = fix.fixed.to_string();
        match self.customer {
            None => words("fix_unknown", &[&fixed]),
            Some(customer) => {
                let key = match fix.fixed.is_in(customer) {
                    true => "fix_there",
                    false => "fix_missing",
                };
                words(key, &[&fixed, &customer.to_string()])
            }
        }
    }
}

/// Issues on this GitLab that the form's fields and internal notes link to, the fields' first, then the latest note's.
fn linked(case: &Case, origin: &str) -> Vec<(String, u64)> {
    let notes = case.messages.iter().rev().filter(|message| !message.public);
    let notes = notes.map(|message| message.text.as_str());
    let texts = case.fields.iter().map(String::as_str).chain(notes);
    let mut linked: Vec<(String, u64)> = Vec::new();
    for (project, iid) in texts.flat_map(|text| gitlab::links(text, origin)) {
        if linked.len() < LINKED && !linked.iter().any(|one| *one == (project.to_owned(), iid)) {
            linked.push((project.to_owned(), iid));
        }
    }
    linked
}
