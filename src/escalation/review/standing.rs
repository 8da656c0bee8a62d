//! Whether it can be filed, seen from what the outbox says of the ticket's escalations.

use crate::escalation::outbox::{Key, View};

/// Where an escalation is, as far as filing it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was filed, or it was cancelled.
    Free,
    /// Free in this project; in another it is filed, or being filed.
    Elsewhere(Key),
    /// Nothing was filed, and it can be pressed again with another draft.
    Again,
    /// Being filed, or waiting for it.
    UnderWay,
    /// Filed already.
    Filed,
}

impl Standing {
    /// Of the escalation `key`, among all of its ticket.
    #[must_use]
    pub fn of(views: &[View], key: &Key) -> Self {
        let Some(view) = views.iter().find(|view| view.key == *key) else {
            let other = views.iter().find(|view| !is_cancelled(view));
            return other.map_or(Self::Free, |other| Self::Elsewhere(other.key.clone()));
        };
        if is_cancelled(view) {
            Self::Free
        } else if view.over {
            Self::Filed
        } else if view.retry && view.cancel && view.until.is_none() || is_lost(view) {
            Self::Again
        } else {
            Self::UnderWay
        }
    }

    /// Whether a press files anything.
    #[must_use]
    pub fn files(&self) -> bool {
        matches!(self, Self::Free | Self::Elsewhere(_) | Self::Again)
    }
}

/// Nobody goes on with it, and nobody knows what became of it.
fn is_lost(view: &View) -> bool {
    matches!(view.code.as_ref(), "VG-RECORD" | "VG-DISMISSED")
}

fn is_cancelled(view: &View) -> bool {
    view.over && view.url.is_none()
}
