//! One field: what is typed into it, and what is wrong with that as it is typed.

use super::{super::dom::*, browser::redirect_url, kept::Kept};
use crate::{
    browser::words::say,
    settings::{self, Complaint, Edit, FormField, Input, Kind},
};
use serde_json::Value;
use std::rc::Rc;
use sycamore_reactive::{Signal, create_selector, create_signal};
use web_sys::Event;

/// A field as it is being changed.
#[derive(Clone)]
pub struct Draft {
    kept: Kept,
    field: Rc<FormField>,
    value: Signal<Value>,
    wrong: Signal<Option<String>>,
}

impl Draft {
    pub fn new(kept: Kept, field: FormField) -> Self {
        Self {
            kept,
            value: create_signal(field.value.clone()),
            wrong: create_signal(None),
            field: Rc::new(field),
        }
    }

    pub fn is_own(&self) -> bool {
        self.field.is_own
    }

    pub fn is_found(&self, typed: &str) -> bool {
        self.field.is_found(typed)
    }

    /// What it changes, if anything.
    pub fn edit(&self) -> Option<Edit> {
        self.edit_to(&self.value.get_clone_untracked())
    }

    /// The same, for what follows it.
    pub fn edit_now(&self) -> Option<Edit> {
        self.edit_to(&self.value.get_clone())
    }

    fn edit_to(&self, value: &Value) -> Option<Edit> {
        let path: Vec<&str> = self.field.path.iter().map(String::as_str).collect();
        let is_changed = *value != self.field.value && !self.field.is_locked;
        is_changed.then(|| Edit::new(&path, value))
    }

    /// What sets it back.
    pub fn reset(&self) -> Option<Edit> {
        let path: Vec<&str> = self.field.path.iter().map(String::as_str).collect();
        self.field.is_own.then(|| Edit::reset(&path))
    }

    /// Where to go to mend it.
    pub fn wrong_at(&self) -> Option<String> {
        let first = self.field.inputs.first()?;
        let is_wrong = self.wrong.with_untracked(Option::is_some);
        is_wrong.then(|| self.field.input_id(first))
    }

    /// Those of the complaints that are about it.
    pub fn say(&self, wrong: &[Complaint]) {
        let place = self.field.path.join(".");
        let found = wrong.iter().find(|wrong| wrong.path == place);
        if let Some(found) = found {
            self.wrong.set(Some(found.beside(say)));
        }
    }

    fn typed(&self, input: &Input, typed: &str) {
        match input.read(typed) {
            Ok(typed) => {
                self.value.update(|value| input.put(value, typed));
                self.check();
            }
            Err(error) => {
                let what = settings::say(say, &error.to_string());
                self.wrong.set(Some(settings::sentence(&what)));
            }
        }
    }

    fn check(&self) {
        self.wrong.set(None);
        if let Some(edit) = self.edit()
            && let Err(wrong) = self.kept.edited(&[edit])
        {
            self.say(&wrong);
        }
    }

    /// The field, unless something else is searched for.
    pub fn view(&self, typed: Signal<String>) -> El {
        let id = self.field.id();
        let is_hidden = {
            let draft = self.clone();
            create_selector(move || !typed.with(|typed| draft.is_found(typed)))
        };
        let class = move || {
            if is_hidden.get() {
                "setting hidden"
            } else {
                "setting"
            }
        };
        let wrong = self.wrong;
        let error = live(move || wrong.get_clone().unwrap_or_default());
        let error = el("p")
            .class("error")
            .id(&format!("{id}-error"))
            .attr("role", "status")
            .add(error);
        let notes = el("p").class("notes").add(self.notes());
        let inputs = self.field.inputs.iter();
        let whole = match self.field.inputs.as_slice() {
            [only] if only.inner.is_empty() && only.kind != Kind::Json => {
                el("div").add(self.input(only, &self.field.title))
            }
            // Much that few people look at.
            all => {
                let inputs: Vec<El> = inputs
                    .map(|input| self.input(input, &title(&self.field, input, all.len())))
                    .collect();
                el("details")
                    .add(el("summary").add(self.field.title.as_str()))
                    .add(inputs)
            }
        };
        let redirect = (self.field.path == ["gitlab", "oauth_application"]).then(|| {
            let code = el("code").id("redirect").add(redirect_url());
            el("p")
                .class("hint")
                .add(say("options_redirect", &[]))
                .add(" ")
                .add(code)
        });
        el("div")
            .id(&format!("{id}-setting"))
            .attr_of("class", class)
            .add(whole)
            .add(redirect)
            .add(error)
            .add(notes)
    }

