//! Measurements of the extension in a real browser: figure, budget, verdict.

mod answers;
pub(crate) mod copies;
mod cost;
mod escalation;
mod idle;
mod known;
mod popup;
mod recurrence;

use std::path::Path;

use anyhow::Result;

use crate::harness::{Kind, Tweaks};
use crate::stage::Stage;

pub struct Figure {
    pub what: String,
    pub measured: String,
    pub budget: String,
    pub met: bool,
}

impl Figure {
    /// A figure with one number that may not be exceeded.
    fn at_most(what: &str, measured: f64, most: f64, unit: &str) -> Figure {
        Figure {
            what: what.into(),
            measured: format!("{measured:.2} {unit}"),
            budget: format!("at most {most} {unit}"),
            met: measured <= most,
        }
    }
}

/// All figures of one browser, or one group of them, printed as they come.
pub async fn run(kind: Kind, tweaks: &Tweaks, only: Option<&str>) -> Result<bool> {
    let mut met = true;
    let mut say = |figures: Vec<Figure>| {
        for figure in figures {
            met &= figure.met;
            let verdict = if figure.met { "ok" } else { "OVER BUDGET" };
            println!(
                "{}: {}: {} | {} | {verdict}",
                kind.name(),
                figure.what,
                figure.measured,
                figure.budget
            );
        }
    };
    let wanted = |group: &str| only.is_none_or(|only| only == group);
    let with = |dist: &Path| Tweaks {
        dist: Some(dist.into()),
        ..tweaks.clone()
    };
    if wanted("known") {
        let stage = Stage::start(kind, tweaks).await?;
        say(known::same_frame(&stage).await?);
        say(known::requests(&stage).await?);
        stage.close().await;
    }
    if wanted("answers") {
        let dist = tweaks.dist.clone();
        let watched = copies::watched(&dist.unwrap_or_else(|| crate::harness::paths::dist(kind)))?;
        let stage = Stage::start(kind, &with(watched.path())).await?;
        say(answers::unknown(&stage).await?);
        say(answers::cold(&stage).await?);
        say(idle::measure(&stage).await?);
        stage.close().await;
    }
    if wanted("escalation") {
        let stage = Stage::start(kind, tweaks).await?;
        say(escalation::measure(&stage).await?);
        stage.close().await;
    }
    if wanted("popup") {
        let stage = Stage::start(kind, tweaks).await?;
        say(popup::measure(&stage).await?);
        stage.close().await;
    }
    if wanted("recurrence") {
        let stage = Stage::start(kind, tweaks).await?;
        say(recurrence::against_temporal(&stage).await?);
        stage.close().await;
    }
    if wanted("cost") {
        let stamp = copies::stamp(kind)?;
        let beside = Tweaks {
            beside: vec![stamp.path().into()],
            ..tweaks.clone()
        };
        let stage = Stage::start(kind, &beside).await?;
        say(cost::measure(&stage).await?);
        stage.close().await;
    }
    Ok(met)
}

/// The value below which `share` of the sorted values lie.
fn percentile(values: &mut [f64], share: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = ((values.len() as f64 * share).ceil() as usize).clamp(1, values.len().max(1)) - 1;
    values.get(at).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::percentile;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let mut values = vec![3.0, 1.0, 2.0, 4.0];
        assert_eq!(percentile(&mut values, 0.5), 2.0);
        assert_eq!(percentile(&mut values, 0.95), 4.0);
    }
}
