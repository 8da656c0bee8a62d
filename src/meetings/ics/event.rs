//! The events of a calendar file, as they stand there.

use super::lines::{Line, lines, unescaped};

/// A file's events, and what its zones are called elsewhere.
pub(super) struct Calendar {
    pub events: Vec<Event>,
    /// Zone of times that name none (`X-WR-TIMEZONE`).
    pub zone: Option<String>,
    /// Names that the file gives to zones, each with the name that its maker knows it by (`X-LIC-LOCATION`).
    pub zones: Vec<(String, String)>,
}

/// The lines of one VEVENT, without those of its alarms.
pub(super) struct Event {
    /// Where it begins in the file, from 1.
    pub line: usize,
    /// Whether its end is there.
    pub is_whole: bool,
    lines: Vec<Line>,
}

impl Event {
    pub(super) fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.name == name)
    }

    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Line> {
        self.lines.iter().filter(move |line| line.name == name)
    }

    /// Without blanks at its ends; `None` where there is nothing else.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let text = unescaped(&self.line(name)?.value);
        let text = text.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// `None` for what is no calendar file.
pub(super) fn read(text: &str) -> Option<Calendar> {
    let mut calendar = Calendar {
        events: Vec::new(),
        zone: None,
        zones: Vec::new(),
    };
    let mut is_calendar = false;
    let mut open: Vec<String> = Vec::new();
    let mut zone = String::new();
    for line in lines(text) {
        let name = line.value.trim().to_ascii_uppercase();
        match line.name.as_str() {
            "BEGIN" => {
                is_calendar |= name == "VCALENDAR";
                if name == "VEVENT" {
                    calendar.events.push(Event {
                        line: line.number,
                        is_whole: false,
                        lines: Vec::new(),
                    });
                }
                open.push(name);
                continue;
            }
            "END" => {
                if let Some(event) = calendar.events.last_mut()
                    && name == "VEVENT"
                {
                    event.is_whole = true;
                }
                let at = open.iter().rposition(|known| *known == name);
                open.truncate(at.unwrap_or(open.len()));
                continue;
            }
            _ => {}
        }
        match (open.last().map(String::as_str), line.name.as_str()) {
            (Some("VEVENT"), _) => {
                if let Some(event) = calendar.events.last_mut() {
                    event.lines.push(line);
                }
            }
            (Some("VTIMEZONE"), "TZID") => zone = line.value.trim().to_owned(),
            (Some("VTIMEZONE"), "X-LIC-LOCATION") => {
                calendar
                    .zones
                    .push((zone.clone(), line.value.trim().to_owned()));
            }
            (Some("VCALENDAR"), "X-WR-TIMEZONE") => {
                calendar.zone = Some(line.value.trim().to_owned())
            }
            _ => {}
        }
    }
    is_calendar.then_some(calendar)
}
