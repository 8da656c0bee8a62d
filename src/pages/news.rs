//! What is new, once after an update: said until somebody has read it.

use super::dom::*;
use crate::{
    browser::{
        runtime::{forget, kept},
        words::say,
    },
    news::{News, since},
};
use sycamore_reactive::create_signal;
use wasm_bindgen_futures::spawn_local;

/// Under which key the background keeps the version that was updated (extension/background/installed.ts).
const BEFORE: &str = "updated_from";

/// The notice; nothing where nothing was updated.
pub fn view() -> View {
    let news = create_signal(Vec::new());
    spawn_local(async move {
        if let Some(before) = kept(BEFORE).await.as_string() {
            news.set(since(&before, say));
        }
    });
    let close = move || {
        news.set(Vec::new());
        // It is shown again where this cannot be kept.
        spawn_local(forget(BEFORE));
        keep_focus("title");
    };
    live(move || {
        let all: Vec<El> = news.with(|news| news.iter().map(version).collect());
        (!all.is_empty()).then(|| {
            el("section")
                .class("updated")
                .attr("aria-label", "Vanguard")
                .add(all)
                .add(button(say("news_close", &[])).id("news-close").press(close))
        })
    })
}

fn version(news: &News) -> El {
    let lines: Vec<El> = news
        .lines
        .iter()
        .map(|line| el("li").add(line.as_str()))
        .collect();
    el("div")
        .add(el("h2").add(say("news_title", &[news.version])))
        .add(el("ul").add(lines))
}
