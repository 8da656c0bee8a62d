//! The team's calls: the next one on top, those ahead, those to catch up with, and what can be done with them.

pub mod browser;
mod card;
mod files;
mod list;
mod remind;
mod set_time;

use super::super::dom::*;
use crate::{
    browser::{now, zones},
    meetings::{
        Meeting, Team, Zones,
        board::{Board, board},
        reminders::Reminding,
        written,
    },
    settings::Edit,
    time::{DAY, MINUTE, Time},
};
use sycamore_reactive::{ReadSignal, Signal, create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// What all parts of the section share.
#[derive(Clone, Copy)]
struct Calls {
    team: Signal<Team>,
    reminding: Signal<Reminding>,
    /// Ticks every second.
    now: Signal<Time>,
    /// The region whose calls alone are listed; empty for all.
    region: Signal<String>,
    /// Id of the call whose time is being set.
    open: Signal<Option<String>>,
    /// What came of the last press.
    said: Signal<String>,
}

/// The section; it fills itself in once the settings are read.
pub fn section() -> El {
    let calls = Calls {
        team: create_signal(Team::default()),
        reminding: create_signal(Reminding::default()),
        now: create_signal(now()),
        region: create_signal(String::new()),
        open: create_signal(None),
        said: create_signal(String::new()),
    };
    spawn_local(calls.read());
    spawn_local(async move { calls.region.set(browser::region().await) });
    browser::on_settings(move || spawn_local(calls.read()));
    browser::every_second(move || calls.now.set(now()));
    let board = calls.board();
    el("section")
        .class("calls")
        .attr("aria-labelledby", "calls")
        .add(el("h2").id("calls").attr("tabindex", "-1").add("Next call"))
        .add(
            el("p")
                .attr("role", "status")
                .class("said")
                .add(live(move || calls.said.get_clone())),
        )
        .add(card::next(calls, board))
        .add(list::view(calls, board))
}

impl Calls {
    async fn read(self) {
        let text = browser::settings().await;
        match (Team::parse(&text), Reminding::parse(&text)) {
            (Ok(team), Ok(reminding)) => {
                self.team.set(team);
                self.reminding.set(reminding);
            }
            (Err(error), _) | (_, Err(error)) => {
                self.said.set(format!(
                    "The settings cannot be used: {error} (VG-SETTINGS)"
                ));
            }
        }
    }

    /// Made anew every minute, and when settings change.
    fn board(self) -> ReadSignal<Board> {
        let minute = create_selector(move || Time(self.now.get().0.div_euclid(MINUTE) * MINUTE));
        create_selector(move || {
            let now = minute.get();
            let here =
                zones::OfBrowser.zone(&zones::here(), now.plus(-30 * DAY), now.plus(30 * DAY));
            let here = here.unwrap_or_else(crate::schedule::Zone::utc);
            self.team
                .with(|team| board(team, &zones::OfBrowser, &here, now))
        })
    }

    fn meeting(self, id: &str) -> Option<Meeting> {
        self.team.with_untracked(|team| {
            let mut all = team.meetings.iter();
            all.find(|one| one.id == id).cloned()
        })
    }

    /// Keeps other calls; what is wrong with them, if anything is.
    async fn keep(self, change: impl FnOnce(&mut Vec<Meeting>)) -> Result<(), String> {
        let mut meetings = self.team.with_untracked(|team| team.meetings.clone());
        change(&mut meetings);
        browser::change_settings(&[Edit::new(&["meetings"], &written(&meetings))]).await?;
        self.read().await;
        Ok(())
    }
}
