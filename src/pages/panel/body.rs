//! The description: as text to edit, and as GitLab will render it.

use super::{desk::Desk, form::value, markdown};
use crate::escalation::{
    preview::{self, Block},
    review::{Finding, Review, Target},
};
use sycamore::prelude::*;

pub fn show(desk: Desk) -> View {
    let description = desk.select(|review| review.description().to_owned());
    let is_comment = desk.select(|review| matches!(review.target(), Target::Comment(_)));
    let is_behind = desk.select(Review::is_behind);
    let blocks = desk.select(blocks);
    let findings = findings(desk);
    view! {
        section(class="body") {
            div(class="field") {
                label(r#for="description") { (move || if is_comment.get() { "Comment" } else { "Description" }) }
                textarea(id="description", rows="24",
                    prop:value=move || description.get_clone(),
                    on:input=move |event: web_sys::Event| desk.review.update(|review| review.set_description(value(&event))))
            }
            div(class="field") {
                h2(id="preview-name") { "Preview" }
                div(class="preview", role="region", aria-labelledby="preview-name", tabindex="0") {
                    (move || markdown::show(blocks.get_clone()))
                }
            }
        }
        (move || is_behind.get().then(|| view! {
            section(class="notice", role="status") {
                p(class="what") { "Your own words are kept. There is a new draft for what you chose." }
                p(class="buttons") {
                    button(r#type="button", on:click=move |_| desk.review.update(Review::use_draft)) { "Use the new draft" }
                }
            }
        }))
        (findings)
    }
}

fn blocks(review: &Review) -> Vec<Block> {
    let shown = review.replaced().iter().map(|one| one.placeholder.as_str());
    preview::blocks(review.description(), &shown.collect())
}

/// Customer data in what the person wrote.
fn findings(desk: Desk) -> View {
    let findings = desk.select(Review::findings);
    let notice = move |found: Vec<Finding>| {
        let secret = found.iter().any(|one| one.kind.is_secret());
        let what = if secret {
            "There is a secret in what you wrote. It is not filed like this."
        } else {
            "There may be customer data in what you wrote."
        };
        let class = if secret { "notice trouble" } else { "notice" };
        let items: Vec<View> = found
            .into_iter()
            .map(|Finding { kind, text }| {
                let kind = kind.name();
                view! { li { (kind) ": " code { (text) } } }
            })
            .collect();
        let keep = secret.then(|| {
            view! {
                button(r#type="button", on:click=move |_| desk.review.update(Review::keep_findings)) { "Let it stay, confidential" }
            }
        });
        view! {
            section(class=class, role="status") {
                p(class="what") { (what) }
                ul { (items) }
                p(class="buttons") {
                    button(r#type="button", on:click=move |_| desk.review.update(Review::replace_findings)) { "Replace" }
                    (keep)
                }
            }
        }
    };
    view! {
        (move || {
            let found = findings.get_clone();
            (!found.is_empty()).then(|| notice(found))
        })
    }
}
