//! What came of tickets with the person's own hand: their merge requests, and the issues that are filed.

use super::{super::dom::*, place, ticket_name};
use crate::{
    browser::{dates, gitlab, locks, now, runtime, vault, words::say},
    contribution::mine::{KEY, MergeRequest, Mine},
    gitlab::sign_in::Kept,
    settings::GitLab,
};
use sycamore_reactive::{Signal, create_signal};
use wasm_bindgen_futures::spawn_local;

/// `None` until it is known whose GitLab it is; with the host of the tickets.
type Known = Signal<Option<(Mine, String)>>;

/// The section. `kept` is what was kept; `filed` are the issues.
pub fn section(kept: String, filed: View) -> View {
    let known: Known = create_signal(None);
    spawn_local(look(known, kept));
    el("section")
        .class("mine")
        .add(el("h2").add(say("popup_mine", &[])))
        .add(live(move || {
            let known = known.get_clone();
            known.map(|(mine, host)| view(&mine, &host))
        }))
        .add(filed)
        .into()
}

async fn look(known: Known, kept: String) {
    let (origin, host) = (origin().await, place::host().await);
    let show = |mine: &Mine| known.set(Some((mine.clone(), host.clone())));
    show(&Mine::read(&kept, &origin, &host));
    // Where the browser gives none, another popup is asking.
    let Ok(_held) = locks::hold(KEY).await else {
        return;
    };
    let kept = runtime::kept(KEY).await.as_string().unwrap_or_default();
    let known_before = Mine::read(&kept, &origin, &host);
    let mut mine = known_before.clone();
    match vault::read(&origin).await {
        Ok(Some(Kept::Personal { .. } | Kept::OAuth(_))) => {
            if let Some(request) = mine.ask(now()) {
                if keep(&mine).await.is_err() {
                    return;
                }
                let answer = gitlab::send(&origin, &request).await;
                mine.take(now(), &answer);
            }
        }
        _ => mine.sign_out(),
    }
    if mine != known_before {
        // What was not kept is asked for again ten minutes from now: that was noted.
        let _ = keep(&mine).await;
        show(&mine);
    }
}

async fn keep(mine: &Mine) -> Result<(), wasm_bindgen::JsValue> {
    runtime::keep(KEY, &mine.write().into()).await
}

/// Of the GitLab in the settings.
async fn origin() -> String {
    let check = |text: &str| GitLab::parse(text).map(|_| ());
    let text = runtime::settings(&check).await.text;
    GitLab::parse(&text).unwrap_or_default().origin
}

fn view(mine: &Mine, host: &str) -> View {
    let trouble = mine.trouble(say).map(|trouble| el("p").add(trouble));
    let list = mine.known().map(|(of, all)| {
        let rows: Vec<El> = all.iter().map(|one| row(one, host)).collect();
        let none = rows.is_empty().then(|| {
            let words = say("popup_mine_none", &[host]);
            el("p").add(words)
        });
        let of = say("popup_mine_of", &[&dates::moment(of)]);
        View::from([
            View::from(el("p").class("quiet").add(of)),
            none.into(),
            el("ul").add(rows).into(),
        ])
    });
    [View::from(trouble), list.into()].into()
}

fn row(one: &MergeRequest, host: &str) -> El {
    let tickets = one.tickets.iter().map(|ticket| {
        let address = format!("https://{host}/agent/tickets/{ticket}");
        link(&address, ticket_name(&ticket.to_string()))
    });
    let tickets: Vec<El> = tickets.collect();
    let state = el("span").class("chip").add(one.state.say(say));
    el("li")
        .add(
            el("p")
                .class("places")
                .add(link(&one.url, one.name.as_str()))
                .add(state)
                .add(tickets),
        )
        .add(el("p").add(one.title.as_str()))
}
