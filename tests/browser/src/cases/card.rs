//! The explanation of a badge.

use anyhow::{Context, Result, ensure};
use thirtyfour::Key;

use crate::harness::page::MAIN_VIEW;
use crate::harness::wait_until;
use crate::stage::Stage;

const FIRST: &str = "tr[data-garden-id='tables.row'] vanguard-badge[data-level]";

async fn card(stage: &Stage) -> Result<String> {
    wait_until("the explanation", || stage.browser.card()).await
}

async fn no_card(stage: &Stage) -> Result<()> {
    wait_until("the explanation to close", || async {
        Ok(stage.browser.card().await?.is_none().then_some(()))
    })
    .await
}

async fn open_list(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    Ok(())
}

/// Moves the keyboard's focus to the first badge, as a person without a mouse does.
async fn tab_to_badge(stage: &Stage) -> Result<()> {
    stage
        .browser
        .js(
            "document.querySelector('tr[data-garden-id=\"tables.row\"] input').focus();",
            &[],
        )
        .await?;
    for _ in 0..4 {
        stage.browser.press(Key::Tab).await?;
        if stage
            .browser
            .js("return document.activeElement.localName;", &[])
            .await?
            == "vanguard-badge"
        {
            return Ok(());
        }
    }
    anyhow::bail!("no badge is reached by the Tab key")
}

pub async fn opens_on_hover(stage: &Stage) -> Result<()> {
    open_list(stage).await?;
    stage.browser.point_at(FIRST).await?;
    let text = card(stage).await?;
    ensure!(
        text.lines().count() >= 3,
        "the explanation says only {text:?}"
    );
    stage.browser.point_at("h1").await?;
    no_card(stage).await
}

pub async fn opens_on_focus_and_closes_on_escape(stage: &Stage) -> Result<()> {
    open_list(stage).await?;
    tab_to_badge(stage).await?;
    card(stage).await?;
    stage.browser.press(Key::Escape).await?;
    no_card(stage).await?;
    let focused = stage
        .browser
        .js("return document.activeElement.localName;", &[])
        .await?;
    ensure!(
        focused == "vanguard-badge",
        "Escape moved the focus to {focused}"
    );
    Ok(())
}

pub async fn toggles_by_keyboard(stage: &Stage) -> Result<()> {
    open_list(stage).await?;
    tab_to_badge(stage).await?;
    stage.browser.press(Key::Escape).await?;
    no_card(stage).await?;
    stage.browser.press(Key::Enter).await?;
    card(stage).await?;
    ensure!(
        stage.browser.path().await? == MAIN_VIEW,
        "Enter on a badge left the list"
    );
    stage.browser.press(Key::Enter).await?;
    no_card(stage).await?;
    stage.browser.press(Key::Space).await?;
    card(stage).await?;
    Ok(())
}

/// What a sighted person reads in the card, a screen reader says of the badge.
pub async fn says_why(stage: &Stage) -> Result<()> {
    open_list(stage).await?;
    tab_to_badge(stage).await?;
    let text = card(stage).await?;
    let facts = stage.browser.js("const badge = document.activeElement; return { label: badge.ariaLabel, description: badge.getAttribute('aria-description'), role: badge.role, score: badge.dataset.score };", &[]).await?;
    ensure!(
        facts["role"] == "button",
        "the badge is a {}",
        facts["role"]
    );
    let (label, description) = (
        facts["label"].as_str().context("no name")?,
        facts["description"].as_str().context("no description")?,
    );
    let score = facts["score"].as_str().unwrap_or("?");
    ensure!(
        text.contains(&format!("{score} of 100")),
        "the card does not name the score {score}: {text:?}"
    );
    let reasons = stage
        .browser
        .in_surface(
            "return [...root.querySelectorAll('[role=tooltip] li')].map(line => line.textContent);",
        )
        .await?;
    let reasons: Vec<&str> = reasons
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|line| line.as_str())
        .collect();
    ensure!(!reasons.is_empty(), "the card gives no reason");
    ensure!(
        reasons.iter().all(|reason| description.contains(reason)),
        "a screen reader hears {description:?} and not all of {reasons:?}"
    );
    ensure!(!label.is_empty(), "the badge has no name");
    Ok(())
}

/// The row under the pointer is re-created; the explanation stays with its ticket.
pub async fn survives_a_refresh(stage: &Stage) -> Result<()> {
    open_list(stage).await?;
    stage.browser.point_at(FIRST).await?;
    let before = card(stage).await?;
    stage.browser.refresh_list().await?;
    stage.browser.painted_rows().await?;
    let after = card(stage).await?;
    ensure!(
        before.lines().next() == after.lines().next(),
        "the explanation changed from {before:?} to {after:?}"
    );
    Ok(())
}
