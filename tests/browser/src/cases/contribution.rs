//! What a ticket is about: named where somebody asks, with what spoke for it and where to go.

use anyhow::{Context, Result, ensure};
use thirtyfour::Key;

use super::escalation::open_ticket;
use crate::harness::{paths::reports, wait_until};
use crate::stage::Stage;

const CHIP: &str = "vanguard-ticket vanguard-badge[data-size='component']";
const LINKS: &str = "return [...root.querySelectorAll('[popover] ul a')].map(({ href, target, rel }) => [href, target, rel]);";

/// A ticket on view of which nothing is left but these words.
async fn saying(stage: &Stage, words: &str) -> Result<()> {
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
        Ok(())
    })
}

const GITALY: &str = "GitLab 16.2.3, see /var/log/gitlab/gitaly:\n\nGRPC::Unavailable: 14:failed to connect to all addresses\nlib/gitlab/gitaly_client.rb:317:in `call'\n\n<img src=x onerror=alert(1)> praefect";

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
    wait_until(format!("the card to say {text:?}"), || async {
        let card = stage.browser.card().await?;
        Ok(card.filter(|card| card.contains(text)))
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
    stage
        .browser
        .screenshot(&reports().join("contribution.png"))
        .await?;
    Ok(())
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
