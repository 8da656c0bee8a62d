//! What a person makes of a draft before it is filed. Nothing here is shown or sent; pages bind it to
//! their elements.
//!
//! What the person wrote is never lost: a draft that is written anew takes the place of what was not
//! touched, and the rest is kept until the person takes the new draft.

use super::{
    address::NewIssue,
    case::Case,
    draft::{self, Choice, Draft},
    duplicates::{self, Known, Search},
    issue_type::IssueType,
    labels,
    outbox::{self, Action, Key, Wish},
    redact::{self, Kind},
    settings::{Escalation, Level},
};
use crate::{
    gitlab::{issue_page, issue_url},
    settings::Settings,
    words::Words,
};
use std::collections::BTreeSet;

mod edited;
pub mod opening;
mod standing;

pub use edited::masked;
pub use standing::Standing;

/// A description in an address may have so many characters at first; fewer, where it does not fit.
const ADDRESS_LIMIT: usize = 4_000;

/// From here on an issue that was found is probably the same one.
const LIKELY: u32 = 90;

/// A draft and what a person did to it.
#[derive(Clone, Debug)]
pub struct Review {
    case: Case,
    host: String,
    settings: Settings,
    rules: Escalation,
    redaction: std::rc::Rc<redact::Rules>,
    choice: Choice,
    /// The project that nobody chose.
    guessed: String,
    draft: Draft,
    /// The draft's description as a comment on another issue.
    comment: String,
    own: Own,
    target: Target,
    words: Words,
}

/// What the person wrote or chose in the place of what the draft says.
#[derive(Clone, Debug, Default)]
struct Own {
    title: Option<String>,
    description: Option<String>,
    confidential: bool,
    added: Vec<String>,
    removed: BTreeSet<String>,
    /// The draft that was edited.
    based_on: Option<(String, String)>,
    /// Found in what the person wrote, and kept all the same.
    kept: BTreeSet<String>,
}

/// Where it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// A new issue.
    #[default]
    New,
    /// A new issue that links this closed one.
    After(Known),
    /// A comment on this one.
    Comment(Known),
}

/// Customer data in what the person wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// As it stands there.
    pub text: String,
}

/// Why it cannot be filed as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// No title.
    NoTitle,
    /// A secret in what the person wrote.
    Secret,
    /// A project that is no path.
    NoProject,
    /// A comment that everybody could read.
    OpenComment,
}

impl Obstacle {
    /// What to see to.
    #[must_use]
    pub fn said(self, words: Words) -> String {
        let key = match self {
            Self::NoTitle => "panel_no_title",
            Self::Secret => "panel_secret",
            Self::NoProject => "panel_no_project",
            Self::OpenComment => "panel_open_comment",
        };
        words(key, &[])
    }
}

impl Review {
    /// The draft for a ticket of `host`, as nobody has touched it, and all that is said of it in `words`. `None` only where
    /// the settings have no place for any issue.
    #[must_use]
    pub fn new(
        mut case: Case,
        host: &str,
        settings: Settings,
        rules: Escalation,
        words: Words,
    ) -> Option<Self> {
        case.host = Some(host.to_owned());
        let choice = Choice::default();
        let draft = draft::write(&case, &choice, &settings, &rules, words)?;
        Some(Self {
            redaction: std::rc::Rc::new(draft::redaction(&case, &rules)),
            comment: commented(&rules, &draft),
            guessed: draft.project.clone(),
            host: host.to_owned(),
            case,
            settings,
            rules,
            choice,
            draft,
            own: Own::default(),
            target: Target::default(),
            words,
        })
    }

    /// The draft as it is written without the person's own words.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// What it goes by.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What it goes by.
    #[must_use]
    pub fn rules(&self) -> &Escalation {
        &self.rules
    }

    /// Projects that issues go to, each once, in the table's order.
    #[must_use]
    pub fn projects(&self) -> Vec<&str> {
        let mut projects: Vec<&str> = Vec::new();
        for component in &self.rules.contribution.components {
            if let Some(place) = component.place(&self.rules.label_set)
                && !projects.contains(&place.repository.as_str())
            {
                projects.push(&place.repository);
            }
        }
        projects
    }

    /// Path of the project that it goes to.
    #[must_use]
    pub fn project(&self) -> &str {
        &self.draft.project
    }

    /// The title.
    #[must_use]
    pub fn title(&self) -> &str {
        self.own.title.as_deref().unwrap_or(&self.draft.title)
    }

    /// The description, or the comment.
    #[must_use]
    pub fn description(&self) -> &str {
        let own = self.own.description.as_deref();
        own.unwrap_or_else(|| self.drafted())
    }

    /// The same without the person's own words.
    fn drafted(&self) -> &str {
        match self.target {
            Target::Comment(_) => &self.comment,
            Target::New | Target::After(_) => &self.draft.description,
        }
    }

