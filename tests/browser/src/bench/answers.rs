//! From Zendesk's answer to painted badges.

use anyhow::{Context, Result};
use serde_json::json;
use standin::What;

use super::{Figure, percentile};
use crate::harness::overlay::READ_ROWS;
use crate::harness::page::MAIN_VIEW;
use crate::harness::wait_until;
use crate::stage::{SHOW_MANY, Stage, fault};

const PAGES_PER_ROUND: usize = 8;
const ROUNDS: usize = 3;
const COLD_LOADS: usize = 10;
/// Longer than a kill takes; the answer is released after it.
const HELD_MS: u64 = 20_000;

async fn open_hundred(stage: &Stage) -> Result<()> {
    stage.clear().await?;
    stage.browser.prefer(json!({"perPage": 100})).await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    Ok(())
}

async fn turn_page(stage: &Stage) -> Result<()> {
    stage
        .browser
        .js(
            &format!("{READ_ROWS} {}", include_str!("../js/painted.js")),
            &[],
        )
        .await?;
    Ok(())
}

/// Milliseconds from the answer until its body was read, and until the badges were laid out.
async fn until_painted(stage: &Stage) -> Result<(f64, f64)> {
    let times = stage
        .browser
        .js_async("return await window.vanguardTimes;", &[])
        .await?;
    let at = |what: &str| {
        times[what]
            .as_f64()
            .with_context(|| format!("when it was {what} is not known"))
    };
    let answered = at("answered")?;
    Ok((at("read")? - answered, at("painted")? - answered))
}

/// Pages of 100 tickets that nothing is known of, by a background that runs.
pub async fn unknown(stage: &Stage) -> Result<Vec<Figure>> {
    let (mut reads, mut times) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        open_hundred(stage).await?;
        for _ in 0..PAGES_PER_ROUND {
            turn_page(stage).await?;
            let (read, painted) = until_painted(stage).await?;
            reads.push(read);
            times.push(painted);
        }
    }
    let loads = times.len();
    // Chromium's timeline of a page does not tell of what content scripts fetch.
    let from = if reads.iter().all(|read| *read == 0.0) {
        "the body is read"
    } else {
        "the response ends"
    };
    let median = percentile(&mut times, 0.5);
    Ok(vec![Figure {
        what: format!("100 badges after {from}, {loads} loads"),
        measured: format!(
            "p50 {median:.1} ms, p95 {:.1} ms",
            percentile(&mut times, 0.95)
        ),
        budget: "p95 at most 10 ms".into(),
        met: percentile(&mut times, 0.95) <= 10.0,
    }])
}

/// The background is killed while the answer is on its way.
pub async fn cold(stage: &Stage) -> Result<Vec<Figure>> {
    let mut times = Vec::new();
    while times.len() < COLD_LOADS {
        open_hundred(stage).await?;
        for _ in 0..PAGES_PER_ROUND.min(COLD_LOADS - times.len()) {
            stage.control.clear_requests();
            stage
                .control
                .set_faults(vec![fault(SHOW_MANY, What::Slow { ms: HELD_MS })]);
            turn_page(stage).await?;
            wait_until("the request", || async {
                Ok((!stage.requests(SHOW_MANY).is_empty()).then_some(()))
            })
            .await?;
            stage.browser.kill_background().await?;
            stage.control.set_faults(vec![]);
            times.push(until_painted(stage).await?.1);
        }
    }
    stage.control.set_faults(vec![]);
    Ok(vec![Figure::at_most(
        &format!(
            "answer to first badges by a cold background, worst of {}",
            times.len()
        ),
        percentile(&mut times, 1.0),
        120.0,
        "ms",
    )])
}
