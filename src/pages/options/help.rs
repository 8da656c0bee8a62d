//! Help: the documents, a text for whoever helps, and every code in words.

use super::{super::dom::*, kept::Kept};
use crate::{
    browser::{runtime, tabs, vault, words::say, zones},
    codes::explained,
    diagnostics::{Facts, Host, read_shown, report},
    engine::store::host_key,
    escalation::{
        follow::{self, Line},
        outbox::{Ask, View as Standing},
    },
    gitlab::sign_in,
};
use sycamore_reactive::{Signal, create_selector, create_signal};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = writeText, catch)]
    async fn copy(text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_namespace = navigator, js_name = userAgent)]
    static USER_AGENT: String;
    #[wasm_bindgen(js_namespace = ["chrome", "i18n"], js_name = getUILanguage)]
    fn language() -> String;
}

/// The section. `options.html#help` goes to it, `options.html#VG-RATE` to a code.
pub fn view(kept: Kept) -> El {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    let place = hash.unwrap_or_default().trim_start_matches('#').to_owned();
    let is_code = place.starts_with("VG-");
    if is_code || place == "help" {
        // Once the section is on the page.
        spawn_local(async move { focus(&place) });
    }
    let page = |address: &str, key: &str| el("li").add(link(address, say(key, &[])));
    let pages = el("ul")
        .add(
            el("li").add(
                el("a")
                    .id("first-run")
                    .attr("href", "options.html?first-run")
                    .add(say("help_first_run", &[])),
            ),
        )
        .add(page("privacy.txt", "help_privacy"))
        .add(page("security.txt", "help_security"))
        .add(page("support.txt", "help_support"));
    el("section")
        .attr("aria-labelledby", "help")
        .add(
            el("h2")
                .id("help")
                .attr("tabindex", "-1")
                .add(say("help_title", &[])),
        )
        .add(pages)
        .add(diagnostics(kept))
        .add(codes(is_code))
}

fn diagnostics(kept: Kept) -> View {
    let text = create_signal(None::<String>);
    let said = create_signal(String::new());
    let is_there = create_selector(move || text.with(Option::is_some));
    let put_together = move || {
        said.set(String::new());
        spawn_local(async move {
            text.set(Some(report(&facts(kept).await)));
            focus("diagnostics");
        });
    };
    let all: [View; 5] = [
        el("h3").add(say("help_diagnostics", &[])).into(),
        el("p").add(say("help_diagnostics_intro", &[])).into(),
        el("div")
            .class("buttons")
            .add(
                button(say("help_gather", &[]))
                    .id("diagnostics-gather")
                    .press(put_together),
            )
            .into(),
        live(move || is_there.get().then(|| preview(text, said))),
        el("p")
            .id("diagnostics-said")
            .attr("role", "status")
            .add(live(move || said.get_clone()))
            .into(),
    ];
    all.into()
}

/// Nothing is copied but what stands in the field.
fn preview(text: Signal<Option<String>>, said: Signal<String>) -> El {
    let shown = move || text.get_clone().unwrap_or_default();
    let field = el("textarea")
        .id("diagnostics")
        .attr("rows", "16")
        .attr("spellcheck", "false")
        .attr("lang", "en")
        .attr("aria-describedby", "diagnostics-hint")
        .prop_of("value", shown)
        .on("input", move |event| text.set(Some(value(&event))));
    let press = move || {
        spawn_local(async move {
            let key = match copy(&text.get_clone_untracked().unwrap_or_default()).await {
                Ok(_) => "help_copied",
                Err(_) => "help_not_copied",
            };
            said.set(say(key, &[]));
        });
    };
    let copy = button(say("help_copy", &[]))
        .id("diagnostics-copy")
        .class("primary")
        .press(press);
    el("div")
        .class("field")
        .add(
            el("label")
                .attr("for", "diagnostics")
                .add(say("help_diagnostics_text", &[])),
        )
        .add(field)
        .add(
            el("p")
                .class("hint")
                .id("diagnostics-hint")
                .add(say("help_diagnostics_hint", &[])),
        )
        .add(el("div").class("buttons").add(copy))
}

async fn facts(kept: Kept) -> Facts {
    let gitlab = kept.settings().gitlab.origin;
    let signed_in = match vault::read(&gitlab).await {
        Ok(None) => "signed out",
        Ok(Some(sign_in::Kept::Personal { .. })) => "signed in with a token",
        Ok(Some(sign_in::Kept::OAuth(_))) => "signed in with OAuth",
        Ok(Some(sign_in::Kept::Ended)) => "a sign-in that has ended",
        Err(_) => "a sign-in that cannot be read",
    };
    let mut hosts = Vec::new();
    for name in runtime::hosts().await {
        let state = runtime::kept_in_session(&host_key(&name)).await;
        hosts.push(Host {
            tabs: tabs::of(&name).await.len(),
            kept: state.as_string().unwrap_or_default(),
            name,
        });
    }
    let views = runtime::ask(&Ask::Views.write()).await;
    let escalations = views.map(|views| {
        let views = Standing::read_all(&views).into_iter();
        views.map(|view| view.code.into_owned()).collect()
    });
    let lines = runtime::ask(&follow::Ask::Lines.write()).await;
    let shown = runtime::kept_in_session("shown").await;
    let (locked, left_out) = kept
        .in_force
        .with_untracked(|in_force| (in_force.locked.clone(), in_force.complaints.clone()));
    Facts {
        version: runtime::version(),
        user_agent: USER_AGENT.with(Clone::clone),
        language: language(),
        zone: zones::here(),
        permissions: runtime::permissions().await,
        hosts,
        gitlab,
        signed_in,
        escalations,
        followed: lines.map_or(0, |lines| Line::read_all(&lines).len()),
        shown: read_shown(&runtime::json(&shown)),
        locked,
        left_out,
        own: kept.own.get_clone_untracked(),
    }
}

/// Each with a place of its own, so that it can be linked to.
fn codes(open: bool) -> El {
    let entries: Vec<El> = explained(say)
        .map(|one| {
            let code = el("dt")
                .id(one.code)
                .attr("tabindex", "-1")
                .add(el("code").add(one.code));
            let todo = (!one.todo.is_empty()).then(|| [" ".to_owned(), one.todo].concat());
            el("div")
                .class("code")
                .add(code)
                .add(el("dd").add(one.what).add(todo))
        })
        .collect();
    let details = el("details")
        .id("codes")
        .add(el("summary").add(say("help_codes", &[])))
        .add(el("dl").add(entries));
    match open {
        true => details.attr("open", ""),
        false => details,
    }
}
