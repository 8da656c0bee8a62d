//! The command line: the same core as the extension, for administrators and tests.

mod draft;
mod meetings;
mod redact;
mod route;
mod score;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use std::{
    io::{Read, Write},
    path::Path,
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};
use vanguard::time::Time;

/// Which ticket comes first, and why; and what of its text may leave.
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Rank the tickets of Zendesk API answers.
    Score(score::Score),
    /// Replace secrets and personal data in a text.
    Redact(redact::Redact),
    /// Draft the GitLab issue about one ticket.
    Draft(draft::Draft),
    /// List the team's calls, or write them as a calendar file.
    Meetings(meetings::Meetings),
    /// Name the components that a ticket or a text speaks for.
    Route(route::Route),
}

/// For scripts: bad input, bad settings or bad arguments.
const BAD_INPUT: u8 = 2;

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Score(arguments) => score::run(&arguments),
        Command::Redact(arguments) => redact::run(&arguments),
        Command::Draft(arguments) => draft::run(&arguments),
        Command::Meetings(arguments) => meetings::run(&arguments),
        Command::Route(arguments) => route::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say(format_args!("{error:#}"));
            ExitCode::from(BAD_INPUT)
        }
    }
}

/// On standard error, which may be closed as well.
fn say(what: std::fmt::Arguments<'_>) {
    let _ = writeln!(std::io::stderr(), "vanguard: {what}");
}

/// `vanguard score … | head` is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .downcast_ref::<std::io::Error>()
        .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}

/// The moment that `--now` names, or else this one.
fn now(text: Option<&str>) -> Result<Time> {
    match text {
        Some(text) => Time::parse(text).with_context(|| {
            format!("--now: `{text}` is not a moment; write it like 2026-01-31T09:00:00Z")
        }),
        None => Ok(Time(
            SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .ok()
                .and_then(|since| i64::try_from(since.as_secs()).ok())
                .unwrap_or(0),
        )),
    }
}

/// What to call a file in messages, and its text; `-` is standard input.
fn text_of(file: &Path) -> Result<(String, String)> {
    let name = if file.as_os_str() == "-" {
        "standard input".to_owned()
    } else {
        file.display().to_string()
    };
    let bytes = read(file).with_context(|| format!("{name}: cannot read it"))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| error.utf8_error())
        .with_context(|| format!("{name}: not UTF-8 text"))?;
    Ok((name, text))
}

fn read(file: &Path) -> std::io::Result<Vec<u8>> {
    if file.as_os_str() != "-" {
        return std::fs::read(file);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}
