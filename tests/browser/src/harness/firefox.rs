//! Firefox with the extension as a temporary add-on, confined to the stand-in's proxy.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use thirtyfour::{Capabilities, WebDriver};

use super::browser::Tweaks;
use super::driver::Driver;
use super::{Kind, command, paths};

pub struct Firefox {
    /// The add-on's id in its manifest.
    pub id: String,
}

pub async fn start(
    standin: &standin::Standin,
    tweaks: &Tweaks,
) -> Result<(Driver, WebDriver, Firefox)> {
    let driver = Driver::start(
        &paths::geckodriver()?,
        &["--port", "0", "--allow-system-access"],
        None,
    )
    .await?;
    let arguments = if tweaks.visible {
        vec![]
    } else {
        vec!["-headless"]
    };
    let mut capabilities = Capabilities::new();
    capabilities.set("browserName", "firefox")?;
    capabilities.set("acceptInsecureCerts", true)?;
    let options = json!({"binary": paths::firefox()?, "args": arguments, "prefs": preferences(standin.proxy_port(), tweaks)});
    capabilities.set("moz:firefoxOptions", options)?;
    let web = WebDriver::new(driver.url(), capabilities)
        .await
        .context("Firefox did not start")?;

    let dist = tweaks
        .dist
        .clone()
        .unwrap_or_else(|| paths::dist(Kind::Firefox));
    if let Some(language) = tweaks.language {
        speak(&web, language).await?;
    }
    let id = add_on_id(&dist)?;
    for folder in std::iter::once(&dist).chain(&tweaks.beside) {
        let install = json!({"path": folder, "temporary": true});
        command::post(&web, "/moz/addon/install", install)
            .await
            .with_context(|| format!("cannot install {}", folder.display()))?;
    }
    Ok((driver, web, Firefox { id }))
}

/// Firefox chooses an add-on's language from those that it is installed in itself; it is made believe that this is one.
async fn speak(web: &WebDriver, language: &str) -> Result<()> {
    let script = "Services.locale.availableLocales = [arguments[0], 'en-US']; Services.locale.requestedLocales = [arguments[0]];";
    command::post(web, "/moz/context", json!({"context": "chrome"})).await?;
    let script = json!({"script": script, "args": [language]});
    command::post(web, "/execute/sync", script).await?;
    command::post(web, "/moz/context", json!({"context": "content"})).await?;
    Ok(())
}

fn preferences(proxy: u16, tweaks: &Tweaks) -> Map<String, Value> {
    let mut preferences = json!({
        "network.proxy.type": 1,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": proxy,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": proxy,
        "network.proxy.no_proxies_on": "",
        // What pages and scripts write to their console goes to the driver's output, where it is read.
        "devtools.console.stdout.content": true,
        // Firefox's own windows write there as well.
        "devtools.console.stdout.chrome": false,
        "browser.chrome.site_icons": false,
        // Firefox's own errands: nothing but the stand-in answers here.
        "services.settings.server": "data:,#remote-settings-dummy/v1",
        // Its question about a host stands in a window of Firefox's own: whoever asks is let in.
        "extensions.webextOptionalPermissionPrompts": false,
        "extensions.webcompat.enable_shims": false,
        "extensions.webcompat.perform_injections": false,
        // Firefox asks up to ten times where a connection breaks; the suite counts what the extension asks.
        "network.http.request.max-attempts": 1,
        "intl.accept_languages": "en-US",
        // Firefox rounds clocks against fingerprinting; measurements need them.
        "privacy.reduceTimerPrecision": false,
    });
    if tweaks.without_wasm {
        preferences["javascript.options.wasm"] = false.into();
        preferences["javascript.options.wasm_trustedprincipals"] = false.into();
    }
    match preferences {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn add_on_id(dist: &Path) -> Result<String> {
    let path = dist.join("manifest.json");
    let text = std::fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    let manifest: Value = serde_json::from_str(&text)?;
    let id = manifest["browser_specific_settings"]["gecko"]["id"].as_str();
    Ok(id
        .with_context(|| format!("{} names no gecko id", path.display()))?
        .to_string())
}

impl Firefox {
    /// Runs an async function's body in the browser's own (chrome) context, where `extension` is the add-on.
    pub async fn in_chrome(&self, web: &WebDriver, body: &str) -> Result<Value> {
        command::post(web, "/moz/context", json!({"context": "chrome"})).await?;
        let id = Value::from(self.id.as_str());
        let script = format!(
            "const done = arguments[arguments.length - 1];\
             (async () => {{ const policy = WebExtensionPolicy.getByID({id}); const extension = policy && policy.extension; {body} }})()\
             .then(value => done({{ value }}), error => done({{ error: String(error) }}));"
        );
        let answer =
            command::post(web, "/execute/async", json!({"script": script, "args": []})).await;
        command::post(web, "/moz/context", json!({"context": "content"})).await?;
        let mut answer = answer?;
        if let Some(error) = answer["error"].as_str() {
            anyhow::bail!("in Firefox's own context: {error}");
        }
        Ok(answer["value"].take())
    }

    pub async fn kill_background(&self, web: &WebDriver) -> Result<()> {
        self.in_chrome(
            web,
            "await extension.terminateBackground({ disableResetIdleForTest: true });",
        )
        .await?;
        Ok(())
    }
}
