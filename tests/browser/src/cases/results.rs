//! How we are doing, in the popup.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use standin::{Fault, Match, What};

use super::escalation::ask;
use crate::harness::page::{MAIN_VIEW, QUIET_PAGE};
use crate::stage::Stage;

const SEARCH: &str = "/api/v2/search";

/// The popup beside a tab of Zendesk.
async fn open(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.new_tab().await?;
    stage.control.clear_requests();
    stage.browser.open_own("popup.html").await
}

/// What the section says; the table, where it is closed, too.
async fn says(stage: &Stage, text: &str) -> Result<()> {
    let wanted = format!(
        "return document.querySelector('.results').textContent.includes({});",
        json!(text)
    );
    let seen = stage.browser.wait_js(text, &wanted, &[]);
    if let Err(error) = seen.await {
        let shown =
            "return document.querySelector('.results')?.textContent ?? document.body.innerText;";
        let shown = stage.browser.js(shown, &[]).await?;
        return Err(error.context(format!("it says {shown}")));
    }
    Ok(())
}

async fn complete(stage: &Stage) -> Result<()> {
    let wanted = "const section = document.querySelector('.results');
        return section?.querySelector('svg') !== null && section.querySelector('progress') === null;";
    stage.browser.wait_js("all figures", wanted, &[]).await?;
    Ok(())
}

async fn press(stage: &Stage) -> Result<()> {
    stage
        .browser
        .element(".results .heading button")
        .await?
        .click()
        .await?;
    Ok(())
}

/// Twenty requests, the account's own figures, drawn and in a table; and none when it is opened again.
pub async fn counted_and_drawn(stage: &Stage) -> Result<()> {
    open(stage).await?;
    complete(stage).await?;
    let asked = stage.requests(SEARCH);
    ensure!(asked.len() == 20, "{} requests: {asked:?}", asked.len());
    let created = &asked[0].path;
    let query = created.split("query=").nth(1).context("no query")?;
    let query = query
        .replace("%20", " ")
        .replace("%3A", ":")
        .replace("%3E%3D", ">=");
    let count = stage.control.with_world(|world| {
        let agent = world.agent_id;
        world
            .find_tickets(&query, jiff::Timestamp::now(), agent)
            .len()
    });
    let first = "return document.querySelector('.results tbody td').textContent;";
    let shown = stage.browser.js(first, &[]).await?;
    ensure!(
        shown.as_str() == Some(count.to_string().as_str()),
        "{shown} instead of {count}"
    );
    let columns = "return [...document.querySelectorAll('.results thead th')].map(one => one.textContent).join('|');";
    let columns = stage.browser.js(columns, &[]).await?;
    ensure!(
        columns == "Channel|Created|Solved|Satisfaction|First replies in time",
        "{columns}"
    );
    let drawn = "return [...document.querySelectorAll('.results svg')].map(one => [one.getAttribute('role'), one.getAttribute('aria-label'), [...one.querySelectorAll('rect')].filter(bar => bar.getBoundingClientRect().width > 4).length]);";
    let drawn = stage.browser.js(drawn, &[]).await?;
    for chart in drawn.as_array().context("no drawings")? {
        ensure!(chart[0] == "img" && chart[2].as_u64() >= Some(4), "{chart}");
        let text = chart[1].as_str().context("no text")?;
        ensure!(text.contains("Web form: "), "{text}");
    }
    let link = "return document.querySelector('.results .heading a').href;";
    let link = stage.browser.js(link, &[]).await?;
    ensure!(
        link == "https://gitlab.zendesk.com/agent/reporting/analytics/period:0/dashboard:buLJ3T7IiFnr",
        "the dashboard is {link}"
    );
    says(stage, "as of ").await?;
    looks(stage).await?;
    stage.browser.open_own("popup.html").await?;
    complete(stage).await?;
    ensure!(stage.requests(SEARCH).len() == 20, "it was counted again");
    Ok(())
}

/// Everything can be read however the popup is shown.
async fn looks(stage: &Stage) -> Result<()> {
    let browser = &stage.browser;
    let show = "document.querySelector('.results').scrollIntoView();";
    browser.js(show, &[]).await?;
    stage.browser.keep_picture("popup-results").await?;
    browser.element(".results summary").await?.click().await?;
    stage.browser.keep_picture("popup-results-table").await?;
    stage.browser.axe().await?;
    browser.prefer_scheme("dark").await?;
    browser.js(show, &[]).await?;
    stage.browser.keep_picture("popup-results-dark").await?;
    stage.browser.axe().await?;
    browser.prefer_scheme("light").await?;
    browser.forced_colors(true).await?;
    stage
        .browser
        .keep_picture("popup-results-forced-colours")
        .await?;
    browser.forced_colors(false).await?;
    narrow(stage, "results").await
}

