//! The extension's own IndexedDB, through idb-keyval: out of reach of content scripts and pages in every browser.

use js_sys::Array;
use wasm_bindgen::prelude::*;

/// Values by text keys.
#[derive(Clone, Copy, Debug)]
pub enum Table {
    /// Records of escalations, as text.
    Escalations,
    /// What is followed of issues that are filed, as text.
    Issues,
    /// How the team is doing, by host, as text.
    #[cfg(feature = "errands")]
    Results,
    /// Which reminders were shown, as text.
    #[cfg(feature = "errands")]
    Reminders,
    /// Secrets, encrypted, and the key that they are encrypted with.
    Secrets,
}

thread_local! {
    static ESCALATIONS: Store = create_store("vanguard-escalations", "values");
    static ISSUES: Store = create_store("vanguard-issues", "values");
    #[cfg(feature = "errands")]
    static RESULTS: Store = create_store("vanguard-results", "values");
    #[cfg(feature = "errands")]
    static REMINDERS: Store = create_store("vanguard-reminders", "values");
    static SECRETS: Store = create_store("vanguard-secrets", "values");
}

impl Table {
    fn store(self) -> Store {
        let store = match self {
            Self::Escalations => &ESCALATIONS,
            Self::Issues => &ISSUES,
            #[cfg(feature = "errands")]
            Self::Results => &RESULTS,
            #[cfg(feature = "errands")]
            Self::Reminders => &REMINDERS,
            Self::Secrets => &SECRETS,
        };
        store.with(Clone::clone)
    }

    /// What is kept under `key`.
    pub async fn read(self, key: &str) -> Result<Option<JsValue>, JsValue> {
        let found = get(key, &self.store()).await?;
        Ok((!found.is_undefined()).then_some(found))
    }

    /// All keys.
    pub async fn keys(self) -> Result<Vec<String>, JsValue> {
        let keys = Array::from(&keys(&self.store()).await?);
        Ok(keys.iter().filter_map(|key| key.as_string()).collect())
    }

    /// All that is kept, by key, of a table of texts; what is none reads as nothing.
    pub async fn texts(self) -> Result<Vec<(String, String)>, JsValue> {
        let mut kept = Vec::new();
        for key in self.keys().await? {
            let text = self.read(&key).await?.and_then(|text| text.as_string());
            kept.push((key, text.unwrap_or_default()));
        }
        Ok(kept)
    }

    /// Keeps `value` for good: the transaction is over when this is done.
    pub async fn write(self, key: &str, value: &JsValue) -> Result<(), JsValue> {
        set(key, value, &self.store()).await?;
        Ok(())
    }

    /// Forgets what is kept under `key`.
    pub async fn delete(self, key: &str) -> Result<(), JsValue> {
        del(key, &self.store()).await?;
        Ok(())
    }
}

#[wasm_bindgen(raw_module = "idb-keyval")]
extern "C" {
    #[derive(Clone)]
    type Store;

    #[wasm_bindgen(js_name = createStore)]
    fn create_store(database: &str, store: &str) -> Store;
    #[wasm_bindgen(catch)]
    async fn get(key: &str, store: &Store) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn keys(store: &Store) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn set(key: &str, value: &JsValue, store: &Store) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn del(key: &str, store: &Store) -> Result<JsValue, JsValue>;
}