    /// All labels; for a comment those that are added to the issue.
    #[must_use]
    pub fn labels(&self) -> Vec<String> {
        let drafted = self.draft.labels.iter();
        let mut labels: Vec<String> = match (&self.target, self.rules.labels()) {
            (Target::Comment(_), Some(set)) => drafted
                .filter(|label| [&set.customer, &set.customer_plus].contains(label))
                .cloned()
                .collect(),
            _ => drafted.cloned().collect(),
        };
        labels.retain(|label| !self.own.removed.contains(label));
        for label in &self.own.added {
            if !labels.contains(label) {
                labels.push(label.clone());
            }
        }
        labels
    }

    /// Not for everybody.
    #[must_use]
    pub fn confidential(&self) -> bool {
        self.own.confidential || self.must_be_confidential().is_some()
    }

    /// Why it has to be confidential, where it has to.
    #[must_use]
    pub fn must_be_confidential(&self) -> Option<String> {
        let why = if self.draft.issue_type == IssueType::Security {
            "panel_confidential_security"
        } else if self.draft.confidential {
            "panel_confidential_data"
        } else if !self.own.kept.is_empty() {
            "panel_confidential_secret"
        } else {
            return None;
        };
        Some((self.words)(why, &[]))
    }

    /// Support priority in the label set in force: `SP1`.
    #[must_use]
    pub fn support_priority(&self) -> &str {
        let set = self.rules.labels();
        set.map_or("", |set| labels::support_priority(set, self.draft.weight))
    }

