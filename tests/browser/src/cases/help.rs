//! The help in the options: a text for whoever helps, every code in words, and the documents.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use standin::What;

use super::sign_in::{Page, TOKEN};
use crate::harness::page::MAIN_VIEW;
use crate::harness::wait_until;
use crate::stage::{SHOW_MANY, Stage, fault};

async fn put_together(page: &Page<'_>) -> Result<String> {
    page.press("diagnostics-gather").await?;
    page.stage.browser.element("#diagnostics").await?;
    page.value("diagnostics").await
}

/// What somebody asks who helps; and nothing leaves the field but what stands in it.
pub async fn diagnostics(stage: &Stage) -> Result<()> {
    stage
        .control
        .set_faults(vec![fault(SHOW_MANY, What::Status(500))]);
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.wait_for_status("VG-SERVER").await?;
    stage.control.set_faults(vec![]);
    stage.browser.new_tab().await?;
    let page = Page::open(stage).await?;
    page.save(TOKEN).await?;
    stage.browser.element("#sign-out").await?;
    let text = put_together(&page).await?;
    for line in [
        "Vanguard: ",
        "Browser: ",
        "Zendesk: gitlab.zendesk.com, tabs 1, HTTP 500 last",
        "GitLab: https://gitlab.com, signed in with a token",
        "Escalations: none",
        "Shown last: VG-SERVER 20",
        "Settings: ",
    ] {
        ensure!(text.contains(line), "{line:?} is not in {text}");
    }
    ensure!(!text.contains(TOKEN), "the token is in {text}");
    // Typed over, it is what is copied.
    page.fill("diagnostics", "mine").await?;
    page.press("diagnostics-copy").await?;
    wait_until("the copy", || async {
        let said = page.texts("#diagnostics-said").await?;
        ensure!(said == ["Copied."], "it says {said:?}");
        Ok(Some(()))
    })
    .await?;
    page.fill("search", "").await?;
    let paste = "const field = document.querySelector('#search'); field.focus();";
    stage.browser.js(paste, &[]).await?;
    let field = stage.browser.element("#search").await?;
    field.send_keys(thirtyfour::Key::Control + "v").await?;
    let pasted = page.value("search").await?;
    ensure!(pasted == "mine", "copied: {pasted:?}");
    Ok(())
}

/// Each code has a place of its own that a link leads to, and says what to do.
pub async fn codes(stage: &Stage) -> Result<()> {
    stage.browser.open_own("options.html#VG-RATE").await?;
    let at = "const at = document.activeElement; return at?.id === 'VG-RATE' && at.checkVisibility() && at.parentElement.innerText;";
    let said = stage
        .browser
        .wait_js("the code to be on view", at, &[])
        .await?;
    let said = said.as_str().context("no text")?;
    ensure!(
        said.contains("used up its requests") && said.contains("Nothing to do"),
        "it says {said}"
    );
    for document in ["privacy", "security", "support"] {
        stage
            .browser
            .open_own(&format!("{document}.txt"))
            .await
            .with_context(|| format!("{document} does not ship"))?;
        let text = stage
            .browser
            .js("return document.body.innerText;", &[])
            .await?;
        let first = text.as_str().and_then(|text| text.lines().next());
        ensure!(
            first.is_some_and(|line| line.to_lowercase().contains(document)),
            "{document}.txt begins with {first:?}"
        );
    }
    Ok(())
}

pub async fn axe(stage: &Stage) -> Result<()> {
    stage.browser.open_own("options.html#VG-RATE").await?;
    let page = Page::open(stage).await?;
    stage
        .browser
        .js("document.querySelector('#codes').open = true;", &[])
        .await?;
    put_together(&page).await?;
    for scheme in ["dark", "light"] {
        stage.browser.prefer_scheme(scheme).await?;
        stage
            .browser
            .keep_picture(&format!("help-{scheme}"))
            .await?;
        stage.browser.axe().await?;
    }
    let hidden = stage
        .browser
        .js("return document.querySelectorAll('#codes dt').length;", &[])
        .await?;
    ensure!(hidden != json!(0), "no codes");
    Ok(())
}
