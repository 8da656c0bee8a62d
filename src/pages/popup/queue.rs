//! What comes next: the top of the list that was shown last.

use super::{super::dom::*, background, place};
use crate::{
    browser::{runtime, tabs, words::say},
    engine::{Queue, Row},
    time::Time,
    words::span,
};
use sycamore_reactive::{Signal, create_effect, create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// Under which key the answer before is kept.
pub const KEY: &str = "popup-queue";

/// `None` until the background has answered for the first time in this browser; inside, `None` where there is no list.
type Known = Signal<Option<Option<Queue>>>;

/// The section. `kept` is the answer before; `news` changes whenever the background says that something did, `clock`
/// with time.
pub fn section(kept: Option<&str>, news: Signal<u32>, clock: Signal<Time>) -> View {
    let known: Known = create_signal(kept.map(Queue::read));
    let host = create_signal(String::new());
    create_effect(move || {
        news.get();
        spawn_local(async move {
            host.set(place::host().await);
            let ask = Queue::ask(&host.get_clone_untracked());
            // Where there is no answer the escalations say so.
            let Some(text) = runtime::ask(&ask).await else {
                return;
            };
            // The next popup asks again where this was not kept.
            let _ = runtime::keep(KEY, &text.as_str().into()).await;
            known.set(Some(Queue::read(&text)));
        });
    });
    let queue = move || known.get_clone().flatten();
    let rows = create_selector(move || queue().map_or_else(Vec::new, |queue| queue.rows));
    let is_there = create_selector(move || rows.with(|rows| !rows.is_empty()));
    let next = move || {
        button(say("popup_take_next", &[]))
            .press(move || spawn_local(take_next(host.get_clone_untracked(), queue())))
    };
    let open = move |id: String| {
        let (host, tab) = (
            host.get_clone_untracked(),
            queue().and_then(|queue| queue.tab),
        );
        spawn_local(async move {
            tabs::open_ticket(&host, tab, &id).await;
            background::close();
        });
    };
    let list = each(
        move || rows.get_clone(),
        move |row| view_row(&row, clock, open),
    );
    let heading = el("div")
        .class("heading")
        .add(el("h2").add(say("popup_next_tickets", &[])))
        .add(live(move || is_there.get().then(next)));
    el("section")
        .class("queue")
        .add(heading)
        .add(live(move || {
            known
                .get_clone()
                .map(|queue| view_notes(queue, host, clock))
        }))
        .add(el("ol").add(list))
        .into()
}

async fn take_next(host: String, queue: Option<Queue>) {
    let Some(queue) = queue else {
        return;
    };
    match (queue.tab, queue.rows.first()) {
        // Which one is free, its page knows.
        (Some(tab), _) => {
            tabs::command_in(tab, "take-next").await;
        }
        (None, Some(first)) => tabs::open_ticket(&host, None, &first.id).await,
        (None, None) => return,
    }
    background::close();
}

/// What is to be known of the list as a whole.
fn view_notes(queue: Option<Queue>, host: Signal<String>, clock: Signal<Time>) -> View {
    let Some(queue) = queue else {
        let address = format!("https://{}/agent", host.get_clone());
        return el("p")
            .add(say("popup_no_list", &[]))
            .add(" ")
            .add(link(&address, say("popup_open_view", &[])))
            .into();
    };
    let oldest = queue.rows.iter().map(|row| row.as_of).min();
    let is_old = queue.tab.is_none() || queue.rows.iter().any(|row| row.stale);
    let age = oldest
        .filter(|_| is_old)
        .map(|at| say("as_of", &[&span(say, at.until(clock.get()))]));
    let unknown = queue.listed.saturating_sub(queue.known);
    let missing = (unknown > 0).then(|| {
        let (unknown, all) = (unknown.to_string(), queue.listed.to_string());
        say("popup_not_known_yet", &[&unknown, &all])
    });
    let no_tab = queue.tab.is_none().then(|| say("popup_no_tab", &[]));
    let notes: Vec<String> = [no_tab, age, missing].into_iter().flatten().collect();
    (!notes.is_empty())
        .then(|| el("p").class("quiet").add(notes.join(" ")))
        .into()
}

fn view_row(row: &Row, clock: Signal<Time>, open: impl Fn(String) + 'static) -> El {
    let id = row.id.clone();
    let word = match row.important {
        true => format!("{} !", row.word),
        false => row.word.clone(),
    };
    let (breach_at, estimated) = (row.breach_at, row.estimated);
    let left = move || breach_at.map(|at| time_left(clock.get(), at, estimated));
    let band = el("span")
        .class("band")
        .attr("data-level", row.level.name())
        .add(word);
    let press = button(el("span").class("score").add(row.score.to_string()))
        .class("ticket")
        .attr("title", &say("popup_open_ticket", &[]))
        .add(" ")
        .add(band)
        .add(" ")
        .add(el("span").class("left").add(live(left)))
        .add(" ")
        .add(el("span").class("id").add(format!("#{}", row.id)))
        .add(" ")
        .add(el("span").class("quiet").add(row.reason.clone()))
        .press(move || open(id.clone()));
    el("li").add(press)
}

/// `1 h 05 min left, estimated`.
fn time_left(now: Time, breach_at: Time, estimated: bool) -> String {
    let left = now.until(breach_at);
    let key = if left > 0 { "time_left" } else { "time_over" };
    let said = say(key, &[&span(say, left)]);
    match estimated {
        true => format!("{said}, {}", say("estimated", &[])),
        false => said,
    }
}
