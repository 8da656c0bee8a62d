//! What a case gets: the stand-in, one browser, and a clean start.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use standin::{Control, Fault, Logged, Match, Options, Standin, What};

use crate::harness::page::QUIET_PAGE;
use crate::harness::{Browser, Kind, Tweaks, paths};

/// The same queue in every run.
pub const SEED: u64 = 2018;

/// The one request for a list.
pub const SHOW_MANY: &str = "/api/v2/tickets/show_many";

/// For every request whose path begins so.
pub fn fault(path: &str, what: What) -> Fault {
    Fault::new(Match::path(path), what)
}

pub struct Stage {
    pub standin: Standin,
    pub control: Control,
    pub browser: Browser,
    tweaks: Tweaks,
}

impl Stage {
    pub async fn start(kind: Kind, tweaks: &Tweaks) -> Result<Stage> {
        let standin = start_standin(0).await?;
        let browser = Browser::start(kind, &standin, tweaks).await?;
        Ok(Stage {
            control: standin.control(),
            standin,
            browser,
            tweaks: tweaks.clone(),
        })
    }

    pub async fn close(self) {
        if let Err(error) = self.browser.quit().await {
            eprintln!("the browser did not end well: {error:#}");
        }
    }

    /// Nothing of the case before is left: pages, preferences, what the extension keeps, faults.
    pub async fn clear(&self) -> Result<()> {
        self.control.set_faults(vec![]);
        self.control
            .with_world(|world| world.sla = Default::default());
        self.control.with_gitlab(|gitlab| gitlab.cors = true);
        self.browser.only_first_tab().await?;
        self.browser.rest_pointer().await?;
        self.browser.open(QUIET_PAGE).await?;
        self.browser.js("localStorage.clear();", &[]).await?;
        self.browser
            .forget()
            .await
            .context("cannot clear the extension's memory")?;
        self.browser.prefer(json!({})).await?;
        self.browser.take_problems().await?;
        self.control.clear_requests();
        Ok(())
    }

    /// What no case may leave behind.
    pub async fn check_clean(&self) -> Result<()> {
        let problems = self.browser.take_problems().await?;
        ensure!(
            problems.is_empty(),
            "the console is not clean: {}",
            problems
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join(" | ")
        );
        let reports = self.control.report_csp();
        ensure!(
            reports.is_empty(),
            "the page's policy was violated: {reports:?}"
        );
        let mut refused = self.control.refused_hosts();
        // Where an extension's sign-in ends Firefox opens a connection, and then takes the address for itself.
        refused.retain(|host| !host.ends_with(".extensions.allizom.org"));
        ensure!(refused.is_empty(), "other hosts were asked: {refused:?}");
        Ok(())
    }

    /// API requests whose path contains a word.
    pub fn requests(&self, word: &str) -> Vec<Logged> {
        self.control
            .requests()
            .into_iter()
            .filter(|request| request.path.contains(word))
            .collect()
    }

    /// The extension under test.
    pub fn dist(&self) -> PathBuf {
        self.tweaks
            .dist
            .clone()
            .unwrap_or_else(|| paths::dist(self.browser.kind))
    }

    /// Another browser session on the same stand-in, for a case that needs its own.
    pub async fn another_browser(&self, tweak: impl FnOnce(&mut Tweaks)) -> Result<Browser> {
        let mut tweaks = self.tweaks.clone();
        tweak(&mut tweaks);
        Browser::start(self.browser.kind, &self.standin, &tweaks).await
    }
}

pub async fn start_standin(port: u16) -> Result<Standin> {
    Standin::start(Options {
        port,
        seed: SEED,
        ui_dir: paths::agent_ui(),
    })
    .await
    .context("the stand-in did not start")
}
