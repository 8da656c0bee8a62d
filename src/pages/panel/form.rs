//! Title, project, type, weight and labels.

use super::desk::Desk;
use crate::escalation::{
    issue_type::IssueType,
    review::{Review, Target},
    settings::Level,
};
use sycamore::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

const TYPES: [IssueType; 3] = [IssueType::Bug, IssueType::Feature, IssueType::Security];
const LEVELS: [Level; 3] = [Level::High, Level::Mid, Level::Low];

/// What stands in the field that an event comes from.
pub fn value(event: &web_sys::Event) -> String {
    let Some(field) = event.target() else {
        return String::new();
    };
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        return input.value();
    }
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        return area.value();
    }
    field
        .dyn_ref::<HtmlSelectElement>()
        .map(HtmlSelectElement::value)
        .unwrap_or_default()
}

/// Goes to the field that an edit begins with.
pub fn focus_title() {
    focus("title");
}

/// Goes to the element of this id, where it is shown.
pub fn focus(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot have the focus leaves it where it is.
        let _ = element.focus();
    }
}

pub fn show(desk: Desk) -> View {
    let is_comment = desk.select(|review| matches!(review.target(), Target::Comment(_)));
    let title = desk.select(|review| review.title().to_owned());
    let reasons = desk.select(|review| review.draft().reasons.clone());
    let parts = (
        project(desk),
        kind(desk),
        weight(desk),
        labels(desk),
        confidential(desk),
    );
    let (project, kind, weight, labels, confidential) = parts;
    view! {
        section(class="form", aria-label="The issue") {
            (move || (!is_comment.get()).then(|| view! {
                div(class="field wide") {
                    label(r#for="title") { "Title" }
                    input(id="title", r#type="text", maxlength="255", autocomplete="off",
                        prop:value=move || title.get_clone(),
                        on:input=move |event: web_sys::Event| desk.review.update(|review| review.set_title(value(&event))))
                }
            }))
            (project)
            (kind)
            (weight)
            (labels)
            (confidential)
            details(class="reasons") {
                summary { "Why it is filled in like this" }
                ul {
                    (move || reasons.get_clone().into_iter().map(|one| view! { li { (one) } }).collect::<Vec<_>>())
                }
            }
        }
    }
}

fn project(desk: Desk) -> View {
    let project = desk.select(|review| review.project().to_owned());
    let projects = desk.review.with_untracked(|review| {
        review
            .projects()
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    let options: Vec<View> = projects
        .into_iter()
        .map(|path| view! { option(value=path) })
        .collect();
    view! {
        div(class="field") {
            label(r#for="project") { "Project" }
            input(id="project", r#type="text", list="projects", autocomplete="off",
                prop:value=move || project.get_clone(),
                on:change=move |event: web_sys::Event| desk.review.update(|review| review.set_project(&value(&event))))
            datalist(id="projects") { (options) }
        }
    }
}

fn kind(desk: Desk) -> View {
    let chosen = desk
        .review
        .with_untracked(|review| review.draft().issue_type);
    let options: Vec<View> = TYPES
        .into_iter()
        .map(|kind| {
            let name = match kind {
                IssueType::Bug => "Bug",
                IssueType::Feature => "Feature proposal",
                IssueType::Security => "Security",
            };
            let (word, is_chosen) = (kind.word(), kind == chosen);
            view! { option(value=word, selected=is_chosen) { (name) } }
        })
        .collect();
    let choose = move |event: web_sys::Event| {
        let word = value(&event);
        if let Some(kind) = TYPES.into_iter().find(|kind| kind.word() == word) {
            desk.review.update(|review| review.choose_type(kind));
        }
    };
    view! {
        div(class="field") {
            label(r#for="type") { "Type" }
            select(id="type", on:change=choose) { (options) }
        }
    }
}

fn weight(desk: Desk) -> View {
    let priority = desk.select(|review| review.support_priority().to_owned());
    let weight = desk.review.with_untracked(|review| review.draft().weight);
    let urgency = level("urgency", "Urgency", weight.urgency, move |level| {
        desk.review.update(|review| review.choose_urgency(level));
    });
    let impact = level("impact", "Impact", weight.impact, move |level| {
        desk.review.update(|review| review.choose_impact(level));
    });
    view! {
        div(class="weight") {
            (urgency)
            span(class="sign", aria-hidden="true") { "×" }
            (impact)
            output(class="sp", r#for="urgency impact", aria-label="Support priority") { (move || priority.get_clone()) }
        }
    }
}

fn level(
    id: &'static str,
    name: &'static str,
    chosen: Level,
    choose: impl Fn(Level) + 'static,
) -> View {
    let options: Vec<View> = LEVELS
        .into_iter()
        .map(|level| {
            let (word, is_chosen) = (level.word(), level == chosen);
            view! { option(value=word, selected=is_chosen) { (word) } }
        })
        .collect();
    let change = move |event: web_sys::Event| {
        let word = value(&event);
        if let Some(level) = LEVELS.into_iter().find(|level| level.word() == word) {
            choose(level);
        }
    };
    view! {
        div(class="field") {
            label(r#for=id) { (name) }
            select(id=id, on:change=change) { (options) }
        }
    }
}

fn labels(desk: Desk) -> View {
    let labels = desk.select(Review::labels);
    let add = move || {
        let document = web_sys::window().and_then(|window| window.document());
        let field = document.and_then(|document| document.get_element_by_id("label"));
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            desk.review
                .update(|review| review.add_labels(&field.value()));
            field.set_value("");
        }
    };
    let chip = move |name: String| {
        let (removed, says) = (name.clone(), format!("Remove label {name}"));
        let title = says.clone();
        view! {
            li {
                span { (name) }
                button(r#type="button", class="remove", aria-label=says, title=title, on:click=move |_| {
                    desk.review.update(|review| review.remove_label(&removed));
                    focus("label");
                }) { "×" }
            }
        }
    };
    view! {
        div(class="field wide") {
            label(r#for="label") { "Labels" }
            ul(class="labels") { (move || labels.get_clone().into_iter().map(chip).collect::<Vec<_>>()) }
            div(class="add") {
                input(id="label", r#type="text", autocomplete="off", placeholder="Add a label",
                    on:keydown=move |event: web_sys::KeyboardEvent| {
                        if event.key() == "Enter" && !event.ctrl_key() && !event.meta_key() {
                            event.prevent_default();
                            add();
                        }
                    })
                button(r#type="button", on:click=move |_| add()) { "Add" }
            }
        }
    }
}

fn confidential(desk: Desk) -> View {
    let on = desk.select(Review::confidential);
    let why = desk.select(Review::must_be_confidential);
    view! {
        div(class="check wide") {
            input(id="confidential", r#type="checkbox", aria-describedby="confidential-why",
                prop:checked=move || on.get(),
                disabled=move || why.get().is_some(),
                on:change=move |event: web_sys::Event| {
                    let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
                    let checked = target.is_some_and(|input| input.checked());
                    desk.review.update(|review| review.set_confidential(checked));
                })
            label(r#for="confidential") { "Confidential" }
            span(id="confidential-why", class="why") { (move || why.get().unwrap_or_default()) }
        }
    }
}
