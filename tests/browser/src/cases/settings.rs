//! Everything that can be set, on the options page: typed, saved, undone, brought in, passed on, and locked by a policy.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::WindowHandle;

use super::languages::{has_plain_words, nothing_in_english, with_browser};
use super::sign_in::{PAGE, Page};
use crate::harness::own_page::FIRST_STEPS;
use crate::harness::page::{MAIN_VIEW, QUIET_PAGE};
use crate::harness::{Browser, Kind, paths, pseudo, wait_until};
use crate::stage::Stage;

/// Waits until the page says so at its top.
async fn told(browser: &Browser, said: &str) -> Result<()> {
    let script = "return document.querySelector('#saved')?.textContent.includes(arguments[0]);";
    browser
        .wait_js(&format!("the words {said:?}"), script, &[said.into()])
        .await?;
    Ok(())
}

async fn keep(stage: &Stage, settings: Value) -> Result<()> {
    let script = "await chrome.storage.local.set({ settings: args[0] });";
    stage.browser.js_async(script, &[settings]).await?;
    Ok(())
}

async fn keeps(page: &Page<'_>, expected: Value) -> Result<()> {
    let kept = page.settings().await?;
    ensure!(kept == expected, "kept: {kept}");
    Ok(())
}

pub async fn saved_undone_and_reset(stage: &Stage) -> Result<()> {
    let page = Page::open(stage).await?;
    keep(stage, json!({ "filing": { "tag": "mine" } })).await?;
    stage.browser.open_own(PAGE).await?;
    // What is wrong is said as it is typed, and not saved.
    page.fill("critical-minutes", "500").await?;
    let said = "500 is out of range; choose 1 to 120.";
    page.refuses("critical-minutes", said).await?;
    page.press("save-ordering").await?;
    keeps(&page, json!({ "filing": { "tag": "mine" } })).await?;
    page.fill("critical-minutes", "30").await?;
    page.fill("strategic-tags", "strategic\nvip").await?;
    page.press("save-ordering").await?;
    told(&stage.browser, "Saved.").await?;
    let changed = json!({ "vanguard": 1, "critical_minutes": 30, "strategic_tags": ["strategic", "vip"], "filing": { "tag": "mine" } });
    keeps(&page, changed.clone()).await?;
    page.picture("saved").await?;
    page.press("reset-ordering").await?;
    told(&stage.browser, "as the defaults have it").await?;
    keeps(&page, json!({ "vanguard": 1, "filing": { "tag": "mine" } })).await?;
    page.press("undo").await?;
    told(&stage.browser, "Back to what was before.").await?;
    keeps(&page, changed).await?;
    page.press("undo").await?;
    let first = json!({ "filing": { "tag": "mine" } });
    wait_until("the first settings", || async {
        keeps(&page, first.clone()).await?;
        Ok(Some(()))
    })
    .await
}

pub async fn searched(stage: &Stage) -> Result<()> {
    let page = Page::open(stage).await?;
    page.fill("search", "holidays business").await?;
    let script = "return [...document.querySelectorAll('.setting')].filter(one => one.checkVisibility()).map(one => one.id);";
    wait_until("what was searched for", || async {
        let found = stage.browser.js(script, &[]).await?;
        ensure!(found == json!(["schedule-setting"]), "found: {found}");
        Ok(Some(()))
    })
    .await?;
    page.picture("search").await
}

