//! Any look: themes, directions, languages, zoom, forced colours, assistive technology.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::harness::page::MAIN_VIEW;
use crate::harness::{Browser, paths, wait_until};
use crate::stage::Stage;

const FIRST: &str = "tr[data-garden-id='tables.row'] vanguard-badge[data-level]";

async fn picture(browser: &Browser, name: &str) -> Result<()> {
    browser
        .screenshot(
            &paths::reports()
                .join(browser.kind.name())
                .join(format!("{name}.png")),
        )
        .await
}

/// The list with an open explanation and the ranked list beside it: everything is in the window.
pub(super) async fn everything_fits(browser: &Browser, name: &str) -> Result<()> {
    browser.painted_rows().await?;
    browser.point_at(FIRST).await?;
    wait_until("the explanation", || browser.card()).await?;
    inside_the_window(browser, "[part~=card]").await?;
    picture(browser, &format!("{name}-card")).await?;
    browser.press_command("ranked-list").await?;
    wait_until("the ranked list", || browser.ranked()).await?;
    inside_the_window(browser, "[part~=panel]").await?;
    picture(browser, &format!("{name}-ranked")).await
}

pub(super) async fn inside_the_window(browser: &Browser, css: &str) -> Result<()> {
    let script = format!(
        "const at = root.querySelector('{css}').getBoundingClientRect(); return [at.left, at.top, innerWidth - at.right, innerHeight - at.bottom].map(Math.round);"
    );
    let margins = browser.in_surface(&script).await?;
    let margins: Vec<i64> = margins
        .as_array()
        .context("no box")?
        .iter()
        .filter_map(Value::as_i64)
        .collect();
    ensure!(
        margins.len() == 4 && margins.iter().all(|margin| *margin >= 0),
        "{css} leaves the window: {margins:?}"
    );
    Ok(())
}

/// Colours of text and ground of everything that shows a level, with their contrast.
const CONTRASTS: &str = include_str!("../js/contrasts.js");

async fn readable(stage: &Stage) -> Result<()> {
    let pairs = stage
        .browser
        .js(&format!("{CONTRASTS} return contrasts();"), &[])
        .await?;
    let pairs = pairs.as_array().context("no colours")?;
    ensure!(!pairs.is_empty(), "no badge shows a colour");
    for pair in pairs {
        let ratio = pair["ratio"].as_f64().unwrap_or(0.0);
        ensure!(
            ratio >= 4.5,
            "{} has a contrast of {ratio:.2}: {pair}",
            pair["what"]
        );
    }
    Ok(())
}

pub async fn dark(stage: &Stage) -> Result<()> {
    stage.browser.prefer(json!({"theme": "dark"})).await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    everything_fits(&stage.browser, "dark").await?;
    let pane = "return getComputedStyle(root.querySelector('[part~=panel]')).backgroundColor;";
    let dark = stage.browser.in_surface(pane).await?;
    // The theme is switched in place, and the overlay follows.
    stage.browser.prefer_now(json!({"theme": "light"})).await?;
    stage
        .browser
        .wait_js(
            "the light theme",
            "return document.documentElement.dataset.theme === 'light';",
            &[],
        )
        .await?;
    let light = stage.browser.in_surface(pane).await?;
    ensure!(dark != light, "the overlay is {light} in both themes");
    Ok(())
}

pub async fn contrast(stage: &Stage) -> Result<()> {
    for theme in ["light", "dark"] {
        stage
            .browser
            .prefer(json!({"theme": theme, "perPage": 100}))
            .await?;
        stage.browser.open_list(MAIN_VIEW).await?;
        stage.browser.painted_rows().await?;
        readable(stage)
            .await
            .with_context(|| format!("in the {theme} theme"))?;
    }
    Ok(())
}

pub async fn right_to_left(stage: &Stage) -> Result<()> {
    stage.browser.prefer(json!({"locale": "ar"})).await?;
    let subject =
        "A subject in Latin letters that is far too long for the column that it stands in. "
            .repeat(4);
    stage.control.with_world(|world| {
        let first = *world.first_ids(1).first()?;
        world.tickets.get_mut(&first)?.subject = subject;
        Some(())
    });
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.painted_rows().await?;
    // Neither under the badge nor behind it, where it would come out again.
    let under = "const long = document.querySelector('td a[title^=\"A subject in Latin letters\"]'); const cell = long.closest('td'); const at = cell.querySelector('vanguard-badge').getBoundingClientRect();\
        const right = cell.getBoundingClientRect().right; const points = [at.left + 2, (at.left + at.right) / 2, at.right - 2, at.right + 2, right - 2];\
        return points.filter(x => document.elementsFromPoint(x, (at.top + at.bottom) / 2).includes(long)).length;";
    let under = stage.browser.js(under, &[]).await?;
    ensure!(
        under == 0,
        "the subject runs under its badge, at {under} of 5 points"
    );
    everything_fits(&stage.browser, "right-to-left").await?;
    begins_at_the_right(&stage.browser).await
}

