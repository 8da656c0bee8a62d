//! The popup, with nothing around it that could answer.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use standin::{Fault, Match, What};

use super::escalation::{PROJECT, TOKEN, ask, key};
use super::follow::{file, popup_says};
use crate::bench::copies;
use crate::harness::page::MAIN_VIEW;
use crate::stage::Stage;

/// Where GitLab lists merge requests.
const MERGE_REQUESTS: &str = "/api/v4/merge_requests";

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
        .another_browser(|tweaks| {
            tweaks.dist = Some(mute.path().into());
            tweaks.no_first_steps = true;
        })
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

fn asked_for_merge_requests(stage: &Stage) -> usize {
    let asked = stage.control.gitlab_requests();
    let lists = asked
        .iter()
        .filter(|one| one.method == "GET" && one.path.starts_with(MERGE_REQUESTS));
    lists.count()
}

/// Merge requests whose descriptions link tickets, with state, and the issues that were filed; GitLab is asked once in ten
/// minutes, and what goes wrong is said.
pub async fn contributions(stage: &Stage) -> Result<()> {
    let id = file(stage).await?;
    says(
        stage,
        "None of your merge requests links a ticket of gitlab.zendesk.com.",
    )
    .await?;
    let number = stage.control.with_gitlab(|gitlab| propose(gitlab, &id));
    let number = number.context("no merge request")?;
    ten_minutes_later(stage).await?;
    stage.control.clear_requests();
    stage.browser.open_own("popup.html").await?;
    let name = format!("{PROJECT}!{number}");
    says(stage, &name).await?;
    says(stage, "Filed").await?;
    let rows = "return [...document.querySelectorAll('.mine > ul li')].map(row => [row.innerText.replace(/\\s+/g, ' '), ...[...row.querySelectorAll('a')].map(link => link.href)]);";
    let shown = stage.browser.js(rows, &[]).await?;
    let expected = json!([[
        format!("{name} open Ticket #{id} Say which Git is needed"),
        format!("https://gitlab.com/{PROJECT}/-/merge_requests/{number}"),
        format!("https://gitlab.zendesk.com/agent/tickets/{id}"),
    ]]);
    ensure!(shown == expected, "it lists {shown}");
    stage.browser.axe().await?;
    scroll_to(stage, ".mine").await?;
    stage.browser.keep_picture("popup-contributions").await?;
    ensure!(
        asked_for_merge_requests(stage) == 1,
        "it was asked more than once"
    );

    // What is known stays for ten minutes, without a request, and is asked for again then.
    stage.control.with_gitlab(|gitlab| {
        let project = gitlab.project(PROJECT).map(|it| it.id);
        project.and_then(|it| gitlab.merge(days_ago(), it, number))
    });
    stage.browser.open_own("popup.html").await?;
    says(stage, &format!("{name} open")).await?;
    ensure!(asked_for_merge_requests(stage) == 1, "it is asked again");
    ten_minutes_later(stage).await?;
    stage.browser.open_own("popup.html").await?;
    says(stage, &format!("{name} merged")).await?;
    ensure!(
        asked_for_merge_requests(stage) == 2,
        "it is not asked again"
    );

    for (fault, code, picture) in [
        (What::Drop, "(VG-NET)", "offline"),
        (What::Status(403), "(VG-DENIED)", "refused"),
        (What::Status(502), "(VG-SERVER)", "server"),
    ] {
        ten_minutes_later(stage).await?;
        let lists = Match::path(MERGE_REQUESTS);
        stage.control.set_faults(vec![Fault::new(lists, fault)]);
        stage.browser.open_own("popup.html").await?;
        says(stage, code).await?;
        says(stage, &format!("{name} merged")).await?;
        scroll_to(stage, ".mine").await?;
        let picture = format!("popup-contributions-{picture}");
        stage.browser.keep_picture(&picture).await?;
    }
    stage.control.set_faults(vec![]);

    // Somebody else who signs in is not shown it.
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_out().await?;
    stage.browser.sign_in("glpat-standin-reporter").await?;
    stage.browser.open_own("popup.html").await?;
    says(
        stage,
        "None of your merge requests links a ticket of gitlab.zendesk.com.",
    )
    .await?;

    // Signed out, nothing of it is left.
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_out().await?;
    stage.browser.open_own("popup.html").await?;
    says(stage, "Sign in to GitLab in the options").await?;
    let text = stage
        .browser
        .js("return document.querySelector('.mine').innerText;", &[])
        .await?;
    ensure!(
        !text.as_str().unwrap_or_default().contains(&name),
        "it still lists {text}"
    );
    scroll_to(stage, ".mine").await?;
    stage
        .browser
        .keep_picture("popup-contributions-signed-out")
        .await?;
    // And whoever signs in sees theirs at once.
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in(TOKEN).await?;
    stage.browser.open_own("popup.html").await?;
    says(stage, &format!("{name} merged")).await
}

