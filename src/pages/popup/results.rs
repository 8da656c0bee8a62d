//! How we are doing: the last 30 days by channel, drawn, and as a table.

use super::{super::dom::*, place};
use crate::{
    browser::{dates, runtime, words::say},
    metrics::{Ask, Cell, Chart, Row, View as Results, WIDTH, charts, table},
};
use sycamore_reactive::{Signal, create_effect, create_selector, create_signal};
use wasm_bindgen_futures::spawn_local;

/// Under which key the answer before is kept.
pub const KEY: &str = "popup-results";

/// `None` until the background has answered for the first time in this browser.
type Known = Signal<Option<Results>>;

/// The section. `kept` is the answer before; `news` changes whenever the background says that something did.
pub fn section(kept: Option<&str>, news: Signal<u32>) -> View {
    let known: Known = create_signal(kept.and_then(Results::read));
    let first = create_signal(true);
    create_effect(move || {
        news.get();
        // Looking again is not asking again, or every answer would lead to the next request.
        let want = match first.get_untracked() {
            true => Ask::Look,
            false => Ask::Read,
        };
        first.set_silent(false);
        spawn_local(ask(known, want));
    });
    let rows = create_selector(move || {
        known.with(|known| {
            let round = known.as_ref()?.shown.as_ref()?;
            Some(table(round, say))
        })
    });
    let goal = create_selector(move || known.with(|known| known.as_ref().map_or(0, |it| it.goal)));
    let dashboard = create_selector(move || known.with(|known| known.as_ref()?.dashboard.clone()));
    let anew =
        button(say("popup_count_anew", &[])).press(move || spawn_local(ask(known, Ask::Anew)));
    let heading = el("div")
        .class("heading")
        .add(el("h2").add(say("popup_how_we_are_doing", &[])))
        .add(live(move || {
            let address = dashboard.get_clone()?;
            Some(link(&address, say("popup_dashboard", &[])))
        }))
        .add(anew);
    let drawings = live(move || {
        let rows = rows.get_clone()?;
        Some(charts(&rows, goal.get(), say).map(|chart| view_chart(&chart)))
    });
    let in_rows = el("details")
        .prop_of("hidden", move || rows.with(Option::is_none))
        .add(el("summary").add(say("popup_as_a_table", &[])))
        .add(live(move || {
            let rows = rows.get_clone()?;
            Some(view_table(&rows, goal.get()))
        }));
    el("section")
        .class("results")
        .add(heading)
        .add(el("div").attr("role", "status").add(live(move || {
            known.get_clone().map(|known| view_standing(&known))
        })))
        .add(drawings)
        .add(in_rows)
        .into()
}

async fn ask(known: Known, want: fn(String) -> Ask) {
    let text = runtime::ask(&want(place::host().await).write()).await;
    // What stands there stays where there is no answer: the escalations' section says so.
    if let Some(text) = text
        && let Some(view) = Results::read(&text)
    {
        // The next popup asks again where this was not kept.
        let _ = runtime::keep(KEY, &text.as_str().into()).await;
        known.set(Some(view));
    }
}

/// Of when it is, how far counting has come, and why it does not go on.
fn view_standing(known: &Results) -> View {
    let as_of = known.shown.as_ref().map(|round| {
        let at = dates::moment(round.began);
        el("p")
            .class("quiet")
            .add(say("popup_last_30_days", &[&at]))
    });
    let progress = known.progress.map(|(done, all)| {
        let (done, all) = (done.to_string(), all.to_string());
        let text = say("popup_counting", &[&done, &all]);
        let bar = el("progress")
            .attr("max", &all)
            .attr("value", &done)
            .attr("aria-label", &say("popup_figures_counted", &[]));
        el("p").class("progress").add(bar).add(text)
    });
    let until = known.until.map(|at| {
        let at = dates::clock(at);
        el("p").class("quiet").add(say("popup_goes_on_at", &[&at]))
    });
    let nothing = known.shown.is_none() && known.progress.is_none();
    View::from([
        View::from(as_of),
        progress.into(),
        known.halt.map(|halt| el("p").add(halt.say(say))).into(),
        until.into(),
        nothing
            .then(|| el("p").add(say("popup_not_counted", &[])))
            .into(),
    ])
}

