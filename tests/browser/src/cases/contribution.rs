//! What a ticket is about: named where somebody asks, with what spoke for it and where to go.

use anyhow::{Context, Result, ensure};
use thirtyfour::Key;

use serde_json::json;
use standin::{Fault, Match, What};

use super::escalation::{TOKEN, open_ticket};
use super::looks::{axe, inside_the_window};
use super::panel::state;
use crate::harness::page::MAIN_VIEW;
use crate::harness::wait_until;
use crate::stage::{SHOW_MANY, Stage, fault};

const CHIP: &str = "vanguard-ticket vanguard-badge[data-size='component']";
const LINKS: &str = "return [...root.querySelectorAll('[popover] ul a')].map(({ href, target, rel }) => [href, target, rel]);";

/// A ticket on view of which nothing is left but these words; its number.
async fn saying(stage: &Stage, words: &str) -> Result<u64> {
    let (_, id) = open_ticket(stage).await?;
    let number = id.parse().context("a ticket's number")?;
    stage.control.with_world(|world| {
        let ticket: &mut standin::world::Ticket =
            world.tickets.get_mut(&number).context("the ticket")?;
        ticket.subject = "Help".into();
        ticket.tags.clear();
        ticket.custom_fields.clear();
        ticket.comments.truncate(1);
        let first = ticket.comments.first_mut().context("a comment")?;
        first.body = words.into();
        Ok(number)
    })
}

const GITALY: &str = "GitLab 16.2.3, see /var/log/gitlab/gitaly:\n\nGRPC::Unavailable: 14:failed to connect to all addresses\nlib/gitlab/gitaly_client.rb:317:in `call'\n\n<img src=x onerror=alert(1)> praefect";

const RUNNER: &str = "GitLab 16.2.3\n\n```\nERROR: Job failed (system failure): prepare environment: exit status 1\n```\n\nconfig.toml has the docker executor and its helper image.";

async fn chip(stage: &Stage) -> Result<String> {
    let script = format!(
        "return document.querySelector({:?})?.dataset.text ?? '';",
        CHIP
    );
    Ok(stage
        .browser
        .js(&script, &[])
        .await?
        .as_str()
        .unwrap_or_default()
        .to_owned())
}

async fn card_with(stage: &Stage, text: &str) -> Result<String> {
    let script = "const card = root.querySelector('[part~=card]'); return card?.matches(':popover-open') ? card.innerText : '';";
    wait_until(format!("the card to say {text:?}"), || async {
        let card = stage.browser.in_surface(script).await?;
        let card = card.as_str().unwrap_or_default();
        ensure!(card.contains(text), "it says {card:?}");
        Ok(Some(card.to_owned()))
    })
    .await
}

/// Nothing is read before somebody asks; then the chip and its card say it, and nothing of the ticket acts.
pub async fn named_where_somebody_asks(stage: &Stage) -> Result<()> {
    saying(stage, GITALY).await?;
    ensure!(
        chip(stage).await? == "Component?",
        "the chip says {:?}",
        chip(stage).await?
    );
    let asked = || stage.requests("comments.json").len();
    ensure!(asked() == 0, "comments were read before anybody asked");
    stage.browser.click(CHIP).await?;
    let card = card_with(stage, "Gitaly").await?;
    for text in [
        "gitlab-org/gitaly",
        "%",
        "GRPC::Unavailable: 14:failed to connect",
        "GitLab 16.2.3 · Omnibus",
        "Document this",
    ] {
        ensure!(card.contains(text), "{text:?} is not in {card:?}");
    }
    ensure!(
        chip(stage).await?.starts_with("Gitaly"),
        "the chip says {:?}",
        chip(stage).await?
    );
    ensure!(asked() == 1, "comments were read {} times", asked());
    let links = stage.browser.in_surface(LINKS).await?;
    let links = links.as_array().context("no links")?;
    ensure!(links.len() > 5, "{links:?}");
    for link in links {
        let [address, target, rel] = [0, 1, 2].map(|at| link[at].as_str().unwrap_or_default());
        let hosts = ["https://gitlab.com/", "https://docs.gitlab.com/"];
        ensure!(
            hosts.iter().any(|host| address.starts_with(host))
                && target == "_blank"
                && rel == "noreferrer",
            "{link:?}"
        );
    }
    let images = stage
        .browser
        .in_surface("return root.querySelectorAll('img').length;")
        .await?;
    ensure!(images == 0, "a ticket's text became markup");
    stage.browser.keep_picture("contribution").await
}

