//! The internal note that asks for documentation: on the ticket once, whoever presses how often and whatever becomes of a request.
//!
//! A state machine: [`Writer::next`] says what to do, [`Writer::take`] what came of it. The rules are those of the outbox for
//! its own note: the stamp is read before the comments, no note is written before it was looked for in these, and the update is
//! built on that stamp. So what the ticket says is all that counts, and nothing has to be kept: of two updates under way Zendesk
//! makes one, however late the other arrives, and whoever presses again finds the note.

use crate::{
    escalation::{
        case::Case,
        outbox::{
            self, Answer, Hold, Key, Reason, STAMP_AGE, Side, Verdict, Why, hold_after, jitter,
            spread,
        },
    },
    ticket::TicketId,
    time::Time,
    words::Words,
    zendesk::write_back::{self, Request, Standing, Update},
};

/// Conflicts in a row that are met at once; after that it waits.
const QUICK_CONFLICTS: u32 = 3;

/// One request for documentation.
#[derive(Clone, Debug)]
pub struct Writer {
    ticket: TicketId,
    marker: String,
    /// What is to be written.
    note: String,
    /// Spreads out what failed together.
    seed: u64,
    state: State,
    asked: Option<Ask>,
    /// The token that writes need; empty where it is not known.
    session: String,
    standing: Option<Standing>,
    /// Comments read so far, in pages.
    pages: u32,
    /// The ticket does not have the note.
    is_absent: bool,
    /// The ticket's stamp when it was too young to build upon.
    young_stamp: Option<String>,
    /// In a row.
    failures: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    /// Nobody has pressed yet.
    Free,
    UnderWay,
    Held(Hold),
    NoTab,
    Needs(Reason),
    /// It is on the ticket; `true` where customers can read it.
    Written(bool),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask {
    Session,
    Ticket,
    Comments,
    Note,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// To be made with the agent's own session, then told to [`Writer::take`].
    Ask(Request),
    /// Nothing before this moment.
    Wait(Time),
    /// Nothing, or a person.
    Rest,
}

/// How it stands, for the person who pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Stable, to be searched for in the documentation.
    pub code: &'static str,
    /// What happened.
    pub what: String,
    /// What to do; empty where there is nothing.
    pub todo: String,
    /// It goes on by itself at this moment.
    pub until: Option<Time>,
    /// Nobody is waited for, and nothing is to be done.
    pub is_over: bool,
}

impl Writer {
    /// A note about the component of a ticket on `host`, which may be there already.
    #[must_use]
    pub fn new(host: &str, case: &Case, component: &str, seed: u64) -> Self {
        let ticket = case.ticket.id;
        let key = Key {
            host: host.to_owned(),
            ticket,
            // A space is in no project's path, so that no issue has this one.
            project: format!("documentation of {component}"),
        };
        let marker = key.marker();
        let mut notes = case.messages.iter().filter(|message| !message.public);
        let is_there = notes.any(|message| message.text.contains(&marker));
        Self {
            ticket,
            marker,
            note: String::new(),
            seed,
            state: match is_there {
                true => State::Written(false),
                false => State::Free,
            },
            asked: None,
            session: String::new(),
            standing: None,
            pages: 0,
            is_absent: false,
            young_stamp: None,
            failures: 0,
        }
    }

    /// Whether a press begins, or begins again.
    #[must_use]
    pub fn is_free(&self) -> bool {
        matches!(self.state, State::Free | State::NoTab | State::Needs(_))
    }

    /// Whether a press does anything: nothing is waited for, or nothing that cannot be cut short.
    #[must_use]
    pub fn writes(&self) -> bool {
        match self.state {
            State::Held(hold) => hold.yields(),
            _ => self.is_free(),
        }
    }

    /// The press, with the note as it stands there. What is under way goes on as it began.
    pub fn press(&mut self, note: &str) {
        if !self.writes() || note.trim().is_empty() {
            return;
        }
        if self.is_free() {
            note.trim().clone_into(&mut self.note);
        }
        self.failures = 0;
        self.state = State::UnderWay;
    }

    /// What to do now.
    pub fn next(&mut self, now: Time) -> Next {
        match self.state {
            State::Held(hold) if hold.lasts(now) => return Next::Wait(hold.until),
            State::Held(_) => self.state = State::UnderWay,
            State::UnderWay => {}
            _ => return Next::Rest,
        }
        let ticket = self.ticket.0;
        let (ask, request) = match &self.standing {
            _ if self.session.is_empty() => (Ask::Session, write_back::read_session()),
            None => (Ask::Ticket, write_back::read_ticket(ticket)),
            Some(_) if !self.is_absent => (
                Ask::Comments,
                write_back::read_comments(ticket, self.pages + 1),
            ),
            Some(standing) => (Ask::Note, self.update(standing)),
        };
        self.asked = Some(ask);
        Next::Ask(request)
    }

    fn update(&self, standing: &Standing) -> Request {
        let note = format!("{}\n\n{}", self.note, self.marker);
        Update {
            stamp: Some(&standing.stamp),
            tags: &standing.tags,
            note: Some(&note),
            ..Update::default()
        }
        .request(self.ticket.0, &self.session)
    }

