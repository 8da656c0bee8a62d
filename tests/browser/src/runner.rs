//! Runs the cases one after another in one browser session and reports.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::cases::{CASES, Case};
use crate::harness::{Kind, Tweaks, paths};
use crate::stage::Stage;

/// No case is near this; one that is has hung.
const CASE_LIMIT: Duration = Duration::from_secs(90);

pub struct Outcome {
    pub passed: usize,
    pub failed: usize,
}

pub async fn run(kind: Kind, tweaks: &Tweaks, filter: Option<&str>) -> Result<Outcome> {
    let cases: Vec<&Case> = CASES
        .iter()
        .filter(|case| filter.is_none_or(|word| case.name.contains(word)))
        .collect();
    if cases.is_empty() {
        bail!(
            "no case is called {}; `--list` shows them",
            filter.unwrap_or_default()
        );
    }
    let mut outcome = Outcome {
        passed: 0,
        failed: 0,
    };
    let mut stage = Some(Stage::start(kind, tweaks).await?);
    if let Some(stage) = &stage {
        println!("{}", stage.browser.version().await);
    }
    for case in cases {
        let begun = Instant::now();
        let here = match stage.take() {
            Some(stage) => stage,
            None => Stage::start(kind, tweaks).await?,
        };
        let result = match tokio::time::timeout(CASE_LIMIT, run_one(case, &here)).await {
            Ok(result) => result,
            Err(_) => Err(anyhow::anyhow!(
                "still running after {} s",
                CASE_LIMIT.as_secs()
            )),
        };
        let seconds = begun.elapsed().as_secs_f32();
        match result {
            Ok(()) => {
                outcome.passed += 1;
                println!("ok      {seconds:5.1} s  {}", case.name);
                stage = Some(here);
            }
            Err(error) => {
                outcome.failed += 1;
                println!("FAILED  {seconds:5.1} s  {}: {error:#}", case.name);
                circumstances(&here).await;
                match picture(case, &here).await {
                    Ok(path) => println!("        {}", path.display()),
                    Err(error) => println!("        no screenshot: {error:#}"),
                }
                // Whatever it left behind ends with its session.
                here.close().await;
            }
        }
    }
    if let Some(stage) = stage {
        stage.close().await;
    }
    Ok(outcome)
}

async fn run_one(case: &Case, stage: &Stage) -> Result<()> {
    stage.clear().await.context("before the case")?;
    (case.run)(stage).await?;
    stage.check_clean().await
}

/// What a reader of the report asks next.
async fn circumstances(stage: &Stage) {
    for request in stage.control.requests().iter().rev().take(5).rev() {
        let path: String = request.path.chars().take(100).collect();
        println!("        {} {} {path}", request.method, request.status);
    }
    for problem in stage.browser.take_problems().await.unwrap_or_default() {
        println!("        {problem}");
    }
}

async fn picture(case: &Case, stage: &Stage) -> Result<PathBuf> {
    let path = paths::reports()
        .join(stage.browser.kind.name())
        .join(format!("{}.png", case.name.replace("::", "-")));
    tokio::time::timeout(Duration::from_secs(10), stage.browser.screenshot(&path)).await??;
    Ok(path)
}
