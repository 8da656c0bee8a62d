//! What the content script's selectors find in the Zendesk pages that are open.

use super::{super::dom::*, parts::sentences};
use crate::{
    browser::{runtime, tabs, words::say},
    gitlab::sign_in::{Line, Weight},
    zendesk::health::{Finding, Selector, lost, selectors},
};
use sycamore_reactive::create_signal;
use wasm_bindgen_futures::spawn_local;

/// The section.
pub fn view() -> El {
    let found = create_signal(Vec::<Selector>::new());
    let lines = create_signal(Vec::<Line>::new());
    let look = move || {
        spawn_local(async move {
            let answers = ask().await;
            let all = selectors(&answers);
            lines.set(vec![judge(&all)]);
            found.set(all);
        });
    };
    let table = move || {
        let found = found.get_clone();
        (!found.is_empty()).then(|| table(&found))
    };
    el("section")
        .attr("aria-labelledby", "health-heading")
        .add(el("h2").id("health-heading").add(say("health_title", &[])))
        .add(el("p").add(say("health_intro", &[])))
        .add(
            el("div").class("buttons").add(
                button(say("health_look", &[]))
                    .id("health-look")
                    .press(look),
            ),
        )
        .add(sentences("health-said", *lines))
        .add(el("div").class("changes").add(live(table)))
}

/// The answers of all tabs that have a content script of ours.
async fn ask() -> Vec<String> {
    let mut answers = Vec::new();
    for host in runtime::hosts().await {
        for tab in tabs::of(&host).await {
            answers.extend(tabs::health(tab).await);
        }
    }
    answers
}

fn judge(all: &[Selector]) -> Line {
    if all.is_empty() {
        return Line::new(Weight::Warning, say("health_no_tab", &[]));
    }
    let lost: Vec<String> = lost(all).iter().map(|thing| say(thing, &[])).collect();
    match lost.is_empty() {
        true => Line::new(Weight::Good, say("health_good", &[])),
        false => Line::new(Weight::Error, say("health_lost", &[&lost.join(", ")])),
    }
}

fn table(all: &[Selector]) -> El {
    let head = [
        say("health_thing", &[]),
        say("health_selector", &[]),
        say("health_finding", &[]),
    ];
    let head = head.map(|title| el("th").attr("scope", "col").add(title));
    let row = |one: &Selector| {
        let finding = match one.finding {
            Finding::Found => say("health_found", &[]),
            Finding::Missing => say("health_missing", &[]),
            Finding::NotHere => say("health_not_here", &[]),
        };
        el("tr")
            .add(el("th").attr("scope", "row").add(say(one.thing, &[])))
            .add(el("td").add(el("code").add(one.css.as_str())))
            .add(el("td").add(finding))
    };
    let rows: Vec<El> = all.iter().map(row).collect();
    el("table")
        .id("health-table")
        .add(el("thead").add(el("tr").add(head)))
        .add(el("tbody").add(rows))
}
