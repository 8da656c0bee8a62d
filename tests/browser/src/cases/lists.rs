//! A badge in every row, on every kind of list.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::harness::overlay::Row;
use crate::harness::page::MAIN_VIEW;
use crate::stage::Stage;

async fn painted(stage: &Stage, path: &str) -> Result<Vec<Row>> {
    stage.browser.open_list(path).await?;
    let rows = stage.browser.painted_rows().await?;
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    ensure!(
        ids.len() == rows.len(),
        "two rows of {path} show the same ticket"
    );
    stage.browser.no_status().await?;
    Ok(rows)
}

pub async fn view(stage: &Stage) -> Result<()> {
    let rows = painted(stage, MAIN_VIEW).await?;
    ensure!(rows.len() == 30, "{} rows", rows.len());
    Ok(())
}

pub async fn search(stage: &Stage) -> Result<()> {
    painted(stage, "/agent/search/1?q=runner").await.map(|_| ())
}

pub async fn home(stage: &Stage) -> Result<()> {
    painted(stage, "/agent/home/tickets").await.map(|_| ())
}

pub async fn user(stage: &Stage) -> Result<()> {
    let requester = stage.control.with_world(|world| {
        let unsolved = world.first_ids(1).first().copied()?;
        Some(world.ticket(unsolved)?.requester_id)
    });
    let requester = requester.context("the world has no unsolved ticket")?;
    painted(
        stage,
        &format!("/agent/users/{requester}/requested_tickets"),
    )
    .await
    .map(|_| ())
}

pub async fn organization(stage: &Stage) -> Result<()> {
    let organization = stage.control.with_world(|world| {
        let ids = world.first_ids(50);
        ids.into_iter()
            .find_map(|id| world.ticket(id)?.organization_id)
    });
    let organization = organization.context("no unsolved ticket has an organisation")?;
    painted(
        stage,
        &format!("/agent/organizations/{organization}/tickets"),
    )
    .await
    .map(|_| ())
}

pub async fn older_layout(stage: &Stage) -> Result<()> {
    stage.browser.prefer(json!({"layout": "older"})).await?;
    painted(stage, MAIN_VIEW).await.map(|_| ())
}

pub async fn without_subject_column(stage: &Stage) -> Result<()> {
    stage
        .browser
        .prefer(json!({"columns": ["select", "id", "status", "updated"]}))
        .await?;
    painted(stage, MAIN_VIEW).await.map(|_| ())
}

pub async fn without_id_column(stage: &Stage) -> Result<()> {
    stage
        .browser
        .prefer(json!({"columns": ["select", "status", "subject", "updated"]}))
        .await?;
    painted(stage, MAIN_VIEW).await.map(|_| ())
}

pub async fn grouped_by_status(stage: &Stage) -> Result<()> {
    stage.browser.prefer(json!({"groupByStatus": true})).await?;
    painted(stage, MAIN_VIEW).await?;
    let in_groups = stage.browser.js("return document.querySelectorAll('[data-garden-id=\"tables.group_row\"] vanguard-badge').length;", &[]).await?;
    ensure!(
        in_groups == 0,
        "{in_groups} headings of groups carry a badge"
    );
    Ok(())
}

pub async fn hundred_rows(stage: &Stage) -> Result<()> {
    stage.browser.prefer(json!({"perPage": 100})).await?;
    let rows = painted(stage, MAIN_VIEW).await?;
    ensure!(rows.len() == 100, "{} rows", rows.len());
    Ok(())
}

/// Nobody has to tell colours apart: each level has a shape, a word and a name of its own.
pub async fn shape_and_word_for_every_level(stage: &Stage) -> Result<()> {
    stage.browser.prefer(json!({"perPage": 100})).await?;
    let rows = painted(stage, MAIN_VIEW).await?;
    let levels: BTreeSet<&str> = rows.iter().map(Row::level).collect();
    ensure!(
        levels.len() >= 3,
        "the list shows the levels {levels:?} alone"
    );
    for row in &rows {
        let badge = row.badge.as_ref().context("a row lost its badge")?;
        ensure!(
            !badge.word.is_empty() && !badge.label.is_empty(),
            "the badge of {} has no word: {badge:?}",
            row.id
        );
        ensure!(
            (badge.level == "none") == badge.time.is_empty(),
            "the badge of {} shows the wrong time: {badge:?}",
            row.id
        );
    }
    // The mark is drawn; without its colours, what is left of it is its shape.
    let script = "const shapes = {}; for (const badge of document.querySelectorAll('vanguard-badge[data-size=row]')) {\
        const { backgroundImage, backgroundSize, backgroundPosition } = getComputedStyle(badge);\
        shapes[badge.dataset.level] = [backgroundImage.replace(/(rgba?|color|oklab|oklch)\\([^)]*\\)/g, ''), backgroundSize, backgroundPosition].join(); } return shapes;";
    let shapes = stage.browser.js(script, &[]).await?;
    let shapes: BTreeSet<&str> = shapes
        .as_object()
        .context("no shapes")?
        .values()
        .filter_map(|shape| shape.as_str())
        .collect();
    ensure!(
        shapes.len() == levels.len(),
        "{} levels have these shapes: {shapes:?}",
        levels.len()
    );
    Ok(())
}
