//! Two drawings of the table: bars per channel, along an axis. Lengths are of a picture [`WIDTH`] wide.
//!
//! Drawn with a row per channel and not a column, so that names have room at every width.

use super::table::{Cell, Row};
use crate::words::Words;

/// Of the picture, from the start of the axis to the end of what is written behind the longest bar.
pub const WIDTH: u32 = 300;
/// Of the axis: the rest is for what is written behind the bars.
const AXIS: u32 = 250;
/// Heights of a name, of a bar with the space below it, and of the space below a channel.
const NAME: u32 = 16;
const BAR: u32 = 14;
const GAP: u32 = 8;
/// Of the axis' own marks.
const MARKS: u32 = 18;

/// A drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// The same in words, for whoever does not see it.
    pub text: String,
    /// What the bars are, the first first.
    pub series: [String; 2],
    /// From the top, in their order.
    pub groups: Vec<Group>,
    /// Below them.
    pub axis: Vec<Axis>,
    /// Where the goal stands, and its words.
    pub goal: Option<(u32, String)>,
    /// Of the picture.
    pub height: u32,
}

/// A mark of the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Axis {
    /// From the axis' start.
    pub x: u32,
    /// What it says.
    pub label: String,
}

/// A channel's bars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// Of the line that the name is written on.
    pub y: u32,
    /// One per series.
    pub bars: Vec<Bar>,
}

/// A bar, which may have no length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Of its upper edge.
    pub y: u32,
    /// From the axis' start.
    pub length: u32,
    /// Of its own.
    pub height: u32,
    /// What is written behind it.
    pub label: String,
}

/// What came in and went out; satisfaction and first replies against the goal. `rows` are a table's; the row of all is
/// not drawn, it would dwarf the others.
#[must_use]
pub fn charts(rows: &[Row], goal_percent: i64, words: Words) -> [Chart; 2] {
    let rows = match rows {
        [channels @ .., _] if rows.len() > 1 => channels,
        all => all,
    };
    let counts = rows.iter().flat_map(|row| [row.created, row.solved]);
    let top = nice(counts.filter_map(count).max().unwrap_or_default());
    let goal = u64::try_from(goal_percent).unwrap_or_default();
    let tickets = draw(
        words,
        ["popup_tickets", "popup_created", "popup_solved"],
        rows.iter().map(|row| (row, [row.created, row.solved])),
        |cell| count(cell).map_or(0, |count| scale(count, top)),
        [0, top / 2, top].map(|count| (scale(count, top), count.to_string())),
    );
    let shares = draw(
        words,
        ["popup_shares", "popup_satisfaction", "popup_first_replies"],
        rows.iter()
            .map(|row| (row, [row.satisfaction, row.first_replies])),
        |cell| match cell {
            Cell::Share { part, of, .. } => scale(part, of),
            _ => 0,
        },
        [0, 50, 100].map(|percent| (scale(percent, 100), format!("{percent} %"))),
    );
    let percent = goal.to_string();
    let goal_is = (scale(goal, 100), words("popup_goal", &[&percent]));
    [
        tickets,
        Chart {
            text: format!("{} {}", shares.text, words("popup_goal_is", &[&percent])),
            goal: Some(goal_is),
            ..shares
        },
    ]
}

/// `keys` are of the title and the two series.
fn draw<'a>(
    words: Words,
    keys: [&str; 3],
    rows: impl Iterator<Item = (&'a Row, [Cell; 2])>,
    length: impl Fn(Cell) -> u32,
    axis: [(u32, String); 3],
) -> Chart {
    let mut y = 0;
    let mut groups = Vec::new();
    let [title, one, other] = keys.map(|key| words(key, &[]));
    let mut text = words("popup_by_channel", &[&title]);
    for (row, cells) in rows {
        let name = row.channel.clone();
        let [first, second] = cells.map(|cell| cell.say(words));
        text.push(' ');
        text += &words("popup_channel", &[&name, &one, &first, &other, &second]);
        let bars = cells.into_iter().zip(0..).map(|(cell, index)| Bar {
            y: y + NAME + index * BAR,
            length: length(cell),
            height: BAR - 3,
            label: cell.short(words),
        });
        groups.push(Group {
            name,
            y: y + NAME - 4,
            bars: bars.collect(),
        });
        y += NAME + 2 * BAR + GAP;
    }
    Chart {
        title,
        text,
        series: [one, other],
        groups,
        axis: axis.map(|(x, label)| Axis { x, label }).into(),
        goal: None,
        height: y + MARKS,
    }
}

fn count(cell: Cell) -> Option<u64> {
    match cell {
        Cell::Count(count) => Some(count),
        _ => None,
    }
}

/// At least `count`, of a kind that people count by, and even.
fn nice(count: u64) -> u64 {
    let mut step = 1_u64;
    loop {
        for nice in [2, 4, 10] {
            let nice = step.saturating_mul(nice);
            if nice >= count || nice == u64::MAX {
                return nice;
            }
        }
        step = step.saturating_mul(10);
    }
}

fn scale(value: u64, whole: u64) -> u32 {
    let length = u128::from(value.min(whole)) * u128::from(AXIS) / u128::from(whole.max(1));
    u32::try_from(length).unwrap_or(AXIS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_end_at_round_numbers() {
        for (count, end) in [
            (0, 2),
            (2, 2),
            (3, 4),
            (5, 10),
            (11, 20),
            (399, 400),
            (401, 1000),
            (u64::MAX, u64::MAX),
        ] {
            assert_eq!(nice(count), end, "{count}");
        }
    }
}