/// Search knows all that was written then.
fn days_ago() -> jiff::Timestamp {
    jiff::Timestamp::now() - jiff::SignedDuration::from_hours(50)
}

/// A merge request of the person who is signed in, from some days ago, that links the ticket.
fn propose(gitlab: &mut standin::GitLab, ticket: &str) -> Option<u64> {
    let me = gitlab.signed_in?;
    let project = gitlab.project(PROJECT)?.id;
    let then = days_ago();
    for (title, description) in [
        ("Something else", String::new()),
        (
            "Say which Git is needed",
            format!("Asked in https://gitlab.zendesk.com/agent/tickets/{ticket}."),
        ),
    ] {
        let iid = gitlab.add_merge_request(then, project, me, title, &[])?;
        let requests = &mut gitlab.projects.get_mut(&project)?.merge_requests;
        requests.get_mut(&iid)?.description = description;
    }
    let requests = &gitlab.projects.get(&project)?.merge_requests;
    requests.last_key_value().map(|(iid, _)| *iid)
}

/// As if GitLab had been asked that long ago.
async fn ten_minutes_later(stage: &Stage) -> Result<()> {
    let script = "const key = 'popup-contributions'; const kept = JSON.parse((await chrome.storage.local.get(key))[key]);
        kept.asked -= 600; await chrome.storage.local.set({ [key]: JSON.stringify(kept) }); return true;";
    stage.browser.js_async(script, &[]).await?;
    Ok(())
}

async fn says(stage: &Stage, text: &str) -> Result<()> {
    let wanted = format!(
        "return document.querySelector('.mine').innerText.replace(/\\s+/g, ' ').includes({});",
        json!(text)
    );
    let seen = stage.browser.wait_js(text, &wanted, &[]).await;
    if let Err(error) = seen {
        let shown = "return document.querySelector('.mine')?.innerText ?? '';";
        let shown = stage.browser.js(shown, &[]).await?;
        return Err(error.context(format!("it says {shown}")));
    }
    Ok(())
}

async fn scroll_to(stage: &Stage, place: &str) -> Result<()> {
    let script = format!("document.querySelector({}).scrollIntoView();", json!(place));
    stage.browser.js(&script, &[]).await?;
    Ok(())
}

/// Everything unfolded and every kind of form open, 320 pixels wide and with text twice as large, in both themes: nothing has to
/// be scrolled sideways.
pub async fn reflows(stage: &Stage) -> Result<()> {
    let browser = &stage.browser;
    browser.open_list(MAIN_VIEW).await?;
    browser.painted_rows().await?;
    browser.new_tab().await?;
    browser.open_own("popup.html").await?;
    let counted = "return document.querySelector('.results svg') !== null && document.querySelector('.results progress') === null && document.querySelector('.mine p') !== null;";
    browser.wait_js("all of it", counted, &[]).await?;
    let width = browser.js("return innerWidth;", &[]).await?;
    let width = width.as_f64().context("no width")?;
    browser.zoom(width / 320.0).await?;
    let unfold = "for (const one of document.querySelectorAll('details')) one.open = true; document.querySelector(arguments[0]).click();";
    let wide = "const wide = [...document.querySelectorAll('body *')].filter(one => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('thead'));
        return document.documentElement.scrollWidth <= innerWidth ? wide.map(one => one.outerHTML.slice(0, 90)) : ['the page'];";
    for (form, name) in [
        ("[id^=open-next]", "set-time"),
        ("[id^=date-next]", "this-date"),
        ("#change-pages", "pages"),
    ] {
        browser.js(unfold, &[json!(form)]).await?;
        for scheme in ["dark", "light"] {
            browser.prefer_scheme(scheme).await?;
            let found = browser.js(wide, &[]).await?;
            ensure!(
                found == json!([]),
                "with {name} these are too wide: {found}"
            );
            browser.axe().await?;
            for place in [
                "header",
                ".calls details",
                ".queue",
                ".mine",
                ".results",
                ".pages",
            ] {
                scroll_to(stage, place).await?;
                let place = place.trim_start_matches('.').replace(' ', "-");
                browser
                    .keep_picture(&format!("popup-320-{name}-{place}-{scheme}"))
                    .await?;
            }
        }
    }
    browser.zoom(1.0).await?;
    browser.js("document.documentElement.style.fontSize = '200%'; document.body.style.inlineSize = '360px';", &[]).await?;
    let wide = wide.replace("innerWidth", "360");
    let found = browser
        .js(
            &wide.replace("document.documentElement.scrollWidth <= 360", "true"),
            &[],
        )
        .await?;
    ensure!(
        found == json!([]),
        "in large text these are too wide: {found}"
    );
    Ok(())
}
