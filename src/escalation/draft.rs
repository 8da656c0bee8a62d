//! An issue about a ticket, complete: it could be filed as it is.

use super::{
    address::NewIssue,
    body::{self, Section},
    case::{Author, Case},
    conversation::{self, Lifted, Piece, Said},
    issue_type::{self, IssueType},
    labels::{self, Facts, Weight},
    marker,
    page::{Page, regression_reason},
    redact::{self, Parties, Redactor, Replaced, Strictness},
    regression,
    settings::{Escalation, Level},
    signature::{self, Signature},
    title,
    words::own,
};
use crate::{
    contribution::{
        reading,
        routing::{self, Evidence, Route},
        settings::Place,
    },
    settings::Settings,
    words::Words,
};
use std::collections::BTreeSet;

/// More of a description does not fit into an address anyway; characters.
const ADDRESS_LIMIT: usize = 4_000;

/// What a person chose, instead of what would be guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Bug, feature or security.
    pub issue_type: Option<IssueType>,
    /// Path of the project: the component is one of those whose issues go there.
    pub project: Option<String>,
    /// How much it presses.
    pub urgency: Option<Level>,
    /// How many it touches.
    pub impact: Option<Level>,
    /// Placeholders for which the original is to stand: `[host-1]`. The issue is confidential then.
    pub restored: BTreeSet<String>,
}

/// An issue, ready to be filed.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Path of the project: `gitlab-org/gitlab`.
    pub project: String,
    /// The handbook's name of the component.
    pub component: String,
    /// Bug, feature or security.
    pub issue_type: IssueType,
    /// At most 255 characters, in which nothing acts.
    pub title: String,
    /// Markdown in which nothing of the customer's acts, with room for [`marker::with_marker`].
    pub description: String,
    /// Each once, type first.
    pub labels: Vec<String>,
    /// Not for everybody.
    pub confidential: bool,
    /// The milestone that brought a regression in: `15.2`. It is named in a label and in the
    /// description; it is not the one that the issue is planned for.
    pub milestone: Option<String>,
    /// Urgency and impact, chosen or derived.
    pub weight: Weight,
    /// The ticket's address, the only thing in it that says whose it is.
    pub ticket: String,
    /// The error that it is about, for [`super::duplicates`].
    pub signature: Option<Signature>,
    /// What the placeholders in title and description stand for, and what was restored.
    pub replaced: Vec<Replaced>,
    /// One sentence for each thing that was decided.
    pub reasons: Vec<String>,
    /// GitLab's new-issue page, filled in, for people without a token.
    pub address: String,
}

