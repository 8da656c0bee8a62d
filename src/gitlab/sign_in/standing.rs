//! Who is signed in, for how long, and what may be done: as GitLab says it, and as it is said to a person.

use super::{Kept, Trouble, check};
use crate::{
    gitlab::request::{Method, Request, get},
    time::{DAY, Time},
    words::Words,
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

impl Trouble {
    /// How much it matters, and the sentence.
    #[must_use]
    pub fn line(&self, words: Words) -> Line {
        let weight = match self {
            Trouble::Cancelled | Trouble::Declined => Weight::Plain,
            Trouble::Busy => Weight::Warning,
            _ => Weight::Error,
        };
        Line::new(weight, self.sentence(words))
    }
}

/// What is kept says by itself, without GitLab being asked.
#[must_use]
pub fn say_kept(origin: &str, kept: &Kept, now: Time, words: Words) -> Vec<Line> {
    match kept {
        Kept::Personal { ends, .. } => {
            let mut lines = vec![Line::new(Weight::Good, words("sign_in_kept", &[origin]))];
            lines.extend(ends.and_then(|ends| nearing(ends, now, words)));
            lines
        }
        Kept::OAuth(_) => vec![Line::new(Weight::Good, words("sign_in_renewed", &[origin]))],
        Kept::Ended => vec![Trouble::Ended.line(words)],
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
pub fn say(who: Option<&Person>, with: With<'_>, now: Time, words: Words) -> Vec<Line> {
    let who = match who {
        Some(Person { name, username }) => words("sign_in_as", &[name, username]),
        None => words("sign_in_nobody", &[]),
    };
    let (what, missing, ends) = match with {
        With::OAuth(scopes) => {
            let what = words("sign_in_with_oauth", &[&with_scopes(scopes, words)]);
            (what, missing_scope(scopes, words), None)
        }
        With::Personal(None) => {
            let what = words("sign_in_with_silent", &[]);
            (what, missing_permission(&[], words), None)
        }
        With::Personal(Some(facts)) => {
            let (what, missing) = match &facts.granted {
                Granted::Scopes(scopes) => {
                    (with_scopes(scopes, words), missing_scope(scopes, words))
                }
                Granted::Permissions(permissions) => {
                    let what = words("sign_in_with_fine", &[]);
                    (what, missing_permission(permissions, words))
                }
            };
            let what = format!("{what}{}", details(facts, words));
            (what, missing, facts.ends)
        }
    };
    let weight = match &missing {
        Some(line) if line.weight == Weight::Error => Weight::Plain,
        _ => Weight::Good,
    };
    let mut lines = vec![Line::new(weight, format!("{who} {what}."))];
    lines.extend(missing);
    lines.extend(ends.and_then(|ends| nearing(ends, now, words)));
    lines
}

/// A token's name and end.
fn details(facts: &TokenFacts, words: Words) -> String {
    let name = match facts.name.as_str() {
        "" => String::new(),
        name => words("sign_in_called", &[name]),
    };
    let end = match facts.ends.and_then(Time::rfc3339) {
        Some(ends) => words("sign_in_until", &[ends.get(..10).unwrap_or_default()]),
        None => words("sign_in_endless", &[]),
    };
    name + &end
}

/// `with the scopes api and read_user`.
fn with_scopes(scopes: &[String], words: Words) -> String {
    match scopes {
        [] => words("sign_in_with_none", &[]),
        [one] => words("sign_in_with_scope", &[one]),
        [first @ .., last] => words("sign_in_with_scopes", &[&first.join(", "), last]),
    }
}

fn missing_scope(scopes: &[String], words: Words) -> Option<Line> {
    let lacks = !scopes.iter().any(|scope| scope == "api");
    lacks.then(|| Line::new(Weight::Error, words("sign_in_lacks_scope", &[])))
}

fn missing_permission(permissions: &[String], words: Words) -> Option<Line> {
    // GitLab does not list them everywhere.
    if permissions.is_empty() {
        let text = words("sign_in_permissions_unknown", &[]);
        return Some(Line::new(Weight::Plain, text));
    }
    let may = |verb: &str| {
        let mut names = permissions.iter().filter_map(|one| one.strip_prefix(verb));
        names.any(|what| matches!(what, "_issue" | "_work_item"))
    };
    let key = match (may("create"), may("read")) {
        (true, true) => return None,
        (false, true) => "sign_in_lacks_create",
        (true, false) => "sign_in_lacks_read",
        (false, false) => "sign_in_lacks_both",
    };
    Some(Line::new(Weight::Error, words(key, &[])))
}

/// A warning where the end is near or past.
fn nearing(ends: Time, now: Time, words: Words) -> Option<Line> {
    let left = now.until(ends);
    if left <= 0 {
        return Some(Trouble::Expired.line(words));
    }
    let days = left / DAY;
    (days <= SOON).then(|| {
        let text = match days {
            0 => words("sign_in_ends_today", &[]),
            1 => words("sign_in_ends_one", &[]),
            _ => words("sign_in_ends_other", &[&days.to_string()]),
        };
        Line::new(Weight::Warning, text)
    })
}
