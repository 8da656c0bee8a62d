//! What was replaced, and restoring it by hand.

use super::{super::dom::*, desk::Desk};
use crate::{
    browser::words::say,
    escalation::{
        redact::{Kind, Replaced},
        review::{Review, masked},
    },
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
        1 => say("panel_replaced_one", &[]),
        many => say("panel_replaced_other", &[&many.to_string()]),
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
        true => (
            "restored",
            say("panel_replace", &[]),
            say("panel_replace_again", &[&name]),
        ),
        false => (
            "",
            say("panel_restore", &[]),
            say("panel_restore_what", &[&name]),
        ),
    };
    let show = button(say("panel_show", &[]))
        .attr("aria-label", &say("panel_show_what", &[&name]))
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
        .add(el("span").class("kind").add(kind_name(kind)))
        .add(el("code").class("original").add(live(text)))
        .add(show)
        .add(act)
}

/// What a kind of customer data is called.
pub fn kind_name(kind: Kind) -> String {
    let key = match kind {
        Kind::PrivateKey => "panel_kind_private_key",
        Kind::Cookie => "panel_kind_cookie",
        Kind::Token => "panel_kind_token",
        Kind::Password => "panel_kind_password",
        Kind::Email => "panel_kind_email",
        Kind::Path => "panel_kind_path",
        Kind::Host => "panel_kind_host",
        Kind::Ip => "panel_kind_ip",
        Kind::Phone => "panel_kind_phone",
        Kind::File => "panel_kind_file",
        Kind::Name => "panel_kind_name",
        Kind::Organisation => "panel_kind_organisation",
    };
    say(key, &[])
}
