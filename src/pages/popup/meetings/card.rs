//! One call on one date.

use super::{super::super::dom::*, Calls, called, set_time, this_date, when};
use crate::{
    browser::words::say,
    meetings::board::{Board, Card},
    words::named,
};
use sycamore_reactive::ReadSignal;

/// The next call, with the time that is left.
pub fn next(calls: Calls, board: ReadSignal<Board>) -> View {
    live(move || {
        let card = board.with(|board| board.next.clone());
        card.map(|card| {
            let time = card.time.is_some().then(|| {
                let card = card.clone();
                el("p")
                    .class("countdown")
                    .attr("role", "timer")
                    .add(live(move || card.countdown(say, calls.now.get())))
            });
            el("div")
                .class("next")
                .add(time)
                .add(body(calls, &card, "next"))
        })
    })
}

/// A row of a list, which `place` tells from those of other lists.
pub fn row(calls: Calls, card: &Card, place: &'static str) -> El {
    el("li").add(body(calls, card, place))
}

fn body(calls: Calls, card: &Card, place: &'static str) -> View {
    let moved = card.is_moved.then(|| {
        let word = say("popup_moved", &[]);
        el("span").class("chip").add(word)
    });
    let head = el("p")
        .class("head")
        .add(el("strong").add(named(say, &card.name)))
        .add(regions(calls, &card.regions))
        .add(moved);
    let unset = card
        .time
        .is_none()
        .then(|| el("span").class("unset").add(say("popup_not_set", &[])));
    let when = el("p")
        .class("when")
        .add(el("span").add(when(card.slot)))
        .add(unset)
        .add(set_time::press(calls, card, place))
        .add(this_date::press(calls, card, place));
    let purpose =
        (!card.purpose.is_empty()).then(|| el("p").class("quiet").add(named(say, &card.purpose)));
    let links = card.links.iter().map(|(name, address)| {
        let name = match *name {
            "join" => say("popup_join", &[]),
            "agenda" => say("popup_agenda", &[]),
            _ => say("popup_recording", &[]),
        };
        let label = format!("{name}, {}", called(card));
        link(address, name).attr("aria-label", &label)
    });
    let links: Vec<El> = links.collect();
    let links = (!links.is_empty()).then(|| el("p").class("places").add(links));
    View::from(
        [
            Some(View::from(head)),
            Some(when.into()),
            purpose.map(View::from),
            roles(card).map(View::from),
            links.map(View::from),
            Some(set_time::form(calls, card, place)),
            Some(this_date::form(calls, card, place)),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<View>>(),
    )
}

/// The one that is chosen stands out.
fn regions(calls: Calls, regions: &[String]) -> Vec<El> {
    let chip = |region: &String| {
        let own = region.clone();
        let class = move || {
            if calls.region.get_clone() == own {
                "chip mine"
            } else {
                "chip"
            }
        };
        el("span").attr_of("class", class).add(region.as_str())
    };
    regions.iter().map(chip).collect()
}

fn roles(card: &Card) -> Option<El> {
    let said = |key: &str, who: &Option<String>| who.as_ref().map(|who| say(key, &[who]));
    let all: Vec<String> = [
        said("popup_chair", &card.chair),
        said("popup_notes", &card.note_taker),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!all.is_empty()).then(|| el("p").add(all.join(" · ")))
}
