//! What there is without a token: GitLab's own new-issue page, and linking on the ticket what was filed there.

use super::{
    super::dom::*,
    desk::Desk,
    form::field,
    gitlab_tab::{self, Opened},
};
use crate::{
    browser::{access, words::say},
    gitlab::host,
};
use sycamore_reactive::{Signal, create_signal};
use wasm_bindgen_futures::spawn_local;

#[derive(Clone, Copy)]
struct ByHand {
    desk: Desk,
    /// Whether the browser lets Vanguard see where GitLab's tab is.
    allowed: Signal<bool>,
    /// The tab with GitLab's new-issue page, until the issue is linked.
    opened: Signal<Option<Opened>>,
    /// The issue's address, pasted or picked up.
    address: Signal<String>,
    /// The person pasted it: nothing that is picked up takes its place.
    pasted: Signal<bool>,
    /// What is said of the address.
    said: Signal<String>,
}

pub fn show(desk: Desk) -> El {
    let hand = ByHand {
        desk,
        allowed: create_signal(false),
        opened: create_signal(None),
        address: create_signal(String::new()),
        pasted: create_signal(false),
        said: create_signal(String::new()),
    };
    gitlab_tab::on_address(move |tab, address| hand.is_at(tab, &address));
    spawn_local(async move {
        hand.allowed.set(access::is_allowed(&hand.origin()).await);
        // The review may have been closed meanwhile, and opened anew.
        let opened = gitlab_tab::recall(&hand.name()).await;
        hand.opened.set(opened);
        hand.look().await;
    });
    hand.show()
}

impl ByHand {
    fn origin(self) -> String {
        let review = self.desk.review;
        review.with_untracked(|review| review.settings().gitlab.origin.clone())
    }

    /// Of the ticket, whatever the project.
    fn name(self) -> String {
        let key = self.desk.review.with_untracked(|review| review.key());
        format!("{}/{}", key.host, key.ticket)
    }

    fn open(self, address: String) {
        let project = self
            .desk
            .review
            .with_untracked(|review| review.project().to_owned());
        spawn_local(async move {
            let opened = gitlab_tab::open(&self.name(), &address, project).await;
            self.opened.set(opened);
        });
    }

    /// Asks the browser, within the press.
    fn allow(self) {
        let allowed = access::ask(&self.origin());
        spawn_local(async move {
            let allowed = allowed.await;
            self.allowed.set(allowed);
            self.said.set(match allowed {
                true => String::new(),
                false => say("panel_not_allowed", &[]),
            });
            self.look().await;
        });
    }

    /// The tab may be there already.
    async fn look(self) {
        let tab = self
            .opened
            .with_untracked(|opened| opened.as_ref().map(|one| one.tab));
        if let Some(tab) = tab
            && let Some(address) = gitlab_tab::address(tab).await
        {
            self.is_at(tab, &address);
        }
    }

    fn is_at(self, tab: i32, address: &str) {
        let landed = self.opened.with_untracked(|opened| {
            let opened = opened.as_ref().filter(|opened| opened.tab == tab)?;
            let review = self.desk.review;
            review.with_untracked(|review| review.landed(address, &opened.project))
        });
        let Some(landed) = landed.filter(|_| !self.pasted.get_untracked()) else {
            return;
        };
        if self.address.with_untracked(|known| *known == landed) {
            return;
        }
        self.address.set(landed);
        self.said.set(say("panel_picked_up", &[]));
        focus("link");
        spawn_local(gitlab_tab::come_to_the_front());
    }

    fn link(self) {
        let address = self.address.get_clone_untracked();
        let wish = self
            .desk
            .review
            .with_untracked(|review| review.link(&address));
        self.said.set(match wish.is_some() {
            true => String::new(),
            false => say("panel_no_issue", &[]),
        });
        if let Some((key, wish)) = wish {
            self.opened.set(None);
            let name = self.name();
            spawn_local(async move { gitlab_tab::forget(&name).await });
            self.desk.state.wish(key, wish);
        }
    }

    fn show(self) -> El {
        let address = self
            .desk
            .select(|review| review.check().is_ok().then(|| review.address()));
        let page = move || {
            let address = address.get_clone()?;
            let page = link(&address, say("panel_new_issue_page", &[])).class("button main");
            Some(page.on("click", move |event| {
                event.prevent_default();
                self.open(address.clone());
            }))
        };
        let label = move || match self.allowed.get() {
            true => say("panel_issue_address", &[]),
            false => say("panel_paste_address", &[]),
        };
        let issue = el("input")
            .id("issue")
            .attr("type", "url")
            .attr("autocomplete", "off")
            .attr("aria-describedby", "issue-said")
            .prop_of("value", move || self.address.get_clone())
            .on("input", move |event| {
                let address = value(&event);
                self.pasted.set(!address.is_empty());
                self.address.set(address);
                self.said.set(String::new());
            });
        let said = el("p").id("issue-said").attr("role", "status");
        el("div")
            .class("hand")
            .add(
                el("p")
                    .add(say("panel_signed_out", &[]))
                    .add(" ")
                    .add(link("options.html", say("panel_sign_in", &[]))),
            )
            .add(el("p").add(live(page)))
            .add(live(move || (!self.allowed.get()).then(|| self.access())))
            .add(
                el("div")
                    .class("paste")
                    .add(field("issue", live(label), issue))
                    .add(
                        button(say("panel_link", &[]))
                            .id("link")
                            .press(move || self.link()),
                    )
                    .add(said.add(live(move || self.said.get_clone()))),
            )
    }

    /// Offers what saves the pasting.
    fn access(self) -> El {
        let name = say("panel_allow", &[host(&self.origin())]);
        let why = say("panel_allow_why", &[]);
        el("p")
            .class("allow")
            .add(button(name).id("allow").press(move || self.allow()))
            .add(el("span").class("why").add(why))
    }
}