/// The card opens and closes by keyboard alone, and is known the second time.
pub async fn by_keyboard(stage: &Stage) -> Result<()> {
    saying(stage, GITALY).await?;
    let focus = format!("document.querySelector({:?}).focus();", CHIP);
    stage.browser.js(&focus, &[]).await?;
    stage.browser.press(Key::Enter).await?;
    card_with(stage, "Gitaly").await?;
    stage.browser.press(Key::Escape).await?;
    wait_until("the card to close", || async {
        Ok(stage.browser.card().await?.is_none().then_some(()))
    })
    .await?;
    stage.control.clear_requests();
    stage.browser.press(Key::Enter).await?;
    card_with(stage, "Gitaly").await?;
    ensure!(
        stage.requests("comments.json").is_empty(),
        "what is known was asked for again"
    );
    Ok(())
}

/// Where nothing convinces, that is said.
pub async fn nothing_convincing(stage: &Stage) -> Result<()> {
    saying(stage, "Thank you for the flowers.").await?;
    stage.browser.click(CHIP).await?;
    wait_until("the chip to say so", || async {
        Ok((chip(stage).await? == "No component").then_some(()))
    })
    .await
}

/// The window of the note, once the card's button was pressed.
async fn ask_for_documentation(stage: &Stage) -> Result<()> {
    stage.browser.click(CHIP).await?;
    card_with(stage, "Document this").await?;
    stage
        .browser
        .click_in_surface(
            "[part~=card] [part=escalation] button:not([part~=escalate], [part~=told])",
        )
        .await?;
    stage.browser.switch_to_own("panel.html").await?;
    Ok(())
}

/// Notes that ask for documentation, each with whether customers read it.
fn asking(stage: &Stage, ticket: u64) -> Vec<bool> {
    stage.control.with_world(|world| {
        let ticket = world.tickets.get(&ticket);
        let comments = ticket.into_iter().flat_map(|ticket| &ticket.comments);
        comments
            .filter(|comment| comment.body.starts_with("Please document"))
            .map(|comment| comment.public)
            .collect()
    })
}

/// One press writes one internal note, in the person's words, though the answer is lost; opened again, it is there.
pub async fn documentation_is_asked_for_once(stage: &Stage) -> Result<()> {
    let id = saying(stage, GITALY).await?;
    let update = Match::path(&format!("/api/v2/tickets/{id}")).method("PUT");
    stage
        .control
        .set_faults(vec![Fault::new(update.nth(1), What::Drop)]);
    ask_for_documentation(stage).await?;
    let note = stage.browser.panel_field("note").await?;
    ensure!(
        note.starts_with("Please document this.") && note.contains("docs.gitlab.com"),
        "it begins with {note:?}"
    );
    ensure!(asking(stage, id).is_empty(), "a press on the page wrote it");
    stage.browser.keep_picture("documentation").await?;
    stage
        .browser
        .panel_write("note", &note.replace("this.", "this, please."))
        .await?;
    stage.browser.panel_press("Write the note").await?;
    // Whether it was written is looked for, once the press says so or the wait is over.
    state(stage, "VG-SERVER").await?;
    stage.browser.panel_press("Write the note").await?;
    state(stage, "VG-NOTED").await?;
    ensure!(
        asking(stage, id) == [false],
        "the notes are public: {:?}",
        asking(stage, id)
    );
    stage.browser.axe().await?;
    stage.browser.keep_picture("documentation-asked").await?;

    stage.browser.web.refresh().await?;
    state(stage, "VG-NOTED").await?;
    let offers = "return !document.getElementById('write').disabled;";
    let offers = stage.browser.js(offers, &[]).await?;
    ensure!(offers == false, "it can be written again");
    Ok(())
}

