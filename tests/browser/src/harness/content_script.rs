//! Code inside the content script's own world, as one that was taken over would run it.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::Browser;
use super::browser::Engine;

impl Browser {
    /// The value of an expression, which may be a promise, in the content script of the page on view.
    pub async fn in_content_script(&self, expression: &str) -> Result<Value> {
        match &self.engine {
            Engine::Chromium(chromium) => {
                let tab = chromium.tab(&self.web).await?;
                // Enabling it names every world of the page once more.
                chromium.cdp.take_events();
                for method in ["Runtime.disable", "Runtime.enable"] {
                    chromium
                        .cdp
                        .send(Some(&tab.session), method, json!({}))
                        .await?;
                }
                let events = chromium.cdp.take_events();
                let world = events
                    .iter()
                    .filter(|event| event.method == "Runtime.executionContextCreated")
                    .map(|event| &event.params["context"])
                    .find(|context| {
                        context["origin"]
                            .as_str()
                            .is_some_and(|origin| origin.starts_with("chrome-extension://"))
                    })
                    .context("the page has no content script")?;
                let params = json!({"expression": expression, "contextId": world["id"], "awaitPromise": true, "returnByValue": true});
                let answer = chromium
                    .cdp
                    .send(Some(&tab.session), "Runtime.evaluate", params)
                    .await?;
                Ok(answer["result"]["value"].clone())
            }
            Engine::Firefox(firefox) => {
                // The page lives in another process: a frame script reaches its content scripts there.
                let script = format!(
                    "const page = Services.wm.getMostRecentBrowserWindow().gBrowser.selectedBrowser.messageManager;\
                     const inside = id => {{\
                       const {{ ExtensionContent }} = ChromeUtils.importESModule('resource://gre/modules/ExtensionContent.sys.mjs');\
                       const world = ExtensionContent.getContextByExtensionId(id, content).sandbox;\
                       const say = value => sendAsyncMessage('vanguard:said', value ?? null);\
                       Promise.resolve(Cu.evalInSandbox({}, world)).then(value => say(Cu.cloneInto(value, {{}})), error => say(`error: ${{error}}`)); }};\
                     return await new Promise(resolve => {{ page.addMessageListener('vanguard:said', ({{ data }}) => resolve(data)); page.loadFrameScript(`data:,(${{encodeURIComponent(inside)}})(${{encodeURIComponent(JSON.stringify(policy.id))}})`, false); }});",
                    json!(expression)
                );
                firefox.in_chrome(&self.web, &script).await
            }
        }
    }
}
