//! What is typed into the ordering, and not saved yet, would change in the person's own list.

use super::{
    super::dom::*,
    browser::{on_seen, session},
    field::Draft,
    kept::{Kept, rules},
};
use crate::{
    browser::{now, runtime, tabs, words::say},
    engine::{Listed, Move, Queue},
    settings::{Edit, Rules},
};
use std::rc::Rc;
use sycamore_reactive::{Signal, create_signal};
use wasm_bindgen_futures::spawn_local;

/// The list that is compared, where one is known; it is looked for again whenever the page is seen again.
pub fn listed() -> Signal<Option<Rc<Listed>>> {
    let listed = create_signal(None);
    let look = move || spawn_local(async move { listed.set(find().await.map(Rc::new)) });
    look();
    on_seen(look);
    listed
}

/// The list of a tab that is open, or, where none is, the one that was shown last.
async fn find() -> Option<Listed> {
    for host in runtime::hosts().await {
        let tabs = tabs::of(&host).await.into_iter();
        for tab in tabs.map(Some).chain([None]) {
            let mut kept = session(&[Queue::key(&host, tab)]).await;
            let Some((_, list)) = kept.first() else {
                continue;
            };
            let keys = Queue::keys(&host, list);
            kept.extend(session(&keys).await);
            if let Some(listed) = Listed::read(&host, tab, &kept) {
                return Some(listed);
            }
        }
    }
    None
}

/// What stands below the fields.
pub fn view(kept: Kept, listed: Signal<Option<Rc<Listed>>>, drafts: Rc<[Draft]>) -> El {
    let found = move || {
        let Some(listed) = listed.get_clone() else {
            return (say("options_preview_no_list", &[]), None);
        };
        let edits: Vec<Edit> = drafts.iter().filter_map(Draft::edit_now).collect();
        let count = listed.len().to_string();
        if edits.is_empty() {
            return (say("options_preview_same", &[&count]), None);
        }
        match typed_rules(kept, &edits) {
            None => (say("options_preview_wrong", &[]), None),
            Some((before, after)) => {
                let moves = listed.moves(&before, &after, now());
                let moving = moves.iter().filter(|one| one.before.rank != one.after.rank);
                let moving = moving.count();
                let others = (moves.len() - moving).to_string();
                let said = match moves.len() {
                    0 => say("options_preview_none", &[&count]),
                    _ => say(
                        "options_preview_moves",
                        &[&moving.to_string(), &others, &count],
                    ),
                };
                let shown = (!moves.is_empty()).then(|| table(&listed.host, &moves));
                (said, shown)
            }
        }
    };
    let heading = el("h3")
        .id("preview-heading")
        .add(say("options_preview", &[]));
    let region = live(move || {
        let (said, moves) = found();
        let said = el("p").id("preview-said").attr("role", "status").add(said);
        [said.into(), View::from(moves)]
    });
    el("div")
        .class("preview")
        .attr("role", "group")
        .attr("aria-labelledby", "preview-heading")
        .add(heading)
        .add(region)
}

/// What is in force, and what would be; nothing where what is typed cannot be used.
fn typed_rules(kept: Kept, edits: &[Edit]) -> Option<(Rules, Rules)> {
    let before = kept.in_force.with(|in_force| rules(&in_force.text).ok())?;
    let own = kept.edited(edits).ok()?;
    let after = rules(&kept.in_force_with(&own).text).ok()?;
    Some((before, after))
}

fn table(host: &str, moves: &[Move]) -> El {
    let head = [
        say("options_preview_ticket", &[]),
        say("options_preview_rank", &[]),
        say("options_preview_score", &[]),
    ];
    let head = head.map(|title| el("th").attr("scope", "col").add(title));
    let row = |one: &Move| {
        let address = format!("https://{host}/agent/tickets/{}", one.id);
        let ticket = link(&address, format!("#{}", one.id));
        let ticket = el("th").attr("scope", "row").add(ticket);
        let then = |before: String, after: String| match before == after {
            true => el("td").add(before),
            false => el("td").add(say("options_preview_then", &[&before, &after])),
        };
        let (before, after) = (one.before, one.after);
        el("tr")
            .add(ticket)
            .add(then(before.rank.to_string(), after.rank.to_string()))
            .add(then(before.score.to_string(), after.score.to_string()))
    };
    let rows: Vec<El> = moves.iter().map(row).collect();
    el("table")
        .id("preview-moves")
        .add(el("thead").add(el("tr").add(head)))
        .add(el("tbody").add(rows))
}
