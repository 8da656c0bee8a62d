//! Figures as people read them: a row per channel, and one of all.

use super::{
    figure::{Figure, Kind},
    record::Round,
};
use crate::words::{Words, named};

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Not known yet.
    Pending,
    /// So many.
    Count(u64),
    /// So many of so many.
    Share {
        /// Those that count.
        part: u64,
        /// All of them; not 0.
        of: u64,
        /// Where not all tickets were looked at: the latest so many. Of several channels together 0: no number says
        /// it of all.
        latest: Option<u64>,
    },
    /// There is nothing to make a share of.
    Nothing,
    /// The account does not say: see [`Figure::Refused`].
    Refused(u16),
}

/// A channel, or all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its name.
    pub channel: String,
    /// Tickets that came in.
    pub created: Cell,
    /// Tickets that were solved.
    pub solved: Cell,
    /// Good ratings of all ratings.
    pub satisfaction: Cell,
    /// First replies in time, of those with an SLA.
    pub first_replies: Cell,
}

impl Cell {
    /// `94.7 % (71 of 75)`.
    #[must_use]
    pub fn say(self, words: Words) -> String {
        match self {
            Self::Share { part, of, latest } => {
                let percent = self.short(words);
                let (part, of) = (part.to_string(), of.to_string());
                match latest {
                    None => words("popup_share", &[&percent, &part, &of]),
                    Some(0) => words("popup_share_last", &[&percent, &part, &of]),
                    Some(latest) => {
                        let latest = latest.to_string();
                        words("popup_share_latest", &[&percent, &part, &of, &latest])
                    }
                }
            }
            Self::Refused(200) => words("popup_not_shown_here", &[]),
            Self::Refused(status) => words("popup_not_readable", &[&status.to_string()]),
            cell => cell.short(words),
        }
    }

    /// Where there is room for no more: `94.7 %`.
    pub(super) fn short(self, words: Words) -> String {
        match self {
            Self::Pending => "…".into(),
            Self::Count(count) => count.to_string(),
            Self::Share { part, of, .. } => {
                let tenths = share(part, of, 1000);
                let (whole, tenth) = ((tenths / 10).to_string(), (tenths % 10).to_string());
                words("popup_percent", &[&whole, &tenth])
            }
            Self::Nothing => words("popup_none", &[]),
            Self::Refused(200) => words("popup_not_shown", &[]),
            Self::Refused(status) => words("popup_not_shown_code", &[&status.to_string()]),
        }
    }

    /// Whether a share reaches so many percent; `None` where there is none.
    #[must_use]
    pub fn reaches(self, percent: i64) -> Option<bool> {
        let Self::Share { part, of, .. } = self else {
            return None;
        };
        let goal = u64::try_from(percent).unwrap_or_default();
        Some(u128::from(part) * 100 >= u128::from(goal) * u128::from(of))
    }

    /// All channels together: known where every one is.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Pending, _) | (_, Self::Pending) => Self::Pending,
            (Self::Refused(status), _) | (_, Self::Refused(status)) => Self::Refused(status),
            (Self::Count(one), Self::Count(other)) => Self::Count(one.saturating_add(other)),
            (
                Self::Share { part, of, latest },
                Self::Share {
                    part: other_part,
                    of: other_of,
                    latest: other_latest,
                },
            ) => Self::Share {
                part: part.saturating_add(other_part),
                of: of.saturating_add(other_of),
                latest: latest.or(other_latest).map(|_| 0),
            },
            (Self::Nothing, cell) | (cell, Self::Nothing) => cell,
            (cell, _) => cell,
        }
    }
}

/// Rounded down, so that no share reads as if it reached what it does not.
fn share(part: u64, of: u64, whole: u64) -> u64 {
    let share = u128::from(part) * u128::from(whole) / u128::from(of.max(1));
    u64::try_from(share).unwrap_or(u64::MAX)
}

/// The round's channels in their order, and what they come to where there are several.
#[must_use]
pub fn table(round: &Round, words: Words) -> Vec<Row> {
    let channels = round.channels.iter().enumerate();
    let mut rows: Vec<Row> = channels
        .map(|(at, name)| row(round, at, named(words, name)))
        .collect();
    if let [first, second, rest @ ..] = rows.as_slice() {
        let start = together(first, second);
        let all = rest.iter().fold(start, |sum, row| together(&sum, row));
        rows.push(Row {
            channel: words("popup_all_channels", &[]),
            ..all
        });
    }
    rows
}

fn together(one: &Row, other: &Row) -> Row {
    Row {
        channel: String::new(),
        created: one.created.and(other.created),
        solved: one.solved.and(other.solved),
        satisfaction: one.satisfaction.and(other.satisfaction),
        first_replies: one.first_replies.and(other.first_replies),
    }
}

fn row(round: &Round, at: usize, channel: String) -> Row {
    let figure = |kind| round.figure(at, kind);
    let count = |kind| match figure(kind) {
        Figure::Count(count) => Cell::Count(count),
        Figure::Refused(status) => Cell::Refused(status),
        Figure::Unknown | Figure::Replies(_) => Cell::Pending,
    };
    let satisfaction = match (figure(Kind::Good), figure(Kind::Bad)) {
        (Figure::Refused(status), _) | (_, Figure::Refused(status)) => Cell::Refused(status),
        (Figure::Count(0), Figure::Count(0)) => Cell::Nothing,
        (Figure::Count(good), Figure::Count(bad)) => Cell::Share {
            part: good,
            of: good.saturating_add(bad),
            latest: None,
        },
        _ => Cell::Pending,
    };
    let first_replies = match figure(Kind::FirstReplies) {
        Figure::Refused(status) => Cell::Refused(status),
        Figure::Replies(its) if its.applicable == 0 => Cell::Nothing,
        Figure::Replies(its) => Cell::Share {
            part: its.met,
            of: its.applicable,
            latest: (its.looked_at < its.of).then_some(its.looked_at),
        },
        Figure::Unknown | Figure::Count(_) => Cell::Pending,
    };
    Row {
        channel,
        created: count(Kind::Created),
        solved: count(Kind::Solved),
        satisfaction,
        first_replies,
    }
}
