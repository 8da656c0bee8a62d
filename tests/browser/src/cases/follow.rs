//! What becomes of an issue: on the ticket, and in the popup.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use standin::gitlab::Change;
use standin::{Fault, Match, What};
use thirtyfour::Key;

use super::escalation::{PROJECT, TOKEN, ask, issues, key, open_ticket};
use crate::harness::wait_until;
use crate::stage::Stage;

const TELL: &str = "Tell the customer: it is closed.";
pub(crate) const POPUP_TEXT: &str = "return document.querySelector('main')?.innerText ?? '';";

/// Opens a ticket, signs in and files. Leaves the browser on a page of the extension.
pub(crate) async fn file(stage: &Stage) -> Result<String> {
    let (_, id) = open_ticket(stage).await?;
    stage.browser.new_tab().await?;
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in(TOKEN).await?;
    stage.browser.open_own("popup.html").await?;
    let draft = json!({"title": "Pushes fail", "description": "They do.", "labels": ["customer"], "confidential": false});
    let wish = json!({"kind": "wish", "key": key(&id)?.to_string(), "wish": "file", "draft": draft, "action": [], "undo": false});
    ask(stage, wish).await?;
    Ok(id)
}

pub(crate) async fn popup_says(stage: &Stage, text: &str) -> Result<()> {
    let wanted = format!(
        "return document.querySelector('main').innerText.includes({});",
        json!(text)
    );
    let what = format!("the popup to say {text:?}");
    let seen = stage.browser.wait_js(&what, &wanted, &[]);
    if let Err(error) = seen.await {
        let shown = stage.browser.js(POPUP_TEXT, &[]).await?;
        return Err(error.context(format!("it says {shown}")));
    }
    Ok(())
}

/// Presses a button of the popup, by its whole name.
async fn press(stage: &Stage, name: &str) -> Result<()> {
    let button = format!("[aria-label={}]", json!(name));
    // The list is made anew with every change that the background tells of.
    wait_until(format!("a press on {name}"), || async {
        stage.browser.element(&button).await?.click().await?;
        Ok(Some(()))
    })
    .await
}

/// So much time passes, and the alarm goes off.
async fn later(stage: &Stage, minutes: i64) -> Result<()> {
    stage.browser.shift_clock(minutes * 60_000).await?;
    let script = "await chrome.alarms.create('follow', { when: Date.now() }); return true;";
    stage.browser.js_async(script, &[]).await?;
    Ok(())
}

pub async fn closed_issue_is_told(stage: &Stage) -> Result<()> {
    let id = file(stage).await?;
    let popup = stage.browser.web.window().await?;
    popup_says(stage, "Filed").await?;
    let name = format!("{PROJECT}#{}", issues(stage, &key(&id)?.marker())[0]);
    let issue = name.clone();
    stage
        .control
        .with_gitlab(|gitlab| gitlab.change(jiff::Timestamp::now(), &Change::Close { issue }))
        .context("it cannot be closed")?;
    later(stage, 10).await?;
    popup_says(stage, TELL).await?;
    popup_says(stage, &name).await?;
    looks(stage).await?;

    // The ticket says so too, and a press there is enough for both.
    let tabs = stage.browser.web.windows().await?;
    let ticket = tabs.first().context("no tab")?.clone();
    stage.browser.web.switch_to_window(ticket).await?;
    let said = format!(
        "document.querySelector('vanguard-ticket .vanguard-escalation').innerText.includes({})",
        json!(TELL)
    );
    stage
        .browser
        .wait_js("the ticket to say so", &format!("return {said};"), &[])
        .await?;
    stage.browser.keep_picture("ticket-tell").await?;
    let told = stage
        .browser
        .element("vanguard-ticket button[part~=told]")
        .await?;
    told.click().await?;
    stage
        .browser
        .wait_js("it to be told", &format!("return !{said};"), &[])
        .await?;
    ensure!(!told.is_displayed().await?, "the button is still there");
    stage.browser.web.switch_to_window(popup).await?;
    let gone = format!("return !document.body.innerText.includes({});", json!(TELL));
    stage
        .browser
        .wait_js("the popup to forget it", &gone, &[])
        .await?;
    let asked = stage.control.gitlab_requests();
    let path = name.replace(&format!("{PROJECT}#"), "/issues/");
    let checks = asked.iter().filter(|one| one.path.ends_with(&path));
    ensure!(checks.count() == 1, "it was asked for otherwise: {asked:?}");
    Ok(())
}

