//! `vanguard draft`: the GitLab issue that a ticket would become.

use crate::{say, text_of};
use anyhow::{Context, Result};
use clap::ValueEnum;
use serde::Serialize;
use std::{io::Write, path::PathBuf};
use vanguard::{
    escalation::{
        draft::{self, Choice},
        issue_type::IssueType,
        settings::{Escalation, Level},
    },
    settings::Settings,
    words::english,
    zendesk,
};

/// Draft the GitLab issue about one ticket: `{ticket}` with its `users`, `organizations` and
/// `comments` beside it.
///
/// Prints `{project, title, description, labels, confidential, url}`; `url` opens GitLab's new-issue
/// page with all of it filled in. Nothing is sent anywhere.
#[derive(clap::Args)]
pub struct Draft {
    /// What kind of issue it is, instead of what the ticket looks like.
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    kind: Option<Kind>,
    /// How much it presses: 1 high, 2 mid, 3 low; else by Priority, 1 in an emergency.
    #[arg(long, value_name = "1-3", value_parser = clap::value_parser!(i64).range(1..=3))]
    urgency: Option<i64>,
    /// How many it touches: 1 high, 2 mid, 3 low; else by plan, 1 for urgent, emergency, strategic.
    #[arg(long, value_name = "1-3", value_parser = clap::value_parser!(i64).range(1..=3))]
    impact: Option<i64>,
    /// A JSON file with what differs from the default settings.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
    /// A file with the API's answer; `-` is standard input.
    #[arg(value_name = "FILE|-")]
    file: PathBuf,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Bug,
    Feature,
    Security,
}

#[derive(Serialize)]
struct Issue {
    project: String,
    title: String,
    description: String,
    labels: Vec<String>,
    confidential: bool,
    url: String,
}

pub fn run(arguments: &Draft) -> Result<()> {
    let (settings, rules) = match &arguments.settings {
        None => (Settings::parse("{}")?, Escalation::parse("{}")?),
        Some(file) => {
            let place = file.display().to_string();
            let text = std::fs::read_to_string(file)
                .with_context(|| format!("{place}: cannot read the settings"))?;
            let settings = Settings::parse(&text).with_context(|| place.clone())?;
            (settings, Escalation::parse(&text).context(place)?)
        }
    };
    let (name, text) = text_of(&arguments.file)?;
    let (case, skipped) = zendesk::parse_case(&text).with_context(|| name.clone())?;
    for skipped in &skipped {
        say(format_args!("{name}: {skipped}"));
    }
    let choice = Choice {
        issue_type: arguments.kind.map(|kind| match kind {
            Kind::Bug => IssueType::Bug,
            Kind::Feature => IssueType::Feature,
            Kind::Security => IssueType::Security,
        }),
        urgency: arguments.urgency.and_then(Level::from_number),
        impact: arguments.impact.and_then(Level::from_number),
        ..Choice::default()
    };
    let draft = draft::write(&case, &choice, &settings, &rules, english)
        .context("the settings have no place for any issue; check contribution.components")?;
    let issue = Issue {
        project: draft.project,
        title: draft.title,
        description: draft.description,
        labels: draft.labels,
        confidential: draft.confidential,
        url: draft.address,
    };
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &issue).map_err(std::io::Error::from)?;
    writeln!(out)?;
    Ok(())
}
