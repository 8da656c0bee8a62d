//! What is in GitLab already.

use super::desk::Desk;
use crate::{
    browser::gitlab,
    escalation::{
        duplicates::{Known, Search, State},
        outbox::Answer,
        review::{Review, Standing, Target},
    },
    gitlab::{self as api, Method, Request},
};
use sycamore::prelude::*;
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
            Found::Searching => "Searching GitLab…".to_owned(),
            Found::SignedOut => "GitLab is not searched without a token.".to_owned(),
            Found::Done(_, failed) => {
                let nothing = matches.with(Vec::is_empty);
                match (nothing, failed) {
                    (true, 0) => "Nothing like it was found.".to_owned(),
                    (false, 0) => String::new(),
                    (_, failed) => format!(
                        "{failed} of the searches failed, so there may be more. You can file all the same."
                    ),
                }
            }
        };
        let standing = desk.standing();
        let section = move || {
            view! {
                section(class="duplicates", aria-labelledby="duplicates-name") {
                    h2(id="duplicates-name") { "Already in GitLab?" }
                    p(role="status") { (says) }
                    (move || {
                        let chosen = target.get_clone();
                        let rows = matches.get_clone().into_iter();
                        let rows: Vec<View> = rows.map(|(known, likeness, why)| row(desk, known, likeness, why, &chosen)).collect();
                        (!rows.is_empty()).then(|| view! { ul { (rows) } })
                    })
                }
            }
        };
        // What is filed is in GitLab, and found there.
        view! { (move || standing.with(Standing::files).then(section)) }
    }
}

fn row(desk: Desk, known: Known, likeness: u32, why: String, chosen: &Target) -> View {
    let closed = known.state == State::Closed;
    let target = match closed {
        true => Target::After(known.clone()),
        false => Target::Comment(known.clone()),
    };
    let is_chosen = *chosen == target;
    let says = match (is_chosen, closed) {
        (true, _) => "File a new one after all",
        (false, true) => "File a new one that links it",
        (false, false) => "Same problem: comment there",
    };
    let choose = move |_| {
        let target = if is_chosen {
            Target::New
        } else {
            target.clone()
        };
        desk.review
            .update(|review: &mut Review| review.set_target(target));
    };
    let number = format!("#{}", known.iid);
    let sure = format!("{likeness} %");
    let state = if closed { "closed" } else { "open" };
    let class = if is_chosen { "chosen" } else { "" };
    let Known { web_url, title, .. } = known;
    view! {
        li(class=class) {
            p(class="title") {
                a(href=web_url, target="_blank", rel="noopener noreferrer") { (number) " " (title) }
                " " span(class="state") { (state) } " " span(class="likeness", title="How sure it is") { (sure) }
            }
            p(class="why") { (why) }
            button(r#type="button", on:click=choose) { (says) }
        }
    }
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
