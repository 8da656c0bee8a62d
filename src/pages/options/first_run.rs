//! The first steps: Zendesk, GitLab, calls. Which are done is seen from what is kept and allowed, so that it can be left at any
//! time and gone on with.

use super::{
    super::dom::*,
    account,
    kept::Kept,
    parts::{Field, sentences, text_field},
};
use crate::{
    browser::{
        access, now,
        runtime::{self, CALLS_REGION},
        words::say,
        zones,
    },
    gitlab::sign_in::{self, Line, Weight},
    meetings::Team,
    zendesk::host_typed,
};
use js_sys::Date;
use sycamore_reactive::{ReadSignal, Signal, create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// What the address of the page ends with: `options.html?first-run`.
const ASKED: &str = "?first-run";

/// Whether these are asked for, and not all options.
pub fn is_asked() -> bool {
    let search = web_sys::window().and_then(|window| window.location().search().ok());
    search.as_deref() == Some(ASKED)
}

#[derive(Clone, Copy)]
struct FirstRun {
    /// Zendesk hosts that may be asked, the one to open first.
    hosts: Signal<Vec<String>>,
    /// How somebody is signed in at GitLab.
    signed_in: Signal<Option<sign_in::Kept>>,
    /// The region whose calls are listed, empty for all; `None` before anybody chose.
    region: Signal<Option<String>>,
    typed: Signal<String>,
    wrong: Signal<Option<String>>,
    lines: Signal<Vec<Line>>,
}

/// All three, one below the other.
pub fn view(kept: Kept) -> View {
    let first = FirstRun {
        hosts: create_signal(Vec::new()),
        signed_in: create_signal(None),
        region: create_signal(None),
        typed: create_signal(String::new()),
        wrong: create_signal(None),
        lines: create_signal(Vec::new()),
    };
    spawn_local(first.look());
    let gitlab = create_selector(move || kept.settings().gitlab);
    let has_host = create_selector(move || first.hosts.with(|hosts| !hosts.is_empty()));
    let is_signed_in = create_selector(move || {
        let kept = first.signed_in.get_clone();
        kept.is_some_and(|kept| kept != sign_in::Kept::Ended)
    });
    let has_chosen = create_selector(move || first.region.with(Option::is_some));
    let done = create_selector(move || {
        let steps = [has_host.get(), is_signed_in.get(), has_chosen.get()];
        steps.into_iter().filter(|done| *done).count()
    });
    let step = |number: &'static str, is_done: ReadSignal<bool>, section: El| {
        let says = move || match is_done.get() {
            true => say("first_run_step_done", &[number]),
            false => say("first_run_step_open", &[number]),
        };
        let class = move || if is_done.get() { "step done" } else { "step" };
        el("li")
            .add(el("p").attr_of("class", class).add(live(says)))
            .add(section)
    };
    let policy = kept.in_force.with(|in_force| !in_force.locked.is_empty());
    let policy = policy.then(|| el("p").add(say("first_run_policy", &[])));
    let steps = el("ol")
        .class("steps")
        .add(step("1", has_host, first.zendesk()))
        .add(step(
            "2",
            is_signed_in,
            account::view_telling(gitlab, first.signed_in),
        ))
        .add(step("3", has_chosen, first.calls(kept)));
    let all: [View; 4] = [
        el("p").add(say("first_run_intro", &[])).into(),
        policy.into(),
        steps.into(),
        first.end(done).into(),
    ];
    all.into()
}

impl FirstRun {
    async fn look(self) {
        self.hosts.set(runtime::hosts().await);
        self.region
            .set(runtime::kept(CALLS_REGION).await.as_string());
    }

    fn zendesk(self) -> El {
        let field = Field {
            id: "zendesk-host",
            label: say("first_run_host", &[]),
            hint: say("first_run_host_hint", &[]),
            kind: "text",
        };
        let allow = el("button").id("allow-host").attr("type", "submit");
        let form = el("form")
            .on("submit", move |event| {
                event.prevent_default();
                self.allow_typed();
            })
            .add(text_field(field, self.typed, *self.wrong))
            .add(
                el("div")
                    .class("buttons")
                    .add(allow.add(say("first_run_allow", &[]))),
            );
        el("section")
            .attr("aria-labelledby", "zendesk")
            .add(el("h2").id("zendesk").add(say("first_run_zendesk", &[])))
            .add(live(move || self.shown_hosts()))
            .add(form)
            .add(sentences("zendesk-said", *self.lines))
    }

