//! Asking GitLab about a sign-in, and telling it to end one.

use super::browser;
use crate::{
    browser::{access, gitlab, now, vault, words},
    escalation::outbox::Answer,
    gitlab::{
        Request,
        sign_in::{
            self, Kept, Line, Pair, Secret, TokenFacts, Trouble, With, check, person, read_person,
            read_token, say, token,
        },
    },
};
use wasm_bindgen::JsValue;

/// What GitLab says about a sign-in.
pub struct Examined {
    /// For the person.
    pub lines: Vec<Line>,
    /// Of a personal token that may ask about itself.
    pub facts: Option<TokenFacts>,
}

/// Asks GitLab who this is and what it may do.
pub async fn examine(origin: &str, kept: &Kept) -> Result<Examined, Trouble> {
    let header = kept.header().ok_or(Trouble::Ended)?;
    let facts = match kept {
        Kept::Personal { .. } => {
            let (status, body) = ask(origin, &token(), &header).await?;
            unless_not_allowed(read_token(origin, status, &body))?
        }
        Kept::OAuth(_) | Kept::Ended => None,
    };
    let (status, body) = ask(origin, &person(), &header).await?;
    let who = unless_not_allowed(read_person(origin, status, &body))?;
    let with = match kept {
        Kept::OAuth(pair) => With::OAuth(&pair.scopes),
        Kept::Personal { .. } | Kept::Ended => With::Personal(facts.as_ref()),
    };
    let lines = say(who.as_ref(), with, now(), words::say);
    Ok(Examined { lines, facts })
}

/// A token may be good for filing and not for asking about itself.
fn unless_not_allowed<T>(read: Result<T, Trouble>) -> Result<Option<T>, Trouble> {
    match read {
        Err(Trouble::NoScope) => Ok(None),
        read => read.map(Some),
    }
}

/// The one that is kept for `origin`, refreshed where it has to be.
pub async fn examine_kept(origin: &str) -> Result<Vec<Line>, Trouble> {
    // Refreshes first what has come to its end.
    let header = vault::authorization(origin).await;
    match (vault::read(origin).await?, header) {
        (Some(Kept::Ended), _) | (None, _) => Err(Trouble::Ended),
        (Some(_), None) => Err(silent(origin).await),
        (Some(kept), Some(_)) => Ok(examine(origin, &kept).await?.lines),
    }
}

async fn ask(
    origin: &str,
    request: &Request,
    (name, value): &(&'static str, String),
) -> Result<(u16, String), Trouble> {
    answered(origin, gitlab::fetch(origin, request, name, value).await).await
}

async fn answered(origin: &str, answer: Result<Answer, JsValue>) -> Result<(u16, String), Trouble> {
    match answer {
        Ok(Answer::Http { status, body, .. }) => Ok((status, body)),
        _ => Err(silent(origin).await),
    }
}

/// Browsers do not say whether there was no answer or one that may not be read.
async fn silent(origin: &str) -> Trouble {
    if !gitlab::is_there(origin).await {
        return Trouble::Unreachable(origin.to_owned());
    }
    match access::is_allowed(origin).await {
        true => Trouble::Closed(origin.to_owned()),
        false => Trouble::NotAllowed(origin.to_owned()),
    }
}

/// OAuth, from GitLab's page to the first pair.
pub async fn oauth(origin: &str, application: &str) -> Result<Pair, Trouble> {
    let redirect = browser::redirect_url();
    let (state, verifier) = (random()?, random()?);
    let challenge = sign_in::challenge(&verifier);
    let url = sign_in::authorize_url(origin, application, &redirect, &state, &challenge);
    let address = match browser::sign_in_window(&url).await {
        Ok(address) => address,
        // A page that does not load closes the window as a person would.
        Err(_) if gitlab::is_there(origin).await => return Err(Trouble::Cancelled),
        Err(_) => return Err(Trouble::Unreachable(origin.to_owned())),
    };
    let code: Secret = sign_in::code(&address, &redirect, &state)?;
    let form = sign_in::exchange(application, &code, &verifier, &redirect);
    let (status, body) = answered(origin, gitlab::post(origin, &form).await).await?;
    sign_in::read_pair(origin, status, &body, (application, &redirect), now())
}

fn random() -> Result<String, Trouble> {
    vault::random().map(|random| sign_in::base64_url(&random))
}

/// Tells GitLab that a sign-in is over.
pub async fn revoke(origin: &str, kept: &Kept) -> Result<(), Trouble> {
    let (status, body) = match kept {
        Kept::Personal { .. } => {
            let header = kept.header().ok_or(Trouble::Ended)?;
            ask(origin, &sign_in::revoke_token(), &header).await?
        }
        Kept::OAuth(pair) => {
            let answer = gitlab::post(origin, &sign_in::revoke(pair)).await;
            answered(origin, answer).await?
        }
        Kept::Ended => return Ok(()),
    };
    check(origin, status, &body).map(|_| ())
}
