//! Serves the stand-in until it is interrupted, for a person to click through.

use std::path::PathBuf;

use clap::{ArgAction, Parser};
use standin::gitlab::{SUPPORT_ENGINEER, TOKENS};
use standin::{LIVE_EVERY, Options, Standin};

/// A stand-in for gitlab.zendesk.com and gitlab.com on this machine.
#[derive(Parser)]
struct Arguments {
    /// Port of 127.0.0.1; 0 takes any that is free
    #[arg(long, default_value_t = 8443)]
    port: u16,
    /// Seed of the queue
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Let customers and agents change tickets all the time
    #[arg(long, default_value_t = true, action = ArgAction::Set, num_args = 0..=1, default_missing_value = "true", require_equals = true)]
    live: bool,
    /// Where the agent pages have been bundled
    #[arg(long, default_value = "target/agent-ui")]
    ui_dir: PathBuf,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    if !arguments.ui_dir.join("app.js").is_file() {
        eprintln!(
            "{} has no app.js: build it with `node tests/agent-ui/build.mjs`",
            arguments.ui_dir.display()
        );
    }
    let live = arguments.live;
    let standin = Standin::start(Options {
        port: arguments.port,
        seed: arguments.seed,
        ui_dir: arguments.ui_dir,
    })
    .await?;
    standin.control().set_live(live.then_some(LIVE_EVERY));

    let (port, spki) = (standin.port(), standin.spki());
    println!("Serving https://gitlab.zendesk.com/agent/filters/360001 on 127.0.0.1:{port}");
    println!(
        "Serving https://gitlab.com/gitlab-org/gitlab/-/issues/new, signed in as {SUPPORT_ENGINEER}"
    );
    for (token, what) in TOKENS {
        println!("  token {token}: {what}");
    }
    println!("Switches: https://gitlab.zendesk.com/standin/");
    println!("Proxy:    127.0.0.1:{} (CONNECT)", standin.proxy_port());
    println!("SPKI:     {spki}");
    println!();
    println!("Open it with:");
    println!(
        "  chromium --user-data-dir=\"$(mktemp -d)\" --host-resolver-rules='MAP *.zendesk.com 127.0.0.1:{port}, MAP gitlab.com 127.0.0.1:{port}' \\"
    );
    println!(
        "    --ignore-certificate-errors-spki-list={spki} https://gitlab.zendesk.com/agent/filters/360001"
    );
    println!("Stop it with Ctrl-C.");
    tokio::signal::ctrl_c().await?;
    Ok(())
}
