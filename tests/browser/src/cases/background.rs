//! The background dies whenever the browser likes. Nobody notices.

use anyhow::{Context, Result, ensure};
use standin::What;

use crate::harness::overlay::{Row, same_score};
use crate::harness::page::MAIN_VIEW;
use crate::harness::{Kind, wait_until};
use crate::stage::{SHOW_MANY, Stage, fault};

const HELD_MS: u64 = 1_500;

/// It asked for a list, and is gone when the answer comes.
pub async fn killed_before_the_answer(stage: &Stage) -> Result<()> {
    stage
        .control
        .set_faults(vec![fault(SHOW_MANY, What::Slow { ms: HELD_MS })]);
    stage.browser.open_list(MAIN_VIEW).await?;
    wait_until("the request", || async {
        Ok((!stage.requests(SHOW_MANY).is_empty()).then_some(()))
    })
    .await?;
    stage.browser.kill_background().await?;
    stage.browser.painted_rows().await?;
    stage.browser.no_status().await?;
    let asked = stage.requests(SHOW_MANY).len();
    ensure!(asked == 1, "{asked} requests were made");
    Ok(())
}

/// What it knew it still knows: nothing is asked again.
pub async fn killed_after_painting(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    let before = stage.browser.painted_rows().await?;
    stage.browser.kill_background().await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    let after = stage.browser.painted_rows().await?;
    ensure!(
        before.len() == after.len()
            && before.iter().zip(&after).all(|(before, after)| {
                // Whose time runs out meanwhile may say so.
                let level = |row: &Row| row.badge.as_ref().map(|badge| badge.level.clone());
                before.id == after.id
                    && (same_score(before.score(), after.score()) || level(before) != level(after))
            }),
        "the scores changed with a new background"
    );
    let asked = stage.requests("/api/v2/").len();
    ensure!(asked <= 2, "{asked} requests were made");
    Ok(())
}

pub async fn killed_between_list_and_ticket(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    stage.browser.kill_background().await?;
    stage.browser.open_ticket(&rows[0].id).await?;
    wait_until("the badge in the ticket's header", || async {
        Ok(stage
            .browser
            .badges("header")
            .await?
            .into_iter()
            .find(|badge| badge.ticket == rows[0].id && badge.score.is_some()))
    })
    .await?;
    // The list it remembers is still the one that the next ticket comes from.
    stage.browser.kill_background().await?;
    stage.browser.press_command("take-next").await?;
    wait_until("the next ticket", || async {
        let path = stage.browser.path().await?;
        Ok((path.starts_with("/agent/tickets/") && !path.ends_with(&rows[0].id)).then_some(()))
    })
    .await
}

/// Between any two steps of an agent's morning.
pub async fn killed_again_and_again(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.kill_background().await?;
    stage.browser.painted_rows().await?;
    for column in ["subject", "id"] {
        stage.browser.kill_background().await?;
        stage.browser.sort(column).await?;
        stage.browser.kill_background().await?;
        stage.browser.painted_rows().await?;
    }
    stage.browser.kill_background().await?;
    stage.browser.next_page().await?;
    stage.browser.kill_background().await?;
    let rows = stage.browser.painted_rows().await?;
    stage.browser.kill_background().await?;
    stage.browser.open_ticket(&rows[0].id).await?;
    stage.browser.kill_background().await?;
    wait_until("the badge in the ticket's header", || async {
        Ok(stage
            .browser
            .badges("header")
            .await?
            .iter()
            .any(|badge| badge.score.is_some())
            .then_some(()))
    })
    .await?;
    stage.browser.no_status().await
}

pub async fn updated_underneath(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    stage.browser.reload_extension().await?;
    // The next thing that the old script wants to say finds nobody.
    stage.browser.next_page().await?;
    if stage.browser.kind == Kind::Firefox {
        // Firefox starts the new script in open tabs by itself: everything goes on.
        stage.browser.painted_rows().await?;
        let per_row = stage.browser.js("return Math.max(...[...document.querySelectorAll('tr')].map(row => row.querySelectorAll('vanguard-badge').length));", &[]).await?;
        ensure!(per_row == 1, "a row has {per_row} badges");
        return stage.browser.no_status().await;
    }
    let status = stage.browser.wait_for_status("VG-RELOAD").await?;
    ensure!(
        status.text.to_lowercase().contains("reload"),
        "it does not say what to do: {:?}",
        status.text
    );
    let badges = stage
        .browser
        .js(
            "return document.querySelectorAll('vanguard-badge').length;",
            &[],
        )
        .await?;
    ensure!(
        badges == 0,
        "{badges} badges of an extension that is gone are left"
    );
    stage
        .browser
        .open_list(MAIN_VIEW)
        .await
        .context("after a reload of the tab")?;
    stage.browser.painted_rows().await?;
    stage.browser.no_status().await
}
