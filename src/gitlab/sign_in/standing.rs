//! Who is signed in, for how long, and what may be done: as GitLab says it, and as it is said to a person.

use super::{Kept, Trouble, check};
use crate::{
    gitlab::request::{Method, Request, get},
    time::{DAY, Time},
    zendesk::Loose,
};

/// From so many days before its end on, people are warned.
const SOON: i64 = 14;

/// "Personal access tokens API": the one that asks.
#[must_use]
pub fn token() -> Request {
    get("/api/v4/personal_access_tokens/self".into())
}

/// "Users API": whoever asks.
#[must_use]
pub fn person() -> Request {
    get("/api/v4/user".into())
}

/// "Personal access tokens API": ends the one that asks, everywhere.
#[must_use]
pub fn revoke_token() -> Request {
    Request {
        method: Method::Delete,
        ..token()
    }
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// `Sam Engineer`.
    pub name: String,
    /// `sam`, without @.
    pub username: String,
}

/// What GitLab says about a personal token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenFacts {
    /// As its owner called it.
    pub name: String,
    /// When it ends: midnight UTC at the beginning of that day. `None` where it does not.
    pub ends: Option<Time>,
    /// What it may do.
    pub granted: Granted,
}

/// What a sign-in may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Granted {
    /// Scopes of a classic token or of OAuth: `api`.
    Scopes(Vec<String>),
    /// A fine-grained token's permissions, `create_issue`; none where GitLab does not list them.
    Permissions(Vec<String>),
}

/// Reads the answer to [`person`].
///
/// # Errors
/// What is wrong.
pub fn read_person(origin: &str, status: u16, body: &str) -> Result<Person, Trouble> {
    let json = Loose::read(check(origin, status, body)?);
    let text = |key: &str| Some(json.as_ref()?.get(key).text()?.to_owned());
    let username = text("username").ok_or_else(|| Trouble::NotGitLab(origin.to_owned()))?;
    Ok(Person {
        name: text("name").unwrap_or_else(|| username.clone()),
        username,
    })
}

/// Reads the answer to [`token`].
///
/// # Errors
/// What is wrong; a token that is not active any more included.
pub fn read_token(origin: &str, status: u16, body: &str) -> Result<TokenFacts, Trouble> {
    let no_gitlab = || Trouble::NotGitLab(origin.to_owned());
    let json = Loose::read(check(origin, status, body)?).ok_or_else(no_gitlab)?;
    json.get("id").integer().ok_or_else(no_gitlab)?;
    if json.get("revoked").truth() == Some(true) {
        return Err(Trouble::Revoked);
    }
    if json.get("active").truth() == Some(false) {
        return Err(Trouble::Expired);
    }
    let scopes = json.get("scopes").lower_words();
    let granular = json.get("granular_scopes").items();
    let granted = if scopes.iter().any(|scope| scope == "granular") || !granular.is_empty() {
        let permissions = granular
            .iter()
            .flat_map(|one| one.get("permissions").lower_words());
        Granted::Permissions(permissions.collect())
    } else {
        Granted::Scopes(scopes)
    };
    Ok(TokenFacts {
        name: json.get("name").text().unwrap_or_default().to_owned(),
        ends: json.get("expires_at").text().and_then(day),
        granted,
    })
}

fn day(text: &str) -> Option<Time> {
    Time::parse(&format!("{text}T00:00:00Z")).or_else(|| Time::parse(text))
}

/// A sentence, and how much it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// See [`Weight`].
    pub weight: Weight,
    /// For a person.
    pub text: String,
}

/// How much something matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// All is well.
    Good,
    /// By the way.
    Plain,
    /// Soon something has to be done.
    Warning,
    /// Something has to be done before anything can be filed.
    Error,
}

impl Line {
    /// One of this weight.
    #[must_use]
    pub fn new(weight: Weight, text: impl Into<String>) -> Self {
        Self {
            weight,
            text: text.into(),
        }
    }
}

impl From<Trouble> for Line {
    fn from(trouble: Trouble) -> Self {
        let weight = match trouble {
            Trouble::Cancelled | Trouble::Declined => Weight::Plain,
            Trouble::Busy => Weight::Warning,
            _ => Weight::Error,
        };
        Self::new(weight, trouble.to_string())
    }
}

/// What is kept says by itself, without GitLab being asked.
#[must_use]
pub fn say_kept(origin: &str, kept: &Kept, now: Time) -> Vec<Line> {
    match kept {
        Kept::Personal { ends, .. } => {
            let text = format!("A personal access token for {origin} is kept in this browser.");
            let mut lines = vec![Line::new(Weight::Good, text)];
            lines.extend(ends.and_then(|ends| nearing(ends, now)));
            lines
        }
        Kept::OAuth(_) => {
            let text = format!("You are signed in at {origin}. It is renewed by itself.");
            vec![Line::new(Weight::Good, text)]
        }
        Kept::Ended => vec![Trouble::Ended.into()],
    }
}

