//! What is reviewed, and everything that shows it.

use super::{
    super::dom::*, body, duplicates::Duplicates, filing, form, load::Loaded, replaced, state::State,
};
use crate::{
    browser::words::say,
    escalation::{
        outbox::View as Escalation,
        review::{Review, Standing},
    },
};
use sycamore_reactive::{ReadSignal, Signal, create_selector, create_signal};

/// Handles to what the sections share.
#[derive(Clone, Copy)]
pub struct Desk {
    pub review: Signal<Review>,
    pub state: State,
    pub duplicates: Duplicates,
    pub signed_in: bool,
    wrong: Signal<Option<String>>,
}

impl Desk {
    pub fn new(loaded: Loaded, state: State) -> Self {
        let Loaded {
            review,
            signed_in,
            wrong,
        } = loaded;
        let review = create_signal(review);
        Self {
            review,
            state,
            duplicates: Duplicates::new(review, signed_in),
            signed_in,
            wrong: create_signal(wrong),
        }
    }

    /// Something of the review that is shown: changes only where its value does.
    pub fn select<T: PartialEq + Clone + 'static>(
        self,
        read: impl Fn(&Review) -> T + 'static,
    ) -> ReadSignal<T> {
        create_selector(move || self.review.with(&read))
    }

    /// Whether it can be filed.
    pub fn standing(self) -> ReadSignal<Standing> {
        create_selector(move || {
            let key = self.review.with(Review::key);
            self.state
                .views
                .with(|views: &Vec<Escalation>| Standing::of(views, &key))
        })
    }

    pub fn show(self) -> View {
        mark();
        filing::unreviewed(self);
        filing::keys(self);
        let wrong = live(move || self.wrong.get_clone().map(unusable));
        [
            wrong,
            self.duplicates.show(self),
            form::show(self),
            body::show(self),
            replaced::show(self),
            filing::show(self),
        ]
        .into()
    }
}

fn unusable(wrong: String) -> El {
    let code = el("span").class("code").add("VG-SETTINGS");
    el("section")
        .class("notice trouble")
        .add(el("p").class("what").add(say("panel_settings_wrong", &[])))
        .add(el("p").add(wrong).add(" ").add(code))
}

/// For measurements: from here on it can be used.
fn mark() {
    if let Some(clock) = web_sys::window().and_then(|window| window.performance()) {
        // A mark of this name cannot be refused.
        let _ = clock.mark("vanguard-review");
    }
}
