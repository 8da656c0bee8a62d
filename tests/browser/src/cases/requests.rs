//! How little Zendesk is asked.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use standin::SlaMode;
use standin::world::Status;

use crate::harness::overlay::READ_ROWS;
use crate::harness::page::{MAIN_VIEW, QUIET_PAGE};
use crate::harness::wait_until;
use crate::stage::{SHOW_MANY, Stage};

async fn open_hundred(stage: &Stage) -> Result<()> {
    stage.browser.prefer(json!({"perPage": 100})).await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    ensure!(rows.len() == 100, "{} rows", rows.len());
    Ok(())
}

pub async fn one_per_list(stage: &Stage) -> Result<()> {
    open_hundred(stage).await?;
    let asked = stage.control.requests();
    let lists = asked
        .iter()
        .filter(|request| request.path.starts_with(SHOW_MANY))
        .count();
    ensure!(lists == 1, "{lists} requests for one list: {asked:?}");
    ensure!(
        asked.len() <= 2,
        "{} requests for one list: {asked:?}",
        asked.len()
    );
    ensure!(
        asked.iter().all(|request| request.method == "GET"),
        "not only GET: {asked:?}"
    );
    Ok(())
}

pub async fn one_more_for_slas_until_that_is_known(stage: &Stage) -> Result<()> {
    stage
        .control
        .with_world(|world| world.sla = SlaMode::IgnoredByShow);
    open_hundred(stage).await?;
    let asked = stage.control.requests();
    let searches = asked
        .iter()
        .filter(|request| request.path.starts_with("/api/v2/search"))
        .count();
    ensure!(
        searches == 1 && asked.len() == 2,
        "one list without SLAs took {asked:?}"
    );
    let rows = stage.browser.painted_rows().await?;
    ensure!(
        rows.iter().any(|row| row
            .badge
            .as_ref()
            .is_some_and(|badge| !badge.time.is_empty() && !badge.estimated)),
        "the search's SLAs are not shown"
    );
    stage.control.clear_requests();
    stage.browser.next_page().await?;
    let rows = stage.browser.painted_rows().await?;
    let asked = stage.control.requests();
    ensure!(
        asked.len() == 1
            && asked
                .iter()
                .all(|one| one.path.starts_with("/api/v2/search")),
        "once that is known, one list took {asked:?}"
    );
    ensure!(
        rows.iter().all(|row| row
            .badge
            .as_ref()
            .is_some_and(|badge| badge.score.is_some() && !badge.estimated)),
        "the search's tickets are not shown"
    );
    Ok(())
}

pub async fn none_for_the_known(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    stage.browser.next_page().await?;
    let rows = stage.browser.painted_rows().await?;
    stage.control.clear_requests();
    stage.browser.refresh_list().await?;
    stage.browser.previous_page().await?;
    stage.browser.painted_rows().await?;
    stage.browser.next_page().await?;
    stage.browser.painted_rows().await?;
    stage.browser.open_ticket(&rows[0].id).await?;
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
    let asked: Vec<_> = stage
        .control
        .requests()
        .into_iter()
        .filter(|request| !request.path.contains("policy_metrics"))
        .collect();
    ensure!(
        asked.is_empty(),
        "what is known was asked for again: {asked:?}"
    );
    Ok(())
}

/// A tab that nobody looks at gets another row, and stays silent until it is looked at.
pub async fn none_from_a_hidden_tab(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    // WebDriver would bring the tab to front to ask it, so it tells the tabs of its own host.
    let tell = format!(
        "{READ_ROWS} const tell = () => localStorage.setItem('vanguard-rows', JSON.stringify({{ ids: shownRows().map(idOf), visible: document.visibilityState }})); new MutationObserver(tell).observe(document.body, {{ childList: true, subtree: true }}); tell();"
    );
    stage.browser.js(&tell, &[]).await?;
    let first = stage.browser.web.window().await?;
    stage.browser.new_tab().await?;
    stage.browser.open(QUIET_PAGE).await?;
    stage.control.clear_requests();
    let solved = stage.control.with_world(|world| {
        let id = world.first_ids(10).last().copied()?;
        world.ticket_mut(id)?.status = Status::Solved;
        Some(id)
    });
    let solved = solved.context("the view is empty")?;
    stage.control.announce(&[solved]);
    let told = format!(
        "const told = JSON.parse(localStorage.getItem('vanguard-rows')); return told.ids.length === 30 && !told.ids.includes('{solved}') && told.visible === 'hidden';"
    );
    stage
        .browser
        .wait_js("the hidden tab's new row", &told, &[])
        .await?;
    let asked = stage.control.requests();
    ensure!(asked.is_empty(), "a hidden tab asked: {asked:?}");
    stage.browser.web.switch_to_window(first).await?;
    stage.browser.painted_rows().await?;
    let asked = stage.requests(SHOW_MANY).len();
    ensure!(asked == 1, "{asked} requests when the tab was shown again");
    Ok(())
}

/// Two tabs with the same list ask once.
pub async fn one_for_two_tabs(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    stage.control.clear_requests();
    stage.browser.new_tab().await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    let asked = stage.control.requests();
    ensure!(
        asked.is_empty(),
        "the second tab asked for what the first one knows: {asked:?}"
    );
    Ok(())
}
