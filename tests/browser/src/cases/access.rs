//! With leave to see one GitLab's pages: the new issue is picked up from its tab, and a GitLab without CORS can be read.

use anyhow::{Context, Result, ensure};
use thirtyfour::WindowHandle;

use super::panel::{issues, picture, state, ticket};
use super::sign_in::{Page, TOKEN};
use crate::harness::wait_until;
use crate::stage::Stage;

const PROJECT: &str = "https://gitlab.com/gitlab-org/gitlab-runner";

/// As a person does: what a script presses lets nobody in.
async fn press(stage: &Stage, css: &str) -> Result<()> {
    let element = stage.browser.element(css).await?;
    element.scroll_into_view().await?;
    element.click().await?;
    Ok(())
}

/// Presses what opens GitLab's new-issue page, and goes to the tab that it comes in.
async fn open_new_issue(stage: &Stage) -> Result<WindowHandle> {
    press(stage, "footer a.main").await?;
    wait_until("a tab with the new-issue page", || async {
        for window in stage.browser.web.windows().await? {
            stage.browser.web.switch_to_window(window.clone()).await?;
            let address = stage.browser.web.current_url().await?;
            if address
                .as_str()
                .starts_with(&format!("{PROJECT}/-/issues/new"))
            {
                return Ok(Some(window));
            }
        }
        Ok(None)
    })
    .await
}

/// Files on GitLab's page, as a person does. Gives the new issue's address.
async fn create(stage: &Stage) -> Result<String> {
    stage
        .browser
        .click("[data-testid=issuable-create-button]")
        .await?;
    stage
        .browser
        .wait_js(
            "the new issue",
            "return document.querySelector('[data-testid=issue-title]') !== null;",
            &[],
        )
        .await?;
    Ok(stage.browser.web.current_url().await?.to_string())
}

async fn wait_for_address(stage: &Stage, address: &str) -> Result<()> {
    wait_until(format!("{address} to be offered"), || async {
        let offered = stage
            .browser
            .js("return document.getElementById('issue')?.value;", &[])
            .await?;
        ensure!(offered == address, "it offers {offered}");
        Ok(Some(()))
    })
    .await
}

fn notes(stage: &Stage, ticket: u64, address: &str) -> Result<Vec<bool>> {
    stage.control.with_world(|world| {
        let ticket = world.tickets.get(&ticket).context("the ticket is gone")?;
        let notes = ticket
            .comments
            .iter()
            .filter(|note| note.body.contains(address));
        Ok(notes.map(|note| note.public).collect())
    })
}

/// Of the one tab that was opened for it, and only once the person has allowed that.
pub async fn the_new_issue_is_picked_up(stage: &Stage) -> Result<()> {
    let id = ticket(stage, 11)?;
    stage.browser.open_panel(id).await?;
    stage.browser.panel_field("title").await?;
    let review = stage.browser.web.window().await?;
    let tab = open_new_issue(stage).await?;
    let address = create(stage).await?;
    ensure!(
        issues(stage, id).len() == 1,
        "{} were filed",
        issues(stage, id).len()
    );

    stage.browser.web.switch_to_window(review.clone()).await?;
    let offered = stage
        .browser
        .js("return document.getElementById('issue').value;", &[])
        .await?;
    ensure!(offered == "", "the tab was seen unasked: {offered}");
    picture(stage, "access").await?;
    press(stage, "#allow").await?;
    wait_for_address(stage, &address).await?;
    let gone = "return document.getElementById('allow') === null;";
    stage
        .browser
        .wait_js("nothing more to be allowed", gone, &[])
        .await?;
    picture(stage, "picked-up").await?;

    // Another tab is not looked at, though the browser tells of it.
    let listen = "window.heard = []; chrome.tabs.onUpdated.addListener((_, { url }) => window.heard.push(url));";
    stage.browser.js(listen, &[]).await?;
    let other = format!("{PROJECT}/-/issues/1");
    stage.browser.new_tab().await?;
    stage.browser.web.goto(&other).await?;
    stage.browser.web.switch_to_window(review.clone()).await?;
    let heard = "return window.heard.includes(arguments[0]);";
    stage
        .browser
        .wait_js("word of another tab", heard, &[other.into()])
        .await?;
    wait_for_address(stage, &address).await?;

    // This one still is, until the issue is linked.
    stage.browser.web.switch_to_window(tab).await?;
    let second = format!("{PROJECT}/-/issues/2");
    stage.browser.web.goto(&second).await?;
    stage.browser.web.switch_to_window(review).await?;
    wait_for_address(stage, &second).await?;
    stage.browser.panel_write("issue", &address).await?;

    stage.browser.panel_press("Link it on the ticket").await?;
    state(stage, "VG-FILED").await?;
    let notes = notes(stage, id, &address)?;
    ensure!(notes == [false], "its notes are {notes:?}");
    let asked = stage.control.gitlab_requests();
    let asked: Vec<_> = asked
        .iter()
        .filter(|one| one.path.starts_with("/api/"))
        .collect();
    ensure!(asked.is_empty(), "GitLab's API was asked: {asked:?}");
    Ok(())
}

pub async fn a_review_that_was_closed_meanwhile_finds_it(stage: &Stage) -> Result<()> {
    let id = ticket(stage, 12)?;
    stage.browser.open_panel(id).await?;
    stage.browser.panel_field("title").await?;
    let review = stage.browser.web.window().await?;
    press(stage, "#allow").await?;
    let gone = "return document.getElementById('allow') === null;";
    stage.browser.wait_js("it to be allowed", gone, &[]).await?;
    let tab = open_new_issue(stage).await?;
    stage.browser.web.switch_to_window(review).await?;
    stage.browser.web.close_window().await?;
    stage.browser.web.switch_to_window(tab).await?;
    let address = create(stage).await?;
    stage.browser.open_panel_alone(id).await?;
    wait_for_address(stage, &address).await?;
    stage.browser.panel_press("Link it on the ticket").await?;
    state(stage, "VG-FILED").await?;
    Ok(())
}

/// Signing in says what to press; from then on it is read, by the background too.
pub async fn a_gitlab_that_lets_no_other_origin_in(stage: &Stage) -> Result<()> {
    stage.control.with_gitlab(|gitlab| gitlab.cors = false);
    let page = Page::open(stage).await?;
    page.save(TOKEN).await?;
    page.refuses("token", "https://gitlab.com answers, but does not let an extension read its answers. Press “Allow access to gitlab.com”. Or ask its administrator to let cross-origin requests (CORS) through to /api/ and /oauth/token.").await?;
    let name = page.texts("#allow").await?;
    ensure!(name == ["Allow access to gitlab.com"], "it offers {name:?}");
    page.picture("not-allowed").await?;
    page.press("allow").await?;
    page.says(&["Signed in as Sam Engineer"]).await?;
    page.press("test").await?;
    page.says(&["Signed in as Sam Engineer"]).await?;

    let id = ticket(stage, 13)?;
    stage.browser.open_panel(id).await?;
    stage.browser.panel_says("#file").await?;
    stage.browser.panel_press("File").await?;
    state(stage, "VG-FILED").await?;
    ensure!(
        issues(stage, id).len() == 1,
        "{} were filed",
        issues(stage, id).len()
    );
    // What the browser noted before it was allowed.
    stage.browser.take_problems().await?;
    Ok(())
}
