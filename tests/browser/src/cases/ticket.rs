//! Badge and flags in the header of the right ticket, and on Zendesk's own tabs.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::harness::overlay::Badge;
use crate::harness::page::MAIN_VIEW;
use crate::harness::wait_until;
use crate::stage::Stage;

async fn header_of(stage: &Stage, id: &str) -> Result<Badge> {
    wait_until(format!("one badge in the header of {id}"), || async {
        let badges = stage.browser.badges("header").await?;
        ensure!(badges.len() == 1, "{} headers show a badge", badges.len());
        Ok(badges
            .into_iter()
            .find(|badge| badge.ticket == id && badge.score.is_some()))
    })
    .await
}

async fn first_ids(stage: &Stage, count: usize) -> Result<Vec<String>> {
    stage.browser.open_list(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    Ok(rows.into_iter().take(count).map(|row| row.id).collect())
}

/// Three are mounted; each one's badge is in its own pane, whichever is shown.
pub async fn right_one_of_three(stage: &Stage) -> Result<()> {
    let ids = first_ids(stage, 3).await?;
    for id in &ids {
        stage.browser.open_ticket(id).await?;
        header_of(stage, id).await?;
    }
    for id in [&ids[1], &ids[0], &ids[2]] {
        stage
            .browser
            .click(&format!(
                "[data-test-id='header-tab'][data-entity-id='{id}']"
            ))
            .await?;
        stage.browser.wait_for_ticket(id).await?;
        header_of(stage, id).await?;
    }
    let script = "return [...document.querySelectorAll('vanguard-ticket')].map(header => [header.dataset.ticket, header.closest('[data-test-id$=\"-custom-layout\"]')?.dataset.testId ?? null]);";
    let homes = stage.browser.js(script, &[]).await?;
    for home in homes.as_array().context("no headers")? {
        let (ticket, root) = (
            home[0].as_str().unwrap_or("?"),
            home[1].as_str().unwrap_or("?"),
        );
        ensure!(
            root == format!("ticket-{ticket}-custom-layout"),
            "the badge of {ticket} is in {root}"
        );
    }
    Ok(())
}

pub async fn tabs(stage: &Stage) -> Result<()> {
    let ids = first_ids(stage, 3).await?;
    for id in &ids {
        stage.browser.open_ticket(id).await?;
    }
    let script = "return [...document.querySelectorAll('[data-test-id=\"header-tab\"]')].every(tab => { const badge = tab.querySelectorAll('vanguard-badge'); return badge.length === 1 && badge[0].dataset.ticket === tab.dataset.entityId && badge[0].dataset.score !== undefined; });";
    stage
        .browser
        .wait_js("a badge on every tab", script, &[])
        .await?;
    let badges = stage.browser.badges("tab").await?;
    ensure!(badges.len() == 3, "{} tabs show a badge", badges.len());
    stage.browser.navigate(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    for badge in &badges {
        let row = rows
            .iter()
            .find(|row| row.id == badge.ticket)
            .context("a tab's ticket left the list")?;
        ensure!(
            row.score() == badge.score,
            "{} has {:?} on its tab and {:?} in its row",
            badge.ticket,
            badge.score,
            row.score()
        );
    }
    // A tab that is closed takes its badge with it and leaves the others theirs.
    let close = format!(
        "[data-test-id='header-tab'][data-entity-id='{}'] [data-test-id='close-button']",
        ids[1]
    );
    stage.browser.click(&close).await?;
    wait_until("the tab to close", || async {
        Ok((stage.browser.badges("tab").await?.len() == 2).then_some(()))
    })
    .await
}

pub async fn flags_as_sentences(stage: &Stage) -> Result<()> {
    let id = stage.control.with_world(|world| {
        let id = *world.first_ids(1).first()?;
        let ticket = world.ticket_mut(id)?;
        (ticket.priority, ticket.organization_id) = (None, None);
        Some(id.to_string())
    });
    let id = id.context("the world has no ticket")?;
    stage.browser.open(&format!("/agent/tickets/{id}")).await?;
    header_of(stage, &id).await?;
    let flags = stage.browser.js("return [...document.querySelectorAll('vanguard-ticket > :not(vanguard-badge, .vanguard-escalation)')].map(flag => flag.textContent);", &[]).await?;
    let flags: Vec<&str> = flags
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|flag| flag.as_str())
        .collect();
    ensure!(
        flags.iter().any(|flag| flag.contains("organisation"))
            && flags
                .iter()
                .any(|flag| flag.to_lowercase().contains("priority")),
        "a ticket with no organisation and no priority says {flags:?}"
    );
    ensure!(
        flags
            .iter()
            .all(|flag| flag.ends_with('.') && flag.contains(' ')),
        "these are no sentences: {flags:?}"
    );
    Ok(())
}

async fn in_layout(stage: &Stage, layout: &str) -> Result<()> {
    stage
        .browser
        .prefer(json!({"ticketLayout": layout}))
        .await?;
    let ids = first_ids(stage, 3).await?;
    for id in &ids {
        stage.browser.open_ticket(id).await?;
        header_of(stage, id).await?;
    }
    stage
        .browser
        .click(&format!(
            "[data-test-id='header-tab'][data-entity-id='{}']",
            ids[0]
        ))
        .await?;
    stage.browser.wait_for_ticket(&ids[0]).await?;
    header_of(stage, &ids[0]).await?;
    stage.browser.no_status().await
}

pub async fn older_layout(stage: &Stage) -> Result<()> {
    in_layout(stage, "older").await
}

pub async fn oldest_layout(stage: &Stage) -> Result<()> {
    in_layout(stage, "oldest").await
}

/// A sub-path of a ticket is the same ticket.
pub async fn events_page(stage: &Stage) -> Result<()> {
    let ids = first_ids(stage, 1).await?;
    stage
        .browser
        .open(&format!("/agent/tickets/{}/events", ids[0]))
        .await?;
    header_of(stage, &ids[0]).await.map(|_| ())
}
