//! Reminders: whether, how long before, when not, and of which calls.

use super::{super::super::dom::*, Calls, browser, called_weekly, labelled};
use crate::{
    browser::words::say,
    meetings::{
        Meeting, TimeOfDay,
        reminders::{Own, Quiet, Reminding, written},
    },
    settings::Edit,
};
use wasm_bindgen_futures::spawn_local;

/// Folded away; off until it is switched on.
pub fn view(calls: Calls) -> El {
    let on = el("input")
        .id("remind")
        .attr("type", "checkbox")
        .prop_of("checked", move || calls.reminding.with(|all| all.on))
        .on("change", move |event| switch(calls, checked(&event)));
    let minutes = minutes_input()
        .prop_of("value", move || {
            calls.reminding.with(|all| all.minutes_before.to_string())
        })
        .on("change", move |event| {
            let given = value(&event);
            change(calls, move |all| {
                all.minutes_before = minutes(&given)?;
                Ok(())
            });
        });
    let meetings = each(
        move || calls.team.with(|team| team.meetings.clone()),
        move |meeting| of_call(calls, &meeting),
    );
    el("details")
        .add(el("summary").add(say("popup_reminders", &[])))
        .add(
            el("div").class("switch").add(on).add(
                el("label")
                    .attr("for", "remind")
                    .add(say("popup_remind_me", &[])),
            ),
        )
        .add(labelled(
            "remind-minutes",
            say("popup_minutes_before", &[]),
            minutes,
        ))
        .add(quiet(
            calls,
            "remind-from",
            say("popup_not_from", &[]),
            |quiet| quiet.from,
            |quiet, time| quiet.from = time,
        ))
        .add(quiet(
            calls,
            "remind-to",
            say("popup_until", &[]),
            |quiet| quiet.to,
            |quiet, time| quiet.to = time,
        ))
        .add(
            el("fieldset")
                .add(el("legend").add(say("popup_of_these", &[])))
                .add(meetings),
        )
}

fn switch(calls: Calls, on: bool) {
    if !on {
        change(calls, |all| {
            all.on = false;
            Ok(())
        });
        return;
    }
    let asked = browser::ask_to_notify();
    spawn_local(async move {
        if asked.await {
            change(calls, |all| {
                all.on = true;
                Ok(())
            });
        } else {
            // The box shows what is in force again.
            calls.reminding.set(calls.reminding.get_clone_untracked());
            calls.said.set(say("popup_no_notifications", &[]));
        }
    });
}

/// One call may have it otherwise: no reminder, or so many minutes of its own.
fn of_call(calls: Calls, meeting: &Meeting) -> El {
    let (id, minutes_id) = (
        format!("remind-of-{}", meeting.id),
        format!("minutes-of-{}", meeting.id),
    );
    let own = {
        let meeting = meeting.clone();
        move || calls.reminding.with(|all| all.own(&meeting))
    };
    let own_minutes = own.clone();
    let name = called_weekly(meeting);
    let input = el("input")
        .id(&id)
        .attr("type", "checkbox")
        .prop_of("checked", move || own().on.unwrap_or(true))
        .on("change", {
            let id = meeting.id.clone();
            move |event| {
                let (id, on) = (id.clone(), checked(&event));
                change(calls, move |all| {
                    change_own(all, &id, |own| own.on = (!on).then_some(false));
                    Ok(())
                });
            }
        });
    let before = minutes_input()
        .attr("placeholder", &say("popup_as_above", &[]))
        .attr(
            "aria-label",
            &format!("{}, {name}", say("popup_minutes_before", &[])),
        )
        .id(&minutes_id)
        .prop_of("value", move || {
            let minutes = own_minutes().minutes_before;
            minutes
                .map(|minutes| minutes.to_string())
                .unwrap_or_default()
        })
        .on("change", {
            let id = meeting.id.clone();
            move |event| {
                let (id, given) = (id.clone(), value(&event));
                change(calls, move |all| {
                    let given = given.trim();
                    let own = match given {
                        "" => None,
                        given => Some(minutes(given)?),
                    };
                    change_own(all, &id, |all| all.minutes_before = own);
                    Ok(())
                });
            }
        });
    el("div")
        .class("switch")
        .add(input)
        .add(el("label").attr("for", &id).add(name))
        .add(before)
}

/// Changes what is otherwise for one call.
fn change_own(all: &mut Reminding, id: &str, change: impl FnOnce(&mut Own)) {
    let known = all.meetings.iter_mut().find(|(known, _)| known == id);
    if let Some((_, own)) = known {
        change(own);
        return;
    }
    let mut own = Own::default();
    change(&mut own);
    all.meetings.push((id.to_owned(), own));
}

fn minutes_input() -> El {
    el("input")
        .attr("type", "number")
        .attr("min", "0")
        .attr("max", "1440")
}

fn minutes(given: &str) -> Result<i64, String> {
    let minutes = given.trim().parse().ok();
    minutes
        .filter(|minutes| (0..=1_440).contains(minutes))
        .ok_or_else(|| say("popup_minutes_wrong", &["0"]))
}

fn quiet(
    calls: Calls,
    id: &'static str,
    label: String,
    read: fn(&Quiet) -> TimeOfDay,
    write: fn(&mut Quiet, TimeOfDay),
) -> El {
    let shown = move || {
        let time = calls.reminding.with(|all| all.quiet.as_ref().map(read));
        time.map(|time| time.to_string()).unwrap_or_default()
    };
    let input =
        el("input")
            .attr("type", "time")
            .prop_of("value", shown)
            .on("change", move |event| {
                let given = value(&event);
                change(calls, move |all| {
                    // Without one of the two there are no such hours; with the first of them, they last for no time yet.
                    all.quiet = TimeOfDay::parse(given.get(..5).unwrap_or_default()).map(|time| {
                        let mut quiet = all.quiet.unwrap_or(Quiet {
                            from: time,
                            to: time,
                        });
                        write(&mut quiet, time);
                        quiet
                    });
                    Ok(())
                });
            });
    labelled(id, label, input)
}

fn change(calls: Calls, change: impl FnOnce(&mut Reminding) -> Result<(), String> + 'static) {
    spawn_local(async move {
        let mut all = calls.reminding.get_clone_untracked();
        let kept = match change(&mut all) {
            Ok(()) => browser::change_settings(&edits(calls, &all)).await,
            Err(what) => Err(what),
        };
        match kept {
            Ok(()) => calls.said.set(say("popup_saved", &[])),
            Err(what) => calls.said.set(what),
        }
        calls.read().await;
    });
}

/// Field by field: a company's policy may have set one of them.
fn edits(calls: Calls, all: &Reminding) -> Vec<Edit> {
    let fields = written(all).into_iter();
    let mut edits: Vec<Edit> = fields
        .map(|(name, value)| Edit::new(&["reminders", name], &value))
        .collect();
    let of_call = |meeting: &Meeting| {
        let path = ["reminders", "meetings", meeting.id.as_str()];
        match all.own(meeting).written() {
            Some(value) => Edit::new(&path, &value),
            None => Edit::reset(&path),
        }
    };
    calls
        .team
        .with_untracked(|team| edits.extend(team.meetings.iter().map(of_call)));
    edits
}
