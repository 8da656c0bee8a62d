//! One running browser with the extension in it: what the suite, the demo and the bench drive.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use standin::Standin;
use thirtyfour::WebDriver;

use super::chromium::{self, Chromium};
use super::command;
use super::console::{self, Problem};
use super::driver::Driver;
use super::firefox::{self, Firefox};
use super::wait::wait_until;

pub const HOST: &str = "https://gitlab.zendesk.com";

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    Chromium,
    Firefox,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Chromium => "chromium",
            Kind::Firefox => "firefox",
        }
    }

    /// The folder under dist/.
    pub fn dist(self) -> &'static str {
        match self {
            Kind::Chromium => "chrome",
            Kind::Firefox => "firefox",
        }
    }
}

/// What differs from the usual session.
#[derive(Clone, Default)]
pub struct Tweaks {
    /// A window for a person.
    pub visible: bool,
    /// WebAssembly switched off, as by a company policy.
    pub without_wasm: bool,
    /// The browser's own language; English where none is given.
    pub language: Option<&'static str>,
    /// Another build of the extension.
    pub dist: Option<PathBuf>,
    /// Nothing of the extension opens once it is installed: it cannot, or a company has set it up.
    pub no_first_steps: bool,
    /// Further extensions to load.
    pub beside: Vec<PathBuf>,
}

pub struct Browser {
    pub kind: Kind,
    pub web: WebDriver,
    pub(super) engine: Engine,
    pub(super) driver: Driver,
}

pub(super) enum Engine {
    Chromium(Chromium),
    Firefox(Firefox),
}

impl Browser {
    pub async fn start(kind: Kind, standin: &Standin, tweaks: &Tweaks) -> Result<Browser> {
        let (driver, web, engine) = match kind {
            Kind::Chromium => {
                let (driver, web, chromium) = chromium::start(standin, tweaks).await?;
                (driver, web, Engine::Chromium(chromium))
            }
            Kind::Firefox => {
                let (driver, web, firefox) = firefox::start(standin, tweaks).await?;
                (driver, web, Engine::Firefox(firefox))
            }
        };
        web.set_window_rect(0, 0, 1400, 900).await?;
        web.set_script_timeout(std::time::Duration::from_secs(60))
            .await?;
        let browser = Browser {
            kind,
            web,
            engine,
            driver,
        };
        if !tweaks.no_first_steps {
            browser.close_first_steps().await?;
        }
        Ok(browser)
    }

    pub async fn quit(self) -> Result<()> {
        self.web.quit().await?;
        Ok(())
    }

    pub async fn version(&self) -> String {
        let capabilities = self.web.handle().capabilities();
        let text = |key| {
            capabilities
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or("?")
                .to_string()
        };
        format!("{} {}", text("browserName"), text("browserVersion"))
    }

    /// Goes to a path of the agent's host.
    pub async fn open(&self, path: &str) -> Result<()> {
        self.web
            .goto(format!("{HOST}{path}"))
            .await
            .with_context(|| format!("cannot open {path}"))
    }

    /// Runs a function body in the page's own world.
    pub async fn js(&self, body: &str, args: &[Value]) -> Result<Value> {
        let script = json!({"script": body, "args": args});
        command::post(&self.web, "/execute/sync", script).await
    }

    /// Runs an async function's body in the page's own world; its arguments are in `args`.
    pub async fn js_async(&self, body: &str, args: &[Value]) -> Result<Value> {
        let script = format!(
            "const args = [...arguments]; const done = args.pop();\
             (async () => {{ {body} }})().then(value => done({{ value }}), error => done({{ error: String(error) }}));"
        );
        let mut answer = command::post(
            &self.web,
            "/execute/async",
            json!({"script": script, "args": args}),
        )
        .await?;
        if let Some(error) = answer["error"].as_str() {
            anyhow::bail!("in the page: {error}");
        }
        Ok(answer["value"].take())
    }

    /// Waits until the function body returns something true, and returns that.
    pub async fn wait_js(&self, what: &str, body: &str, args: &[Value]) -> Result<Value> {
        wait_until(what, || async {
            let value = self.js(body, args).await?;
            let truthy = !matches!(value, Value::Null | Value::Bool(false))
                && value != json!(0)
                && value != json!("");
            Ok(truthy.then_some(value))
        })
        .await
    }

    pub async fn screenshot(&self, path: &Path) -> Result<()> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, self.web.screenshot_as_png().await?)
            .with_context(|| format!("cannot write {}", path.display()))
    }

    /// What the consoles of page, content script and background said since the last call.
    pub async fn take_problems(&self) -> Result<Vec<Problem>> {
        match &self.engine {
            Engine::Chromium(chromium) => Ok(console::of_chromium(&chromium.cdp.take_events())),
            Engine::Firefox(firefox) => {
                console::of_firefox(firefox, &self.web, &self.driver.take_printed()).await
            }
        }
    }
}
