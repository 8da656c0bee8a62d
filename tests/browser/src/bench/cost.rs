//! What the overlay costs the page's main thread, beside a script that stamps a constant and beside nothing.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::WindowHandle;

use super::copies::{BARE, STAMPED};
use super::{Figure, percentile};
use crate::harness::browser::HOST;
use crate::harness::overlay::READ_ROWS;
use crate::harness::page::MAIN_VIEW;
use crate::stage::Stage;

const ROUNDS: usize = 12;
const RUNS: usize = 10;
/// The first runs after a change of tabs are of a page that is just waking up.
const WARM_UP: usize = 2;
const ROWS: u64 = 100;

struct Page {
    host: &'static str,
    tab: WindowHandle,
    /// Of each round.
    recreate: Vec<f64>,
    burst: Vec<f64>,
}

impl Page {
    async fn open(stage: &Stage, host: &'static str, tab: WindowHandle) -> Result<Page> {
        let browser = &stage.browser;
        browser.web.switch_to_window(tab.clone()).await?;
        browser.web.goto(format!("{host}/standin/")).await?;
        browser
            .js(
                "localStorage.setItem('standin', arguments[0]);",
                &[json!({"perPage": ROWS}).to_string().into()],
            )
            .await?;
        browser.web.goto(format!("{host}{MAIN_VIEW}")).await?;
        browser.wait_for_rows().await?;
        if host == HOST {
            browser.painted_rows().await?;
        }
        Ok(Page {
            host,
            tab,
            recreate: vec![],
            burst: vec![],
        })
    }

    async fn run(&mut self, stage: &Stage) -> Result<()> {
        stage.browser.web.switch_to_window(self.tab.clone()).await?;
        stage
            .browser
            .wait_js(
                "the tab to show",
                "return document.visibilityState === 'visible';",
                &[],
            )
            .await?;
        let recreated = measured(stage, include_str!("../js/recreate.js")).await?;
        let marks = if self.host == BARE { 0 } else { ROWS };
        ensure!(
            recreated["marks"] == marks,
            "{} has {} marks in {ROWS} rows",
            self.host,
            recreated["marks"]
        );
        self.recreate.push(least(&recreated)?);
        let burst = measured(stage, include_str!("../js/burst.js")).await?;
        self.burst.push(least(&burst)?);
        Ok(())
    }
}

async fn measured(stage: &Stage, script: &str) -> Result<Value> {
    stage
        .browser
        .js_async(&format!("{READ_ROWS} {script}"), &[(RUNS + WARM_UP).into()])
        .await
}

/// Other work on the machine only ever adds time: the lower quartile of a round has the least of it.
fn least(measured: &Value) -> Result<f64> {
    let times = measured["times"].as_array().context("no times")?;
    let mut times: Vec<f64> = times
        .iter()
        .skip(WARM_UP)
        .filter_map(Value::as_f64)
        .collect();
    Ok(percentile(&mut times, 0.25))
}

/// What the one costs more than the other, in the middle of all rounds: from one round to the next a machine changes
/// its pace, and the pages of one round had the same.
fn beyond(one: &[f64], other: &[f64]) -> f64 {
    let mut more: Vec<f64> = one
        .iter()
        .zip(other)
        .map(|(one, other)| one - other)
        .collect();
    percentile(&mut more, 0.5)
}

/// In turns, so that what slows the machine slows all three alike.
pub async fn measure(stage: &Stage) -> Result<Vec<Figure>> {
    stage.clear().await?;
    let first = stage.browser.web.window().await?;
    let second = stage.browser.new_tab().await?;
    let third = stage.browser.new_tab().await?;
    let mut bare = Page::open(stage, BARE, first).await?;
    let mut stamped = Page::open(stage, STAMPED, second).await?;
    let mut overlay = Page::open(stage, HOST, third).await?;
    for _ in 0..ROUNDS {
        bare.run(stage).await?;
        stamped.run(stage).await?;
        overlay.run(stage).await?;
    }
    let own = beyond(&overlay.recreate, &bare.recreate);
    let of_stamp = beyond(&stamped.recreate, &bare.recreate);
    let burst = beyond(&overlay.burst, &bare.burst);
    Ok(vec![
        Figure::at_most("main thread, 100 rows re-created", own, 5.0, "ms"),
        Figure {
            what: "the same, beside one constant span per row".into(),
            measured: format!("{own:.2} ms to {of_stamp:.2} ms: {:.2}x", own / of_stamp),
            budget: "at most 2x".into(),
            met: of_stamp > 0.0 && own <= 2.0 * of_stamp,
        },
        Figure::at_most(
            "main thread, 1,000 unrelated changes",
            burst.max(0.0),
            5.0,
            "ms",
        ),
    ])
}
