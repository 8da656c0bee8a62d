//! The promises of the overlay, kept in a real browser.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;
use vanguard_browser::cases::CASES;
use vanguard_browser::harness::{Kind, Tweaks};
use vanguard_browser::runner;

#[derive(Parser)]
#[command(about = "Runs the browser suite")]
struct Arguments {
    #[arg(long, value_enum, default_value = "chromium")]
    browser: Kind,
    /// Only cases whose name contains this.
    #[arg(long)]
    case: Option<String>,
    /// The folder that holds the built chrome/ and firefox/.
    #[arg(long)]
    dist: Option<PathBuf>,
    /// Shows the names of the cases and ends.
    #[arg(long)]
    list: bool,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    if arguments.list {
        for case in CASES {
            println!("{}", case.name);
        }
        return Ok(ExitCode::SUCCESS);
    }
    let tweaks = Tweaks {
        dist: arguments
            .dist
            .map(|dist| dist.join(arguments.browser.dist())),
        ..Tweaks::default()
    };
    let outcome = runner::run(arguments.browser, &tweaks, arguments.case.as_deref()).await?;
    println!("{} passed, {} failed", outcome.passed, outcome.failed);
    Ok(if outcome.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
