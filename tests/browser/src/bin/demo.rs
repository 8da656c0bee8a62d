//! Shows the extension at work on the stand-in for Zendesk.

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use vanguard_browser::demo;
use vanguard_browser::harness::{Kind, Tweaks};

#[derive(Parser)]
#[command(
    about = "Opens the extension on the stand-in for Zendesk; with no display, walks through it and takes pictures"
)]
struct Arguments {
    #[arg(long, value_enum, default_value = "chromium")]
    browser: Kind,
    /// Walk through it with no window, even where there is a display.
    #[arg(long)]
    walk: bool,
    /// Walk, and put the pictures of list and ticket into docs/screenshots.
    #[arg(long)]
    readme: bool,
    /// The folder that holds the built chrome/ and firefox/.
    #[arg(long)]
    dist: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let tweaks = Tweaks {
        dist: arguments
            .dist
            .map(|dist| dist.join(arguments.browser.dist())),
        ..Tweaks::default()
    };
    if arguments.walk || arguments.readme || !has_display() {
        demo::walk(arguments.browser, &tweaks, arguments.readme).await
    } else {
        demo::open(arguments.browser, &tweaks).await
    }
}

fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()))
}
