//! GitLab's side: posting, looking up what may have been posted, closing what is one too many.

use super::{
    Answer,
    hold::{Hold, MISSES, Side, Why, look_up_pace},
    record::{Action, Remark, State},
    steps::{Ask, Desk},
    trouble::{Reason, Verdict},
};
use crate::{
    gitlab::{self, Issue, NewIssue, Request},
    time::HOUR,
};

/// GitLab's limit for a title, in characters.
const TITLE: usize = 255;
/// Issues of one escalation that were created further apart were not made by the outbox: people
/// copy descriptions, markers and all.
const TWINS_WITHIN: i64 = 2 * HOUR;
/// So often a look for a second issue may fail.
const REFUSALS: u32 = 5;

impl Desk<'_> {
    fn body(&self) -> String {
        let record = &*self.record;
        let (text, marker) = (&record.draft.description, record.key.marker());
        match record.action {
            Action::FileAfter(iid) => {
                format!("{text}\n\nFollows #{iid}, which is closed.\n\n<!-- {marker} -->")
            }
            Action::File | Action::CommentOn(_) | Action::Link(_) => {
                format!("{text}\n\n<!-- {marker} -->")
            }
        }
    }

    pub(super) fn gitlab_request(&self, ask: &Ask) -> Request {
        let record = &*self.record;
        let project = &record.key.project;
        let issue = record.issue.unwrap_or_default();
        match (ask, record.action) {
            (Ask::Post, Action::CommentOn(iid)) => gitlab::comment_on(project, iid, &self.body()),
            (Ask::Post, _) => {
                let title: String = record.draft.title.chars().take(TITLE).collect();
                let new = NewIssue {
                    title: &title,
                    description: &self.body(),
                    labels: &record.draft.labels,
                    confidential: record.draft.confidential,
                };
                gitlab::create_issue(project, &new)
            }
            (Ask::Label, _) => gitlab::label(project, issue, &record.draft.labels),
            (Ask::Surplus, _) => {
                let surplus = record.surplus.first().copied();
                gitlab::read_issue(project, surplus.unwrap_or_default())
            }
            (Ask::Close, _) => {
                let (iid, text) = self
                    .sight
                    .surplus
                    .as_ref()
                    .map_or((0, ""), |(iid, text)| (*iid, text));
                gitlab::close_duplicate(project, iid, issue, text)
            }
            (_, Action::CommentOn(iid)) => gitlab::notes_of(project, iid, 1),
            _ => gitlab::find_issues(project, &record.key.marker()),
        }
    }

    pub(super) fn take_post(&mut self, answer: &Answer) {
        // Its claim has served.
        self.sight.claimed = false;
        match answer.verdict(self.now) {
            Verdict::Good(text) => match self.posted(text) {
                Some(iid) => self.record.found(iid),
                None => self.record.suspect(),
            },
            Verdict::NotSent => {
                self.settle_post();
                self.fail(Side::GitLab);
            }
            Verdict::Refused(status) => {
                self.settle_post();
                self.refused(status);
            }
            Verdict::Patience(seconds) => {
                self.settle_post();
                self.be_patient(Side::GitLab, seconds);
            }
            Verdict::Conflict | Verdict::Unknown => self.record.suspect(),
        }
    }

    /// Nothing came of this post; an earlier one may still arrive.
    fn settle_post(&mut self) {
        self.record.unknown = self.record.rechecks > 0;
    }

    /// The issue's number, where the answer says that it was made.
    fn posted(&mut self, text: &str) -> Option<u64> {
        if let Action::CommentOn(iid) = self.record.action {
            return gitlab::note(text).map(|_| iid);
        }
        let issue = gitlab::issue(text)?;
        self.compare(&issue);
        Some(issue.iid)
    }

    /// What GitLab left out without a word.
    fn compare(&mut self, issue: &Issue) {
        self.compare_labels(issue);
        if self.record.draft.confidential && issue.confidential == Some(false) {
            self.record.remark(Remark::Open);
        }
    }

    fn compare_labels(&mut self, issue: &Issue) {
        let has = |label: &String| issue.labels.iter().any(|one| one == label);
        if !self.record.draft.labels.iter().all(has) {
            self.record.remark(Remark::Labels);
        }
    }

    pub(super) fn take_look_up(&mut self, answer: &Answer) {
        let is_over = self.record.state != State::Creating;
        match answer.verdict(self.now) {
            Verdict::Good(text) => match self.matches(text) {
                Some(found) if is_over => self.recheck(&found),
                Some(found) => self.looked_up(&found),
                None => self.fail(Side::GitLab),
            },
            Verdict::Patience(seconds) => self.be_patient(Side::GitLab, seconds),
            Verdict::Refused(_) if is_over && self.record.failures > REFUSALS => {
                self.record.rechecks = 0;
                self.record.remark(Remark::Twice);
            }
            Verdict::Refused(status) if !is_over => self.refused(status),
            _ => self.fail(Side::GitLab),
        }
    }

    /// What the answer holds of this escalation, lowest number first.
    fn matches(&self, text: &str) -> Option<Vec<Issue>> {
        let marker = self.record.key.marker();
        if let Action::CommentOn(iid) = self.record.action {
            let notes = gitlab::notes(text)?;
            let found = notes.iter().find(|note| note.body.contains(&marker));
            return Some(found.map(|_| Issue::numbered(iid)).into_iter().collect());
        }
        let mut issues = gitlab::issues(text)?;
        issues.retain(|issue| issue.description.contains(&marker));
        issues.sort_by_key(|issue| issue.iid);
        Some(issues)
    }

    fn looked_up(&mut self, found: &[Issue]) {
        if let Some(first) = found.first() {
            self.adopt(first, found);
            return;
        }
        self.record.misses = self.record.misses.saturating_add(1).min(MISSES);
        if self.record.misses == MISSES || !self.rules.wait_out_lag {
            // For as long as nobody waits for anything: it may have been under way all the time.
            self.sight.absent = true;
            self.record.suspect();
        } else {
            let pace = look_up_pace(self.settings);
            self.record.hold = Some(Hold::new(self.now, pace, Why::Lag));
        }
    }

    fn adopt(&mut self, first: &Issue, found: &[Issue]) {
        if !matches!(self.record.action, Action::CommentOn(_)) {
            self.compare(first);
        }
        self.record.found(first.iid);
        self.add_twins(first, found);
    }

    fn add_twins(&mut self, first: &Issue, found: &[Issue]) {
        for twin in found {
            let near = match (first.created_at, twin.created_at) {
                (Some(first), Some(twin)) => first.until(twin).abs() <= TWINS_WITHIN,
                _ => false,
            };
            let is_new = twin.iid != first.iid && !self.record.surplus.contains(&twin.iid);
            if twin.open && near && is_new {
                self.record.surplus.push(twin.iid);
            }
        }
    }

    /// All is over, and GitLab is looked through once more.
    fn recheck(&mut self, found: &[Issue]) {
        self.record.failures = 0;
        let ours = found
            .iter()
            .find(|issue| Some(issue.iid) == self.record.issue);
        match (self.record.state, found.first()) {
            (State::Cancelled, Some(first)) => self.adopt(first, found),
            (State::Done, Some(_)) if ours.is_none() => {
                // Not even ours is found: the search has not caught up.
                self.hold_for_recheck();
            }
            (State::Done, _) => {
                if let Some(ours) = ours {
                    self.add_twins(ours, found);
                }
                self.rechecked();
            }
            _ => self.rechecked(),
        }
    }

    fn rechecked(&mut self) {
        self.record.rechecks = self.record.rechecks.saturating_sub(1);
        self.hold_for_recheck();
    }

    pub(super) fn take_label(&mut self, answer: &Answer) {
        match answer.verdict(self.now) {
            Verdict::Good(text) => match gitlab::issue(text) {
                Some(issue) => {
                    self.compare_labels(&issue);
                    self.record.labelled = true;
                }
                None => self.fail(Side::GitLab),
            },
            // Labels are not worth the comment that stands there already.
            Verdict::Refused(status) if status != 401 => {
                self.record.remark(Remark::Labels);
                self.record.labelled = true;
            }
            Verdict::Refused(status) => self.refused(status),
            Verdict::Patience(seconds) => self.be_patient(Side::GitLab, seconds),
            Verdict::Conflict | Verdict::Unknown | Verdict::NotSent => self.fail(Side::GitLab),
        }
    }

    pub(super) fn take_surplus(&mut self, ask: &Ask, answer: &Answer) {
        match answer.verdict(self.now) {
            Verdict::Good(text) => match gitlab::issue(text) {
                Some(issue) if issue.open && *ask == Ask::Surplus => {
                    self.sight.surplus = Some((issue.iid, issue.description));
                }
                Some(issue) => {
                    self.record.surplus.retain(|iid| *iid != issue.iid);
                    self.record.failures = 0;
                    self.hold_for_recheck();
                }
                None => self.fail(Side::GitLab),
            },
            // It may be another agent's, who then closes it, or a person does.
            Verdict::Refused(_) => {
                self.record.surplus.clear();
                self.record.remark(Remark::Twice);
                self.hold_for_recheck();
            }
            Verdict::Patience(seconds) => self.be_patient(Side::GitLab, seconds),
            Verdict::Conflict | Verdict::Unknown | Verdict::NotSent => self.fail(Side::GitLab),
        }
    }

    fn refused(&mut self, status: u16) {
        self.need(match status {
            401 => Reason::Token,
            403 => Reason::IssueForbidden,
            404 | 410 => Reason::NoProject,
            _ => Reason::IssueRefused,
        });
    }
}
