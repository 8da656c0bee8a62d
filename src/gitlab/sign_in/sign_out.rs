//! What became of the token, for the person who signed out.

use super::{Kept, Line, Trouble, Weight};
use crate::words::Words;

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
pub fn say_signed_out(
    origin: &str,
    kept: &Kept,
    revoked: Option<Result<(), Trouble>>,
    words: Words,
) -> Line {
    let page = match kept {
        Kept::Personal { .. } => tokens_url(origin),
        Kept::OAuth(_) => applications_url(origin),
        Kept::Ended => return Line::new(Weight::Good, words("sign_in_out", &[])),
    };
    let page = &[page.as_str()][..];
    let (weight, text) = match revoked {
        None => (Weight::Good, words("sign_in_out_forgotten", page)),
        Some(Ok(())) => (Weight::Good, words("sign_in_out_revoked", &[])),
        Some(Err(Trouble::Refused | Trouble::Expired | Trouble::Revoked)) => {
            (Weight::Good, words("sign_in_out_dead", &[]))
        }
        Some(Err(Trouble::NoScope)) => (Weight::Warning, words("sign_in_out_may_not", page)),
        Some(Err(_)) => (Weight::Warning, words("sign_in_out_untold", page)),
    };
    Line::new(weight, text)
}