/// It is waited for where everybody sees it, and can be ended there.
pub async fn popup_retries_and_cancels(stage: &Stage) -> Result<()> {
    let denied = Match::path("/api/v4/").method("POST");
    stage
        .control
        .set_faults(vec![Fault::new(denied, What::Status(403))]);
    let id = file(stage).await?;
    popup_says(stage, "Needs you").await?;
    popup_says(stage, "(VG-DENIED)").await?;
    stage.browser.keep_picture("popup-needs-you").await?;
    stage.control.clear_requests();
    press(stage, &format!("Retry, Ticket #{id}")).await?;
    wait_until("GitLab to refuse it again", || async {
        let asked = stage.control.gitlab_requests();
        Ok(asked.iter().any(|one| one.method == "POST").then_some(()))
    })
    .await?;
    popup_says(stage, "(VG-DENIED)").await?;
    press(stage, &format!("Cancel, Ticket #{id}")).await?;
    let gone = format!(
        "return !document.body.innerText.includes({});",
        json!(format!("Ticket #{id}"))
    );
    stage.browser.wait_js("it to be gone", &gone, &[]).await?;
    ensure!(
        issues(stage, &key(&id)?.marker()).is_empty(),
        "it was filed"
    );
    Ok(())
}

/// What cannot be brought to an end is left as it is, once it was said what that means.
pub async fn popup_dismisses(stage: &Stage) -> Result<()> {
    let update = Match::path("/api/v2/tickets/").method("PUT").nth(2);
    stage
        .control
        .set_faults(vec![Fault::new(update, What::Status(422))]);
    let id = file(stage).await?;
    popup_says(stage, "(VG-UPDATE)").await?;
    press(stage, &format!("Dismiss…, Ticket #{id}")).await?;
    popup_says(stage, "the issue stays in GitLab").await?;
    let focused = "return document.activeElement.innerText;";
    let at = stage.browser.js(focused, &[]).await?;
    ensure!(at == "Keep it", "the keyboard is at {at}");
    stage.browser.keep_picture("popup-dismissal").await?;
    stage.browser.axe().await?;
    press(stage, &format!("Keep it, Ticket #{id}")).await?;
    let asked = "return document.querySelector('.question') === null;";
    stage
        .browser
        .wait_js("the question to be gone", asked, &[])
        .await?;
    press(stage, &format!("Dismiss…, Ticket #{id}")).await?;
    press(stage, &format!("Dismiss it, Ticket #{id}")).await?;
    let gone = format!(
        "return !document.body.innerText.includes({});",
        json!(format!("Ticket #{id}"))
    );
    stage.browser.wait_js("it to be gone", &gone, &[]).await?;

    // It is remembered, and stays so.
    stage.control.set_faults(vec![]);
    stage.browser.kill_background().await?;
    stage
        .browser
        .open_own(&format!("panel.html#host=gitlab.zendesk.com&ticket={id}"))
        .await?;
    let says = stage.browser.panel_says(".states").await?;
    ensure!(says.contains("VG-DISMISSED"), "it says {says:?}");
    stage.browser.panel_press("Retry").await?;
    let filed = "return document.querySelector('.states').innerText.includes('VG-FILED');";
    stage
        .browser
        .wait_js("it to be linked after all", filed, &[])
        .await?;
    let filed = issues(stage, &key(&id)?.marker());
    ensure!(filed.len() == 1, "it was filed as {filed:?}");
    Ok(())
}

/// The list stays one press away, and nothing to list is said.
pub async fn popup_leads_on(stage: &Stage) -> Result<()> {
    stage.browser.open_own("popup.html").await?;
    let names = "return [...document.querySelectorAll('header button')].map(button => button.innerText).join('|') \
        === 'Show the list in score order|Options';";
    stage.browser.wait_js("its buttons", names, &[]).await?;
    let options = stage.browser.element("header button:last-of-type").await?;
    options.click().await?;
    stage.browser.switch_to_own("options.html").await?;
    Ok(())
}

