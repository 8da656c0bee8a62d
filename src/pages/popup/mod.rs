//! The popup of the toolbar icon: what comes next, all escalations, what needs somebody first, and how we are doing.

mod background;
mod contributions;
mod dismissal;
mod kept;
mod links;
mod meetings;
mod palette;
mod place;
mod queue;
mod results;

use super::{dom::*, news as updated};
use crate::{
    browser::{dates, now, runtime, words::say},
    contribution::mine,
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

/// Times left tick on so often; milliseconds.
const TICK: u32 = 15_000;

/// The whole page, from what is known at once.
pub async fn open() {
    let kept = Overview::kept().await;
    let queue = runtime::kept(queue::KEY).await.as_string();
    let results = runtime::kept(results::KEY).await.as_string();
    let mine = runtime::kept(mine::KEY).await.as_string();
    let mine = mine.unwrap_or_default();
    show(|| page(kept, queue.as_deref(), results.as_deref(), mine));
}

fn page(kept: Option<Overview>, queue: Option<&str>, results: Option<&str>, mine: String) -> View {
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
    let ranked = || spawn_local(palette::on_page("ranked-list"));
    let [field, found] = palette::view();
    let header = el("header")
        .add(el("h1").id("title").attr("tabindex", "-1").add("Vanguard"))
        .add(button(say("command_ranked_list", &[])).press(ranked))
        .add(button(say("popup_options", &[])).press(|| spawn_local(background::open_options())))
        .add(field)
        .add(found)
        .add(updated::view());
    let [needs, under_way, tell, filed] =
        Section::ALL.map(|section| view_section(section, known, said));
    let is_empty =
        move || known.with(|known| known.as_ref().is_some_and(|known| known.entries.is_empty()));
    let main = el("main")
        .add(
            el("p")
                .attr("role", "status")
                .add(live(move || said.get_clone())),
        )
        .add(queue::section(queue, news, clock))
        .add([needs, under_way, tell])
        .add(live(move || {
            is_empty().then(|| el("p").add(say("popup_nothing_escalated", &[])))
        }))
        .add(contributions::section(mine, filed))
        .add(results::section(results, news))
        .add(link("options.html#help", say("help_link", &[])));
    [header, meetings::section(), main, links::section()].into()
}

fn lower(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
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
    let silent = format!(
        "{} {} (VG-SILENT)",
        say("silent_what", &[]),
        say("silent_todo", &[])
    );
    match as_of {
        Some(at) => format!(
            "{silent} {}",
            say("popup_shown_is_of", &[&dates::moment(at)])
        ),
        None => silent,
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
            .add(el("h2").add(section.title(say)))
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
    let ticket = link(&address, ticket_name(&key.ticket.to_string()));
    let issue = url.map(|url| link(&url, issue_name(&url)));
    let until = until.map(|at| say("popup_goes_on_at", &[&dates::clock(at)]));
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
        (entry.retry, "popup_retry", wish(Wish::Retry)),
        (entry.cancel, "popup_cancel", wish(Wish::Cancel)),
        (!tell.is_empty(), "told", told),
        (entry.hide && tell.is_empty(), "popup_hide", hide),
    ];
    let mut presses: Vec<El> = asks
        .into_iter()
        .filter(|(does, ..)| *does)
        .map(|(_, key, text)| press(entry, key, move || send(text.clone(), known, said)))
        .collect();
    if !reply.is_empty() {
        let reply = reply.clone();
        presses.push(press(entry, "popup_copy_reply", move || {
            let reply = reply.clone();
            spawn_local(async move {
                let key = match background::copy(&reply).await {
                    true => "popup_reply_copied",
                    false => "popup_select_instead",
                };
                said.set(say(key, &[]));
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

/// The button whose message has this key.
fn press(entry: &Entry, key: &str, act: impl FnMut() + 'static) -> El {
    let word = say(key, &[]);
    let label = format!("{word}, {}", ticket_name(&entry.key.ticket.to_string()));
    button(word).attr("aria-label", &label).press(act)
}

/// `Ticket #4711`.
fn ticket_name(number: &str) -> String {
    say("ticket_number", &[number])
}

/// `https://gitlab.com/gitlab-org/gitlab/-/issues/7` → `gitlab-org/gitlab#7`.
fn issue_name(url: &str) -> String {
    let path = url.splitn(4, '/').nth(3).unwrap_or(url);
    path.replace("/-/issues/", "#")
}
