//! Why a sign-in does not work, for the person who reads it. None of these names a secret.

use crate::{gitlab::host, words::Words, zendesk::Loose};

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No answer at all.
    Unreachable(String),
    /// It answers, but lets no extension read the answer, and the browser does not either.
    NotAllowed(String),
    /// It answers, and though the browser lets us read answers, there is none to be read.
    Closed(String),
    /// Anything but GitLab's API.
    NotGitLab(String),
    /// 401.
    Refused,
    /// 401 that says so.
    Expired,
    /// 401 that says so.
    Revoked,
    /// 403 for want of a scope.
    NoScope,
    /// 403.
    Forbidden(String),
    /// 429.
    Busy,
    /// 5xx.
    Server(u16),
    /// Any other status.
    Unexpected(u16, String),
    /// The person said no.
    Declined,
    /// The window was closed.
    Cancelled,
    /// The answer is to another request than ours.
    State,
    /// The application or its address is not registered.
    Application(String, String),
    /// OAuth's tokens are gone.
    Ended,
    /// The extension's own database.
    Vault(Vault),
}

/// What the extension's own database does not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vault {
    /// Be read.
    Read,
    /// Be written.
    Write,
    /// Forget.
    Delete,
    /// Give random numbers.
    Random,
}

impl Trouble {
    /// What is wrong, and what to do.
    #[must_use]
    pub fn sentence(&self, words: Words) -> String {
        let plain = |key: &str| words(key, &[]);
        match self {
            Self::Unreachable(origin) => words("sign_in_unreachable", &[origin]),
            Self::NotAllowed(origin) => words("sign_in_not_allowed", &[origin, host(origin)]),
            Self::Closed(origin) => words("sign_in_closed", &[origin]),
            Self::NotGitLab(origin) => words("sign_in_not_gitlab", &[origin]),
            Self::Refused => plain("sign_in_refused"),
            Self::Expired => plain("sign_in_expired"),
            Self::Revoked => plain("sign_in_revoked"),
            Self::NoScope => plain("sign_in_no_scope"),
            Self::Forbidden(origin) => words("sign_in_forbidden", &[origin]),
            Self::Busy => plain("sign_in_busy"),
            Self::Server(status) => words("sign_in_server", &[&status.to_string()]),
            Self::Unexpected(status, origin) => {
                words("sign_in_unexpected", &[&status.to_string(), origin])
            }
            Self::Declined => plain("sign_in_declined"),
            Self::Cancelled => plain("sign_in_cancelled"),
            Self::State => plain("sign_in_state"),
            Self::Application(error, redirect) => words("sign_in_application", &[error, redirect]),
            Self::Ended => plain("sign_in_ended"),
            Self::Vault(vault) => {
                let what = plain(match vault {
                    Vault::Read => "sign_in_vault_read",
                    Vault::Write => "sign_in_vault_written",
                    Vault::Delete => "sign_in_vault_deleted",
                    Vault::Random => "sign_in_vault_random",
                });
                words("sign_in_vault", &[&what])
            }
        }
    }
}

/// The body of an answer of GitLab's API at `origin`, if it is one and good.
///
/// # Errors
/// What is wrong with it.
pub fn check<'b>(origin: &str, status: u16, body: &'b str) -> Result<&'b str, Trouble> {
    let json = Loose::read(body);
    let says = |word: &str| {
        json.as_ref().is_some_and(|json| {
            ["error", "error_description", "message"]
                .iter()
                .any(|key| json.get(key).text().is_some_and(|text| text.contains(word)))
        })
    };
    Err(match status {
        200..=299 if json.is_some() || status == 204 => return Ok(body),
        200..=299 => Trouble::NotGitLab(origin.to_owned()),
        401 if says("expired") => Trouble::Expired,
        401 if says("revoked") => Trouble::Revoked,
        // A proxy's own sign-in answers with a page.
        401 | 403 | 404 if json.is_none() && !body.is_empty() => {
            Trouble::NotGitLab(origin.to_owned())
        }
        401 => Trouble::Refused,
        403 if says("insufficient_scope") || says("insufficient_granular_scope") => {
            Trouble::NoScope
        }
        403 => Trouble::Forbidden(origin.to_owned()),
        429 => Trouble::Busy,
        500.. => Trouble::Server(status),
        _ => Trouble::Unexpected(status, origin.to_owned()),
    })
}