/// Writes the issue about `case`, which is English, and why it is so in `words`. `None` only where the settings have no place for any issue, which
/// [`Escalation::parse`] does not let pass.
#[must_use]
pub fn write(
    case: &Case,
    choice: &Choice,
    settings: &Settings,
    rules: &Escalation,
    words: Words,
) -> Option<Draft> {
    let set = rules.labels()?;
    let original = Original::of(case, rules);
    let passages = reading::of_ticket(case, &rules.mail, &rules.contribution);
    let weighed = routing::weigh(&passages, &rules.contribution);
    let fallback = || routing::fallback(&rules.fallback, &rules.contribution);
    let unknown = Place {
        repository: choice.project.clone().unwrap_or_default(),
        ..Place::default()
    };
    let guessed = || weighed.best().or_else(fallback);
    let Route {
        component,
        place,
        evidence,
        ..
    } = match &choice.project {
        None => guessed()?,
        Some(project) => weighed
            .best_within(project)
            .or_else(|| routing::general(project, &rules.fallback, &rules.contribution))
            .or_else(|| {
                Some(Route {
                    place: &unknown,
                    ..guessed()?
                })
            })?,
    };

    let mut clean = Clean::new(case, choice, rules);
    let subject = clean.text(case.ticket.subject.as_deref().unwrap_or_default());
    let said = clean.conversation(case, rules);
    let attachments = clean.attachments(case);
    let lifted = conversation::lift(&said, rules);
    let signature = error_of(&lifted);

    let mut reasons = vec![match choice.project {
        None => project_reason(words, component, &place.repository, &evidence),
        Some(_) => words("panel_project_chosen", &[&place.repository]),
    }];
    let issue_type = choice.issue_type.unwrap_or_else(|| {
        let (guessed, why) = issue_type::guess(
            case,
            &original.subject,
            &original.text,
            signature.is_some(),
            rules,
            words,
        );
        reasons.push(why);
        guessed
    });
    let regression = (issue_type != IssueType::Feature)
        .then(|| regression::find(&original.whole(), &rules.regression))
        .flatten();
    let guessed = labels::weigh(case, settings, rules);
    let weight = Weight {
        urgency: choice.urgency.unwrap_or(guessed.urgency),
        impact: choice.impact.unwrap_or(guessed.impact),
    };
    reasons.push(words(
        "panel_weight",
        &[
            labels::support_priority(set, weight),
            &weight.urgency.said(words),
            &weight.impact.said(words),
        ],
    ));
    let regressed = regression.as_ref();
    reasons.extend(regressed.map(|regression| regression_reason(words, regression)));

    let keeps_data = clean.restored_any() || case.ticket.has_any_tag(&rules.keep_confidential_tags);
    if keeps_data {
        reasons.push(words("panel_keeps_data", &[]));
    }
    let labels = labels::labels(
        Facts {
            case,
            issue_type,
            place,
            weight,
            regression: regression.as_ref(),
            has_customer_data: keeps_data,
        },
        set,
        settings,
        rules,
    );
    let confidential = issue_type == IssueType::Security || keeps_data;

    let error = signature.as_ref().map(Signature::line).unwrap_or_default();
    let summary = first_sentence(&lifted);
    let title = title::title(&subject, component, &[&error, summary], &rules.titles);
    let ticket = case.address(&rules.zendesk_host);
    let page = Page {
        ticket: &ticket,
        plan: labels::plan(case, settings),
        weight,
        regression: regression.as_ref(),
        attachments: &attachments,
        on_gitlab_com: case.ticket.has_any_tag(&rules.gitlab_com_tags),
        rules,
    };
    let sections = match issue_type {
        IssueType::Bug | IssueType::Security => page.bug(lifted),
        IssueType::Feature => page.proposal(lifted, &subject),
    };
    let description = whole_description(&sections, rules.block_limit);
    let address = NewIssue {
        gitlab: &settings.gitlab.origin,
        project: &place.repository,
        title: &title,
        labels: &labels,
        confidential,
    }
    .address(rules.block_limit.min(ADDRESS_LIMIT), |limit| {
        body::render(&sections, limit)
    });
    Some(Draft {
        project: place.repository.clone(),
        component: component.to_owned(),
        issue_type,
        replaced: clean.shown(&title, &description),
        title,
        description,
        labels,
        confidential,
        milestone: regression.and_then(|regression| regression.broken),
        weight,
        ticket,
        signature,
        reasons,
        address,
    })
}

/// At the largest limit that leaves room for the marker.
fn whole_description(sections: &[Section<'_>], limit: usize) -> String {
    let mut limit = limit;
    loop {
        let description = body::render(sections, limit);
        let fits = description.chars().count() <= marker::LONGEST_DESCRIPTION - marker::ROOM;
        if fits || limit == 0 {
            return description;
        }
        limit /= 2;
    }
}

/// What was said, lower case, as it was said: for decisions that do not leave the machine.
struct Original {
    subject: String,
    text: String,
}

impl Original {
    fn of(case: &Case, rules: &Escalation) -> Self {
        let customers = case
            .messages
            .iter()
            .filter(|message| message.author == Author::Customer);
        let text: Vec<String> = customers
            .map(|message| own(&message.text, &rules.mail).to_lowercase())
            .collect();
        Self {
            subject: case
                .ticket
                .subject
                .as_deref()
                .unwrap_or_default()
                .to_lowercase(),
            text: text.join("\n\n"),
        }
    }

    fn whole(&self) -> String {
        format!("{}\n\n{}", self.subject, self.text)
    }
}

/// Replaces customer data, the same thing by the same placeholder throughout.
struct Clean<'a> {
    redactor: Redactor,
    choice: &'a Choice,
    replaced: Vec<Replaced>,
    known: BTreeSet<String>,
}

