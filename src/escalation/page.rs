//! The sections of an issue, in the handbook's order.

use super::{
    body::Section,
    conversation::{Lifted, Piece},
    labels::Weight,
    neutral,
    regression::Regression,
    settings::Escalation,
};
use crate::words::Words;

/// What is known beside the conversation.
pub(super) struct Page<'a> {
    pub(super) ticket: &'a str,
    pub(super) plan: Option<&'a str>,
    pub(super) weight: Weight,
    pub(super) regression: Option<&'a Regression>,
    pub(super) attachments: &'a [String],
    pub(super) on_gitlab_com: bool,
    pub(super) rules: &'a Escalation,
}

impl<'a> Page<'a> {
    pub(super) fn bug(&self, lifted: Lifted) -> Vec<Section<'a>> {
        let names = &self.rules.headings;
        let mut summary = vec![self.link()];
        summary.extend(self.regression.map(regression_sentence));
        let mut logs = section("###", &names.logs, lifted.logs);
        if !self.attachments.is_empty() {
            let files: Vec<String> = self
                .attachments
                .iter()
                .map(|name| neutral::prose(name).trim_end().to_owned())
                .collect();
            logs.ours
                .push(format!("Files on the ticket: {}", files.join(", ")));
            logs.wanted = false;
        }
        let mut checks = section("###", &names.checks, Vec::new());
        let mut environment = section("####", &names.environment, lifted.environment);
        let mut application = section("####", &names.application_check, lifted.checks);
        if self.on_gitlab_com {
            checks.ours.push("This happens on GitLab.com.".to_owned());
            for section in [&mut environment, &mut application] {
                if section.theirs.is_empty() {
                    section.ours.push("Not needed there.".to_owned());
                    section.wanted = false;
                }
            }
        } else if !environment.theirs.is_empty() || !application.theirs.is_empty() {
            checks
                .ours
                .push("This happens on a self-managed instance.".to_owned());
        }
        checks.wanted = checks.ours.is_empty();
        vec![
            section("###", &names.summary, lifted.summary).with(summary),
            section("###", &names.steps, lifted.steps),
            section("###", &names.example, lifted.example),
            section("###", &names.current, lifted.current),
            section("###", &names.expected, lifted.expected),
            logs,
            checks,
            environment,
            application,
            section("###", &names.fixes, lifted.fixes),
        ]
    }

    pub(super) fn proposal(&self, lifted: Lifted, subject: &str) -> Vec<Section<'a>> {
        let names = &self.rules.headings;
        let mut problem = lifted.problem;
        if problem.is_empty() {
            problem = lifted.summary;
        }
        let mut proposal = lifted.proposal;
        if proposal.is_empty() && !subject.trim().is_empty() {
            proposal.push(Piece::Prose(subject.trim().to_owned()));
        }
        let plan = match self.plan {
            Some(plan) => format!("A customer on the plan {plan}"),
            None => "A customer".to_owned(),
        };
        let size = format!(
            "{plan}; urgency {}, impact {}.",
            self.weight.urgency.word(),
            self.weight.impact.word()
        );
        let mut links = section("###", &names.links, Vec::new()).with(vec![self.link()]);
        links.wanted = false;
        vec![
            section("###", &names.problem, problem),
            section("###", &names.proposal, proposal),
            section("###", &names.audience, lifted.audience).with(vec![size]),
            links,
        ]
    }

    fn link(&self) -> String {
        format!("Support ticket: {}", self.ticket)
    }
}

fn section<'a>(level: &'static str, heading: &'a str, theirs: Vec<Piece>) -> Section<'a> {
    Section {
        level,
        heading,
        ours: Vec::new(),
        theirs,
        wanted: true,
    }
}

impl Section<'_> {
    /// With lines of our own above the customer's.
    fn with(mut self, ours: Vec<String>) -> Self {
        self.ours = ours;
        self
    }
}

/// The same for the person who reviews the issue.
pub(super) fn regression_reason(words: Words, regression: &Regression) -> String {
    let (worked, broken) = (&regression.worked, &regression.broken);
    match (worked.as_deref(), broken.as_deref()) {
        (Some(worked), Some(broken)) => words("panel_regression", &[worked, broken]),
        (None, Some(broken)) => words("panel_regression_since", &[broken]),
        (Some(worked), None) => words("panel_regression_worked", &[worked]),
        (None, None) => words("panel_regression_alone", &[]),
    }
}

fn regression_sentence(regression: &Regression) -> String {
    match (&regression.worked, &regression.broken) {
        (Some(worked), Some(broken)) => {
            format!("Regression: worked in {worked}, broken since {broken}.")
        }
        (None, Some(broken)) => format!("Regression: broken since {broken}."),
        (Some(worked), None) => format!("Regression: worked in {worked}."),
        (None, None) => "Regression: it worked before.".to_owned(),
    }
}
