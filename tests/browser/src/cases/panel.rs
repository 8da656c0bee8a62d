//! The review of an escalation: filled in, filed with one press, and calm where it cannot be.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use standin::gitlab::{Issue, Place};
use standin::{Fault, Match, What};
use thirtyfour::{By, Key};

use crate::harness::{paths, wait_until};
use crate::stage::{Stage, fault};

const TOKEN: &str = "glpat-standin-classic";
const SUBJECT: &str = "Runner fails to pull the helper image behind our proxy";
const MESSAGE: &str = "Hi,\n\nsince we upgraded from 15.1 to 15.2 all jobs fail on runner01.acme-internal.example (10.20.30.40).\n\n\
    Steps to reproduce:\n\n1. Register a runner with the docker executor\n2. Set a proxy in config.toml\n3. Start any job\n\n\
    Expected behaviour: the helper image is pulled through the proxy.\n\n\
    ```\nERROR: Job failed (system failure): Error response from daemon: Get https://registry.gitlab.com/v2/: proxyconnect tcp: dial tcp 10.20.30.40:3128: i/o timeout\n\
    token = \"glrt-abcdefghijklmnopqrst\"\n```\n\nMail me at jane.doe@acme-internal.example.\n\nRegards\nJane";

/// The nth open ticket of the queue, with a conversation of its own.
pub(super) fn ticket(stage: &Stage, nth: usize) -> Result<u64> {
    ticket_about(stage, nth, SUBJECT, MESSAGE)
}

fn ticket_about(stage: &Stage, nth: usize, subject: &str, message: &str) -> Result<u64> {
    stage.control.with_world(|world| {
        let mut open = world
            .tickets
            .values_mut()
            .filter(|ticket| ticket.status.is_unsolved());
        let ticket = open.nth(nth).context("the queue is too short")?;
        ticket.subject = subject.to_owned();
        ticket.tags.clear();
        ticket.comments.truncate(1);
        let first = ticket
            .comments
            .first_mut()
            .context("a ticket without a comment")?;
        first.body = message.to_owned();
        first.author_id = ticket.requester_id;
        Ok(ticket.id)
    })
}

/// Issues about the runner whose description links the ticket.
pub(super) fn issues(stage: &Stage, ticket: u64) -> Vec<Issue> {
    let link = format!("https://gitlab.zendesk.com/agent/tickets/{ticket}");
    stage.control.with_gitlab(|gitlab| {
        let issues = gitlab
            .project("gitlab-org/gitlab-runner")
            .into_iter()
            .flat_map(|project| project.issues.values());
        issues
            .filter(|issue| issue.description.lines().any(|line| line.ends_with(&link)))
            .cloned()
            .collect()
    })
}

/// Waits until the page shows this code.
pub(super) async fn state(stage: &Stage, code: &str) -> Result<()> {
    wait_until(format!("{code} on the page"), || async {
        let states = stage.browser.panel_says(".states").await?;
        ensure!(states.contains(code), "it says {states:?}");
        Ok(Some(()))
    })
    .await
}

pub(super) async fn picture(stage: &Stage, name: &str) -> Result<()> {
    let folder = paths::reports().join(stage.browser.kind.name());
    stage
        .browser
        .screenshot(&folder.join(format!("panel-{name}.png")))
        .await
}

