//! Signing in to GitLab, on the extension's own options page.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use standin::What;
use thirtyfour::Key;

use crate::harness::{paths, wait_until};
use crate::stage::{Stage, fault};

/// Where the page is.
pub(super) const PAGE: &str = "options.html";
pub(super) const TOKEN: &str = "glpat-standin-classic";
const MISSING: &str = "It cannot file issues: the scope api is missing. Make a token with it, or a fine-grained one that may create and read issues.";
const REFUSED: &str = "GitLab does not take this token: it was mistyped, revoked, or it has expired. Make a new one and save it here.";

/// The page, as a person uses it.
pub(super) struct Page<'a> {
    pub stage: &'a Stage,
}

impl<'a> Page<'a> {
    pub async fn open(stage: &'a Stage) -> Result<Page<'a>> {
        stage.browser.open_own(PAGE).await?;
        stage.browser.element("#save-token").await?;
        Ok(Page { stage })
    }

    pub async fn fill(&self, id: &str, text: &str) -> Result<()> {
        let input = self.stage.browser.element(&format!("#{id}")).await?;
        // As a person does: a field that WebDriver clears does not say so to its page.
        input.send_keys(Key::Control + "a").await?;
        input.send_keys(Key::Backspace).await?;
        input.send_keys(text).await?;
        Ok(())
    }

    pub async fn press(&self, id: &str) -> Result<()> {
        let button = self.stage.browser.element(&format!("#{id}")).await?;
        button.scroll_into_view().await?;
        button.click().await?;
        Ok(())
    }

    pub async fn save(&self, token: &str) -> Result<()> {
        self.fill("token", token).await?;
        self.press("save-token").await
    }

    pub async fn texts(&self, css: &str) -> Result<Vec<String>> {
        let script =
            "return [...document.querySelectorAll(arguments[0])].map(one => one.textContent);";
        let found = self.stage.browser.js(script, &[css.into()]).await?;
        let texts = found.as_array().into_iter().flatten();
        Ok(texts
            .filter_map(|text| text.as_str().map(str::to_owned))
            .collect())
    }

    /// Waits until these sentences stand there, each a beginning, and no others.
    pub async fn says(&self, beginnings: &[&str]) -> Result<()> {
        wait_until(format!("the sentences {beginnings:?}"), || async {
            let said = self.texts("#standing p span:last-child").await?;
            let fits = said.len() == beginnings.len()
                && said
                    .iter()
                    .zip(beginnings)
                    .all(|(said, begins)| said.starts_with(begins));
            ensure!(fits, "it says {said:?}");
            Ok(Some(()))
        })
        .await
    }

    /// Waits for the error beside a field.
    pub async fn refuses(&self, field: &str, error: &str) -> Result<()> {
        wait_until(format!("an error at {field}"), || async {
            let said = self.texts(&format!("#{field}-error")).await?;
            ensure!(said == [error], "it says {said:?}");
            Ok(Some(()))
        })
        .await?;
        let script = "const input = document.getElementById(arguments[0]); return [input.getAttribute('aria-invalid'), document.activeElement === input];";
        let state = self.stage.browser.js(script, &[field.into()]).await?;
        ensure!(
            state == json!(["true", true]),
            "{field} is not marked, or not in focus: {state}"
        );
        Ok(())
    }

    pub async fn value(&self, id: &str) -> Result<String> {
        let script = "return document.getElementById(arguments[0]).value;";
        let value = self.stage.browser.js(script, &[id.into()]).await?;
        Ok(value.as_str().context("no value")?.to_owned())
    }

    pub async fn settings(&self) -> Result<Value> {
        let script = "return (await chrome.storage.local.get('settings')).settings ?? {};";
        self.stage.browser.js_async(script, &[]).await
    }

    pub async fn picture(&self, name: &str) -> Result<()> {
        let kind = self.stage.browser.kind.name();
        for scheme in ["dark", "light"] {
            self.stage.browser.prefer_scheme(scheme).await?;
            let path = paths::reports()
                .join(kind)
                .join(format!("options-{name}-{scheme}.png"));
            self.stage.browser.screenshot(&path).await?;
            self.stage.browser.axe().await?;
        }
        Ok(())
    }

    /// Whether that token is good for anything yet.
    pub async fn is_alive(&self, token: &str) -> bool {
        self.stage
            .control
            .with_gitlab(|gitlab| gitlab.tokens.get(token).is_some_and(|token| !token.revoked))
    }

    pub fn asked(&self, path: &str) -> usize {
        let requests = self.stage.control.gitlab_requests();
        requests
            .iter()
            .filter(|request| request.path.starts_with(path))
            .count()
    }
}

/// A token that a case has revoked is given back to the next one.
fn revive(stage: &Stage) {
    stage.control.with_gitlab(|gitlab| {
        if let Some(token) = gitlab.tokens.get_mut(TOKEN) {
            token.revoked = false;
        }
    });
}

/// The network is well again. What was wrong with it the browser itself has noted on the console.
pub(super) async fn forget_notes(stage: &Stage) -> Result<()> {
    stage.control.set_faults(vec![]);
    stage.browser.take_problems().await?;
    Ok(())
}

pub async fn each_token_says_what_it_is(stage: &Stage) -> Result<()> {
    let page = Page::open(stage).await?;
    let sam = "Signed in as Sam Engineer (@sam-engineer)";
    for (token, lines) in [
        (
            "classic",
            &[format!(
                "{sam} with the scope api, called “stand-in”, until "
            )] as &[String],
        ),
        (
            "read",
            &[format!("{sam} with the scope read_api"), MISSING.into()],
        ),
        (
            "fine",
            &[
                format!("{sam} with a fine-grained token"),
                "It has to allow creating and reading issues".into(),
            ],
        ),
        (
            "soon",
            &[
                format!("{sam} with the scope api"),
                "The token ends in 4 days.".into(),
            ],
        ),
    ] {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        page.save(&format!("glpat-standin-{token}")).await?;
        page.says(&lines)
            .await
            .with_context(|| format!("saving {token}"))?;
        ensure!(
            page.value("token").await?.is_empty(),
            "the token stays in the field"
        );
        page.press("test").await?;
        page.says(&lines)
            .await
            .with_context(|| format!("testing {token}"))?;
    }
    page.picture("signed-in").await?;
    // What is kept is known without asking GitLab, the end that nears included.
    stage.control.clear_requests();
    let page = Page::open(stage).await?;
    page.says(&[
        "A personal access token for https://gitlab.com is kept in this browser.",
        "The token ends in 4 days.",
    ])
    .await?;
    ensure!(page.asked("/") == 0, "GitLab was asked");
    Ok(())
}

pub async fn what_gitlab_does_not_take_is_not_kept(stage: &Stage) -> Result<()> {
    let page = Page::open(stage).await?;
    for (typed, error) in [
        ("", "Paste a token first."),
        (
            "gldt-abcdefghij0123456789",
            "This is another kind of token (deploy token), which cannot file issues. Make a personal access token; it begins with glpat-.",
        ),
        ("glpat-standin-expired", REFUSED),
        ("glpat-standin-revoked", REFUSED),
    ] {
        page.save(typed).await?;
        page.refuses("token", error).await?;
        ensure!(
            page.value("token").await? == typed,
            "what was typed is lost"
        );
    }
    page.picture("refused").await?;
    ensure!(page.texts("#test").await?.is_empty(), "a token was kept");
    Ok(())
}

pub async fn every_failure_is_a_sentence(stage: &Stage) -> Result<()> {
    let page = Page::open(stage).await?;
    page.save(TOKEN).await?;
    page.says(&["Signed in as Sam Engineer"]).await?;
    let path = "/api/v4/";
    for (what, begins) in [
        (What::Drop, "https://gitlab.com cannot be reached."),
        (What::Status(503), "GitLab answers with an error (503)."),
        (
            What::LoginPage,
            "https://gitlab.com answers, but does not let an extension read its answers.",
        ),
    ] {
        stage.control.set_faults(vec![fault(path, what)]);
        page.press("test").await?;
        page.says(&[begins]).await?;
    }
    forget_notes(stage).await?;
    page.press("test").await?;
    page.says(&["Signed in as Sam Engineer"]).await?;
    Ok(())
}

pub async fn signs_out(stage: &Stage) -> Result<()> {
    let page = Page::open(stage).await?;
    page.save(TOKEN).await?;
    page.says(&["Signed in as"]).await?;
    page.press("sign-out").await?;
    page.says(&["Signed out: this browser has forgotten the token. It goes on working elsewhere"])
        .await?;
    ensure!(page.is_alive(TOKEN).await, "the token was revoked unasked");
    ensure!(
        page.texts("#test, #sign-out, #revoke").await?.is_empty(),
        "it looks signed in"
    );

    // Revoking is asked about first, and can be left.
    page.save(TOKEN).await?;
    page.says(&["Signed in as"]).await?;
    page.press("revoke").await?;
    page.picture("question").await?;
    page.press("keep").await?;
    ensure!(
        page.is_alive(TOKEN).await,
        "the token was revoked though it was to be kept"
    );
    page.press("revoke").await?;
    page.press("revoke-now").await?;
    page.says(&["Signed out, and the token is revoked."])
        .await?;
    ensure!(!page.is_alive(TOKEN).await, "the token is not revoked");
    revive(stage);

    // Without GitLab it is forgotten all the same.
    page.save(TOKEN).await?;
    page.says(&["Signed in as"]).await?;
    stage
        .control
        .set_faults(vec![fault("/api/v4/", What::DropBefore)]);
    page.press("revoke").await?;
    page.press("revoke-now").await?;
    page.says(&["Signed out: this browser has forgotten the token. But GitLab could not be told."])
        .await?;
    forget_notes(stage).await?;
    let page = Page::open(stage).await?;
    ensure!(
        page.texts("#test").await?.is_empty(),
        "it is signed in again"
    );
    Ok(())
}

pub async fn settings_are_saved_and_the_others_stay(stage: &Stage) -> Result<()> {
    stage.browser.open_own(PAGE).await?;
    stage.browser.js_async("await chrome.storage.local.set({ settings: { hold_days: 9, filing: { countdown_seconds: 5 } } });", &[]).await?;
    let page = Page::open(stage).await?;
    for (id, typed, error) in [
        (
            "gitlab-origin",
            "gitlab.com",
            "Must be an https origin such as https://gitlab.com, without a path, not \"gitlab.com\".",
        ),
        ("filing-field", "twelve", "Must be an id, not \"twelve\"."),
    ] {
        let before = page.value(id).await?;
        page.fill(id, typed).await?;
        page.press("save-filing").await?;
        page.refuses(id, error).await?;
        page.fill(id, &before).await?;
    }
    page.picture("settings").await?;
    page.fill("gitlab-origin", " https://gitlab.example/ ")
        .await?;
    page.fill("filing-field", "360000050004").await?;
    page.fill("filing-tag", "").await?;
    page.press("filing-on-hold").await?;
    page.press("save-filing").await?;
    stage
        .browser
        .wait_js(
            "the word",
            "return document.querySelector('#saved')?.textContent.includes('Saved.');",
            &[],
        )
        .await?;
    let expected = json!({
        "vanguard": 1,
        "hold_days": 9,
        "gitlab": {"origin": "https://gitlab.example"},
        "filing": {"countdown_seconds": 5, "field": 360_000_050_004_u64, "tag": null, "on_hold": true},
    });
    ensure!(
        page.settings().await? == expected,
        "kept: {}",
        page.settings().await?
    );
    let origin = page.texts("#origin-in-force").await?;
    ensure!(
        origin == ["https://gitlab.example"],
        "the account is at {origin:?}"
    );
    Ok(())
}

pub async fn a_token_goes_to_its_own_gitlab_alone(stage: &Stage) -> Result<()> {
    let page = Page::open(stage).await?;
    page.save(TOKEN).await?;
    page.says(&["Signed in as"]).await?;
    page.fill("gitlab-origin", "https://elsewhere.zendesk.com")
        .await?;
    page.press("save-filing").await?;
    page.says(&[]).await?;
    ensure!(
        page.texts("#test").await?.is_empty(),
        "signed in at another GitLab"
    );
    let other = page.texts("#other p span:last-child").await?;
    ensure!(
        other == ["A sign-in for https://gitlab.com is kept too."],
        "it says {other:?}"
    );
    page.press("forget").await?;
    page.says(&["Signed out: this browser has forgotten the token."])
        .await?;
    Ok(())
}

/// Of what pages and content scripts can get at, nothing holds it.
pub async fn no_token_is_readable(stage: &Stage) -> Result<()> {
    let page = Page::open(stage).await?;
    page.save(TOKEN).await?;
    page.says(&["Signed in as"]).await?;
    let script = "const areas = [await chrome.storage.local.get(null), await chrome.storage.session.get(null), { ...localStorage }, location.href, document.documentElement.outerHTML, [...document.querySelectorAll('input')].map(input => input.value)];\
        return JSON.stringify(areas);";
    let seen = stage.browser.js_async(script, &[]).await?;
    ensure!(
        !seen.to_string().contains("standin-classic"),
        "a token lies open: {seen}"
    );
    // What lies in the database is no text, and its key gives itself to nobody.
    let script = "const opened = indexedDB.open('vanguard-secrets'); await new Promise(done => opened.onsuccess = done);\
        const store = opened.result.transaction('values').objectStore('values');\
        const read = request => new Promise(done => request.onsuccess = () => done(request.result));\
        const [names, entries] = [await read(store.getAllKeys()), await read(store.getAll())]; opened.result.close();\
        const key = entries[names.indexOf('key')];\
        const exported = await crypto.subtle.exportKey('raw', key).then(() => true, () => false);\
        const [nonce, closed] = entries[names.indexOf('https://gitlab.com')];\
        const open = origin => crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: new TextEncoder().encode(origin) }, key, closed).then(() => true, () => false);\
        return { exported, extractable: key.extractable, length: nonce.length, text: new TextDecoder().decode(closed), own: await open('https://gitlab.com'), other: await open('https://gitlab.example') };";
    let kept = stage.browser.js_async(script, &[]).await?;
    ensure!(
        kept["exported"] == false
            && kept["extractable"] == false
            && kept["length"] == 12
            && kept["own"] == true
            && kept["other"] == false,
        "kept: {kept}"
    );
    ensure!(
        !kept["text"].to_string().contains("standin-classic"),
        "the token is not encrypted"
    );
    // A page of Zendesk has none of it.
    stage.browser.open("/agent/dashboard").await?;
    let script = "const databases = await indexedDB.databases(); return [databases.map(one => one.name), typeof chrome === 'object' && 'storage' in chrome];";
    let seen = stage.browser.js_async(script, &[]).await?;
    ensure!(
        !seen.to_string().contains("vanguard") && seen[1] != true,
        "the page sees {seen}"
    );
    Ok(())
}

pub async fn axe(stage: &Stage) -> Result<()> {
    let page = Page::open(stage).await?;
    page.save("glpat-standin-soon").await?;
    page.says(&["Signed in as", "The token ends"]).await?;
    page.press("revoke").await?;
    let source = std::fs::read_to_string(paths::axe()).context("axe-core is not installed")?;
    let script = format!(
        "{source};\
        const found = await axe.run(document, {{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }});\
        return found.violations.map(one => `${{one.id}}: ${{one.help}} (${{one.nodes.map(node => node.html).slice(0, 2).join(', ')}})`);"
    );
    for scheme in ["dark", "light"] {
        stage.browser.prefer_scheme(scheme).await?;
        let found = stage.browser.js_async(&script, &[]).await?;
        ensure!(found == json!([]), "axe-core, {scheme}: {found}");
    }
    Ok(())
}
