//! Rows that come back carry their badge in the very frame in which they are painted.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::page::MAIN_VIEW;
use crate::harness::wait_until;
use crate::stage::Stage;

async fn open_known_list(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    stage.browser.start_probe().await
}

async fn no_misses(stage: &Stage, at_least: u64) -> Result<()> {
    stage.browser.painted_rows().await?;
    let (rows, misses) = stage.browser.probed().await?;
    ensure!(
        rows >= at_least,
        "only {rows} rows came with a known ticket, not {at_least}"
    );
    ensure!(
        misses.is_empty(),
        "{} of {rows} known rows had no badge in their first frame: {misses:?}",
        misses.len()
    );
    Ok(())
}

pub async fn sort(stage: &Stage) -> Result<()> {
    open_known_list(stage).await?;
    stage.browser.sort("subject").await?;
    stage.browser.painted_rows().await?;
    stage.browser.sort("subject").await?;
    stage.browser.painted_rows().await?;
    stage.browser.sort("subject").await?;
    no_misses(stage, 30).await
}

pub async fn refresh(stage: &Stage) -> Result<()> {
    open_known_list(stage).await?;
    for _ in 0..3 {
        stage.browser.refresh_list().await?;
    }
    no_misses(stage, 90).await
}

pub async fn paging(stage: &Stage) -> Result<()> {
    open_known_list(stage).await?;
    let first = stage.browser.wait_for_rows().await?;
    stage.browser.next_page().await?;
    stage.browser.painted_rows().await?;
    let again = stage.browser.previous_page().await?;
    ensure!(first == again, "the first page is another one now");
    no_misses(stage, 30).await
}

pub async fn live_update(stage: &Stage) -> Result<()> {
    open_known_list(stage).await?;
    let ids = stage.browser.wait_for_rows().await?;
    let changed: Vec<u64> = ids
        .iter()
        .take(2)
        .filter_map(|id| id.parse().ok())
        .collect();
    stage.browser.mark_rows().await?;
    stage.control.announce(&changed);
    stage.browser.wait_for_other_rows("a live update").await?;
    no_misses(stage, 30).await
}

pub async fn rows_reused_in_place(stage: &Stage) -> Result<()> {
    stage.browser.prefer(json!({"rowReuse": true})).await?;
    open_known_list(stage).await?;
    stage.browser.sort("subject").await?;
    stage.browser.painted_rows().await?;
    stage.browser.sort("subject").await?;
    stage.browser.painted_rows().await?;
    stage.browser.sort("subject").await?;
    no_misses(stage, 25).await
}

pub async fn back_from_a_ticket(stage: &Stage) -> Result<()> {
    open_known_list(stage).await?;
    let ids = stage.browser.wait_for_rows().await?;
    stage.browser.open_ticket(&ids[0]).await?;
    stage.browser.navigate(MAIN_VIEW).await?;
    wait_until("the list to show again", || async {
        Ok((stage.browser.wait_for_rows().await?.len() == ids.len()).then_some(()))
    })
    .await?;
    no_misses(stage, 30).await
}
