//! Leaving an escalation as it is: asked about first, with what it comes to.

use super::{super::dom::*, Known, press, send};
use crate::{
    browser::words::say,
    escalation::{
        outbox::{Ask, Wish},
        overview::Entry,
    },
};
use sycamore_reactive::{Signal, create_signal};

/// The button, and the question that it asks; nothing where it cannot be dismissed.
pub fn show(entry: &Entry, known: Known, said: Signal<String>) -> Option<(El, View)> {
    if entry.dismiss.is_empty() {
        return None;
    }
    let asked = create_signal(false);
    let id = format!("keep-{}", entry.key);
    let ask = {
        let id = id.clone();
        press(entry, "popup_dismiss", move || {
            asked.set(true);
            focus(&id);
        })
    };
    let entry = entry.clone();
    let question = live(move || {
        asked.get().then(|| {
            let text = Ask::Wish(entry.key.clone(), Wish::Dismiss).write();
            let keep = press(&entry, "popup_keep", move || asked.set(false)).id(&id);
            let go = press(&entry, "popup_dismiss_it", move || {
                send(text.clone(), known, said)
            });
            el("div")
                .class("question")
                .attr("role", "group")
                .attr("aria-label", &say("popup_dismiss", &[]))
                .add(el("p").add(entry.dismiss.as_str()))
                .add(el("div").class("presses").add(keep).add(go))
        })
    });
    Some((ask, question))
}
