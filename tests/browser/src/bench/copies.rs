//! Extensions that exist for measuring and testing alone: built into temporary folders from the shipped one.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::harness::{Kind, paths};

/// The host on which the stamp is loaded; the overlay's own matches do not reach it.
pub const STAMPED: &str = "https://stamp.zendesk.com";
/// A host on which nothing is loaded.
pub const BARE: &str = "https://bare.zendesk.com";

/// The 20-line script as an extension of its own.
pub fn stamp(kind: Kind) -> Result<TempDir> {
    let folder = TempDir::with_prefix("vanguard-stamp-")?;
    let mut manifest = json!({
        "manifest_version": 3,
        "name": "Stamp",
        "version": "1",
        "content_scripts": [{"matches": [format!("{STAMPED}/agent/*")], "js": ["stamp.js"], "run_at": "document_start"}],
    });
    if kind == Kind::Firefox {
        manifest["browser_specific_settings"] = json!({"gecko": {"id": "stamp@vanguard.example"}});
    }
    std::fs::write(folder.path().join("manifest.json"), manifest.to_string())?;
    std::fs::write(
        folder.path().join("stamp.js"),
        include_str!("../../stamp.js"),
    )?;
    Ok(folder)
}

/// The shipped extension with a script before its own that counts what wakes it up.
pub fn watched(dist: &Path) -> Result<TempDir> {
    let folder = TempDir::with_prefix("vanguard-watched-")?;
    paths::copy(dist, folder.path())?;
    let path = folder.path().join("manifest.json");
    let mut manifest: Value = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
    let scripts = manifest
        .pointer_mut("/content_scripts/0/js")
        .and_then(Value::as_array_mut)
        .context("the manifest has no content script")?;
    scripts.insert(0, "wakes.js".into());
    std::fs::write(&path, manifest.to_string())?;
    std::fs::write(
        folder.path().join("wakes.js"),
        format!("{{\n{}}}\n", include_str!("../js/wakes.js")),
    )?;
    Ok(folder)
}

/// The shipped extension with a background that hears everything and never answers.
pub fn mute(dist: &Path) -> Result<TempDir> {
    let folder = TempDir::with_prefix("vanguard-mute-")?;
    paths::copy(dist, folder.path())?;
    let script = "chrome.runtime.onMessage.addListener(() => true);\n";
    std::fs::write(folder.path().join("background.js"), script)?;
    Ok(folder)
}
