//! What both sections are made of: fields with their errors, and sentences with their weight.

use crate::gitlab::sign_in::{Line, Weight};
use sycamore::prelude::*;

/// A field's own name, its label and what is said below it.
#[derive(Clone, Copy)]
pub struct Field {
    /// Of the input.
    pub id: &'static str,
    /// Above it.
    pub label: &'static str,
    /// Below it.
    pub hint: &'static str,
    /// `text` or `password`.
    pub kind: &'static str,
}

/// A field of text.
pub fn text_field(field: Field, value: Signal<String>, error: ReadSignal<Option<String>>) -> View {
    let Field {
        id,
        label,
        hint,
        kind,
    } = field;
    let described = format!("{id}-hint {id}-error");
    view! {
        div(class="field") {
            label(r#for=id) { (label) }
            input(
                id=id, r#type=kind, autocomplete="off", autocapitalize="off", "spellcheck"="false",
                aria-describedby=described, aria-invalid=truth(error.with(Option::is_some)), bind:value=value,
            )
            p(class="hint", id=format!("{id}-hint")) { (hint) }
            p(class="error", id=format!("{id}-error")) { (error.get_clone().unwrap_or_default()) }
        }
    }
}

/// A switch.
pub fn switch(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    value: Signal<bool>,
) -> View {
    view! {
        div(class="field switch") {
            input(id=id, r#type="checkbox", aria-describedby=format!("{id}-hint"), bind:checked=value)
            label(r#for=id) { (label) }
            p(class="hint", id=format!("{id}-hint")) { (hint) }
        }
    }
}

/// A button that waits while something is under way.
pub fn button(
    id: &'static str,
    class: &'static str,
    label: &'static str,
    busy: ReadSignal<bool>,
    mut press: impl FnMut() + 'static,
) -> View {
    view! {
        button(
            id=id, class=class, r#type="button", aria-disabled=truth(busy.get()),
            on:click=move |_| if !busy.get() { press() },
        ) { (label) }
    }
}

/// What came of it, said aloud as it changes.
pub fn sentences(id: &'static str, lines: ReadSignal<Vec<Line>>) -> View {
    view! {
        div(id=id, class="sentences", role="status", aria-live="polite") {
            (lines.get_clone().into_iter().map(sentence).collect::<Vec<View>>())
        }
    }
}

fn sentence(line: Line) -> View {
    let (class, mark) = match line.weight {
        Weight::Good => ("good", "✓"),
        Weight::Plain => ("plain", "·"),
        Weight::Warning => ("warning", "!"),
        Weight::Error => ("wrong", "✕"),
    };
    view! {
        p(class=class) {
            span(class="mark", aria-hidden="true") { (mark) }
            span { (line.text) }
        }
    }
}

fn truth(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}