fn view_chart(chart: &Chart) -> El {
    let number = |number: u32| number.to_string();
    let at = |tag: &str, x: u32, y: u32| svg(tag).attr("x", &number(x)).attr("y", &number(y));
    let line = |class: &str, x: u32| {
        svg("line")
            .class(class)
            .attr("x1", &number(x))
            .attr("x2", &number(x))
            .attr("y1", "0")
            .attr("y2", &number(chart.height - 14))
    };
    let marks = chart.axis.iter().map(|mark| {
        let label = at("text", mark.x, chart.height - 2)
            .class(if mark.x == 0 { "first" } else { "mark" })
            .add(mark.label.as_str());
        [line("mark", mark.x), label]
    });
    let groups = chart.groups.iter().map(|group| {
        let bars = group.bars.iter().zip(["first", "second"]);
        let bars = bars.map(|(bar, class)| {
            let shape = at("rect", 0, bar.y)
                .class(class)
                .attr("width", &number(bar.length))
                .attr("height", &number(bar.height));
            let label = at("text", bar.length + 5, bar.y + bar.height - 1).add(bar.label.as_str());
            [shape, label]
        });
        let name = at("text", 0, group.y)
            .class("name")
            .add(group.name.as_str());
        let bars: Vec<El> = bars.flatten().collect();
        svg("g").add(name).add(bars)
    });
    let drawing = svg("svg")
        .attr("role", "img")
        .attr("aria-label", &chart.text)
        .attr("viewBox", &format!("-1 0 {} {}", WIDTH + 2, chart.height))
        .add(marks.flatten().collect::<Vec<_>>())
        .add(chart.goal.as_ref().map(|(x, _)| line("goal", *x)))
        .add(groups.collect::<Vec<_>>());
    let legend = chart.series.iter().zip(["first", "second"]);
    let legend = legend.map(|(name, class)| el("span").class(class).add(name.as_str()));
    let goal = chart.goal.as_ref();
    let goal = goal.map(|(_, words)| el("span").class("goal").add(words.as_str()));
    let caption = el("figcaption")
        .add(el("b").add(chart.title.as_str()))
        .add(legend.collect::<Vec<_>>())
        .add(goal);
    el("figure").add(caption).add(drawing)
}

fn view_table(rows: &[Row], goal: i64) -> El {
    const COLUMNS: [&str; 5] = [
        "popup_channel_name",
        "popup_created",
        "popup_solved",
        "popup_satisfaction",
        "popup_first_replies",
    ];
    let columns = COLUMNS.map(|key| say(key, &[]));
    let head = columns.iter();
    let head = head.map(|name| el("th").attr("scope", "col").add(name.as_str()));
    let head: Vec<El> = head.collect();
    let cell = |(cell, column): (Cell, &String)| {
        let below = cell.reaches(goal) == Some(false);
        let below = below.then(|| {
            let words = say("popup_below_goal", &[&goal.to_string()]);
            el("span").class("news").add(format!(" {words}"))
        });
        // Where there is no room for columns, their names stand before the figures.
        let td = el("td").attr("data-column", column);
        td.add(cell.say(say)).add(below)
    };
    let body = rows.iter().map(|row| {
        let cells = [row.created, row.solved, row.satisfaction, row.first_replies].into_iter();
        let cells: Vec<El> = cells.zip(columns.iter().skip(1)).map(cell).collect();
        let name = el("th").attr("scope", "row").add(row.channel.as_str());
        el("tr").add(name).add(cells)
    });
    el("table")
        .add(el("thead").add(el("tr").add(head)))
        .add(el("tbody").add(body.collect::<Vec<_>>()))
}