pub async fn brought_in_and_passed_on(stage: &Stage) -> Result<()> {
    let page = Page::open(stage).await?;
    keep(stage, json!({ "near_minutes": 90 })).await?;
    stage.browser.open_own(PAGE).await?;
    // A broken document changes nothing, and says where it is broken.
    page.fill(
        "transfer-text",
        r#"{"hold_days": 0, "filing": {"note": "x"}}"#,
    )
    .await?;
    page.press("transfer-preview").await?;
    let said = || page.texts("#transfer-said p span:last-child");
    wait_until("what is wrong", || async {
        let said = said().await?;
        let expected = [
            "hold_days: 0 is out of range; choose 1 to 365",
            "filing.note: must be text with {url} in it, not \"x\"",
        ];
        ensure!(said == expected, "it says {said:?}");
        Ok(Some(()))
    })
    .await?;
    page.picture("broken").await?;
    page.fill(
        "transfer-text",
        r#"{"vanguard": 1, "hold_days": 9, "preset": "sla-hawk"}"#,
    )
    .await?;
    page.press("transfer-preview").await?;
    stage.browser.element("#transfer-changes").await?;
    let rows = page.texts("#transfer-changes tbody tr").await?;
    ensure!(
        rows == [
            "presethandbook-2018sla-hawk",
            "hold_days49",
            "near_minutes90120"
        ],
        "it would change {rows:?}"
    );
    page.picture("changes").await?;
    page.press("transfer-apply").await?;
    told(&stage.browser, "The settings are brought in.").await?;
    keeps(
        &page,
        json!({ "vanguard": 1, "hold_days": 9, "preset": "sla-hawk" }),
    )
    .await?;
    ensure!(
        page.value("preset").await? == "sla-hawk",
        "the form is not up to date"
    );
    page.press("undo").await?;
    told(&stage.browser, "Back to what was before.").await?;
    keeps(&page, json!({ "near_minutes": 90 })).await?;
    // With the rest as it is.
    page.press("transfer-on-top").await?;
    page.press("transfer-preview").await?;
    page.press("transfer-apply").await?;
    told(&stage.browser, "The settings are brought in.").await?;
    let both = json!({ "vanguard": 1, "near_minutes": 90, "hold_days": 9, "preset": "sla-hawk" });
    keeps(&page, both.clone()).await?;
    page.press("transfer-export").await?;
    wait_until("the exported text", || async {
        let text = page.value("transfer-text").await?;
        let exported: Value = serde_json::from_str(&text)?;
        ensure!(exported == both, "exported: {text}");
        Ok(Some(()))
    })
    .await
}

/// A policy file, gone with this value: whatever comes of the case, no other session may find it.
struct PolicyFile(PathBuf);

impl PolicyFile {
    fn write(path: PathBuf, policy: &Value) -> Result<PolicyFile> {
        ensure!(
            !path.exists(),
            "{} is there already: this machine has a policy of its own",
            path.display()
        );
        let folder = path.parent().context("it is in a folder")?;
        std::fs::create_dir_all(folder)?;
        std::fs::write(&path, policy.to_string())
            .with_context(|| format!("cannot write {}", path.display()))?;
        Ok(PolicyFile(path))
    }
}

impl Drop for PolicyFile {
    fn drop(&mut self) {
        // One that is gone already is what is wanted.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// The extension under another identity: the policy of this case is none of the sessions beside it.
fn disguised(stage: &Stage, folder: &Path) -> Result<PathBuf> {
    let copy = folder.join("extension");
    copy_folder(&stage.dist(), &copy)?;
    let path = copy.join("manifest.json");
    let mut manifest: Value = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
    match stage.browser.kind {
        // Chromium makes the id of it.
        Kind::Chromium => {
            manifest["key"] = json!("VmFuZ3VhcmQsIHVuZGVyIGEgcG9saWN5IG9mIGl0cyBvd24=")
        }
        Kind::Firefox => {
            manifest["browser_specific_settings"]["gecko"]["id"] =
                json!("vanguard-policy@gitlab-support.example");
        }
    }
    std::fs::write(&path, manifest.to_string())?;
    Ok(copy)
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy_folder(&entry.path(), &to)?,
            false => drop(std::fs::copy(entry.path(), to)?),
        }
    }
    Ok(())
}

/// Where Debian's Chromium looks for policies.
const CHROMIUM_POLICIES: &str = "/etc/chromium/policies/managed";
/// Where Firefox does, on Linux.
const FIREFOX_POLICIES: &str = "/etc/firefox/policies";
/// Of the key above.
const DISGUISED: &str = "ogcehgjhadjlnaondgbclhfjedeonojc";

