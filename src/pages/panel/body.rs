//! The description: as text to edit, and as GitLab will render it.

use super::{super::dom::*, desk::Desk, form::field, markdown, replaced::kind_name};
use crate::{
    browser::words::say,
    escalation::{
        preview::{self, Block},
        review::{Finding, Review, Target},
    },
};

pub fn show(desk: Desk) -> View {
    let description = desk.select(|review| review.description().to_owned());
    let is_comment = desk.select(|review| matches!(review.target(), Target::Comment(_)));
    let is_behind = desk.select(Review::is_behind);
    let blocks = desk.select(blocks);
    let text = el("textarea")
        .id("description")
        .attr("rows", "24")
        .prop_of("value", move || description.get_clone())
        .on("input", move |event| {
            desk.review
                .update(|review| review.set_description(value(&event)));
        });
    let name = move || match is_comment.get() {
        true => say("panel_comment", &[]),
        false => say("panel_description", &[]),
    };
    let preview = el("div")
        .class("preview")
        .attr("role", "region")
        .attr("aria-labelledby", "preview-name")
        .attr("tabindex", "0")
        .add(live(move || markdown::show(blocks.get_clone())));
    let body = el("section")
        .class("body")
        .add(field("description", live(name), text))
        .add(
            el("div")
                .class("field")
                .add(el("h2").id("preview-name").add(say("panel_preview", &[])))
                .add(preview),
        );
    let behind = live(move || is_behind.get().then(|| new_draft(desk)));
    [body.into(), behind, findings(desk)].into()
}

fn new_draft(desk: Desk) -> El {
    let take =
        button(say("panel_new_draft", &[])).press(move || desk.review.update(Review::use_draft));
    el("section")
        .class("notice")
        .attr("role", "status")
        .add(el("p").class("what").add(say("panel_behind", &[])))
        .add(el("p").class("buttons").add(take))
}

fn blocks(review: &Review) -> Vec<Block> {
    let shown = review.replaced().iter().map(|one| one.placeholder.as_str());
    preview::blocks(review.description(), &shown.collect())
}

/// Customer data in what the person wrote.
fn findings(desk: Desk) -> View {
    let findings = desk.select(Review::findings);
    live(move || {
        let found = findings.get_clone();
        (!found.is_empty()).then(|| notice(desk, found))
    })
}

fn notice(desk: Desk, found: Vec<Finding>) -> El {
    let secret = found.iter().any(|one| one.kind.is_secret());
    let (class, what) = match secret {
        true => ("notice trouble", say("panel_found_secret", &[])),
        false => ("notice", say("panel_found_data", &[])),
    };
    let items = found.into_iter().map(|Finding { kind, text }| {
        el("li")
            .add(kind_name(kind))
            .add(": ")
            .add(el("code").add(text))
    });
    let replace = button(say("panel_replace", &[]))
        .press(move || desk.review.update(Review::replace_findings));
    let keep = secret.then(|| {
        button(say("panel_keep", &[])).press(move || desk.review.update(Review::keep_findings))
    });
    el("section")
        .class(class)
        .attr("role", "status")
        .add(el("p").class("what").add(what))
        .add(el("ul").add(items.collect::<Vec<_>>()))
        .add(el("p").class("buttons").add(replace).add(keep))
}
