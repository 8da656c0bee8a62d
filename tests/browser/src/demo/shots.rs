//! The pictures of the walk, in the order in which they were taken.

use std::path::PathBuf;

use anyhow::Result;

use crate::harness::{Browser, paths};

pub struct Shot {
    pub file: String,
    pub says: &'static str,
}

#[derive(Default)]
pub struct Shots(Vec<Shot>);

pub fn folder() -> PathBuf {
    paths::root().join("target/demo")
}

impl Shots {
    pub async fn take(&mut self, browser: &Browser, name: &str, says: &'static str) -> Result<()> {
        let file = format!("{:02}-{name}.png", self.0.len() + 1);
        browser.screenshot(&folder().join(&file)).await?;
        println!("{file}: {says}");
        self.0.push(Shot { file, says });
        Ok(())
    }

    pub fn all(&self) -> &[Shot] {
        &self.0
    }

    /// Copies the newest picture into the documentation.
    pub fn keep(&self, name: &str) -> Result<()> {
        let kept = paths::root().join("docs/screenshots");
        std::fs::create_dir_all(&kept)?;
        if let Some(shot) = self.0.last() {
            std::fs::copy(folder().join(&shot.file), kept.join(name))?;
        }
        Ok(())
    }
}
