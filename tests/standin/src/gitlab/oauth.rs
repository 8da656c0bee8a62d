//! OAuth for public clients: authorization code with PKCE, refresh, revocation.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::parameters::Parameters;
use super::tokens::{Kind, Scope, Token};
use super::{GitLab, answer, pages};
use crate::world::{Request, Response, seconds_after};

const TOKEN_SECONDS: i64 = 7_200;
const CODE_SECONDS: i64 = 600;

/// An application that somebody has registered, without a secret.
#[derive(Clone, Debug)]
pub struct Application {
    pub name: String,
    pub redirect_uris: Vec<String>,
    pub scopes: BTreeSet<Scope>,
}

/// What a person has agreed to, until the client fetches its tokens.
#[derive(Clone, Debug)]
pub(super) struct Code {
    client_id: String,
    redirect_uri: String,
    user: u64,
    scopes: BTreeSet<Scope>,
    challenge: String,
    at: Timestamp,
}

/// An authorization request that may be asked about.
struct Asked {
    client_id: String,
    redirect_uri: String,
    state: String,
    scopes: BTreeSet<Scope>,
    challenge: String,
}

const INVALID_GRANT: &str = "The provided authorization grant is invalid, expired, revoked, does not match the \
    redirection URI used in the authorization request, or was issued to another client.";

impl GitLab {
    pub(super) fn oauth(&mut self, now: Timestamp, request: &Request) -> Response {
        let given = match Parameters::of(request) {
            Ok(given) => given,
            Err(refused) => return refused,
        };
        let answered = match (request.method.as_str(), request.path.as_str()) {
            ("GET", "/oauth/authorize") => self.ask(&given),
            ("POST", "/oauth/authorize") => self.decide(now, &given),
            ("POST", "/oauth/token") => self.issue_tokens(now, &given),
            ("POST", "/oauth/revoke") => Ok(self.revoke(&given)),
            ("GET", "/oauth/token/info") => self.show_oauth_token(now, request),
            _ => Ok(pages::not_found()),
        };
        answered.unwrap_or_else(|refused| refused)
    }

    fn ask(&self, given: &Parameters) -> Result<Response, Response> {
        if self.signed_in.is_none() {
            return Ok(pages::sign_in());
        }
        let asked = self.asked(given)?;
        let application = self.applications.get(&asked.client_id);
        let name = application.map_or("", |application| application.name.as_str());
        let hidden = [
            "client_id",
            "redirect_uri",
            "response_type",
            "state",
            "scope",
            "code_challenge",
            "code_challenge_method",
        ]
        .map(|name| (name, given.text(name).unwrap_or_default()));
        Ok(pages::authorize(name, &asked.redirect_uri, &hidden))
    }

    fn decide(&mut self, now: Timestamp, given: &Parameters) -> Result<Response, Response> {
        let asked = self.asked(given)?;
        let user = self.signed_in.ok_or_else(pages::sign_in)?;
        if given.text("decision").as_deref() != Some("authorize") {
            let denied = [
                ("error", "access_denied"),
                (
                    "error_description",
                    "The resource owner or authorization server denied the request.",
                ),
                ("state", asked.state.as_str()),
            ];
            return Ok(redirect(&asked.redirect_uri, &denied));
        }
        let text = self.take_secret("code", now);
        let code = Code {
            client_id: asked.client_id,
            redirect_uri: asked.redirect_uri.clone(),
            user,
            scopes: asked.scopes,
            challenge: asked.challenge,
            at: now,
        };
        self.codes.insert(text.clone(), code);
        let granted = [("code", text.as_str()), ("state", asked.state.as_str())];
        Ok(redirect(&asked.redirect_uri, &granted))
    }

    /// A request that names no known client or address is refused on a page: nothing may be sent there.
    fn asked(&self, given: &Parameters) -> Result<Asked, Response> {
        let text = |name: &str| given.text(name).unwrap_or_default();
        let (client_id, redirect_uri) = (text("client_id"), text("redirect_uri"));
        let application = self.applications.get(&client_id).ok_or_else(|| {
            pages::refused(401, "Client authentication failed due to unknown client.")
        })?;
        if !application.redirect_uris.contains(&redirect_uri) {
            return Err(pages::refused(
                400,
                "The redirect URI included is not valid.",
            ));
        }
        let state = text("state");
        let refuse = |error: &str, description: &str| {
            let parameters = [
                ("error", error),
                ("error_description", description),
                ("state", state.as_str()),
            ];
            redirect(&redirect_uri, &parameters)
        };
        if text("response_type") != "code" {
            return Err(refuse(
                "unsupported_response_type",
                "The authorization server does not support this response type.",
            ));
        }
        let challenge = text("code_challenge");
        if challenge.is_empty() || text("code_challenge_method") != "S256" {
            return Err(refuse(
                "invalid_request",
                "A public client needs a code challenge of method S256.",
            ));
        }
        let scopes = Scope::parse(&text("scope"))
            .filter(|scopes| scopes.is_subset(&application.scopes))
            .ok_or_else(|| {
                refuse(
                    "invalid_scope",
                    "The requested scope is invalid, unknown, or malformed.",
                )
            })?;
        Ok(Asked {
            client_id,
            redirect_uri,
            state,
            scopes,
            challenge,
        })
    }

