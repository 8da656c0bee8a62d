//! OAuth on the options page, with the windows that the browser opens for it.

use anyhow::{Context, Result, ensure};
use standin::What;

use super::sign_in::{PAGE, Page, TOKEN, forget_notes};
use crate::harness::{Kind, wait_until};
use crate::stage::{Stage, fault};

const APPLICATION: &str = standin::gitlab::CLIENT_ID;

/// The page with the stand-in's application in its settings, registered for this browser's own address.
async fn with_application(stage: &Stage) -> Result<Page<'_>> {
    stage.browser.open_own(PAGE).await?;
    let script = "await chrome.storage.local.set({ settings: { gitlab: { oauth_application: args[0] } } }); return chrome.identity.getRedirectURL();";
    let redirect = stage
        .browser
        .js_async(script, &[APPLICATION.into()])
        .await?;
    let redirect = redirect.as_str().context("no address")?.to_owned();
    let end = match stage.browser.kind {
        Kind::Chromium => ".chromiumapp.org/",
        Kind::Firefox => ".extensions.allizom.org/",
    };
    ensure!(
        redirect.starts_with("https://") && redirect.ends_with(end),
        "answers come to {redirect}"
    );
    stage.control.with_gitlab(|gitlab| {
        if let Some(application) = gitlab.applications.get_mut(APPLICATION) {
            application.redirect_uris = vec![redirect.clone()];
        }
    });
    let page = Page::open(stage).await?;
    ensure!(
        page.texts("#redirect").await? == [redirect],
        "the page names another address"
    );
    Ok(page)
}

impl Page<'_> {
    /// Starts signing in, does something in the window that opens, and comes back.
    async fn in_the_window(&self, button: Option<&str>) -> Result<()> {
        let web = &self.stage.browser.web;
        let here = web.window().await?;
        let before = web.windows().await?;
        self.press("sign-in").await?;
        let opened = wait_until("GitLab's window", || async {
            let windows = web.windows().await?;
            Ok(windows.into_iter().find(|window| !before.contains(window)))
        })
        .await?;
        web.switch_to_window(opened).await?;
        match button {
            Some(button) => self.stage.browser.element(button).await?.click().await?,
            None => web.close_window().await?,
        }
        web.switch_to_window(here).await?;
        Ok(())
    }

    /// The tokens that OAuth has given and that are good for something.
    async fn pairs(&self) -> usize {
        self.stage.control.with_gitlab(|gitlab| {
            let tokens = gitlab.tokens.values();
            let given =
                tokens.filter(|token| matches!(token.kind, standin::gitlab::Kind::OAuth { .. }));
            given.filter(|token| !token.revoked).count()
        })
    }

    /// Lets the token that is kept come to its end: this page's clock is ahead from now on.
    async fn let_it_end(&self) -> Result<()> {
        let script = "const { Date } = window.wrappedJSObject ?? window; const now = Date.now.bind(Date); Date.now = () => now() + 7_150_000;";
        self.stage.browser.js(script, &[]).await?;
        Ok(())
    }
}

const AUTHORIZE: &str = "[data-testid='authorization-button']";
const CANCEL: &str = "button[value='deny']";
const SAM: &str =
    "Signed in as Sam Engineer (@sam-engineer) with the scope api; it is renewed by itself.";

pub async fn from_the_window_to_signing_out(stage: &Stage) -> Result<()> {
    let page = with_application(stage).await?;
    page.in_the_window(Some(CANCEL)).await?;
    page.says(&["You did not let Vanguard in. Nothing has changed."])
        .await?;
    page.in_the_window(None).await?;
    page.says(&["Signing in was cancelled. Nothing has changed."])
        .await?;
    page.in_the_window(Some(AUTHORIZE)).await?;
    page.says(&[SAM]).await?;
    page.picture("oauth").await?;
    page.press("test").await?;
    page.says(&[SAM]).await?;
    ensure!(
        page.pairs().await == 1,
        "{} pairs are good",
        page.pairs().await
    );
    page.press("sign-out").await?;
    page.says(&["Signed out, and the token is revoked."])
        .await?;
    ensure!(page.pairs().await == 0, "GitLab was not told");

    // A token takes the place of a pair, which ends then.
    page.in_the_window(Some(AUTHORIZE)).await?;
    page.says(&[SAM]).await?;
    page.save(TOKEN).await?;
    page.says(&["Signed in as Sam Engineer (@sam-engineer) with the scope api, called"])
        .await?;
    wait_until("the pair's end", || async {
        Ok((page.pairs().await == 0).then_some(()))
    })
    .await
}

pub async fn is_renewed_once_and_in_time(stage: &Stage) -> Result<()> {
    let page = with_application(stage).await?;
    page.in_the_window(Some(AUTHORIZE)).await?;
    page.says(&[SAM]).await?;

    // Two tabs at once: the second finds what the first has kept.
    let first = stage.browser.web.window().await?;
    let second = stage.browser.new_tab().await?;
    let other = Page::open(stage).await?;
    other.let_it_end().await?;
    stage.browser.web.switch_to_window(first.clone()).await?;
    page.let_it_end().await?;
    stage.control.clear_requests();
    stage
        .control
        .set_faults(vec![fault("/oauth/token", What::SlowAfter { ms: 1_000 })]);
    page.press("test").await?;
    stage.browser.web.switch_to_window(second.clone()).await?;
    other.press("test").await?;
    other.says(&[SAM]).await?;
    stage.browser.web.close_window().await?;
    stage.browser.web.switch_to_window(first).await?;
    page.says(&[SAM]).await?;
    ensure!(
        page.asked("/oauth/token") == 1,
        "it was refreshed {} times",
        page.asked("/oauth/token")
    );
    ensure!(
        page.pairs().await == 1,
        "{} pairs are good",
        page.pairs().await
    );
    Ok(())
}

pub async fn a_refresh_whose_answer_is_lost_ends_in_signing_in_again(stage: &Stage) -> Result<()> {
    let page = with_application(stage).await?;
    page.in_the_window(Some(AUTHORIZE)).await?;
    page.says(&[SAM]).await?;
    page.let_it_end().await?;
    // GitLab has made the next pair, and nobody learns of it.
    stage
        .control
        .set_faults(vec![fault("/oauth/token", What::Drop)]);
    page.press("test").await?;
    page.says(&["https://gitlab.com"]).await?;
    forget_notes(stage).await?;
    page.press("test").await?;
    page.says(&["Your sign-in to GitLab has ended. Sign in again."])
        .await?;
    stage.control.clear_requests();
    page.press("test").await?;
    page.says(&["Your sign-in to GitLab has ended. Sign in again."])
        .await?;
    ensure!(page.asked("/") == 0, "GitLab is asked again and again");
    Ok(())
}
