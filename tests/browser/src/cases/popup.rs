//! The popup, with nothing around it that could answer.

use anyhow::{Result, ensure};
use serde_json::json;
use standin::{Fault, Match, What};

use super::escalation::{ask, key};
use super::follow::{file, popup_says};
use crate::bench::copies;
use crate::stage::Stage;

/// What it says of what is filed.
const FILED: &str = "return document.querySelector('.filed')?.innerText ?? '';";

/// No Zendesk tab, no network, and a background that does not answer: it shows what it heard last all the same.
pub async fn shows_what_it_heard_last(stage: &Stage) -> Result<()> {
    let id = file(stage).await?;
    popup_says(stage, "Filed").await?;
    let read = "return (await chrome.storage.local.get('popup')).popup;";
    let kept = stage.browser.js_async(read, &[]).await?;
    let shown = stage.browser.js(FILED, &[]).await?;
    stage
        .control
        .set_faults(vec![Fault::new(Match::path("/"), What::Drop)]);

    let mute = copies::mute(&stage.dist())?;
    let browser = stage
        .another_browser(|tweaks| tweaks.dist = Some(mute.path().into()))
        .await?;
    browser.open_own("popup.html").await?;
    let first = browser.js(FILED, &[]).await?;
    ensure!(first == "", "before it ever heard anything: {first}");
    let keep = "await chrome.storage.local.set({ popup: args[0] }); return true;";
    browser.js_async(keep, &[kept]).await?;
    browser.open_own("popup.html").await?;
    let again = browser.js(FILED, &[]).await?;
    browser.quit().await?;
    ensure!(
        again == shown && again.as_str().is_some_and(|text| text.contains(&id)),
        "it shows {again}, and showed {shown}"
    );
    Ok(())
}

/// A background that has just begun reads what is kept before it says what there is.
pub async fn hears_of_all_from_a_background_that_wakes_up(stage: &Stage) -> Result<()> {
    let id = file(stage).await?;
    popup_says(stage, "Filed").await?;
    for kind in ["views", "lines"] {
        stage.browser.kill_background().await?;
        let answer = ask(stage, json!({"kind": kind})).await?;
        let key = key(&id)?.to_string();
        let names = answer.as_str().is_some_and(|text| text.contains(&key));
        ensure!(names, "asked for {kind} it says {answer}");
    }
    Ok(())
}