/// Everything is there to be pressed, and nothing of the customer's data.
pub async fn filled_in(stage: &Stage) -> Result<()> {
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in(TOKEN).await?;
    let id = ticket(stage, 0)?;
    stage.browser.open_panel(id).await?;
    let ready = stage.browser.panel_ready().await?;
    ensure!(
        ready < 3_000.0,
        "it took {ready:.0} ms until it could be used"
    );
    let title = stage.browser.panel_field("title").await?;
    ensure!(title == SUBJECT, "the title is {title:?}");
    let project = stage.browser.panel_field("project").await?;
    ensure!(
        project == "gitlab-org/gitlab-runner",
        "the project is {project:?}"
    );
    let preview = stage.browser.panel_says(".preview").await?;
    for secret in ["acme-internal", "10.20.30.40", "glrt-abc", "jane.doe"] {
        ensure!(!preview.contains(secret), "{secret} is in the preview");
    }
    for said in ["Steps to reproduce", "Register a runner", "[ip-1]"] {
        ensure!(
            preview.contains(said),
            "{said} is not in the preview: {preview}"
        );
    }
    let marks = stage
        .browser
        .js(
            "return document.querySelectorAll('.preview mark').length;",
            &[],
        )
        .await?;
    ensure!(marks.as_u64() > Some(1), "no placeholder is highlighted");
    let labels = stage.browser.panel_says(".labels").await?;
    for label in ["bug", "customer", "SP"] {
        ensure!(labels.contains(label), "{label} is no label: {labels}");
    }
    stage.browser.panel_says("#file").await?;
    Ok(())
}

/// One press, one issue, and the page says so.
pub async fn files(stage: &Stage) -> Result<()> {
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in(TOKEN).await?;
    let id = ticket(stage, 1)?;
    stage.browser.open_panel(id).await?;
    stage.browser.panel_field("title").await?;
    stage
        .browser
        .panel_write(
            "title",
            "Runner: helper image is not pulled through a proxy",
        )
        .await?;
    stage.browser.panel_press("File").await?;
    state(stage, "VG-FILED").await?;
    let filed = issues(stage, id);
    let [issue] = filed.as_slice() else {
        anyhow::bail!("{} issues were filed", filed.len());
    };
    ensure!(
        issue.title == "Runner: helper image is not pulled through a proxy",
        "it is called {:?}",
        issue.title
    );
    let link = stage
        .browser
        .js(
            "return document.querySelector('.states a.issue').href;",
            &[],
        )
        .await?;
    ensure!(
        link.as_str()
            .is_some_and(|link| link.ends_with(&format!("/-/issues/{}", issue.iid))),
        "the page links {link}"
    );
    picture(stage, "filed").await?;

    // Opened again, it offers the issue instead of filing it by accident.
    stage.browser.web.refresh().await?;
    stage.browser.panel_field("title").await?;
    let states = stage.browser.panel_says(".states").await?;
    ensure!(states.contains("VG-FILED"), "it says {states:?}");
    let offers = stage
        .browser
        .js("return document.getElementById('file') !== null;", &[])
        .await?;
    ensure!(offers == false, "it can be filed again");
    Ok(())
}

/// Without a tab there is nobody to ask; it says so, and goes on once there is one.
pub async fn no_tab(stage: &Stage) -> Result<()> {
    let id = ticket(stage, 2)?;
    stage.browser.open_panel_alone(id).await?;
    let says = stage.browser.panel_says(".trouble").await?;
    ensure!(says.contains("VG-TAB"), "it says {says:?}");
    let panel = stage.browser.web.window().await?;
    stage.browser.new_tab().await?;
    stage.browser.open(&format!("/agent/tickets/{id}")).await?;
    stage.browser.wait_for_ticket(&id.to_string()).await?;
    stage.browser.web.switch_to_window(panel).await?;
    stage.browser.panel_press("Try again").await?;
    stage.browser.panel_field("title").await?;
    Ok(())
}

pub async fn too_many_requests(stage: &Stage) -> Result<()> {
    let id = ticket(stage, 3)?;
    stage.control.set_faults(vec![fault(
        &format!("/api/v2/tickets/{id}/comments"),
        What::RateLimited {
            retry_after: Some(33),
        },
    )]);
    stage.browser.open_panel(id).await?;
    let says = stage.browser.panel_says(".trouble").await?;
    ensure!(
        says.contains("33 seconds") && says.contains("VG-RATE"),
        "it says {says:?}"
    );
    stage.control.set_faults(vec![]);
    stage.browser.panel_press("Try again").await?;
    stage.browser.panel_field("title").await?;
    Ok(())
}

