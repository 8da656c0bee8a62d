//! `vanguard redact`: a text without secrets and personal data.

use crate::text_of;
use anyhow::{Context, Result};
use clap::ValueEnum;
use serde::Serialize;
use std::{io::Write, path::PathBuf};
use vanguard::escalation::redact::{self, Config, Parties, Redactor, Rules, Strictness};

/// Replace secrets and personal data in a text by placeholders such as `[host-1]`.
#[derive(clap::Args)]
pub struct Redact {
    /// A person's full name that goes wherever it occurs; may be given several times.
    #[arg(long, value_name = "NAME")]
    person: Vec<String>,
    /// An organisation's name that goes wherever it occurs; may be given several times.
    #[arg(long, value_name = "NAME")]
    organisation: Vec<String>,
    /// A host that stays, beside those in the lists; may be given several times.
    #[arg(long, value_name = "HOST")]
    keep_host: Vec<String>,
    /// A JSON file with the lists that differ from the default ones.
    #[arg(long, value_name = "FILE")]
    lists: Option<PathBuf>,
    /// The new text, or where what was found is in the old one.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// A file with text; `-` is standard input.
    #[arg(value_name = "FILE|-")]
    file: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

#[derive(Serialize)]
struct Row {
    kind: &'static str,
    start: usize,
    end: usize,
}

pub fn run(arguments: &Redact) -> Result<()> {
    let rules = rules(arguments)?;
    let (_, text) = text_of(&arguments.file)?;
    let mut out = std::io::stdout().lock();
    match arguments.format {
        Format::Text => out.write_all(Redactor::new(rules).redact(&text).text.as_bytes())?,
        Format::Json => {
            let found = redact::find(&text, &rules);
            let rows: Vec<Row> = found
                .into_iter()
                .map(|one| Row {
                    kind: one.kind.name(),
                    start: one.start,
                    end: one.end,
                })
                .collect();
            serde_json::to_writer_pretty(&mut out, &rows).map_err(std::io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(())
}

fn rules(arguments: &Redact) -> Result<Rules> {
    let config = match &arguments.lists {
        None => Config::parse("{}")?,
        Some(file) => {
            let (name, text) = text_of(file)?;
            Config::parse(&text).context(name)?
        }
    };
    let parties = Parties {
        people: arguments.person.clone(),
        organisations: arguments.organisation.clone(),
        hosts: arguments.keep_host.clone(),
        ..Parties::default()
    };
    Ok(Rules::new(config, &parties, Strictness::Public))
}
