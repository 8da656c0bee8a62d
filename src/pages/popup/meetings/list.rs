//! The calls ahead and those to catch up with.

use super::{super::super::dom::*, Calls, browser, called, card, files, remind, this_date};
use crate::{
    browser::words::say,
    meetings::board::{Board, Card},
};
use sycamore_reactive::{ReadSignal, create_selector};
use wasm_bindgen_futures::spawn_local;

/// Folded away below the next call.
pub fn view(calls: Calls, board: ReadSignal<Board>) -> El {
    let of_region = move |cards: &[Card]| {
        let region = calls.region.get_clone();
        let is_shown = |card: &&Card| region.is_empty() || card.regions.contains(&region);
        cards
            .iter()
            .filter(is_shown)
            .cloned()
            .collect::<Vec<Card>>()
    };
    let ahead = create_selector(move || board.with(|board| of_region(&board.ahead)));
    let past = create_selector(move || board.with(|board| of_region(&board.past)));
    let is_past = create_selector(move || past.with(|past| !past.is_empty()));
    let unknown = move || {
        let all = board.with(|board| board.unknown.join(", "));
        let is_any = !all.is_empty();
        is_any.then(|| {
            el("p")
                .class("wrong")
                .add(say("popup_zone_unknown", &[&all]))
        })
    };
    let missed = move || {
        is_past.get().then(|| {
            let rows = each(
                move || past.get_clone(),
                move |one| card::row(calls, &one, "past"),
            );
            View::from([el("h3").add(say("popup_missed", &[])), el("ul").add(rows)])
        })
    };
    let rows = each(
        move || ahead.get_clone(),
        move |one| card::row(calls, &one, "ahead"),
    );
    let off = create_selector(move || board.with(|board| of_region(&board.cancelled)));
    let is_off = create_selector(move || off.with(|off| !off.is_empty()));
    let cancelled = move || {
        is_off.get().then(|| {
            let rows = each(
                move || off.get_clone(),
                move |one| {
                    el("li").add(el("p").add(called(&one))).add(
                        el("div")
                            .class("presses")
                            .add(this_date::restore(calls, &one)),
                    )
                },
            );
            let heading = el("h3").add(say("popup_cancelled_calls", &[]));
            View::from([heading, el("ul").class("cancelled").add(rows)])
        })
    };
    el("details")
        .add(el("summary").add(say("popup_all_calls", &[])))
        .add(filter(calls))
        .add(live(unknown))
        .add(el("ul").class("ahead").add(rows))
        .add(live(cancelled))
        .add(live(missed))
        .add(files::view(calls, ahead))
        .add(remind::view(calls))
}

/// One press for each region that the calls name.
fn filter(calls: Calls) -> El {
    let regions = create_selector(move || {
        let mut all: Vec<String> = vec![String::new()];
        calls.team.with(|team| {
            for region in team.meetings.iter().flat_map(|one| &one.regions) {
                if !all.contains(region) {
                    all.push(region.clone());
                }
            }
        });
        all
    });
    let presses = each(
        move || regions.get_clone(),
        move |region| {
            let word = if region.is_empty() {
                say("popup_all_regions", &[])
            } else {
                region.clone()
            };
            let own = region.clone();
            button(word)
                .attr_of("aria-pressed", move || {
                    truth(calls.region.get_clone() == own)
                })
                .press(move || {
                    let region = region.clone();
                    calls.region.set(region.clone());
                    spawn_local(async move { browser::remember_region(&region).await });
                })
        },
    );
    el("div")
        .class("presses")
        .attr("role", "group")
        .attr("aria-label", &say("popup_convenient", &[]))
        .add(presses)
        .add(el("p").class("quiet").add(say("popup_all_welcome", &[])))
}
