//! What people want of an escalation, and what is done about it at once.

use super::{
    Settings, Wish,
    hold::{Hold, Why},
    record::{Action, Draft, Key, Record, Remark, State},
    trouble::Reason,
};
use crate::time::Time;

/// Takes a wish in. Safe at any moment: what may be under way is looked for by the next steps.
pub(super) fn take(record: &mut Record, wish: Wish, settings: &Settings, now: Time) {
    match wish {
        Wish::File {
            draft,
            action,
            undo,
        } => file(record, *draft, action, undo.then_some(settings), now),
        Wish::Cancel => cancel(record),
        Wish::Retry => retry(record),
        Wish::Dismiss => record.dismissed |= record.is_hopeless(),
        Wish::Resume => {}
    }
    record.dismissed &= matches!(record.state, State::NeedsPerson(_));
}

/// The record of the first wish to file among these; `None` where there is none.
pub(super) fn begin(
    wishes: &mut Vec<Wish>,
    key: &Key,
    settings: &Settings,
    now: Time,
) -> Option<Box<Record>> {
    let is_file = |wish: &Wish| matches!(wish, Wish::File { .. });
    let first = wishes.iter().position(is_file)?;
    let wish = wishes.drain(..=first).next_back()?;
    let mut record = Record::new(
        key.clone(),
        &settings.gitlab,
        Draft::default(),
        Action::File,
    );
    take(&mut record, wish, settings, now);
    Some(Box::new(record))
}

/// What is left of something that was kept and cannot be read, once a person does not want to see it any more: that it may
/// have been posted.
pub(super) fn dismissed(wishes: &[Wish], key: &Key, settings: &Settings) -> Option<Box<Record>> {
    wishes.contains(&Wish::Dismiss).then(|| {
        let mut record = Record::new(
            key.clone(),
            &settings.gitlab,
            Draft::default(),
            Action::File,
        );
        record.state = State::NeedsPerson(Reason::Unreadable);
        (record.unknown, record.claimed, record.dismissed) = (true, true, true);
        Box::new(record)
    })
}

/// Like [`begin`], where something was kept that cannot be read: it may have been posted.
pub(super) fn begin_again(
    wishes: &mut Vec<Wish>,
    key: &Key,
    settings: &Settings,
) -> Option<Box<Record>> {
    let is_file = |wish: &Wish| matches!(wish, Wish::File { .. });
    let first = wishes.iter().position(is_file)?;
    let Wish::File { draft, action, .. } = wishes.drain(..=first).next_back()? else {
        return None;
    };
    let mut record = Record::new(key.clone(), &settings.gitlab, *draft, action);
    record.unknown = true;
    record.claimed = true;
    if let Action::Link(iid) = action {
        let draft = std::mem::take(&mut record.draft);
        link(&mut record, draft, iid);
    } else {
        record.state = State::Creating;
        record.suspect();
    }
    Some(Box::new(record))
}

fn file(record: &mut Record, draft: Draft, action: Action, undo: Option<&Settings>, now: Time) {
    if let Action::Link(iid) = action {
        link(record, draft, iid);
        return;
    }
    match record.state {
        State::Draft => {
            record.hold = undo
                .map(|settings| Hold::new(now, settings.filing.countdown_seconds, Why::Countdown));
        }
        State::Cancelled => {
            record.state = State::Draft;
            record.cancelled = false;
            // What was cancelled may have reached GitLab all the same.
            record.unknown |= record.rechecks > 0;
            record.misses = 0;
            record.hold = undo
                .map(|settings| Hold::new(now, settings.filing.countdown_seconds, Why::Countdown));
        }
        State::NeedsPerson(reason) => {
            // Of what cannot be read there is no draft that may have been posted.
            let is_lost = reason == Reason::Unreadable;
            let changes = record.issue.is_none() && (!record.unknown || is_lost);
            if is_lost {
                record.suspect();
                record.resume();
            }
            retry(record);
            record.cancelled = false;
            if !changes {
                return;
            }
        }
        // Pressed twice, in two tabs or two windows.
        State::Creating | State::Created | State::Writing | State::Done => return,
    }
    record.draft = draft;
    record.action = action;
}

/// A person filed it. What the outbox may have posted before cannot be looked for: there may be no token.
fn link(record: &mut Record, draft: Draft, iid: u64) {
    let is_free = match record.state {
        State::Draft | State::Cancelled => true,
        State::NeedsPerson(_) => record.issue.is_none(),
        State::Creating | State::Created | State::Writing | State::Done => false,
    };
    if !is_free {
        return;
    }
    if record.unknown || record.rechecks > 0 {
        record.rechecks = 0;
        record.remark(Remark::Twice);
    }
    record.cancelled = false;
    record.draft = draft;
    record.action = Action::Link(iid);
    record.found(iid);
}

fn cancel(record: &mut Record) {
    match record.state {
        State::Draft if record.unknown => {
            record.state = State::Creating;
            record.cancelled = true;
        }
        State::Draft => record.state = State::Cancelled,
        State::Creating | State::Created | State::Writing => record.cancelled = true,
        // What is filed is not cancelled any more.
        State::NeedsPerson(_) if record.issue.is_some() => return,
        // For the second time: a claim that cannot be taken off is left to the others to take over.
        State::NeedsPerson(_) if record.cancelled && !record.unknown => {
            record.state = State::Cancelled;
        }
        State::NeedsPerson(_) => {
            record.state = State::Creating;
            record.take_over = false;
            record.cancelled = true;
        }
        State::Done | State::Cancelled => return,
    }
    yield_hold(record);
}

fn retry(record: &mut Record) {
    if let State::NeedsPerson(reason) = record.state
        && reason != Reason::Unreadable
    {
        record.take_over |= reason == Reason::Claimed;
        record.resume();
    }
    yield_hold(record);
}

fn yield_hold(record: &mut Record) {
    if record.hold.is_some_and(|hold| hold.yields()) {
        record.hold = None;
        record.failures = 0;
    }
}
