//! What comes next, in the popup.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use standin::{Fault, Match, What};
use thirtyfour::{Key, WindowHandle};

use super::results::narrow;
use crate::harness::page::{MAIN_VIEW, QUIET_PAGE};
use crate::harness::wait_until;
use crate::stage::{SHOW_MANY, Stage};

const ROWS: &str = "return [...document.querySelectorAll('.queue li')].map(row => ['.score', '.band', '.left', '.id', '.quiet'].map(part => row.querySelector(part).innerText.trim()).concat(row.querySelector('.band').dataset.level));";

/// Shows a list, and the popup in a tab beside it.
async fn beside_a_list(stage: &Stage) -> Result<(WindowHandle, WindowHandle)> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    let list = stage.browser.web.window().await?;
    let popup = stage.browser.new_tab().await?;
    stage.browser.open_own("popup.html").await?;
    Ok((list, popup))
}

async fn rows(stage: &Stage) -> Result<Vec<Vec<String>>> {
    wait_until("the queue's rows", || async {
        let rows = stage.browser.js(ROWS, &[]).await?;
        let rows: Vec<Vec<String>> = serde_json::from_value(rows)?;
        Ok(Some(rows).filter(|rows| !rows.is_empty()))
    })
    .await
}

async fn note(stage: &Stage, text: &str) -> Result<()> {
    let wanted = format!(
        "return document.querySelector('.queue').innerText.includes({});",
        json!(text)
    );
    let seen = stage.browser.wait_js(text, &wanted, &[]);
    if let Err(error) = seen.await {
        let shown =
            "return document.querySelector('.queue')?.innerText ?? document.body.innerText;";
        let shown = stage.browser.js(shown, &[]).await?;
        return Err(error.context(format!("it says {shown}")));
    }
    Ok(())
}

/// Score, band and place are those of the badges; nothing is asked for.
pub async fn is_the_top_of_the_list(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    let mut painted = stage.browser.painted_rows().await?;
    painted.sort_by_key(|row| row.badge.as_ref().and_then(|badge| badge.rank));
    let asked = stage.requests(SHOW_MANY).len();
    stage.browser.new_tab().await?;
    stage.control.set_faults(vec![Fault::new(
        Match::path("/api/v2/search"),
        What::Status(403),
    )]);
    stage.browser.open_own("popup.html").await?;
    let shown = rows(stage).await?;
    ensure!(shown.len() == 7, "{} rows", shown.len());
    for (row, painted) in shown.iter().zip(&painted) {
        let badge = painted.badge.as_ref().context("no badge")?;
        let is_same = row[0] == badge.score.context("no score")?.to_string()
            && row[5] == badge.level
            && row[3] == format!("#{}", painted.id)
            && row[4].contains("Priority ");
        ensure!(is_same, "{row:?} is not {painted:?}");
    }
    let urgent = shown
        .iter()
        .all(|row| row[2].ends_with(" left") || row[2].ends_with(" overdue"));
    ensure!(urgent, "no time is left: {shown:?}");
    ensure!(
        stage.requests(SHOW_MANY).len() == asked,
        "tickets were asked for"
    );
    stage.browser.keep_picture("popup-queue").await?;
    narrow(stage, "queue").await?;
    stage.browser.axe().await
}

/// A press opens the ticket where the list is, and nothing is loaded anew.
pub async fn press_jumps_to_the_tab(stage: &Stage) -> Result<()> {
    let (list, popup) = beside_a_list(stage).await?;
    let shown = rows(stage).await?;
    let wanted = shown[2][3].trim_start_matches('#').to_owned();
    stage.browser.web.switch_to_window(list.clone()).await?;
    stage.browser.js("window.stillHere = true;", &[]).await?;
    stage.browser.web.switch_to_window(popup).await?;
    stage
        .browser
        .element(".queue li:nth-child(3) button")
        .await?
        .click()
        .await?;
    stage.browser.web.switch_to_window(list).await?;
    stage.browser.wait_for_ticket(&wanted).await?;
    let same = stage
        .browser
        .js("return window.stillHere === true;", &[])
        .await?;
    ensure!(same == true, "the page was loaded anew");
    on_view(stage).await
}

