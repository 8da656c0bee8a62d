//! What is new, once after an update: said until somebody has read it.

use super::dom::*;
use crate::{
    browser::{
        runtime::{forget, kept},
        words::say,
    },
    news::since,
};
use sycamore_reactive::create_signal;
use wasm_bindgen_futures::spawn_local;

/// Under which key the background keeps the version that was updated (extension/background/installed.ts).
const BEFORE: &str = "updated_from";

/// The notice; nothing where nothing was updated.
pub fn view() -> View {
    let before = create_signal(None);
    spawn_local(async move { before.set(kept(BEFORE).await.as_string()) });
    let close = move || {
        before.set(None);
        // It is shown again where this cannot be kept.
        spawn_local(forget(BEFORE));
        keep_focus("title");
    };
    live(move || {
        let before = before.get_clone()?;
        let all: Vec<El> = since(&before, say)
            .map(|(version, news)| notice(version, &news))
            .collect();
        if all.is_empty() {
            return None;
        }
        let close = button(say("news_close", &[])).id("news-close").press(close);
        let notice = el("section")
            .class("updated")
            .attr("aria-label", "Vanguard")
            .add(all);
        Some(notice.add(close))
    })
}

fn notice(version: &str, news: &str) -> El {
    let lines: Vec<El> = news.lines().map(|line| el("li").add(line)).collect();
    el("div")
        .add(el("h2").add(say("news_title", &[version])))
        .add(el("ul").add(lines))
}
