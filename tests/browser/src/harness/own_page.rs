//! The extension's own pages, as a person opens them.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use thirtyfour::WindowHandle;

use super::browser::Engine;
use super::{Browser, paths, wait_until};

/// Where the first steps are.
pub const FIRST_STEPS: &str = "options.html?first-run";

impl Browser {
    /// The address of a page of the extension: `options.html`, with whatever follows.
    pub async fn own_url(&self, page: &str) -> Result<String> {
        match &self.engine {
            Engine::Chromium(chromium) => Ok(chromium.own_url(page)),
            Engine::Firefox(firefox) => {
                let script = format!("return policy.getURL({});", json!(page));
                let url = firefox.in_chrome(&self.web, &script).await?;
                Ok(url.as_str().context("no address")?.to_string())
            }
        }
    }

    /// A picture of what is on view, for a person to look at.
    pub async fn keep_picture(&self, name: &str) -> Result<()> {
        let path = paths::reports()
            .join(self.kind.name())
            .join(format!("{name}.png"));
        self.screenshot(&path).await
    }

    /// What axe-core finds nothing wrong with.
    pub async fn axe(&self) -> Result<()> {
        let source = std::fs::read_to_string(paths::axe()).context("axe-core is not installed")?;
        let script = format!(
            "{source};
            const found = await axe.run(document, {{ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }});
            return {{ passes: found.passes.length, violations: found.violations.map(one => `${{one.id}}: ${{one.help}} (${{one.nodes.map(node => node.html).slice(0, 2).join(', ')}})`) }};"
        );
        let found = self.js_async(&script, &[]).await?;
        let violations = found["violations"].as_array().context("axe did not run")?;
        ensure!(violations.is_empty(), "axe-core: {violations:?}");
        ensure!(
            found["passes"].as_u64() > Some(0),
            "axe-core looked at nothing"
        );
        Ok(())
    }

    /// Goes to a page of the extension in this tab and waits until there is something on it.
    pub async fn open_own(&self, page: &str) -> Result<()> {
        let url = self.own_url(page).await?;
        self.web
            .goto(&url)
            .await
            .with_context(|| format!("cannot open {page}"))?;
        self.wait_js(
            "the extension's page",
            "return document.body?.childElementCount > 0;",
            &[],
        )
        .await?;
        Ok(())
    }

    /// Waits for the page that opens once the extension is installed, and closes it.
    pub(super) async fn close_first_steps(&self) -> Result<()> {
        let first = self.web.window().await?;
        self.switch_to_own(FIRST_STEPS).await?;
        self.web.close_window().await?;
        self.web.switch_to_window(first).await?;
        Ok(())
    }

    /// Goes to the window that shows this page of the extension, once there is one.
    pub async fn switch_to_own(&self, page: &str) -> Result<WindowHandle> {
        let url = self.own_url(page).await?;
        wait_until(format!("a window with {page}"), || async {
            for window in self.web.windows().await? {
                self.web.switch_to_window(window.clone()).await?;
                if self.web.current_url().await?.as_str().starts_with(&url) {
                    return Ok(Some(window));
                }
            }
            Ok(None)
        })
        .await
    }

    /// Signs in to GitLab on the options page, which is on view.
    pub async fn sign_in(&self, token: &str) -> Result<()> {
        let field = self.element("#token").await?;
        field.send_keys(token).await?;
        self.element("#save-token").await?.click().await?;
        self.element("#sign-out").await?;
        Ok(())
    }

    /// Signs out again, there too.
    pub async fn sign_out(&self) -> Result<()> {
        self.element("#sign-out").await?.click().await?;
        let gone = "return document.getElementById('sign-out') === null;";
        self.wait_js("nobody to be signed in", gone, &[]).await?;
        Ok(())
    }

    /// The theme that the system asks for, as `prefers-color-scheme` has it: the extension's own pages follow it.
    pub async fn prefer_scheme(&self, scheme: &str) -> Result<()> {
        match &self.engine {
            Engine::Chromium(chromium) => {
                let page = chromium.tab(&self.web).await?;
                let features =
                    json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
                chromium
                    .cdp
                    .send(Some(&page.session), "Emulation.setEmulatedMedia", features)
                    .await?;
            }
            Engine::Firefox(firefox) => {
                let value = if scheme == "dark" { 0 } else { 1 };
                let script = format!(
                    "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {value});"
                );
                firefox.in_chrome(&self.web, &script).await?;
            }
        }
        let wanted = format!("return matchMedia('(prefers-color-scheme: {scheme})').matches;");
        self.wait_js("the theme to change", &wanted, &[]).await?;
        Ok(())
    }
}