pub async fn take_next(stage: &Stage) -> Result<()> {
    let (list, _) = beside_a_list(stage).await?;
    let first = rows(stage).await?[0][3].trim_start_matches('#').to_owned();
    stage
        .browser
        .element(".queue .heading button")
        .await?
        .click()
        .await?;
    stage.browser.web.switch_to_window(list).await?;
    stage.browser.wait_for_ticket(&first).await?;
    on_view(stage).await
}

async fn on_view(stage: &Stage) -> Result<()> {
    let seen = "return document.visibilityState === 'visible';";
    stage
        .browser
        .wait_js("the tab to be on view", seen, &[])
        .await?;
    Ok(())
}

/// With no tab of Zendesk what is known is shown with its age, and a press opens one.
pub async fn without_a_tab(stage: &Stage) -> Result<()> {
    let (list, popup) = beside_a_list(stage).await?;
    let before = rows(stage).await?;
    stage.browser.web.switch_to_window(list).await?;
    stage.browser.open(QUIET_PAGE).await?;
    stage.browser.web.switch_to_window(popup).await?;
    stage.browser.open_own("popup.html").await?;
    note(stage, "No tab of Zendesk is open.").await?;
    note(stage, "As of ").await?;
    let after = rows(stage).await?;
    ensure!(after.len() == before.len(), "{after:?}");
    stage
        .browser
        .keep_picture("popup-queue-without-a-tab")
        .await?;
    let id = after[0][3].trim_start_matches('#').to_owned();
    let tabs = stage.browser.web.windows().await?.len();
    stage
        .browser
        .element(".queue li button")
        .await?
        .click()
        .await?;
    let path = format!("/agent/tickets/{id}");
    wait_until("a tab with the ticket", || async {
        for window in stage.browser.web.windows().await? {
            stage.browser.web.switch_to_window(window).await?;
            if stage.browser.web.current_url().await?.path() == path {
                return Ok(Some(()));
            }
        }
        Ok(None)
    })
    .await?;
    let now = stage.browser.web.windows().await?.len();
    ensure!(now >= tabs, "no tab was opened: {now} after {tabs}");
    Ok(())
}

pub async fn without_a_list(stage: &Stage) -> Result<()> {
    stage.browser.open_own("popup.html").await?;
    note(stage, "No list has been shown yet in this browser session.").await?;
    let link = "return document.querySelector('.queue a').href;";
    let link = stage.browser.js(link, &[]).await?;
    ensure!(
        link == "https://gitlab.zendesk.com/agent",
        "it leads to {link}"
    );
    stage
        .browser
        .keep_picture("popup-queue-without-a-list")
        .await?;
    stage.browser.axe().await
}

/// Every row in turn, and the one that has the focus opens.
pub async fn by_keyboard(stage: &Stage) -> Result<()> {
    let (list, popup) = beside_a_list(stage).await?;
    let shown = rows(stage).await?;
    stage.browser.web.switch_to_window(popup).await?;
    let focus = "document.querySelector('.queue .heading button').focus();";
    stage.browser.js(focus, &[]).await?;
    stage.browser.press(Key::Tab).await?;
    stage.browser.press(Key::Tab).await?;
    let at = "return document.activeElement.innerText;";
    let at = stage.browser.js(at, &[]).await?;
    let id = &shown[1][3];
    ensure!(
        at.as_str().is_some_and(|text| text.contains(id.as_str())),
        "{at} has the focus"
    );
    stage.browser.press(Key::Enter).await?;
    stage.browser.web.switch_to_window(list).await?;
    stage
        .browser
        .wait_for_ticket(id.trim_start_matches('#'))
        .await
}
