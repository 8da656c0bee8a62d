//! What is known is painted at once and not asked for again.

use anyhow::Result;
use serde_json::json;

use super::Figure;
use crate::harness::page::MAIN_VIEW;
use crate::stage::{SHOW_MANY, Stage};

const ROUNDS: usize = 10;

async fn open_hundred(stage: &Stage) -> Result<()> {
    stage.clear().await?;
    stage.browser.prefer(json!({"perPage": 100})).await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    Ok(())
}

pub async fn same_frame(stage: &Stage) -> Result<Vec<Figure>> {
    open_hundred(stage).await?;
    stage.browser.start_probe().await?;
    for _ in 0..ROUNDS {
        stage.browser.refresh_list().await?;
        stage.browser.next_page().await?;
        stage.browser.painted_rows().await?;
        stage.browser.previous_page().await?;
        stage.browser.painted_rows().await?;
    }
    let (rows, misses) = stage.browser.probed().await?;
    Ok(vec![Figure {
        what: "known rows without a badge in their first frame".into(),
        measured: format!("{} of {rows}", misses.len()),
        budget: "none".into(),
        met: misses.is_empty() && rows > 0,
    }])
}

pub async fn requests(stage: &Stage) -> Result<Vec<Figure>> {
    open_hundred(stage).await?;
    let lists = stage.requests(SHOW_MANY).len();
    let others = stage.control.requests().len() - lists;
    Ok(vec![Figure {
        what: "requests for a list of 100 tickets".into(),
        measured: format!("{lists}, and {others} for SLAs"),
        budget: "1, and at most 1 for SLAs".into(),
        met: lists == 1 && others <= 1,
    }])
}
