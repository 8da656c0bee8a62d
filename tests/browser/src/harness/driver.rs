//! A WebDriver server as a child process: on a port it chose itself, gone when dropped.

use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// What a driver prints once it listens, up to the port.
const LISTENING: [&str; 2] = ["started successfully on port ", "Listening on 127.0.0.1:"];

pub struct Driver {
    pub port: u16,
    printed: Arc<Mutex<Vec<String>>>,
    // Dropping the child kills it.
    _child: Child,
}

/// Somebody else may take the port that a driver has just chosen; it ends then, and another one chooses again.
const ATTEMPTS: usize = 5;

impl Driver {
    /// `language` is the browser's: on Linux, Chromium goes by its environment.
    pub async fn start(
        program: &Path,
        arguments: &[&str],
        language: Option<&str>,
    ) -> Result<Driver> {
        for _ in 1..ATTEMPTS {
            if let Some(driver) = Driver::try_start(program, arguments, language).await? {
                return Ok(driver);
            }
        }
        Driver::try_start(program, arguments, language)
            .await?
            .with_context(|| format!("{} ended before it listened", program.display()))
    }

    /// None where it ended before it listened.
    async fn try_start(
        program: &Path,
        arguments: &[&str],
        language: Option<&str>,
    ) -> Result<Option<Driver>> {
        let mut child = Command::new(program)
            .args(arguments)
            // Without it Firefox takes no other server for its settings than Mozilla's.
            .env("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1")
            .env("LANGUAGE", language.unwrap_or("en_US"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let out = child.stdout.take().context("the driver has no output")?;
        let mut lines = BufReader::new(out).lines();
        let listening = tokio::time::timeout(Duration::from_secs(30), async {
            while let Some(line) = lines.next_line().await? {
                if let Some(port) = port_in(&line) {
                    return Ok::<_, std::io::Error>(Some(port));
                }
            }
            Ok(None)
        });
        let Some(port) = listening
            .await
            .with_context(|| format!("{} did not say its port", program.display()))??
        else {
            return Ok(None);
        };

        // The browser's own output comes through here too, and a full pipe would stop it.
        let printed = Arc::new(Mutex::new(Vec::new()));
        let sink = printed.clone();
        tokio::spawn(async move {
            while let Ok(Some(line)) = lines.next_line().await {
                sink.lock().unwrap_or_else(|e| e.into_inner()).push(line);
            }
        });
        Ok(Some(Driver {
            port,
            printed,
            _child: child,
        }))
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Lines printed by the driver and the browser since the last call.
    pub fn take_printed(&self) -> Vec<String> {
        std::mem::take(&mut *self.printed.lock().unwrap_or_else(|e| e.into_inner()))
    }
}

fn port_in(line: &str) -> Option<u16> {
    let rest = LISTENING
        .iter()
        .find_map(|start| line.split_once(start).map(|(_, rest)| rest))?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn both_drivers_say_their_port() {
        assert_eq!(
            port_in("ChromeDriver was started successfully on port 45013."),
            Some(45013)
        );
        assert_eq!(
            port_in("1758\tgeckodriver\tINFO\tListening on 127.0.0.1:33301"),
            Some(33301)
        );
        assert_eq!(port_in("Starting ChromeDriver 156 on port 0"), None);
    }
}
