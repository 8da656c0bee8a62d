//! Where everything is: one place, so that no other file guesses.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::Kind;

/// The root of the checkout.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.join("../..")
        .canonicalize()
        .unwrap_or_else(|_| here.to_path_buf())
}

pub fn dist(kind: Kind) -> PathBuf {
    root().join("dist").join(kind.dist())
}

/// The agent pages, as esbuild left them.
pub fn agent_ui() -> PathBuf {
    root().join("target/agent-ui")
}

/// Screenshots and driver logs of the suite.
pub fn reports() -> PathBuf {
    root().join("target/browser")
}

pub fn axe() -> PathBuf {
    root().join("node_modules/axe-core/axe.min.js")
}

pub fn chromium() -> Result<PathBuf> {
    installed(&["/usr/bin/chromium".into()], "chromium")
}

pub fn firefox() -> Result<PathBuf> {
    installed(
        &["/usr/bin/firefox-esr".into(), "/usr/bin/firefox".into()],
        "firefox-esr",
    )
}

pub fn chromedriver() -> Result<PathBuf> {
    installed(&["/usr/bin/chromedriver".into()], "chromium-driver")
}

pub fn geckodriver() -> Result<PathBuf> {
    let mut places = vec![
        cache().join("vanguard/bin/geckodriver"),
        "/usr/bin/geckodriver".into(),
    ];
    places.extend(home().map(|home| home.join(".cargo/bin/geckodriver")));
    installed(&places, "geckodriver")
}

/// The command line of this project, to compare the overlay with.
pub fn command_line() -> Result<PathBuf> {
    let beside = std::env::current_exe()?.with_file_name("vanguard");
    let places = [
        beside,
        root().join("target/release/vanguard"),
        root().join("target/debug/vanguard"),
    ];
    installed(&places, "vanguard")
}

fn home() -> Option<PathBuf> {
    std::env::var_os("HOME").map(PathBuf::from)
}

fn cache() -> PathBuf {
    match (std::env::var_os("XDG_CACHE_HOME"), home()) {
        (Some(dir), _) if !dir.is_empty() => dir.into(),
        (_, Some(home)) => home.join(".cache"),
        _ => ".cache".into(),
    }
}

fn installed(places: &[PathBuf], what: &str) -> Result<PathBuf> {
    match places.iter().find(|place| place.is_file()) {
        Some(found) => Ok(found.clone()),
        None => bail!(
            "{what} is not installed (looked at {places:?}); `./build.sh test` installs what is missing"
        ),
    }
}

/// A folder and all that is in it, into a folder that is there.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in
        std::fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?
    {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            std::fs::create_dir_all(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}
