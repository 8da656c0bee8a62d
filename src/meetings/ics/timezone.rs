//! A zone's rules for a calendar file, made of the changes that the zone really has.

use super::{super::recurrence::in_month, lines::push, rule, stamp::written};
use crate::{
    meetings::Zones,
    schedule::Zone,
    time::{DAY, Time},
};
use time::{Date, OffsetDateTime};

/// So many years ahead: a rule that all of them follow is taken to go on.
const YEARS: i64 = 20;
/// A rule takes so many years of the same.
const LEAST: usize = 8;

/// When the clocks go from one offset to another.
#[derive(Clone, Copy)]
struct Change {
    at: Time,
    from: i32,
    to: i32,
}

impl Change {
    /// By the clocks that are about to go.
    fn wall(self) -> Option<OffsetDateTime> {
        OffsetDateTime::from_unix_timestamp(self.at.plus(self.from.into()).0).ok()
    }
}

/// Appends the VTIMEZONE of a zone for dates from `from` on. `None` where the zone is not known.
pub(super) fn push_zone(
    file: &mut String,
    name: &str,
    zones: &dyn Zones,
    from: Time,
) -> Option<()> {
    let begin = from.plus(-370 * DAY);
    let zone = zones.zone(name, begin, from.plus(YEARS * 366 * DAY))?;
    push(file, "BEGIN:VTIMEZONE");
    push(file, &format!("TZID:{name}"));
    let first = Change {
        at: begin,
        from: zone.first_offset,
        to: zone.first_offset,
    };
    push_changes(file, &[first], None);
    for (same, rule) in grouped(&zone) {
        push_changes(file, &same, rule.as_deref());
    }
    push(file, "END:VTIMEZONE");
    Some(())
}

/// Changes that are alike, and the rule that they follow where they do.
fn grouped(zone: &Zone) -> Vec<(Vec<Change>, Option<String>)> {
    let mut before = zone.first_offset;
    let mut groups: Vec<Vec<Change>> = Vec::new();
    for (at, to) in &zone.changes {
        let change = Change {
            at: *at,
            from: before,
            to: *to,
        };
        before = *to;
        let is_alike = |group: &&mut Vec<Change>| {
            group.first().is_some_and(|first| {
                let (one, other) = (first.wall(), change.wall());
                first.from == change.from
                    && first.to == change.to
                    && one.map(|at| (at.month(), at.time()))
                        == other.map(|at| (at.month(), at.time()))
            })
        };
        match groups.iter_mut().find(is_alike) {
            Some(group) => group.push(change),
            None => groups.push(vec![change]),
        }
    }
    let last = zone.changes.last().map(|(at, _)| *at);
    let mut all = Vec::new();
    for group in groups {
        let (alone, ruled, rule) = split(group, last);
        all.extend((!alone.is_empty()).then_some((alone, None)));
        all.extend((!ruled.is_empty()).then_some((ruled, Some(rule))));
    }
    all
}

/// Those that follow no rule, those that do, and the rule. It goes on as far as changes are known.
fn split(group: Vec<Change>, last: Option<Time>) -> (Vec<Change>, Vec<Change>, String) {
    let goes_on = |group: &[Change]| {
        let own = group.last().map(|change| change.at);
        own.zip(last)
            .is_some_and(|(own, last)| own.until(last) < 366 * DAY)
    };
    let dates: Vec<Date> = group
        .iter()
        .filter_map(|one| Some(one.wall()?.date()))
        .collect();
    let Some(newest) = dates.last().filter(|_| goes_on(&group)) else {
        return (group, Vec::new(), String::new());
    };
    let (month, weekday) = (i32::from(u8::from(newest.month())), newest.weekday());
    for nth in [-1, 1, 2, 3, 4] {
        let fits = |date: &Date, year: i32| {
            date.year() == year && in_month(year * 12 + month - 1, weekday, nth) == Some(*date)
        };
        let mut year = newest.year();
        let mut following = 0;
        for date in dates.iter().rev() {
            if !fits(date, year) {
                break;
            }
            following += 1;
            year -= 1;
        }
        if following >= LEAST {
            let mut alone = group;
            let ruled = alone.split_off(alone.len().saturating_sub(following));
            let day = rule::weekday(weekday);
            let rule = format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{day}");
            return (alone, ruled, rule);
        }
    }
    (group, Vec::new(), String::new())
}

/// Changes that are alike: the first, and the rule that the others follow, or else when they are.
fn push_changes(file: &mut String, same: &[Change], rule: Option<&str>) {
    let Some(first) = same.first() else {
        return;
    };
    // Which is which is not told by offsets alone; calendars show it and do not count with it.
    let kind = match first.to > first.from {
        true => "DAYLIGHT",
        false => "STANDARD",
    };
    let wall = |change: &Change| change.wall().map(written).unwrap_or_default();
    push(file, &format!("BEGIN:{kind}"));
    push(file, &format!("DTSTART:{}", wall(first)));
    match rule {
        Some(rule) => push(file, &format!("RRULE:{rule}")),
        None => {
            // The first once more: some readers take the start for no date where there are others.
            for one in same {
                push(file, &format!("RDATE:{}", wall(one)));
            }
        }
    }
    push(file, &format!("TZOFFSETFROM:{}", offset(first.from)));
    push(file, &format!("TZOFFSETTO:{}", offset(first.to)));
    push(file, &format!("END:{kind}"));
}

/// `-0330`; with seconds where there are some.
fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let size = seconds.unsigned_abs();
    let (hours, minutes, rest) = (size / 3600, size / 60 % 60, size % 60);
    match rest {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        _ => format!("{sign}{hours:02}{minutes:02}{rest:02}"),
    }
}
