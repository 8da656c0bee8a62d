//! What was replaced, and restoring it by hand.

use super::{super::dom::*, desk::Desk};
use crate::escalation::{
    redact::Replaced,
    review::{Review, masked},
};
use sycamore_reactive::create_signal;

pub fn show(desk: Desk) -> View {
    let replaced = desk.select(|review| {
        let all = review.replaced().iter();
        all.map(|one| (one.clone(), review.is_restored(&one.placeholder)))
            .collect::<Vec<_>>()
    });
    live(move || {
        let all = replaced.get_clone();
        (!all.is_empty()).then(|| list(desk, all))
    })
}

fn list(desk: Desk, all: Vec<(Replaced, bool)>) -> El {
    let count = match all.len() {
        1 => "1 piece of customer data is replaced".to_owned(),
        many => format!("{many} pieces of customer data are replaced"),
    };
    let rows = all.into_iter();
    let rows = rows.map(|(one, restored)| row(desk, one, restored));
    el("section")
        .class("replaced")
        .add(el("h2").add(count))
        .add(el("ul").add(rows.collect::<Vec<_>>()))
}

fn row(desk: Desk, replaced: Replaced, restored: bool) -> El {
    let shown = create_signal(false);
    let mask = masked(&replaced);
    let Replaced {
        kind,
        placeholder: name,
        original,
        ..
    } = replaced;
    let (class, says, of_act) = match restored {
        true => ("restored", "Replace", format!("Replace by {name} again")),
        false => (
            "",
            "Restore",
            format!("Restore what {name} stands for; the issue becomes confidential"),
        ),
    };
    let show = button("Show")
        .attr("aria-label", &format!("Show what {name} stands for"))
        .attr_of("aria-pressed", move || truth(shown.get()))
        .press(move || shown.update(|shown| *shown = !*shown));
    let mark = el("mark").add(name.as_str());
    let act = button(says)
        .attr("aria-label", &of_act)
        .attr("title", &of_act)
        .press(move || {
            desk.review.update(|review: &mut Review| match restored {
                true => review.hide(&name),
                false => review.restore(&name),
            });
        });
    let text = move || match shown.get() {
        true => original.clone(),
        false => mask.clone(),
    };
    el("li")
        .class(class)
        .add(mark)
        .add(el("span").class("kind").add(kind.name()))
        .add(el("code").class("original").add(live(text)))
        .add(show)
        .add(act)
}