    /// Whether the person has written or chosen anything that closing the page would lose.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        let own = &self.own;
        own.title.is_some()
            || own.description.is_some()
            || self.choice.project.is_some()
            || own.confidential
            || !own.added.is_empty()
            || !own.removed.is_empty()
    }

    /// Whether the person's own words stand on an older draft.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        let now = (&self.draft.title, &self.draft.description);
        let based_on = self.own.based_on.as_ref();
        based_on.is_some_and(|(title, description)| (title, description) != now)
    }

    /// Takes the draft in the place of the person's own title and description.
    pub fn use_draft(&mut self) {
        self.own.title = None;
        self.own.description = None;
        self.own.based_on = None;
        self.own.kept.clear();
    }

    /// The person wrote a title.
    pub fn set_title(&mut self, text: String) {
        self.own.title = (text != self.draft.title).then_some(text);
        self.edited();
    }

    /// The person wrote a description.
    pub fn set_description(&mut self, text: String) {
        self.own.description = (text != self.drafted()).then_some(text);
        self.edited();
    }

    fn edited(&mut self) {
        if self.own.title.is_none() && self.own.description.is_none() {
            self.own.based_on = None;
        } else if self.own.based_on.is_none() {
            let Draft {
                title, description, ..
            } = &self.draft;
            self.own.based_on = Some((title.clone(), description.clone()));
        }
    }

    /// The person chose a project: the labels of its component take the place of those of the former one. What was found in
    /// that is no target any more.
    pub fn set_project(&mut self, path: &str) {
        let path = path.trim().trim_matches('/');
        if path != self.project() {
            self.target = Target::New;
            self.choice.project = (path != self.guessed).then(|| path.to_owned());
            self.rewrite();
        }
    }

    /// The person wants it confidential, or not.
    pub fn set_confidential(&mut self, on: bool) {
        self.own.confidential = on;
    }

    /// Adds labels, parted by commas.
    pub fn add_labels(&mut self, names: &str) {
        for name in names.split(',') {
            let name = name.trim().trim_start_matches('~').trim_matches('"');
            self.own.removed.remove(name);
            if !name.is_empty() && !self.labels().iter().any(|label| label == name) {
                self.own.added.push(name.to_owned());
            }
        }
    }

    /// Leaves a label out.
    pub fn remove_label(&mut self, name: &str) {
        self.own.added.retain(|label| label != name);
        if self.draft.labels.iter().any(|label| label == name) {
            self.own.removed.insert(name.to_owned());
        }
    }

    /// Another type.
    pub fn choose_type(&mut self, issue_type: IssueType) {
        self.choice.issue_type = Some(issue_type);
        self.rewrite();
    }

    /// Another urgency.
    pub fn choose_urgency(&mut self, level: Level) {
        self.choice.urgency = Some(level);
        self.rewrite();
    }

    /// Another impact.
    pub fn choose_impact(&mut self, level: Level) {
        self.choice.impact = Some(level);
        self.rewrite();
    }

    fn rewrite(&mut self) {
        let draft = draft::write(
            &self.case,
            &self.choice,
            &self.settings,
            &self.rules,
            self.words,
        );
        if let Some(draft) = draft {
            self.comment = commented(&self.rules, &draft);
            self.draft = draft;
        }
    }

    /// Where it goes.
    #[must_use]
    pub fn target(&self) -> &Target {
        &self.target
    }

    /// The person found where it goes.
    pub fn set_target(&mut self, target: Target) {
        self.target = target;
    }

    /// What to search GitLab for.
    #[must_use]
    pub fn searches(&self) -> Vec<Search> {
        duplicates::searches(&self.draft, &self.rules.titles)
    }

    /// What was found, best first, and how sure it is and why.
    #[must_use]
    pub fn matches(&self, found: &[Known]) -> Vec<(Known, u32, String)> {
        let matches = duplicates::order(&self.draft, found, &self.rules.titles, self.words);
        let owned = |one: duplicates::Match<'_>| (one.issue.clone(), one.likeness, one.why);
        matches.into_iter().map(owned).collect()
    }

    /// Whether the team wants it filed with nobody looking, and nothing speaks for a look. `best` is how sure
    /// the best match is.
    #[must_use]
    pub fn goes_unreviewed(&self, best: Option<u32>) -> bool {
        self.settings.filing.without_review
            && self.draft.issue_type != IssueType::Security
            && best.is_none_or(|best| best < LIKELY)
            && self.check().is_ok()
    }

    /// What keeps it from being filed.
    ///
    /// # Errors
    /// The first thing to be seen to.
    pub fn check(&self) -> Result<(), Obstacle> {
        let project = self.project();
        let is_path = project.contains('/') && !project.contains(char::is_whitespace);
        let open = |known: &Known| self.confidential() && !known.confidential;
        match &self.target {
            _ if !is_path => Err(Obstacle::NoProject),
            Target::Comment(known) if open(known) => Err(Obstacle::OpenComment),
            Target::New | Target::After(_) if self.title().trim().is_empty() => {
                Err(Obstacle::NoTitle)
            }
            _ if self.findings().iter().any(|one| one.kind.is_secret()) => Err(Obstacle::Secret),
            _ => Ok(()),
        }
    }

    /// What the escalation is known by.
    #[must_use]
    pub fn key(&self) -> Key {
        Key {
            host: self.host.clone(),
            ticket: self.case.ticket.id,
            project: self.project().to_owned(),
        }
    }

    /// What the press that files means. `undo`: it was not reviewed.
    #[must_use]
    pub fn wish(&self, undo: bool) -> Wish {
        let (action, title) = match &self.target {
            Target::New => (Action::File, self.title()),
            Target::After(known) => (Action::FileAfter(known.iid), self.title()),
            Target::Comment(known) => (Action::CommentOn(known.iid), known.title.as_str()),
        };
        Wish::File {
            draft: Box::new(outbox::Draft {
                title: title.trim().to_owned(),
                description: self.description().to_owned(),
                labels: self.labels(),
                confidential: self.confidential(),
            }),
            action,
            undo,
        }
    }

    /// What linking an issue means that a person filed by hand: its address as it was pasted. `None` where
    /// it is no issue of the GitLab in the settings.
    #[must_use]
    pub fn link(&self, address: &str) -> Option<(Key, Wish)> {
        let (project, iid) = issue_page(address, &self.settings.gitlab.origin)?;
        let key = Key {
            project: project.to_owned(),
            ..self.key()
        };
        let draft = outbox::Draft {
            title: self.title().trim().to_owned(),
            ..outbox::Draft::default()
        };
        let wish = Wish::File {
            draft: Box::new(draft),
            action: Action::Link(iid),
            undo: false,
        };
        Some((key, wish))
    }

    /// What linking the issue takes that a tab shows at this address: the tab was opened to file one in `project`. `None`
    /// for any other page, an issue of another project among them.
    #[must_use]
    pub fn landed(&self, address: &str, project: &str) -> Option<String> {
        let origin = &self.settings.gitlab.origin;
        let (there, iid) = issue_page(address, origin)?;
        // GitLab leads to the spelling that the project has.
        there
            .eq_ignore_ascii_case(project)
            .then(|| issue_url(origin, there, iid))
    }

    /// GitLab's new-issue page, filled in, for people without a token.
    #[must_use]
    pub fn address(&self) -> String {
        if !self.is_edited() {
            return self.draft.address.clone();
        }
        NewIssue {
            gitlab: &self.settings.gitlab.origin,
            project: self.project(),
            title: self.title(),
            labels: &self.labels(),
            confidential: self.confidential(),
        }
        .address(ADDRESS_LIMIT, |limit| {
            edited::cut(self.description(), limit)
        })
    }
}

/// A comment asks for something.
fn commented(rules: &Escalation, draft: &Draft) -> String {
    format!("{}\n\n{}", rules.comment, draft.description)
}
