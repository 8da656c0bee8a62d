//! A call as text, to paste into an agenda or a chat. In English: others read it.

use super::{Occurrence, model::title, weekday_name};
use crate::schedule::Zone;

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Plain lines.
    Text,
    /// GitLab's Markdown.
    Markdown,
}

/// The calls one after the other, each with its time in the zone `zone`, which goes by the name `zone_name`.
#[must_use]
pub fn agenda(calls: &[Occurrence<'_>], zone: &Zone, zone_name: &str, style: Style) -> String {
    let written: Vec<String> = calls
        .iter()
        .map(|one| call(one, zone, zone_name, style))
        .collect();
    written.join("\n")
}

fn call(one: &Occurrence<'_>, zone: &Zone, zone_name: &str, style: Style) -> String {
    let plain = |text: &str| match style {
        Style::Text => text.to_owned(),
        Style::Markdown => escaped(text),
    };
    let meeting = one.meeting;
    let when = when(one, zone, zone_name);
    let mut lines = vec![match style {
        Style::Text => format!("{}: {when}", meeting.name),
        Style::Markdown => format!("## {}: {}", escaped(&meeting.name), escaped(&when)),
    }];
    let mut item = |text: String| lines.push(format!("- {text}"));
    if !meeting.purpose.is_empty() {
        item(plain(&meeting.purpose.replace(['\r', '\n'], " ")));
    }
    if !meeting.regions.is_empty() {
        let regions = meeting.regions.join(", ");
        item(format!(
            "Most convenient for {}; all are welcome",
            plain(&regions)
        ));
    }
    let roles = meeting.roles(one.planned);
    for (role, who) in [("Chair", roles.chair), ("Notes", roles.note_taker)] {
        if let Some(who) = who {
            item(format!("{role}: {}", plain(who)));
        }
    }
    for (name, link) in meeting.links.named() {
        let name = title(name);
        item(match style {
            Style::Text => format!("{name}: {link}"),
            Style::Markdown => format!("[{name}](<{}>)", link.replace(['<', '>', '\\'], "")),
        });
    }
    lines.push(String::new());
    lines.join("\n")
}

/// `Tuesday 2026-03-10, 15:00 to 16:00 (Europe/Berlin)`.
#[must_use]
pub fn when(one: &Occurrence<'_>, zone: &Zone, zone_name: &str) -> String {
    let day = |date: time::Date| format!("{} {}", weekday_name(date.weekday()), super::iso(date));
    let there = one.time.and_then(|(start, end)| {
        let (date, from) = zone.wall(start)?;
        Some((date, from, zone.wall(end)?.1))
    });
    match there {
        Some((date, from, to)) => format!("{}, {from} to {to} ({zone_name})", day(date)),
        None => format!("{}, time not set", day(one.date)),
    }
}

/// With a backslash before what Markdown would read as more than text.
fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for character in text.chars() {
        if "\\`*_[]<>#|~$@&".contains(character) {
            written.push('\\');
        }
        written.push(character);
    }
    written
}
