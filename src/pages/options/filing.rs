//! Which GitLab, and what filing does: the settings of this page.

use super::{
    super::dom::*,
    Loaded,
    browser::{NotKept, change_settings, redirect_url},
    parts::{Field, sentences, switch, text_field},
};
use crate::{
    gitlab::sign_in::{Line, Weight},
    settings::{Complaint, Edit},
};
use serde_json::Value;
use sycamore_reactive::{ReadSignal, Signal, create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

const ORIGIN: &str = "gitlab.origin";
const APPLICATION: &str = "gitlab.oauth_application";
const FIELD: &str = "filing.field";
const TAG: &str = "filing.tag";

/// The form, as it is filled in.
#[derive(Clone, Copy)]
struct Form {
    saved: Signal<Loaded>,
    origin: Signal<String>,
    application: Signal<String>,
    field: Signal<String>,
    tag: Signal<String>,
    on_hold: Signal<bool>,
    without_review: Signal<bool>,
    /// Where something is wrong, and what.
    wrong: Signal<Option<(String, String)>>,
    lines: Signal<Vec<Line>>,
}

/// The section; what is saved goes to `saved`.
pub fn view(first: Loaded, saved: Signal<Loaded>) -> El {
    let Loaded { settings, wrong } = first;
    let lines = wrong.map(|wrong| Line::new(Weight::Error, wrong));
    let form = Form {
        saved,
        origin: create_signal(settings.gitlab.origin),
        application: create_signal(settings.gitlab.oauth_application.unwrap_or_default()),
        field: create_signal(
            settings
                .filing
                .field
                .map_or(String::new(), |id| id.to_string()),
        ),
        tag: create_signal(settings.filing.tag.unwrap_or_default()),
        on_hold: create_signal(settings.filing.on_hold),
        without_review: create_signal(settings.filing.without_review),
        wrong: create_signal(None),
        lines: create_signal(lines.into_iter().collect()),
    };
    form.section()
}

impl Form {
    fn changes(self) -> Vec<Edit> {
        let text = |signal: Signal<String>| signal.with(|text| text.trim().to_owned());
        let or_none = |text: String| match text.as_str() {
            "" => Value::Null,
            _ => Value::String(text),
        };
        // What is no number is left as it is, for the settings to say so.
        let field = match text(self.field).parse::<u64>() {
            Ok(id) => id.into(),
            Err(_) => or_none(text(self.field)),
        };
        let origin = text(self.origin);
        let origin = origin.strip_suffix('/').unwrap_or(&origin);
        let edits = [
            Edit::new(&["gitlab", "origin"], &origin.into()),
            Edit::new(
                &["gitlab", "oauth_application"],
                &or_none(text(self.application)),
            ),
            Edit::new(&["filing", "field"], &field),
            Edit::new(&["filing", "tag"], &or_none(text(self.tag))),
            Edit::new(&["filing", "on_hold"], &self.on_hold.get().into()),
            Edit::new(
                &["filing", "without_review"],
                &self.without_review.get().into(),
            ),
        ];
        edits.into()
    }

    fn save(self) {
        self.lines.set(Vec::new());
        self.wrong.set(None);
        let changes = self.changes();
        spawn_local(async move {
            match change_settings(&changes).await {
                Ok(in_force) => {
                    self.saved.set(Loaded::read(&in_force));
                    self.lines.set(vec![Line::new(Weight::Good, "Saved.")]);
                }
                Err(NotKept::Wrong(wrong)) => self.say(&wrong),
                Err(NotKept::Browser) => self.lines.set(vec![Line::new(
                    Weight::Error,
                    "This browser did not keep them. Check that there is room on the disk; then try again.",
                )]),
            }
        });
    }

    /// Beside the field where it is one of this form's.
    fn say(self, wrong: &[Complaint]) {
        let line = |wrong: &Complaint| Line::new(Weight::Error, wrong.to_string());
        match wrong {
            [only] if only.place.is_none() && id_of(&only.path).is_some() => {
                focus(id_of(&only.path).unwrap_or_default());
                self.wrong.set(Some((only.path.clone(), only.what.clone())));
            }
            all => self.lines.set(all.iter().map(line).collect()),
        }
    }

    fn error(self, path: &'static str) -> ReadSignal<Option<String>> {
        create_selector(move || {
            self.wrong.with(|wrong| {
                let (at, what) = wrong.as_ref()?;
                (at == path).then(|| format!("This {what}."))
            })
        })
    }

    fn section(self) -> El {
        let origin = Field {
            id: "origin",
            label: "GitLab",
            kind: "text",
            hint: "Its address without a path, such as https://gitlab.com.",
        };
        let application = Field {
            id: "application",
            label: "OAuth application",
            kind: "text",
            hint: "Its id, where your GitLab has one for Vanguard; then you can sign in without a token. It must not be confidential, needs the scope api, and this redirect URI:",
        };
        let redirect = el("code").id("redirect").add(redirect_url());
        let field = Field {
            id: "field",
            label: "Ticket field for issues",
            kind: "text",
            hint: "The id of Zendesk's field “GitLab Issues”; empty where there is none.",
        };
        let tag = Field {
            id: "tag",
            label: "Tag of escalated tickets",
            kind: "text",
            hint: "Empty where none is wanted.",
        };
        let save = el("button").id("save-settings").attr("type", "submit");
        let form = el("form")
            .on("submit", move |event| {
                event.prevent_default();
                self.save();
            })
            .add(text_field(origin, self.origin, self.error(ORIGIN)))
            .add(text_field(
                application,
                self.application,
                self.error(APPLICATION),
            ))
            .add(el("p").class("hint below").add(redirect))
            .add(text_field(field, self.field, self.error(FIELD)))
            .add(text_field(tag, self.tag, self.error(TAG)))
            .add(switch(
                "on-hold",
                "Put escalated tickets On-hold",
                "Zendesk reopens them after four days.",
                self.on_hold,
            ))
            .add(switch(
                "without-review",
                "File without review",
                "The first press files, after a countdown in which it can be undone.",
                self.without_review,
            ))
            .add(
                el("div")
                    .class("buttons")
                    .add(save.class("primary").add("Save")),
            )
            .add(sentences("saved", *self.lines));
        el("section")
            .attr("aria-labelledby", "filing")
            .add(el("h2").id("filing").add("Filing"))
            .add(form)
    }
}

/// The input that a setting is filled in at.
fn id_of(path: &str) -> Option<&'static str> {
    match path {
        ORIGIN => Some("origin"),
        APPLICATION => Some("application"),
        FIELD => Some("field"),
        TAG => Some("tag"),
        _ => None,
    }
}
