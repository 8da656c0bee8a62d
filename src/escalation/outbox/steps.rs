//! What an escalation needs next, from its record and from what was read.

use super::{
    Answer, Rules, Settings, Sight,
    hold::{Hold, RECHECK_AFTER, Side, Why},
    record::{Action, Record, State},
    trouble::{Reason, hold_after, jitter, spread},
};
use crate::{gitlab, time::Time, zendesk::write_back};

/// One request, by what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// The session's token.
    Session,
    /// How the ticket stands.
    Ticket,
    /// A page of its comments.
    Comments,
    /// The tag that keeps other agents out.
    Claim,
    /// Taking it off again.
    Release,
    /// Note, field and tag.
    Note,
    /// The issue, or the comment.
    Post,
    /// Whether GitLab has it.
    LookUp,
    /// The labels that go with a comment.
    Label,
    /// An issue that is one too many.
    Surplus,
    /// Closing it.
    Close,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Next {
    Ask(Ask),
    /// Nothing before this moment.
    Hold(Time),
    /// A tab of the host.
    Tab,
    /// Nothing, or a person.
    Rest,
}

pub(super) enum Request {
    GitLab(gitlab::Request),
    Zendesk(write_back::Request),
}

/// Everything that a decision is made from.
pub(super) struct Desk<'a> {
    pub now: Time,
    pub settings: &'a Settings,
    pub rules: &'a Rules,
    pub install: u64,
    pub has_tab: bool,
    /// The session's token; empty where it is not known.
    pub session: &'a mut String,
    pub record: &'a mut Record,
    pub sight: &'a mut Sight,
}

impl Desk<'_> {
    pub(super) fn next(&mut self) -> Next {
        // A step may settle what the next one depends on; none goes back.
        for _ in 0..8 {
            if let Some(next) = self.step() {
                return next;
            }
        }
        Next::Rest
    }

    /// `None` where the record has changed and has to be looked at anew.
    fn step(&mut self) -> Option<Next> {
        match self.record.hold {
            Some(hold) if hold.lasts(self.now) => return Some(Next::Hold(hold.until)),
            _ => self.record.hold = None,
        }
        let under_way = matches!(
            self.record.state,
            State::Creating | State::Created | State::Writing
        );
        if under_way && !self.is_configured() {
            return self.need(Reason::Host);
        }
        match self.record.state {
            State::Draft => {
                self.record.state = State::Creating;
                None
            }
            State::Creating if self.may_be_filed() && self.rules.look_up_after_unknown => {
                Some(Next::Ask(Ask::LookUp))
            }
            State::Creating if self.record.cancelled && !self.record.claimed => {
                self.end(State::Cancelled);
                None
            }
            State::Creating if self.rules.claim && !self.sight.claimed => self.claim(),
            State::Creating if self.record.cancelled => self.claim(),
            State::Creating => {
                // Whatever becomes of it, from now on GitLab may have it.
                self.record.unknown = true;
                self.record.misses = 0;
                self.sight.absent = false;
                Some(Next::Ask(Ask::Post))
            }
            State::Created if self.record.cancelled => self.need(Reason::Stopped),
            State::Created if self.has_labels_to_add() => Some(Next::Ask(Ask::Label)),
            State::Created | State::Writing => self.write(),
            State::Done => self.tidy(),
            State::Cancelled if self.record.rechecks > 0 && self.rules.recheck => {
                Some(Next::Ask(Ask::LookUp))
            }
            State::Cancelled | State::NeedsPerson(_) => Some(Next::Rest),
        }
    }

    fn may_be_filed(&self) -> bool {
        self.record.unknown && !self.sight.absent
    }

    fn is_configured(&self) -> bool {
        let Record { key, gitlab, .. } = &*self.record;
        *gitlab == self.settings.gitlab && self.settings.zendesk_hosts.contains(&key.host)
    }

    fn has_labels_to_add(&self) -> bool {
        let Record {
            action,
            labelled,
            draft,
            ..
        } = &*self.record;
        matches!(action, Action::CommentOn(_)) && !labelled && !draft.labels.is_empty()
    }

    /// Done; what may be one too many is closed.
    fn tidy(&mut self) -> Option<Next> {
        let Some(surplus) = self.record.surplus.first() else {
            let again = self.record.rechecks > 0 && self.rules.recheck;
            return Some(match again {
                true => Next::Ask(Ask::LookUp),
                false => Next::Rest,
            });
        };
        let is_read = self
            .sight
            .surplus
            .as_ref()
            .is_some_and(|(iid, _)| iid == surplus);
        Some(Next::Ask(match is_read {
            true => Ask::Close,
            false => Ask::Surplus,
        }))
    }

    pub(super) fn need(&mut self, reason: Reason) -> Option<Next> {
        let record = &*self.record;
        // Nothing can be on the ticket or in GitLab that somebody would have to see to.
        let gone = match reason {
            Reason::Closed => true,
            Reason::NoTicket | Reason::TicketForbidden | Reason::Host => !record.claimed,
            _ => false,
        };
        if record.cancelled && record.issue.is_none() && !self.may_be_filed() && gone {
            self.end(State::Cancelled);
            return None;
        }
        let record = &mut *self.record;
        record.state = State::NeedsPerson(reason);
        record.hold = None;
        Some(Next::Rest)
    }

    /// All is over; where it may not be, it is looked at once more.
    pub(super) fn end(&mut self, state: State) {
        self.record.state = state;
        self.record.unknown = false;
        self.record.misses = 0;
        self.record.failures = 0;
        self.record.young_stamp = None;
        self.hold_for_recheck();
    }

    /// What is known to be one too many does not wait for that.
    pub(super) fn hold_for_recheck(&mut self) {
        let Record {
            rechecks, surplus, ..
        } = &*self.record;
        let again = *rechecks > 0 && surplus.is_empty() && self.rules.recheck;
        self.record.hold = again.then(|| Hold::new(self.now, RECHECK_AFTER, Why::Recheck));
    }

    /// Holds back after a failure, longer each time.
    pub(super) fn fail(&mut self, side: Side) {
        self.record.failures = self.record.failures.saturating_add(1);
        let seconds = hold_after(self.record.failures, self.jitter());
        self.record.hold = Some(Hold::new(self.now, seconds, Why::Failure(side)));
    }

    pub(super) fn be_patient(&mut self, side: Side, seconds: i64) {
        self.record.failures = self.record.failures.saturating_add(1);
        let seconds = spread(seconds, self.jitter());
        self.record.hold = Some(Hold::new(self.now, seconds, Why::Rate(side)));
    }

    fn jitter(&self) -> i64 {
        jitter(self.install, self.record.key.ticket.0, self.record.failures)
    }

    pub(super) fn request(&self, ask: &Ask) -> Request {
        match ask {
            Ask::Post | Ask::LookUp | Ask::Label | Ask::Surplus | Ask::Close => {
                Request::GitLab(self.gitlab_request(ask))
            }
            _ => Request::Zendesk(self.zendesk_request(ask)),
        }
    }

    pub(super) fn take(&mut self, ask: &Ask, answer: &Answer) {
        match ask {
            Ask::Post => self.take_post(answer),
            Ask::LookUp => self.take_look_up(answer),
            Ask::Label => self.take_label(answer),
            Ask::Surplus | Ask::Close => self.take_surplus(ask, answer),
            _ => self.take_zendesk(ask, answer),
        }
    }
}
