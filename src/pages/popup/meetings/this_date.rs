//! One date of a call: cancelled, moved, or led by somebody else.

use super::{super::super::dom::*, Calls, called, field, form_of, labelled};
use crate::{
    browser::{dates, words::say},
    meetings::{Absence, Meeting, OnDate, Role, TimeOfDay, When, board::Card, iso},
    schedule,
};
use sycamore_reactive::{Signal, create_selector, create_signal};
use time::Date;
use wasm_bindgen_futures::spawn_local;

/// Which form it is, among all.
pub fn own_key(what: &str, card: &Card, place: &str) -> String {
    format!("{what} {place} {}", card.key)
}

/// Of the button that opens it.
pub fn place_id(what: &str, card: &Card, place: &str) -> String {
    own_key(what, card, place).replace(' ', "-")
}

/// Opens the form.
pub fn press(calls: Calls, card: &Card, place: &'static str) -> Option<El> {
    opens(
        calls,
        ("date", card, place),
        say("popup_this_date", &[]),
        "date-how",
    )
}

/// Opens a form of this name at a call, and goes to the first of its fields; a call that is over has none.
pub fn opens(
    calls: Calls,
    (what, card, place): (&str, &Card, &str),
    word: String,
    first: &'static str,
) -> Option<El> {
    if place == "past" {
        return None;
    }
    let (key, id) = (own_key(what, card, place), place_id(what, card, place));
    let label = format!("{word}, {}", called(card));
    let press = button(word)
        .id(&id)
        .attr("aria-label", &label)
        .press(move || {
            calls.open.set(Some(key.clone()));
            focus(first);
        });
    Some(press)
}

/// The form, where it is open.
pub fn form(calls: Calls, card: &Card, place: &'static str) -> View {
    let (key, back) = (own_key("date", card, place), place_id("date", card, place));
    let (id, planned) = (card.id.clone(), card.planned);
    let is_open = create_selector(move || calls.open.with(|open| open.as_ref() == Some(&key)));
    live(move || {
        let meeting = is_open.get().then(|| calls.meeting(&id)).flatten();
        meeting.map(|meeting| Form::new(calls, meeting, planned, back.clone()).view())
    })
}

/// Has a call that is cancelled take place after all.
pub fn restore(calls: Calls, card: &Card) -> El {
    let word = say("popup_after_all", &[]);
    let label = format!("{word}, {}", called(card));
    let (id, planned) = (card.id.clone(), card.planned);
    button(word).attr("aria-label", &label).press(move || {
        if let Some(mut meeting) = calls.meeting(&id) {
            meeting.set_date(planned, OnDate::AsUsual);
            spawn_local(async move {
                let kept = replace(calls, meeting).await;
                calls
                    .said
                    .set(kept.err().unwrap_or_else(|| say("popup_saved", &[])));
                keep_focus("calls");
            });
        }
    })
}

async fn replace(calls: Calls, changed: Meeting) -> Result<(), String> {
    let kept = calls.keep(move |meetings| {
        let mut all = meetings.iter_mut();
        if let Some(meeting) = all.find(|one| one.id == changed.id) {
            *meeting = changed;
        }
    });
    kept.await
}

#[derive(Clone)]
struct Form {
    calls: Calls,
    meeting: Meeting,
    planned: Date,
    /// Where the focus goes when it is closed.
    back: String,
    how: Signal<String>,
    date: Signal<String>,
    time: Signal<String>,
    chair: Signal<String>,
    note_taker: Signal<String>,
    away: Signal<String>,
    from: Signal<String>,
    to: Signal<String>,
    wrong: Signal<String>,
}

impl Form {
    fn new(calls: Calls, meeting: Meeting, planned: Date, back: String) -> Self {
        let mut exceptions = meeting.exceptions.iter();
        let moved = exceptions.find(|one| one.date == planned);
        let moved = moved.and_then(|one| one.moved_to);
        let time = moved.and_then(|when| when.time).or(meeting.time);
        let text = |text: String| create_signal(text);
        let who = |role| {
            text(
                meeting
                    .roles(planned)
                    .of(role)
                    .unwrap_or_default()
                    .to_owned(),
            )
        };
        let here = || text(iso(planned));
        Self {
            calls,
            planned,
            back,
            how: text(moved.map_or("usual", |_| "moved").to_owned()),
            date: text(iso(moved.map_or(planned, |when| when.date))),
            time: text(time.map(|time| time.to_string()).unwrap_or_default()),
            chair: who(Role::Chair),
            note_taker: who(Role::NoteTaker),
            away: text(String::new()),
            from: here(),
            to: here(),
            wrong: text(String::new()),
            meeting,
        }
    }

    fn view(self) -> El {
        let hows = [
            ("usual", "popup_as_usual"),
            ("cancelled", "popup_is_cancelled"),
            ("moved", "popup_is_moved"),
        ];
        let hows = hows.map(|(value, key)| (value.to_owned(), say(key, &[])));
        let (how, date, time) = (self.how, self.date, self.time);
        let is_moved = create_selector(move || how.with(|how| how == "moved"));
        let zone = self.meeting.timezone.clone();
        let moved = live(move || {
            is_moved.get().then(|| {
                let label = say("popup_new_time", &[&zone]);
                View::from([
                    field("date-to", say("popup_new_date", &[]), "date", date),
                    field("date-time", label, "time", time),
                ])
            })
        });
        let parts = View::from([
            View::from(choice("date-how", "popup_on_this_date", hows.into(), how)),
            moved,
            self.roles().into(),
        ]);
        let (calls, back, wrong) = (self.calls, self.back.clone(), self.wrong);
        form_of(calls, back, wrong, parts, move || self.clone().save())
    }

