//! One page with the pictures, a sentence each, and what they were taken with.

use std::fmt::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

use super::shots::{Shot, folder};
use crate::harness::paths;
use crate::stage::Stage;

const STYLE: &str = "body { font: 16px/1.5 system-ui, sans-serif; max-width: 75em; margin: 2em auto; padding: 0 1em; color: #293239; }
figure { margin: 2.5em 0; } img { width: 100%; border: 1px solid #b0b8be; border-radius: 4px; } figcaption { margin-bottom: .5em; font-weight: 600; }
table { border-collapse: collapse; } td { padding: .2em 1.5em .2em 0; border-bottom: 1px solid #e4e7e9; }";

pub async fn write(stage: &Stage, shots: &[Shot]) -> Result<PathBuf> {
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Vanguard: a walk</title>\n<style>\n{STYLE}\n</style>\n<h1>Vanguard: a walk</h1>\n<table>\n"
    );
    for (what, is) in figures(stage).await? {
        writeln!(page, "<tr><td>{what}</td><td>{is}</td></tr>")?;
    }
    page.push_str("</table>\n");
    for shot in shots {
        writeln!(
            page,
            "<figure><figcaption>{}</figcaption><img src=\"{}\" alt=\"\"></figure>",
            shot.says, shot.file
        )?;
    }
    let path = folder().join("summary.html");
    std::fs::write(&path, page)?;
    Ok(path)
}

async fn figures(stage: &Stage) -> Result<Vec<(&'static str, String)>> {
    let dist = stage.dist();
    let manifest: Value =
        serde_json::from_str(&std::fs::read_to_string(dist.join("manifest.json"))?)?;
    let size = |file: &str| -> Result<String> {
        let bytes = std::fs::metadata(dist.join(file))
            .with_context(|| format!("no {file} in {}", dist.display()))?
            .len();
        Ok(format!("{:.1} kB", bytes as f64 / 1000.0))
    };
    let (tickets, organizations) = stage
        .control
        .with_world(|world| (world.tickets.len(), world.organizations.len()));
    Ok(vec![
        (
            "Vanguard",
            manifest["version"].as_str().unwrap_or("?").to_string(),
        ),
        ("Browser", stage.browser.version().await),
        (
            "Extension",
            dist.strip_prefix(paths::root())
                .unwrap_or(&dist)
                .display()
                .to_string(),
        ),
        ("Content script", size("content.js")?),
        ("Background module", size("background.wasm")?),
        (
            "Stand-in's queue",
            format!("{tickets} tickets of {organizations} organisations"),
        ),
    ])
}
