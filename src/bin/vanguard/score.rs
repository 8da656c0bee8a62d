//! `vanguard score`: the tickets of Zendesk API answers, ranked.

use crate::{now, say, text_of};
use anyhow::{Context, Result};
use clap::ValueEnum;
use serde::Serialize;
use std::{io::Write, path::PathBuf};
use vanguard::{
    priority::{self, Ranked},
    schedule::Zone,
    settings::{Rules, Settings},
    sla::{ClockSource, Metric},
    ticket::Ticket,
    time::Time,
    words::{english, span},
    zendesk,
};

/// Rank the tickets of Zendesk API answers: `{ticket}`, `{tickets}` with or without sideloads,
/// `{results}` of a search, `{rows}` of a view.
#[derive(clap::Args)]
pub struct Score {
    /// Which ordering to use, instead of the one in the settings.
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,
    /// A JSON file with what differs from the default settings.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// The moment to rank for, instead of now.
    #[arg(long, value_name = "RFC3339")]
    now: Option<String>,
    /// How to print the ranking.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// Files with API answers; `-` is standard input.
    #[arg(required = true, value_name = "FILE|-")]
    files: Vec<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Json,
}

pub fn run(arguments: &Score) -> Result<()> {
    let now = now(arguments.now.as_deref())?;
    let rules = rules(arguments, now)?;
    let tickets = tickets(arguments)?;
    let ranked = priority::rank(&tickets, &rules, now);
    let rows: Vec<Row<'_>> = ranked
        .iter()
        .map(|ranked| row(ranked, &rules, now))
        .collect();
    let mut out = std::io::stdout().lock();
    match arguments.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &rows).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        Format::Table => table(&mut out, &rows, &ranked)?,
    }
    Ok(())
}

fn rules(arguments: &Score, now: Time) -> Result<Rules> {
    let (mut settings, place) = match &arguments.settings {
        None => (Settings::parse("{}")?, "--preset".to_owned()),
        Some(file) => {
            let place = file.display().to_string();
            let text = std::fs::read_to_string(file)
                .with_context(|| format!("{place}: cannot read the settings"))?;
            (
                Settings::parse(&text).with_context(|| place.clone())?,
                place,
            )
        }
    };
    if let Some(preset) = &arguments.preset {
        settings.preset.clone_from(preset);
    }
    let zone = settings.zone(&|name| Zone::named(name, now));
    let zone = zone.with_context(|| place.clone())?;
    settings.rules(zone).with_context(|| place)
}

/// The tickets of all files; one that is in two of them counts once, as last updated.
fn tickets(arguments: &Score) -> Result<Vec<Ticket>> {
    let mut tickets: std::collections::BTreeMap<_, Ticket> = std::collections::BTreeMap::new();
    for file in &arguments.files {
        let (name, text) = text_of(file)?;
        let parsed = zendesk::parse_tickets(&text).with_context(|| name.clone())?;
        for skipped in &parsed.skipped {
            say(format_args!("{name}: {skipped}"));
        }
        for ticket in parsed.tickets {
            match tickets.get(&ticket.id) {
                Some(known) if known.updated_at >= ticket.updated_at => {}
                _ => {
                    tickets.insert(ticket.id, ticket);
                }
            }
        }
    }
    Ok(tickets.into_values().collect())
}

#[derive(Serialize)]
struct Row<'a> {
    id: u64,
    rank: usize,
    score: u8,
    band: usize,
    reasons: Vec<String>,
    clock: ClockRow,
    flags: Vec<&'a str>,
}

#[derive(Serialize)]
struct ClockRow {
    metric: Option<Metric>,
    minutes_left: Option<i64>,
    source: ClockSource,
}

fn row<'a>(ranked: &Ranked<'_>, rules: &Rules, now: Time) -> Row<'a> {
    let standing = &ranked.standing;
    Row {
        id: ranked.ticket.id.0,
        rank: ranked.rank,
        score: ranked.score,
        band: ranked.band,
        reasons: priority::reasons(ranked, rules, english),
        clock: ClockRow {
            metric: standing.clock.map(|clock| clock.metric),
            minutes_left: standing.left.map(|left| left.div_euclid(60)),
            source: standing.source,
        },
        flags: priority::flags(ranked, rules, now)
            .into_iter()
            .map(priority::Flag::name)
            .collect(),
    }
}

fn table(out: &mut impl Write, rows: &[Row<'_>], ranked: &[Ranked<'_>]) -> std::io::Result<()> {
    writeln!(
        out,
        "{:>4}  {:>5}  {:>4}  {:>12}  {:>14}  WHY",
        "RANK", "SCORE", "BAND", "TICKET", "TIME LEFT"
    )?;
    for (row, ranked) in rows.iter().zip(ranked) {
        let left = match ranked.standing.left {
            None => "-".to_owned(),
            Some(left) => {
                let sign = if left <= 0 { "-" } else { "" };
                let mark = if row.clock.source == ClockSource::Estimated {
                    "~"
                } else {
                    ""
                };
                format!("{mark}{sign}{}", span(english, left))
            }
        };
        writeln!(
            out,
            "{:>4}  {:>5}  {:>4}  {:>12}  {left:>14}  {}",
            row.rank,
            row.score,
            row.band,
            row.id,
            row.reasons.join(" ")
        )?;
        if !row.flags.is_empty() {
            writeln!(out, "{:>47}  flags: {}", "", row.flags.join(", "))?;
        }
    }
    Ok(())
}
