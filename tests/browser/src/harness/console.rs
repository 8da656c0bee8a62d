//! Everything that a console shows, of page, content script and background alike.

use std::fmt;

use anyhow::Result;
use serde_json::Value;
use thirtyfour::WebDriver;

use super::cdp::Event;
use super::firefox::Firefox;

#[derive(Debug, Clone)]
pub struct Problem(pub String);

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

pub fn of_chromium(events: &[Event]) -> Vec<Problem> {
    events
        .iter()
        .filter_map(|event| {
            chromium_problem(event).map(|said| Problem(format!("{said} ({})", event.from)))
        })
        .collect()
}

fn chromium_problem(event: &Event) -> Option<String> {
    let params = &event.params;
    match event.method.as_str() {
        "Runtime.consoleAPICalled"
            if matches!(
                params["type"].as_str(),
                Some("error" | "warning" | "assert")
            ) =>
        {
            let words = params["args"].as_array().into_iter().flatten();
            let words = words.map(|word| {
                word["value"]
                    .as_str()
                    .or(word["description"].as_str())
                    .unwrap_or("?")
            });
            Some(format!("console: {}", words.collect::<Vec<_>>().join(" ")))
        }
        "Runtime.exceptionThrown" => {
            let details = &params["exceptionDetails"];
            let said = details["exception"]["description"]
                .as_str()
                .or(details["text"].as_str())
                .unwrap_or("?");
            Some(format!(
                "uncaught: {said} at {}:{}",
                details["url"].as_str().unwrap_or("?"),
                details["lineNumber"]
            ))
        }
        "Log.entryAdded" => {
            let entry = &params["entry"];
            // Chromium itself notes every answer of 400 and above; no page can prevent that.
            let own_note = entry["source"] == "network";
            let grave = matches!(entry["level"].as_str(), Some("error" | "warning"));
            (grave && !own_note).then(|| {
                format!(
                    "{}: {} {}",
                    entry["source"].as_str().unwrap_or("log"),
                    entry["text"].as_str().unwrap_or("?"),
                    entry["url"].as_str().unwrap_or("")
                )
            })
        }
        _ => None,
    }
}

/// Firefox's own notes: on settings that it cannot fetch here, on a background that the suite killed in the middle
/// of a call, and on a new window that WebDriver looks at as soon as it is there.
const OWN: [&str; 9] = [
    "Promise resolved while context is inactive",
    "Promise rejected while context is inactive",
    // A page or a background that went away while it was waiting for an answer.
    "Promise rejected after context unloaded",
    // A request of ours that got no answer, which Chromium notes as the network's.
    "Reason: CORS request did not succeed",
    // A name of the team's own is looked up, and there is no message of it.
    "Unknown localization message name_",
    "RSLoader:",
    // A background that was killed while it wrote something down.
    "An IndexedDB transaction that was not yet complete has been aborted",
    "Promise resolved after context unloaded",
    "Layout was forced before the page was fully loaded",
];

/// Firefox keeps script errors in its console service; `console.*` calls come through its output.
pub async fn of_firefox(
    firefox: &Firefox,
    web: &WebDriver,
    printed: &[String],
) -> Result<Vec<Problem>> {
    let script = "const found = []; for (const message of Services.console.getMessageArray()) {\
        if (!(message instanceof Ci.nsIScriptError)) continue;\
        if (!/moz-extension:|zendesk\\.com|gitlab\\.com/.test(message.sourceName + message.errorMessage)) continue;\
        if (message.flags & Ci.nsIScriptError.infoFlag) continue;\
        found.push(`${message.category}: ${message.errorMessage} at ${message.sourceName}:${message.lineNumber}`); }\
        Services.console.reset(); return found;";
    let noted = firefox.in_chrome(web, script).await?;
    let noted = noted
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .filter(|said| !is_own(said))
        .map(|said| Problem(said.to_string()));
    let said = printed
        .iter()
        .filter(|line| line.starts_with("console.error:") || line.starts_with("console.warn:"))
        .filter(|line| !is_own(line));
    Ok(noted
        .chain(said.map(|line| Problem(line.clone())))
        .collect())
}

fn is_own(line: &str) -> bool {
    OWN.iter().any(|own| line.contains(own))
}
