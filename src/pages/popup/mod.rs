//! The popup of the toolbar icon: all escalations, what needs somebody first.

mod background;

use crate::escalation::{
    follow,
    outbox::{self, Wish},
    overview::{Entry, Section},
};
use sycamore::{prelude::*, web::document};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

/// `None` until the background has answered first.
type Entries = Signal<Option<Vec<Entry>>>;

const SILENT: &str = "Vanguard does not answer. Switch the extension off and on. (VG-SILENT)";
const NOTHING: &str =
    "Nothing is escalated yet. Open a ticket in Zendesk and press Escalate, or Alt+Shift+E.";

/// The whole page.
#[component]
pub fn Popup() -> View {
    let entries: Entries = create_signal(None);
    let said = create_signal(String::new());
    spawn_local(refresh(entries, said));
    background::on_news(move || spawn_local(refresh(entries, said)));
    let ranked = move |_| {
        spawn_local(async {
            background::show_ranked_list().await;
            background::close();
        });
    };
    let options = |_| spawn_local(background::open_options());
    let sections: Vec<View> = Section::ALL
        .into_iter()
        .map(|section| view_section(section, entries, said))
        .collect();
    let is_empty = move || entries.with(|all| all.as_ref().is_some_and(Vec::is_empty));
    view! {
        header {
            h1(id="title", tabindex="-1") { "Vanguard" }
            button(r#type="button", on:click=ranked) { "Show the list in score order" }
            button(r#type="button", on:click=options) { "Options" }
        }
        main {
            p(role="status") { (said.get_clone()) }
            (sections)
            (is_empty().then(|| view! { p { (NOTHING) } }))
        }
    }
}

async fn refresh(entries: Entries, said: Signal<String>) {
    match background::entries().await {
        Some(all) => entries.set(Some(all)),
        None => said.set(SILENT.into()),
    }
}

/// The button that was pressed may have gone with what it was for.
fn keep_focus() {
    let is_lost = document()
        .active_element()
        .is_none_or(|at| at.tag_name() == "BODY");
    let title = document().get_element_by_id("title");
    if let Some(title) = title.and_then(|title| title.dyn_into::<HtmlElement>().ok())
        && is_lost
    {
        // There is nothing to be done where it cannot be focused.
        let _ = title.focus();
    }
}

fn view_section(section: Section, entries: Entries, said: Signal<String>) -> View {
    let its = create_memo(move || {
        let all = entries.get_clone().unwrap_or_default().into_iter();
        all.filter(|entry| entry.section == section)
            .collect::<Vec<_>>()
    });
    let is_there = move || its.with(|its| !its.is_empty());
    let class = match section {
        Section::NeedsPerson => "needs-you",
        Section::UnderWay => "under-way",
        Section::Tell => "tell",
        Section::Filed => "filed",
    };
    view! {
        (is_there().then(|| view! {
            section(class=class) {
                h2 { (section.title()) }
                ul {
                    Keyed(
                        list=its,
                        view=move |entry| view_entry(entry, entries, said),
                        key=Entry::clone,
                    )
                }
            }
        }))
    }
}

fn view_entry(entry: Entry, entries: Entries, said: Signal<String>) -> View {
    let Entry {
        key,
        url,
        words,
        until,
        tell,
        reply,
        ..
    } = entry.clone();
    let ticket = format!("Ticket {}", key.ticket);
    let address = format!("https://{}/agent/tickets/{}", key.host, key.ticket);
    let issue = url.map(|url| {
        let name = issue_name(&url);
        view! { a(href=url, target="_blank", rel="noreferrer") { (name) } }
    });
    let until = until.map(|at| {
        let text = format!("Goes on by itself at {}.", background::clock(at));
        view! { p(class="quiet") { (text) } }
    });
    let tell = (!tell.is_empty()).then(|| view! { p(class="news") { (tell) } });
    let reply = (!reply.is_empty()).then(|| view! { p(class="quiet") { (reply) } });
    let presses = presses(&entry, entries, said);
    let words = words.join(" ");
    view! {
        li {
            p(class="places") {
                a(href=address, target="_blank", rel="noreferrer") { (ticket) }
                (issue)
            }
            p { (words) }
            (until)
            (tell)
            (reply)
            div(class="presses") { (presses) }
        }
    }
}

/// What can be done about it.
fn presses(entry: &Entry, entries: Entries, said: Signal<String>) -> Vec<View> {
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
    let mut presses: Vec<View> = asks
        .into_iter()
        .filter(|(does, ..)| *does)
        .map(|(_, word, text)| {
            let act = move |_| {
                let text = text.clone();
                spawn_local(async move {
                    if background::ask(&text).await.is_none() {
                        said.set(SILENT.into());
                    }
                    refresh(entries, said).await;
                    keep_focus();
                });
            };
            press(entry, word, act)
        })
        .collect();
    if !reply.is_empty() {
        let reply = reply.clone();
        let act = move |_| {
            let reply = reply.clone();
            spawn_local(async move {
                let words = match background::copy(&reply).await {
                    true => "Copied. Paste it into your reply.",
                    false => "The browser does not allow copying: select the text instead.",
                };
                said.set(words.into());
            });
        };
        presses.push(press(entry, "Copy reply", act));
    }
    presses
}

fn press(
    entry: &Entry,
    word: &'static str,
    act: impl FnMut(web_sys::MouseEvent) + 'static,
) -> View {
    let label = format!("{word}, ticket {}", entry.key.ticket);
    view! { button(r#type="button", aria-label=label, on:click=act) { (word) } }
}

/// `https://gitlab.com/gitlab-org/gitlab/-/issues/7` → `gitlab-org/gitlab#7`.
fn issue_name(url: &str) -> String {
    let path = url.splitn(4, '/').nth(3).unwrap_or(url);
    path.replace("/-/issues/", "#")
}