/// An issue that the ticket is linked to says so, and another with the same error.
pub async fn since_when_it_is_fixed(stage: &Stage) -> Result<()> {
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in(TOKEN).await?;
    let id = saying(stage, RUNNER).await?;
    let linked = stage.control.with_gitlab(|gitlab| {
        let project = gitlab
            .project("gitlab-org/gitlab-runner")
            .context("no project")?;
        let place = |iid: &u64| standin::gitlab::Place {
            project: project.id,
            iid: *iid,
        };
        let places: Vec<_> = project.issues.keys().map(place).collect();
        let [first, second, ..] = places.as_slice() else {
            anyhow::bail!("too few issues");
        };
        for (place, text) in [
            (first, "Fixed in 16.4.".to_owned()),
            (second, format!("{RUNNER}\n\nThis is fixed in 16.1.")),
        ] {
            let issue = gitlab.issue_mut(*place).context("no issue")?;
            (issue.closed, issue.confidential) = (true, false);
            issue.description = text;
        }
        Ok(first.iid)
    })?;
    stage.control.with_world(|world| {
        let ticket = world.tickets.get_mut(&id).context("the ticket")?;
        let link = format!("https://gitlab.com/gitlab-org/gitlab-runner/-/issues/{linked}");
        ticket.custom_fields.insert(360_000_050_004, link.into());
        anyhow::Ok(())
    })?;
    stage.browser.click(CHIP).await?;
    let card = card_with(stage, "Fixed in 16.4; the customer has 16.2.3.").await?;
    ensure!(
        card.contains("Fixed in 16.1; the customer has 16.2.3, which has the fix."),
        "{card}"
    );
    stage.browser.keep_picture("contribution-fixed").await
}

/// Zendesk asked for patience: the chip asks nothing, and what it was refused with holds the lists.
pub async fn patience(stage: &Stage) -> Result<()> {
    saying(stage, GITALY).await?;
    let refusal = What::RateLimited {
        retry_after: Some(600),
    };
    stage
        .control
        .set_faults(vec![fault("/api/v2/tickets/", refusal)]);
    stage.browser.click(CHIP).await?;
    card_with(stage, "VG-RATE").await?;
    stage.browser.wait_for_status("VG-RATE").await?;
    ensure!(
        chip(stage).await? == "Component?",
        "the chip says {:?}",
        chip(stage).await?
    );
    stage.control.set_faults(vec![]);
    stage.control.clear_requests();
    // Pressed away and again.
    stage.browser.click(CHIP).await?;
    stage.browser.click(CHIP).await?;
    card_with(stage, "VG-RATE").await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.wait_for_status("VG-RATE").await?;
    let asked = [
        stage.requests("/comments"),
        stage.requests("/tickets/"),
        stage.requests(SHOW_MANY),
    ]
    .concat();
    ensure!(
        asked.is_empty(),
        "Zendesk was asked all the same: {asked:?}"
    );
    Ok(())
}

/// What is asked for a page that nobody sees any more is not asked.
pub async fn nothing_from_a_hidden_tab(stage: &Stage) -> Result<()> {
    let id = saying(stage, GITALY).await?;
    stage.browser.new_tab().await?;
    stage.browser.open_own("options.html").await?;
    stage.control.clear_requests();
    let ask = "const [tab] = await chrome.tabs.query({ url: 'https://gitlab.zendesk.com/agent/*' });
        const forward = (whileSeen) => chrome.tabs.sendMessage(tab.id, { kind: 'forward', method: 'GET', path: args[0], csrf: null, body: null, keep: '{}', whileSeen });
        return [(await forward(true)).sent, (await forward(false)).sent];";
    let path = format!("/api/v2/tickets/{id}/comments.json");
    let sent = stage.browser.js_async(ask, &[path.into()]).await?;
    ensure!(sent == json!([false, true]), "it was sent: {sent}");
    let asked = stage.requests("/comments").len();
    ensure!(asked == 1, "{asked} requests were made");
    Ok(())
}

/// In the dark, from right to left, and in forced colours everything of the card is in the window and can be told from its ground.
pub async fn looks(stage: &Stage) -> Result<()> {
    for (name, preferences, forced) in [
        ("dark", json!({"theme": "dark"}), false),
        ("right-to-left", json!({"locale": "ar"}), false),
        ("forced-colours", json!({}), true),
    ] {
        stage.browser.prefer(preferences).await?;
        stage.browser.forced_colors(forced).await?;
        let result = card_looks(stage, name).await;
        stage.browser.forced_colors(false).await?;
        result?;
    }
    Ok(())
}

async fn card_looks(stage: &Stage, name: &str) -> Result<()> {
    saying(stage, GITALY).await?;
    stage.browser.click(CHIP).await?;
    card_with(stage, "Document this").await?;
    inside_the_window(&stage.browser, "[part~=card]").await?;
    stage
        .browser
        .keep_picture(&format!("contribution-{name}"))
        .await?;
    let edge = "const { borderTopStyle, borderTopWidth } = getComputedStyle(root.querySelector('[part~=card]')); return borderTopStyle !== 'none' && parseFloat(borderTopWidth) > 0;";
    let has_edge = stage.browser.in_surface(edge).await?;
    ensure!(has_edge == true, "the card has no edge of its own");
    if name != "forced-colours" {
        axe(stage).await?;
    }
    Ok(())
}
