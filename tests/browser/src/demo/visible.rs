use std::time::Duration;

use anyhow::Result;

use crate::harness::page::MAIN_VIEW;
use crate::harness::{Browser, Kind, Tweaks};
use crate::stage::start_standin;

const TO_TRY: &str = "Zendesk's stand-in is open, with live changes. Try:
  Point at a badge, or reach it with Tab: why this score. Escape closes.
  Alt+Shift+L   the list in score order; arrow keys and Enter open a ticket
  Alt+Shift+N   take the next one
  Alt+Shift+E   escalate the ticket; first sign in, in the extension's options, with the token glpat-standin-classic
  The theme button and the menu at the top right: dark mode, Arabic, the older layouts, 100 rows.
  https://gitlab.zendesk.com/standin/   what can go wrong, to be switched on and off
Stop with Ctrl-C, or close the window.";

/// A visible browser on the main view, until the person has seen enough.
pub async fn open(kind: Kind, tweaks: &Tweaks) -> Result<()> {
    let standin = start_standin(0).await?;
    standin.control().set_live(Some(standin::LIVE_EVERY));
    let browser = Browser::start(
        kind,
        &standin,
        &Tweaks {
            visible: true,
            ..tweaks.clone()
        },
    )
    .await?;
    browser.open(MAIN_VIEW).await?;
    println!("{TO_TRY}");
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => {
            interrupted?;
            browser.quit().await?;
        }
        () = closed(&browser) => {}
    }
    Ok(())
}

/// The window tells nobody that it was closed: it is asked once a second.
async fn closed(browser: &Browser) {
    let mut second = tokio::time::interval(Duration::from_secs(1));
    while browser
        .web
        .windows()
        .await
        .is_ok_and(|windows| !windows.is_empty())
    {
        second.tick().await;
    }
}
