//! Reminders: whether, how long before, when not, and of which calls.

use super::{super::super::dom::*, Calls, browser};
use crate::{
    meetings::{
        Meeting, TimeOfDay,
        reminders::{Own, Quiet, Reminding, written},
        weekday_name,
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
    let minutes = el("input")
        .id("remind-minutes")
        .attr("type", "number")
        .attr("min", "0")
        .attr("max", "1440")
        .prop_of("value", move || {
            calls.reminding.with(|all| all.minutes_before.to_string())
        })
        .on("change", move |event| {
            let given = value(&event);
            change(calls, move |all| match given.trim().parse() {
                Ok(minutes) => {
                    all.minutes_before = minutes;
                    Ok(())
                }
                Err(_) => Err(format!("“{given}” is no number of minutes.")),
            });
        });
    let meetings = each(
        move || calls.team.with(|team| team.meetings.clone()),
        move |meeting| of_call(calls, &meeting),
    );
    el("details")
        .add(el("summary").add("Reminders"))
        .add(
            el("div")
                .class("switch")
                .add(on)
                .add(el("label").attr("for", "remind").add("Remind me of calls")),
        )
        .add(
            el("div")
                .class("field")
                .add(
                    el("label")
                        .attr("for", "remind-minutes")
                        .add("Minutes before"),
                )
                .add(minutes),
        )
        .add(quiet(
            calls,
            "remind-from",
            "Not from",
            |quiet| quiet.from,
            |quiet, time| quiet.from = time,
        ))
        .add(quiet(
            calls,
            "remind-to",
            "until",
            |quiet| quiet.to,
            |quiet, time| quiet.to = time,
        ))
        .add(
            el("fieldset")
                .add(el("legend").add("Of these"))
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
            calls
                .said
                .set("There are no reminders: this browser may not show notifications.".into());
        }
    });
}

fn of_call(calls: Calls, meeting: &Meeting) -> El {
    let id = format!("remind-of-{}", meeting.id);
    let (own, other) = (meeting.id.clone(), meeting.id.clone());
    let is_on = move || {
        calls.reminding.with(|all| {
            let mut own_ones = all.meetings.iter();
            let found = own_ones.find(|(known, _)| *known == own);
            found.and_then(|(_, own)| own.on).unwrap_or(true)
        })
    };
    let input = el("input")
        .id(&id)
        .attr("type", "checkbox")
        .prop_of("checked", is_on)
        .on("change", move |event| {
            let (id, on) = (other.clone(), checked(&event));
            change(calls, move |all| {
                all.meetings
                    .retain(|(known, own)| *known != id || own.minutes_before.is_some());
                match all.meetings.iter_mut().find(|(known, _)| *known == id) {
                    Some((_, own)) => own.on = (!on).then_some(false),
                    None if !on => all.meetings.push((
                        id,
                        Own {
                            on: Some(false),
                            minutes_before: None,
                        },
                    )),
                    None => {}
                }
                Ok(())
            });
        });
    let weekday = weekday_name(meeting.recurrence.weekday());
    el("div").class("switch").add(input).add(
        el("label")
            .attr("for", &id)
            .add(format!("{}, {weekday}", meeting.name)),
    )
}

fn quiet(
    calls: Calls,
    id: &'static str,
    label: &str,
    read: fn(&Quiet) -> TimeOfDay,
    write: fn(&mut Quiet, TimeOfDay),
) -> El {
    let shown = move || {
        let time = calls.reminding.with(|all| all.quiet.as_ref().map(read));
        time.map(|time| time.to_string()).unwrap_or_default()
    };
    let input = el("input")
        .id(id)
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
    el("div")
        .class("field")
        .add(el("label").attr("for", id).add(label))
        .add(input)
}

fn change(calls: Calls, change: impl FnOnce(&mut Reminding) -> Result<(), String> + 'static) {
    spawn_local(async move {
        let mut all = calls.reminding.get_clone_untracked();
        let kept = match change(&mut all) {
            Ok(()) => browser::change_settings(&edits(calls, &all)).await,
            Err(what) => Err(what),
        };
        match kept {
            Ok(()) => calls.said.set("Saved.".into()),
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