    /// Whose it is.
    fn notes(&self) -> String {
        if self.field.is_locked {
            return say("options_locked", &[]);
        }
        if !self.field.is_own {
            return String::new();
        }
        let only = self.field.inputs.first();
        let plain = only.filter(|input| input.inner.is_empty() && input.kind != Kind::Json);
        match (plain, &self.field.default) {
            (_, None) => say("options_added", &[]),
            (Some(input), Some(default)) => match input.shown(default) {
                text if text.is_empty() => say("options_own_no_default", &[]),
                text => say("options_own_default", &[&text.replace('\n', ", ")]),
            },
            (None, Some(_)) => say("options_own", &[]),
        }
    }

    fn input(&self, input: &Input, title: &str) -> El {
        let id = self.field.input_id(input);
        let (of_hint, of_error) = (format!("{id}-hint"), format!("{}-error", self.field.id()));
        let wrong = self.wrong;
        let described = |element: El| {
            let element = element
                .id(&id)
                .attr("aria-describedby", &format!("{of_hint} {of_error}"))
                .attr_of("aria-invalid", move || truth(wrong.with(Option::is_some)));
            match self.field.is_locked {
                true => element.attr("disabled", ""),
                false => element,
            }
        };
        let shown = input.shown(input.part(&self.field.value));
        let label = el("label").attr("for", &id).add(title);
        let hint = el("p").class("hint").id(&of_hint).add(hint(input));
        let on = |read: fn(&Event) -> String| {
            let (draft, input) = (self.clone(), input.clone());
            move |event: Event| draft.typed(&input, &read(&event))
        };
        let element = match &input.kind {
            Kind::Switch => {
                let is_on = input.part(&self.field.value) == &Value::Bool(true);
                let read: fn(&Event) -> String = |event| truth(checked(event)).to_owned();
                let element = el("input")
                    .attr("type", "checkbox")
                    .prop_of("checked", move || is_on)
                    .on("change", on(read));
                let field = el("div").class("field switch");
                return field.add(described(element)).add(label).add(hint);
            }
            Kind::Choice(choices) => {
                let options = choices.iter().map(|choice| {
                    let option = el("option").attr("value", &choice.value);
                    let option = option.add(choice.label.as_str());
                    match choice.value == shown {
                        true => option.attr("selected", ""),
                        false => option,
                    }
                });
                let options: Vec<El> = options.collect();
                el("select").add(options).on("change", on(value))
            }
            Kind::Lines | Kind::Numbers | Kind::Json => {
                let rows = shown.lines().count().clamp(2, 12).to_string();
                el("textarea")
                    .attr("rows", &rows)
                    .attr("spellcheck", "false")
                    .prop_of("value", move || shown.clone())
                    .on("input", on(value))
            }
            Kind::Text if shown.contains('\n') => el("textarea")
                .attr("rows", "3")
                .prop_of("value", move || shown.clone())
                .on("input", on(value)),
            Kind::Text | Kind::Whole | Kind::Hours => el("input")
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("spellcheck", "false")
                .prop_of("value", move || shown.clone())
                .on("input", on(value)),
        };
        el("div")
            .class("field")
            .add(label)
            .add(described(element))
            .add(hint)
    }
}

fn title(field: &FormField, input: &Input, inputs: usize) -> String {
    match input.titles.join(": ") {
        title if title.is_empty() && inputs == 1 => field.title.clone(),
        title => title,
    }
}

fn hint(input: &Input) -> String {
    let how = match input.kind {
        Kind::Lines | Kind::Numbers => say("options_hint_lines", &[]),
        Kind::Hours => say("options_hint_hours", &[]),
        Kind::Json => say("options_hint_json", &[]),
        _ => String::new(),
    };
    [input.hint.as_str(), &how].join(" ").trim().to_owned()
}
