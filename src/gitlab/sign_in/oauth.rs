//! OAuth: authorization code with PKCE for a client that has no secret, refresh, revocation.

use super::{Pair, Secret, Trouble, kept::words};
use crate::{gitlab::request::encode, time::Time, zendesk::Loose};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};

/// Filing needs no more, and GitLab has nothing less that may file.
const SCOPE: &str = "api";
/// Where an answer does not say how long its token lasts; seconds.
const USUAL_LIFE: u64 = 7_200;

/// A form to post: no other kind of body may be sent there from elsewhere without being asked about first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Without the origin.
    pub path: &'static str,
    /// Encoded.
    pub body: Secret,
}

impl Form {
    fn new(path: &'static str, fields: &[(&str, &str)]) -> Self {
        Self {
            path,
            body: Secret::new(&query(fields)),
        }
    }
}

/// Fields as a query and as the body of a form.
fn query(fields: &[(&str, &str)]) -> String {
    let field = |(name, value): &(&str, &str)| format!("{name}={}", encode(value));
    let fields: Vec<String> = fields.iter().map(field).collect();
    fields.join("&")
}

/// A verifier or a state out of random bytes.
#[must_use]
pub fn base64_url(random: &[u8; 32]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(random)
}

/// What stands for the verifier until the code is redeemed (RFC 7636, S256).
#[must_use]
pub fn challenge(verifier: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier))
}

/// GitLab's page on which a person lets the application in.
#[must_use]
pub fn authorize_url(
    origin: &str,
    application: &str,
    redirect: &str,
    state: &str,
    challenge: &str,
) -> String {
    let query = query(&[
        ("client_id", application),
        ("redirect_uri", redirect),
        ("response_type", "code"),
        ("state", state),
        ("scope", SCOPE),
        ("code_challenge", challenge),
        ("code_challenge_method", "S256"),
    ]);
    format!("{origin}/oauth/authorize?{query}")
}

/// The code out of the address that GitLab sent the browser to.
///
/// # Errors
/// Anything but an answer to the request with this `state`.
pub fn code(address: &str, redirect: &str, state: &str) -> Result<Secret, Trouble> {
    let rest = address.strip_prefix(redirect).ok_or(Trouble::State)?;
    let query = rest.trim_start_matches('/').strip_prefix('?');
    let query = query.unwrap_or_default().split('#').next();
    let given: Vec<_> = form_urlencoded::parse(query.unwrap_or_default().as_bytes()).collect();
    // Given twice, one of them is not GitLab's.
    let only = |name: &str| {
        let mut found = given.iter().filter(|(key, _)| key == name);
        match (found.next(), found.next()) {
            (Some((_, value)), None) => Some(value.as_ref()),
            _ => None,
        }
    };
    if only("state") != Some(state) {
        return Err(Trouble::State);
    }
    match (only("code"), only("error")) {
        (Some(code), None) if !code.is_empty() => Ok(Secret::new(code)),
        (_, Some("access_denied")) => Err(Trouble::Declined),
        (_, Some(error)) => Err(Trouble::Application(short(error), redirect.to_owned())),
        _ => Err(Trouble::State),
    }
}

/// "Request an access token".
#[must_use]
pub fn exchange(application: &str, code: &Secret, verifier: &str, redirect: &str) -> Form {
    Form::new(
        "/oauth/token",
        &[
            ("client_id", application),
            ("grant_type", "authorization_code"),
            ("code", code.text()),
            ("redirect_uri", redirect),
            ("code_verifier", verifier),
        ],
    )
}

/// "Retrieve a new access token using the refresh token".
#[must_use]
pub fn renew(pair: &Pair) -> Form {
    Form::new(
        "/oauth/token",
        &[
            ("client_id", &pair.application),
            ("grant_type", "refresh_token"),
            ("refresh_token", pair.refresh.text()),
            ("redirect_uri", &pair.redirect),
        ],
    )
}

/// "Revoke a token". It ends both of the pair.
#[must_use]
pub fn revoke(pair: &Pair) -> Form {
    Form::new(
        "/oauth/revoke",
        &[
            ("client_id", &pair.application),
            ("token", pair.access.text()),
        ],
    )
}

/// The pair that an answer to [`exchange`] holds.
///
/// # Errors
/// Why there is none.
pub fn read_pair(
    origin: &str,
    status: u16,
    body: &str,
    (application, redirect): (&str, &str),
    now: Time,
) -> Result<Pair, Trouble> {
    let json = Loose::read(body);
    let error = json.as_ref().and_then(|json| json.get("error").text());
    if let (400..=499, Some(error)) = (status, error) {
        return Err(Trouble::Application(short(error), redirect.to_owned()));
    }
    super::check(origin, status, body)?;
    json.and_then(|json| pair(&json, application, redirect, now))
        .ok_or_else(|| Trouble::NotGitLab(origin.to_owned()))
}

/// What came of a refresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Renewal {
    /// The next pair: to be kept before it is used.
    Next(Pair),
    /// GitLab takes neither token any more: somebody has to sign in again.
    Ended,
    /// Nothing that says so: the same may be asked again, and if GitLab has made a new pair already it says [`Renewal::Ended`] then.
    Unknown,
}

/// Reads the answer to [`renew`].
#[must_use]
pub fn renewed(before: &Pair, status: u16, body: &str, now: Time) -> Renewal {
    let json = Loose::read(body);
    let next = |json| pair(json, &before.application, &before.redirect, now);
    let refusal = json.as_ref().and_then(|json| json.get("error").text());
    match (status, refusal) {
        (200, _) => json
            .as_ref()
            .and_then(next)
            .map_or(Renewal::Unknown, Renewal::Next),
        (400 | 401, Some("invalid_grant" | "invalid_client" | "unauthorized_client")) => {
            Renewal::Ended
        }
        _ => Renewal::Unknown,
    }
}

fn pair(json: &Loose<'_>, application: &str, redirect: &str, now: Time) -> Option<Pair> {
    let secret = |key: &str| json.get(key).text().filter(|text| !text.is_empty());
    let life = json.get("expires_in").integer().unwrap_or(USUAL_LIFE);
    let scopes = json.get("scope").text().unwrap_or(SCOPE);
    Some(Pair {
        access: Secret::new(secret("access_token")?),
        refresh: Secret::new(secret("refresh_token")?),
        // Counted from now: GitLab's clock and this machine's need not agree.
        ends: now.plus(i64::try_from(life).unwrap_or(i64::MAX)),
        application: application.to_owned(),
        redirect: redirect.to_owned(),
        scopes: words(scopes),
    })
}

/// A word of GitLab's, such as `invalid_grant`.
fn short(error: &str) -> String {
    let is_of_one = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '_';
    error.chars().filter(is_of_one).take(60).collect()
}
