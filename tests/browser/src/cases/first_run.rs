//! The first steps: opened once, gone on with, and what each of them does.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::sign_in::{Page, TOKEN};
use crate::harness::own_page::FIRST_STEPS;
use crate::harness::page::{MAIN_VIEW, QUIET_PAGE};
use crate::harness::{Browser, paths, wait_until};
use crate::stage::Stage;

/// The Zendesk of another company; the stand-in is any.
const OTHER: &str = "https://acme.zendesk.com";

async fn open(stage: &Stage) -> Result<Page<'_>> {
    stage.browser.open_own(FIRST_STEPS).await?;
    stage.browser.element("#progress").await?;
    Ok(Page { stage })
}

async fn says(browser: &Browser, css: &str, texts: &[&str]) -> Result<()> {
    let script = "return [...document.querySelectorAll(arguments[0])].map(one => one.textContent);";
    wait_until(format!("{css} to say {texts:?}"), || async {
        let said = browser.js(script, &[css.into()]).await?;
        ensure!(said == json!(texts), "it says {said}");
        Ok(Some(()))
    })
    .await
}

fn set_version(dist: &Path, version: &str) -> Result<()> {
    let path = dist.join("manifest.json");
    let mut manifest: Value = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
    manifest["version"] = version.into();
    std::fs::write(&path, manifest.to_string())?;
    Ok(())
}

/// The version that is tested.
fn version(dist: &Path) -> Result<String> {
    let manifest: Value =
        serde_json::from_str(&std::fs::read_to_string(dist.join("manifest.json"))?)?;
    Ok(manifest["version"]
        .as_str()
        .context("no version")?
        .to_owned())
}

/// Every session of the suite waits for the page after the installation. After an update none opens, and the popup says what is
/// new until somebody has read it.
pub async fn opens_on_installation_alone(stage: &Stage) -> Result<()> {
    let folder = tempfile::tempdir()?;
    paths::copy(&stage.dist(), folder.path())?;
    let version = version(folder.path())?;
    set_version(folder.path(), "0.0.9")?;
    let dist = folder.path().to_owned();
    let browser = stage
        .another_browser(|tweaks| tweaks.dist = Some(dist))
        .await?;
    let result = updated(&browser, folder.path(), &version).await;
    let ended = browser.quit().await;
    result.and(ended)
}

async fn updated(browser: &Browser, dist: &Path, version: &str) -> Result<()> {
    browser.open(QUIET_PAGE).await?;
    set_version(dist, version)?;
    browser.reload_extension().await?;
    let read = "return (await chrome.storage.local.get('updated_from')).updated_from;";
    wait_until("the update to be noted", || async {
        browser.open_own("popup.html").await?;
        let before = browser.js_async(read, &[]).await?;
        ensure!(before == "0.0.9", "noted: {before}");
        Ok(Some(()))
    })
    .await?;
    let windows = browser.web.windows().await?.len();
    ensure!(windows == 1, "a page was opened: {windows} windows");
    says(
        browser,
        ".updated h2",
        &[&format!("New in Vanguard {version}")],
    )
    .await?;
    let news = browser
        .js(
            "return document.querySelectorAll('.updated li').length;",
            &[],
        )
        .await?;
    ensure!(news.as_u64() > Some(1), "{news} pieces of news");
    for scheme in ["dark", "light"] {
        browser.prefer_scheme(scheme).await?;
        browser.keep_picture(&format!("news-{scheme}")).await?;
        browser.axe().await?;
    }
    browser.element("#news-close").await?.click().await?;
    wait_until("the news to be put away", || async {
        let before = browser.js_async(read, &[]).await?;
        ensure!(before == Value::Null, "still noted: {before}");
        Ok(Some(()))
    })
    .await?;
    says(browser, ".updated", &[]).await
}

