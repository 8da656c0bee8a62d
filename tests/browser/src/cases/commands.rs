//! The extension's keyboard commands and its toolbar icon.

use anyhow::{Context, Result, ensure};
use thirtyfour::Key;

use crate::harness::page::MAIN_VIEW;
use crate::harness::{paths, wait_until};
use crate::stage::Stage;

async fn open_list(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    Ok(())
}

/// Ids of the list in score order, as the overlay shows it.
async fn in_order(stage: &Stage) -> Result<Vec<String>> {
    let mut rows = stage.browser.painted_rows().await?;
    rows.sort_by_key(|row| row.badge.as_ref().and_then(|badge| badge.rank));
    Ok(rows.into_iter().map(|row| row.id).collect())
}

async fn active_ticket(stage: &Stage) -> Result<Option<String>> {
    let path = stage.browser.path().await?;
    Ok(path.strip_prefix("/agent/tickets/").map(str::to_string))
}

pub async fn take_next(stage: &Stage) -> Result<()> {
    open_list(stage).await?;
    let order = in_order(stage).await?;
    stage.browser.press_command("take-next").await?;
    let opened = wait_until("a ticket to open", || active_ticket(stage)).await?;
    ensure!(
        opened == order[0],
        "{opened} was opened, {} comes first",
        order[0]
    );
    stage.browser.wait_for_ticket(&opened).await
}

/// From the ticket on to the next one, without the list in view.
pub async fn take_next_again(stage: &Stage) -> Result<()> {
    open_list(stage).await?;
    let order = in_order(stage).await?;
    stage.browser.press_command("take-next").await?;
    stage.browser.wait_for_ticket(&order[0]).await?;
    let header = format!(
        "vanguard-ticket[data-ticket='{}'] vanguard-badge[data-level]",
        order[0]
    );
    stage.browser.element(&header).await?;
    stage.browser.press_command("take-next").await?;
    let opened = wait_until("the next ticket to open", || async {
        Ok(active_ticket(stage).await?.filter(|id| *id != order[0]))
    })
    .await?;
    ensure!(
        opened == order[1],
        "{opened} was opened, {} comes second",
        order[1]
    );
    Ok(())
}

pub async fn ranked_list_by_keyboard(stage: &Stage) -> Result<()> {
    open_list(stage).await?;
    stage.browser.press_command("ranked-list").await?;
    wait_until("the ranked list", || stage.browser.ranked()).await?;
    let at = "const links = [...root.querySelectorAll('[role=dialog] ol a')]; return links.indexOf(root.activeElement);";
    ensure!(
        stage.browser.in_surface(at).await? == 0,
        "the first entry has no focus"
    );
    stage.browser.press(Key::Down).await?;
    stage.browser.press(Key::Down).await?;
    ensure!(
        stage.browser.in_surface(at).await? == 2,
        "the arrow keys do not move"
    );
    stage.browser.press(Key::Escape).await?;
    wait_until("the ranked list to close", || async {
        Ok(stage.browser.ranked().await?.is_none().then_some(()))
    })
    .await
}

pub async fn ranked_list_opens_a_ticket(stage: &Stage) -> Result<()> {
    open_list(stage).await?;
    stage.browser.press_command("ranked-list").await?;
    let entries = wait_until("the ranked list", || stage.browser.ranked()).await?;
    stage
        .browser
        .screenshot(
            &paths::reports()
                .join(stage.browser.kind.name())
                .join("ranked-list.png"),
        )
        .await?;
    let second = entries.get(1).context("the ranked list has one entry")?;
    stage.browser.press(Key::Down).await?;
    stage.browser.press(Key::Enter).await?;
    stage.browser.wait_for_ticket(&second.id).await?;
    ensure!(
        stage.browser.ranked().await?.is_none(),
        "the ranked list stays open over the ticket"
    );
    Ok(())
}

/// The icon counts what is near or past breach in the current list.
pub async fn toolbar_counts(stage: &Stage) -> Result<()> {
    open_list(stage).await?;
    for _ in 0..2 {
        let rows = stage.browser.painted_rows().await?;
        let urgent = rows
            .iter()
            .filter(|row| matches!(row.level(), "breached" | "critical" | "near"))
            .count();
        let wanted = if urgent == 0 {
            String::new()
        } else {
            urgent.to_string()
        };
        wait_until(format!("{wanted:?} on the toolbar icon"), || async {
            let text = stage.browser.toolbar_text().await?;
            ensure!(text == wanted, "it says {text:?}");
            Ok(Some(()))
        })
        .await?;
        stage.browser.next_page().await?;
    }
    Ok(())
}