    /// Where people take turns.
    fn roles(&self) -> Option<View> {
        let rotation = self.meeting.rotation.as_ref()?;
        let all = |names: &[String]| names.iter().map(|who| (who.clone(), who.clone())).collect();
        let people = rotation.people().into_iter();
        let nobody = (String::new(), say("popup_nobody", &[]));
        let people = std::iter::once(nobody)
            .chain(people.map(|who| (who.to_owned(), who.to_owned())))
            .collect();
        let (away, from, to) = (self.away, self.from, self.to);
        let is_any = create_selector(move || away.with(|who| !who.is_empty()));
        let days = live(move || {
            is_any.get().then(|| {
                View::from([
                    field("away-from", say("popup_away_from", &[]), "date", from),
                    field("away-to", say("popup_away_to", &[]), "date", to),
                ])
            })
        });
        let known = rotation.absences.iter().enumerate();
        let known = known.filter(|(_, one)| one.to >= self.planned);
        let known: Vec<El> = known.map(|(at, one)| self.known(at, one)).collect();
        let turns = [
            (
                "date-chair",
                "popup_who_leads",
                all(&rotation.chairs),
                self.chair,
            ),
            (
                "date-notes",
                "popup_who_notes",
                all(&rotation.note_takers),
                self.note_taker,
            ),
        ];
        let turns = turns
            .into_iter()
            .filter(|(_, _, all, _): &(_, _, Vec<_>, _)| !all.is_empty());
        let turns: Vec<El> = turns
            .map(|(id, key, all, who)| choice(id, key, all, who))
            .collect();
        let away = choice("date-away", "popup_away", people, away);
        Some(View::from([
            View::from(turns),
            away.into(),
            days,
            known.into(),
        ]))
    }

    /// Somebody who is known to be away, at this place of the list.
    fn known(&self, at: usize, one: &Absence) -> El {
        let (from, to) = (dates::day(one.from), dates::day(one.to));
        let words = say("popup_is_away", &[&one.who, &from, &to]);
        let label = format!("{}, {words}", say("popup_take_back", &[]));
        let form = self.clone();
        let take_back = move || {
            let mut meeting = form.meeting.clone();
            if let Some(rotation) = &mut meeting.rotation {
                rotation.absences.remove(at);
            }
            form.clone().keep(meeting);
        };
        el("p").add(words).add(" ").add(
            button(say("popup_take_back", &[]))
                .attr("aria-label", &label)
                .press(take_back),
        )
    }

    fn save(self) {
        match self.changed() {
            Ok(changed) => self.keep(changed),
            Err((field, what)) => {
                self.wrong.set(what);
                focus(field);
            }
        }
    }

    fn keep(self, changed: Meeting) {
        spawn_local(async move {
            match replace(self.calls, changed).await {
                Ok(()) => {
                    self.calls.open.set(None);
                    self.calls.said.set(say("popup_saved", &[]));
                    focus(&self.back);
                    keep_focus("undo-calls");
                }
                Err(what) => self.wrong.set(what),
            }
        });
    }

    /// The call as the fields have it, or which one is wrong and how.
    fn changed(&self) -> Result<Meeting, (&'static str, String)> {
        let mut meeting = self.meeting.clone();
        let date = |id: &'static str, text: Signal<String>| {
            let date = text.with_untracked(|text| schedule::date(text));
            date.ok_or_else(|| (id, say("popup_date_wrong", &[])))
        };
        let on = match self.how.get_clone_untracked().as_str() {
            "cancelled" => OnDate::Cancelled,
            "moved" => {
                let date = date("date-to", self.date)?;
                let time = self
                    .time
                    .with_untracked(|text| TimeOfDay::parse(text.get(..5).unwrap_or(text)));
                let time = time.filter(|time| Some(*time) != meeting.time);
                match (date, time) {
                    (date, None) if date == self.planned => OnDate::AsUsual,
                    (date, time) => OnDate::Moved(When { date, time }),
                }
            }
            _ => OnDate::AsUsual,
        };
        meeting.set_date(self.planned, on);
        let away = self.away.get_clone_untracked();
        if let Some(rotation) = meeting.rotation.as_mut().filter(|_| !away.is_empty()) {
            let (from, to) = (date("away-from", self.from)?, date("away-to", self.to)?);
            if to < from {
                return Err(("away-to", say("popup_away_wrong", &[])));
            }
            rotation.absences.push(Absence {
                who: away,
                from,
                to,
            });
        }
        let before = self.meeting.roles(self.planned);
        for (role, field, who) in [
            (Role::Chair, "date-chair", self.chair),
            (Role::NoteTaker, "date-notes", self.note_taker),
        ] {
            let who = who.get_clone_untracked();
            let is_other = before.of(role).unwrap_or_default() != who;
            if is_other && !meeting.give_turn(role, self.planned, &who) {
                return Err((field, say("popup_no_turn", &[&who])));
            }
        }
        Ok(meeting)
    }
}

/// One of several, each with its value and its words.
fn choice(id: &str, key: &str, all: Vec<(String, String)>, text: Signal<String>) -> El {
    let options = all.into_iter();
    let options: Vec<El> = options
        .map(|(value, words)| el("option").attr("value", &value).add(words))
        .collect();
    let select = el("select")
        .attr("aria-describedby", "call-wrong")
        .add(options)
        .prop_of("value", move || text.get_clone())
        .on("change", move |event| text.set(value(&event)));
    labelled(id, say(key, &[]), select)
}
