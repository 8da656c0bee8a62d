//! What somebody who helps wants to know, as a text to be read, changed and copied. In English: others read it. It is made of
//! what is no customer's, and goes through redaction all the same: tags, projects and notes of a team are in its settings.

use crate::{
    engine::store::HostState,
    escalation::redact::{Config, Parties, Redactor, Rules, Strictness},
    settings::{Complaint, export},
    time::Time,
    zendesk::Loose,
};
use std::fmt::Write as _;

/// What is known of this browser's Vanguard.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// Of the extension.
    pub version: String,
    /// As the browser names itself to servers.
    pub user_agent: String,
    /// `de-AT`.
    pub language: String,
    /// IANA name.
    pub zone: String,
    /// `storage`, `https://gitlab.com/*`.
    pub permissions: Vec<String>,
    /// Zendesk hosts that may be asked, each with the open tabs and what the session's storage keeps of it.
    pub hosts: Vec<Host>,
    /// The GitLab of the settings.
    pub gitlab: String,
    /// Whether and how somebody is signed in there.
    pub signed_in: &'static str,
    /// The codes of all escalations; `None` where the background does not answer.
    pub escalations: Option<Vec<String>>,
    /// How many issues are followed.
    pub followed: usize,
    /// Codes that a page of Zendesk has shown, with the moments, the latest last.
    pub shown: Vec<(String, Time)>,
    /// What the policy sets: `filing.tag`.
    pub locked: Vec<String>,
    /// What of the settings is not in force.
    pub left_out: Vec<Complaint>,
    /// The person's own settings: a document.
    pub own: String,
}

/// A Zendesk host.
#[derive(Clone, Debug, Default)]
pub struct Host {
    /// Its name.
    pub name: String,
    /// Open tabs.
    pub tabs: usize,
    /// What is kept of it, as text; empty where nothing is.
    pub kept: String,
}

/// The text, a line for each fact.
#[must_use]
pub fn report(facts: &Facts) -> String {
    let text = written(facts);
    // The defaults can be read: a test reads them.
    let Ok(config) = Config::parse("{}") else {
        return String::new();
    };
    let rules = Rules::new(config, &Parties::default(), Strictness::Public);
    Redactor::new(rules).redact(&text).text
}

fn written(facts: &Facts) -> String {
    let mut text = String::new();
    // Writing to memory cannot fail.
    let mut line = |name: &str, value: &str| {
        let _ = writeln!(text, "{name}: {value}");
    };
    line("Vanguard", &facts.version);
    line("Browser", &browser(&facts.user_agent));
    line("Language", &facts.language);
    line("Time zone", &facts.zone);
    line("Permissions", &facts.permissions.join(" "));
    for host in &facts.hosts {
        line("Zendesk", &of_host(host));
    }
    line("GitLab", &format!("{}, {}", facts.gitlab, facts.signed_in));
    match &facts.escalations {
        Some(codes) => {
            line("Escalations", &counted(codes));
            line("Issues followed", &facts.followed.to_string());
        }
        None => line("Background", "does not answer (VG-SILENT)"),
    }
    let shown: Vec<String> = facts
        .shown
        .iter()
        .map(|(code, at)| format!("{code} {}", at.rfc3339().unwrap_or_default()))
        .collect();
    line("Shown last", &or_none(&shown.join(", ")));
    line("Set by policy", &or_none(&facts.locked.join(" ")));
    for wrong in &facts.left_out {
        line("Left out", &format!("{}: {}", wrong.path, wrong.what));
    }
    match export(&facts.own) {
        Ok(own) => line("Settings", &format!("\n{}", own.trim_end())),
        Err(wrong) => {
            let places: Vec<&str> = wrong.iter().map(|wrong| wrong.path.as_str()).collect();
            line(
                "Settings",
                &format!("cannot be passed on because of {}", places.join(", ")),
            );
        }
    }
    text
}

fn or_none(text: &str) -> String {
    let text = if text.is_empty() { "none" } else { text };
    text.to_owned()
}

/// `Firefox 153`: the rest of what a browser says of itself is every browser's.
fn browser(user_agent: &str) -> String {
    let of = |token: &str| {
        let (_, rest) = user_agent.split_once(token)?;
        let digits = rest.split(|one: char| !one.is_ascii_digit()).next()?;
        Some(format!("{} {digits}", token.trim_end_matches('/')))
    };
    let found = ["Firefox/", "Edg/", "Chrome/"].into_iter().find_map(of);
    found.unwrap_or_else(|| "unknown".to_owned())
}

fn of_host(host: &Host) -> String {
    let state = HostState::read(&host.kept).unwrap_or_default();
    let trouble = match state.trouble.map(|trouble| trouble.number()) {
        None => "no trouble".to_owned(),
        Some(1) => "could not be reached last".to_owned(),
        Some(2) => "an answer that was none last".to_owned(),
        Some(status) => format!("HTTP {status} last"),
    };
    let skew = match state.skew {
        0 => String::new(),
        seconds => format!(", its clock is {seconds} s ahead"),
    };
    let search = if state.search_first {
        ", searched first"
    } else {
        ""
    };
    let slas = if state.no_sla_until.is_some() {
        ", SLAs refused"
    } else {
        ""
    };
    format!(
        "{}, tabs {}, {trouble}{skew}{search}{slas}",
        host.name, host.tabs
    )
}

/// `VG-FILED 3, VG-TOKEN 1`, in the order in which they come.
fn counted(codes: &[String]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for code in codes {
        match counts.iter_mut().find(|(known, _)| known == code) {
            Some((_, count)) => *count += 1,
            None => counts.push((code, 1)),
        }
    }
    let counts: Vec<String> = counts
        .iter()
        .map(|(code, count)| format!("{code} {count}"))
        .collect();
    or_none(&counts.join(", "))
}

/// What the background has kept of the codes that were shown: a list of `[code, milliseconds since the epoch]`. What is none is
/// left out.
#[must_use]
pub fn read_shown(text: &str) -> Vec<(String, Time)> {
    let kept = Loose::read(text).unwrap_or_default();
    let shown = kept.items().iter().filter_map(|one| {
        let [code, at] = one.items() else {
            return None;
        };
        let at = at.whole()?.div_euclid(1000);
        Some((code.text()?.to_owned(), Time(at)))
    });
    shown.collect()
}
