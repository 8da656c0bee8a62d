//! When things go wrong, the overlay says so, calmly, and what is known stays.

use anyhow::{Context, Result, bail, ensure};
use standin::{SlaMode, What};

use crate::harness::overlay::{Row, Status, same_score};
use crate::harness::page::{MAIN_VIEW, QUIET_PAGE};
use crate::harness::wait_until;
use crate::stage::{SHOW_MANY, Stage, fault};

/// Opens the list while its request fails, and waits for what the overlay says.
async fn said(stage: &Stage, what: What, code: &str) -> Result<Status> {
    stage.control.set_faults(vec![fault(SHOW_MANY, what)]);
    stage.browser.open_list(MAIN_VIEW).await?;
    let status = stage.browser.wait_for_status(code).await?;
    ensure!(
        status.text.split_whitespace().count() >= 6,
        "{code} says only {:?}",
        status.text
    );
    let asked = stage.requests(SHOW_MANY).len();
    ensure!(asked == 1, "{asked} requests were made against a fault");
    Ok(status)
}

/// The fault is gone: "Try again" brings the badges.
async fn mends(stage: &Stage) -> Result<()> {
    stage.control.set_faults(vec![]);
    stage.browser.try_again().await?;
    stage.browser.painted_rows().await?;
    wait_until("the message to go", || async {
        Ok(stage.browser.status().await?.is_none().then_some(()))
    })
    .await
}

pub async fn rate_limited(stage: &Stage) -> Result<()> {
    let status = said(
        stage,
        What::RateLimited {
            retry_after: Some(2),
        },
        "VG-RATE",
    )
    .await?;
    ensure!(
        !status.retry,
        "a person can press on although Zendesk asked for patience"
    );
    // It goes on by itself, once, after the time Zendesk asked for.
    stage.control.set_faults(vec![]);
    stage.browser.painted_rows().await?;
    let asked = stage.requests(SHOW_MANY);
    let [first, second] = asked.as_slice() else {
        bail!("{} requests were made", asked.len())
    };
    ensure!(
        second.at_ms - first.at_ms >= 2_000,
        "it asked again after {} ms",
        second.at_ms - first.at_ms
    );
    Ok(())
}

pub async fn server_error(stage: &Stage) -> Result<()> {
    said(stage, What::Status(500), "VG-SERVER").await?;
    mends(stage).await
}

pub async fn login_page(stage: &Stage) -> Result<()> {
    said(stage, What::LoginPage, "VG-SESSION").await?;
    mends(stage).await
}

pub async fn session_ended(stage: &Stage) -> Result<()> {
    said(stage, What::Status(401), "VG-SESSION").await?;
    mends(stage).await
}

pub async fn html_error(stage: &Stage) -> Result<()> {
    said(stage, What::HtmlError(502), "VG-SERVER").await?;
    mends(stage).await
}

pub async fn truncated_answer(stage: &Stage) -> Result<()> {
    stage
        .control
        .set_faults(vec![fault(SHOW_MANY, What::Truncated)]);
    stage.browser.open_list(MAIN_VIEW).await?;
    let status = wait_until("a word on the answer", || stage.browser.status()).await?;
    ensure!(
        matches!(status.code.as_str(), "VG-ANSWER" | "VG-NET"),
        "half an answer is called {status:?}"
    );
    mends(stage).await
}

pub async fn network_gone(stage: &Stage) -> Result<()> {
    said(stage, What::Drop, "VG-NET").await?;
    mends(stage).await
}

/// What was painted stays while new requests fail.
pub async fn comes_back_by_itself(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    let known = stage.browser.painted_rows().await?;
    stage
        .control
        .set_faults(vec![fault(SHOW_MANY, What::Status(503))]);
    stage.browser.next_page().await?;
    stage.browser.wait_for_status("VG-SERVER").await?;
    stage.browser.previous_page().await?;
    let again = stage.browser.painted_rows().await?;
    let is_same = |(known, again): (&Row, &Row)| same_score(known.score(), again.score());
    let ids = |rows: &[Row]| rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
    ensure!(
        ids(&known) == ids(&again) && known.iter().zip(&again).all(is_same),
        "what was known changed while Zendesk failed"
    );
    Ok(())
}

