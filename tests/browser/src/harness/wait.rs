//! Waiting for a condition, never for a time.

use std::fmt::Display;
use std::future::Future;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};

const DEADLINE: Duration = Duration::from_secs(15);
const INTERVAL: Duration = Duration::from_millis(20);

/// Asks again and again until `condition` answers `Some`; an error counts as "not yet",
/// because a page is often asked while it is changing, and is told if the deadline passes.
pub async fn wait_until<T, F, Fut>(what: impl Display, condition: F) -> Result<T>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<Option<T>>>,
{
    wait_within(DEADLINE, what, condition).await
}

pub async fn wait_within<T, F, Fut>(
    deadline: Duration,
    what: impl Display,
    mut condition: F,
) -> Result<T>
where
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<Option<T>>>,
{
    let start = Instant::now();
    let mut last: Option<anyhow::Error>;
    loop {
        match condition().await {
            Ok(Some(value)) => return Ok(value),
            Ok(None) => last = None,
            Err(error) => last = Some(error),
        }
        if start.elapsed() > deadline {
            match last {
                Some(error) => bail!("waited {} s for {what}: {error:#}", deadline.as_secs()),
                None => bail!("waited {} s for {what}", deadline.as_secs()),
            }
        }
        tokio::time::sleep(INTERVAL).await;
    }
}