    /// What came of the request.
    pub fn take(&mut self, now: Time, answer: &Answer) {
        let Some(ask) = self.asked.take() else {
            return;
        };
        match answer.verdict(now) {
            Verdict::Good(text) if ask == Ask::Note => self.take_update(now, text),
            Verdict::Good(text) => self.take_reading(now, ask, answer, text),
            Verdict::Conflict => {
                self.forget();
                self.failures = self.failures.saturating_add(1);
                if self.failures > QUICK_CONFLICTS {
                    self.fail(now);
                }
            }
            Verdict::Patience(seconds) => {
                self.forget();
                self.failures = self.failures.saturating_add(1);
                let seconds = spread(seconds, self.jitter());
                self.hold(now, seconds, Why::Rate(Side::Zendesk));
            }
            Verdict::Refused(status) => self.refused(status),
            Verdict::NotSent => {
                self.forget();
                self.state = State::NoTab;
            }
            Verdict::Unknown => self.fail(now),
        }
    }

    fn refused(&mut self, status: u16) {
        self.forget();
        let knew_token = !std::mem::take(&mut self.session).is_empty();
        // A token that has changed and a ticket that was closed meanwhile are seen on a second look.
        if matches!(status, 403 | 422) && knew_token && self.failures == 0 {
            self.failures = 1;
            return;
        }
        self.state = State::Needs(match status {
            401 => Reason::Session,
            403 => Reason::TicketForbidden,
            404 | 410 => Reason::NoTicket,
            _ => Reason::TicketRefused,
        });
    }

    fn take_reading(&mut self, now: Time, ask: Ask, answer: &Answer, text: &str) {
        let understood = match ask {
            Ask::Session => write_back::session_token(text).map(|token| self.session = token),
            Ask::Ticket => write_back::standing(text, None)
                .map(|standing| self.stand(now, standing, answer.date())),
            _ => write_back::note_with(text, &self.marker).map(|(note, is_full)| {
                self.pages += 1;
                match note {
                    Some(_) => self.state = State::Written(false),
                    None => self.is_absent = !is_full,
                }
            }),
        };
        if understood.is_none() {
            self.session.clear();
            match text.trim_start().starts_with('<') {
                // Signed out, Zendesk answers with its login page.
                true => {
                    self.forget();
                    self.state = State::Needs(Reason::Session);
                }
                false => self.fail(now),
            }
        }
    }

    /// A stamp has whole seconds: one of this very second may stand for two states of the ticket, and is waited out.
    fn stand(&mut self, now: Time, standing: Standing, date: Option<Time>) {
        if standing.closed {
            self.state = State::Needs(Reason::Closed);
            return;
        }
        let is_older = match (Time::parse(&standing.stamp), date) {
            (Some(stamped), Some(date)) => stamped < date,
            // With no clock to go by, it was seen before the wait already.
            _ => self.young_stamp.as_ref() == Some(&standing.stamp),
        };
        if is_older {
            self.young_stamp = None;
            self.standing = Some(standing);
        } else {
            self.young_stamp = Some(standing.stamp);
            self.hold(now, STAMP_AGE, Why::Stamp);
        }
    }

    fn take_update(&mut self, now: Time, text: &str) {
        self.forget();
        match write_back::written(text, None).and_then(|written| written.public) {
            Some(is_public) => self.state = State::Written(is_public),
            // Whether it was made shows on the ticket.
            None => self.fail(now),
        }
    }

    fn fail(&mut self, now: Time) {
        self.forget();
        self.failures = self.failures.saturating_add(1);
        let seconds = hold_after(self.failures, self.jitter());
        self.hold(now, seconds, Why::Failure(Side::Zendesk));
    }

    fn hold(&mut self, now: Time, seconds: i64, why: Why) {
        self.state = State::Held(Hold::new(now, seconds, why));
    }

    fn jitter(&self) -> i64 {
        jitter(self.seed, self.ticket.0, self.failures)
    }

    fn forget(&mut self) {
        self.standing = None;
        self.pages = 0;
        self.is_absent = false;
    }

    /// `None` before anybody has pressed.
    #[must_use]
    pub fn said(&self, words: Words) -> Option<Said> {
        let mut until = None;
        let (code, what, todo) = match self.state {
            State::Free => return None,
            State::UnderWay => ("VG-NOTING", "note_writing_what", ""),
            State::Held(hold) => {
                until = Some(hold.until);
                outbox::of_hold(hold.why)
            }
            State::NoTab => ("VG-TAB", "tab_what", "note_tab_todo"),
            State::Needs(Reason::Closed) => ("VG-CLOSED", "closed_what", "note_closed_todo"),
            State::Needs(reason) => outbox::of_reason(reason),
            State::Written(false) => ("VG-NOTED", "note_written_what", "note_written_todo"),
            State::Written(true) => ("VG-PUBLIC", "note_written_what", "note_public_todo"),
        };
        Some(Said {
            code,
            what: words(what, &[]),
            todo: match todo {
                "" => String::new(),
                todo => words(todo, &[]),
            },
            until,
            is_over: self.state == State::Written(false),
        })
    }
}
