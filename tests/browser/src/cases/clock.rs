//! The clock ticks on while one looks.

use anyhow::{Context, Result, ensure};
use jiff::{SignedDuration, Timestamp};

use crate::harness::overlay::Row;
use crate::harness::page::MAIN_VIEW;
use crate::harness::wait_within;
use crate::stage::Stage;

/// The list with one ticket's clock set to run out in so many seconds.
async fn open_with(stage: &Stage, seconds: i64) -> Result<Row> {
    let id = stage.control.with_world(|world| {
        let id = *world.first_ids(1).first()?;
        let at = Timestamp::now()
            .checked_add(SignedDuration::from_secs(seconds))
            .ok()?;
        world.set_breach_at(id, Some(at)).then(|| id.to_string())
    });
    let id = id.context("the world has no ticket")?;
    stage.browser.open_list(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    rows.into_iter()
        .find(|row| row.id == id)
        .with_context(|| format!("{id} is not in the list"))
}

async fn wait_for_level(stage: &Stage, id: &str, level: &str) -> Result<()> {
    wait_within(
        std::time::Duration::from_secs(30),
        format!("{id} to be {level}"),
        || async {
            let rows = stage.browser.rows().await?;
            Ok(rows
                .iter()
                .any(|row| row.id == id && row.level() == level)
                .then_some(()))
        },
    )
    .await
}

pub async fn crosses_to_breached_by_itself(stage: &Stage) -> Result<()> {
    let row = open_with(stage, 8).await?;
    ensure!(
        row.level() == "critical" || row.level() == "near",
        "a clock with 8 seconds left is {}",
        row.level()
    );
    stage.control.clear_requests();
    wait_for_level(stage, &row.id, "breached").await?;
    let asked = stage.control.requests();
    ensure!(asked.is_empty(), "it took requests: {asked:?}");
    Ok(())
}

/// Nearer than near has a level of its own.
pub async fn critical_comes_before_breached(stage: &Stage) -> Result<()> {
    let row = open_with(stage, 45).await?;
    ensure!(
        row.level() == "critical",
        "a clock with 45 seconds left is {}",
        row.level()
    );
    Ok(())
}