pub async fn locked_by_a_policy(stage: &Stage) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let dist = disguised(stage, folder.path())?;
    // One field of it is wrong: the others hold.
    let policy = json!({
        "vanguard": 1, "preset": "sla-hawk", "near_minutes": 90,
        "filing": { "tag": "theirs", "field": 360_009_876_543_u64, "note": "no address" },
    });
    let file = match stage.browser.kind {
        Kind::Chromium => PolicyFile::write(
            Path::new(CHROMIUM_POLICIES).join("vanguard-case.json"),
            &json!({ "3rdparty": { "extensions": { DISGUISED: policy } } }),
        )?,
        Kind::Firefox => PolicyFile::write(
            Path::new(FIREFOX_POLICIES).join("policies.json"),
            &json!({ "policies": { "3rdparty": { "Extensions": { "vanguard-policy@gitlab-support.example": policy } } } }),
        )?,
    };
    let browser = stage
        .another_browser(|tweaks| {
            tweaks.dist = Some(dist);
            tweaks.no_first_steps = true;
        })
        .await?;
    let result = under_the_policy(&browser).await;
    let ended = browser.quit().await;
    drop(file);
    result.and(ended)
}

async fn under_the_policy(browser: &Browser) -> Result<()> {
    browser.open_own(PAGE).await?;
    let script = "await chrome.storage.local.set({ settings: { preset: 'handbook-2019', hold_days: 9, filing: { tag: 'mine' } } });";
    browser.js_async(script, &[]).await?;
    browser.open_own(PAGE).await?;
    let script = "const one = id => { const input = document.getElementById(id); return [input?.value, input?.disabled, input?.closest('.setting').querySelector('.notes').textContent]; };\
        return ['preset', 'near-minutes', 'filing-tag', 'filing-field', 'hold-days', 'filing-note'].map(one);";
    let locked = "Set by your company's policy.";
    let expected = json!([
        ["sla-hawk", true, locked],
        ["90", true, locked],
        ["theirs", true, locked],
        ["360009876543", true, locked],
        ["9", false, "Changed by you; the default is 4."],
        ["Filed as {url}\n{title}", false, ""],
    ]);
    wait_until("the policy to be shown", || async {
        let shown = browser.js(script, &[]).await?;
        ensure!(shown == expected, "shown: {shown}");
        Ok(Some(()))
    })
    .await?;
    told(
        browser,
        "Of your company's policy: filing.note: must be text with {url} in it, not \"no address\".",
    )
    .await?;
    let path = paths::reports()
        .join(browser.kind.name())
        .join("options-policy.png");
    browser.screenshot(&path).await?;
    // Nothing opened by itself; whoever opens the first steps is told.
    let windows = browser.web.windows().await?.len();
    ensure!(windows == 1, "a page was opened: {windows} windows");
    browser.open_own(FIRST_STEPS).await?;
    let script =
        "return document.body.innerText.includes('Your company has set Vanguard up already');";
    browser
        .wait_js("the company to be named", script, &[])
        .await?;
    // The background goes by it: under the hawk's order nothing is important.
    browser.open(QUIET_PAGE).await?;
    browser.prefer(json!({})).await?;
    browser.open_list(MAIN_VIEW).await?;
    let words = |rows: Vec<crate::harness::overlay::Row>| -> Vec<String> {
        let badges = rows.into_iter().filter_map(|row| row.badge);
        badges.map(|badge| badge.word).collect()
    };
    let found = words(browser.painted_rows().await?);
    ensure!(
        found.iter().all(|word| word != "Important"),
        "ordered by another preset: {found:?}"
    );
    Ok(())
}

/// Which parts of the overlay are seen in the page on view.
const SEEN: &str = "const parts = { lists: '[data-size=row]', ticket: '[data-size=header]', tabs: '[data-size=tab]', component: '[data-size=component]', escalation: '[part~=escalate]' };\
    return Object.keys(parts).filter(part => [...document.querySelectorAll(`vanguard-badge${parts[part]}, vanguard-ticket ${parts[part]}`)].some(one => one.checkVisibility()));";

