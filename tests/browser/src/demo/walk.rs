use anyhow::{Context, Result};
use serde_json::json;
use standin::What;
use thirtyfour::Key;

use super::escalate;
use super::shots::{Shots, folder};
use super::summary;
use crate::harness::overlay::Row;
use crate::harness::page::MAIN_VIEW;
use crate::harness::{Kind, Tweaks, wait_until};
use crate::stage::{SHOW_MANY, Stage, fault};

/// Walks through everything with no display and writes pictures and a summary to target/demo.
/// `readme` also replaces the pictures of the documentation.
pub async fn walk(kind: Kind, tweaks: &Tweaks, readme: bool) -> Result<()> {
    if folder().exists() {
        std::fs::remove_dir_all(folder())?;
    }
    let stage = Stage::start(kind, tweaks).await?;
    let mut shots = Shots::default();
    let result = steps(&stage, &mut shots, readme).await;
    if result.is_ok() {
        let page = summary::write(&stage, shots.all()).await?;
        println!("{}", page.display());
    }
    stage.close().await;
    result
}

async fn steps(stage: &Stage, shots: &mut Shots, readme: bool) -> Result<()> {
    let browser = &stage.browser;
    stage.clear().await?;
    let rows = show_list(stage, "light").await?;
    shots.take(browser, "view", "The main view: every row says at once how urgent it is, why its word, and how much time is left.").await?;

    explain(stage, &rows).await?;
    shots
        .take(
            browser,
            "explanation",
            "Pointing at a badge, or reaching it with Tab, explains the score.",
        )
        .await?;
    if readme {
        shots.keep("list-light.png")?;
    }
    browser.press(Key::Escape).await?;

    browser.sort("subject").await?;
    browser.painted_rows().await?;
    shots
        .take(
            browser,
            "sorted",
            "Sorted by subject: rows that are created anew carry their badges in the same frame.",
        )
        .await?;

    browser.next_page().await?;
    browser.painted_rows().await?;
    shots
        .take(
            browser,
            "next-page",
            "The next page: one request for all of its tickets.",
        )
        .await?;

    browser.open_list(MAIN_VIEW).await?;
    browser.painted_rows().await?;
    browser.press_command("ranked-list").await?;
    wait_until("the ranked list", || browser.ranked()).await?;
    shots
        .take(
            browser,
            "ranked",
            "Alt+Shift+L: the same list in score order, beside Zendesk's own table.",
        )
        .await?;
    browser.press(Key::Escape).await?;

    browser.press_command("take-next").await?;
    let first = opened(stage, None).await?;
    shots
        .take(
            browser,
            "ticket",
            "Alt+Shift+N takes the next one: badge and flags in the ticket's header.",
        )
        .await?;
    explain_ticket(stage).await?;
    if readme {
        shots
            .take(
                browser,
                "ticket-explained",
                "The same explanation on the ticket's own page.",
            )
            .await?;
        shots.keep("ticket-light.png")?;
    }
    browser.rest_pointer().await?;
    browser.press_command("take-next").await?;
    let second = opened(stage, Some(&first)).await?;
    let third = rows
        .iter()
        .map(|row| row.id.as_str())
        .find(|id| *id != first && *id != second)
        .context("the list is too short")?;
    browser.open_ticket(third).await?;
    opened(stage, Some(&second)).await?;
    shots
        .take(
            browser,
            "tabs",
            "Several open tickets: each of Zendesk's own tabs has its badge.",
        )
        .await?;

    let rows = show_list(stage, "dark").await?;
    explain(stage, &rows).await?;
    shots
        .take(
            browser,
            "dark-list",
            "Dark mode follows Zendesk's own theme.",
        )
        .await?;
    if readme {
        shots.keep("list-dark.png")?;
    }
    browser.rest_pointer().await?;
    browser.open_ticket(&first).await?;
    opened(stage, None).await?;
    explain_ticket(stage).await?;
    shots
        .take(browser, "dark-ticket", "A ticket in dark mode.")
        .await?;
    if readme {
        shots.keep("ticket-dark.png")?;
    }

    browser.prefer(json!({"locale": "ar"})).await?;
    browser.open_list(MAIN_VIEW).await?;
    browser.painted_rows().await?;
    shots
        .take(
            browser,
            "right-to-left",
            "Right to left: nothing depends on the page's words or direction.",
        )
        .await?;

    stage.clear().await?;
    stage.control.set_faults(vec![fault(
        SHOW_MANY,
        What::RateLimited {
            retry_after: Some(120),
        },
    )]);
    browser.open_list(MAIN_VIEW).await?;
    browser.wait_for_status("VG-RATE").await?;
    shots
        .take(
            browser,
            "rate-limited",
            "When Zendesk asks for patience, a calm line says so, and Vanguard waits.",
        )
        .await?;
    stage.control.set_faults(vec![]);
    escalate::steps(stage, shots, readme).await
}

async fn show_list(stage: &Stage, theme: &str) -> Result<Vec<Row>> {
    stage.browser.prefer(json!({"theme": theme})).await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await
}

/// Opens the explanation of the most urgent ticket among the topmost rows, where the card has room.
async fn explain(stage: &Stage, rows: &[Row]) -> Result<()> {
    let row = rows
        .iter()
        .take(8)
        .max_by_key(|row| row.score())
        .context("the list is empty")?;
    stage
        .browser
        .point_at(&format!(
            "vanguard-badge[data-size=row][data-ticket='{}']",
            row.id
        ))
        .await?;
    wait_until("the explanation", || stage.browser.card())
        .await
        .map(|_| ())
}

async fn explain_ticket(stage: &Stage) -> Result<()> {
    let visible = "const badge = [...document.querySelectorAll('vanguard-ticket')].find(header => header.checkVisibility()); return badge.dataset.ticket ?? badge.querySelector('[data-ticket]').dataset.ticket;";
    let id = stage.browser.js(visible, &[]).await?;
    let id = id.as_str().context("no ticket shows a badge")?;
    stage
        .browser
        .point_at(&format!(
            "vanguard-badge[data-size=header][data-ticket='{id}']"
        ))
        .await?;
    wait_until("the explanation", || stage.browser.card())
        .await
        .map(|_| ())
}

/// The ticket that is shown now, once its badge is there; another one than `before`.
async fn opened(stage: &Stage, before: Option<&str>) -> Result<String> {
    wait_until("a ticket with its badge", || async {
        let badges = stage.browser.badges("header").await?;
        let path = stage.browser.path().await?;
        let shown = badges
            .into_iter()
            .find(|badge| badge.score.is_some() && path.ends_with(&badge.ticket));
        Ok(shown
            .map(|badge| badge.ticket)
            .filter(|id| Some(id.as_str()) != before))
    })
    .await
}
