//! Why a sign-in does not work, for the person who reads it. None of these names a secret.

use crate::{gitlab::host, zendesk::Loose};

/// What is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// No answer at all.
    #[error(
        "{0} cannot be reached. Check the address, your connection and, for a GitLab inside a company, the VPN; then try again."
    )]
    Unreachable(String),
    /// It answers, but lets no extension read the answer, and the browser does not either.
    #[error(
        "{0} answers, but does not let an extension read its answers. Press “Allow access to {host}”. Or ask its administrator to let cross-origin requests (CORS) through to /api/ and /oauth/token.", host = host(.0)
    )]
    NotAllowed(String),
    /// It answers, and though the browser lets us read answers, there is none to be read.
    #[error(
        "{0} answers, but not as GitLab does: a proxy or a sign-in page before it stands in the way. Open it in a tab and sign in there, or ask its administrator to let requests through to /api/ and /oauth/token."
    )]
    Closed(String),
    /// Anything but GitLab's API.
    #[error(
        "{0} answers with a page and not as GitLab's API does. Check that this is the address of a GitLab, and that no sign-in page stands before it."
    )]
    NotGitLab(String),
    /// 401.
    #[error(
        "GitLab does not take this token: it was mistyped, revoked, or it has expired. Make a new one and save it here."
    )]
    Refused,
    /// 401 that says so.
    #[error("This token has expired. Make a new one and save it here.")]
    Expired,
    /// 401 that says so.
    #[error("This token was revoked. Make a new one and save it here.")]
    Revoked,
    /// 403 for want of a scope.
    #[error(
        "This token may not even be asked whose it is. Make one with the scope api, or a fine-grained one that may create and read issues."
    )]
    NoScope,
    /// 403.
    #[error(
        "GitLab refuses this account. Open {0} in a tab: it says there what to do first, such as accepting terms or setting a new password."
    )]
    Forbidden(String),
    /// 429.
    #[error("GitLab has been asked too often. Try again in a minute.")]
    Busy,
    /// 5xx.
    #[error("GitLab answers with an error ({0}). Try again in a few minutes.")]
    Server(u16),
    /// Any other status.
    #[error("GitLab answers with {0}, which was not expected. Is {1} the address of a GitLab?")]
    Unexpected(u16, String),
    /// The person said no.
    #[error("You did not let Vanguard in. Nothing has changed.")]
    Declined,
    /// The window was closed.
    #[error("Signing in was cancelled. Nothing has changed.")]
    Cancelled,
    /// The answer is to another request than ours.
    #[error(
        "GitLab's answer does not belong to this sign-in, so it was thrown away. Sign in again."
    )]
    State,
    /// The application or its address is not registered.
    #[error(
        "GitLab refuses the application: {0}. Check its id, that it is registered as not confidential with the scope api, and that {1} is one of its redirect URIs."
    )]
    Application(String, String),
    /// OAuth's tokens are gone.
    #[error("Your sign-in to GitLab has ended. Sign in again.")]
    Ended,
    /// The extension's own database.
    #[error(
        "This browser did not keep it ({0}). Check that there is room on the disk and that the browser keeps data of extensions; then try again."
    )]
    Vault(&'static str),
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