/// Presses these switches on the options page, and looks at Zendesk's until nothing but these parts is seen there. It is
/// the same page all the while.
async fn switch(
    stage: &Stage,
    [zendesk, options]: &[WindowHandle; 2],
    presses: &[&str],
    seen: &[&str],
) -> Result<()> {
    let web = &stage.browser.web;
    web.switch_to_window(zendesk.clone()).await?;
    stage.browser.js("window.same = true;", &[]).await?;
    web.switch_to_window(options.clone()).await?;
    let page = Page { stage };
    for id in presses {
        page.press(id).await?;
    }
    let closed = "return document.querySelector('#saved').textContent !== '';";
    stage.browser.wait_js("a word on it", closed, &[]).await?;
    stage.browser.keep_picture("options-appearance").await?;
    web.switch_to_window(zendesk.clone()).await?;
    wait_until(format!("nothing but {seen:?}"), || async {
        let found = stage.browser.js(SEEN, &[]).await?;
        ensure!(found == json!(seen), "seen: {found}");
        Ok(Some(()))
    })
    .await?;
    let same = stage.browser.js("return window.same;", &[]).await?;
    ensure!(same == true, "the page was loaded anew");
    Ok(())
}

pub async fn overlay_switched_off(stage: &Stage) -> Result<()> {
    let browser = &stage.browser;
    browser.open_list(MAIN_VIEW).await?;
    let rows = browser.painted_rows().await?;
    let zendesk = browser.web.window().await?;
    let options = browser.new_tab().await?;
    let windows = [zendesk, options];
    browser.open_own(PAGE).await?;
    let presses = ["appearance-lists", "appearance-toolbar", "save-appearance"];
    switch(stage, &windows, &presses, &[]).await?;
    wait_until("nothing on the toolbar icon", || async {
        let text = browser.toolbar_text().await?;
        ensure!(text.is_empty(), "it says {text:?}");
        Ok(Some(()))
    })
    .await?;
    switch(stage, &windows, &["reset-appearance"], &["lists"]).await?;

    let id = rows.first().context("no rows")?.id.clone();
    browser.open(&format!("/agent/tickets/{id}")).await?;
    let header = "vanguard-ticket vanguard-badge[data-level]";
    browser.element(header).await?;
    let parts = ["ticket", "tabs", "component", "escalation"];
    let presses = parts.map(|part| format!("appearance-{part}"));
    let mut presses: Vec<&str> = presses.iter().map(String::as_str).collect();
    presses.push("save-appearance");
    switch(stage, &windows, &presses, &[]).await?;
    let said = "return document.querySelector('vanguard-ticket').innerText.trim();";
    let said = browser.js(said, &[]).await?;
    ensure!(said == "", "the header says {said}");
    switch(stage, &windows, &["reset-appearance"], &parts).await
}

async fn previews(stage: &Stage, said: &str) -> Result<()> {
    let script =
        "return document.querySelector('#preview-said')?.textContent.includes(arguments[0]);";
    stage
        .browser
        .wait_js(&format!("the words {said:?}"), script, &[said.into()])
        .await
        .map(drop)
}

