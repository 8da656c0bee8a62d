//! Personal tokens, as people paste them.

use super::Secret;
use crate::words::Words;

/// Why a pasted text cannot be a personal token. None of these names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAToken {
    /// Nothing.
    Empty,
    /// More than one word.
    Words,
    /// A character that no token has.
    Character,
    /// Too short, or endless.
    Length,
    /// A token for something else, which GitLab calls so.
    Other(&'static str),
}

impl NotAToken {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn sentence(self, words: Words) -> String {
        match self {
            Self::Empty => words("sign_in_token_empty", &[]),
            Self::Words => words("sign_in_token_words", &[]),
            Self::Character => words("sign_in_token_character", &[]),
            Self::Length => words("sign_in_token_length", &[]),
            Self::Other(kind) => words("sign_in_token_other", &[kind]),
        }
    }
}

/// GitLab's "Token overview", "Token prefixes".
const OTHERS: [(&str, &str); 12] = [
    ("gldt-", "deploy token"),
    ("glrt-", "runner token"),
    ("glrtr-", "runner token"),
    ("glcbt-", "CI/CD job token"),
    ("glptt-", "trigger token"),
    ("glft-", "feed token"),
    ("glimt-", "mail token"),
    ("glsoat-", "SCIM token"),
    ("glagent-", "token of an agent for Kubernetes"),
    ("glffct-", "feature flags token"),
    ("gloas-", "secret of an OAuth application"),
    ("GR1348941", "runner registration token"),
];

/// The usual prefix. An instance may have one of its own, and tokens of old had none.
const PREFIX: &str = "glpat-";

/// A personal token out of what was typed, without the blanks around it.
///
/// # Errors
/// What it is instead.
pub fn personal_token(typed: &str) -> Result<Secret, NotAToken> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(NotAToken::Empty);
    }
    if text.contains(char::is_whitespace) {
        return Err(NotAToken::Words);
    }
    let is_of_one = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if !text.bytes().all(is_of_one) {
        return Err(NotAToken::Character);
    }
    if let Some((_, name)) = OTHERS.iter().find(|(prefix, _)| text.starts_with(prefix)) {
        return Err(NotAToken::Other(name));
    }
    let least = if text.starts_with(PREFIX) { 16 } else { 20 };
    if !(least..=255).contains(&text.len()) {
        return Err(NotAToken::Length);
    }
    Ok(Secret::new(text))
}

/// GitLab's page for a new classic token, with name and scope filled in.
#[must_use]
pub fn new_token_url(origin: &str) -> String {
    format!("{origin}/-/user_settings/personal_access_tokens?name=Vanguard&scopes=api")
}
