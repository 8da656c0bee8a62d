//! What the overlay shows: badges in the page's own tree, everything else in one closed shadow root.

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::{Browser, command, wait_until};

/// The key under which WebDriver passes elements.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One visible row of the list, and the badge in it.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    pub badge: Option<Badge>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Badge {
    pub ticket: String,
    /// None while it is a placeholder.
    pub score: Option<u64>,
    pub level: String,
    pub word: String,
    pub time: String,
    pub rank: Option<u64>,
    pub estimated: bool,
    pub label: String,
}

#[derive(Debug, Clone)]
pub struct Status {
    pub code: String,
    pub text: String,
    pub retry: bool,
}

/// An entry of the ranked list.
#[derive(Debug, Clone)]
pub struct Ranked {
    pub id: String,
    pub score: u64,
    pub text: String,
}

/// Shared by every script that looks at rows.
pub const READ_ROWS: &str = include_str!("../js/rows.js");

impl Browser {
    pub async fn rows(&self) -> Result<Vec<Row>> {
        let script = format!(
            "{READ_ROWS} return shownRows().map(row => ({{ id: idOf(row), badge: facts(row.querySelector('vanguard-badge')) }}));"
        );
        let rows = self.js(&script, &[]).await?;
        let rows = rows.as_array().into_iter().flatten();
        Ok(rows
            .map(|row| Row {
                id: text(&row["id"]),
                badge: badge(&row["badge"]),
            })
            .collect())
    }

    /// Waits until every row of a list shows its ticket's badge, rank included.
    pub async fn painted_rows(&self) -> Result<Vec<Row>> {
        wait_until("every row to carry its badge", || async {
            let rows = self.rows().await?;
            ensure!(!rows.is_empty(), "there are no rows");
            let missing = rows.iter().filter(|row| !row.is_painted()).count();
            ensure!(missing == 0, "{missing} of {} rows have none", rows.len());
            Ok(Some(rows))
        })
        .await
    }

    /// The badge of one ticket in its header or tab: `size` is `header` or `tab`.
    pub async fn badges(&self, size: &str) -> Result<Vec<Badge>> {
        let script = format!(
            "{READ_ROWS} return [...document.querySelectorAll(`vanguard-badge[data-size=\"${{arguments[0]}}\"]`)].filter(badge => badge.checkVisibility()).map(facts);"
        );
        let found = self.js(&script, &[size.into()]).await?;
        Ok(found
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(badge)
            .collect())
    }

    /// A reference to the overlay's closed shadow root, to be passed to scripts; None before it is needed.
    pub async fn surface(&self) -> Result<Option<Value>> {
        let host = self
            .js("return document.querySelector('vanguard-overlay');", &[])
            .await?;
        let Some(id) = host[ELEMENT].as_str() else {
            return Ok(None);
        };
        Ok(Some(
            command::get(&self.web, &format!("/element/{id}/shadow")).await?,
        ))
    }

    /// Runs a function body with the overlay's shadow root as `root`; null where there is no overlay.
    pub async fn in_surface(&self, body: &str) -> Result<Value> {
        match self.surface().await? {
            Some(root) => {
                self.js(&format!("const root = arguments[0]; {body}"), &[root])
                    .await
            }
            None => Ok(Value::Null),
        }
    }

    /// Presses what matches in the overlay, as a person does.
    pub async fn click_in_surface(&self, css: &str) -> Result<()> {
        let found = self
            .in_surface(&format!("return root.querySelector({});", Value::from(css)))
            .await?;
        let id = found[ELEMENT].as_str().context("nothing matches")?;
        let click = format!("/element/{id}/click");
        command::post(&self.web, &click, serde_json::json!({})).await?;
        Ok(())
    }

    /// The open explanation's text; None before its reasons have come.
    pub async fn card(&self) -> Result<Option<String>> {
        let script = "const card = root.querySelector('[part~=card]'); return card?.matches(':popover-open') && card.checkVisibility({ visibilityProperty: true }) && card.querySelector('li') ? card.innerText : null;";
        Ok(self.in_surface(script).await?.as_str().map(str::to_string))
    }