pub async fn sla_forbidden(stage: &Stage) -> Result<()> {
    stage.control.set_faults(vec![
        fault(SHOW_MANY, What::NoSla),
        fault("/api/v2/search", What::Status(403)),
    ]);
    stage.browser.open_list(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    stage.browser.wait_for_status("VG-SLA").await?;
    ensure!(
        rows.iter()
            .any(|row| row.badge.as_ref().is_some_and(|badge| badge.estimated)),
        "no time left is called estimated"
    );
    Ok(())
}

pub async fn no_sla_is_estimated(stage: &Stage) -> Result<()> {
    stage
        .control
        .with_world(|world| world.sla = SlaMode::IgnoredByShow);
    stage.control.set_faults(vec![
        fault(SHOW_MANY, What::NoSla),
        fault("/api/v2/search", What::NoSla),
    ]);
    stage.browser.open_list(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    let estimated: Vec<_> = rows
        .iter()
        .filter_map(|row| row.badge.as_ref().filter(|badge| badge.estimated))
        .collect();
    ensure!(!estimated.is_empty(), "no time left is called estimated");
    ensure!(
        rows.iter().all(|row| row
            .badge
            .as_ref()
            .is_none_or(|badge| badge.estimated || badge.time.is_empty())),
        "a time that Zendesk did not give is shown as if it had"
    );
    ensure!(
        estimated
            .iter()
            .all(|badge| badge.label.contains("estimated")),
        "a screen reader does not hear that it is estimated"
    );
    Ok(())
}

/// Times left go by Zendesk's clock, whatever this machine's says.
pub async fn clock_is_off(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    let right = stage.browser.painted_rows().await?;
    stage.browser.open(QUIET_PAGE).await?;
    stage.browser.forget().await?;
    let hours = 3;
    stage.control.set_faults(vec![fault(
        SHOW_MANY,
        What::ClockSkew {
            seconds: hours * 3_600,
        },
    )]);
    stage.browser.open_list(MAIN_VIEW).await?;
    let status = stage.browser.wait_for_status("VG-CLOCK").await?;
    ensure!(
        status.text.contains(&format!("{hours} h")),
        "it does not say how far off: {:?}",
        status.text
    );
    let shifted = stage.browser.painted_rows().await?;
    let breached = |rows: &[Row]| rows.iter().filter(|row| row.level() == "breached").count();
    ensure!(
        breached(&shifted) > breached(&right),
        "three hours later no more tickets are breached"
    );
    Ok(())
}

pub async fn one_broken_ticket(stage: &Stage) -> Result<()> {
    let id = stage
        .control
        .with_world(|world| world.first_ids(5).get(3).copied())
        .context("the world has no ticket")?;
    stage
        .control
        .set_faults(vec![fault(SHOW_MANY, What::BadTicket { id })]);
    stage.browser.open_list(MAIN_VIEW).await?;
    let status = stage.browser.wait_for_status("VG-TICKET").await?;
    ensure!(
        status.text.contains(&format!("#{id}")),
        "it does not name the ticket: {:?}",
        status.text
    );
    let rows = stage.browser.rows().await?;
    let unpainted: Vec<&str> = rows
        .iter()
        .filter(|row| !row.is_painted())
        .map(|row| row.id.as_str())
        .collect();
    ensure!(
        unpainted == [id.to_string()],
        "these have no badge: {unpainted:?}"
    );
    Ok(())
}

/// A request that a page leaves behind is no outage.
pub async fn leaving_a_page(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    for _ in 0..5 {
        stage.browser.forget().await?;
        stage.control.clear_requests();
        stage
            .control
            .set_faults(vec![fault(SHOW_MANY, What::Slow { ms: 60_000 })]);
        stage.browser.open_list(MAIN_VIEW).await?;
        wait_until("the request", || async {
            Ok((!stage.requests(SHOW_MANY).is_empty()).then_some(()))
        })
        .await?;
        stage.control.set_faults(vec![]);
        stage.browser.open_list(MAIN_VIEW).await?;
        stage.browser.painted_rows().await?;
        stage.browser.no_status().await?;
    }
    Ok(())
}