    fn shown_hosts(self) -> View {
        let named = runtime::named_hosts();
        let allowed = self.hosts.get_clone();
        let line = |host: &String| {
            let key = match named.contains(host) {
                true => "first_run_named",
                false => "first_run_allowed",
            };
            el("li").add(say(key, &[host]))
        };
        let says = match allowed.is_empty() {
            true => "first_run_no_hosts",
            false => "first_run_hosts",
        };
        // Firefox lets a person take back even what the extension comes with.
        let missing = named.iter().filter(|host| !allowed.contains(host));
        let missing: Vec<El> = missing
            .map(|host| {
                let host = host.clone();
                button(say("first_run_allow_named", &[&host]))
                    .press(move || self.allow(host.clone()))
            })
            .collect();
        let lines: Vec<El> = allowed.iter().map(line).collect();
        [
            el("p").add(say(says, &[])),
            el("ul").id("hosts").add(lines),
            el("div").class("buttons").add(missing),
        ]
        .into()
    }

    fn allow_typed(self) {
        match host_typed(&self.typed.get_clone_untracked()) {
            Some(host) => self.allow(host),
            None => {
                self.wrong.set(Some(say("first_run_bad_host", &[])));
                focus("zendesk-host");
            }
        }
    }

    /// Within a press.
    fn allow(self, host: String) {
        self.wrong.set(None);
        let asked = access::ask(&format!("https://{host}"));
        spawn_local(async move {
            let line = match asked.await {
                true => {
                    self.typed.set(String::new());
                    Line::new(Weight::Good, say("first_run_is_allowed", &[&host]))
                }
                false => Line::new(Weight::Error, say("first_run_not_allowed", &[&host])),
            };
            self.hosts.set(runtime::hosts().await);
            self.lines.set(vec![line]);
        });
    }

    fn calls(self, kept: Kept) -> El {
        let regions = kept.in_force.with(|in_force| {
            let team = Team::parse(&in_force.text).unwrap_or_default();
            let mut regions: Vec<String> = Vec::new();
            for region in team.meetings.into_iter().flat_map(|one| one.regions) {
                if !regions.contains(&region) {
                    regions.push(region);
                }
            }
            regions
        });
        let all = std::iter::once((String::new(), say("first_run_all_regions", &[])));
        let all = all.chain(regions.into_iter().map(|name| (name.clone(), name)));
        let choices: Vec<El> = all
            .enumerate()
            .map(|(at, (region, name))| self.choice(at, region, name))
            .collect();
        let time = now().millis();
        #[allow(
            clippy::cast_precision_loss,
            reason = "milliseconds of this age are exact"
        )]
        let time = Date::new(&(time as f64).into());
        let time = String::from(time.to_locale_time_string("default"));
        el("section")
            .attr("aria-labelledby", "calls")
            .add(el("h2").id("calls").add(say("first_run_calls", &[])))
            .add(
                el("fieldset")
                    .class("choices")
                    .add(el("legend").add(say("first_run_region", &[])))
                    .add(choices),
            )
            .add(
                el("p")
                    .class("hint")
                    .add(say("first_run_zone", &[&zones::here(), &time])),
            )
    }

    fn choice(self, at: usize, region: String, name: String) -> El {
        let id = format!("region-{at}");
        let is_chosen = {
            let region = region.clone();
            move || self.region.with(|chosen| chosen.as_ref() == Some(&region))
        };
        let choose = move |_| {
            let region = region.clone();
            spawn_local(async move {
                match runtime::keep(CALLS_REGION, &region.as_str().into()).await {
                    Ok(()) => self.region.set(Some(region)),
                    Err(_) => self.lines.set(vec![Line::new(
                        Weight::Error,
                        say("first_run_not_kept", &[]),
                    )]),
                }
            });
        };
        let input = el("input")
            .id(&id)
            .attr("type", "radio")
            .attr("name", "region")
            .prop_of("checked", is_chosen)
            .on("change", choose);
        let label = el("label").attr("for", &id).add(name);
        el("div").class("field switch").add(input).add(label)
    }

    fn end(self, done: ReadSignal<usize>) -> El {
        let progress = move || say("first_run_progress", &[&done.get().to_string()]);
        let open = move || {
            let host = self.hosts.with(|hosts| hosts.first().cloned());
            host.map(|host| {
                let address = format!("https://{host}/agent");
                link(&address, say("first_run_open", &[&host])).class("primary")
            })
        };
        let leave = move || match done.get() {
            3 => say("first_run_finish", &[]),
            _ => say("first_run_skip", &[]),
        };
        let leave = el("a")
            .id("leave")
            .attr("href", "options.html")
            .add(live(leave));
        el("div")
            .class("end")
            .add(
                el("p")
                    .id("progress")
                    .attr("role", "status")
                    .add(live(progress)),
            )
            .add(el("div").class("buttons").add(live(open)).add(leave))
    }
}
