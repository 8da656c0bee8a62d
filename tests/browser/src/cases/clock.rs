//! The clock ticks on while one looks.

use anyhow::{Context, Result, ensure};
use jiff::{SignedDuration, Timestamp};

use crate::harness::overlay::Row;
use crate::harness::page::MAIN_VIEW;
use crate::harness::wait_within;
use crate::stage::Stage;

/// The list, with the clocks of its first tickets set to run out in so many seconds; these tickets' rows.
async fn open_with(stage: &Stage, seconds: &[i64]) -> Result<Vec<Row>> {
    let now = Timestamp::now();
    let ids = stage.control.with_world(|world| {
        let ids = world.first_ids(seconds.len());
        for (id, seconds) in ids.iter().zip(seconds) {
            let at = now.checked_add(SignedDuration::from_secs(*seconds))?;
            world.set_breach_at(*id, Some(at));
        }
        anyhow::Ok(ids.iter().map(u64::to_string).collect::<Vec<_>>())
    })?;
    stage.browser.open_list(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    let found = |id: &String| rows.iter().find(|row| row.id == *id).cloned();
    ids.iter()
        .map(|id| found(id).with_context(|| format!("{id} is not in the list")))
        .collect()
}

/// A tab wakes up once a minute at most: where another ticket's clock has just woken it, this one's waits for the next.
async fn wait_for_level(stage: &Stage, id: &str, level: &str) -> Result<()> {
    wait_within(
        std::time::Duration::from_secs(75),
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

/// Of several, the first that has not run out by the time that a slow machine shows the list.
pub async fn crosses_to_breached_by_itself(stage: &Stage) -> Result<()> {
    let rows = open_with(stage, &[8, 16, 24, 32]).await?;
    let row = rows
        .into_iter()
        .find(|row| row.level() == "critical")
        .context("all of them are breached before the list is there")?;
    stage.control.clear_requests();
    wait_for_level(stage, &row.id, "breached").await?;
    let asked = stage.control.requests();
    ensure!(asked.is_empty(), "it took requests: {asked:?}");
    Ok(())
}

/// Nearer than near has a level of its own.
pub async fn critical_comes_before_breached(stage: &Stage) -> Result<()> {
    let rows = open_with(stage, &[45]).await?;
    let row = rows.first().context("no ticket")?;
    ensure!(
        row.level() == "critical",
        "a clock with 45 seconds left is {}",
        row.level()
    );
    Ok(())
}