/// Nothing is asked of GitLab, and the new-issue page is offered, filled in.
pub async fn without_a_token(stage: &Stage) -> Result<()> {
    let id = ticket(stage, 4)?;
    stage.browser.open_panel(id).await?;
    stage.browser.panel_field("title").await?;
    let script = "return document.querySelector('footer a.main')?.href ?? '';";
    let address = stage
        .browser
        .wait_js("the new-issue page", script, &[])
        .await?;
    let address = address.as_str().unwrap_or_default();
    ensure!(
        address.starts_with("https://gitlab.com/gitlab-org/gitlab-runner/-/issues/new?"),
        "it leads to {address}"
    );
    ensure!(address.len() < 8_000, "it has {} bytes", address.len());
    let asked = stage.control.gitlab_requests();
    ensure!(asked.is_empty(), "GitLab was asked: {asked:?}");
    picture(stage, "without-a-token").await?;

    // What was filed there by hand is linked on the ticket.
    stage
        .browser
        .panel_write("issue", "https://gitlab.com/gitlab-org/gitlab-runner")
        .await?;
    stage.browser.panel_press("Link it on the ticket").await?;
    stage.browser.panel_says("#issue-said").await?;
    let link = "https://gitlab.com/gitlab-org/gitlab-runner/-/issues/1";
    stage.browser.panel_write("issue", link).await?;
    stage.browser.panel_press("Link it on the ticket").await?;
    state(stage, "VG-FILED").await?;
    let notes = stage.control.with_world(|world| {
        let ticket = world.tickets.get(&id).context("the ticket is gone")?;
        let notes = ticket
            .comments
            .iter()
            .filter(|note| note.body.contains(link) && !note.public);
        anyhow::Ok(notes.count())
    })?;
    ensure!(notes == 1, "{notes} notes name the issue");
    let asked = stage.control.gitlab_requests();
    ensure!(asked.is_empty(), "GitLab was asked: {asked:?}");
    Ok(())
}

/// Readable in a small window, a narrow one, and the dark.
pub async fn looks(stage: &Stage) -> Result<()> {
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in(TOKEN).await?;
    let id = ticket(stage, 5)?;
    stage.browser.open_panel(id).await?;
    stage.browser.panel_says(".preview").await?;
    for (name, width, dark) in [
        ("light", 900, false),
        ("dark", 900, true),
        ("narrow", 400, false),
    ] {
        stage
            .browser
            .prefer_scheme(if dark { "dark" } else { "light" })
            .await?;
        stage.browser.web.set_window_rect(0, 0, width, 1000).await?;
        let script =
            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth;";
        stage
            .browser
            .wait_js(&format!("no sideways scrolling ({name})"), script, &[])
            .await?;
        picture(stage, name).await?;
        stage.browser.js("scrollTo(0, 1e6);", &[]).await?;
        picture(stage, &format!("{name}-below")).await?;
        stage.browser.js("scrollTo(0, 0);", &[]).await?;
    }
    stage.browser.prefer_scheme("light").await?;
    stage.browser.web.set_window_rect(0, 0, 1400, 900).await?;
    Ok(())
}

