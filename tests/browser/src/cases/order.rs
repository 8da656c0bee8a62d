//! The order is the core's: what the overlay shows is what the command line computes.

use std::process::Stdio;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::process::Command;

use crate::harness::overlay::{Ranked, Row, same_score};
use crate::harness::page::MAIN_VIEW;
use crate::harness::{paths, wait_until};
use crate::stage::Stage;

/// What the native core makes of an API body: ids and scores in rank order.
async fn native(body: &str) -> Result<Vec<(String, u64)>> {
    let mut child = Command::new(paths::command_line()?)
        .args(["score", "--format", "json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    child
        .stdin
        .take()
        .context("no standard input")?
        .write_all(body.as_bytes())
        .await?;
    let output = child.wait_with_output().await?;
    if !output.status.success() {
        bail!("vanguard score ended with {}", output.status);
    }
    let ranked: Value =
        serde_json::from_slice(&output.stdout).context("vanguard score printed no JSON")?;
    let entry = |entry: &Value| {
        let id = entry["id"]
            .as_u64()
            .map(|id| id.to_string())
            .or_else(|| entry["id"].as_str().map(str::to_string));
        Some((id?, entry["score"].as_u64()?))
    };
    ranked
        .as_array()
        .context("not an array")?
        .iter()
        .map(entry)
        .collect::<Option<_>>()
        .context("an entry has no id or score")
}

async fn open_ranked(stage: &Stage) -> Result<Vec<Ranked>> {
    stage.browser.press_command("ranked-list").await?;
    wait_until("the ranked list", || async { stage.browser.ranked().await }).await
}

pub async fn as_the_command_line_says(stage: &Stage) -> Result<()> {
    stage.browser.prefer(json!({"perPage": 100})).await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    let asked = stage.requests("/show_many");
    let asked = asked.first().context("no show_many was asked")?;
    let body = stage.browser.api(&asked.path).await?;
    // Scores may move with the minute: the overlay's lie between those just before and just after it is read.
    let before = native(&body).await?;
    let shown = open_ranked(stage).await?;
    let after = native(&body).await?;
    ensure!(
        shown.len() == rows.len(),
        "{} of {} tickets are ranked",
        shown.len(),
        rows.len()
    );
    if before == after {
        let shown: Vec<(String, u64)> = shown
            .into_iter()
            .map(|entry| (entry.id, entry.score))
            .collect();
        ensure!(
            shown == before,
            "the overlay shows {shown:?}, the command line says {before:?}"
        );
        return Ok(());
    }
    for entry in &shown {
        let of = |side: &[(String, u64)]| {
            side.iter()
                .find(|(id, _)| *id == entry.id)
                .map(|(_, score)| *score)
        };
        let (Some(first), Some(last)) = (of(&before), of(&after)) else {
            bail!("the command line does not rank {}", entry.id)
        };
        ensure!(
            (first.min(last)..=first.max(last)).contains(&entry.score),
            "{} has {} in the overlay, {first} to {last} natively",
            entry.id,
            entry.score
        );
    }
    Ok(())
}

pub async fn ranked_list_is_in_order(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    let shown = open_ranked(stage).await?;
    ensure!(
        shown.len() == rows.len(),
        "{} of {} tickets are ranked",
        shown.len(),
        rows.len()
    );
    ensure!(
        shown.windows(2).all(|pair| pair[0].score >= pair[1].score),
        "a lower score comes first: {shown:?}"
    );
    for entry in &shown {
        let row = rows
            .iter()
            .find(|row| row.id == entry.id)
            .with_context(|| format!("{} is not in the list", entry.id))?;
        ensure!(
            row.score() == Some(entry.score),
            "{} has {} in the ranked list and {:?} in its row",
            entry.id,
            entry.score,
            row.score()
        );
    }
    Ok(())
}

pub async fn same_score_on_list_and_ticket(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    let row = rows
        .iter()
        .find(|row| row.level() != "none")
        .context("no ticket has a clock")?;
    stage.browser.open_ticket(&row.id).await?;
    let header = wait_until("the badge in the ticket's header", || async {
        Ok(stage
            .browser
            .badges("header")
            .await?
            .into_iter()
            .find(|badge| badge.ticket == row.id && badge.score.is_some()))
    })
    .await?;
    ensure!(
        same_score(header.score, row.score()),
        "{} has {:?} on its page and {:?} in the list",
        row.id,
        header.score,
        row.score()
    );
    // The same again in another list, where other tickets stand beside it.
    stage.browser.navigate("/agent/filters/360002").await?;
    let other = wait_until("the other list", || async {
        let rows = stage.browser.painted_rows().await?;
        Ok((stage.browser.path().await? == "/agent/filters/360002").then_some(rows))
    })
    .await?;
    for row in &other {
        if let Some(before) = rows.iter().find(|before| before.id == row.id) {
            ensure!(
                same_score(before.score(), row.score()),
                "{} has {:?} in one list and {:?} in another",
                row.id,
                before.score(),
                row.score()
            );
        }
    }
    Ok(())
}

/// Ranks are 1 to n, each once, and a better rank never has a lower score.
pub async fn bands_and_ranks_agree(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    let mut rows: Vec<Row> = stage.browser.painted_rows().await?;
    rows.sort_by_key(|row| row.badge.as_ref().and_then(|badge| badge.rank));
    let ranks: Vec<u64> = rows
        .iter()
        .filter_map(|row| row.badge.as_ref()?.rank)
        .collect();
    ensure!(
        ranks == (1..=rows.len() as u64).collect::<Vec<_>>(),
        "the ranks are {ranks:?}"
    );
    ensure!(
        rows.windows(2)
            .all(|pair| pair[0].score() >= pair[1].score()),
        "a lower score has a better rank"
    );
    Ok(())
}
