//! From a press to the review, and from a press there to the issue.

use anyhow::{Context, Result};

use super::{Figure, percentile};
use crate::harness::page::MAIN_VIEW;
use crate::harness::wait_until;
use crate::stage::Stage;

/// The first is not counted: it compiles what the others find compiled. So many that one slow moment of the machine is not the p95.
const ROUNDS: usize = 22;
const ISSUES: &str = "/api/v4/projects/";

/// Moments in milliseconds since the epoch, by the clock that all windows of the browser share.
const PRESSED: &str = "document.addEventListener('click', event => { window.pressed = performance.timeOrigin + event.timeStamp; }, { capture: true, once: true });";

async fn number(stage: &Stage, what: &str, script: &str) -> Result<f64> {
    let value = stage.browser.wait_js(what, script, &[]).await?;
    value.as_f64().with_context(|| format!("{what}: {value}"))
}

pub async fn measure(stage: &Stage) -> Result<Vec<Figure>> {
    stage.clear().await?;
    stage
        .control
        .with_gitlab(|gitlab| gitlab.search_lag_seconds = 0);
    stage.browser.new_tab().await?;
    stage.browser.open_own("options.html").await?;
    stage.browser.sign_in("glpat-standin-classic").await?;
    stage.browser.only_first_tab().await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    let rows = stage.browser.painted_rows().await?;
    let zendesk = stage.browser.web.window().await?;
    let (mut opened, mut posted) = (Vec::new(), Vec::new());
    for row in rows.iter().take(ROUNDS) {
        stage.browser.open_ticket(&row.id).await?;
        let button = format!("vanguard-ticket[data-ticket='{}'] button", row.id);
        let button = stage.browser.element(&button).await?;
        stage.browser.js(PRESSED, &[]).await?;
        button.click().await?;
        let pressed = number(stage, "the press", "return window.pressed;").await?;
        stage.browser.switch_to_own("panel.html").await?;
        let ready = "const [mark] = performance.getEntriesByName('vanguard-review'); return mark && performance.timeOrigin + mark.startTime;";
        opened.push(number(stage, "the review", ready).await? - pressed);

        stage.control.clear_requests();
        stage.browser.js(PRESSED, &[]).await?;
        stage.browser.element("#file").await?.click().await?;
        let pressed = number(stage, "the press", "return window.pressed;").await?;
        let at = wait_until("the issue to be posted", || async {
            let asked = stage.control.gitlab_requests();
            let mut asked = asked.iter();
            Ok(asked
                .find(|one| one.method == "POST" && one.path.starts_with(ISSUES))
                .map(|one| one.at_ms))
        })
        .await?;
        posted.push(at as f64 - pressed);
        stage.browser.web.close_window().await?;
        stage.browser.web.switch_to_window(zendesk.clone()).await?;
    }
    let warm = |mut values: Vec<f64>| {
        values.remove(0);
        (percentile(&mut values, 0.5), percentile(&mut values, 0.95))
    };
    let figure = |what: &str, (half, most): (f64, f64), budget: f64| Figure {
        what: what.into(),
        measured: format!("p95 {most:.0} ms (p50 {half:.0} ms)"),
        budget: format!("at most {budget} ms"),
        met: most <= budget,
    };
    Ok(vec![
        figure("press → review usable, warm", warm(opened), 150.0),
        figure(
            "press → issue on its way to GitLab, four requests to Zendesk in between",
            warm(posted),
            50.0,
        ),
    ])
}
