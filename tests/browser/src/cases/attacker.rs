//! A page, or a content script that was taken over, that wants something filed or wants the token.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::escalation::{self, Scene};
use crate::harness::Kind;
use crate::stage::Stage;

/// Whatever was asked of the extension before is done once this is answered.
async fn settle(scene: &Scene<'_>) -> Result<()> {
    scene.switch_to(&scene.page).await?;
    scene.ask(json!({"kind": "views"})).await?;
    Ok(())
}

async fn nothing_filed(scene: &Scene<'_>) -> Result<()> {
    settle(scene).await?;
    let asked = scene.stage.control.gitlab_requests();
    let changes: Vec<_> = asked.iter().filter(|one| one.method != "GET").collect();
    ensure!(changes.is_empty(), "GitLab was asked: {changes:?}");
    let view = scene.view().await?;
    ensure!(view.is_null(), "something is under way: {view}");
    Ok(())
}

async fn windows(stage: &Stage) -> Result<usize> {
    Ok(stage.browser.web.windows().await?.len())
}

/// A page's own clicks and keys are not a person's.
pub async fn synthetic_presses(stage: &Stage) -> Result<()> {
    let scene = Scene::new(stage).await?;
    let before = windows(stage).await?;
    scene.switch_to(&scene.zendesk).await?;
    stage.browser.element("vanguard-ticket button").await?;
    let script = "const button = document.querySelector('vanguard-ticket button'); button.click();\
        for (const [kind, type] of [['PointerEvent', 'pointerdown'], ['MouseEvent', 'mousedown'], ['MouseEvent', 'mouseup'], ['MouseEvent', 'click']]) button.dispatchEvent(new window[kind](type, { bubbles: true, cancelable: true, composed: true, view: window, detail: 1 }));\
        button.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })); button.focus();";
    stage.browser.js(script, &[]).await?;
    nothing_filed(&scene).await?;
    let now = windows(stage).await?;
    ensure!(now == before, "{now} windows instead of {before}");
    Ok(())
}

/// A person's press on a button that is hidden under something else, moved under the pointer, or see-through opens a
/// window of the browser's own. No more than that: the press that files is made there.
pub async fn covered_and_moved_buttons(stage: &Stage) -> Result<()> {
    for disguise in [
        "const lure = document.createElement('div'); lure.textContent = 'Win a prize'; lure.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:#fff;pointer-events:none'; document.body.append(lure);",
        "document.querySelector('vanguard-ticket').style.cssText = 'position:fixed;inset:200px auto auto 200px;opacity:0.01;z-index:2147483647';",
        "document.querySelector('vanguard-ticket button').style.cssText = 'position:fixed;inset:0;opacity:0;z-index:2147483647';",
    ] {
        let scene = Scene::new(stage).await?;
        scene.switch_to(&scene.zendesk).await?;
        let button = stage.browser.element("vanguard-ticket button").await?;
        stage.browser.js(disguise, &[]).await?;
        button.click().await?;
        stage.browser.switch_to_own("panel.html").await?;
        stage.browser.web.close_window().await?;
        nothing_filed(&scene).await?;
        stage.clear().await?;
    }
    Ok(())
}

/// A page has no way to speak to the extension, and cannot frame or fetch its pages.
pub async fn forged_messages_and_frames(stage: &Stage) -> Result<()> {
    let scene = Scene::new(stage).await?;
    let url = stage.browser.own_url("panel.html").await?;
    scene.switch_to(&scene.zendesk).await?;
    let forged = scene.file().to_string();
    let script = "const [message, url] = args; const id = new URL(url).host;\
        for (const target of [window, document]) { target.dispatchEvent(new MessageEvent('message', { data: message, origin: new URL(url).origin })); }\
        window.postMessage(message, '*');\
        const reached = await Promise.resolve(globalThis.chrome?.runtime?.sendMessage?.(id, message) ?? 'no way').catch(error => `refused: ${error}`);\
        const fetched = await fetch(url).then(() => 'fetched', () => 'refused');\
        const frame = document.createElement('iframe'); frame.src = url; const loaded = new Promise(done => { frame.onload = frame.onerror = done; }); document.body.append(frame); await loaded;\
        let inside; try { inside = frame.contentDocument === null ? 'closed' : frame.contentDocument.body?.dataset.page ?? 'empty'; } catch (error) { inside = 'closed'; }\
        frame.remove();\
        return { reached: String(reached), fetched, inside };";
    let answer = stage
        .browser
        .js_async(script, &[forged.into(), url.into()])
        .await?;
    ensure!(
        answer["fetched"] == "refused" && answer["inside"] != "panel",
        "the page got {answer}"
    );
    ensure!(
        answer["reached"] != "" && answer["reached"] != "undefined",
        "the extension answered the page: {answer}"
    );
    // The policy of the page, and the browser, say so on the console.
    stage.browser.take_problems().await?;
    nothing_filed(&scene).await
}

/// What the content script may ask for ends at opening the review; what it may read of storage holds no token.
pub async fn content_script_taken_over(stage: &Stage) -> Result<()> {
    let scene = Scene::new(stage).await?;
    scene.switch_to(&scene.zendesk).await?;
    let forged = Value::String(scene.file().to_string());
    let script = format!(
        "chrome.runtime.sendMessage({forged}).then(answer => String(answer ?? 'nothing'), error => `refused: ${{error}}`)"
    );
    let answer = stage.browser.in_content_script(&script).await?;
    let answer = answer.as_str().context("no answer at all")?;
    ensure!(
        answer.starts_with("refused") || ["nothing", "no answer"].contains(&answer),
        "the background answered {answer}"
    );
    let script = "Promise.all(['local', 'session', 'sync'].map(area => Promise.resolve().then(() => chrome.storage[area].get(null)).catch(() => null))).then(all => JSON.stringify(all))";
    let kept = stage.browser.in_content_script(script).await?;
    let kept = kept.as_str().context("nothing was read")?;
    ensure!(!kept.contains(escalation::TOKEN), "it reads the token");
    let script = "indexedDB.databases().then(all => JSON.stringify(all.map(one => one.name)))";
    for databases in [
        stage.browser.in_content_script(script).await?,
        stage
            .browser
            .js_async(&format!("return await {script};"), &[])
            .await?,
    ] {
        let databases = databases.as_str().context("no list of databases")?;
        ensure!(
            !databases.contains("vanguard"),
            "it sees the databases {databases}"
        );
    }
    if stage.browser.kind == Kind::Chromium {
        ensure!(
            kept.starts_with("[null,"),
            "content scripts are not shut out of local storage: {kept}"
        );
    }
    nothing_filed(&scene).await
}