    fn issue_tokens(&mut self, now: Timestamp, given: &Parameters) -> Result<Response, Response> {
        let text = |name: &str| given.text(name).unwrap_or_default();
        let client_id = text("client_id");
        if !self.applications.contains_key(&client_id) {
            return Err(refuse_token(
                401,
                "invalid_client",
                "Client authentication failed due to unknown client, no client authentication included, or \
                 unsupported authentication method.",
            ));
        }
        let invalid = || refuse_token(400, "invalid_grant", INVALID_GRANT);
        let (user, scopes) = match text("grant_type").as_str() {
            "authorization_code" => {
                // A code is gone after the first try, whatever comes of it.
                let code = self.codes.remove(&text("code")).ok_or_else(invalid)?;
                let fits = code.client_id == client_id
                    && code.redirect_uri == text("redirect_uri")
                    && seconds_after(code.at, CODE_SECONDS) > now
                    && code.challenge == challenge_of(&text("code_verifier"));
                if !fits {
                    return Err(invalid());
                }
                (code.user, code.scopes)
            }
            "refresh_token" => {
                let token = self
                    .oauth_token_mut(&text("refresh_token"))
                    .filter(|token| !token.revoked)
                    .ok_or_else(invalid)?;
                match token.kind.clone() {
                    Kind::OAuth {
                        client_id: owner,
                        scopes,
                        ..
                    } if owner == client_id => {
                        token.revoked = true;
                        (token.user_id, scopes)
                    }
                    _ => return Err(invalid()),
                }
            }
            _ => {
                return Err(refuse_token(
                    400,
                    "unsupported_grant_type",
                    "The authorization grant type is not supported by the authorization server.",
                ));
            }
        };
        Ok(self.give_tokens(now, &client_id, user, scopes))
    }

    fn give_tokens(
        &mut self,
        now: Timestamp,
        client_id: &str,
        user_id: u64,
        scopes: BTreeSet<Scope>,
    ) -> Response {
        let access = self.take_secret("access token", now);
        let refresh_token = self.take_secret("refresh token", now);
        let words: Vec<&str> = scopes.iter().map(|scope| scope.as_str()).collect();
        let body = json!({
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "refresh_token": refresh_token,
            "scope": words.join(" "),
            "created_at": now.as_second(),
        });
        let token = Token {
            id: self.take_id(),
            name: client_id.to_owned(),
            user_id,
            kind: Kind::OAuth {
                client_id: client_id.to_owned(),
                scopes,
                refresh_token,
            },
            created_at: now,
            expires_at: Some(seconds_after(now, TOKEN_SECONDS)),
            revoked: false,
        };
        self.tokens.insert(access, token);
        answer::json(200, body)
            .with_header("cache-control", "no-store")
            .with_header("pragma", "no-cache")
    }

    /// By the access token's text or the refresh token's.
    fn oauth_token_mut(&mut self, text: &str) -> Option<&mut Token> {
        self.tokens
            .iter_mut()
            .find(|(access, token)| match &token.kind {
                Kind::OAuth { refresh_token, .. } => *access == text || refresh_token == text,
                _ => false,
            })
            .map(|(_, token)| token)
    }

    /// Both tokens of the pair end, and a token that nobody knows is no error (RFC 7009).
    fn revoke(&mut self, given: &Parameters) -> Response {
        let text = given.text("token").unwrap_or_default();
        let client = given.text("client_id").unwrap_or_default();
        if !self.applications.contains_key(&client) {
            return refuse_token(
                403,
                "unauthorized_client",
                "You are not authorized to revoke this token",
            );
        }
        if let Some(token) = self.oauth_token_mut(&text) {
            token.revoked = true;
        }
        answer::json(200, json!({}))
    }

    fn show_oauth_token(&self, now: Timestamp, request: &Request) -> Result<Response, Response> {
        let caller = self.caller(now, request)?;
        let text = caller.token.ok_or_else(answer::unauthorized)?;
        let token = self.tokens.get(&text).ok_or_else(answer::unauthorized)?;
        let Kind::OAuth {
            client_id, scopes, ..
        } = &token.kind
        else {
            return Err(answer::unauthorized());
        };
        let scopes: Vec<&str> = scopes.iter().map(|scope| scope.as_str()).collect();
        let left = token.expires_at.map(|at| at.as_second() - now.as_second());
        Ok(answer::json(
            200,
            json!({
                "resource_owner_id": token.user_id,
                "scope": scopes,
                "expires_in": left,
                "application": { "uid": client_id },
                "created_at": token.created_at.as_second(),
            }),
        ))
    }
}

fn challenge_of(verifier: &str) -> String {
    let digest = ring::digest::digest(&ring::digest::SHA256, verifier.as_bytes());
    URL_SAFE_NO_PAD.encode(digest)
}

fn refuse_token(status: u16, error: &str, description: &str) -> Response {
    answer::json(
        status,
        json!({ "error": error, "error_description": description }),
    )
}

fn redirect(uri: &str, parameters: &[(&str, &str)]) -> Response {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parameters.iter().filter(|(_, value)| !value.is_empty()));
    let separator = if uri.contains('?') { '&' } else { '?' };
    let location = format!("{uri}{separator}{}", query.finish());
    answer::json(302, Value::Null).with_header("location", &location)
}