/// At 360 and 320 pixels, and with text twice as large, nothing has to be scrolled sideways.
pub async fn narrow(stage: &Stage, name: &str) -> Result<()> {
    let fits = "return document.documentElement.scrollWidth <= innerWidth;";
    let width = stage.browser.js("return innerWidth;", &[]).await?;
    let width = width.as_f64().context("no width")?;
    for wanted in [360.0, 320.0] {
        stage.browser.zoom(width / wanted).await?;
        stage
            .browser
            .wait_js(&format!("it to fit into {wanted}"), fits, &[])
            .await?;
        stage
            .browser
            .keep_picture(&format!("popup-{name}-{wanted}"))
            .await?;
    }
    stage.browser.zoom(1.0).await?;
    let large = "document.documentElement.style.fontSize = '200%';";
    stage.browser.js(large, &[]).await?;
    stage
        .browser
        .wait_js("large text to fit", fits, &[])
        .await?;
    stage
        .browser
        .keep_picture(&format!("popup-{name}-large-text"))
        .await?;
    stage
        .browser
        .js("document.documentElement.style.fontSize = '';", &[])
        .await?;
    Ok(())
}

/// An account without ratings says so beside them, and shows the rest.
pub async fn what_the_account_refuses_says_so(stage: &Stage) -> Result<()> {
    stage
        .control
        .with_world(|world| world.ratings_refused = Some(403));
    stage
        .control
        .with_world(|world| world.sla = standin::SlaMode::Forbidden);
    open(stage).await?;
    let counted = async {
        complete(stage).await?;
        says(stage, "not for you to read (403)").await?;
        says(stage, "not shown (403)").await?;
        ensure!(
            stage.requests(SEARCH).len() == 10,
            "{:?}",
            stage.requests(SEARCH)
        );
        stage
            .browser
            .js("document.querySelector('.results').scrollIntoView();", &[])
            .await?;
        stage.browser.keep_picture("popup-results-refused").await
    };
    let counted = counted.await;
    stage
        .control
        .with_world(|world| world.ratings_refused = None);
    counted
}

/// Progress is shown, patience is kept, and a background that is killed goes on.
pub async fn goes_on_after_a_kill(stage: &Stage) -> Result<()> {
    let at = Match::path(SEARCH).nth(8);
    let limited = What::RateLimited {
        retry_after: Some(1),
    };
    stage
        .control
        .set_faults(vec![Fault::new(at.times(1), limited)]);
    open(stage).await?;
    says(stage, "Counting: 7 of 20 figures.").await?;
    says(stage, "VG-RATE").await?;
    stage
        .browser
        .js("document.querySelector('.results').scrollIntoView();", &[])
        .await?;
    stage.browser.keep_picture("popup-results-counting").await?;
    stage.browser.kill_background().await?;
    stage.browser.open_own("popup.html").await?;
    later(stage, 1).await?;
    complete_within_the_hour(stage).await
}

/// The one that was refused is the twenty-first: the last figure has to wait.
async fn complete_within_the_hour(stage: &Stage) -> Result<()> {
    says(stage, "Counting: 19 of 20 figures.").await?;
    says(stage, "Goes on by itself at ").await?;
    ensure!(
        stage.requests(SEARCH).len() == 20,
        "{:?}",
        stage.requests(SEARCH)
    );
    later(stage, 62).await?;
    complete(stage).await
}

/// So much time passes for a background that is awake, and its alarm goes off.
async fn later(stage: &Stage, minutes: i64) -> Result<()> {
    ask(stage, json!({"kind": "views"})).await?;
    stage.browser.shift_clock(minutes * 60_000).await?;
    let script = "await chrome.alarms.create('results', { when: Date.now() }); return true;";
    stage.browser.js_async(script, &[]).await?;
    Ok(())
}

/// What is known stays, with its age; without a tab it says what to do.
pub async fn without_a_tab(stage: &Stage) -> Result<()> {
    stage.browser.open_own("popup.html").await?;
    says(stage, "(VG-TAB)").await?;
    stage.browser.keep_picture("popup-results-no-tab").await?;
    ensure!(stage.requests(SEARCH).is_empty(), "somebody was asked");
    let popup = stage.browser.web.window().await?;
    let zendesk = stage.browser.new_tab().await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.web.switch_to_window(popup.clone()).await?;
    press(stage).await?;
    complete(stage).await?;
    stage.browser.web.switch_to_window(zendesk).await?;
    stage.browser.open(QUIET_PAGE).await?;
    stage.browser.web.switch_to_window(popup).await?;
    stage.browser.shift_clock(13 * 3_600_000).await?;
    stage.browser.open_own("popup.html").await?;
    says(stage, "(VG-TAB)").await?;
    says(stage, "as of ").await?;
    ensure!(stage.requests(SEARCH).len() == 20, "it was counted again");
    Ok(())
}