/// The browser asks for that host alone; then the badges are there, until the person takes it back.
pub async fn another_zendesk(stage: &Stage) -> Result<()> {
    let page = open(stage).await?;
    says(
        &stage.browser,
        "#hosts li",
        &["gitlab.zendesk.com, which it comes with"],
    )
    .await?;
    page.fill("zendesk-host", "acme.example").await?;
    page.press("allow-host").await?;
    page.refuses(
        "zendesk-host",
        "This is no host of Zendesk's: they all end in zendesk.com. Type its name alone, such as acme.",
    )
    .await?;
    page.fill("zendesk-host", &format!("{OTHER}/agent/dashboard"))
        .await?;
    page.press("allow-host").await?;
    says(
        &stage.browser,
        "#hosts li",
        &[
            "acme.zendesk.com, which you allowed",
            "gitlab.zendesk.com, which it comes with",
        ],
    )
    .await?;
    let registered = |expected: Value| async move {
        let script = "return (await chrome.scripting.getRegisteredContentScripts()).flatMap(one => one.matches);";
        wait_until("the content script to be registered", || async {
            let matches = stage.browser.js_async(script, &[]).await?;
            ensure!(matches == expected, "registered for {matches}");
            Ok(Some(()))
        })
        .await
    };
    registered(json!([format!("{OTHER}/agent/*")])).await?;
    let origins = "return (await chrome.permissions.getAll()).origins.filter(one => one.includes('zendesk')).sort();";
    let origins = stage.browser.js_async(origins, &[]).await?;
    ensure!(
        !origins.to_string().contains("https://*"),
        "more than one host is allowed: {origins}"
    );

    stage.browser.new_tab().await?;
    stage
        .browser
        .web
        .goto(format!("{OTHER}{MAIN_VIEW}"))
        .await?;
    stage.browser.wait_for_rows().await?;
    let rows = stage.browser.painted_rows().await?;
    ensure!(
        rows.iter().all(|row| row.badge.is_some()),
        "rows without badges"
    );
    // A background that wakes up with a message of that page believes it as well.
    stage.browser.kill_background().await?;
    stage.browser.next_page().await?;
    stage.browser.painted_rows().await?;
    stage.browser.no_status().await?;

    stage.browser.new_tab().await?;
    open(stage).await?;
    let remove = "return await chrome.permissions.remove({ origins: [args[0]] });";
    stage
        .browser
        .js_async(remove, &[format!("{OTHER}/*").into()])
        .await?;
    registered(json!([])).await?;
    open(stage).await?;
    says(
        &stage.browser,
        "#hosts li",
        &["gitlab.zendesk.com, which it comes with"],
    )
    .await
}

/// What is done is seen from what is kept, whatever page it was done on.
pub async fn goes_on_where_it_was_left(stage: &Stage) -> Result<()> {
    let page = open(stage).await?;
    says(
        &stage.browser,
        ".step",
        &["Step 1 of 3: done", "Step 2 of 3", "Step 3 of 3"],
    )
    .await?;
    says(&stage.browser, "#leave", &["Skip the rest"]).await?;
    page.save(TOKEN).await?;
    stage.browser.element("#sign-out").await?;
    says(&stage.browser, "#progress", &["2 of 3 steps are done."]).await?;
    page.press("leave").await?;
    stage.browser.element("#first-run").await?;
    page.press("first-run").await?;
    says(
        &stage.browser,
        ".step",
        &["Step 1 of 3: done", "Step 2 of 3: done", "Step 3 of 3"],
    )
    .await?;
    page.press("region-1").await?;
    says(&stage.browser, "#progress", &["3 of 3 steps are done."]).await?;
    says(&stage.browser, "#leave", &["Finish"]).await?;
    // The popup lists that region's calls.
    let chosen = "return (await chrome.storage.local.get('calls-region'))['calls-region'];";
    let chosen = stage.browser.js_async(chosen, &[]).await?;
    says(
        &stage.browser,
        "label[for=region-1]",
        &[chosen.as_str().context("no region")?],
    )
    .await?;
    open(stage).await?;
    says(&stage.browser, "#progress", &["3 of 3 steps are done."]).await
}

pub async fn in_german(stage: &Stage) -> Result<()> {
    let browser = stage
        .another_browser(|tweaks| tweaks.language = Some("de"))
        .await?;
    let result = async {
        browser.open_own(FIRST_STEPS).await?;
        says(&browser, "h1", &["Vanguard einrichten"]).await?;
        says(
            &browser,
            ".step",
            &[
                "Schritt 1 von 3: erledigt",
                "Schritt 2 von 3",
                "Schritt 3 von 3",
            ],
        )
        .await?;
        browser.keep_picture("first-run-german").await
    }
    .await;
    let ended = browser.quit().await;
    result.and(ended)
}

/// Nothing sticks out of a narrow window.
const STICKS_OUT: &str = "document.body.style.inlineSize = arguments[0]; const right = document.body.getBoundingClientRect().right;\
    return [...document.querySelectorAll('main *')].filter(one => one.checkVisibility() && one.getBoundingClientRect().right > right + 0.5).map(one => one.outerHTML.slice(0, 100));";

pub async fn looks(stage: &Stage) -> Result<()> {
    let page = open(stage).await?;
    page.fill("zendesk-host", "acme.example").await?;
    page.press("allow-host").await?;
    for scheme in ["dark", "light"] {
        stage.browser.prefer_scheme(scheme).await?;
        stage
            .browser
            .keep_picture(&format!("first-run-{scheme}"))
            .await?;
        stage.browser.axe().await?;
    }
    for width in ["360px", "1400px"] {
        let out = stage.browser.js(STICKS_OUT, &[width.into()]).await?;
        ensure!(out == json!([]), "at {width} these stick out: {out}");
        stage
            .browser
            .keep_picture(&format!("first-run-{width}"))
            .await?;
    }
    Ok(())
}
