//! What was replaced, and restoring it by hand.

use super::desk::Desk;
use crate::escalation::{
    redact::Replaced,
    review::{Review, masked},
};
use sycamore::prelude::*;

pub fn show(desk: Desk) -> View {
    let replaced = desk.select(|review| {
        let all = review.replaced().iter();
        all.map(|one| (one.clone(), review.is_restored(&one.placeholder)))
            .collect::<Vec<_>>()
    });
    view! {
        (move || {
            let all = replaced.get_clone();
            (!all.is_empty()).then(|| {
                let count = match all.len() {
                    1 => "1 piece of customer data is replaced".to_owned(),
                    many => format!("{many} pieces of customer data are replaced"),
                };
                let rows: Vec<View> = all.into_iter().map(|(one, restored)| row(desk, one, restored)).collect();
                view! {
                    section(class="replaced") {
                        h2 { (count) }
                        ul { (rows) }
                    }
                }
            })
        })
    }
}

fn row(desk: Desk, replaced: Replaced, restored: bool) -> View {
    let shown = create_signal(false);
    let mask = masked(&replaced);
    let Replaced {
        kind,
        placeholder,
        original,
        ..
    } = replaced;
    let (name, of_show) = (
        placeholder.clone(),
        format!("Show what {placeholder} stands for"),
    );
    let act = move |_| {
        desk.review.update(|review: &mut Review| match restored {
            true => review.hide(&placeholder),
            false => review.restore(&placeholder),
        });
    };
    let (says, of_act) = match restored {
        true => ("Replace", format!("Replace by {name} again")),
        false => (
            "Restore",
            format!("Restore what {name} stands for; the issue becomes confidential"),
        ),
    };
    let kind = kind.name();
    let title = of_act.clone();
    let class = if restored { "restored" } else { "" };
    view! {
        li(class=class) {
            mark { (name) }
            span(class="kind") { (kind) }
            code(class="original") { (move || if shown.get() { original.clone() } else { mask.clone() }) }
            button(r#type="button", aria-label=of_show, aria-pressed=move || if shown.get() { "true" } else { "false" },
                on:click=move |_| shown.update(|shown| *shown = !*shown)) { "Show" }
            button(r#type="button", aria-label=of_act, title=title, on:click=act) { (says) }
        }
    }
}
