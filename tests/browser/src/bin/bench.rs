//! Measures the extension in real browsers.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;
use vanguard_browser::bench;
use vanguard_browser::harness::{Kind, Tweaks};

#[derive(Parser)]
#[command(about = "Measures the extension: figure, budget, verdict")]
struct Arguments {
    /// Both, where none is named.
    #[arg(long, value_enum)]
    browser: Option<Kind>,
    /// The folder that holds the built chrome/ and firefox/.
    #[arg(long)]
    dist: Option<PathBuf>,
    /// One group of figures alone.
    #[arg(long, value_parser = ["known", "answers", "escalation", "popup", "recurrence", "cost"])]
    only: Option<String>,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    let kinds = arguments
        .browser
        .map_or_else(|| vec![Kind::Chromium, Kind::Firefox], |kind| vec![kind]);
    println!("figure | budget | verdict");
    let mut met = true;
    for kind in kinds {
        let tweaks = Tweaks {
            dist: arguments.dist.as_ref().map(|dist| dist.join(kind.dist())),
            ..Tweaks::default()
        };
        met &= bench::run(kind, &tweaks, arguments.only.as_deref()).await?;
    }
    Ok(if met {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
