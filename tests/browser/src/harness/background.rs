//! The extension's background: killing it, replacing it, pressing its commands, reading its icon.

use anyhow::Result;
use serde_json::json;

use super::Browser;
use super::browser::Engine;

impl Browser {
    /// Ends the background as the browser does after 30 idle seconds, without the wait.
    pub async fn kill_background(&self) -> Result<()> {
        match &self.engine {
            Engine::Chromium(chromium) => chromium.kill_background().await,
            Engine::Firefox(firefox) => firefox.kill_background(&self.web).await,
        }
    }

    /// Puts a new copy of the extension under the open pages, as an update does.
    pub async fn reload_extension(&self) -> Result<()> {
        match &self.engine {
            Engine::Chromium(chromium) => chromium.reload_extension().await,
            Engine::Firefox(firefox) => {
                let script = "const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');\
                    const addon = await AddonManager.getAddonByID(policy.id); await addon.reload();";
                firefox.in_chrome(&self.web, script).await.map(|_| ())
            }
        }
    }

    /// Presses an extension command's keys. They belong to the browser, not to the page, so WebDriver's
    /// keyboard does not reach them: the browser's own dispatch to the registered listener is called.
    pub async fn press_command(&self, name: &str) -> Result<()> {
        match &self.engine {
            Engine::Chromium(chromium) => {
                let worker = chromium.wake().await?;
                let script = format!(
                    "chrome.tabs.query({{ active: true, lastFocusedWindow: true }}).then(([tab]) => {{ chrome.commands.onCommand.dispatch({}, tab); return true; }})",
                    json!(name)
                );
                chromium
                    .cdp
                    .evaluate(&worker.session, &script)
                    .await
                    .map(|_| ())
            }
            Engine::Firefox(firefox) => {
                let script = format!("extension.shortcuts.onCommand({});", json!(name));
                firefox.in_chrome(&self.web, &script).await.map(|_| ())
            }
        }
    }

    /// Presses a notification, which no browser without a screen keeps on view: its own dispatch to the registered listener
    /// is called.
    pub async fn press_notification(&self, id: &str) -> Result<()> {
        match &self.engine {
            Engine::Chromium(chromium) => {
                let worker = chromium.wake().await?;
                let script = format!(
                    "chrome.notifications.onClicked.dispatch({}); true",
                    json!(id)
                );
                chromium
                    .cdp
                    .evaluate(&worker.session, &script)
                    .await
                    .map(|_| ())
            }
            Engine::Firefox(firefox) => {
                let script = format!(
                    "const {{ ExtensionParent }} = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');\
                     const api = await ExtensionParent.apiManager.asyncGetAPI('notifications', extension);\
                     api.notificationsMap.emit('clicked', {});",
                    json!(id)
                );
                firefox.in_chrome(&self.web, &script).await.map(|_| ())
            }
        }
    }

    /// The text on the toolbar icon for the active tab.
    pub async fn toolbar_text(&self) -> Result<String> {
        let text = match &self.engine {
            Engine::Chromium(chromium) => {
                let worker = chromium.wake().await?;
                let script = "chrome.tabs.query({ active: true, lastFocusedWindow: true }).then(([tab]) => chrome.action.getBadgeText({ tabId: tab.id }))";
                chromium.cdp.evaluate(&worker.session, script).await?
            }
            Engine::Firefox(firefox) => {
                let script = "const { ExtensionParent } = ChromeUtils.importESModule('resource://gre/modules/ExtensionParent.sys.mjs');\
                    const window = Services.wm.getMostRecentBrowserWindow();\
                    const button = ExtensionParent.apiManager.global.browserActionFor(extension);\
                    return button.action.getContextData(window.gBrowser.selectedTab).badgeText;";
                firefox.in_chrome(&self.web, script).await?
            }
        };
        Ok(text.as_str().unwrap_or_default().to_string())
    }

    /// Lets the background's clock run ahead, as if so much time had passed since it was last asked.
    pub async fn shift_clock(&self, milliseconds: i64) -> Result<()> {
        match &self.engine {
            Engine::Chromium(chromium) => {
                let worker = chromium.wake().await?;
                let script = format!(
                    "{{ const now = Date.now.bind(Date); Date.now = () => now() + {milliseconds}; true }}"
                );
                chromium
                    .cdp
                    .evaluate(&worker.session, &script)
                    .await
                    .map(|_| ())
            }
            Engine::Firefox(firefox) => {
                // The background lives in another process: a frame script of its own reaches its window there.
                let script = format!(
                    "const page = extension.backgroundContext.xulBrowser.messageManager;\
                     const inside = () => {{ const window = content.wrappedJSObject; const now = window.Date.now.bind(window.Date);\
                       Cu.exportFunction(() => now() + {milliseconds}, window.Date, {{ defineAs: 'now' }}); sendAsyncMessage('vanguard:shifted'); }};\
                     await new Promise(resolve => {{ page.addMessageListener('vanguard:shifted', resolve); page.loadFrameScript(`data:,(${{encodeURIComponent(inside)}})()`, false); }});"
                );
                firefox.in_chrome(&self.web, &script).await.map(|_| ())
            }
        }
    }

    /// Forgets everything the extension keeps, and its running background with it.
    pub async fn forget(&self) -> Result<()> {
        match &self.engine {
            Engine::Chromium(chromium) => {
                let worker = chromium.wake().await?;
                let script = "Promise.all([chrome.permissions.remove({ permissions: ['notifications'], origins: ['https://gitlab.com/*', 'https://acme.zendesk.com/*'] }), chrome.storage.local.clear(), chrome.storage.session.clear(), chrome.alarms ? chrome.alarms.clearAll() : null,\
                    indexedDB.databases().then(all => Promise.all(all.map(({ name }) => new Promise(done => { const gone = indexedDB.deleteDatabase(name); gone.onsuccess = gone.onerror = gone.onblocked = done; }))))]).then(() => true)";
                chromium.cdp.evaluate(&worker.session, script).await?;
                self.kill_background().await
            }
            // A new temporary installation starts with empty session storage; local storage is emptied with it.
            Engine::Firefox(firefox) => {
                let script = "const { ExtensionStorageIDB } = ChromeUtils.importESModule('resource://gre/modules/ExtensionStorageIDB.sys.mjs');\
                    const { AddonManager } = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs');\
                    const { ExtensionPermissions } = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs');\
                    await ExtensionPermissions.remove(policy.id, { permissions: ['notifications'], origins: ['https://gitlab.com/*', 'https://acme.zendesk.com/*'] }, extension);\
                    const principal = ExtensionStorageIDB.getStoragePrincipal(extension);\
                    const storage = await ExtensionStorageIDB.open(principal); await storage.clear();\
                    await new Promise(done => { Services.qms.clearStoragesForPrincipal(policy.extension.principal).callback = done; });\
                    const addon = await AddonManager.getAddonByID(policy.id); await addon.reload();";
                firefox.in_chrome(&self.web, script).await.map(|_| ())
            }
        }
    }
}