/// Everything can be read and reached however the popup is shown.
async fn looks(stage: &Stage) -> Result<()> {
    let browser = &stage.browser;
    stage.browser.keep_picture("popup-tell").await?;
    stage.browser.axe().await?;
    browser.prefer_scheme("dark").await?;
    stage.browser.keep_picture("popup-dark").await?;
    stage.browser.axe().await?;
    browser.prefer_scheme("light").await?;
    browser.forced_colors(true).await?;
    stage.browser.keep_picture("popup-forced-colours").await?;
    browser.forced_colors(false).await?;
    browser.zoom(2.0).await?;
    let fits = "return document.documentElement.scrollWidth <= innerWidth;";
    browser.wait_js("it to fit", fits, &[]).await?;
    stage.browser.keep_picture("popup-zoomed").await?;
    browser.zoom(1.0).await?;
    // Past the queue, every button and link in turn.
    let last = "document.querySelector('.queue li:last-child button').focus();";
    browser.js(last, &[]).await?;
    let mut reached = Vec::new();
    for _ in 0..4 {
        browser.press(Key::Tab).await?;
        let name = "const at = document.activeElement; return at.getAttribute('aria-label') ?? at.innerText;";
        reached.push(
            browser
                .js(name, &[])
                .await?
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        );
    }
    ensure!(
        reached[0].starts_with("Ticket #")
            && reached[1].starts_with(PROJECT)
            && reached[2].starts_with("Told, Ticket #")
            && reached[3].starts_with("Copy reply, Ticket #"),
        "by keyboard it is {reached:?}"
    );
    Ok(())
}

/// An issue that nobody filed with Vanguard: the ticket's field names it, and it is followed once the ticket is opened.
pub async fn named_by_the_field(stage: &Stage) -> Result<()> {
    const FIELD: u64 = 360_000_050_004;
    stage.browser.new_tab().await?;
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in(TOKEN).await?;
    stage
        .browser
        .keep_settings(json!({ "filing": { "field": FIELD } }))
        .await?;
    let issue = stage.control.with_gitlab(|gitlab| {
        let project = gitlab.project(PROJECT)?;
        let place = |iid: &u64| standin::gitlab::Place {
            project: project.id,
            iid: *iid,
        };
        let place = project.issues.keys().next().map(place)?;
        let issue = gitlab.issue_mut(place)?;
        (issue.closed, issue.confidential, issue.milestone) = (false, false, None);
        Some(place.iid)
    });
    let name = format!("{PROJECT}#{}", issue.context("no issue")?);
    let address = format!("https://gitlab.com/{}", name.replace('#', "/-/issues/"));
    stage.control.with_world(|world| {
        for ticket in world.tickets.values_mut() {
            ticket.custom_fields.insert(FIELD, address.clone().into());
        }
    });
    let (ticket, id) = open_ticket(stage).await?;
    stage.browser.new_tab().await?;
    stage.browser.open_own("options.html").await?;
    wait_until("it to be followed", || async {
        let lines = ask(stage, json!({"kind": "lines"})).await?;
        let lines: Vec<serde_json::Value> = serde_json::from_str(lines.as_str().unwrap_or("[]"))?;
        let keys: Vec<&str> = lines
            .iter()
            .filter_map(|line| line["key"].as_str())
            .collect();
        ensure!(
            keys == [key(&id)?.to_string()],
            "of all tickets of the list these are followed: {keys:?}"
        );
        Ok(Some(()))
    })
    .await?;
    later(stage, 10).await?;
    stage.browser.web.switch_to_window(ticket).await?;
    let says = "return document.querySelector('vanguard-ticket .vanguard-escalation')?.innerText.includes('Open.');";
    stage
        .browser
        .wait_js("the ticket to say so", says, &[])
        .await?;
    let href = "return document.querySelector('vanguard-ticket .vanguard-escalation a').href;";
    let href = stage.browser.js(href, &[]).await?;
    ensure!(href == address.as_str(), "it leads to {href}");
    stage.browser.keep_picture("ticket-named").await
}
