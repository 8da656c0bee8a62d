//! A page that cannot be read says so, and so does a browser without WebAssembly.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::harness::page::{MAIN_VIEW, QUIET_PAGE};
use crate::harness::wait_until;
use crate::stage::Stage;

/// Takes away the attributes by which things are found.
const CHANGE_THE_PAGE: &str = include_str!("../js/change-the-page.js");

pub async fn list(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    stage.browser.js(CHANGE_THE_PAGE, &[]).await?;
    stage.browser.navigate("/agent/filters/360003").await?;
    let status = stage.browser.wait_for_status("VG-PAGE").await?;
    ensure!(
        status.text.contains("row"),
        "the report does not say what was not found: {:?}",
        status.text
    );
    let badges = stage.browser.js("return [...document.querySelectorAll('vanguard-badge')].filter(badge => badge.checkVisibility()).length;", &[]).await?;
    ensure!(
        badges == 0,
        "{badges} badges are on a page that cannot be read"
    );
    Ok(())
}

pub async fn ticket(stage: &Stage) -> Result<()> {
    let id = stage
        .control
        .with_world(|world| world.first_ids(1).first().copied())
        .context("the world has no ticket")?;
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    stage.browser.js(CHANGE_THE_PAGE, &[]).await?;
    stage
        .browser
        .navigate(&format!("/agent/tickets/{id}"))
        .await?;
    stage.browser.wait_for_status("VG-PAGE").await?;
    Ok(())
}

pub async fn web_assembly_off(stage: &Stage) -> Result<()> {
    let browser = stage
        .another_browser(|tweaks| tweaks.without_wasm = true)
        .await?;
    let result = async {
        browser.open(QUIET_PAGE).await?;
        browser.prefer(json!({})).await?;
        browser.open_list(MAIN_VIEW).await?;
        let status = wait_until("a word on WebAssembly", || browser.status()).await?;
        ensure!(
            status.text.contains("WebAssembly"),
            "the overlay says {status:?}"
        );
        ensure!(
            status.code.starts_with("VG-"),
            "the state has no code: {status:?}"
        );
        let problems = browser.take_problems().await?;
        let own: Vec<_> = problems
            .iter()
            .filter(|problem| problem.to_string().contains("-extension://"))
            .collect();
        ensure!(own.is_empty(), "the console is not clean: {own:?}");
        Ok(())
    }
    .await;
    browser.quit().await?;
    result
}
