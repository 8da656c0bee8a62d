//! Data that is older than it should be says how old.

use anyhow::{Result, ensure};
use standin::What;

use crate::harness::page::MAIN_VIEW;
use crate::harness::wait_until;
use crate::stage::{SHOW_MANY, Stage, fault};

const FIRST: &str = "tr[data-garden-id='tables.row'] vanguard-badge[data-level]";

pub async fn says_how_old(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    stage
        .control
        .set_faults(vec![fault(SHOW_MANY, What::Status(500))]);
    stage.browser.shift_clock(61 * 60_000).await?;
    stage.browser.refresh_list().await?;
    stage.browser.next_page().await?;
    stage.browser.previous_page().await?;
    stage.browser.wait_for_status("VG-SERVER").await?;
    stage.browser.point_at(FIRST).await?;
    let text = wait_until("an explanation that says how old", || async {
        Ok(stage
            .browser
            .card()
            .await?
            .filter(|text| text.contains("Old:")))
    })
    .await?;
    ensure!(text.contains("1 h"), "it does not say how old: {text:?}");
    Ok(())
}
