//! The explanation of a badge.

use anyhow::{Context, Result, ensure};
use serde_json::json;
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
    let states = "const badge = document.querySelector(arguments[0]); return [badge.getAttribute('aria-haspopup'), badge.getAttribute('aria-expanded')];";
    let open = stage.browser.js(states, &[FIRST.into()]).await?;
    ensure!(open == json!(["dialog", "true"]), "the badge says {open}");
    stage.browser.press(Key::Escape).await?;
    no_card(stage).await?;
    let closed = stage.browser.js(states, &[FIRST.into()]).await?;
    ensure!(
        closed == json!(["dialog", "false"]),
        "the badge says {closed}"
    );
    stage.browser.press(Key::Space).await?;
    card(stage).await?;
    Ok(())
}

/// What has the keyboard: the page's element, and in the overlay the one within.
async fn focused(stage: &Stage) -> Result<String> {
    let within = stage
        .browser
        .in_surface("return root.activeElement && (root.activeElement.role ?? root.activeElement.localName);")
        .await?;
    let page = stage
        .browser
        .js("return document.activeElement.localName;", &[])
        .await?;
    let within = within.as_str().map(|name| format!(" {name}"));
    Ok(format!(
        "{}{}",
        page.as_str().unwrap_or_default(),
        within.unwrap_or_default()
    ))
}

/// A dialog that one walks into and out of: it has a button.
pub async fn is_a_dialog_by_keyboard(stage: &Stage) -> Result<()> {
    open_list(stage).await?;
    tab_to_badge(stage).await?;
    for (keys, expected) in [
        (&[Key::Enter] as &[Key], "vanguard-overlay dialog"),
        (&[Key::Tab], "vanguard-overlay button"),
        (&[Key::Escape], "vanguard-badge"),
        // Past its end, and back before its beginning, is the badge again.
        (&[Key::Enter, Key::Tab, Key::Tab], "vanguard-badge"),
        (&[Key::Space], "vanguard-overlay dialog"),
    ] {
        for key in keys {
            stage.browser.press(key.clone()).await?;
        }
        let at = focused(stage).await?;
        ensure!(at == expected, "after {keys:?} the keyboard is at {at}");
    }
    let name = "const card = root.querySelector('[part~=card]'); return card.role === 'dialog' && card.ariaLabel;";
    let name = stage.browser.in_surface(name).await?;
    ensure!(
        name.as_str().is_some_and(|name| !name.is_empty()),
        "the dialog has no name: {name}"
    );
    Ok(())
}

/// A press on a badge whose card is open already is no reason to ask.
pub async fn asks_once(stage: &Stage) -> Result<()> {
    let list = stage.browser.web.window().await?;
    stage.browser.new_tab().await?;
    stage.browser.open_own("options.html").await?;
    let ear = stage.browser.web.window().await?;
    // A look that brings what Zendesk answered names the open card too.
    let listen = "window.explained = []; chrome.runtime.onMessage.addListener(({ kind, page, answers }) => { if (kind === 'look' && answers.length === 0) window.explained.push(page.explained.join()); });";
    stage.browser.js(listen, &[]).await?;
    stage.browser.web.switch_to_window(list).await?;
    open_list(stage).await?;
    let rows = stage.browser.rows().await?;
    let badge = |row: usize| {
        format!(
            "vanguard-badge[data-size=row][data-ticket='{}']",
            rows[row].id
        )
    };
    stage.browser.point_at(&badge(0)).await?;
    card(stage).await?;
    stage.browser.element(&badge(0)).await?.click().await?;
    card(stage).await?;
    // The card may cover the next one.
    stage.browser.press(Key::Escape).await?;
    no_card(stage).await?;
    stage.browser.point_at(&badge(1)).await?;
    card(stage).await?;
    stage.browser.web.switch_to_window(ear).await?;
    let heard = stage
        .browser
        .js("return window.explained.filter(ids => ids !== '');", &[])
        .await?;
    ensure!(
        heard == json!([rows[0].id, rows[1].id]),
        "it asked about {heard}"
    );
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
            "return [...root.querySelectorAll('[part~=card] li')].map(line => line.textContent);",
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
