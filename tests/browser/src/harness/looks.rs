//! How the page is shown: zoom, forced colours.

use anyhow::Result;
use serde_json::json;

use super::Browser;
use super::browser::Engine;

impl Browser {
    /// The browser's own zoom of the current tab.
    pub async fn zoom(&self, factor: f64) -> Result<()> {
        match &self.engine {
            Engine::Chromium(chromium) => {
                let worker = chromium.wake().await?;
                let script = format!(
                    "chrome.tabs.query({{ active: true, lastFocusedWindow: true }}).then(([tab]) => chrome.tabs.setZoom(tab.id, {factor})).then(() => true)"
                );
                chromium.cdp.evaluate(&worker.session, &script).await?;
            }
            Engine::Firefox(firefox) => {
                let script = format!(
                    "Services.wm.getMostRecentBrowserWindow().gBrowser.selectedBrowser.fullZoom = {factor};"
                );
                firefox.in_chrome(&self.web, &script).await?;
            }
        }
        Ok(())
    }

    /// As Windows' contrast themes do.
    pub async fn forced_colors(&self, on: bool) -> Result<()> {
        match &self.engine {
            Engine::Chromium(chromium) => {
                let target = chromium.tab(&self.web).await?;
                let value = if on { "active" } else { "none" };
                let features = json!({"features": [{"name": "forced-colors", "value": value}]});
                chromium
                    .cdp
                    .send(
                        Some(&target.session),
                        "Emulation.setEmulatedMedia",
                        features,
                    )
                    .await?;
            }
            Engine::Firefox(firefox) => {
                let script = if on {
                    "Services.prefs.setIntPref('browser.display.document_color_use', 2);"
                } else {
                    "Services.prefs.clearUserPref('browser.display.document_color_use');"
                };
                firefox.in_chrome(&self.web, script).await?;
            }
        }
        let wanted = format!("return matchMedia('(forced-colors: active)').matches === {on};");
        self.wait_js("forced colours to change", &wanted, &[])
            .await?;
        Ok(())
    }
}