    pub async fn status(&self) -> Result<Option<Status>> {
        let script = "const code = root.querySelector('code'); const line = code?.parentElement.parentElement; if (!line?.checkVisibility()) return null;\
            const retry = [...line.querySelectorAll('button')].some(button => button.checkVisibility() && !button.ariaLabel);\
            return { code: code.textContent, text: code.parentElement.textContent, retry };";
        let status = self.in_surface(script).await?;
        if status.is_null() {
            return Ok(None);
        }
        Ok(Some(Status {
            code: text(&status["code"]),
            text: text(&status["text"]),
            retry: status["retry"] == true,
        }))
    }

    /// Presses "Try again".
    pub async fn try_again(&self) -> Result<()> {
        let script = "const buttons = [...root.querySelector('code').parentElement.parentElement.querySelectorAll('button')];\
            const again = buttons.find(button => button.checkVisibility() && !button.ariaLabel); again?.click(); return again !== undefined;";
        let pressed = self.in_surface(script).await?;
        ensure!(pressed == true, "there is nothing to press");
        Ok(())
    }

    pub async fn wait_for_status(&self, code: &str) -> Result<Status> {
        wait_until(format!("the status {code}"), || async {
            let status = self.status().await?;
            ensure!(
                status.as_ref().is_some_and(|status| status.code == code),
                "the overlay says {status:?}"
            );
            Ok(status)
        })
        .await
    }

    pub async fn no_status(&self) -> Result<()> {
        let status = self.status().await?;
        ensure!(status.is_none(), "the overlay says {status:?}");
        Ok(())
    }

    /// The entries of the open ranked list; None while it is closed.
    pub async fn ranked(&self) -> Result<Option<Vec<Ranked>>> {
        let script = "const panel = root.querySelector('[part~=panel]'); if (!panel?.checkVisibility()) return null;\
            return [...panel.querySelectorAll('ol a')].map(link => ({ id: link.pathname.split('/').pop(), score: Number(link.firstElementChild.textContent.match(/\\d+$/)?.[0]), text: link.innerText }));";
        let entries = self.in_surface(script).await?;
        let Some(entries) = entries.as_array() else {
            return Ok(None);
        };
        let read = |entry: &Value| {
            Some(Ranked {
                id: text(&entry["id"]),
                score: entry["score"].as_u64()?,
                text: text(&entry["text"]),
            })
        };
        Ok(Some(
            entries
                .iter()
                .map(read)
                .collect::<Option<_>>()
                .context("an entry has no score")?,
        ))
    }
}

impl Row {
    pub fn is_painted(&self) -> bool {
        self.badge.as_ref().is_some_and(|badge| {
            badge.score.is_some() && badge.rank.is_some() && badge.ticket == self.id
        })
    }

    pub fn score(&self) -> Option<u64> {
        self.badge.as_ref().and_then(|badge| badge.score)
    }

    pub fn level(&self) -> &str {
        self.badge.as_ref().map_or("", |badge| badge.level.as_str())
    }
}

fn badge(value: &Value) -> Option<Badge> {
    let number = |value: &Value| value.as_str().and_then(|digits| digits.parse().ok());
    value.is_object().then(|| Badge {
        ticket: text(&value["ticket"]),
        score: number(&value["score"]),
        level: text(&value["level"]),
        word: text(&value["word"]),
        time: text(&value["time"]),
        rank: number(&value["rank"]),
        estimated: text(&value["time"]).starts_with('≈'),
        label: text(&value["label"]),
    })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_string()
}

/// The same score, seen a second or two apart: time alone moves a score, by a point at most meanwhile.
pub fn same_score(one: Option<u64>, other: Option<u64>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.abs_diff(other) <= 1,
        (one, other) => one == other,
    }
}
