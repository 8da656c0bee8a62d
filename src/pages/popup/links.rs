//! The team's pages: found by typing, changed in place.

use super::{super::dom::*, lower, meetings::browser};
use crate::{
    browser::words::say,
    links::{Link, defaults, found, parse, written},
    meetings::is_web_address,
    settings::Edit,
    words::named,
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
        .add(
            el("h2")
                .id("pages")
                .attr("tabindex", "-1")
                .add(say("popup_pages", &[])),
        )
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

/// As they are called in the language of whoever looks.
fn in_words(links: &[Link]) -> Vec<Link> {
    let all = links.iter().map(|link| Link {
        name: named(say, &link.name),
        url: link.url.clone(),
    });
    all.collect()
}

impl Pages {
    async fn read(self) {
        match parse(&browser::settings().await) {
            Ok(links) => self.links.set(links),
            Err(error) => self.said.set(say("popup_settings", &[&error.to_string()])),
        }
    }

    fn list(self) -> View {
        let shown = create_selector(move || {
            let typed = self.typed.get_clone();
            self.links
                .with(|links| found(&in_words(links), &typed, lower))
        });
        let rows = each(
            move || shown.get_clone(),
            |one| el("li").add(link(&one.url, one.name)),
        );
        let is_none = move || {
            shown
                .with(Vec::is_empty)
                .then(|| el("p").add(say("popup_no_such_page", &[])))
        };
        let first = move |event: web_sys::Event| {
            if let Some(page) = shown
                .with_untracked(|all| all.first().cloned())
                .filter(|_| is_enter(&event))
            {
                browser::open_tab(&page.url);
            }
        };
        let search = el("input")
            .id("find-page")
            .attr("type", "search")
            .attr("aria-label", &say("popup_find_page", &[]))
            .attr("placeholder", &say("popup_type_to_find", &[]))
            .prop_of("value", move || self.typed.get_clone())
            .on("input", move |event| self.typed.set(value(&event)))
            .on("keydown", first);
        let change = move || {
            let links = self.links.with_untracked(|links| in_words(links));
            let row = |(number, link): (usize, Link)| self.new_row(number, link);
            self.rows
                .set(Some(links.into_iter().enumerate().map(row).collect()));
            focus("page-name-0");
        };
        View::from([
            search,
            el("ul").add(rows),
            el("div").add(live(is_none)),
            el("div").class("presses").add(
                button(say("popup_change_pages", &[]))
                    .id("change-pages")
                    .press(change),
            ),
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
                    .add(
                        el("button")
                            .attr("type", "submit")
                            .add(say("popup_save", &[])),
                    )
                    .add(button(say("popup_add_page", &[])).press(add))
                    .add(button(say("popup_cancel", &[])).press(leave)),
            );
        form.into()
    }

    fn row(self, row: Row) -> El {
        let number = row.number;
        let field = |kind: &str, label: String, text: Signal<String>| {
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
            .add(field("name", say("popup_page_name", &[]), row.name))
            .add(field("url", say("popup_page_address", &[]), row.url))
            .add(
                button(say("popup_take_off", &[]))
                    .attr_of("aria-label", move || {
                        format!("{}, {}", say("popup_take_off", &[]), name.get_clone())
                    })
                    .press(take_off),
            )
    }

    /// What is called this on view.
    fn in_settings(self, name: &str) -> String {
        self.links.with_untracked(|links| {
            let mut all = links.iter().map(|link| &link.name);
            let own = all.find(|own| named(say, own) == name);
            own.map_or(name, |own| own).to_owned()
        })
    }

    fn save(self) {
        let rows = self.rows.get_clone_untracked().unwrap_or_default();
        let links = rows.iter().map(|row| Link {
            name: row
                .name
                .with_untracked(|name| self.in_settings(name.trim())),
            url: row.url.with_untracked(|url| url.trim().to_owned()),
        });
        let links: Vec<Link> = links.collect();
        let wrong = links.iter().find_map(|link| match link {
            Link { name, .. } if name.is_empty() => Some(say("popup_page_unnamed", &[])),
            Link { url, .. } if !is_web_address(url) => Some(say("popup_no_address", &[url])),
            _ => None,
        });
        if let Some(wrong) = wrong {
            self.said.set(wrong);
            return;
        }
        spawn_local(async move {
            let edit = Edit::new(&["links"], &written(&links));
            match browser::change_settings(&[edit]).await {
                Ok(()) => {
                    self.read().await;
                    self.said.set(say("popup_saved", &[]));
                    self.rows.set(None);
                    focus("change-pages");
                }
                Err(what) => self.said.set(what),
            }
        });
    }
}
