//! What is remembered of one escalation.

use super::{
    hold::{Hold, RECHECKS},
    trouble::Reason,
};
use crate::ticket::TicketId;
use std::fmt;

/// What an escalation is known by: a ticket is filed once per project, whoever presses how often.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The Zendesk host.
    pub host: String,
    /// The ticket there.
    pub ticket: TicketId,
    /// The GitLab project's full path.
    pub project: String,
}

impl Key {
    /// The word that stands in the issue and in the note, so that either is found again. All agents
    /// get the same one. It says nothing by itself, and needs to be secret from nobody: the issue
    /// links to the ticket anyway.
    #[must_use]
    pub fn marker(&self) -> String {
        // FNV-1a: stable over versions and machines, which the library's hasher is not.
        let text = self.to_string();
        let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        });
        format!("vg{hash:016x}")
    }

    /// Reads what [`fmt::Display`] writes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (host, rest) = text.split_once('/')?;
        let (ticket, project) = rest.split_once('/')?;
        let is_whole = !host.is_empty() && !project.is_empty();
        is_whole.then_some(Self {
            host: host.to_owned(),
            ticket: TicketId::parse(ticket)?,
            project: project.to_owned(),
        })
    }
}

impl fmt::Display for Key {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}/{}", self.host, self.ticket, self.project)
    }
}

/// What the person has reviewed. Its text is neutral and free of customer data already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Of the issue; for a comment, of the issue that it goes to.
    pub title: String,
    /// The issue's description, or the comment.
    pub description: String,
    /// All of them for a new issue, those to be added for a comment.
    pub labels: Vec<String>,
    /// Hidden from people outside the project's team.
    pub confidential: bool,
}

/// What is done with the draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Action {
    /// A new issue.
    #[default]
    File,
    /// A new issue that links a closed one about the same problem.
    FileAfter(u64),
    /// A comment on an issue about the same problem.
    CommentOn(u64),
    /// Nothing: a person filed it, and it is linked on the ticket. GitLab is not asked.
    Link(u64),
}

/// Where an escalation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Pressed, and can be undone: nothing was sent.
    Draft,
    /// Being filed; GitLab may have it already.
    Creating,
    /// GitLab has it; the ticket has not been written to.
    Created,
    /// The ticket may have been written to.
    Writing,
    /// Both know of each other.
    Done,
    /// Cancelled before anything was filed.
    Cancelled,
    /// Does not go on by itself.
    NeedsPerson(Reason),
}

/// What did not go as asked, though it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// GitLab left out labels.
    Labels,
    /// GitLab filed it openly though it was to be confidential.
    Open,
    /// The note is public though it was to be internal.
    Public,
    /// Zendesk left out the tag or the field.
    Fields,
    /// It was filed before it could be cancelled.
    TooLate,
    /// A second issue could not be closed.
    Twice,
}

/// One escalation. Saved as a whole before anything is done that cannot be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// See [`Key`].
    pub key: Key,
    /// Origin of the GitLab that it goes to.
    pub gitlab: String,
    /// What to file.
    pub draft: Draft,
    /// How.
    pub action: Action,
    /// Where it is.
    pub state: State,
    /// The issue's number, once it is known.
    pub issue: Option<u64>,
    /// A post may have reached GitLab, with an outcome that nobody knows.
    pub unknown: bool,
    /// Look-ups in a row since then that found nothing.
    pub misses: u8,
    /// GitLab may come to hold a second issue: so often it is looked for when all is over.
    pub rechecks: u8,
    /// Own issues beyond the first, to be closed.
    pub surplus: Vec<u64>,
    /// The comment's labels are set.
    pub labelled: bool,
    /// Our claim may stand on the ticket.
    pub claimed: bool,
    /// The person wants it stopped.
    pub cancelled: bool,
    /// The person wants another agent's claim taken over.
    pub take_over: bool,
    /// A person is needed, and does not want to be: nothing is shown of it any more, and all of it is remembered.
    pub dismissed: bool,
    /// Nothing is done before.
    pub hold: Option<Hold>,
    /// Failures in a row.
    pub failures: u32,
    /// The ticket's stamp when it was too young to build upon.
    pub young_stamp: Option<String>,
    /// See [`Remark`].
    pub remarks: Vec<Remark>,
}

impl Record {
    pub(super) fn new(key: Key, gitlab: &str, draft: Draft, action: Action) -> Self {
        Self {
            key,
            gitlab: gitlab.to_owned(),
            draft,
            action,
            state: State::Draft,
            issue: None,
            unknown: false,
            misses: 0,
            rechecks: 0,
            surplus: Vec::new(),
            labelled: false,
            claimed: false,
            cancelled: false,
            take_over: false,
            dismissed: false,
            hold: None,
            failures: 0,
            young_stamp: None,
            remarks: Vec::new(),
        }
    }

    /// Whether "Cancel" does anything.
    pub(super) fn cancels(&self) -> bool {
        match self.state {
            State::Done | State::Cancelled => false,
            State::NeedsPerson(_) => self.issue.is_none(),
            State::Draft | State::Creating | State::Created | State::Writing => !self.cancelled,
        }
    }

    /// Whether nothing that is left to do is sure to bring it to an end: what is filed cannot be cancelled, and what may be
    /// filed cannot be where GitLab does not say.
    pub(super) fn is_hopeless(&self) -> bool {
        let was_tried = self.cancelled && self.unknown;
        matches!(self.state, State::NeedsPerson(_)) && (was_tried || !self.cancels())
    }

    pub(super) fn remark(&mut self, remark: Remark) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// GitLab may hold a second issue, or come to.
    pub(super) fn suspect(&mut self) {
        self.rechecks = RECHECKS;
    }

    /// Goes on from where the person is not needed any more.
    pub(super) fn resume(&mut self) {
        self.state = match self.issue {
            Some(_) => State::Created,
            None => State::Creating,
        };
        // Only what is filed is linked after all; what was to be cancelled still is.
        self.cancelled &= self.issue.is_none();
        self.failures = 0;
    }

    /// The issue is known: nothing is in doubt about it any more.
    pub(super) fn found(&mut self, issue: u64) {
        self.issue = Some(issue);
        self.unknown = false;
        self.misses = 0;
        self.hold = None;
        self.failures = 0;
        self.state = State::Created;
        if std::mem::take(&mut self.cancelled) {
            self.remark(Remark::TooLate);
        }
    }
}
