//! The press that files, by hand or by the team's wish.

use super::{super::dom::*, by_hand, desk::Desk, duplicates::Found, keys};
use crate::{
    browser::words::say,
    escalation::review::{Review, Standing, Target},
};
use sycamore_reactive::{create_effect, create_signal};

/// Files what is on view, where nothing keeps it.
fn file(desk: Desk, undo: bool) {
    let wish = desk.review.with_untracked(|review| {
        review
            .check()
            .is_ok()
            .then(|| (review.key(), review.wish(undo)))
    });
    if let Some((key, wish)) = wish {
        desk.state.wish(key, wish);
    }
}

/// Files by itself where the team wants that: once, when all is known that would speak against it.
pub fn unreviewed(desk: Desk) {
    let done = create_signal(false);
    create_effect(move || {
        let told = desk.state.told.get();
        let searched = desk
            .duplicates
            .found
            .with(|found| *found != Found::Searching);
        if !told || !searched || !desk.signed_in || done.get_untracked() {
            return;
        }
        done.set(true);
        let known = desk.state.views.with_untracked(|views| !views.is_empty());
        let goes = desk.review.with_untracked(|review| {
            let best = desk.duplicates.best(review);
            best.is_some_and(|best| review.goes_unreviewed(best))
        });
        if goes && !known {
            file(desk, true);
        }
    });
}

pub fn keys(desk: Desk) {
    let standing = desk.standing();
    let press = move || {
        if desk.signed_in && standing.with_untracked(Standing::files) {
            file(desk, false);
        }
    };
    let is_as_drafted = move || !desk.review.with_untracked(Review::is_edited);
    keys::listen(press, is_as_drafted);
}

pub fn show(desk: Desk) -> View {
    let standing = desk.standing();
    let obstacle = desk.select(|review| review.check().err());
    let label = desk.select(|review| match review.target() {
        Target::New => say("panel_file", &[]),
        Target::After(known) => say("panel_file_linking", &[&known.iid.to_string()]),
        Target::Comment(known) => say("panel_comment_on", &[&known.iid.to_string()]),
    });
    let press = move || {
        button(live(move || label.get_clone()))
            .id("file")
            .class("main")
            .prop_of("disabled", move || obstacle.get().is_some())
            .attr("aria-describedby", "file-note")
            .press(move || file(desk, false))
    };
    let note = move || match (standing.get_clone(), obstacle.get()) {
        (Standing::Filed, _) => say("panel_filed", &[]),
        (Standing::UnderWay, _) => say("panel_under_way", &[]),
        (_, Some(obstacle)) => obstacle.said(say),
        (Standing::Elsewhere(key), None) => say("panel_elsewhere", &[&key.project]),
        (Standing::Again, None) => say("panel_again", &[]),
        (Standing::Free, None) => String::new(),
    };
    // What there is to do by hand would hide half of a small window if it stayed in view.
    let class = if desk.signed_in { "" } else { "long" };
    let by_hand = (!desk.signed_in).then(|| by_hand::show(desk));
    let files = move || desk.signed_in && standing.with(Standing::files);
    let keys = || keys::hint(say("panel_files_it", &[]));
    el("footer")
        .class(class)
        .add(by_hand)
        .add(live(move || files().then(press)))
        .add(
            el("p")
                .id("file-note")
                .attr("role", "status")
                .add(live(note)),
        )
        .add(live(move || files().then(keys)))
        .into()
}
