//! What wakes the overlay up while nothing happens.

use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::json;

use super::Figure;
use crate::harness::page::{MAIN_VIEW, QUIET_PAGE};
use crate::stage::Stage;

/// The time that the budget speaks of.
const VISIBLE: Duration = Duration::from_secs(125);
const HIDDEN: Duration = Duration::from_secs(65);

async fn wakes(stage: &Stage) -> Result<u64> {
    let count = stage
        .browser
        .js(
            "return Number(localStorage.getItem('vanguard-wakes') ?? 0);",
            &[],
        )
        .await?;
    count.as_u64().context("nothing was counted")
}

async fn wakes_of(stage: &Stage, time: Duration) -> Result<u64> {
    let before = wakes(stage).await?;
    tokio::time::sleep(time).await;
    Ok(wakes(stage).await? - before)
}

pub async fn measure(stage: &Stage) -> Result<Vec<Figure>> {
    stage.clear().await?;
    stage.browser.prefer(json!({"perPage": 100})).await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    let visible = wakes_of(stage, VISIBLE).await?;
    stage.browser.new_tab().await?;
    stage.browser.open(QUIET_PAGE).await?;
    let hidden = wakes_of(stage, HIDDEN).await?;
    let minutes = VISIBLE.as_secs().div_ceil(60);
    Ok(vec![
        Figure {
            what: format!("wake-ups in {} s, idle", VISIBLE.as_secs()),
            measured: visible.to_string(),
            budget: format!("at most {minutes}"),
            met: visible <= minutes,
        },
        Figure {
            what: format!("wake-ups in {} s, hidden", HIDDEN.as_secs()),
            measured: hidden.to_string(),
            budget: "none".into(),
            met: hidden == 0,
        },
    ])
}
