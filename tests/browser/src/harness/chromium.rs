//! Chromium with the unpacked extension, confined to the stand-in.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{Capabilities, WebDriver};

use super::browser::Tweaks;
use super::cdp::{Cdp, Target};
use super::driver::Driver;
use super::wait::wait_until;
use super::{Kind, paths};

pub struct Chromium {
    pub cdp: Cdp,
    pub id: String,
    _profile: TempDir,
}

pub async fn start(
    standin: &standin::Standin,
    tweaks: &Tweaks,
) -> Result<(Driver, WebDriver, Chromium)> {
    let profile = tempfile::Builder::new()
        .prefix("vanguard-chromium-")
        .tempdir()?;
    prepare(profile.path())?;
    let driver = Driver::start(&paths::chromedriver()?, &["--port=0"], tweaks.language).await?;

    let port = standin.port();
    let language = tweaks.language.unwrap_or("en-US");
    let mut extensions = vec![
        tweaks
            .dist
            .clone()
            .unwrap_or_else(|| paths::dist(Kind::Chromium)),
    ];
    extensions.extend(tweaks.beside.clone());
    let extensions: Vec<String> = extensions
        .iter()
        .map(|dir| dir.display().to_string())
        .collect();
    let extensions = extensions.join(",");
    let mut arguments = vec![
        "--no-sandbox".to_string(),
        format!("--disable-extensions-except={extensions}"),
        format!("--load-extension={extensions}"),
        format!("--user-data-dir={}", profile.path().display()),
        format!(
            "--host-resolver-rules=MAP *.zendesk.com 127.0.0.1:{port}, MAP gitlab.com 127.0.0.1:{port}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
        ),
        format!("--ignore-certificate-errors-spki-list={}", standin.spki()),
        "--disable-quic".into(),
        "--no-first-run".into(),
        "--disable-background-networking".into(),
        "--disable-component-update".into(),
        "--disable-sync".into(),
        "--window-size=1400,900".into(),
        format!("--lang={language}"),
    ];
    if !tweaks.visible {
        arguments.extend(["--headless=new".into(), "--disable-gpu".into()]);
    }
    if tweaks.without_wasm {
        // What a policy that forbids compiled code comes to: there is no WebAssembly at all.
        arguments.push("--js-flags=--jitless".into());
    }
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "chrome")?;
    capabilities.set(
        "goog:chromeOptions",
        // Windows of the extension's own are windows too.
        json!({"binary": paths::chromium()?, "args": arguments, "enableExtensionTargets": true}),
    )?;
    let web = WebDriver::new(driver.url(), capabilities)
        .await
        .context("Chromium did not start")?;

    let named = web
        .handle()
        .capabilities()
        .get("goog:chromeOptions")
        .cloned()
        .unwrap_or(Value::Null);
    let debugger = named["debuggerAddress"]
        .as_str()
        .context("chromedriver named no debugger address")?;
    let cdp = Cdp::connect(debugger).await?;
    let id = extension_id(&cdp).await?;
    Ok((
        driver,
        web,
        Chromium {
            cdp,
            id,
            _profile: profile,
        },
    ))
}

/// Follows from the `key` in the manifest.
const ID: &str = "bjijhiebkaollcimidfkkokngclbeeld";

/// An unpacked extension may reload itself only in developer mode. Where it asks for leave to see GitLab, Chromium's
/// question stands in a window of its own that nothing here reaches: it does not ask what was granted once before.
fn prepare(profile: &Path) -> Result<()> {
    let default = profile.join("Default");
    std::fs::create_dir_all(&default)?;
    let granted = json!({"api": ["notifications"], "explicit_host": ["https://gitlab.com/*", "https://acme.zendesk.com/*"], "manifest_permissions": [], "scriptable_host": []});
    let known =
        json!({ID: {"granted_permissions": granted, "runtime_granted_permissions": granted}});
    let preferences = json!({"extensions": {"ui": {"developer_mode": true}, "settings": known}});
    std::fs::write(default.join("Preferences"), preferences.to_string())?;
    Ok(())
}

impl Chromium {
    /// The address of a page of the extension.
    pub fn own_url(&self, page: &str) -> String {
        format!("chrome-extension://{}/{page}", self.id)
    }

    /// The tab that WebDriver is at.
    pub async fn tab(&self, web: &WebDriver) -> Result<Target> {
        let tab = web.window().await?.to_string();
        self.cdp
            .targets()
            .into_iter()
            .find(|target| target.id == tab)
            .context("the tab has no target")
    }

    fn worker_target(&self) -> Option<Target> {
        extension_worker(&self.cdp)
    }

    fn worker_now(&self) -> Option<Target> {
        self.worker_target()
            .filter(|target| self.cdp.worker_runs(&target.url))
    }

    /// The extension's worker, started where it sleeps, as any event of the extension would.
    pub async fn wake(&self) -> Result<Target> {
        if self.worker_now().is_none() {
            let scope = json!({"scopeURL": format!("chrome-extension://{}/", self.id)});
            self.cdp
                .send(
                    Some(&self.page()?.session),
                    "ServiceWorker.startWorker",
                    scope,
                )
                .await?;
        }
        wait_until("the extension's worker to run", || async {
            Ok(self.worker_now())
        })
        .await
    }

    pub async fn kill_background(&self) -> Result<()> {
        self.cdp
            .send(
                Some(&self.page()?.session),
                "ServiceWorker.stopAllWorkers",
                json!({}),
            )
            .await?;
        wait_until("the worker to stop", || async {
            Ok(self.worker_now().is_none().then_some(()))
        })
        .await
    }

    pub async fn reload_extension(&self) -> Result<()> {
        let old = self.wake().await?;
        // The worker is gone before it can answer.
        let _ = self
            .cdp
            .evaluate(
                &old.session,
                "setTimeout(() => chrome.runtime.reload(), 0), 0",
            )
            .await;
        wait_until("the reloaded extension's worker", || async {
            Ok(self.worker_target().filter(|new| new.id != old.id))
        })
        .await?;
        Ok(())
    }

    /// Any page can ask about workers: they belong to the whole profile.
    fn page(&self) -> Result<Target> {
        self.cdp
            .targets()
            .into_iter()
            .find(|target| target.kind == "page")
            .context("no page to ask from")
    }
}

fn extension_worker(cdp: &Cdp) -> Option<Target> {
    cdp.targets().into_iter().find(|target| {
        target.kind == "service_worker" && target.url.starts_with("chrome-extension://")
    })
}

/// Chromium derives an unpacked extension's id from the manifest's `key`; a started worker tells it.
async fn extension_id(cdp: &Cdp) -> Result<String> {
    wait_until("the extension to start", || async {
        let worker = extension_worker(cdp);
        Ok(worker.and_then(|worker| worker.url.split('/').nth(2).map(str::to_string)))
    })
    .await
}