/// What a person restores and what they write by mistake.
pub async fn customer_data(stage: &Stage) -> Result<()> {
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in(TOKEN).await?;
    let id = ticket(stage, 6)?;
    stage.browser.open_panel(id).await?;
    let drafted = stage.browser.panel_field("description").await?;
    ensure!(drafted.contains("[host-1]"), "{drafted}");
    let list = stage.browser.panel_says(".replaced").await?;
    ensure!(
        !list.contains("acme-internal"),
        "an original is shown unasked: {list}"
    );
    stage
        .browser
        .click(".replaced li:first-child button:last-child")
        .await?;
    let restored = "return document.getElementById('description').value.includes('runner01.acme-internal.example')\
        && document.getElementById('confidential').checked && document.getElementById('confidential').disabled;";
    stage
        .browser
        .wait_js("the host to be back, confidential", restored, &[])
        .await?;

    let text = format!("{drafted}\n\nUse glpat-abcdefghijklmnopqrst");
    stage.browser.panel_write("description", &text).await?;
    let held = "return document.getElementById('file').disabled;";
    stage
        .browser
        .wait_js("the secret to hold it up", held, &[])
        .await?;
    picture(stage, "secret").await?;
    stage.browser.panel_press("Replace").await?;
    let replaced = "return document.getElementById('description').value.endsWith('Use [token-2]') && !document.getElementById('file').disabled;";
    stage
        .browser
        .wait_js("the secret to be replaced", replaced, &[])
        .await?;

    // Another type writes the draft anew; the person's own words stay until they say so.
    stage.browser.js("const type = document.getElementById('type'); type.value = 'feature'; type.dispatchEvent(new Event('change', { bubbles: true }));", &[]).await?;
    let kept = stage.browser.panel_field("description").await?;
    ensure!(
        kept.ends_with("Use [token-2]"),
        "the person's words are gone: {kept}"
    );
    stage.browser.panel_press("Use the new draft").await?;
    let renewed = "return document.getElementById('description').value.includes('Proposal');";
    stage.browser.wait_js("the new draft", renewed, &[]).await?;
    Ok(())
}

/// An open one is commented on, a closed one linked.
pub async fn duplicates(stage: &Stage) -> Result<()> {
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in(TOKEN).await?;
    let subject = "Runner loses artifacts when the cache server is unreachable";
    let id = ticket_about(
        stage,
        7,
        subject,
        "Artifacts are lost.\n\nconfig.toml has a distributed cache.",
    )?;
    let project = stage.control.with_gitlab(|gitlab| {
        let project = gitlab
            .project("gitlab-org/gitlab-runner")
            .context("no project")?;
        let (id, mut issues) = (
            project.id,
            project.issues.keys().copied().collect::<Vec<_>>(),
        );
        issues.truncate(2);
        for (iid, closed) in issues.iter().zip([true, false]) {
            let issue = gitlab
                .issue_mut(Place {
                    project: id,
                    iid: *iid,
                })
                .context("no issue")?;
            issue.title = format!("{subject}{}", if closed { ", again" } else { "" });
            issue.closed = closed;
            issue.confidential = false;
        }
        anyhow::Ok(id)
    })?;
    stage.browser.open_panel(id).await?;
    let list = stage.browser.panel_says(".duplicates ul").await?;
    let open = list
        .find("Same problem: comment there")
        .context("none can be commented on")?;
    let closed = list
        .find("File a new one that links it")
        .context("none can be linked")?;
    ensure!(open < closed, "the closed one comes first: {list}");
    picture(stage, "duplicates").await?;
    stage
        .browser
        .panel_press("File a new one that links it")
        .await?;
    let linking = "return document.getElementById('file').innerText.startsWith('File, linking #');";
    stage
        .browser
        .wait_js("the button to say so", linking, &[])
        .await?;
    stage
        .browser
        .panel_press("Same problem: comment there")
        .await?;
    let label = stage.browser.wait_js("the button to say so", "const says = document.getElementById('file').innerText; return says.startsWith('Comment on #') && says;", &[]).await?;
    stage
        .browser
        .panel_press(label.as_str().unwrap_or_default())
        .await?;
    state(stage, "VG-FILED").await?;
    let iid: u64 = label
        .as_str()
        .and_then(|says| says.rsplit('#').next()?.parse().ok())
        .context("no number")?;
    let notes = stage.control.with_gitlab(|gitlab| {
        let issue = gitlab.issue(Place { project, iid }).context("no issue")?;
        let link = format!("/agent/tickets/{id}");
        anyhow::Ok((
            issue
                .notes
                .iter()
                .filter(|note| note.body.contains(&link))
                .count(),
            issue.labels.contains("customer"),
        ))
    })?;
    ensure!(notes == (1, true), "{notes:?}");
    Ok(())
}

