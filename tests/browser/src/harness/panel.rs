//! The review of an escalation, as a page of the extension in a tab of its own.

use anyhow::{Context, Result};
use serde_json::Value;

use super::Browser;

impl Browser {
    /// Opens a ticket in the first tab and its review in a new one.
    pub async fn open_panel(&self, ticket: u64) -> Result<()> {
        self.open(&format!("/agent/tickets/{ticket}")).await?;
        self.wait_for_ticket(&ticket.to_string()).await?;
        self.open_panel_alone(ticket).await
    }

    /// Opens a review in a new tab.
    pub async fn open_panel_alone(&self, ticket: u64) -> Result<()> {
        self.new_tab().await?;
        let hash = format!("panel.html#host=gitlab.zendesk.com&ticket={ticket}");
        self.open_own(&hash).await
    }

    /// The text of what matches, once something does and it says anything.
    pub async fn panel_says(&self, css: &str) -> Result<String> {
        let script = "return document.querySelector(arguments[0])?.innerText ?? '';";
        let text = self
            .wait_js(&format!("{css} to say something"), script, &[css.into()])
            .await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// What stands in a field of the review, once it is there.
    pub async fn panel_field(&self, id: &str) -> Result<String> {
        let script = "return document.getElementById(arguments[0])?.value ?? '';";
        let value = self
            .wait_js(&format!("the field {id}"), script, &[id.into()])
            .await?;
        Ok(value.as_str().unwrap_or_default().to_owned())
    }

    /// Writes into a field of the review as a person does, in the place of what stands there.
    pub async fn panel_write(&self, id: &str, text: &str) -> Result<()> {
        let script = "const field = document.getElementById(arguments[0]); field.focus(); field.value = arguments[1];\
            for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));";
        self.js(script, &[id.into(), text.into()]).await?;
        Ok(())
    }

    /// Presses the button of the review that says this, once there is one.
    pub async fn panel_press(&self, label: &str) -> Result<()> {
        let script = "const button = [...document.querySelectorAll('button')].find(one => one.innerText.trim() === arguments[0] && !one.disabled);\
            button?.click(); return button !== undefined;";
        let args: [Value; 1] = [label.into()];
        self.wait_js(&format!("a button {label:?}"), script, &args)
            .await?;
        Ok(())
    }

    /// Keeps settings as the options page does.
    pub async fn keep_settings(&self, settings: Value) -> Result<()> {
        self.new_tab().await?;
        self.open_own("options.html").await?;
        self.js_async(
            "await chrome.storage.local.set({ settings: args[0] });",
            &[settings],
        )
        .await?;
        self.only_first_tab().await
    }

    /// Milliseconds from the opening of the page until it could be used.
    pub async fn panel_ready(&self) -> Result<f64> {
        let script = "return performance.getEntriesByName('vanguard-review')[0]?.startTime;";
        let at = self.wait_js("the review to be ready", script, &[]).await?;
        at.as_f64().context("no time")
    }
}
