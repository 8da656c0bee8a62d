//! Title, project, type, weight and labels.

use super::{super::dom::*, desk::Desk};
use crate::{
    browser::words::say,
    escalation::{
        issue_type::IssueType,
        review::{Review, Target},
        settings::Level,
    },
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, KeyboardEvent};

const TYPES: [IssueType; 3] = [IssueType::Bug, IssueType::Feature, IssueType::Security];
const LEVELS: [Level; 3] = [Level::High, Level::Mid, Level::Low];

/// A labelled field; the label is of what has this id.
pub fn field(id: &str, label: impl Into<View>, input: El) -> El {
    el("div")
        .class("field")
        .add(el("label").attr("for", id).add(label))
        .add(input)
}

/// Goes to the field that an edit begins with.
pub fn focus_title() {
    focus("title");
}

pub fn show(desk: Desk) -> View {
    let is_comment = desk.select(|review| matches!(review.target(), Target::Comment(_)));
    let reasons = desk.select(|review| review.draft().reasons.clone());
    let reasons = move || {
        let reasons = reasons.get_clone().into_iter();
        reasons.map(|one| el("li").add(one)).collect::<Vec<_>>()
    };
    el("section")
        .class("form")
        .attr("aria-label", &say("panel_issue", &[]))
        .add(live(move || (!is_comment.get()).then(|| title(desk))))
        .add(project(desk))
        .add(kind(desk))
        .add(weight(desk))
        .add(labels(desk))
        .add(confidential(desk))
        .add(
            el("details")
                .class("reasons")
                .add(el("summary").add(say("panel_reasons", &[])))
                .add(el("ul").add(live(reasons))),
        )
        .into()
}

fn title(desk: Desk) -> El {
    let title = desk.select(|review| review.title().to_owned());
    let input = el("input")
        .id("title")
        .attr("type", "text")
        .attr("maxlength", "255")
        .attr("autocomplete", "off")
        .prop_of("value", move || title.get_clone())
        .on("input", move |event| {
            desk.review.update(|review| review.set_title(value(&event)));
        });
    field("title", say("panel_issue_title", &[]), input).class("field wide")
}

fn project(desk: Desk) -> El {
    let project = desk.select(|review| review.project().to_owned());
    let projects: Vec<El> = desk.review.with_untracked(|review| {
        let projects = review.projects().into_iter();
        projects
            .map(|path| el("option").attr("value", path))
            .collect()
    });
    let input = el("input")
        .id("project")
        .attr("type", "text")
        .attr("list", "projects")
        .attr("autocomplete", "off")
        .prop_of("value", move || project.get_clone())
        .on("change", move |event| {
            desk.review
                .update(|review| review.set_project(&value(&event)));
        });
    field("project", say("panel_project", &[]), input)
        .add(el("datalist").id("projects").add(projects))
}

/// A choice of one among a few: the value and the name of each, and whether it is chosen.
fn choice(id: &str, options: Vec<(&str, String, bool)>, choose: impl Fn(String) + 'static) -> El {
    let options = options.into_iter().map(|(value, name, is_chosen)| {
        let option = el("option").attr("value", value).add(name);
        match is_chosen {
            true => option.attr("selected", ""),
            false => option,
        }
    });
    el("select")
        .id(id)
        .on("change", move |event| choose(value(&event)))
        .add(options.collect::<Vec<_>>())
}

fn kind(desk: Desk) -> El {
    let chosen = desk
        .review
        .with_untracked(|review| review.draft().issue_type);
    let options = TYPES.map(|kind| {
        let name = match kind {
            IssueType::Bug => say("panel_bug", &[]),
            IssueType::Feature => say("panel_feature", &[]),
            IssueType::Security => say("panel_security", &[]),
        };
        (kind.word(), name, kind == chosen)
    });
    let choose = move |word: String| {
        if let Some(kind) = TYPES.into_iter().find(|kind| kind.word() == word) {
            desk.review.update(|review| review.choose_type(kind));
        }
    };
    field(
        "type",
        say("panel_type", &[]),
        choice("type", options.into(), choose),
    )
}