/// Filed by itself after a countdown, which can be undone.
pub async fn without_review(stage: &Stage) -> Result<()> {
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in(TOKEN).await?;
    stage
        .browser
        .keep_settings(json!({ "filing": { "without_review": true } }))
        .await?;
    let id = ticket_about(
        stage,
        8,
        "Runner prints the same banner twice on start",
        "It prints the banner twice. Our config.toml is the default one.",
    )?;
    stage.browser.open_panel(id).await?;
    state(stage, "VG-COUNTDOWN").await?;
    picture(stage, "countdown").await?;
    stage.browser.panel_press("Undo").await?;
    state(stage, "VG-CANCELLED").await?;
    let posted = stage
        .control
        .gitlab_requests()
        .iter()
        .filter(|one| one.method == "POST")
        .count();
    ensure!(posted == 0, "{posted} issues were posted all the same");
    let says = stage.browser.panel_says("#file").await?;
    ensure!(says == "File", "it says {says:?}");
    Ok(())
}

/// What is filed and cannot be linked is left as it is, once it was said what that means.
pub async fn dismissed(stage: &Stage) -> Result<()> {
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in(TOKEN).await?;
    let id = ticket(stage, 14)?;
    let update = Match::path(&format!("/api/v2/tickets/{id}"))
        .method("PUT")
        .nth(2);
    stage
        .control
        .set_faults(vec![Fault::new(update, What::Status(422))]);
    stage.browser.open_panel(id).await?;
    stage.browser.panel_says("#file").await?;
    stage.browser.panel_press("File").await?;
    state(stage, "VG-UPDATE").await?;
    stage.browser.panel_press("Dismiss…").await?;
    state(stage, "the issue stays in GitLab").await?;
    picture(stage, "dismissal").await?;
    stage.browser.panel_press("Keep it").await?;
    stage.browser.panel_press("Dismiss…").await?;
    stage.browser.panel_press("Dismiss it").await?;
    state(stage, "VG-DISMISSED").await?;
    picture(stage, "dismissed").await?;
    let offers = "return document.getElementById('file') !== null;";
    let offers = stage.browser.js(offers, &[]).await?;
    ensure!(offers == false, "it can be filed a second time");
    stage.control.set_faults(vec![]);
    stage.browser.panel_press("Retry").await?;
    state(stage, "VG-FILED").await?;
    ensure!(
        issues(stage, id).len() == 1,
        "{} were filed",
        issues(stage, id).len()
    );
    Ok(())
}

/// Ctrl with Enter files.
pub async fn by_keyboard(stage: &Stage) -> Result<()> {
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in(TOKEN).await?;
    let id = ticket_about(
        stage,
        9,
        "Runner ignores the umask of its helper",
        "It ignores the umask. config.toml attached.",
    )?;
    stage.browser.open_panel(id).await?;
    stage.browser.panel_says("#file").await?;
    stage
        .browser
        .web
        .find(By::Css("#title"))
        .await?
        .send_keys(Key::Control + Key::Enter)
        .await?;
    state(stage, "VG-FILED").await?;
    ensure!(
        issues(stage, id).len() == 1,
        "{} issues were filed",
        issues(stage, id).len()
    );
    Ok(())
}

/// What axe-core finds nothing wrong with, in light and dark.
pub async fn axe(stage: &Stage) -> Result<()> {
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in(TOKEN).await?;
    let id = ticket(stage, 10)?;
    stage.browser.open_panel(id).await?;
    stage.browser.panel_says(".replaced").await?;
    for scheme in ["light", "dark"] {
        stage.browser.prefer_scheme(scheme).await?;
        stage.browser.axe().await?;
    }
    stage.browser.prefer_scheme("light").await
}
