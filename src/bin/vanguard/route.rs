//! `vanguard route`: the components that a ticket or a text speaks for.

use crate::{say, text_of};
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use serde::Serialize;
use std::{io::Write, path::PathBuf};
use vanguard::{
    contribution::{
        reading::{self, Passage, Voice},
        routing::{self, Route as Found},
    },
    escalation::settings::Escalation,
    zendesk,
};

/// Name the components that a ticket or a text speaks for, and what speaks for them.
///
/// Takes one ticket, `{ticket}` with its `comments` and `users` beside it, or plain text as a customer
/// would write it. Prints `[{component, repository, confidence, evidence}]`, surest first; nothing
/// where nothing speaks for any.
#[derive(clap::Args)]
pub struct Route {
    /// A table for people, or JSON.
    #[arg(long, value_enum, default_value = "table")]
    format: Format,
    /// A JSON file with what differs from the default settings.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// A file with the API's answer or with text; `-` is standard input.
    #[arg(value_name = "FILE|-")]
    file: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Table,
    Json,
}

#[derive(Serialize)]
struct Row<'a> {
    component: &'a str,
    repository: &'a str,
    confidence: f64,
    evidence: Vec<&'a str>,
}

pub fn run(arguments: &Route) -> Result<()> {
    let rules = match &arguments.settings {
        None => Escalation::parse("{}")?,
        Some(file) => {
            let (name, text) = text_of(file)?;
            Escalation::parse(&text).context(name)?
        }
    };
    let (name, text) = text_of(&arguments.file)?;
    let passages = passages(&name, &text, &rules)?;
    let weighed = routing::weigh(&passages, &rules.contribution);
    let routes = weighed.routes();
    let rows: Vec<Row<'_>> = routes.iter().map(row).collect();
    let mut out = std::io::stdout().lock();
    match arguments.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &rows).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
        Format::Table => {
            if rows.is_empty() {
                say(format_args!("{name}: nothing speaks for any component"));
            }
            for row in rows {
                let percent = row.confidence * 100.0;
                writeln!(
                    out,
                    "{percent:3.0} %  {:<30}  {}",
                    row.component, row.repository
                )?;
                for line in row.evidence {
                    writeln!(out, "       {line}")?;
                }
            }
        }
    }
    Ok(())
}

fn row<'a>(route: &Found<'a>) -> Row<'a> {
    let mut evidence: Vec<&str> = Vec::new();
    for said in &route.evidence {
        if !evidence.contains(&said.context) {
            evidence.push(said.context);
        }
    }
    Row {
        component: route.component,
        repository: &route.place.repository,
        confidence: f64::from(route.confidence) / 100.0,
        evidence,
    }
}

/// A body of the API's is JSON; a line of a structured log is so too, and is text.
fn passages(name: &str, text: &str, rules: &Escalation) -> Result<Vec<Passage>> {
    if text.trim().is_empty() {
        bail!("{name}: is empty; pass a ticket or a text");
    }
    let body = serde_json::from_str::<serde_json::Value>(text).ok();
    let is_log = |body: &serde_json::Value| {
        ["severity", "level", "msg", "message"]
            .iter()
            .any(|key| body.get(key).is_some())
    };
    let is_body = |body: &serde_json::Value| body.is_array() || (body.is_object() && !is_log(body));
    if !body.as_ref().is_some_and(is_body) {
        let text = text.replace("\r\n", "\n");
        return Ok(reading::of_message(
            &text,
            Voice::Prose,
            &rules.mail,
            &rules.contribution,
        ));
    }
    let (case, skipped) = zendesk::parse_case(text).with_context(|| name.to_owned())?;
    for skipped in &skipped {
        say(format_args!("{name}: {skipped}"));
    }
    Ok(reading::of_ticket(&case, &rules.mail, &rules.contribution))
}