fn weight(desk: Desk) -> El {
    let priority = desk.select(|review| review.support_priority().to_owned());
    let weight = desk.review.with_untracked(|review| review.draft().weight);
    let urgency = level(
        "urgency",
        say("panel_urgency", &[]),
        weight.urgency,
        move |level| {
            desk.review.update(|review| review.choose_urgency(level));
        },
    );
    let impact = level(
        "impact",
        say("panel_impact", &[]),
        weight.impact,
        move |level| {
            desk.review.update(|review| review.choose_impact(level));
        },
    );
    let sign = el("span").class("sign").attr("aria-hidden", "true");
    let priority = el("output")
        .class("sp")
        .attr("for", "urgency impact")
        .attr("aria-label", &say("panel_support_priority", &[]))
        .add(live(move || priority.get_clone()));
    el("div")
        .class("weight")
        .add(urgency)
        .add(sign.add("×"))
        .add(impact)
        .add(priority)
}

fn level(id: &str, name: String, chosen: Level, choose: impl Fn(Level) + 'static) -> El {
    let options = LEVELS.map(|level| (level.word(), level.said(say), level == chosen));
    let choose = move |word: String| {
        if let Some(level) = LEVELS.into_iter().find(|level| level.word() == word) {
            choose(level);
        }
    };
    field(id, name, choice(id, options.into(), choose))
}

fn labels(desk: Desk) -> El {
    let labels = desk.select(Review::labels);
    let input = el("input")
        .id("label")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("placeholder", &say("panel_add_label", &[]))
        .on("keydown", move |event| {
            let key: &KeyboardEvent = event.unchecked_ref();
            if key.key() == "Enter" && !key.ctrl_key() && !key.meta_key() {
                event.prevent_default();
                add_label(desk);
            }
        });
    let chips = move || {
        let labels = labels.get_clone().into_iter();
        labels.map(|name| chip(desk, name)).collect::<Vec<_>>()
    };
    el("div")
        .class("field wide")
        .add(
            el("label")
                .attr("for", "label")
                .add(say("panel_labels", &[])),
        )
        .add(el("ul").class("labels").add(live(chips)))
        .add(
            el("div")
                .class("add")
                .add(input)
                .add(button(say("panel_add", &[])).press(move || add_label(desk))),
        )
}

fn add_label(desk: Desk) {
    let document = web_sys::window().and_then(|window| window.document());
    let field = document.and_then(|document| document.get_element_by_id("label"));
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        desk.review
            .update(|review| review.add_labels(&field.value()));
        field.set_value("");
    }
}

fn chip(desk: Desk, name: String) -> El {
    let says = say("panel_remove_label", &[&name]);
    let remove = button("×")
        .class("remove")
        .attr("aria-label", &says)
        .attr("title", &says);
    let text = el("span").add(name.as_str());
    el("li").add(text).add(remove.press(move || {
        desk.review.update(|review| review.remove_label(&name));
        focus("label");
    }))
}

fn confidential(desk: Desk) -> El {
    let on = desk.select(Review::confidential);
    let why = desk.select(Review::must_be_confidential);
    let tick = el("input")
        .id("confidential")
        .attr("type", "checkbox")
        .attr("aria-describedby", "confidential-why")
        .prop_of("checked", move || on.get())
        .prop_of("disabled", move || why.with(Option::is_some))
        .on("change", move |event| {
            desk.review
                .update(|review| review.set_confidential(checked(&event)));
        });
    let label = el("label").attr("for", "confidential");
    let label = label.add(say("panel_confidential", &[]));
    let why = live(move || why.get_clone().unwrap_or_default());
    el("div")
        .class("check wide")
        .add(tick)
        .add(label)
        .add(el("span").id("confidential-why").class("why").add(why))
}