impl<'a> Clean<'a> {
    fn new(case: &Case, choice: &'a Choice, rules: &Escalation) -> Self {
        Self {
            redactor: Redactor::new(redaction(case, rules)),
            choice,
            replaced: Vec::new(),
            known: BTreeSet::new(),
        }
    }

    fn text(&mut self, text: &str) -> String {
        let redacted = self.redactor.redact(text);
        let mut out = String::with_capacity(redacted.text.len());
        let mut from = 0;
        for replaced in redacted.replaced {
            if self.choice.restored.contains(&replaced.placeholder) {
                out.push_str(redacted.text.get(from..replaced.start).unwrap_or_default());
                out.push_str(&replaced.original);
                from = replaced.end;
            }
            if self.known.insert(replaced.placeholder.clone()) {
                self.replaced.push(replaced);
            }
        }
        out.push_str(redacted.text.get(from..).unwrap_or_default());
        out
    }

    fn conversation(&mut self, case: &Case, rules: &Escalation) -> Vec<Said> {
        let mut said = Vec::with_capacity(case.messages.len());
        for message in &case.messages {
            // What agents told the customer is not taken over, so there is nothing to replace.
            if message.author == Author::Agent && message.public {
                continue;
            }
            let own = own(&message.text, &rules.mail);
            said.push(Said {
                author: message.author,
                public: message.public,
                text: self.text(&own),
            });
        }
        said
    }

    fn attachments(&mut self, case: &Case) -> Vec<String> {
        let names = case
            .messages
            .iter()
            .flat_map(|message| message.attachments.iter());
        names.map(|name| self.text(name)).collect()
    }

    fn restored_any(&self) -> bool {
        self.replaced
            .iter()
            .any(|replaced| self.choice.restored.contains(&replaced.placeholder))
    }

    /// Only what the issue shows.
    fn shown(self, title: &str, description: &str) -> Vec<Replaced> {
        let shows = |replaced: &Replaced| {
            let placeholder = replaced.placeholder.as_str();
            self.choice.restored.contains(placeholder)
                || title.contains(placeholder)
                || description.contains(placeholder)
        };
        let mut replaced = self.replaced;
        replaced.retain(shows);
        replaced
    }
}

/// Whose names go. Projects are taken for public: nothing here knows better.
pub(crate) fn redaction(case: &Case, rules: &Escalation) -> redact::Rules {
    let people = case.people.iter().filter_map(|person| person.name.clone());
    let organisations = case.companies.iter().filter_map(|one| one.name.clone());
    let attachments = case
        .messages
        .iter()
        .flat_map(|message| message.attachments.iter().cloned());
    let hosts = case.host.iter().chain([&rules.zendesk_host]).cloned();
    let parties = Parties {
        people: people.collect(),
        organisations: organisations.collect(),
        attachments: attachments.collect(),
        hosts: hosts.collect(),
    };
    redact::Rules::new(rules.redaction.clone(), &parties, Strictness::Public)
}

fn error_of(lifted: &Lifted) -> Option<Signature> {
    let logs = [
        &lifted.logs,
        &lifted.current,
        &lifted.steps,
        &lifted.summary,
    ];
    logs.into_iter().flatten().find_map(|piece| match piece {
        Piece::Log(text) | Piece::Prose(text) => signature::find(text),
        Piece::List { .. } => None,
    })
}

fn first_sentence(lifted: &Lifted) -> &str {
    let prose = lifted.summary.iter().chain(&lifted.problem);
    prose
        .filter_map(|piece| match piece {
            Piece::Prose(text) => super::text::sentences(text).first().copied(),
            _ => None,
        })
        .find(|sentence| !sentence.is_empty())
        .unwrap_or_default()
}

fn project_reason(
    words: Words,
    component: &str,
    project: &str,
    evidence: &[Evidence<'_>],
) -> String {
    if evidence.is_empty() {
        return words("panel_project_general", &[project, component]);
    }
    let signs: Vec<String> = evidence
        .iter()
        .take(4)
        .map(|said| format!("“{}”", said.sign))
        .collect();
    words(
        "panel_project_signs",
        &[project, component, &signs.join(", ")],
    )
}
