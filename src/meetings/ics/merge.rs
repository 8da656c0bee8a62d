//! What an imported call does to those that there are.

use super::import::free_id;
use crate::meetings::Meeting;

/// What becomes of the team's calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There is one more.
    Adds,
    /// One whose time was not set has it now.
    Sets,
    /// One is replaced by its newer self.
    Replaces,
}

/// Puts a call among the others: in the place of the one that it is, or of the one of its name and weekday that had no time; what
/// that one had, and no calendar file has, stays.
pub fn merge(meetings: &mut Vec<Meeting>, mut new: Meeting) -> Change {
    let is_same = |one: &Meeting| match (&one.uid, &new.uid) {
        (Some(one), Some(new)) => one == new,
        (None, None) => one.id == new.id,
        _ => false,
    };
    let is_unset = |one: &Meeting| {
        one.time.is_none()
            && new.time.is_some()
            && one.name.eq_ignore_ascii_case(&new.name)
            && one.recurrence.weekday() == new.recurrence.weekday()
    };
    let same = meetings.iter().position(is_same);
    let Some(at) = same.or_else(|| meetings.iter().position(is_unset)) else {
        new.id = free_id(&new.id, &meetings.iter().collect::<Vec<_>>());
        meetings.push(new);
        return Change::Adds;
    };
    if let Some(old) = meetings.get_mut(at) {
        new.id.clone_from(&old.id);
        new.rotation = old.rotation.take();
        if new.regions.is_empty() {
            new.regions = std::mem::take(&mut old.regions);
        }
        if new.purpose.is_empty() {
            new.purpose = std::mem::take(&mut old.purpose);
        }
        let links = &mut new.links;
        links.join = links.join.take().or_else(|| old.links.join.take());
        links.agenda = links.agenda.take().or_else(|| old.links.agenda.take());
        links.recording = links
            .recording
            .take()
            .or_else(|| old.links.recording.take());
        *old = new;
    }
    match same {
        Some(_) => Change::Replaces,
        None => Change::Sets,
    }
}
