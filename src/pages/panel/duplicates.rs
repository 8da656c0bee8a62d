//! What is in GitLab already.

use super::{super::dom::*, desk::Desk};
use crate::{
    browser::{gitlab, words::say},
    escalation::{
        duplicates::{Known, Search, State},
        outbox::Answer,
        review::{Review, Standing, Target},
    },
    gitlab::{self as api, Method, Request},
};
use sycamore_reactive::{Signal, create_effect, create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// What the searches came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Under way.
    Searching,
    /// Without a token GitLab is not asked.
    SignedOut,
    /// Done; so many searches failed.
    Done(Vec<Known>, usize),
}

/// The searches of one review.
#[derive(Clone, Copy)]
pub struct Duplicates {
    pub found: Signal<Found>,
}

impl Duplicates {
    /// Searches now, and again where there is something else to search for.
    pub fn new(review: Signal<Review>, signed_in: bool) -> Self {
        let found = create_signal(if signed_in {
            Found::Searching
        } else {
            Found::SignedOut
        });
        let searches = create_selector(move || review.with(Review::searches));
        if signed_in {
            create_effect(move || {
                let wanted = searches.get_clone();
                let (origin, project) = review.with_untracked(|review| {
                    (
                        review.settings().gitlab.origin.clone(),
                        review.project().to_owned(),
                    )
                });
                found.set(Found::Searching);
                spawn_local(async move {
                    let done = search(&origin, &project, &wanted).await;
                    // Meanwhile there may be something else to search for.
                    if searches.with_untracked(|now| *now == wanted) {
                        found.set(done);
                    }
                });
            });
        }
        Self { found }
    }

    /// How sure the best match is, once all searches are done.
    pub fn best(self, review: &Review) -> Option<Option<u32>> {
        self.found.with(|found| match found {
            Found::Searching => None,
            Found::SignedOut => Some(None),
            Found::Done(known, _) => Some(
                review
                    .matches(known)
                    .first()
                    .map(|(_, likeness, _)| *likeness),
            ),
        })
    }

    pub fn show(self, desk: Desk) -> View {
        let matches = create_selector(move || match self.found.get_clone() {
            Found::Done(known, _) => desk.review.with(|review| review.matches(&known)),
            _ => Vec::new(),
        });
        let target = desk.select(|review| review.target().clone());
        let says = move || match self.found.get_clone() {
            Found::Searching => say("panel_searching", &[]),
            Found::SignedOut => say("panel_no_search", &[]),
            Found::Done(_, failed) => {
                let nothing = matches.with(Vec::is_empty);
                match (nothing, failed) {
                    (true, 0) => say("panel_nothing_found", &[]),
                    (false, 0) => String::new(),
                    (_, failed) => say("panel_search_failed", &[&failed.to_string()]),
                }
            }
        };
        let rows = move || {
            let chosen = target.get_clone();
            let rows = matches.get_clone().into_iter();
            let rows: Vec<El> = rows
                .map(|(known, likeness, why)| row(desk, known, likeness, &why, &chosen))
                .collect();
            (!rows.is_empty()).then(|| el("ul").add(rows))
        };
        let section = move || {
            el("section")
                .class("duplicates")
                .attr("aria-labelledby", "duplicates-name")
                .add(
                    el("h2")
                        .id("duplicates-name")
                        .add(say("panel_duplicates", &[])),
                )
                .add(el("p").attr("role", "status").add(live(says)))
                .add(live(rows))
        };
        let standing = desk.standing();
        // What is filed is in GitLab, and found there.
        live(move || standing.with(Standing::files).then(section))
    }
}

fn row(desk: Desk, known: Known, likeness: u32, why: &str, chosen: &Target) -> El {
    let closed = known.state == State::Closed;
    let target = match closed {
        true => Target::After(known.clone()),
        false => Target::Comment(known.clone()),
    };
    let is_chosen = *chosen == target;
    let says = match (is_chosen, closed) {
        (true, _) => "panel_after_all",
        (false, true) => "panel_file_after",
        (false, false) => "panel_comment_there",
    };
    let choose = move || {
        let target = if is_chosen {
            Target::New
        } else {
            target.clone()
        };
        desk.review
            .update(|review: &mut Review| review.set_target(target));
    };
    let state = match closed {
        true => say("panel_closed", &[]),
        false => say("panel_open", &[]),
    };
    let class = if is_chosen { "chosen" } else { "" };
    let name = format!("#{} {}", known.iid, known.title);
    let sure = el("span")
        .class("likeness")
        .attr("title", &say("panel_likeness", &[]))
        .add(format!("{likeness} %"));
    let title = el("p")
        .class("title")
        .add(link(&known.web_url, name))
        .add(" ")
        .add(el("span").class("state").add(state))
        .add(" ")
        .add(sure);
    el("li")
        .class(class)
        .add(title)
        .add(el("p").class("why").add(why))
        .add(button(say(says, &[])).press(choose))
}

async fn search(origin: &str, project: &str, searches: &[Search]) -> Found {
    let (mut known, mut failed) = (Vec::new(), 0);
    for Search { path, .. } in searches {
        let request = Request {
            method: Method::Get,
            path: path.clone(),
            body: None,
        };
        let found = match gitlab::send(origin, &request).await {
            Answer::Http {
                status: 200, body, ..
            } => api::issues(&body),
            _ => None,
        };
        match found {
            Some(issues) => known.extend(
                issues
                    .into_iter()
                    .map(|issue| Known::new(issue, origin, project)),
            ),
            None => failed += 1,
        }
    }
    Found::Done(known, failed)
}
