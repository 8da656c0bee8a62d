//! What became of the token, for the person who signed out.

use super::{Kept, Line, Trouble, Weight};

/// GitLab's page of a person's tokens.
#[must_use]
pub fn tokens_url(origin: &str) -> String {
    format!("{origin}/-/user_settings/personal_access_tokens")
}

/// GitLab's page of the applications that a person has let in.
fn applications_url(origin: &str) -> String {
    format!("{origin}/-/user_settings/applications")
}

/// This browser has forgotten it. `revoked` is what came of telling GitLab; `None` where it was not told.
#[must_use]
pub fn say_signed_out(origin: &str, kept: &Kept, revoked: Option<Result<(), Trouble>>) -> Line {
    let page = match kept {
        Kept::Personal { .. } => tokens_url(origin),
        Kept::OAuth(_) => applications_url(origin),
        Kept::Ended => return Line::new(Weight::Good, "Signed out."),
    };
    let forgotten = "Signed out: this browser has forgotten the token.";
    let (weight, text) = match revoked {
        None => (
            Weight::Good,
            format!(
                "{forgotten} It goes on working elsewhere until it ends or you revoke it at {page}."
            ),
        ),
        Some(Ok(())) => (
            Weight::Good,
            "Signed out, and the token is revoked.".to_owned(),
        ),
        Some(Err(Trouble::Refused | Trouble::Expired | Trouble::Revoked)) => (
            Weight::Good,
            "Signed out. GitLab did not take the token any more.".to_owned(),
        ),
        Some(Err(Trouble::NoScope)) => (
            Weight::Warning,
            format!("{forgotten} But it may not revoke itself. Revoke it at {page}."),
        ),
        Some(Err(_)) => (
            Weight::Warning,
            format!("{forgotten} But GitLab could not be told. Revoke it at {page}."),
        ),
    };
    Line::new(weight, text)
}
