//! The team's pages: found by typing, changed in place.

use super::{super::dom::*, meetings::browser};
use crate::{
    links::{Link, defaults, found, parse, written},
    settings::Edit,
};
use sycamore_reactive::{NodeHandle, Signal, create_selector, create_signal, use_current_scope};
use wasm_bindgen_futures::spawn_local;

/// What all parts of the section share.
#[derive(Clone, Copy)]
struct Pages {
    links: Signal<Vec<Link>>,
    typed: Signal<String>,
    /// Each row's name and address, while they are changed.
    rows: Signal<Option<Vec<Row>>>,
    said: Signal<String>,
    scope: NodeHandle,
}

/// Equal to itself alone, however much of it is typed.
#[derive(Clone, Copy, PartialEq)]
struct Row {
    number: usize,
    name: Signal<String>,
    url: Signal<String>,
}

/// The section; it fills itself in once the settings are read.
pub fn section() -> El {
    let pages = Pages {
        links: create_signal(defaults()),
        typed: create_signal(String::new()),
        rows: create_signal(None),
        said: create_signal(String::new()),
        scope: use_current_scope(),
    };
    spawn_local(pages.read());
    let is_changed = create_selector(move || pages.rows.with(Option::is_some));
    el("section")
        .class("pages")
        .attr("aria-labelledby", "pages")
        .add(el("h2").id("pages").attr("tabindex", "-1").add("Pages"))
        .add(
            el("p")
                .attr("role", "status")
                .class("said")
                .add(live(move || pages.said.get_clone())),
        )
        .add(live(move || match is_changed.get() {
            true => pages.form(),
            false => pages.list(),
        }))
}

impl Pages {
    async fn read(self) {
        match parse(&browser::settings().await) {
            Ok(links) => self.links.set(links),
            Err(error) => self.said.set(format!(
                "The settings cannot be used: {error} (VG-SETTINGS)"
            )),
        }
    }

    fn list(self) -> View {
        let shown = create_selector(move || {
            let typed = self.typed.get_clone();
            self.links.with(|links| found(links, &typed))
        });
        let rows = each(
            move || shown.get_clone(),
            |one| el("li").add(link(&one.url, one.name)),
        );
        let is_none = move || {
            shown
                .with(Vec::is_empty)
                .then(|| el("p").add("There is no such page."))
        };
        let first = move |event: web_sys::Event| {
            use wasm_bindgen::JsCast;
            let is_enter = event
                .dyn_ref::<web_sys::KeyboardEvent>()
                .is_some_and(|key| key.key() == "Enter");
            if let Some(page) = shown
                .with_untracked(|all| all.first().cloned())
                .filter(|_| is_enter)
            {
                browser::open_tab(&page.url);
            }
        };
        let search = el("input")
            .id("find-page")
            .attr("type", "search")
            .attr("aria-label", "Find a page")
            .attr("placeholder", "Type to find a page")
            .prop_of("value", move || self.typed.get_clone())
            .on("input", move |event| self.typed.set(value(&event)))
            .on("keydown", first);
        let change = move || {
            let links = self.links.get_clone_untracked();
            let row = |(number, link): (usize, Link)| self.new_row(number, link);
            self.rows
                .set(Some(links.into_iter().enumerate().map(row).collect()));
            focus("page-name-0");
        };
        View::from([
            search,
            el("ul").add(rows),
            el("div").add(live(is_none)),
            el("div")
                .class("presses")
                .add(button("Change the pages").id("change-pages").press(change)),
        ])
    }

    /// Its fields live as long as the section does.
    fn new_row(self, number: usize, link: Link) -> Row {
        self.scope.run_in(|| Row {
            number,
            name: create_signal(link.name),
            url: create_signal(link.url),
        })
    }

    fn form(self) -> View {
        let rows = each(
            move || self.rows.get_clone().unwrap_or_default(),
            move |row| self.row(row),
        );
        let add = move || {
            let rows = self.rows.get_clone_untracked().unwrap_or_default();
            let number = rows.iter().map(|row| row.number + 1).max().unwrap_or(0);
            let empty = Link {
                name: String::new(),
                url: "https://".into(),
            };
            let all = rows.into_iter().chain([self.new_row(number, empty)]);
            self.rows.set(Some(all.collect()));
            focus(&format!("page-name-{number}"));
        };
        let leave = move || {
            self.rows.set(None);
            focus("change-pages");
        };
        let form = el("form")
            .attr("novalidate", "")
            .on("submit", move |event| {
                event.prevent_default();
                self.save();
            })
            .add(el("ul").add(rows))
            .add(
                el("div")
                    .class("presses")
                    .add(el("button").attr("type", "submit").add("Save"))
                    .add(button("Add a page").press(add))
                    .add(button("Cancel").press(leave)),
            );
        form.into()
    }

    fn row(self, row: Row) -> El {
        let number = row.number;
        let field = |kind: &str, label: &str, text: Signal<String>| {
            let id = format!("page-{kind}-{number}");
            el("div")
                .class("field")
                .add(el("label").attr("for", &id).add(label))
                .add(
                    el("input")
                        .id(&id)
                        .attr("type", "text")
                        .attr("autocomplete", "off")
                        .prop_of("value", move || text.get_clone())
                        .on("input", move |event| text.set(value(&event))),
                )
        };
        let take_off = move || {
            self.rows.update(|rows| {
                rows.iter_mut()
                    .for_each(|rows| rows.retain(|one| one.number != number))
            });
            keep_focus("pages");
        };
        let name = row.name;
        el("li")
            .add(field("name", "Name", row.name))
            .add(field("url", "Address", row.url))
            .add(
                button("Take off")
                    .attr_of("aria-label", move || {
                        format!("Take off, {}", name.get_clone())
                    })
                    .press(take_off),
            )
    }

    fn save(self) {
        let rows = self.rows.get_clone_untracked().unwrap_or_default();
        let links = rows.iter().map(|row| Link {
            name: row.name.get_clone_untracked(),
            url: row.url.get_clone_untracked(),
        });
        let links: Vec<Link> = links.collect();
        spawn_local(async move {
            let edit = Edit::new(&["links"], &written(&links));
            match browser::change_settings(&[edit]).await {
                Ok(()) => {
                    self.read().await;
                    self.said.set("Saved.".into());
                    self.rows.set(None);
                    focus("change-pages");
                }
                Err(what) => self.said.set(what),
            }
        });
    }
}