/// What is typed shows its effect on the person's own list before it is saved, and has that effect once it is.
pub async fn ordering_is_previewed(stage: &Stage) -> Result<()> {
    let browser = &stage.browser;
    browser.open_own(PAGE).await?;
    previews(stage, "No list is known yet.").await?;
    browser.open_list(MAIN_VIEW).await?;
    let shown = browser.painted_rows().await?;
    let list = browser.web.window().await?;
    browser.new_tab().await?;
    let page = Page::open(stage).await?;
    previews(stage, "Change something above").await?;
    page.fill("critical-minutes", "500").await?;
    previews(stage, "can be used").await?;
    page.fill("critical-minutes", "60").await?;
    previews(stage, "Change something above").await?;
    let hawk = browser.element("#preset option[value=sla-hawk]").await?;
    hawk.click().await?;
    browser.element("#preview-moves").await?;
    page.picture("preview").await?;
    let script = "return [...document.querySelectorAll('#preview-moves tbody tr')].map(row => [...row.cells].map(cell => cell.textContent));";
    let rows: Vec<[String; 3]> = serde_json::from_value(browser.js(script, &[]).await?)?;
    let rank = |text: &str| -> Result<(u64, u64)> {
        let (before, after) = text.split_once(" → ").unwrap_or((text, text));
        Ok((before.parse()?, after.parse()?))
    };
    let mut ranks: BTreeMap<String, u64> = BTreeMap::new();
    for row in &shown {
        ranks.insert(
            row.id.clone(),
            row.badge
                .as_ref()
                .and_then(|badge| badge.rank)
                .context("no rank")?,
        );
    }
    let (mut moving, mut last) = (0, u64::MAX);
    for [ticket, ranked, _] in &rows {
        let (before, after) = rank(ranked)?;
        let known = ranks.insert(ticket.trim_start_matches('#').to_owned(), after);
        ensure!(
            known == Some(before),
            "{ticket} is {known:?} in the list and {before} here"
        );
        ensure!(
            before.abs_diff(after) <= last,
            "not sorted by change: {rows:?}"
        );
        last = before.abs_diff(after);
        moving += u64::from(before != after);
    }
    ensure!(moving > 2, "hardly anything moves: {rows:?}");
    previews(stage, &format!("Another place: {moving}.")).await?;
    keeps(&page, json!({})).await?;
    page.press("save-ordering").await?;
    told(browser, "Saved.").await?;
    previews(stage, "Change something above").await?;
    browser.web.switch_to_window(list).await?;
    wait_until("the new order in the list", || async {
        let rows = browser.painted_rows().await?;
        let found = rows.into_iter().map(|row| Some((row.id, row.badge?.rank?)));
        let found: Option<BTreeMap<String, u64>> = found.collect();
        ensure!(
            found.as_ref() == Some(&ranks),
            "{found:?} instead of {ranks:?}"
        );
        Ok(Some(()))
    })
    .await
}

pub async fn shortcuts_are_shown(stage: &Stage) -> Result<()> {
    let page = Page::open(stage).await?;
    // A browser need not give a command the keys that are suggested for it.
    let script = "return (await chrome.commands.getAll()).filter(one => one.description).map(one => one.description + (one.shortcut || 'none'));";
    let expected = stage.browser.js_async(script, &[]).await?;
    let escalate = json!("Escalate the ticket to GitLabAlt+Shift+E");
    let is_there = expected
        .as_array()
        .is_some_and(|all| all.contains(&escalate));
    ensure!(is_there, "the browser has {expected}");
    wait_until("the commands", || async {
        let rows = json!(page.texts("#shortcuts-table tbody tr").await?);
        ensure!(rows == expected, "shown: {rows}");
        Ok(Some(()))
    })
    .await?;
    let before = stage.browser.web.windows().await?;
    page.press("shortcuts-change").await?;
    wait_until("the browser's own page", || async {
        let windows = stage.browser.web.windows().await?;
        let opened = windows.into_iter().find(|window| !before.contains(window));
        let Some(opened) = opened else {
            return Ok(None);
        };
        stage.browser.web.switch_to_window(opened).await?;
        let address = stage.browser.web.current_url().await?;
        let expected = match stage.browser.kind {
            Kind::Chromium => "chrome://extensions/shortcuts",
            Kind::Firefox => "about:addons",
        };
        ensure!(address.as_str().starts_with(expected), "it is {address}");
        Ok(Some(()))
    })
    .await
}

