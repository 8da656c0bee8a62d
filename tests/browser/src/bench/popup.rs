//! From the opening of the popup to content.

use anyhow::{Context, Result, ensure};

use super::{Figure, percentile};
use crate::cases::follow;
use crate::stage::Stage;

const OPENED: usize = 20;
const BUDGET: f64 = 100.0;
const PAINTED: &str =
    "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime;";

/// The page that the toolbar icon opens, in a tab: the toolbar's own frame around it is the browser's.
pub async fn measure(stage: &Stage) -> Result<Vec<Figure>> {
    stage.clear().await?;
    let id = follow::file(stage).await?;
    follow::popup_says(stage, "Filed").await?;
    Ok(vec![
        opened(stage, &id, false).await?,
        opened(stage, &id, true).await?,
    ])
}

async fn opened(stage: &Stage, id: &str, asleep: bool) -> Result<Figure> {
    let mut painted = Vec::new();
    for _ in 0..OPENED {
        stage.browser.web.goto("about:blank").await?;
        if asleep {
            stage.browser.kill_background().await?;
        }
        stage.browser.open_own("popup.html").await?;
        let at = stage
            .browser
            .wait_js("the popup to be painted", PAINTED, &[])
            .await?;
        painted.push(at.as_f64().with_context(|| format!("no time: {at}"))?);
        // It is shown in one go, so what was painted first is all that is known.
        let shown = stage.browser.js(follow::POPUP_TEXT, &[]).await?;
        let shows = shown.as_str().is_some_and(|text| text.contains(id));
        ensure!(shows, "the popup shows {shown}");
    }
    let (half, most) = (
        percentile(&mut painted, 0.5),
        percentile(&mut painted, 0.95),
    );
    let background = if asleep { "asleep" } else { "awake" };
    Ok(Figure {
        what: format!("popup opened → content painted, background {background}"),
        measured: format!("p95 {most:.0} ms (p50 {half:.0} ms)"),
        budget: format!("at most {BUDGET} ms"),
        met: most <= BUDGET,
    })
}
