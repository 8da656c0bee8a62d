//! Settings brought in and passed on: as a file, or pasted.

use super::{
    super::dom::*,
    browser::{file_text, save_file},
    kept::Kept,
    parts::sentences,
};
use crate::{
    browser::{words::say, zones::zone},
    gitlab::sign_in::{Line, Weight},
    settings::{Change, Complaint, Import, Taken, export, import},
};
use sycamore_reactive::{Signal, create_signal};
use wasm_bindgen_futures::spawn_local;

#[derive(Clone, Copy)]
struct Transfer {
    kept: Kept,
    typed: Signal<String>,
    on_top: Signal<bool>,
    found: Signal<Option<Import>>,
    lines: Signal<Vec<Line>>,
}

/// The section.
pub fn view(kept: Kept) -> El {
    let transfer = Transfer {
        kept,
        typed: create_signal(String::new()),
        on_top: create_signal(false),
        found: create_signal(None),
        lines: create_signal(Vec::new()),
    };
    transfer.section()
}

impl Transfer {
    fn say(self, wrong: &[Complaint]) {
        let line = |wrong: &Complaint| Line::new(Weight::Error, wrong.sentence(say));
        self.lines.set(wrong.iter().map(line).collect());
    }

    fn export(self) {
        match export(&self.kept.own.get_clone_untracked()) {
            Ok(text) => {
                save_file("vanguard-settings.json", &text);
                self.typed.set(text);
                let said = say("options_transfer_exported", &[]);
                self.lines.set(vec![Line::new(Weight::Good, said)]);
            }
            Err(wrong) => self.say(&wrong),
        }
    }

    fn preview(self) {
        self.found.set(None);
        self.lines.set(Vec::new());
        let taken = match self.on_top.get_untracked() {
            true => Taken::OnTop,
            false => Taken::Instead,
        };
        let own = self.kept.own.get_clone_untracked();
        match import(&self.typed.get_clone_untracked(), &own, taken, &zone, say) {
            Ok(found) if found.changes.is_empty() => {
                let said = say("options_transfer_same", &[]);
                self.lines.set(vec![Line::new(Weight::Plain, said)]);
            }
            Ok(found) => self.found.set(Some(found)),
            Err(wrong) => self.say(&wrong),
        }
    }

    fn apply(self, text: &str) {
        self.found.set(None);
        self.kept.keep(text.to_owned(), "options_transfer_done");
        focus("undo");
    }

    fn section(self) -> El {
        let typed = self.typed;
        let text = el("textarea")
            .id("transfer-text")
            .attr("rows", "8")
            .attr("spellcheck", "false")
            .attr("aria-describedby", "transfer-hint")
            .prop_of("value", move || typed.get_clone())
            .on("input", move |event| typed.set(value(&event)));
        let file = el("input")
            .id("transfer-file")
            .attr("type", "file")
            .attr("accept", ".json,application/json")
            .on("change", move |event| {
                spawn_local(async move {
                    if let Some(text) = file_text(&event).await {
                        self.typed.set(text);
                        self.preview();
                    }
                });
            });
        let on_top = self.on_top;
        let on_top = el("input")
            .id("transfer-on-top")
            .attr("type", "checkbox")
            .prop_of("checked", move || on_top.get())
            .on("change", move |event| on_top.set(checked(&event)));
        let on_top = el("div").class("field switch").add(on_top).add(
            el("label")
                .attr("for", "transfer-on-top")
                .add(say("options_transfer_on_top", &[])),
        );
        let field = el("div")
            .class("field")
            .add(
                el("label")
                    .attr("for", "transfer-text")
                    .add(say("options_transfer_text", &[])),
            )
            .add(text)
            .add(
                el("p")
                    .class("hint")
                    .id("transfer-hint")
                    .add(say("options_transfer_hint", &[])),
            );
        let file = el("div")
            .class("field")
            .add(
                el("label")
                    .attr("for", "transfer-file")
                    .add(say("options_transfer_file", &[])),
            )
            .add(file);
        let buttons = el("div")
            .class("buttons")
            .add(
                button(say("options_transfer_preview", &[]))
                    .id("transfer-preview")
                    .class("primary")
                    .press(move || self.preview()),
            )
            .add(
                button(say("options_transfer_export", &[]))
                    .id("transfer-export")
                    .press(move || self.export()),
            );
        el("section")
            .attr("aria-labelledby", "transfer-heading")
            .add(
                el("h2")
                    .id("transfer-heading")
                    .add(say("options_transfer", &[])),
            )
            .add(field)
            .add(file)
            .add(on_top)
            .add(buttons)
            .add(sentences("transfer-said", *self.lines))
            .add(live(move || {
                self.found.get_clone().map(|found| self.changes(&found))
            }))
    }

    fn changes(self, found: &Import) -> El {
        let cell = |text: &str| el("td").add(text);
        let row = |change: &Change| {
            let place = el("th")
                .attr("scope", "row")
                .add(el("code").add(change.path.as_str()));
            let row = el("tr").add(place);
            row.add(cell(&change.before)).add(cell(&change.after))
        };
        let head = [
            say("options_transfer_setting", &[]),
            say("options_transfer_now", &[]),
            say("options_transfer_then", &[]),
        ];
        let head = head.map(|title| el("th").attr("scope", "col").add(title));
        let rows: Vec<El> = found.changes.iter().map(row).collect();
        let table = el("table")
            .id("transfer-changes")
            .add(el("thead").add(el("tr").add(head)))
            .add(el("tbody").add(rows));
        let text = found.text.clone();
        let apply = button(say("options_transfer_apply", &[]))
            .id("transfer-apply")
            .class("primary")
            .press(move || self.apply(&text));
        let leave = button(say("options_transfer_leave", &[]))
            .id("transfer-leave")
            .press(move || self.found.set(None));
        el("div")
            .class("changes")
            .add(table)
            .add(el("div").class("buttons").add(apply).add(leave))
    }
}