pub async fn selectors_are_looked_at(stage: &Stage) -> Result<()> {
    let browser = &stage.browser;
    let page = Page::open(stage).await?;
    let said = async |said: &str| {
        page.press("health-look").await?;
        let script =
            "return document.querySelector('#health-said').textContent.includes(arguments[0]);";
        browser
            .wait_js(&format!("the words {said:?}"), script, &[said.into()])
            .await
            .map(drop)
    };
    said("No Zendesk tab answers.").await?;
    browser.open_list(MAIN_VIEW).await?;
    let id = browser
        .painted_rows()
        .await?
        .first()
        .context("no rows")?
        .id
        .clone();
    let list = browser.web.window().await?;
    let options = browser.new_tab().await?;
    browser.open_own(PAGE).await?;
    said("Everything that Vanguard needs on these pages is found.").await?;
    let found = async |thing: &str| -> Result<Vec<String>> {
        let rows = page.texts("#health-table tbody tr").await?;
        let of = rows.iter().filter(|row| row.starts_with(thing));
        let endings = ["not on this page", "not found", "found"];
        Ok(of
            .filter_map(|row| endings.into_iter().find(|ending| row.ends_with(ending)))
            .map(str::to_owned)
            .collect())
    };
    ensure!(
        found("row of a ticket")
            .await?
            .first()
            .is_some_and(|first| first == "found"),
        "no rows"
    );
    ensure!(
        found("header of a ticket").await? == ["not on this page"; 3],
        "a header in a list"
    );
    // With a ticket beside it both are known.
    browser.new_tab().await?;
    browser.open(&format!("/agent/tickets/{id}")).await?;
    browser
        .element("vanguard-ticket vanguard-badge[data-level]")
        .await?;
    browser.web.switch_to_window(options.clone()).await?;
    said("Everything that Vanguard needs on these pages is found.").await?;
    wait_until("the header of the ticket", || async {
        let header = found("header of a ticket").await?;
        ensure!(header.iter().any(|one| one == "found"), "found: {header:?}");
        Ok(Some(()))
    })
    .await?;
    page.picture("health").await?;
    // Zendesk changes its page.
    browser.web.switch_to_window(list).await?;
    let script = "for (const one of document.querySelectorAll('table, tr, [data-test-id=table_main]')) for (const name of ['data-garden-id', 'data-test-id']) one.removeAttribute(name);";
    browser.js(script, &[]).await?;
    browser.web.switch_to_window(options).await?;
    said("Not found: table of tickets, row of a ticket").await?;
    ensure!(
        found("table of tickets").await? == ["not found"; 4],
        "a table that is gone is found"
    );
    Ok(())
}

/// What the page says of its own, with everything unfolded and something wrong in a field; addresses and paths are data.
async fn everything_said(browser: &Browser) -> Result<Vec<String>> {
    browser.open_own(PAGE).await?;
    browser.element("#hold-days").await?.send_keys("x").await?;
    let wrong = "return document.querySelector('#hold-days-error').textContent !== '';";
    browser.wait_js("an error", wrong, &[]).await?;
    let script = "for (const one of document.querySelectorAll('details')) one.open = true;\
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);\
        const said = [document.title];\
        while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('code, kbd, textarea, #origin-in-force')) said.push(walker.currentNode.data);\
        return said;";
    let said = browser.js(script, &[]).await?;
    let said = said.as_array().context("no texts")?.iter();
    Ok(said
        .filter_map(|text| text.as_str().map(str::to_owned))
        .collect())
}

pub async fn in_german(stage: &Stage) -> Result<()> {
    let said = with_browser(
        stage,
        |tweaks| tweaks.language = Some("de"),
        async |browser| {
            let said = everything_said(browser).await?;
            browser.keep_picture("options-german").await?;
            let language = browser
                .js("return document.documentElement.lang;", &[])
                .await?;
            ensure!(language == "de", "a screen reader is told {language}");
            Ok(said)
        },
    )
    .await?;
    let all = said.join("\n");
    for text in [
        "Einstellungen von Vanguard",
        "Muss eine ganze Zahl sein, nicht \"4x\".",
        "Schwärzung: Hosts, die bleiben",
    ] {
        ensure!(all.contains(text), "{text:?} is not said: {all}");
    }
    nothing_in_english(&all)
}

/// Names of what ships, in settings.
const NAMES: &str = "current";

pub async fn nothing_untranslated(stage: &Stage) -> Result<()> {
    let build = pseudo::build(&stage.dist())?;
    let dist = build.path().to_path_buf();
    let said = with_browser(
        stage,
        |tweaks| tweaks.dist = Some(dist),
        async |browser| {
            let said = everything_said(browser).await?;
            browser.keep_picture("options-pseudo").await?;
            Ok(said)
        },
    )
    .await?;
    ensure!(said.len() > 300, "the page says little: {said:?}");
    let plain: Vec<&String> = said
        .iter()
        .filter(|text| has_plain_words(&text.replace(NAMES, "").replace("\"4x\"", "")))
        .collect();
    ensure!(plain.is_empty(), "these were never looked up: {plain:#?}");
    Ok(())
}
