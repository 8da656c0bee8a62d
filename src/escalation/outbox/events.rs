//! What the outbox is told, and what it wants done.

use super::{Action, Answer, Draft, Key, Settings, View};
use crate::{gitlab, time::Time, zendesk::write_back};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// Somebody, or the outbox's own alarm, wants an escalation gone on with.
    Wished {
        /// Which.
        key: Key,
        /// How.
        wish: Wish,
    },
    /// The lock that [`Effect::Lock`] asked for is held.
    Locked {
        /// Which.
        key: Key,
        /// What was kept last, read under the lock.
        kept: Option<String>,
    },
    /// What came of a request. Every request is answered, at the latest when its time is over.
    Answered {
        /// Which.
        key: Key,
        /// The request's.
        id: u64,
        /// See [`Answer`].
        answer: Answer,
    },
    /// A tab of this Zendesk host can be asked.
    TabReady {
        /// Which.
        host: String,
    },
    /// The last such tab is gone.
    TabsGone {
        /// Which.
        host: String,
    },
    /// The settings have changed.
    Changed(Box<Settings>),
}

/// What is wanted of an escalation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// File this draft, or go on filing it.
    File {
        /// See [`Draft`].
        draft: Box<Draft>,
        /// See [`Action`].
        action: Action,
        /// Whether it waits for the countdown, so that it can be undone: it was not reviewed.
        undo: bool,
    },
    /// Undo, or stop as soon as that is safe.
    Cancel,
    /// Do not wait any longer than has to be.
    Retry,
    /// Leave it as it is, where nothing else brings it to an end.
    Dismiss,
    /// The browser has started, or an alarm has gone off.
    Resume,
}

/// Something to do, in this order, each only when the one before is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Wait for this escalation's exclusive lock, shared by all that runs in this browser, then say
    /// [`Event::Locked`]. Whoever dies gives it back.
    Lock {
        /// Which.
        key: Key,
    },
    /// Keep this for good.
    Save {
        /// Which.
        key: Key,
        /// What.
        text: String,
    },
    /// Ask GitLab, then say [`Event::Answered`].
    GitLab {
        /// Which.
        key: Key,
        /// To be repeated in the answer.
        id: u64,
        /// What to ask, of the configured origin.
        request: gitlab::Request,
        /// Not to be sent later than this.
        not_after: Time,
    },
    /// Ask Zendesk through a tab of the key's host, then say [`Event::Answered`].
    Zendesk {
        /// Which.
        key: Key,
        /// To be repeated in the answer.
        id: u64,
        /// What to ask.
        request: write_back::Request,
        /// Not to be sent later than this.
        not_after: Time,
    },
    /// Say [`Wish::Resume`] at this moment.
    SetAlarm {
        /// Which.
        key: Key,
        /// When.
        at: Time,
    },
    /// Show this on the ticket and in the popup.
    Show(Box<View>),
    /// Give the lock back.
    Unlock {
        /// Which.
        key: Key,
    },
}

/// The protocol's rules. All of them hold; a test takes one away and sees what it was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each stands for itself")]
pub struct Rules {
    /// Rule 1.
    pub save_before_post: bool,
    /// Rule 2.
    pub look_up_after_unknown: bool,
    /// Rule 3.
    pub wait_out_lag: bool,
    /// Rule 5.
    pub claim: bool,
    /// Rule 6.
    pub safe_update: bool,
    /// Rule 6, its second sentence.
    pub wait_out_stamp: bool,
    /// Rule 7.
    pub look_for_note: bool,
    /// What cannot be excluded is repaired.
    pub recheck: bool,
}

impl Rules {
    /// All of them.
    pub const ALL: Self = Self {
        save_before_post: true,
        look_up_after_unknown: true,
        wait_out_lag: true,
        claim: true,
        safe_update: true,
        wait_out_stamp: true,
        look_for_note: true,
        recheck: true,
    };
}
