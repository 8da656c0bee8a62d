//! What the sections are made of: fields with their errors, and sentences with their weight.

use super::super::dom::*;
use crate::gitlab::sign_in::{Line, Weight};
use sycamore_reactive::{ReadSignal, Signal};

/// A field's own name, its label and what is said below it.
pub struct Field {
    /// Of the input.
    pub id: &'static str,
    /// Above it.
    pub label: String,
    /// Below it.
    pub hint: String,
    /// `text` or `password`.
    pub kind: &'static str,
}

/// A field of text.
pub fn text_field(field: Field, text: Signal<String>, error: ReadSignal<Option<String>>) -> El {
    let Field {
        id,
        label,
        hint,
        kind,
    } = field;
    let (of_hint, of_error) = (format!("{id}-hint"), format!("{id}-error"));
    let input = el("input")
        .id(id)
        .attr("type", kind)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", &format!("{of_hint} {of_error}"))
        .attr_of("aria-invalid", move || truth(error.with(Option::is_some)))
        .prop_of("value", move || text.get_clone())
        .on("input", move |event| text.set(value(&event)));
    let error = live(move || error.get_clone().unwrap_or_default());
    el("div")
        .class("field")
        .add(el("label").attr("for", id).add(label))
        .add(input)
        .add(el("p").class("hint").id(&of_hint).add(hint))
        .add(el("p").class("error").id(&of_error).add(error))
}

/// A button that waits while something is under way.
pub fn busy_button(
    id: &str,
    label: &str,
    busy: ReadSignal<bool>,
    mut press: impl FnMut() + 'static,
) -> El {
    button(label)
        .id(id)
        .attr_of("aria-disabled", move || truth(busy.get()))
        .press(move || {
            if !busy.get() {
                press();
            }
        })
}

/// What came of it, said aloud as it changes.
pub fn sentences(id: &str, lines: ReadSignal<Vec<Line>>) -> El {
    let sentences = move || {
        let lines = lines.get_clone().into_iter();
        lines.map(sentence).collect::<Vec<_>>()
    };
    el("div")
        .id(id)
        .class("sentences")
        .attr("role", "status")
        .attr("aria-live", "polite")
        .add(live(sentences))
}

fn sentence(line: Line) -> El {
    let (class, mark) = match line.weight {
        Weight::Good => ("good", "✓"),
        Weight::Plain => ("plain", "·"),
        Weight::Warning => ("warning", "!"),
        Weight::Error => ("wrong", "✕"),
    };
    let mark = el("span")
        .class("mark")
        .attr("aria-hidden", "true")
        .add(mark);
    el("p")
        .class(class)
        .add(mark)
        .add(el("span").add(line.text))
}
