//! Nothing moves when a badge arrives.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use standin::What;

use crate::harness::overlay::READ_ROWS;
use crate::harness::page::MAIN_VIEW;
use crate::harness::wait_until;
use crate::stage::{SHOW_MANY, Stage, fault};

/// Long enough to look at the page before the answer; the look itself ends the wait.
const HELD_MS: u64 = 3_000;

async fn rects(stage: &Stage, of: &str) -> Result<Value> {
    let script = format!(
        "{READ_ROWS} return {of}.map(node => {{ const at = node.getBoundingClientRect(); return [at.x, at.y, at.width, at.height]; }});"
    );
    stage.browser.js(&script, &[]).await
}

pub async fn rows_stay_where_they_are(stage: &Stage) -> Result<()> {
    stage
        .control
        .set_faults(vec![fault(SHOW_MANY, What::Slow { ms: HELD_MS })]);
    stage.browser.open_list(MAIN_VIEW).await?;
    let cells = "shownRows().flatMap(row => [row, ...row.cells, ...row.querySelectorAll('a')])";
    let before = rects(stage, cells).await?;
    let rows = stage.browser.rows().await?;
    ensure!(
        rows.iter().all(|row| row.score().is_none()),
        "the answer was not held back"
    );
    stage.browser.painted_rows().await?;
    let after = rects(stage, cells).await?;
    ensure!(
        before == after,
        "rows, cells or links moved when the badges came"
    );
    Ok(())
}

pub async fn every_badge_has_one_size(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    let sizes = stage.browser.js(&format!("{READ_ROWS} return [...new Set(shownRows().map(row => {{ const at = row.querySelector('vanguard-badge').getBoundingClientRect(); return `${{at.width}} by ${{at.height}}`; }}))];"), &[]).await?;
    let sizes = sizes.as_array().context("no sizes")?;
    ensure!(sizes.len() == 1, "badges come in several sizes: {sizes:?}");
    let heights = stage.browser.js(&format!("{READ_ROWS} return [...new Set(shownRows().map(row => row.getBoundingClientRect().height))];"), &[]).await?;
    ensure!(
        heights.as_array().is_some_and(|heights| heights.len() == 1),
        "rows come in several heights: {heights}"
    );
    Ok(())
}

pub async fn ticket_header_stays(stage: &Stage) -> Result<()> {
    stage
        .control
        .set_faults(vec![fault(SHOW_MANY, What::Slow { ms: HELD_MS })]);
    let id = stage
        .control
        .with_world(|world| world.first_ids(1).first().copied())
        .context("the world has no ticket")?;
    stage.browser.open(&format!("/agent/tickets/{id}")).await?;
    stage.browser.wait_for_ticket(&id.to_string()).await?;
    stage.browser.element("vanguard-ticket").await?;
    let parts = "[...document.querySelectorAll('.pane_header, .pane_header *, [data-test-id=\"header-tab\"], .conversation-column > *')].filter(node => !node.closest('vanguard-ticket'))";
    let before = rects(stage, parts).await?;
    wait_until("the badge in the header", || async {
        Ok(stage
            .browser
            .badges("header")
            .await?
            .iter()
            .any(|badge| badge.score.is_some())
            .then_some(()))
    })
    .await?;
    let after = rects(stage, parts).await?;
    ensure!(
        before == after,
        "parts of the ticket's page moved when its badge came"
    );
    Ok(())
}
