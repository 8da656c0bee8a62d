//! The ticket's side: reading it, claiming it, and the one update that links it.

use super::{
    Answer,
    hold::{CLAIM_PACE, CLAIM_PATIENCE, Hold, RECHECK_AFTER, RECHECKS, STAMP_AGE, Side, Why},
    record::{Action, Remark, State},
    steps::{Ask, Desk, Next},
    trouble::{Reason, Verdict},
};
use crate::{
    gitlab,
    time::Time,
    zendesk::write_back::{self, Request, Standing, Update},
};

/// Conflicts in a row that are met at once; after that it waits.
const QUICK_CONFLICTS: u32 = 3;

impl Desk<'_> {
    fn claims(&self) -> String {
        format!("{}_by_", self.record.key.marker())
    }

    fn own_claim(&self) -> String {
        format!("{}{:016x}", self.claims(), self.install)
    }

    /// The ticket's tags without any claim on this escalation.
    fn unclaimed(&self, standing: &Standing) -> Vec<String> {
        let claims = self.claims();
        let tags = standing.tags.iter();
        tags.filter(|tag| !tag.starts_with(&claims))
            .cloned()
            .collect()
    }

    /// The stamp first, then everything that it vouches for.
    fn read(&self) -> Option<Next> {
        let ask = if self.session.is_empty() {
            Ask::Session
        } else if self.sight.standing.is_none() {
            Ask::Ticket
        } else if self.sight.note.is_none() && self.rules.look_for_note {
            Ask::Comments
        } else {
            return None;
        };
        Some(match self.has_tab {
            true => Next::Ask(ask),
            false => Next::Tab,
        })
    }

    /// The note that says that it is filed already.
    fn note(&self) -> Option<&str> {
        self.sight.note.as_ref()?.as_deref()
    }

    /// On the way to a post, or back from there.
    pub(super) fn claim(&mut self) -> Option<Next> {
        if let Some(next) = self.read() {
            return Some(next);
        }
        if let Some(note) = self.note() {
            let (origin, project) = (&self.settings.gitlab, &self.record.key.project);
            return match gitlab::linked_issue(note, origin, project) {
                Some(iid) => {
                    self.record.found(iid);
                    None
                }
                None => self.need(Reason::Elsewhere),
            };
        }
        let standing = self.sight.standing.as_ref()?;
        let (claims, own) = (self.claims(), self.own_claim());
        let is_ours = standing.tags.contains(&own);
        let is_others = !is_ours && standing.tags.iter().any(|tag| tag.starts_with(&claims));
        if standing.closed {
            return self.need(Reason::Closed);
        }
        if self.record.cancelled {
            if is_ours {
                return Some(Next::Ask(Ask::Release));
            }
            self.await_late_claim();
            return None;
        }
        if is_ours {
            self.sight.claimed = true;
            return None;
        }
        if is_others && !self.record.take_over {
            return self.wait_for_other();
        }
        self.record.claimed = true;
        Some(Next::Ask(Ask::Claim))
    }

    /// A claim that was not answered may still be under way.
    fn await_late_claim(&mut self) {
        self.forget_sight();
        self.record.misses = self.record.misses.saturating_add(1);
        if self.record.misses > RECHECKS {
            self.record.misses = 0;
            self.record.claimed = false;
        } else {
            self.record.hold = Some(Hold::new(self.now, RECHECK_AFTER, Why::Recheck));
        }
    }

    /// Another agent is filing it. That one's note is the end of it; if it does not come, the person
    /// decides.
    fn wait_for_other(&mut self) -> Option<Next> {
        self.forget_sight();
        let looks = CLAIM_PATIENCE / CLAIM_PACE;
        self.record.failures = self.record.failures.saturating_add(1);
        if i64::from(self.record.failures) > looks {
            return self.need(Reason::Claimed);
        }
        self.record.hold = Some(Hold::new(self.now, CLAIM_PACE, Why::Claimed));
        None
    }

    /// Back on the ticket.
    pub(super) fn write(&mut self) -> Option<Next> {
        if let Some(next) = self.read() {
            return Some(next);
        }
        if let Some(note) = self.note() {
            let (origin, project) = (&self.settings.gitlab, &self.record.key.project);
            let named = gitlab::linked_issue(note, origin, project);
            self.yield_to(named);
            self.record.claimed = false;
            self.end(State::Done);
            return None;
        }
        if self.record.cancelled {
            return self.need(Reason::Stopped);
        }
        if self.sight.standing.as_ref()?.closed {
            return self.need(Reason::Closed);
        }
        self.record.state = State::Writing;
        Some(Next::Ask(Ask::Note))
    }

    /// The issue that the ticket names stays.
    fn yield_to(&mut self, named: Option<u64>) {
        let (Some(named), Some(own)) = (named, self.record.issue) else {
            return;
        };
        if named == own {
            return;
        }
        self.record.issue = Some(named);
        self.record.surplus.retain(|iid| *iid != named);
        if !matches!(self.record.action, Action::CommentOn(_) | Action::Link(_)) {
            self.record.surplus.push(own);
        }
    }

    pub(super) fn zendesk_request(&self, ask: &Ask) -> Request {
        let ticket = self.record.key.ticket.0;
        let stamp = |standing: &Standing| self.rules.safe_update.then(|| standing.stamp.clone());
        let (Some(standing), Ask::Claim | Ask::Release | Ask::Note) = (&self.sight.standing, ask)
        else {
            return match ask {
                Ask::Session => write_back::read_session(),
                Ask::Comments => write_back::read_comments(ticket, self.sight.pages + 1),
                _ => write_back::read_ticket(ticket),
            };
        };
        let stamp = stamp(standing);
        let mut tags = self.unclaimed(standing);
        let mut update = Update {
            stamp: stamp.as_deref(),
            ..Update::default()
        };
        let url = self.url();
        let note = self.note_text(&url);
        let field = format!("{} {url}", standing.field);
        match ask {
            Ask::Claim => tags.push(self.own_claim()),
            Ask::Note => {
                let tag = self.settings.filing.tag.iter();
                tags.extend(tag.filter(|tag| !standing.tags.contains(tag)).cloned());
                update.note = Some(&note);
                update.hold = self.settings.filing.on_hold;
                let field = match standing.field.contains(&url) {
                    true => &standing.field,
                    false => field.trim_start(),
                };
                update.field = self.settings.filing.field.map(|id| (id, field));
            }
            _ => {}
        }
        update.tags = &tags;
        update.request(ticket, self.session)
    }

    fn url(&self) -> String {
        let issue = self.record.issue.unwrap_or_default();
        gitlab::issue_url(&self.settings.gitlab, &self.record.key.project, issue)
    }

    fn note_text(&self, url: &str) -> String {
        let note = self.settings.filing.note.replace("{url}", url);
        let note = note.replace("{title}", &self.record.draft.title);
        format!("{note}\n\n{}", self.record.key.marker())
    }

    fn forget_sight(&mut self) {
        self.sight.standing = None;
        self.sight.pages = 0;
        self.sight.note = None;
        self.sight.claimed = false;
    }

    pub(super) fn take_zendesk(&mut self, ask: &Ask, answer: &Answer) {
        let read = matches!(ask, Ask::Session | Ask::Ticket | Ask::Comments);
        let verdict = answer.verdict(self.now);
        if *ask == Ask::Claim && verdict == Verdict::Conflict {
            // Neither this one nor an older one under way can succeed any more.
            self.record.claimed = false;
        }
        match verdict {
            Verdict::Good(text) if read => self.take_reading(ask, answer, text),
            Verdict::Good(text) => self.take_update(ask, text),
            Verdict::Conflict => {
                self.forget_sight();
                self.record.failures = self.record.failures.saturating_add(1);
                if self.record.failures > QUICK_CONFLICTS {
                    self.fail(Side::Zendesk);
                }
            }
            Verdict::Patience(seconds) => {
                self.forget_sight();
                self.be_patient(Side::Zendesk, seconds);
            }
            Verdict::Refused(status) => self.refused_ticket(status),
            Verdict::Unknown | Verdict::NotSent => {
                self.forget_sight();
                self.fail(Side::Zendesk);
            }
        }
    }

    fn refused_ticket(&mut self, status: u16) {
        self.forget_sight();
        let known_token = !std::mem::take(self.session).is_empty();
        // A token that has changed and a ticket that was closed meanwhile are seen on a second look.
        let again = matches!(status, 403 | 422) && known_token && self.record.failures == 0;
        if again {
            self.record.failures = 1;
            return;
        }
        self.need(match status {
            401 => Reason::Session,
            403 => Reason::TicketForbidden,
            404 | 410 => Reason::NoTicket,
            _ => Reason::TicketRefused,
        });
    }

    fn take_reading(&mut self, ask: &Ask, answer: &Answer, text: &str) {
        let understood = match ask {
            Ask::Session => write_back::session_token(text).map(|token| *self.session = token),
            Ask::Ticket => {
                let standing = write_back::standing(text, self.settings.filing.field);
                standing.map(|standing| self.stand(standing, answer.date()))
            }
            _ => {
                let marker = self.record.key.marker();
                write_back::note_with(text, &marker).map(|(note, full)| {
                    self.sight.pages += 1;
                    if note.is_some() || !full {
                        self.sight.note = Some(note);
                    }
                })
            }
        };
        if understood.is_none() {
            // Signed out, Zendesk answers with its login page.
            self.forget_sight();
            self.session.clear();
            match text.trim_start().starts_with('<') {
                true => drop(self.need(Reason::Session)),
                false => self.fail(Side::Zendesk),
            }
        }
    }

    /// Whatever is written from the second on in which this was read has another stamp than an
    /// older one. One of this very second may stand for two states of the ticket.
    fn stand(&mut self, standing: Standing, date: Option<Time>) {
        let stamped = Time::parse(&standing.stamp);
        let is_older = match (stamped, date) {
            (Some(stamped), Some(date)) => stamped < date,
            // With no clock to go by, it was seen before the wait already.
            _ => self.record.young_stamp.as_ref() == Some(&standing.stamp),
        };
        if is_older || !self.rules.wait_out_stamp {
            self.record.young_stamp = None;
            self.sight.standing = Some(standing);
        } else {
            self.record.young_stamp = Some(standing.stamp);
            self.record.hold = Some(Hold::new(self.now, STAMP_AGE, Why::Stamp));
        }
    }

    fn take_update(&mut self, ask: &Ask, text: &str) {
        let written = write_back::written(text, self.settings.filing.field);
        let own = self.own_claim();
        self.forget_sight();
        let Some(written) = written else {
            // Whether it was made shows on the ticket.
            self.fail(Side::Zendesk);
            return;
        };
        match ask {
            Ask::Claim => {
                // An account that does not let its agents set tags cannot keep two of them apart.
                if !written.tags.contains(&own) {
                    self.record.suspect();
                }
                self.sight.claimed = true;
                if std::mem::take(&mut self.record.take_over) {
                    // The other agent may have posted.
                    self.record.suspect();
                    self.record.unknown = true;
                    self.record.misses = 0;
                    self.sight.claimed = false;
                }
            }
            Ask::Release => self.record.claimed = false,
            _ if written.public.is_none() => self.fail(Side::Zendesk),
            _ => {
                let has_tag = self
                    .settings
                    .filing
                    .tag
                    .iter()
                    .all(|tag| written.tags.contains(tag));
                let has_field =
                    self.settings.filing.field.is_none() || written.field.contains(&self.url());
                if !(has_tag && has_field) {
                    self.record.remark(Remark::Fields);
                }
                if written.public == Some(true) {
                    self.record.remark(Remark::Public);
                }
                self.record.claimed = false;
                self.end(State::Done);
            }
        }
        if self.record.hold.is_none() {
            self.record.failures = 0;
        }
    }
}
