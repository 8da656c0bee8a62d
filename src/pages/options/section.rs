//! The sections of settings: each saved, and set back to the defaults, by itself.

use super::{super::dom::*, field::Draft, kept::Kept, preview};
use crate::{
    browser::words::say,
    settings::{Edit, FormField, form},
};
use std::rc::Rc;
use sycamore_reactive::{Signal, create_memo, create_selector};

/// What belongs together, with the message that is its heading, by the keys that it begins with. A key that is named nowhere goes to the last.
const SECTIONS: [(&str, &str, &[&str]); 7] = [
    (
        "ordering",
        "options_section_ordering",
        &[
            "preset",
            "near_minutes",
            "critical_minutes",
            "refresh_minutes",
            "hold_days",
            "strategic_tags",
            "needs_organisation_tags",
            "emergency",
            "plans",
            "schedule",
            "targets",
            "presets",
        ],
    ),
    (
        "filing",
        "options_section_filing",
        &["gitlab", "filing", "follow"],
    ),
    ("issues", "options_section_issues", &["escalation"]),
    (
        "components",
        "options_section_components",
        &["contribution"],
    ),
    (
        "calls",
        "options_section_calls",
        &["meetings", "holidays", "reminders"],
    ),
    ("appearance", "options_section_appearance", &["appearance"]),
    ("others", "options_section_others", &["links", "results"]),
];

fn section_of(field: &FormField) -> &'static str {
    let key = field.path.first().map_or("", String::as_str);
    let found = SECTIONS.iter().find(|(.., keys)| keys.contains(&key));
    found.or(SECTIONS.last()).map_or("", |(id, ..)| id)
}

/// All of them, with what is in force.
pub fn all(kept: Kept, typed: Signal<String>) -> Vec<View> {
    let fields = create_memo(move || {
        let own = kept.own.get_clone();
        kept.in_force
            .with(|in_force| form(in_force, &own, say).unwrap_or_default())
    });
    let listed = preview::listed();
    let section = |(id, title, keys): &(&'static str, &'static str, &'static [&'static str])| {
        let (id, title, keys) = (*id, *title, *keys);
        let of_section = move || {
            let mut all: Vec<FormField> = fields.with(|all| {
                let of = all.iter().filter(|field| section_of(field) == id);
                of.cloned().collect()
            });
            let place = |field: &FormField| {
                let key = field.path.first().map_or("", String::as_str);
                keys.iter().position(|one| *one == key)
            };
            all.sort_by_key(place);
            all
        };
        let of_section = create_selector(of_section);
        live(move || {
            let fields = of_section.get_clone();
            let drafts: Vec<Draft> = fields
                .into_iter()
                .map(|field| Draft::new(kept, field))
                .collect();
            let drafts: Rc<[Draft]> = drafts.into();
            let below = (id == "ordering").then(|| preview::view(kept, listed, Rc::clone(&drafts)));
            view(kept, typed, (id, title), drafts).add(below)
        })
    };
    SECTIONS.iter().map(section).collect()
}

fn view(
    kept: Kept,
    typed: Signal<String>,
    (id, title): (&'static str, &'static str),
    drafts: Rc<[Draft]>,
) -> El {
    let none_found = {
        let drafts = Rc::clone(&drafts);
        create_selector(move || {
            let typed = typed.get_clone();
            !drafts.iter().any(|draft| draft.is_found(&typed))
        })
    };
    let shown: Vec<El> = drafts.iter().map(|draft| draft.view(typed)).collect();
    let is_own = drafts.iter().any(Draft::is_own);
    let reset = is_own.then(|| {
        let drafts = Rc::clone(&drafts);
        button(say("options_reset", &[]))
            .id(&format!("reset-{id}"))
            .press(move || reset(kept, &drafts))
    });
    let save = el("button")
        .id(&format!("save-{id}"))
        .attr("type", "submit")
        .class("primary")
        .add(say("options_save", &[]));
    let form = el("form")
        .on("submit", move |event| {
            event.prevent_default();
            save_all(kept, &drafts);
        })
        .add(shown)
        .add(el("div").class("buttons").add(save).add(reset));
    let heading = format!("{id}-heading");
    el("section")
        .attr("aria-labelledby", &heading)
        .attr_of(
            "class",
            move || if none_found.get() { "hidden" } else { "" },
        )
        .add(el("h2").id(&heading).add(say(title, &[])))
        .add(form)
}

fn save_all(kept: Kept, drafts: &[Draft]) {
    if let Some(id) = drafts.iter().find_map(Draft::wrong_at) {
        focus(&id);
        return;
    }
    let edits: Vec<Edit> = drafts.iter().filter_map(Draft::edit).collect();
    match kept.edited(&edits) {
        Ok(text) => kept.keep(text, "options_saved"),
        Err(wrong) => drafts.iter().for_each(|draft| draft.say(&wrong)),
    }
}

fn reset(kept: Kept, drafts: &[Draft]) {
    let edits: Vec<Edit> = drafts.iter().filter_map(Draft::reset).collect();
    if let Ok(text) = kept.edited(&edits) {
        kept.keep(text, "options_was_reset");
    }
}