/// Where the page's lines begin at the right, badges and the ranked list do.
pub(super) async fn begins_at_the_right(browser: &Browser) -> Result<()> {
    let sides = "const badge = document.querySelector(arguments[0]); const cell = badge.closest('td').getBoundingClientRect(); const at = badge.getBoundingClientRect(); return { start: cell.right - at.right, end: at.left - cell.left };";
    let at = browser.js(sides, &[FIRST.into()]).await?;
    ensure!(
        at["start"].as_f64() < at["end"].as_f64(),
        "the badge is not at the right, where a line begins: {at}"
    );
    let side = browser.in_surface("const at = root.querySelector('[part~=panel]').getBoundingClientRect(); return at.left < innerWidth - at.right;").await?;
    ensure!(side == true, "the ranked list is on the wrong side");
    Ok(())
}

/// Nothing depends on visible words.
pub async fn german(stage: &Stage) -> Result<()> {
    stage.browser.prefer(json!({"locale": "de"})).await?;
    stage.browser.open_list(MAIN_VIEW).await?;
    everything_fits(&stage.browser, "german").await?;
    let language = stage.browser.js("return [document.documentElement.lang, document.querySelector('vanguard-badge').lang, document.querySelector('vanguard-overlay').lang];", &[]).await?;
    ensure!(
        language == json!(["de", "en", "en"]),
        "a screen reader is told the wrong language: {language}"
    );
    Ok(())
}

pub async fn zoomed(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    let wide = stage
        .browser
        .js("return innerWidth;", &[])
        .await?
        .as_f64()
        .context("no width")?;
    stage.browser.zoom(2.0).await?;
    let result = async {
        stage
            .browser
            .wait_js(
                "the zoom",
                "return innerWidth < arguments[0] * 0.6;",
                &[wide.into()],
            )
            .await?;
        everything_fits(&stage.browser, "zoomed").await
    }
    .await;
    stage.browser.zoom(1.0).await?;
    result
}

pub async fn forced_colours(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    stage.browser.forced_colors(true).await?;
    let result = async {
        everything_fits(&stage.browser, "forced-colours").await?;
        let edge = stage.browser.js("const { borderTopStyle, outlineStyle } = getComputedStyle(document.querySelector(arguments[0])); return [borderTopStyle, outlineStyle];", &[FIRST.into()]).await?;
        ensure!(edge != json!(["none", "none"]), "without its own colours a badge has no edge");
        Ok(())
    }
    .await;
    stage.browser.forced_colors(false).await?;
    result
}

/// axe looks into open shadow roots only; WebDriver can hand it the closed one.
pub(super) async fn axe(stage: &Stage) -> Result<()> {
    let source = std::fs::read_to_string(paths::axe()).context("axe-core is not installed")?;
    let root = stage.browser.surface().await?.unwrap_or(Value::Null);
    let script = format!(
        "{source};
        const host = document.querySelector('vanguard-overlay');
        if (host) Object.defineProperty(host, 'shadowRoot', {{ value: args[0], configurable: true }});
        const include = [...document.querySelectorAll('vanguard-badge, vanguard-ticket, vanguard-overlay')];
        const found = await axe.run({{ include }}, {{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }});
        const passes = found.passes.length;
        return {{ passes, violations: found.violations.map(one => `${{one.id}}: ${{one.help}} (${{one.nodes.map(node => node.html).slice(0, 2).join(', ')}})`) }};"
    );
    let found = stage.browser.js_async(&script, &[root]).await?;
    let violations = found["violations"].as_array().context("axe did not run")?;
    ensure!(violations.is_empty(), "axe-core: {violations:?}");
    ensure!(
        found["passes"].as_u64().unwrap_or(0) > 0,
        "axe-core looked at nothing"
    );
    Ok(())
}

pub async fn axe_on_a_list(stage: &Stage) -> Result<()> {
    stage.browser.open_list(MAIN_VIEW).await?;
    everything_fits(&stage.browser, "list").await?;
    axe(stage).await
}

pub async fn axe_on_a_ticket(stage: &Stage) -> Result<()> {
    let id = stage
        .control
        .with_world(|world| world.first_ids(1).first().copied())
        .context("the world has no ticket")?;
    stage.browser.open(&format!("/agent/tickets/{id}")).await?;
    stage
        .browser
        .element("vanguard-ticket vanguard-badge[data-level]")
        .await?;
    stage
        .browser
        .point_at("vanguard-ticket vanguard-badge")
        .await?;
    wait_until("the explanation", || stage.browser.card()).await?;
    picture(&stage.browser, "ticket").await?;
    axe(stage).await
}
