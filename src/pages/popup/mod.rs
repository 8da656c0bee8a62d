//! The popup of the toolbar icon: what comes next, all escalations, what needs somebody first, and how we are doing.

mod background;
mod dismissal;
mod kept;
mod links;
mod meetings;
mod place;
mod queue;
mod results;

use super::dom::*;
use crate::{
    browser::{now, runtime},
    escalation::{
        follow,
        outbox::{self, Wish},
        overview::{Entry, Section},
    },
};
use gloo_timers::callback::Interval;
use kept::Overview;
use sycamore_reactive::{Signal, create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// `None` until the background has answered for the first time in this browser.
type Known = Signal<Option<Overview>>;

const SILENT: &str = "Vanguard does not answer. Switch the extension off and on. (VG-SILENT)";
/// Times left tick on so often; milliseconds.
const TICK: u32 = 15_000;
const NOTHING: &str =
    "Nothing is escalated yet. Open a ticket in Zendesk and press Escalate, or Alt+Shift+E.";

/// The whole page, from what is known at once.
pub async fn open() {
    let kept = Overview::kept().await;
    let queue = runtime::kept(queue::KEY).await.as_string();
    let results = runtime::kept(results::KEY).await.as_string();
    show(|| page(kept, queue.as_deref(), results.as_deref()));
}

fn page(kept: Option<Overview>, queue: Option<&str>, results: Option<&str>) -> View {
    let known = create_signal(kept);
    let said = create_signal(String::new());
    let news = create_signal(0);
    let clock = create_signal(now());
    spawn_local(refresh(known, said));
    runtime::on_each_message(move |_| {
        spawn_local(refresh(known, said));
        news.update(|news| *news += 1);
    });
    Interval::new(TICK, move || clock.set(now())).forget();
    let ranked = || {
        spawn_local(async {
            background::show_ranked_list().await;
            background::close();
        });
    };
    let header = el("header")
        .add(el("h1").id("title").attr("tabindex", "-1").add("Vanguard"))
        .add(button("Show the list in score order").press(ranked))
        .add(button("Options").press(|| spawn_local(background::open_options())));
    let sections = Section::ALL.map(|section| view_section(section, known, said));
    let is_empty =
        move || known.with(|known| known.as_ref().is_some_and(|known| known.entries.is_empty()));
    let main = el("main")
        .add(
            el("p")
                .attr("role", "status")
                .add(live(move || said.get_clone())),
        )
        .add(queue::section(queue, news, clock))
        .add(sections)
        .add(live(move || is_empty().then(|| el("p").add(NOTHING))))
        .add(results::section(results, news));
    [header, meetings::section(), main, links::section()].into()
}

async fn refresh(known: Known, said: Signal<String>) {
    match Overview::ask().await {
        Some(all) => known.set(Some(all)),
        None => said.set(silent(known)),
    }
}

/// That there is no answer, and how old that is what is shown.
fn silent(known: Known) -> String {
    let as_of = known.with_untracked(|known| known.as_ref().map(|known| known.as_of));
    match as_of {
        Some(at) => format!("{SILENT} What is shown is of {}.", background::moment(at)),
        None => SILENT.to_owned(),
    }
}

fn view_section(section: Section, known: Known, said: Signal<String>) -> View {
    let its = create_selector(move || {
        known.with(|known| {
            let all = known.iter().flat_map(|known| &known.entries);
            let its = all.filter(|entry| entry.section == section);
            its.cloned().collect::<Vec<_>>()
        })
    });
    let is_there = create_selector(move || its.with(|its| !its.is_empty()));
    let class = match section {
        Section::NeedsPerson => "needs-you",
        Section::UnderWay => "under-way",
        Section::Tell => "tell",
        Section::Filed => "filed",
    };
    let show = move || {
        let list = each(
            move || its.get_clone(),
            move |entry| view_entry(entry, known, said),
        );
        el("section")
            .class(class)
            .add(el("h2").add(section.title()))
            .add(el("ul").add(list))
    };
    live(move || is_there.get().then(show))
}

fn view_entry(entry: Entry, known: Known, said: Signal<String>) -> El {
    let presses = presses(&entry, known, said);
    let (dismiss, question) = dismissal::show(&entry, known, said).unzip();
    let Entry {
        key,
        url,
        words,
        until,
        tell,
        reply,
        ..
    } = entry;
    let address = format!("https://{}/agent/tickets/{}", key.host, key.ticket);
    let ticket = link(&address, format!("Ticket {}", key.ticket));
    let issue = url.map(|url| link(&url, issue_name(&url)));
    let until = until.map(|at| format!("Goes on by itself at {}.", background::clock(at)));
    let paragraph = |class: &str, text: String| {
        let is_there = !text.is_empty();
        is_there.then(|| el("p").class(class).add(text))
    };
    el("li")
        .add(el("p").class("places").add(ticket).add(issue))
        .add(el("p").add(words.join(" ")))
        .add(paragraph("quiet", until.unwrap_or_default()))
        .add(paragraph("news", tell))
        .add(paragraph("quiet", reply))
        .add(el("div").class("presses").add(presses).add(dismiss))
        .add(question)
}

/// What can be done about it.
fn presses(entry: &Entry, known: Known, said: Signal<String>) -> Vec<El> {
    let Entry {
        key, tell, reply, ..
    } = entry;
    let wish = |wish: Wish| outbox::Ask::Wish(key.clone(), wish).write();
    let told = follow::Ask::Told(key.clone(), tell.clone()).write();
    let hide = follow::Ask::Hide(key.clone()).write();
    let asks = [
        (entry.retry, "Retry", wish(Wish::Retry)),
        (entry.cancel, "Cancel", wish(Wish::Cancel)),
        (!tell.is_empty(), "Told", told),
        (entry.hide && tell.is_empty(), "Take off the list", hide),
    ];
    let mut presses: Vec<El> = asks
        .into_iter()
        .filter(|(does, ..)| *does)
        .map(|(_, word, text)| press(entry, word, move || send(text.clone(), known, said)))
        .collect();
    if !reply.is_empty() {
        let reply = reply.clone();
        presses.push(press(entry, "Copy reply", move || {
            let reply = reply.clone();
            spawn_local(async move {
                let words = match background::copy(&reply).await {
                    true => "Copied. Paste it into your reply.",
                    false => "The browser does not allow copying: select the text instead.",
                };
                said.set(words.into());
            });
        }));
    }
    presses
}

/// Has the background do something, and shows what came of it.
fn send(text: String, known: Known, said: Signal<String>) {
    spawn_local(async move {
        if runtime::ask(&text).await.is_none() {
            said.set(silent(known));
        }
        refresh(known, said).await;
        keep_focus("title");
    });
}

fn press(entry: &Entry, word: &str, act: impl FnMut() + 'static) -> El {
    let label = format!("{word}, ticket {}", entry.key.ticket);
    button(word).attr("aria-label", &label).press(act)
}

/// `https://gitlab.com/gitlab-org/gitlab/-/issues/7` → `gitlab-org/gitlab#7`.
fn issue_name(url: &str) -> String {
    let path = url.splitn(4, '/').nth(3).unwrap_or(url);
    path.replace("/-/issues/", "#")
}
