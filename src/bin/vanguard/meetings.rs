//! `vanguard meetings`: the team's calls from now on.

use crate::{now, text_of};
use anyhow::{Context, Result};
use clap::ValueEnum;
use serde::Serialize;
use std::{io::Write, path::PathBuf};
use vanguard::{
    meetings::{Database, Occurrence, Occurrences, Team, Zones, ics, iso, weekday_name},
    schedule::Zone,
    time::{DAY, Time},
};

/// List the team's calls from now on, in order, or write them as a calendar file.
#[derive(clap::Args)]
pub struct Meetings {
    /// The moment to list from, instead of now.
    #[arg(long, value_name = "RFC3339")]
    now: Option<String>,
    /// Whose clock to show the times by, an IANA name.
    #[arg(long, value_name = "ZONE", default_value = "UTC")]
    tz: String,
    /// How far ahead to look.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=1040))]
    weeks: u16,
    /// A JSON file with what differs from the default settings; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// How to print them. A calendar file has all dates of each, not those of some weeks.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Json,
    Ics,
}

pub fn run(arguments: &Meetings) -> Result<()> {
    let now = now(arguments.now.as_deref())?;
    let to = now.plus(i64::from(arguments.weeks) * 7 * DAY);
    let (team, place) = team(arguments)?;
    let here = Database.zone(&arguments.tz, now.plus(-3 * DAY), to.plus(3 * DAY));
    let here = here.with_context(|| {
        format!(
            "--tz: `{}` is not a time zone; use an IANA name such as Europe/Berlin",
            arguments.tz
        )
    })?;
    let mut out = std::io::stdout().lock();
    if matches!(arguments.format, Format::Ics) {
        let file = ics::export(&team, &Database, now, Some(ALARM_MINUTES)).context(place)?;
        out.write_all(file.as_bytes())?;
        return Ok(());
    }
    let calls = Occurrences::new(&team, &Database, now, to).context(place)?;
    if matches!(arguments.format, Format::Json) {
        let rows: Vec<Row<'_>> = calls.map(|one| row(&one, &here)).collect();
        serde_json::to_writer_pretty(&mut out, &rows).map_err(std::io::Error::from)?;
        writeln!(out)?;
        return Ok(());
    }
    table(&mut out, calls, &here)?;
    Ok(())
}

/// Minutes before a call at which calendars remind of it.
const ALARM_MINUTES: i64 = 10;

fn team(arguments: &Meetings) -> Result<(Team, String)> {
    let Some(file) = &arguments.settings else {
        return Ok((Team::parse("{}")?, "the default settings".into()));
    };
    let (place, text) = text_of(file)?;
    Ok((Team::parse(&text).with_context(|| place.clone())?, place))
}

#[derive(Serialize)]
struct Row<'t> {
    id: &'t str,
    name: &'t str,
    date: String,
    start: Option<String>,
    end: Option<String>,
    local_start: Option<String>,
}

fn row<'t>(one: &Occurrence<'t>, here: &Zone) -> Row<'t> {
    let (start, end) = one.time.unzip();
    Row {
        id: &one.meeting.id,
        name: &one.meeting.name,
        date: iso(one.date),
        start: start.and_then(Time::rfc3339),
        end: end.and_then(Time::rfc3339),
        local_start: start.and_then(|start| local(start, here)),
    }
}

/// RFC 3339, with the offset that is in force there.
fn local(at: Time, here: &Zone) -> Option<String> {
    let offset = here.offset_at(at);
    let wall = at.plus(offset.into()).rfc3339()?;
    let wall = wall.strip_suffix('Z')?;
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs() / 60;
    Some(format!(
        "{wall}{sign}{:02}:{:02}",
        minutes / 60,
        minutes % 60
    ))
}

fn table<'t>(
    out: &mut impl Write,
    calls: impl Iterator<Item = Occurrence<'t>>,
    here: &Zone,
) -> std::io::Result<()> {
    writeln!(
        out,
        "{:<9}  {:<10}  {:<12}  {:<28}  REGIONS",
        "DAY", "DATE", "TIME", "CALL"
    )?;
    for one in calls {
        let there = one.time.and_then(|(start, _)| here.wall(start));
        let (date, time) = match there {
            Some((date, time)) => (date, time.to_string()),
            None => (one.date, "time not set".to_owned()),
        };
        let moved = if one.is_moved() { " (moved)" } else { "" };
        writeln!(
            out,
            "{:<9}  {:<10}  {time:<12}  {:<28}  {}",
            weekday_name(date.weekday()),
            iso(date),
            format!("{}{moved}", one.meeting.name),
            one.meeting.regions.join(", ")
        )?;
    }
    Ok(())
}