/// What somebody is signed in with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With<'a> {
    /// A personal token, and what GitLab says about it: a fine-grained one need not be allowed to ask.
    Personal(Option<&'a TokenFacts>),
    /// OAuth, with these scopes.
    OAuth(&'a [String]),
}

/// The answers to [`token`] and [`person`], for a person. Nobody is named where the token may not ask whose it is.
#[must_use]
pub fn say(who: Option<&Person>, with: With<'_>, now: Time) -> Vec<Line> {
    let who = match who {
        Some(Person { name, username }) => format!("Signed in as {name} (@{username})"),
        None => "Signed in".to_owned(),
    };
    let (what, missing, ends) = match with {
        With::OAuth(scopes) => {
            let what = format!(
                "with the {}; it is renewed by itself",
                list("scope", scopes)
            );
            (what, missing_scope(scopes), None)
        }
        With::Personal(None) => {
            let what = "with a fine-grained token that does not say until when".to_owned();
            (what, missing_permission(&[]), None)
        }
        With::Personal(Some(facts)) => {
            let (what, missing) = match &facts.granted {
                Granted::Scopes(scopes) if scopes.is_empty() => {
                    ("without any scope".to_owned(), missing_scope(scopes))
                }
                Granted::Scopes(scopes) => {
                    let what = format!("with the {}", list("scope", scopes));
                    (what, missing_scope(scopes))
                }
                Granted::Permissions(permissions) => {
                    let what = "with a fine-grained token".to_owned();
                    (what, missing_permission(permissions))
                }
            };
            (format!("{what}{}", details(facts)), missing, facts.ends)
        }
    };
    let weight = match &missing {
        Some(line) if line.weight == Weight::Error => Weight::Plain,
        _ => Weight::Good,
    };
    let mut lines = vec![Line::new(weight, format!("{who} {what}."))];
    lines.extend(missing);
    lines.extend(ends.and_then(|ends| nearing(ends, now)));
    lines
}

/// A token's name and end.
fn details(facts: &TokenFacts) -> String {
    let name = match facts.name.as_str() {
        "" => String::new(),
        name => format!(", called “{name}”"),
    };
    match facts.ends.and_then(Time::rfc3339) {
        Some(ends) => format!("{name}, until {}", ends.get(..10).unwrap_or_default()),
        None => format!("{name}, without an end"),
    }
}

/// `scopes api and read_user`.
fn list(what: &str, words: &[String]) -> String {
    match words {
        [one] => format!("{what} {one}"),
        [first @ .., last] => format!("{what}s {} and {last}", first.join(", ")),
        [] => format!("no {what}"),
    }
}

fn missing_scope(scopes: &[String]) -> Option<Line> {
    let text = "It cannot file issues: the scope api is missing. Make a token with it, or a fine-grained one that may create and read issues.";
    let lacks = !scopes.iter().any(|scope| scope == "api");
    lacks.then(|| Line::new(Weight::Error, text))
}

fn missing_permission(permissions: &[String]) -> Option<Line> {
    // GitLab does not list them everywhere.
    if permissions.is_empty() {
        let text = "It has to allow creating and reading issues in the projects that you file in; GitLab does not say here whether it does.";
        return Some(Line::new(Weight::Plain, text));
    }
    let may = |verb: &str| {
        let names = permissions.iter().filter_map(|one| one.strip_prefix(verb));
        names
            .into_iter()
            .any(|what| matches!(what, "_issue" | "_work_item"))
    };
    let lacking: Vec<&str> = [("create", "creating"), ("read", "reading")]
        .iter()
        .filter(|(verb, _)| !may(verb))
        .map(|(_, what)| *what)
        .collect();
    let text = format!(
        "It cannot file issues: {} issues is not among its permissions. Make a token that may create and read issues.",
        lacking.join(" and ")
    );
    (!lacking.is_empty()).then(|| Line::new(Weight::Error, text))
}

/// A warning where the end is near or past.
fn nearing(ends: Time, now: Time) -> Option<Line> {
    let left = now.until(ends);
    if left <= 0 {
        return Some(Trouble::Expired.into());
    }
    let days = left / DAY;
    (days <= SOON).then(|| {
        let text = match days {
            0 => "The token ends today. Make a new one and save it here.".to_owned(),
            1 => "The token ends in 1 day. Make a new one and save it here.".to_owned(),
            _ => format!("The token ends in {days} days. Make a new one and save it here."),
        };
        Line::new(Weight::Warning, text)
    })
}
