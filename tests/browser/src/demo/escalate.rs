//! The walk's last part: from a ticket to its issue.

use anyhow::{Context, Result};
use serde_json::json;

use super::shots::Shots;
use crate::harness::page::MAIN_VIEW;
use crate::stage::Stage;

const READY: &str = "return performance.getEntriesByName('vanguard-review').length > 0;";
const FILED: &str =
    "return document.body.innerText.includes('It is filed and linked on the ticket.');";

pub async fn steps(stage: &Stage, shots: &mut Shots, readme: bool) -> Result<()> {
    let browser = &stage.browser;
    stage.clear().await?;
    browser.new_tab().await?;
    browser.open_own("options.html").await?;
    browser.sign_in("glpat-standin-classic").await?;
    shots
        .take(browser, "options", "Signed in to GitLab, in the options.")
        .await?;
    browser.only_first_tab().await?;
    browser.open_list(MAIN_VIEW).await?;
    let rows = browser.painted_rows().await?;
    let ticket = rows.first().context("the list is empty")?;
    browser.open_ticket(&ticket.id).await?;
    let zendesk = browser.web.window().await?;
    browser.press_command("escalate").await?;
    let review = browser.switch_to_own("panel.html").await?;
    browser.wait_js("the review", READY, &[]).await?;
    for (scheme, name, says) in [
        (
            "dark",
            "review-dark",
            "The review, for people who prefer dark pages.",
        ),
        (
            "light",
            "review",
            "Alt+Shift+E: the issue about the ticket, filled in, previewed, with customer data replaced.",
        ),
    ] {
        browser.prefer_scheme(scheme).await?;
        shots.take(browser, name, says).await?;
        if readme {
            shots.keep(&format!("review-{scheme}.png"))?;
        }
    }
    browser.element("#file").await?.click().await?;
    browser.wait_js("the issue to be filed", FILED, &[]).await?;
    shots
        .take(
            browser,
            "filed",
            "One press: the issue is filed, and linked on the ticket by an internal note.",
        )
        .await?;
    browser.web.switch_to_window(zendesk).await?;
    browser
        .wait_js(
            "the link on the ticket",
            "return document.querySelector('vanguard-ticket a[href]') !== null;",
            &[],
        )
        .await?;
    shots
        .take(browser, "ticket-filed", "The ticket says where it went.")
        .await?;
    browser.web.switch_to_window(review).await?;
    browser.web.close_window().await?;
    browser.only_first_tab().await?;
    browser.prefer(json!({})).await?;
    Ok(())
}
